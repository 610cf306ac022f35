/*
 * results_show.c - drawing the score report of a mock exam.
 * May use: term, jansson, cpc.h. Must not know: what is typed, how anything is counted.
 */
#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/exam_show.h"
#include "cli/ready.h"
#include "cli/results.h"

#define BAR_LONGEST 50
#define ROW 36	    /* columns of a domain's row */
#define WAY_NAMED 4 /* domains named as the way to the missing points */
#define NAMED 3	    /* domains that are named as what to study next */

static void add_pair(const struct term *t, struct buf *out, const char *word, struct buf *text)
{
	term_add_row(t, out, 8, word, "%s", buf_text(text));
	buf_reset(text);
}

/* The whole ------------------------------------------------------------------------------------ */

/* The bar of the whole, and under it where it had to reach. */
static void add_score(const struct term *t, const struct cpc_exam_report *r, struct buf *out)
{
	struct buf text = BUF_INIT;
	const char *dot = term_sign(t, " · ", ", ");
	buf_printf(&text, "Exam %d%s%s%s%zu of %zu right (%zu%%)", r->number, dot,
		r->passed ? "passed" : "not passed", dot, r->right, r->count,
		r->count ? r->right * 100 / r->count : 0);
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

static void add_margin(const struct term *t, const struct cpc_exam_report *r, struct buf *out)
{
	struct buf text = BUF_INIT;
	size_t missing = r->right < r->cut ? r->cut - r->right : 0;
	if (missing)
		buf_printf(&text, "A pass needs %zu: %zu more right %s.", r->cut, missing,
			say_plural(missing, "answer", "answers"));
	else if (r->right == r->cut)
		buf_printf(&text, "A pass needs %zu: just that.", r->cut);
	else
		buf_printf(
			&text, "A pass needs %zu: %zu more than that.", r->cut, r->right - r->cut);
	/* The same learner would not score the same again. */
	buf_printf(&text,
		" Chance alone moves a score of %zu %s by %.1f points (its standard error at "
		"%d%%).",
		r->count, say_plural(r->count, "question", "questions"), r->error_points,
		CPC_PASS_PERCENT);
	term_add_wrapped(t, out, "  ", "  ", buf_view(&text));
	buf_release(&text);
}

/* Domains and sections ------------------------------------------------------------------------- */

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

/* How many are under the cut score; those come first. */
static size_t sort_domains(const struct cpc_exam_report *r, const struct cpc_domain_score *rows[])
{
	size_t under = 0;
	for (size_t i = 0; i < r->domain_count; i++) {
		rows[i] = &r->domains[i];
		under += is_under(rows[i]);
	}
	qsort(rows, r->domain_count, sizeof(const struct cpc_domain_score *), by_share);
	return under;
}

static void add_row(const struct term *t, const char *name, size_t right, size_t asked,
	size_t columns, struct buf *out)
{
	struct buf row = BUF_INIT;
	buf_printf(&row, "  %-16.16s", name);
	term_add_bar(t, &row, 8, asked ? (double)right / (double)asked : 0);
	buf_printf(&row, " %zu of %zu", right, asked);
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
		add_row(t, rows[i]->slug, rows[i]->right, rows[i]->answered, two ? ROW : 0, out);
		if (two)
			add_row(t, rows[i + lines]->slug, rows[i + lines]->right,
				rows[i + lines]->answered, 0, out);
		buf_add_char(out, '\n');
	}
}

/* With the time a question, which tells where it went. */
static void add_sections(const struct term *t, const struct cpc_exam_report *r, struct buf *out)
{
	buf_add_text(out, "\nSections\n");
	for (size_t i = 0; i < r->section_count; i++) {
		const struct cpc_section_score *s = &r->sections[i];
		char each[EXAM_SAY_SIZE];
		exam_say_time(s->spent_ms / (int64_t)s->asked, each);
		add_row(t, s->section, s->right, s->asked, ROW, out);
		if (t->width >= 60)
			buf_printf(out, "  %s a question", each);
		buf_add_char(out, '\n');
	}
}

/* How it was sat ------------------------------------------------------------------------------- */

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
		buf_printf(text, "; %" PRId64 " %s an answer, %" PRId64 " allowed", each,
			say_plural((size_t)each, "second", "seconds"),
			r->allowed_ms / (int64_t)r->count / 1000);
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

static void add_sitting(const struct term *t, const struct cpc_exam_report *r, struct buf *out)
{
	struct buf text = BUF_INIT;
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
	buf_release(&text);
}

/* Rows of those who said how sure they were; else how to say it. */
static void add_confidence(const struct term *t, const struct cpc_exam_report *r, struct buf *out)
{
	static const char *const names[] = {"guessed", "neither", "sure"};
	size_t marked = r->confidence[0].answered + r->confidence[2].answered;
	if (r->answered == 0)
		return;
	if (marked == 0) {
		struct buf text = BUF_INIT;
		buf_add_text(&text, "no answer was marked; b! says sure, b? a guess");
		add_pair(t, out, "Sure", &text);
		buf_release(&text);
		return;
	}
	buf_add_text(out, "\nHow sure you were\n");
	for (size_t i = 3; i-- > 0;) {
		if (r->confidence[i].answered == 0)
			continue;
		add_row(t, names[i], r->confidence[i].right, r->confidence[i].answered, 0, out);
		buf_add_char(out, '\n');
	}
}

/* Before and after ----------------------------------------------------------------------------- */

static void add_readiness(const struct term *t, const struct results *r, struct buf *out)
{
	struct buf text = BUF_INIT;
	char date[32];
	buf_add_char(out, '\n');
	if (r->report.has_forecast) {
		ready_say_forecast(&r->report.forecast, r->report.count, &text);
		add_pair(t, out, "Before", &text);
	}
	ready_say(&r->ready, &text);
	if (r->ready.now.told && r->ready.dated) {
		say_day(r->ready.day, date);
		buf_printf(&text, ", on %s", date);
	}
	add_pair(t, out, "Ready", &text);
	buf_release(&text);
}

static size_t missed(const struct cpc_domain_score *d)
{
	return d->answered - d->right;
}

/* The most points to be had first, else in the order of the blueprint. */
static int by_missed(const void *a, const void *b)
{
	const struct cpc_domain_score *const *x = a, *const *y = b;
	if (missed(*x) != missed(*y))
		return missed(*x) > missed(*y) ? -1 : 1;
	return *x < *y ? -1 : *x > *y;
}

/* How many there are with a wrong answer. */
static size_t sort_by_missed(const struct cpc_exam_report *r, const struct cpc_domain_score *rows[])
{
	size_t n = 0;
	for (size_t i = 0; i < r->domain_count; i++) {
		if (missed(&r->domains[i]) > 0)
			rows[n++] = &r->domains[i];
	}
	qsort(rows, n, sizeof(const struct cpc_domain_score *), by_missed);
	return n;
}

/* After a fail: where the missing points are to be had. Half of what was missed is counted on. */
static void add_way(const struct term *t, const struct cpc_exam_report *r, struct buf *out)
{
	const struct cpc_domain_score *rows[CPC_DOMAINS_MAX] = {NULL};
	size_t n = sort_by_missed(r, rows), missing = r->cut - r->right, had = 0, named = 0;
	struct buf text = BUF_INIT;
	buf_printf(&text, "%zu more right %s:", missing, say_plural(missing, "answer", "answers"));
	for (size_t i = 0; i < n && had < 2 * missing; i++, named++) {
		had += missed(rows[i]);
		if (i < WAY_NAMED)
			buf_printf(&text, "%s %s (%zu missed)", i ? "," : "", rows[i]->slug,
				missed(rows[i]));
	}
	if (named > WAY_NAMED)
		buf_printf(&text, " and %zu more %s", named - WAY_NAMED,
			say_plural(named - WAY_NAMED, "domain", "domains"));
	buf_add_text(&text, had >= 2 * missing ? ". Half of what was missed there would do." : ".");
	buf_add_text(out, "\nThe shortest way to the missing points\n");
	term_add_wrapped(t, out, "  ", "  ", buf_view(&text));
	buf_release(&text);
}

size_t results_next(const struct results *r, char out[RESULTS_NEXT_MOST][RESULTS_COMMAND_SIZE])
{
	const struct cpc_domain_score *rows[CPC_DOMAINS_MAX] = {NULL};
	size_t found = sort_by_missed(&r->report, rows), n = 0;
	if (r->report.right < r->report.count)
		snprintf(out[n++], RESULTS_COMMAND_SIZE, "cpc exam review %d", r->report.number);
	for (size_t i = 0; i < found && i < NAMED; i++)
		snprintf(out[n++], RESULTS_COMMAND_SIZE, "cpc quiz --domain %s", rows[i]->slug);
	snprintf(out[n++], RESULTS_COMMAND_SIZE, "cpc study");
	return n;
}

static void add_next(const struct results *r, struct buf *out)
{
	char commands[RESULTS_NEXT_MOST][RESULTS_COMMAND_SIZE];
	size_t n = results_next(r, commands);
	buf_add_text(out, "\nNext\n");
	for (size_t i = 0; i < n; i++)
		buf_printf(out, "  %s\n", commands[i]);
}

void results_show(const struct term *t, const struct results *r, struct buf *out)
{
	const struct cpc_domain_score *rows[CPC_DOMAINS_MAX] = {NULL};
	size_t under = sort_domains(&r->report, rows);
	add_score(t, &r->report, out);
	add_margin(t, &r->report, out);
	add_domains(t, "Under 70%", rows, under, out);
	add_domains(t, "70% and more", rows + under, r->report.domain_count - under, out);
	add_sections(t, &r->report, out);
	add_sitting(t, &r->report, out);
	add_confidence(t, &r->report, out);
	add_readiness(t, r, out);
	if (!r->report.passed)
		add_way(t, &r->report, out);
	add_next(r, out);
	results_add_worth(t, r, out);
}

json_t *results_json(const struct results *r)
{
	char commands[RESULTS_NEXT_MOST][RESULTS_COMMAND_SIZE];
	size_t n = results_next(r, commands);
	json_t *object = exam_json_report(&r->report), *next = json_array();
	for (size_t i = 0; i < n; i++)
		json_array_append_new(next, json_string(commands[i]));
	json_t *ready = ready_json(&r->ready);
	json_object_set_new(ready, "domains", ready_json_domains(&r->ready));
	json_object_set_new(object, "readiness", ready);
	json_object_set_new(object, "salary", results_json_worth(r));
	json_object_set_new(object, "next", next);
	return object;
}
