/*
 * test_setting.c - the settings, and what each may be: bounds, junk, names that do not exist.
 * May use: rules/setting, base. Must not know: where settings are kept.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "rules/setting.h"

static const struct setting_rule *rule_of(const char *key)
{
	const struct setting_rule *rule = setting_rule_find(key);
	if (!rule)
		fail_msg("there is no setting %s", key);
	return rule;
}

static void takes(const char *key, const char *value)
{
	struct cpc_error err = {0};
	if (setting_check(rule_of(key), value, &err) != CPC_OK)
		fail_msg("%s", err.text);
	assert_int_equal(err.status, 0);
}

static void refuses(const char *key, const char *value)
{
	struct cpc_error err = {0};
	char expected[256];
	if (setting_check(rule_of(key), value, &err) != CPC_CONFIG)
		fail_msg("%s takes \"%s\"", key, value);
	snprintf(expected, sizeof expected, "%s: found \"%s\", expected %s", key, value,
		rule_of(key)->values);
	assert_string_equal(err.text, expected);
	assert_int_equal(err.status, CPC_CONFIG);
	assert_int_equal(setting_check(rule_of(key), value, NULL), CPC_CONFIG);
}

static void whole_numbers(void **state)
{
	(void)state;
	static const struct {
		const char *key, *high, *above;
	} numbers[] = {
		{"new-per-day", "1000", "1001"},
		{"session", "10000", "10001"},
		{"minutes", "1440", "1441"},
		{"rollover", "23", "24"},
	};
	static const char *const junk[] = {"", " ", "-1", "1.0", "1.5", "1e2", "0x10", "ten", "5 ",
		" 5", "5x", "5-", "--5", "1,000", "99999999999999999999", "-99999999999999999999",
		"inf", "\xD9\xA5"};
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		takes(numbers[i].key, "0");
		takes(numbers[i].key, "1");
		takes(numbers[i].key, numbers[i].high);
		refuses(numbers[i].key, numbers[i].above);
		for (size_t j = 0; j < sizeof junk / sizeof *junk; j++)
			refuses(numbers[i].key, junk[j]);
	}
}

static void retention(void **state)
{
	(void)state;
	static const char *const junk[] = {"", "0.6999999", "0.9900001", "0", "1", "-0.9", "90",
		"90%", "0,9", "nan", "inf", "0x0.9p0", "0.9 ", " 0.9", ".9.", "9e", "0.9f", "e"};
	takes("retention", "0.70");
	takes("retention", "0.7");
	takes("retention", "0.99");
	takes("retention", "0.875");
	takes("retention", ".9");
	for (size_t i = 0; i < sizeof junk / sizeof *junk; i++)
		refuses("retention", junk[i]);
}

static void exam_date(void **state)
{
	(void)state;
	static const char *const junk[] = {"", "2027-02-29", "2027-13-01", "2027-00-10",
		"2027-01-00", "2027-1-5", "14.03.2027", "2027/03/14", "2027-03-14 ", " 2027-03-14",
		"2027-03-14T09:00:00Z", "tomorrow", "20270314", "-2027-03-14", "12027-03-14"};
	takes("exam-date", "2027-03-14");
	takes("exam-date", "2028-02-29");
	takes("exam-date", "0001-01-01"); /* that it is past, only somebody with a clock can say */
	for (size_t i = 0; i < sizeof junk / sizeof *junk; i++)
		refuses("exam-date", junk[i]);
}

static void about_the_learner(void **state)
{
	(void)state;
	static const char *const junk[] = {
		"", "-5", "lots", "999", "1000001", "45,000", "$45000", "45k", "45000.5", "nan"};
	takes("salary", "1000");
	takes("salary", "1000000");
	for (size_t i = 0; i < sizeof junk / sizeof *junk; i++)
		refuses("salary", junk[i]);
	takes("years", "0");
	takes("years", "60");
	refuses("years", "61");
	refuses("years", "-1");
	refuses("years", "2.5");
	takes("state", "CA");
	takes("state", "ohio");
	takes("state", "Washington, D.C.");
	refuses("state", "");
	refuses("state", "XX");
	takes("specialty", "Cardiology");
	takes("specialty", "hcc");
	refuses("specialty", "");
	refuses("specialty", "plumbing");
}

static void nearest_place(void **state)
{
	(void)state;
	struct cpc_error err;
	assert_int_equal(setting_check(rule_of("state"), "calforna", &err), CPC_CONFIG);
	assert_string_equal(err.text,
		"state: found \"calforna\", expected the name of a state or its "
		"two letters; did you mean \"California\"?");
	assert_int_equal(setting_check(rule_of("specialty"), "cardiolgy", &err), CPC_CONFIG);
	assert_non_null(strstr(err.text, "; did you mean \"cardiology\"?"));
}

/* Every rule is found by its name, says all there is to say, and takes its own default. */
static void the_table(void **state)
{
	(void)state;
	static const char *const keys[] = {"exam-date", "new-per-day", "session", "minutes",
		"retention", "rollover", "salary", "state", "specialty", "years"};
	assert_int_equal(setting_rule_count(), sizeof keys / sizeof *keys);
	for (size_t i = 0; i < setting_rule_count(); i++) {
		const struct setting_rule *rule = setting_rule_at(i);
		assert_string_equal(rule->key, keys[i]);
		assert_ptr_equal(setting_rule_find(rule->key), rule);
		assert_true(rule->summary[0] && rule->values[0]);
		if (rule->standard[0])
			takes(rule->key, rule->standard);
		else
			refuses(rule->key, "");
	}
	assert_null(setting_rule_at(setting_rule_count()));
	assert_null(setting_rule_at((size_t)-1));
}

static void unknown(const char *key, const char *expected)
{
	struct cpc_error err;
	assert_null(setting_rule_find(key));
	assert_int_equal(setting_unknown(key, &err), CPC_NOINPUT);
	assert_int_equal(err.status, CPC_NOINPUT);
	assert_string_equal(err.text, expected);
}

static void names_that_do_not_exist(void **state)
{
	(void)state;
	unknown("retension", "no setting is called \"retension\"; did you mean \"retention\"?");
	unknown("new-per-dya",
		"no setting is called \"new-per-dya\"; did you mean \"new-per-day\"?");
	unknown("exam", "no setting is called \"exam\"; did you mean \"exam-date\"?");
	unknown("Minutes", "no setting is called \"Minutes\"; did you mean \"minutes\"?");
	unknown("xyzzy", "no setting is called \"xyzzy\"");
	unknown("", "no setting is called \"\"");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(whole_numbers),
		cmocka_unit_test(retention),
		cmocka_unit_test(exam_date),
		cmocka_unit_test(about_the_learner),
		cmocka_unit_test(nearest_place),
		cmocka_unit_test(the_table),
		cmocka_unit_test(names_that_do_not_exist),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
