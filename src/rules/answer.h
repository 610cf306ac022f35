/*
 * answer.h - grading: was the answer right, and what does it tell the scheduler.
 * May use: base, pattern, number. Must not know: SQL, files, the terminal.
 */
#ifndef RULES_ANSWER_H
#define RULES_ANSWER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rules/question.h"

enum grade { GRADE_AGAIN = 1, GRADE_HARD = 2, GRADE_GOOD = 3, GRADE_EASY = 4 };
enum confidence { CONFIDENCE_GUESSED = -1, CONFIDENCE_NONE = 0, CONFIDENCE_SURE = 1 };

/* Below this many earlier answers there is no median to be faster than. */
#define ANSWER_MEDIAN_LEAST 10

/* A typed answer against the accepted ones: letter case, blanks and dots do not count; a number is
 * read as number.h says, and must lie within the one wanted; a pattern must match the whole answer
 * but for blanks at its ends. *which is the position of the choice that matched, -1 for none; a
 * text goes before a number, and that before a pattern. CPC_DATA when a pattern is too costly to
 * match. */
int answer_check_typed(
	const struct question *q, struct str typed, int *which, struct cpc_error *err);

/* wrong = Again; right and guessed, or with a hint = Hard; right = Good; right, sure, and faster
 * than the learner's own median (median_ms < 0: not known) = Easy. */
enum grade answer_grade(
	bool right, enum confidence confidence, bool hinted, int64_t ms, int64_t median_ms);

/* The median of n times in milliseconds (reordered), -1 when n < ANSWER_MEDIAN_LEAST. */
int64_t answer_median(int64_t *times, size_t n);

#endif
