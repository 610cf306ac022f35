/*
 * test_str.c - views of text: comparing, trimming, splitting, numbers, distance.
 * May use: base/str. Must not know: anything above base.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "base/str.h"

#define S(literal) ((struct str){literal, sizeof(literal) - 1})

static void assert_str(struct str s, const char *expected)
{
	assert_int_equal(s.n, strlen(expected));
	assert_memory_equal(s.p, expected, s.n);
}

static void compares(void **state)
{
	(void)state;
	assert_str(str_of(NULL), "");
	assert_true(str_eq(S("abc"), "abc"));
	assert_false(str_eq(S("abc"), "ab"));
	assert_false(str_eq(S("ab"), "abc"));
	assert_false(str_eq(S("a\0c"), "a"));
	assert_true(str_same(S(""), S("")));
	assert_true(str_same_fold(S("E11.a"), S("e11.A")));
	assert_false(str_same_fold(S("E11"), S("E12")));
	assert_false(str_same_fold(S("E1"), S("E11")));
	assert_true(str_starts(S("abc"), ""));
	assert_true(str_starts(S("abc"), "abc"));
	assert_false(str_starts(S("ab"), "abc"));
}

static void trims(void **state)
{
	(void)state;
	assert_str(str_trim(S(" \t\r\nx y\n\r\t ")), "x y");
	assert_str(str_trim(S(" \t ")), "");
	assert_str(str_trim(S("")), "");
	assert_str(str_trim_end(S("  x  ")), "  x");
	assert_str(str_from(S("abc"), 1), "bc");
	assert_str(str_from(S("abc"), 4), "");
}

static void splits(void **state)
{
	(void)state;
	struct str rest = S("a,,b,"), piece;
	const char *const expected[] = {"a", "", "b", ""};
	for (size_t i = 0; i < 4; i++) {
		assert_true(str_next(&rest, ',', &piece));
		assert_str(piece, expected[i]);
	}
	assert_false(str_next(&rest, ',', &piece));
	assert_false(str_next(&rest, ',', &piece));
	rest = S("");
	assert_true(str_next(&rest, ',', &piece));
	assert_str(piece, "");
	assert_false(str_next(&rest, ',', &piece));
}

static void whole_numbers(void **state)
{
	(void)state;
	int64_t n = 7;
	assert_true(str_to_i64(S("0"), 0, 10, &n));
	assert_int_equal(n, 0);
	assert_true(str_to_i64(S("-9223372036854775808"), INT64_MIN, INT64_MAX, &n));
	assert_true(n == INT64_MIN);
	assert_true(str_to_i64(S("9223372036854775807"), INT64_MIN, INT64_MAX, &n));
	assert_true(n == INT64_MAX);
	n = 7;
	static const char *const bad[] = {"", " 1", "1 ", "\t1", "\v1", "\f1", "1x", "x", "-", "+",
		"1.0", "0x10", "11", "-1", "9223372036854775808", "1e1", "--1",
		"0000000000000000000000000000000000000000000000000000000000000000001"};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_false(str_to_i64(str_of(bad[i]), 0, 10, &n));
	assert_false(str_to_i64(S("1\0"), 0, 10, &n));
	assert_int_equal(n, 7);
}

static void real_numbers(void **state)
{
	(void)state;
	double x = 7;
	assert_true(str_to_double(S("0.5"), 0, 1, &x));
	assert_true(x == 0.5);
	assert_true(str_to_double(S("-1e-3"), -1, 1, &x));
	assert_true(x == -1e-3);
	assert_true(str_to_double(S(".25"), 0, 1, &x));
	assert_true(x == 0.25);
	x = 7;
	static const char *const bad[] = {"", " 0.5", "\f0.5", "0.5 ", "0,5", "nan", "inf",
		"infinity", "0x1p-1", "1.5", "-0.1", "1e400", "e", ".", "0.5.5", "half"};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_false(str_to_double(str_of(bad[i]), 0, 1, &x));
	assert_true(x == 7);
}

static void distances(void **state)
{
	(void)state;
	assert_int_equal(str_distance("", ""), 0);
	assert_int_equal(str_distance("", "abc"), 3);
	assert_int_equal(str_distance("abc", ""), 3);
	assert_int_equal(str_distance("stats", "stats"), 0);
	assert_int_equal(str_distance("stast", "stats"), 1); /* neighbours swapped */
	assert_int_equal(str_distance("stat", "stats"), 1);
	assert_int_equal(str_distance("kitten", "sitting"), 3);
	assert_int_equal(str_distance("ca", "abc"), 3); /* optimal string alignment, not 2 */
	char long_a[200], long_b[200];
	memset(long_a, 'a', 199);
	memset(long_b, 'b', 199);
	long_a[199] = long_b[199] = '\0';
	assert_int_equal(str_distance(long_a, long_b), 63);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(compares),
		cmocka_unit_test(trims),
		cmocka_unit_test(splits),
		cmocka_unit_test(whole_numbers),
		cmocka_unit_test(real_numbers),
		cmocka_unit_test(distances),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
