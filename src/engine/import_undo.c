/*
 * import_undo.c - the imports that were made, and taking one back.
 * May use: everything below the engine. Must not know: the terminal, the clock, formats.
 */
#include <inttypes.h>

#include "engine/import.h"

static struct cpc_import_entry entry_of(struct rows *rows)
{
	return (struct cpc_import_entry){rows_i64(rows, 0), rows_i64(rows, 1), rows_text(rows, 2),
		rows_text(rows, 3), (size_t)rows_i64(rows, 4), (size_t)rows_i64(rows, 5)};
}

int cpc_import_list(cpc *c, void (*each)(void *context, const struct cpc_import_entry *entry),
	void *context, struct cpc_error *err)
{
	struct rows *rows;
	error_clear(err);
	int rc = db_rows(c->db, Q_IMPORT_LIST, &rows, err, "");
	if (rc)
		return rc;
	while (rows_next(rows)) {
		struct cpc_import_entry entry = entry_of(rows);
		each(context, &entry);
	}
	return rows_end(rows, err);
}

static int read_entry(cpc *c, int64_t id, struct cpc_import_entry *out, struct cpc_error *err)
{
	struct rows *rows;
	int rc = db_rows(c->db, Q_IMPORT_FIND, &rows, err, "i", id);
	if (rc)
		return rc;
	bool found = rows_next(rows), kept = false;
	if (found) {
		*out = entry_of(rows);
		out->files = arena_copy(&c->import_texts, str_of(out->files));
		out->sets = arena_copy(&c->import_texts, str_of(out->sets));
		kept = out->files && out->sets;
	}
	rc = rows_end(rows, err);
	if (!rc && !found)
		rc = error_set(err, CPC_NOINPUT,
			"there is no import %" PRId64 "; see: cpc import --list", id);
	return !rc && !kept ? error_memory(err) : rc;
}

int import_settle(cpc *c, struct cpc_error *err)
{
	int rc = db_run(c->db, Q_SET_DROP_EMPTY, err, "");
	if (!rc)
		rc = db_run(c->db, Q_DOMAIN_OWN_DROP_EMPTY, err, "");
	c->domains_read = false;
	return rc ? rc : derive_bank(c, err);
}

/* What a later import changed is as that found it: it has to be taken back first. */
static int check_later(cpc *c, int64_t id, struct cpc_error *err)
{
	int64_t later = 0;
	int rc = db_get_i64(c->db, Q_IMPORT_LATER, &later, err, "i", id);
	if (!rc && later > 0)
		rc = error_set(err, CPC_USAGE,
			"import %" PRId64 " changed questions of import %" PRId64
			"; undo that first: cpc import --undo %" PRId64,
			later, id, later);
	return rc;
}

static int take_back(cpc *c, int64_t id, struct cpc_error *err)
{
	static const enum query steps[] = {
		Q_IMPORT_RESTORE, Q_IMPORT_RESTORE_CHOICES, Q_IMPORT_REINDEX, Q_IMPORT_DROP};
	int rc = db_run(c->db, Q_IMPORT_UNINDEX, err, "i", id);
	if (!rc)
		rc = db_run(c->db, Q_IMPORT_DROP_QUESTIONS, err, "i", id);
	if (!rc)
		rc = db_run(c->db, Q_IMPORT_RESTORE_DOMAINS, err, "id", id, IMPORT_OWN_WEIGHT);
	for (size_t i = 0; i < sizeof steps / sizeof *steps && !rc; i++)
		rc = db_run(c->db, steps[i], err, "i", id);
	return rc ? rc : import_settle(c, err);
}

int cpc_import_undo(cpc *c, int64_t id, struct cpc_import_entry *out, struct cpc_error *err)
{
	struct cpc_import_entry entry;
	error_clear(err);
	arena_reset(&c->import_texts);
	int rc = db_begin(c->db, err);
	if (rc)
		return rc;
	rc = read_entry(c, id, &entry, err);
	if (!rc)
		rc = check_later(c, id, err);
	if (!rc)
		rc = take_back(c, id, err);
	rc = db_end(c->db, rc, err);
	c->domains_read = false;
	if (!rc && out)
		*out = entry;
	return rc;
}
