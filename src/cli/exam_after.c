/*
 * exam_after.c - handing a mock exam in, its report, and looking back at its questions.
 * May use: cli, line, page, cpc.h. Must not know: how it is graded.
 */
#include <stdlib.h>

#include "base/error.h"
#include "cli/exam.h"
#include "cli/exam_show.h"
#include "cli/page.h"
#include "cli/pager.h"
#include "cli/results.h"
#include "cli/show.h"

int exam_report(
	struct program *p, int number, struct line *line, bool *passed, struct cpc_error *err)
{
	cpc_exam_review *review;
	struct results r;
	struct buf text = BUF_INIT;
	struct page page = {BUF_INIT, 0};
	int rc = cpc_exam_review_open(p->engine, number, &review, err);
	if (rc)
		return rc;
	cpc_exam_review_report(review, &r.report);
	*passed = r.report.passed;
	rc = cpc_readiness(p->engine, clock_again(), &r.ready, err);
	if (!rc)
		rc = cpc_salary(p->engine, NULL, &r.salary, err);
	r.has_salary = rc == CPC_OK;
	rc = rc == CPC_NOINPUT ? CPC_OK : rc; /* a bank without a guide */
	if (!rc && !p->json)
		results_show(&p->term, &r, &text);
	if (!rc)
		rc = exam_print(p, &page, &text, p->json ? results_json(&r) : NULL, err);
	if (!rc)
		rc = pager_turn(p, line, &page);
	rc = rc == CPC_NO ? CPC_OK : rc;
	page_release(&page);
	cpc_exam_review_free(review);
	return rc;
}

int exam_hand_in(struct program *p, cpc_exam *x, struct line *line, struct cpc_error *err)
{
	struct cpc_exam_state s;
	bool passed;
	int rc = cpc_exam_submit(x, clock_again(), err);
	cpc_exam_state(x, clock_again(), &s);
	if (!rc)
		return exam_report(p, s.number, line, &passed, err);
	exam_remark(p,
		"Exam %d could not be handed in; every answer is kept. Once this is mended: cpc "
		"exam resume",
		s.number);
	return rc;
}

/* Looking back --------------------------------------------------------------------------------- */

struct look {
	struct program *p;
	struct line *line; /* NULL where nobody turns pages */
	cpc_exam_review *review;
	struct cpc_exam_report report;
	enum exam_choice choice;
	struct page page;
};

static bool is_wanted(const struct look *l, const struct cpc_exam_item *item)
{
	switch (l->choice) {
	case EXAM_ALL:
		return true;
	case EXAM_FLAGGED:
		return item->question.flagged;
	default:
		return !item->verdict.right;
	}
}

static int show_head(struct look *l, size_t wanted, struct cpc_error *err)
{
	static const char *const kinds[] = {"wrong or blank", "flagged", "in all"};
	const struct cpc_exam_report *r = &l->report;
	struct buf text = BUF_INIT, line = BUF_INIT;
	char date[32];
	say_day(r->started_day, date);
	buf_printf(&line, "Exam %d, %s: %s, %zu of %zu right; %zu %s.", r->number, date,
		r->passed ? "passed" : "not passed", r->right, r->count, wanted, kinds[l->choice]);
	if (!l->p->json)
		term_add_wrapped_styled(&l->p->term, &text, "", "", STYLE_BOLD, buf_view(&line));
	buf_release(&line);
	return exam_print(l->p, NULL, &text, l->p->json ? exam_json_report(r) : NULL, err);
}

/* What a line after a question leads to. */
enum turn { TURN_ON, TURN_BACK, TURN_ENOUGH };

static void explain(struct look *l, const struct cpc_exam_item *item)
{
	struct buf text = BUF_INIT;
	show_explanation(&l->p->term, &item->verdict, &text);
	page_begin(&l->p->term, &l->page, &text);
}

/* After a question: the rest of it, why each choice, the next one, the one before, or enough. */
static enum turn read_turn(struct look *l, const struct cpc_exam_item *item, bool last, int *code)
{
	const char *typed;
	for (;;) {
		bool more = page_is_more(&l->page);
		const char *prompt = more   ? "Enter: more, q: enough: "
				     : last ? "Enter: end (e why each choice, p back): "
					    : "Enter: next (e why each choice, p back, q): ";
		enum line_result result = line_read(l->line, prompt, &typed);
		if (result == LINE_STOPPED)
			*code = line_stop_code(l->line);
		if (result != LINE_TEXT)
			return TURN_ENOUGH;
		struct str word = str_trim(str_of(typed));
		if (word.n == 0 && !more)
			return TURN_ON;
		if (word.n == 0)
			page_next(&l->p->term, &l->page);
		else if (str_same_fold(word, str_of("q")) || str_same_fold(word, str_of("quit")))
			return TURN_ENOUGH;
		else if (str_same_fold(word, str_of("p")) ||
			 str_same_fold(word, str_of("previous")))
			return TURN_BACK;
		else if (str_same_fold(word, str_of("e")) || str_same_fold(word, str_of("explain")))
			explain(l, item);
		else
			exam_remark(l->p, "Enter goes on, p goes back, e explains every choice, q "
					  "is enough.");
	}
}

static int show_one(struct look *l, const struct cpc_exam_item *item, struct cpc_error *err)
{
	struct buf text = BUF_INIT;
	if (!l->p->json)
		exam_show_item(&l->p->term, &l->report, item, &text);
	return exam_print(l->p, &l->page, &text, l->p->json ? exam_json_item(item) : NULL, err);
}

/* The positions that are wanted, in order. */
static size_t list_wanted(const struct look *l, size_t positions[])
{
	size_t n = 0;
	struct cpc_exam_item item;
	for (size_t i = 0; i < l->report.count; i++) {
		if (cpc_exam_review_item(l->review, i, &item, NULL) == CPC_OK &&
			is_wanted(l, &item))
			positions[n++] = i;
	}
	return n;
}

static int walk(struct look *l, const size_t positions[], size_t n, struct cpc_error *err)
{
	int rc = CPC_OK, code = CPC_OK;
	for (size_t at = 0; at < n && !rc;) {
		struct cpc_exam_item item;
		rc = cpc_exam_review_item(l->review, positions[at], &item, err);
		if (!rc)
			rc = show_one(l, &item, err);
		enum turn turn = rc || !l->line ? TURN_ON : read_turn(l, &item, at + 1 == n, &code);
		if (turn == TURN_ENOUGH)
			break;
		if (turn == TURN_ON)
			at++;
		else if (at > 0)
			at--;
		else
			exam_remark(l->p, "This is the first of them.");
	}
	return rc ? rc : code;
}

int exam_look_back(struct program *p, int number, enum exam_choice choice, struct cpc_error *err)
{
	struct look l = {.p = p, .choice = choice, .page = {BUF_INIT, 0}};
	int rc = cpc_exam_review_open(p->engine, number, &l.review, err);
	if (!rc && p->term.interactive && !p->json)
		rc = line_open(&p->term, NULL, &l.line, err);
	if (!rc) {
		cpc_exam_review_report(l.review, &l.report);
		size_t *positions = calloc(l.report.count + 1, sizeof *positions);
		size_t n = positions ? list_wanted(&l, positions) : 0;
		rc = positions ? show_head(&l, n, err) : error_memory(err);
		if (!rc)
			rc = walk(&l, positions, n, err);
		free(positions);
	}
	line_close(l.line);
	page_release(&l.page);
	cpc_exam_review_free(l.review);
	return rc;
}
