/*
 * guide_show.c - drawing a topic of the salary guide.
 * May use: term, jansson, cpc.h. Must not know: what was asked for, what any figure says.
 */
#include "cli/guide_show.h"

#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#define WIDE 60 /* columns from which label, amount and bar share a line */
#define LABEL_MOST 37
#define BAR_MOST 24
#define BAR_LEAST 8

static const char *dash(const struct term *t)
{
	return term_sign(t, "–", "-");
}

static bool is_text(const struct cpc_guide_row *row)
{
	return strcmp(row->unit, "text") == 0;
}

static bool is_unit(const struct cpc_guide_row *row, const char *unit)
{
	return strcmp(row->unit, unit) == 0;
}

/* The rows of the key that the first of them has. */
static struct guide_part key_of(struct guide_part part)
{
	size_t n = 0;
	while (n < part.n && strcmp(part.rows[n].key, part.rows[0].key) == 0)
		n++;
	return (struct guide_part){part.rows, n};
}

static struct guide_part rest_of(struct guide_part part, size_t n)
{
	return (struct guide_part){part.rows + n, part.n - n};
}

/* Its first row, when that is a number, stands beside the label. */
static bool has_amount(struct guide_part key)
{
	return !is_text(&key.rows[0]);
}

/* The columns ---------------------------------------------------------------------------------- */

struct columns {
	size_t label, amount;
	double most_dollars, most_percent;
	size_t dollars, percents; /* how many there are to be compared */
};

static void measure(const struct term *t, struct guide_part part, struct columns *c)
{
	while (part.n > 0) {
		struct guide_part key = key_of(part);
		const struct cpc_guide_row *row = &key.rows[0];
		char amount[CPC_AMOUNT_SIZE];
		cpc_guide_amount(row, dash(t), amount);
		size_t label = term_columns(str_of(row->label));
		size_t columns = term_columns(str_of(amount));
		if (has_amount(key) && label > c->label)
			c->label = label;
		if (columns > c->amount)
			c->amount = columns;
		if (is_unit(row, "usd_year")) {
			c->dollars++;
			c->most_dollars = fmax(c->most_dollars, row->high);
		}
		if (is_unit(row, "percent")) {
			c->percents++;
			c->most_percent = fmax(c->most_percent, row->high);
		}
		part = rest_of(part, key.n);
	}
	if (c->label > LABEL_MOST)
		c->label = LABEL_MOST;
}

/* What the longest bar stands for; 0 where there is nothing to compare. Shares are not drawn beside
 * dollars. */
static double scale_of(const struct columns *c, const struct cpc_guide_row *row)
{
	if (is_unit(row, "usd_year") && c->dollars > 1)
		return c->most_dollars;
	if (is_unit(row, "percent") && c->percents > 1 && c->dollars == 0)
		return c->most_percent;
	return 0;
}

/* Solid up to the low end, light up to the high end. */
static void add_span(const struct term *t, struct buf *out, const struct cpc_guide_row *row,
	double most, size_t cells)
{
	size_t low = (size_t)lround(row->low / most * (double)cells);
	size_t high = (size_t)lround(row->high / most * (double)cells);
	buf_add_repeat(out, term_sign(t, "█", "#"), low);
	buf_add_repeat(out, term_sign(t, "▒", "="), high - low);
}

/* Keys ----------------------------------------------------------------------------------------- */

static void pad(struct buf *out, struct str text, size_t columns)
{
	size_t used = term_columns(text);
	buf_add_str(out, text);
	if (used < columns)
		buf_add_repeat(out, " ", columns - used);
}

static void end_line(struct buf *line, struct buf *out)
{
	buf_add_str(out, str_trim_end(buf_view(line)));
	buf_add_char(out, '\n');
	buf_reset(line);
}

static void add_head(const struct term *t, const struct cpc_guide_row *row, const struct columns *c,
	struct buf *out)
{
	char amount[CPC_AMOUNT_SIZE];
	struct buf line = BUF_INIT;
	bool wide = t->width >= WIDE;
	double most = scale_of(c, row);
	buf_add_text(&line, "  ");
	pad(&line, str_of(row->label), wide ? c->label : 0);
	if (!wide)
		end_line(&line, out);
	buf_add_text(&line, wide ? "  " : "    ");
	cpc_guide_amount(row, dash(t), amount);
	pad(&line, str_of(amount), c->amount);
	buf_add_text(&line, "  ");
	size_t used = term_columns(buf_view(&line)), width = (size_t)t->width;
	size_t cells = width > used ? width - used : 0;
	if (most > 0 && cells >= BAR_LEAST)
		add_span(t, &line, row, most, cells < BAR_MOST ? cells : BAR_MOST);
	end_line(&line, out);
	buf_release(&line);
}

static void add_part(struct buf *text, const char *between, const char *name, const char *what)
{
	if (text->len > 0)
		buf_add_text(text, between);
	if (name)
		buf_printf(text, "%s: ", name);
	buf_add_text(text, what);
}

/* "experience: 0–2 years" */
static void add_detail(const struct term *t, struct buf *text, const struct cpc_guide_row *row)
{
	const char *between = term_sign(t, " · ", "; ");
	char amount[CPC_AMOUNT_SIZE];
	cpc_guide_amount(row, dash(t), amount);
	if (is_text(row))
		add_part(text, between, row->figure, row->text);
	else
		add_part(text, between, row->figure, amount);
	if (!is_text(row) && row->text[0])
		buf_printf(text, " %s", row->text);
}

static void add_dim(const struct term *t, struct buf *text, struct buf *out)
{
	if (text->len > 0)
		term_add_wrapped_styled(t, out, "    ", "    ", STYLE_DIM, buf_view(text));
	buf_reset(text);
}

/* What else is known of a key whose amount stands above. */
static void add_details(const struct term *t, struct guide_part key, struct buf *out)
{
	struct buf text = BUF_INIT;
	buf_add_text(&text, key.rows[0].text);
	for (size_t i = 1; i < key.n; i++)
		add_detail(t, &text, &key.rows[i]);
	add_dim(t, &text, out);
	buf_release(&text);
}

/* What is to be done in a span of years, a line each. */
static void add_steps(const struct term *t, struct guide_part key, struct buf *out)
{
	for (size_t i = 1; i < key.n; i++) {
		const struct cpc_guide_row *row = &key.rows[i];
		char amount[CPC_AMOUNT_SIZE];
		struct buf text = BUF_INIT;
		cpc_guide_amount(row, dash(t), amount);
		buf_printf(&text, "%s%s%s", amount, amount[0] ? " " : "", row->text);
		term_add_wrapped(t, out, "    - ", "      ", buf_view(&text));
		buf_release(&text);
	}
}

static void add_places(const struct term *t, struct guide_part key, struct buf *out)
{
	struct buf text = BUF_INIT;
	for (size_t i = 0; i < key.n; i++) {
		if (i == 0 || strcmp(key.rows[i].place, key.rows[i - 1].place) != 0)
			add_part(&text, term_sign(t, " · ", "; "), NULL, key.rows[i].place);
	}
	add_dim(t, &text, out);
	buf_release(&text);
}

static void add_key(const struct term *t, struct guide_part key, const struct columns *c,
	bool where, struct buf *out)
{
	const struct cpc_guide_row *row = &key.rows[0];
	if (has_amount(key)) {
		add_head(t, row, c, out);
		if (is_unit(row, "years"))
			add_steps(t, key, out);
		else
			add_details(t, key, out);
	} else {
		struct buf text = BUF_INIT;
		buf_printf(&text, "%s: %s", row->label, row->text);
		term_add_wrapped(t, out, "  ", "    ", buf_view(&text));
		buf_release(&text);
	}
	if (where)
		add_places(t, key, out);
}

/* The topic ------------------------------------------------------------------------------------ */

/* The heading is what stands before the last ": " of a place. */
static struct str heading_of(const struct cpc_guide_row *row)
{
	struct str heading = str_of(row->place);
	for (size_t i = heading.n; i > 1; i--) {
		if (row->place[i - 2] == ':' && row->place[i - 1] == ' ')
			return (struct str){row->place, i - 2};
	}
	return heading;
}

void guide_show_source(const struct term *t, struct guide_part part, struct buf *out)
{
	struct buf text = BUF_INIT;
	struct str before = str_of("");
	buf_add_text(&text, "Source: the salary guide, ");
	for (size_t i = 0; i < part.n; i++) {
		struct str heading = heading_of(&part.rows[i]);
		if (str_same(heading, before))
			continue;
		buf_printf(&text, "%s\"%.*s\" (%s)", i ? ", " : "", STR_ARG(heading),
			part.rows[i].file);
		before = heading;
	}
	term_add_wrapped_styled(t, out, "", "", STYLE_DIM, buf_view(&text));
	buf_release(&text);
}

void guide_show_topic(const struct term *t, const struct cpc_guide_topic *topic,
	struct guide_part all, struct guide_part shown, bool where, struct buf *out)
{
	struct columns c = {0};
	bool spans = false;
	measure(t, all, &c);
	term_add_wrapped_styled(t, out, "", "", STYLE_BOLD, str_of(topic->title));
	buf_add_char(out, '\n');
	for (struct guide_part part = shown; part.n > 0;) {
		struct guide_part key = key_of(part);
		const struct cpc_guide_row *row = &key.rows[0];
		add_key(t, key, &c, where, out);
		spans = spans || (scale_of(&c, row) > 0 && row->high > row->low);
		part = rest_of(part, key.n);
	}
	buf_add_char(out, '\n');
	if (spans)
		term_add_wrapped_styled(t, out, "", "", STYLE_DIM,
			str_of("Bars: solid up to the low end, light up to the high end."));
	guide_show_source(t, shown, out);
}

/* JSON ----------------------------------------------------------------------------------------- */

/* Whole numbers as such; null for a text. */
static json_t *number_of(const struct cpc_guide_row *row, double number)
{
	if (is_text(row))
		return json_null();
	return number == floor(number) ? json_integer((json_int_t)number) : json_real(number);
}

struct json_t *guide_json_row(const struct cpc_guide_row *row)
{
	return json_pack("{s:s, s:s, s:s, s:s, s:s, s:o, s:o, s:b, s:b, s:s, s:s, s:s}", "type",
		"figure", "file", row->file, "key", row->key, "figure", row->figure, "label",
		row->label, "low", number_of(row, row->low), "high", number_of(row, row->high),
		"open", (int)row->open, "about", (int)row->about, "unit", row->unit, "text",
		row->text, "place", row->place);
}
