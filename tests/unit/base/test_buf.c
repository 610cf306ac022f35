/*
 * test_buf.c - text that grows, and what it does when memory or a length runs out.
 * May use: base/buf. Must not know: anything above base.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "base/buf.h"

static void empty_is_text(void **state)
{
	(void)state;
	struct buf b = BUF_INIT;
	assert_string_equal(buf_text(&b), "");
	assert_int_equal(buf_view(&b).n, 0);
	assert_non_null(buf_view(&b).p);
	buf_reset(&b);
	buf_add(&b, NULL, 0);
	assert_string_equal(buf_text(&b), "");
	buf_release(&b);
	buf_release(&b);
	assert_null(b.data);
}

static void adds(void **state)
{
	(void)state;
	struct buf b = BUF_INIT;
	buf_add_text(&b, "ab");
	buf_add_char(&b, 'c');
	buf_add_str(&b, (struct str){"defg", 2});
	buf_add_repeat(&b, "-=", 3);
	buf_add_repeat(&b, "x", 0);
	buf_printf(&b, " %d%s", 42, "!");
	assert_string_equal(buf_text(&b), "abcde-=-=-= 42!");
	assert_int_equal(b.len, strlen("abcde-=-=-= 42!"));
	buf_reset(&b);
	assert_string_equal(buf_text(&b), "");
	buf_add(&b, "a\0b", 3);
	assert_int_equal(b.len, 3);
	assert_memory_equal(b.data, "a\0b", 4);
	assert_false(b.failed);
	buf_release(&b);
}

static void grows(void **state)
{
	(void)state;
	struct buf b = BUF_INIT;
	for (size_t i = 0; i < 100000; i++) {
		buf_printf(&b, "%05zu", i);
		assert_int_equal(b.data[b.len], '\0');
		assert_true(b.len < b.cap);
	}
	assert_int_equal(b.len, 500000);
	assert_memory_equal(b.data + 388885, "77777", 5);
	buf_release(&b);
}

/* A printed text that needs exactly the room there is, one byte less and one byte more. */
static void prints_at_the_edge(void **state)
{
	(void)state;
	for (int n = 60; n < 70; n++) {
		struct buf b = BUF_INIT;
		buf_add_char(&b, '<');
		buf_printf(&b, "%*d", n, 1);
		assert_int_equal(b.len, n + 1);
		assert_int_equal(strlen(b.data), n + 1);
		assert_int_equal(b.data[n], '1');
		buf_release(&b);
	}
}

static void failure_stays(void **state)
{
	(void)state;
	struct buf b = BUF_INIT;
	buf_add_text(&b, "kept");
	buf_add(&b, "", SIZE_MAX / 2); /* refused before a byte is read */
	assert_true(b.failed);
	buf_add_text(&b, "lost");
	buf_add_char(&b, 'x');
	buf_printf(&b, "%d", 1);
	assert_string_equal(buf_text(&b), "kept");
	buf_release(&b);
	assert_false(b.failed);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(empty_is_text),
		cmocka_unit_test(adds),
		cmocka_unit_test(grows),
		cmocka_unit_test(prints_at_the_edge),
		cmocka_unit_test(failure_stays),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
