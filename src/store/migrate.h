/*
 * migrate.h - bringing an older file to today's schema.
 * May use: sqlite3, base. Must not know: what the tables mean.
 *
 * The ladder is the files schema/0001.sql, 0002.sql, ...; user_version is the step a file stands
 * on. Each step and its number are one transaction, for a new file all of them together; before the
 * first step of a file that holds something, a copy is kept beside it as <file>.v<step>.bak.
 */
#ifndef STORE_MIGRATE_H
#define STORE_MIGRATE_H

#include "store/db_internal.h"

int64_t migrate_newest(void);

/* CPC_CONFIG, with the version of the program that wrote the file. */
int migrate_refuse_newer(struct db *db, int64_t version, struct cpc_error *err);

int migrate_run(struct db *db, const char *program, struct cpc_error *err);

/* The ladder of migrate_run as arguments, for its test. */
int migrate_climb(struct db *db, const char *const steps[], int count, const char *program,
	struct cpc_error *err);

#endif
