/*
 * test_exam.c - the time of an exam: jumps of either clock, sleep, breaks, crashes, the end; and
 * who has passed. May use: rules/exam. Must not know: SQL, where the clocks come from.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "rules/exam.h"

#define LENGTH(array) (sizeof(array) / sizeof *(array))
#define MINUTE INT64_C(60000)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)
#define WALL INT64_C(1795338000000) /* 2026-11-22 09:00 UTC */
#define STEADY INT64_C(5000000)

/* Four hours, of which one is used, at WALL and STEADY. */
static struct exam_clock one_hour_in(bool practice)
{
	return (struct exam_clock){.allowed_ms = 4 * HOUR,
		.practice = practice,
		.used_ms = HOUR,
		.wall_ms = WALL,
		.steady_ms = STEADY};
}

/* Within a run --------------------------------------------------------------------------------- */

static const int64_t jumps[] = {0, 1, -1, MINUTE, -MINUTE, HOUR, -HOUR, DAY, -DAY, 365 * DAY,
	-365 * DAY, -WALL, INT64_MAX - 2 * WALL};

/* The steady clock counts, whatever the wall clock does: daylight saving, another zone, a person
 * who sets it, a server that puts it right. */
static void wall_jumps(void **state)
{
	(void)state;
	for (int practice = 0; practice < 2; practice++) {
		for (size_t i = 0; i < LENGTH(jumps); i++) {
			struct exam_clock c = one_hour_in(practice);
			exam_clock_run(&c, WALL + jumps[i], STEADY + 7000);
			assert_int_equal(c.used_ms, HOUR + 7000);
			assert_int_equal(c.wall_ms, WALL + jumps[i]);
			assert_int_equal(c.steady_ms, STEADY + 7000);
			/* and back again */
			exam_clock_run(&c, WALL, STEADY + 9000);
			assert_int_equal(c.used_ms, HOUR + 9000);
			assert_int_equal(exam_clock_left(&c), 3 * HOUR - 9000);
		}
	}
}

/* It runs through sleep, and so does the exam. */
static void sleep_counts(void **state)
{
	(void)state;
	struct exam_clock c = one_hour_in(false);
	exam_clock_run(&c, WALL + 2 * HOUR, STEADY + 2 * HOUR);
	assert_int_equal(exam_clock_left(&c), HOUR);
}

/* It never goes back; if it did, nothing is given back. */
static void steady_back(void **state)
{
	(void)state;
	struct exam_clock c = one_hour_in(false);
	exam_clock_run(&c, WALL + MINUTE, STEADY - MINUTE);
	assert_int_equal(c.used_ms, HOUR);
	exam_clock_run(&c, WALL + MINUTE, STEADY);
	assert_int_equal(c.used_ms, HOUR + MINUTE);
}

/* Without one the wall clock serves: forward counts, back is nothing. */
static void wall_alone(void **state)
{
	(void)state;
	static const int64_t before[] = {0, STEADY, 0}, after[] = {0, 0, STEADY};
	for (size_t i = 0; i < LENGTH(before); i++) {
		struct exam_clock c = one_hour_in(false);
		c.steady_ms = before[i];
		exam_clock_run(&c, WALL + MINUTE, after[i]);
		assert_int_equal(c.used_ms, HOUR + MINUTE);
		assert_int_equal(c.steady_ms, after[i]);
		c.steady_ms = before[i];
		exam_clock_run(&c, WALL - HOUR, after[i]);
		assert_int_equal(c.used_ms, HOUR + MINUTE);
		/* from there on it counts */
		c.steady_ms = before[i];
		exam_clock_run(&c, WALL - HOUR + 2 * MINUTE, after[i]);
		assert_int_equal(c.used_ms, HOUR + 3 * MINUTE);
	}
}

/* As many looks at the clock as one likes: the sum is the same, and never falls. */
static void ticks_add_up(void **state)
{
	(void)state;
	struct exam_clock c = one_hour_in(false);
	int64_t before = c.used_ms;
	for (int i = 1; i <= 3000; i++) {
		int64_t wall = WALL + jumps[(size_t)i % LENGTH(jumps)];
		exam_clock_run(&c, wall, STEADY + i * INT64_C(333));
		assert_true(c.used_ms >= before);
		before = c.used_ms;
	}
	assert_int_equal(c.used_ms, HOUR + 3000 * INT64_C(333));
}

static void pause_stands_still(void **state)
{
	(void)state;
	struct exam_clock c = one_hour_in(true);
	c.paused = true;
	exam_clock_run(&c, WALL + HOUR, STEADY + HOUR);
	assert_int_equal(c.used_ms, HOUR);
	exam_clock_run(&c, WALL + 9 * HOUR, 0);
	assert_int_equal(c.used_ms, HOUR);
	assert_true(c.paused);
	/* What it stood still for is not taken off afterwards. */
	c.paused = false;
	exam_clock_run(&c, WALL + 9 * HOUR + 5000, 0);
	assert_int_equal(c.used_ms, HOUR + 5000);
}

/* Between two runs ----------------------------------------------------------------------------- */

struct gap_case {
	int64_t gap, used;
	enum exam_gap kind;
	bool practice, paused;
};

static void resume(void **state)
{
	(void)state;
	static const struct gap_case cases[] = {
		{0, HOUR, EXAM_GAP_NONE, false, false},
		{1, HOUR + 1, EXAM_GAP_COUNTED, false, false},
		{HOUR, 2 * HOUR, EXAM_GAP_COUNTED, false, false},
		{3 * HOUR - 1, 4 * HOUR - 1, EXAM_GAP_COUNTED, false, false},
		{3 * HOUR, 4 * HOUR, EXAM_GAP_COUNTED, false, false},
		{300 * HOUR, 4 * HOUR, EXAM_GAP_COUNTED, false, false},
		{-1, HOUR, EXAM_GAP_BACK, false, false},
		{-300 * HOUR, HOUR, EXAM_GAP_BACK, false, false},
		{0, HOUR, EXAM_GAP_NONE, true, false},
		{1, HOUR, EXAM_GAP_FREE, true, false},
		{300 * HOUR, HOUR, EXAM_GAP_FREE, true, false},
		{-HOUR, HOUR, EXAM_GAP_BACK, true, false},
		{300 * HOUR, HOUR, EXAM_GAP_FREE, true, true},
		{-HOUR, HOUR, EXAM_GAP_BACK, true, true},
	};
	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct exam_clock c = one_hour_in(cases[i].practice);
		c.paused = cases[i].paused;
		/* The steady clock is another run's: a restart may have put it anywhere. */
		int64_t steady = i % 2 ? 17 : STEADY * 100;
		assert_int_equal(exam_clock_resume(&c, WALL + cases[i].gap, steady), cases[i].kind);
		assert_int_equal(c.used_ms, cases[i].used);
		assert_int_equal(c.wall_ms, WALL + cases[i].gap);
		assert_false(c.paused);
		/* From here on the new run's steady clock counts. */
		exam_clock_run(&c, WALL, steady + 1000);
		assert_int_equal(c.used_ms,
			cases[i].used + 1000 > 4 * HOUR ? 4 * HOUR : cases[i].used + 1000);
	}
}

/* To put the clock back before each resume gives no time; what was used stays used. */
static void back_and_forth(void **state)
{
	(void)state;
	struct exam_clock c = one_hour_in(false);
	int64_t wall = WALL;
	for (int i = 1; i <= 10; i++) {
		assert_int_equal(exam_clock_resume(&c, wall -= 2 * HOUR, 1), EXAM_GAP_BACK);
		exam_clock_run(&c, wall += MINUTE, 1 + MINUTE);
		assert_int_equal(c.used_ms, HOUR + i * MINUTE);
	}
}

/* The end -------------------------------------------------------------------------------------- */

static void runs_out(void **state)
{
	(void)state;
	struct exam_clock c = one_hour_in(false);
	exam_clock_run(&c, WALL, STEADY + 3 * HOUR - 1);
	assert_int_equal(exam_clock_left(&c), 1);
	exam_clock_run(&c, WALL, STEADY + 3 * HOUR);
	assert_int_equal(exam_clock_left(&c), 0);
	exam_clock_run(&c, WALL, STEADY + 4 * HOUR);
	assert_int_equal(exam_clock_left(&c), 0);
	assert_int_equal(c.used_ms, 4 * HOUR);
	exam_clock_resume(&c, WALL + HOUR, 1);
	assert_int_equal(c.used_ms, 4 * HOUR);
}

/* A file may say more was used than there is. */
static void used_too_much(void **state)
{
	(void)state;
	struct exam_clock c = one_hour_in(false);
	c.used_ms = 5 * HOUR;
	assert_int_equal(exam_clock_left(&c), 0);
	exam_clock_run(&c, WALL, STEADY + 1000);
	assert_int_equal(exam_clock_left(&c), 0);
}

static void numbers_do_not_run_over(void **state)
{
	(void)state;
	struct exam_clock c = one_hour_in(false);
	exam_clock_run(&c, WALL, INT64_MAX);
	assert_int_equal(c.used_ms, 4 * HOUR);
	c = one_hour_in(false);
	c.used_ms = 0;
	c.allowed_ms = INT64_MAX;
	exam_clock_run(&c, WALL, STEADY + HOUR);
	exam_clock_run(&c, WALL, INT64_MAX);
	assert_int_equal(c.used_ms, INT64_MAX - STEADY);
	exam_clock_resume(&c, INT64_MAX, 1);
	assert_int_equal(c.used_ms, INT64_MAX);
	assert_int_equal(exam_clock_left(&c), 0);
}

/* The score ------------------------------------------------------------------------------------ */

static void cut_score(void **state)
{
	(void)state;
	assert_true(exam_passed(70, 100));
	assert_false(exam_passed(69, 100));
	assert_true(exam_passed(100, 100));
	assert_false(exam_passed(0, 100));
	assert_false(exam_passed(0, 0));
	assert_true(exam_passed(1, 1));
	assert_true(exam_passed(7, 10));
	/* Nothing is rounded up: 69.7 % is not enough. */
	assert_false(exam_passed(23, 33));
	assert_true(exam_passed(24, 33));
	assert_false(exam_passed(699, 1000));
	assert_true(exam_passed(700, 1000));
	for (int64_t count = 1; count <= 1000; count++) {
		int64_t least = (count * 7 + 9) / 10;
		assert_true(exam_passed(least, count));
		assert_false(exam_passed(least - 1, count));
	}
}

static void as_in_the_real_one(void **state)
{
	(void)state;
	assert_int_equal(100 * EXAM_QUESTION_MS, 240 * MINUTE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(wall_jumps),
		cmocka_unit_test(sleep_counts),
		cmocka_unit_test(steady_back),
		cmocka_unit_test(wall_alone),
		cmocka_unit_test(ticks_add_up),
		cmocka_unit_test(pause_stands_still),
		cmocka_unit_test(resume),
		cmocka_unit_test(back_and_forth),
		cmocka_unit_test(runs_out),
		cmocka_unit_test(used_too_much),
		cmocka_unit_test(numbers_do_not_run_over),
		cmocka_unit_test(cut_score),
		cmocka_unit_test(as_in_the_real_one),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
