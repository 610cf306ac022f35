/*
 * migrate.c - bringing an older file to today's schema.
 * May use: sqlite3, base. Must not know: what the tables mean.
 */
#include "store/migrate.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "store/db.h"
#include "store/schema.gen.h"

int64_t migrate_newest(void)
{
	return schema_step_count;
}

int migrate_refuse_newer(struct db *db, int64_t version, struct cpc_error *err)
{
	sqlite3_stmt *stmt = NULL;
	const char *by = NULL;
	if (sqlite3_prepare_v2(db->handle, "select value from identity where key = 'program'", -1,
		    &stmt, NULL) == SQLITE_OK &&
		sqlite3_step(stmt) == SQLITE_ROW)
		by = (const char *)sqlite3_column_text(stmt, 0);
	int rc = error_set(err, CPC_CONFIG,
		"%s: made by a newer cpc (%s, data version %" PRId64
		"); this one knows versions up "
		"to %" PRId64 ". Update cpc; the file was left as it is.",
		db->path, by ? by : "version unknown", version, migrate_newest());
	sqlite3_finalize(stmt);
	return rc;
}

static int set_identity(struct db *db, const char *program, struct cpc_error *err)
{
	sqlite3_stmt *stmt = NULL;
	int rc = CPC_OK;
	if (sqlite3_prepare_v2(db->handle,
		    "insert into identity (key, value) values ('program', ?1) "
		    "on conflict (key) do update set value = excluded.value",
		    -1, &stmt, NULL) != SQLITE_OK ||
		sqlite3_bind_text(stmt, 1, program, -1, SQLITE_STATIC) != SQLITE_OK ||
		sqlite3_step(stmt) != SQLITE_DONE)
		rc = db_failed(db, "save", err);
	sqlite3_finalize(stmt);
	return rc;
}

static int take_step(
	struct db *db, const char *sql, int step, const char *program, struct cpc_error *err)
{
	char version[128];
	snprintf(version, sizeof version, "pragma application_id = %d; pragma user_version = %d",
		DB_APPLICATION_ID, step);
	int rc = db_exec(db, sql, err);
	if (!rc)
		rc = db_exec(db, version, err);
	return rc ? rc : set_identity(db, program, err);
}

/* Up to a step, in one transaction. Another process may have climbed while we waited for the lock.
 */
static int climb_to(struct db *db, const char *const steps[], int step, const char *program,
	struct cpc_error *err)
{
	int64_t now = 0;
	int rc = db_begin(db, err);
	if (rc)
		return rc;
	rc = db_number(db, "pragma user_version", &now, err);
	for (int next = (int)now + 1; !rc && next <= step; next++)
		rc = take_step(db, steps[next - 1], next, program, err);
	return db_end(db, rc, err);
}

static int keep_copy(struct db *db, int64_t version, struct cpc_error *err)
{
	char suffix[32];
	snprintf(suffix, sizeof suffix, ".v%" PRId64 ".bak", version);
	char *copy = db_beside(db, suffix);
	if (!copy)
		return error_memory(err);
	/* A copy that is there already is from an upgrade that was cut short: as good. */
	int rc = file_exists(copy) ? CPC_OK : db_copy(db, copy, version, err);
	free(copy);
	return rc;
}

int migrate_climb(struct db *db, const char *const steps[], int count, const char *program,
	struct cpc_error *err)
{
	int64_t version = 0;
	int rc;
	do {
		rc = db_number(db, "pragma user_version", &version, err);
		if (rc || version >= count)
			return rc;
		if (version == 0) /* a new file is whole or empty */
			return climb_to(db, steps, count, program, err);
		rc = keep_copy(db, version, err);
	} while (rc == CPC_NO); /* somebody else climbs */
	for (int step = (int)version + 1; !rc && step <= count; step++)
		rc = climb_to(db, steps, step, program, err);
	return rc;
}

int migrate_run(struct db *db, const char *program, struct cpc_error *err)
{
	return migrate_climb(db, schema_step, schema_step_count, program, err);
}
