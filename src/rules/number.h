/*
 * number.h - numbers as they are written in a question and as a learner types them.
 * May use: base. Must not know: which question, who typed.
 *
 * A point is the decimal sign, whatever the locale.
 */
#ifndef RULES_NUMBER_H
#define RULES_NUMBER_H

#include <stdbool.h>

#include "base/str.h"

/* For sentences. */
#define NUMBER_SHAPE                                                                               \
	"a number such as 12.5, one with a tolerance of 0 or more such as 12.5:0.5, or a range "   \
	"such as 12..13"

struct number_range {
	double low, high; /* both belong to it */
};

/* "12.5", "12.5:0.5", "12..13"; also 1.2e6. False, and *out is left alone, for anything else. */
bool number_range_of(struct str text, struct number_range *out);

/* What a person types for a number: blanks at the ends, a sign and a $ in front, a % behind, and
 * commas between thousands do not count. False, and *out is left alone, when it is none. */
bool number_typed(struct str typed, double *out);

/* At an end the last digits of a double decide nothing: 1e-12 of its size is let pass. */
bool number_is_in(const struct number_range *range, double value);

#endif
