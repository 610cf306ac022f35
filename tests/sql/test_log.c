/*
 * test_log.c - the log of events: append-only, without gaps, whole JSON; and what counts when
 * events contradict each other, in the order of replay.
 * May use: cpc.h, the engine's handle for statements past it. Must not know: the scheduler.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "engine/engine.h"
#include "store/db_internal.h"
#include "scratch.h"

#define HOUR INT64_C(3600000)

struct learner {
	cpc *c;
	cpc_study *study;
	sqlite3 *log; /* a connection of our own */
	struct cpc_question question;
};

static struct learner me;

static struct cpc_time at(int hours)
{
	return (struct cpc_time){SCRATCH_DAY(0).at_ms + hours * HOUR, 60};
}

static void check(int rc, const struct cpc_error *err)
{
	if (rc)
		fail_msg("%d: %s", rc, err->text);
}

/* A new file with a bank of 2 x 10 questions and a session in it. */
static int begin(void **state)
{
	struct cpc_error err;
	struct cpc_study_options options = {.seed = 1, .new_concepts = 10};
	(void)state;
	scratch_dir("log");
	check(cpc_open(scratch("log/cpc.db"), &me.c, &err), &err);
	check(cpc_bank_load(me.c, scratch_bank("bank", 10), at(0), NULL, NULL, NULL, &err), &err);
	check(cpc_study_start(me.c, &options, at(0), &me.study, &err), &err);
	me.log = scratch_sql_open(scratch("log/cpc.db"));
	return 0;
}

static int end(void **state)
{
	(void)state;
	sqlite3_close(me.log);
	cpc_study_free(me.study);
	cpc_close(me.c);
	return 0;
}

static void ask(int hours)
{
	struct cpc_error err;
	check(cpc_study_next(me.study, at(hours), &me.question, &err), &err);
}

static void answer(int hours, bool right)
{
	struct cpc_error err;
	struct cpc_verdict verdict;
	struct cpc_answer given = scratch_answer(&me.question, right);
	check(cpc_study_answer(me.study, &given, at(hours), &verdict, &err), &err);
	assert_int_equal(verdict.right, right);
}

static void undo(int hours)
{
	struct cpc_error err;
	check(cpc_study_undo(me.study, at(hours), &err), &err);
}

static bool flag(int hours)
{
	struct cpc_error err;
	bool on;
	check(cpc_study_flag(me.study, at(hours), &on, &err), &err);
	return on;
}

static void set(int hours, const char *key, const char *value)
{
	struct cpc_error err;
	check(cpc_setting_set(me.c, key, value, at(hours), &err), &err);
}

static void assert_setting(const char *key, const char *value)
{
	struct cpc_setting s;
	struct cpc_error err;
	check(cpc_setting_get(me.c, key, &s, &err), &err);
	assert_string_equal(s.value, value);
}

static int64_t number(const char *sql)
{
	return scratch_number_on(me.log, sql);
}

static void no_problem(void *context, const char *sentence)
{
	(void)context;
	fail_msg("doctor found: %s", sentence);
}

/* The same rows whether made step by step or all anew. */
static void assert_rebuild_agrees(void)
{
	struct cpc_error err;
	check(cpc_doctor(me.c, false, no_problem, NULL, NULL, &err), &err);
}

/* Everything that writes an event. */
static void live_a_little(void)
{
	ask(0);
	answer(0, true);
	ask(1);
	answer(1, false);
	undo(1);
	ask(1);
	flag(1);
	answer(2, true);
	set(2, "session", "12");
	set(2, "retention", "0.8");
	set(3, "session", NULL);
	ask(3);
	answer(3, false);
	flag(3);
	flag(3);
}

/* What the log refuses --------------------------------------------------------------------------
 */

static void refuses(sqlite3 *db, const char *sql)
{
	char *message = NULL;
	int rc = sqlite3_exec(db, sql, NULL, NULL, &message);
	if ((rc & 0xFF) != SQLITE_CONSTRAINT || !strstr(message, "the log"))
		fail_msg("%s: %d %s", sql, rc, message ? message : "was done");
	sqlite3_free(message);
}

static void it_is_append_only(void **state)
{
	static const char *const changes[] = {
		"update event set body = '{}'",
		"update event set at_ms = 0 where seq = 1",
		"update or replace event set seq = 2 where seq = 1",
		"delete from event",
		"delete from event where seq = (select max(seq) from event)",
		"insert or replace into event select * from event where seq = 1",
		"replace into event select device, 2, 0, 0, 'answer', 'x', '{}' from event where "
		"seq = 1",
		"insert into event select * from event where seq = 1 "
		"on conflict do update set body = '{}'",
	};
	(void)state;
	live_a_little();
	char *before =
		scratch_text_on(me.log, "select json_array(device, seq, at_ms, tz_min, kind, "
					"subject, body) from event order by device, seq");
	sqlite3_db_config(me.log, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
	scratch_sql_on(me.log, "pragma recursive_triggers = off");
	for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
		refuses(me.c->db->handle, changes[i]);
		refuses(me.log, changes[i]);
	}
	char *after = scratch_text_on(me.log, "select json_array(device, seq, at_ms, tz_min, kind, "
					      "subject, body) from event order by device, seq");
	assert_string_equal(before, after);
	free(before);
	free(after);
}

static void it_has_no_gaps(void **state)
{
	(void)state;
	live_a_little();
	assert_int_equal(number("select count(distinct device) from event"), 1);
	assert_int_equal(number("select max(seq) - count(*) from event"), 0);
	assert_int_equal(number("select min(seq) from event"), 1);
	refuses(me.log, "insert into event select device, max(seq) + 2, 0, 0, 'flag', 'q', '{}' "
			"from event");
	refuses(me.log, "insert into event values ('other', 2, 0, 0, 'flag', 'q', '{}')");
	refuses(me.log, "insert into event values ('other', 0, 0, 0, 'flag', 'q', '{}')");
	scratch_sql_on(me.log,
		"insert into event values ('other', 1, 0, 0, 'flag', 'q', '{\"on\":1}'),"
		" ('other', 2, 0, 0, 'flag', 'q', '{\"on\":0}')");
	assert_rebuild_agrees();
}

/* A file whose triggers somebody removed: doctor sees what is missing. */
static void doctor_sees_a_gap(void **state)
{
	struct cpc_doctor_report report;
	struct cpc_error err;
	(void)state;
	live_a_little();
	scratch_sql_on(me.log, "drop trigger event_no_delete; delete from event where seq = 2");
	assert_int_equal(cpc_doctor(me.c, false, NULL, NULL, &report, &err), CPC_NO);
	assert_int_equal(report.problems, 1);
}

/* What stands in it -----------------------------------------------------------------------------
 */

static void bodies_are_json(void **state)
{
	(void)state;
	live_a_little();
	assert_int_equal(number("select count(*) from event where not json_valid(body)"), 0);
	assert_int_equal(number("select count(*) from event where kind not in "
				"('answer', 'undo', 'flag', 'config')"),
		0);
	assert_int_equal(number("select count(*) from event where tz_min <> 60"), 0);
	assert_int_equal(number("select count(*) from event where kind = 'answer' and ("
				"body ->> 'concept' is null or body ->> 'day' <> 20779 or"
				" body ->> 'grade' not between 1 and 4 or"
				" body ->> 'right' not in (0, 1) or"
				" body ->> 'choice' not between 0 and 3 or"
				" body ->> 'text' is not null or"
				" body ->> 'confidence' not in (-1, 0, 1) or"
				" body ->> 'hinted' not in (0, 1) or body ->> 'ms' < 0 or"
				" json_type(body, '$.seed') <> 'integer' or"
				" body ->> 'mode' <> 'study' or"
				" json_type(body, '$.hash') <> 'integer')"),
		0);
	assert_int_equal(number("select count(*) from event where kind = 'answer'"), 4);
	assert_int_equal(
		number("select count(*) from event u join event a on u.subject = "
		       "a.device || ':' || a.seq where u.kind = 'undo' and a.kind = 'answer'"),
		1);
}

/* What is typed may be anything. */
static void what_is_typed_is_quoted(void **state)
{
	static const char *const typed[] = {
		"\"", "\\", "', 1); drop table event; --", "{\"a\":", "\x01\t\x7f", "\xc3\xa9", ""};
	struct cpc_error err;
	struct cpc_verdict verdict;
	(void)state;
	scratch_sql_on(me.log, "update choice set kind = 'accept' where is_key = 1;"
			       "delete from choice where is_key = 0");
	for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
		struct cpc_answer given = {.choice = -1, .text = typed[i]};
		ask((int)i);
		check(cpc_study_answer(me.study, &given, at((int)i), &verdict, &err), &err);
		sqlite3_stmt *stmt;
		assert_int_equal(
			sqlite3_prepare_v2(me.log,
				"select body ->> 'text', json_valid(body), body ->> 'choice'"
				" from event order by seq desc limit 1",
				-1, &stmt, NULL),
			SQLITE_OK);
		assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
		assert_string_equal((const char *)sqlite3_column_text(stmt, 0), typed[i]);
		assert_int_equal(sqlite3_column_int(stmt, 1), 1);
		assert_int_equal(sqlite3_column_int(stmt, 2), -1);
		sqlite3_finalize(stmt);
	}
	assert_rebuild_agrees();
}

/* What counts -----------------------------------------------------------------------------------
 */

static void an_undone_answer_leaves_the_log_alone(void **state)
{
	(void)state;
	ask(0);
	answer(0, false);
	assert_int_equal(number("select count(*) from review"), 1);
	undo(1);
	assert_int_equal(number("select count(*) from event"), 2);
	assert_int_equal(number("select count(*) from review"), 0);
	assert_int_equal(number("select count(*) from card"), 0);
	assert_int_equal(number("select sum(introduced) from concept"), 0);
	ask(1);
	answer(1, true);
	assert_int_equal(number("select count(*) from event"), 3);
	assert_int_equal(number("select count(*) from review where is_right = 1 and seq = 3"), 1);
	assert_rebuild_agrees();
}

/* By seq, since a clock may go back: what was said last counts, whatever its time. */
static void the_last_word_is_by_number(void **state)
{
	(void)state;
	set(5, "session", "50");
	set(-100, "session", "40"); /* the clock was put right */
	assert_setting("session", "40");
	set(-200, "retention", "0.75");
	set(-300, "retention", NULL);
	assert_setting("retention", "0.90");
	ask(0);
	assert_true(flag(9));
	assert_false(flag(-9));
	assert_int_equal(number("select count(*) from flag"), 0);
	assert_true(flag(-10));
	assert_int_equal(number("select count(*) from flag"), 1);
	assert_rebuild_agrees();
}

/* Between devices by time, and at the same instant by name; each with its own last word. */
static void between_devices_the_latest_counts(void **state)
{
	(void)state;
	ask(0);
	assert_true(flag(2));
	set(2, "session", "20");
	set(2, "minutes", "5");
	scratch_sql_on(me.log,
		scratch_say("insert into event values"
			    " ('zz', 1, %lld, 0, 'config', 'session', '{\"value\":\"31\"}'),"
			    " ('zz', 2, %lld, 0, 'config', 'session', '{\"value\":\"30\"}'),"
			    " ('zz', 3, %lld, 0, 'config', 'minutes', '{\"value\":\"9\"}'),"
			    " ('zz', 4, %lld, 0, 'flag', '%s', '{\"on\":0}')",
			(long long)at(3).at_ms, (long long)at(1).at_ms, (long long)at(2).at_ms,
			(long long)at(3).at_ms, me.question.id));
	struct cpc_error err;
	check(cpc_doctor(me.c, true, no_problem, NULL, NULL, &err), &err);
	assert_setting("session", "20"); /* zz's last word is older, though not its first */
	assert_setting("minutes", "9");	 /* the same instant: the later name */
	assert_int_equal(number("select count(*) from flag"), 0);
	set(3, "minutes", "6");
	assert_setting("minutes", "6");
	assert_rebuild_agrees();
}

/* Replay goes by time, then device, then number, whichever came into the log first. */
static void replay_is_in_the_order_of_time(void **state)
{
	(void)state;
	ask(0);
	answer(0, true);
	scratch_sql_on(
		me.log, scratch_say("insert into event select 'aa', 1, %lld, 0, 'answer', subject,"
				    " json_set(body, '$.day', 20700, '$.grade', 1, '$.right', 0)"
				    " from event where kind = 'answer'",
				(long long)at(-24 * 79).at_ms));
	struct cpc_error err;
	check(cpc_doctor(me.c, true, no_problem, NULL, NULL, &err), &err);
	assert_int_equal(number("select first_day from card"), 20700);
	assert_int_equal(number("select last_day from card"), 20779);
	assert_int_equal(number("select reps from card"), 2);
	assert_int_equal(number("select due_day > 20779 from card"), 1); /* right, last */
	assert_rebuild_agrees();
}

/* A clock that went back between two answers to one concept: the same card both ways. */
static void a_clock_that_went_back(void **state)
{
	(void)state;
	for (int i = 0; i < 12; i++) {
		ask(-40 * i);
		answer(-40 * i, i % 3 != 0);
	}
	assert_int_equal(number("select count(*) from review"), 12);
	assert_int_equal(number("select count(*) from card where last_day < first_day"), 0);
	assert_rebuild_agrees();
	undo(-1000);
	assert_rebuild_agrees();
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(it_is_append_only),
		TEST(it_has_no_gaps),
		TEST(doctor_sees_a_gap),
		TEST(bodies_are_json),
		TEST(what_is_typed_is_quoted),
		TEST(an_undone_answer_leaves_the_log_alone),
		TEST(the_last_word_is_by_number),
		TEST(between_devices_the_latest_counts),
		TEST(replay_is_in_the_order_of_time),
		TEST(a_clock_that_went_back),
	};
	return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
