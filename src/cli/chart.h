/*
 * chart.h - pictures of numbers: columns, lines, a calendar, bars.
 * May use: term, base. Must not know: what the numbers are of.
 *
 * Blocks and braille where drawing is allowed, else ASCII. Scales are the caller's, so that
 * pictures can be compared from day to day; who prints one says how many things it shows. Every
 * line ends in a newline and takes no more columns than the labels and `cells` together.
 */
#ifndef CLI_CHART_H
#define CLI_CHART_H

#include <stddef.h>
#include <stdint.h>

#include "cli/term.h"

/* Values over time, the first at the left. */
struct chart {
	const double *values; /* NAN: nothing there */
	size_t n;
	double low, high; /* of the scale, low < high; values outside are drawn at its edge */
	int rows, cells;  /* lines and columns of the picture without its labels */
	const char *top, *bottom; /* labels of high and low, as many columns as they need */
	const char *from, *to;	  /* below the first and the last value */
};

/* Columns of the picture that are left beside the labels, at an indent of two. */
int chart_room(const struct term *t, const struct chart *c);

/* A column for each value, in eighths of a line; wider where there is room. At most `cells` values
 * are drawn: the last ones. */
void chart_columns(const struct term *t, const struct chart *c, struct buf *out);

/* A line through the values that are there, in braille dots: two to a column, four to a line. */
void chart_line(const struct term *t, const struct chart *c, struct buf *out);

/* A bar of `cells` columns, filled to `share` (0..1) in eighths of a column. */
void chart_bar(const struct term *t, struct buf *out, int cells, double share);

/* Weeks that fit beside the names of the days. */
int chart_weeks(const struct term *t);

/*
 * A column for each of `weeks` weeks, Monday at the top, the last one that of `today`; counts[0] is
 * of its first Monday and there are as many as up to today. Five shades, by `steps`: a count of
 * steps[i] or more has shade i + 1. The legend names them.
 */
void chart_calendar(const struct term *t, int64_t today, int weeks, const size_t counts[],
	const size_t steps[4], struct buf *out);

/* The first day of such a calendar. */
int64_t chart_calendar_begin(int64_t today, int weeks);

#endif
