/*
 * engine.c - opening and closing an engine.
 * May use: everything below the engine. Must not know: the terminal, the clock.
 */
#include "engine/engine.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "rules/pattern.h"

const char *cpc_version(void)
{
	return CPC_VERSION;
}

void cpc_libraries(char *out, size_t size)
{
	char pcre2[32];
	pattern_library_version(pcre2, sizeof pcre2);
	snprintf(out, size, "sqlite %s, pcre2 %s", db_library_version(), pcre2);
}

static int read_device(cpc *c, struct cpc_error *err)
{
	struct rows *rows;
	int rc = db_rows(c->db, Q_IDENTITY_GET, &rows, err, "t", "device");
	if (rc)
		return rc;
	if (rows_next(rows))
		snprintf(c->device, sizeof c->device, "%s", rows_text(rows, 0));
	return rows_end(rows, err);
}

static int know_device(cpc *c, struct cpc_error *err)
{
	int rc = read_device(c, err);
	if (rc || c->device[0])
		return rc;
	rc = db_begin(c->db, err);
	if (!rc)
		rc = db_end(c->db, db_run(c->db, Q_IDENTITY_DEVICE, err, ""), err);
	return rc ? rc : read_device(c, err);
}

static int ready(cpc *c, const char *path, struct cpc_error *err)
{
	struct cpc_fsrs_params params;
	cpc_fsrs_params_default(&params);
	if (!cpc_fsrs_model_init(&c->model, &params, true))
		return error_set(err, CPC_INTERNAL, "the scheduler refused its own parameters");
	int rc = db_open(path, CPC_VERSION, &c->db, err);
	return rc ? rc : know_device(c, err);
}

int cpc_open(const char *path, cpc **out, struct cpc_error *err)
{
	error_clear(err);
	*out = NULL;
	cpc *c = calloc(1, sizeof *c);
	if (!c)
		return error_memory(err);
	int rc = ready(c, path, err);
	if (rc)
		cpc_close(c);
	else
		*out = c;
	return rc;
}

void cpc_close(cpc *c)
{
	if (!c)
		return;
	db_close(c->db);
	arena_release(&c->domain_texts);
	buf_release(&c->setting_text);
	arena_release(&c->guide_texts);
	free(c->guide);
	arena_release(&c->salary_texts);
	arena_release(&c->import_texts);
	arena_release(&c->export_texts);
	free(c);
}

const char *cpc_path(const cpc *c)
{
	return db_path(c->db);
}

int engine_lock_session(cpc *c, int *fd, struct cpc_error *err)
{
	char *path = db_beside(c->db, ".lock");
	if (!path)
		return error_memory(err);
	int rc = file_lock(path, fd, err);
	free(path);
	if (rc == CPC_BUSY)
		return error_set(err, CPC_BUSY,
			"%s: another session is open on this file; finish it first (its answers "
			"are "
			"safe).",
			cpc_path(c));
	return rc;
}

int engine_check_time(struct cpc_time now, struct cpc_error *err)
{
	/* Years 1 to 9999: whatever else a broken clock says, a day stays a date. */
	if (now.zone_min < -900 || now.zone_min > 900 || now.at_ms < INT64_C(-62135596800000) ||
		now.at_ms > INT64_C(253402214400000))
		return error_set(err, CPC_USAGE, "the time given is outside the years 1 to 9999");
	return CPC_OK;
}
