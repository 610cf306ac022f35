/*
 * test_place.c - states and specialties by the names that people write.
 * May use: rules/place. Must not know: what is earned there.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "rules/place.h"

static void is_state(const char *typed, const char *key)
{
	char hint[PLACE_HINT];
	const struct place *found = place_find_state(typed, hint);
	assert_non_null(found);
	assert_string_equal(found->key, key);
}

static void is_specialty(const char *typed, const char *key)
{
	char hint[PLACE_HINT];
	const struct place *found = place_find_specialty(typed, hint);
	assert_non_null(found);
	assert_string_equal(found->key, key);
}

static void states(void **state)
{
	(void)state;
	is_state("CA", "ca");
	is_state("ca", "ca");
	is_state("California", "ca");
	is_state("new york", "ny");
	is_state("NEW-YORK", "ny");
	is_state("N.Y.", "ny");
	is_state("Washington", "wa");
	is_state("Washington State", "wa");
	is_state("DC", "dc");
	is_state("D.C.", "dc");
	is_state("Washington D.C.", "dc");
	is_state("washington, dc", "dc");
	is_state("District of Columbia", "dc");
	is_state("Virginia", "va");
	is_state("West Virginia", "wv");
}

/* 50 and the District, each with a name and two letters of its own. */
static void all_states(void **state)
{
	(void)state;
	int found = 0;
	for (int i = 0; i < 26 * 26; i++) {
		char key[3] = {(char)('a' + i / 26), (char)('a' + i % 26), '\0'};
		const struct place *p = place_state_named(key);
		if (!p)
			continue;
		found++;
		assert_string_equal(p->key, key);
		is_state(p->name, key);
	}
	assert_int_equal(found, 51);
	assert_null(place_state_named("CA"));
	assert_null(place_state_named("california"));
	assert_null(place_state_named(""));
}

static void specialties(void **state)
{
	(void)state;
	is_specialty("cardiology", "cardiology");
	is_specialty("Cardiology", "cardiology");
	is_specialty("risk adjustment", "risk-adjustment");
	is_specialty("Risk Adjustment/HCC", "risk-adjustment");
	is_specialty("HCC", "risk-adjustment");
	is_specialty("ob/gyn", "obgyn");
	is_specialty("Surgery/Orthopedics", "surgery");
	is_specialty("emergency department", "emergency");
	is_specialty("Inpatient (Hospital)", "inpatient");
	assert_non_null(place_specialty_named("auditing"));
	assert_null(place_specialty_named("Auditing"));
}

static void hint_is(const char *typed, const char *wanted)
{
	char hint[PLACE_HINT];
	assert_null(place_find_state(typed, hint));
	assert_string_equal(hint, wanted);
}

static void nobody_of_that_name(void **state)
{
	(void)state;
	char hint[PLACE_HINT], longest[500];
	hint_is("Calfornia", "; did you mean \"California\"?");
	hint_is("calif", "; did you mean \"California\"?");
	hint_is("TEXAZ", "; did you mean \"Texas\"?");
	hint_is("new yrok", "; did you mean \"New York\"?");
	hint_is("", "");
	hint_is(" . ", "");
	hint_is("XX", "");
	hint_is("Ontario", "");
	hint_is("C4", "");
	hint_is("\xC3\xA9tat", "");
	memset(longest, 'x', sizeof longest - 1);
	longest[sizeof longest - 1] = '\0';
	hint_is(longest, "");
	assert_null(place_find_specialty("radiolgy", hint));
	assert_string_equal(hint, "; did you mean \"radiology\"?");
	assert_null(place_find_specialty("CA", hint));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(states),
		cmocka_unit_test(all_states),
		cmocka_unit_test(specialties),
		cmocka_unit_test(nobody_of_that_name),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
