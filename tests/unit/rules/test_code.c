/*
 * test_code.c - medical codes by their shape, and lists of them.
 * May use: rules/code. Must not know: which codes exist.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "rules/code.h"

static void shapes(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		enum code_system system;
	} cases[] = {
		{"99213", CODE_CPT},
		{"00100", CODE_CPT},
		{"0001F", CODE_CPT},
		{"0042T", CODE_CPT},
		{"0001U", CODE_CPT},
		{"0001M", CODE_CPT},
		{"0001A", CODE_CPT},
		{"9921", CODE_NONE},
		{"992133", CODE_NONE},
		{"0042X", CODE_NONE},
		{"9921f", CODE_NONE},
		{"J1885", CODE_HCPCS},
		{"A0001", CODE_HCPCS},
		{"V5364", CODE_HCPCS},
		{"W0001", CODE_NONE},
		{"D0120", CODE_NONE},
		{"j1885", CODE_NONE},
		{"J188", CODE_NONE},
		{"J18855", CODE_NONE},
		{"J188A", CODE_NONE},
		{"I10", CODE_ICD10CM},
		{"E11.42", CODE_ICD10CM},
		{"S31.10AA", CODE_ICD10CM},
		{"C50.A1", CODE_ICD10CM},
		{"E11.A", CODE_ICD10CM},
		{"C4A", CODE_ICD10CM},
		{"QA0.1", CODE_ICD10CM},
		{"T36.0X1A", CODE_ICD10CM},
		{"D12.6", CODE_ICD10CM},
		{"E11.", CODE_NONE},
		{"E11.12345", CODE_NONE},
		{"E1142", CODE_HCPCS},
		{"e11.42", CODE_NONE},
		{"E11.4x", CODE_NONE},
		{"EB1.2", CODE_NONE},
		{"E11,42", CODE_NONE},
		{"11.42", CODE_NONE},
		{"I1", CODE_NONE},
		{"", CODE_NONE},
		{"I10 ", CODE_NONE},
		{"0FT44ZZ", CODE_NONE},
		{"1-800", CODE_NONE},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		enum code_system found = code_system_of(str_of(cases[i].text));
		if (found != cases[i].system)
			fail_msg("%s is taken for \"%s\"", cases[i].text, code_system_name(found));
	}
	assert_string_equal(code_system_name(CODE_NONE), "");
	assert_string_equal(code_system_name(CODE_CPT), "cpt");
	assert_string_equal(code_system_name(CODE_HCPCS), "hcpcs");
	assert_string_equal(code_system_name(CODE_ICD10CM), "icd10cm");
}

static void dental(void **state)
{
	(void)state;
	assert_true(code_is_dental(str_of("D0120")));
	assert_true(code_is_dental(str_of("D9999")));
	static const char *const others[] = {
		"D012", "D01201", "D01.1", "D012A", "d0120", "J0120", "D01A0", ""};
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		if (code_is_dental(str_of(others[i])))
			fail_msg("%s is taken for a dental code", others[i]);
	}
}

/* Every text of five bytes of these letters, held against the rule as it is written down. */
static void all_texts_of_five(void **state)
{
	(void)state;
	static const char letters[] = "09ADFVWX.a";
	for (int i = 0; i < 100000; i++) {
		char t[6] = {letters[i % 10], letters[i / 10 % 10], letters[i / 100 % 10],
			letters[i / 1000 % 10], letters[i / 10000], '\0'};
		bool digits = strspn(t, "09") >= 4, tail = strspn(t + 1, "09") == 4;
		bool icd = strchr("ADFVWX", t[0]) && strchr("09A", t[1]) &&
			   strchr("09ADFVWX", t[2]) && t[3] == '.' && strchr("09ADFVWX", t[4]);
		enum code_system expected = digits && strchr("09AF", t[4]) ? CODE_CPT
					    : tail && strchr("AFV", t[0])  ? CODE_HCPCS
					    : icd			   ? CODE_ICD10CM
									   : CODE_NONE;
		if (code_system_of(str_of(t)) != expected)
			fail_msg("%s", t);
	}
}

/* The bare codes of a list, joined by blanks; "!" at its end when an element is no code. */
static void taken(const char *list, const char *expected)
{
	char found[256] = "";
	struct str rest = str_of(list), code;
	enum code_system system;
	bool all_codes;
	size_t n = 0;
	while (code_list_next(&rest, &code, &system, &all_codes)) {
		assert_int_equal(system, code_system_of(code));
		n += (size_t)snprintf(
			found + n, sizeof found - n, "%s%.*s", n ? " " : "", STR_ARG(code));
	}
	if (!all_codes)
		snprintf(found + n, sizeof found - n, "!");
	assert_string_equal(found, expected);
	assert_int_equal(code_list_is(str_of(list)), all_codes);
}

static void lists(void **state)
{
	(void)state;
	taken("12035", "12035");
	taken("12032, 12034", "12032 12034");
	taken("99214-25, 20610-RT, J1010-JZ x 40; I10, M17.11", "99214 20610 J1010 I10 M17.11");
	taken("45380-PT-59", "45380");
	taken("88331 x 2", "88331");
	taken(" 88331 ,88332 ", "88331 88332");
	taken("", "!");
	taken("12032,", "12032!");
	taken(",12032", "!");
	taken("12032;; I10", "12032!");
	taken("12032 and 12034", "!");
	taken("12032, none", "12032!");
	taken("99214-2", "!");
	taken("99214-", "!");
	taken("99214-255", "!");
	taken("99214-a1", "!");
	taken("88331 x", "!");
	taken("88331 x ", "!");
	taken("88331x2", "!");
	taken("88331 x two", "!");
	taken("x 2", "!");
	taken(" x 2", "!");
	taken("3", "!");
}

static void the_end_is_told_once(void **state)
{
	(void)state;
	struct str rest = str_of("I10"), code;
	enum code_system system;
	bool all_codes = false;
	assert_true(code_list_next(&rest, &code, &system, &all_codes));
	assert_false(code_list_next(&rest, &code, &system, &all_codes));
	assert_true(all_codes);
	assert_false(code_list_next(&rest, &code, &system, &all_codes));
	assert_true(all_codes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(shapes),
		cmocka_unit_test(dental),
		cmocka_unit_test(all_texts_of_five),
		cmocka_unit_test(lists),
		cmocka_unit_test(the_end_is_told_once),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
