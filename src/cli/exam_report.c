/*
 * exam_report.c - drawing a mock exam that was handed in, and the list of all.
 * May use: term, cpc.h. Must not know: what is typed, how anything is counted.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "cli/cli.h"
#include "cli/exam_show.h"

#define BAR_LONGEST 50
#define ROW 36	       /* columns of a domain's row */
#define TABLE_WIDTH 76 /* columns from which the list is a table */

static void add_pair(const struct term *t, struct buf *out, const char *word, struct buf *text)
{
	char first[24];
	snprintf(first, sizeof first, "  %-8s  ", word);
	term_add_wrapped(t, out, first, "            ", buf_view(text));
	buf_reset(text);
}

static size_t percent(size_t right, size_t count)
{
	return count ? right * 100 / count : 0;
}

/* The report ----------------------------------------------------------------------------------- */

/* The bar of the whole, and under it where it had to reach. */
static void add_score(const struct term *t, const struct cpc_exam_report *r, struct buf *out)
{
	struct buf text = BUF_INIT;
	const char *dot = term_sign(t, " · ", ", ");
	buf_printf(&text, "Exam %d%s%s%s%zu of %zu right (%zu%%)", r->number, dot,
		r->passed ? "passed" : "not passed", dot, r->right, r->count,
		percent(r->right, r->count));
	buf_add_char(out, '\n');
	term_add_wrapped_styled(
		t, out, "", "", r->passed ? STYLE_GOOD : STYLE_BAD, buf_view(&text));
	buf_release(&text);
	int cells = t->width - 10 < BAR_LONGEST ? t->width - 10 : BAR_LONGEST;
	buf_add_text(out, "  ");
	term_add_bar(t, out, cells, (double)r->right / (double)r->count);
	buf_add_text(out, "\n  ");
	buf_add_repeat(out, " ", (size_t)(cells * CPC_PASS_PERCENT / 100 - 1));
	buf_printf(out, "^ %d%%\n", CPC_PASS_PERCENT);
}

static bool is_under(const struct cpc_domain_score *d)
{
	return d->right * 100 < d->answered * CPC_PASS_PERCENT;
}

/* The lowest share first, else in the order of the blueprint. */
static int by_share(const void *a, const void *b)
{
	const struct cpc_domain_score *const *x = a, *const *y = b;
	size_t left = (*x)->right * (*y)->answered, right = (*y)->right * (*x)->answered;
	if (left != right)
		return left < right ? -1 : 1;
	return *x < *y ? -1 : *x > *y;
}

static void add_domain(
	const struct term *t, const struct cpc_domain_score *d, size_t columns, struct buf *out)
{
	struct buf row = BUF_INIT;
	buf_printf(&row, "  %-16.16s", d->slug);
	term_add_bar(t, &row, 8, (double)d->right / (double)d->answered);
	buf_printf(&row, " %zu of %zu", d->right, d->answered);
	size_t used = term_columns(buf_view(&row));
	buf_add_str(out, buf_view(&row));
	if (used < columns)
		buf_add_repeat(out, " ", columns - used);
	buf_release(&row);
}

/* Down the first column, then down the second where there is room for one. */
static void add_domains(const struct term *t, const char *heading,
	const struct cpc_domain_score *const rows[], size_t n, struct buf *out)
{
	size_t columns = t->width >= 2 * ROW ? 2 : 1, lines = (n + columns - 1) / columns;
	if (n == 0)
		return;
	buf_printf(out, "\n%s\n", heading);
	for (size_t i = 0; i < lines; i++) {
		bool two = i + lines < n;
		add_domain(t, rows[i], two ? ROW : 0, out);
		if (two)
			add_domain(t, rows[i + lines], 0, out);
		buf_add_char(out, '\n');
	}
}

static void say_time(const struct cpc_exam_report *r, struct buf *text)
{
	char used[EXAM_SAY_SIZE], allowed[EXAM_SAY_SIZE];
	exam_say_clock(r->used_ms, used);
	exam_say_clock(r->allowed_ms, allowed);
	buf_printf(text, "%s of %s", used, allowed);
	if (r->by_time)
		buf_add_text(text, ", it ran out");
	if (r->answered) {
		int64_t each = (r->used_ms / (int64_t)r->answered + 500) / 1000;
		buf_printf(text, "; %" PRId64 " %s an answer", each,
			say_plural((size_t)each, "second", "seconds"));
	}
}

static void say_changes(const struct cpc_exam_report *r, struct buf *text)
{
	if (r->changed == 0) {
		buf_add_text(text, "no answer");
		return;
	}
	const struct {
		size_t n;
		const char *what;
	} parts[] = {{r->changed_to_right, "became right"}, {r->changed_to_wrong, "became wrong"},
		{r->changed - r->changed_to_right - r->changed_to_wrong, "made no difference"}};
	const char *before = ": ";
	buf_printf(text, "%zu %s", r->changed, say_plural(r->changed, "answer", "answers"));
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		if (parts[i].n == 0)
			continue;
		buf_printf(text, "%s%zu %s", before, parts[i].n, parts[i].what);
		before = ", ";
	}
}

void exam_show_report(const struct term *t, const struct cpc_exam_report *r, struct buf *out)
{
	const struct cpc_domain_score *rows[CPC_DOMAINS_MAX] = {NULL};
	size_t under = 0;
	struct buf text = BUF_INIT;
	for (size_t i = 0; i < r->domain_count; i++) {
		rows[i] = &r->domains[i];
		under += is_under(rows[i]);
	}
	qsort(rows, r->domain_count, sizeof(const struct cpc_domain_score *), by_share);
	add_score(t, r, out);
	add_domains(t, "Under 70%", rows, under, out);
	add_domains(t, "70% and more", rows + under, r->domain_count - under, out);
	buf_add_char(out, '\n');
	if (r->answered < r->count) {
		buf_printf(&text, "%zu, counted as wrong", r->count - r->answered);
		add_pair(t, out, "Blank", &text);
	}
	say_time(r, &text);
	add_pair(t, out, "Time", &text);
	say_changes(r, &text);
	add_pair(t, out, "Changed", &text);
	if (r->open_book) {
		buf_printf(&text, "open: %zu %s in the code book, which the real exam has on paper",
			r->lookups, say_plural(r->lookups, "look", "looks"));
		add_pair(t, out, "Books", &text);
	}
	buf_printf(&text, "cpc exam review %d", r->number);
	add_pair(t, out, "Next", &text);
	buf_release(&text);
}

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
	struct buf title = BUF_INIT;
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
	buf_printf(&title, "Rule: %s", v->title);
	buf_add_char(out, '\n');
	term_add_wrapped_styled(t, out, "", "", STYLE_BOLD, buf_view(&title));
	if (v->rule[0])
		term_add_wrapped(t, out, "", "", str_of(v->rule));
	buf_release(&title);
}
