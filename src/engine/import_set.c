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

static int open_set(struct import *m, struct import_set *set, int line, struct cpc_error *err)
{
	struct rows *rows;
	int rc = db_rows(m->c->db, Q_SET_FIND, &rows, err, "t", set->slug);
	if (rc)
		return rc;
	bool found = rows_next(rows);
	if (found) {
		set->id = rows_i64(rows, 0);
		set->old = true;
		set->refused = strcmp(rows_text(rows, 1), SHIPPED) == 0;
	}
	rc = rows_end(rows, err);
	if (!rc && set->refused)
		import_tell(m, CPC_IMPORT_FAULT, line,
			"the set %s is the shipped bank; --set gives these questions another",
			set->slug);
	return rc || found ? rc : make(m, set->slug, &set->id, err);
}

static int add(struct import *m, const char *slug, int line, struct import_set **out,
	struct cpc_error *err)
{
	struct import_set set = {.slug = arena_copy(&m->texts, str_of(slug))};
	if (!set.slug)
		return error_memory(err);
	int rc = open_set(m, &set, line, err);
	if (rc)
		return rc;
	struct import_set *place = VEC_PUSH(m->sets, m->set_count, m->set_cap);
	if (!place)
		return error_memory(err);
	*place = set;
	*out = place;
	return CPC_OK;
}

int import_find_set(struct import *m, const char *slug, int line, struct import_set **out,
	struct cpc_error *err)
{
	int rc = CPC_OK;
	*out = NULL;
	for (size_t i = m->set_count; i-- > 0 && !*out;) {
		if (strcmp(m->sets[i].slug, slug) == 0)
			*out = &m->sets[i];
	}
	if (!*out && !question_slug_valid(str_of(slug)))
		import_tell(m, CPC_IMPORT_FAULT, line,
			"found the set \"%s\", expected " QUESTION_SLUG_SHAPE, slug);
	else if (!*out)
		rc = add(m, slug, line, out, err);
	if (*out && (*out)->refused)
		*out = NULL;
	return rc;
}
