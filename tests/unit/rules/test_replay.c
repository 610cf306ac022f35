/*
 * test_replay.c - from the answers to one concept to its card: days, due days, lapses, clocks that
 * go wrong.
 * May use: rules/replay, cpc_fsrs.h. Must not know: where answers come from.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/rng.h"
#include "rules/replay.h"
#include "../../near.h"

#define DAY0 INT64_C(20780) /* 2026-11-23 */

static struct cpc_fsrs_model model;

static int set_up(void **state)
{
	(void)state;
	struct cpc_fsrs_params params;
	cpc_fsrs_params_default(&params);
	return cpc_fsrs_model_init(&model, &params, true) ? 0 : -1;
}

static struct replay begin(const char *concept)
{
	return replay_begin(&model, 0.9, concept);
}

/* Answers as "day grade day grade ...", days from DAY0. */
static struct replay_card card_of(const char *concept, const int answers[][2], size_t n)
{
	struct replay r = begin(concept);
	for (size_t i = 0; i < n; i++)
		replay_answer(&r, DAY0 + answers[i][0], answers[i][1]);
	return r.card;
}

#define CARD(...)                                                                                  \
	card_of("cpc:x", (const int[][2]){__VA_ARGS__},                                            \
		sizeof((const int[][2]){__VA_ARGS__}) / sizeof(int[2]))

static void assert_same_memory(struct cpc_fsrs_memory a, struct cpc_fsrs_memory b)
{
	assert_near(a.stability, b.stability, 0);
	assert_near(a.difficulty, b.difficulty, 0);
}

static void first_answer(void **state)
{
	(void)state;
	for (int grade = 1; grade <= 4; grade++) {
		struct replay_card card = CARD({3, grade});
		assert_same_memory(card.memory, cpc_fsrs_first(&model, grade));
		assert_int_equal(card.first_day, DAY0 + 3);
		assert_int_equal(card.last_day, DAY0 + 3);
		assert_int_equal(card.reps, 1);
		assert_int_equal(card.lapses, 0);
		if (grade == 1)
			assert_int_equal(card.due_day, DAY0 + 3);
		else
			assert_true(card.due_day > DAY0 + 3);
	}
}

/* A history, and the same by calls of cpc_fsrs: the numbers of both are equal to the last bit. */
static void equals_calls_by_hand(void **state)
{
	(void)state;
	struct replay_card card = CARD({0, 3}, {2, 3}, {2, 2}, {14, 1}, {14, 3}, {16, 4}, {90, 3});
	struct cpc_fsrs_memory m = cpc_fsrs_first(&model, 3);
	m = cpc_fsrs_next(&model, m, 3, 2);
	m = cpc_fsrs_next(&model, m, 2, 0);
	m = cpc_fsrs_next(&model, m, 1, 12);
	m = cpc_fsrs_next(&model, m, 3, 0);
	m = cpc_fsrs_next(&model, m, 4, 2);
	m = cpc_fsrs_next(&model, m, 3, 74);
	assert_same_memory(card.memory, m);
	const struct cpc_fsrs_review reviews[] = {
		{0, 3}, {2, 3}, {0, 2}, {12, 1}, {0, 3}, {2, 4}, {74, 3}};
	struct cpc_fsrs_memory whole;
	assert_true(cpc_fsrs_history(&model, NULL, reviews, 7, &whole));
	assert_same_memory(card.memory, whole);
	assert_int_equal(card.first_day, DAY0);
	assert_int_equal(card.last_day, DAY0 + 90);
	assert_int_equal(card.reps, 7);
	assert_int_equal(card.lapses, 1);
}

static void same_day(void **state)
{
	(void)state;
	struct cpc_fsrs_memory m = cpc_fsrs_first(&model, 1);
	assert_same_memory(CARD({0, 1}, {0, 3}).memory, cpc_fsrs_next(&model, m, 3, 0));
	assert_int_equal(CARD({0, 1}, {0, 3}).last_day, DAY0);
	assert_true(CARD({0, 1}, {0, 3}).due_day > DAY0);
	/* Right, then wrong on the same day: due again on that day. */
	assert_int_equal(CARD({5, 3}, {5, 1}).due_day, DAY0 + 5);
}

/* A wrong answer stays due on its day, a right one goes at least a day away, by the interval at
 * which recall falls to the retention wanted, fuzzed. */
static void due_days(void **state)
{
	(void)state;
	static const double retentions[] = {0.70, 0.80, 0.90, 0.95, 0.99};
	for (size_t k = 0; k < sizeof retentions / sizeof *retentions; k++) {
		struct replay r = replay_begin(&model, retentions[k], "cpc:x");
		int64_t day = DAY0;
		for (int i = 0; i < 12; i++) {
			replay_answer(&r, day, 3);
			double days =
				cpc_fsrs_interval(&model, retentions[k], r.card.memory.stability);
			struct cpc_fsrs_range range =
				cpc_fsrs_fuzz_range(days, 1, CPC_FSRS_INTERVAL_MAX);
			int64_t wait = r.card.due_day - day;
			assert_true(wait >= 1 && wait >= range.low && wait <= range.high);
			/* Which of them is drawn from the concept and the number of answers. */
			assert_int_equal(
				wait, cpc_fsrs_fuzz_days(days, 1, CPC_FSRS_INTERVAL_MAX,
					      cpc_fsrs_fuzz_factor(r.key, (uint32_t)i + 1)));
			day = r.card.due_day;
		}
	}
	/* Higher retention, shorter waits. */
	struct replay often = replay_begin(&model, 0.97, "cpc:x");
	struct replay seldom = replay_begin(&model, 0.75, "cpc:x");
	for (int64_t day = DAY0; day < DAY0 + 50; day += 10) {
		replay_answer(&often, day, 3);
		replay_answer(&seldom, day, 3);
	}
	assert_true(often.card.due_day < seldom.card.due_day);
	assert_same_memory(often.card.memory, seldom.card.memory);
}

/* Wrong answers after the first right one, one a day. */
static void lapses(void **state)
{
	(void)state;
	assert_int_equal(CARD({0, 1}, {0, 1}, {1, 1}).lapses, 0); /* never known */
	assert_int_equal(CARD({0, 1}, {0, 3}, {4, 1}).lapses, 1);
	assert_int_equal(CARD({0, 3}, {4, 1}, {4, 1}, {4, 1}).lapses, 1);
	assert_int_equal(CARD({0, 3}, {4, 1}, {4, 3}, {4, 1}).lapses, 1);
	assert_int_equal(CARD({0, 3}, {4, 1}, {5, 1}).lapses, 2);
	assert_int_equal(CARD({0, 3}, {4, 1}, {5, 3}, {9, 1}).lapses, 2);
	assert_int_equal(CARD({0, 3}, {0, 1}).lapses, 1);
	/* The wrong answer before it was known does not stand for the one after. */
	assert_int_equal(CARD({0, 1}, {0, 3}, {0, 1}).lapses, 1);
}

/* A day before the last one counts as the same day: time elapsed is never negative. */
static void clock_back(void **state)
{
	(void)state;
	struct replay_card card = CARD({10, 3}, {8, 3}, {-4000, 4});
	struct cpc_fsrs_memory m = cpc_fsrs_first(&model, 3);
	m = cpc_fsrs_next(&model, m, 3, 0);
	m = cpc_fsrs_next(&model, m, 4, 0);
	assert_same_memory(card.memory, m);
	assert_int_equal(card.first_day, DAY0 + 10);
	assert_int_equal(card.last_day, DAY0 + 10);
	assert_true(card.due_day > DAY0 + 10);
	/* The wrong answer with the clock back leaves it due on the day the card stands on. */
	card = CARD({10, 3}, {8, 1});
	assert_int_equal(card.due_day, DAY0 + 10);
	assert_int_equal(card.lapses, 1);
	/* Days count on from there. */
	card = CARD({10, 3}, {8, 1}, {12, 3});
	m = cpc_fsrs_next(&model, cpc_fsrs_first(&model, 3), 1, 0);
	assert_same_memory(card.memory, cpc_fsrs_next(&model, m, 3, 2));
}

/* Clocks that are off by millennia: every number stays finite and inside its bounds. */
static void clock_far_away(void **state)
{
	(void)state;
	static const int64_t days[] = {DAY0, INT64_C(2932896), DAY0 + 1, -719162, INT64_C(2932896)};
	for (int grade = 1; grade <= 4; grade++) {
		struct replay r = begin("cpc:x");
		for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
			replay_answer(&r, days[i], grade);
			assert_true(isfinite(r.card.memory.stability));
			assert_true(r.card.memory.stability >= CPC_FSRS_STABILITY_MIN);
			assert_true(r.card.memory.stability <= CPC_FSRS_STABILITY_MAX);
			assert_true(r.card.memory.difficulty >= CPC_FSRS_DIFFICULTY_MIN);
			assert_true(r.card.memory.difficulty <= CPC_FSRS_DIFFICULTY_MAX);
			assert_true(r.card.due_day >= r.card.last_day);
			assert_true(r.card.due_day - r.card.last_day <= CPC_FSRS_INTERVAL_MAX);
		}
	}
	/* A gap longer than the longest interval counts as that. */
	struct replay_card card = card_of("cpc:x", (const int[][2]){{0, 3}, {2000000, 3}}, 2);
	struct cpc_fsrs_memory m = cpc_fsrs_first(&model, 3);
	assert_same_memory(card.memory, cpc_fsrs_next(&model, m, 3, CPC_FSRS_INTERVAL_MAX));
}

/* The same concept gets the same days, whenever and wherever it is computed; concepts learned
 * together are spread. */
static void fuzz_of_a_concept(void **state)
{
	(void)state;
	static const int answers[][2] = {{0, 3}, {2, 3}, {14, 3}, {70, 3}};
	struct replay_card first = card_of("cpc:closure", answers, 4);
	struct replay_card second = card_of("cpc:closure", answers, 4);
	assert_int_equal(first.due_day, second.due_day);
	int64_t low = INT64_MAX, high = INT64_MIN;
	for (int i = 0; i < 200; i++) {
		char name[32];
		snprintf(name, sizeof name, "cpc:concept-%d", i);
		struct replay_card card = card_of(name, answers, 4);
		assert_same_memory(card.memory, first.memory);
		low = card.due_day < low ? card.due_day : low;
		high = card.due_day > high ? card.due_day : high;
	}
	double days = cpc_fsrs_interval(&model, 0.9, first.memory.stability);
	struct cpc_fsrs_range range = cpc_fsrs_fuzz_range(days, 1, CPC_FSRS_INTERVAL_MAX);
	assert_true(range.high > range.low);
	assert_int_equal(low, DAY0 + 70 + range.low);
	assert_int_equal(high, DAY0 + 70 + range.high);
}

static void assert_same_card(struct replay_card a, struct replay_card b)
{
	assert_same_memory(a.memory, b.memory);
	assert_int_equal(a.first_day, b.first_day);
	assert_int_equal(a.last_day, b.last_day);
	assert_int_equal(a.due_day, b.due_day);
	assert_int_equal(a.reps, b.reps);
	assert_int_equal(a.lapses, b.lapses);
}

static struct replay_card card_again(int answers[][2], size_t n)
{
	struct replay r = begin("cpc:x");
	for (size_t i = 0; i < n; i++)
		replay_answer(&r, DAY0 + answers[i][0], answers[i][1]);
	return r.card;
}

/* 2000 random histories: replayed anew after each answer the card is the same, and it is due
 * on its last day after a wrong answer and later after a right one. */
static void random_histories(void **state)
{
	(void)state;
	struct rng rng;
	rng_init(&rng, 7);
	for (int run = 0; run < 2000; run++) {
		int answers[24][2], day = 0;
		size_t n = 1 + (size_t)rng_below(&rng, 24);
		int wrong = 0;
		for (size_t i = 0; i < n; i++) {
			day += (int)rng_below(&rng, 40) - 3;
			answers[i][0] = day;
			answers[i][1] = 1 + (int)rng_below(&rng, 4);
			wrong += answers[i][1] == 1;
		}
		struct replay r = begin("cpc:x");
		for (size_t i = 0; i < n; i++) {
			replay_answer(&r, DAY0 + answers[i][0], answers[i][1]);
			assert_same_card(card_again(answers, i + 1), r.card);
			assert_true(r.card.due_day >= r.card.last_day);
			assert_true((r.card.due_day == r.card.last_day) == (answers[i][1] == 1));
		}
		assert_int_equal(r.card.reps, n);
		assert_in_range(r.card.lapses, 0, wrong);
	}
}

/* Nothing is predicted before the first answer nor for its day; then it falls from day to day, and
 * on the day of one stability it is 0.9. */
static void predicts_recall(void **state)
{
	(void)state;
	struct replay r = begin("cpc:x");
	assert_true(replay_recall(&r, DAY0) < 0);
	replay_answer(&r, DAY0, 3);
	assert_true(replay_recall(&r, DAY0) < 0);
	assert_true(replay_recall(&r, DAY0 - 1) < 0);
	double before = 1;
	for (int day = 1; day < 100; day++) {
		double now = replay_recall(&r, DAY0 + day);
		assert_near(
			now, cpc_fsrs_retrievability(&model, day, r.card.memory.stability), 1e-15);
		assert_true(now > 0 && now < before);
		before = now;
	}
	r.card.memory.stability = 7;
	assert_near(replay_recall(&r, DAY0 + 7), 0.9, 1e-12);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(first_answer),
		cmocka_unit_test(equals_calls_by_hand),
		cmocka_unit_test(same_day),
		cmocka_unit_test(due_days),
		cmocka_unit_test(lapses),
		cmocka_unit_test(clock_back),
		cmocka_unit_test(clock_far_away),
		cmocka_unit_test(fuzz_of_a_concept),
		cmocka_unit_test(random_histories),
		cmocka_unit_test(predicts_recall),
	};
	return cmocka_run_group_tests(tests, set_up, NULL);
}
