/*
 * recall.h - how often what was predicted to be remembered was remembered.
 * May use: libc. Must not know: who predicts, what is remembered, SQL.
 */
#ifndef RULES_RECALL_H
#define RULES_RECALL_H

#include <stdbool.h>
#include <stddef.h>

/* Below one half, then in steps of five hundredths up to 1: predictions of a schedule that aims at
 * 0.9 crowd at the top. */
#define RECALL_BINS 11

struct recall_bin {
	size_t n, right;
	double predicted; /* sum */
};

/* Begin with zeros. */
struct recall {
	struct recall_bin bins[RECALL_BINS];
	double brier; /* sum of (predicted - observed)^2 */
};

/* One answer; predicted is 0..1. */
void recall_add(struct recall *r, double predicted, bool right);

/* Where a bin begins; that of RECALL_BINS is 1. */
double recall_low(size_t bin);

/* All bins as one. */
struct recall_bin recall_total(const struct recall *r);

/* Mean of (predicted - observed)^2 over all answers (Brier 1950); 0 when there is none. */
double recall_brier(const struct recall *r);

/* sqrt(sum n (mean predicted - share right)^2 / sum n) over the bins: how far off the predictions
 * are, apart from the luck of single answers. 0 when there is none. */
double recall_error(const struct recall *r);

#endif
