/*
 * test_recall.c - predicted against observed recall.
 * May use: rules/recall. Must not know: where predictions come from.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/rng.h"
#include "rules/recall.h"
#include "../../near.h"

static void nothing(void **state)
{
	(void)state;
	struct recall r = {0};
	assert_int_equal(recall_total(&r).n, 0);
	assert_near(recall_brier(&r), 0, 0);
	assert_near(recall_error(&r), 0, 0);
}

static void bins(void **state)
{
	(void)state;
	static const double values[] = {0, 0.49, 0.5, 0.549, 0.55, 0.899, 0.9, 0.949, 0.95, 1};
	static const size_t expected[] = {0, 0, 1, 1, 2, 8, 9, 9, 10, 10};
	assert_near(recall_low(0), 0, 0);
	assert_near(recall_low(RECALL_BINS), 1, 0);
	for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
		struct recall r = {0};
		recall_add(&r, values[i], true);
		assert_int_equal(r.bins[expected[i]].n, 1);
		assert_int_equal(recall_total(&r).right, 1);
	}
	for (size_t i = 0; i < RECALL_BINS; i++)
		assert_true(recall_low(i) < recall_low(i + 1));
}

static void by_hand(void **state)
{
	(void)state;
	struct recall r = {0};
	recall_add(&r, 0.9, true);
	recall_add(&r, 0.92, false);
	recall_add(&r, 0.7, true);
	assert_near(recall_total(&r).predicted, 2.52, 1e-12);
	assert_near(recall_brier(&r), (0.01 + 0.8464 + 0.09) / 3, 1e-12);
	/* the two of one bin: mean predicted 0.91, share right 0.5 */
	assert_near(recall_error(&r), sqrt((2 * 0.41 * 0.41 + 0.3 * 0.3) / 3), 1e-12);
}

/* Who says p and is right p of the time is well calibrated, and not otherwise. */
static void calibrated_and_not(void **state)
{
	(void)state;
	struct rng rng;
	struct recall good = {0}, proud = {0};
	rng_init(&rng, 11);
	for (int i = 0; i < 50000; i++) {
		double p = 0.5 + (double)rng_below(&rng, 1000) / 2000;
		bool right = (double)rng_below(&rng, 1000000) / 1e6 < p;
		recall_add(&good, p, right);
		recall_add(&proud, p + (1 - p) / 2, right);
	}
	assert_near(recall_error(&good), 0, 0.01);
	assert_true(recall_error(&proud) > 0.1);
	assert_true(recall_brier(&proud) > recall_brier(&good));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing),
		cmocka_unit_test(bins),
		cmocka_unit_test(by_hand),
		cmocka_unit_test(calibrated_and_not),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
