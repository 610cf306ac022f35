/*
 * blueprint.h - how many questions of each domain an exam holds, and which are drawn.
 * May use: base. Must not know: SQL, what a question is called.
 */
#ifndef RULES_BLUEPRINT_H
#define RULES_BLUEPRINT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/rng.h"

/*
 * Share out `count` questions over domains in proportion to `weight`, by largest remainder
 * (Hamilton); among equal remainders the earlier domain. No domain gets more than `available` of
 * it: what it cannot give is shared out over the others in the same way. False when all together
 * have fewer than count.
 */
bool blueprint_share(
	const int weight[], const size_t available[], size_t domains, size_t count, size_t out[]);

/*
 * A random sample of positions 0..n-1 without repeats, drawn piece by piece: the first k are the
 * first k of a random permutation.
 */
struct blueprint_sample {
	struct rng rng;
	size_t n, drawn;
	size_t *order; /* 0..n-1, of which the first `drawn` are in their places */
};

/* False: no memory. */
bool blueprint_sample_init(struct blueprint_sample *s, size_t n, uint64_t seed);
void blueprint_sample_release(struct blueprint_sample *s);

/* The next position; false when all were drawn. */
bool blueprint_sample_next(struct blueprint_sample *s, size_t *out);

#endif
