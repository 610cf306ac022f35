/*
 * bank_write.c - the questions of one file into the tables of the bank.
 * May use: everything below the engine. Must not know: the terminal, the clock, where files are.
 */
#include "engine/bank.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "rules/code.h"

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

static int drop_question(cpc *c, int64_t id, struct cpc_error *err)
{
	int rc = db_run(c->db, Q_FTS_DROP, err, "i", id);
	return rc ? rc : db_run(c->db, Q_QUESTION_DROP, err, "i", id);
}

static int put_choices(cpc *c, const struct question *q, int64_t id, struct cpc_error *err)
{
	int rc = CPC_OK;
	for (size_t i = 0; i < q->choice_count && !rc; i++) {
		const struct choice *ch = &q->choices[i];
		rc = db_run(c->db, Q_CHOICE_PUT, err, "idtdtt", id, (int)i,
			choice_kind_name(ch->kind), (int)ch->is_key, ch->text, ch->rationale);
	}
	return rc;
}

static int put_codes_of(cpc *c, struct str list, int written, int64_t id, struct cpc_error *err)
{
	struct str code;
	enum code_system system;
	bool all_codes;
	int rc = CPC_OK;
	while (!rc && code_list_next(&list, &code, &system, &all_codes))
		rc = db_run(c->db, Q_CODE_PUT, err, "istd", id, code, code_system_name(system),
			written);
	return rc;
}

static int put_codes(cpc *c, const struct question *q, int64_t id, struct cpc_error *err)
{
	int rc = put_codes_of(c, str_of(q->codes), 1, id, err);
	for (size_t i = 0; i < q->choice_count && !rc; i++) {
		struct str text = str_of(q->choices[i].text);
		enum choice_kind kind = q->choices[i].kind;
		bool is_text = kind == CHOICE_OPTION || kind == CHOICE_ACCEPT;
		if (is_text && code_list_is(text))
			rc = put_codes_of(c, text, 0, id, err);
	}
	return rc;
}

static int put_tags(cpc *c, const struct question *q, int64_t id, struct cpc_error *err)
{
	struct str rest = str_of(q->tags), tag;
	int rc = CPC_OK;
	while (!rc && str_next(&rest, ',', &tag)) {
		tag = str_trim(tag);
		if (tag.n > 0)
			rc = db_run(c->db, Q_TAG_PUT, err, "is", id, tag);
	}
	return rc;
}

static const char *or_null(const char *text)
{
	return text[0] ? text : NULL;
}

struct placed { /* a question and where it belongs */
	const struct question *q;
	const struct question_file *f;
	const char *qid;
	int64_t set_id, ord, hash;
};

static int put_question(struct bank_load *load, const struct placed *p, struct cpc_error *err)
{
	cpc *c = load->c;
	const struct question *q = p->q;
	struct buf concept = BUF_INIT;
	if (q->concept[0])
		buf_printf(&concept, "%s:%s", p->f->set, q->concept);
	else
		buf_add_text(&concept, p->qid);
	if (concept.failed) {
		buf_release(&concept);
		return error_memory(err);
	}
	int rc = db_run(c->db, Q_QUESTION_PUT, err, "titittddttttttttit", p->qid, p->set_id,
		load->path, p->ord, p->f->domain, buf_text(&concept), p->f->year, q->difficulty,
		or_null(q->basis), or_null(q->source), q->payer, q->pool, or_null(q->reviewed),
		q->title, q->stem, q->rule, p->hash, question_kind_name(question_kind_of(q)));
	buf_release(&concept);
	int64_t id = db_last_id(c->db);
	if (!rc)
		rc = put_choices(c, q, id, err);
	if (!rc)
		rc = put_codes(c, q, id, err);
	if (!rc)
		rc = put_tags(c, q, id, err);
	buf_printf(&load->unindexed, "%s%" PRId64, load->unindexed.len ? "," : "[", id);
	return rc;
}

/* All at once: FTS5 writes out what it holds whenever a statement begins, so that a question at a
 * time takes five times as long. */
static int index_new(struct bank_load *load, struct cpc_error *err)
{
	if (load->unindexed.len == 0 && !load->unindexed.failed)
		return CPC_OK;
	buf_add_char(&load->unindexed, ']');
	int rc = load->unindexed.failed
			 ? error_memory(err)
			 : db_run(load->c->db, Q_FTS_PUT, err, "s", buf_view(&load->unindexed));
	buf_reset(&load->unindexed);
	return rc;
}

/* All of a question that the tables hold beside what question_hash sees. */
static int64_t content_hash(const struct question *q, const struct question_file *f)
{
	uint64_t hash = question_hash(q);
	hash = hash * 31 + (uint64_t)f->year;
	for (const char *p = f->domain; *p; p++)
		hash = hash * 31 + (unsigned char)*p;
	return (int64_t)hash;
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

static int update_known(
	struct bank_load *load, struct known *k, const struct placed *p, struct cpc_error *err)
{
	k->seen = true;
	if (k->hash == p->hash)
		return db_run(load->c->db, Q_QUESTION_MOVE, err, "iti", p->ord, load->path, k->id);
	load->report.edited++;
	int rc = drop_question(load->c, k->id, err);
	return rc ? rc : put_question(load, p, err);
}

static int write_question(struct bank_load *load, struct known_list *known, const struct placed *p,
	bool (*elsewhere)(void *, const char *), void *files, struct cpc_error *err)
{
	struct known *k = find_known(known, (char *)p->qid);
	if (k)
		return update_known(load, k, p, err);
	struct buf where = BUF_INIT;
	int64_t id = 0;
	int rc = find_elsewhere(load, p->qid, &id, &where, err);
	if (!rc && where.len > 0 && elsewhere(files, where.data)) {
		bank_fault(load, p->q->line, "the id %s stands in %s too; an id is used once",
			p->q->slug, where.data);
	} else if (!rc) {
		if (where.len > 0)
			rc = drop_question(load->c, id, err);
		load->report.added += where.len == 0;
		load->report.edited += where.len > 0;
		if (!rc)
			rc = put_question(load, p, err);
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
		rc = drop_question(load->c, known->items[i].id, err);
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
		struct placed p = {q, f, qid.data, set_id, (int64_t)i, content_hash(q, f)};
		rc = qid.failed ? error_memory(err)
				: write_question(load, known, &p, elsewhere, files, err);
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
		rc = index_new(load, err);
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
