/*
 * svg.c - pictures of numbers for a page of HTML.
 * May use: base, chart (where a calendar begins). Must not know: what the numbers are of.
 */
#include "cli/svg.h"

#include <math.h>

#include "base/day.h"
#include "base/utf8.h"
#include "cli/chart.h"

/* Units of the pictures; the page scales them. */
#define WIDE 640
#define HIGH 140
#define LEFT 44 /* room for the labels of the scale */
#define FOOT 18
#define HEAD 8
#define SQUARE 240
#define DAY 11 /* a day of the calendar and the gap beside it */

void html_add_escaped(struct buf *out, const char *text)
{
	struct buf visible = BUF_INIT;
	utf8_add_visible(&visible, str_of(text));
	for (const char *p = buf_text(&visible); *p; p++) {
		switch (*p) {
		case '&':
			buf_add_text(out, "&amp;");
			break;
		case '<':
			buf_add_text(out, "&lt;");
			break;
		case '>':
			buf_add_text(out, "&gt;");
			break;
		case '"':
			buf_add_text(out, "&quot;");
			break;
		default:
			buf_add_char(out, *p);
		}
	}
	buf_release(&visible);
}

static void begin(const char *id, const char *title, int wide, int high, struct buf *out)
{
	buf_printf(out,
		"<svg role=\"img\" aria-labelledby=\"%s\" viewBox=\"0 0 %d %d\" "
		"style=\"max-width:%dpx\"><title id=\"%s\">",
		id, wide, high, wide, id);
	html_add_escaped(out, title);
	buf_add_text(out, "</title>\n");
}

static void add_text(double x, double y, const char *anchor, const char *text, struct buf *out)
{
	buf_printf(out, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">", x, y, anchor);
	html_add_escaped(out, text);
	buf_add_text(out, "</text>\n");
}

static void add_line(const char *class, double x0, double y0, double x1, double y1, struct buf *out)
{
	buf_printf(out, "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>\n",
		class, x0, y0, x1, y1);
}

/* Columns and lines -----------------------------------------------------------------------------
 */

static double y_of(const struct svg_chart *c, double value)
{
	double share = value / c->high;
	share = share < 0 ? 0 : share > 1 ? 1 : share;
	return HIGH - FOOT - share * (HIGH - FOOT - HEAD);
}

static void add_frame(const struct svg_chart *c, struct buf *out)
{
	begin(c->id, c->title, WIDE, HIGH, out);
	add_line("soft", LEFT, HIGH - FOOT, WIDE, HIGH - FOOT, out);
	add_line("soft", LEFT, HEAD, LEFT, HIGH - FOOT, out);
	add_text(LEFT - 6, HEAD + 5, "end", c->top, out);
	add_text(LEFT - 6, HIGH - FOOT, "end", "0", out);
	add_text(LEFT, HIGH - 4, "start", c->from, out);
	add_text(WIDE, HIGH - 4, "end", c->to, out);
	if (!isnan(c->mark))
		add_line("mark", LEFT, y_of(c, c->mark), WIDE, y_of(c, c->mark), out);
}

void svg_columns(const struct svg_chart *c, struct buf *out)
{
	double each = (double)(WIDE - LEFT) / (double)(c->n ? c->n : 1);
	double ink = each > 3 ? each - 2 : each;
	ink = ink > 24 ? 24 : ink;
	add_frame(c, out);
	for (size_t i = 0; i < c->n; i++) {
		if (isnan(c->values[i]) || c->values[i] <= 0)
			continue;
		double y = y_of(c, c->values[i]);
		buf_printf(out,
			"<rect class=\"ink\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" "
			"height=\"%.1f\"/>\n",
			LEFT + 1 + (double)i * each, y, ink, HIGH - FOOT - y);
	}
	buf_add_text(out, "</svg>\n");
}

void svg_line(const struct svg_chart *c, struct buf *out)
{
	double each = c->n > 1 ? (double)(WIDE - LEFT - 8) / (double)(c->n - 1) : 0;
	struct buf dots = BUF_INIT;
	add_frame(c, out);
	buf_add_text(out, "<polyline class=\"line\" points=\"");
	for (size_t i = 0; i < c->n; i++) {
		if (isnan(c->values[i]))
			continue;
		double x = LEFT + 4 + (double)i * each, y = y_of(c, c->values[i]);
		buf_printf(out, "%.1f,%.1f ", x, y);
		buf_printf(
			&dots, "<circle class=\"ink\" cx=\"%.1f\" cy=\"%.1f\" r=\"2.5\"/>\n", x, y);
	}
	buf_add_text(out, "\"/>\n");
	buf_add_str(out, buf_view(&dots));
	out->failed = out->failed || dots.failed;
	buf_release(&dots);
	buf_add_text(out, "</svg>\n");
}

void svg_bar(double share, struct buf *out)
{
	share = isnan(share) || share < 0 ? 0 : share > 1 ? 1 : share;
	buf_printf(out,
		"<svg class=\"bar\" viewBox=\"0 0 100 8\" preserveAspectRatio=\"none\" "
		"aria-hidden=\"true\"><rect class=\"s0\" width=\"100\" height=\"8\"/>"
		"<rect class=\"ink\" width=\"%.1f\" height=\"8\"/></svg>",
		share * 100);
}

/* Points ----------------------------------------------------------------------------------------
 */

void svg_points(const char *id, const char *title, const struct svg_point *points, size_t n,
	struct buf *out)
{
	double side = SQUARE - LEFT - 12, top = 12, bottom = top + side;
	begin(id, title, SQUARE, SQUARE, out);
	add_line("soft", LEFT, bottom, LEFT + side, bottom, out);
	add_line("soft", LEFT, top, LEFT, bottom, out);
	add_line("mark", LEFT, bottom, LEFT + side, top, out);
	add_text(LEFT - 6, top + 4, "end", "100%", out);
	add_text(LEFT - 6, bottom, "end", "0", out);
	add_text(LEFT + side, bottom + 16, "end", "predicted 100%", out);
	buf_printf(out,
		"<text transform=\"translate(14 %.1f) rotate(-90)\" "
		"text-anchor=\"middle\">observed</text>\n",
		top + side / 2);
	for (size_t i = 0; i < n; i++)
		buf_printf(out, "<circle class=\"dot\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"/>\n",
			LEFT + points[i].x * side, bottom - points[i].y * side,
			2.5 + 11 * sqrt(points[i].weight));
	buf_add_text(out, "</svg>\n");
}

/* Calendar --------------------------------------------------------------------------------------
 */

static void add_day(
	int week, int weekday, int64_t day, size_t count, const size_t steps[4], struct buf *out)
{
	char date[16];
	int level = 0;
	while (level < 4 && count >= steps[level])
		level++;
	day_format(day, date);
	buf_printf(out,
		"<rect class=\"s%d\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"2\"><title>"
		"%s: %zu</title></rect>\n",
		level, LEFT - 10 + week * DAY, 16 + weekday * DAY, DAY - 2, DAY - 2, date, count);
}

/* The name of each month above the week in which it begins. */
static void add_months(int64_t first, int weeks, struct buf *out)
{
	static const char *const names[] = {
		"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
	for (int week = 0; week + 2 < weeks; week++) {
		int year, month, date;
		day_to_date(first + (int64_t)7 * week + 6, &year, &month, &date);
		if (date <= 7)
			add_text(LEFT - 10 + week * DAY, 11, "start", names[month - 1], out);
	}
}

void svg_calendar(const char *id, const char *title, int64_t today, int weeks,
	const size_t counts[], const size_t steps[4], struct buf *out)
{
	static const char *const names[] = {"Mon", "", "Wed", "", "Fri", "", "Sun"};
	int64_t first = chart_calendar_begin(today, weeks);
	begin(id, title, LEFT - 10 + weeks * DAY, 18 + 7 * DAY, out);
	add_months(first, weeks, out);
	for (int weekday = 0; weekday < 7; weekday++) {
		if (names[weekday][0])
			add_text(LEFT - 16, 25 + weekday * DAY, "end", names[weekday], out);
		for (int week = 0; week < weeks; week++) {
			int at = week * 7 + weekday;
			if (first + at <= today)
				add_day(week, weekday, first + at, counts[at], steps, out);
		}
	}
	buf_add_text(out, "</svg>\n");
}
