/*
 * cues.h - what a reader who knows nothing scores by a rule of thumb about the choices.
 * May use: base, rules/question, rules/code. Must not know: files, SQL, what a choice says.
 *
 * A strategy picks by the look of the choices alone; where several fit it draws among them, so that
 * its expected score on a question is 1 / (those that fit) when the key is one of them, else 0.
 * Elements of a choice: the codes of a list of codes, else its words (letters a-z and digits, case
 * ignored). What two choices share is counted for each pair.
 */
#ifndef RULES_CUES_H
#define RULES_CUES_H

#include <stddef.h>

#include "rules/question.h"

enum cues_strategy {
	CUES_LONGEST,	  /* in characters */
	CUES_SHORTEST,	  /* in characters */
	CUES_NOT_LONGEST, /* any but the longest; any at all when all are of one length */
	CUES_MOST_SHARED, /* has most elements in common with the other choices */
	CUES_LEAST_SHARED,
	CUES_STRATEGIES
};

/* The verdicts. Fewer questions than CUES_JUDGED say nothing; a strategy that scores so much above
 * chance gives keys away; keys of a bank stand evenly when places as uneven as theirs are likelier
 * than CUES_EVEN_P. */
#define CUES_JUDGED 30
#define CUES_WARNING 0.07
#define CUES_ERROR 0.11
#define CUES_EVEN_P 0.05

/* Of a file or a bank. Begin with zeros. */
struct cues {
	size_t questions;			/* counted: those with choices */
	size_t keys[QUESTION_CHOICES_MAX];	/* by the key's position in the written order */
	double by_chance[QUESTION_CHOICES_MAX]; /* keys expected there from a fair draw */
	double chance;				/* right answers expected from guessing */
	double right[CUES_STRATEGIES];		/* right answers expected from each strategy */
};

/* "the longest", "not the longest" ... */
const char *cues_name(enum cues_strategy strategy);

/* For each of n choices, how many of its elements stand in the others, summed over them. */
void cues_shared(const char *const choices[], size_t n, double out[]);

/* Count a question of `n` choices (2..QUESTION_CHOICES_MAX), of which `key` is right. */
void cues_add(struct cues *c, const char *const choices[], size_t n, size_t key);

/* Shares of the questions counted, 0..1; 0 when there are none. */
double cues_score(const struct cues *c, enum cues_strategy strategy);
double cues_letter_score(const struct cues *c, size_t position);
double cues_chance(const struct cues *c);

/*
 * How likely key positions at least as uneven are when each is drawn at random: Pearson's
 * chi-square over the positions, with one degree of freedom fewer than there are positions. Exact
 * tail sum for whole degrees of freedom (Abramowitz and Stegun 26.4.4, 26.4.5). 1 when nothing was
 * counted. Questions with different numbers of choices may stand together.
 */
double cues_positions_p(const struct cues *c);

#endif
