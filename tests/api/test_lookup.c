/*
 * test_lookup.c - the code book: loaded whole or not at all, found by its beginning and by words,
 * and an exam that may look into it says so.
 * May use: cpc.h, tmpbank.h, exam.h. Must not know: how codes are kept.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "tmpbank.h"

#define ICD                                                                                        \
	"code\tbillable\ttitle\nE11\t0\tType 2 diabetes mellitus\n"                                \
	"E11.4\t0\tType 2 diabetes mellitus with neurological complications\n"                     \
	"E11.42\t1\tType 2 diabetes mellitus with diabetic polyneuropathy\n"                       \
	"E11.9\t1\tType 2 diabetes mellitus without complications\n"                               \
	"S52.531A\t1\tColles' fracture of right radius, initial\n"
#define HCPCS "code,title\nJ0696,\"Injection, ceftriaxone sodium, per 250 mg\"\nE1140,An orthosis\n"

static char found[512];

static bool note(void *context, const struct cpc_code *code)
{
	(void)context;
	size_t n = strlen(found);
	snprintf(found + n, sizeof found - n, "%s%s%s", n ? " " : "", code->code,
		code->billable ? "" : "-");
	return true;
}

/* Of what was found, those given, "-" behind what is not billable. */
static void assert_found(struct tmpbank *t, const char *query, size_t total, const char *codes)
{
	size_t n = 99;
	found[0] = '\0';
	int rc = cpc_lookup(t->c, query, 3, note, NULL, &n, &t->err);
	if (rc != (total ? CPC_OK : CPC_NO) || n != total || strcmp(found, codes) != 0)
		fail_msg("\"%s\": status %d, %zu found: %s", query, rc, n, found);
}

static struct cpc_code_book loaded(struct tmpbank *t, const char *name, const char *text)
{
	char path[600];
	struct cpc_code_book book;
	tmpbank_text(t, name, text);
	snprintf(path, sizeof path, "%s/%s", t->bank, name);
	if (cpc_codes_import(t->c, path, tmpbank_time(0, 9, 0), &book, &t->err))
		fail_msg("%s", t->err.text);
	return book;
}

static void refused(struct tmpbank *t, const char *text, int status)
{
	char path[600];
	struct cpc_code_book book;
	if (text)
		tmpbank_text(t, "bad.txt", text);
	snprintf(path, sizeof path, "%s/%s", t->bank, text ? "bad.txt" : "none.txt");
	assert_int_equal(
		cpc_codes_import(t->c, path, tmpbank_time(0, 9, 0), &book, &t->err), status);
}

static void by_beginning(void **state)
{
	struct tmpbank *t = *state;
	loaded(t, "icd.tsv", ICD);
	loaded(t, "hcpcs.csv", HCPCS);
	assert_found(t, "E11", 5, "E11- E11.4- E11.42");
	assert_found(t, "e11.42", 1, "E11.42");
	assert_found(t, " e1142 ", 1, "E11.42");
	assert_found(t, "s52531a", 1, "S52.531A");
	assert_found(t, "J06", 1, "J0696");
	/* As it stands, then with the dot; together no more than are wanted. */
	assert_found(t, "E114", 3, "E1140 E11.4- E11.42");
	assert_found(t, "Z99", 0, "");
}

static void by_words(void **state)
{
	struct tmpbank *t = *state;
	loaded(t, "icd.tsv", ICD);
	loaded(t, "hcpcs.csv", HCPCS);
	assert_found(t, "polyneuropathy", 1, "E11.42");
	assert_found(t, "DIAB poly", 1, "E11.42");
	assert_found(t, "colles' radius", 1, "S52.531A");
	assert_found(t, "ceftriaxone 250", 1, "J0696");
	assert_found(t, "neurologicals complication", 1, "E11.4-");
	assert_found(t, "mellitus", 4, "E11- E11.9 E11.4-"); /* short codes first */
	assert_found(t, "E11.4-", 2, "E11.4- E11.42");
	assert_found(t, "diabetes ceftriaxone", 0, "");
	assert_found(t, "\"\" OR type:* (2", 0, ""); /* words, whatever stands between them */
}

static void what_cannot_be(void **state)
{
	struct tmpbank *t = *state;
	char long_one[600];
	size_t n;
	memset(long_one, 'a', sizeof long_one - 1);
	long_one[sizeof long_one - 1] = '\0';
	assert_int_equal(cpc_lookup(t->c, "E11", 3, note, NULL, &n, &t->err), CPC_NOINPUT);
	assert_non_null(strstr(t->err.text, "cpc help codes"));
	loaded(t, "icd.tsv", ICD);
	static const char *const cpt[] = {"11042", "0001f", "99214-25"};
	for (size_t i = 0; i < 3; i++) {
		assert_int_equal(cpc_lookup(t->c, cpt[i], 3, note, NULL, &n, &t->err), CPC_NOINPUT);
		assert_non_null(strstr(t->err.text, "CPT"));
	}
	static const char *const bad[] = {"", " - ", "\xff", NULL};
	for (size_t i = 0; bad[i] || i == 3; i++) {
		const char *query = bad[i] ? bad[i] : long_one;
		assert_int_equal(cpc_lookup(t->c, query, 3, note, NULL, &n, &t->err), CPC_USAGE);
		if (!bad[i])
			break;
	}
}

/* A newer release takes the place of its own system's; a bad one changes nothing. */
static void releases(void **state)
{
	struct tmpbank *t = *state;
	struct cpc_code_book books[CPC_CODE_BOOKS_MAX];
	size_t n;
	struct cpc_code_book b = loaded(t, "icd.tsv", ICD);
	assert_string_equal(b.system, "icd10cm");
	assert_string_equal(b.name, "icd.tsv");
	assert_int_equal(b.codes, 5);
	loaded(t, "hcpcs.csv", HCPCS);
	b = loaded(t, "new.tsv", "code\ttitle\nE11.9\tA new title\nE11.9\tTwice\n");
	assert_int_equal(b.codes, 1);
	assert_found(t, "polyneuropathy", 0, "");
	assert_found(t, "ceftriaxone", 1, "J0696");
	assert_found(t, "new title", 1, "E11.9");
	refused(t, "code\ttitle\nE11.4\tGood\nwhat\tBad\n", CPC_DATA);
	refused(t, "", CPC_DATA);
	refused(t, "\xff\xfe", CPC_DATA);
	refused(t, NULL, CPC_NOINPUT);
	assert_found(t, "new title", 1, "E11.9");
	assert_found(t, "good", 0, "");
	assert_int_equal(cpc_codes_list(t->c, books, &n, &t->err), CPC_OK);
	assert_int_equal(n, 2);
	assert_string_equal(books[1].name, "new.tsv");
}

static void open_books(void **state)
{
	struct tmpbank *t = *state;
	struct cpc_time now = tmpbank_time(0, 9, 0);
	struct cpc_exam_draw draw;
	struct cpc_exam_report report;
	cpc_exam_review *review;
	cpc_exam *x;
	tmpbank_blueprint(t, "one:100");
	FILE *f = tmpbank_file(t, "questions/a/one.md", "one");
	tmpbank_question(f, "one-1", "");
	tmpbank_done(t, f);
	tmpbank_load(t);
	for (int open = 0; open < 2; open++) {
		struct cpc_exam_options o = {.count = 1, .open_book = open};
		struct cpc_exam_state s;
		assert_int_equal(cpc_exam_start(t->c, &o, now, &draw, &x, &t->err), CPC_OK);
		cpc_exam_state(x, now, &s);
		assert_int_equal(s.open_book, open);
		for (int i = 0; i < 2; i++)
			assert_int_equal(
				cpc_exam_lookup(x, "E11", now, &t->err), open ? CPC_OK : CPC_USAGE);
		assert_int_equal(cpc_exam_lookup(x, "\xff", now, &t->err), CPC_USAGE);
		assert_int_equal(cpc_exam_submit(x, now, &t->err), CPC_OK);
		cpc_exam_free(x);
		assert_int_equal(cpc_exam_review_open(t->c, 0, &review, &t->err), CPC_OK);
		cpc_exam_review_report(review, &report);
		assert_int_equal(report.open_book, open);
		assert_int_equal(report.lookups, open ? 2 : 0);
		cpc_exam_review_free(review);
	}
	assert_int_equal(cpc_doctor(t->c, false, NULL, NULL, NULL, &t->err), CPC_OK);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		tmpbank_test(by_beginning),
		tmpbank_test(by_words),
		tmpbank_test(what_cannot_be),
		tmpbank_test(releases),
		tmpbank_test(open_books),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
