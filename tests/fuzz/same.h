/*
 * same.h - whether questions that were written are those that were read again, in the parts that
 * their format holds. May use: formats, base. Must not know: where they come from.
 */
#ifndef CPC_TEST_SAME_H
#define CPC_TEST_SAME_H

#include "formats/format.h"

/* Add the sentence to *why; false. */
bool same_not(struct buf *why, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* False, and both texts in *why, when they differ. */
bool same_text(struct buf *why, const char *what, const char *a, const char *b);

/* In their number and all that the format holds; of quizlet, which writes choices into the stem, in
 * their number. What differs is added to *why. */
bool same_items(const struct format *f, const struct format_item *a, size_t a_count,
	const struct format_item *b, size_t b_count, struct buf *why);

#endif
