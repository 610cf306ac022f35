/*
 * guide.h - the salary guide: its topics, what a figure of it may be, and how one is written.
 * May use: base. Must not know: SQL, where the figures are kept, what any of them says.
 */
#ifndef RULES_GUIDE_H
#define RULES_GUIDE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

struct guide_topic {
	const char *slug; /* of the file guide/<slug>.csv too */
	const char *title;
	const char *summary; /* a line */
};

size_t guide_topic_count(void);
const struct guide_topic *guide_topic_at(size_t index); /* NULL behind the last */
int guide_topic_find(const char *slug);			/* -1: none */

/* A figure, or a text when the unit is "text": low and high are 0 then. */
struct guide_figure {
	double low, high; /* equal for a single number */
	bool open;	  /* "or more" */
	bool about;	  /* the guide says that it is rounded */
	const char *unit;
};

/* The columns of a file of the guide. */
enum guide_column {
	GUIDE_KEY,
	GUIDE_FIGURE,
	GUIDE_LABEL,
	GUIDE_LOW,
	GUIDE_HIGH,
	GUIDE_OPEN,
	GUIDE_ABOUT,
	GUIDE_UNIT,
	GUIDE_TEXT,
	GUIDE_PLACE,
	GUIDE_COLUMNS
};

/* "key,figure,label,..." */
const char *guide_header(void);

/* What is wrong with the fields of a row, NULL for a good one, of which *out then holds the number.
 * `topic` as guide_topic_find has it: rows about states and specialties are keyed by their names in
 * place.h. out->unit lives as long as the program. */
const char *guide_row_fault(int topic, char *const field[], struct guide_figure *out);

/* Add a number as it is read: "$38,000–$44,000", "about 28%", "8+ years"; nothing for a text.
 * `dash` stands between low and high. */
void guide_add_amount(struct buf *out, const struct guide_figure *f, const char *dash);

/* "$12,345" */
void guide_add_dollars(struct buf *out, double dollars);

/* Do so many years of experience lie in a span of years? */
bool guide_years_fit(const struct guide_figure *span, int years);

#endif
