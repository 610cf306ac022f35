/*
 * test_salary.c - percentages, ranges and the base of a state, in dollars a year.
 * May use: rules/salary. Must not know: which figures the guide has.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "near.h"
#include "rules/salary.h"

static void span_is(struct salary_span span, double low, double high)
{
	assert_near(span.low, low, 1e-9);
	assert_near(span.high, high, 1e-9);
}

static void percents(void **state)
{
	(void)state;
	span_is(salary_of_percent(40000, (struct salary_span){20, 25}), 8000, 10000);
	span_is(salary_of_percent(43000, (struct salary_span){20.7, 20.7}), 8901, 8901);
	span_is(salary_of_percent(0, (struct salary_span){20, 25}), 0, 0);
}

static void ranges(void **state)
{
	(void)state;
	struct salary_span with = {48000, 58000}, without = {36000, 42000}, narrow = {40000, 41000};
	span_is(salary_of_ranges(with, without), 12000, 16000);
	span_is(salary_of_ranges(without, with), -16000, -12000);
	/* The low ends may lie further apart than the high ends. */
	span_is(salary_of_ranges(narrow, without), -1000, 4000);
	span_is(salary_of_ranges(with, with), 0, 0);
}

static void state_base(void **state)
{
	(void)state;
	assert_near(salary_state_base(43000, 62300, 50200), 43000 * 62300.0 / 50200, 1e-9);
	assert_near(salary_state_base(43000, 50200, 50200), 43000, 1e-9);
}

static void all_together(void **state)
{
	(void)state;
	struct salary_span spans[] = {{9, 12}, {8, 10}, {11, 11}};
	span_is(salary_of_all(spans, 3), 8, 12);
	span_is(salary_of_all(spans, 1), 9, 12);
	span_is(salary_of_all(spans, 0), 0, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(percents),
		cmocka_unit_test(ranges),
		cmocka_unit_test(state_base),
		cmocka_unit_test(all_together),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
