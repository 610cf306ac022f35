/*
 * test_guide.c - what a row of the salary guide may be, and how its number is written.
 * May use: rules/guide, base. Must not know: what the guide says.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "near.h"
#include "rules/guide.h"

static void reads(
	double low, double high, bool open, bool about, const char *unit, const char *wanted)
{
	struct guide_figure f = {low, high, open, about, unit};
	struct buf text = BUF_INIT;
	guide_add_amount(&text, &f, "-");
	assert_string_equal(buf_text(&text), wanted);
	buf_release(&text);
}

static void amounts(void **state)
{
	(void)state;
	reads(48780, 48780, false, false, "usd_year", "$48,780");
	reads(38000, 44000, false, false, "usd_year", "$38,000-$44,000");
	reads(80000, 150000, true, false, "usd_year", "$80,000-$150,000+");
	reads(72000, 72000, true, false, "usd_year", "$72,000+");
	reads(1234567, 1234567, false, false, "usd_year", "$1,234,567");
	reads(999, 1000, false, false, "usd_year", "$999-$1,000");
	reads(23.45, 23.45, false, false, "usd_hour", "$23.45 an hour");
	reads(23.05, 24, false, false, "usd_hour", "$23.05-$24 an hour");
	reads(20.7, 20.7, false, true, "percent", "about 20.7%");
	reads(20, 25, false, true, "percent", "about 20-25%");
	reads(0, 2, false, false, "years", "0-2 years");
	reads(8, 8, true, false, "years", "8+ years");
	reads(2024, 2034, false, false, "year", "2024-2034");
	reads(14800, 14800, false, true, "jobs_year", "about 14,800 a year");
	reads(240000, 240000, false, true, "people", "about 240,000 people");
	reads(3, 3, true, false, "count", "3+");
	reads(0, 0, false, false, "text", "");
	reads(1, 1, false, false, "no such", "");
}

static void experience(void **state)
{
	(void)state;
	struct guide_figure closed = {3, 7, false, false, "years"};
	struct guide_figure open = {8, 8, true, false, "years"};
	assert_false(guide_years_fit(&closed, 2));
	assert_true(guide_years_fit(&closed, 3));
	assert_true(guide_years_fit(&closed, 7));
	assert_false(guide_years_fit(&closed, 8));
	assert_false(guide_years_fit(&open, 7));
	assert_true(guide_years_fit(&open, 60));
}

static void topics(void **state)
{
	(void)state;
	assert_int_equal(guide_topic_count(), 13);
	for (size_t i = 0; i < guide_topic_count(); i++) {
		const struct guide_topic *t = guide_topic_at(i);
		assert_int_equal(guide_topic_find(t->slug), i);
		assert_true(t->title[0] && t->summary[0]);
	}
	assert_null(guide_topic_at(13));
	assert_int_equal(guide_topic_find("salary"), -1);
	assert_int_equal(guide_topic_find(""), -1);
}

/* A row, its fields between bars. */
static const char *fault_of(const char *topic, const char *row, struct guide_figure *out)
{
	static char text[256];
	char *field[GUIDE_COLUMNS] = {NULL};
	int n = 0;
	assert_true(strlen(row) < sizeof text);
	memcpy(text, row, strlen(row) + 1);
	field[n++] = text;
	for (char *p = text; (p = strchr(p, '|')); field[n++] = p)
		*p++ = '\0';
	assert_int_equal(n, GUIDE_COLUMNS);
	return guide_row_fault(guide_topic_find(topic), field, out);
}

static void good_rows(void **state)
{
	(void)state;
	struct guide_figure f;
	assert_null(fault_of("overview", "a|b|L|23.45|24|1|1|usd_hour|t|p", &f));
	assert_near(f.low, 23.45, 0);
	assert_near(f.high, 24, 0);
	assert_true(f.open && f.about);
	assert_string_equal(f.unit, "usd_hour");
	assert_null(fault_of("ai", "a|b|L|||||text|t|p", &f));
	assert_near(f.low, 0, 0);
	assert_null(fault_of("states", "ca|salary|L|1|1|0|0|usd_year||p", &f));
	assert_null(fault_of("specialties", "auditing|salary|L|1|1|0|0|usd_year||p", &f));
}

static void faults(void **state)
{
	(void)state;
	static const struct {
		const char *topic, *row, *fault;
	} bad[] = {
		{"overview", "A|b|L|1|2|0|0|percent||p", "key and figure"},
		{"overview", "|b|L|1|2|0|0|percent||p", "key and figure"},
		{"overview", "a|b c|L|1|2|0|0|percent||p", "key and figure"},
		{"overview", "a|b|L|1|2|0|0|dollars||p", "the unit is usd_year"},
		{"overview", "a|b|L|1|2|0|0|||p", "the unit is usd_year"},
		{"overview", "a|b|L|1|2|0|0|percent||", "the place in the guide is empty"},
		{"overview", "a|b|L|2|1|0|0|percent||p", "high is below low"},
		{"overview", "a|b|L|-1|1|0|0|percent||p", "low and high are numbers"},
		{"overview", "a|b|L|1||0|0|percent||p", "low and high are numbers"},
		{"overview", "a|b|L|1,000|2|0|0|percent||p", "low and high are numbers"},
		{"overview", "a|b|L|$1|2|0|0|percent||p", "low and high are numbers"},
		{"overview", "a|b|L|1|nan|0|0|percent||p", "low and high are numbers"},
		{"overview", "a|b|L|1|2||0|percent||p", "open and about are 0 or 1"},
		{"overview", "a|b|L|1|2|0|2|percent||p", "open and about are 0 or 1"},
		{"overview", "a|b|L|1|2|yes|0|percent||p", "open and about are 0 or 1"},
		{"overview", "a|b|L|1||||text|t|p", "a row of the unit text has no low"},
		{"overview", "a|b|L|||0||text|t|p", "a row of the unit text has no low"},
		{"overview", "a|b|L|||||text||p", "the text is empty"},
		{"states", "california|salary|L|1|1|0|0|usd_year||p", "the key is a state's"},
		{"states", "xx|salary|L|1|1|0|0|usd_year||p", "the key is a state's"},
		{"specialties", "hcc|salary|L|1|1|0|0|usd_year||p", "the key is none of"},
	};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct guide_figure f;
		const char *fault = fault_of(bad[i].topic, bad[i].row, &f);
		if (!fault || strncmp(fault, bad[i].fault, strlen(bad[i].fault)) != 0)
			fail_msg("%s: %s", bad[i].row, fault ? fault : "no fault");
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(amounts),
		cmocka_unit_test(experience),
		cmocka_unit_test(topics),
		cmocka_unit_test(good_rows),
		cmocka_unit_test(faults),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
