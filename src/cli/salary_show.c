/*
 * salary_show.c - drawing what a pass is worth by the salary guide.
 * May use: term, jansson, cpc.h. Must not know: how anything is reckoned.
 */
#include <inttypes.h>
#include <jansson.h>
#include <math.h>

#include "cli/guide_show.h"

#define BAR_MOST 30
#define INDENT "    "

static int64_t hundreds(double dollars)
{
	return llround(dollars / 100);
}

void salary_add_dollars(struct buf *out, double dollars)
{
	int64_t n = hundreds(fabs(dollars));
	buf_add_text(out, dollars < 0 && n > 0 ? "-$" : "$");
	if (n >= 10)
		buf_printf(out, "%" PRId64 ",%02" PRId64 "0", n / 10, n % 10 * 10);
	else
		buf_printf(out, "%" PRId64, n * 100);
}

static void add_uplift(const struct term *t, const struct cpc_uplift *u, double most, size_t cells,
	struct buf *out)
{
	struct buf line = BUF_INIT;
	size_t low = 0, high = 0;
	if (most > 0 && u->low >= 0) {
		low = (size_t)lround(u->low / most * (double)cells);
		high = (size_t)lround(u->high / most * (double)cells);
	}
	buf_add_text(&line, "  ");
	salary_add_dollars(&line, u->low);
	if (hundreds(u->high) != hundreds(u->low)) {
		buf_add_text(&line, term_sign(t, "–", "-"));
		salary_add_dollars(&line, u->high);
	}
	size_t used = term_columns(buf_view(&line));
	buf_add_repeat(&line, " ", used < 18 ? 18 - used : 1);
	buf_add_repeat(&line, term_sign(t, "█", "#"), low);
	buf_add_repeat(&line, term_sign(t, "▒", "="), high - low);
	buf_add_str(out, str_trim_end(buf_view(&line)));
	buf_add_char(out, '\n');
	term_add_wrapped_styled(t, out, INDENT, INDENT, STYLE_DIM, str_of(u->basis.text));
	buf_release(&line);
}

void salary_show(const struct term *t, const struct cpc_salary *s, struct buf *out)
{
	size_t room = (size_t)t->width - 18, cells = room < BAR_MOST ? room : BAR_MOST;
	term_add_wrapped_styled(t, out, "", "", STYLE_BOLD, str_of(s->summary.text));
	term_add_wrapped(t, out, "", "", str_of(s->basis.text));
	buf_add_char(out, '\n');
	for (size_t i = 0; i < s->uplift_count; i++)
		add_uplift(t, &s->uplifts[i], s->high, cells, out);
	buf_add_char(out, '\n');
	for (size_t i = 0; i < s->note_count; i++)
		term_add_wrapped(t, out, term_sign(t, "• ", "- "), "  ", str_of(s->notes[i].text));
}

/* JSON ----------------------------------------------------------------------------------------- */

static json_t *line_json(const struct cpc_salary_line *line)
{
	json_t *rows = json_array();
	for (size_t i = 0; i < line->row_count; i++) {
		const struct cpc_guide_row *row = line->rows[i];
		json_array_append_new(
			rows, json_pack("{s:s, s:s, s:s, s:s}", "file", row->file, "key", row->key,
				      "figure", row->figure, "place", row->place));
	}
	return json_pack("{s:s, s:s, s:o}", "about", line->about, "text", line->text, "rows", rows);
}

static json_t *cents(double dollars)
{
	return json_real(round(dollars * 100) / 100);
}

struct json_t *salary_json(const struct cpc_salary *s)
{
	static const char *const kinds[] = {"national", "state", "own"};
	json_t *uplifts = json_array(), *notes = json_array();
	for (size_t i = 0; i < s->uplift_count; i++) {
		json_t *one = line_json(&s->uplifts[i].basis);
		json_object_set_new(one, "low", cents(s->uplifts[i].low));
		json_object_set_new(one, "high", cents(s->uplifts[i].high));
		json_array_append_new(uplifts, one);
	}
	for (size_t i = 0; i < s->note_count; i++)
		json_array_append_new(notes, line_json(&s->notes[i]));
	return json_pack("{s:s, s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "type", "salary", "kind",
		kinds[s->kind], "base", cents(s->base), "low", cents(s->low), "high",
		cents(s->high), "basis", line_json(&s->basis), "summary", line_json(&s->summary),
		"uplifts", uplifts, "notes", notes);
}
