/*
 * salary.h - what a figure of the salary guide comes to in dollars a year on a learner's own base.
 * May use: base. Must not know: which figures the guide has, and where they stand.
 *
 * The arithmetic is ours and is said with every result:
 *   a percentage    base * percent / 100
 *   dollars         as they stand; they are not scaled to the base
 *   two ranges      low end against low end, high end against high end
 *   a state's base  base * the state's mean / the national average
 */
#ifndef RULES_SALARY_H
#define RULES_SALARY_H

#include <stddef.h>

/* Dollars a year, or percents. */
struct salary_span {
	double low, high;
};

/* What can be set, in dollars a year, and in years of experience. */
#define SALARY_LEAST 1000
#define SALARY_MOST 1000000
#define SALARY_YEARS_MOST 60

struct salary_span salary_of_percent(double base, struct salary_span percent);

/* The ends may come out in either order; below 0 when `against` is the better paid. */
struct salary_span salary_of_ranges(struct salary_span range, struct salary_span against);

double salary_state_base(double base, double state_mean, double national_average);

/* From the lowest to the highest of n; {0, 0} of none. */
struct salary_span salary_of_all(const struct salary_span spans[], size_t n);

#endif
