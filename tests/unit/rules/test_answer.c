/*
 * test_answer.c - grading: typed answers, the grade, the median.
 * May use: rules/answer, base/rng. Must not know: how a grade is used.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "base/rng.h"
#include "rules/answer.h"

#define S(literal) ((struct str){literal, sizeof(literal) - 1})

static const struct question typed = {
	.choices = {{CHOICE_PATTERN, true, "E11\\.4[0-9]", "", 0},
		{CHOICE_ACCEPT, true, "E11.42", "", 0},
		{CHOICE_ACCEPT, true, "99214-25, I10", "", 0}, {CHOICE_ACCEPT, true, "..", "", 0},
		{CHOICE_PATTERN, true, "x*", "", 0}},
	.choice_count = 5,
};

static int which(const struct question *q, struct str answer)
{
	int position = 77;
	struct cpc_error err;
	if (answer_check_typed(q, answer, &position, &err))
		fail_msg("%s", err.text);
	return position;
}

static void accepts(void **state)
{
	(void)state;
	assert_int_equal(which(&typed, S("E11.42")), 1); /* a text goes before a pattern */
	assert_int_equal(which(&typed, S("e1142")), 1);
	assert_int_equal(which(&typed, S("  E11 . 4 2\t\n")), 1);
	assert_int_equal(which(&typed, S("99214-25,i10.")), 2);
	assert_int_equal(which(&typed, S("E11.43")), 0);
	assert_int_equal(which(&typed, S(" e11.43 ")), 0);
	assert_int_equal(which(&typed, S("xxx")), 4);
}

static void refuses(void **state)
{
	(void)state;
	static const char *const wrong[] = {"E11.4", "E11.421", "xE11.43", "E1143", "E11,42",
		"99214-25", "99214-25; I10", "99214 25, I10", "y", "", "  ", ".", ". .",
		"E11.42\xC3\xA9"};
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		assert_int_equal(which(&typed, str_of(wrong[i])), -1);
	assert_int_equal(which(&typed, S("E11.42\0")), -1);
	assert_int_equal(which(&typed, S("E11.42\0x")), -1);
}

/* A text goes before a number, and that before a pattern. */
static void accepts_numbers(void **state)
{
	(void)state;
	struct question q = {
		.choices = {{CHOICE_PATTERN, true, "[0-9]+", "", 0},
			{CHOICE_NUMBER, true, "12.5:0.5", "", 0},
			{CHOICE_NUMBER, true, "1000..2000", "", 0},
			{CHOICE_ACCEPT, true, "12.5", "", 0}, {CHOICE_ACCEPT, true, "none", "", 0}},
		.choice_count = 5,
	};
	assert_int_equal(which(&q, S("12.5")), 3);
	assert_int_equal(which(&q, S("12.50")), 1);
	assert_int_equal(which(&q, S(" $13 ")), 1);
	assert_int_equal(which(&q, S("13.01")), -1);
	assert_int_equal(which(&q, S("1,500")), 2);
	assert_int_equal(which(&q, S("2000%")), 2);
	assert_int_equal(which(&q, S("15,00")), -1);
	assert_int_equal(which(&q, S("2001")), 0);
	assert_int_equal(which(&q, S("None")), 4);
}

static void options_are_not_typed(void **state)
{
	(void)state;
	struct question q = {.choices = {{CHOICE_OPTION, true, "11643", "", 0}}, .choice_count = 1};
	assert_int_equal(which(&q, S("11643")), -1);
	q.choice_count = 0;
	assert_int_equal(which(&q, S("11643")), -1);
}

static void bad_patterns_are_not_wrong_answers(void **state)
{
	(void)state;
	struct question q = {
		.choices = {{CHOICE_PATTERN, true, "(a+)+$", "", 0},
			{CHOICE_ACCEPT, true, "right", "", 0}},
		.choice_count = 2,
	};
	struct cpc_error err;
	int position = 77;
	struct str costly = S("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!");
	assert_int_equal(answer_check_typed(&q, costly, &position, &err), CPC_DATA);
	assert_int_equal(position, -1);
	assert_non_null(strstr(err.text, "too costly"));
	assert_int_equal(which(&q, S("right")), 1);
	assert_int_equal(answer_check_typed(&q, S("\xFF"), &position, &err), CPC_DATA);
	q.choices[0].text = "(";
	assert_int_equal(answer_check_typed(&q, S("a"), &position, &err), CPC_DATA);
	assert_int_equal(position, -1);
}

static void grades(void **state)
{
	(void)state;
	static const enum confidence all[] = {CONFIDENCE_GUESSED, CONFIDENCE_NONE, CONFIDENCE_SURE};
	for (int c = 0; c < 3; c++) {
		for (int hinted = 0; hinted < 2; hinted++) {
			for (int64_t median = -1; median <= 1000; median += 1001) {
				for (int64_t ms = 999; ms <= 1000; ms++) {
					enum grade right = hinted || c == 0 ? GRADE_HARD
							   : c == 2 && median == 1000 && ms == 999
								   ? GRADE_EASY
								   : GRADE_GOOD;
					if (median < 0 && right == GRADE_EASY)
						right = GRADE_GOOD;
					assert_int_equal(
						answer_grade(true, all[c], hinted, ms, median),
						right);
					assert_int_equal(
						answer_grade(false, all[c], hinted, ms, median),
						GRADE_AGAIN);
				}
			}
		}
	}
}

/* A clock put back between question and answer. */
static void negative_times(void **state)
{
	(void)state;
	assert_int_equal(answer_grade(true, CONFIDENCE_SURE, false, -5, -1), GRADE_GOOD);
}

static void medians(void **state)
{
	(void)state;
	int64_t times[101];
	struct rng r;
	rng_init(&r, 5);
	assert_int_equal(answer_median(NULL, 0), -1);
	for (int64_t i = 0; i < 9; i++)
		times[i] = i;
	assert_int_equal(answer_median(times, 9), -1);
	for (size_t n = ANSWER_MEDIAN_LEAST; n <= 101; n++) {
		int order[101];
		rng_permutation(&r, n, order);
		for (size_t i = 0; i < n; i++)
			times[i] = order[i] * INT64_C(10);
		assert_int_equal(answer_median(times, n), ((int64_t)n - 1) * 5);
	}
	for (size_t i = 0; i < 10; i++)
		times[i] = INT64_MAX - 1 + (int64_t)(i / 5);
	assert_true(answer_median(times, 10) == INT64_MAX - 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(accepts),
		cmocka_unit_test(refuses),
		cmocka_unit_test(accepts_numbers),
		cmocka_unit_test(options_are_not_typed),
		cmocka_unit_test(bad_patterns_are_not_wrong_answers),
		cmocka_unit_test(grades),
		cmocka_unit_test(negative_times),
		cmocka_unit_test(medians),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
