/*
 * salary.c - what a figure of the salary guide comes to in dollars a year on a learner's own base.
 * May use: base. Must not know: which figures the guide has, and where they stand.
 */
#include "rules/salary.h"

struct salary_span salary_of_percent(double base, struct salary_span percent)
{
	return (struct salary_span){base * percent.low / 100, base * percent.high / 100};
}

struct salary_span salary_of_ranges(struct salary_span range, struct salary_span against)
{
	double a = range.low - against.low, b = range.high - against.high;
	return a <= b ? (struct salary_span){a, b} : (struct salary_span){b, a};
}

double salary_state_base(double base, double state_mean, double national_average)
{
	return base * state_mean / national_average;
}

struct salary_span salary_of_all(const struct salary_span spans[], size_t n)
{
	struct salary_span all = {0, 0};
	for (size_t i = 0; i < n; i++) {
		if (i == 0 || spans[i].low < all.low)
			all.low = spans[i].low;
		if (i == 0 || spans[i].high > all.high)
			all.high = spans[i].high;
	}
	return all;
}
