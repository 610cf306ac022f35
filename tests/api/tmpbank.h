/*
 * tmpbank.h - a small question bank and a learner's file in a temporary folder, and looks into that
 * file through a connection of its own.
 * May use: cpc.h, sqlite3, cmocka (which the test includes first). Must not know: what is tested.
 *
 *	tmpbank_blueprint(t, "one:60 two:40");
 *	FILE *f = tmpbank_file(t, "questions/a/one.md", "one");
 *	tmpbank_question(f, "one-1", "concept: closure\n");
 *	tmpbank_done(t, f);
 *	tmpbank_load(t);
 *
 * Every question has the key "Right of SLUG" and three wrong choices "Wrong 1 of SLUG" ..., in the
 * written order wrong, right, wrong, wrong. Files get modification times that differ from write to
 * write, so that no test depends on how finely the disk counts.
 */
#ifndef CPC_TEST_TMPBANK_H
#define CPC_TEST_TMPBANK_H

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cpc.h"

#define TMPBANK_DAY INT64_C(20780) /* 2026-11-23, a Monday */
#define TMPBANK_FAULTS 40

struct tmpbank {
	char dir[256];
	char bank[288]; /* the folder of the bank */
	char db[288];	/* the learner's file */
	char writing[512];
	int64_t mtime; /* seconds, of the file written last */
	cpc *c;
	struct cpc_error err;
	struct cpc_bank_report report;
	size_t fault_count;
	char faults[TMPBANK_FAULTS][256];
};

/* Days are counted from TMPBANK_DAY; UTC. */
static inline struct cpc_time tmpbank_time(int64_t day, int hour, int minute)
{
	int64_t minutes = ((TMPBANK_DAY + day) * 24 + hour) * 60 + minute;
	return (struct cpc_time){minutes * 60000, 0};
}

/* Folders and files ---------------------------------------------------------------------------- */

static inline void tmpbank_remove_tree(const char *path)
{
	DIR *dir = opendir(path);
	struct dirent *entry;
	while (dir && (entry = readdir(dir))) {
		char inner[1024];
		struct stat st;
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		int length = snprintf(inner, sizeof inner, "%s/%s", path, entry->d_name);
		if (length < (int)sizeof inner && lstat(inner, &st) == 0 && S_ISDIR(st.st_mode))
			tmpbank_remove_tree(inner);
		else
			unlink(inner);
	}
	if (dir)
		closedir(dir);
	rmdir(path);
}

static inline int tmpbank_setup(void **state)
{
	struct tmpbank *t = calloc(1, sizeof *t);
	const char *tmp = getenv("TMPDIR");
	if (!t)
		return -1;
	snprintf(t->dir, sizeof t->dir, "%s/cpc-test.XXXXXX", tmp && *tmp ? tmp : "/tmp");
	if (!mkdtemp(t->dir))
		return -1;
	snprintf(t->bank, sizeof t->bank, "%s/bank", t->dir);
	snprintf(t->db, sizeof t->db, "%s/learner.db", t->dir);
	t->mtime = 1600000000;
	*state = t;
	return cpc_open(t->db, &t->c, &t->err);
}

static inline int tmpbank_teardown(void **state)
{
	struct tmpbank *t = *state;
	cpc_close(t->c);
	tmpbank_remove_tree(t->dir);
	free(t);
	return 0;
}

/* For the table of tests. */
#define tmpbank_test(f) cmocka_unit_test_setup_teardown(f, tmpbank_setup, tmpbank_teardown)

static inline void tmpbank_path(const struct tmpbank *t, const char *path, char out[512])
{
	assert_in_range(snprintf(out, 512, "%s/%s", t->bank, path), 1, 511);
}

static inline void tmpbank_set_mtime(const struct tmpbank *t, const char *path, int64_t seconds)
{
	char full[512];
	tmpbank_path(t, path, full);
	struct timespec times[2] = {{.tv_sec = (time_t)seconds}, {.tv_sec = (time_t)seconds}};
	assert_int_equal(utimensat(AT_FDCWD, full, times, 0), 0);
}

static inline FILE *tmpbank_begin(struct tmpbank *t, const char *path)
{
	char full[512];
	tmpbank_path(t, path, full);
	for (char *p = full + strlen(t->dir) + 1; (p = strchr(p, '/')); p++) {
		*p = '\0';
		if (mkdir(full, 0700) < 0)
			assert_int_equal(errno, EEXIST);
		*p = '/';
	}
	FILE *f = fopen(full, "w");
	assert_non_null(f);
	assert_in_range(snprintf(t->writing, sizeof t->writing, "%s", path), 1, 511);
	return f;
}

static inline void tmpbank_done(struct tmpbank *t, FILE *f)
{
	assert_int_equal(fclose(f), 0);
	tmpbank_set_mtime(t, t->writing, ++t->mtime);
}

static inline void tmpbank_text(struct tmpbank *t, const char *path, const char *text)
{
	FILE *f = tmpbank_begin(t, path);
	fputs(text, f);
	tmpbank_done(t, f);
}

static inline void tmpbank_delete(const struct tmpbank *t, const char *path)
{
	char full[512];
	tmpbank_path(t, path, full);
	assert_int_equal(unlink(full), 0);
}

/* A file of questions of one domain, its head written; tmpbank_done ends it. */
static inline FILE *tmpbank_file(struct tmpbank *t, const char *path, const char *domain)
{
	FILE *f = tmpbank_begin(t, path);
	fprintf(f, "---\nset: cpc\ndomain: %s\nyear: 2026\n---\n", domain);
	return f;
}

/* `keys` is "" or lines such as "concept: closure\n". */
static inline void tmpbank_question(FILE *f, const char *slug, const char *keys)
{
	fprintf(f, "\n## %s Title of %s\ndifficulty: 1\n%s\nStem of %s?\n\n", slug, slug, keys,
		slug);
	fprintf(f, "- [ ] Wrong 1 of %s\n  Why wrong 1.\n- [x] Right of %s\n  Why right.\n", slug,
		slug);
	fprintf(f, "- [ ] Wrong 2 of %s\n  Why wrong 2.\n- [ ] Wrong 3 of %s\n  Why wrong 3.\n",
		slug, slug);
	fprintf(f, "\n> Rule of %s.\n", slug);
}

/* A question whose answer is typed; `answers` are lines such as "- [=] E11.42\n". */
static inline void tmpbank_typed(FILE *f, const char *slug, const char *answers)
{
	fprintf(f, "\n## %s Title of %s\ndifficulty: 1\n\nStem of %s?\n\n%s\n> Rule of %s.\n", slug,
		slug, slug, answers, slug);
}

/* "one:60 two:40": domains and their numbers of questions. */
static inline void tmpbank_blueprint(struct tmpbank *t, const char *domains)
{
	FILE *f = tmpbank_begin(t, "blueprint.csv");
	fputs("slug,section,title,n,verified,prefix\n", f);
	for (const char *p = domains; *p;) {
		int length = (int)strcspn(p, ":");
		char *end;
		long n = strtol(p + length + 1, &end, 10);
		fprintf(f, "%.*s,section-a,Title of %.*s,%ld,1,pre\n", length, p, length, p, n);
		p = end + (*end == ' ');
	}
	tmpbank_done(t, f);
}

/* A bank of the domains one, two and three (50, 30 and 20 of a hundred) with `each` questions each,
 * one-001 ..., of which every one is its own concept. */
static inline void tmpbank_plain(struct tmpbank *t, int each)
{
	static const char *const domains[] = {"one", "two", "three"};
	tmpbank_blueprint(t, "one:50 two:30 three:20");
	for (int d = 0; d < 3; d++) {
		char text[64];
		snprintf(text, sizeof text, "questions/a/%s.md", domains[d]);
		FILE *f = tmpbank_file(t, text, domains[d]);
		for (int i = 1; i <= each; i++) {
			snprintf(text, sizeof text, "%s-%03d", domains[d], i);
			tmpbank_question(f, text, "");
		}
		tmpbank_done(t, f);
	}
}

/* Loading -------------------------------------------------------------------------------------- */

static inline void tmpbank_take_fault(void *context, const char *sentence)
{
	struct tmpbank *t = context;
	if (t->fault_count < TMPBANK_FAULTS)
		snprintf(t->faults[t->fault_count], sizeof t->faults[0], "%s", sentence);
	t->fault_count++;
}

static inline int tmpbank_try_load(struct tmpbank *t)
{
	t->fault_count = 0;
	return cpc_bank_load(
		t->c, t->bank, tmpbank_time(0, 9, 0), tmpbank_take_fault, t, &t->report, &t->err);
}

static inline void tmpbank_load(struct tmpbank *t)
{
	if (tmpbank_try_load(t) != CPC_OK)
		fail_msg("%s", t->err.text);
	assert_int_equal(t->fault_count, 0);
	assert_int_equal(t->report.faults, 0);
}

static inline void tmpbank_reopen(struct tmpbank *t)
{
	cpc_close(t->c);
	t->c = NULL;
	if (cpc_open(t->db, &t->c, &t->err) != CPC_OK)
		fail_msg("%s", t->err.text);
}

/* Looking into the file ------------------------------------------------------------------------ */

static inline sqlite3 *tmpbank_connect(const char *db)
{
	sqlite3 *handle = NULL;
	if (sqlite3_open_v2(db, &handle, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
		fail_msg("%s: %s", db, sqlite3_errmsg(handle));
	sqlite3_busy_timeout(handle, 5000);
	return handle;
}

static inline void tmpbank_print_row(sqlite3_stmt *stmt, FILE *out)
{
	for (int i = 0; i < sqlite3_column_count(stmt); i++) {
		if (i)
			fputc('|', out);
		if (sqlite3_column_type(stmt, i) == SQLITE_FLOAT)
			fprintf(out, "%.17g", sqlite3_column_double(stmt, i));
		else if (sqlite3_column_type(stmt, i) == SQLITE_NULL)
			fputs("null", out);
		else
			fputs((const char *)sqlite3_column_text(stmt, i), out);
	}
	fputc('\n', out);
}

/* All rows as "1|a\n2|b\n", numbers with every digit they have; the caller frees it. */
static inline char *tmpbank_rows_of(const char *db, const char *sql)
{
	sqlite3 *handle = tmpbank_connect(db);
	sqlite3_stmt *stmt = NULL;
	char *text = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);
	assert_non_null(out);
	int rc = sqlite3_prepare_v2(handle, sql, -1, &stmt, NULL);
	while (rc == SQLITE_OK && (rc = sqlite3_step(stmt)) == SQLITE_ROW) {
		tmpbank_print_row(stmt, out);
		rc = SQLITE_OK;
	}
	if (rc != SQLITE_OK && rc != SQLITE_DONE)
		fail_msg("%s: %s", sql, sqlite3_errmsg(handle));
	sqlite3_finalize(stmt);
	sqlite3_close(handle);
	fclose(out);
	return text;
}

static inline char *tmpbank_rows(const struct tmpbank *t, const char *sql)
{
	return tmpbank_rows_of(t->db, sql);
}

static inline int64_t tmpbank_number(const struct tmpbank *t, const char *sql)
{
	char *rows = tmpbank_rows(t, sql);
	int64_t number = strtoll(rows, NULL, 10);
	free(rows);
	return number;
}

/* For damage: what the library itself would never do. */
static inline void tmpbank_exec(const struct tmpbank *t, const char *sql)
{
	sqlite3 *handle = tmpbank_connect(t->db);
	char *message = NULL;
	if (sqlite3_exec(handle, sql, NULL, NULL, &message) != SQLITE_OK)
		fail_msg("%s: %s", sql, message);
	sqlite3_close(handle);
}

#define assert_rows(t, sql, expected)                                                              \
	do {                                                                                       \
		char *rows_ = tmpbank_rows(t, sql);                                                \
		assert_string_equal(rows_, expected);                                              \
		free(rows_);                                                                       \
	} while (0)

#define assert_number(t, sql, expected) assert_int_equal(tmpbank_number(t, sql), expected)

/* Every table of content, and every derived one, as one text. Rowids are left out: they tell the
 * way to a state and not the state. */
#define TMPBANK_CONTENT                                                                            \
	"select 'domain', * from domain order by slug;"                                            \
	"select 'file', path, size, mtime_ns, hash from bank_file order by path;"                  \
	"select 'question', qid, path, ord, domain, concept, year, difficulty, basis, source, "    \
	"payer, pool, reviewed, title, stem, rule, hash, kind, codes, tags from question "         \
	"order by qid;"                                                                            \
	"select 'choice', q.qid, c.pos, c.kind, c.is_key, c.text, c.rationale from choice c "      \
	"join question q on q.id = c.question_id order by q.qid, c.pos;"                           \
	"select 'guide', * from guide order by path, ord;"

#define TMPBANK_EXAMS                                                                              \
	"select 'exam', * from exam order by number;"                                              \
	"select 'item', * from exam_item order by exam, pos;"

#define TMPBANK_DERIVED                                                                            \
	"select 'review', * from review order by device, seq;"                                     \
	"select 'card', * from card order by concept;"                                             \
	"select 'concept', * from concept order by concept;"                                       \
	"select 'flag', * from flag order by qid;"                                                 \
	"select 'setting', * from setting order by key;"                                           \
	"select 'sight', * from sight order by qid;"                                               \
	"select 'sight_day', * from sight_day order by day, domain;" TMPBANK_EXAMS

#define TMPBANK_LOG "select 'event', * from event order by device, seq;"

/* The rows of several statements, one after the other; the caller frees it. */
static inline char *tmpbank_dump(const struct tmpbank *t, const char *statements)
{
	char *text = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);
	assert_non_null(out);
	for (const char *p = statements, *end; (end = strchr(p, ';')); p = end + 1) {
		char sql[512];
		snprintf(sql, sizeof sql, "%.*s", (int)(end - p), p);
		char *rows = tmpbank_rows(t, sql);
		fputs(rows, out);
		free(rows);
	}
	fclose(out);
	return text;
}

/* Texts too long to be shown whole: where they part. */
static inline void tmpbank_same(const char *a, const char *b, const char *what)
{
	size_t i = 0;
	while (a[i] && a[i] == b[i])
		i++;
	if (a[i] == b[i])
		return;
	while (i > 0 && a[i - 1] != '\n')
		i--;
	fail_msg("%s differ:\n%.*s\n%.*s", what, (int)strcspn(a + i, "\n"), a + i,
		(int)strcspn(b + i, "\n"), b + i);
}

#define assert_same_dump(t, statements, before)                                                    \
	do {                                                                                       \
		char *after_ = tmpbank_dump(t, statements);                                        \
		tmpbank_same(before, after_, #statements);                                         \
		free(after_);                                                                      \
	} while (0)

#endif
