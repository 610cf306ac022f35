/*
 * svg.h - pictures of numbers for a page of HTML: the same as chart.h draws on a terminal.
 * May use: base. Must not know: what the numbers are of.
 *
 * Colours come from the page: classes ink (what is shown), soft (axes), mark (a level to reach),
 * s0..s4 (shades of the calendar). Each picture has a title, which is what a screen reader says;
 * `id` must be of its own on the page. Texts are escaped here.
 */
#ifndef CLI_SVG_H
#define CLI_SVG_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

/* Text between tags or in an attribute of double quotes. */
void html_add_escaped(struct buf *out, const char *text);

struct svg_chart {
	const char *id, *title;
	const double *values; /* NAN: nothing there */
	size_t n;
	double high;		     /* of the scale, which begins at 0 */
	double mark;		     /* a level drawn across; NAN: none */
	const char *top, *from, *to; /* labels */
};

void svg_columns(const struct svg_chart *c, struct buf *out);
void svg_line(const struct svg_chart *c, struct buf *out);

/* A bar filled to `share` (0..1), for a cell of a table; the numbers stand beside it. */
void svg_bar(double share, struct buf *out);

struct svg_point {
	double x, y;   /* 0..1 */
	double weight; /* of all, 0..1: the area of the dot */
};

/* Points in the unit square with its diagonal, where what was predicted is what was observed. */
void svg_points(const char *id, const char *title, const struct svg_point *points, size_t n,
	struct buf *out);

/* As chart_calendar, with the date and the count of each day as its title. */
void svg_calendar(const char *id, const char *title, int64_t today, int weeks,
	const size_t counts[], const size_t steps[4], struct buf *out);

#endif
