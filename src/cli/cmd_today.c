/*
 * cmd_today.c - cpc without a command: where you stand today and what to type next.
 * May use: cli, base, cpc.h. Must not know: SQL, how anything is decided.
 */
#include <inttypes.h>
#include <jansson.h>

#include "base/day.h"
#include "cli/cli.h"

static const char *next_command(const struct cpc_today *t)
{
	if (t->due + t->new_today > 0)
		return "cpc study";
	return t->concepts_seen < t->concepts ? "cpc study --new 5" : NULL;
}

static void add_exam(const struct cpc_today *t, struct buf *out)
{
	char date[32];
	if (!t->has_exam) {
		buf_add_text(out, "  Exam        no date yet\n");
		return;
	}
	int64_t days = t->exam_day - t->day;
	say_day(t->exam_day, date);
	if (days > 0)
		buf_printf(out, "  Exam        in %" PRId64 " %s, %s\n", days,
			say_plural((size_t)days, "day", "days"), date);
	else
		buf_printf(out, "  Exam        %s, %s\n", days == 0 ? "today" : "was", date);
}

static void add_next(const struct cpc_today *t, struct buf *out)
{
	const char *command = next_command(t);
	buf_add_char(out, '\n');
	if (!t->has_exam)
		buf_add_text(out, "Set the day: cpc config exam-date 2027-01-31\n");
	if (command)
		buf_printf(out, "Type next:   %s\n", command);
	else
		buf_add_text(out, "All done for today.\n");
}

static int show(struct program *p, const struct cpc_today *t, struct cpc_error *err)
{
	struct buf out = BUF_INIT;
	char date[32];
	say_day(t->day, date);
	term_add_styled(&p->term, &out, STYLE_BOLD, str_of(date));
	buf_printf(&out, "\n\n  Due         %zu %s to review\n", t->due,
		say_plural(t->due, "concept", "concepts"));
	buf_printf(&out, "  New         %zu for today\n", t->new_today);
	buf_printf(&out, "  Answered    %zu today", t->answered);
	if (t->answered)
		buf_printf(&out, ", %zu right", t->right);
	buf_printf(&out, "\n  Streak      %d %s\n", t->streak,
		say_plural((size_t)t->streak, "day", "days"));
	add_exam(t, &out);
	buf_add_text(&out, "  Met so far  ");
	term_add_bar(&p->term, &out, 10,
		t->concepts ? (double)t->concepts_seen / (double)t->concepts : 0);
	buf_printf(&out, " %zu of %zu\n", t->concepts_seen, t->concepts);
	add_next(t, &out);
	return term_print(&out) ? CPC_OK : error_set(err, CPC_IO, "cannot write the output");
}

static int print_json(const struct cpc_today *t, struct cpc_error *err)
{
	char day[16], exam[16];
	const char *command = next_command(t);
	day_format(t->day, day);
	day_format(t->exam_day, exam);
	return json_print(
		json_pack("{s:s, s:I, s:I, s:I, s:I, s:i, s:I, s:I, s:I, s:s?, s:s?}", "day", day,
			"due", (json_int_t)t->due, "new_today", (json_int_t)t->new_today,
			"answered", (json_int_t)t->answered, "right", (json_int_t)t->right,
			"streak", t->streak, "questions", (json_int_t)t->questions, "concepts",
			(json_int_t)t->concepts, "concepts_seen", (json_int_t)t->concepts_seen,
			"exam_date", t->has_exam ? exam : NULL, "next", command),
		err);
}

static int run(struct program *p, struct cpc_error *err)
{
	struct cpc_today today;
	int rc = cpc_today(p->engine, clock_again(), &today, err);
	if (rc)
		return rc;
	return p->json ? print_json(&today, err) : show(p, &today, err);
}

const struct command cmd_today = {
	.name = "",
	.summary = "today: due, new, streak, days to the exam, and what to type next",
	.usage = "[COMMAND]",
	.examples = {"cpc", "cpc --json"},
	.need = NEED_BANK,
	.run = run,
};
