/*
 * test_rng.c - repeatable random numbers: known values, no bias, valid permutations.
 * May use: base/rng. Must not know: anything above base.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdbool.h>

#include "base/rng.h"

/* Worked out apart from this code, from the published algorithm. */
static void known_values(void **state)
{
	(void)state;
	static const uint64_t of_0[] = {UINT64_C(0xe220a8397b1dcdaf), UINT64_C(0x6e789e6aa1b965f4),
		UINT64_C(0x06c45d188009454f), UINT64_C(0xf88bb8a8724c81ec),
		UINT64_C(0x1b39896a51a8749b)};
	static const uint64_t of_1234567[] = {UINT64_C(6457827717110365317),
		UINT64_C(3203168211198807973), UINT64_C(9817491932198370423),
		UINT64_C(4593380528125082431), UINT64_C(16408922859458223821)};
	struct rng a, b;
	rng_init(&a, 0);
	rng_init(&b, 1234567);
	for (size_t i = 0; i < 5; i++) {
		assert_true(rng_next(&a) == of_0[i]);
		assert_true(rng_next(&b) == of_1234567[i]);
	}
}

static void below_is_below(void **state)
{
	(void)state;
	static const uint64_t limits[] = {
		1, 2, 3, 10, 1000, UINT64_C(1) << 32, UINT64_C(0x8000000000000001), UINT64_MAX};
	struct rng r;
	rng_init(&r, 1);
	for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
		for (int k = 0; k < 10000; k++)
			assert_true(rng_below(&r, limits[i]) < limits[i]);
	}
}

/* Pearson's statistic. A good generator passes the bounds used here but once in 10^6 seeds. */
static double chi_square(const int counts[], size_t n, double expected)
{
	double sum = 0;
	for (size_t i = 0; i < n; i++)
		sum += (counts[i] - expected) * (counts[i] - expected) / expected;
	return sum;
}

static void below_is_even(void **state)
{
	(void)state;
	int counts[7] = {0};
	struct rng r;
	rng_init(&r, 2);
	for (int i = 0; i < 70000; i++)
		counts[rng_below(&r, 7)]++;
	assert_true(chi_square(counts, 7, 10000) < 38.3);
}

static void permutations_are_valid(void **state)
{
	(void)state;
	struct rng r;
	rng_init(&r, 3);
	int order[100];
	order[0] = 77;
	rng_permutation(&r, 0, order);
	assert_int_equal(order[0], 77);
	for (size_t n = 1; n <= 100; n++) {
		bool seen[100] = {false};
		rng_permutation(&r, n, order);
		for (size_t i = 0; i < n; i++) {
			assert_in_range(order[i], 0, n - 1);
			assert_false(seen[order[i]]);
			seen[order[i]] = true;
		}
	}
}

static void permutations_are_even(void **state)
{
	(void)state;
	int counts[24] = {0};
	struct rng r;
	rng_init(&r, 4);
	for (int i = 0; i < 240000; i++) {
		int p[4];
		rng_permutation(&r, 4, p);
		int rank = 0;
		for (int a = 0; a < 4; a++) {
			int smaller = 0;
			for (int b = a + 1; b < 4; b++)
				smaller += p[b] < p[a];
			rank = rank * (4 - a) + smaller;
		}
		counts[rank]++;
	}
	assert_true(chi_square(counts, 24, 10000) < 71.3);
}

static void the_same_seed_the_same_order(void **state)
{
	(void)state;
	static const int expected[] = {5, 1, 6, 2, 7, 4, 0, 3};
	struct rng r;
	int order[8], again[8];
	rng_init(&r, 42);
	rng_permutation(&r, 8, order);
	rng_init(&r, 42);
	rng_permutation(&r, 8, again);
	assert_memory_equal(order, again, sizeof order);
	assert_memory_equal(order, expected, sizeof order);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(known_values),
		cmocka_unit_test(below_is_below),
		cmocka_unit_test(below_is_even),
		cmocka_unit_test(permutations_are_valid),
		cmocka_unit_test(permutations_are_even),
		cmocka_unit_test(the_same_seed_the_same_order),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
