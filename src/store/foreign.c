/*
 * foreign.c - somebody else's SQLite database, held in memory and read without trust
 * (sqlite.org/security.html, "untrusted SQLite database files").
 * May use: sqlite3, base. Must not know: whose database it is.
 */
#include "store/foreign.h"

#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/utf8.h"

#define HEADER_SIZE 100
/* Where the header says whether the file is written by a journal (1) or a write-ahead log (2). */
#define HEADER_WRITE 18
#define HEADER_READ 19

#define STEPS_BETWEEN 1000 /* calls of the counter */
#define SHOWN_MAX 120	   /* characters of what SQLite says */

static const struct {
	int limit, most;
} limits[] = {
	{SQLITE_LIMIT_LENGTH, FOREIGN_VALUE_MAX},
	{SQLITE_LIMIT_SQL_LENGTH, 100000},
	{SQLITE_LIMIT_COLUMN, 100},
	{SQLITE_LIMIT_EXPR_DEPTH, 20},
	{SQLITE_LIMIT_COMPOUND_SELECT, 3},
	{SQLITE_LIMIT_VDBE_OP, 25000},
	{SQLITE_LIMIT_FUNCTION_ARG, 8},
	{SQLITE_LIMIT_ATTACHED, 0},
	{SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 50},
	{SQLITE_LIMIT_VARIABLE_NUMBER, 10},
	{SQLITE_LIMIT_TRIGGER_DEPTH, 1},
	{SQLITE_LIMIT_WORKER_THREADS, 0},
};

static const struct {
	int option, on;
} switches[] = {
	{SQLITE_DBCONFIG_DQS_DML, 0},
	{SQLITE_DBCONFIG_DQS_DDL, 0},
	{SQLITE_DBCONFIG_DEFENSIVE, 1},
	{SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
	{SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
	{SQLITE_DBCONFIG_ENABLE_TRIGGER, 0},
	{SQLITE_DBCONFIG_ENABLE_VIEW, 0},
};

/* What SQLite says may hold names from the database, and stand below a line of its own. */
static int refuse(struct foreign *f, const char *what, const char *said, struct cpc_error *err)
{
	static const char heading[] = "*** in database main ***\n";
	struct buf shown = BUF_INIT;
	struct str rest = str_of(said), found;
	if (str_starts(rest, heading))
		rest = str_from(rest, strlen(heading));
	str_next(&rest, '\n', &found);
	utf8_add_quoted(&shown, found, SHOWN_MAX);
	int rc = shown.failed ? error_memory(err)
			      : error_set(err, CPC_DATA, "%s: this database %s: %s", f->name, what,
					buf_text(&shown));
	buf_release(&shown);
	return rc;
}

int foreign_failed(struct foreign *f, struct cpc_error *err)
{
	switch (sqlite3_errcode(f->handle) & 0xFF) {
	case SQLITE_NOMEM:
	case SQLITE_OK: /* sqlite3_deserialize does not say that memory ran out */
		return error_memory(err);
	case SQLITE_INTERRUPT:
		return error_set(err, CPC_DATA,
			"%s: reading this database takes more than %lld steps, which is the most",
			f->name, (long long)f->most);
	case SQLITE_TOOBIG:
		return error_set(err, CPC_DATA,
			"%s: a value in this database is longer than %d bytes, which is the most",
			f->name, FOREIGN_VALUE_MAX);
	case SQLITE_NOTADB:
		return error_set(err, CPC_DATA, "%s: this is no SQLite database", f->name);
	default:
		return refuse(f, "cannot be read", sqlite3_errmsg(f->handle), err);
	}
}

/* What a statement wants to do: reading of tables of this database and simple functions over what
 * was read. `within` is the view or trigger that asks. */
static int authorize(void *context, int action, const char *a, const char *b, const char *database,
	const char *within)
{
	static const char functions[] = " count min ->> ";
	char name[32];
	(void)context;
	if (within)
		return SQLITE_DENY;
	switch (action) {
	case SQLITE_SELECT:
		return SQLITE_OK;
	case SQLITE_READ:
		/* NULL: of a table without its columns, as count(*) reads it. */
		return !database || strcmp(database, "main") == 0 ? SQLITE_OK : SQLITE_DENY;
	case SQLITE_FUNCTION:
		if (!b || strlen(b) > sizeof name - 3)
			return SQLITE_DENY;
		sqlite3_snprintf(sizeof name, name, " %s ", b);
		return strstr(functions, name) ? SQLITE_OK : SQLITE_DENY;
	case SQLITE_PRAGMA:
		return a && strcasecmp(a, "quick_check") == 0 ? SQLITE_OK : SQLITE_DENY;
	default:
		return SQLITE_DENY;
	}
}

static int count_steps(void *context)
{
	struct foreign *f = context;
	f->steps += STEPS_BETWEEN;
	return f->steps > f->most;
}

/* Anki's order of names. Of ASCII only: it has to be some order, and nothing here rests on it. */
static int compare_names(void *context, int an, const void *a, int bn, const void *b)
{
	(void)context;
	int order = strncasecmp(a, b, (size_t)(an < bn ? an : bn));
	return order ? order : an - bn;
}

static int configure(struct foreign *f, struct cpc_error *err)
{
	static const char *const modules[] = {"json_each", NULL};
	sqlite3 *db = f->handle;
	for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
		sqlite3_limit(db, limits[i].limit, limits[i].most);
	for (size_t i = 0; i < sizeof switches / sizeof *switches; i++)
		sqlite3_db_config(db, switches[i].option, switches[i].on, NULL);
	if (sqlite3_drop_modules(db, (const char **)modules) != SQLITE_OK ||
		sqlite3_create_collation(db, "unicase", SQLITE_UTF8, NULL, compare_names) !=
			SQLITE_OK ||
		sqlite3_exec(db,
			"pragma cell_size_check = on; pragma mmap_size = 0;"
			"pragma temp_store = memory;",
			NULL, NULL, NULL) != SQLITE_OK)
		return foreign_failed(f, err);
	sqlite3_progress_handler(db, STEPS_BETWEEN, count_steps, f);
	return CPC_OK;
}

static int check(struct foreign *f, struct cpc_error *err)
{
	sqlite3_stmt *stmt;
	int rc = foreign_prepare(f, "pragma quick_check(1)", &stmt, err);
	if (!rc)
		rc = foreign_step(f, stmt, err);
	const char *found = rc ? NULL : (const char *)sqlite3_column_text(stmt, 0);
	if (rc == CPC_NO || (!rc && !found))
		rc = foreign_failed(f, err);
	else if (!rc && strcmp(found, "ok") != 0)
		rc = refuse(f, "is damaged", found, err);
	sqlite3_finalize(stmt);
	return rc;
}

static int open_bytes(struct foreign *f, unsigned char *bytes, size_t size, struct cpc_error *err)
{
	if (sqlite3_open_v2(":memory:", &f->handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX,
		    NULL) != SQLITE_OK)
		return foreign_failed(f, err);
	int rc = configure(f, err);
	if (!rc && sqlite3_deserialize(f->handle, "main", bytes, (sqlite3_int64)size,
			   (sqlite3_int64)size, SQLITE_DESERIALIZE_READONLY) != SQLITE_OK)
		rc = foreign_failed(f, err);
	/* json_each declares itself at its first use, which the authorizer would refuse. */
	if (!rc && (sqlite3_exec(f->handle, "select 1 from json_each('[]')", NULL, NULL, NULL) !=
				   SQLITE_OK ||
			   sqlite3_set_authorizer(f->handle, authorize, NULL) != SQLITE_OK))
		rc = foreign_failed(f, err);
	return rc ? rc : check(f, err);
}

int foreign_open(struct foreign *f, unsigned char *bytes, size_t size, const char *name,
	struct cpc_error *err)
{
	*f = (struct foreign){.name = name, .most = (int64_t)size * FOREIGN_STEPS_PER_BYTE};
	if (f->most < FOREIGN_STEPS_LEAST)
		f->most = FOREIGN_STEPS_LEAST;
	if (size < HEADER_SIZE || memcmp(bytes, "SQLite format 3", 16) != 0)
		return error_set(err, CPC_DATA, "%s: this is no SQLite database", name);
	/* A database in memory has no log beside it, and SQLite would not open it. */
	bytes[HEADER_WRITE] = bytes[HEADER_READ] = 1;
	int rc = open_bytes(f, bytes, size, err);
	if (rc)
		foreign_close(f);
	return rc;
}

void foreign_close(struct foreign *f)
{
	sqlite3_close(f->handle);
	f->handle = NULL;
}

int foreign_prepare(struct foreign *f, const char *sql, sqlite3_stmt **out, struct cpc_error *err)
{
	if (sqlite3_prepare_v2(f->handle, sql, -1, out, NULL) != SQLITE_OK)
		return foreign_failed(f, err);
	return CPC_OK;
}

int foreign_step(struct foreign *f, sqlite3_stmt *stmt, struct cpc_error *err)
{
	int rc = sqlite3_step(stmt);
	return rc == SQLITE_ROW ? CPC_OK : rc == SQLITE_DONE ? CPC_NO : foreign_failed(f, err);
}

int foreign_has_table(struct foreign *f, const char *table, bool *out, struct cpc_error *err)
{
	sqlite3_stmt *stmt;
	*out = false;
	int rc = foreign_prepare(f,
		"select 1 from sqlite_schema where type = 'table' and name = ?1 and rootpage > 0",
		&stmt, err);
	if (!rc && sqlite3_bind_text(stmt, 1, table, -1, SQLITE_STATIC) != SQLITE_OK)
		rc = foreign_failed(f, err);
	if (!rc)
		rc = foreign_step(f, stmt, err);
	*out = rc == CPC_OK;
	sqlite3_finalize(stmt);
	return rc == CPC_NO ? CPC_OK : rc;
}
