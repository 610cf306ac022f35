/*
 * import_set.c - the sets that an import brings questions to.
 * May use: everything below the engine. Must not know: the terminal, the clock, formats.
 */
#include <string.h>

#include "base/vec.h"
#include "engine/import.h"

#define SHIPPED "shipped"
#define IMPORTED "import"

static int make(struct import *m, const char *slug, int64_t *id, struct cpc_error *err)
{
	int rc = db_run(m->c->db, Q_SET_ADD, err, "tti", slug, IMPORTED, m->now.at_ms);
	*id = db_last_id(m->c->db);
	return rc;
}

/* CPC_NO: it is the bank's own, as was told. */
static int open_set(
	struct import *m, const char *slug, int line, int64_t *id, struct cpc_error *err)
{
	struct rows *rows;
	int rc = db_rows(m->c->db, Q_SET_FIND, &rows, err, "t", slug);
	if (rc)
		return rc;
	bool found = rows_next(rows), shipped = false;
	if (found) {
		*id = rows_i64(rows, 0);
		shipped = strcmp(rows_text(rows, 1), SHIPPED) == 0;
	}
	rc = rows_end(rows, err);
	if (!rc && shipped) {
		import_tell(m, CPC_IMPORT_FAULT, line,
			"the set %s is the shipped bank; --set gives these questions another",
			slug);
		return CPC_NO;
	}
	return rc || found ? rc : make(m, slug, id, err);
}

struct import_set *import_find_set(
	struct import *m, const char *slug, int line, struct cpc_error *err)
{
	int64_t id = 0;
	for (size_t i = m->set_count; i-- > 0;) {
		if (strcmp(m->sets[i].slug, slug) == 0)
			return &m->sets[i];
	}
	if (!question_slug_valid(str_of(slug))) {
		import_tell(m, CPC_IMPORT_FAULT, line,
			"found the set \"%s\", expected " QUESTION_SLUG_SHAPE, slug);
		return NULL;
	}
	if (open_set(m, slug, line, &id, err))
		return NULL;
	struct import_set *set = VEC_PUSH(m->sets, m->set_count, m->set_cap);
	char *copy = arena_copy(&m->texts, str_of(slug));
	if (!set || !copy) {
		m->set_count -= set != NULL;
		error_memory(err);
		return NULL;
	}
	*set = (struct import_set){.slug = copy, .id = id};
	return set;
}
