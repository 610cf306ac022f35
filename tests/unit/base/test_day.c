/*
 * test_day.c - civil days: the calendar over many years, texts, and the learner's day over changes
 * of the clock. May use: base/day. Must not know: anything above base.
 *
 * The zones below are written down by their rules, so that the tests depend on no zone database.
 * Numbers such as anki#371 name the report, in another program, of the mistake a test looks for.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "base/day.h"

#define S(literal) ((struct str){literal, sizeof(literal) - 1})
#define MINUTE INT64_C(60000)
#define HOUR INT64_C(3600000)

static int64_t day(const char *text)
{
	int64_t d;
	if (!day_parse(str_of(text), &d))
		fail_msg("%s is no date", text);
	return d;
}

static int64_t instant(const char *text)
{
	int64_t at;
	int zone;
	if (!day_parse_instant(str_of(text), &at, &zone))
		fail_msg("%s is no instant", text);
	return at;
}

/* ---------------------------------------------------------------------------------------------
 * The calendar */

static int days_in_month(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
	return days[month - 1] + (month == 2 && leap);
}

/* Counted day by day over all the years that the header promises. */
static void every_day(void **state)
{
	(void)state;
	int64_t number = day_of_date(-9999, 1, 1);
	for (int year = -9999; year <= 9999; year++) {
		for (int month = 1; month <= 12; month++) {
			for (int date = 1; date <= days_in_month(year, month); date++) {
				int y, m, d;
				if (day_of_date(year, month, date) != number)
					fail_msg("%d-%d-%d", year, month, date);
				day_to_date(number, &y, &m, &d);
				if (y != year || m != month || d != date)
					fail_msg("%d-%d-%d", year, month, date);
				number++;
			}
		}
	}
}

static void known_days(void **state)
{
	(void)state;
	assert_int_equal(day("1970-01-01"), 0);
	assert_int_equal(day("1969-12-31"), -1);
	assert_int_equal(day("2000-03-01"), 11017);
	assert_int_equal(day("2026-11-22"), 20779);
	assert_int_equal(day_weekday(day("1970-01-01")), 3);
	assert_int_equal(day_weekday(day("2026-11-22")), 6);
	assert_int_equal(day_weekday(day("1900-01-01")), 0);
	for (int64_t d = -1000; d < 1000; d++)
		assert_int_equal(day_weekday(d + 1), (day_weekday(d) + 1) % 7);
}

/* ---------------------------------------------------------------------------------------------
 * Texts */

static void dates_as_text(void **state)
{
	(void)state;
	for (int64_t d = day_of_date(0, 1, 1); d <= day_of_date(9999, 12, 31); d += 11) {
		char text[16];
		day_format(d, text);
		assert_int_equal(strlen(text), 10);
		assert_int_equal(day(text), d);
	}
	int64_t d = 7;
	static const char *const bad[] = {"", "2026", "2026-11", "2026-11-", "2026-11-2",
		"2026-11-222", "2026-11-22 ", " 2026-11-22", "2026-13-01", "2026-00-01",
		"2026-01-00", "2026-01-32", "2026-02-29", "1900-02-29", "2100-02-29", "2026-04-31",
		"26-11-22", "02026-11-22", "2026/11/22", "2026-1-22", "+026-11-22", "-026-11-22",
		"2026-11-22T09:00:00Z", "2026-1a-22",
		("\xD9\xA2"
		 "26-11-22")};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		if (day_parse(str_of(bad[i]), &d))
			fail_msg("%s was taken for a date", bad[i]);
	}
	assert_int_equal(d, 7);
	assert_true(day_parse(S("2000-02-29"), &d));
}

static void instants_as_text(void **state)
{
	(void)state;
	int64_t at = 7;
	int zone = 7;
	assert_true(day_parse_instant(S("1970-01-01T00:00:00Z"), &at, &zone));
	assert_int_equal(at, 0);
	assert_int_equal(zone, 0);
	assert_true(day_parse_instant(S("2026-11-22T09:00:01+02:00"), &at, &zone));
	assert_true(at == INT64_C(1795330801000));
	assert_int_equal(zone, 120);
	assert_true(day_parse_instant(S("1969-12-31T23:59:59-03:30"), &at, &zone));
	assert_int_equal(at, 3 * HOUR + 30 * MINUTE - 1000);
	assert_int_equal(zone, -210);
	assert_true(instant("2026-11-22T09:00:00Z") == instant("2026-11-22T14:45:00+05:45"));
	static const char *const bad[] = {"", "2026-11-22", "2026-11-22T09:00:00",
		"2026-11-22 09:00:00Z", "2026-11-22T24:00:00Z", "2026-11-22T09:60:00Z",
		"2026-11-22T09:00:60Z", "2026-11-22T9:00:00Z", "2026-11-22T09:00Z",
		"2026-11-22T09:00:00z", "2026-11-22T09:00:00Zx", "2026-11-22T09:00:00+2:00",
		"2026-11-22T09:00:00+0200", "2026-11-22T09:00:00+15:00",
		"2026-11-22T09:00:00+01:60", "2026-11-22T09:00:00.5Z", "2026-02-30T09:00:00Z"};
	at = zone = 7;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		if (day_parse_instant(str_of(bad[i]), &at, &zone))
			fail_msg("%s was taken for an instant", bad[i]);
	}
	assert_int_equal(at, 7);
	assert_int_equal(zone, 7);
}

/* ---------------------------------------------------------------------------------------------
 * The learner's day. A zone is a rule that gives minutes east of UTC at an instant. */

typedef int zone_rule(int64_t at_ms);

/* The nth Sunday of a month (n > 0), or its last one (n = 0), as a day. */
static int64_t sunday(int year, int month, int64_t n)
{
	if (n == 0)
		return sunday(year, month, 4) + 7 <=
				       day_of_date(year, month, days_in_month(year, month))
			       ? sunday(year, month, 4) + 7
			       : sunday(year, month, 4);
	int64_t first = day_of_date(year, month, 1);
	return first + (6 - day_weekday(first)) + 7 * (n - 1);
}

static int year_of(int64_t at_ms)
{
	int y, m, d;
	day_to_date(day_of_instant(at_ms, 0, 0), &y, &m, &d);
	return y;
}

/* Since 2007: from the second Sunday of March to the first of November, each at 2:00 local. */
static int new_york(int64_t at_ms)
{
	int year = year_of(at_ms);
	int64_t begin = sunday(year, 3, 2) * DAY_MS + 7 * HOUR;
	int64_t end = sunday(year, 11, 1) * DAY_MS + 6 * HOUR;
	return at_ms >= begin && at_ms < end ? -240 : -300;
}

/* Since 1996: from the last Sunday of March to the last of October, each at 1:00 UTC. */
static int berlin(int64_t at_ms)
{
	int year = year_of(at_ms);
	int64_t begin = sunday(year, 3, 0) * DAY_MS + HOUR;
	int64_t end = sunday(year, 10, 0) * DAY_MS + HOUR;
	return at_ms >= begin && at_ms < end ? 120 : 60;
}

/* Half an hour of summer time, from the first Sunday of October to the first of April. */
static int lord_howe(int64_t at_ms)
{
	int year = year_of(at_ms);
	int64_t end = sunday(year, 4, 1) * DAY_MS + 2 * HOUR - 660 * MINUTE;
	int64_t begin = sunday(year, 10, 1) * DAY_MS + 2 * HOUR - 630 * MINUTE;
	return at_ms >= end && at_ms < begin ? 630 : 660;
}

static int tokyo(int64_t at_ms)
{
	(void)at_ms;
	return 540;
}

static int utc(int64_t at_ms)
{
	(void)at_ms;
	return 0;
}

static zone_rule *const zones[] = {utc, new_york, berlin, lord_howe, tokyo};
#define ZONES (sizeof zones / sizeof *zones)

static int64_t learners_day(zone_rule *zone, int64_t at_ms, int rollover)
{
	return day_of_instant(at_ms, zone(at_ms), rollover);
}

static void the_zones_are_right(void **state)
{
	(void)state;
	assert_int_equal(new_york(instant("2026-03-08T06:59:59Z")), -300);
	assert_int_equal(new_york(instant("2026-03-08T07:00:00Z")), -240);
	assert_int_equal(new_york(instant("2026-11-01T05:59:59Z")), -240);
	assert_int_equal(new_york(instant("2026-11-01T06:00:00Z")), -300);
	assert_int_equal(berlin(instant("2015-10-25T00:59:59Z")), 120);
	assert_int_equal(berlin(instant("2015-10-25T01:00:00Z")), 60);
	assert_int_equal(berlin(instant("2026-03-29T01:00:00Z")), 120);
	assert_int_equal(lord_howe(instant("2026-04-04T14:59:59Z")), 660);
	assert_int_equal(lord_howe(instant("2026-04-04T15:00:00Z")), 630);
}

/* anki#371: days since a day in January, over an odd number of changes of the clock. */
static void days_elapsed_over_a_change(void **state)
{
	(void)state;
	static const char *const spans[][2] = {{"2026-03-01T00:00:00Z", "2026-03-21T00:00:00Z"},
		{"2026-10-25T00:00:00Z", "2026-11-11T00:00:00Z"}};
	int64_t created = learners_day(new_york, instant("2026-01-15T15:00:00Z"), 4);
	assert_int_equal(created, day("2026-01-15"));
	for (size_t i = 0; i < 2; i++) {
		for (int64_t at = instant(spans[i][0]); at < instant(spans[i][1]); at += HOUR) {
			/* what the wall clock shows, worked out without day_of_instant */
			int64_t local = at + new_york(at) * MINUTE;
			int64_t date = local / DAY_MS, hour = local % DAY_MS / HOUR;
			assert_int_equal(learners_day(new_york, at, 4) - created,
				date - day("2026-01-15") - (hour < 4));
		}
	}
}

/* anki#416, #420: a day ends once, whatever the clock does in the night: never a day back, never
 * one left out, and the next day begins within 25 hours. */
static void every_day_comes_once(void **state)
{
	(void)state;
	for (size_t z = 0; z < ZONES; z++) {
		for (int rollover = 0; rollover < 24; rollover++) {
			int64_t at = instant("2026-01-01T00:00:00Z");
			int64_t end = instant("2027-01-02T00:00:00Z"), began = at;
			int64_t now = learners_day(zones[z], at, rollover);
			for (; at < end; at += 10 * MINUTE) {
				int64_t next = learners_day(zones[z], at, rollover);
				if (next == now) {
					assert_true(at - began < 25 * HOUR);
					continue;
				}
				assert_int_equal(next, now + 1);
				now = next;
				began = at;
			}
		}
	}
}

/* Rollover at the very hour in which the clock is put back or on. */
static void rollover_at_the_hour_of_the_change(void **state)
{
	(void)state;
	struct {
		const char *at;
		const char *day;
	} const cases[] = {
		{"2026-11-01T05:30:00Z", "2026-10-31"}, /* 1:30 the first time */
		{"2026-11-01T06:30:00Z", "2026-10-31"}, /* 1:30 the second time */
		{"2026-11-01T06:59:59Z", "2026-10-31"},
		{"2026-11-01T07:00:00Z", "2026-11-01"},
		{"2026-03-08T06:59:59Z", "2026-03-07"}, /* 1:59:59, then 3:00 */
		{"2026-03-08T07:00:00Z", "2026-03-08"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_int_equal(
			learners_day(new_york, instant(cases[i].at), 2), day(cases[i].day));
}

/* Anki-Android#3770: 23:28 of the day on which summer time ended showed the next day. */
static void the_evening_after_the_change(void **state)
{
	(void)state;
	int64_t at = instant("2015-10-25T23:28:00+01:00");
	assert_int_equal(berlin(at), 60);
	assert_int_equal(learners_day(berlin, at, 0), day("2015-10-25"));
	assert_int_equal(learners_day(berlin, at + 32 * MINUTE, 0), day("2015-10-26"));
}

/* Anki-Android#5912: the new day began at 5 and not at 4 once summer time had come. */
static void four_is_four_in_summer(void **state)
{
	(void)state;
	static const char *const days[] = {"2026-01-15", "2026-03-28", "2026-03-29", "2026-03-30",
		"2026-07-15", "2026-10-24", "2026-10-25", "2026-10-26"};
	for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
		/* 12:00 UTC has the offset that holds at 4:00 of that day */
		int zone = berlin(day(days[i]) * DAY_MS + 12 * HOUR);
		int64_t four = day(days[i]) * DAY_MS + 4 * HOUR - zone * MINUTE;
		assert_int_equal(learners_day(berlin, four, 4), day(days[i]));
		assert_int_equal(learners_day(berlin, four - 1, 4), day(days[i]) - 1);
	}
}

/* Anki-Android#1559: an event carries its own offset, so that where it is looked at from later does
 * not move it. A learner flies from Tokyo to Chicago over the date line. */
static void a_traveller(void **state)
{
	(void)state;
	int64_t evening = instant("2026-06-10T21:00:00+09:00");
	int64_t landed = instant("2026-06-10T19:00:00-05:00"); /* 12 hours on, the same date */
	assert_int_equal(landed - evening, 12 * HOUR);
	assert_int_equal(day_of_instant(evening, 540, 4), day("2026-06-10"));
	assert_int_equal(day_of_instant(landed, -300, 4), day("2026-06-10"));
	assert_int_equal(day_of_instant(landed + DAY_MS, -300, 4), day("2026-06-11"));
	/* Back west: the day goes on, and none is gone below the first. */
	int64_t back = instant("2026-06-13T05:00:00+09:00");
	assert_int_equal(day_of_instant(back, 540, 4), day("2026-06-13"));
}

/* anki#2456: a calendar that lost a day. Every hour of a year falls on exactly one of its days, and
 * the days together hold them all. */
static void a_heatmap_loses_nothing(void **state)
{
	(void)state;
	for (int year = 2019; year <= 2032; year++) {
		for (int zone = -720; zone <= 840; zone += 15) {
			int64_t first = day_of_date(year, 1, 1), last = day_of_date(year, 12, 31);
			int counts[366] = {0};
			int64_t begin = first * DAY_MS + 4 * HOUR - zone * MINUTE;
			int64_t end = (last + 1) * DAY_MS + 4 * HOUR - zone * MINUTE;
			for (int64_t at = begin; at < end; at += HOUR) {
				int64_t d = day_of_instant(at, zone, 4);
				assert_in_range(d - first, 0, last - first);
				counts[d - first]++;
			}
			for (int64_t d = first; d <= last; d++)
				assert_int_equal(counts[d - first], 24);
		}
	}
}

/* ubermenchh/anki-cli#21: days counted at midnight UTC were due a day early. */
static void not_midnight_utc(void **state)
{
	(void)state;
	int64_t created = INT64_C(1699952400000), now = INT64_C(1700028000000);
	assert_int_equal(day_of_instant(created, -300, 4), day_of_instant(now, -300, 4));
	assert_int_not_equal(day_of_instant(created, 0, 0), day_of_instant(now, 0, 0));
}

/* eudoxia0/hashcards#95: who learns at night learns on the day before. */
static void one_in_the_night(void **state)
{
	(void)state;
	int64_t at = instant("2026-11-23T01:00:00-06:00");
	assert_int_equal(day_of_instant(at, -360, 4), day("2026-11-22"));
	assert_int_equal(day_of_instant(at, -360, 1), day("2026-11-23"));
	assert_int_equal(day_of_instant(at, -360, 0), day("2026-11-23"));
	assert_int_equal(day_of_instant(at - 1, -360, 1), day("2026-11-22"));
	assert_int_equal(day_of_instant(at, -360, 23), day("2026-11-22"));
}

/* Before 1970 the division must still go down and not towards zero. */
static void before_the_epoch(void **state)
{
	(void)state;
	assert_int_equal(day_of_instant(-1, 0, 0), -1);
	assert_int_equal(day_of_instant(-DAY_MS, 0, 0), -1);
	assert_int_equal(day_of_instant(-DAY_MS - 1, 0, 0), -2);
	assert_int_equal(day_of_instant(0, -1, 0), -1);
	assert_int_equal(day_of_instant(0, 0, 1), -1);
	assert_int_equal(day_of_instant(instant("1908-02-29T12:00:00Z"), 0, 4), day("1908-02-29"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_day),
		cmocka_unit_test(known_days),
		cmocka_unit_test(dates_as_text),
		cmocka_unit_test(instants_as_text),
		cmocka_unit_test(the_zones_are_right),
		cmocka_unit_test(days_elapsed_over_a_change),
		cmocka_unit_test(every_day_comes_once),
		cmocka_unit_test(rollover_at_the_hour_of_the_change),
		cmocka_unit_test(the_evening_after_the_change),
		cmocka_unit_test(four_is_four_in_summer),
		cmocka_unit_test(a_traveller),
		cmocka_unit_test(a_heatmap_loses_nothing),
		cmocka_unit_test(not_midnight_utc),
		cmocka_unit_test(one_in_the_night),
		cmocka_unit_test(before_the_epoch),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
