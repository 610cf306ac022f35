/*
 * exam_sit.c - sitting a mock exam: a line is read, a step is taken, the screen follows.
 * May use: cli, line, page, base, cpc.h. Must not know: how time is counted, how it is graded.
 */
#include <inttypes.h>
#include <stdio.h>

#include "base/error.h"
#include "base/utf8.h"
#include "cli/code_show.h"
#include "cli/exam.h"
#include "cli/exam_show.h"
#include "cli/exam_words.h"
#include "cli/page.h"

#define TICK_MS 500    /* a second is never skipped */
#define SHOWN_MAX 40   /* characters of what was typed that stand in a sentence */
#define WIDE_PROMPT 38 /* columns from which the prompt has all its parts */
#define PACE_EVERY 10  /* answers between two words about the pace */

/* Minutes left of which notice is given, once each. */
static const int notice_minutes[] = {30, 5};

#define NOTICES (sizeof notice_minutes / sizeof *notice_minutes)

struct sitting {
	struct program *p;
	struct line *line;
	cpc_exam *exam;
	struct cpc_exam_state state;
	struct cpc_exam_question question;
	struct page page;   /* of the question or the list on the screen */
	const char *wanted; /* what the prompt asks for in place of an answer; NULL: an answer */
	size_t noticed;	    /* notices given, or too late to give */
	bool hides_time;
	char typed[EXAM_TYPED_SIZE];
};

/* What a line led to. */
enum after {
	AFTER_STAY, /* read another line */
	AFTER_SHOW, /* show the question and go on */
	AFTER_LEAVE,
	AFTER_STOP, /* Ctrl-C */
	AFTER_TIME, /* none is left */
	AFTER_DONE, /* handed in */
	AFTER_FAIL
};

/* The clock ------------------------------------------------------------------------------------ */

static void look_at_clock(struct sitting *s)
{
	cpc_exam_state(s->exam, clock_again(), &s->state);
}

static bool pass_notices(struct sitting *s)
{
	size_t before = s->noticed;
	while (s->noticed < NOTICES &&
		s->state.left_ms <= notice_minutes[s->noticed] * INT64_C(60000))
		s->noticed++;
	return s->noticed > before;
}

static void write_prompt(const struct sitting *s, char *out, size_t size)
{
	char left[EXAM_SAY_SIZE] = "", wanted[32];
	bool wide = s->p->term.width >= WIDE_PROMPT;
	if (!s->hides_time)
		exam_say_clock(s->state.left_ms, left);
	if (s->question.choice_count > 0)
		snprintf(wanted, sizeof wanted, "a-%c", (int)('a' + s->question.choice_count - 1));
	else
		snprintf(wanted, sizeof wanted, "answer");
	snprintf(out, size, "%zu/%zu%s%s  %s%s%s: ", s->state.position + 1, s->state.count,
		s->hides_time ? "" : "  ", left,
		!s->wanted && wide && page_is_more(&s->page) ? "Enter: more, " : "",
		s->wanted ? s->wanted : wanted,
		!s->wanted && wide && !page_is_more(&s->page) ? " (? help)" : "");
}

static bool on_tick(void *context, struct line_tick *out)
{
	struct sitting *s = context;
	look_at_clock(s);
	if (s->state.left_ms == 0)
		return false;
	if (pass_notices(s)) {
		char span[EXAM_SAY_SIZE];
		exam_say_span(s->state.left_ms, span);
		snprintf(out->notice, sizeof out->notice, "%s left.", span);
	}
	write_prompt(s, out->prompt, sizeof out->prompt);
	return true;
}

/* From a pipe the time is looked at after each line. */
static enum after read_line(struct sitting *s, const char **text)
{
	enum line_result result = line_read(s->line, "", text);
	if (result == LINE_STOPPED)
		return AFTER_STOP;
	look_at_clock(s);
	if (result == LINE_TIME_UP || s->state.left_ms == 0)
		return AFTER_TIME;
	if (pass_notices(s)) {
		char span[EXAM_SAY_SIZE];
		exam_say_span(s->state.left_ms, span);
		exam_remark(s->p, "%s left.", span);
	}
	return result == LINE_END ? AFTER_LEAVE : AFTER_STAY;
}

/* Showing -------------------------------------------------------------------------------------- */

static enum after print(
	struct sitting *s, struct buf *text, struct json_t *json, struct cpc_error *err)
{
	return exam_print(s->p, &s->page, text, json, err) ? AFTER_FAIL : AFTER_STAY;
}

static enum after show_question(struct sitting *s, struct cpc_error *err)
{
	struct buf text = BUF_INIT;
	look_at_clock(s);
	if (cpc_exam_question(s->exam, s->state.position, &s->question, err))
		return AFTER_FAIL;
	if (!s->p->json)
		exam_show_question(&s->p->term, &s->state, &s->question, &text);
	return print(
		s, &text, s->p->json ? exam_json_question(&s->state, &s->question) : NULL, err);
}

/* After a step that changed only what stands beside the question. */
static enum after show_choices(struct sitting *s, struct cpc_error *err)
{
	struct buf text = BUF_INIT;
	if (s->p->json)
		return show_question(s, err);
	if (cpc_exam_question(s->exam, s->state.position, &s->question, err))
		return AFTER_FAIL;
	exam_show_choices(&s->p->term, &s->question, &text);
	return print(s, &text, NULL, err);
}

static enum after show_list(struct sitting *s, struct cpc_error *err)
{
	struct buf text = BUF_INIT;
	if (!s->p->json)
		exam_show_grid(&s->p->term, s->exam, &s->state, &text);
	return print(s, &text, s->p->json ? exam_json_grid(s->exam, &s->state) : NULL, err);
}

static enum after show_open(struct sitting *s, struct cpc_error *err)
{
	struct buf text = BUF_INIT;
	if (!s->p->json)
		exam_show_open(&s->p->term, s->exam, &s->state, &text);
	return print(s, &text, s->p->json ? exam_json_grid(s->exam, &s->state) : NULL, err);
}

static enum after show_help(struct sitting *s, struct cpc_error *err)
{
	struct buf text = BUF_INIT;
	exam_show_help(&s->p->term, &s->state, &s->question, &text);
	if (!s->p->json)
		return print(s, &text, NULL, err);
	fputs(buf_text(&text), stderr);
	buf_release(&text);
	return AFTER_STAY;
}

/* Enter: the rest of what is on the screen, or the question anew. From a pipe it says nothing. */
static enum after show_more(struct sitting *s, struct cpc_error *err)
{
	if (!s->p->term.interactive)
		return AFTER_STAY;
	if (!page_is_more(&s->page))
		return AFTER_SHOW;
	if (page_next(&s->p->term, &s->page))
		return AFTER_STAY;
	error_set(err, CPC_IO, "cannot write the output");
	return AFTER_FAIL;
}

/* Steps ---------------------------------------------------------------------------------------- */

/* A step that was not taken. A person may mend what is wrong and try again; a pipe cannot, and what
 * it says next was meant for another question. */
static enum after not_taken(struct sitting *s, int rc, const struct cpc_error *err)
{
	if (rc == CPC_NO)
		return AFTER_TIME;
	if (rc == CPC_USAGE) {
		exam_refuse(s->p, err);
		return AFTER_STAY;
	}
	if (!s->p->term.interactive)
		return AFTER_FAIL;
	exam_refuse(s->p, err);
	exam_remark(s->p, "The step was not taken: give it again when this is mended.");
	return AFTER_STAY;
}

static enum after say_last(struct sitting *s)
{
	size_t blank = s->state.count - s->state.answered;
	exam_remark(s->p,
		"That was the last question: %zu answered, %zu blank, %zu flagged. review names "
		"them; submit hands the exam in.",
		s->state.answered, blank, s->state.flagged);
	return AFTER_STAY;
}

static enum after answer(struct sitting *s, const struct cpc_answer *given, struct cpc_error *err)
{
	bool was_blank = !s->question.answered, last = s->state.position + 1 == s->state.count;
	int rc = cpc_exam_answer(s->exam, given, clock_again(), err);
	if (rc)
		return not_taken(s, rc, err);
	look_at_clock(s);
	if (was_blank && s->state.answered % PACE_EVERY == 0 && s->p->term.interactive) {
		char pace[EXAM_SAY_SIZE];
		exam_say_pace(&s->state, pace);
		exam_remark(s->p, "%zu answered, %s.", s->state.answered, pace);
	}
	if (!last)
		return AFTER_SHOW;
	enum after after = show_choices(s, err);
	return after == AFTER_STAY ? say_last(s) : after;
}

static enum after go(struct sitting *s, int64_t number, struct cpc_error *err)
{
	/* Question 0 becomes a position that no exam has. */
	int rc = cpc_exam_go(s->exam, (size_t)(number - 1), clock_again(), err);
	return rc ? not_taken(s, rc, err) : AFTER_SHOW;
}

static enum after go_by(struct sitting *s, int by, struct cpc_error *err)
{
	size_t number = s->state.position + 1;
	if (by < 0 && number == 1) {
		exam_remark(s->p, "This is the first question.");
		return AFTER_STAY;
	}
	if (by > 0 && number == s->state.count) {
		exam_remark(s->p, "This is the last question; g 1 goes to the first.");
		return AFTER_STAY;
	}
	return go(s, (int64_t)number + by, err);
}

static enum after flag(struct sitting *s, struct cpc_error *err)
{
	bool on = false;
	int rc = cpc_exam_flag(s->exam, clock_again(), &on, err);
	if (rc)
		return not_taken(s, rc, err);
	exam_remark(s->p, on ? "Flagged." : "The flag is cleared.");
	return cpc_exam_question(s->exam, s->state.position, &s->question, err) ? AFTER_FAIL
										: AFTER_STAY;
}

static enum after strike(struct sitting *s, int64_t choice, struct cpc_error *err)
{
	bool on = false;
	if (choice < 0) {
		if (s->question.choice_count == 0)
			exam_remark(s->p, "This question has no choices to strike out.");
		else
			exam_remark(s->p, "x wants the letter of a choice behind it: x a to x %c.",
				(int)('a' + s->question.choice_count - 1));
		return AFTER_STAY;
	}
	int rc = cpc_exam_strike(s->exam, (int)choice, clock_again(), &on, err);
	return rc ? not_taken(s, rc, err) : show_choices(s, err);
}

static enum after note(struct sitting *s, const char *text, struct cpc_error *err)
{
	if (!text[0] && !s->question.note) {
		exam_remark(s->p, "There is no note here; note and some words make one.");
		return AFTER_STAY;
	}
	int rc = cpc_exam_note(s->exam, text, clock_again(), err);
	if (rc)
		return not_taken(s, rc, err);
	exam_remark(s->p, text[0] ? "Noted." : "The note is removed.");
	return cpc_exam_question(s->exam, s->state.position, &s->question, err) ? AFTER_FAIL
										: AFTER_STAY;
}

/* What was found, or that nothing was, is kept before it is shown; a look that could not be is
 * none. */
static enum after look_up(struct sitting *s, const char *query, struct cpc_error *err)
{
	struct buf text = BUF_INIT;
	struct cpc_error found = {0};
	if (s->state.open_book && !query[0]) {
		exam_remark(s->p, "lookup wants words or a code behind it: lookup E11.4");
		return AFTER_STAY;
	}
	int looked =
		s->state.open_book ? code_look_up(s->p, query, CODES_USUAL, &text, &found) : CPC_NO;
	int rc = CPC_OK;
	if (looked == CPC_OK || looked == CPC_NO)
		rc = cpc_exam_lookup(s->exam, query, clock_again(), err);
	bool good = true;
	if (!rc && looked == CPC_OK)
		good = s->p->json ? term_print(&text) : page_begin(&s->p->term, &s->page, &text);
	else if (!rc)
		exam_refuse(s->p, &found);
	buf_release(&text);
	return rc ? not_taken(s, rc, err) : good ? AFTER_STAY : AFTER_FAIL;
}

static enum after hide_time(struct sitting *s)
{
	char left[EXAM_SAY_SIZE], pace[EXAM_SAY_SIZE];
	int64_t each = s->state.allowed_ms / (int64_t)s->state.count / 1000;
	s->hides_time = !s->hides_time;
	exam_say_clock(s->state.left_ms, left);
	exam_say_pace(&s->state, pace);
	exam_remark(s->p, "%s left; %s, at %" PRId64 " seconds a question.%s", left, pace, each,
		!s->p->term.interactive ? ""
		: s->hides_time		? " The clock is hidden; time shows it."
					: "");
	return AFTER_STAY;
}

/* On a terminal the clock stands until Enter; from a pipe until the next step. */
static enum after take_break(struct sitting *s, struct cpc_error *err)
{
	char left[EXAM_SAY_SIZE];
	const char *text;
	int rc = cpc_exam_pause(s->exam, clock_again(), err);
	if (rc)
		return not_taken(s, rc, err);
	look_at_clock(s);
	exam_say_clock(s->state.left_ms, left);
	exam_remark(s->p, "Paused with %s left; the clock stands still.", left);
	if (!s->p->term.interactive)
		return AFTER_STAY;
	line_on_tick(s->line, 0, NULL, NULL);
	enum line_result result = line_read(s->line, "Enter goes on: ", &text);
	line_on_tick(s->line, TICK_MS, on_tick, s);
	if (result != LINE_TEXT)
		return result == LINE_END ? AFTER_LEAVE : AFTER_STOP;
	return go(s, (int64_t)s->state.position + 1, err);
}

static enum after hand_in(struct sitting *s, struct cpc_error *err)
{
	int rc = cpc_exam_submit(s->exam, clock_again(), err);
	return rc ? not_taken(s, rc, err) : AFTER_DONE;
}

static enum after submit(struct sitting *s, struct cpc_error *err)
{
	const char *text;
	size_t blank = s->state.count - s->state.answered;
	if (blank == 0)
		return hand_in(s, err);
	exam_remark(s->p,
		"%zu %s blank; a guess costs nothing. y hands the exam in all the same, anything "
		"else goes on.",
		blank, blank == 1 ? "question is" : "questions are");
	s->wanted = "y hands it in";
	enum after after = read_line(s, &text);
	s->wanted = NULL;
	if (after != AFTER_STAY)
		return after;
	if (exam_words_yes(text))
		return hand_in(s, err);
	exam_remark(s->p, "It was not handed in.");
	return AFTER_STAY;
}

/* Words ---------------------------------------------------------------------------------------- */

static enum after say_unknown(struct sitting *s, const char *text)
{
	struct buf shown = BUF_INIT;
	utf8_add_quoted(&shown, str_trim(str_of(text)), SHOWN_MAX);
	if (s->question.choice_count > 0)
		exam_remark(s->p,
			"%s is none of the choices: type a letter from a to %c, g and the number "
			"of a question, or ? for help.",
			buf_text(&shown), (int)('a' + s->question.choice_count - 1));
	else
		exam_remark(s->p, "%s cannot be an answer: type one line of text, or ? for help.",
			buf_text(&shown));
	buf_release(&shown);
	return AFTER_STAY;
}

/* What study has and an exam has not. */
static enum after say_not_here(struct sitting *s, enum exam_word word)
{
	switch (word) {
	case EXAM_WORD_HINT:
		exam_remark(s->p, "An exam has no hints; x and a letter strikes a choice out.");
		break;
	case EXAM_WORD_EXPLAIN:
		exam_remark(s->p,
			"An exam explains nothing before it is handed in; then: cpc exam review");
		break;
	default:
		exam_remark(s->p,
			"An answer is changed by giving another: p goes back to the question.");
	}
	return AFTER_STAY;
}

static enum after act(struct sitting *s, const char *text, struct cpc_error *err)
{
	struct exam_typed typed =
		exam_words_parse(text, s->question.choice_count, s->typed, sizeof s->typed);
	switch (typed.word) {
	case EXAM_WORD_ANSWER:
		return answer(s, &typed.answer, err);
	case EXAM_WORD_EMPTY:
		return show_more(s, err);
	case EXAM_WORD_HELP:
		return show_help(s, err);
	case EXAM_WORD_NEXT:
		return go_by(s, 1, err);
	case EXAM_WORD_BACK:
		return go_by(s, -1, err);
	case EXAM_WORD_GO:
		if (typed.number >= 0)
			return go(s, typed.number, err);
		exam_remark(s->p, "g wants the number of a question behind it, such as g 57.");
		return AFTER_STAY;
	case EXAM_WORD_FLAG:
		return flag(s, err);
	case EXAM_WORD_STRIKE:
		return strike(s, typed.number, err);
	case EXAM_WORD_NOTE:
		return note(s, typed.text, err);
	case EXAM_WORD_LOOKUP:
		return look_up(s, typed.text, err);
	case EXAM_WORD_LIST:
		return show_list(s, err);
	case EXAM_WORD_REVIEW:
		return show_open(s, err);
	case EXAM_WORD_TIME:
		return hide_time(s);
	case EXAM_WORD_PAUSE:
		return take_break(s, err);
	case EXAM_WORD_SUBMIT:
		return submit(s, err);
	case EXAM_WORD_QUIT:
		return AFTER_LEAVE;
	case EXAM_WORD_UNFIT:
		exam_remark(s->p, "That cannot be taken: give one line of text, at most 500 "
				  "bytes.");
		return AFTER_STAY;
	case EXAM_WORD_UNKNOWN:
		return say_unknown(s, text);
	default:
		return say_not_here(s, typed.word);
	}
}

/* The conversation ----------------------------------------------------------------------------- */

static void say_left(struct sitting *s)
{
	char left[EXAM_SAY_SIZE], until[EXAM_SAY_SIZE];
	const struct cpc_exam_state *e = &s->state;
	exam_say_clock(e->left_ms, left);
	exam_say_instant(clock_again().at_ms + e->left_ms, until);
	if (e->practice)
		exam_remark(s->p,
			"Exam %d stays open with %zu of %zu answered. The clock stands still with "
			"%s left. Come back with: cpc exam resume",
			e->number, e->answered, e->count, left);
	else
		exam_remark(s->p,
			"Exam %d stays open with %zu of %zu answered. The clock runs on: %s left, "
			"until %s. Come back with: cpc exam resume",
			e->number, e->answered, e->count, left, until);
}

/* The exam stays open. A last step puts the time up to now on the disk. */
static int leave(struct sitting *s, struct cpc_error *err)
{
	int rc = CPC_OK;
	look_at_clock(s);
	if (s->state.left_ms > 0 && !s->state.paused)
		rc = s->state.practice
			     ? cpc_exam_pause(s->exam, clock_again(), err)
			     : cpc_exam_go(s->exam, s->state.position, clock_again(), err);
	/* Over in this very moment: whoever comes back is told. */
	rc = rc == CPC_NO ? CPC_OK : rc;
	look_at_clock(s);
	if (s->p->json && !rc)
		rc = json_print(exam_json_state("left", &s->state), err);
	else
		say_left(s);
	return rc;
}

static int end(struct sitting *s, enum after after, struct cpc_error *err)
{
	int rc;
	bool passed;
	line_on_tick(s->line, 0, NULL, NULL);
	switch (after) {
	case AFTER_LEAVE:
		return leave(s, err);
	case AFTER_STOP:
		rc = leave(s, err);
		return rc ? rc : line_stop_code(s->line);
	case AFTER_TIME:
		exam_remark(s->p,
			"The time is up. Exam %d is handed in as it stands, with %zu of %zu "
			"answered.",
			s->state.number, s->state.answered, s->state.count);
		return exam_hand_in(s->p, s->exam, s->line, err);
	case AFTER_DONE:
		return exam_report(s->p, s->state.number, s->line, &passed, err);
	default:
		leave(s, NULL);
		return err->status;
	}
}

static enum after converse(struct sitting *s, struct cpc_error *err)
{
	enum after after = AFTER_SHOW;
	while (after == AFTER_SHOW || after == AFTER_STAY) {
		const char *text;
		if (after == AFTER_SHOW)
			after = show_question(s, err);
		if (after == AFTER_STAY)
			after = read_line(s, &text);
		if (after == AFTER_STAY)
			after = act(s, text, err);
	}
	return after;
}

int exam_sit(struct program *p, cpc_exam *x, struct line *line, struct cpc_error *err)
{
	struct sitting s = {.p = p, .line = line, .exam = x, .page = {BUF_INIT, 0}};
	look_at_clock(&s);
	pass_notices(&s);
	line_complete_with(line, exam_all_words);
	line_on_tick(line, TICK_MS, on_tick, &s);
	int rc = end(&s, converse(&s, err), err);
	line_on_tick(line, 0, NULL, NULL);
	page_release(&s.page);
	return rc;
}
