/*
 * test_fsrs_steps.c - properties of fuzz and of the whole schedule: ranges, order of the grades,
 * the way through the steps, repeatability. Rows from other implementations: test_fsrs_vectors.c.
 * May use: cpc_fsrs.h. Must not know: how the scheduler computes.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

#include "cpc_fsrs.h"
#include "../../near.h"

#define LENGTH(array) (sizeof(array) / sizeof *(array))

/* Repeatable numbers for the tests' own use, 0 <= x < 1. */
static double draw(uint64_t *seed)
{
	*seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (double)(*seed >> 11) * 0x1p-53;
}

static void assert_memory_in_bounds(struct cpc_fsrs_memory memory)
{
	assert_true(memory.stability >= CPC_FSRS_STABILITY_MIN);
	assert_true(memory.stability <= CPC_FSRS_STABILITY_MAX);
	assert_true(memory.difficulty >= CPC_FSRS_DIFFICULTY_MIN);
	assert_true(memory.difficulty <= CPC_FSRS_DIFFICULTY_MAX);
}

/* ---- fuzz ---- */

static void test_fuzz_stays_in_range_and_reaches_it(void **state)
{
	(void)state;
	for (double interval = 0; interval < 400; interval += 0.37) {
		struct cpc_fsrs_range range = cpc_fsrs_fuzz_range(interval, 1, 300);
		int32_t whole = cpc_fsrs_interval_round(interval, 300);
		int32_t before = range.low;

		assert_true(1 <= range.low && range.low <= whole);
		assert_true(whole <= range.high && range.high <= 300);
		assert_true((range.low == range.high) == (interval < 2.5));
		assert_int_equal(cpc_fsrs_fuzz_days(interval, 1, 300, 0), range.low);
		for (int i = 0; i < 1000; i++) {
			int32_t days = cpc_fsrs_fuzz_days(interval, 1, 300, i / 1000.0);

			assert_true(days == before || days == before + 1);
			before = days;
		}
		assert_int_equal(before, range.high);
	}
}

static void test_fuzz_keeps_longer_intervals_longer(void **state)
{
	(void)state;
	for (int i = 0; i < 20; i++) {
		int32_t before = 0;

		for (double interval = 0; interval < 500; interval += 0.21) {
			int32_t days = cpc_fsrs_fuzz_days(interval, 1, 36500, i / 20.0);

			assert_true(days >= before);
			before = days;
		}
	}
}

static void test_fuzz_at_the_edges(void **state)
{
	static const double odd[] = {NAN, INFINITY, -INFINITY, -1, 0, 1e300, 36500};
	static const double u[] = {-1, 0, 0.5, 1 - 0x1p-53, 1, 2, NAN, INFINITY};

	(void)state;
	for (size_t i = 0; i < LENGTH(odd); i++)
		for (size_t k = 0; k < LENGTH(u); k++) {
			int32_t days = cpc_fsrs_fuzz_days(odd[i], 10, 20, u[k]);

			assert_true(days >= 10 && days <= 20);
			days = cpc_fsrs_fuzz_days(odd[i], 1, INT32_MAX, u[k]);
			assert_true(days >= 1);
			assert_int_equal(cpc_fsrs_fuzz_days(odd[i], 30, 20, u[k]), 20);
			assert_int_equal(cpc_fsrs_fuzz_days(odd[i], -9, -5, u[k]), 1);
		}
	assert_int_equal(cpc_fsrs_fuzz_days(17, 1, 1000, 1 - 0x1p-53), 20);
	assert_int_equal(cpc_fsrs_fuzz_days(17, 1, 1000, 1), 20);
}

static void test_fuzz_factor_is_repeatable_and_even(void **state)
{
	double sum = 0;
	int tenths[10] = {0};

	(void)state;
	for (uint64_t card = 0; card < 100; card++)
		for (uint32_t repetition = 0; repetition < 100; repetition++) {
			double u = cpc_fsrs_fuzz_factor(card, repetition);

			assert_true(u >= 0 && u < 1);
			assert_near(u, cpc_fsrs_fuzz_factor(card, repetition), 0);
			assert_true(u != cpc_fsrs_fuzz_factor(card, repetition + 1));
			assert_true(u != cpc_fsrs_fuzz_factor(card + 1, repetition));
			sum += u;
			tenths[(int)(u * 10)]++;
		}
	assert_near(sum / 10000, 0.5, 0.01);
	for (int i = 0; i < 10; i++)
		assert_near(tenths[i], 1000, 150);
	assert_true(cpc_fsrs_fuzz_factor(UINT64_MAX, UINT32_MAX) < 1);
}

/* ---- schedule ---- */

static struct cpc_fsrs_scheduler scheduler_with(const struct cpc_fsrs_settings *settings)
{
	struct cpc_fsrs_scheduler scheduler;
	struct cpc_fsrs_params params;

	cpc_fsrs_params_default(&params);
	assert_true(cpc_fsrs_scheduler_init(&scheduler, &params, settings));
	return scheduler;
}

static struct cpc_fsrs_scheduler scheduler_default(void)
{
	struct cpc_fsrs_settings settings;

	cpc_fsrs_settings_default(&settings);
	return scheduler_with(&settings);
}

static void assert_outcome_whole(const struct cpc_fsrs_outcome *out, int32_t max_days)
{
	assert_memory_in_bounds(out->card.memory);
	if (out->card.phase == CPC_FSRS_REVIEW) {
		assert_true(out->days >= 1 && out->days <= max_days);
		assert_int_equal(out->seconds, 0);
		assert_int_equal(out->card.step, 0);
	} else {
		assert_true(out->card.phase != CPC_FSRS_NEW);
		assert_true(out->seconds >= 1 && out->seconds < 86400);
		assert_int_equal(out->days, 0);
	}
}

static void test_schedule_order_of_review(void **state)
{
	uint64_t seed = 9;

	(void)state;
	for (int n = 0; n < 20000; n++) {
		struct cpc_fsrs_settings settings;
		struct cpc_fsrs_scheduler scheduler;
		struct cpc_fsrs_outcome all[4];
		struct cpc_fsrs_card card = {.phase = CPC_FSRS_REVIEW};
		int32_t most;

		cpc_fsrs_settings_default(&settings);
		settings.short_term = n % 2;
		settings.max_days = most = n % 3 ? 36500 : 1 + n % 50;
		settings.retention = 0.7 + 0.3 * draw(&seed);
		settings.relearning.count = (size_t)n % 2;
		scheduler = scheduler_with(&settings);
		card.memory.stability = exp(draw(&seed) * 17 - 6.9);
		card.memory.difficulty = 1 + 9 * draw(&seed);
		cpc_fsrs_schedule(&scheduler, &card, (int32_t)(draw(&seed) * 40),
			n % 5 ? CPC_FSRS_NO_FUZZ : draw(&seed), all);
		for (int g = 0; g < 4; g++)
			assert_outcome_whole(&all[g], most);
		for (int g = 2; g < 4; g++)
			assert_true(all[g].days > all[g - 1].days || all[g].days == most);
		if (!settings.short_term)
			assert_true(all[1].days > all[0].days || all[1].days == most);
		else if (all[0].card.phase == CPC_FSRS_REVIEW)
			assert_true(all[1].days >= all[0].days);
		assert_true(all[2].days >= all[1].days);
	}
}

static void test_schedule_is_repeatable(void **state)
{
	struct cpc_fsrs_scheduler scheduler = scheduler_default();
	struct cpc_fsrs_card card = {{100, 5}, CPC_FSRS_REVIEW, 0};
	int32_t least = INT32_MAX, most = 0;

	(void)state;
	for (uint32_t repetition = 0; repetition < 200; repetition++) {
		double u = cpc_fsrs_fuzz_factor(42, repetition);
		struct cpc_fsrs_outcome once[4], twice[4];

		cpc_fsrs_schedule(&scheduler, &card, 100, u, once);
		cpc_fsrs_schedule(&scheduler, &card, 100, u, twice);
		for (int g = 0; g < 4; g++)
			assert_int_equal(once[g].days, twice[g].days);
		least = once[2].days < least ? once[2].days : least;
		most = once[2].days > most ? once[2].days : most;
	}
	assert_true(least < most);
}

static void test_schedule_ignores_memory_of_new_card(void **state)
{
	struct cpc_fsrs_scheduler scheduler = scheduler_default();
	struct cpc_fsrs_card blank = {{0, 0}, CPC_FSRS_NEW, 0};
	struct cpc_fsrs_card rubbish = {{NAN, 1e9}, CPC_FSRS_NEW, 7};
	struct cpc_fsrs_outcome one[4], other[4];

	(void)state;
	cpc_fsrs_schedule(&scheduler, &blank, 0, CPC_FSRS_NO_FUZZ, one);
	cpc_fsrs_schedule(&scheduler, &rubbish, 99, CPC_FSRS_NO_FUZZ, other);
	for (int g = 0; g < 4; g++) {
		struct cpc_fsrs_memory first = cpc_fsrs_first(&scheduler.model, g + 1);

		assert_near(one[g].card.memory.stability, first.stability, 0);
		assert_near(other[g].card.memory.stability, first.stability, 0);
		assert_int_equal(one[g].card.step, other[g].card.step);
		assert_int_equal(one[g].days, other[g].days);
		assert_int_equal(one[g].seconds, other[g].seconds);
	}
}

static void answer(const struct cpc_fsrs_scheduler *scheduler, struct cpc_fsrs_outcome *at,
	int grade, enum cpc_fsrs_phase phase, int32_t step, int32_t seconds)
{
	struct cpc_fsrs_outcome all[4];

	cpc_fsrs_schedule(scheduler, &at->card, at->days, CPC_FSRS_NO_FUZZ, all);
	*at = all[grade - 1];
	assert_outcome_whole(at, scheduler->settings.max_days);
	assert_int_equal(at->card.phase, phase);
	assert_int_equal(at->card.step, step);
	assert_int_equal(at->seconds, seconds);
}

static void test_schedule_walks_the_steps(void **state)
{
	struct cpc_fsrs_settings settings;
	struct cpc_fsrs_scheduler scheduler;
	struct cpc_fsrs_outcome at = {.card = {.phase = CPC_FSRS_NEW}};

	(void)state;
	cpc_fsrs_settings_default(&settings);
	settings.learning = (struct cpc_fsrs_steps){{60, 601, 3600}, 3};
	settings.relearning = (struct cpc_fsrs_steps){{300, 1200}, 2};
	scheduler = scheduler_with(&settings);
	answer(&scheduler, &at, 2, CPC_FSRS_LEARNING, 0, 330); /* 330.5, cut */
	answer(&scheduler, &at, 3, CPC_FSRS_LEARNING, 1, 601);
	answer(&scheduler, &at, 2, CPC_FSRS_LEARNING, 1, 601);
	answer(&scheduler, &at, 3, CPC_FSRS_LEARNING, 2, 3600);
	answer(&scheduler, &at, 1, CPC_FSRS_LEARNING, 0, 60);
	answer(&scheduler, &at, 3, CPC_FSRS_LEARNING, 1, 601);
	answer(&scheduler, &at, 3, CPC_FSRS_LEARNING, 2, 3600);
	answer(&scheduler, &at, 3, CPC_FSRS_REVIEW, 0, 0);
	answer(&scheduler, &at, 2, CPC_FSRS_REVIEW, 0, 0);
	answer(&scheduler, &at, 1, CPC_FSRS_RELEARNING, 0, 300);
	answer(&scheduler, &at, 2, CPC_FSRS_RELEARNING, 0, 750);
	answer(&scheduler, &at, 3, CPC_FSRS_RELEARNING, 1, 1200);
	answer(&scheduler, &at, 2, CPC_FSRS_RELEARNING, 1, 1200);
	answer(&scheduler, &at, 3, CPC_FSRS_REVIEW, 0, 0);
	answer(&scheduler, &at, 1, CPC_FSRS_RELEARNING, 0, 300);
	answer(&scheduler, &at, 4, CPC_FSRS_REVIEW, 0, 0);
}

static void test_schedule_takes_a_lost_step_as_the_last(void **state)
{
	struct cpc_fsrs_scheduler scheduler = scheduler_default();
	static const int32_t lost[] = {2, 100, INT32_MAX};
	struct cpc_fsrs_outcome at = {.card = {{3, 5}, CPC_FSRS_LEARNING, 0}};

	(void)state;
	for (size_t i = 0; i < LENGTH(lost); i++) {
		struct cpc_fsrs_outcome from = at;

		from.card.step = lost[i];
		answer(&scheduler, &from, 2, CPC_FSRS_LEARNING, 1, 600);
		from.card.step = lost[i];
		answer(&scheduler, &from, 1, CPC_FSRS_LEARNING, 0, 60);
		from.card.step = lost[i];
		answer(&scheduler, &from, 3, CPC_FSRS_REVIEW, 0, 0);
	}
	at.card.step = INT32_MIN;
	answer(&scheduler, &at, 3, CPC_FSRS_LEARNING, 1, 600);
}

static void test_schedule_long_steps_are_days_of_review(void **state)
{
	struct cpc_fsrs_settings settings;
	struct cpc_fsrs_scheduler scheduler;
	struct cpc_fsrs_outcome at = {.card = {.phase = CPC_FSRS_NEW}};

	(void)state;
	cpc_fsrs_settings_default(&settings);
	settings.learning = (struct cpc_fsrs_steps){{300, 86399, 86400, 300000}, 4};
	scheduler = scheduler_with(&settings);
	answer(&scheduler, &at, 3, CPC_FSRS_LEARNING, 1, 86399);
	answer(&scheduler, &at, 3, CPC_FSRS_REVIEW, 0, 0);
	assert_int_equal(at.days, 1);

	/* The only step: Hard waits half as long again, but not more than a day longer. */
	settings.learning = (struct cpc_fsrs_steps){{300000}, 1};
	scheduler = scheduler_with(&settings);
	at.card.phase = CPC_FSRS_NEW;
	answer(&scheduler, &at, 2, CPC_FSRS_REVIEW, 0, 0);
	assert_int_equal(at.days, (300000 + 86400) / 86400);
	settings.max_days = 2;
	scheduler = scheduler_with(&settings);
	at.card.phase = CPC_FSRS_NEW;
	answer(&scheduler, &at, 2, CPC_FSRS_REVIEW, 0, 0);
	assert_int_equal(at.days, 2);
}

static void test_schedule_without_steps_gives_days(void **state)
{
	struct cpc_fsrs_settings settings;

	(void)state;
	cpc_fsrs_settings_default(&settings);
	for (int long_term = 0; long_term < 2; long_term++) {
		struct cpc_fsrs_scheduler scheduler;

		settings.short_term = !long_term;
		if (!long_term)
			settings.learning.count = settings.relearning.count = 0;
		scheduler = scheduler_with(&settings);
		for (int phase = CPC_FSRS_NEW; phase <= CPC_FSRS_RELEARNING; phase++)
			for (int g = 1; g <= 4; g++) {
				struct cpc_fsrs_outcome at = {
					.card = {{10, 5}, (enum cpc_fsrs_phase)phase, 1},
					.days = 10};

				answer(&scheduler, &at, g, CPC_FSRS_REVIEW, 0, 0);
			}
	}
}

static void test_schedule_follows_retention(void **state)
{
	struct cpc_fsrs_card card = {{50, 5}, CPC_FSRS_REVIEW, 0};
	struct cpc_fsrs_settings settings;
	int32_t longer = INT32_MAX;

	(void)state;
	cpc_fsrs_settings_default(&settings);
	for (int percent = 70; percent <= 99; percent++) {
		struct cpc_fsrs_scheduler scheduler;
		struct cpc_fsrs_outcome all[4];

		settings.retention = percent / 100.0;
		scheduler = scheduler_with(&settings);
		cpc_fsrs_schedule(&scheduler, &card, 50, CPC_FSRS_NO_FUZZ, all);
		assert_true(all[2].days < longer);
		longer = all[2].days;
		if (percent == 90)
			assert_near(all[2].days, all[2].card.memory.stability, 0.5);
	}
}

static void refuse(const struct cpc_fsrs_settings *settings)
{
	struct cpc_fsrs_scheduler scheduler = {.days_per_stability = -1};
	struct cpc_fsrs_params params;

	cpc_fsrs_params_default(&params);
	assert_false(cpc_fsrs_scheduler_init(&scheduler, &params, settings));
	assert_near(scheduler.days_per_stability, -1, 0);
}

static void test_scheduler_init_refuses(void **state)
{
	static const double retentions[] = {0, -1, 1.0001, NAN, INFINITY, 0.00009};
	static const int32_t days[] = {0, -1, CPC_FSRS_INTERVAL_MAX + 1, INT32_MAX, INT32_MIN};
	static const int32_t seconds[] = {0, -1, CPC_FSRS_STEP_LONGEST + 1, INT32_MAX};
	struct cpc_fsrs_settings good, bad;
	struct cpc_fsrs_scheduler scheduler;
	struct cpc_fsrs_params params;

	(void)state;
	cpc_fsrs_settings_default(&good);
	for (size_t i = 0; i < LENGTH(retentions); i++) {
		bad = good;
		bad.retention = retentions[i];
		refuse(&bad);
	}
	for (size_t i = 0; i < LENGTH(days); i++) {
		bad = good;
		bad.max_days = days[i];
		refuse(&bad);
	}
	for (size_t i = 0; i < LENGTH(seconds); i++) {
		bad = good;
		bad.learning.seconds[1] = seconds[i];
		refuse(&bad);
		bad = good;
		bad.relearning.seconds[0] = seconds[i];
		refuse(&bad);
	}
	bad = good;
	bad.learning.count = CPC_FSRS_STEPS_MAX + 1;
	refuse(&bad);
	cpc_fsrs_params_default(&params);
	params.w[20] = 0;
	assert_false(cpc_fsrs_scheduler_init(&scheduler, &params, &good));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_fuzz_stays_in_range_and_reaches_it),
		cmocka_unit_test(test_fuzz_keeps_longer_intervals_longer),
		cmocka_unit_test(test_fuzz_at_the_edges),
		cmocka_unit_test(test_fuzz_factor_is_repeatable_and_even),
		cmocka_unit_test(test_schedule_order_of_review),
		cmocka_unit_test(test_schedule_is_repeatable),
		cmocka_unit_test(test_schedule_ignores_memory_of_new_card),
		cmocka_unit_test(test_schedule_walks_the_steps),
		cmocka_unit_test(test_schedule_takes_a_lost_step_as_the_last),
		cmocka_unit_test(test_schedule_long_steps_are_days_of_review),
		cmocka_unit_test(test_schedule_without_steps_gives_days),
		cmocka_unit_test(test_schedule_follows_retention),
		cmocka_unit_test(test_scheduler_init_refuses),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
