/*
 * test_fsrs.c - properties of the memory model that hold for every parameter set and state: bounds,
 * order, inverses. What other implementations say is in test_fsrs_vectors.c, steps and fuzz are in
 * test_fsrs_steps.c.
 * May use: cpc_fsrs.h. Must not know: how the scheduler computes.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <string.h>

#include "cpc_fsrs.h"
#include "../../near.h"

enum { MODELS = 200 };

static const int32_t elapsed_all[] = {INT32_MIN, -1, 0, 1, 2, 30, 36500, INT32_MAX};
static const double stability_all[] = {0.001, 0.01, 0.212, 1, 5, 100, 20000, 36500};
static const double difficulty_all[] = {1, 1.0001, 5, 9.9999, 10};

#define LENGTH(array) (sizeof(array) / sizeof *(array))

/* Repeatable numbers for the tests' own use, 0 <= x < 1. */
static double draw(uint64_t *seed)
{
	*seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (double)(*seed >> 11) * 0x1p-53;
}

static struct cpc_fsrs_model model_default(void)
{
	struct cpc_fsrs_params params;
	struct cpc_fsrs_model model;

	cpc_fsrs_params_default(&params);
	assert_true(cpc_fsrs_model_init(&model, &params, true));
	return model;
}

/* Number 0 is the default, 1 all lowest, 2 all highest, then corners and points inside in turn. */
static struct cpc_fsrs_model model_drawn(int number, uint64_t *seed)
{
	struct cpc_fsrs_params low, high, params;
	struct cpc_fsrs_model model;
	bool short_term = number % 5 != 4;

	cpc_fsrs_params_bounds(NULL, short_term, 1, &low, &high);
	for (int i = 0; i < CPC_FSRS_PARAM_COUNT; i++) {
		double share = draw(seed);

		if (number % 2)
			share = share < 0.5 ? 0 : 1;
		if (number == 1 || number == 2)
			share = number - 1;
		params.w[i] = low.w[i] + share * (high.w[i] - low.w[i]);
	}
	if (number == 0)
		cpc_fsrs_params_default(&params);
	cpc_fsrs_params_clip(&params, short_term, 1);
	assert_true(cpc_fsrs_model_init(&model, &params, short_term));
	return model;
}

static void assert_memory_in_bounds(struct cpc_fsrs_memory memory)
{
	assert_true(memory.stability >= CPC_FSRS_STABILITY_MIN);
	assert_true(memory.stability <= CPC_FSRS_STABILITY_MAX);
	assert_true(memory.difficulty >= CPC_FSRS_DIFFICULTY_MIN);
	assert_true(memory.difficulty <= CPC_FSRS_DIFFICULTY_MAX);
}

/* ---- parameters ---- */

static void test_params_default_is_valid(void **state)
{
	struct cpc_fsrs_params params, clipped;

	(void)state;
	cpc_fsrs_params_default(&params);
	for (size_t steps = 0; steps < 3; steps++) {
		assert_true(cpc_fsrs_params_valid(&params, true, steps));
		clipped = params;
		cpc_fsrs_params_clip(&clipped, true, steps);
		assert_memory_equal(&clipped, &params, sizeof params);
	}
	/* Three relearning steps leave less room: 0.60045935^2 * 2 / 3 for w17 squared. */
	assert_false(cpc_fsrs_params_valid(&params, true, 3));
	cpc_fsrs_params_clip(&clipped, true, 3);
	assert_near(clipped.w[17], 0.60045935 * sqrt(2.0 / 3), 1e-8);
	assert_near(clipped.w[18], params.w[18], 0);
}

static void test_params_valid_refuses_what_is_outside(void **state)
{
	struct cpc_fsrs_params low, high, base;

	(void)state;
	cpc_fsrs_params_default(&base);
	cpc_fsrs_params_bounds(&base, true, 1, &low, &high);
	for (int i = 0; i < CPC_FSRS_PARAM_COUNT; i++) {
		const double good[] = {low.w[i], high.w[i]};
		const double bad[] = {nextafter(low.w[i], -INFINITY),
			nextafter(high.w[i], INFINITY), NAN, INFINITY, -INFINITY};
		struct cpc_fsrs_params params = base;

		for (size_t k = 0; k < LENGTH(good); k++) {
			params.w[i] = good[k];
			assert_true(cpc_fsrs_params_valid(&params, true, 1));
		}
		for (size_t k = 0; k < LENGTH(bad); k++) {
			struct cpc_fsrs_model model = {.decay = 7};
			struct cpc_fsrs_params clipped;

			params.w[i] = bad[k];
			assert_false(cpc_fsrs_params_valid(&params, true, 1));
			/* w19 may be a little lower when it comes without short-term memory. */
			if (i != 19 || k != 0) {
				assert_false(cpc_fsrs_model_init(&model, &params, true));
				assert_near(model.decay, 7, 0);
			}
			clipped = params;
			cpc_fsrs_params_clip(&clipped, true, 1);
			assert_true(cpc_fsrs_params_valid(&clipped, true, 1));
			assert_near(clipped.w[i],
				isnan(bad[k])	     ? base.w[i]
				: bad[k] < base.w[i] ? low.w[i]
						     : high.w[i],
				0);
		}
	}
}

static void test_params_clip_is_valid_and_stable(void **state)
{
	uint64_t seed = 1;

	(void)state;
	for (int n = 0; n < 2000; n++) {
		struct cpc_fsrs_params params, again;
		bool short_term = n % 2;
		size_t steps = (size_t)n % 11;

		for (int i = 0; i < CPC_FSRS_PARAM_COUNT; i++)
			params.w[i] = (draw(&seed) - 0.3) * 8;
		params.w[n % CPC_FSRS_PARAM_COUNT] = n % 3 ? INFINITY : NAN;
		cpc_fsrs_params_clip(&params, short_term, steps);
		assert_true(cpc_fsrs_params_valid(&params, short_term, steps));
		again = params;
		cpc_fsrs_params_clip(&again, short_term, steps);
		assert_memory_equal(&again, &params, sizeof params);
	}
}

static void test_params_w19_floor_follows_short_term(void **state)
{
	struct cpc_fsrs_params params;

	(void)state;
	cpc_fsrs_params_default(&params);
	params.w[19] = 0;
	assert_false(cpc_fsrs_params_valid(&params, true, 1));
	assert_true(cpc_fsrs_params_valid(&params, false, 1));
}

static void test_params_migrate_is_idempotent(void **state)
{
	struct cpc_fsrs_params base, once, twice;

	(void)state;
	cpc_fsrs_params_default(&base);
	for (size_t count = 17; count <= 21; count += 2) {
		assert_true(cpc_fsrs_params_migrate(base.w, count, &once));
		assert_true(cpc_fsrs_params_migrate(once.w, CPC_FSRS_PARAM_COUNT, &twice));
		assert_memory_equal(&once, &twice, sizeof once);
	}
	assert_memory_equal(&once, &base, sizeof once);
}

static void test_params_migrate_refuses(void **state)
{
	static const size_t counts[] = {0, 1, 16, 18, 20};
	struct cpc_fsrs_params base, out, untouched;

	(void)state;
	cpc_fsrs_params_default(&base);
	memset(&out, 0x55, sizeof out);
	untouched = out;
	for (size_t i = 0; i < LENGTH(counts); i++)
		assert_false(cpc_fsrs_params_migrate(base.w, counts[i], &out));
	base.w[5] = -1; /* 3 w5 + 1 has no logarithm */
	assert_false(cpc_fsrs_params_migrate(base.w, 17, &out));
	base.w[5] = NAN;
	assert_false(cpc_fsrs_params_migrate(base.w, 21, &out));
	base.w[5] = INFINITY;
	assert_false(cpc_fsrs_params_migrate(base.w, 19, &out));
	assert_memory_equal(&out, &untouched, sizeof out);
}

/* ---- curve and interval ---- */

static void test_retrievability_falls_with_days_and_rises_with_stability(void **state)
{
	uint64_t seed = 2;

	(void)state;
	for (int n = 0; n < MODELS; n++) {
		struct cpc_fsrs_model model = model_drawn(n, &seed);

		for (size_t i = 0; i < LENGTH(stability_all); i++) {
			double s = stability_all[i];
			double before = cpc_fsrs_retrievability(&model, 0, s);

			assert_near(before, 1, 0);
			assert_near(cpc_fsrs_retrievability(&model, s, s), 0.9, 1e-12);
			for (double t = s / 8; t < s * 1e4; t *= 1.5) {
				double r = cpc_fsrs_retrievability(&model, t, s);

				assert_true(r > 0 && r < before);
				assert_true(cpc_fsrs_retrievability(&model, t, s * 1.1) > r ||
					    s >= CPC_FSRS_STABILITY_MAX);
				before = r;
			}
		}
	}
}

static void test_retrievability_at_the_edges(void **state)
{
	struct cpc_fsrs_model model = model_default();
	static const double odd[] = {NAN, -INFINITY, -1, -0.0, 0};

	(void)state;
	for (size_t i = 0; i < LENGTH(odd); i++) {
		double r = cpc_fsrs_retrievability(&model, 1, odd[i]);

		assert_near(cpc_fsrs_retrievability(&model, odd[i], 1), 1, 0);
		assert_near(r, cpc_fsrs_retrievability(&model, 1, CPC_FSRS_STABILITY_MIN), 0);
	}
	assert_near(cpc_fsrs_retrievability(&model, INFINITY, 1), 0, 0);
	assert_true(cpc_fsrs_retrievability(&model, 1e300, 36500) >= 0);
	assert_near(cpc_fsrs_retrievability(&model, 1, INFINITY),
		cpc_fsrs_retrievability(&model, 1, CPC_FSRS_STABILITY_MAX), 0);
}

static void test_interval_inverts_retrievability(void **state)
{
	uint64_t seed = 3;

	(void)state;
	for (int n = 0; n < MODELS; n++) {
		struct cpc_fsrs_model model = model_drawn(n, &seed);

		for (size_t i = 0; i < LENGTH(stability_all); i++) {
			double s = stability_all[i];
			double longer = INFINITY;

			assert_near(cpc_fsrs_interval(&model, 0.9, s), s, s * 1e-12);
			for (int percent = 5; percent <= 100; percent += 5) {
				double r = percent / 100.0;
				double days = cpc_fsrs_interval(&model, r, s);

				assert_true(days >= 0 && days < longer);
				assert_near(cpc_fsrs_retrievability(&model, days, s), r, 1e-12);
				longer = days;
			}
		}
	}
}

static void test_interval_at_the_edges(void **state)
{
	struct cpc_fsrs_model model = model_default();

	(void)state;
	assert_near(cpc_fsrs_interval(&model, 1, 36500), 0, 0);
	assert_near(cpc_fsrs_interval(&model, 2, 36500), 0, 0);
	assert_true(isfinite(cpc_fsrs_interval(&model, 0, 36500)));
	assert_true(isfinite(cpc_fsrs_interval(&model, -1, INFINITY)));
	assert_true(isfinite(cpc_fsrs_interval(&model, NAN, NAN)));
}

static void test_interval_round_is_half_up_within_bounds(void **state)
{
	static const struct {
		double days;
		int32_t max, whole;
	} cases[] = {{1.5, 99, 2}, {2.5, 99, 3}, {3.5, 99, 4}, {2.4999999, 99, 2}, {0, 99, 1},
		{0.49, 99, 1}, {-5, 99, 1}, {98.5, 99, 99}, {99.5, 99, 99},
		{1e300, INT32_MAX, INT32_MAX}, {INFINITY, 36500, 36500}, {-INFINITY, 36500, 1},
		{NAN, 36500, 1}, {5, 0, 1}, {5, INT32_MIN, 1}};

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++)
		assert_int_equal(
			cpc_fsrs_interval_round(cases[i].days, cases[i].max), cases[i].whole);
}

/* ---- next states ---- */

static void test_next_stays_in_bounds_and_in_order(void **state)
{
	uint64_t seed = 4;

	(void)state;
	for (int n = 0; n < MODELS; n++) {
		struct cpc_fsrs_model model = model_drawn(n, &seed);

		for (size_t i = 0; i < LENGTH(stability_all); i++)
			for (size_t j = 0; j < LENGTH(difficulty_all); j++)
				for (size_t k = 0; k < LENGTH(elapsed_all); k++) {
					struct cpc_fsrs_memory now = {
						stability_all[i], difficulty_all[j]};
					struct cpc_fsrs_memory all[4];

					cpc_fsrs_next_all(&model, &now, elapsed_all[k], all);
					for (int g = 0; g < 4; g++)
						assert_memory_in_bounds(all[g]);
					for (int g = 1; g < 4; g++) {
						assert_true(
							all[g].stability >= all[g - 1].stability);
						assert_true(
							all[g].difficulty <= all[g - 1].difficulty);
						assert_true(all[g].stability >= now.stability);
					}
				}
	}
}

static void test_next_all_equals_next(void **state)
{
	uint64_t seed = 5;

	(void)state;
	for (int n = 0; n < MODELS; n++) {
		struct cpc_fsrs_model model = model_drawn(n, &seed);
		struct cpc_fsrs_memory now = {exp(draw(&seed) * 17 - 6.9), 1 + 9 * draw(&seed)};
		struct cpc_fsrs_memory all[4];

		for (size_t k = 0; k < LENGTH(elapsed_all); k++) {
			cpc_fsrs_next_all(&model, &now, elapsed_all[k], all);
			for (int g = 1; g <= 4; g++) {
				struct cpc_fsrs_memory one =
					cpc_fsrs_next(&model, now, g, elapsed_all[k]);

				assert_near(all[g - 1].stability, one.stability, 0);
				assert_near(all[g - 1].difficulty, one.difficulty, 0);
			}
		}
		cpc_fsrs_next_all(&model, NULL, 9, all);
		for (int g = 1; g <= 4; g++) {
			struct cpc_fsrs_memory one = cpc_fsrs_first(&model, g);

			assert_memory_in_bounds(one);
			assert_near(all[g - 1].stability, one.stability, 0);
			assert_near(all[g - 1].difficulty, one.difficulty, 0);
		}
	}
}

static void test_next_moves_bad_memory_into_bounds(void **state)
{
	struct cpc_fsrs_model model = model_default();
	static const double odd[] = {NAN, INFINITY, -INFINITY, -1, 0, 1e308, 5e-324};

	(void)state;
	for (size_t i = 0; i < LENGTH(odd); i++)
		for (size_t j = 0; j < LENGTH(odd); j++)
			for (size_t k = 0; k < LENGTH(elapsed_all); k++)
				for (int grade = -1; grade <= 5; grade++) {
					struct cpc_fsrs_memory now = {odd[i], odd[j]};

					assert_memory_in_bounds(
						cpc_fsrs_next(&model, now, grade, elapsed_all[k]));
				}
}

static void test_next_parts_move_bad_numbers_into_bounds(void **state)
{
	struct cpc_fsrs_model model = model_default();
	static const double odd[] = {NAN, INFINITY, -INFINITY, -1, 0, 1, 2};

	(void)state;
	for (size_t i = 0; i < LENGTH(odd); i++)
		for (int grade = 0; grade <= 5; grade++) {
			struct cpc_fsrs_memory now = {odd[i], odd[i]};
			struct cpc_fsrs_memory part = {
				cpc_fsrs_stability_recall(&model, now, grade, odd[i]),
				cpc_fsrs_difficulty_next(&model, odd[i], grade)};

			assert_memory_in_bounds(part);
			part.stability = cpc_fsrs_stability_lapse(&model, now, odd[i]);
			assert_memory_in_bounds(part);
			part.stability = cpc_fsrs_stability_same_day(&model, odd[i], grade);
			assert_memory_in_bounds(part);
		}
}

static void test_next_ignores_other_grades(void **state)
{
	struct cpc_fsrs_model model = model_default();
	struct cpc_fsrs_memory now = {12.5, 6.25};

	(void)state;
	for (int grade = -4; grade < 10; grade += grade == 0 ? 5 : 1) {
		struct cpc_fsrs_memory next = cpc_fsrs_next(&model, now, grade, 12);

		assert_near(next.stability, now.stability, 0);
		assert_near(next.difficulty, now.difficulty, 0);
		assert_memory_in_bounds(cpc_fsrs_first(&model, grade));
	}
}

static void test_same_day_passes_never_lower_stability(void **state)
{
	uint64_t seed = 6;

	(void)state;
	for (int n = 0; n < MODELS; n++) {
		struct cpc_fsrs_model model = model_drawn(n, &seed);

		for (size_t i = 0; i < LENGTH(stability_all); i++) {
			struct cpc_fsrs_memory now = {stability_all[i], 5};
			struct cpc_fsrs_memory day[4], another[4];

			cpc_fsrs_next_all(&model, &now, 0, day);
			cpc_fsrs_next_all(&model, &now, 1, another);
			for (int g = 0; g < 4; g++) {
				assert_near(day[g].difficulty, another[g].difficulty, 0);
				if (!model.short_term)
					assert_near(day[g].stability, now.stability, 0);
				if (g > 0)
					assert_true(day[g].stability >= now.stability);
			}
		}
	}
}

static void test_lapse_keeps_below_its_ceiling(void **state)
{
	uint64_t seed = 7;

	(void)state;
	for (int n = 0; n < MODELS; n++) {
		struct cpc_fsrs_model model = model_drawn(n, &seed);
		double share = exp(-model.params.w[17] * model.params.w[18]);

		for (size_t i = 0; i < LENGTH(stability_all); i++) {
			struct cpc_fsrs_memory now = {stability_all[i], 5};
			double s = cpc_fsrs_next(&model, now, CPC_FSRS_AGAIN, 50).stability;

			assert_true(s <= now.stability * share * (1 + 1e-15) ||
				    s <= CPC_FSRS_STABILITY_MIN);
		}
	}
}

static void test_difficulty_uses_old_state_only(void **state)
{
	struct cpc_fsrs_model model = model_default();
	struct cpc_fsrs_memory now = {10, 5};

	(void)state;
	for (int g = 1; g <= 4; g++) {
		struct cpc_fsrs_memory next = cpc_fsrs_next(&model, now, g, 10);
		double r = cpc_fsrs_retrievability(&model, 10, 10);
		double s = g == 1 ? cpc_fsrs_stability_lapse(&model, now, r)
				  : cpc_fsrs_stability_recall(&model, now, g, r);

		assert_near(next.stability, s, 0);
		assert_near(next.difficulty, cpc_fsrs_difficulty_next(&model, 5, g), 0);
	}
}

/* ---- history, SM-2 ---- */

static void test_history_folds_next(void **state)
{
	struct cpc_fsrs_model model = model_default();
	static const struct cpc_fsrs_review reviews[] = {
		{77, 0}, {5, 3}, {0, 1}, {3, 0}, {9, 4}, {30, 2}};
	struct cpc_fsrs_memory folded = cpc_fsrs_first(&model, 3);
	struct cpc_fsrs_memory start = {40, 4};
	struct cpc_fsrs_memory out;

	(void)state;
	folded = cpc_fsrs_next(&model, folded, 1, 0);
	folded = cpc_fsrs_next(&model, folded, 4, 9);
	folded = cpc_fsrs_next(&model, folded, 2, 30);
	assert_true(cpc_fsrs_history(&model, NULL, reviews, LENGTH(reviews), &out));
	assert_near(out.stability, folded.stability, 0);
	assert_near(out.difficulty, folded.difficulty, 0);

	folded = cpc_fsrs_next(&model, start, 3, 5);
	assert_true(cpc_fsrs_history(&model, &start, reviews, 2, &out));
	assert_near(out.stability, folded.stability, 0);
	assert_true(cpc_fsrs_history(&model, &start, NULL, 0, &out));
	assert_near(out.stability, 40, 0);
	start.stability = NAN;
	assert_true(cpc_fsrs_history(&model, &start, reviews, 1, &out));
	assert_memory_in_bounds(out);
}

static void test_history_refuses(void **state)
{
	struct cpc_fsrs_model model = model_default();
	static const struct cpc_fsrs_review manual[] = {{1, 0}, {2, 0}};
	static const struct cpc_fsrs_review wrong[] = {{0, 3}, {2, 5}};
	struct cpc_fsrs_memory out = {-1, -1};

	(void)state;
	assert_false(cpc_fsrs_history(&model, NULL, NULL, 0, &out));
	assert_false(cpc_fsrs_history(&model, NULL, manual, 2, &out));
	assert_false(cpc_fsrs_history(&model, NULL, wrong, 2, &out));
	assert_near(out.stability, -1, 0);
	assert_near(out.difficulty, -1, 0);
}

static void test_from_sm2_gives_back_its_ease(void **state)
{
	struct cpc_fsrs_model model = model_default();
	struct cpc_fsrs_memory memory, next;

	(void)state;
	assert_true(cpc_fsrs_from_sm2(&model, 2, 15, 0.9, &memory));
	assert_memory_in_bounds(memory);
	next = cpc_fsrs_next(&model, memory, CPC_FSRS_GOOD, 15);
	assert_near(next.stability / 15, 2, 1e-9);
}

static void test_from_sm2_refuses_and_stays_in_bounds(void **state)
{
	static const double retentions[] = {0, 1, -1, 2, NAN, INFINITY};
	static const double odd[] = {-1e300, -1, 0, 1, 1e300};
	struct cpc_fsrs_memory out = {-1, -1};
	uint64_t seed = 8;

	(void)state;
	for (int n = 0; n < MODELS; n++) {
		struct cpc_fsrs_model model = model_drawn(n, &seed);

		for (size_t i = 0; i < LENGTH(retentions); i++)
			assert_false(cpc_fsrs_from_sm2(&model, 2.5, 10, retentions[i], &out));
		assert_false(cpc_fsrs_from_sm2(&model, NAN, 10, 0.9, &out));
		assert_false(cpc_fsrs_from_sm2(&model, 2.5, INFINITY, 0.9, &out));
		if (n == 0)
			assert_near(out.stability, -1, 0);
		for (size_t i = 0; i < LENGTH(odd); i++)
			for (size_t j = 0; j < LENGTH(odd); j++)
				for (double r = 1e-300; r < 1; r += 0.0999) {
					assert_true(
						cpc_fsrs_from_sm2(&model, odd[i], odd[j], r, &out));
					assert_memory_in_bounds(out);
				}
		assert_true(cpc_fsrs_from_sm2(&model, 2.5, 10, nextafter(1, 0), &out));
		assert_memory_in_bounds(out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_params_default_is_valid),
		cmocka_unit_test(test_params_valid_refuses_what_is_outside),
		cmocka_unit_test(test_params_clip_is_valid_and_stable),
		cmocka_unit_test(test_params_w19_floor_follows_short_term),
		cmocka_unit_test(test_params_migrate_is_idempotent),
		cmocka_unit_test(test_params_migrate_refuses),
		cmocka_unit_test(test_retrievability_falls_with_days_and_rises_with_stability),
		cmocka_unit_test(test_retrievability_at_the_edges),
		cmocka_unit_test(test_interval_inverts_retrievability),
		cmocka_unit_test(test_interval_at_the_edges),
		cmocka_unit_test(test_interval_round_is_half_up_within_bounds),
		cmocka_unit_test(test_next_stays_in_bounds_and_in_order),
		cmocka_unit_test(test_next_all_equals_next),
		cmocka_unit_test(test_next_moves_bad_memory_into_bounds),
		cmocka_unit_test(test_next_parts_move_bad_numbers_into_bounds),
		cmocka_unit_test(test_next_ignores_other_grades),
		cmocka_unit_test(test_same_day_passes_never_lower_stability),
		cmocka_unit_test(test_lapse_keeps_below_its_ceiling),
		cmocka_unit_test(test_difficulty_uses_old_state_only),
		cmocka_unit_test(test_history_folds_next),
		cmocka_unit_test(test_history_refuses),
		cmocka_unit_test(test_from_sm2_gives_back_its_ease),
		cmocka_unit_test(test_from_sm2_refuses_and_stays_in_bounds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
