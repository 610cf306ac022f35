/*
 * test_queries.c - every statement of queries.sql prepares, and reads no more than it must.
 * May use: the store from within, SQLite. Must not know: what the engine does with the rows.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "store/db_internal.h"
#include "store/db.h"
#include "scratch.h"

struct allowed {
	const char *name; /* of the statement */
	const char *why;
};

/* May read a whole table or index. */
static const struct allowed scans[] = {
	{"domain_unlist", "18 rows, when the blueprint changed"},
	{"domain_drop_unlisted", "18 rows, when the blueprint changed"},
	{"domain_list", "18 rows, all wanted"},
	{"bank_file_list", "a row for each file of the bank, all wanted"},
	{"question_count", "counts the table"},
	{"question_unlisted", "when the blueprint changed"},
	{"concept_fill", "makes the table anew after the bank changed"},
	{"tally_fill", "makes the table anew after the bank changed"},
	{"tally_list", "18 rows, all wanted"},
	{"tally_total", "18 rows, all wanted"},
	{"card_activate", "after the bank changed"},
	{"event_count", "doctor counts the log"},
	{"event_gaps", "doctor looks at the whole log"},
	{"event_unreadable", "doctor looks at the whole log"},
	{"event_answers", "rebuild"},
	{"review_moved", "after the bank changed"},
	{"review_move", "after the bank changed"},
	{"review_all", "rebuild"},
	{"review_clear", "rebuild; a trigger looks at each row"},
	{"review_count", "doctor counts the table"},
	{"card_count", "doctor counts the table"},
	{"review_recent_times", "walks an index from its end and stops after so many"},
	{"flag_fill", "rebuild"},
	{"setting_fill", "rebuild"},
	{"guide_list", "some two hundred rows, all wanted"},
	{"quiz_candidates", "a quiz may ask for anything, and looks at every question once"},
	{"sight_domain", "after the bank changed"},
	{"code_book_list", "two rows, all wanted"},
	{"code_match", "full-text search, then the rows it found"},
	{"bank_questions", "lint and export look at every question"},
	{"set_list", "a row for each set, all wanted"},
	{"set_drop_empty", "a row for each set, after an import"},
	{"domain_leave", "a row for each domain, when the blueprint changed"},
	{"domain_own_drop_empty", "a row for each domain, after an import"},
	{"import_list", "all imports wanted"},
	{"log_all", "export of the whole log"},
	{"review_log", "export of all answers"},
	{"exam_last", "walks an index from its end and stops after one"},
	{"exam_list", "all exams wanted"},
	{"event_exam_all", "rebuild"},
	{"exam_clear", "rebuild"},
	{"sight_clear", "rebuild"},
	{"exam_item_clear", "rebuild"},
	{"derived_dump", "doctor compares all derived rows"},
	{"stats_days", "statistics count every answer, along an index"},
	{"stats_answers", "statistics count every answer"},
	{"stats_domains", "statistics want the domain of every question, from an index"},
	{"stats_bank", "counts the questions"},
	{"stats_bank_concepts", "counts the concepts"},
	{"stats_bank_shared", "counts the concepts"},
	{"stats_bank_choices", "counts what a reader scores on every question"},
};

/* May sort what it found. */
static const struct allowed sorts[] = {
	{"domain_list", "18 rows"},
	{"question_unlisted", "when the blueprint changed"},
	{"question_of_path", "the questions of one file, when it changed"},
	{"tally_fill", "makes the table anew after the bank changed"},
	{"concept_fill", "makes the table anew after the bank changed"},
	{"code_from", "the codes that begin so, counted first"},
	{"code_match", "what full-text search found, best first"},
	{"card_due_list", "the due cards, by a value that changes with the day"},
	{"card_due_list_domain", "the due cards, by a value that changes with the day"},
	{"import_restore_domains", "the few domains of what an import changed"},
	{"log_all", "export of the whole log"},
	{"review_log", "export of all answers"},
	{"question_of_concept", "the few questions of one concept"},
	{"review_moved", "after the bank changed"},
	{"flag_fill", "rebuild"},
	{"exam_choices", "the choices of one exam"},
	{"flag_put", "the few times that one flag was set or cleared"},
	{"guide_list", "some two hundred rows"},
	{"setting_fill", "rebuild"},
	{"setting_put", "the few times that one setting was changed"},
	{"stats_concept", "the few questions of one concept"},
	{"stats_leeches", "the few cards forgotten most often"},
	{"stats_bank", "counts the questions"},
	{"stats_bank_concepts", "counts the concepts"},
};

#define COUNT(a) (sizeof(a) / sizeof *(a))

static struct db *db;

static int open_db(void **state)
{
	struct cpc_error err;
	if (scratch_make(state))
		return -1;
	return db_open(scratch("plans.db"), "test", &db, &err);
}

static int close_db(void **state)
{
	db_close(db);
	return scratch_remove(state);
}

static void every_statement_prepares(void **state)
{
	int bad = 0;
	(void)state;
	for (int q = 0; q < QUERY_COUNT; q++) {
		sqlite3_stmt *stmt = NULL;
		const char *rest = "";
		if (sqlite3_prepare_v2(db->handle, query_text[q], -1, &stmt, &rest) != SQLITE_OK) {
			print_error("%s: %s\n", query_name[q], sqlite3_errmsg(db->handle));
			bad++;
		} else if (rest[strspn(rest, " \n\t")]) {
			print_error("%s: more than one statement\n", query_name[q]);
			bad++;
		}
		sqlite3_finalize(stmt);
	}
	assert_int_equal(bad, 0);
}

static int statement(const char *name)
{
	for (int q = 0; q < QUERY_COUNT; q++) {
		if (strcmp(query_name[q], name) == 0)
			return q;
	}
	fail_msg("no statement is called %s: is it still of use in this test?", name);
	return 0;
}

/* The lines of EXPLAIN QUERY PLAN; the caller frees them. */
static char *plan_of(int q)
{
	struct buf sql = BUF_INIT, plan = BUF_INIT;
	sqlite3_stmt *stmt;
	buf_printf(&sql, "explain query plan %s", query_text[q]);
	assert_int_equal(
		sqlite3_prepare_v2(db->handle, buf_text(&sql), -1, &stmt, NULL), SQLITE_OK);
	while (sqlite3_step(stmt) == SQLITE_ROW)
		buf_printf(&plan, "%s\n", (const char *)sqlite3_column_text(stmt, 3));
	sqlite3_finalize(stmt);
	buf_release(&sql);
	return plan.data ? plan.data : strdup("");
}

static bool begins(const char *text, const char *with)
{
	return strncmp(text, with, strlen(with)) == 0;
}

/* SCAN of a table or index, and not of what a subquery gave (in parentheses, or named) or a
 * function that is called as a table, such as json_each. */
static bool plan_scans(const char *plan)
{
	for (const char *p = plan; (p = strstr(p, "SCAN ")); p += 5) {
		int name = (int)strcspn(p + 5, " \n");
		bool of_table = p[5] != '(' && !begins(p + 5, "CONSTANT ROW") &&
				!begins(p + 5 + name, " VIRTUAL TABLE INDEX 1:") &&
				!strstr(plan, scratch_say("CO-ROUTINE %.*s\n", name, p + 5));
		if (of_table)
			return true;
	}
	return false;
}

static bool plan_sorts(const char *plan)
{
	return strstr(plan, "USE TEMP B-TREE") != NULL;
}

/* Each statement that does it is on the list, and each on the list does it. */
static void check_plans(
	const char *what, bool (*does)(const char *plan), const struct allowed *list, size_t n)
{
	int bad = 0;
	for (size_t i = 0; i < n; i++)
		statement(list[i].name);
	for (int q = 0; q < QUERY_COUNT; q++) {
		char *plan = plan_of(q);
		size_t listed = 0;
		for (size_t i = 0; i < n; i++)
			listed += strcmp(list[i].name, query_name[q]) == 0 && list[i].why[0];
		if (does(plan) != (listed == 1)) {
			print_error("%s: %s, and is %s the list of those that may:\n%s",
				query_name[q], does(plan) ? what : "does not do it",
				listed ? "on" : "not on", plan);
			bad++;
		}
		free(plan);
	}
	assert_int_equal(bad, 0);
}

static void no_scan_but_those_listed(void **state)
{
	(void)state;
	check_plans("reads a whole table", plan_scans, scans, COUNT(scans));
}

static void no_sort_but_those_listed(void **state)
{
	(void)state;
	check_plans("sorts", plan_sorts, sorts, COUNT(sorts));
}

/* Of the due cards nothing but the index is read until those to be asked are known. */
static void due_cards_come_from_the_index_alone(void **state)
{
	static const char *const of_card_due[] = {"card_due_list", "card_due_count"};
	(void)state;
	for (size_t i = 0; i < COUNT(of_card_due); i++) {
		char *plan = plan_of(statement(of_card_due[i]));
		if (!strstr(plan,
			    "SEARCH card USING COVERING INDEX card_due (active=? AND due_day<?)"))
			fail_msg("%s: %s", of_card_due[i], plan);
		free(plan);
	}
}

/* Flatness ------------------------------------------------------------------------------------- */

/* A learner with n concepts met and answered once, n not met yet, and five cards due. */
static void fill(int n)
{
	char sql[4096];
	snprintf(sql, sizeof sql,
		"begin; delete from review; delete from card; delete from concept;"
		"delete from question; delete from setting; delete from flag;"
		"insert or ignore into domain values ('a', 'cpt', 'A', 100, 1, 'a', 0, 0);"
		"insert or ignore into question_set values (1, 'cpc', 'shipped', 0);"
		"with recursive k (i) as (select 1 union all select i + 1 from k where i < %d)"
		"insert into question (id, qid, set_id, path, ord, domain, concept, year,"
		"	difficulty, payer, pool, title, stem, rule, hash)"
		"select i, 'cpc/q' || i, 1, 'p', i, 'a', 'c' || i, 2026, 1, 'any', 'practice', 't',"
		"	's', 'r', i from k;"
		"insert into concept select concept, domain, ord, id <= %d from question;"
		"insert into card select concept, 5.0, 5.0, 100 + id, 100 + id,"
		"	case when id <= 5 then 100 else 1000000 end, 1, 0, 1"
		"	from question where id <= %d;"
		"insert into event select 'd', n + id, n + id, 0,"
		"	iif(id %% 5, 'answer', iif(id %% 2, 'flag', 'config')), 'cpc/q' || id,"
		"	'{\"concept\": \"c' || id || '\", \"day\": 1, \"grade\": 3, \"right\": 1,"
		"	\"ms\": 1}'"
		"	from question, (select coalesce(max(seq), 0) as n from event)"
		"	where id <= %d order by id;"
		"insert into review select 'd', id, id, id, qid, concept, 3, 1, 1"
		"	from question where id <= %d;"
		"insert into choice select id, 0, 'choice', 1, 'x', 'y' from question;"
		"commit;",
		2 * n, n, n, n, n);
	scratch_sql_on(db->handle, sql);
}

struct step { /* a statement of the study path, with its values as text */
	const char *name;
	const char *values[18];
};

static const struct step study_path[] = {
	{"identity_get", {"device"}},
	{"setting_get", {"retention"}},
	{"card_due_count", {"1000"}},
	{"card_due_list", {"1000", "256"}},
	{"card_due_list_domain", {"1000", "256", "a"}},
	{"card_first_count", {"150"}},
	{"concept_new_of_domain", {"a", "1"}},
	{"review_recent_times", {"101"}},
	{"review_day_total", {"150"}},
	{"review_day_before", {"150"}},
	{"question_of_concept", {"c7", ""}},
	{"question_get", {"7"}},
	{"choice_list", {"7"}},
	{"flag_get", {"cpc/q7"}},
	{"event_answer", {"d", "9", "0", "cpc/q7", "c7", "200", "3", "1", "0", "x", "0", "0", "1",
				 "1", "study", "7", "0"}},
	{"review_put", {"d", "7"}},
	{"review_of_concept", {"c7"}},
	{"card_put", {"c7", "5", "5", "1", "1", "1000000", "1", "0"}},
	{"concept_introduced", {"1", "c7"}},
	{"card_due_day", {"c7"}},
	{"event_undo", {"d", "9", "0", "d", "7"}},
	{"review_drop", {"d", "7"}},
	{"card_drop", {"c7"}},
	{"event_flag", {"d", "9", "0", "cpc/q7", "1"}},
	{"flag_drop", {"cpc/q7"}},
	{"flag_put", {"cpc/q7"}},
	{"event_config", {"d", "9", "0", "retention", "0.9"}},
	{"setting_drop", {"retention"}},
	{"setting_put", {"retention"}},
};

/* What SQLite's machine did for one statement, in its own instructions: a number that does not
 * depend on the computer. */
static int cost(const struct step *step)
{
	sqlite3_stmt *stmt;
	assert_int_equal(
		sqlite3_prepare_v2(db->handle, query_text[statement(step->name)], -1, &stmt, NULL),
		SQLITE_OK);
	int n = sqlite3_bind_parameter_count(stmt);
	for (int i = 0; i < n; i++) {
		assert_non_null(step->values[i]);
		sqlite3_bind_text(stmt, i + 1, step->values[i], -1, SQLITE_STATIC);
	}
	while (sqlite3_step(stmt) == SQLITE_ROW)
		;
	int steps = sqlite3_stmt_status(stmt, SQLITE_STMTSTATUS_VM_STEP, 0);
	if (sqlite3_finalize(stmt) != SQLITE_OK)
		fail_msg("%s: %s", step->name, sqlite3_errmsg(db->handle));
	return steps;
}

static void costs(int n, int out[])
{
	fill(n);
	scratch_sql_on(db->handle, "begin; delete from review where seq = 7");
	for (size_t i = 0; i < COUNT(study_path); i++)
		out[i] = cost(&study_path[i]);
	scratch_sql_on(db->handle, "rollback");
}

/* An answer costs the same after 20 times as many, in a bank 20 times as large. */
static void the_study_path_is_flat(void **state)
{
	int few[COUNT(study_path)], many[COUNT(study_path)], bad = 0;
	(void)state;
	costs(200, few);
	costs(4000, many);
	for (size_t i = 0; i < COUNT(study_path); i++) {
		if (many[i] <= few[i] + few[i] / 10)
			continue;
		print_error("%s: %d steps in a small file, %d in a large one\n", study_path[i].name,
			few[i], many[i]);
		bad++;
	}
	assert_int_equal(bad, 0);
}

/* Foreign keys --------------------------------------------------------------------------------- */

/* When a row goes, SQLite looks for those that point to it: by an index or through the table. The
 * plans above do not show it. */
static void foreign_keys_are_found_by_an_index(void **state)
{
	(void)state;
	char *bare = scratch_text_on(db->handle,
		"select t.name || '.' || f.\"from\" from pragma_table_list t, "
		"pragma_foreign_key_list(t.name) f where t.schema = 'main' and not exists ("
		"	select 1 from pragma_index_list(t.name) i, pragma_index_info(i.name) c"
		"	where c.seqno = 0 and c.name = f.\"from\") order by 1");
	assert_string_equal(bare, "");
	free(bare);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_statement_prepares),
		cmocka_unit_test(no_scan_but_those_listed),
		cmocka_unit_test(no_sort_but_those_listed),
		cmocka_unit_test(due_cards_come_from_the_index_alone),
		cmocka_unit_test(the_study_path_is_flat),
		cmocka_unit_test(foreign_keys_are_found_by_an_index),
	};
	return cmocka_run_group_tests(tests, open_db, close_db);
}
