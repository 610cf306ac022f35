/*
 * guide_show.h - drawing the salary guide, and what a pass is worth by it.
 * May use: term, jansson, cpc.h. Must not know: what was asked for, where the figures come from.
 */
#ifndef CLI_GUIDE_SHOW_H
#define CLI_GUIDE_SHOW_H

#include "cli/term.h"
#include "cpc.h"

/* guide_show.c: a topic ------------------------------------------------------------------------ */

/* Rows of the guide: those of one key stand together. */
struct guide_part {
	const struct cpc_guide_row *rows;
	size_t n;
};

/* `shown` in a table, with bars where pays or shares can be compared; their scale is that of the
 * whole topic, `all`. `where`: with the place in the guide below each. */
void guide_show_topic(const struct term *t, const struct cpc_guide_topic *topic,
	struct guide_part all, struct guide_part shown, bool where, struct buf *out);

/* Headings of the guide under which the figures stand, and the file. */
void guide_show_source(const struct term *t, struct guide_part part, struct buf *out);

struct json_t *guide_json_row(const struct cpc_guide_row *row);

/* salary_show.c: what a pass is worth ---------------------------------------------------------- */

/* The range, each figure that it is made of with its basis, and the notes. */
void salary_show(const struct term *t, const struct cpc_salary *s, struct buf *out);

/* "$10,700", rounded to hundreds as the sentences are. */
void salary_add_dollars(struct buf *out, double dollars);

/* An object of the type "salary". */
struct json_t *salary_json(const struct cpc_salary *s);

#endif
