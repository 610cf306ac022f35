/*
 * test_number.c - numbers as written in a question and as typed.
 * May use: rules/number. Must not know: which question.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <locale.h>
#include <string.h>

#include "near.h"
#include "rules/number.h"

static void written(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		double low, high;
	} rows[] = {{"5", 5, 5}, {"-5", -5, -5}, {"12.5", 12.5, 12.5}, {"5:0", 5, 5},
		{"5:0.5", 4.5, 5.5}, {"-5:0.5", -5.5, -4.5}, {"4.5..5.5", 4.5, 5.5},
		{"-3..-2", -3, -2}, {"2..2", 2, 2}, {"5 : 0.5", 4.5, 5.5}, {" 4 .. 5 ", 4, 5},
		{".5:.25", .25, .75}, {"1.5e3", 1500, 1500}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct number_range r = {77, 77};
		assert_true(number_range_of(str_of(rows[i].text), &r));
		assert_near(r.low, rows[i].low, 0);
		assert_near(r.high, rows[i].high, 0);
	}
}

static void not_written_so(void **state)
{
	(void)state;
	static const char *const texts[] = {"", " ", "x", "5x", "5:", ":5", "5:-1", "5:x", "5..",
		"..5", "6..5", "1...7", "1..2..3", "1:2:3", "1..2:3", "1,5", "1,234", "5%", "$5",
		"0x10", "inf", "nan", "1e400", "--5", "5 6", "."};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct number_range r = {77, 77};
		if (number_range_of(str_of(texts[i]), &r) || r.low != 77 || r.high != 77)
			fail_msg("\"%s\"", texts[i]);
	}
	struct number_range r;
	assert_false(number_range_of((struct str){"5\0", 2}, &r));
}

static void typed(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		double value;
	} rows[] = {{"5", 5}, {" 5\t", 5}, {"+5", 5}, {"-5", -5}, {"- 5", -5}, {"5.", 5},
		{".5", .5}, {"0.50", .5}, {"1,234.5", 1234.5}, {"1,234,567", 1234567},
		{"-12,345", -12345}, {"123,456", 123456}, {"1234.5", 1234.5}, {"$5", 5},
		{"$ 1,250.00", 1250}, {"-$5", -5}, {"$-5", -5}, {"+$5", 5}, {"15%", 15},
		{"15 %", 15}, {"-2.5%", -2.5}, {"1e3", 1000}, {"007", 7}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		double value = 77;
		if (!number_typed(str_of(rows[i].text), &value))
			fail_msg("\"%s\"", rows[i].text);
		assert_near(value, rows[i].value, 0);
	}
}

static void not_typed_so(void **state)
{
	(void)state;
	static const char *const texts[] = {"", " ", "x", "five", "5x", "x5", "E11.42", "1,23",
		"1,2345", "1234,567", ",123", "1,,234", "1,234,", "1.234,5", "12,5", "1.5.5", "--5",
		"+-5", "-$-5", "$", "%", "$%", "5%%", "$$5", "5$", "%5", "5..6", "5:1", "0x10",
		"inf", "nan", "1e400", "5 6", ".", "-", "1\n2",
		"111111111111111111111111111111111111111111111111111111111111"};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		double value = 77;
		if (number_typed(str_of(texts[i]), &value) || value != 77)
			fail_msg("\"%s\" is %g", texts[i], value);
	}
}

static bool is_in(const char *range, const char *answer)
{
	struct number_range r;
	double value;
	assert_true(number_range_of(str_of(range), &r));
	assert_true(number_typed(str_of(answer), &value));
	return number_is_in(&r, value);
}

static void the_ends_belong_to_it(void **state)
{
	(void)state;
	assert_true(is_in("5:0.5", "4.5"));
	assert_true(is_in("5:0.5", "5.5"));
	assert_false(is_in("5:0.5", "4.49"));
	assert_false(is_in("5:0.5", "5.51"));
	assert_true(is_in("0.3:0.1", "0.4")); /* 0.3 + 0.1 is not quite the double of 0.4 */
	assert_true(is_in("0.3:0.1", "0.2"));
	assert_true(is_in("1.1:2.2", "3.3"));
	assert_false(is_in("0.3:0.1", "0.400001"));
	assert_true(is_in("0", "0"));
	assert_true(is_in("0", "-0.0"));
	assert_false(is_in("0", "1e-300"));
	assert_true(is_in("1e300", "1e300"));
	assert_false(is_in("1000000000", "1000000001"));
	assert_true(is_in("-3..-2", "-2"));
	assert_false(is_in("-3..-2", "2"));
}

/* The program sets the user's locale, and in many a comma is the decimal sign. */
static void in_any_locale(void **state)
{
	static const char *const names[] = {"de_DE.UTF-8", "fr_FR.UTF-8", "de_DE", "es_ES.UTF-8"};
	bool set = false;
	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names && !set; i++)
		set = setlocale(LC_ALL, names[i]) && localeconv()->decimal_point[0] == ',';
	if (!set) {
		print_message("no locale with a decimal comma\n");
		skip();
	}
	assert_true(is_in("12.5:0.25", "12.75"));
	assert_false(is_in("12.5:0.25", "12.76"));
	double value;
	assert_false(number_typed(str_of("12,5"), &value));
	setlocale(LC_ALL, "C");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(written),
		cmocka_unit_test(not_written_so),
		cmocka_unit_test(typed),
		cmocka_unit_test(not_typed_so),
		cmocka_unit_test(the_ends_belong_to_it),
		cmocka_unit_test(in_any_locale),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
