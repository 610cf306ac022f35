/*
 * foreign.h - somebody else's SQLite database, held in memory and read without trust: it runs
 * nothing that is written in it, and its size and the work it causes have limits.
 * May use: sqlite3, base. Must not know: whose database it is.
 */
#ifndef STORE_FOREIGN_H
#define STORE_FOREIGN_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"

/* No value or row may be longer, and SQLite may take so many steps for each byte of the database;
 * an honest reading of every row takes about one. */
#define FOREIGN_VALUE_MAX 67108864
#define FOREIGN_STEPS_PER_BYTE 16
#define FOREIGN_STEPS_LEAST 10000000

struct foreign {
	sqlite3 *handle;
	const char *name;    /* for messages: "deck.apkg: the collection" */
	int64_t steps, most; /* taken, allowed */
};

/* Open a database of `size` bytes, which must outlive it and are changed where its header asks for
 * a write-ahead log that is not there. Its structure is checked. Only tables can be read then, and
 * json_each of values. CPC_DATA when it is no database, is damaged or goes beyond a limit. */
int foreign_open(struct foreign *f, unsigned char *bytes, size_t size, const char *name,
	struct cpc_error *err);
void foreign_close(struct foreign *f);

/* True when there is a table of this name: no view and no virtual table. */
int foreign_has_table(struct foreign *f, const char *table, bool *out, struct cpc_error *err);

int foreign_prepare(struct foreign *f, const char *sql, sqlite3_stmt **out, struct cpc_error *err);

/* The next row: CPC_OK; CPC_NO at the end. */
int foreign_step(struct foreign *f, sqlite3_stmt *stmt, struct cpc_error *err);

/* Sentence and status for what SQLite last complained of. */
int foreign_failed(struct foreign *f, struct cpc_error *err);

#endif
