/*
 * blueprint.c - how many questions of each domain an exam holds, and which are drawn.
 * May use: base. Must not know: SQL, what a question is called.
 */
#include "rules/blueprint.h"

#include <stdlib.h>

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* One more to the domain with the largest part left over, of those that can give one. A domain's
 * due part is count * weight / total; numerators over `total` are compared, in whole numbers. */
static bool give_one(
	const int weight[], const size_t available[], size_t domains, size_t count, size_t out[])
{
	size_t best = domains;
	long long best_due = 0;
	long long total = 0;
	for (size_t i = 0; i < domains; i++)
		total += weight[i];
	for (size_t i = 0; i < domains; i++) {
		long long due = (long long)count * weight[i] - (long long)out[i] * total;
		if (out[i] < available[i] && (best == domains || due > best_due)) {
			best = i;
			best_due = due;
		}
	}
	if (best == domains)
		return false;
	out[best]++;
	return true;
}

bool blueprint_share(
	const int weight[], const size_t available[], size_t domains, size_t count, size_t out[])
{
	size_t total = 0, given = 0;
	for (size_t i = 0; i < domains; i++)
		total += (size_t)weight[i];
	for (size_t i = 0; i < domains; i++) {
		out[i] = total ? least(count * (size_t)weight[i] / total, available[i]) : 0;
		given += out[i];
	}
	for (; given < count; given++) {
		if (!give_one(weight, available, domains, count, out))
			return false;
	}
	return true;
}

bool blueprint_sample_init(struct blueprint_sample *s, size_t n, uint64_t seed)
{
	*s = (struct blueprint_sample){.n = n, .order = calloc(n + 1, sizeof *s->order)};
	rng_init(&s->rng, seed);
	for (size_t i = 0; s->order && i < n; i++)
		s->order[i] = i;
	return s->order != NULL;
}

void blueprint_sample_release(struct blueprint_sample *s)
{
	free(s->order);
	*s = (struct blueprint_sample){0};
}

/* Fisher-Yates from the front, a step at a time. */
bool blueprint_sample_next(struct blueprint_sample *s, size_t *out)
{
	if (s->drawn == s->n)
		return false;
	size_t i = s->drawn++, j = i + (size_t)rng_below(&s->rng, s->n - i);
	*out = s->order[j];
	s->order[j] = s->order[i];
	return true;
}
