/*
 * test_bank_faults.c - mistakes in the files of the bank: each is told with its file and line, and
 * the bank stays as it was, row for row.
 * May use: cpc.h, tmpbank.h. Must not know: how the engine loads.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "tmpbank.h"

/* The load fails with these sentences, in this order, and changes nothing. Each is the beginning
 * of what is told. */
static void faults_are(struct tmpbank *t, const char *const expected[], size_t n)
{
	char *before = tmpbank_dump(t, TMPBANK_CONTENT TMPBANK_DERIVED TMPBANK_LOG);
	assert_int_equal(tmpbank_try_load(t), CPC_DATA);
	assert_int_equal(t->err.status, CPC_DATA);
	for (size_t i = 0; i < t->fault_count || i < n; i++) {
		const char *found = i < t->fault_count ? t->faults[i] : "(nothing)";
		const char *wanted = i < n ? expected[i] : "(nothing)";
		if (strncmp(found, wanted, strlen(wanted)) != 0)
			fail_msg("fault %zu:\nfound    %s\nexpected %s", i, found, wanted);
	}
	assert_int_equal(t->report.faults, n);
	assert_false(t->report.changed);
	char sentence[512];
	snprintf(sentence, sizeof sentence,
		"%s: %zu mistake%s in the question bank, which stays as it was", t->bank, n,
		n == 1 ? "" : "s");
	assert_string_equal(t->err.text, sentence);
	assert_same_dump(t, TMPBANK_CONTENT TMPBANK_DERIVED TMPBANK_LOG, before);
	free(before);
}

#define FAULTS(t, ...)                                                                             \
	faults_are(t, (const char *const[]){__VA_ARGS__},                                          \
		sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

/* Every test is run twice: on an empty file, and on one that holds a bank. */
static void load_a_bank(struct tmpbank *t)
{
	tmpbank_plain(t, 2);
	tmpbank_load(t);
}

static void syntax(void **state)
{
	struct tmpbank *t = *state;
	for (int turn = 0; turn < 2; turn++) {
		tmpbank_plain(t, 2);
		tmpbank_text(t, "questions/a/one.md",
			"---\nset: cpc\ndomain: one\nyear: 2026\n---\n\n"
			"## q-1 Title\ndificulty: 1\n\nStem?\n\n- [x] a\n- [ ] b\n\n> Rule.\n\n"
			"## q-2 Title\ndifficulty: 7\n\nStem?\n\n- [ ] a\n- [ ] b\n\n> Rule.\n\n"
			"## q-1 Title\ndifficulty: 1\n\nStem?\n\n- [x] a\n- [x] b\n\n> Rule.\n");
		tmpbank_text(t, "questions/b/bad.md", "no front\n");
		FAULTS(t, "questions/a/one.md:8: found the unknown key \"dificulty\"",
			"questions/a/one.md:18: found \"7\" as \"difficulty\"",
			"questions/a/one.md:22: none of the choices is the key",
			"questions/a/one.md:27: found the slug \"q-1\" a second time",
			"questions/a/one.md:33: found 2 keys among the choices",
			"questions/b/bad.md:1: found \"no front\"");
		tmpbank_delete(t, "questions/b/bad.md");
		load_a_bank(t);
	}
}

static void id_in_two_files(void **state)
{
	struct tmpbank *t = *state;
	tmpbank_plain(t, 2);
	FILE *f = tmpbank_file(t, "questions/b/again.md", "two");
	tmpbank_question(f, "new-1", "");
	tmpbank_question(f, "one-002", "");
	tmpbank_question(f, "two-001", "");
	tmpbank_done(t, f);
	const char *const expected[] = {"questions/b/again.md:23: the id one-002 stands in "
					"questions/a/one.md too; an id is "
					"used once",
		"questions/b/again.md:39: the id two-001 stands in questions/a/two.md too"};
	faults_are(t, expected, 2);
	/* And against a file that is not read because it did not change. */
	tmpbank_delete(t, "questions/b/again.md");
	tmpbank_load(t);
	f = tmpbank_file(t, "questions/b/again.md", "two");
	tmpbank_question(f, "new-1", "");
	tmpbank_question(f, "one-002", "");
	tmpbank_question(f, "two-001", "");
	tmpbank_done(t, f);
	faults_are(t, expected, 2);
}

static void unknown_domain(void **state)
{
	struct tmpbank *t = *state;
	for (int turn = 0; turn < 2; turn++) {
		tmpbank_plain(t, 2);
		FILE *f = tmpbank_file(t, "questions/a/two.md", "twoo");
		tmpbank_question(f, "two-001", "");
		tmpbank_done(t, f);
		FAULTS(t, "questions/a/two.md:1: domain: found \"twoo\", expected one of "
			  "blueprint.csv");
		load_a_bank(t);
	}
}

/* A domain that leaves the blueprint while its questions stay: their file did not change and is not
 * read, and yet the bank is not whole. */
static void domain_leaves_the_blueprint(void **state)
{
	struct tmpbank *t = *state;
	load_a_bank(t);
	tmpbank_blueprint(t, "one:60 three:40");
	FAULTS(t, "questions/a/two.md:1: domain: found \"two\", expected one of blueprint.csv");
	/* With its file it may go. */
	tmpbank_delete(t, "questions/a/two.md");
	tmpbank_load(t);
	assert_int_equal(t->report.removed, 2);
	assert_rows(t, "select slug from domain order by ord", "one\nthree\n");
}

#define HEAD "slug,section,title,n,verified,prefix\n"

static void blueprints(void **state)
{
	struct tmpbank *t = *state;
	static const struct {
		const char *text;
		size_t n;
		const char *faults[4];
	} cases[] = {
		{"", 1,
			{"blueprint.csv:1: expected the columns "
			 "slug,section,title,n,verified,prefix"}},
		{"slug,section,title,n,verified\none,a,One,100,1\n", 1,
			{"blueprint.csv:1: expected the columns"}},
		{"slug,title,section,n,verified,prefix\none,a,One,100,1,o\n", 1,
			{"blueprint.csv:1: expected the columns"}},
		{HEAD "one,a,One,50,1,o\ntwo,a,Two,30,1,t\nthree,a,Three,10,1,h\n", 1,
			{"blueprint.csv:1: the numbers of questions add up to 90, expected 100"}},
		{HEAD, 1, {"blueprint.csv:1: the numbers of questions add up to 0"}},
		{HEAD "one,a,One,0,1,o\nTwo,a,Two,30,1,t\n\nthree,a,,10,1,h\nfour,a,Four,10,2,f\n",
			4,
			{"blueprint.csv:2: n is a whole number from 1 to 100",
				"blueprint.csv:3: slug, section and prefix are small letters",
				"blueprint.csv:5: the title is empty",
				"blueprint.csv:6: verified is 0 or 1"}},
		{HEAD "one,a,One,100,1\n", 1,
			{"blueprint.csv:2: expected slug, section, title, n, verified, prefix"}},
		{HEAD "one,a,One,50,1,o\ntwo,a,Two,30,1,t\none,a,One,20,1,x\n", 1,
			{"blueprint.csv:4: the domain one stands on line 2 too"}},
		{HEAD "one,a,One,60,1,o\ntwo,a,\"Two,40,1,t\n", 1,
			{"blueprint.csv:3: a quote is opened and never closed"}},
		{HEAD "one,a,One,60,1,o\ntwo,a,\"Two\"x,40,1,t\n", 1,
			{"blueprint.csv:3: found text behind a closing quote"}},
		{HEAD "one,a,\xFF,100,1,o\n", 1,
			{"blueprint.csv:2: found bytes that are not UTF-8 text"}},
		{"\xFF\n", 1, {"blueprint.csv:1: found bytes that are not UTF-8 text"}},
	};
	load_a_bank(t);
	for (int turn = 0; turn < 2; turn++) {
		for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
			tmpbank_text(t, "blueprint.csv", cases[i].text);
			/* Of files whose domains are in question nothing is told beside. */
			faults_are(t, cases[i].faults, cases[i].n);
		}
		/* The same on a file that holds nothing yet. */
		cpc_close(t->c);
		t->c = NULL;
		assert_int_equal(unlink(t->db), 0);
		tmpbank_reopen(t);
	}
}

static void too_many_domains(void **state)
{
	struct tmpbank *t = *state;
	FILE *f = tmpbank_begin(t, "blueprint.csv");
	fputs(HEAD, f);
	for (int i = 0; i < CPC_DOMAINS_MAX + 1; i++)
		fprintf(f, "d%d,a,Title,%d,1,p\n", i, i == 0 ? 100 - CPC_DOMAINS_MAX : 1);
	tmpbank_done(t, f);
	f = tmpbank_file(t, "questions/a/one.md", "d1");
	tmpbank_question(f, "q-1", "");
	tmpbank_done(t, f);
	FAULTS(t, "blueprint.csv:98: more domains than the 96 that are taken");
	f = tmpbank_begin(t, "blueprint.csv");
	fputs(HEAD, f);
	for (int i = 0; i < CPC_DOMAINS_MAX; i++)
		fprintf(f, "d%d,a,Title,%d,1,p\n", i, i == 0 ? 101 - CPC_DOMAINS_MAX : 1);
	tmpbank_done(t, f);
	tmpbank_load(t);
}

/* Faults in every file are told in one go, the blueprint's first, and good files beside them are
 * not loaded either. */
static void all_at_once(void **state)
{
	struct tmpbank *t = *state;
	load_a_bank(t);
	tmpbank_text(t, "blueprint.csv",
		HEAD "one,a,One,50,1,o\ntwo,a,Two,30,1,t\nthree,a,Three,21,1,h\n");
	FILE *f = tmpbank_file(t, "questions/a/one.md", "one");
	tmpbank_question(f, "one-001", "pool: secret\n");
	tmpbank_question(f, "one-003", "basis: dream\n");
	tmpbank_done(t, f);
	f = tmpbank_file(t, "questions/a/good.md", "one");
	tmpbank_question(f, "good-1", "");
	tmpbank_question(f, "two-001", "");
	tmpbank_done(t, f);
	tmpbank_delete(t, "questions/a/three.md");
	FAULTS(t, "blueprint.csv:1: the numbers of questions add up to 101, expected 100",
		"questions/a/good.md:23: the id two-001 stands in questions/a/two.md too",
		"questions/a/one.md:9: found \"secret\" as \"pool\"",
		"questions/a/one.md:26: found \"dream\" as \"basis\"");
}

/* A learner whose bank has a mistake goes on with the bank of before. */
static void the_old_bank_serves(void **state)
{
	struct tmpbank *t = *state;
	struct cpc_today before, after;
	load_a_bank(t);
	assert_int_equal(cpc_today(t->c, tmpbank_time(0, 9, 0), &before, &t->err), CPC_OK);
	tmpbank_text(t, "questions/a/one.md", "rubbish\n");
	tmpbank_text(t, "blueprint.csv", "rubbish\n");
	assert_int_equal(tmpbank_try_load(t), CPC_DATA);
	assert_int_equal(cpc_today(t->c, tmpbank_time(0, 9, 0), &after, &t->err), CPC_OK);
	assert_int_equal(after.concepts, before.concepts);
	const struct cpc_domain *domains;
	size_t count;
	assert_int_equal(cpc_domains(t->c, &domains, &count, &t->err), CPC_OK);
	assert_int_equal(count, 3);
	cpc_study *s;
	struct cpc_question q;
	assert_int_equal(cpc_study_start(t->c, &(struct cpc_study_options){.new_concepts = 5},
				 tmpbank_time(0, 9, 0), &s, &t->err),
		CPC_OK);
	assert_int_equal(cpc_study_next(s, tmpbank_time(0, 9, 0), &q, &t->err), CPC_OK);
	assert_string_equal(q.id, "cpc/one-001");
	cpc_study_free(s);
	/* Mended, it is read: what was refused is not taken for known. */
	tmpbank_plain(t, 3);
	tmpbank_load(t);
	assert_int_equal(t->report.added, 3);
}

/* The same mistake, told again at the next load: nothing of the failed one was kept. */
static void told_again(void **state)
{
	struct tmpbank *t = *state;
	load_a_bank(t);
	tmpbank_text(t, "questions/a/one.md", "rubbish\n");
	for (int i = 0; i < 3; i++)
		FAULTS(t, "questions/a/one.md:1: found \"rubbish\"");
	/* Nobody listens: then the message has the first of them. */
	struct cpc_error err;
	assert_int_equal(
		cpc_bank_load(t->c, t->bank, tmpbank_time(0, 9, 0), NULL, NULL, NULL, &err),
		CPC_DATA);
	assert_non_null(strstr(err.text, "; the first: questions/a/one.md:1: found \"rubbish\""));
}

/* A set that the learner imported is not the bank's to change. */
static void name_of_an_imported_set(void **state)
{
	struct tmpbank *t = *state;
	load_a_bank(t);
	tmpbank_exec(t, "insert into question_set (slug, origin, loaded_ms) "
			"values ('mine', 'import', 0)");
	FILE *f = tmpbank_begin(t, "questions/a/mine.md");
	fputs("---\nset: mine\ndomain: one\nyear: 2026\n---\n", f);
	tmpbank_question(f, "mine-1", "");
	tmpbank_done(t, f);
	FAULTS(t, "questions/a/mine.md:1: the set mine is one that you imported");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		tmpbank_test(syntax),
		tmpbank_test(id_in_two_files),
		tmpbank_test(unknown_domain),
		tmpbank_test(domain_leaves_the_blueprint),
		tmpbank_test(blueprints),
		tmpbank_test(too_many_domains),
		tmpbank_test(all_at_once),
		tmpbank_test(the_old_bank_serves),
		tmpbank_test(told_again),
		tmpbank_test(name_of_an_imported_set),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
