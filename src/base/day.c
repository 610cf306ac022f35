/*
 * day.c - civil days.
 * May use: libc. Must not know: time zones by name, the clock.
 */
#include "base/day.h"

#include <stdio.h>

static int64_t floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

/* Years begin in March here, so that the leap day is the last of its year; 400 years are an era
 * of 146,097 days. */
int64_t day_of_date(int year, int month, int day)
{
	int64_t y = month <= 2 ? year - 1 : year;
	int64_t era = floor_div(y, 400);
	int64_t year_of_era = y - era * 400;
	int64_t month_from_march = (month + 9) % 12;
	int64_t day_of_year = (153 * month_from_march + 2) / 5 + day - 1;
	int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
	return era * 146097 + day_of_era - 719468;
}

void day_to_date(int64_t day, int *year, int *month, int *date)
{
	int64_t z = day + 719468;
	int64_t era = floor_div(z, 146097);
	int64_t day_of_era = z - era * 146097;
	int64_t year_of_era =
		(day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
	int64_t day_of_year =
		day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int64_t month_from_march = (5 * day_of_year + 2) / 153;
	*date = (int)(day_of_year - (153 * month_from_march + 2) / 5 + 1);
	*month = (int)(month_from_march < 10 ? month_from_march + 3 : month_from_march - 9);
	*year = (int)(year_of_era + era * 400 + (*month <= 2));
}

int64_t day_of_instant(int64_t at_ms, int zone_min, int rollover_hour)
{
	int64_t local = at_ms + zone_min * INT64_C(60000) - rollover_hour * INT64_C(3600000);
	return floor_div(local, DAY_MS);
}

static bool digits(struct str *s, size_t count, int *out)
{
	if (s->n < count)
		return false;
	*out = 0;
	for (size_t i = 0; i < count; i++) {
		if (s->p[i] < '0' || s->p[i] > '9')
			return false;
		*out = *out * 10 + (s->p[i] - '0');
	}
	*s = str_from(*s, count);
	return true;
}

static bool letter(struct str *s, char c)
{
	if (s->n == 0 || s->p[0] != c)
		return false;
	*s = str_from(*s, 1);
	return true;
}

static bool take_date(struct str *s, int64_t *day)
{
	int y, m, d, year, month, date;
	if (!digits(s, 4, &y) || !letter(s, '-') || !digits(s, 2, &m) || !letter(s, '-') ||
		!digits(s, 2, &d) || m < 1 || m > 12 || d < 1)
		return false;
	int64_t number = day_of_date(y, m, d);
	day_to_date(number, &year, &month, &date);
	if (year != y || month != m || date != d)
		return false;
	*day = number;
	return true;
}

bool day_parse(struct str text, int64_t *day)
{
	int64_t number;
	if (!take_date(&text, &number) || text.n > 0)
		return false;
	*day = number;
	return true;
}

void day_format(int64_t day, char out[16])
{
	int y, m, d;
	day_to_date(day, &y, &m, &d);
	snprintf(out, 16, "%04d-%02d-%02d", y, m, d);
}

static bool take_zone(struct str *s, int *zone_min)
{
	*zone_min = 0;
	if (letter(s, 'Z'))
		return true;
	int sign = letter(s, '-') ? -1 : letter(s, '+') ? 1 : 0;
	int h, m;
	if (sign == 0 || !digits(s, 2, &h) || !letter(s, ':') || !digits(s, 2, &m) || h > 14 ||
		m > 59)
		return false;
	*zone_min = sign * (h * 60 + m);
	return true;
}

bool day_parse_instant(struct str text, int64_t *at_ms, int *zone_min)
{
	int64_t day;
	int h, m, sec, zone;
	if (!take_date(&text, &day) || !letter(&text, 'T') || !digits(&text, 2, &h) ||
		!letter(&text, ':') || !digits(&text, 2, &m) || !letter(&text, ':') ||
		!digits(&text, 2, &sec) || h > 23 || m > 59 || sec > 59)
		return false;
	if (!take_zone(&text, &zone) || text.n > 0)
		return false;
	*at_ms = day * DAY_MS + ((h * 60 + m - zone) * 60 + sec) * INT64_C(1000);
	*zone_min = zone;
	return true;
}

int day_weekday(int64_t day)
{
	return (int)((day % 7 + 7 + 3) % 7);
}
