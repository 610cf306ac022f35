/*
 * test_exam.c - sitting an exam: every step is on the disk when it returns, the clock, what is
 * refused. May use: cpc.h, exam.h, oracle.h, session.h. Must not know: how steps are stored.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "exam.h"
#include "oracle.h"
#include "session.h"

#define PLAIN ((struct cpc_exam_options){.seed = 1, .count = 10})
#define PRACTICE ((struct cpc_exam_options){.seed = 1, .count = 10, .practice = true})
#define MINUTE INT64_C(60000)
#define ALLOWED (10 * INT64_C(144000))

/* The plain bank, in which the questions of the last domain want their answers typed. */
static void begin(struct tmpbank *t, struct exam *x, struct cpc_exam_options options)
{
	tmpbank_plain(t, 20);
	FILE *f = tmpbank_file(t, "questions/a/three.md", "three");
	tmpbank_typed(f, "three-1", "- [=] E11.42\n  Yes.\n");
	tmpbank_typed(f, "three-2", "- [=] None\n- [~] /I1[01]/\n  Yes.\n");
	tmpbank_done(t, f);
	tmpbank_load(t);
	exam_draws_typed(t);
	exam_start(x, t, exam_time(0, 9, 0), options);
}

/* Steps ---------------------------------------------------------------------------------------- */

#define EXAM_NOW "select position, used_ms, last_ms - started_ms, status from exam"
#define ITEM(pos)                                                                                  \
	"select chosen is not null, is_right, changes, flagged, note, spent_ms from exam_item "    \
	"where pos = " #pos

/* Another connection sees each step as soon as the call returns. */
static void on_the_disk(void **state)
{
	struct tmpbank *t = *state;
	struct exam x;
	begin(t, &x, PLAIN);
	assert_rows(t, EXAM_NOW, "0|0|0|open\n");
	assert_number(t, "select count(*) from event where kind = 'exam_item'", 10);
	exam_right(&x);
	assert_rows(t, EXAM_NOW, "1|10000|10000|open\n");
	assert_rows(t, ITEM(0), "1|1|0|0|null|10000\n");
	assert_true(exam_flag(&x));
	assert_rows(t, EXAM_NOW, "1|20000|20000|open\n");
	assert_rows(t, ITEM(1), "0|null|0|1|null|10000\n");
	exam_note(&x, "look at the \"code first\" note");
	assert_rows(t, ITEM(1), "0|null|0|1|look at the \"code first\" note|20000\n");
	assert_true(exam_strike(&x, 2));
	assert_number(t, "select struck in (1, 2, 4, 8) from exam_item where pos = 1", 1);
	assert_true(x.q.struck[2]);
	exam_go(&x, 8);
	assert_rows(t, EXAM_NOW, "8|50000|50000|open\n");
	assert_rows(t, ITEM(1), "0|null|0|1|look at the \"code first\" note|40000\n");
	exam_submit(&x);
	assert_rows(t, EXAM_NOW, "8|60000|60000|submitted\n");
	assert_int_equal(x.s.status, CPC_EXAM_SUBMITTED);
	exam_free(&x);
	assert_sound(t);
}

static void position_moves_on(void **state)
{
	struct tmpbank *t = *state;
	struct exam x;
	begin(t, &x, PLAIN);
	for (size_t i = 0; i < 8; i++) {
		assert_int_equal(x.s.position, i);
		assert_int_equal(x.s.answered, i);
		exam_wrong(&x);
	}
	exam_type(&x, "x");
	assert_int_equal(x.s.position, 9);
	exam_type(&x, "x"); /* the last stays */
	assert_int_equal(x.s.position, 9);
	assert_int_equal(x.s.answered, 10);
	exam_go(&x, 0);
	exam_go(&x, 0);
	assert_int_equal(x.s.position, 0);
	exam_free(&x);
}

static void change_and_back(void **state)
{
	struct tmpbank *t = *state;
	struct exam x;
	begin(t, &x, PLAIN);
	static const char steps[] = "rrwrww"; /* of question 1; the second is no change */
	for (const char *p = steps; *p; p++) {
		exam_go(&x, 0);
		exam_answers(&x, (char[]){*p, '\0'});
	}
	assert_rows(t, ITEM(0), "1|0|3|0|null|70000\n");
	assert_number(t, "select first_chosen <> chosen from exam_item where pos = 0", 1);
	exam_go(&x, 0);
	assert_true(x.q.answered);
	assert_int_equal(x.q.chosen, exam_choice(&x, false));
	exam_free(&x);
}

static void typed_answers(void **state)
{
	struct tmpbank *t = *state;
	struct exam x;
	begin(t, &x, PLAIN);
	exam_go(&x, 8);
	assert_int_equal(x.q.choice_count, 0);
	assert_null(x.q.typed);
	assert_int_equal(x.q.chosen, -1);
	for (size_t i = 8; i < 10; i++) {
		exam_go(&x, i);
		const char *right = strcmp(x.q.id, "cpc/three-1") == 0 ? " e1142. " : "I10";
		exam_type(&x, "Z99");
		exam_go(&x, i);
		assert_string_equal(x.q.typed, "Z99");
		assert_true(x.q.answered);
		exam_type(&x, right);
		exam_go(&x, i);
		assert_string_equal(x.q.typed, right);
	}
	assert_rows(t, "select is_right, changes, first_chosen from exam_item where pos > 7",
		"1|1|null\n1|1|null\n");
	exam_free(&x);
}

static void toggles(void **state)
{
	struct tmpbank *t = *state;
	struct exam x;
	begin(t, &x, PLAIN);
	assert_true(exam_flag(&x));
	assert_int_equal(x.s.flagged, 1);
	assert_false(exam_flag(&x));
	assert_int_equal(x.s.flagged, 0);
	for (int round = 0; round < 2; round++) {
		for (int c = 0; c < 4; c++) {
			assert_int_equal(exam_strike(&x, c), round == 0);
			assert_int_equal(x.q.struck[c], round == 0);
		}
	}
	/* A choice that is struck out may be taken all the same. */
	exam_strike(&x, exam_choice(&x, true));
	exam_right(&x);
	exam_go(&x, 0);
	assert_true(x.q.struck[x.q.chosen]);
	exam_note(&x, "one");
	exam_note(&x, "two");
	assert_string_equal(x.q.note, "two");
	exam_note(&x, "");
	assert_null(x.q.note);
	char longest[502];
	memset(longest, 'n', sizeof longest);
	longest[500] = '\0';
	exam_note(&x, longest);
	assert_string_equal(x.q.note, longest);
	exam_free(&x);
	assert_sound(t);
}

/* What is refused changes nothing ---------------------------------------------------------------
 */

static void bad_steps(void **state)
{
	struct tmpbank *t = *state;
	struct exam x;
	bool on;
	char longer[502];
	begin(t, &x, PLAIN);
	memset(longer, 'n', sizeof longer);
	longer[501] = '\0';
	char *before = tmpbank_dump(t, TMPBANK_LOG TMPBANK_EXAMS);
	static const int choices[] = {-1, 4, 5, 99, -99, INT32_MAX, INT32_MIN};
	for (size_t i = 0; i < sizeof choices / sizeof *choices; i++) {
		const struct cpc_answer answer = {.choice = choices[i], .text = NULL};
		assert_int_equal(exam_try(&x, answer), CPC_USAGE);
		assert_int_equal(cpc_exam_strike(x.x, choices[i], x.now, &on, &x.err), CPC_USAGE);
	}
	static const size_t positions[] = {10, 11, 100, SIZE_MAX};
	for (size_t i = 0; i < 4; i++) {
		assert_int_equal(cpc_exam_go(x.x, positions[i], x.now, &x.err), CPC_USAGE);
		assert_int_equal(cpc_exam_question(x.x, positions[i], &x.q, &x.err), CPC_USAGE);
		assert_non_null(strstr(x.err.text, "1 to 10"));
	}
	assert_int_equal(cpc_exam_note(x.x, longer, x.now, &x.err), CPC_USAGE);
	assert_int_equal(cpc_exam_note(x.x, "caf\xe9", x.now, &x.err), CPC_USAGE);
	assert_int_equal(cpc_exam_pause(x.x, x.now, &x.err), CPC_USAGE);
	struct cpc_time nowhen = {.at_ms = INT64_MAX};
	assert_int_equal(cpc_exam_go(x.x, 1, nowhen, &x.err), CPC_USAGE);
	assert_int_equal(cpc_exam_submit(x.x, nowhen, &x.err), CPC_USAGE);
	assert_same_dump(t, TMPBANK_LOG TMPBANK_EXAMS, before);
	free(before);
	exam_look(&x);
	assert_int_equal(x.s.position, 0);
	exam_go(&x, 8);
	const struct cpc_answer none = {.choice = 1};
	assert_int_equal(exam_try(&x, none), CPC_USAGE);
	assert_int_equal(cpc_exam_strike(x.x, 0, x.now, &on, &x.err), CPC_USAGE);
	const struct cpc_answer broken = {.choice = -1, .text = "E11\xff"};
	assert_int_equal(exam_try(&x, broken), CPC_USAGE);
	assert_int_equal(x.s.answered, 0);
	exam_free(&x);
	assert_sound(t);
}

static void after_the_end(void **state)
{
	struct tmpbank *t = *state;
	struct exam x;
	bool on;
	begin(t, &x, PLAIN);
	exam_right(&x);
	exam_submit(&x);
	char *before = tmpbank_dump(t, TMPBANK_LOG TMPBANK_DERIVED);
	const struct cpc_answer answer = {.choice = 0};
	assert_int_equal(cpc_exam_answer(x.x, &answer, x.now, &x.err), CPC_USAGE);
	assert_int_equal(cpc_exam_go(x.x, 0, x.now, &x.err), CPC_USAGE);
	assert_int_equal(cpc_exam_flag(x.x, x.now, &on, &x.err), CPC_USAGE);
	assert_int_equal(cpc_exam_strike(x.x, 0, x.now, &on, &x.err), CPC_USAGE);
	assert_int_equal(cpc_exam_note(x.x, "n", x.now, &x.err), CPC_USAGE);
	assert_int_equal(cpc_exam_pause(x.x, x.now, &x.err), CPC_USAGE);
	assert_int_equal(cpc_exam_submit(x.x, x.now, &x.err), CPC_USAGE);
	assert_same_dump(t, TMPBANK_LOG TMPBANK_DERIVED, before);
	free(before);
	exam_look(&x); /* reading goes on */
	exam_free(&x);
}

static void one_at_a_time(void **state)
{
	struct tmpbank *t = *state;
	struct exam x;
	struct session s;
	cpc *other;
	cpc_exam *second;
	struct cpc_exam_draw drawn;
	enum cpc_exam_gap gap;
	int number;
	struct cpc_study_options options = SESSION_PLAIN;
	begin(t, &x, PLAIN);
	assert_int_equal(cpc_open(t->db, &other, &t->err), CPC_OK);
	assert_int_equal(cpc_exam_resume(other, x.now, &gap, &second, &t->err), CPC_BUSY);
	assert_int_equal(cpc_exam_resume(t->c, x.now, &gap, &second, &t->err), CPC_BUSY);
	assert_int_equal(cpc_exam_start(other, &PLAIN, x.now, &drawn, &second, &t->err), CPC_USAGE);
	assert_int_equal(cpc_exam_abandon(other, x.now, &number, &t->err), CPC_BUSY);
	assert_int_equal(cpc_study_start(other, &options, x.now, &s.s, &t->err), CPC_BUSY);
	exam_right(&x);
	exam_free(&x);
	/* Left open: no second one, but study. */
	assert_int_equal(cpc_exam_plan(t->c, &PLAIN, &drawn, &t->err), CPC_USAGE);
	assert_non_null(strstr(t->err.text, "exam 1 is still open"));
	session_start(&s, t, x.now, options);
	assert_int_equal(cpc_exam_resume(other, x.now, &gap, &second, &t->err), CPC_BUSY);
	session_free(&s);
	assert_int_equal(cpc_exam_resume(other, x.now, &gap, &second, &t->err), CPC_OK);
	cpc_exam_free(second);
	cpc_close(other);
	exam_abandon(t, x.now);
	session_start(&s, t, x.now, options);
	assert_int_equal(cpc_exam_start(t->c, &PLAIN, x.now, &drawn, &second, &t->err), CPC_BUSY);
	session_free(&s);
	cpc_exam_free(NULL);
}

/* Time ----------------------------------------------------------------------------------------- */

static void time_and_pace(void **state)
{
	struct tmpbank *t = *state;
	struct exam x;
	begin(t, &x, PLAIN);
	assert_int_equal(x.s.allowed_ms, ALLOWED);
	assert_int_equal(x.s.left_ms, ALLOWED);
	assert_int_equal(x.s.pace_ms, 0);
	exam_wait(&x, 5 * MINUTE);
	exam_look(&x);
	assert_int_equal(x.s.used_ms, 5 * MINUTE);
	assert_int_equal(x.s.pace_ms, 5 * MINUTE);
	exam_answers(&x, "rr");
	assert_int_equal(x.s.pace_ms, 5 * MINUTE + 20000 - INT64_C(288000));
	assert_int_equal(x.s.left_ms, ALLOWED - 5 * MINUTE - 20000);
	/* Looking writes nothing: only the step's own time is on the disk. */
	exam_wait(&x, MINUTE);
	exam_look(&x);
	assert_rows(t, EXAM_NOW, "2|320000|320000|open\n");
	/* The clock of the wall may say what it likes. */
	x.now.at_ms += 90 * MINUTE;
	exam_look(&x);
	assert_int_equal(x.s.used_ms, 6 * MINUTE + 20000);
	x.now.at_ms -= 900 * MINUTE;
	exam_right(&x);
	assert_int_equal(x.s.used_ms, 6 * MINUTE + 30000);
	exam_free(&x);
	assert_sound(t);
}

/* `minutes` away after one answer; then so much is used. */
static void check_gap(struct tmpbank *t, struct cpc_exam_options options, int64_t minutes,
	enum cpc_exam_gap gap, int64_t used_ms)
{
	struct exam x;
	exam_start(&x, t, exam_time(0, 9, 0), options);
	exam_right(&x);
	exam_free(&x);
	struct cpc_time now = x.now;
	now.at_ms += minutes * MINUTE;
	exam_resume(&x, t->c, now);
	assert_int_equal(x.gap, gap);
	assert_int_equal(x.s.used_ms, used_ms);
	assert_int_equal(x.s.left_ms, ALLOWED - used_ms);
	if (used_ms < ALLOWED) {
		exam_right(&x);
		assert_int_equal(x.s.used_ms, used_ms + EXAM_STEP_MS);
		/* What stood between is no question's. */
		assert_number(t,
			"select max(spent_ms) from exam_item where exam = (select id from exam "
			"where status = 'open')",
			EXAM_STEP_MS);
	}
	exam_submit(&x);
	exam_free(&x);
	assert_sound(t);
}

static void gaps(void **state)
{
	struct tmpbank *t = *state;
	struct exam x;
	begin(t, &x, PLAIN);
	exam_free(&x);
	exam_abandon(t, x.now);
	check_gap(t, PLAIN, 0, CPC_EXAM_GAP_NONE, 10000);
	check_gap(t, PLAIN, 7, CPC_EXAM_GAP_COUNTED, 10000 + 7 * MINUTE);
	check_gap(t, PLAIN, -7, CPC_EXAM_GAP_BACK, 10000);
	check_gap(t, PLAIN, 24, CPC_EXAM_GAP_COUNTED, ALLOWED);
	check_gap(t, PLAIN, 100000, CPC_EXAM_GAP_COUNTED, ALLOWED);
	check_gap(t, PRACTICE, 0, CPC_EXAM_GAP_NONE, 10000);
	check_gap(t, PRACTICE, 7, CPC_EXAM_GAP_FREE, 10000);
	check_gap(t, PRACTICE, 100000, CPC_EXAM_GAP_FREE, 10000);
	check_gap(t, PRACTICE, -7, CPC_EXAM_GAP_BACK, 10000);
}

/* Time away is used up for good: leaving, putting the clock back and returning gives none again,
 * and each return with the clock put back still counts what passes from there. */
static void clock_put_back(void **state)
{
	struct tmpbank *t = *state;
	struct exam x;
	begin(t, &x, PLAIN);
	exam_free(&x);
	struct cpc_time away = x.now, back = x.now;
	away.at_ms += 10 * MINUTE;
	back.at_ms -= 60 * MINUTE;
	exam_resume(&x, t->c, away);
	exam_free(&x);
	exam_resume(&x, t->c, back);
	assert_int_equal(x.gap, CPC_EXAM_GAP_BACK);
	assert_int_equal(x.s.used_ms, 10 * MINUTE);
	exam_right(&x);
	assert_int_equal(x.s.used_ms, 10 * MINUTE + 10000);
	exam_free(&x);
	back.at_ms += 5 * MINUTE;
	exam_resume(&x, t->c, back);
	assert_int_equal(x.gap, CPC_EXAM_GAP_COUNTED);
	assert_int_equal(x.s.used_ms, 15 * MINUTE);
	exam_free(&x);
	assert_sound(t);
}

/* The same when the time away was all there was. */
static void clock_put_back_too_late(void **state)
{
	struct tmpbank *t = *state;
	struct exam x;
	begin(t, &x, PLAIN);
	exam_free(&x);
	struct cpc_time away = x.now, back = x.now;
	away.at_ms += 1000 * MINUTE;
	back.at_ms += MINUTE;
	exam_resume(&x, t->c, away);
	assert_int_equal(x.s.left_ms, 0);
	exam_free(&x);
	exam_resume(&x, t->c, back);
	assert_int_equal(x.s.left_ms, 0);
	exam_free(&x);
	assert_sound(t);
}

static void pauses(void **state)
{
	struct tmpbank *t = *state;
	struct exam x;
	begin(t, &x, PRACTICE);
	exam_pause(&x);
	assert_true(x.s.paused);
	exam_wait(&x, 500 * MINUTE);
	exam_look(&x);
	assert_int_equal(x.s.used_ms, 10000);
	assert_true(x.s.paused);
	assert_rows(t, "select paused, used_ms from exam", "1|10000\n");
	exam_right(&x); /* ends it; the ten seconds before it were of the pause */
	assert_false(x.s.paused);
	assert_int_equal(x.s.used_ms, 10000);
	exam_right(&x);
	assert_int_equal(x.s.used_ms, 20000);
	exam_pause(&x);
	exam_free(&x);
	x.now.at_ms += 500 * MINUTE;
	exam_resume(&x, t->c, x.now);
	assert_int_equal(x.gap, CPC_EXAM_GAP_FREE);
	assert_false(x.s.paused);
	assert_int_equal(x.s.used_ms, 30000);
	exam_free(&x);
	assert_sound(t);
}

static void time_over(void **state)
{
	struct tmpbank *t = *state;
	struct exam x;
	bool on;
	begin(t, &x, PLAIN);
	exam_right(&x);
	exam_wait(&x, ALLOWED - 10000 - 1);
	exam_look(&x);
	assert_int_equal(x.s.left_ms, 1);
	assert_int_equal(cpc_exam_flag(x.x, x.now, &on, &x.err), CPC_OK);
	exam_wait(&x, 1);
	exam_look(&x);
	assert_int_equal(x.s.left_ms, 0);
	assert_int_equal(x.s.status, CPC_EXAM_OPEN);
	char *before = tmpbank_dump(t, TMPBANK_LOG TMPBANK_DERIVED);
	const struct cpc_answer answer = {.choice = 0};
	assert_int_equal(cpc_exam_answer(x.x, &answer, x.now, &x.err), CPC_NO);
	assert_int_equal(cpc_exam_go(x.x, 0, x.now, &x.err), CPC_NO);
	assert_int_equal(cpc_exam_flag(x.x, x.now, &on, &x.err), CPC_NO);
	assert_int_equal(cpc_exam_strike(x.x, 0, x.now, &on, &x.err), CPC_NO);
	assert_int_equal(cpc_exam_note(x.x, "n", x.now, &x.err), CPC_NO);
	assert_int_equal(cpc_exam_pause(x.x, x.now, &x.err), CPC_NO);
	assert_same_dump(t, TMPBANK_LOG TMPBANK_DERIVED, before);
	free(before);
	exam_wait(&x, 100 * MINUTE);
	exam_submit(&x);
	exam_free(&x);
	assert_rows(t, "select used_ms, reason, status from exam", "1440000|time|submitted\n");
	assert_sound(t);
}

/* What cpc_today says of an exam that is open. */
static void today_knows(void **state)
{
	struct tmpbank *t = *state;
	struct exam x;
	struct cpc_today today;
	begin(t, &x, PLAIN);
	exam_answers(&x, "rr");
	x.now.at_ms += MINUTE;
	assert_int_equal(cpc_today(t->c, x.now, &today, &t->err), CPC_OK);
	assert_int_equal(today.mock, 1);
	assert_int_equal(today.mock_count, 10);
	assert_int_equal(today.mock_answered, 2);
	assert_int_equal(today.mock_left_ms, ALLOWED - 20000 - MINUTE);
	x.now.at_ms += 60 * MINUTE;
	assert_int_equal(cpc_today(t->c, x.now, &today, &t->err), CPC_OK);
	assert_int_equal(today.mock_left_ms, 0);
	exam_submit(&x);
	assert_int_equal(cpc_today(t->c, x.now, &today, &t->err), CPC_OK);
	assert_int_equal(today.mock, 0);
	exam_free(&x);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		tmpbank_test(on_the_disk),
		tmpbank_test(position_moves_on),
		tmpbank_test(change_and_back),
		tmpbank_test(typed_answers),
		tmpbank_test(toggles),
		tmpbank_test(bad_steps),
		tmpbank_test(after_the_end),
		tmpbank_test(one_at_a_time),
		tmpbank_test(time_and_pace),
		tmpbank_test(gaps),
		tmpbank_test(clock_put_back),
		tmpbank_test(clock_put_back_too_late),
		tmpbank_test(pauses),
		tmpbank_test(time_over),
		tmpbank_test(today_knows),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
