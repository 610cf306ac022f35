/*
 * clock.c - the instant and the zone: the machine's, or the CPC_NOW of a test.
 * May use: POSIX, base. Must not know: what the time is wanted for.
 */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/day.h"
#include "base/error.h"
#include "cli/cli.h"

#define PACE_MOST 1000000

/* Linux counts sleep only by a clock of its own; elsewhere the monotonic one does. */
#ifdef CLOCK_BOOTTIME
#define STEADY_CLOCK CLOCK_BOOTTIME
#else
#define STEADY_CLOCK CLOCK_MONOTONIC
#endif

int clock_zone(int64_t at_ms)
{
	time_t seconds = (time_t)(at_ms / 1000);
	struct tm local;
	if (!localtime_r(&seconds, &local))
		return 0;
	return (int)(local.tm_gmtoff / 60);
}

static int64_t read_ms(clockid_t clock)
{
	struct timespec now = {0, 0};
	clock_gettime(clock, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* How long the program has been asking for the time, in ms. */
static int64_t running_ms(void)
{
	static int64_t first = -1;
	int64_t now = read_ms(CLOCK_MONOTONIC);
	if (first < 0)
		first = now;
	return now - first;
}

/* "2026-11-22T09:00:00Z" stands still; with "*600" behind it time runs on from there, 600 times
 * as fast as the machine's. */
static int read_given(const char *text, struct cpc_time *out, struct cpc_error *err)
{
	const char *star = strchr(text, '*');
	struct str instant = {text, star ? (size_t)(star - text) : strlen(text)};
	int offset;
	int64_t pace = 0;
	if (!day_parse_instant(instant, &out->at_ms, &offset) ||
		(star && !str_to_i64(str_of(star + 1), 1, PACE_MOST, &pace)))
		return error_set(err, CPC_USAGE,
			"CPC_NOW: found \"%s\", expected an instant such as 2026-11-22T09:00:00Z",
			text);
	if (star) {
		out->at_ms += running_ms() * pace;
		out->steady_ms = out->at_ms;
	}
	return CPC_OK;
}

int clock_now(struct cpc_time *out, struct cpc_error *err)
{
	const char *given = getenv("CPC_NOW");
	int rc = CPC_OK;
	*out = (struct cpc_time){0};
	if (given && given[0]) {
		rc = read_given(given, out, err);
	} else {
		out->at_ms = read_ms(CLOCK_REALTIME);
		out->steady_ms = read_ms(STEADY_CLOCK);
	}
	out->zone_min = clock_zone(out->at_ms);
	return rc;
}

struct cpc_time clock_again(void)
{
	struct cpc_time now;
	clock_now(&now, NULL);
	return now;
}
