/*
 * clock.c - the instant and the zone: the machine's, or the CPC_NOW of a test.
 * May use: POSIX, base. Must not know: what the time is wanted for.
 */
#include <stdlib.h>
#include <time.h>

#include "base/day.h"
#include "base/error.h"
#include "cli/cli.h"

static int zone_at(time_t seconds)
{
	struct tm local;
	if (!localtime_r(&seconds, &local))
		return 0;
	return (int)(local.tm_gmtoff / 60);
}

int clock_now(struct cpc_time *out, struct cpc_error *err)
{
	const char *fixed = getenv("CPC_NOW");
	struct timespec now;
	if (!fixed || !fixed[0]) {
		clock_gettime(CLOCK_REALTIME, &now);
		out->at_ms = (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
		out->zone_min = zone_at(now.tv_sec);
		return CPC_OK;
	}
	int offset;
	if (!day_parse_instant(str_of(fixed), &out->at_ms, &offset))
		return error_set(err, CPC_USAGE,
			"CPC_NOW: found \"%s\", expected an instant such as 2026-11-22T09:00:00Z",
			fixed);
	out->zone_min = zone_at((time_t)(out->at_ms / 1000));
	return CPC_OK;
}

struct cpc_time clock_again(void)
{
	struct cpc_time now = {0, 0};
	clock_now(&now, NULL);
	return now;
}
