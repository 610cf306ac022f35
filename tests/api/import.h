/*
 * import.h - importing texts in a line or two into the file of tmpbank.h, and all that the file
 * holds as one text.
 * May use: cpc.h, cpc_import.h, cmocka, tmpbank.h. Must not know: what is tested.
 */
#ifndef CPC_TEST_IMPORT_H
#define CPC_TEST_IMPORT_H

#include "cpc_import.h"
#include "tmpbank.h"

/* A text as it comes from a pipe, a few bytes at a time. */
struct import_text {
	const char *rest;
	size_t portion; /* 0: all at once */
};

static inline int import_more(
	void *context, char *bytes, size_t room, size_t *n, struct cpc_error *err)
{
	struct import_text *t = context;
	(void)err;
	*n = strlen(t->rest);
	if (t->portion && *n > t->portion)
		*n = t->portion;
	if (*n > room)
		*n = room;
	memcpy(bytes, t->rest, *n);
	t->rest += *n;
	return CPC_OK;
}

/* What was told: "F name 3: sentence\n", and how often of each sort. */
struct import_told {
	char text[8192];
	size_t n[CPC_IMPORT_NOTE + 1];
};

static inline void import_tell(
	void *context, enum cpc_import_told what, const char *file, int line, const char *sentence)
{
	struct import_told *t = context;
	size_t at = strlen(t->text);
	t->n[what]++;
	snprintf(t->text + at, sizeof t->text - at, "%c %s %d: %s\n", "FSN"[what], file, line,
		sentence);
}

/* One import: its report, what was told, its error. */
struct brought {
	struct cpc_import_report r;
	struct import_told told;
	struct cpc_error err;
	int rc;
};

static inline void bring_n(struct tmpbank *t, struct brought *b, struct cpc_import_options options,
	const char *const (*files)[2], size_t n)
{
	struct import_text texts[8];
	struct cpc_import_file in[8];
	*b = (struct brought){.rc = 0};
	const struct cpc_import_watch watch = {import_tell, NULL, &b->told};
	assert_in_range(n, 1, 8);
	for (size_t i = 0; i < n; i++) {
		texts[i] = (struct import_text){files[i][1], 7};
		in[i] = (struct cpc_import_file){files[i][0], import_more, &texts[i]};
	}
	b->rc = cpc_import(t->c, &options, in, n, tmpbank_time(0, 10, 0), &watch, &b->r, &b->err);
}

/* One text under a name. */
static inline void bring(struct tmpbank *t, struct brought *b, struct cpc_import_options options,
	const char *name, const char *text)
{
	const char *const files[1][2] = {{name, text}};
	bring_n(t, b, options, files, 1);
}

/* The same, which must go well; its id. */
static inline int64_t must_bring(struct tmpbank *t, struct cpc_import_options options,
	const char *name, const char *text, size_t added, size_t changed, size_t unchanged)
{
	struct brought b;
	bring(t, &b, options, name, text);
	if (b.rc)
		fail_msg("%s\n%s", b.err.text, b.told.text);
	if (b.r.added != added || b.r.changed != changed || b.r.unchanged != unchanged)
		fail_msg("%zu added, %zu changed, %zu unchanged\n%s", b.r.added, b.r.changed,
			b.r.unchanged, b.told.text);
	assert_int_equal(b.r.id > 0, added + changed > 0);
	return b.r.id;
}

static inline void must_undo(struct tmpbank *t, int64_t id)
{
	if (cpc_import_undo(t->c, id, NULL, &t->err) != CPC_OK)
		fail_msg("%s", t->err.text);
}

static inline void no_problem(void *context, const char *sentence)
{
	(void)context;
	fail_msg("doctor found: %s", sentence);
}

/* SQLite's checks, the log, and that what is derived is what a rebuild makes of it; the full-text
 * index says what the tables say. */
static inline void assert_sound(const struct tmpbank *t)
{
	struct cpc_error err;
	if (cpc_doctor(t->c, false, no_problem, NULL, NULL, &err) != CPC_OK)
		fail_msg("%s", err.text);
	tmpbank_exec(
		t, "insert into question_fts (question_fts, rank) values ('integrity-check', 1)");
}

static inline void dump_table(sqlite3 *db, const char *table, FILE *out)
{
	char sql[256];
	sqlite3_stmt *stmt;
	snprintf(sql, sizeof sql, "select * from \"%s\"", table);
	assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &stmt, NULL), SQLITE_OK);
	int columns = sqlite3_column_count(stmt);
	sqlite3_finalize(stmt);
	size_t at = strlen(sql);
	for (int i = 1; i <= columns; i++)
		at += (size_t)snprintf(
			sql + at, sizeof sql - at, "%s%d", i == 1 ? " order by " : ", ", i);
	assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &stmt, NULL), SQLITE_OK);
	fprintf(out, "-- %s\n", table);
	while (sqlite3_step(stmt) == SQLITE_ROW)
		tmpbank_print_row(stmt, out);
	assert_int_equal(sqlite3_finalize(stmt), SQLITE_OK);
}

/* Every table of the file, in place of the shadows of a full-text index every word of it and where
 * it stands. The caller frees it. */
static inline char *dump_all(const struct tmpbank *t)
{
	sqlite3 *db = tmpbank_connect(t->db);
	sqlite3_stmt *stmt;
	char *text = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);
	assert_non_null(out);
	assert_int_equal(sqlite3_exec(db,
				 "create virtual table temp.words using "
				 "fts5vocab(main, question_fts, instance)",
				 NULL, NULL, NULL),
		SQLITE_OK);
	assert_int_equal(
		sqlite3_prepare_v2(db,
			"select name from sqlite_schema where type = 'table' and "
			"name not glob '*_fts*' and name not glob 'sqlite_*' order by name",
			-1, &stmt, NULL),
		SQLITE_OK);
	while (sqlite3_step(stmt) == SQLITE_ROW)
		dump_table(db, (const char *)sqlite3_column_text(stmt, 0), out);
	sqlite3_finalize(stmt);
	dump_table(db, "words", out);
	sqlite3_close(db);
	fclose(out);
	return text;
}

#define assert_same_file(t, before)                                                                \
	do {                                                                                       \
		char *after_ = dump_all(t);                                                        \
		tmpbank_same(before, after_, "the files");                                         \
		free(after_);                                                                      \
		assert_sound(t);                                                                   \
	} while (0)

#endif
