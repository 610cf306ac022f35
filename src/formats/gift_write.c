/*
 * gift_write.c - the writer of GIFT, in the way of Moodle's.
 * May use: formats/gift, rules/number, base. Must not know: the bank.
 */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "formats/gift.h"
#include "rules/number.h"

/* Places -----------------------------------------------------------------------------------------
 */

/* A slash is two; blanks keep one at an end from the slash between the levels. */
static void add_level(struct buf *out, struct str level)
{
	buf_add_char(out, '/');
	if (str_starts(level, "/"))
		buf_add_char(out, ' ');
	for (size_t i = 0; i < level.n; i++) {
		char c = level.p[i];
		if (c == '/')
			buf_add_char(out, '/');
		buf_add_char(out, c == '\n' || c == '\r' ? ' ' : c);
	}
	if (level.n > 0 && level.p[level.n - 1] == '/')
		buf_add_char(out, ' ');
}

/* The category of the question: its own, or its set and domain. */
static void make_place(struct buf *out, const struct format_item *item)
{
	struct str path = str_of(item->category), level;
	const char *domain = item->domain_title[0] ? item->domain_title : item->domain;
	buf_add_text(out, GIFT_CATEGORY " $course$/top");
	if (path.n > 0) {
		while (str_next(&path, FORMAT_LEVEL, &level)) {
			if (str_trim(level).n > 0)
				add_level(out, str_trim(level));
		}
	} else {
		if (item->set[0])
			add_level(out, str_of(item->set));
		if (domain[0])
			add_level(out, str_trim(str_of(domain)));
	}
	buf_add_text(out, "\n\n");
}

struct places {
	struct buf last, next;
	bool any; /* there is a last one */
};

static bool has_place(const struct format_item *item)
{
	return item->category[0] || item->set[0] || item->domain[0];
}

/* The place, when it is another than that of the question before. */
static void add_place(struct format_write *w, const struct format_item *item)
{
	struct places *places = w->state;
	if (!places->any && !has_place(item))
		return;
	buf_reset(&places->next);
	make_place(&places->next, item);
	if (!str_same(buf_view(&places->next), buf_view(&places->last)))
		buf_add_str(&w->text, buf_view(&places->next));
}

/* The question stands there now. */
static void take_place(struct places *places, const struct format_item *item)
{
	struct buf last = places->last;
	if (!places->any && !has_place(item))
		return;
	places->any = true;
	places->last = places->next;
	places->next = last;
}

/* Answers ----------------------------------------------------------------------------------------
 */

static void add_feedback(struct buf *out, const char *text)
{
	if (!text[0])
		return;
	buf_add_char(out, '#');
	gift_add(out, str_of(text));
}

static void add_general(struct buf *out, const char *before, const char *rule, const char *behind)
{
	if (!rule[0])
		return;
	buf_printf(out, "%s####", before);
	gift_add(out, str_of(rule));
	buf_add_text(out, behind);
}

static bool is_true_false(const struct question *q)
{
	return q->choice_count == 2 && !q->multiple && strcmp(q->choices[0].text, "True") == 0 &&
	       strcmp(q->choices[1].text, "False") == 0;
}

/* The feedback for who was wrong comes first. */
static void add_true_false(struct buf *out, const struct question *q)
{
	bool is_true = q->choices[0].is_key;
	const char *wrong = q->choices[is_true ? 1 : 0].rationale;
	const char *right = q->choices[is_true ? 0 : 1].rationale;
	buf_add_text(out, is_true ? "{TRUE" : "{FALSE");
	add_feedback(out, wrong);
	if (!wrong[0] && right[0])
		buf_add_char(out, '#');
	add_feedback(out, right);
	add_general(out, "", q->rule, "");
	buf_add_text(out, "}\n");
}

/* The keys share 100 %, in Moodle's fractions; a wrong choice takes it all, so that to tick them
 * all gains nothing. */
static void add_sign(struct buf *out, const struct question *q, bool is_key, size_t keys)
{
	static const char *const shares[] = {"100", "50", "33.33333", "25", "20", "16.66667",
		"14.28571", "12.5", "11.11111", "10"};
	if (!q->multiple)
		buf_add_char(out, is_key ? '=' : '~');
	else
		buf_printf(out, "~%%%s%%", is_key ? shares[keys - 1] : "-100");
}

static void add_choices(struct buf *out, const struct question *q)
{
	size_t keys = 0;
	for (size_t i = 0; i < q->choice_count; i++)
		keys += q->choices[i].is_key;
	buf_add_text(out, "{\n");
	for (size_t i = 0; i < q->choice_count; i++) {
		const struct choice *c = &q->choices[i];
		buf_add_char(out, '\t');
		add_sign(out, q, c->is_key, keys);
		gift_add(out, str_of(c->text));
		add_feedback(out, c->rationale);
		buf_add_char(out, '\n');
	}
	add_general(out, "\t", q->rule, "\n");
	buf_add_text(out, "}\n");
}

static int add_accepted(struct format_write *w, const struct choice *c)
{
	struct number_range range;
	if (c->kind == CHOICE_ACCEPT)
		gift_add_accept(&w->text, str_of(c->text));
	else if (c->kind == CHOICE_NUMBER && number_range_of(str_of(c->text), &range))
		buf_add_text(&w->text, c->text);
	else if (c->kind != CHOICE_PATTERN || !gift_add_pattern(&w->text, str_of(c->text)))
		return format_cannot(w, "gift has no answers by a pattern such as %s",
			format_shown_of(w, c->text));
	return CPC_OK;
}

static bool is_word_of_truth(const char *text)
{
	return strcmp(text, "T") == 0 || strcmp(text, "TRUE") == 0 || strcmp(text, "F") == 0 ||
	       strcmp(text, "FALSE") == 0;
}

/* = and -> together make a matching question; a single answer can do without the =. */
static int check_arrow(struct format_write *w, const struct question *q, bool *bare)
{
	const struct choice *one = &q->choices[0];
	for (size_t i = 0; i < q->choice_count; i++)
		*bare = *bare || strstr(q->choices[i].text, "->") ||
			strstr(q->choices[i].rationale, "->");
	if (*bare && (q->choice_count > 1 || is_word_of_truth(one->text)))
		return format_cannot(
			w, "gift takes -> among accepted answers for a matching question");
	return CPC_OK;
}

static int add_typed(struct format_write *w, const struct question *q)
{
	bool numeric = question_kind_of(q) == QUESTION_NUMERIC, bare = false;
	int rc = numeric ? CPC_OK : check_arrow(w, q, &bare);
	buf_add_text(&w->text, numeric ? "{#\n" : bare ? "{" : "{\n");
	for (size_t i = 0; i < q->choice_count && !rc; i++) {
		if (!numeric && q->choices[i].kind == CHOICE_NUMBER)
			return format_cannot(w, "gift has no numbers and texts accepted together");
		buf_add_text(&w->text, bare ? "" : "\t=");
		rc = add_accepted(w, &q->choices[i]);
		add_feedback(&w->text, q->choices[i].rationale);
		buf_add_char(&w->text, '\n');
	}
	add_general(&w->text, "\t", q->rule, "\n");
	buf_add_text(&w->text, "}\n");
	return rc;
}

static int add_answers(struct format_write *w, const struct question *q)
{
	if (question_is_typed(q))
		return add_typed(w, q);
	if (is_true_false(q))
		add_true_false(&w->text, q);
	else
		add_choices(&w->text, q);
	return CPC_OK;
}

/* -------------------------------------------------------------------------------------------------
 */

int gift_write(struct format_write *w, const struct format_item *item, struct cpc_error *err)
{
	const struct question *q = &item->q;
	(void)err;
	add_place(w, item);
	size_t before = w->text.len;
	gift_comment_write(&w->text, item);
	if (q->title[0]) {
		buf_add_text(&w->text, "::");
		gift_add_escaped(&w->text, str_of(q->title));
		buf_add_text(&w->text, "::");
	}
	buf_add_text(&w->text, "[plain]");
	gift_add_lines(&w->text, str_of(q->stem));
	int rc = add_answers(w, q);
	buf_add_char(&w->text, '\n');
	if (!rc && w->text.len - before > GIFT_QUESTION_MAX)
		rc = format_cannot(w, "a question of gift has at most %d bytes", GIFT_QUESTION_MAX);
	if (!rc)
		take_place(w->state, item);
	return rc;
}

int gift_begin(struct format_write *w, struct cpc_error *err)
{
	w->state = calloc(1, sizeof(struct places));
	return w->state ? CPC_OK : error_memory(err);
}

int gift_end(struct format_write *w, struct cpc_error *err)
{
	const struct places *places = w->state;
	return places->last.failed || places->next.failed ? error_memory(err) : CPC_OK;
}

void gift_release(struct format_write *w)
{
	struct places *places = w->state;
	if (!places)
		return;
	buf_release(&places->last);
	buf_release(&places->next);
	free(places);
}
