/*
 * recall.c - how often what was predicted to be remembered was remembered.
 * May use: libc. Must not know: who predicts, what is remembered, SQL.
 */
#include "rules/recall.h"

#include <math.h>

static const double lows[RECALL_BINS + 1] = {
	0, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1};

double recall_low(size_t bin)
{
	return lows[bin];
}

void recall_add(struct recall *r, double predicted, bool right)
{
	size_t bin = 0;
	while (bin + 1 < RECALL_BINS && predicted >= lows[bin + 1])
		bin++;
	r->bins[bin].n++;
	r->bins[bin].right += right;
	r->bins[bin].predicted += predicted;
	r->brier += (predicted - right) * (predicted - right);
}

struct recall_bin recall_total(const struct recall *r)
{
	struct recall_bin all = {0};
	for (size_t i = 0; i < RECALL_BINS; i++) {
		all.n += r->bins[i].n;
		all.right += r->bins[i].right;
		all.predicted += r->bins[i].predicted;
	}
	return all;
}

double recall_brier(const struct recall *r)
{
	size_t n = recall_total(r).n;
	return n ? r->brier / (double)n : 0;
}

double recall_error(const struct recall *r)
{
	double sum = 0;
	size_t n = 0;
	for (size_t i = 0; i < RECALL_BINS; i++) {
		const struct recall_bin *b = &r->bins[i];
		double off = b->predicted - (double)b->right; /* n times the difference of means */
		sum += b->n ? off * off / (double)b->n : 0;
		n += b->n;
	}
	return n ? sqrt(sum / (double)n) : 0;
}
