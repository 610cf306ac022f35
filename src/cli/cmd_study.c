/*
 * cmd_study.c - cpc study: today's session.
 * May use: cli, base, cpc.h. Must not know: what comes next and why, how an answer is graded.
 */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/utf8.h"
#include "cli/cli.h"
#include "cli/line.h"
#include "cli/show.h"
#include "cli/words.h"

#define TYPED_MAX 512 /* bytes of a typed answer and its end */
#define SHOWN_MAX 40  /* characters of what was typed that stand in a sentence */

struct session {
	struct program *p;
	struct line *line;
	struct cpc_study_options options;
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

/* To a person in the conversation, to a program on stderr, so that what it reads stays data. */
static void remark(struct session *s, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

static void remark(struct session *s, const char *format, ...)
{
	char text[CPC_ERROR_MAX];
	va_list args;
	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	if (!s->p->term.interactive || s->p->json) {
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

struct help_row {
	const char *word, *meaning;
};

static const struct help_row choosing[] = {
	{"a b c ...", "answer (or 1 2 3 ...)"},
	{"b!  b?", "b, and sure; b, and guessed"},
	{"h", "hint: removes a wrong choice, counts as hard"},
	{NULL, NULL},
};

static const struct help_row typing[] = {
	{"E11.42", "answer: type it, here a code"},
	{"E11.42!", "the same, and sure; with ? guessed"},
	{NULL, NULL},
};

static const struct help_row asking[] = {
	{"s", "skip: comes back later"},
	{"f", "flag the question, or clear its flag"},
	{"u", "undo the last answer"},
	{"e", "explain every choice, after an answer"},
	{"Enter", "show the question again"},
	{"q", "quit; everything answered is saved"},
	{NULL, NULL},
};

static const struct help_row pausing[] = {
	{"e", "explain every choice"},
	{"f", "flag this question, or clear its flag"},
	{"u", "undo: take this answer back"},
	{"Enter", "the next question"},
	{"q", "quit; everything answered is saved"},
	{NULL, NULL},
};

static void add_help(const struct term *t, struct buf *out, const struct help_row *rows)
{
	for (; rows->word; rows++) {
		struct buf first = BUF_INIT;
		buf_printf(&first, "  %-9s  ", rows->word);
		term_add_wrapped(t, out, buf_text(&first), "             ", str_of(rows->meaning));
		buf_release(&first);
	}
}

static void print_help(struct session *s, bool answered)
{
	const struct term *t = &s->p->term;
	struct buf out = BUF_INIT;
	buf_add_char(&out, '\n');
	if (!answered)
		add_help(t, &out, s->question.choice_count > 0 ? choosing : typing);
	add_help(t, &out, answered ? pausing : asking);
	if (!answered && s->question.choice_count > 4)
		term_add_wrapped(t, &out, "  ", "  ",
			str_of("A letter that is a choice answers; write the word then: explain, "
			       "flag, hint."));
	buf_add_char(&out, '\n');
	if (s->p->json)
		fputs(buf_text(&out), stderr);
	else
		term_print(&out);
	buf_release(&out);
}

/* What a word does ----------------------------------------------------------------------------- */

/* A person may mend what is wrong and try again; a pipe cannot. */
static enum step failed(struct session *s, int rc, struct cpc_error *err)
{
	if (s->p->term.interactive && (rc == CPC_IO || rc == CPC_BUSY || rc == CPC_DATA)) {
		remark(s, "%s", err->text);
		remark(s, "That was not saved; give it again when this is mended.");
		return STEP_STAY;
	}
	return STEP_FAILED;
}

static enum step answer(struct session *s, const struct cpc_answer *given, struct cpc_error *err)
{
	if (given->choice >= 0 && s->question.removed[given->choice]) {
		remark(s, "The hint removed that choice: take another.");
		return STEP_STAY;
	}
	int rc = cpc_study_answer(s->study, given, clock_again(), &s->verdict, err);
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
		remark(s, s->question.choice_count > 0 ? "There is no further hint."
						       : "A typed answer has no hint.");
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
	struct buf shown = BUF_INIT;
	utf8_add_quoted(&shown, str_trim(str_of(text)), SHOWN_MAX);
	remark(s, "%s is none of the choices: type a letter from a to %c, or ? for help.",
		buf_text(&shown), (int)('a' + s->question.choice_count - 1));
	buf_release(&shown);
	return STEP_STAY;
}

static enum step act(struct session *s, const struct typed *typed, const char *text, bool answered,
	struct cpc_error *err)
{
	switch (typed->word) {
	case WORD_ANSWER:
		return answer(s, &typed->answer, err);
	case WORD_HELP:
		print_help(s, answered);
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
		if (s->p->term.interactive)
			print_question(s);
		return STEP_STAY;
	case WORD_UNFIT:
		remark(s,
			"That cannot be an answer: give one line of text, not longer than %d "
			"letters.",
			TYPED_MAX - 1);
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
	char prompt[64] = "Type the answer (? help): ";
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

static bool is_for_next(enum word word)
{
	return word == WORD_ANSWER || word == WORD_HINT || word == WORD_SKIP ||
	       word == WORD_UNKNOWN || word == WORD_UNFIT;
}

/* After a verdict: time to read. From a pipe nothing need be said: any answer goes on to the next
 * question and answers that. */
static enum step pause_after(struct session *s, struct cpc_error *err)
{
	enum step step;
	bool more = s->question.left > 0 || s->verdict.comes_back;
	const char *prompt = more ? "Enter: next question (? help): " : "Enter: end (? help): ";
	do {
		struct typed typed;
		const char *text;
		step = read_typed(s, prompt, &typed, &text);
		if (step != STEP_STAY)
			break;
		if (typed.word == WORD_EMPTY)
			return STEP_ASKED;
		if (is_for_next(typed.word)) {
			if (!s->p->term.interactive) {
				line_unread(s->line);
				return STEP_ASKED;
			}
			remark(s, "This question is answered. Enter goes on; u takes the answer "
				  "back.");
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

/* What a new session would still find today. */
static bool has_more(struct session *s)
{
	struct cpc_today t;
	return cpc_today(s->p->engine, clock_again(), &t, NULL) == CPC_OK &&
	       t.due + t.new_today > 0;
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
	if (!s->p->json && has_more(s))
		buf_add_text(&out, "\nThere is more for today: cpc study\n");
	if (!print(s, &out, s->p->json ? show_report_json(&r) : NULL))
		return error_set(err, CPC_IO, "cannot write the output; every answer is saved");
	return CPC_OK;
}

/* Nothing to ask is good news and wants its own words. */
static int nothing_to_ask(struct session *s, struct cpc_error *err)
{
	struct cpc_today t;
	int rc = cpc_today(s->p->engine, clock_again(), &t, err);
	if (rc)
		return rc;
	const char *domain = s->options.domain, *where = domain ? " in this domain" : "";
	if (s->options.new_concepts == 0)
		remark(s, "Nothing is due%s.", where);
	else if (s->options.new_concepts < 0 && t.new_today == 0 && t.concepts_seen < t.concepts)
		remark(s,
			"Nothing is due%s, and today's new concepts are met. For more: cpc study "
			"%s%s%s--new 5",
			where, domain ? "--domain " : "", domain ? domain : "", domain ? " " : "");
	else
		remark(s, "Nothing is due%s, and you have met all %s concepts.", where,
			domain ? "its" : "the");
	return s->p->json ? report(s, err) : CPC_OK;
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
		report(s, NULL);
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

/* Who mistyped a domain wants to see what there is. */
static void add_domains(struct program *p, struct cpc_error *err)
{
	const struct cpc_domain *domains;
	size_t count;
	struct buf text = BUF_INIT;
	if (cpc_domains(p->engine, &domains, &count, NULL) || count == 0)
		return;
	bool asks = err->text[strlen(err->text) - 1] == '?';
	buf_printf(&text, "%s%s There are: ", err->text, asks ? "" : ".");
	for (size_t i = 0; i < count; i++)
		buf_printf(&text, "%s%s", i ? ", " : "", domains[i].slug);
	error_set(err, err->status, "%s", buf_text(&text));
	buf_release(&text);
}

static int run(struct program *p, struct cpc_error *err)
{
	struct session s = {.p = p};
	char *history = path_history();
	int rc = read_options(p, &s.options, err);
	if (!rc)
		rc = cpc_study_start(p->engine, &s.options, clock_again(), &s.study, err);
	if (rc == CPC_NOINPUT && s.options.domain)
		add_domains(p, err);
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
