/*
 * readiness.c - would the learner pass? The chance, what it rests on, and how such forecasts did.
 * May use: base, libm. Must not know: SQL, the clock, where answers come from.
 */
#include "rules/readiness.h"

#include <math.h>

#define MEMORY_SHARE 0.2  /* of the questions of a domain, which gain by what is remembered */
#define NORMAL_90 1.28155 /* Phi of it is 0.9: a tenth lies above, a tenth below its negative */

void readiness_add(struct readiness_domain *d, int64_t age, int64_t seen, int64_t right)
{
	if (age > READINESS_OLDEST_DAYS)
		return;
	double weight = age > 0 ? exp2(-(double)age / READINESS_HALF_LIFE_DAYS) : 1;
	d->seen += weight * (double)seen;
	d->right += weight * (double)right;
	if (age < READINESS_FRESH_DAYS)
		d->fresh += seen;
}

bool readiness_covers(const struct readiness_domain *d)
{
	return d->fresh >= READINESS_FRESH_LEAST;
}

/* p of the header. */
static double overall_rate(const struct readiness_domain *domains, size_t count)
{
	double seen = READINESS_PRIOR_WEIGHT, right = READINESS_PRIOR_WEIGHT / 2;
	for (size_t i = 0; i < count; i++) {
		seen += domains[i].seen;
		right += domains[i].right;
	}
	return right / seen;
}

static struct readiness_rate rate_of(const struct readiness_domain *d, double overall)
{
	double a = READINESS_PRIOR_WEIGHT * overall + d->right;
	double b = READINESS_PRIOR_WEIGHT * (1 - overall) + d->seen - d->right;
	double sum = a + b, gain = MEMORY_SHARE * d->met * d->recall, rest = 1 - gain;
	return (struct readiness_rate){.mean = rest * a / sum + gain,
		.variance = rest * rest * a * b / (sum * sum * (sum + 1))};
}

static double normal_above(double z)
{
	return 0.5 * erfc(z / sqrt(2));
}

void readiness_of(const struct readiness_domain *domains, size_t count, int cut,
	struct readiness_rate *rates, struct readiness *out)
{
	double overall = overall_rate(domains, count);
	int all = 0, covered = 0;
	*out = (struct readiness){0};
	for (size_t i = 0; i < count; i++) {
		struct readiness_rate rate = rate_of(&domains[i], overall);
		double n = domains[i].n;
		out->mean += n * rate.mean;
		out->variance += n * rate.mean * (1 - rate.mean) + n * (n - 1) * rate.variance;
		all += domains[i].n;
		covered += readiness_covers(&domains[i]) ? domains[i].n : 0;
		if (rates)
			rates[i] = rate;
	}
	if (all == 0)
		return;
	out->sigma = sqrt(out->variance);
	out->low = fmax(0, out->mean - NORMAL_90 * out->sigma);
	out->high = fmin(all, out->mean + NORMAL_90 * out->sigma);
	out->chance = normal_above((cut - 0.5 - out->mean) / out->sigma);
	out->coverage = (double)covered / all;
	out->told = out->coverage >= READINESS_COVERAGE_LEAST;
}

void readiness_score_add(struct readiness_score *s, double chance, bool passed)
{
	int bin = (int)(chance * READINESS_BINS);
	bin = bin < 0 ? 0 : bin >= READINESS_BINS ? READINESS_BINS - 1 : bin;
	s->n++;
	s->squares += (chance - passed) * (chance - passed);
	s->bins[bin].n++;
	s->bins[bin].passed += passed;
	s->bins[bin].chance += chance;
}

double readiness_brier(const struct readiness_score *s)
{
	return s->n ? s->squares / (double)s->n : 0;
}

double readiness_error_points(int percent, size_t count)
{
	double p = percent / 100.0;
	return count ? 100 * sqrt(p * (1 - p) / (double)count) : 0;
}
