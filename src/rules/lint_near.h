/*
 * lint_near.h - texts that share most of their words in a row, found without comparing all pairs.
 * May use: base. Must not know: what the texts are.
 *
 * The measure is the Jaccard index of two texts' sets of 3-grams: three words in a row, folded to
 * lower case (a text of fewer words is one gram). Two sets with an index of t or more share a gram
 * among the |x| - ceil(t |x|) + 1 rarest of each (the prefix filter of Chaudhuri, Ganti and
 * Kaushik, ICDE 2006; Bayardo, Ma and Srikant, WWW 2007), so only texts that meet in an index of
 * those are held against each other, exactly. Nothing is missed.
 */
#ifndef RULES_LINT_NEAR_H
#define RULES_LINT_NEAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct lint_near_text {
	const char *text;
	uint32_t group; /* see `within` */
};

/* What is asked of the texts: for each the number of an earlier one that is more alike than `most`,
 * or LINT_NEAR_NONE, to earlier[i], and how alike they are to alike[i]. */
#define LINT_NEAR_NONE SIZE_MAX
struct lint_near_pass {
	double most;
	bool within; /* only texts of one group are compared */
	size_t *earlier;
	double *alike;
};

/* Read the texts once and go over them `count` times. False without memory. */
bool lint_near(const struct lint_near_text *texts, size_t n, const struct lint_near_pass *passes,
	size_t count);

#endif
