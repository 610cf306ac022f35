/*
 * test_svg.c - pictures of numbers for a page of HTML.
 * May use: cli/svg. Must not know: the page.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <string.h>

#include "cli/svg.h"

static size_t times(const struct buf *b, const char *text)
{
	size_t n = 0;
	for (const char *p = buf_text(b); (p = strstr(p, text)); p++)
		n++;
	return n;
}

/* Neither a tag, nor the end of an attribute, nor a control character comes through. */
static void escapes(void **state)
{
	(void)state;
	struct buf out = BUF_INIT;
	html_add_escaped(&out, "<b a=\"1\">A&B'\x1b[0m\xc3\xa9\xe2\x80\xae</b>");
	assert_string_equal(buf_text(&out),
		"&lt;b a=&quot;1&quot;&gt;A&amp;B'\\x1b[0m\xc3\xa9\\u{202e}&lt;/b&gt;");
	buf_reset(&out);
	svg_points("id", "a < b", NULL, 0, &out);
	assert_int_equal(times(&out, "<title id=\"id\">a &lt; b</title>"), 1);
	buf_release(&out);
}

static void columns_and_lines(void **state)
{
	(void)state;
	const double values[] = {0, NAN, 5, 20};
	struct svg_chart c = {"c", "t", values, 4, 10, NAN, "10", "from", "to"};
	struct buf out = BUF_INIT;
	svg_columns(&c, &out);
	assert_int_equal(times(&out, "<rect"), 2);	      /* nothing for nothing */
	assert_int_equal(times(&out, "height=\"114.0\""), 1); /* 20 ends at the edge */
	assert_int_equal(times(&out, "height=\"57.0\""), 1);
	assert_int_equal(times(&out, "class=\"mark\""), 0);
	buf_reset(&out);
	c.mark = 7;
	svg_line(&c, &out);
	assert_int_equal(times(&out, "<circle"), 3);
	assert_int_equal(times(&out, "class=\"mark\""), 1);
	buf_reset(&out);
	c.n = 1;
	svg_line(&c, &out);
	assert_int_equal(times(&out, "<circle"), 1);
	assert_int_equal(times(&out, "nan") + times(&out, "inf"), 0);
	buf_release(&out);
}

static void bars(void **state)
{
	(void)state;
	struct buf out = BUF_INIT;
	svg_bar(0.25, &out);
	svg_bar(NAN, &out);
	svg_bar(3, &out);
	assert_int_equal(times(&out, "class=\"ink\" width=\"25.0\""), 1);
	assert_int_equal(times(&out, "class=\"ink\" width=\"0.0\""), 1);
	assert_int_equal(times(&out, "class=\"ink\" width=\"100.0\""), 1);
	buf_release(&out);
}

/* As many days as up to today, each with its date and count. */
static void calendar(void **state)
{
	(void)state;
	static const size_t steps[4] = {1, 10, 20, 40};
	size_t counts[14] = {0, 9, 40};
	struct buf out = BUF_INIT;
	svg_calendar("c", "t", 20779 + 3, 2, counts, steps, &out); /* a Wednesday */
	assert_int_equal(times(&out, "<rect"), 10);
	assert_int_equal(times(&out, "class=\"s0\""), 8);
	assert_non_null(strstr(buf_text(&out), "<title>2026-11-17: 9</title>"));
	assert_non_null(strstr(buf_text(&out), "<title>2026-11-25: 0</title>"));
	assert_int_equal(times(&out, "class=\"s1\"") + times(&out, "class=\"s4\""), 2);
	buf_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(escapes),
		cmocka_unit_test(columns_and_lines),
		cmocka_unit_test(bars),
		cmocka_unit_test(calendar),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
