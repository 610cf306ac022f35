/*
 * test_setting.c - settings through the public interface: listing, setting, going back to the
 * default; each change is an event, a bad value leaves nothing behind. What values each takes is
 * tested in unit/rules.
 * May use: cpc.h, session.h, oracle.h. Must not know: how settings are kept.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <locale.h>

#include "oracle.h"
#include "session.h"

static int set_at(struct tmpbank *t, const char *key, const char *value, struct cpc_time now)
{
	int rc = cpc_setting_set(t->c, key, value, now, &t->err);
	assert_int_equal(t->err.status, rc);
	return rc;
}

static void set(struct tmpbank *t, const char *key, const char *value)
{
	if (set_at(t, key, value, tmpbank_time(0, 9, 0)) != CPC_OK)
		fail_msg("%s", t->err.text);
}

static void value_is(struct tmpbank *t, const char *key, const char *value, bool is_default)
{
	struct cpc_setting setting;
	assert_int_equal(cpc_setting_get(t->c, key, &setting, &t->err), CPC_OK);
	assert_string_equal(setting.key, key);
	assert_string_equal(setting.value, value);
	assert_int_equal(setting.is_default, is_default);
}

static void defaults(void **state)
{
	struct tmpbank *t = *state;
	static const char *const expected[][2] = {{"exam-date", ""}, {"new-per-day", "20"},
		{"session", "0"}, {"minutes", "0"}, {"retention", "0.90"}, {"rollover", "4"},
		{"salary", ""}, {"state", ""}, {"specialty", ""}, {"years", ""}};
	assert_int_equal(cpc_setting_count(), 10);
	for (size_t i = 0; i < 10; i++) {
		struct cpc_setting s;
		assert_int_equal(cpc_setting_at(t->c, i, &s, &t->err), CPC_OK);
		assert_string_equal(s.key, expected[i][0]);
		assert_string_equal(s.value, expected[i][1]);
		assert_true(s.is_default);
		assert_true(s.summary[0] && s.values[0]);
		value_is(t, expected[i][0], expected[i][1], true);
	}
	struct cpc_setting untouched = {.key = "x"};
	assert_int_equal(cpc_setting_at(t->c, 10, &untouched, &t->err), CPC_USAGE);
	assert_int_equal(cpc_setting_at(t->c, (size_t)-1, &untouched, NULL), CPC_USAGE);
	assert_string_equal(untouched.key, "x");
	assert_number(t, "select count(*) from event", 0);
}

static void set_and_back(void **state)
{
	struct tmpbank *t = *state;
	static const char *const values[][2] = {{"exam-date", "2027-03-14"}, {"new-per-day", "7"},
		{"session", "30"}, {"minutes", "15"}, {"retention", "0.85"}, {"rollover", "0"},
		{"salary", "41250"}, {"state", "new york"}, {"specialty", "HCC"}, {"years", "0"}};
	for (size_t i = 0; i < 10; i++) {
		set(t, values[i][0], values[i][1]);
		value_is(t, values[i][0], values[i][1], false);
	}
	tmpbank_reopen(t);
	for (size_t i = 0; i < 10; i++)
		value_is(t, values[i][0], values[i][1], false);
	assert_sound(t);
	for (size_t i = 0; i < 10; i++)
		set(t, values[i][0], NULL);
	assert_number(t, "select count(*) from setting", 0);
	value_is(t, "exam-date", "", true);
	value_is(t, "retention", "0.90", true);
	/* Setting what is the default is a choice too: another default later would not change it.
	 */
	set(t, "rollover", "4");
	value_is(t, "rollover", "4", false);
	assert_sound(t);
}

static void each_is_an_event(void **state)
{
	struct tmpbank *t = *state;
	assert_int_equal(
		set_at(t, "minutes", "15", (struct cpc_time){tmpbank_time(0, 9, 0).at_ms, 330}),
		CPC_OK);
	set(t, "minutes", "20");
	set(t, "minutes", NULL);
	set(t, "minutes", NULL);
	assert_rows(t, "select seq, at_ms, tz_min, kind, subject, body from event order by seq",
		"1|1795424400000|330|config|minutes|{\"value\":\"15\"}\n"
		"2|1795424400000|0|config|minutes|{\"value\":\"20\"}\n"
		"3|1795424400000|0|config|minutes|{\"value\":null}\n"
		"4|1795424400000|0|config|minutes|{\"value\":null}\n");
	assert_sound(t);
}

/* The last word counts by the order in the log, though the clock went back between. */
static void last_word(void **state)
{
	struct tmpbank *t = *state;
	assert_int_equal(set_at(t, "minutes", "15", tmpbank_time(9, 9, 0)), CPC_OK);
	assert_int_equal(set_at(t, "minutes", "25", tmpbank_time(1, 9, 0)), CPC_OK);
	value_is(t, "minutes", "25", false);
	assert_int_equal(set_at(t, "minutes", NULL, tmpbank_time(0, 9, 0)), CPC_OK);
	value_is(t, "minutes", "0", true);
	assert_sound(t);
}

static void bad_values_store_nothing(void **state)
{
	struct tmpbank *t = *state;
	static const char *const bad[][2] = {{"exam-date", "2027-02-30"}, {"exam-date", ""},
		{"new-per-day", "-1"}, {"new-per-day", "1001"}, {"session", "many"},
		{"minutes", "1441"}, {"retention", "0.5"}, {"retention", "nan"}, {"rollover", "24"},
		{"salary", "-5"}, {"salary", "lots"}, {"salary", "999"}, {"salary", "1000001"},
		{"salary", "$45,000"}, {"state", "Calforna"}, {"state", ""},
		{"specialty", "cardio surgery"}, {"years", "61"}, {"years", "-1"}};
	set(t, "minutes", "15");
	char *before = tmpbank_dump(t, TMPBANK_DERIVED TMPBANK_LOG);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		assert_int_equal(
			set_at(t, bad[i][0], bad[i][1], tmpbank_time(0, 9, 0)), CPC_CONFIG);
		assert_memory_equal(t->err.text, bad[i][0], strlen(bad[i][0]));
		assert_non_null(strstr(t->err.text, "expected"));
	}
	assert_int_equal(set_at(t, "minuts", "5", tmpbank_time(0, 9, 0)), CPC_NOINPUT);
	assert_string_equal(
		t->err.text, "no setting is called \"minuts\"; did you mean \"minutes\"?");
	assert_int_equal(set_at(t, "minuts", NULL, tmpbank_time(0, 9, 0)), CPC_NOINPUT);
	struct cpc_setting s;
	assert_int_equal(cpc_setting_get(t->c, "minuts", &s, &t->err), CPC_NOINPUT);
	assert_int_equal(
		set_at(t, "minutes", "5", (struct cpc_time){tmpbank_time(0, 9, 0).at_ms, 1000}),
		CPC_USAGE);
	assert_int_equal(set_at(t, "minutes", NULL, (struct cpc_time){INT64_MIN, 0}), CPC_USAGE);
	assert_same_dump(t, TMPBANK_DERIVED TMPBANK_LOG, before);
	free(before);
}

static void exam_date(void **state)
{
	struct tmpbank *t = *state;
	struct cpc_today today;
	/* 2026-11-23 is day 0; yesterday is past, today is not. */
	assert_int_equal(set_at(t, "exam-date", "2026-11-22", tmpbank_time(0, 9, 0)), CPC_CONFIG);
	assert_non_null(strstr(t->err.text, "which is past"));
	assert_int_equal(set_at(t, "exam-date", "2026-11-23", tmpbank_time(0, 9, 0)), CPC_OK);
	/* Before the day begins it is still yesterday. */
	assert_int_equal(set_at(t, "exam-date", "2026-11-22", tmpbank_time(0, 3, 0)), CPC_OK);
	assert_int_equal(set_at(t, "exam-date", "2027-03-14", tmpbank_time(0, 9, 0)), CPC_OK);
	assert_int_equal(cpc_today(t->c, tmpbank_time(0, 9, 0), &today, &t->err), CPC_OK);
	assert_true(today.has_exam);
	assert_int_equal(today.exam_day, TMPBANK_DAY + 111);
	/* Time passes it by; then it may be cleared like any other. */
	assert_int_equal(cpc_today(t->c, tmpbank_time(200, 9, 0), &today, &t->err), CPC_OK);
	assert_true(today.has_exam);
	assert_true(today.exam_day < today.day);
	assert_int_equal(set_at(t, "exam-date", NULL, tmpbank_time(200, 9, 0)), CPC_OK);
	assert_int_equal(cpc_today(t->c, tmpbank_time(200, 9, 0), &today, &t->err), CPC_OK);
	assert_false(today.has_exam);
}

static void some_history(struct tmpbank *t)
{
	tmpbank_plain(t, 8);
	tmpbank_load(t);
	for (int day = 0; day < 20; day += 4) {
		struct session x;
		session_start(&x, t, tmpbank_time(day, 9, 0), SESSION_PLAIN);
		for (int i = 0; session_next(&x); i++) {
			if (i % 5 == 2)
				session_wrong(&x);
			else
				session_right(&x);
		}
		session_free(&x);
	}
}

/* The days on which concepts come back follow the retention that is wanted, at once and for all. */
static void retention_moves_the_due_days(void **state)
{
	struct tmpbank *t = *state;
	some_history(t);
	char *memory =
		tmpbank_rows(t, "select concept, stability, difficulty, first_day, last_day, "
				"reps, lapses from card order by concept");
	char *before = tmpbank_dump(t, TMPBANK_DERIVED);
	int64_t waits = tmpbank_number(t, "select sum(due_day - last_day) from card");
	set(t, "retention", "0.97");
	assert_true(tmpbank_number(t, "select sum(due_day - last_day) from card") < waits);
	assert_cards_follow_log(t);
	assert_sound(t);
	set(t, "retention", "0.70");
	assert_true(tmpbank_number(t, "select sum(due_day - last_day) from card") > waits);
	assert_rows(t,
		"select concept, stability, difficulty, first_day, last_day, reps, lapses from "
		"card "
		"order by concept",
		memory);
	assert_cards_follow_log(t);
	assert_sound(t);
	set(t, "retention", NULL);
	assert_same_dump(t, TMPBANK_DERIVED, before);
	assert_sound(t);
	free(before);
	free(memory);
}

/* A retention is a number with a point in every locale that the program around us may have set. */
static void other_locales(void **state)
{
	struct tmpbank *t = *state;
	static const char *const names[] = {"de_DE.UTF-8", "de_DE.utf8", "de_DE", "fr_FR.UTF-8",
		"fr_FR", "es_ES.UTF-8", "pt_BR.UTF-8", "ru_RU.UTF-8", "pl_PL.UTF-8"};
	const char *set_to = NULL;
	for (size_t i = 0; i < sizeof names / sizeof *names && !set_to; i++)
		set_to = setlocale(LC_NUMERIC, names[i]);
	if (!set_to || localeconv()->decimal_point[0] != ',') {
		print_message("no locale with a decimal comma is installed here\n");
		skip();
	}
	some_history(t);
	set(t, "retention", "0.85");
	assert_int_equal(set_at(t, "retention", "0,85", tmpbank_time(0, 9, 0)), CPC_CONFIG);
	setlocale(LC_NUMERIC, "C");
	assert_cards_follow_log(t);
	assert_sound(t);
}

/* A file may hold a value that this version does not take: then the default serves. */
static void value_of_another_version(void **state)
{
	struct tmpbank *t = *state;
	struct cpc_today today;
	tmpbank_plain(t, 30);
	tmpbank_load(t);
	tmpbank_exec(t, "insert into setting (key, value) values ('new-per-day', 'lots'), "
			"('retention', '2'), ('rollover', ''), ('unheard-of', '1')");
	assert_int_equal(cpc_today(t->c, tmpbank_time(1, 3, 0), &today, &t->err), CPC_OK);
	assert_int_equal(today.day, TMPBANK_DAY);
	assert_int_equal(today.new_today, 20);
	session_all_right(t, tmpbank_time(0, 9, 0), SESSION_PLAIN);
	assert_number(t, "select max(due_day) < 20780 + 100 from card", 1);
	/* It is shown as it stands, and can be mended. */
	value_is(t, "new-per-day", "lots", false);
	set(t, "new-per-day", "5");
	value_is(t, "new-per-day", "5", false);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		tmpbank_test(defaults),
		tmpbank_test(set_and_back),
		tmpbank_test(each_is_an_event),
		tmpbank_test(last_word),
		tmpbank_test(bad_values_store_nothing),
		tmpbank_test(exam_date),
		tmpbank_test(retention_moves_the_due_days),
		tmpbank_test(other_locales),
		tmpbank_test(value_of_another_version),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
