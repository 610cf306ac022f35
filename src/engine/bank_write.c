/*
 * bank_write.c - the questions of one file into the tables of the bank.
 * May use: everything below the engine. Must not know: the terminal, the clock, where files are.
 */
#include "engine/bank.h"

#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "engine/bank_question.h"

struct known { /* a question that was read from this file before */
	int64_t id;
	int64_t hash;
	char *qid;
	bool seen;
};

struct known_list {
	struct arena texts;
	struct known *items;
	size_t n, cap;
};

static int read_known(struct bank_load *load, struct known_list *out, struct cpc_error *err)
{
	struct rows *rows;
	int rc = db_rows(load->c->db, Q_QUESTION_OF_PATH, &rows, err, "t", load->path);
	if (rc)
		return rc;
	while (!rc && rows_next(rows)) {
		struct known *k = VEC_PUSH(out->items, out->n, out->cap);
		char *qid = arena_copy(&out->texts, str_of(rows_text(rows, 1)));
		if (!k || !qid)
			rc = error_memory(err);
		else
			*k = (struct known){rows_i64(rows, 0), rows_i64(rows, 2), qid, false};
	}
	int end = rows_end(rows, rc ? NULL : err);
	return rc ? rc : end;
}

static int by_qid(const void *a, const void *b)
{
	return strcmp(((const struct known *)a)->qid, ((const struct known *)b)->qid);
}

static struct known *find_known(struct known_list *list, char *qid)
{
	struct known wanted = {.qid = qid};
	return list->n ? bsearch(&wanted, list->items, list->n, sizeof wanted, by_qid) : NULL;
}

/* The same id in another file of the bank: *where is that file, "" when there is none. */
static int find_elsewhere(struct bank_load *load, const char *qid, int64_t *id, struct buf *where,
	struct cpc_error *err)
{
	struct rows *rows;
	buf_reset(where);
	int rc = db_rows(load->c->db, Q_QUESTION_FIND, &rows, err, "t", qid);
	if (rc)
		return rc;
	if (rows_next(rows)) {
		*id = rows_i64(rows, 0);
		buf_add_text(where, rows_text(rows, 2));
	}
	return rows_end(rows, err);
}

static int put_question(
	struct bank_load *load, const struct bank_question *b, int64_t hash, struct cpc_error *err)
{
	int64_t id;
	int rc = bank_question_put(load->c, b, hash, &id, err);
	return rc ? rc : bank_index_add(load->c, load->index, id, b->q, err);
}

static int update_known(struct bank_load *load, struct known *k, const struct bank_question *b,
	struct cpc_error *err)
{
	int64_t hash = bank_question_hash(b);
	k->seen = true;
	if (k->hash == hash)
		return db_run(load->c->db, Q_QUESTION_MOVE, err, "iti", b->ord, load->path, k->id);
	load->report.edited++;
	int rc = bank_question_drop(load->c, k->id, err);
	return rc ? rc : put_question(load, b, hash, err);
}

static int write_question(struct bank_load *load, struct known_list *known,
	const struct bank_question *b, bool (*elsewhere)(void *, const char *), void *files,
	struct cpc_error *err)
{
	struct known *k = find_known(known, (char *)b->qid);
	if (k)
		return update_known(load, k, b, err);
	struct buf where = BUF_INIT;
	int64_t id = 0;
	int rc = find_elsewhere(load, b->qid, &id, &where, err);
	if (!rc && where.len > 0 && elsewhere(files, where.data)) {
		bank_fault(load, b->q->line, "the id %s stands in %s too; an id is used once",
			b->q->slug, where.data);
	} else if (!rc) {
		if (where.len > 0)
			rc = bank_question_drop(load->c, id, err);
		load->report.added += where.len == 0;
		load->report.edited += where.len > 0;
		if (!rc)
			rc = put_question(load, b, bank_question_hash(b), err);
	}
	buf_release(&where);
	return rc;
}

static int drop_unseen(
	struct bank_load *load, const struct known_list *known, struct cpc_error *err)
{
	int rc = CPC_OK;
	for (size_t i = 0; i < known->n && !rc; i++) {
		if (known->items[i].seen)
			continue;
		load->report.removed++;
		rc = bank_question_drop(load->c, known->items[i].id, err);
	}
	return rc;
}

static int put_set(struct bank_load *load, const char *slug, int64_t *id, struct cpc_error *err)
{
	struct rows *rows;
	int rc = db_rows(
		load->c->db, Q_SET_PUT, &rows, err, "tti", slug, "shipped", load->now.at_ms);
	if (rc)
		return rc;
	if (rows_next(rows)) {
		*id = rows_i64(rows, 0);
		if (!str_eq(str_of(rows_text(rows, 1)), "shipped"))
			bank_fault(load, 1, "the set %s is one that you imported", slug);
	}
	return rows_end(rows, err);
}

static int write_all(struct bank_load *load, const struct question_file *f,
	struct known_list *known, bool (*elsewhere)(void *, const char *), void *files,
	int64_t set_id, struct cpc_error *err)
{
	struct buf qid = BUF_INIT;
	int rc = CPC_OK;
	for (size_t i = 0; i < f->n && !rc; i++) {
		const struct question *q = &f->questions[i];
		buf_reset(&qid);
		buf_printf(&qid, "%s/%s", f->set, q->slug);
		struct bank_question b = {.q = q,
			.qid = qid.data,
			.set = f->set,
			.domain = f->domain,
			.path = load->path,
			.year = f->year,
			.set_id = set_id,
			.ord = (int64_t)i};
		rc = qid.failed ? error_memory(err)
				: write_question(load, known, &b, elsewhere, files, err);
	}
	buf_release(&qid);
	return rc;
}

int bank_write_file(struct bank_load *load, const struct question_file *f,
	bool (*elsewhere)(void *files, const char *path), void *files, int64_t *set_id,
	struct cpc_error *err)
{
	struct known_list known = {.texts = ARENA_INIT};
	int rc = put_set(load, f->set, set_id, err);
	if (!rc)
		rc = read_known(load, &known, err);
	if (!rc)
		rc = write_all(load, f, &known, elsewhere, files, *set_id, err);
	if (!rc)
		rc = bank_index_write(load->c, load->index, err);
	if (!rc)
		rc = drop_unseen(load, &known, err);
	free(known.items);
	arena_release(&known.texts);
	return rc;
}

int bank_drop_file(struct bank_load *load, struct cpc_error *err)
{
	struct known_list known = {.texts = ARENA_INIT};
	int rc = read_known(load, &known, err);
	if (!rc)
		rc = drop_unseen(load, &known, err);
	if (!rc)
		rc = db_run(load->c->db, Q_BANK_FILE_DROP, err, "t", load->path);
	free(known.items);
	arena_release(&known.texts);
	return rc;
}
