/*
 * stats.h - the parts of cpc stats: what is drawn, as text, as JSON and as a page of HTML.
 * May use: term, cpc.h. Must not know: how anything is counted.
 */
#ifndef CLI_STATS_H
#define CLI_STATS_H

#include "cli/term.h"
#include "cpc.h"

/* All that is told. */
struct stats {
	struct cpc_stats *counts;
	struct cpc_readiness ready;
	struct cpc_forecast_score forecasts;
};

#define STATS_SERIES_MOST 53

/* The answers of some time up to today, in buckets of a day or of a week that begins on Monday. */
struct stats_series {
	int64_t begin; /* first day of the first bucket */
	int each;      /* days in a bucket: 1 or 7 */
	size_t n;      /* buckets */
	size_t answered[STATS_SERIES_MOST], right[STATS_SERIES_MOST];
	size_t all; /* answers in them */
};

/* Days while the first answer is less than five weeks old, else weeks; at most `most` buckets. */
void stats_series(const struct cpc_stats *s, size_t most, struct stats_series *out);

/* Answers on each of `n` days from `begin` on; what lies outside is left out. */
void stats_counts(const struct cpc_stats *s, int64_t begin, size_t n, size_t counts[]);

/* Answers a day from which on each shade of the calendar begins. */
extern const size_t stats_steps[4];

/* "guessed", "neither", "sure", by confidence + 1. */
extern const char *const stats_confidences[3];

/* Shares, 0..1; 0 for none. */
double stats_share(size_t part, size_t whole);

/* "10-20 s", "240+ s" ... of bin `i` of cpc_stats.times, for printing. */
void stats_time_name(const struct cpc_stats *s, size_t i, char out[24]);

/* A whole percentage, rounded. */
int stats_percent(double share);

/* "17 h 20 min" */
void stats_span(int64_t ms, char out[32]);

/* Between the domains of the exam and those of the learner's own sets. */
void stats_show_own(const struct term *t, struct buf *out);

/* stats_show.c */
void stats_show(const struct term *t, const struct stats *s, struct buf *out);

/* stats_bank_show.c */
void stats_show_bank(const struct term *t, const struct cpc_bank_stats *s, struct buf *out);

/* stats_json.c: a line for each part */
int stats_json(const struct stats *s, struct buf *out);
int stats_json_bank(const struct cpc_bank_stats *s, struct buf *out);

/* That a page was written. */
struct json_t *stats_json_written(const char *path, bool replaced);

/* stats_html.c: a whole page; now_ms is when it was made. */
void stats_html(const struct stats *s, int64_t now_ms, int zone_min, struct buf *out);

#endif
