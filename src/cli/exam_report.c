/*
 * exam_report.c - drawing the list of mock exams, and a question of one that was handed in.
 * May use: term, cpc.h. Must not know: what is typed, how anything is counted.
 */
#include <inttypes.h>
#include <stdio.h>

#include "cli/cli.h"
#include "cli/exam_show.h"
#include "cli/show.h"

#define TABLE_WIDTH 76 /* columns from which the list is a table */

/* The list ------------------------------------------------------------------------------------- */

static const char *result_of(const struct cpc_exam_line *line)
{
	switch (line->status) {
	case CPC_EXAM_OPEN:
		return "open";
	case CPC_EXAM_ABANDONED:
		return "given up";
	default:
		return line->passed ? "passed" : "not passed";
	}
}

/* "78 of 100 right", or how far it came. */
static void say_score(const struct cpc_exam_line *line, struct buf *out)
{
	if (line->status == CPC_EXAM_SUBMITTED)
		buf_printf(out, "%zu of %zu right", line->right, line->count);
	else
		buf_printf(out, "%zu of %zu answered", line->answered, line->count);
}

static void add_row(const struct term *t, const struct cpc_exam_line *line, struct buf *out)
{
	char date[32], first[40], used[EXAM_SAY_SIZE], allowed[EXAM_SAY_SIZE];
	struct buf text = BUF_INIT, score = BUF_INIT;
	say_day(line->started_day, date);
	exam_say_clock(line->used_ms, used);
	exam_say_clock(line->allowed_ms, allowed);
	say_score(line, &score);
	snprintf(first, sizeof first, "%4d  %-15s  ", line->number, date);
	if (t->width < TABLE_WIDTH) {
		buf_printf(&text, "%s, %s", result_of(line), buf_text(&score));
		term_add_wrapped(t, out, first, "                       ", buf_view(&text));
	} else {
		buf_printf(out, "%s%-10s  %-19s  %s of %s%s\n", first, result_of(line),
			buf_text(&score), used, allowed, line->practice ? " p" : "");
	}
	buf_release(&text);
	buf_release(&score);
}

void exam_show_list(
	const struct term *t, const struct cpc_exam_line *lines, size_t n, struct buf *out)
{
	bool practice = false;
	if (n == 0) {
		buf_add_text(out, "No exam yet. Begin one with: cpc exam start\n");
		return;
	}
	if (t->width >= TABLE_WIDTH) {
		term_add_styled(t, out, STYLE_BOLD,
			str_of("Exam  Started          Result      Score                Time "
			       "used"));
		buf_add_char(out, '\n');
	}
	for (size_t i = 0; i < n; i++) {
		add_row(t, &lines[i], out);
		practice = practice || lines[i].practice;
	}
	if (practice && t->width >= TABLE_WIDTH)
		buf_add_text(out, "p: practice, could be paused\n");
}

/* Looking back at a question ------------------------------------------------------------------- */

static void add_item_head(const struct term *t, const struct cpc_exam_report *r,
	const struct cpc_exam_item *item, struct buf *out)
{
	const struct cpc_verdict *v = &item->verdict;
	const char *dot = term_sign(t, " · ", ", ");
	struct buf head = BUF_INIT;
	buf_printf(&head, "%zu of %zu%s%s%s%s%s%s", item->position + 1, r->count, dot,
		item->question.domain, dot,
		!item->question.answered ? "blank"
		: v->right		 ? "right"
					 : "wrong",
		item->question.flagged ? dot : "", item->question.flagged ? "flagged" : "");
	buf_add_char(out, '\n');
	term_add_wrapped_styled(t, out, "", "", v->right ? STYLE_GOOD : STYLE_BAD, buf_view(&head));
	buf_release(&head);
}

/* The key and your choice are marked, and have their reasons below them. */
static void add_choices(const struct term *t, const struct cpc_verdict *v, struct buf *out)
{
	for (int i = 0; i < (int)v->choice_count; i++) {
		bool is_key = i == v->key, is_chosen = i == v->chosen;
		char first[16];
		snprintf(first, sizeof first, "%s %c  ",
			is_key	    ? term_sign(t, "✓", "*")
			: is_chosen ? term_sign(t, "✗", "-")
				    : " ",
			'a' + i);
		term_add_wrapped_styled(t, out, first, "     ",
			is_key	    ? STYLE_GOOD
			: is_chosen ? STYLE_BAD
				    : STYLE_PLAIN,
			str_of(v->choice[i]));
		if ((is_key || is_chosen) && v->rationale[i][0])
			term_add_wrapped(t, out, "     ", "     ", str_of(v->rationale[i]));
	}
}

/* "You took b; first it was a (changed once); the answer is c. Time: 1:43." */
static void add_account(const struct term *t, const struct cpc_exam_item *item, struct buf *out)
{
	const struct cpc_verdict *v = &item->verdict;
	const struct cpc_exam_question *q = &item->question;
	char spent[EXAM_SAY_SIZE];
	struct buf text = BUF_INIT;
	exam_say_time(item->spent_ms, spent);
	if (!q->answered)
		buf_add_text(&text, "Left blank");
	else if (q->typed)
		buf_printf(&text, "You typed %s", q->typed);
	else
		buf_printf(&text, "You took %c", 'a' + q->chosen);
	if (q->answered && q->confidence != CPC_PLAIN)
		buf_add_text(&text, q->confidence == CPC_SURE ? ", sure" : ", a guess");
	if (item->changes > 0 && item->first_chosen >= 0 && item->first_chosen != q->chosen)
		buf_printf(&text, "; first it was %c", 'a' + item->first_chosen);
	if (item->changes == 1)
		buf_add_text(&text, " (changed once)");
	if (item->changes > 1)
		buf_printf(&text, " (changed %d times)", item->changes);
	if (!v->right && v->key >= 0)
		buf_printf(&text, "; the answer is %c", 'a' + v->key);
	if (v->key < 0)
		buf_printf(&text, "; the answer is %s", v->accepted);
	buf_printf(&text, ". Time: %s.", spent);
	term_add_wrapped(t, out, "", "", buf_view(&text));
	buf_release(&text);
}

void exam_show_item(const struct term *t, const struct cpc_exam_report *r,
	const struct cpc_exam_item *item, struct buf *out)
{
	const struct cpc_verdict *v = &item->verdict;
	add_item_head(t, r, item, out);
	buf_add_char(out, '\n');
	term_add_wrapped(t, out, "", "", str_of(item->question.stem));
	buf_add_char(out, '\n');
	add_choices(t, v, out);
	if (v->choice_count > 0)
		buf_add_char(out, '\n');
	add_account(t, item, out);
	if (item->question.note)
		term_add_wrapped(t, out, "Your note: ", "           ", str_of(item->question.note));
	if (v->key < 0 && v->rationale[0][0])
		term_add_wrapped(t, out, "", "", str_of(v->rationale[0]));
	show_rule(t, v, out);
}
