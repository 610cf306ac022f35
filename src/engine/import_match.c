/*
 * import_match.c - questions without ids whose stem was edited: known again by their choices.
 * May use: everything below the engine. Must not know: the terminal, the clock, formats.
 *
 * A question without an id is known by its stem. When that was edited it comes as a new one, while
 * the old one, of a file of the same name, is not met in this import. Where these two and no other
 * question of the file have the same choices and key, they are one question: the new text stands
 * under the old id.
 */
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/vec.h"
#include "engine/import.h"

struct half { /* a question that may be half of a pair */
	int64_t id;
	uint64_t choices; /* hash of file, choices and key */
	int64_t hash;	  /* of the content */
	bool is_new;
	bool is_met; /* in this import, and known before */
};

struct halves {
	struct half *items;
	size_t n, cap;
	size_t new_ones;
};

static int read_halves(
	struct import *m, const struct import_set *set, struct halves *out, struct cpc_error *err)
{
	struct rows *rows;
	int rc = db_rows(
		m->c->db, Q_IMPORT_HALVES, &rows, err, "is", set->id, str_of(IMPORT_MADE_SLUG));
	if (rc)
		return rc;
	while (!rc && rows_next(rows)) {
		int64_t id = rows_i64(rows, 0);
		bool is_new = rows_i64(rows, 3) == m->id;
		struct half *h = VEC_PUSH(out->items, out->n, out->cap);
		if (!h)
			rc = error_memory(err);
		else
			*h = (struct half){id, hash_text(HASH_START, rows_text(rows, 1)),
				rows_i64(rows, 2), is_new, !is_new && import_saw(m, id)};
		out->new_ones += is_new;
	}
	int end = rows_end(rows, rc ? NULL : err);
	return rc ? rc : end;
}

static int by_choices(const void *a, const void *b)
{
	const struct half *x = a, *y = b;
	if (x->choices != y->choices)
		return x->choices < y->choices ? -1 : 1;
	if (x->is_new != y->is_new)
		return x->is_new ? 1 : -1;
	return x->id < y->id ? -1 : x->id > y->id;
}

/* The new text under the old id; nothing new at all when it is the same. */
static int join(
	struct import *m, const struct half *old, const struct half *young, struct cpc_error *err)
{
	cpc *c = m->c;
	m->report.added--;
	if (old->hash == young->hash) {
		m->report.unchanged++;
		return bank_question_drop(c, young->id, err);
	}
	m->report.changed++;
	int rc = db_run(c->db, Q_IMPORT_KEEP, err, "ii", m->id, old->id);
	if (!rc)
		rc = db_run(c->db, Q_IMPORT_MAKE_ROOM, err, "i", old->id);
	if (!rc)
		rc = db_run(c->db, Q_IMPORT_JOIN, err, "ii", young->id, old->id);
	return rc ? rc : bank_question_drop(c, old->id, err);
}

/* Of those with equal choices one has to be old and not met, and one new: of more it is not known
 * which is which. */
static int join_pairs(struct import *m, const struct halves *all, struct cpc_error *err)
{
	int rc = CPC_OK;
	for (size_t i = 0; i < all->n && !rc;) {
		const struct half *h = &all->items[i];
		size_t same = 1;
		while (i + same < all->n && h[same].choices == h->choices)
			same++;
		if (same == 2 && !h[0].is_new && !h[0].is_met && h[1].is_new)
			rc = join(m, &h[0], &h[1], err);
		i += same;
	}
	return rc;
}

int import_match(struct import *m, struct cpc_error *err)
{
	int rc = CPC_OK;
	for (size_t i = 0; i < m->set_count && !rc; i++) {
		struct halves all = {0};
		if (!m->sets[i].old || m->sets[i].made == 0)
			continue;
		rc = read_halves(m, &m->sets[i], &all, err);
		if (all.n > 1)
			qsort(all.items, all.n, sizeof *all.items, by_choices);
		if (!rc && all.new_ones > 0)
			rc = join_pairs(m, &all, err);
		free(all.items);
	}
	return rc;
}
