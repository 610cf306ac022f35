/*
 * test_foreign.c - somebody else's database: what may be done with it once it is open, and what it
 * may cost. May use: cmocka, SQLite, store. Must not know: whose database it is.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "store/foreign.h"
#include "unit/formats/package.h"

static struct foreign f;
static struct buf bytes;

static int tear_down(void **state)
{
	(void)state;
	foreign_close(&f);
	buf_release(&bytes);
	return 0;
}

static void open_sql(const char *sql)
{
	struct cpc_error err = {0};
	package_sql(sql, &bytes);
	int rc = foreign_open(&f, (unsigned char *)bytes.data, bytes.len, "x", &err);
	if (rc)
		fail_msg("%s", err.text);
}

/* Run it to its end: CPC_NO, or the status of what stopped it. */
static int run(const char *sql, struct cpc_error *err)
{
	sqlite3_stmt *stmt;
	int rc = foreign_prepare(&f, sql, &stmt, err);
	while (!rc)
		rc = foreign_step(&f, stmt, err);
	sqlite3_finalize(stmt);
	return rc;
}

static void only_tables_are_read(void **state)
{
	static const char *const allowed[] = {"select a from t", "select count(*) from t",
		"select value from t, json_each(t.a)", "select a ->> '$.x' from t where a = '{}'",
		"select name from sqlite_schema", "select a from t order by a collate unicase"};
	static const char *const refused[] = {"select * from v", "select randomblob(10)",
		"select load_extension('x')", "select readfile('/etc/passwd')",
		"select * from pragma_database_list", "select * from dbstat",
		"select * from sqlite_dbpage", "select * from json_tree('[]')",
		"insert into t values (1)", "delete from t", "update t set a = 1", "drop table t",
		"create table u (a)", "create temp table u (a)", "attach ':memory:' as x",
		"pragma journal_mode", "pragma user_version", "begin", "vacuum", "analyze",
		"with recursive r(x) as (select 1 union all select x + 1 from r) select x from r",
		"select \"text\" from t", "select hex(a) from t"};
	struct cpc_error err;
	(void)state;
	open_sql("create table t (a); insert into t values ('[1,2]'); create view v as select 1");
	for (size_t i = 0; i < sizeof allowed / sizeof *allowed; i++) {
		if (run(allowed[i], &err) != CPC_NO)
			fail_msg("%s: %s", allowed[i], err.text);
	}
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
		if (run(refused[i], &err) != CPC_DATA)
			fail_msg("%s: it ran", refused[i]);
	}
}

static void work_has_an_end(void **state)
{
	struct cpc_error err;
	(void)state;
	open_sql("create table t (a); with recursive r(x) as (select 1 union all select x + 1 from "
		 "r "
		 "where x < 1000) insert into t select x from r");
	assert_int_equal(run("select count(*) from t a, t b where a.a + b.a < 0", &err), CPC_NO);
	assert_int_equal(run("select count(*) from t a, t b, t c where a.a + b.a + c.a < 0", &err),
		CPC_DATA);
	assert_string_equal(err.text,
		"x: reading this database takes more than 10000000 steps, which is the most");
	/* What was spent is spent. */
	assert_int_equal(run("select count(*) from t a, t b where a.a + b.a < 0", &err), CPC_DATA);
}

static void it_is_not_written(void **state)
{
	struct buf before = BUF_INIT;
	struct cpc_error err;
	bool there;
	(void)state;
	package_sql("create table t (a); insert into t values (1)", &before);
	open_sql("create table t (a); insert into t values (1)");
	assert_int_equal(run("select a from t order by a", &err), CPC_NO);
	assert_int_equal(foreign_has_table(&f, "t", &there, &err), CPC_OK);
	assert_true(there);
	assert_int_equal(foreign_has_table(&f, "u", &there, &err), CPC_OK);
	assert_false(there);
	assert_int_equal(before.len, bytes.len);
	assert_memory_equal(before.data, bytes.data, bytes.len);
	buf_release(&before);
}

/* A log that is not there is not asked for: bytes 18 and 19 say 1 after. */
static void a_header_that_wants_a_log_is_mended(void **state)
{
	struct cpc_error err;
	(void)state;
	package_sql("create table t (a); insert into t values (1)", &bytes);
	bytes.data[18] = bytes.data[19] = 2;
	assert_int_equal(
		foreign_open(&f, (unsigned char *)bytes.data, bytes.len, "x", &err), CPC_OK);
	assert_int_equal(run("select a from t", &err), CPC_NO);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(only_tables_are_read, tear_down),
		cmocka_unit_test_teardown(work_has_an_end, tear_down),
		cmocka_unit_test_teardown(it_is_not_written, tear_down),
		cmocka_unit_test_teardown(a_header_that_wants_a_log_is_mended, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
