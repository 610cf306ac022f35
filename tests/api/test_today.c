/*
 * test_today.c - where the learner stands: counts, streak, what is left of the day.
 * May use: cpc.h, session.h. Must not know: how the engine counts.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "session.h"

static struct cpc_today today_at(struct tmpbank *t, struct cpc_time now)
{
	struct cpc_today today;
	if (cpc_today(t->c, now, &today, &t->err) != CPC_OK)
		fail_msg("%s", t->err.text);
	return today;
}

static struct cpc_today today_on(struct tmpbank *t, int64_t day)
{
	return today_at(t, tmpbank_time(day, 12, 0));
}

static void before_any_bank(void **state)
{
	struct tmpbank *t = *state;
	struct cpc_today today = today_on(t, 0);
	assert_int_equal(today.day, TMPBANK_DAY);
	assert_int_equal(today.questions + today.concepts + today.concepts_seen + today.due, 0);
	assert_int_equal(today.new_today + today.answered + today.right, 0);
	assert_int_equal(today.streak, 0);
	assert_false(today.has_exam);
}

static void counts(void **state)
{
	struct tmpbank *t = *state;
	struct session x;
	tmpbank_blueprint(t, "one:100");
	FILE *f = tmpbank_file(t, "questions/a/one.md", "one");
	tmpbank_question(f, "q-1", "concept: same\n");
	tmpbank_question(f, "q-2", "concept: same\n");
	tmpbank_question(f, "q-3", "");
	tmpbank_question(f, "q-4", "");
	tmpbank_question(f, "q-5", "pool: mock\n");
	tmpbank_done(t, f);
	tmpbank_load(t);
	struct cpc_today today = today_on(t, 0);
	assert_int_equal(today.questions, 4);
	assert_int_equal(today.concepts, 3);
	assert_int_equal(today.concepts_seen, 0);
	assert_int_equal(today.new_today, 3); /* no more than there are */
	session_start(&x, t, tmpbank_time(0, 9, 0), (struct cpc_study_options){.new_concepts = 2});
	session_expect(&x, "q-1");
	session_wrong(&x);
	session_expect(&x, "q-3");
	session_right(&x);
	session_free(&x);
	today = today_on(t, 0);
	assert_int_equal(today.concepts_seen, 2);
	assert_int_equal(today.new_today, 1);
	assert_int_equal(today.due, 1); /* the wrong one */
	assert_int_equal(today.answered, 2);
	assert_int_equal(today.right, 1);
	today = today_on(t, 1);
	assert_int_equal(today.answered, 0);
	assert_int_equal(today.new_today, 1);
	today = today_on(t, 100);
	assert_int_equal(today.due, 2);
	today = today_on(t, -1);
	assert_int_equal(today.due, 0);
}

/* What is announced is what a session then asks. */
static void agrees_with_the_session(void **state)
{
	struct tmpbank *t = *state;
	tmpbank_plain(t, 12);
	tmpbank_load(t);
	for (int day = 0; day < 12; day++) {
		struct session x;
		size_t due = 0, fresh = 0;
		struct cpc_today today = today_on(t, day);
		session_start(&x, t, tmpbank_time(day, 12, 0), SESSION_PLAIN);
		while (session_next(&x)) {
			due += x.q.reason == CPC_REASON_DUE;
			fresh += x.q.reason == CPC_REASON_NEW;
			session_right(&x);
		}
		session_report(&x);
		session_free(&x);
		assert_int_equal(today.due, due);
		assert_int_equal(today.new_today, fresh);
		assert_int_equal(x.report.due_tomorrow, today_on(t, day + 1).due);
	}
}

static void answer_on(struct tmpbank *t, int64_t day)
{
	session_all_right(t, tmpbank_time(day, 9, 0),
		(struct cpc_study_options){.new_concepts = 1, .limit = 1});
}

static void streaks(void **state)
{
	struct tmpbank *t = *state;
	tmpbank_plain(t, 20);
	tmpbank_load(t);
	for (int day = 0; day <= 4; day++) {
		assert_int_equal(today_on(t, day).streak, day); /* yesterday's still stands */
		answer_on(t, day);
		assert_int_equal(today_on(t, day).streak, day + 1);
	}
	assert_int_equal(today_on(t, 5).streak, 5);
	assert_int_equal(today_on(t, 6).streak, 0);
	answer_on(t, 6);
	assert_int_equal(today_on(t, 6).streak, 1);
	answer_on(t, 7);
	assert_int_equal(today_on(t, 7).streak, 2);
	/* Seen from an earlier day (a clock that went back) only that day and those before count.
	 */
	assert_int_equal(today_on(t, 2).streak, 3);
	assert_int_equal(today_on(t, -5).streak, 0);
}

static void a_streak_over_the_new_year(void **state)
{
	struct tmpbank *t = *state;
	tmpbank_plain(t, 20);
	tmpbank_load(t);
	for (int day = 36; day <= 42; day++) /* 2026-12-29 to 2027-01-04 */
		answer_on(t, day);
	assert_int_equal(today_on(t, 43).streak, 7);
	/* An answer taken back breaks it. */
	struct session x;
	session_start(&x, t, tmpbank_time(43, 9, 0),
		(struct cpc_study_options){.new_concepts = 1, .limit = 1});
	session_next(&x);
	session_right(&x);
	assert_int_equal(today_on(t, 44).streak, 8);
	session_undo(&x);
	session_free(&x);
	assert_int_equal(today_on(t, 44).streak, 0);
}

/* At two in the morning it is still the day before. */
static void late_at_night(void **state)
{
	struct tmpbank *t = *state;
	tmpbank_plain(t, 30);
	tmpbank_load(t);
	session_all_right(t, tmpbank_time(0, 23, 30), SESSION_PLAIN);
	struct cpc_today today = today_at(t, tmpbank_time(1, 2, 0));
	assert_int_equal(today.day, TMPBANK_DAY);
	assert_int_equal(today.answered, 20);
	assert_int_equal(today.new_today, 0);
	today = today_at(t, tmpbank_time(1, 4, 0));
	assert_int_equal(today.day, TMPBANK_DAY + 1);
	assert_int_equal(today.answered, 0);
	assert_int_equal(today.new_today, 20);
}

/* Looking changes nothing. */
static void only_looks(void **state)
{
	struct tmpbank *t = *state;
	struct cpc_today untouched = {.day = 77};
	tmpbank_plain(t, 3);
	tmpbank_load(t);
	answer_on(t, 0);
	char *before = tmpbank_dump(t, TMPBANK_CONTENT TMPBANK_DERIVED TMPBANK_LOG);
	today_on(t, 0);
	today_on(t, 500);
	assert_int_equal(
		cpc_today(t->c, (struct cpc_time){0, 901}, &untouched, &t->err), CPC_USAGE);
	assert_int_equal(untouched.day, 77);
	assert_same_dump(t, TMPBANK_CONTENT TMPBANK_DERIVED TMPBANK_LOG, before);
	free(before);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		tmpbank_test(before_any_bank),
		tmpbank_test(counts),
		tmpbank_test(agrees_with_the_session),
		tmpbank_test(streaks),
		tmpbank_test(a_streak_over_the_new_year),
		tmpbank_test(late_at_night),
		tmpbank_test(only_looks),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
