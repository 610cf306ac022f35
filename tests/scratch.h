/*
 * scratch.h - what the tests of a learner's file share: a folder of their own, files and their
 * bytes, a small bank, SQL past the engine. May use: cmocka (included first), SQLite, cpc.h, POSIX.
 * Must not know: what is tested.
 */
#ifndef CPC_TEST_SCRATCH_H
#define CPC_TEST_SCRATCH_H

#include <dirent.h>
#include <fcntl.h>
#include <ftw.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "cpc.h"

#define SCRATCH_PATH 512

/* Sunday 2026-11-22 09:00 UTC, and days after it. */
#define SCRATCH_DAY(n) ((struct cpc_time){INT64_C(1795338000000) + (n)*INT64_C(86400000), 0})

static char scratch_root[SCRATCH_PATH];
static struct arena scratch_texts = ARENA_INIT;

/* Group setup and teardown. */
static inline int scratch_make(void **state)
{
	const char *temp = getenv("TMPDIR");
	(void)state;
	snprintf(scratch_root, sizeof scratch_root, "%s/cpc.XXXXXX", temp ? temp : "/tmp");
	return mkdtemp(scratch_root) ? 0 : -1;
}

static inline int scratch_remove_one(
	const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st, (void)type, (void)ftw;
	return remove(path);
}

static inline void scratch_remove_tree(const char *path)
{
	nftw(path, scratch_remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

static inline int scratch_remove(void **state)
{
	(void)state;
	scratch_remove_tree(scratch_root);
	arena_release(&scratch_texts);
	return 0;
}

/* A text made so; it lives until the end of the group. */
static inline const char *scratch_say(const char *format, ...)
	__attribute__((format(printf, 1, 2)));

static inline const char *scratch_say(const char *format, ...)
{
	struct buf text = BUF_INIT;
	va_list args;
	va_start(args, format);
	buf_vprintf(&text, format, args);
	va_end(args);
	const char *copy = arena_copy(&scratch_texts, buf_view(&text));
	buf_release(&text);
	assert_non_null(copy);
	return copy;
}

/* The path of `name` in the folder. */
static inline const char *scratch(const char *name)
{
	return scratch_say("%s/%s", scratch_root, name);
}

/* An empty folder of that name, whatever was there. */
static inline const char *scratch_dir(const char *name)
{
	const char *path = scratch(name);
	scratch_remove_tree(path);
	assert_int_equal(mkdir(path, 0700), 0);
	return path;
}

/* Files ---------------------------------------------------------------------------------------- */

static inline void scratch_write(const char *path, const void *bytes, size_t n)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, bytes, n), n);
	close(fd);
}

static inline void scratch_write_text(const char *path, const char *text)
{
	scratch_write(path, text, strlen(text));
}

/* The caller releases *out. */
static inline void scratch_read(const char *path, struct buf *out)
{
	char chunk[65536];
	int fd = open(path, O_RDONLY);
	assert_true(fd >= 0);
	buf_init(out);
	for (ssize_t n; (n = read(fd, chunk, sizeof chunk)) > 0;)
		buf_add(out, chunk, (size_t)n);
	close(fd);
}

static inline void scratch_copy(const char *from, const char *to)
{
	struct buf bytes;
	scratch_read(from, &bytes);
	scratch_write(to, buf_text(&bytes), bytes.len);
	buf_release(&bytes);
}

static inline int scratch_mode(const char *path)
{
	struct stat st;
	return lstat(path, &st) == 0 ? (int)(st.st_mode & 07777) : -1;
}

static inline bool scratch_there(const char *path)
{
	struct stat st;
	return lstat(path, &st) == 0;
}

static inline int scratch_visible(const struct dirent *entry)
{
	return strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
}

static inline void scratch_add_one(struct buf *out, const char *path)
{
	struct stat st;
	struct buf bytes = BUF_INIT;
	assert_int_equal(lstat(path, &st), 0);
	buf_printf(out, "%s %o %ld\n", path, (unsigned)st.st_mode, (long)st.st_size);
	if (S_ISREG(st.st_mode)) {
		scratch_read(path, &bytes);
		buf_add(out, buf_text(&bytes), bytes.len);
		buf_release(&bytes);
	}
}

/* All that a folder holds: names, modes, bytes. The caller releases *out. */
static inline void scratch_state(const char *dir, struct buf *out)
{
	struct dirent **entries;
	int n = scandir(dir, &entries, scratch_visible, alphasort);
	assert_true(n >= 0);
	buf_init(out);
	for (int i = 0; i < n; i++) {
		scratch_add_one(out, scratch_say("%s/%s", dir, entries[i]->d_name));
		free(entries[i]);
	}
	free(entries);
}

/* The names in a folder, each followed by a blank. The caller releases *out. */
static inline void scratch_names(const char *dir, struct buf *out)
{
	struct dirent **entries;
	int n = scandir(dir, &entries, scratch_visible, alphasort);
	assert_true(n >= 0);
	buf_init(out);
	for (int i = 0; i < n; i++) {
		buf_printf(out, "%s ", entries[i]->d_name);
		free(entries[i]);
	}
	free(entries);
}

/* SQL past the engine, on a connection of its own ---------------------------------------------- */

static inline sqlite3 *scratch_sql_open(const char *path)
{
	sqlite3 *db;
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	return db;
}

static inline void scratch_sql_on(sqlite3 *db, const char *sql)
{
	if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(db));
}

static inline void scratch_sql(const char *path, const char *sql)
{
	sqlite3 *db = scratch_sql_open(path);
	scratch_sql_on(db, sql);
	sqlite3_close(db);
}

/* The first column of every row, each followed by a newline; the caller frees it. */
static inline char *scratch_text_on(sqlite3 *db, const char *sql)
{
	struct buf out = BUF_INIT;
	sqlite3_stmt *stmt;
	if (sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(db));
	while (sqlite3_step(stmt) == SQLITE_ROW) {
		const char *text = (const char *)sqlite3_column_text(stmt, 0);
		buf_printf(&out, "%s\n", text ? text : "null");
	}
	if (sqlite3_finalize(stmt) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(db));
	return out.data ? out.data : strdup("");
}

static inline char *scratch_text(const char *path, const char *sql)
{
	sqlite3 *db = scratch_sql_open(path);
	char *text = scratch_text_on(db, sql);
	sqlite3_close(db);
	return text;
}

static inline int64_t scratch_number_on(sqlite3 *db, const char *sql)
{
	char *text = scratch_text_on(db, sql);
	int64_t number = strtoll(text, NULL, 10);
	free(text);
	return number;
}

static inline int64_t scratch_number(const char *path, const char *sql)
{
	sqlite3 *db = scratch_sql_open(path);
	int64_t number = scratch_number_on(db, sql);
	sqlite3_close(db);
	return number;
}

/* A small bank --------------------------------------------------------------------------------- */

static inline void scratch_bank_domain(const char *path, const char *domain, int questions)
{
	struct buf out = BUF_INIT;
	buf_printf(&out, "---\nset: cpc\ndomain: %s\nyear: 2026\n---\n", domain);
	for (int i = 1; i <= questions; i++)
		buf_printf(&out,
			"\n## %.3s-%04d The %s rule number %d\n"
			"difficulty: 1\nbasis: book\nsource: A book\n\n"
			"What does rule %d of %s say?\n\n"
			"- [x] Key %d\n  It says so.\n- [ ] Second %d\n  No.\n"
			"- [ ] Third %d\n  No.\n- [ ] Fourth %d\n  No.\n\n"
			"> Rule %d says key %d.\n",
			domain, i, domain, i, i, domain, i, i, i, i, i, i);
	scratch_write(path, buf_text(&out), out.len);
	buf_release(&out);
}

/* Two domains in a new folder, each of so many questions; the right choice begins with "Key". */
static inline const char *scratch_bank(const char *name, int questions)
{
	const char *dir = scratch_dir(name);
	assert_int_equal(mkdir(scratch_say("%s/questions", dir), 0700), 0);
	assert_int_equal(mkdir(scratch_say("%s/questions/cpt", dir), 0700), 0);
	scratch_write_text(scratch_say("%s/blueprint.csv", dir),
		"slug,section,title,n,verified,prefix\n"
		"alpha,cpt,Alpha,60,1,alp\nbeta,cpt,Beta,40,1,bet\n");
	scratch_bank_domain(scratch_say("%s/questions/cpt/alpha.md", dir), "alpha", questions);
	scratch_bank_domain(scratch_say("%s/questions/cpt/beta.md", dir), "beta", questions);
	return dir;
}

/* Where the key, or another choice, stands in the order shown. */
static inline struct cpc_answer scratch_answer(const struct cpc_question *q, bool right)
{
	struct cpc_answer answer = {.choice = -1};
	for (size_t i = 0; i < q->choice_count; i++) {
		if ((strncmp(q->choice[i], "Key", 3) == 0) == right)
			answer.choice = (int)i;
	}
	return answer;
}

#endif
