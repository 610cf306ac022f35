/*
 * db.c - one learner's SQLite file: opening, checking, closing, transactions.
 * May use: sqlite3, base. Must not know: what a question is, how a review is scheduled.
 */
#include "store/db.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "store/db_internal.h"
#include "store/migrate.h"

#define BUSY_MS 5000

static int disk_is_full(const char *path, struct cpc_error *err)
{
	return error_set(err, CPC_IO,
		"%s: the disk is full; nothing of this step was saved and nothing saved "
		"before is lost. Free some space and try again.",
		path);
}

/* What the operating system refused. A full disk and a quota that is reached show in other ways
 * too than by SQLITE_FULL: a journal that cannot be made is SQLITE_CANTOPEN. */
static int system_failed(struct db *db, const char *doing, struct cpc_error *err)
{
	const char *message = sqlite3_errmsg(db->handle);
	int code = sqlite3_extended_errcode(db->handle), e = sqlite3_system_errno(db->handle);
	int status = e == EACCES || e == EPERM || e == EROFS ? CPC_PERMISSION : CPC_IO;
	if (code == SQLITE_IOERR_NOMEM)
		return error_memory(err);
	if (e == ENOSPC || e == EDQUOT)
		return disk_is_full(db->path, err);
	if ((code & 0xFF) == SQLITE_CANTOPEN)
		return error_set(err, status,
			"%s: cannot open this file, or not make its journal beside it: %s (%s)",
			db->path, message, strerror(e));
	return error_set(
		err, CPC_IO, "%s: cannot %s: %s (%s)", db->path, doing, message, strerror(e));
}

int db_failed(struct db *db, const char *doing, struct cpc_error *err)
{
	const char *path = db->path;
	switch (sqlite3_errcode(db->handle) & 0xFF) {
	case SQLITE_FULL:
		return disk_is_full(path, err);
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return error_set(err, CPC_BUSY,
			"%s: another cpc has been writing for %d seconds; try again when it is "
			"done.",
			path, BUSY_MS / 1000);
	case SQLITE_READONLY:
	case SQLITE_PERM:
	case SQLITE_AUTH:
		return error_set(err, CPC_PERMISSION, "%s: this file may not be written.", path);
	case SQLITE_NOTADB:
		return error_set(err, CPC_DATA,
			"%s: not a file of cpc (it is no SQLite database); it was left as it is.",
			path);
	case SQLITE_CORRUPT:
		return error_set(err, CPC_DATA, "%s: the file is damaged (%s); see `cpc doctor`.",
			path, sqlite3_errmsg(db->handle));
	case SQLITE_NOMEM:
		return error_memory(err);
	case SQLITE_CANTOPEN:
	case SQLITE_IOERR:
		return system_failed(db, doing, err);
	default:
		return error_set(err, CPC_INTERNAL, "%s: cannot %s: %s", path, doing,
			sqlite3_errmsg(db->handle));
	}
}

int db_exec(struct db *db, const char *sql, struct cpc_error *err)
{
	if (sqlite3_exec(db->handle, sql, NULL, NULL, NULL) != SQLITE_OK)
		return db_failed(db, "save", err);
	return CPC_OK;
}

int db_number(struct db *db, const char *sql, int64_t *out, struct cpc_error *err)
{
	sqlite3_stmt *stmt = NULL;
	int rc = CPC_OK;
	if (sqlite3_prepare_v2(db->handle, sql, -1, &stmt, NULL) != SQLITE_OK ||
		sqlite3_step(stmt) != SQLITE_ROW)
		rc = db_failed(db, "read", err);
	else
		*out = sqlite3_column_int64(stmt, 0);
	sqlite3_finalize(stmt);
	return rc;
}

/* Make the file with its mode before SQLite sees it: SQLite would use the process's umask, which
 * is not ours to change. An empty file is a new database. */
static int make_file(const char *path, struct cpc_error *err)
{
	const char *slash = strrchr(path, '/');
	if (slash && slash != path) {
		struct buf dir = BUF_INIT;
		buf_add(&dir, path, (size_t)(slash - path));
		int rc = dir.failed ? error_memory(err) : file_make_dirs(dir.data, err);
		buf_release(&dir);
		if (rc)
			return rc;
	}
	int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0 && errno != EEXIST)
		return error_set(err, CPC_CANTCREATE, "%s: cannot make this file: %s", path,
			strerror(errno));
	if (fd >= 0)
		close(fd);
	return CPC_OK;
}

/* By stat alone: opening and closing the file ourselves would cancel the locks of another
 * connection of this process (sqlite.org/howtocorrupt.html 2.2). */
static int check_path(const char *path, struct cpc_error *err)
{
	struct stat st;
	if (stat(path, &st) < 0) {
		if (errno == ENOENT)
			return make_file(path, err);
		int status = errno == EACCES ? CPC_PERMISSION : CPC_CANTCREATE;
		return error_set(
			err, status, "%s: cannot open this file: %s", path, strerror(errno));
	}
	if (S_ISDIR(st.st_mode))
		return error_set(
			err, CPC_CANTCREATE, "%s: a folder; cpc keeps its data in a file.", path);
	if (!S_ISREG(st.st_mode))
		return error_set(err, CPC_CANTCREATE, "%s: not a regular file.", path);
	if (access(path, R_OK) < 0)
		return error_set(err, CPC_PERMISSION, "%s: this file may not be read.", path);
	if (access(path, W_OK) < 0 || (st.st_mode & 0222) == 0)
		return error_set(err, CPC_PERMISSION,
			"%s: this file is read-only, and cpc must be able to save answers in it.",
			path);
	return CPC_OK;
}

struct identity {
	int64_t id, version;
	int64_t tables; /* of a file that is not ours; SQLite reads the whole schema for it */
};

static bool is_ours(const struct identity *file)
{
	return file->id == DB_APPLICATION_ID && file->version > 0;
}

/* At one moment: another cpc may be making the file. */
static int read_identity(struct db *db, struct identity *out, struct cpc_error *err)
{
	*out = (struct identity){0, 0, 0};
	int rc = db_exec(db, "begin", err);
	if (!rc)
		rc = db_number(db, "pragma application_id", &out->id, err);
	if (!rc)
		rc = db_number(db, "pragma user_version", &out->version, err);
	if (!rc && !is_ours(out))
		rc = db_number(db, "select count(*) from sqlite_schema", &out->tables, err);
	int end = db_exec(db, "commit", rc ? NULL : err);
	return rc ? rc : end;
}

static int check_identity(struct db *db, struct cpc_error *err)
{
	struct identity file;
	int rc = read_identity(db, &file, err);
	if (rc)
		return rc;
	bool empty = file.id == 0 && file.version == 0 && file.tables == 0;
	if (!is_ours(&file) && !empty)
		return error_set(err, CPC_DATA,
			"%s: a database of another program, not of cpc; it was left as it is.",
			db->path);
	if (file.version > migrate_newest())
		return migrate_refuse_newer(db, file.version, err);
	return CPC_OK;
}

/* Look without touching: immutable=1 neither locks nor makes a journal, so that a foreign file,
 * one in WAL mode say, stays as it was. */
static int look(const struct db *db, struct cpc_error *err)
{
	struct buf uri = BUF_INIT;
	buf_add_text(&uri, "file:");
	for (const char *p = db->file; *p; p++) {
		if (strchr("?#%", *p))
			buf_printf(&uri, "%%%02X", (unsigned char)*p);
		else
			buf_add_char(&uri, *p);
	}
	buf_add_text(&uri, "?immutable=1");
	if (uri.failed) {
		buf_release(&uri);
		return error_memory(err);
	}
	struct db seen = {.path = db->path};
	int rc;
	if (sqlite3_open_v2(uri.data, &seen.handle, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL) !=
		SQLITE_OK)
		rc = db_failed(&seen, "open", err);
	else
		rc = check_identity(&seen, err);
	sqlite3_close(seen.handle);
	buf_release(&uri);
	return rc;
}

/* While there is a journal, from a crash or of another cpc that is writing now, only SQLite itself
 * can tell what the file holds. One may come and go while we look without a lock and see half of a
 * change; what is really wrong stays wrong. */
static int look_first(struct db *db, struct cpc_error *err)
{
	char *journal = db_beside(db, "-journal");
	if (!journal)
		return error_memory(err);
	int rc = CPC_DATA;
	for (int tries = 0; rc && tries < 3; tries++)
		rc = file_exists(journal) ? CPC_OK : look(db, err);
	free(journal);
	return rc;
}

static int configure(struct db *db, struct cpc_error *err)
{
	static const struct {
		int option, on;
	} switches[] = {
		{SQLITE_DBCONFIG_DQS_DML, 0},
		{SQLITE_DBCONFIG_DQS_DDL, 0},
		{SQLITE_DBCONFIG_DEFENSIVE, 1},
		{SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
		{SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
		{SQLITE_DBCONFIG_ENABLE_FKEY, 1},
	};
	sqlite3_extended_result_codes(db->handle, 1);
	sqlite3_busy_timeout(db->handle, BUSY_MS);
	for (size_t i = 0; i < sizeof switches / sizeof *switches; i++)
		sqlite3_db_config(db->handle, switches[i].option, switches[i].on, NULL);
	/* The rollback journal and not WAL: an answer must survive power loss, and a person
	 * answers in seconds. EXTRA syncs the folder too when the journal is removed. */
	return db_exec(db,
		"pragma journal_mode = delete; pragma synchronous = extra;"
		"pragma cell_size_check = on; pragma mmap_size = 0;",
		err);
}

static int open_handle(struct db *db, const char *program, struct cpc_error *err)
{
	int rc = look_first(db, err);
	if (rc)
		return rc;
	if (sqlite3_open_v2(db->file, &db->handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX,
		    NULL) != SQLITE_OK)
		return db_failed(db, "open", err);
	rc = configure(db, err);
	if (!rc)
		rc = check_identity(db, err);
	if (!rc)
		rc = migrate_run(db, program, err);
	if (!rc && sqlite3_prepare_v2(db->handle, "rollback", -1, &db->rollback, NULL) != SQLITE_OK)
		rc = db_failed(db, "open", err);
	return rc;
}

int db_open(const char *path, const char *program, struct db **out, struct cpc_error *err)
{
	*out = NULL;
	if (sqlite3_libversion_number() < 3040000)
		return error_set(err, CPC_INTERNAL,
			"SQLite %s is too old: 3.40 or newer is needed.", sqlite3_libversion());
	int rc = check_path(path, err);
	if (rc)
		return rc;
	struct db *db = calloc(1, sizeof *db);
	if (!db || !(db->path = strdup(path)))
		rc = error_memory(err);
	else if (!(db->file = realpath(path, NULL)))
		rc = errno == ENOMEM ? error_memory(err)
				     : error_set(err, CPC_IO, "%s: cannot open this file: %s", path,
					       strerror(errno));
	else
		rc = open_handle(db, program, err);
	if (rc)
		db_close(db);
	else
		*out = db;
	return rc;
}

void db_close(struct db *db)
{
	if (!db)
		return;
	db_drop_statements(db);
	sqlite3_finalize(db->rollback);
	sqlite3_close(db->handle);
	free(db->file);
	free(db->path);
	free(db);
}

const char *db_library_version(void)
{
	return sqlite3_libversion();
}

const char *db_path(const struct db *db)
{
	return db->path;
}

char *db_beside(const struct db *db, const char *suffix)
{
	struct buf name = BUF_INIT;
	buf_printf(&name, "%s%s", db->file, suffix);
	if (name.failed)
		buf_release(&name);
	return name.data;
}

int db_begin(struct db *db, struct cpc_error *err)
{
	return db_exec(db, "begin immediate", err);
}

void db_rollback(struct db *db)
{
	if (sqlite3_get_autocommit(db->handle))
		return;
	if (db->rollback) {
		sqlite3_step(db->rollback);
		sqlite3_reset(db->rollback);
	} else { /* while the file is being opened */
		sqlite3_exec(db->handle, "rollback", NULL, NULL, NULL);
	}
}

int db_commit(struct db *db, struct cpc_error *err)
{
	int rc = db_exec(db, "commit", err);
	if (rc)
		db_rollback(db);
	return rc;
}

int db_end(struct db *db, int rc, struct cpc_error *err)
{
	if (!rc)
		return db_commit(db, err);
	db_rollback(db);
	return rc;
}

/* In KiB, as the pragma has it below 0. */
int db_begin_long(struct db *db, struct cpc_error *err)
{
	return db_exec(db, "pragma cache_size = -16000", err);
}

void db_end_long(struct db *db)
{
	sqlite3_exec(db->handle, "pragma cache_size = -2000", NULL, NULL, NULL);
}

static int vacuum_into(struct db *db, const char *path, struct cpc_error *err)
{
	sqlite3_stmt *stmt = NULL;
	int rc = CPC_OK;
	if (sqlite3_prepare_v2(db->handle, "vacuum into ?1", -1, &stmt, NULL) != SQLITE_OK ||
		sqlite3_bind_text(stmt, 1, path, -1, SQLITE_STATIC) != SQLITE_OK ||
		sqlite3_step(stmt) != SQLITE_DONE)
		rc = db_failed(db, "copy", err);
	sqlite3_finalize(stmt);
	return rc;
}

/* CPC_NO when the copy is of another version: somebody climbed in the meantime. */
static int check_version(const char *path, int64_t version, struct cpc_error *err)
{
	struct db copy = {.path = (char *)path};
	int64_t found = 0;
	int rc = CPC_OK;
	if (sqlite3_open_v2(path, &copy.handle, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK)
		rc = db_failed(&copy, "open", err);
	if (!rc)
		rc = db_number(&copy, "pragma user_version", &found, err);
	sqlite3_close(copy.handle);
	return rc ? rc : found == version ? CPC_OK : CPC_NO;
}

int db_copy(struct db *db, const char *path, int64_t version, struct cpc_error *err)
{
	/* VACUUM INTO takes an empty file that is there, with the mode it has. */
	struct buf temp = BUF_INIT;
	int rc = file_temp(path, &temp, err);
	if (!rc)
		rc = vacuum_into(db, temp.data, err);
	if (!rc)
		rc = check_version(temp.data, version, err);
	if (!rc)
		rc = file_place(temp.data, path, err);
	if (temp.data) {
		unlink(temp.data);
		buf_add_text(&temp, "-journal");
		unlink(temp.data);
	}
	buf_release(&temp);
	return rc;
}

static int report_rows(struct db *db, const char *sql, const char *prefix, int limit,
	void (*found)(void *, const char *), void *context, struct cpc_error *err)
{
	sqlite3_stmt *stmt = NULL;
	int rc = sqlite3_prepare_v2(db->handle, sql, -1, &stmt, NULL);
	while (rc == SQLITE_OK && limit-- > 0 && (rc = sqlite3_step(stmt)) == SQLITE_ROW) {
		const char *text = (const char *)sqlite3_column_text(stmt, 0);
		struct buf sentence = BUF_INIT;
		buf_printf(&sentence, "%s: %s", prefix, text ? text : "");
		found(context, buf_text(&sentence));
		buf_release(&sentence);
		rc = SQLITE_OK;
	}
	int status = rc == SQLITE_OK || rc == SQLITE_DONE ? CPC_OK : db_failed(db, "check", err);
	sqlite3_finalize(stmt);
	return status;
}

int db_check(struct db *db, int limit, void (*found)(void *context, const char *sentence),
	void *context, struct cpc_error *err)
{
	int rc = report_rows(db,
		"select integrity_check from pragma_integrity_check where integrity_check <> 'ok'",
		"the file is damaged", limit, found, context, err);
	if (!rc)
		rc = report_rows(db, "select \"table\" from pragma_foreign_key_check",
			"a row that points to one that is not there, in table", limit, found,
			context, err);
	return rc;
}
