/*
 * rng.c - splitmix64 and what is drawn with it.
 * May use: libc. Must not know: what is drawn.
 */
#include "base/rng.h"

void rng_init(struct rng *r, uint64_t seed)
{
	r->state = seed;
}

uint64_t rng_next(struct rng *r)
{
	uint64_t z = r->state += UINT64_C(0x9e3779b97f4a7c15);
	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

uint64_t rng_lot(uint64_t seed)
{
	struct rng r;
	rng_init(&r, seed);
	return rng_next(&r);
}

uint64_t rng_below(struct rng *r, uint64_t n)
{
	/* Numbers above the last whole multiple of n would favour the small results. */
	uint64_t limit = UINT64_MAX - UINT64_MAX % n;
	uint64_t x;
	do
		x = rng_next(r);
	while (x >= limit);
	return x % n;
}

void rng_permutation(struct rng *r, size_t n, int order[])
{
	for (size_t i = 0; i < n; i++) {
		size_t j = (size_t)rng_below(r, i + 1);
		order[i] = order[j];
		order[j] = (int)i;
	}
}
