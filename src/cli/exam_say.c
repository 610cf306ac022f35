/*
 * exam_say.c - times and paces of an exam in words.
 * May use: base, clock. Must not know: what is drawn around them.
 */
#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/day.h"
#include "cli/cli.h"
#include "cli/exam_show.h"

void exam_say_clock(int64_t ms, char out[EXAM_SAY_SIZE])
{
	int64_t s = (ms + 999) / 1000;
	snprintf(out, EXAM_SAY_SIZE, "%" PRId64 ":%02d:%02d", s / 3600, (int)(s / 60 % 60),
		(int)(s % 60));
}

void exam_say_time(int64_t ms, char out[EXAM_SAY_SIZE])
{
	int64_t s = (ms + 500) / 1000;
	if (s >= 3600)
		exam_say_clock(ms, out);
	else
		snprintf(out, EXAM_SAY_SIZE, "%d:%02d", (int)(s / 60), (int)(s % 60));
}

void exam_say_span(int64_t ms, char out[EXAM_SAY_SIZE])
{
	int64_t minutes = (ms + 30000) / 60000, hours = minutes / 60, days = hours / 24;
	minutes %= 60;
	if (days > 1)
		snprintf(out, EXAM_SAY_SIZE, "%" PRId64 " days", days);
	else if (hours > 0 && minutes > 0)
		snprintf(out, EXAM_SAY_SIZE, "%" PRId64 " %s %" PRId64 " %s", hours,
			say_plural((size_t)hours, "hour", "hours"), minutes,
			say_plural((size_t)minutes, "minute", "minutes"));
	else if (hours > 0)
		snprintf(out, EXAM_SAY_SIZE, "%" PRId64 " %s", hours,
			say_plural((size_t)hours, "hour", "hours"));
	else if (minutes > 0)
		snprintf(out, EXAM_SAY_SIZE, "%" PRId64 " %s", minutes,
			say_plural((size_t)minutes, "minute", "minutes"));
	else
		snprintf(out, EXAM_SAY_SIZE, "under a minute");
}

void exam_say_instant(int64_t at_ms, char out[EXAM_SAY_SIZE])
{
	char date[32];
	int64_t local = at_ms + (int64_t)clock_zone(at_ms) * 60000;
	int64_t day = day_of_instant(local, 0, 0), minutes = (local - day * DAY_MS) / 60000;
	say_day(day, date);
	snprintf(out, EXAM_SAY_SIZE, "%s, %02d:%02d", date, (int)(minutes / 60),
		(int)(minutes % 60));
}

void exam_say_pace(const struct cpc_exam_state *s, char out[EXAM_SAY_SIZE])
{
	char span[EXAM_SAY_SIZE];
	int64_t away = s->pace_ms < 0 ? -s->pace_ms : s->pace_ms;
	exam_say_span(away, span);
	if (away < 30000)
		snprintf(out, EXAM_SAY_SIZE, "on pace");
	else
		snprintf(out, EXAM_SAY_SIZE, "%.40s %s", span, s->pace_ms < 0 ? "ahead" : "behind");
}

void exam_say_sentence(struct buf *out, const char *text)
{
	size_t n = strlen(text);
	if (n == 0)
		return;
	buf_add_char(out, (char)toupper((unsigned char)text[0]));
	buf_add_text(out, text + 1);
	if (!strchr(".?!", text[n - 1]))
		buf_add_char(out, '.');
}
