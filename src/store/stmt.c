/*
 * stmt.c - the named statements of queries.sql, prepared once a connection.
 * May use: sqlite3, base. Must not know: what a statement is for.
 */
#include "store/stmt.h"

#include <stdarg.h>

#include "store/db_internal.h"

void db_drop_statements(struct db *db)
{
	for (int q = 0; q < QUERY_COUNT; q++)
		sqlite3_finalize(db->cache[q].stmt);
}

/* `life`: SQLITE_STATIC when the statement is through with its texts before the caller is. */
static int bind_one(
	sqlite3_stmt *stmt, int at, char type, sqlite3_destructor_type life, va_list *args)
{
	struct str s;
	switch (type) {
	case 't':
		return sqlite3_bind_text(stmt, at, va_arg(*args, const char *), -1, life);
	case 's':
		s = va_arg(*args, struct str);
		return sqlite3_bind_text(stmt, at, s.p, (int)s.n, life);
	case 'd':
		return sqlite3_bind_int(stmt, at, va_arg(*args, int));
	case 'i':
		return sqlite3_bind_int64(stmt, at, va_arg(*args, int64_t));
	case 'r':
		return sqlite3_bind_double(stmt, at, va_arg(*args, double));
	case 'x':
		return sqlite3_bind_null(stmt, at);
	default:
		return SQLITE_MISUSE;
	}
}

static int start(struct db *db, enum query q, struct rows **out, struct cpc_error *err,
	sqlite3_destructor_type life, const char *types, va_list *args)
{
	struct rows *rows = &db->cache[q];
	*out = NULL;
	if (rows->open)
		return error_set(
			err, CPC_INTERNAL, "the statement %s is still being read", query_name[q]);
	if (!rows->stmt && sqlite3_prepare_v3(db->handle, query_text[q], -1,
				   SQLITE_PREPARE_PERSISTENT, &rows->stmt, NULL) != SQLITE_OK)
		return db_failed(db, query_name[q], err);
	if (sqlite3_bind_parameter_count(rows->stmt) != (int)strlen(types))
		return error_set(err, CPC_INTERNAL, "the statement %s takes %d values, not %zu",
			query_name[q], sqlite3_bind_parameter_count(rows->stmt), strlen(types));
	for (int i = 0; types[i]; i++) {
		if (bind_one(rows->stmt, i + 1, types[i], life, args) != SQLITE_OK)
			return db_failed(db, query_name[q], err);
	}
	rows->db = db;
	rows->open = true;
	rows->rc = SQLITE_OK;
	*out = rows;
	return CPC_OK;
}

bool rows_next(struct rows *rows)
{
	if (!rows)
		return false;
	rows->rc = sqlite3_step(rows->stmt);
	return rows->rc == SQLITE_ROW;
}

int rows_end(struct rows *rows, struct cpc_error *err)
{
	int rc = CPC_OK;
	if (!rows)
		return rc;
	/* The reset tells too of a column that there was no memory for. */
	bool failed = rows->rc != SQLITE_OK && rows->rc != SQLITE_ROW && rows->rc != SQLITE_DONE;
	if (sqlite3_reset(rows->stmt) != SQLITE_OK || failed)
		rc = db_failed(rows->db, "read or save", err);
	rows->open = false;
	return rc;
}

int db_rows(struct db *db, enum query q, struct rows **out, struct cpc_error *err,
	const char *types, ...)
{
	va_list args;
	va_start(args, types);
	int rc = start(db, q, out, err, SQLITE_TRANSIENT, types, &args);
	va_end(args);
	return rc;
}

int db_run(struct db *db, enum query q, struct cpc_error *err, const char *types, ...)
{
	struct rows *rows;
	va_list args;
	va_start(args, types);
	int rc = start(db, q, &rows, err, SQLITE_STATIC, types, &args);
	va_end(args);
	if (rc)
		return rc;
	while (rows_next(rows))
		;
	return rows_end(rows, err);
}

int db_get_i64(
	struct db *db, enum query q, int64_t *out, struct cpc_error *err, const char *types, ...)
{
	struct rows *rows;
	va_list args;
	va_start(args, types);
	int rc = start(db, q, &rows, err, SQLITE_STATIC, types, &args);
	va_end(args);
	if (rc)
		return rc;
	bool found = rows_next(rows);
	if (found)
		*out = rows_i64(rows, 0);
	rc = rows_end(rows, err);
	return rc ? rc : found ? CPC_OK : CPC_NO;
}

const char *rows_text(struct rows *rows, int column)
{
	const char *text = (const char *)sqlite3_column_text(rows->stmt, column);
	return text ? text : "";
}

int64_t rows_i64(struct rows *rows, int column)
{
	return sqlite3_column_int64(rows->stmt, column);
}

int rows_int(struct rows *rows, int column)
{
	return sqlite3_column_int(rows->stmt, column);
}

double rows_real(struct rows *rows, int column)
{
	return sqlite3_column_double(rows->stmt, column);
}

bool rows_null(struct rows *rows, int column)
{
	return sqlite3_column_type(rows->stmt, column) == SQLITE_NULL;
}

int64_t db_last_id(struct db *db)
{
	return sqlite3_last_insert_rowid(db->handle);
}
