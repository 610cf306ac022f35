/*
 * db_internal.h - what the rooms of the store share and nobody else sees.
 * May use: sqlite3, base. Must not know: what a question is.
 */
#ifndef STORE_DB_INTERNAL_H
#define STORE_DB_INTERNAL_H

#include <sqlite3.h>
#include <stdbool.h>

#include "base/error.h"
#include "store/queries.gen.h"

struct rows {
	struct db *db;
	sqlite3_stmt *stmt;
	bool open; /* between db_rows and rows_end */
	int rc;
};

struct db {
	sqlite3 *handle;
	char *path; /* as it was given: for messages */
	char *file; /* absolute, without links: what SQLite opens and has its journal beside */
	sqlite3_stmt *rollback; /* prepared early, for when memory has run out; or NULL */
	struct rows cache[QUERY_COUNT];
};

/* The sentence and status for what SQLite last complained of. `doing` is a verb: "read", "save". */
int db_failed(struct db *db, const char *doing, struct cpc_error *err);

/* Run SQL that has no parameters and gives no rows, or whose rows do not matter. */
int db_exec(struct db *db, const char *sql, struct cpc_error *err);

/* The one number that `sql` gives; for pragmas. */
int db_number(struct db *db, const char *sql, int64_t *out, struct cpc_error *err);

void db_drop_statements(struct db *db);

#endif
