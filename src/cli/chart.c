/*
 * chart.c - pictures of numbers: columns, lines, a calendar, bars.
 * May use: term, base. Must not know: what the numbers are of.
 */
#include "cli/chart.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/day.h"

#define INDENT 2
#define CELLS_MOST 96 /* columns; a terminal is never taken to be wider than 100 */
#define ROWS_MOST 16
#define DAYS_LABEL 4 /* columns of "Mon " */
#define WEEKS_MOST 53
#define COLUMN_WIDEST 3

/* Frame -----------------------------------------------------------------------------------------
 */

static size_t label_columns(const struct chart *c)
{
	size_t top = term_columns(str_of(c->top)), bottom = term_columns(str_of(c->bottom));
	return top > bottom ? top : bottom;
}

int chart_room(const struct term *t, const struct chart *c)
{
	int room = t->width - INDENT - (int)label_columns(c) - 1;
	return room < CELLS_MOST ? room : CELLS_MOST;
}

/* One line of the picture behind its label and the axis. */
static void add_row(
	const struct term *t, const struct chart *c, int row, struct str cells, struct buf *out)
{
	const char *label = row == 0 ? c->top : row == c->rows - 1 ? c->bottom : "";
	size_t used = term_columns(str_of(label)), columns = label_columns(c);
	buf_add_repeat(out, " ", INDENT + columns - used);
	buf_add_text(out, label);
	buf_add_text(out, term_sign(t, "│", "|"));
	buf_add_str(out, str_trim_end(cells));
	buf_add_char(out, '\n');
}

static void add_foot(const struct term *t, const struct chart *c, int cells, struct buf *out)
{
	size_t columns = label_columns(c), from = term_columns(str_of(c->from));
	size_t to = term_columns(str_of(c->to)), wide = (size_t)cells;
	buf_add_repeat(out, " ", INDENT + columns);
	buf_add_text(out, term_sign(t, "└", "+"));
	buf_add_repeat(out, term_sign(t, "─", "-"), wide);
	buf_add_char(out, '\n');
	buf_add_repeat(out, " ", INDENT + columns + 1);
	buf_add_text(out, c->from);
	if (to > 0 && from + 1 + to <= wide) {
		buf_add_repeat(out, " ", wide - from - to);
		buf_add_text(out, c->to);
	}
	buf_add_char(out, '\n');
}

/* 0 at the low end of the scale, 1 at the high end. */
static double height(const struct chart *c, double value)
{
	double share = (value - c->low) / (c->high - c->low);
	return share < 0 ? 0 : share > 1 ? 1 : share;
}

/* Columns ---------------------------------------------------------------------------------------
 */

static const char *const eighths[] = {" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};

/* What of a column of `full` eighths stands in the line that has `below` eighths under it. */
static const char *column_cell(const struct term *t, int full, int below)
{
	int part = full - below;
	if (!t->drawing)
		return part > 5 ? "#" : part > 2 ? ":" : part > 0 ? "." : " ";
	return eighths[part < 0 ? 0 : part > 8 ? 8 : part];
}

void chart_columns(const struct term *t, const struct chart *c, struct buf *out)
{
	size_t cells = (size_t)(c->cells < 1 ? 1 : c->cells);
	size_t n = c->n < cells ? c->n : cells, first = c->n - n;
	size_t each = n ? cells / n : 1;
	each = each > COLUMN_WIDEST ? COLUMN_WIDEST : each;
	size_t ink = each > 1 ? each - 1 : 1; /* the rest is a gap */
	struct buf row = BUF_INIT;
	for (int y = 0; y < c->rows; y++) {
		int below = (c->rows - 1 - y) * 8;
		buf_reset(&row);
		for (size_t i = first; i < c->n; i++) {
			double value = isnan(c->values[i]) ? c->low : c->values[i];
			int full = (int)(height(c, value) * c->rows * 8 + 0.5);
			/* what is there at all is seen */
			if (full == 0 && value > c->low)
				full = 1;
			buf_add_repeat(&row, column_cell(t, full, below), ink);
			buf_add_repeat(&row, " ", each - ink);
		}
		add_row(t, c, y, buf_view(&row), out);
	}
	buf_release(&row);
	add_foot(t, c, (int)(n * each), out);
}

/* Lines -----------------------------------------------------------------------------------------
 */

struct canvas {
	int wide, high; /* dots */
	bool dot[ROWS_MOST * 4][CELLS_MOST * 2];
};

static void set_dot(struct canvas *v, int x, int y)
{
	if (x >= 0 && x < v->wide && y >= 0 && y < v->high)
		v->dot[y][x] = true;
}

/* Bresenham. */
static void draw_line(struct canvas *v, int x0, int y0, int x1, int y1)
{
	int dx = abs(x1 - x0), dy = -abs(y1 - y0);
	int sx = x0 < x1 ? 1 : -1, sy = y0 < y1 ? 1 : -1, off = dx + dy;
	set_dot(v, x0, y0);
	while (x0 != x1 || y0 != y1) {
		int twice = 2 * off;
		if (twice >= dy) {
			off += dy;
			x0 += sx;
		}
		if (twice <= dx) {
			off += dx;
			y0 += sy;
		}
		set_dot(v, x0, y0);
	}
}

static void draw_values(struct canvas *v, const struct chart *c)
{
	int before_x = -1, before_y = -1;
	for (size_t i = 0; i < c->n; i++) {
		if (isnan(c->values[i]))
			continue;
		double along = c->n > 1 ? (double)i / (double)(c->n - 1) : 0;
		int x = (int)(along * (v->wide - 1) + 0.5);
		int y = v->high - 1 - (int)(height(c, c->values[i]) * (v->high - 1) + 0.5);
		if (before_x >= 0)
			draw_line(v, before_x, before_y, x, y);
		else
			set_dot(v, x, y);
		before_x = x;
		before_y = y;
	}
}

/* The eight dots of a cell, as the code point of a braille pattern. */
static void add_braille(const struct canvas *v, int cell, int row, struct buf *out)
{
	static const unsigned char bits[4][2] = {
		{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};
	unsigned pattern = 0;
	for (int y = 0; y < 4; y++) {
		for (int x = 0; x < 2; x++) {
			if (v->dot[row * 4 + y][cell * 2 + x])
				pattern |= bits[y][x];
		}
	}
	if (pattern == 0) {
		buf_add_char(out, ' ');
		return;
	}
	char utf8[] = {(char)0xe2, (char)(0xa0 | pattern >> 6), (char)(0x80 | (pattern & 0x3f))};
	buf_add(out, utf8, sizeof utf8);
}

void chart_line(const struct term *t, const struct chart *c, struct buf *out)
{
	struct canvas v;
	struct buf row = BUF_INIT;
	int cells = c->cells < 1 ? 1 : c->cells > CELLS_MOST ? CELLS_MOST : c->cells;
	int rows = c->rows > ROWS_MOST ? ROWS_MOST : c->rows;
	memset(&v, 0, sizeof v);
	v.wide = t->drawing ? cells * 2 : cells;
	v.high = t->drawing ? rows * 4 : rows;
	draw_values(&v, c);
	for (int y = 0; y < rows; y++) {
		buf_reset(&row);
		for (int x = 0; x < cells; x++) {
			if (t->drawing)
				add_braille(&v, x, y, &row);
			else
				buf_add_char(&row, v.dot[y][x] ? '*' : ' ');
		}
		add_row(t, c, y, buf_view(&row), out);
	}
	buf_release(&row);
	add_foot(t, c, cells, out);
}

/* Bars ------------------------------------------------------------------------------------------
 */

void chart_bar(const struct term *t, struct buf *out, int cells, double share)
{
	static const char *const parts[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
	share = isnan(share) || share < 0 ? 0 : share > 1 ? 1 : share;
	if (!t->drawing) {
		term_add_bar(t, out, cells, share);
		return;
	}
	int full = (int)(share * cells * 8 + 0.5);
	buf_add_repeat(out, "█", (size_t)(full / 8));
	buf_add_text(out, parts[full % 8]);
	buf_add_repeat(out, "░", (size_t)(cells - (full + 7) / 8));
}

/* Calendar --------------------------------------------------------------------------------------
 */

static const char *shade(const struct term *t, size_t level)
{
	static const char *const drawn[] = {"·", "░", "▒", "▓", "█"};
	static const char *const ascii[] = {".", "-", "=", "%", "#"};
	return term_sign(t, drawn[level], ascii[level]);
}

int chart_weeks(const struct term *t)
{
	int room = t->width - INDENT - DAYS_LABEL;
	return room < WEEKS_MOST ? room : WEEKS_MOST;
}

int64_t chart_calendar_begin(int64_t today, int weeks)
{
	return today - day_weekday(today) - (int64_t)7 * (weeks - 1);
}

/* Above the week in which it begins, each month's name, where there is room for it. */
static void add_months(int64_t begin, int weeks, struct buf *out)
{
	static const char names[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	int free_at = 0, before = 0;
	buf_add_repeat(out, " ", INDENT + DAYS_LABEL);
	for (int week = 0, at = 0; week < weeks; week++) {
		int year, month, date;
		day_to_date(begin + (int64_t)7 * week + 6, &year, &month, &date);
		bool begins = month != before && date <= 7;
		before = month;
		if (!begins || week < free_at || week + 3 > weeks)
			continue;
		buf_add_repeat(out, " ", (size_t)(week - at));
		buf_add(out, names + (ptrdiff_t)3 * (month - 1), 3);
		at = week + 3;
		free_at = at + 1;
	}
	buf_add_char(out, '\n');
}

static size_t level_of(size_t count, const size_t steps[4])
{
	size_t level = 0;
	while (level < 4 && count >= steps[level])
		level++;
	return level;
}

static void add_legend(const struct term *t, const size_t steps[4], struct buf *out)
{
	struct buf text = BUF_INIT;
	buf_printf(&text, "%s none", shade(t, 0));
	for (size_t i = 0; i < 4; i++) {
		buf_printf(&text, "  %s %zu", shade(t, i + 1), steps[i]);
		if (i == 3)
			buf_add_char(&text, '+');
		else if (steps[i + 1] > steps[i] + 1)
			buf_printf(&text, "-%zu", steps[i + 1] - 1);
	}
	buf_add_repeat(out, " ", INDENT);
	buf_add_str(out, buf_view(&text));
	buf_add_char(out, '\n');
	buf_release(&text);
}

void chart_calendar(const struct term *t, int64_t today, int weeks, const size_t counts[],
	const size_t steps[4], struct buf *out)
{
	static const char *const names[] = {"Mon", "", "Wed", "", "Fri", "", "Sun"};
	int64_t begin = chart_calendar_begin(today, weeks);
	add_months(begin, weeks, out);
	for (int day = 0; day < 7; day++) {
		buf_printf(out, "%*s%-*s", INDENT, "", DAYS_LABEL, names[day]);
		for (int week = 0; week < weeks; week++) {
			int at = week * 7 + day;
			if (begin + at <= today)
				buf_add_text(out, shade(t, level_of(counts[at], steps)));
		}
		buf_add_char(out, '\n');
	}
	add_legend(t, steps, out);
}
