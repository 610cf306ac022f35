/*
 * cmd_study.c - cpc study: today's session.
 * May use: cli, base, cpc.h. Must not know: what comes next and why, how an answer is graded.
 */
#include <stdarg.h>
#include <stdlib.h>

#include "base/error.h"
#include "cli/cli.h"
#include "cli/line.h"
#include "cli/show.h"
#include "cli/words.h"

#define TYPED_MAX 512

struct session {
	struct program *p;
	struct line *line;
	cpc_study *study;
	struct cpc_question question;
	struct cpc_verdict verdict;
	bool has_verdict; /* of the question on the screen, or of the one before it */
	char typed[TYPED_MAX];
};

/* What a line led to. */
enum step {
	STEP_STAY,  /* read another line */
	STEP_ASKED, /* the question was answered, put aside or exchanged: go on */
	STEP_PAUSE, /* a verdict was shown */
	STEP_QUIT,
	STEP_STOPPED,
	STEP_FAILED
};

/* Showing -------------------------------------------------------------------------------------- */

/* To a person in the conversation, to a program on stderr. */
static void remark(struct session *s, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

static void remark(struct session *s, const char *format, ...)
{
	char text[CPC_ERROR_MAX];
	va_list args;
	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	if (!s->p->term.interactive) {
		say_note("%s", text);
		return;
	}
	struct buf out = BUF_INIT;
	term_add_wrapped(&s->p->term, &out, "", "", str_of(text));
	term_print(&out);
}

static bool print(struct session *s, struct buf *out, struct json_t *json)
{
	if (s->p->json)
		return json_print(json, NULL) == CPC_OK;
	return term_print(out);
}

static bool print_question(struct session *s)
{
	struct buf out = BUF_INIT;
	if (!s->p->json)
		show_question(&s->p->term, &s->question, &out);
	return print(s, &out, s->p->json ? show_question_json(&s->question) : NULL);
}

static bool print_verdict(struct session *s)
{
	struct buf out = BUF_INIT;
	if (!s->p->json)
		show_verdict(&s->p->term, &s->verdict, &out);
	return print(s, &out, s->p->json ? show_verdict_json(&s->verdict) : NULL);
}

static void print_help(struct session *s)
{
	static const char *const rows[][2] = {
		{"a b c d", "answer (or 1 2 3 4)"},
		{"b!  b?", "b, and sure; b, and guessed"},
		{"h", "hint: removes a wrong choice, counts as hard"},
		{"s", "skip: comes back later"},
		{"f", "flag the question, or clear its flag"},
		{"u", "undo the last answer"},
		{"e", "explain every choice, after an answer"},
		{"q", "quit; everything answered is saved"},
	};
	struct buf out = BUF_INIT;
	buf_add_char(&out, '\n');
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct buf first = BUF_INIT;
		buf_printf(&first, "  %-8s ", rows[i][0]);
		term_add_wrapped(
			&s->p->term, &out, buf_text(&first), "           ", str_of(rows[i][1]));
		buf_release(&first);
	}
	if (s->question.choice_count == 0)
		term_add_wrapped(&s->p->term, &out, "  ", "  ",
			str_of("This question wants its answer typed, such as a code."));
	if (s->question.choice_count > 4)
		term_add_wrapped(&s->p->term, &out, "  ", "  ",
			str_of("A letter that is a choice answers; write the word then: explain, "
			       "flag, "
			       "hint."));
	term_print(&out);
}

/* What a word does ----------------------------------------------------------------------------- */

/* A person may mend what is wrong and try again; a pipe cannot. */
static enum step failed(struct session *s, int rc, struct cpc_error *err)
{
	if (s->p->term.interactive && (rc == CPC_IO || rc == CPC_BUSY || rc == CPC_DATA)) {
		remark(s, "%s", err->text);
		remark(s, "The answer was not taken; give it again when this is mended.");
		return STEP_STAY;
	}
	return STEP_FAILED;
}

static enum step answer(struct session *s, const struct cpc_answer *given, struct cpc_error *err)
{
	int rc = cpc_study_answer(s->study, given, clock_again(), &s->verdict, err);
	if (rc == CPC_USAGE) {
		remark(s, "%s", err->text);
		return STEP_STAY;
	}
	if (rc)
		return failed(s, rc, err);
	s->has_verdict = true;
	if (!print_verdict(s)) {
		error_set(err, CPC_IO, "cannot write the output; the answer is saved");
		return STEP_FAILED;
	}
	return s->p->json ? STEP_ASKED : STEP_PAUSE;
}

static enum step hint(struct session *s, struct cpc_error *err)
{
	int rc = cpc_study_hint(s->study, &s->question, err);
	if (rc == CPC_NO) {
		remark(s, "There is no further hint.");
		return STEP_STAY;
	}
	if (rc)
		return STEP_FAILED;
	print_question(s);
	return STEP_STAY;
}

static enum step flag(struct session *s, struct cpc_error *err)
{
	bool on = false;
	int rc = cpc_study_flag(s->study, clock_again(), &on, err);
	if (rc)
		return failed(s, rc, err);
	remark(s, on ? "Flagged." : "The flag is cleared.");
	return STEP_STAY;
}

static enum step undo(struct session *s, struct cpc_error *err)
{
	int rc = cpc_study_undo(s->study, clock_again(), err);
	if (rc == CPC_NO) {
		remark(s, "There is no answer in this session to take back.");
		return STEP_STAY;
	}
	if (rc)
		return failed(s, rc, err);
	s->has_verdict = false;
	remark(s, "The last answer is taken back.");
	return STEP_ASKED;
}

static enum step explain(struct session *s, bool answered)
{
	if (!answered) {
		remark(s, "Answer first; then e explains every choice.");
		return STEP_STAY;
	}
	struct buf out = BUF_INIT;
	show_explanation(&s->p->term, &s->verdict, &out);
	term_print(&out);
	return STEP_STAY;
}

static enum step unknown(struct session *s, const char *text)
{
	if (s->question.choice_count > 0)
		remark(s,
			"\"%.40s\" is none of the choices: type a letter from a to %c, or ? for "
			"help.",
			text, (int)('a' + s->question.choice_count - 1));
	else
		remark(s, "\"%.40s\" says nothing here: type the answer, or ? for help.", text);
	return STEP_STAY;
}

static enum step act(struct session *s, const struct typed *typed, const char *text, bool answered,
	struct cpc_error *err)
{
	switch (typed->word) {
	case WORD_ANSWER:
		return answer(s, &typed->answer, err);
	case WORD_HELP:
		print_help(s);
		return STEP_STAY;
	case WORD_HINT:
		return hint(s, err);
	case WORD_SKIP:
		return cpc_study_skip(s->study, err) ? STEP_FAILED : STEP_ASKED;
	case WORD_FLAG:
		return flag(s, err);
	case WORD_UNDO:
		return undo(s, err);
	case WORD_EXPLAIN:
		return explain(s, answered);
	case WORD_QUIT:
		return STEP_QUIT;
	case WORD_EMPTY:
		return STEP_STAY;
	default:
		return unknown(s, text);
	}
}

/* The conversation ----------------------------------------------------------------------------- */

static enum step read_typed(
	struct session *s, const char *prompt, struct typed *typed, const char **text)
{
	enum line_result result = line_read(s->line, prompt, text);
	if (result != LINE_TEXT)
		return result == LINE_END ? STEP_QUIT : STEP_STOPPED;
	*typed = words_parse(*text, s->question.choice_count, s->typed, sizeof s->typed);
	return STEP_STAY;
}

static enum step ask(struct session *s, struct cpc_error *err)
{
	char prompt[64] = "Your answer (? help): ";
	if (s->question.choice_count > 0)
		snprintf(prompt, sizeof prompt,
			"a-%c (? help): ", (int)('a' + s->question.choice_count - 1));
	enum step step;
	do {
		struct typed typed;
		const char *text;
		step = read_typed(s, prompt, &typed, &text);
		if (step == STEP_STAY)
			step = act(s, &typed, text, false, err);
	} while (step == STEP_STAY);
	return step;
}

/* After a verdict: time to read. From a pipe nothing need be said: any answer goes on to the next
 * question and answers that. */
static enum step pause_after(struct session *s, struct cpc_error *err)
{
	enum step step;
	do {
		struct typed typed;
		const char *text;
		step = read_typed(s, "Enter: next question (? help): ", &typed, &text);
		if (step != STEP_STAY)
			break;
		if (typed.word == WORD_EMPTY)
			return STEP_ASKED;
		if (typed.word == WORD_ANSWER || typed.word == WORD_HINT ||
			typed.word == WORD_SKIP || typed.word == WORD_UNKNOWN) {
			if (!s->p->term.interactive) {
				line_unread(s->line);
				return STEP_ASKED;
			}
			remark(s,
				"That question is answered. Enter shows the next one; u takes the "
				"answer back.");
			continue;
		}
		step = act(s, &typed, text, true, err);
	} while (step == STEP_STAY);
	return step;
}

static enum step converse(struct session *s, struct cpc_error *err)
{
	enum step step = STEP_ASKED;
	while (step == STEP_ASKED) {
		int rc = cpc_study_next(s->study, clock_again(), &s->question, err);
		if (rc == CPC_NO)
			return STEP_QUIT;
		if (rc)
			return STEP_FAILED;
		if (!print_question(s)) {
			error_set(err, CPC_IO, "cannot write the output");
			return STEP_FAILED;
		}
		step = ask(s, err);
		if (step == STEP_PAUSE)
			step = pause_after(s, err);
	}
	return step;
}

static int report(struct session *s, struct cpc_error *err)
{
	struct cpc_study_report r;
	int rc = cpc_study_end(s->study, clock_again(), &r, err);
	if (rc)
		return rc;
	struct buf out = BUF_INIT;
	if (!s->p->json)
		show_report(&s->p->term, &r, &out);
	print(s, &out, s->p->json ? show_report_json(&r) : NULL);
	return CPC_OK;
}

/* Nothing to ask is good news and wants its own words. */
static int nothing_to_ask(struct session *s, struct cpc_error *err)
{
	struct cpc_today t;
	int rc = cpc_today(s->p->engine, clock_again(), &t, err);
	if (rc)
		return rc;
	bool narrowed = option_given(&s->p->options, "domain");
	remark(s, "Nothing is due%s, and today's new concepts are met.%s",
		narrowed ? " in this domain" : "",
		t.concepts > t.concepts_seen ? " For more: cpc study --new 5" : "");
	return report(s, err);
}

static int hold(struct session *s, struct cpc_error *err)
{
	int rc = cpc_study_next(s->study, clock_again(), &s->question, err);
	if (rc == CPC_NO)
		return nothing_to_ask(s, err);
	if (rc)
		return rc;
	enum step step = converse(s, err);
	if (step == STEP_FAILED) {
		struct cpc_error first = *err;
		report(s, err);
		*err = first;
		return err->status;
	}
	rc = report(s, err);
	return rc ? rc : step == STEP_STOPPED ? line_stop_code(s->line) : CPC_OK;
}

static int read_options(
	const struct program *p, struct cpc_study_options *out, struct cpc_error *err)
{
	int64_t count = 0, minutes = 0, fresh = -1;
	int rc = option_number(&p->options, "count", 1, 10000, &count, err);
	if (!rc)
		rc = option_number(&p->options, "minutes", 1, 1440, &minutes, err);
	if (!rc)
		rc = option_number(&p->options, "new", 0, 10000, &fresh, err);
	*out = (struct cpc_study_options){.seed = p->seed,
		.limit = (int)count,
		.minutes = (int)minutes,
		.new_concepts = (int)fresh,
		.domain = option_value(&p->options, "domain")};
	return rc;
}

static int run(struct program *p, struct cpc_error *err)
{
	struct session s = {.p = p};
	struct cpc_study_options options;
	char *history = path_history();
	int rc = read_options(p, &options, err);
	if (!rc)
		rc = cpc_study_start(p->engine, &options, clock_again(), &s.study, err);
	if (!rc)
		rc = line_open(&p->term, history, &s.line, err);
	if (!rc) {
		line_complete_with(s.line, all_words);
		rc = hold(&s, err);
	}
	line_close(s.line);
	cpc_study_free(s.study);
	free(history);
	return rc;
}

const struct command cmd_study = {
	.name = "study",
	.summary = "today's session: what is due, then new concepts",
	.usage = "[--domain NAME] [--new N] [--count N] [--minutes N]",
	.text = "Answer with a letter and Enter; ? shows the other words. An answer is saved "
		"before "
		"its verdict is shown. Answers can come from a pipe too, a line each.",
	.options =
		{
			{"domain", "NAME", "only this domain of the blueprint, such as evaluation"},
			{"new", "N", "at most N new concepts, whatever today's allowance holds"},
			{"count", "N", "end after N questions"},
			{"minutes", "N", "end after N minutes"},
		},
	.examples = {"cpc study", "cpc study --minutes 15", "cpc study --domain anesthesia --new 3",
		"printf 'a\\nb\\nq\\n' | cpc study"},
	.need = NEED_BANK,
	.run = run,
};
