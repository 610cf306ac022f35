/*
 * test_migrate.c - climbing the ladder of schemas: a made-up one, step by step, by several at once
 * and cut short, and the real one from every file that an older cpc may have made.
 * May use: the store from within, cpc.h, SQLite. Must not know: what the tables mean.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <ctype.h>
#include <sys/wait.h>

#include "store/db.h"
#include "store/db_internal.h"
#include "store/migrate.h"
#include "store/schema.gen.h"
#include "scratch.h"

/* A ladder: at step 1 t holds x, at step 2 x and 10 x, at step 3 a row for all of them. */
static const char *const good[] = {
	("create table identity (key text primary key, value text not null) strict;"
	 "create table t (x integer)"),
	"alter table t add column y integer; update t set y = 10 * x; insert into t values (0, 0)",
	"create table sum_of_t as select sum(y) as s from t; drop table t",
};

static struct db *raw(const char *path)
{
	struct db *db = calloc(1, sizeof *db);
	assert_non_null(db);
	db->path = strdup(path);
	db->file = strdup(path);
	assert_int_equal(sqlite3_open(path, &db->handle), SQLITE_OK);
	sqlite3_busy_timeout(db->handle, 60000);
	return db;
}

static int climb(const char *path, const char *const steps[], int count, struct cpc_error *err)
{
	struct db *db = raw(path);
	int rc = migrate_climb(db, steps, count, "test 1.2", err);
	db_close(db);
	return rc;
}

static void must_climb(const char *path, const char *const steps[], int count)
{
	struct cpc_error err;
	if (climb(path, steps, count, &err))
		fail_msg("%s", err.text);
}

/* A file that stands on step 1, with 1 to 100 in t. */
static const char *on_step_one(void)
{
	const char *path = scratch_say("%s/cpc.db", scratch_dir("ladder"));
	must_climb(path, good, 1);
	scratch_sql(path, "with recursive k (i) as (select 1 union all select i + 1 from k "
			  "where i < 100) insert into t select i from k");
	return path;
}

static void assert_names(const char *wanted)
{
	struct buf names;
	scratch_names(scratch("ladder"), &names);
	assert_string_equal(buf_text(&names), wanted);
	buf_release(&names);
}

static void assert_on_step_one(const char *path)
{
	assert_int_equal(scratch_number(path, "pragma user_version"), 1);
	assert_int_equal(scratch_number(path, "select count(*) from pragma_table_info('t')"), 1);
	assert_int_equal(scratch_number(path, "select count(*) + sum(x) from t"), 5150);
}

static void assert_on_step_two(const char *path)
{
	assert_int_equal(scratch_number(path, "pragma user_version"), 2);
	assert_int_equal(scratch_number(path, "select count(*) + sum(y) from t"), 50601);
	assert_int_equal(
		scratch_number(path, "select count(*) from pragma_table_info('sum_of_t')"), 0);
}

static void assert_on_step_three(const char *path)
{
	assert_int_equal(scratch_number(path, "pragma user_version"), 3);
	assert_int_equal(scratch_number(path, "select s from sum_of_t"), 50500);
	assert_int_equal(scratch_number(path, "select count(*) from pragma_table_info('t')"), 0);
}

static void from_nothing_to_the_top(void **state)
{
	(void)state;
	scratch_dir("ladder");
	const char *path = scratch("ladder/cpc.db");
	must_climb(path, good, 3);
	assert_int_equal(scratch_number(path, "pragma user_version"), 3);
	assert_int_equal(scratch_number(path, "pragma application_id"), DB_APPLICATION_ID);
	char *program = scratch_text(path, "select value from identity where key = 'program'");
	assert_string_equal(program, "test 1.2\n");
	free(program);
	assert_names("cpc.db "); /* no copy of what held nothing */
}

static void from_each_step_to_the_next(void **state)
{
	(void)state;
	const char *path = on_step_one();
	assert_on_step_one(path);
	assert_names("cpc.db ");
	must_climb(path, good, 2);
	assert_on_step_two(path);
	assert_names("cpc.db cpc.db.v1.bak ");
	must_climb(path, good, 3);
	assert_on_step_three(path);
	assert_names("cpc.db cpc.db.v1.bak cpc.db.v2.bak ");
	assert_on_step_one(scratch("ladder/cpc.db.v1.bak"));
	assert_on_step_two(scratch("ladder/cpc.db.v2.bak"));
}

static void the_copy_is_of_where_it_began(void **state)
{
	(void)state;
	const char *path = on_step_one();
	mode_t was = umask(0);
	must_climb(path, good, 3);
	umask(was);
	assert_on_step_three(path);
	assert_names("cpc.db cpc.db.v1.bak ");
	assert_int_equal(scratch_mode(scratch("ladder/cpc.db.v1.bak")), 0600);
	assert_on_step_one(scratch("ladder/cpc.db.v1.bak"));
	assert_int_equal(scratch_number(scratch("ladder/cpc.db.v1.bak"), "pragma application_id"),
		DB_APPLICATION_ID);
}

static void a_copy_that_is_there_stays(void **state)
{
	struct buf copy;
	(void)state;
	const char *path = on_step_one();
	scratch_write_text(scratch("ladder/cpc.db.v1.bak"), "mine");
	must_climb(path, good, 3);
	assert_on_step_three(path);
	scratch_read(scratch("ladder/cpc.db.v1.bak"), &copy);
	assert_string_equal(buf_text(&copy), "mine");
	buf_release(&copy);
	assert_names("cpc.db cpc.db.v1.bak ");
}

static void a_copy_never_replaces(void **state)
{
	struct cpc_error err;
	struct buf copy;
	(void)state;
	struct db *db = raw(on_step_one());
	scratch_write_text(scratch("ladder/there"), "mine");
	assert_int_equal(db_copy(db, scratch("ladder/there"), 1, &err), CPC_OK);
	assert_int_equal(db_copy(db, scratch("ladder/new"), 1, &err), CPC_OK);
	assert_int_equal(db_copy(db, scratch("none/new"), 1, &err), CPC_CANTCREATE);
	assert_int_equal(db_copy(db, scratch("ladder/newer"), 2, &err), CPC_NO);
	assert_false(scratch_there(scratch("ladder/newer")));
	db_close(db);
	scratch_read(scratch("ladder/there"), &copy);
	assert_string_equal(buf_text(&copy), "mine");
	buf_release(&copy);
	assert_on_step_one(scratch("ladder/new"));
	assert_names("cpc.db new there ");
}

static void at_the_top_nothing_is_done(void **state)
{
	struct buf before, after;
	(void)state;
	const char *path = on_step_one();
	scratch_state(scratch("ladder"), &before);
	must_climb(path, good, 1);
	scratch_state(scratch("ladder"), &after);
	assert_int_equal(before.len, after.len);
	assert_memory_equal(before.data, after.data, before.len);
	buf_release(&before);
	buf_release(&after);
}

/* Cut short -------------------------------------------------------------------------------------
 */

static void a_step_that_fails_changes_nothing(void **state)
{
	const char *steps[] = {good[0], good[1],
		"create table sum_of_t as select 1; delete from t; insert into nowhere values (1)"};
	struct cpc_error err;
	struct buf copy, again;
	(void)state;
	const char *path = on_step_one();
	assert_int_equal(climb(path, steps, 3, &err), CPC_INTERNAL);
	assert_non_null(strstr(err.text, "nowhere"));
	assert_on_step_two(path);

	steps[1] = "delete from t; select raise_what()";
	path = on_step_one();
	assert_int_equal(climb(path, steps, 3, &err), CPC_INTERNAL);
	assert_on_step_one(path);

	/* Mended, it goes on from there, and the copy is not made a second time. */
	scratch_sql(scratch("ladder/cpc.db.v1.bak"), "create table mark (x)");
	scratch_read(scratch("ladder/cpc.db.v1.bak"), &copy);
	must_climb(path, good, 3);
	assert_on_step_three(path);
	scratch_read(scratch("ladder/cpc.db.v1.bak"), &again);
	assert_int_equal(copy.len, again.len);
	assert_memory_equal(copy.data, again.data, copy.len);
	buf_release(&copy);
	buf_release(&again);
}

static int refuse_commit(void *left)
{
	return (*(int *)left)-- == 0;
}

/* Each step and its number are one commit: without the second commit the file stands on step 2. */
static void a_step_and_its_number_are_one(void **state)
{
	(void)state;
	for (int commits = 0; commits <= 2; commits++) {
		struct cpc_error err;
		int left = commits;
		const char *path = on_step_one();
		struct db *db = raw(path);
		sqlite3_commit_hook(db->handle, refuse_commit, &left);
		int rc = migrate_climb(db, good, 3, "test", &err);
		assert_int_equal(rc, commits < 2 ? CPC_INTERNAL : CPC_OK);
		assert_true(sqlite3_get_autocommit(db->handle));
		db_close(db);
		if (commits == 0)
			assert_on_step_one(path);
		else if (commits == 1)
			assert_on_step_two(path);
		else
			assert_on_step_three(path);
	}
}

/* Several at once -------------------------------------------------------------------------------
 */

#define AT_ONCE 4

static int climb_good(const char *path)
{
	struct cpc_error err;
	int rc = climb(path, good, 3, &err);
	if (rc)
		print_error("%s\n", err.text);
	return rc;
}

static int open_real(const char *path)
{
	struct cpc_error err;
	cpc *c;
	int rc = cpc_open(path, &c, &err);
	if (rc)
		print_error("%s\n", err.text);
	cpc_close(c);
	return rc;
}

/* In processes of their own that start together; all must succeed. */
static void at_once(int (*act)(const char *path), const char *path)
{
	int start[2], failed = 0;
	assert_int_equal(pipe(start), 0);
	for (int i = 0; i < AT_ONCE; i++) {
		pid_t child = fork();
		assert_true(child >= 0);
		if (child == 0) {
			char byte;
			close(start[1]);
			if (read(start[0], &byte, 1) != 0) /* the end comes for all at once */
				_exit(99);
			_exit(act(path));
		}
	}
	close(start[0]);
	close(start[1]);
	for (int i = 0; i < AT_ONCE; i++) {
		int status = 0;
		assert_true(wait(&status) > 0);
		failed += !WIFEXITED(status) || WEXITSTATUS(status) != 0;
	}
	assert_int_equal(failed, 0);
}

static void several_climb_at_once(void **state)
{
	(void)state;
	for (int round = 0; round < 10; round++) {
		const char *path = on_step_one();
		at_once(climb_good, path);
		assert_on_step_three(path);
		/* Who comes between two steps may keep a copy of that too. */
		const char *between = scratch("ladder/cpc.db.v2.bak");
		if (access(between, F_OK) == 0) {
			assert_on_step_two(between);
			unlink(between);
		}
		assert_names("cpc.db cpc.db.v1.bak ");
		assert_on_step_one(scratch("ladder/cpc.db.v1.bak"));
	}
}

static void several_make_the_file_at_once(void **state)
{
	(void)state;
	for (int round = 0; round < 10; round++) {
		scratch_dir("ladder");
		const char *path = scratch("ladder/cpc.db");
		at_once(open_real, path);
		assert_names("cpc.db ");
		assert_int_equal(scratch_number(path, "pragma user_version"), migrate_newest());
		assert_int_equal(
			scratch_number(path, "select count(*) from identity where key = 'device'"),
			1);
	}
}

/* Files of every version ------------------------------------------------------------------------
 */

/* The schema as one text, without what ALTER TABLE does to blanks; the caller frees it. */
static char *schema_of(const char *path)
{
	char *text =
		scratch_text(path, "select type || ' ' || name || ' ' || sql from sqlite_schema "
				   "where name not like 'sqlite_%' order by type, name");
	char *out = text;
	for (const char *p = text; *p; p++) {
		if (!isspace((unsigned char)*p))
			*out++ = *p;
		else if (out > text && out[-1] != ' ')
			*out++ = ' ';
	}
	*out = '\0';
	return text;
}

static void assert_same_schema(const char *a, const char *b, const char *remedy)
{
	char *one = schema_of(a), *other = schema_of(b);
	if (strcmp(one, other) != 0)
		fail_msg("%s\n%s\n\n%s", remedy, one, other);
	free(one);
	free(other);
}

static void no_problem(void *context, const char *sentence)
{
	(void)context;
	fail_msg("doctor found: %s", sentence);
}

static void check_doctor(cpc *c, bool rebuild)
{
	struct cpc_doctor_report report;
	struct cpc_error err;
	if (cpc_doctor(c, rebuild, no_problem, NULL, &report, &err))
		fail_msg("%s", err.text);
}

/* What the learner has done is all there, by the log as it was written. */
static void check_history(cpc *c, const char *path)
{
	struct cpc_today today;
	struct cpc_setting exam;
	struct cpc_error err;
	assert_int_equal(cpc_today(c, SCRATCH_DAY(0), &today, &err), CPC_OK);
	assert_int_equal(today.answered,
		scratch_number(path, "select count(*) from event where kind = 'answer' and "
				     "at_ms >= 1795320000000"));
	assert_int_equal(today.streak, 2);
	assert_int_equal(today.concepts_seen,
		scratch_number(path, "select count(distinct subject) from event e where "
				     "kind = 'answer' and not exists (select 1 from event u where "
				     "u.kind = 'undo' and u.subject = e.device || ':' || e.seq)"));
	assert_int_equal(today.concepts, 6);
	assert_int_equal(cpc_setting_get(c, "exam-date", &exam, &err), CPC_OK);
	assert_string_equal(exam.value, "2027-03-14");
	assert_int_equal(scratch_number(path, "select count(*) from flag"), 1);
}

static void check_session(cpc *c)
{
	struct cpc_study_options options = {.seed = 1, .new_concepts = -1};
	struct cpc_study *study;
	struct cpc_question question = {0};
	struct cpc_verdict verdict;
	struct cpc_answer answer = {.choice = 0};
	struct cpc_error err;
	if (cpc_study_start(c, &options, SCRATCH_DAY(30), &study, &err) ||
		cpc_study_next(study, SCRATCH_DAY(30), &question, &err) ||
		cpc_study_answer(study, &answer, SCRATCH_DAY(30), &verdict, &err))
		fail_msg("%s", err.text);
	assert_int_equal(question.reason, CPC_REASON_DUE);
	cpc_study_free(study);
}

static void upgrade(const char *snapshot, int version)
{
	struct cpc_error err;
	struct buf sql;
	cpc *c;
	scratch_dir("old");
	const char *path = scratch("old/cpc.db"), *ladder = scratch("old/ladder.db");
	scratch_read(snapshot, &sql);
	scratch_sql(path, buf_text(&sql));
	buf_release(&sql);
	assert_int_equal(scratch_number(path, "pragma user_version"), version);
	must_climb(ladder, schema_step, version);
	assert_same_schema(path, ladder,
		"a step of src/store/schema is not what it was when the file was made: add a step, "
		"or, before that version is released, run tests/sql/snapshots/make");
	must_climb(ladder, schema_step, schema_step_count);
	int64_t events = scratch_number(path, "select count(*) from event");
	assert_in_range(events, 10, 1000);

	if (cpc_open(path, &c, &err))
		fail_msg("%s", err.text);
	assert_same_schema(path, ladder, "the ladder does not lead to today's schema");
	assert_int_equal(scratch_there(scratch_say("%s.v%d.bak", path, version)),
		version < schema_step_count);
	if (version < schema_step_count)
		check_doctor(c, true);
	check_doctor(c, false);
	check_history(c, path);
	assert_int_equal(scratch_number(path, "select count(*) from event"), events);
	check_session(c);
	check_doctor(c, false);
	cpc_close(c);
}

static void every_old_file_comes_up_to_date(void **state)
{
	(void)state;
	for (int version = 1; version <= schema_step_count; version++) {
		const char *snapshot = scratch_say("%s/sql/snapshots/%04d.sql", TESTS_DIR, version);
		if (!scratch_there(snapshot))
			fail_msg("%s is missing: run tests/sql/snapshots/make", snapshot);
		upgrade(snapshot, version);
	}
}

/* Before 0007 a question's kind stood nowhere, its codes and tags in tables of their own, and the
 * full-text index knew neither. */
static void kinds_codes_and_tags_of_0006(void **state)
{
	static const char more[] =
		"create temp table made (id, qid);"
		"insert into made values (101, 'cpc/typed'), (102, 'cpc/tf'), (103, 'cpc/nearly');"
		"insert into question (id, qid, set_id, path, ord, domain, concept, year, "
		"difficulty, "
		"basis, source, payer, pool, reviewed, title, stem, rule, hash) select m.id, "
		"m.qid, "
		"set_id, path, m.id, domain, m.qid, year, 1, null, null, 'any', 'practice', null, "
		"'T', 'S ' || m.qid, 'R', 1 from question q, made m where q.id = 1;"
		"insert into choice (question_id, pos, kind, is_key, text, rationale) values "
		"(101, 0, 'accept', 1, 'femur', ''), (101, 1, 'pattern', 1, 'os +femoris', ''),"
		"(102, 0, 'choice', 0, 'TRUE', ''), (102, 1, 'choice', 1, 'False', ''),"
		"(103, 0, 'choice', 0, 'True', ''), (103, 1, 'choice', 1, 'False', ''),"
		"(103, 2, 'choice', 0, 'Neither', '');"
		"insert into question_code values (102, 'Z99.89', 'icd10cm', 1), "
		"(102, '10060', 'cpt', 1), (102, '99213', 'cpt', 0);"
		"insert into question_tag values (102, 'zebra'), (102, 'abscess');";
	struct cpc_error err;
	struct buf sql;
	cpc *c;
	(void)state;
	scratch_dir("old");
	const char *path = scratch("old/cpc.db");
	scratch_read(TESTS_DIR "/sql/snapshots/0006.sql", &sql);
	scratch_sql(path, buf_text(&sql));
	buf_release(&sql);
	scratch_sql(path, more);
	static const char exams[] =
		"select json_array(exam, pos, qid, stem, choices, chosen, is_right) "
		"from exam_item order by exam, pos";
	char *before = scratch_text(path, exams);
	if (cpc_open(path, &c, &err))
		fail_msg("%s", err.text);
	char *kinds = scratch_text(path, "select kind || ' ' || codes || ' ' || tags from question "
					 "where id > 100 order by id");
	assert_string_equal(kinds, "typed  \ntrue-false 10060, Z99.89 abscess, zebra\nsingle  \n");
	free(kinds);
	assert_int_equal(
		scratch_number(path, "select count(*) from question where kind = 'single'"), 7);
	static const char *const words[][2] = {
		{"zebra", "102"}, {"z99", "102"}, {"10060", "102"}, {"femoris", "101"}};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		char *found = scratch_text(path,
			scratch_say(
				"select group_concat(rowid) from question_fts where question_fts "
				"match '%s'",
				words[i][0]));
		assert_memory_equal(found, words[i][1], 3);
		assert_int_equal(strlen(found), 4);
		free(found);
	}
	scratch_sql(path, "insert into question_fts (question_fts, rank) values "
			  "('integrity-check', 1)");
	char *after = scratch_text(path, exams);
	assert_string_equal(after, before);
	assert_true(strlen(before) > 100);
	free(before);
	free(after);
	check_doctor(c, true);
	assert_int_equal(scratch_number(path, "select sum(drawable) from tally"), 7);
	assert_int_equal(scratch_number(path, "select sum(questions) from tally"), 9);
	check_session(c);
	cpc_close(c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(from_nothing_to_the_top),
		cmocka_unit_test(from_each_step_to_the_next),
		cmocka_unit_test(the_copy_is_of_where_it_began),
		cmocka_unit_test(a_copy_that_is_there_stays),
		cmocka_unit_test(a_copy_never_replaces),
		cmocka_unit_test(at_the_top_nothing_is_done),
		cmocka_unit_test(a_step_that_fails_changes_nothing),
		cmocka_unit_test(a_step_and_its_number_are_one),
		cmocka_unit_test(several_climb_at_once),
		cmocka_unit_test(several_make_the_file_at_once),
		cmocka_unit_test(every_old_file_comes_up_to_date),
		cmocka_unit_test(kinds_codes_and_tags_of_0006),
	};
	return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
