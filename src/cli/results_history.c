/*
 * results_history.c - drawing the exams handed in, their trend, and how forecasts did.
 * May use: term, jansson, cpc.h. Must not know: how anything is counted.
 */
#include <jansson.h>
#include <math.h>
#include <stdio.h>

#include "cli/cli.h"
#include "cli/ready.h"
#include "cli/results.h"

#define WIDE 60	      /* columns from which a row has a bar */
#define TREND_MOST 16 /* exams of the trend's line: the newest */

static bool is_graded(const struct cpc_exam_line *line)
{
	return line->status == CPC_EXAM_SUBMITTED;
}

static double percent(const struct cpc_exam_line *line)
{
	return 100 * (double)line->right / (double)line->count;
}

static void add_row(const struct term *t, const struct cpc_exam_line *line, struct buf *out)
{
	char date[32], chance[READY_PERCENT_SIZE] = "";
	say_day(line->started_day, date);
	buf_printf(out, "%4d  %-15s  ", line->number, date);
	if (t->width >= WIDE) {
		term_add_bar(t, out, 10, percent(line) / 100);
		buf_add_text(out, "  ");
	}
	buf_printf(
		out, "%3.0f%%  %s", floor(percent(line)), line->passed ? "passed" : "not passed");
	if (line->chance_told && t->width >= WIDE) {
		ready_say_percent(line->chance, chance);
		buf_printf(out, ", before: %s", chance);
	}
	buf_add_char(out, '\n');
}

/* "Trend  ▁▃▂▅▇  lowest 61%, highest 78%; +4.2 points an exam", oldest first. */
static void add_trend(
	const struct term *t, const struct cpc_exam_line *lines, size_t n, struct buf *out)
{
	static const char *const blocks[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
	const struct cpc_exam_line *of[TREND_MOST];
	size_t k = 0;
	double low = 100, high = 0;
	struct buf text = BUF_INIT;
	for (size_t i = 0; i < n && k < TREND_MOST; i++) {
		if (!is_graded(&lines[i]))
			continue;
		of[k++] = &lines[i];
		low = fmin(low, percent(&lines[i]));
		high = fmax(high, percent(&lines[i]));
	}
	if (k < 2)
		return;
	for (size_t i = k; i-- > 0;) {
		double share = high > low ? (percent(of[i]) - low) / (high - low) : 0.5;
		if (t->drawing)
			buf_add_text(&text, blocks[(int)(7 * share + 0.5)]);
		else
			buf_printf(&text, "%s%.0f", text.len ? " " : "", floor(percent(of[i])));
	}
	buf_printf(&text, "%slowest %.0f%%, highest %.0f%%; %+.1f points an exam",
		t->drawing ? "  " : "; ", floor(low), floor(high), cpc_exam_trend(lines, n));
	buf_add_char(out, '\n');
	term_add_wrapped(t, out, "Trend      ", "           ", buf_view(&text));
	buf_release(&text);
}

static void add_forecasts(
	const struct term *t, const struct cpc_forecast_score *score, struct buf *out)
{
	struct buf text = BUF_INIT;
	if (score->n == 0)
		return;
	buf_printf(&text,
		"%zu %s with a chance told before: Brier score %.2f (0 is perfect, 0.25 a coin); "
		"the score came %+.1f points from what was expected",
		score->n, say_plural(score->n, "exam", "exams"), score->brier, score->miss_points);
	term_add_wrapped(t, out, "Forecasts  ", "           ", buf_view(&text));
	buf_release(&text);
}

void results_show_history(const struct term *t, const struct cpc_exam_line *lines, size_t n,
	const struct cpc_forecast_score *score, struct buf *out)
{
	for (size_t i = 0; i < n; i++) {
		if (is_graded(&lines[i]))
			add_row(t, &lines[i], out);
	}
	add_trend(t, lines, n, out);
	add_forecasts(t, score, out);
}

json_t *results_json_trend(const struct cpc_exam_line *lines, size_t n)
{
	json_int_t graded = 0;
	for (size_t i = 0; i < n; i++)
		graded += is_graded(&lines[i]);
	return json_pack("{s:s, s:I, s:o}", "type", "trend", "exams", graded, "points_per_exam",
		graded < 2 ? json_null() : json_real(cpc_exam_trend(lines, n)));
}

json_t *results_json_forecasts(const struct cpc_forecast_score *score)
{
	json_t *bins = json_array();
	for (int i = 0; i < CPC_FORECAST_BINS; i++) {
		const struct cpc_forecast_bin *b = &score->bins[i];
		json_array_append_new(
			bins, json_pack("{s:f, s:f, s:I, s:I, s:o}", "from",
				      (double)i / CPC_FORECAST_BINS, "to",
				      (double)(i + 1) / CPC_FORECAST_BINS, "exams",
				      (json_int_t)b->n, "passed", (json_int_t)b->passed, "chance",
				      b->n ? json_real(b->chance) : json_null()));
	}
	return json_pack("{s:s, s:I, s:o, s:o, s:o}", "type", "forecasts", "exams",
		(json_int_t)score->n, "brier", score->n ? json_real(score->brier) : json_null(),
		"miss_points", score->n ? json_real(score->miss_points) : json_null(),
		"calibration", bins);
}
