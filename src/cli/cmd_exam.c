/*
 * cmd_exam.c - cpc exam: timed mock exams.
 * May use: cli, base, cpc.h. Must not know: how questions are drawn, how time is counted.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/nearest.h"
#include "cli/exam.h"
#include "cli/exam_show.h"
#include "cli/exam_words.h"
#include "cli/page.h"
#include "cli/pager.h"

/* cpc exam start ------------------------------------------------------------------------------- */

static int read_factor(const struct options *o, double *out, struct cpc_error *err)
{
	const char *text = option_value(o, "time-factor");
	*out = 1;
	if (!text || (str_to_double(str_of(text), 1, 2, out) &&
			     (*out == 1 || *out == 1.25 || *out == 1.5 || *out == 2)))
		return CPC_OK;
	return error_set(
		err, CPC_USAGE, "--time-factor: found \"%s\", expected 1, 1.25, 1.5 or 2", text);
}

static int read_order(const struct options *o, bool *shuffled, struct cpc_error *err)
{
	const char *text = option_value(o, "order");
	*shuffled = text && strcmp(text, "shuffled") == 0;
	if (!text || *shuffled || strcmp(text, "book") == 0)
		return CPC_OK;
	return error_set(err, CPC_USAGE, "--order: found \"%s\", expected book or shuffled", text);
}

static int read_options(
	const struct program *p, struct cpc_exam_options *out, struct cpc_error *err)
{
	int64_t count = 0, minutes = 0;
	bool shuffled = false;
	double factor = 1;
	int rc = option_number(&p->options, "count", 1, 1000, &count, err);
	if (!rc)
		rc = option_number(&p->options, "minutes", 1, 1440, &minutes, err);
	if (!rc)
		rc = read_factor(&p->options, &factor, err);
	if (!rc)
		rc = read_order(&p->options, &shuffled, err);
	*out = (struct cpc_exam_options){.count = (int)count,
		.minutes = (int)minutes,
		.time_factor = factor,
		.practice = option_given(&p->options, "practice"),
		.open_book = option_given(&p->options, "open-book"),
		.shuffled = shuffled,
		.seed = p->seed};
	return rc;
}

/* Where nobody is asked an exam begins with its first line, so that one without input is none.
 * CPC_NO: there is no line. */
static int wait_for_input(struct line *line)
{
	const char *text;
	enum line_result result = line_read(line, "", &text);
	if (result == LINE_STOPPED)
		return line_stop_code(line);
	if (result != LINE_TEXT)
		return CPC_NO;
	line_unread(line);
	return CPC_OK;
}

/* CPC_NO: not today; else as pager_turn. */
static int ask_to_begin(struct program *p, struct line *line)
{
	for (;;) {
		const char *text;
		enum line_result result = line_read(line, "Enter begins, q goes back: ", &text);
		if (result == LINE_STOPPED)
			return line_stop_code(line);
		struct str word = str_trim(str_of(text));
		if (result != LINE_TEXT || str_same_fold(word, str_of("q")) ||
			str_same_fold(word, str_of("quit")))
			return CPC_NO;
		if (word.n == 0)
			return CPC_OK;
		exam_remark(p, "Enter alone begins the exam.");
	}
}

static int begin(struct program *p, const struct cpc_exam_options *options, struct line *line,
	struct cpc_error *err)
{
	cpc_exam *x;
	struct cpc_exam_draw draw;
	int rc = cpc_exam_start(p->engine, options, clock_again(), &draw, &x, err);
	if (rc)
		return rc;
	rc = exam_sit(p, x, line, err);
	cpc_exam_free(x);
	return rc;
}

/* The start screen. CPC_NO when it was enough to see that. */
static int show_plan(struct program *p, const struct cpc_exam_options *options,
	const struct cpc_exam_draw *draw, struct line *line, struct cpc_error *err)
{
	struct buf text = BUF_INIT;
	struct page page = {BUF_INIT, 0};
	if (!p->json)
		exam_show_plan(&p->term, draw, options, &text);
	if (p->term.interactive && !p->json)
		buf_add_text(&text, "\nThe clock starts when you press Enter.\n");
	int rc = exam_print(p, &page, &text, p->json ? exam_json_plan(draw, options) : NULL, err);
	if (!rc)
		rc = pager_turn(p, line, &page);
	page_release(&page);
	return rc;
}

static int run_start(struct program *p, struct cpc_error *err)
{
	struct cpc_exam_options options;
	struct cpc_exam_draw draw;
	struct line *line = NULL;
	int rc = read_options(p, &options, err);
	if (!rc)
		rc = cpc_exam_plan(p->engine, &options, &draw, err);
	if (!rc)
		rc = line_open(&p->term, NULL, &line, err);
	if (!rc)
		rc = show_plan(p, &options, &draw, line, err);
	if (!rc)
		rc = p->term.interactive && !p->json ? ask_to_begin(p, line) : wait_for_input(line);
	if (!rc)
		rc = begin(p, &options, line, err);
	line_close(line);
	if (rc == CPC_NO) {
		exam_remark(p, "No exam was begun.");
		return CPC_OK;
	}
	return rc;
}

/* cpc exam resume ------------------------------------------------------------------------------ */

/* Why an exam is over that was left open. */
static void explain_end(
	const struct program *p, const struct cpc_exam_state *s, struct cpc_time now)
{
	char began[EXAM_SAY_SIZE], last[EXAM_SAY_SIZE], here[EXAM_SAY_SIZE], span[EXAM_SAY_SIZE];
	exam_say_instant(s->started_ms, began);
	exam_say_instant(s->last_ms, last);
	exam_say_instant(now.at_ms, here);
	exam_say_span(s->allowed_ms, span);
	exam_remark(p,
		"The time of exam %d is over. It began on %s and had %s; your last step was on %s, "
		"and now it is %s. %s It is handed in as it stands, with %zu of %zu answered.",
		s->number, began, span, last, here,
		s->practice ? "Its time was used up."
			    : "A strict exam's clock runs on while you are away.",
		s->answered, s->count);
}

static void greet(const struct program *p, const struct cpc_exam_state *s, enum cpc_exam_gap gap,
	struct cpc_time now)
{
	char left[EXAM_SAY_SIZE], away[EXAM_SAY_SIZE], last[EXAM_SAY_SIZE];
	struct buf text = BUF_INIT;
	exam_say_clock(s->left_ms, left);
	exam_say_span(now.at_ms - s->last_ms, away);
	exam_say_instant(s->last_ms, last);
	buf_printf(&text, "Exam %d goes on: %zu of %zu answered, %s left.", s->number, s->answered,
		s->count, left);
	if (gap == CPC_EXAM_GAP_COUNTED)
		buf_printf(&text, " The clock ran on since your last step: %s.", away);
	if (gap == CPC_EXAM_GAP_FREE)
		buf_printf(&text, " Since your last step, %s ago, the clock stood still.", away);
	if (gap == CPC_EXAM_GAP_BACK)
		buf_printf(&text,
			" This machine's clock stands before your last step (%s), so nothing was "
			"taken off for the time between.",
			last);
	exam_remark(p, "%s", buf_text(&text));
	buf_release(&text);
}

static int go_on(struct program *p, cpc_exam *x, enum cpc_exam_gap gap, struct line *line,
	struct cpc_error *err)
{
	struct cpc_time now = clock_again();
	struct cpc_exam_state s;
	cpc_exam_state(x, now, &s);
	if (s.left_ms == 0) {
		explain_end(p, &s, now);
		return exam_hand_in(p, x, line, err);
	}
	int rc = p->json ? json_print(exam_json_state("resumed", &s), err) : CPC_OK;
	if (!rc)
		greet(p, &s, gap, now);
	return rc ? rc : exam_sit(p, x, line, err);
}

static int run_resume(struct program *p, struct cpc_error *err)
{
	struct line *line = NULL;
	enum cpc_exam_gap gap;
	cpc_exam *x;
	int rc = cpc_exam_resume(p->engine, clock_again(), &gap, &x, err);
	if (rc)
		return rc;
	rc = line_open(&p->term, NULL, &line, err);
	if (!rc)
		rc = go_on(p, x, gap, line, err);
	line_close(line);
	cpc_exam_free(x);
	return rc;
}

/* cpc exam list, review, abandon --------------------------------------------------------------- */

static int run_list(struct program *p, struct cpc_error *err)
{
	struct cpc_exam_line *lines;
	size_t n;
	struct buf text = BUF_INIT;
	int rc = cpc_exam_list(p->engine, &lines, &n, err);
	if (rc)
		return rc;
	for (size_t i = 0; p->json && i < n && !rc; i++)
		rc = json_print(exam_json_line(&lines[i]), err);
	if (!p->json) {
		exam_show_list(&p->term, lines, n, &text);
		rc = exam_print(p, NULL, &text, NULL, err);
	}
	free(lines);
	return rc;
}

static int run_review(struct program *p, struct cpc_error *err)
{
	const struct options *o = &p->options;
	int64_t number = 0;
	bool all = option_given(o, "all"), flagged = option_given(o, "flagged");
	if (all + flagged + option_given(o, "wrong") > 1)
		return error_set(err, CPC_USAGE, "give one of --wrong, --flagged and --all");
	if (o->word_count > 1 && !str_to_i64(str_of(o->words[1]), 1, INT32_MAX, &number))
		return error_set(err, CPC_USAGE,
			"found \"%s\", expected the number of an exam; see: cpc exam list",
			o->words[1]);
	return exam_look_back(p, (int)number,
		all	  ? EXAM_ALL
		: flagged ? EXAM_FLAGGED
			  : EXAM_WRONG,
		err);
}

/* CPC_NO when it is to be kept. */
static int ask_to_abandon(struct program *p, const struct cpc_today *t, struct cpc_error *err)
{
	struct line *line;
	const char *text;
	int rc = line_open(&p->term, NULL, &line, err);
	if (rc)
		return rc;
	exam_remark(p,
		"Exam %d has %zu of %zu answered. Given up, it is not graded and its answers count "
		"for nothing; it cannot be taken up again.",
		t->mock, t->mock_answered, t->mock_count);
	enum line_result result = line_read(line, "y gives it up: ", &text);
	rc = result == LINE_STOPPED			   ? line_stop_code(line)
	     : result == LINE_TEXT && exam_words_yes(text) ? CPC_OK
							   : CPC_NO;
	line_close(line);
	return rc;
}

static int run_abandon(struct program *p, struct cpc_error *err)
{
	struct cpc_today t;
	int number = 0, rc = cpc_today(p->engine, clock_again(), &t, err);
	bool yes = option_given(&p->options, "yes");
	if (!rc && t.mock && !yes && (!p->term.interactive || p->json))
		return error_set(err, CPC_USAGE,
			"exam %d would be given up, ungraded; to do so: cpc exam abandon --yes",
			t.mock);
	if (!rc && t.mock && !yes)
		rc = ask_to_abandon(p, &t, err);
	if (rc == CPC_NO) {
		exam_remark(p, "Exam %d stays open.", t.mock);
		return CPC_OK;
	}
	if (!rc)
		rc = cpc_exam_abandon(p->engine, clock_again(), &number, err);
	if (!rc)
		exam_remark(p, "Exam %d is given up.", number);
	return rc;
}

/* Which ---------------------------------------------------------------------------------------- */

static const struct verb {
	const char *name;
	int most; /* words, with the name */
	int (*run)(struct program *p, struct cpc_error *err);
	const char *const options[8]; /* of its own, up to the first NULL */
} verbs[] = {
	{"start", 1, run_start,
		{"count", "minutes", "time-factor", "practice", "open-book", "order"}},
	{"resume", 1, run_resume, {NULL}},
	{"list", 1, run_list, {NULL}},
	{"review", 2, run_review, {"wrong", "flagged", "all"}},
	{"abandon", 1, run_abandon, {"yes"}},
};

#define VERBS (sizeof verbs / sizeof *verbs)

static bool takes(const struct verb *v, const char *option)
{
	for (size_t i = 0; v->options[i]; i++) {
		if (strcmp(v->options[i], option) == 0)
			return true;
	}
	return false;
}

/* An option that another of the five words takes. */
static int check_given(const struct program *p, const struct verb *v, struct cpc_error *err)
{
	if (p->options.word_count > v->most)
		return error_set(err, CPC_USAGE, "\"%s\" is one word too many; use: cpc exam %s",
			p->options.words[v->most], v->name);
	for (int i = 0; i < p->options.given; i++) {
		const char *option = p->options.names[i];
		for (size_t k = 0; k < VERBS && !takes(v, option); k++) {
			if (takes(&verbs[k], option))
				return error_set(err, CPC_USAGE, "--%s goes with: cpc exam %s",
					option, verbs[k].name);
		}
	}
	return CPC_OK;
}

static int run(struct program *p, struct cpc_error *err)
{
	const char *word = p->options.words[0];
	struct nearest near = nearest_to(word);
	for (size_t i = 0; i < VERBS; i++) {
		if (strcmp(word, verbs[i].name) == 0) {
			int rc = check_given(p, &verbs[i], err);
			return rc ? rc : verbs[i].run(p, err);
		}
		nearest_offer(&near, verbs[i].name);
	}
	const char *hint = nearest_hint(&near);
	return error_set(err, CPC_USAGE, "there is no \"%s\" here%s%s", word, hint,
		hint[0] ? "" : "; use: cpc exam start, resume, list, review or abandon");
}

const struct command cmd_exam = {
	.name = "exam",
	.summary = "timed mock exams: 100 questions, 240 minutes, pass at 70%",
	.usage = "start|resume|list|review [N]|abandon",
	.text = "start draws an exam by the blueprint and runs the clock; resume goes on with the "
		"one you left; list shows all; review walks through one that was handed in, the "
		"newest or number N; abandon gives the open one up.\n\nEverything you do is kept "
		"at once: an exam survives a crash, and q leaves it open. Answers can come from a "
		"pipe too, a line each.\n\nOnce it is handed in, your answers count for the daily "
		"study as well: what was wrong comes back, unless only mock exams ask it (then "
		"cpc exam review shows it), and concepts met for the first time are among the "
		"day's new ones.",
	.options =
		{
			{"count", "N", "start: N questions (100)"},
			{"minutes", "N", "start: N minutes (144 seconds a question)"},
			{"time-factor", "F", "start: 1.25, 1.5 or 2 times the minutes"},
			{"practice", NULL, "start: the clock can be paused"},
			{"open-book", NULL, "start: lookup looks into the code book"},
			{"order", "ORDER", "start: book (CPT first) or shuffled"},
			{"wrong", NULL, "review: what was wrong or blank (without any of these)"},
			{"flagged", NULL, "review: what you flagged"},
			{"all", NULL, "review: every question"},
			{"yes", NULL, "abandon: without asking"},
		},
	.examples = {"cpc exam start", "cpc exam start --count 25 --practice", "cpc exam resume",
		"cpc exam review --flagged", "cpc exam list --json"},
	.need = NEED_BANK,
	.least = 1,
	.most = 2,
	.run = run,
};
