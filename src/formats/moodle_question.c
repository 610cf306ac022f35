/*
 * moodle_question.c - a question of Moodle's becomes one of ours.
 * May use: formats/moodle, formats/html, base. Must not know: expat.
 */
#include "formats/moodle.h"

#include <string.h>

#include "formats/html.h"
#include "formats/normal.h"

#define WHOLE 99.999  /* percent: of three parts of 33.33333 too */
#define NOTHING 0.001 /* percent */

/* Types and categories --------------------------------------------------------------------------
 */

static bool is_choice(const char *type)
{
	return strcmp(type, "multichoice") == 0 || strcmp(type, "multichoiceset") == 0;
}

bool moodle_type_rich(struct str type)
{
	return str_eq(type, "multichoice") || str_eq(type, "multichoiceset");
}

bool moodle_type_read(struct str type)
{
	return moodle_type_rich(type) || str_eq(type, "truefalse") || str_eq(type, "shortanswer") ||
	       str_eq(type, "numerical");
}

/* A level of a path: up to a slash that stands alone; two are one of the name. */
static struct str next_level(struct str *path, struct buf *level)
{
	size_t i = 0;
	buf_reset(level);
	for (; i < path->n && (path->p[i] != '/' || str_starts(str_from(*path, i), "//")); i++) {
		i += path->p[i] == '/';
		buf_add_char(level, path->p[i] == FORMAT_LEVEL ? ' ' : path->p[i]);
	}
	*path = str_from(*path, i + 1);
	return str_trim(buf_view(level));
}

/* Where a category stands: in Moodle, and nowhere else. */
static bool is_context(struct str level)
{
	return level.n > 2 && level.p[0] == '$' && level.p[level.n - 1] == '$';
}

void moodle_category(struct buf *out, struct str path)
{
	struct buf level = BUF_INIT;
	bool is_front = true;
	size_t start = out->len;
	path = str_trim(path);
	while (path.n > 0) {
		struct str name = next_level(&path, &level);
		if (is_front && (is_context(name) || str_eq(name, "top")))
			continue;
		is_front = false;
		if (name.n == 0)
			continue;
		if (out->len > start)
			buf_add_char(out, FORMAT_LEVEL);
		buf_add_str(out, name);
	}
	out->failed = out->failed || level.failed;
	buf_release(&level);
}

/* Texts -----------------------------------------------------------------------------------------
 */

enum moodle_layout moodle_layout_of(struct str format, enum moodle_layout inherited)
{
	if (format.n == 0)
		return inherited;
	if (str_eq(format, "plain_text") || str_eq(format, "markdown"))
		return MOODLE_PLAIN;
	return str_eq(format, "moodle_auto_format") ? MOODLE_AUTO : MOODLE_HTML;
}

/* A line end is a break, but not beside a tag (Moodle's text_to_html). */
static void add_breaks(struct buf *out, struct str text)
{
	for (size_t i = 0; i < text.n; i++) {
		struct str behind = str_trim(str_from(text, i));
		if (text.p[i] != '\n')
			buf_add_char(out, text.p[i]);
		else if (!str_starts(behind, "<") && (i == 0 || text.p[i - 1] != '>'))
			buf_add_text(out, "<br>");
		else
			buf_add_char(out, '\n');
	}
}

unsigned moodle_text(
	struct str text, enum moodle_layout layout, struct buf *scratch, struct buf *out)
{
	text = str_trim(text);
	if (layout == MOODLE_PLAIN) {
		buf_add_str(out, text);
		return 0;
	}
	if (layout == MOODLE_AUTO) {
		buf_reset(scratch);
		add_breaks(scratch, text);
		out->failed = out->failed || scratch->failed;
		text = buf_view(scratch);
	}
	return html_to_text(text, out);
}

/* Answers ---------------------------------------------------------------------------------------
 */

struct giving {
	struct format_read *r;
	struct moodle_question *m;
};

static struct choice *add(struct giving *g, enum choice_kind kind, const struct moodle_answer *a)
{
	struct question *q = &g->m->item.q;
	if (q->choice_count++ >= QUESTION_CHOICES_MAX)
		return NULL;
	struct choice *c = &q->choices[q->choice_count - 1];
	*c = (struct choice){
		.kind = kind, .text = a->text, .rationale = a->feedback, .line = a->line};
	return c;
}

static void fault(struct giving *g, const char *sentence)
{
	format_fault(g->r, g->m->item.q.line, "%s", sentence);
	g->r->spoiled = true;
}

/* One key: the choice worth all. False when there is another that is, too. */
static bool add_single(struct giving *g)
{
	struct moodle_question *m = g->m;
	size_t keys = 0, parts = 0;
	for (size_t i = 0; i < m->n; i++) {
		struct choice *c = add(g, CHOICE_OPTION, &m->answers[i]);
		bool is_key = m->answers[i].worth >= WHOLE;
		keys += is_key;
		parts += !is_key && m->answers[i].worth > NOTHING;
		if (c)
			c->is_key = is_key;
	}
	if (keys > 1)
		return false;
	if (keys == 0 && m->n > 0)
		fault(g, "found no choice with the fraction 100, expected one");
	else if (parts > 0)
		format_note(g->r, m->item.q.line,
			"left out what %zu choice%s in part worth: one choice is right", parts,
			parts == 1 ? " is" : "s are");
	return true;
}

static void add_several(struct giving *g)
{
	struct moodle_question *m = g->m;
	double least = 100, most = 0;
	bool all = strcmp(m->type, "multichoiceset") == 0;
	m->item.q.multiple = true;
	for (size_t i = 0; i < m->n; i++) {
		struct choice *c = add(g, CHOICE_OPTION, &m->answers[i]);
		double worth = m->answers[i].worth;
		if (c)
			c->is_key = worth > NOTHING;
		if (worth > NOTHING) {
			least = worth < least ? worth : least;
			most = worth > most ? worth : most;
		}
	}
	if (!all && most - least > 0.1)
		format_note(g->r, m->item.q.line,
			"left out that its right choices are worth more and less: all are wanted");
}

static void add_true_false(struct giving *g)
{
	struct moodle_question *m = g->m;
	for (size_t i = 0; i < m->n; i++) {
		struct choice *c = add(g, CHOICE_OPTION, &m->answers[i]);
		struct str text = str_trim(str_of(m->answers[i].text));
		bool is_true = str_same_fold(text, str_of("true"));
		if (!c)
			continue;
		if (!is_true && !str_same_fold(text, str_of("false"))) {
			format_fault(g->r, c->line, "found the answer %s, expected true or false",
				format_shown(g->r, text));
			g->r->spoiled = true;
		}
		c->text = is_true ? "True" : "False";
		c->is_key = m->answers[i].worth >= WHOLE;
	}
}

/* In an answer * stands for anything, and \* for itself. */
static bool has_star(const char *text)
{
	for (const char *star = strchr(text, '*'); star; star = strchr(star + 1, '*')) {
		if (star == text || star[-1] != '\\')
			return true;
	}
	return false;
}

static const char *plain_answer(struct format_read *r, const char *text)
{
	struct buf *out = &r->scratch;
	buf_reset(out);
	for (; *text; text++) {
		if (text[0] != '\\' || text[1] != '*')
			buf_add_char(out, *text);
	}
	return format_keep(r, buf_view(out));
}

static const char *pattern_of(struct format_read *r, const char *text)
{
	struct buf *out = &r->scratch;
	buf_reset(out);
	for (const char *p = text; *p; p++) {
		if (*p == '*') {
			buf_add_text(out, ".*");
			continue;
		}
		p += p[0] == '\\' && p[1] == '*';
		if (strchr("\\^$.[]|()?*+{}#", *p))
			buf_add_char(out, '\\');
		buf_add_char(out, *p);
	}
	return format_keep(r, buf_view(out));
}

static const char *number_of(struct format_read *r, const struct moodle_answer *a)
{
	struct buf *out = &r->scratch;
	double tolerance = 0;
	if (a->tolerance[0] && !str_to_double(str_of(a->tolerance), 0, 1e300, &tolerance)) {
		format_fault(r, a->line, "found the tolerance %s, expected a number of 0 or more",
			format_shown(r, str_of(a->tolerance)));
		r->spoiled = true;
	}
	buf_reset(out);
	buf_add_str(out, str_trim(str_of(a->text)));
	if (tolerance > 0)
		buf_printf(out, ":%s", a->tolerance);
	return format_keep(r, buf_view(out));
}

/* Those worth all are accepted. */
static void add_typed(struct giving *g)
{
	struct moodle_question *m = g->m;
	bool is_number = strcmp(m->type, "numerical") == 0;
	for (size_t i = 0; i < m->n; i++) {
		const struct moodle_answer *a = &m->answers[i];
		if (a->worth < WHOLE) {
			if (a->worth > NOTHING || a->feedback[0])
				format_note(g->r, a->line,
					"left out the answer %s, which is worth %g %%",
					format_shown(g->r, str_of(a->text)), a->worth);
			continue;
		}
		struct choice *c = add(g, CHOICE_ACCEPT, a);
		if (!c)
			continue;
		c->is_key = true;
		const char *text = normal_line(&g->r->texts, &g->r->scratch, a->text);
		g->r->failed = g->r->failed || !text;
		text = text ? text : "";
		if (is_number) {
			c->kind = CHOICE_NUMBER;
			c->text = number_of(g->r, a);
		} else if (has_star(text)) {
			c->kind = CHOICE_PATTERN;
			c->text = pattern_of(g->r, text);
		} else {
			c->text = plain_answer(g->r, text);
		}
	}
	if (m->item.q.choice_count == 0)
		fault(g, "found no answer with the fraction 100, expected one or more");
	else if (m->by_case)
		format_note(
			g->r, m->item.q.line, "left out that capital letters count in its answers");
}

/* Giving ----------------------------------------------------------------------------------------
 */

static void note_losses(struct giving *g)
{
	const struct moodle_question *m = g->m;
	int line = m->item.q.line;
	unsigned loss = m->loss & ~(unsigned)HTML_MARKUP;
	if (m->files > 0) {
		loss &= ~(unsigned)(HTML_IMAGE | HTML_MEDIA);
		format_note(g->r, line, "left out %zu file%s: %s", m->files,
			m->files == 1 ? "" : "s", buf_text(m->names));
	}
	if (loss) {
		buf_reset(&g->r->scratch);
		html_loss_name(loss, &g->r->scratch);
		format_note(
			g->r, line, "found %s, of which text is left", buf_text(&g->r->scratch));
	}
	if (m->hints > 0)
		format_note(g->r, line, "left out %d hint%s", m->hints, m->hints == 1 ? "" : "s");
	if (m->overall)
		format_note(g->r, line, "left out the feedback to right or wrong answers");
}

int moodle_give(struct format_read *r, struct moodle_question *m, struct cpc_error *err)
{
	struct giving g = {r, m};
	bool can_be = true;
	if (m->n > MOODLE_ANSWERS_MAX)
		m->item.q.choice_count = m->n;
	else if (is_choice(m->type) && !m->several && strcmp(m->type, "multichoice") == 0)
		can_be = add_single(&g);
	else if (is_choice(m->type))
		add_several(&g);
	else if (strcmp(m->type, "truefalse") == 0)
		add_true_false(&g);
	else
		add_typed(&g);
	if (!r->spoiled && !can_be)
		format_skip(r, m->item.q.line,
			"more than one choice is right by itself, which cannot be asked");
	else if (!r->spoiled && m->item.q.choice_count > QUESTION_CHOICES_MAX)
		format_skip(r, m->item.q.line,
			"%zu choices, of which %d are the most that can be asked",
			m->item.q.choice_count, QUESTION_CHOICES_MAX);
	if (!can_be || m->item.q.choice_count > QUESTION_CHOICES_MAX) {
		format_drop(r);
		return CPC_OK;
	}
	if (!r->spoiled)
		note_losses(&g);
	return format_give(r, &m->item, err);
}
