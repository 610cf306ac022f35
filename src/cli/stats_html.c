/*
 * stats_html.c - the statistics as one page: no script, nothing from elsewhere, light and dark, fit
 * to print.
 * May use: svg, chart (where a calendar begins), cpc.h. Must not know: where the page goes.
 */
#include <inttypes.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>

#include "base/day.h"
#include "cli/chart.h"
#include "cli/cli.h"
#include "cli/ready.h"
#include "cli/stats.h"
#include "cli/svg.h"

#define WEEKS 53
#define DAYS (WEEKS * (size_t)7)

static const char style[] =
	":root{color-scheme:light "
	"dark;--paper:#fcfcfa;--text:#1d2530;--soft:#667085;--line:#d5d9df;"
	"--ink:#2563a8;--mark:#b45309;--s0:#e7eaee;--s1:#bcd3ec;--s2:#7fabdb;--s3:#3f7fc0;"
	"--s4:#17497f}\n"
	"@media (prefers-color-scheme:dark){:root{--paper:#14181d;--text:#e4e7eb;--soft:#98a2b3;"
	"--line:#39424e;--ink:#6ea8e5;--mark:#f0a63c;--s0:#262d36;--s1:#1f4a77;--s2:#2f6fae;"
	"--s3:#5c9cdc;--s4:#a9d0f7}}\n"
	"body{margin:0 auto;padding:1.5rem 1rem 3rem;max-width:44rem;background:var(--paper);"
	"color:var(--text);font:16px/1.5 system-ui,sans-serif}\n"
	"h1{font-size:1.5rem;margin:0 0 .25rem}h2{font-size:1.1rem;margin:2rem 0 .25rem}\n"
	"p{margin:.25rem 0 .5rem}.note{color:var(--soft);font-size:.9rem}\n"
	"dl{display:grid;grid-template-columns:repeat(auto-fit,minmax(8.5rem,1fr));gap:.75rem;"
	"margin:1rem 0}dt{color:var(--soft);font-size:.85rem}dd{margin:0;font-size:1.3rem}\n"
	"svg{display:block;width:100%;height:auto;margin:.5rem 0}\n"
	"svg text{font:11px system-ui,sans-serif;fill:var(--soft)}\n"
	".ink{fill:var(--ink)}.line{fill:none;stroke:var(--ink);stroke-width:2}"
	".dot{fill:var(--ink);fill-opacity:.7}\n"
	".soft{stroke:var(--line)}.mark{stroke:var(--mark);stroke-dasharray:4 3}\n"
	".s0{fill:var(--s0)}.s1{fill:var(--s1)}.s2{fill:var(--s2)}.s3{fill:var(--s3)}"
	".s4{fill:var(--s4)}\n"
	"td.s{white-space:nowrap}.key{display:inline-block;width:.7rem;height:.7rem;margin:0 .2rem "
	"0 "
	".6rem;border-radius:2px}\n"
	".bar{width:5rem;height:.5rem;margin:0;display:inline-block;vertical-align:middle}\n"
	".scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.9rem}\n"
	"caption{text-align:left;color:var(--soft);font-size:.9rem;padding:.25rem 0}\n"
	"th,td{text-align:left;padding:.25rem .6rem .25rem 0;border-bottom:1px solid var(--line);"
	"vertical-align:top}td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}\n"
	"thead th{color:var(--soft);font-weight:normal}tbody th{font-weight:normal}\n"
	"@media (max-width:40rem){.bar{width:2.5rem}}\n"
	"@media print{:root{color-scheme:light;--paper:#fff;--text:#000;--soft:#444;--line:#bbb;"
	"--ink:#2563a8;--mark:#b45309;--s0:#e7eaee;--s1:#bcd3ec;--s2:#7fabdb;--s3:#3f7fc0;"
	"--s4:#17497f}body{max-width:none;padding:0}section{break-inside:avoid}"
	"*{print-color-adjust:exact}}\n";

/* A text of `format`, escaped. */
static void add(struct buf *out, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void add(struct buf *out, const char *format, ...)
{
	struct buf text = BUF_INIT;
	va_list args;
	va_start(args, format);
	buf_vprintf(&text, format, args);
	va_end(args);
	html_add_escaped(out, buf_text(&text));
	out->failed = out->failed || text.failed;
	buf_release(&text);
}

static void begin_section(struct buf *out, const char *title)
{
	buf_add_text(out, "<section><h2>");
	html_add_escaped(out, title);
	buf_add_text(out, "</h2>\n");
}

static void end_section(struct buf *out)
{
	buf_add_text(out, "</section>\n");
}

/* A head that begins with '>' is of a column of numbers. */
static void begin_table(struct buf *out, const char *caption, const char *const heads[], size_t n)
{
	buf_add_text(out, "<div class=\"scroll\"><table><caption>");
	html_add_escaped(out, caption);
	buf_add_text(out, "</caption><thead><tr>");
	for (size_t i = 0; i < n; i++) {
		bool number = heads[i][0] == '>';
		buf_printf(out, "<th scope=\"col\"%s>", number ? " class=\"n\"" : "");
		html_add_escaped(out, heads[i] + number);
		buf_add_text(out, "</th>");
	}
	buf_add_text(out, "</tr></thead><tbody>\n");
}

static void end_table(struct buf *out)
{
	buf_add_text(out, "</tbody></table></div>\n");
}

static void add_row_head(struct buf *out, const char *text)
{
	buf_add_text(out, "<tr><th scope=\"row\">");
	html_add_escaped(out, text);
	buf_add_text(out, "</th>");
}

static void add_share_cell(struct buf *out, double share, size_t n)
{
	buf_add_text(out, "<td class=\"s\">");
	if (n) {
		svg_bar(share, out);
		buf_printf(out, " %d%%", stats_percent(share));
	} else {
		buf_add_text(out, "-");
	}
	buf_add_text(out, "</td>");
}

static void add_count_cell(struct buf *out, size_t n)
{
	buf_printf(out, "<td class=\"n\">%zu</td>", n);
}

/* Head ------------------------------------------------------------------------------------------
 */

static void add_fact(struct buf *out, const char *name, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

static void add_fact(struct buf *out, const char *name, const char *format, ...)
{
	struct buf text = BUF_INIT;
	va_list args;
	va_start(args, format);
	buf_vprintf(&text, format, args);
	va_end(args);
	buf_printf(out, "<div><dt>%s</dt><dd>", name);
	html_add_escaped(out, buf_text(&text));
	buf_add_text(out, "</dd></div>\n");
	buf_release(&text);
}

static void add_ready(const struct cpc_readiness *r, struct buf *out)
{
	struct buf text = BUF_INIT;
	ready_say_short(r, &text);
	add_fact(out, "Ready", "%s", buf_text(&text));
	buf_release(&text);
}

static void add_head(const struct stats *all, int64_t now_ms, int zone_min, struct buf *out)
{
	const struct cpc_stats *s = all->counts;
	char today[32], first[32], span[32], made[16];
	int64_t minutes = now_ms / 60000 + zone_min;
	say_day(s->day, today);
	say_day(s->day_count ? s->days[0].day : s->day, first);
	stats_span(s->ms, span);
	day_format(minutes / 1440, made);
	buf_add_text(out, "<h1>Practice for the CPC exam: statistics</h1>\n<p class=\"note\">");
	add(out, "%s to %s. Made on %s at %02d:%02d.", first, today, made,
		(int)(minutes % 1440 / 60), (int)(minutes % 60));
	buf_add_text(out, "</p>\n");
	if (s->answered == 0) {
		buf_add_text(out, "<p>No answers yet (n = 0). Begin with: cpc study</p>\n");
		return;
	}
	buf_add_text(out, "<dl>\n");
	add_fact(out, "Answers", "%zu", s->answered);
	add_fact(out, "Right", "%d%%", stats_percent(stats_share(s->right, s->answered)));
	add_fact(out, "Days with answers", "%zu", s->day_count);
	add_fact(out, "Streak", "%d, longest %d", s->streak, s->longest_streak);
	add_fact(out, "At the questions", "%s", span);
	add_fact(out, "Median time", "%" PRId64 " s", s->median_ms / 1000);
	if (s->cards)
		add_fact(out, "Remembered now", "%d%% of %zu", stats_percent(s->memory), s->cards);
	add_ready(&all->ready, out);
	buf_add_text(out, "</dl>\n");
}

/* Over time -------------------------------------------------------------------------------------
 */

static void add_calendar(const struct cpc_stats *s, struct buf *out)
{
	size_t counts[DAYS], days = 0;
	char title[96];
	stats_counts(s, chart_calendar_begin(s->day, WEEKS), DAYS, counts);
	for (size_t i = 0; i < DAYS; i++)
		days += counts[i] > 0;
	snprintf(title, sizeof title, "Answers a day in %d weeks, n = %zu days with answers", WEEKS,
		days);
	begin_section(out, "Answers a day");
	buf_printf(out, "<p class=\"note\">n = %zu %s with answers.", days,
		say_plural(days, "day", "days"));
	for (int i = 0; i <= 4; i++) {
		buf_printf(out,
			"<svg class=\"key\" aria-hidden=\"true\"><rect class=\"s%d\" "
			"width=\"100%%\" height=\"100%%\"/></svg>",
			i);
		if (i == 0)
			buf_add_text(out, "none");
		else
			buf_printf(out, "%zu%s", stats_steps[i - 1], i == 4 ? " and more" : "+");
	}
	buf_add_text(out, "</p>\n");
	svg_calendar("calendar", title, s->day, WEEKS, counts, stats_steps, out);
	end_section(out);
}

static void add_over_time(const struct cpc_stats *s, struct buf *out)
{
	struct stats_series series;
	double answered[STATS_SERIES_MOST], right[STATS_SERIES_MOST];
	char from[32], top[24], title[96];
	size_t most = 1;
	stats_series(s, STATS_SERIES_MOST, &series);
	for (size_t i = 0; i < series.n; i++) {
		answered[i] = (double)series.answered[i];
		right[i] =
			series.answered[i] ? stats_share(series.right[i], series.answered[i]) : NAN;
		most = series.answered[i] > most ? series.answered[i] : most;
	}
	const char *unit = series.each == 1 ? "day" : "week";
	say_day(series.begin, from);
	snprintf(top, sizeof top, "%zu", most);
	snprintf(title, sizeof title, "Answers each %s, n = %zu answers", unit, series.all);
	begin_section(out, title);
	svg_columns(&(struct svg_chart){"answered", title, answered, series.n, (double)most, NAN,
			    top, from, "today"},
		out);
	end_section(out);
	snprintf(title, sizeof title, "Share right each %s, n = %zu answers", unit, series.all);
	begin_section(out, title);
	buf_printf(out, "<p class=\"note\">The dashed line is the %d%% that pass an exam.</p>\n",
		CPC_PASS_PERCENT);
	svg_line(&(struct svg_chart){"right", title, right, series.n, 1, CPC_PASS_PERCENT / 100.0,
			 "100%", from, "today"},
		out);
	end_section(out);
}

static void add_due(const struct cpc_stats *s, struct buf *out)
{
	double due[CPC_STATS_FORECAST];
	char top[24], last[32], title[96];
	size_t most = 1, all = 0;
	for (size_t i = 0; i < CPC_STATS_FORECAST; i++) {
		due[i] = (double)s->due[i];
		most = s->due[i] > most ? s->due[i] : most;
		all += s->due[i];
	}
	snprintf(top, sizeof top, "%zu", most);
	say_day(s->day + CPC_STATS_FORECAST - 1, last);
	snprintf(title, sizeof title, "Reviews to come in %d days, n = %zu concepts",
		CPC_STATS_FORECAST, all);
	begin_section(out, title);
	buf_printf(out, "<p class=\"note\">%zu due today, %zu after these days.</p>\n", s->due[0],
		s->due_later);
	svg_columns(&(struct svg_chart){"due", title, due, CPC_STATS_FORECAST, (double)most, NAN,
			    top, "today", last},
		out);
	end_section(out);
}

/* Tables ----------------------------------------------------------------------------------------
 */

static void add_domains(const struct cpc_stats *s, struct buf *out)
{
	static const char *const heads[] = {
		"Domain", "Right", ">n", "Remembered now", ">Met", ">Concepts"};
	struct buf name = BUF_INIT;
	char caption[96];
	snprintf(caption, sizeof caption, "n = %zu answers, %zu concepts met", s->answered,
		s->cards);
	begin_section(out, "Domains");
	begin_table(out, caption, heads, sizeof heads / sizeof *heads);
	for (size_t i = 0; i < s->domain_count; i++) {
		const struct cpc_stats_domain *d = &s->domains[i];
		buf_reset(&name);
		buf_printf(&name, "%s%s", d->title, d->n ? "" : " (your own, in no mock exam)");
		add_row_head(out, buf_text(&name));
		add_share_cell(out, stats_share(d->right, d->answered), d->answered);
		add_count_cell(out, d->answered);
		add_share_cell(out, d->memory, d->met);
		add_count_cell(out, d->met);
		add_count_cell(out, d->concepts);
		buf_add_text(out, "</tr>\n");
	}
	buf_release(&name);
	end_table(out);
	if (s->gone.n)
		buf_printf(out,
			"<p class=\"note\">And %zu answers to questions that the bank has no "
			"more.</p>\n",
			s->gone.n);
	end_section(out);
}

static void add_recall(const struct cpc_stats *s, struct buf *out)
{
	static const char *const heads[] = {"Predicted", ">Mean", "Observed", ">n"};
	struct svg_point points[CPC_STATS_RECALL_BINS];
	char title[96];
	size_t n = 0;
	begin_section(out, "Remembered: predicted and observed");
	if (s->recall.n == 0) {
		buf_add_text(out,
			"<p>Nothing yet (n = 0): it begins with the second day on which a "
			"concept comes.</p>\n");
		end_section(out);
		return;
	}
	for (size_t i = 0; i < CPC_STATS_RECALL_BINS; i++) {
		const struct cpc_stats_bin *b = &s->bins[i];
		if (b->n)
			points[n++] = (struct svg_point){b->predicted, stats_share(b->right, b->n),
				stats_share(b->n, s->recall.n)};
	}
	snprintf(title, sizeof title, "Observed against predicted recall, n = %zu reviews",
		s->recall.n);
	buf_printf(out,
		"<p>Aim %d%%, predicted %d%%, observed %d%%; off by %.1f points, Brier score "
		"%.3f.</p>\n",
		stats_percent(s->target), stats_percent(s->recall_predicted),
		stats_percent(stats_share(s->recall.right, s->recall.n)), s->recall_error * 100,
		s->recall_brier);
	svg_points("recall", title, points, n, out);
	begin_table(out, title, heads, sizeof heads / sizeof *heads);
	for (size_t i = 0; i < CPC_STATS_RECALL_BINS; i++) {
		const struct cpc_stats_bin *b = &s->bins[i];
		char name[24];
		if (b->n == 0)
			continue;
		snprintf(name, sizeof name, "%d-%d%%", stats_percent(b->low),
			stats_percent(b->high));
		add_row_head(out, name);
		buf_printf(out, "<td class=\"n\">%d%%</td>", stats_percent(b->predicted));
		add_share_cell(out, stats_share(b->right, b->n), b->n);
		add_count_cell(out, b->n);
		buf_add_text(out, "</tr>\n");
	}
	end_table(out);
	end_section(out);
}

static void add_forecasts(const struct cpc_forecast_score *f, struct buf *out)
{
	static const char *const heads[] = {"Chance told", ">Mean", "Passed", ">n"};
	begin_section(out, "Your chance of passing: told and come true");
	if (f->n == 0) {
		buf_add_text(out,
			"<p>Nothing yet (n = 0): before each mock exam your chance is told, once "
			"enough is known of you.</p>\n");
		end_section(out);
		return;
	}
	buf_printf(out,
		"<p>Brier score %.3f (0 is perfect, 0.25 a coin); scores came %+.1f points from "
		"what "
		"was expected, on the mean.</p>\n",
		f->brier, f->miss_points);
	begin_table(out, "Mock exams by the chance told before them", heads,
		sizeof heads / sizeof *heads);
	for (size_t i = 0; i < CPC_FORECAST_BINS; i++) {
		const struct cpc_forecast_bin *b = &f->bins[i];
		char name[24];
		if (b->n == 0)
			continue;
		snprintf(name, sizeof name, "%zu-%zu%%", i * 100 / CPC_FORECAST_BINS,
			(i + 1) * 100 / CPC_FORECAST_BINS);
		add_row_head(out, name);
		buf_printf(out, "<td class=\"n\">%d%%</td>", stats_percent(b->chance));
		add_share_cell(out, stats_share(b->passed, b->n), b->n);
		add_count_cell(out, b->n);
		buf_add_text(out, "</tr>\n");
	}
	end_table(out);
	end_section(out);
}

static void add_confidence(const struct cpc_stats *s, struct buf *out)
{
	static const char *const heads[] = {"You said", "Right", ">n"};
	begin_section(out, "Right when you said that you were");
	begin_table(out, "Answers by how sure you were", heads, sizeof heads / sizeof *heads);
	for (size_t i = 3; i-- > 0;) {
		const struct cpc_stats_share *c = &s->confidence[i];
		add_row_head(out, stats_confidences[i]);
		add_share_cell(out, stats_share(c->right, c->n), c->n);
		add_count_cell(out, c->n);
		buf_add_text(out, "</tr>\n");
	}
	end_table(out);
	end_section(out);
}

static void add_times(const struct cpc_stats *s, struct buf *out)
{
	static const char *const heads[] = {"Time", "Right", ">n"};
	char caption[128];
	snprintf(caption, sizeof caption,
		"n = %zu answers; half of them took %" PRId64 " to %" PRId64
		" s. An exam allows 144 s a question",
		s->answered, s->lower_ms / 1000, s->upper_ms / 1000);
	begin_section(out, "Time a question");
	begin_table(out, caption, heads, sizeof heads / sizeof *heads);
	for (size_t i = 0; i < CPC_STATS_TIME_BINS; i++) {
		const struct cpc_stats_time *b = &s->times[i];
		char name[24];
		stats_time_name(s, i, name);
		add_row_head(out, name);
		add_share_cell(out, stats_share(b->right, b->n), b->n);
		add_count_cell(out, b->n);
		buf_add_text(out, "</tr>\n");
	}
	end_table(out);
	end_section(out);
}

static void add_concepts(const char *heading, const char *caption,
	const struct cpc_stats_concept *list, size_t n, struct buf *out)
{
	static const char *const heads[] = {"Rule", "Domain", ">Right", ">n", ">Forgotten"};
	begin_section(out, heading);
	if (n == 0) {
		buf_add_text(out, "<p>None.</p>\n");
		end_section(out);
		return;
	}
	begin_table(out, caption, heads, sizeof heads / sizeof *heads);
	for (size_t i = 0; i < n; i++) {
		const struct cpc_stats_concept *c = &list[i];
		add_row_head(out, c->title);
		buf_add_text(out, "<td>");
		html_add_escaped(out, c->domain);
		buf_add_text(out, "</td>");
		add_count_cell(out, c->right);
		add_count_cell(out, c->answered);
		add_count_cell(out, (size_t)c->lapses);
		buf_add_text(out, "</tr>\n");
	}
	end_table(out);
	end_section(out);
}

static void add_lists(const struct cpc_stats *s, struct buf *out)
{
	char caption[96];
	snprintf(caption, sizeof caption, "n = %zu, most wrong answers first, at least %d answers",
		s->hardest_count, CPC_STATS_TIMES_LEAST);
	add_concepts("Hardest concepts", caption, s->hardest, s->hardest_count, out);
	snprintf(caption, sizeof caption, "n = %zu, forgotten %d times or more", s->leech_count,
		CPC_STATS_LEECH);
	add_concepts("Leeches", caption, s->leeches, s->leeches_shown, out);
}

/* In the order of the page. What is told of readiness belongs first. */
static void (*const parts[])(const struct cpc_stats *, struct buf *) = {add_calendar, add_over_time,
	add_domains, add_due, add_recall, add_confidence, add_times, add_lists};

void stats_html(const struct stats *s, int64_t now_ms, int zone_min, struct buf *out)
{
	buf_add_text(out,
		"<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n"
		"<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n"
		"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
		"style-src 'unsafe-inline'; img-src data:\">\n"
		"<title>Practice for the CPC exam: statistics</title>\n<style>\n");
	buf_add_text(out, style);
	buf_add_text(out, "</style></head><body>\n<main>\n");
	add_head(s, now_ms, zone_min, out);
	for (size_t i = 0; s->counts->answered && i < sizeof parts / sizeof *parts; i++)
		parts[i](s->counts, out);
	if (s->counts->answered)
		add_forecasts(&s->forecasts, out);
	buf_add_text(out,
		"</main>\n<footer class=\"note\"><p>Made by cpc, practice for the CPC exam; "
		"not affiliated with or endorsed by AAPC.</p></footer>\n</body></html>\n");
}
