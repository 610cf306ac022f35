/*
 * bench_fsrs.c - how many FSRS next states a second one core computes: the stream that the ts-fsrs
 * peer replays (same grades, same cards), so that the two rates can be put side by side.
 * May use: cpc_fsrs.h, the clock. Must not know: the peer, which it never starts.
 *
 * usage: bench_fsrs [PEER]    with an argument, whatever it is, only the rate of next states is
 * printed, as a bare number, for a script that runs the peer beside it.
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <time.h>

#include "cpc_fsrs.h"

enum { REVIEWS = 10000000, CARDS = 10000, ROUND = 1000000 };

/* The peer's generator (Numerical Recipes) and its mix: 12 % Again, 8 Hard, 70 Good, 10 Easy. */
static int grade_drawn(uint32_t *seed)
{
	*seed = *seed * 1664525U + 1013904223U;

	uint32_t u = (*seed >> 16) % 100;

	return u < 12 ? CPC_FSRS_AGAIN : u < 20 ? CPC_FSRS_HARD : u < 90 ? CPC_FSRS_GOOD : 4;
}

static double seconds_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static double bench_next(const struct cpc_fsrs_model *model, double *checksum)
{
	static struct cpc_fsrs_memory cards[CARDS];
	uint32_t seed = 12345;
	double sum = 0;
	double start = seconds_now();

	for (int i = 0; i < REVIEWS; i++) {
		struct cpc_fsrs_memory *card = &cards[i % CARDS];

		/* The peer's 1,000,000 reviews are replayed from the start, again and again. */
		if (i % ROUND == 0)
			seed = 12345;
		int grade = grade_drawn(&seed);

		if (i % ROUND < CARDS) {
			*card = cpc_fsrs_first(model, grade);
		} else {
			int32_t days = cpc_fsrs_interval_round(card->stability, INT32_MAX);

			*card = cpc_fsrs_next(model, *card, grade, days);
		}
		sum += card->stability;
	}

	double seconds = seconds_now() - start;

	*checksum = sum / ((double)REVIEWS / ROUND);
	return REVIEWS / seconds;
}

static double bench_schedule(const struct cpc_fsrs_scheduler *scheduler, double *checksum)
{
	static struct cpc_fsrs_outcome cards[CARDS];
	uint32_t seed = 12345;
	double sum = 0;
	double start = seconds_now();

	for (int i = 0; i < REVIEWS; i++) {
		struct cpc_fsrs_outcome *at = &cards[i % CARDS];
		struct cpc_fsrs_outcome all[4];

		if (i % ROUND == 0)
			seed = 12345;
		if (i % ROUND < CARDS)
			*at = (struct cpc_fsrs_outcome){.card = {.phase = CPC_FSRS_NEW}};
		cpc_fsrs_schedule(scheduler, &at->card, at->days, CPC_FSRS_NO_FUZZ, all);
		*at = all[grade_drawn(&seed) - 1];
		sum += at->card.memory.stability;
	}

	double seconds = seconds_now() - start;

	*checksum = sum / ((double)REVIEWS / ROUND);
	return REVIEWS / seconds;
}

int main(int argc, char **argv)
{
	struct cpc_fsrs_scheduler scheduler;
	struct cpc_fsrs_settings settings;
	struct cpc_fsrs_params params;
	double checksum;

	(void)argv;
	cpc_fsrs_params_default(&params);
	cpc_fsrs_settings_default(&settings);
	if (!cpc_fsrs_scheduler_init(&scheduler, &params, &settings))
		return 1;

	double rate = bench_next(&scheduler.model, &checksum);

	if (argc > 1) {
		printf("%.0f\n", rate);
		return isfinite(checksum) ? 0 : 1;
	}
	printf("fsrs next state: %.0f per second (sum of stability %.4f)\n", rate, checksum);
	rate = bench_schedule(&scheduler, &checksum);
	printf("fsrs schedule, all four grades: %.0f per second (sum of stability %.4f)\n", rate,
		checksum);
	return 0;
}
