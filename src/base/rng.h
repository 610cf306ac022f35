/*
 * rng.h - repeatable random numbers from a seed.
 * May use: libc. Must not know: what is drawn.
 *
 * splitmix64 (Steele, Lea, Flood 2014, "Fast splittable pseudorandom number generators"): the same
 * seed gives the same numbers on every machine and in every release.
 */
#ifndef BASE_RNG_H
#define BASE_RNG_H

#include <stddef.h>
#include <stdint.h>

struct rng {
	uint64_t state;
};

void rng_init(struct rng *r, uint64_t seed);
uint64_t rng_next(struct rng *r);
uint64_t rng_below(struct rng *r, uint64_t n); /* 0..n-1 without bias; n > 0 */

/* The first number of this seed: puts things in a random order by a hash of their names, which
 * alone would keep names that differ in their last letters together. */
uint64_t rng_lot(uint64_t seed);

/* order[0..n-1] becomes a random permutation of 0..n-1 (Fisher-Yates). */
void rng_permutation(struct rng *r, size_t n, int order[]);

#endif
