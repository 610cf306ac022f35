/*
 * test_import_told.c - what an import refuses and tells: faults and losses, dry runs, statuses,
 * streams that break, a damaged file.
 * May use: cpc.h, import.h. Must not know: how questions are stored beyond their tables.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "import.h"

#define HEAD "question,option_a,option_b,option_c,correct\n"
#define PLAIN ((struct cpc_import_options){.format = NULL})

static const char faulty[] = HEAD "Good?,a,b,c,A\nBad?,a,b,c,Q\nFine?,a,b,c,B\n,,,,\nNo "
				  "key?,a,b,c,\n";

static void faults_keep_everything_out(void **state)
{
	struct tmpbank *t = *state;
	struct brought b;
	char *before = dump_all(t);
	bring(t, &b, PLAIN, "a.csv", faulty);
	assert_int_equal(b.rc, CPC_DATA);
	assert_int_equal(b.err.status, CPC_DATA);
	assert_string_equal(b.err.text, "2 faults; nothing was imported");
	assert_int_equal(b.r.faults, 2);
	assert_int_equal(b.told.n[CPC_IMPORT_FAULT], 2);
	assert_int_equal(b.r.id, 0);
	assert_same_file(t, before);
	struct cpc_import_options o = PLAIN;
	o.partial = true;
	must_bring(t, o, "a.csv", faulty, 2, 0, 0);
	assert_sound(t);
	free(before);
}

/* One file of several is no good: the others come only with `partial`. */
static void a_bad_file_among_good_ones(void **state)
{
	static const char *const files[][2] = {{"a.csv", HEAD "A?,a,b,c,A\n"},
		{"b.xml", "no markup"}, {"c.csv", ""}, {"d.csv", HEAD "D?,a,b,c,A\n"}};
	struct tmpbank *t = *state;
	struct brought b;
	struct cpc_import_options o = PLAIN;
	bring_n(t, &b, o, files, 4);
	assert_int_equal(b.rc, CPC_DATA);
	assert_int_equal(b.r.faults, 2);
	assert_int_equal(b.r.files, 4);
	assert_non_null(strstr(b.told.text, "F b.xml 1: "));
	assert_non_null(strstr(b.told.text, "F c.csv 1: found an empty file"));
	assert_number(t, "select count(*) from question", 0);
	o.partial = true;
	bring_n(t, &b, o, files, 4);
	assert_int_equal(b.rc, CPC_OK);
	assert_int_equal(b.r.added, 2);
	assert_sound(t);
}

static const char essay[] = "Essay {}\n\n::n::Note[html] <img src\\=\"a.png\">? {=yes ~no}\n\n"
			    "Good? {=yes ~no ~never}\n";

static void strict_takes_losses_for_faults(void **state)
{
	struct tmpbank *t = *state;
	struct brought b;
	struct cpc_import_options o = {.format = "gift", .set = "g"};
	bring(t, &b, o, "a.gift", essay);
	assert_int_equal(b.rc, CPC_OK);
	assert_int_equal(b.r.skipped, 1);
	assert_true(b.r.notes > 0);
	assert_int_equal(b.r.faults, 0);
	assert_int_equal(b.r.read, b.r.added + b.r.skipped);
	must_undo(t, b.r.id);
	o.strict = true;
	size_t lost = b.r.skipped + b.r.notes, added = b.r.added;
	bring(t, &b, o, "a.gift", essay);
	assert_int_equal(b.rc, CPC_DATA);
	assert_int_equal(b.r.faults, lost);
	assert_int_equal(b.told.n[CPC_IMPORT_FAULT], lost);
	assert_int_equal(b.told.n[CPC_IMPORT_SKIP] + b.told.n[CPC_IMPORT_NOTE], 0);
	o.partial = true;
	bring(t, &b, o, "a.gift", essay);
	assert_int_equal(b.rc, CPC_OK);
	assert_int_equal(b.r.added, added);
}

/* A text of n rows like "?,a,b,c,KEY"; the caller frees it. */
static char *rows_of(size_t n, const char *key)
{
	char *text = NULL;
	size_t size;
	FILE *f = open_memstream(&text, &size);
	assert_non_null(f);
	fputs(HEAD, f);
	for (size_t i = 0; i < n; i++)
		fprintf(f, "Row %zu?,a,b,c%zu,%s\n", i, i, key);
	fclose(f);
	return text;
}

static void a_thousand_of_each_sort_are_told(void **state)
{
	struct tmpbank *t = *state;
	struct brought b;
	size_t many = CPC_IMPORT_TOLD_MAX + 234;
	char *text = rows_of(many, "Q");
	bring(t, &b, PLAIN, "a.csv", text);
	assert_int_equal(b.rc, CPC_DATA);
	assert_int_equal(b.r.faults, many);
	assert_int_equal(b.told.n[CPC_IMPORT_FAULT], CPC_IMPORT_TOLD_MAX);
	free(text);
	text = NULL;
	size_t size;
	FILE *f = open_memstream(&text, &size);
	assert_non_null(f);
	for (size_t i = 0; i < many; i++)
		fprintf(f, "Essay %zu {}\n\n", i);
	fputs("Good? {=yes ~no ~never}\n", f);
	fclose(f);
	struct cpc_import_options o = {.format = "gift", .set = "g"};
	bring(t, &b, o, "a.gift", text);
	assert_int_equal(b.r.skipped, many);
	assert_int_equal(b.told.n[CPC_IMPORT_SKIP], CPC_IMPORT_TOLD_MAX);
	o.strict = true;
	bring(t, &b, o, "a.gift", text);
	assert_int_equal(b.r.faults, many);
	assert_int_equal(b.told.n[CPC_IMPORT_FAULT], CPC_IMPORT_TOLD_MAX);
	free(text);
}

static void a_dry_run_tells_what_the_real_one_does(void **state)
{
	struct tmpbank *t = *state;
	struct brought dry, real;
	tmpbank_plain(t, 2);
	tmpbank_load(t);
	must_bring(t, PLAIN, "a.csv", HEAD "Old?,a,b,c,A\nSame?,d,e,f,A\n", 2, 0, 0);
	const char *text = HEAD "New stem?,a,b,c,A\nSame?,d,e,f,A\nNew?,g,h,i,A\nNew?,g,h,i,A\n";
	char *before = dump_all(t);
	struct cpc_import_options o = {.dry_run = true};
	bring(t, &dry, o, "a.csv", text);
	assert_int_equal(dry.rc, CPC_OK);
	assert_int_equal(dry.r.id, 0);
	assert_int_equal(dry.r.changed, 1);
	assert_int_equal(dry.r.added, 1);
	assert_same_file(t, before);
	char sets[64], own[64];
	snprintf(sets, sizeof sets, "%s", dry.r.sets);
	snprintf(own, sizeof own, "%s", dry.r.own_domains);
	bring(t, &real, PLAIN, "a.csv", text);
	assert_int_equal(real.rc, CPC_OK);
	assert_true(real.r.id > 0);
	assert_string_equal(real.r.sets, sets);
	assert_string_equal(real.r.own_domains, own);
	assert_string_equal(real.told.text, dry.told.text);
	real.r.sets = dry.r.sets = real.r.own_domains = dry.r.own_domains = "";
	real.r.id = 0;
	assert_memory_equal(&real.r, &dry.r, sizeof real.r);
	free(before);
}

static void statuses(void **state)
{
	static const struct {
		struct cpc_import_options o;
		int rc;
		const char *text;
	} cases[] = {
		{{.format = "cvs"}, CPC_NOINPUT,
			"no format is called \"cvs\"; did you mean \"csv\"?"},
		{{.set = "No Slug"}, CPC_USAGE, "found the set \"No Slug\""},
		{{.set = ""}, CPC_USAGE, "found the set \"\""},
		{{.domain = "ona"}, CPC_NOINPUT, "no domain is called \"ona\""},
		{{.set = "cpc"}, CPC_DATA, "1 fault; nothing was imported"},
	};
	struct tmpbank *t = *state;
	struct brought b;
	struct cpc_import_options o = PLAIN;
	tmpbank_plain(t, 2);
	tmpbank_load(t);
	char *before = dump_all(t);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		bring(t, &b, cases[i].o, "a.csv", HEAD "Q?,a,b,c,A\nR?,a,b,c,A\n");
		assert_int_equal(b.rc, cases[i].rc);
		assert_int_equal(b.err.status, cases[i].rc);
		if (!strstr(b.err.text, cases[i].text))
			fail_msg("%s, not %s", b.err.text, cases[i].text);
	}
	const struct cpc_import_file none = {.path = "/no/such/file.csv"};
	assert_int_equal(cpc_import(t->c, &o, &none, 1, tmpbank_time(0, 9, 0), NULL, &b.r, &b.err),
		CPC_NOINPUT);
	assert_int_equal(cpc_import(t->c, &o, &none, 1, tmpbank_time(0, 9, 0), NULL, NULL, NULL),
		CPC_NOINPUT);
	const struct cpc_import_file folder = {.path = t->bank};
	tmpbank_text(t, "empty/nothing.png", "x");
	char path[512];
	tmpbank_path(t, "empty", path);
	assert_int_equal(cpc_import(t->c, &o, &(struct cpc_import_file){.path = path}, 1,
				 tmpbank_time(0, 9, 0), NULL, &b.r, &b.err),
		CPC_NOINPUT);
	assert_string_equal(b.r.sets, "");
	/* The shipped bank again, as a folder: all of it is refused, once a file. */
	assert_int_equal(
		cpc_import(t->c, &o, &folder, 1, tmpbank_time(0, 9, 0), NULL, &b.r, &b.err),
		CPC_DATA);
	assert_int_equal(b.r.faults, 1);
	assert_same_file(t, before);
	free(before);
}

/* A folder gives the files in it that look like what their names say; a set has its file's name. */
static void files_and_folders(void **state)
{
	struct tmpbank *t = *state;
	struct brought b = {.rc = 0};
	const struct cpc_import_watch watch = {import_tell, NULL, &b.told};
	struct cpc_import_options o = PLAIN;
	char folder[512];
	tmpbank_text(t,
		"sets/\xc3\x9c"
		"bung 1 (x).CSV",
		HEAD "Q?,a,b,c,A\nR?,a,b,c,A\n");
	tmpbank_text(t, "sets/deep/er/quiz.gift", "What? {=yes ~no ~never}\n");
	tmpbank_text(t, "sets/\xe8\xa7\xa3.csv", HEAD "Q?,a,b,c,A\n");
	tmpbank_text(t, "sets/README.md", "# Read me\n");
	tmpbank_text(t, "sets/empty.csv", "");
	tmpbank_text(t, "sets/.hidden.csv", HEAD "Hidden?,a,b,c,A\n");
	tmpbank_path(t, "sets/", folder);
	const struct cpc_import_file file = {.path = folder};
	b.rc = cpc_import(t->c, &o, &file, 1, tmpbank_time(0, 9, 0), &watch, &b.r, &b.err);
	if (b.rc)
		fail_msg("%s\n%s", b.err.text, b.told.text);
	assert_int_equal(b.r.files, 3);
	assert_int_equal(b.r.added, 4);
	assert_non_null(
		strstr(b.told.text, "/sets/ 0: passed over what looks like no questions: "));
	assert_int_equal(b.told.n[CPC_IMPORT_NOTE], 1);
	assert_rows(t, "select slug from question_set order by slug", "bung-1-x\nimport\nquiz\n");
	assert_rows(t, "select distinct path from question order by path",
		"quiz.gift\n\xc3\x9c"
		"bung 1 (x).CSV\n\xe8\xa7\xa3.csv\n");
	/* With --format all of them are read. */
	o.format = "csv";
	b.rc = cpc_import(t->c, &o, &file, 1, tmpbank_time(0, 9, 0), &watch, &b.r, &b.err);
	assert_int_equal(b.rc, CPC_DATA);
	assert_int_equal(b.r.files, 5);
	assert_sound(t);
}

/* Without anybody who looks: no watch, no report, no error. */
static void nobody_looks(void **state)
{
	struct tmpbank *t = *state;
	struct cpc_import_options o = PLAIN;
	struct import_text good = {HEAD "Q?,a,b,c,A\nQ?,a,b,c,A\n", 1}, bad = {faulty, 3};
	const struct cpc_import_watch deaf = {NULL, NULL, NULL};
	struct cpc_import_file file = {"x", import_more, &bad};
	o.format = "csv";
	assert_int_equal(
		cpc_import(t->c, &o, &file, 1, tmpbank_time(0, 9, 0), NULL, NULL, NULL), CPC_DATA);
	file.context = &good;
	assert_int_equal(
		cpc_import(t->c, &o, &file, 1, tmpbank_time(0, 9, 0), &deaf, NULL, NULL), CPC_OK);
	assert_rows(t, "select slug from question_set", "import\n");
	assert_int_equal(cpc_import_undo(t->c, 7, NULL, NULL), CPC_NOINPUT);
	assert_int_equal(cpc_import_undo(t->c, 1, NULL, NULL), CPC_OK);
	file.more = NULL;
	assert_int_equal(
		cpc_import(t->c, &o, NULL, 0, tmpbank_time(0, 9, 0), NULL, NULL, NULL), CPC_OK);
	assert_number(t, "select count(*) from import", 0);
}

/* A stream that breaks ends the import, whatever it says, also with `partial`. */
static int breaks(void *context, char *bytes, size_t room, size_t *n, struct cpc_error *err)
{
	struct import_text *t = context;
	if (*t->rest)
		return import_more(t, bytes, room, n, err);
	snprintf(err->text, sizeof err->text, "the line is dead");
	return err->status = CPC_DATA;
}

static void a_stream_that_breaks(void **state)
{
	struct tmpbank *t = *state;
	struct cpc_import_report r;
	struct import_text text = {HEAD "Q?,a,b,c,A\nR?,a,b,c,A\nS?,a,b,c,A\n", 4};
	const struct cpc_import_file file = {"x.csv", breaks, &text};
	const struct cpc_import_options o = {.format = "csv", .partial = true};
	char *before = dump_all(t);
	assert_int_equal(
		cpc_import(t->c, &o, &file, 1, tmpbank_time(0, 9, 0), NULL, &r, &t->err), CPC_DATA);
	assert_string_equal(t->err.text, "the line is dead");
	assert_int_equal(r.id, 0);
	assert_same_file(t, before);
	free(before);
}

/* That the learner's own file is damaged is no fault of what is imported. */
static void a_damaged_file_is_called_so(void **state)
{
	struct tmpbank *t = *state;
	struct brought b;
	must_bring(t, PLAIN, "a.csv", HEAD "Q?,a,b,c,A\n", 1, 0, 0);
	int64_t page =
		tmpbank_number(t, "select rootpage from sqlite_schema where name = 'question'");
	cpc_close(t->c);
	FILE *f = fopen(t->db, "r+b");
	assert_non_null(f);
	assert_int_equal(fseek(f, (long)(page - 1) * 4096, SEEK_SET), 0);
	for (int i = 0; i < 4096; i++)
		fputc(0xA5, f);
	fclose(f);
	assert_int_equal(cpc_open(t->db, &t->c, &t->err), CPC_OK);
	struct cpc_import_options o = {.set = "a", .partial = true};
	bring(t, &b, o, "b.csv", HEAD "Q?,a,b,c,B\nR?,a,b,c,A\n");
	assert_int_equal(b.rc, CPC_DATA);
	assert_non_null(strstr(b.err.text, "learner.db: the file is damaged"));
	assert_int_equal(b.told.n[CPC_IMPORT_FAULT], 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		tmpbank_test(faults_keep_everything_out),
		tmpbank_test(a_bad_file_among_good_ones),
		tmpbank_test(strict_takes_losses_for_faults),
		tmpbank_test(a_thousand_of_each_sort_are_told),
		tmpbank_test(a_dry_run_tells_what_the_real_one_does),
		tmpbank_test(statuses),
		tmpbank_test(files_and_folders),
		tmpbank_test(nobody_looks),
		tmpbank_test(a_stream_that_breaks),
		tmpbank_test(a_damaged_file_is_called_so),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
