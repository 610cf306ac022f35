/*
 * test_cues.c - what a reader who knows nothing scores by the look of the choices.
 * May use: rules/cues. Must not know: where questions come from.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>

#include "base/buf.h"
#include "base/rng.h"
#include "rules/cues.h"
#include "../../near.h"

/* The score of a strategy on one question of four choices. */
static double score(enum cues_strategy strategy, size_t key, const char *a, const char *b,
	const char *c, const char *d)
{
	struct cues cues = {0};
	cues_add(&cues, (const char *const[]){a, b, c, d}, 4, key);
	return cues_score(&cues, strategy);
}

static void lengths(void **state)
{
	(void)state;
	assert_near(score(CUES_LONGEST, 0, "aaaa", "bbb", "cc", "d"), 1, 0);
	assert_near(score(CUES_LONGEST, 1, "aaaa", "bbb", "cc", "d"), 0, 0);
	assert_near(score(CUES_LONGEST, 1, "aaa", "bbb", "cc", "d"), 0.5, 0);
	assert_near(score(CUES_SHORTEST, 3, "aaaa", "bbb", "cc", "d"), 1, 0);
	assert_near(score(CUES_SHORTEST, 2, "aaaa", "b", "c", "d"), 1.0 / 3, 1e-15);
	assert_near(score(CUES_NOT_LONGEST, 1, "aaaa", "bbb", "cc", "d"), 1.0 / 3, 1e-15);
	assert_near(score(CUES_NOT_LONGEST, 0, "aaaa", "bbb", "cc", "d"), 0, 0);
	assert_near(score(CUES_NOT_LONGEST, 2, "aaa", "bbb", "cc", "d"), 0.5, 0);
	/* all of one length: no strategy tells anything */
	for (int i = 0; i <= CUES_NOT_LONGEST; i++)
		assert_near(score((enum cues_strategy)i, 2, "11", "22", "33", "44"), 0.25, 0);
}

/* An accented letter is one character, whatever its bytes. */
static void characters_and_not_bytes(void **state)
{
	(void)state;
	assert_near(score(CUES_LONGEST, 0, "abcd", "\xc3\xa9\xc3\xa9\xc3\xa9", "x", "y"), 1, 0);
}

static void shared_codes(void **state)
{
	(void)state;
	/* 12032 stands in three, 12035 in two: the second shares 2 + 1, the first 2 */
	assert_near(
		score(CUES_MOST_SHARED, 1, "12032", "12032, 12035", "12032, 12042", "12035"), 1, 0);
	assert_near(score(CUES_LEAST_SHARED, 3, "12032", "12032, 12035", "12032, 12042", "12035"),
		1, 0);
	/* what stands behind a modifier or a semicolon is part of the list too */
	assert_near(score(CUES_MOST_SHARED, 0, "99213-25; I10", "99213-25; E11.9", "99213; I10",
			    "99214; E66.9"),
		1, 0);
	/* 99213-25 and 99213 are two elements, as they are to a reader who knows nothing */
	assert_near(score(CUES_LEAST_SHARED, 0, "99213-25", "99213", "99214", "99215"), 0.25, 0);
}

static void shared_words(void **state)
{
	(void)state;
	assert_near(score(CUES_MOST_SHARED, 0, "The left kidney.", "the LEFT lung", "right kidney",
			    "spleen"),
		1, 0);
	assert_near(score(CUES_LEAST_SHARED, 3, "The left kidney.", "the LEFT lung", "right kidney",
			    "spleen"),
		1, 0);
	/* a word that stands twice in one choice counts once */
	assert_near(score(CUES_MOST_SHARED, 0, "to to to", "to be", "be so", "no"), 0, 0);
}

static void positions(void **state)
{
	(void)state;
	struct cues c = {0};
	const char *const four[] = {"1", "2", "3", "4"};
	assert_near(cues_positions_p(&c), 1, 0);
	assert_near(cues_chance(&c), 0, 0);
	for (size_t key = 0; key < 4; key++) {
		for (int i = 0; i < 25; i++)
			cues_add(&c, four, 4, key);
	}
	assert_near(cues_positions_p(&c), 1, 1e-12);
	assert_near(cues_chance(&c), 0.25, 1e-12);
	assert_near(cues_letter_score(&c, 1), 0.25, 0);
	for (int i = 0; i < 20; i++)
		cues_add(&c, four, 4, 1);
	/* 25 45 25 25 of 120: chi-square 10, three degrees; R: pchisq(10, 3, lower.tail = FALSE) */
	assert_near(cues_positions_p(&c), 0.018566135463043, 1e-12);
	assert_near(cues_letter_score(&c, 1), 0.375, 0);
}

/* R: pchisq(x, 1), pchisq(x, 2), pchisq(x, 4), upper tails */
static void other_numbers_of_choices(void **state)
{
	(void)state;
	const char *const five[] = {"1", "2", "3", "4", "5"};
	struct cues two = {0}, three = {0}, more = {0};
	for (int i = 0; i < 20; i++) {
		cues_add(&two, five, 2, i < 14);
		cues_add(&three, five, 3, (size_t)(i < 10 ? 0 : i < 15 ? 1 : 2));
		cues_add(&more, five, 5, (size_t)(i < 8 ? 0 : i < 12 ? 1 : i % 5));
	}
	assert_near(cues_positions_p(&two), 0.073638270120313, 1e-12);
	assert_near(cues_positions_p(&three), exp(-2.5 / 2), 1e-12);
	double x = 0;
	for (int i = 0; i < 5; i++)
		x += ((double)more.keys[i] - 4) * ((double)more.keys[i] - 4) / 4;
	assert_near(cues_positions_p(&more), exp(-x / 2) * (1 + x / 2), 1e-12);
}

/* Where nothing can be told, every strategy scores chance, whatever the choices look like. */
static void random_keys_score_chance(void **state)
{
	(void)state;
	struct rng rng;
	struct cues c = {0};
	rng_init(&rng, 3);
	for (int i = 0; i < 20000; i++) {
		char text[4][16];
		const char *choices[4];
		for (int k = 0; k < 4; k++) {
			snprintf(text[k], sizeof text[k], "%.*s %c", (int)rng_below(&rng, 6),
				"abcdef", 'p' + (int)rng_below(&rng, 5));
			choices[k] = text[k];
		}
		cues_add(&c, choices, 4, (size_t)rng_below(&rng, 4));
	}
	for (int i = 0; i < CUES_STRATEGIES; i++)
		assert_near(cues_score(&c, (enum cues_strategy)i), 0.25, 0.01);
	assert_true(cues_positions_p(&c) > 0.001);
}

static void long_choices_are_cut(void **state)
{
	(void)state;
	struct buf words = BUF_INIT;
	for (int i = 0; i < 3000; i++)
		buf_printf(&words, "w%d ", i);
	assert_near(score(CUES_MOST_SHARED, 0, buf_text(&words), "w1 w2", "w3", "w4"), 1, 0);
	buf_release(&words);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lengths),
		cmocka_unit_test(characters_and_not_bytes),
		cmocka_unit_test(shared_codes),
		cmocka_unit_test(shared_words),
		cmocka_unit_test(positions),
		cmocka_unit_test(other_numbers_of_choices),
		cmocka_unit_test(random_keys_score_chance),
		cmocka_unit_test(long_choices_are_cut),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
