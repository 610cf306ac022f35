/*
 * test_blueprint.c - how many questions of each domain an exam holds, for every size of exam, and
 * the random sample. May use: rules/blueprint. Must not know: SQL, what a question is called.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "rules/blueprint.h"

#define LENGTH(array) (sizeof(array) / sizeof *(array))
#define DOMAINS 19

/* Ten CPT domains of 6 and so on: a blueprint like the real one, of a hundred in all. */
static const int exam_weight[DOMAINS] = {6, 6, 6, 6, 6, 6, 4, 6, 6, 6, 4, 4, 5, 3, 7, 7, 4, 6, 2};
static const size_t ample[DOMAINS] = {1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000,
	1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000};

static size_t sum(const size_t shares[], size_t n)
{
	size_t all = 0;
	for (size_t i = 0; i < n; i++)
		all += shares[i];
	return all;
}

static long long weight_sum(const int weight[], size_t n)
{
	long long all = 0;
	for (size_t i = 0; i < n; i++)
		all += weight[i];
	return all;
}

/* Shares --------------------------------------------------------------------------------------- */

static void hundred_is_the_blueprint(void **state)
{
	(void)state;
	size_t out[DOMAINS];
	assert_int_equal(weight_sum(exam_weight, DOMAINS), 100);
	assert_true(blueprint_share(exam_weight, ample, DOMAINS, 100, out));
	for (size_t i = 0; i < DOMAINS; i++)
		assert_int_equal(out[i], exam_weight[i]);
}

/* Largest remainder, written down from its definition: floors, then one more to each of the domains
 * with the largest fractions, the earlier first. */
static void hamilton(const int weight[], size_t n, size_t count, size_t out[])
{
	long long total = weight_sum(weight, n), rest[DOMAINS];
	size_t left = count;
	for (size_t i = 0; i < n; i++) {
		out[i] = count * (size_t)weight[i] / (size_t)total;
		rest[i] = (long long)(count * (size_t)weight[i]) % total;
		left -= out[i];
	}
	for (; left > 0; left--) {
		size_t best = 0;
		for (size_t i = 1; i < n; i++)
			best = rest[i] > rest[best] ? i : best;
		out[best]++;
		rest[best] = -1;
	}
}

static void every_count(void **state)
{
	(void)state;
	for (size_t count = 1; count <= 1000; count++) {
		size_t out[DOMAINS], expected[DOMAINS];
		assert_true(blueprint_share(exam_weight, ample, DOMAINS, count, out));
		hamilton(exam_weight, DOMAINS, count, expected);
		assert_int_equal(sum(out, DOMAINS), count);
		for (size_t i = 0; i < DOMAINS; i++) {
			/* In hundredths: less than one question from the exact quota. */
			long long off = (long long)out[i] * 100 - (long long)count * exam_weight[i];
			assert_true(off > -100 && off < 100);
			assert_int_equal(out[i], expected[i]);
		}
	}
}

struct rng_weights {
	int weight[DOMAINS];
	size_t available[DOMAINS];
	size_t n;
};

/* Any blueprint and any bank: domains of weight 0 and domains without questions among them. */
static struct rng_weights any_weights(struct rng *rng)
{
	struct rng_weights w = {.n = 1 + (size_t)rng_below(rng, DOMAINS)};
	for (size_t i = 0; i < w.n; i++) {
		w.weight[i] = (int)rng_below(rng, 12);
		w.available[i] = rng_below(rng, 4) ? (size_t)rng_below(rng, 60) : 0;
	}
	w.weight[0]++;
	return w;
}

/* What holds of any share: as many as asked for and none above what there is; and whoever got less
 * than another in proportion had no more to give. */
static void check_share(const struct rng_weights *w, size_t count, const size_t out[])
{
	long long total = weight_sum(w->weight, w->n);
	assert_int_equal(sum(out, w->n), count);
	for (size_t i = 0; i < w->n; i++) {
		assert_true(out[i] <= w->available[i]);
		if (out[i] == w->available[i])
			continue;
		long long due = (long long)count * w->weight[i];
		/* One with questions left never falls short of its quota by a whole question. */
		assert_true((long long)out[i] * total > due - total);
	}
}

static void any_blueprint(void **state)
{
	(void)state;
	struct rng rng;
	rng_init(&rng, 1);
	for (int round = 0; round < 300; round++) {
		struct rng_weights w = any_weights(&rng);
		size_t all = sum(w.available, w.n), out[DOMAINS];
		for (size_t count = 1; count <= all; count += 1 + count / 16) {
			assert_true(blueprint_share(w.weight, w.available, w.n, count, out));
			check_share(&w, count, out);
		}
		assert_true(blueprint_share(w.weight, w.available, w.n, all, out));
		assert_memory_equal(out, w.available, w.n * sizeof *out);
		assert_false(blueprint_share(w.weight, w.available, w.n, all + 1, out));
	}
}

/* What one domain cannot give goes to the others in proportion, not all to the first. */
static void shortage_is_shared_out(void **state)
{
	(void)state;
	static const int weight[] = {40, 30, 20, 10};
	static const size_t available[] = {100, 100, 0, 100};
	size_t out[4];
	assert_true(blueprint_share(weight, available, 4, 100, out));
	assert_int_equal(sum(out, 4), 100);
	assert_int_equal(out[2], 0);
	/* Twenty over three: by the largest part still due, which levels what all are over. */
	assert_in_range(out[0], 46, 47);
	assert_in_range(out[1], 36, 37);
	assert_in_range(out[3], 16, 17);
	static const size_t little[] = {100, 3, 2, 1};
	assert_true(blueprint_share(weight, little, 4, 100, out));
	assert_int_equal(out[0], 94);
	assert_int_equal(out[1], 3);
	assert_int_equal(out[2], 2);
	assert_int_equal(out[3], 1);
	assert_true(blueprint_share(weight, little, 4, 106, out));
	assert_false(blueprint_share(weight, little, 4, 107, out));
}

static void ties_go_to_the_earlier(void **state)
{
	(void)state;
	static const int weight[] = {1, 1, 1};
	size_t out[3];
	assert_true(blueprint_share(weight, ample, 3, 1, out));
	assert_int_equal(out[0], 1);
	assert_true(blueprint_share(weight, ample, 3, 2, out));
	assert_int_equal(out[0], 1);
	assert_int_equal(out[1], 1);
	assert_int_equal(out[2], 0);
}

static void nothing_to_share(void **state)
{
	(void)state;
	static const int none[] = {0, 0}, one[] = {1, 0};
	static const size_t empty[] = {0, 0};
	size_t out[2] = {7, 7};
	assert_false(blueprint_share(one, empty, 2, 1, out));
	assert_true(blueprint_share(one, empty, 2, 0, out));
	assert_int_equal(sum(out, 2), 0);
	assert_false(blueprint_share(one, empty, 0, 1, out));
	/* A blueprint without weights: the count is met all the same. */
	assert_true(blueprint_share(none, ample, 2, 5, out));
	assert_int_equal(sum(out, 2), 5);
}

/* The sample ----------------------------------------------------------------------------------- */

/* The first `k` of a sample of `n`; the caller frees them. */
static size_t *take(size_t n, size_t k, uint64_t seed)
{
	struct blueprint_sample s;
	size_t *out = calloc(k + 1, sizeof *out);
	assert_non_null(out);
	assert_true(blueprint_sample_init(&s, n, seed));
	for (size_t i = 0; i < k; i++)
		assert_true(blueprint_sample_next(&s, &out[i]));
	blueprint_sample_release(&s);
	return out;
}

static void is_a_permutation(void **state)
{
	(void)state;
	for (size_t n = 0; n <= 200; n++) {
		bool seen[200] = {false};
		struct blueprint_sample s;
		size_t at;
		assert_true(blueprint_sample_init(&s, n, n * 31));
		for (size_t i = 0; i < n; i++) {
			assert_true(blueprint_sample_next(&s, &at));
			assert_true(at < n);
			assert_false(seen[at]);
			seen[at] = true;
		}
		for (int i = 0; i < 3; i++)
			assert_false(blueprint_sample_next(&s, &at));
		assert_int_equal(s.drawn, n);
		blueprint_sample_release(&s);
	}
}

/* Piece by piece is the same as a shuffle of the whole array with the same random numbers. */
static void is_a_shuffle(void **state)
{
	(void)state;
	static const size_t sizes[] = {1, 2, 3, 10, 97, 500};
	for (size_t k = 0; k < LENGTH(sizes); k++) {
		size_t n = sizes[k], whole[500];
		struct rng rng;
		size_t *drawn = take(n, n, 99);
		rng_init(&rng, 99);
		for (size_t i = 0; i < n; i++)
			whole[i] = i;
		for (size_t i = 0; i < n; i++) {
			size_t j = i + (size_t)rng_below(&rng, n - i), kept = whole[i];
			whole[i] = whole[j];
			whole[j] = kept;
		}
		assert_memory_equal(drawn, whole, n * sizeof *whole);
		free(drawn);
	}
}

static void a_part_begins_the_whole(void **state)
{
	(void)state;
	size_t *whole = take(150, 150, 5);
	for (size_t k = 1; k < 150; k++) {
		size_t *part = take(150, k, 5);
		assert_memory_equal(part, whole, k * sizeof *part);
		free(part);
	}
	free(whole);
}

static void seeds(void **state)
{
	(void)state;
	size_t *one = take(1000, 20, 1), *again = take(1000, 20, 1), *two = take(1000, 20, 2);
	assert_memory_equal(one, again, 20 * sizeof *one);
	assert_memory_not_equal(one, two, 20 * sizeof *one);
	free(one);
	free(again);
	free(two);
	/* 64 bits of the seed count. */
	one = take(1000, 20, 1);
	two = take(1000, 20, 1 | UINT64_C(1) << 63);
	assert_memory_not_equal(one, two, 20 * sizeof *one);
	free(one);
	free(two);
}

/* The same on every machine and in every release: an exam's seed is written down by people. */
static void known_values(void **state)
{
	(void)state;
	static const size_t expected[] = {87, 34, 58, 70, 62, 5, 1, 25, 33, 44, 83, 26};
	size_t *drawn = take(100, LENGTH(expected), 7);
	for (size_t i = 0; i < LENGTH(expected); i++)
		assert_int_equal(drawn[i], expected[i]);
	free(drawn);
}

/* Each position comes first about as often as any other. */
static void is_fair(void **state)
{
	(void)state;
	int first[10] = {0}, third[10] = {0};
	for (uint64_t seed = 0; seed < 10000; seed++) {
		size_t *drawn = take(10, 3, seed);
		first[drawn[0]]++;
		third[drawn[2]]++;
		free(drawn);
	}
	for (int i = 0; i < 10; i++) {
		/* 1000 each; 150 is five standard deviations. */
		assert_in_range(first[i], 850, 1150);
		assert_in_range(third[i], 850, 1150);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hundred_is_the_blueprint),
		cmocka_unit_test(every_count),
		cmocka_unit_test(any_blueprint),
		cmocka_unit_test(shortage_is_shared_out),
		cmocka_unit_test(ties_go_to_the_earlier),
		cmocka_unit_test(nothing_to_share),
		cmocka_unit_test(is_a_permutation),
		cmocka_unit_test(is_a_shuffle),
		cmocka_unit_test(a_part_begins_the_whole),
		cmocka_unit_test(seeds),
		cmocka_unit_test(known_values),
		cmocka_unit_test(is_fair),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
