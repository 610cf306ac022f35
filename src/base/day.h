/*
 * day.h - civil days: numbers for dates, and the day an instant belongs to.
 * May use: libc. Must not know: time zones by name, the clock, what happens on the day.
 *
 * Instants are milliseconds since 1970-01-01T00:00:00Z. A zone is minutes east of UTC at that
 * instant. A day is the number of civil days since 1970-01-01 (may be negative).
 */
#ifndef BASE_DAY_H
#define BASE_DAY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

#define DAY_MS INT64_C(86400000)

/* Proleptic Gregorian calendar; valid for years -9999..9999. */
int64_t day_of_date(int year, int month, int day);
void day_to_date(int64_t day, int *year, int *month, int *date);

/* The learner's day: it begins at rollover_hour (0..23) local time and not at midnight. */
int64_t day_of_instant(int64_t at_ms, int zone_min, int rollover_hour);

/* "2026-11-22", a date that exists. */
bool day_parse(struct str text, int64_t *day);
void day_format(int64_t day, char out[16]);

/* "2026-11-22T09:00:00Z" or with an offset such as "+02:00"; zone_min gets the offset. */
bool day_parse_instant(struct str text, int64_t *at_ms, int *zone_min);

/* 0 Monday .. 6 Sunday. */
int day_weekday(int64_t day);

#endif
