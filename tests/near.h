/*
 * near.h - compares doubles in tests; cmocka's own float compare casts to float and is blind below
 * 1e-7. May use: cmocka, which the test includes first. Must not know: what is tested.
 *
 * assert_near(actual, expected, tolerance) fails with both numbers, file and line unless they are
 * equal or differ by at most tolerance. A number that is not a number is near nothing.
 */
#ifndef CPC_TEST_NEAR_H
#define CPC_TEST_NEAR_H

#include <math.h>

#define assert_near(actual, expected, tolerance)                                                   \
	near_check((actual), (expected), (tolerance), #actual, __FILE__, __LINE__)

static inline void near_check(double actual, double expected, double tolerance, const char *what,
	const char *file, int line)
{
	if (actual == expected || fabs(actual - expected) <= tolerance)
		return;
	print_error("%s is %.17g, expected %.17g +- %g, off by %g\n", what, actual, expected,
		tolerance, actual - expected);
	_fail(file, line);
}

#endif
