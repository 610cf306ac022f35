/*
 * stats.c - what the text, the JSON and the page of cpc stats share.
 * May use: base, cpc.h. Must not know: where it is shown.
 */
#include "cli/stats.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/day.h"

#define DAILY_DAYS 35 /* as long as that, buckets are days */

const size_t stats_steps[4] = {1, 10, 20, 40};
const char *const stats_confidences[3] = {"guessed", "neither", "sure"};

int stats_percent(double share)
{
	return (int)(share * 100 + 0.5);
}

double stats_share(size_t part, size_t whole)
{
	return whole ? (double)part / (double)whole : 0;
}

void stats_series(const struct cpc_stats *s, size_t most, struct stats_series *out)
{
	int64_t last = s->day, first = s->day_count ? s->days[0].day : s->day;
	*out = (struct stats_series){.each = 1};
	if (most > STATS_SERIES_MOST)
		most = STATS_SERIES_MOST;
	if (s->day - first >= DAILY_DAYS) {
		out->each = 7;
		first -= day_weekday(first);
		last -= day_weekday(last);
	}
	out->n = last < first ? 1 : (size_t)((last - first) / out->each) + 1;
	out->n = out->n > most ? most : out->n;
	out->begin = last - (int64_t)(out->n - 1) * out->each;
	for (size_t i = 0; i < s->day_count; i++) {
		int64_t after = s->days[i].day - out->begin;
		if (after < 0 || s->days[i].day > s->day)
			continue;
		out->answered[after / out->each] += s->days[i].answered;
		out->right[after / out->each] += s->days[i].right;
		out->all += s->days[i].answered;
	}
}

void stats_counts(const struct cpc_stats *s, int64_t begin, size_t n, size_t counts[])
{
	for (size_t i = 0; i < n; i++)
		counts[i] = 0;
	for (size_t i = 0; i < s->day_count; i++) {
		int64_t at = s->days[i].day - begin;
		if (at >= 0 && at < (int64_t)n)
			counts[at] = s->days[i].answered;
	}
}

void stats_time_name(const struct cpc_stats *s, size_t i, char out[24])
{
	int low = (int)(s->times[i].low_ms / 1000) % 10000;
	if (i + 1 == CPC_STATS_TIME_BINS)
		snprintf(out, 24, "%d+ s", low);
	else
		snprintf(out, 24, "%d-%d s", low, (int)(s->times[i + 1].low_ms / 1000) % 10000);
}

void stats_span(int64_t ms, char out[32])
{
	int64_t minutes = (ms + 30000) / 60000;
	if (minutes < 60)
		snprintf(out, 32, "%" PRId64 " min", minutes);
	else
		snprintf(out, 32, "%" PRId64 " h %" PRId64 " min", minutes / 60, minutes % 60);
}
