/*
 * test_exam_resume.c - an exam that is left at any step, or whose program was killed there, goes on
 * as if nothing had been; whatever happens to the bank meanwhile.
 * May use: cpc.h, exam.h, oracle.h. Must not know: how steps are stored.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "exam.h"
#include "oracle.h"

#define PLAIN ((struct cpc_exam_options){.seed = 1, .count = 10})
#define PRACTICE ((struct cpc_exam_options){.seed = 1, .count = 10, .practice = true})

/* All but how long a question stood: what passed while nobody sat there is no question's. */
#define STATE                                                                                      \
	"select id, number, started_ms, allowed_ms, status, paused, position, used_ms, last_ms, "  \
	"reason from exam;"                                                                        \
	"select exam, pos, qid, seed, stem, choices, chosen, typed, is_right, first_chosen, "      \
	"changes, flagged, struck, note from exam_item order by pos;"                              \
	"select concept, stability, due_day, reps, lapses from card order by concept;"

/* Nine questions with choices and, first, one that wants its answer typed. */
static void make_bank(struct tmpbank *t)
{
	char slug[32];
	tmpbank_blueprint(t, "typed:10 one:90");
	FILE *f = tmpbank_file(t, "questions/a/typed.md", "typed");
	tmpbank_typed(f, "typed-1", "- [=] E11.42\n  Yes.\n");
	tmpbank_typed(f, "typed-2", "- [=] E11.42\n  Yes.\n");
	tmpbank_done(t, f);
	f = tmpbank_file(t, "questions/a/one.md", "one");
	for (int i = 1; i <= 20; i++) {
		snprintf(slug, sizeof slug, "one-%03d", i);
		tmpbank_question(f, slug, "");
	}
	tmpbank_done(t, f);
	tmpbank_load(t);
	exam_draws_typed(t);
}

/* A script --------------------------------------------------------------------------------------
 */

/* What a candidate does: a number goes to that question, and so on as in `play`. */
static const char *const script[] = {"=E10.9", "r", "w", "f", "x0", "r", "xr", "w", "#hm", "-", "f",
	"f", "0", "=e11.42", "2", "r", "#", "#a \"b\" \\ '", "x1", "x1", "w", "9", "r", "w", "r",
	"5", "x2", "#gone", "#", "f", "7", "r", "4", "submit"};
#define STEPS (sizeof script / sizeof *script)

static void play(struct exam *x, const char *step)
{
	exam_look(x);
	if (strcmp(step, "submit") == 0)
		exam_submit(x);
	else if (strcmp(step, "pause") == 0)
		exam_pause(x);
	else if (step[0] == '=')
		exam_type(x, step + 1);
	else if (step[0] == '#')
		exam_note(x, step + 1);
	else if (step[0] == 'x')
		exam_strike(x, step[1] == 'r' ? exam_choice(x, true) : step[1] - '0');
	else if (step[0] == 'f')
		exam_flag(x);
	else if (step[0] == 'r' || step[0] == 'w' || step[0] == '-')
		exam_answers(x, step);
	else
		exam_go(x, (size_t)(step[0] - '0'));
}

static void copy_file(const char *from, const char *to)
{
	char chunk[65536];
	size_t n;
	FILE *in = fopen(from, "r"), *out = fopen(to, "w");
	assert_non_null(in);
	assert_non_null(out);
	while ((n = fread(chunk, 1, sizeof chunk, in)) > 0)
		assert_int_equal(fwrite(chunk, 1, n, out), n);
	fclose(in);
	assert_int_equal(fclose(out), 0);
}

#define PATH sizeof((struct tmpbank *)NULL)->db

static void copy_path(const struct tmpbank *t, size_t step, char out[PATH])
{
	assert_in_range(snprintf(out, PATH, "%s/after-%zu.db", t->dir, step), 1, PATH - 1);
}

/* The whole script; after each step the file as a killed program would leave it. */
static void play_through(struct tmpbank *t, struct cpc_exam_options options,
	const char *const steps[], size_t n, struct cpc_time when[])
{
	struct exam x;
	char copy[PATH];
	exam_start(&x, t, exam_time(0, 9, 0), options);
	for (size_t i = 0; i < n; i++) {
		copy_path(t, i, copy);
		copy_file(t->db, copy);
		when[i] = x.now;
		play(&x, steps[i]);
	}
	exam_free(&x);
}

/* Take the copy after `step` steps up so many milliseconds later, and play the rest. */
static void finish(struct tmpbank *t, const char *const steps[], size_t n, size_t step,
	struct cpc_time killed, int64_t later_ms)
{
	struct exam x;
	copy_path(t, step, t->db);
	t->c = NULL;
	assert_int_equal(cpc_open(t->db, &t->c, &t->err), CPC_OK);
	killed.at_ms += later_ms;
	exam_resume(&x, t->c, killed);
	x.late_ms = later_ms;
	for (; step < n; step++)
		play(&x, steps[step]);
	exam_free(&x);
}

struct plan {
	struct cpc_exam_options options;
	const char *const *steps;
	size_t n, by;	      /* resumed after step 0, by, 2 * by ... */
	int64_t later_ms;     /* this long after the kill */
	const char *compared; /* tables */
};

/* A pause lasts until the next step, or until the exam is taken up. */
static int64_t later(const struct plan *p, size_t step)
{
	bool paused = step > 0 && strcmp(p->steps[step - 1], "pause") == 0;
	return paused ? EXAM_STEP_MS : p->later_ms;
}

static void resume_everywhere(struct tmpbank *t, const struct plan *p)
{
	struct cpc_time when[STEPS];
	char original[PATH];
	make_bank(t);
	play_through(t, p->options, p->steps, p->n, when);
	char *expected = tmpbank_dump(t, p->compared);
	assert_sound(t);
	memcpy(original, t->db, sizeof original);
	cpc *c = t->c;
	for (size_t i = 0; i < p->n; i += p->by) {
		finish(t, p->steps, p->n, i, when[i], later(p, i));
		assert_same_dump(t, p->compared, expected);
		assert_sound(t);
		cpc_close(t->c);
		unlink(t->db);
		memcpy(t->db, original, sizeof original);
	}
	t->c = c;
	free(expected);
}

/* Killed at any step and taken up at once: row for row what it would have been, the log too. */
static void killed_anywhere(void **state)
{
	resume_everywhere(
		*state, &(struct plan){PLAIN, script, STEPS, 1, 0, TMPBANK_DERIVED TMPBANK_LOG});
}

/* Taken up four seconds later: these count, and all else is the same. */
static void killed_and_late(void **state)
{
	resume_everywhere(*state, &(struct plan){PLAIN, script, STEPS, 5, 4000, STATE});
}

/* In practice, breaks among the steps. */
static void killed_in_practice(void **state)
{
	static const char *const steps[] = {"pause", "=x", "r", "pause", "f", "w", "pause", "pause",
		"0", "=E11.42", "pause", "submit"};
	resume_everywhere(*state, &(struct plan){PRACTICE, steps, sizeof steps / sizeof *steps, 1,
					  0, TMPBANK_DERIVED TMPBANK_LOG});
}

/* The handle taken up shows what the one before it showed. */
static void same_on_the_screen(void **state)
{
	struct tmpbank *t = *state;
	struct exam x, again;
	make_bank(t);
	exam_start(&x, t, exam_time(0, 9, 0), PLAIN);
	for (size_t i = 0; i + 1 < STEPS; i++)
		play(&x, script[i]);
	struct cpc_time now = x.now;
	cpc *c = NULL;
	char copy[PATH];
	copy_path(t, 0, copy);
	copy_file(t->db, copy);
	assert_int_equal(cpc_open(copy, &c, &t->err), CPC_OK);
	exam_resume(&again, c, now);
	assert_memory_equal(&again.s, &x.s, sizeof x.s);
	for (size_t i = 0; i < 10; i++) {
		struct cpc_exam_question a, b;
		EXAM_OK(&x, cpc_exam_question(x.x, i, &a, &x.err));
		EXAM_OK(&x, cpc_exam_question(again.x, i, &b, &x.err));
		assert_string_equal(a.id, b.id);
		assert_string_equal(a.stem, b.stem);
		assert_int_equal(a.choice_count, b.choice_count);
		for (size_t k = 0; k < a.choice_count; k++) {
			assert_string_equal(a.choice[k], b.choice[k]);
			assert_int_equal(a.struck[k], b.struck[k]);
		}
		assert_int_equal(a.chosen, b.chosen);
		assert_int_equal(!a.typed, !b.typed);
		assert_int_equal(!a.note, !b.note);
		assert_string_equal(a.typed ? a.typed : "", b.typed ? b.typed : "");
		assert_string_equal(a.note ? a.note : "", b.note ? b.note : "");
		assert_int_equal(a.flagged, b.flagged);
		assert_int_equal(a.answered, b.answered);
	}
	exam_free(&again);
	exam_free(&x);
	cpc_close(c);
}

static void nothing_to_resume(void **state)
{
	struct tmpbank *t = *state;
	struct exam x = {.now = exam_time(0, 9, 0)};
	make_bank(t);
	for (int round = 0; round < 3; round++) {
		int number;
		x.x = (cpc_exam *)t;
		assert_int_equal(cpc_exam_resume(t->c, x.now, &x.gap, &x.x, &x.err), CPC_NOINPUT);
		assert_null(x.x);
		assert_int_equal(cpc_exam_abandon(t->c, x.now, &number, &x.err), CPC_NOINPUT);
		if (round == 0)
			exam_sat(t, x.now, PLAIN, "-");
		if (round == 1) {
			exam_start(&x, t, x.now, PLAIN);
			exam_free(&x);
			exam_abandon(t, x.now);
		}
	}
}

/* The bank meanwhile --------------------------------------------------------------------------- */

/* Every question edited, and its key at another choice; then half of them gone, then all. */
static void change_bank(struct tmpbank *t, int how)
{
	tmpbank_delete(t, "questions/a/typed.md");
	FILE *f = tmpbank_file(t, "questions/a/one.md", "one");
	for (int i = 1; i <= 20; i++) {
		if (how == 1 && i % 2)
			continue;
		if (how == 2)
			break;
		fprintf(f,
			"\n## one-%03d Another title\ndifficulty: 3\n\nAnother stem?\n\n- [x] "
			"Wrong 1 of one-%03d\n  No.\n- [ ] Right of one-%03d\n  No.\n\n> Another "
			"rule.\n",
			i, i, i);
	}
	if (how == 2)
		tmpbank_question(f, "one-099", "");
	tmpbank_done(t, f);
	tmpbank_load(t);
}

/* What was drawn stays, on the screen, in the verdicts and in the review. */
static void the_bank_changes(struct tmpbank *t, int how)
{
	struct exam x;
	make_bank(t);
	exam_start(&x, t, exam_time(0, 9, 0), PLAIN);
	exam_type(&x, "E11.42");
	exam_answers(&x, "rrr");
	if (how == 0)
		exam_free(&x);
	char *drawn = tmpbank_rows(t, "select qid, stem, title, rule, choices from exam_item");
	change_bank(t, how);
	if (how == 0)
		exam_resume(&x, t->c, x.now);
	exam_answers(&x, "rrrwr");
	assert_null(strstr(x.q.stem, "Another"));
	assert_int_equal(x.q.choice_count, 4);
	exam_submit(&x);
	exam_free(&x);
	assert_rows(t, "select qid, stem, title, rule, choices from exam_item", drawn);
	free(drawn);
	cpc_exam_review *r;
	struct cpc_exam_report report;
	struct cpc_exam_item item;
	assert_int_equal(cpc_exam_review_open(t->c, 1, &r, &t->err), CPC_OK);
	cpc_exam_review_report(r, &report);
	assert_int_equal(report.right, 8);
	assert_int_equal(cpc_exam_review_item(r, 2, &item, &t->err), CPC_OK);
	assert_memory_equal(item.verdict.title, "Title of", 8);
	assert_memory_equal(item.verdict.accepted, "Right of", 8);
	assert_memory_equal(item.verdict.rule, "Rule of", 7);
	cpc_exam_review_free(r);
	assert_number(t, "select sum(is_right) from review", 8);
	assert_number(t, "select count(*) from review", 9);
	assert_sound(t);
}

static void edited_questions(void **state)
{
	the_bank_changes(*state, 0);
}

static void removed_questions(void **state)
{
	the_bank_changes(*state, 1);
}

static void another_bank(void **state)
{
	the_bank_changes(*state, 2);
}

/* Even the domain may go: its questions are shown, and counted. */
static void removed_domain(void **state)
{
	struct tmpbank *t = *state;
	struct exam x;
	cpc_exam_review *r;
	struct cpc_exam_report report;
	make_bank(t);
	exam_start(&x, t, exam_time(0, 9, 0), PLAIN);
	tmpbank_delete(t, "questions/a/typed.md");
	tmpbank_blueprint(t, "one:100");
	tmpbank_load(t);
	exam_look(&x);
	assert_string_equal(x.q.domain, "typed");
	assert_non_null(x.q.domain_title);
	exam_type(&x, "E11.42");
	exam_submit(&x);
	exam_free(&x);
	assert_int_equal(cpc_exam_review_open(t->c, 0, &r, &t->err), CPC_OK);
	cpc_exam_review_report(r, &report);
	assert_int_equal(report.right, 1);
	cpc_exam_review_free(r);
	assert_sound(t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		tmpbank_test(killed_anywhere),
		tmpbank_test(killed_and_late),
		tmpbank_test(killed_in_practice),
		tmpbank_test(same_on_the_screen),
		tmpbank_test(nothing_to_resume),
		tmpbank_test(edited_questions),
		tmpbank_test(removed_questions),
		tmpbank_test(another_bank),
		tmpbank_test(removed_domain),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
