/*
 * cmd_today.c - cpc without a command: where you stand today and what to type next.
 * May use: cli, base, cpc.h. Must not know: SQL, how anything is decided.
 */
#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>

#include "base/day.h"
#include "base/error.h"
#include "cli/cli.h"
#include "cli/exam_show.h"
#include "cli/ready.h"

#define NAME 10 /* columns of a row's name */

static const char *next_command(const struct cpc_today *t)
{
	if (t->mock)
		return "cpc exam resume";
	if (t->due + t->new_today > 0)
		return "cpc study";
	return t->concepts_seen < t->concepts ? "cpc study --new 5" : NULL;
}

static void add_exam(const struct term *term, const struct cpc_today *t, struct buf *out)
{
	char date[32];
	int64_t days = t->exam_day - t->day;
	say_day(t->exam_day, date);
	if (!t->has_exam)
		term_add_row(term, out, NAME, "Exam", "no date yet");
	else if (days > 1)
		term_add_row(term, out, NAME, "Exam", "in %" PRId64 " days, %s", days, date);
	else if (days >= 0)
		term_add_row(
			term, out, NAME, "Exam", "%s, %s", days == 0 ? "today" : "tomorrow", date);
	else
		term_add_row(term, out, NAME, "Exam", "was on %s", date);
}

/* A mock exam that was left open. */
static void add_mock(const struct term *term, const struct cpc_today *t, struct buf *out)
{
	char left[EXAM_SAY_SIZE];
	if (t->mock == 0)
		return;
	exam_say_clock(t->mock_left_ms, left);
	term_add_row(term, out, NAME, "Mock exam", "number %d is open: %zu of %zu answered, %s%s",
		t->mock, t->mock_answered, t->mock_count,
		t->mock_left_ms ? left : "its time is over", t->mock_left_ms ? " left" : "");
}

static void add_readiness(const struct term *term, const struct cpc_readiness *r, struct buf *out)
{
	struct buf text = BUF_INIT;
	ready_say_short(r, &text);
	term_add_row(term, out, NAME, "Ready", "%s", buf_text(&text));
	buf_release(&text);
}

static void add_next(const struct term *term, const struct cpc_today *t, struct buf *out)
{
	const char *command = next_command(t);
	buf_add_char(out, '\n');
	if (!t->has_exam || t->exam_day < t->day)
		term_add_wrapped(
			term, out, "Exam:  ", "       ", str_of("cpc config exam-date YYYY-MM-DD"));
	bool done = t->due + t->new_today == 0 && t->mock == 0;
	if (done)
		buf_add_text(out, "All done for today.\n");
	if (command)
		buf_printf(out, "%s  %s\n", done ? "More:" : "Next:", command);
}

static int show(struct program *p, const struct cpc_today *t, const struct cpc_readiness *r,
	struct cpc_error *err)
{
	const struct term *term = &p->term;
	struct buf out = BUF_INIT;
	char date[32];
	say_day(t->day, date);
	term_add_styled(term, &out, STYLE_BOLD, str_of(date));
	buf_add_text(&out, "\n\n");
	term_add_row(term, &out, NAME, "Due", "%zu %s to review", t->due,
		say_plural(t->due, "concept", "concepts"));
	term_add_row(term, &out, NAME, "New", "%zu for today", t->new_today);
	if (t->answered)
		term_add_row(term, &out, NAME, "Answered", "%zu today, %zu right", t->answered,
			t->right);
	else
		term_add_row(term, &out, NAME, "Answered", "0 today");
	term_add_row(term, &out, NAME, "Streak", "%d %s", t->streak,
		say_plural((size_t)t->streak, "day", "days"));
	add_exam(term, t, &out);
	if (t->questions)
		add_readiness(term, r, &out);
	add_mock(term, t, &out);
	buf_add_text(&out, "  Met so far  ");
	term_add_bar(
		term, &out, 10, t->concepts ? (double)t->concepts_seen / (double)t->concepts : 0);
	buf_printf(&out, " %zu of %zu concepts\n", t->concepts_seen, t->concepts);
	add_next(term, t, &out);
	return term_print(&out) ? CPC_OK : error_set(err, CPC_IO, "cannot write the output");
}

static json_t *mock_json(const struct cpc_today *t)
{
	if (t->mock == 0)
		return json_null();
	return json_pack("{s:i, s:I, s:I, s:I}", "exam", t->mock, "count",
		(json_int_t)t->mock_count, "answered", (json_int_t)t->mock_answered, "left_ms",
		(json_int_t)t->mock_left_ms);
}

static int print_json(
	const struct cpc_today *t, const struct cpc_readiness *r, struct cpc_error *err)
{
	char day[16], exam[16];
	const char *command = next_command(t);
	day_format(t->day, day);
	day_format(t->exam_day, exam);
	return json_print(
		json_pack("{s:s, s:I, s:I, s:I, s:I, s:i, s:I, s:I, s:I, s:s?, s:o, s:o, s:s?}",
			"day", day, "due", (json_int_t)t->due, "new_today",
			(json_int_t)t->new_today, "answered", (json_int_t)t->answered, "right",
			(json_int_t)t->right, "streak", t->streak, "questions",
			(json_int_t)t->questions, "concepts", (json_int_t)t->concepts,
			"concepts_seen", (json_int_t)t->concepts_seen, "exam_date",
			t->has_exam ? exam : NULL, "mock", mock_json(t), "readiness", ready_json(r),
			"next", command),
		err);
}

static int run(struct program *p, struct cpc_error *err)
{
	struct cpc_today today;
	struct cpc_readiness ready;
	int rc = cpc_today(p->engine, clock_again(), &today, err);
	if (!rc)
		rc = cpc_readiness(p->engine, clock_again(), &ready, err);
	if (rc)
		return rc;
	return p->json ? print_json(&today, &ready, err) : show(p, &today, &ready, err);
}

const struct command cmd_today = {
	.name = "",
	.summary = "today: due, new, streak, days to the exam, readiness, and what to type next",
	.usage = "[COMMAND]",
	.examples = {"cpc", "cpc --json"},
	.need = NEED_BANK,
	.run = run,
};
