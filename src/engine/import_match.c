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
	bool is_common; /* a third question has these choices */
};

struct halves {
	struct half *items;
	size_t n, cap;
	size_t new_ones;
};

static int by_choices(const void *a, const void *b)
{
	const struct half *x = a, *y = b;
	if (x->choices != y->choices)
		return x->choices < y->choices ? -1 : 1;
	if (x->is_new != y->is_new)
		return x->is_new ? 1 : -1;
	return x->id < y->id ? -1 : x->id > y->id;
}

static int add_half(struct halves *all, const struct half *h, struct cpc_error *err)
{
	struct half *place = VEC_PUSH(all->items, all->n, all->cap);
	if (!place)
		return error_memory(err);
	*place = *h;
	all->new_ones += h->is_new;
	return CPC_OK;
}

static void mark_common(struct halves *all, uint64_t choices)
{
	size_t low = 0, high = all->n;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (all->items[middle].choices < choices)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < all->n && all->items[low].choices == choices; low++)
		all->items[low].is_common = true;
}

/* Gather what is new or was not met; then, in their order by choices, mark by what was met, which
 * may be so much that it is not kept. */
static int read_halves(struct import *m, const struct import_set *set, bool met, struct halves *all,
	struct cpc_error *err)
{
	struct rows *rows;
	int rc = db_rows(
		m->c->db, Q_IMPORT_HALVES, &rows, err, "is", set->id, str_of(IMPORT_MADE_SLUG));
	if (rc)
		return rc;
	while (!rc && rows_next(rows)) {
		struct half h = {.id = rows_i64(rows, 0),
			.hash = rows_i64(rows, 2),
			.is_new = rows_i64(rows, 3) == m->id};
		if ((!h.is_new && import_saw(m, h.id)) != met)
			continue;
		h.choices = hash_text(HASH_START, rows_text(rows, 1));
		if (met)
			mark_common(all, h.choices);
		else
			rc = add_half(all, &h, err);
	}
	int end = rows_end(rows, rc ? NULL : err);
	return rc ? rc : end;
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

/* Of those with equal choices one has to be old and one new: of more it is not known which is
 * which. */
static int join_pairs(struct import *m, const struct halves *all, struct cpc_error *err)
{
	int rc = CPC_OK;
	for (size_t i = 0; i < all->n && !rc;) {
		const struct half *h = &all->items[i];
		size_t same = 1;
		while (i + same < all->n && h[same].choices == h->choices)
			same++;
		if (same == 2 && !h[0].is_common && !h[0].is_new && h[1].is_new)
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
		rc = read_halves(m, &m->sets[i], false, &all, err);
		if (all.n > 1)
			qsort(all.items, all.n, sizeof *all.items, by_choices);
		bool may_pair = all.new_ones > 0 && all.new_ones < all.n;
		if (!rc && may_pair)
			rc = read_halves(m, &m->sets[i], true, &all, err);
		if (!rc && may_pair)
			rc = join_pairs(m, &all, err);
		free(all.items);
	}
	return rc;
}
