/*
 * gift_read.c - the reader of GIFT: lines, categories, names, stems.
 * May use: formats/gift, formats/html, base. Must not know: what stands between the braces.
 */
#include <string.h>

#include "base/error.h"
#include "formats/gift.h"
#include "formats/html.h"
#include "formats/media.h"
#include "formats/normal.h"

struct gift {
	struct format_read *r;
	struct gift_text text;	 /* of the question being read */
	struct format_item item; /* what its comments say */
	struct cpc_tags tags;
	struct buf category; /* of the questions that follow */
	size_t size;	     /* of its lines, with comments */
	int first;	     /* line of it */
	bool is_category;    /* this is no question */
	bool spoiled;	     /* it has a line with a fault */
	bool too_long;
	bool told;
	bool torn; /* an empty line stood between the braces of the question before */
	struct buf plain, html;
};

/* The next level of a path, in which // is a slash. False at its end. */
static bool next_level(struct str *path, struct buf *level)
{
	size_t i = 0;
	if (path->n == 0)
		return false;
	buf_reset(level);
	for (; i < path->n && (path->p[i] != '/' || str_starts(str_from(*path, i), "//")); i++) {
		i += path->p[i] == '/';
		buf_add_char(level, path->p[i]);
	}
	*path = str_from(*path, i + 1);
	return true;
}

/* "$course$/top/CPT/E//M": the first two say where in Moodle, the others are the category. */
static void take_category(struct gift *g, struct str path)
{
	bool context = true, top = true;
	buf_reset(&g->category);
	while (next_level(&path, &g->plain)) {
		struct str level = str_trim(buf_view(&g->plain));
		bool is_context =
			context && level.n > 1 && level.p[0] == '$' && level.p[level.n - 1] == '$';
		bool is_top = top && str_eq(level, "top");
		context = false;
		top = is_context;
		if (level.n == 0 || is_context || is_top)
			continue;
		if (g->category.len > 0)
			buf_add_char(&g->category, FORMAT_LEVEL);
		buf_add_str(&g->category, level);
	}
}

static void read_comment(struct gift *g, struct str line, int number)
{
	gift_comment_read(g->r, line, number, &g->item, &g->tags);
	g->text.passed += g->text.line != 0;
}

static void read_below_category(struct gift *g, struct str line, int number)
{
	if (!g->told)
		format_fault(g->r, number, "found %s, expected an empty line below " GIFT_CATEGORY,
			format_shown(g->r, line));
	g->told = true;
}

static void read_line(struct gift *g, struct str line, int number)
{
	if (g->size == 0)
		g->first = number;
	g->size += line.n + 1;
	if (g->too_long)
		return;
	if (g->size > GIFT_QUESTION_MAX + 1) {
		format_fault(g->r, g->first,
			"found a question of more than %d bytes, which is the most",
			GIFT_QUESTION_MAX);
		g->too_long = true;
	} else if (str_starts(line, "//")) {
		read_comment(g, line, number);
	} else if (g->is_category) {
		read_below_category(g, line, number);
	} else if (!g->text.line && str_starts(line, GIFT_CATEGORY)) {
		g->is_category = true;
		take_category(
			g, g->r->spoiled ? str_of("") : str_from(line, strlen(GIFT_CATEGORY)));
	} else {
		if (str_eq(line, "0"))
			format_note(g->r, number,
				"found a line of a single 0, which Moodle takes for an empty one");
		gift_text_add(&g->text, line, number);
	}
}

/* Questions --------------------------------------------------------------------------------------
 */

/* Take "::name::" off the front. As in Moodle, :: that do not end are dropped. */
static struct gift_span take_name(struct gift *g, struct gift_span span)
{
	const struct gift_text *t = &g->text;
	if (!gift_starts(t, span, "::"))
		return span;
	span.from += 2;
	size_t end = gift_find(t, span, "::");
	if (end == span.to)
		return gift_trim(t, span);
	struct str name = gift_view(t, (struct gift_span){span.from, end});
	const char *title = normal_line(&g->r->texts, &g->r->scratch, format_keep(g->r, name));
	g->r->failed = g->r->failed || !title;
	g->item.q.title = title ? title : "";
	if (!g->item.q.slug[0] && !g->item.id[0])
		g->item.id = g->item.q.title;
	return gift_trim(t, (struct gift_span){end + 2, span.to});
}

/* Where, behind the braces, another question begins; span.to when none does. */
static size_t find_another(const struct gift_text *t, struct gift_span span)
{
	static const char *const signs[] = {"{", "}", "\n::", ("\n" GIFT_CATEGORY)};
	size_t at = span.to;
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
		size_t found = gift_find(t, span, signs[i]);
		if (found < at)
			at = found + (signs[i][0] == '\n');
	}
	return at;
}

/* An empty line stands between its braces: what follows is not all questions. */
static bool is_torn(const struct gift *g, struct gift_span span)
{
	size_t open = gift_find(&g->text, span, "{"), close = gift_find(&g->text, span, "}");
	return close == span.to && (open < span.to || g->torn);
}

/* Find the braces: *answers is what stands between them. False when there are none, which is told.
 */
static bool find_braces(struct gift *g, struct gift_span span, struct gift_span *answers)
{
	const struct gift_text *t = &g->text;
	size_t open = gift_find(t, span, "{"), close = gift_find(t, span, "}");
	bool is_rest = g->torn && open == span.to; /* of a question that was told of */
	g->torn = is_torn(g, span);
	*answers = (struct gift_span){open + 1, close};
	if (is_rest)
		return false;
	if (open == span.to && close == span.to)
		format_skip(g->r, gift_line(t, span.from),
			"found a text without { }, which asks nothing");
	else if (g->torn)
		format_fault(g->r, gift_line(t, open),
			"found a brace { without its }, expected } before the empty line that ends "
			"the question");
	else if (close < open)
		format_fault(g->r, gift_line(t, close),
			"found a brace } without its {, expected \\} for one that is text");
	else
		return true;
	return false;
}

/* Text behind the braces makes a gap of them. */
static const char *read_stem(
	struct gift_question *q, struct gift_span before, struct gift_span after)
{
	const struct gift_text *t = q->text;
	before = gift_take_markup(t, before, &q->markup);
	buf_reset(&q->r->scratch);
	buf_add_str(&q->r->scratch, gift_view(t, before));
	if (gift_trim(t, after).from < after.to) {
		buf_add_text(&q->r->scratch, "_____");
		buf_add_str(&q->r->scratch, gift_view(t, after));
	}
	q->r->failed = q->r->failed || q->r->scratch.failed;
	return gift_plain(q, buf_view(&q->r->scratch), q->markup);
}

static void note_loss(struct gift_question *q)
{
	unsigned lost = q->lost & ~(unsigned)(HTML_MARKUP | HTML_IMAGE | HTML_MEDIA);
	if (q->lost & (HTML_IMAGE | HTML_MEDIA)) {
		const struct question *x = &q->item->q;
		struct media_names names = {BUF_INIT, 0};
		media_add_marks(&names, str_of(x->stem));
		for (size_t i = 0; i < x->choice_count; i++) {
			media_add_marks(&names, str_of(x->choices[i].text));
			media_add_marks(&names, str_of(x->choices[i].rationale));
		}
		media_add_marks(&names, str_of(x->rule));
		media_tell(q->r, x->line, &names);
		media_release(&names);
	}
	if (lost)
		format_note(q->r, q->item->q.line, "not kept: %s", html_loss_name(lost, &q->plain));
}

static int read_question(struct gift *g, struct gift_span all, struct cpc_error *err)
{
	const struct gift_text *t = &g->text;
	struct gift_question q = {
		.r = g->r, .text = t, .item = &g->item, .plain = g->plain, .html = g->html};
	struct gift_span answers;
	g->item.q.line = gift_line(t, all.from);
	struct gift_span span = take_name(g, all);
	if (!find_braces(g, span, &answers))
		return CPC_OK;
	struct gift_span after = {answers.to + 1, span.to};
	size_t another = find_another(t, after);
	if (another < span.to) {
		format_fault(g->r, gift_line(t, another),
			"found %s behind the answers, expected an empty line before the next "
			"question",
			gift_shown(g->r, t, (struct gift_span){another, span.to}));
		return CPC_OK;
	}
	g->item.q.stem = read_stem(&q, (struct gift_span){span.from, answers.from - 1}, after);
	size_t general = gift_find_last(t, answers, "####");
	if (general < answers.to)
		g->item.q.rule = gift_part(&q, (struct gift_span){general + 4, answers.to});
	answers.to = general;
	bool good = gift_answers_read(&q, answers);
	if (good)
		note_loss(&q);
	g->plain = q.plain;
	g->html = q.html;
	return good ? format_give(g->r, &g->item, err) : CPC_OK;
}

static void begin_block(struct gift *g)
{
	format_drop(g->r);
	gift_text_reset(&g->text);
	g->item = format_blank();
	g->size = 0;
	g->is_category = g->spoiled = g->too_long = g->told = false;
}

static bool has_failed(const struct gift *g)
{
	return g->text.chars.failed || g->text.marks.failed || g->category.failed ||
	       g->plain.failed;
}

static int end_question(struct gift *g, struct gift_span all, struct cpc_error *err)
{
	if (g->spoiled || g->too_long) {
		g->torn = !g->too_long && is_torn(g, all);
		return CPC_OK;
	}
	g->item.category = buf_text(&g->category);
	return read_question(g, all, err);
}

static int end_block(struct gift *g, struct cpc_error *err)
{
	struct gift_span all = gift_trim(&g->text, gift_all(&g->text));
	int rc = has_failed(g) ? error_memory(err) : CPC_OK;
	cpc_tags_end(&g->tags, g->r, &g->item);
	if (!rc && !g->is_category && all.from < all.to)
		rc = end_question(g, all, err);
	begin_block(g);
	return rc;
}

/* A line that cannot be read is none, and no empty one. */
static int next_line(struct gift *g, struct str line, struct cpc_error *err)
{
	bool bad = g->r->spoiled;
	line = str_trim(line);
	if (line.n == 0 && !bad)
		return end_block(g, err);
	read_line(g, line, source_line_number(g->r->in));
	g->spoiled = g->spoiled || g->r->spoiled;
	g->r->spoiled = false;
	return CPC_OK;
}

int gift_read(struct format_read *r, struct cpc_error *err)
{
	struct gift g = {.r = r};
	struct str line;
	int rc;
	begin_block(&g);
	while (!(rc = format_line(r, &line, err))) {
		if ((rc = next_line(&g, line, err)))
			break;
	}
	if (rc == CPC_NO)
		rc = end_block(&g, err);
	gift_text_release(&g.text);
	cpc_tags_release(&g.tags);
	buf_release(&g.category);
	buf_release(&g.plain);
	buf_release(&g.html);
	return rc;
}
