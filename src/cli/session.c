/*
 * session.c - the conversation of a study session or a quiz, on a terminal or a pipe.
 * May use: cli, line, page, base, cpc.h. Must not know: what comes next and why, how an answer is
 * graded.
 */
#include "cli/session.h"

#include <stdarg.h>
#include <stdlib.h>

#include "base/error.h"
#include "base/vec.h"
#include "cli/code_show.h"
#include "cli/kinds.h"
#include "cli/line.h"
#include "cli/page.h"
#include "cli/pager.h"
#include "cli/show.h"
#include "cli/words.h"

#define TYPED_MAX 512 /* bytes of a typed answer and its end */

struct session {
	struct program *p;
	const struct session_plan *plan;
	struct line *line;
	struct page page; /* of the question or the verdict on the screen */
	cpc_study *study;
	struct cpc_question question;
	struct cpc_verdict verdict;
	bool has_verdict; /* of the question on the screen, or of the one before it */
	char typed[TYPED_MAX];
	struct buf *late; /* verdicts kept for the end, drawn, one for each answer */
	size_t late_n, late_cap;
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

/* What is longer than the window is shown a page at a time. */
static bool print(struct session *s, struct buf *out, struct json_t *json)
{
	if (s->p->json)
		return json_print(json, NULL) == CPC_OK;
	return page_begin(&s->p->term, &s->page, out);
}

/* The rest of what is on the screen; false when that was all. */
static bool next_page(struct session *s)
{
	bool more = page_is_more(&s->page);
	if (more)
		page_next(&s->p->term, &s->page);
	return more;
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

static struct str first_line(struct str text)
{
	const char *end = text.n ? memchr(text.p, '\n', text.n) : NULL;
	return end ? (struct str){text.p, (size_t)(end - text.p)} : text;
}

/* Its texts are gone with the next question, so it is drawn now and printed at the end. */
static bool keep_verdict(struct session *s)
{
	struct buf head = BUF_INIT, *out = VEC_PUSH(s->late, s->late_n, s->late_cap);
	if (!out)
		return false;
	buf_init(out);
	if (s->p->json)
		return json_add(show_verdict_json(&s->verdict), out) == CPC_OK;
	buf_printf(&head, "%zu. ", s->late_n);
	buf_add_text(&head, s->question.stem);
	buf_add_char(out, '\n');
	term_add_wrapped_styled(&s->p->term, out, "", "", STYLE_DIM, first_line(buf_view(&head)));
	buf_release(&head);
	show_verdict(&s->p->term, &s->verdict, out);
	return !out->failed;
}

static void drop_verdict(struct session *s)
{
	if (s->late_n > 0)
		buf_release(&s->late[--s->late_n]);
}

static bool print_late(struct session *s)
{
	struct buf all = BUF_INIT;
	for (size_t i = 0; i < s->late_n; i++) {
		buf_add_str(&all, buf_view(&s->late[i]));
		buf_release(&s->late[i]);
	}
	free(s->late);
	s->late = NULL;
	s->late_n = s->late_cap = 0;
	if (s->p->json)
		return term_print(&all);
	if (!page_begin(&s->p->term, &s->page, &all))
		return false;
	pager_turn(s->p, s->line, &s->page);
	return true;
}

static void print_help(struct session *s, bool answered)
{
	struct buf out = BUF_INIT;
	buf_add_char(&out, '\n');
	kind_help(&s->p->term, &s->question, answered, &out);
	buf_add_char(&out, '\n');
	if (s->p->json)
		fputs(buf_text(&out), stderr);
	else
		page_begin(&s->p->term, &s->page, &out);
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

static enum step refuse(struct session *s, const char *text)
{
	struct buf why = BUF_INIT;
	kind_refuse(&s->question, text, &why);
	remark(s, "%s", buf_text(&why));
	buf_release(&why);
	return STEP_STAY;
}

static bool takes_removed(const struct cpc_question *q, const struct cpc_answer *given)
{
	for (size_t i = 0; i < q->choice_count; i++) {
		if (q->removed[i] && (given->choice == (int)i || given->choices >> i & 1))
			return true;
	}
	return false;
}

static enum step answer(struct session *s, const struct cpc_answer *given, struct cpc_error *err)
{
	if (takes_removed(&s->question, given)) {
		remark(s, s->question.kind == CPC_MULTIPLE
				  ? "The hint removed one of those choices: leave it out."
				  : "The hint removed that choice: take another.");
		return STEP_STAY;
	}
	int rc = cpc_study_answer(s->study, given, clock_again(), &s->verdict, err);
	if (rc == CPC_USAGE && s->question.kind == CPC_NUMERIC)
		return refuse(s, given->text);
	if (rc)
		return failed(s, rc, err);
	s->has_verdict = true;
	if (!(s->plan->late ? keep_verdict(s) : print_verdict(s))) {
		error_set(err, CPC_IO, "cannot write the output; the answer is saved");
		return STEP_FAILED;
	}
	return s->p->json || s->plan->late ? STEP_ASKED : STEP_PAUSE;
}

static enum step hint(struct session *s, struct cpc_error *err)
{
	if (s->plan->late) {
		remark(s, "There are no hints in exam style.");
		return STEP_STAY;
	}
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
	drop_verdict(s);
	remark(s, "The last answer is taken back.");
	return STEP_ASKED;
}

static enum step explain(struct session *s, bool answered)
{
	if (!answered) {
		remark(s, s->plan->late ? "In exam style the explanations come at the end."
					: "Answer first; then e explains every choice.");
		return STEP_STAY;
	}
	struct buf out = BUF_INIT;
	show_explanation(&s->p->term, &s->verdict, &out);
	page_begin(&s->p->term, &s->page, &out);
	return STEP_STAY;
}

static enum step look_up(struct session *s, const char *query)
{
	struct cpc_error err;
	struct buf out = BUF_INIT;
	if (!query[0]) {
		remark(s, "Words or a code stand behind the /, such as /E11.4");
		return STEP_STAY;
	}
	if (code_look_up(s->p, query, CODES_USUAL, &out, &err) == CPC_OK) {
		if (s->p->json)
			term_print(&out);
		else
			page_begin(&s->p->term, &s->page, &out);
		return STEP_STAY;
	}
	buf_release(&out);
	remark(s, "%s", err.text);
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
	case WORD_LOOKUP:
		return look_up(s, typed->query);
	case WORD_QUIT:
		return STEP_QUIT;
	case WORD_EMPTY:
		if (s->p->term.interactive && !next_page(s))
			print_question(s);
		return STEP_STAY;
	case WORD_UNFIT:
		remark(s,
			"That cannot be an answer: give one line of text, not longer than %d "
			"letters.",
			TYPED_MAX - 1);
		return STEP_STAY;
	default:
		return refuse(s, text);
	}
}

/* The conversation ----------------------------------------------------------------------------- */

static enum step read_typed(struct session *s, const char *prompt, const struct words_at *at,
	struct typed *typed, const char **text)
{
	enum line_result result = line_read(s->line, prompt, text);
	if (result != LINE_TEXT)
		return result == LINE_END ? STEP_QUIT : STEP_STOPPED;
	*typed = words_parse(*text, at, s->typed, sizeof s->typed);
	return STEP_STAY;
}

static enum step ask(struct session *s, struct cpc_error *err)
{
	const struct words_at at = kind_words(&s->question);
	char prompt[128], wanted[KIND_TEXT];
	enum step step;
	kind_prompt(&s->question, wanted);
	do {
		struct typed typed;
		const char *text;
		snprintf(prompt, sizeof prompt,
			"%s%s (? help): ", page_is_more(&s->page) ? "Enter: more, " : "", wanted);
		step = read_typed(s, prompt, &at, &typed, &text);
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
 * question and answers that. A person answers nothing there, so that f flags even where it would
 * have said false. */
static enum step pause_after(struct session *s, struct cpc_error *err)
{
	const struct words_at words_alone = {.kind = CPC_SINGLE};
	const struct words_at at = s->p->term.interactive ? words_alone : kind_words(&s->question);
	enum step step;
	bool more = s->question.left > 0 || s->verdict.comes_back;
	do {
		struct typed typed;
		const char *text;
		const char *prompt = page_is_more(&s->page) ? "Enter: more (? help): "
				     : more		    ? "Enter: next question (? help): "
							    : "Enter: end (? help): ";
		step = read_typed(s, prompt, &at, &typed, &text);
		if (step != STEP_STAY)
			break;
		if (typed.word == WORD_EMPTY && next_page(s))
			continue;
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
	bool shown = print_late(s);
	if (!s->p->json)
		show_report(&s->p->term, &r, &out);
	if (!s->p->json && s->plan->daily && has_more(s))
		buf_add_text(&out, "\nThere is more for today: cpc study\n");
	if (s->p->json)
		shown = json_print(show_report_json(&r), NULL) == CPC_OK && shown;
	else
		shown = term_print(&out) && shown;
	if (!shown)
		return error_set(err, CPC_IO, "cannot write the output; every answer is saved");
	return CPC_OK;
}

static int hold(struct session *s, struct cpc_error *err)
{
	int rc = cpc_study_next(s->study, clock_again(), &s->question, err);
	if (rc == CPC_NO) {
		struct buf text = BUF_INIT;
		rc = s->plan->nothing ? s->plan->nothing(s->p, s->plan->context, &text, err)
				      : CPC_OK;
		if (!rc && text.len > 0)
			remark(s, "%s", buf_text(&text));
		buf_release(&text);
		return rc || !s->p->json ? rc : report(s, err);
	}
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

int session_hold(struct program *p, const struct session_plan *plan, struct cpc_error *err)
{
	struct session s = {.p = p, .plan = plan, .study = plan->study, .page = {BUF_INIT, 0}};
	char *history = path_history();
	int rc = line_open(&p->term, history, &s.line, err);
	if (!rc) {
		line_complete_with(s.line, all_words);
		rc = hold(&s, err);
	}
	while (s.late_n > 0)
		drop_verdict(&s);
	free(s.late);
	page_release(&s.page);
	line_close(s.line);
	free(history);
	return rc;
}
