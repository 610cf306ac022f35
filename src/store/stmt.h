/*
 * stmt.h - the named statements of queries.sql, prepared once a connection.
 * May use: sqlite3, base. Must not know: what a statement is for.
 *
 * Parameters ?1, ?2 ... are bound from the arguments by `types`, a letter each:
 *   t  const char *  (NULL binds null)      s  struct str        x  null, takes no argument
 *   d  int           i  int64_t             r  double
 */
#ifndef STORE_STMT_H
#define STORE_STMT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "base/str.h"
#include "store/db.h"
#include "store/queries.gen.h"

struct rows;

/* Run a statement whose rows do not matter. */
int db_run(struct db *db, enum query q, struct cpc_error *err, const char *types, ...);

/* Start a statement that gives rows. Not while the same statement is being read. Then
 *     while (rows_next(rows)) { ... }
 *     rc = rows_end(rows, err);
 * rows_end may come early; it says what went wrong in rows_next. Both take NULL, what db_rows
 * leaves when it fails, for no rows. */
int db_rows(struct db *db, enum query q, struct rows **out, struct cpc_error *err,
	const char *types, ...);
bool rows_next(struct rows *rows);
int rows_end(struct rows *rows, struct cpc_error *err);

/* Columns from 0. Text is "" for null and lives until the next rows_next or rows_end. */
const char *rows_text(struct rows *rows, int column);
int64_t rows_i64(struct rows *rows, int column);
int rows_int(struct rows *rows, int column);
double rows_real(struct rows *rows, int column);
bool rows_null(struct rows *rows, int column);

/* The first column of the first row; CPC_NO and *out untouched when there is none. A message is
 * written only for failures, not for CPC_NO. */
int db_get_i64(
	struct db *db, enum query q, int64_t *out, struct cpc_error *err, const char *types, ...);

/* The row that the last insert made. */
int64_t db_last_id(struct db *db);

#endif
