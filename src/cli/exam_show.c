/*
 * exam_show.c - drawing a mock exam while it is sat.
 * May use: term, cpc.h. Must not know: what is typed, what comes next.
 */
#include "cli/exam_show.h"

#include <inttypes.h>
#include <stdio.h>

#include "cli/cli.h"
#include "cli/show.h"

/* "  Clock      strict: ...", wrapped behind the word. */
static void add_pair(const struct term *t, struct buf *out, const char *word, const char *text)
{
	term_add_row(t, out, 9, word, "%s", text);
}

/* The start screen ----------------------------------------------------------------------------- */

static void say_sources(const struct cpc_exam_draw *d, struct buf *out)
{
	const char *comma = "";
	if (d->mock) {
		buf_printf(out, "%zu kept for mock exams", d->mock);
		comma = ", ";
	}
	if (d->fresh) {
		buf_printf(out, "%s%zu never answered", comma, d->fresh);
		comma = ", ";
	}
	if (d->seen > d->repeated) {
		buf_printf(out, "%s%zu answered before", comma, d->seen - d->repeated);
		comma = ", ";
	}
	if (d->repeated)
		buf_printf(out, "%s%zu of the exam before this one, as the bank has no others",
			comma, d->repeated);
}

void exam_show_plan(const struct term *t, const struct cpc_exam_draw *draw,
	const struct cpc_exam_options *o, struct buf *out)
{
	struct buf text = BUF_INIT;
	int64_t minutes = draw->allowed_ms / 60000;
	size_t pass = (draw->count * CPC_PASS_PERCENT + 99) / 100;
	buf_printf(&text, "Mock exam: %zu %s in %" PRId64 " %s", draw->count,
		say_plural(draw->count, "question", "questions"), minutes,
		say_plural((size_t)minutes, "minute", "minutes"));
	buf_add_char(out, '\n');
	term_add_wrapped_styled(t, out, "", "", STYLE_BOLD, buf_view(&text));
	buf_add_char(out, '\n');
	buf_reset(&text);
	buf_printf(&text,
		"%zu right (%d%%). Nothing is taken off for a wrong answer: leave none blank.",
		pass, CPC_PASS_PERCENT);
	add_pair(t, out, "Pass", buf_text(&text));
	add_pair(t, out, "Clock",
		o->practice ? "practice: it stops while you pause and while you are away. The real "
			      "exam has no pause."
			    : "strict, as in the real one: it runs on through breaks, sleep and a "
			      "crash. (--practice can be paused.)");
	buf_reset(&text);
	say_sources(draw, &text);
	add_pair(t, out, "Questions", buf_text(&text));
	add_pair(t, out, "Order",
		o->shuffled ? "shuffled" : "as in the book: CPT first, cases last");
	add_pair(t, out, "Help",
		o->open_book
			? "no verdicts and no hints until it is handed in; lookup opens the "
			  "code book, which the report will say. ? shows the words."
			: "no verdicts and no hints until it is handed in; ? shows the words.");
	add_pair(t, out, "Leaving",
		o->practice
			? "q. Everything is kept; come back with: cpc exam resume"
			: "q. Everything is kept and the clock runs on; come back with: cpc exam "
			  "resume");
	buf_release(&text);
}

/* The question --------------------------------------------------------------------------------- */

/* "57 of 100 · evaluation · flagged ━━━━━────": the line is filled by what is answered. */
static void add_head(const struct term *t, const struct cpc_exam_state *s,
	const struct cpc_exam_question *q, struct buf *out)
{
	struct buf head = BUF_INIT;
	const char *dot = term_sign(t, " · ", ", ");
	buf_printf(&head, "%zu of %zu%s%s%s%s", s->position + 1, s->count, dot, q->domain,
		q->flagged ? dot : "", q->flagged ? "flagged" : "");
	show_headline(t, &head, s->answered, s->count, out);
	buf_release(&head);
}

/* "> b  12034" chosen, "> b! 12034" and sure, " xb  12034" struck out. */
void exam_show_choices(const struct term *t, const struct cpc_exam_question *q, struct buf *out)
{
	char sure = " !?"[q->confidence == CPC_SURE ? 1 : q->confidence == CPC_GUESSED ? 2 : 0];
	for (size_t i = 0; i < q->choice_count; i++) {
		bool chosen = q->chosen == (int)i;
		char first[8];
		snprintf(first, sizeof first, "%c%c%c%c ", chosen ? '>' : ' ',
			q->struck[i] ? 'x' : ' ', (int)('a' + i), chosen ? sure : ' ');
		term_add_wrapped_styled(t, out, first, "     ",
			chosen	       ? STYLE_BOLD
			: q->struck[i] ? STYLE_DIM
				       : STYLE_PLAIN,
			str_of(q->choice[i]));
	}
	if (q->typed) {
		const char first[] = {'>', sure, ' ', '\0'};
		term_add_wrapped_styled(t, out, first, "   ", STYLE_BOLD, str_of(q->typed));
	}
	if (q->note)
		term_add_wrapped(t, out, "     Note: ", "           ", str_of(q->note));
	if (q->choice_count > 0 || q->typed || q->note)
		buf_add_char(out, '\n');
}

void exam_show_question(const struct term *t, const struct cpc_exam_state *s,
	const struct cpc_exam_question *q, struct buf *out)
{
	buf_add_char(out, '\n');
	add_head(t, s, q, out);
	buf_add_char(out, '\n');
	term_add_wrapped(t, out, "", "", str_of(q->stem));
	buf_add_char(out, '\n');
	exam_show_choices(t, q, out);
}

/* All of them ---------------------------------------------------------------------------------- */

#define CELL 8 /* columns: ">", three of the number, blank, answer, "f", "x" */

static void add_cell(const struct cpc_exam_question *q, size_t position, bool here, struct buf *out)
{
	bool struck = false;
	for (size_t i = 0; i < q->choice_count; i++)
		struck = struck || q->struck[i];
	char number[24];
	snprintf(number, sizeof number, "%s%zu", here ? ">" : "", position + 1);
	buf_printf(out, "%4s %c%c%c", number,
		!q->answered	 ? '-'
		: q->chosen >= 0 ? 'a' + q->chosen
				 : '=',
		q->flagged ? 'f' : ' ', struck ? 'x' : ' ');
}

static void add_totals(const struct term *t, const struct cpc_exam_state *s, struct buf *out)
{
	char pace[EXAM_SAY_SIZE];
	struct buf text = BUF_INIT;
	exam_say_pace(s, pace);
	buf_printf(&text, "%zu answered, %zu blank, %zu flagged; %s.", s->answered,
		s->count - s->answered, s->flagged, pace);
	term_add_wrapped(t, out, "", "", buf_view(&text));
	buf_release(&text);
}

void exam_show_grid(
	const struct term *t, cpc_exam *x, const struct cpc_exam_state *s, struct buf *out)
{
	int fit = t->width / CELL;
	size_t row = fit >= 10 ? 10 : fit >= 5 ? 5 : fit >= 2 ? 2 : 1;
	struct buf line = BUF_INIT;
	buf_add_char(out, '\n');
	for (size_t i = 0; i < s->count; i++) {
		struct cpc_exam_question q;
		if (cpc_exam_question(x, i, &q, NULL) == CPC_OK)
			add_cell(&q, i, i == s->position, &line);
		if ((i + 1) % row == 0 || i + 1 == s->count) {
			buf_add_str(out, str_trim_end(buf_view(&line)));
			buf_add_char(out, '\n');
			buf_reset(&line);
		}
	}
	buf_release(&line);
	buf_add_char(out, '\n');
	term_add_wrapped(t, out, "", "",
		str_of("> here, a letter: your answer, - blank, f flagged, x something struck "
		       "out"));
	add_totals(t, s, out);
	buf_add_char(out, '\n');
}

/* "3, 7, 58-100": numbers come in rising order. */
struct numbers {
	struct buf *out;
	size_t n, first, last; /* of the run at the end; first 0: none yet */
};

static void end_run(struct numbers *ns)
{
	if (ns->first == 0)
		return;
	buf_printf(ns->out, "%s%zu", ns->out->len ? ", " : "", ns->first);
	if (ns->last > ns->first)
		buf_printf(ns->out, "%s%zu", ns->last == ns->first + 1 ? ", " : "-", ns->last);
}

static void add_number(struct numbers *ns, size_t number)
{
	ns->n++;
	if (ns->first && number == ns->last + 1) {
		ns->last = number;
		return;
	}
	end_run(ns);
	ns->first = ns->last = number;
}

void exam_show_open(
	const struct term *t, cpc_exam *x, const struct cpc_exam_state *s, struct buf *out)
{
	struct buf blank = BUF_INIT, flagged = BUF_INIT;
	struct numbers blanks = {&blank, 0, 0, 0}, flags = {&flagged, 0, 0, 0};
	for (size_t i = 0; i < s->count; i++) {
		struct cpc_exam_question q;
		if (cpc_exam_question(x, i, &q, NULL) != CPC_OK)
			continue;
		if (!q.answered)
			add_number(&blanks, i + 1);
		if (q.flagged)
			add_number(&flags, i + 1);
	}
	end_run(&blanks);
	end_run(&flags);
	buf_add_char(out, '\n');
	add_pair(t, out, "Blank", blanks.n ? buf_text(&blank) : "none");
	add_pair(t, out, "Flagged", flags.n ? buf_text(&flagged) : "none");
	add_pair(t, out, "",
		blanks.n + flags.n ? "g and a number goes there; submit hands it in."
				   : "submit hands it in.");
	buf_add_char(out, '\n');
	buf_release(&blank);
	buf_release(&flagged);
}

void exam_show_help(const struct term *t, const struct cpc_exam_state *s,
	const struct cpc_exam_question *q, struct buf *out)
{
	buf_add_char(out, '\n');
	if (q->choice_count > 0)
		add_pair(t, out, "a b c ...",
			"answer (or 1 2 3 ...) and go on; another letter later changes it");
	else
		add_pair(t, out, "E11.42", "answer: type it, here a code");
	add_pair(t, out, q->choice_count > 0 ? "b!  b?" : "...!  ...?",
		"answer, and say that you are sure, or that you guess");
	add_pair(t, out, "n  p", "next, previous question");
	add_pair(t, out, "g 57", "go to question 57");
	add_pair(t, out, "f", "flag the question, or clear its flag");
	add_pair(t, out, "x b", "strike out b, or take that back");
	add_pair(t, out, "note TEXT", "keep a note; note alone removes it");
	add_pair(t, out, "list", "all questions at a glance");
	add_pair(t, out, "review", "which are blank, which are flagged");
	add_pair(t, out, "time", "hide or show the time left; your pace");
	if (s->open_book)
		add_pair(t, out, "/WORDS", "look codes up, by words or the beginning of a code");
	if (s->practice)
		add_pair(t, out, "pause", "stop the clock");
	add_pair(t, out, "submit", "hand the exam in");
	add_pair(t, out, "q", "leave; the exam stays open");
	add_pair(t, out, "Enter", "the question again");
	if (q->choice_count > 5)
		term_add_wrapped(t, out, "  ", "  ",
			str_of("A letter that is a choice answers; write the word then: flag, "
			       "help."));
	buf_add_char(out, '\n');
}
