/*
 * test_chart.c - pictures of numbers on a terminal, drawn and in ASCII.
 * May use: cli/chart. Must not know: what is shown.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/rng.h"
#include "cli/chart.h"

#define YEAR (53 * (size_t)7)
#define SUNDAY INT64_C(20779) /* 2026-11-22 */

static const size_t steps[4] = {1, 10, 20, 40};

static struct term drawing(int width)
{
	return (struct term){.width = width, .drawing = true};
}

static struct term plain(int width)
{
	return (struct term){.width = width};
}

static int setup(void **state)
{
	(void)state;
	struct term t;
	term_init(&t, true); /* the locale, for the widths of characters */
	return 0;
}

typedef void draw(const struct term *t, const struct chart *c, struct buf *out);

static void assert_drawn(draw *how, struct term t, const struct chart *c, const char *expected)
{
	struct buf out = BUF_INIT;
	how(&t, c, &out);
	assert_string_equal(buf_text(&out), expected);
	buf_release(&out);
}

static void columns(void **state)
{
	(void)state;
	const double values[] = {0, 1, 4, 8, 12, 16, 99};
	struct chart c = {values, 7, 0, 16, 2, 7, "16", "0", "Mon", "Sun"};
	assert_drawn(chart_columns, drawing(40), &c,
		"  16│    ▄██\n"
		"   0│ ▁▄████\n"
		"    └───────\n"
		"     Mon Sun\n");
	assert_drawn(chart_columns, plain(40), &c,
		"  16|    :##\n"
		"   0| .:####\n"
		"    +-------\n"
		"     Mon Sun\n");
}

/* With room for it each value has a gap beside it, and what is little is still seen. */
static void wide_columns(void **state)
{
	(void)state;
	const double values[] = {0.001, NAN, 2};
	struct chart c = {values, 3, 0, 2, 1, 30, "2", "0", "a", "b"};
	assert_drawn(chart_columns, drawing(40), &c,
		"  2│▁▁    ██\n"
		"   └─────────\n"
		"    a       b\n");
}

/* More values than columns: the last ones. */
static void the_last_columns(void **state)
{
	(void)state;
	const double values[] = {9, 9, 9, 1, 0, 8};
	struct chart c = {values, 6, 0, 8, 1, 3, "8", "0", "from", "to"};
	assert_drawn(chart_columns, drawing(40), &c,
		"  8│▁ █\n"
		"   └───\n"
		"    from\n");
}

static void line(void **state)
{
	(void)state;
	const double values[] = {0, 1};
	struct chart c = {values, 2, 0, 1, 2, 4, "1", "0", "a", "b"};
	assert_drawn(chart_line, drawing(40), &c,
		"  1│  ⡠⠊\n"
		"  0│⡠⠊\n"
		"   └────\n"
		"    a  b\n");
	assert_drawn(chart_line, plain(40), &c,
		"  1|  **\n"
		"  0|**\n"
		"   +----\n"
		"    a  b\n");
}

/* What is not there is bridged; one value alone is a dot; a level line stays level. */
static void gaps(void **state)
{
	(void)state;
	const double level[] = {NAN, 1, NAN, 1}, alone[] = {NAN, 0.5, NAN}, none[] = {NAN};
	struct chart c = {level, 4, 0, 1, 1, 4, "1", "0", "", ""};
	assert_drawn(chart_line, plain(40), &c, "  1| ***\n   +----\n    \n");
	c.values = alone;
	c.n = 3;
	c.rows = 3;
	assert_drawn(chart_line, plain(40), &c, "  1|\n   |  *\n  0|\n   +----\n    \n");
	c.values = none;
	c.n = 1;
	assert_drawn(chart_line, drawing(40), &c, "  1│\n   │\n  0│\n   └────\n    \n");
}

static void outside_the_scale(void **state)
{
	(void)state;
	const double values[] = {-5, 7};
	struct chart c = {values, 2, 0, 1, 2, 2, "1", "0", "", ""};
	assert_drawn(chart_line, plain(40), &c, "  1| *\n  0|*\n   +--\n    \n");
}

static void bars(void **state)
{
	(void)state;
	static const struct {
		double share;
		const char *drawn, *ascii;
	} rows[] = {{0, "░░░░", "...."}, {1, "████", "####"}, {0.5, "██░░", "##.."},
		{0.28125, "█▏░░", "#..."}, {2, "████", "####"}, {-1, "░░░░", "...."},
		{NAN, "░░░░", "...."}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct buf out = BUF_INIT;
		struct term t = drawing(40);
		chart_bar(&t, &out, 4, rows[i].share);
		assert_string_equal(buf_text(&out), rows[i].drawn);
		buf_reset(&out);
		t = plain(40);
		chart_bar(&t, &out, 4, rows[i].share);
		assert_string_equal(buf_text(&out), rows[i].ascii);
		buf_release(&out);
	}
}

static void calendar(void **state)
{
	(void)state;
	size_t counts[8 * 7] = {0};
	struct term t = plain(40);
	struct buf out = BUF_INIT;
	/* today is the Wednesday of the eighth week */
	int64_t today = SUNDAY + 3;
	assert_int_equal(chart_calendar_begin(today, 8), day_of_date(2026, 10, 5));
	counts[0] = 1;
	counts[6] = 9;
	counts[7] = 10;
	counts[8] = 19;
	counts[9] = 20;
	counts[10] = 39;
	counts[11] = 40;
	counts[7 * 7 + 2] = 5;
	counts[7 * 7 + 3] = 100; /* tomorrow: not shown */
	chart_calendar(&t, today, 8, counts, steps, &out);
	assert_string_equal(buf_text(&out), "         Nov\n"
					    "  Mon -=......\n"
					    "      .=......\n"
					    "  Wed .%.....-\n"
					    "      .%.....\n"
					    "  Fri .#.....\n"
					    "      .......\n"
					    "  Sun -......\n"
					    "  . none  - 1-9  = 10-19  % 20-39  # 40+\n");
	buf_reset(&out);
	t = drawing(40);
	chart_calendar(&t, today, 2, counts, steps, &out);
	assert_non_null(strstr(buf_text(&out), "  Mon ░▒\n"));
	assert_non_null(strstr(buf_text(&out), "· none  ░ 1-9  ▒ 10-19  ▓ 20-39  █ 40+\n"));
	buf_release(&out);
}

/* Whatever the numbers: no line is wider than the window. */
static void fits(void **state)
{
	(void)state;
	struct rng rng;
	rng_init(&rng, 5);
	for (int run = 0; run < 400; run++) {
		struct term t = run % 2 ? drawing(40) : plain(80);
		struct buf out = BUF_INIT;
		double values[120];
		size_t n = (size_t)rng_below(&rng, 121), counts[YEAR];
		for (size_t i = 0; i < n; i++)
			values[i] = (double)rng_below(&rng, 1000) - 100;
		struct chart c = {
			values, n, 0, 800, 4, 0, "1000000", "0", "Mon 17 Nov 2025", "today"};
		c.cells = chart_room(&t, &c);
		chart_columns(&t, &c, &out);
		chart_line(&t, &c, &out);
		for (size_t i = 0; i < YEAR; i++)
			counts[i] = (size_t)rng_below(&rng, 50);
		chart_calendar(&t, SUNDAY - run, chart_weeks(&t), counts, steps, &out);
		struct str rest = buf_view(&out), row;
		while (str_next(&rest, '\n', &row))
			assert_in_range(term_columns(row), 0, t.width);
		buf_release(&out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(columns),
		cmocka_unit_test(wide_columns),
		cmocka_unit_test(the_last_columns),
		cmocka_unit_test(line),
		cmocka_unit_test(gaps),
		cmocka_unit_test(outside_the_scale),
		cmocka_unit_test(bars),
		cmocka_unit_test(calendar),
		cmocka_unit_test(fits),
	};
	return cmocka_run_group_tests(tests, setup, NULL);
}
