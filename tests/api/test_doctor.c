/*
 * test_doctor.c - is the file sound: every kind of problem is found, what is derived is made anew
 * and is then, row for row, what it was.
 * May use: cpc.h, session.h, oracle.h. Must not know: how the engine derives.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "oracle.h"
#include "session.h"

/* What doctor said, a line each. */
static char told[4096];

static void listen(void *context, const char *sentence)
{
	(void)context;
	size_t n = strlen(told);
	snprintf(told + n, sizeof told - n, "%s\n", sentence);
}

static int visit(struct tmpbank *t, bool rebuild, struct cpc_doctor_report *report)
{
	told[0] = '\0';
	return cpc_doctor(t->c, rebuild, listen, NULL, report, &t->err);
}

/* So many problems, and a sentence with these words. */
static void finds(struct tmpbank *t, size_t problems, const char *words)
{
	struct cpc_doctor_report report;
	assert_int_equal(visit(t, false, &report), CPC_NO);
	if (report.problems != problems || !strstr(told, words))
		fail_msg("found %zu: %sexpected %zu: %s", report.problems, told, problems, words);
	assert_false(report.rebuilt);
}

static void some_history(struct tmpbank *t)
{
	tmpbank_plain(t, 4);
	tmpbank_load(t);
	for (int day = 0; day < 9; day += 3) {
		struct session x;
		bool on;
		session_start(&x, t, tmpbank_time(day, 9, 0), SESSION_PLAIN);
		for (int i = 0; session_next(&x); i++) {
			if (i == 2)
				session_wrong(&x);
			else
				session_right(&x);
			if (i == 3)
				session_undo(&x);
			if (i == 5 && day == 0)
				assert_int_equal(cpc_study_flag(x.s, x.now, &on, &x.err), CPC_OK);
		}
		session_free(&x);
	}
	assert_int_equal(
		cpc_setting_set(t->c, "minutes", "15", tmpbank_time(8, 9, 0), &t->err), CPC_OK);
}

static char *bytes_of(const char *path, size_t *size)
{
	char *bytes = NULL;
	FILE *in = fopen(path, "rb"), *out = open_memstream(&bytes, size);
	assert_true(in && out);
	for (int c; (c = fgetc(in)) != EOF;)
		fputc(c, out);
	fclose(in);
	fclose(out);
	return bytes;
}

static void sound(void **state)
{
	struct tmpbank *t = *state;
	struct cpc_doctor_report report;
	assert_sound(t); /* a file just made */
	some_history(t);
	size_t size, again;
	char *before = bytes_of(t->db, &size);
	assert_int_equal(visit(t, false, &report), CPC_OK);
	assert_string_equal(told, "");
	assert_int_equal(report.problems, 0);
	assert_int_equal(report.questions, 12);
	assert_int_equal(report.cards, 12);
	assert_int_equal(report.events, tmpbank_number(t, "select count(*) from event"));
	assert_int_equal(report.reviews, tmpbank_number(t, "select count(*) from review"));
	assert_true(report.events > report.reviews);
	/* Looking writes nothing. */
	char *after = bytes_of(t->db, &again);
	assert_int_equal(size, again);
	assert_memory_equal(before, after, size);
	free(before);
	free(after);
	assert_int_equal(cpc_doctor(t->c, false, NULL, NULL, NULL, NULL), CPC_OK);
	assert_int_equal(cpc_doctor(t->c, true, NULL, NULL, NULL, NULL), CPC_OK);
	assert_sound(t);
}

/* Each derived table, damaged in each way: found, mended by a rebuild, and then as it was. */
static void derived_tables(void **state)
{
	struct tmpbank *t = *state;
	static const char *const damage[] = {
		"update card set stability = stability * 1.000001 where concept = 'cpc/one-001'",
		"update card set difficulty = 5 where concept = 'cpc/one-001'",
		"update card set due_day = due_day + 1 where concept = 'cpc/two-003'",
		"update card set lapses = lapses + 1 where concept = 'cpc/two-003'",
		"update card set active = 0 where concept = 'cpc/two-003'",
		"delete from card where concept = 'cpc/three-004'",
		"delete from card",
		"insert into card values ('cpc/none', 1, 1, 1, 1, 1, 1, 0, 0)",
		"update review set grade = 2 where seq = 1",
		"update review set concept = 'cpc/two-001' where seq = 1",
		"delete from review where seq = 1",
		"insert into review values ('elsewhere', 1, 1, 1, 'cpc/q', 'cpc/q', 3, 1, 1)",
		"delete from flag",
		"insert into flag values ('cpc/none', 1)",
		"update setting set value = '16'",
		"insert into setting values ('rollover', '5')",
		"update concept set introduced = 0 where concept = 'cpc/one-002'",
		"delete from concept where concept = 'cpc/one-002'",
		"update tally set introduced = 0 where domain = 'one'",
		"update tally set mock = mock + 1 where domain = 'two'",
		"delete from tally",
	};
	some_history(t);
	char *before = tmpbank_dump(t, TMPBANK_DERIVED);
	for (size_t i = 0; i < sizeof damage / sizeof *damage; i++) {
		struct cpc_doctor_report report;
		tmpbank_exec(t, damage[i]);
		char *damaged = tmpbank_dump(t, TMPBANK_DERIVED);
		finds(t, 1, "reviews and cards are not what the log says");
		assert_same_dump(t, TMPBANK_DERIVED, damaged); /* looking mends nothing */
		free(damaged);
		assert_int_equal(visit(t, true, &report), CPC_OK);
		assert_true(report.rebuilt);
		assert_string_equal(told, "");
		assert_same_dump(t, TMPBANK_DERIVED, before);
		assert_sound(t);
	}
	free(before);
}

static void gaps_in_the_log(void **state)
{
	struct tmpbank *t = *state;
	struct cpc_doctor_report report;
	static const char *const gaps[] = {
		/* One in the midst, one at the front, and one of another device. */
		"delete from event where seq = 3",
		"delete from event where seq = 1",
		"insert into event values ('elsewhere', 2, 0, 0, 'config', 'minutes', '{}')",
	};
	some_history(t);
	char *derived = tmpbank_dump(t, TMPBANK_DERIVED);
	tmpbank_exec(t, "create table kept as select * from event;"
			"drop trigger event_no_delete; drop trigger event_next;");
	for (size_t i = 0; i < 3; i++) {
		tmpbank_exec(t, gaps[i]);
		finds(t, 1,
			i < 2 ? "the log of device " : "the log of device elsewhere has gaps: 1");
		assert_non_null(strstr(told, "has gaps: "));
		/* From a log with gaps nothing is derived. */
		assert_int_equal(visit(t, true, &report), CPC_NO);
		assert_false(report.rebuilt);
		assert_same_dump(t, TMPBANK_DERIVED, derived);
		tmpbank_exec(t, "delete from event; insert into event select * from kept");
		assert_int_equal(visit(t, false, &report), CPC_OK);
	}
	tmpbank_exec(t, "delete from event where seq in (1, 3); insert into event values "
			"('elsewhere', 7, 0, 0, 'config', 'minutes', '{\"value\":null}')");
	finds(t, 2, "the log of device elsewhere has gaps: 1 events, the last is number 7");
	free(derived);
}

static void permissions(void **state)
{
	struct tmpbank *t = *state;
	some_history(t);
	static const mode_t modes[] = {0602, 0620, 0666, 0777};
	for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
		assert_int_equal(chmod(t->db, modes[i]), 0);
		finds(t, 1, "others may write to the file: chmod 600 '");
		assert_non_null(strstr(told, t->db));
	}
	assert_int_equal(chmod(t->db, 0644), 0);
	assert_sound(t);
	assert_int_equal(chmod(t->db, 0600), 0);
	assert_sound(t);
}

static void touch(const struct tmpbank *t, const char *name, bool remove)
{
	char path[512];
	assert_in_range(snprintf(path, sizeof path, "%s/%s", t->dir, name), 1, 511);
	if (remove) {
		assert_int_equal(unlink(path), 0);
		return;
	}
	FILE *f = fopen(path, "w");
	assert_non_null(f);
	assert_int_equal(fclose(f), 0);
}

static void copies_of_synchronising_programs(void **state)
{
	struct tmpbank *t = *state;
	static const char *const copies[] = {"learner.sync-conflict-20261123-101500-ABCDEFG.db",
		"learner (conflicted copy 2026-11-23).db",
		"learner (Anna's conflicted copy 2026-11-23).db"};
	static const char *const others[] = {"other.sync-conflict-20261123-101500-ABCDEFG.db",
		"learner.db.v1.bak", "learner.txt", "my conflicted copy.txt"};
	some_history(t);
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		touch(t, others[i], false);
	assert_sound(t);
	for (size_t i = 0; i < sizeof copies / sizeof *copies; i++) {
		touch(t, copies[i], false);
		finds(t, 1, copies[i]);
		touch(t, copies[i], true);
	}
	for (size_t i = 0; i < sizeof copies / sizeof *copies; i++)
		touch(t, copies[i], false);
	finds(t, 3, "keep the file outside such folders");
}

/* An index page is emptied behind SQLite's back: the table has rows that the index does not. */
static void damaged_page(void **state)
{
	struct tmpbank *t = *state;
	struct cpc_doctor_report report;
	some_history(t);
	int64_t page =
		tmpbank_number(t, "select rootpage from sqlite_schema where name = 'card_due'");
	int64_t size = tmpbank_number(t, "pragma page_size");
	cpc_close(t->c);
	t->c = NULL;
	const unsigned char empty[] = {
		0x0A, 0, 0, 0, 0, (unsigned char)(size >> 8), (unsigned char)size, 0};
	FILE *f = fopen(t->db, "r+b");
	assert_non_null(f);
	assert_int_equal(fseek(f, (long)((page - 1) * size), SEEK_SET), 0);
	assert_int_equal(fwrite(empty, 1, sizeof empty, f), sizeof empty);
	assert_int_equal(fclose(f), 0);
	tmpbank_reopen(t);
	assert_int_equal(visit(t, false, &report), CPC_NO);
	assert_true(report.problems >= 1);
	assert_non_null(strstr(told, "the file is damaged: "));
	assert_non_null(strstr(told, "card_due"));
	/* Nothing is rebuilt in a damaged file. */
	assert_int_equal(visit(t, true, &report), CPC_NO);
	assert_false(report.rebuilt);
}

static void rows_that_point_nowhere(void **state)
{
	struct tmpbank *t = *state;
	some_history(t);
	tmpbank_exec(t, "pragma foreign_keys = off;"
			"insert into choice values (99999, 0, 'choice', 1, 'a', 'b')");
	finds(t, 1, "a row that points to one that is not there, in table: choice");
	tmpbank_exec(t, "delete from choice where question_id = 99999");
	assert_sound(t);
}

/* An event that cannot be read is a problem that is told, not an accident. */
static void unreadable_events(void **state)
{
	struct tmpbank *t = *state;
	static const char *const bodies[] = {"", "not json", "[]", "{\"day\":1}",
		"{\"concept\":\"c\",\"day\":1,\"grade\":7,\"right\":1,\"ms\":1}",
		"{\"concept\":\"c\",\"day\":\"x\",\"grade\":3,\"right\":1,\"ms\":1}"};
	some_history(t);
	tmpbank_exec(t, "drop trigger event_no_delete");
	char *derived = tmpbank_dump(t, TMPBANK_DERIVED);
	for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
		struct cpc_doctor_report report;
		char sql[512];
		snprintf(sql, sizeof sql,
			"insert into event values ('elsewhere', 1, 0, 0, 'answer', 'cpc/x', '%s')",
			bodies[i]);
		tmpbank_exec(t, sql);
		finds(t, 1, "event 1 of device elsewhere cannot be read");
		assert_int_equal(visit(t, true, &report), CPC_NO);
		assert_false(report.rebuilt);
		assert_same_dump(t, TMPBANK_DERIVED, derived);
		tmpbank_exec(t, "delete from event where device = 'elsewhere'");
		assert_sound(t);
	}
	free(derived);
}

/* Events of another device, as a later version will bring them: a rebuild makes one history of
 * both, in the order of time, and of those of the same millisecond too none is lost. */
static void two_devices(void **state)
{
	struct tmpbank *t = *state;
	struct cpc_doctor_report report;
	some_history(t);
	tmpbank_exec(t,
		"insert into event select 'elsewhere', row_number() over (order by seq), "
		"at_ms + seq % 2 * 7200000, tz_min, kind, subject, json_set(body, '$.grade', 2) "
		"from event where kind = 'answer';"
		"insert into event select 'elsewhere', max(seq) + 1, 1795424400000 + 9 * 86400000, "
		"0, "
		"'config', 'minutes', '{\"value\":\"45\"}' from event where device = 'elsewhere';"
		"insert into event select 'elsewhere', max(seq) + 1, 0, 0, "
		"'config', 'session', '{\"value\":\"9\"}' from event where device = 'elsewhere';");
	finds(t, 1, "not what the log says");
	assert_int_equal(visit(t, true, &report), CPC_OK);
	assert_cards_follow_log(t);
	assert_sound(t);
	/* The later word of the two counts. */
	struct cpc_setting setting;
	assert_int_equal(cpc_setting_get(t->c, "minutes", &setting, &t->err), CPC_OK);
	assert_string_equal(setting.value, "45");
	assert_number(t, "select count(*) > 20 from review where device = 'elsewhere'", 1);
}

/* Two hundred days of everything: answers, undos, flags, settings, edited banks. */
static void long_history(void **state)
{
	struct tmpbank *t = *state;
	uint64_t seed = 99;
	bool on;
	for (int day = 0; day < 200; day += 4) {
		struct session x;
		if (day % 20 == 0) {
			tmpbank_plain(t, 3 + day / 20 % 4);
			tmpbank_load(t);
		}
		if (day % 28 == 0)
			assert_int_equal(cpc_setting_set(t->c, "retention", day % 56 ? "0.8" : NULL,
						 tmpbank_time(day, 8, 0), &t->err),
				CPC_OK);
		session_start(&x, t, tmpbank_time(day, 9, 0), SESSION_PLAIN);
		for (int i = 0; i < 12 && session_next(&x); i++) {
			seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407;
			unsigned draw = (unsigned)(seed >> 40) % 10;
			if (draw < 3)
				session_wrong(&x);
			else
				session_right(&x);
			if (draw == 1 || draw == 7)
				session_undo(&x);
			if (draw == 5)
				assert_int_equal(cpc_study_flag(x.s, x.now, &on, &x.err), CPC_OK);
		}
		session_free(&x);
	}
	assert_number(t, "select count(*) > 300 from event", 1);
	assert_cards_follow_log(t);
	assert_sound(t);
	/* The log itself is never touched by it. */
	char *log = tmpbank_dump(t, TMPBANK_LOG);
	tmpbank_exec(t, "delete from review; delete from card; delete from concept;"
			"delete from flag; delete from setting");
	struct cpc_doctor_report report;
	assert_int_equal(visit(t, true, &report), CPC_OK);
	assert_same_dump(t, TMPBANK_LOG, log);
	free(log);
	assert_cards_follow_log(t);
}

/* While a session is open in another engine: doctor looks, rebuilds, and the session goes on. */
static void beside_a_session(void **state)
{
	struct tmpbank *t = *state;
	struct session x;
	some_history(t);
	cpc *mine = t->c;
	session_start(&x, t, tmpbank_time(40, 9, 0), SESSION_PLAIN);
	assert_true(session_next(&x));
	assert_int_equal(cpc_open(t->db, &t->c, &t->err), CPC_OK);
	assert_sound(t);
	session_right(&x);
	assert_sound(t);
	cpc_close(t->c);
	t->c = mine;
	while (session_next(&x))
		session_right(&x);
	session_free(&x);
	assert_sound(t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		tmpbank_test(sound),
		tmpbank_test(derived_tables),
		tmpbank_test(gaps_in_the_log),
		tmpbank_test(permissions),
		tmpbank_test(copies_of_synchronising_programs),
		tmpbank_test(damaged_page),
		tmpbank_test(rows_that_point_nowhere),
		tmpbank_test(unreadable_events),
		tmpbank_test(two_devices),
		tmpbank_test(long_history),
		tmpbank_test(beside_a_session),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
