/*
 * stats_show.c - drawing what the answers say, on a terminal of 40 columns and more.
 * May use: chart, term, cpc.h. Must not know: how anything is counted.
 */
#include <inttypes.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>

#include "cli/chart.h"
#include "cli/cli.h"
#include "cli/ready.h"
#include "cli/stats.h"

#define NAME 8	/* columns of a row's name */
#define WIDE 64 /* columns from which there is room for more */
#define DAYS_MOST (53 * 7)

static void add_heading(const struct term *t, struct buf *out, const char *title,
	const char *format, ...) __attribute__((format(printf, 4, 5)));

/* A title, and how many things the picture below shows. */
static void add_heading(
	const struct term *t, struct buf *out, const char *title, const char *format, ...)
{
	struct buf text = BUF_INIT;
	va_list args;
	va_start(args, format);
	buf_printf(&text, "%s%s", title, term_sign(t, " · ", ": "));
	buf_vprintf(&text, format, args);
	va_end(args);
	buf_add_char(out, '\n');
	term_add_wrapped_styled(t, out, "", "", STYLE_BOLD, buf_view(&text));
	buf_release(&text);
}

/* The head --------------------------------------------------------------------------------------
 */

static void add_head(const struct term *t, const struct cpc_stats *s, struct buf *out)
{
	char date[32], span[32];
	struct buf title = BUF_INIT;
	say_day(s->day, date);
	stats_span(s->ms, span);
	buf_printf(&title, "Statistics%s%s", term_sign(t, " · ", ", "), date);
	term_add_styled(t, out, STYLE_BOLD, buf_view(&title));
	buf_release(&title);
	buf_add_text(out, "\n\n");
	term_add_row(t, out, NAME, "Answers", "%zu on %zu %s, %d%% right", s->answered,
		s->day_count, say_plural(s->day_count, "day", "days"),
		stats_percent(stats_share(s->right, s->answered)));
	term_add_row(t, out, NAME, "Streak", "%d %s, the longest %d", s->streak,
		say_plural((size_t)s->streak, "day", "days"), s->longest_streak);
	term_add_row(t, out, NAME, "Time",
		"%s at the questions; half of the answers took %" PRId64 " to %" PRId64
		" s, the median %" PRId64 " s",
		span, s->lower_ms / 1000, s->upper_ms / 1000, s->median_ms / 1000);
	if (s->cards)
		term_add_row(t, out, NAME, "Memory",
			"%d%% of the %zu %s you have met, by the forgetting curve",
			stats_percent(s->memory), s->cards,
			say_plural(s->cards, "concept", "concepts"));
}

/* Over time -------------------------------------------------------------------------------------
 */

static void add_calendar(const struct term *t, const struct cpc_stats *s, struct buf *out)
{
	size_t counts[DAYS_MOST], days = 0;
	int weeks = chart_weeks(t);
	int64_t begin = chart_calendar_begin(s->day, weeks);
	stats_counts(s, begin, (size_t)weeks * 7, counts);
	for (int i = 0; i < weeks * 7; i++)
		days += counts[i] > 0;
	add_heading(t, out, "Answers a day", "%d weeks, n = %zu %s with answers", weeks, days,
		say_plural(days, "day", "days"));
	chart_calendar(t, s->day, weeks, counts, stats_steps, out);
}

/* A round number at or above the highest. */
static size_t ceiling(size_t most)
{
	static const size_t round[] = {1, 2, 3, 4, 5, 6, 8, 10};
	for (size_t step = 1;; step *= 10) {
		for (size_t i = 0; i < sizeof round / sizeof *round; i++) {
			if (most <= step * round[i])
				return step * round[i];
		}
	}
}

static void add_over_time(const struct term *t, const struct cpc_stats *s, struct buf *out)
{
	struct stats_series series;
	double answered[STATS_SERIES_MOST], right[STATS_SERIES_MOST];
	char from[32], top[24];
	size_t most = 0;
	stats_series(s, (size_t)chart_weeks(t), &series);
	for (size_t i = 0; i < series.n; i++) {
		answered[i] = (double)series.answered[i];
		right[i] =
			series.answered[i] ? stats_share(series.right[i], series.answered[i]) : NAN;
		most = series.answered[i] > most ? series.answered[i] : most;
	}
	const char *unit = series.each == 1 ? "day" : "week";
	say_day(series.begin, from);
	snprintf(top, sizeof top, "%zu", ceiling(most));
	struct chart c = {
		answered, series.n, 0, (double)ceiling(most), 4, 0, top, "0", from, "today"};
	int room = chart_room(t, &c);
	c.cells = room < STATS_SERIES_MOST ? room : STATS_SERIES_MOST;
	add_heading(t, out, "Answers", "each %s, n = %zu", unit, series.all);
	chart_columns(t, &c, out);
	c = (struct chart){right, series.n, 0, 1, 5, 0, "100%", "0%", from, "today"};
	room = chart_room(t, &c);
	c.cells = room < STATS_SERIES_MOST ? room : STATS_SERIES_MOST;
	add_heading(t, out, "Share right", "each %s, n = %zu answers", unit, series.all);
	chart_line(t, &c, out);
}

static void add_due(const struct term *t, const struct cpc_stats *s, struct buf *out)
{
	double due[CPC_STATS_FORECAST];
	char top[24], last[32];
	size_t most = 0, week = 0, month = 0;
	for (size_t i = 0; i < CPC_STATS_FORECAST; i++) {
		due[i] = (double)s->due[i];
		most = s->due[i] > most ? s->due[i] : most;
		week += i < 7 ? s->due[i] : 0;
		month += s->due[i];
	}
	snprintf(top, sizeof top, "%zu", ceiling(most));
	say_day(s->day + CPC_STATS_FORECAST - 1, last);
	struct chart c = {
		due, CPC_STATS_FORECAST, 0, (double)ceiling(most), 4, 0, top, "0", "today", last};
	c.cells = chart_room(t, &c);
	add_heading(t, out, "Reviews to come", "%d days, n = %zu %s", CPC_STATS_FORECAST, month,
		say_plural(month, "concept", "concepts"));
	chart_columns(t, &c, out);
	term_add_row(t, out, NAME, "Due", "%zu today, %zu in seven days, %zu after these %d",
		s->due[0], week, s->due_later, CPC_STATS_FORECAST);
}

/* Domains ---------------------------------------------------------------------------------------
 */

void stats_show_own(const struct term *t, struct buf *out)
{
	buf_add_text(out, "  ");
	term_add_styled(t, out, STYLE_DIM, str_of("Your own, in no mock exam:"));
	buf_add_char(out, '\n');
}

static void add_domains(const struct term *t, const struct cpc_stats *s, struct buf *out)
{
	bool wide = t->width >= WIDE;
	int cells = t->width >= 76 ? 12 : wide ? 7 : 5;
	add_heading(t, out, "Domains", "n = %zu answers, %zu concepts met", s->answered, s->cards);
	if (wide)
		buf_printf(out, "  %-16s%-*s%7s  %-*s%s\n", "", cells + 5, "right", "n", cells + 7,
			"remembered", "met");
	else
		buf_printf(out, "  %-16s%-10s%5s  %s\n", "", "right", "n", "now");
	for (size_t i = 0; i < s->domain_count; i++) {
		const struct cpc_stats_domain *d = &s->domains[i];
		char right[16] = "-", memory[16] = "-";
		if (d->n == 0 && i > 0 && s->domains[i - 1].n > 0)
			stats_show_own(t, out);
		if (d->answered)
			snprintf(right, sizeof right, "%d%%",
				stats_percent(stats_share(d->right, d->answered)));
		if (d->met)
			snprintf(memory, sizeof memory, "%d%%", stats_percent(d->memory));
		buf_printf(out, "  %-15.15s ", d->slug);
		chart_bar(t, out, cells, stats_share(d->right, d->answered));
		if (wide) {
			buf_printf(out, " %4s %6zu  ", right, d->answered);
			chart_bar(t, out, cells, d->memory);
			buf_printf(out, " %4s  %zu of %zu\n", memory, d->met, d->concepts);
		} else {
			buf_printf(out, " %4s%5zu %4s\n", right, d->answered, memory);
		}
	}
	if (s->gone.n)
		term_add_row(t, out, NAME, "Gone",
			"%zu answers to questions that the bank has no more, %d%% right", s->gone.n,
			stats_percent(stats_share(s->gone.right, s->gone.n)));
}

/* Bars with a name, a share and its n -----------------------------------------------------------
 */

static int name_columns(const struct term *t)
{
	return t->width >= WIDE ? 12 : 9;
}

static void add_share(const struct term *t, const char *name, double share, size_t n, double mark,
	struct buf *out)
{
	buf_printf(out, "  %-*s ", name_columns(t), name);
	chart_bar(t, out, t->width >= WIDE ? 30 : 8, share);
	buf_printf(out, " %3d%%", stats_percent(share));
	if (mark >= 0)
		buf_printf(out, " (%d%%)", stats_percent(mark));
	buf_printf(out, "  %zu\n", n);
}

static void add_recall(const struct term *t, const struct cpc_stats *s, struct buf *out)
{
	add_heading(t, out, "Remembered", "n = %zu %s on a later day", s->recall.n,
		say_plural(s->recall.n, "review", "reviews"));
	if (s->recall.n == 0) {
		term_add_wrapped(t, out, "  ", "  ",
			str_of("Nothing yet: it begins with the second day on which a concept "
			       "comes."));
		return;
	}
	term_add_row(t, out, NAME, "Aim", "%d%%; predicted %d%%, observed %d%%",
		stats_percent(s->target), stats_percent(s->recall_predicted),
		stats_percent(stats_share(s->recall.right, s->recall.n)));
	term_add_row(t, out, NAME, "Off by",
		"%.1f points (root mean square over the rows); Brier score %.3f",
		s->recall_error * 100, s->recall_brier);
	buf_add_text(out, "  Observed (predicted on the mean), n\n");
	for (size_t i = 0; i < CPC_STATS_RECALL_BINS; i++) {
		const struct cpc_stats_bin *b = &s->bins[i];
		char name[24];
		if (b->n == 0)
			continue;
		snprintf(name, sizeof name, "%d-%d%%", stats_percent(b->low),
			stats_percent(b->high));
		add_share(t, name, stats_share(b->right, b->n), b->n, b->predicted, out);
	}
}

static void add_confidence(const struct term *t, const struct cpc_stats *s, struct buf *out)
{
	size_t n = s->confidence[0].n + s->confidence[1].n + s->confidence[2].n;
	add_heading(
		t, out, "Right when you said", "n = %zu %s", n, say_plural(n, "answer", "answers"));
	for (size_t i = 3; i-- > 0;) {
		const struct cpc_stats_share *c = &s->confidence[i];
		if (c->n)
			add_share(t, stats_confidences[i], stats_share(c->right, c->n), c->n, -1,
				out);
		else
			buf_printf(out, "  %-*s never\n", name_columns(t), stats_confidences[i]);
	}
}

static void add_times(const struct term *t, const struct cpc_stats *s, struct buf *out)
{
	add_heading(t, out, "Right, by time taken", "n = %zu %s", s->answered,
		say_plural(s->answered, "answer", "answers"));
	for (size_t i = 0; i < CPC_STATS_TIME_BINS; i++) {
		char name[24];
		const struct cpc_stats_time *b = &s->times[i];
		if (b->n == 0)
			continue;
		stats_time_name(s, i, name);
		add_share(t, name, stats_share(b->right, b->n), b->n, -1, out);
	}
	buf_add_text(out, "  An exam allows 144 s a question.\n");
}

/* Concepts --------------------------------------------------------------------------------------
 */

static void add_concepts(const struct term *t, const struct cpc_stats_concept *list, size_t n,
	bool lapses, struct buf *out)
{
	for (size_t i = 0; i < n; i++) {
		const struct cpc_stats_concept *c = &list[i];
		struct buf text = BUF_INIT;
		char first[24];
		if (lapses)
			snprintf(first, sizeof first, "  %3dx forgot   ", c->lapses);
		else
			snprintf(first, sizeof first, "  %3zu of %-3zu    ", c->right, c->answered);
		buf_printf(&text, "%s (%s)", c->title, c->domain);
		term_add_wrapped(t, out, first, "                ", buf_view(&text));
		buf_release(&text);
	}
}

static void add_hardest(const struct term *t, const struct cpc_stats *s, struct buf *out)
{
	add_heading(t, out, "Hardest concepts", "right of n answers, at least %d",
		CPC_STATS_TIMES_LEAST);
	if (s->hardest_count == 0)
		buf_add_text(out, "  None yet.\n");
	add_concepts(t, s->hardest, s->hardest_count, false, out);
}

static void add_leeches(const struct term *t, const struct cpc_stats *s, struct buf *out)
{
	add_heading(t, out, "Leeches", "n = %zu, forgotten %d times or more", s->leech_count,
		CPC_STATS_LEECH);
	if (s->leech_count == 0)
		buf_add_text(out, "  None.\n");
	add_concepts(t, s->leeches, s->leeches_shown, true, out);
}

/* All of it -------------------------------------------------------------------------------------
 */

static void add_nothing_yet(const struct term *t, const struct cpc_stats *s, struct buf *out)
{
	char date[32];
	say_day(s->day, date);
	term_add_styled(t, out, STYLE_BOLD, str_of("Statistics"));
	buf_printf(out, "%s%s\n\n", term_sign(t, " · ", ", "), date);
	term_add_wrapped(t, out, "", "",
		str_of("No answers yet (n = 0). After your first session this page shows your "
		       "days, "
		       "how many answers were right in each domain, what you remember, and what "
		       "comes back when."));
	buf_add_text(out, "\nNext:  cpc study\n");
}

/* Readiness, and how the forecasts before exams did -------------------------------------------- */

static void add_ready(const struct term *t, const struct stats *s, struct buf *out)
{
	struct buf text = BUF_INIT;
	ready_say(&s->ready, &text);
	term_add_row(t, out, NAME, "Ready", "%s", buf_text(&text));
	buf_release(&text);
}

static void add_forecasts(const struct term *t, const struct stats *s, struct buf *out)
{
	const struct cpc_forecast_score *f = &s->forecasts;
	add_heading(t, out, "Passed when you were told a chance", "n = %zu %s", f->n,
		say_plural(f->n, "exam", "exams"));
	if (f->n == 0) {
		term_add_wrapped(t, out, "  ", "  ",
			str_of("Nothing yet: before each mock exam your chance is told, once "
			       "enough "
			       "is known of you."));
		return;
	}
	term_add_row(t, out, NAME, "Brier", "%.3f (0 is perfect, 0.25 a coin)", f->brier);
	term_add_row(t, out, NAME, "Score", "%+.1f points from what was expected, on the mean",
		f->miss_points);
	buf_add_text(out, "  Passed (chance told on the mean), n\n");
	for (size_t i = 0; i < CPC_FORECAST_BINS; i++) {
		const struct cpc_forecast_bin *b = &f->bins[i];
		char name[24];
		if (b->n == 0)
			continue;
		snprintf(name, sizeof name, "%zu-%zu%%", i * 100 / CPC_FORECAST_BINS,
			(i + 1) * 100 / CPC_FORECAST_BINS);
		add_share(t, name, stats_share(b->passed, b->n), b->n, b->chance, out);
	}
}

/* In the order of the screen, behind the head and readiness. */
static void (*const parts[])(const struct term *, const struct cpc_stats *, struct buf *) = {
	add_calendar, add_over_time, add_domains, add_due, add_recall, add_confidence, add_times,
	add_hardest, add_leeches};

void stats_show(const struct term *t, const struct stats *s, struct buf *out)
{
	if (s->counts->answered == 0) {
		add_nothing_yet(t, s->counts, out);
		return;
	}
	add_head(t, s->counts, out);
	add_ready(t, s, out);
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		parts[i](t, s->counts, out);
	add_forecasts(t, s, out);
}
