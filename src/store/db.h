/*
 * db.h - one learner's SQLite file: opening, checking, closing, transactions.
 * May use: sqlite3, base. Must not know: what a question is, how a review is scheduled.
 */
#ifndef STORE_DB_H
#define STORE_DB_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"

/* "CPC1" */
#define DB_APPLICATION_ID 0x43504331

struct db;

/*
 * Open the file at `path`, making it (0600) and its folder (0700) when it is missing, and bring it
 * to the newest schema. `program` is the version of the program, written into the file so that an
 * older program can name it. The file is left untouched when this fails:
 *   CPC_DATA        not an SQLite file, or one of another program
 *   CPC_CONFIG      made by a newer cpc
 *   CPC_PERMISSION  may not be read or written
 *   CPC_CANTCREATE  a folder stands there, or nothing can be made there
 *   CPC_BUSY        locked by another process for five seconds
 *   CPC_IO          a disk error or a full disk
 */
int db_open(const char *path, const char *program, struct db **out, struct cpc_error *err);
void db_close(struct db *db);

/* "3.40.1" */
const char *db_library_version(void);

const char *db_path(const struct db *db);

/* The name of the file `suffix` beside the database (beside the file itself when that was named by
 * a link); the caller frees it. NULL: no memory. */
char *db_beside(const struct db *db, const char *suffix);

/* Writing happens between db_begin (which takes the write lock at once, so that two writers wait
 * for each other instead of failing) and db_commit or db_rollback. A failed commit is rolled back.
 * db_rollback outside a transaction does nothing. */
int db_begin(struct db *db, struct cpc_error *err);
int db_commit(struct db *db, struct cpc_error *err);
void db_rollback(struct db *db);

/* Commit when rc is 0, else roll back and return rc: the end of every writing function. */
int db_end(struct db *db, int rc, struct cpc_error *err);

/* Keep more of the file in memory, for a long transaction; between transactions only. */
int db_begin_long(struct db *db, struct cpc_error *err);
void db_end_long(struct db *db);

/* A copy of the whole file at `path`, mode 0600, as long as that is of `version` (its
 * user_version); CPC_NO, and no copy, when another process has brought it to a newer one. It is on
 * the disk in full before it has that name, and does not replace a file that has it already. */
int db_copy(struct db *db, const char *path, int64_t version, struct cpc_error *err);

/* Every row that SQLite's own integrity check and its foreign key check complain about, at most
 * `limit`, as a call of `found(context, sentence)` each. */
int db_check(struct db *db, int limit, void (*found)(void *context, const char *sentence),
	void *context, struct cpc_error *err);

#endif
