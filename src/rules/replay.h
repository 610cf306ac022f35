/*
 * replay.h - from the answers to one concept to its card.
 * May use: cpc_fsrs.h, base. Must not know: SQL, the clock.
 *
 * Whatever happened to a concept (an answer, an undo, an edited bank, a rebuild) its card is made
 * anew from all its answers, so that there is one way to it and no drift.
 */
#ifndef RULES_REPLAY_H
#define RULES_REPLAY_H

#include <stdbool.h>
#include <stdint.h>

#include "cpc_fsrs.h"

struct replay_card {
	struct cpc_fsrs_memory memory;
	int64_t first_day, last_day, due_day; /* learner's days */
	int reps;			      /* answers */
	int lapses; /* wrong answers after the first right one, one a day at most */
};

struct replay {
	const struct cpc_fsrs_model *model;
	double retention;
	uint64_t key; /* of the concept: spreads the due days of cards learned together */
	struct replay_card card; /* of the answers so far; card.reps 0: none */
	bool learned;		 /* there was a right answer */
	int64_t lapse_day;	 /* of the last lapse counted */
};

struct replay replay_begin(
	const struct cpc_fsrs_model *model, double retention, const char *concept);

/* The next answer: the learner's day, grade 1..4. A day before the last one (a clock that went
 * back) counts as the same day. A wrong answer leaves the card due on its day; a right one moves it
 * by the fuzzed interval, at least a day. */
void replay_answer(struct replay *r, int64_t day, int grade);

/* The retrievability that the answers so far predict for `day`, 0..1; below 0 when there is no
 * prediction to test: before the first answer, and on the day of the last. */
double replay_recall(const struct replay *r, int64_t day);

#endif
