/*
 * test_bank.c - loading the bank: counts, what is read again and what is not, files that come and
 * go, sets and pools. Mistakes in files are in test_bank_faults.c, the learner's history is in
 * test_bank_history.c.
 * May use: cpc.h, tmpbank.h. Must not know: how the engine loads.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "session.h"
#include "tmpbank.h"

static void assert_report(const struct tmpbank *t, struct cpc_bank_report expected)
{
	assert_int_equal(t->report.changed, expected.changed);
	assert_int_equal(t->report.files, expected.files);
	assert_int_equal(t->report.added, expected.added);
	assert_int_equal(t->report.edited, expected.edited);
	assert_int_equal(t->report.removed, expected.removed);
	assert_int_equal(t->report.questions, expected.questions);
	assert_int_equal(t->report.faults, expected.faults);
}

static const struct cpc_bank_report unchanged;

static void first_load(void **state)
{
	struct tmpbank *t = *state;
	const struct cpc_domain *domains;
	size_t count = 99;
	assert_int_equal(cpc_domains(t->c, &domains, &count, &t->err), CPC_OK);
	assert_int_equal(count, 0);
	tmpbank_plain(t, 5);
	tmpbank_load(t);
	assert_report(t, (struct cpc_bank_report){
				 .changed = true, .files = 4, .added = 15, .questions = 15});
	assert_int_equal(cpc_domains(t->c, &domains, &count, &t->err), CPC_OK);
	assert_int_equal(count, 3);
	assert_string_equal(domains[0].slug, "one");
	assert_string_equal(domains[1].slug, "two");
	assert_string_equal(domains[2].slug, "three");
	assert_string_equal(domains[2].section, "section-a");
	assert_string_equal(domains[2].title, "Title of three");
	assert_int_equal(domains[0].n, 50);
	assert_int_equal(domains[2].n, 20);
	assert_rows(t, "select qid, domain, concept, pool, payer, difficulty from question limit 1",
		"cpc/one-001|one|cpc/one-001|practice|any|1\n");
	assert_number(t, "select count(*) from choice", 60);
	assert_number(t, "select count(*) from choice where is_key = 1", 15);
	assert_number(t, "select count(*) from concept where introduced = 0", 15);
}

/* All that a question can hold arrives in the file. */
static void every_field(void **state)
{
	struct tmpbank *t = *state;
	tmpbank_blueprint(t, "one:100");
	FILE *f = tmpbank_file(t, "questions/a/one.md", "one");
	fputs("\n## full-1 A title\ndifficulty: 3\nconcept: closure\nbasis: text\n"
	      "source: CPT 2026\npayer: medicare\ncodes: J1885, E11.42\ntags: hard, new\n"
	      "reviewed: 2026-01-02\n\nFirst line\nsecond line.\n\nSecond paragraph?\n\n"
	      "- [ ] 12032\n  Too short.\n- [x] 12035-59, 20610-RT\n  Sum of lengths.\n\n"
	      "> The rule.\n",
		f);
	tmpbank_typed(f, "typed-1", "- [=] E11.42\n  Yes.\n- [~] /E11\\.4\\d/\n");
	tmpbank_done(t, f);
	tmpbank_load(t);
	assert_rows(t,
		"select qid, path, domain, concept, year, difficulty, basis, source, payer, pool, "
		"reviewed, title, stem, rule from question where qid = 'cpc/full-1'",
		"cpc/full-1|questions/a/one.md|one|cpc:closure|2026|3|text|CPT "
		"2026|medicare|practice|"
		"2026-01-02|A title|First line\nsecond line.\n\nSecond paragraph?|The rule.\n");
	assert_rows(t,
		"select c.pos, c.kind, c.is_key, c.text, c.rationale from choice c "
		"join question q on q.id = c.question_id order by q.qid, c.pos",
		"0|choice|0|12032|Too short.\n1|choice|1|12035-59, 20610-RT|Sum of lengths.\n"
		"0|accept|1|E11.42|Yes.\n1|pattern|1|E11\\.4\\d|\n");
	assert_rows(t, "select qid, codes, tags from question order by qid",
		"cpc/full-1|J1885, E11.42|hard, new\ncpc/typed-1||\n");
	assert_rows(t,
		"select q.qid from question_fts f join question q on q.id = f.rowid "
		"where question_fts match 'paragraph lengths'",
		"cpc/full-1\n");
}

static void assert_untouched(struct tmpbank *t)
{
	struct stat before, after;
	struct timespec long_ago[2] = {{.tv_sec = 1000000000}, {.tv_sec = 1000000000}};
	assert_int_equal(utimensat(AT_FDCWD, t->db, long_ago, 0), 0);
	assert_int_equal(stat(t->db, &before), 0);
	tmpbank_load(t);
	assert_report(t, unchanged);
	assert_int_equal(stat(t->db, &after), 0);
	assert_int_equal(after.st_mtime, 1000000000);
	assert_int_equal(after.st_size, before.st_size);
}

static void unchanged_is_not_written(void **state)
{
	struct tmpbank *t = *state;
	tmpbank_plain(t, 3);
	tmpbank_load(t);
	char *before = tmpbank_dump(t, TMPBANK_CONTENT TMPBANK_DERIVED);
	assert_untouched(t);
	tmpbank_reopen(t);
	assert_untouched(t);
	assert_same_dump(t, TMPBANK_CONTENT TMPBANK_DERIVED, before);
	free(before);
}

/* Another time and the same content: not parsed again, and from then on the new time is known. */
static void touched_is_not_read(void **state)
{
	struct tmpbank *t = *state;
	tmpbank_plain(t, 3);
	tmpbank_load(t);
	char *before = tmpbank_dump(t,
		"select * from question order by id;select * from choice;select * from concept;");
	tmpbank_set_mtime(t, "questions/a/two.md", 1700000000);
	tmpbank_set_mtime(t, "blueprint.csv", 1700000001);
	tmpbank_load(t);
	assert_false(t->report.changed);
	assert_int_equal(t->report.files, 0);
	assert_same_dump(t,
		"select * from question order by id;select * from choice;select * from concept;",
		before);
	free(before);
	assert_number(t, "select mtime_ns from bank_file where path = 'questions/a/two.md'",
		INT64_C(1700000000000000000));
	assert_untouched(t);
}

/* A file put in the place of another with its time kept (`cp -p`): the size tells. */
static void another_size_is_read(void **state)
{
	struct tmpbank *t = *state;
	tmpbank_plain(t, 3);
	int64_t time = t->mtime; /* of three.md, written last */
	tmpbank_load(t);
	FILE *f = tmpbank_file(t, "questions/a/three.md", "three");
	tmpbank_question(f, "three-001", "");
	tmpbank_done(t, f);
	tmpbank_set_mtime(t, "questions/a/three.md", time);
	tmpbank_load(t);
	assert_int_equal(t->report.files, 1);
	assert_int_equal(t->report.removed, 2);
}

/* Only what changed is read, and of it only what differs counts as edited. */
static void one_file_edited(void **state)
{
	struct tmpbank *t = *state;
	tmpbank_plain(t, 3);
	tmpbank_load(t);
	FILE *f = tmpbank_file(t, "questions/a/two.md", "two");
	tmpbank_question(f, "two-001", "basis: book\n");
	tmpbank_question(f, "two-002", "");
	tmpbank_question(f, "two-004", "");
	tmpbank_done(t, f);
	tmpbank_load(t);
	assert_report(t, (struct cpc_bank_report){.changed = true,
				 .files = 1,
				 .added = 1,
				 .edited = 1,
				 .removed = 1,
				 .questions = 9});
	assert_rows(t, "select qid, basis from question where domain = 'two' order by qid",
		"cpc/two-001|book\ncpc/two-002|null\ncpc/two-004|null\n");
	/* The search index follows. */
	assert_number(
		t, "select count(*) from question_fts where question_fts match '\"two-003\"'", 0);
	assert_number(
		t, "select count(*) from question_fts where question_fts match '\"two-004\"'", 1);
	tmpbank_exec(t, "insert into question_fts (question_fts) values ('integrity-check')");
	assert_untouched(t);
}

/* A new order in the file is the new order of study, though no question changed. */
static void order_follows_the_file(void **state)
{
	struct tmpbank *t = *state;
	tmpbank_blueprint(t, "one:100");
	FILE *f = tmpbank_file(t, "questions/a/one.md", "one");
	tmpbank_question(f, "q-a", "");
	tmpbank_question(f, "q-b", "");
	tmpbank_done(t, f);
	tmpbank_load(t);
	assert_rows(t, "select concept from concept order by ord", "cpc/q-a\ncpc/q-b\n");
	f = tmpbank_file(t, "questions/a/one.md", "one");
	tmpbank_question(f, "q-b", "");
	tmpbank_question(f, "q-a", "");
	tmpbank_done(t, f);
	tmpbank_load(t);
	assert_int_equal(t->report.edited, 0);
	assert_rows(t, "select concept from concept order by ord", "cpc/q-b\ncpc/q-a\n");
	struct session x;
	session_start(&x, t, tmpbank_time(0, 9, 0), SESSION_PLAIN);
	session_expect(&x, "q-b");
	session_free(&x);
}

static void file_removed(void **state)
{
	struct tmpbank *t = *state;
	tmpbank_plain(t, 3);
	tmpbank_load(t);
	tmpbank_delete(t, "questions/a/two.md");
	tmpbank_load(t);
	assert_report(t, (struct cpc_bank_report){.changed = true, .removed = 3, .questions = 6});
	assert_number(t, "select count(*) from question where domain = 'two'", 0);
	assert_number(t, "select count(*) from concept", 6);
	assert_number(t, "select count(*) from choice", 24);
	assert_number(t, "select count(*) from bank_file", 3);
	assert_untouched(t);
}

/* Files are found at any depth; what is no question file, or hidden, is passed over. */
static void which_files(void **state)
{
	struct tmpbank *t = *state;
	tmpbank_plain(t, 1);
	FILE *f = tmpbank_file(t, "questions/deep/er/still/four.md", "one");
	tmpbank_question(f, "deep-1", "");
	tmpbank_done(t, f);
	tmpbank_text(t, "questions/a/notes.txt", "not a question\n");
	tmpbank_text(t, "questions/a/.one.md.swp", "not a question\n");
	tmpbank_text(t, "questions/.hidden/x.md", "not a question\n");
	tmpbank_text(t, "README.md", "how to write questions\n");
	tmpbank_load(t);
	assert_int_equal(t->report.files, 5);
	assert_int_equal(t->report.questions, 4);
}

/* A question moves to another file with its content: in whichever order the files are read, and
 * when its old file goes. */
static void question_moves(void **state)
{
	struct tmpbank *t = *state;
	static const char *const to[][2] = {{"questions/a/one.md", "questions/a/zzz.md"},
		{"questions/a/zzz.md", "questions/a/one.md"}};
	tmpbank_blueprint(t, "one:100");
	for (int turn = 0; turn < 2; turn++) {
		FILE *f = tmpbank_file(t, to[turn][0], "one");
		tmpbank_question(f, "q-a", "");
		tmpbank_question(f, "q-b", "");
		tmpbank_done(t, f);
		f = tmpbank_file(t, to[turn][1], "one");
		tmpbank_question(f, "q-c", "");
		tmpbank_done(t, f);
		tmpbank_load(t);
		assert_int_equal(t->report.questions, 3);

		f = tmpbank_file(t, to[turn][0], "one");
		tmpbank_question(f, "q-a", "");
		tmpbank_done(t, f);
		f = tmpbank_file(t, to[turn][1], "one");
		tmpbank_question(f, "q-b", "");
		tmpbank_question(f, "q-c", "");
		tmpbank_done(t, f);
		tmpbank_load(t);
		assert_int_equal(t->report.questions, 3);
		char expected[256];
		snprintf(expected, sizeof expected, "cpc/q-a|%s\ncpc/q-b|%s\ncpc/q-c|%s\n",
			to[turn][0], to[turn][1], to[turn][1]);
		assert_rows(t, "select qid, path from question order by qid", expected);
	}
	tmpbank_delete(t, "questions/a/one.md");
	FILE *f = tmpbank_file(t, "questions/a/mmm.md", "one");
	tmpbank_question(f, "q-b", "");
	tmpbank_question(f, "q-c", "");
	tmpbank_done(t, f);
	tmpbank_load(t);
	assert_rows(t, "select qid, path from question order by qid",
		"cpc/q-a|questions/a/zzz.md\ncpc/q-b|questions/a/mmm.md\n"
		"cpc/q-c|questions/a/mmm.md\n");
	tmpbank_exec(t, "insert into question_fts (question_fts) values ('integrity-check')");
	assert_untouched(t);
}

static void mock_is_never_studied(void **state)
{
	struct tmpbank *t = *state;
	tmpbank_blueprint(t, "one:100");
	FILE *f = tmpbank_file(t, "questions/a/one.md", "one");
	tmpbank_question(f, "mock-1", "pool: mock\n");
	tmpbank_question(f, "mock-2", "concept: shared\npool: mock\n");
	tmpbank_question(f, "prac-1", "concept: shared\n");
	tmpbank_question(f, "prac-2", "pool: practice\n");
	tmpbank_done(t, f);
	tmpbank_load(t);
	assert_int_equal(t->report.questions, 4);
	struct cpc_today today;
	assert_int_equal(cpc_today(t->c, tmpbank_time(0, 9, 0), &today, &t->err), CPC_OK);
	assert_int_equal(today.questions, 2);
	assert_int_equal(today.concepts, 2);
	for (int day = 0; day < 60; day++) {
		struct session x;
		session_start(&x, t, tmpbank_time(day, 9, 0), SESSION_PLAIN);
		while (session_next(&x)) {
			assert_non_null(strstr(x.q.id, "prac"));
			session_right(&x);
		}
		session_free(&x);
	}
	assert_number(t, "select count(*) >= 3 from event where subject = 'cpc/prac-1'", 1);
}

/* A bank may hold several sets; ids are told apart by their set. */
static void two_sets(void **state)
{
	struct tmpbank *t = *state;
	tmpbank_plain(t, 1);
	FILE *f = tmpbank_begin(t, "questions/a/other.md");
	fputs("---\nset: extra\ndomain: one\nyear: 2026\n---\n", f);
	tmpbank_question(f, "one-001", "concept: closure\n");
	tmpbank_done(t, f);
	tmpbank_load(t);
	assert_int_equal(t->report.questions, 4);
	assert_rows(t, "select slug, origin from question_set order by slug",
		"cpc|shipped\nextra|shipped\n");
	assert_rows(t, "select qid, concept from question where qid like '%/one-001' order by qid",
		"cpc/one-001|cpc/one-001\nextra/one-001|extra:closure\n");
}

/* The blueprint alone changes: domains and weights are the new ones, questions stay. */
static void blueprint_edited(void **state)
{
	struct tmpbank *t = *state;
	const struct cpc_domain *domains;
	size_t count;
	tmpbank_plain(t, 2);
	tmpbank_load(t);
	tmpbank_blueprint(t, "three:70 one:10 two:19 four:1");
	tmpbank_load(t);
	assert_report(t, (struct cpc_bank_report){.changed = true, .files = 1, .questions = 6});
	assert_int_equal(cpc_domains(t->c, &domains, &count, &t->err), CPC_OK);
	assert_int_equal(count, 4);
	assert_string_equal(domains[0].slug, "three");
	assert_int_equal(domains[0].n, 70);
	tmpbank_plain(t, 2);
	tmpbank_load(t);
	assert_int_equal(cpc_domains(t->c, &domains, &count, &t->err), CPC_OK);
	assert_int_equal(count, 3);
	assert_number(t, "select count(*) from domain", 3);
}

static void nothing_there(void **state)
{
	struct tmpbank *t = *state;
	char *before = tmpbank_dump(t, TMPBANK_CONTENT);
	assert_int_equal(tmpbank_try_load(t), CPC_NOINPUT);
	assert_non_null(strstr(t->err.text, t->bank));
	assert_int_equal(mkdir(t->bank, 0700), 0);
	assert_int_equal(tmpbank_try_load(t), CPC_NOINPUT);
	assert_non_null(strstr(t->err.text, "no question bank here"));
	tmpbank_blueprint(t, "one:100");
	assert_int_equal(tmpbank_try_load(t), CPC_NOINPUT); /* no folder `questions` */
	assert_int_equal(t->fault_count, 0);
	assert_same_dump(t, TMPBANK_CONTENT, before);

	/* A folder that goes away takes nothing with it. */
	tmpbank_plain(t, 2);
	tmpbank_load(t);
	free(before);
	before = tmpbank_dump(t, TMPBANK_CONTENT TMPBANK_DERIVED);
	tmpbank_remove_tree(t->bank);
	assert_int_equal(tmpbank_try_load(t), CPC_NOINPUT);
	assert_same_dump(t, TMPBANK_CONTENT TMPBANK_DERIVED, before);
	free(before);
}

static void times_that_cannot_be(void **state)
{
	struct tmpbank *t = *state;
	static const struct cpc_time bad[] = {
		{0, 901}, {0, -901}, {INT64_MAX, 0}, {INT64_MIN, 0}, {INT64_C(300000000000000), 0}};
	tmpbank_plain(t, 1);
	char *before = tmpbank_dump(t, TMPBANK_CONTENT);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_int_equal(
			cpc_bank_load(t->c, t->bank, bad[i], NULL, NULL, NULL, NULL), CPC_USAGE);
	assert_same_dump(t, TMPBANK_CONTENT, before);
	free(before);
	/* Reports, faults and sentences that nobody wants. */
	assert_int_equal(
		cpc_bank_load(t->c, t->bank, tmpbank_time(0, 0, 0), NULL, NULL, NULL, NULL),
		CPC_OK);
	assert_number(t, "select count(*) from question", 3);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		tmpbank_test(first_load),
		tmpbank_test(every_field),
		tmpbank_test(unchanged_is_not_written),
		tmpbank_test(touched_is_not_read),
		tmpbank_test(another_size_is_read),
		tmpbank_test(one_file_edited),
		tmpbank_test(order_follows_the_file),
		tmpbank_test(file_removed),
		tmpbank_test(which_files),
		tmpbank_test(question_moves),
		tmpbank_test(mock_is_never_studied),
		tmpbank_test(two_sets),
		tmpbank_test(blueprint_edited),
		tmpbank_test(nothing_there),
		tmpbank_test(times_that_cannot_be),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
