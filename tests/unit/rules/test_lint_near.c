/*
 * test_lint_near.c - near duplicates: what the index finds is what comparing all pairs finds.
 * May use: rules/lint_near, base/rng. Must not know: how the index works.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "base/rng.h"
#include "near.h"
#include "rules/lint_near.h"

#define TEXTS 400
#define TEXT_MAX 400
#define WORDS_MAX 40

static char texts[TEXTS][TEXT_MAX];
static int words[TEXTS][WORDS_MAX]; /* numbers, of which the texts are made */
static int count[TEXTS];
static struct lint_near_text asked[TEXTS];
static size_t earlier[TEXTS];
static double alike[TEXTS];

/* A third are new, the others an earlier one with some words exchanged, out of few words, so that
 * grams repeat; some are of no word, of one or of two. */
static void make_texts(uint64_t seed)
{
	struct rng rng;
	rng_init(&rng, seed);
	for (int i = 0; i < TEXTS; i++) {
		int from =
			i == 0 || rng_below(&rng, 3) == 0 ? -1 : (int)rng_below(&rng, (uint64_t)i);
		int changes = (int)rng_below(&rng, 6);
		count[i] = from < 0 ? (int)rng_below(&rng, WORDS_MAX) : count[from];
		for (int w = 0; w < count[i]; w++)
			words[i][w] = from < 0 ? (int)rng_below(&rng, 30) : words[from][w];
		for (int c = 0; c < changes && count[i] > 0; c++)
			words[i][rng_below(&rng, (uint64_t)count[i])] = (int)rng_below(&rng, 30);
		size_t n = 0;
		texts[i][0] = '\0';
		for (int w = 0; w < count[i]; w++)
			n += (size_t)snprintf(texts[i] + n, TEXT_MAX - n, "%s%c%d",
				rng_below(&rng, 2) ? " " : ",\n ", rng_below(&rng, 2) ? 'W' : 'w',
				words[i][w]);
		asked[i] = (struct lint_near_text){texts[i], (uint32_t)rng_below(&rng, 3)};
	}
}

/* The set of grams as numbers in base 31, each once. */
static int grams_of(int i, long out[WORDS_MAX])
{
	int n = 0;
	for (int w = 0; w + 3 <= count[i] || (w == 0 && count[i] > 0); w++) {
		long gram = 0;
		for (int k = 0; k < 3; k++)
			gram = gram * 31 + (w + k < count[i] ? words[i][w + k] + 1 : 0);
		int seen = 0;
		while (seen < n && out[seen] != gram)
			seen++;
		if (seen == n)
			out[n++] = gram;
	}
	return n;
}

static double jaccard(int a, int b)
{
	long x[WORDS_MAX], y[WORDS_MAX];
	int nx = grams_of(a, x), ny = grams_of(b, y), both = 0;
	for (int i = 0; i < nx; i++) {
		for (int j = 0; j < ny; j++)
			both += x[i] == y[j];
	}
	return nx + ny == 0 ? 0 : (double)both / (nx + ny - both);
}

static int compare(double most, bool within)
{
	int found = 0;
	struct lint_near_pass pass = {most, within, earlier, alike};
	assert_true(lint_near(asked, TEXTS, &pass, 1));
	for (int i = 0; i < TEXTS; i++) {
		bool any = false;
		for (int j = 0; j < i && !any; j++)
			any = (!within || asked[i].group == asked[j].group) && jaccard(i, j) > most;
		if (any != (earlier[i] != LINT_NEAR_NONE))
			fail_msg("text %d: %s", i, any ? "missed" : "found, and there is none");
		if (!any)
			continue;
		found++;
		assert_true(earlier[i] < (size_t)i);
		assert_true(!within || asked[i].group == asked[earlier[i]].group);
		assert_near(alike[i], jaccard(i, (int)earlier[i]), 1e-12);
		assert_true(alike[i] > most);
	}
	return found;
}

static void as_all_pairs(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= 3; seed++) {
		make_texts(seed);
		for (double most = 0.2; most < 0.95; most += 0.15) {
			int all = compare(most, false);
			int inside = compare(most, true);
			assert_true(all > inside && inside > 0 && all < TEXTS);
		}
	}
}

/* Two questions asked of the texts at once are answered as each alone. */
static void two_passes(void **state)
{
	static size_t other[TEXTS], alone[TEXTS];
	static double other_alike[TEXTS], alone_alike[TEXTS];
	struct lint_near_pass passes[] = {
		{0.8, false, other, other_alike}, {0.4, true, earlier, alike}};
	struct lint_near_pass second = {0.4, true, alone, alone_alike};
	(void)state;
	make_texts(7);
	assert_true(lint_near(asked, TEXTS, passes, 2));
	assert_true(lint_near(asked, TEXTS, &second, 1));
	assert_memory_equal(earlier, alone, sizeof alone);
	assert_memory_equal(alike, alone_alike, sizeof alone_alike);
	assert_true(lint_near(asked, TEXTS, passes, 1));
	second = (struct lint_near_pass){0.8, false, alone, alone_alike};
	assert_true(lint_near(asked, TEXTS, &second, 1));
	assert_memory_equal(other, alone, sizeof alone);
}

static void none_at_all(void **state)
{
	(void)state;
	struct lint_near_pass pass = {0.5, false, NULL, NULL};
	assert_true(lint_near(NULL, 0, &pass, 1));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(as_all_pairs),
		cmocka_unit_test(two_passes),
		cmocka_unit_test(none_at_all),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
