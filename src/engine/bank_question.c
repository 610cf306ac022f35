/*
 * bank_question.c - a question into the tables of the bank and out of them.
 * May use: everything below the engine. Must not know: the terminal, the clock, where files are.
 */
#include "engine/bank_question.h"

#define INDEX_BYTES (1u << 20) /* of texts between two writings of the full-text index */

int64_t bank_question_hash(const struct bank_question *b)
{
	uint64_t hash = question_hash(b->q);
	hash = hash * 31 + (uint64_t)b->year;
	for (const char *p = b->domain; *p; p++)
		hash = hash * 31 + (unsigned char)*p;
	return (int64_t)hash;
}

int bank_question_drop(cpc *c, int64_t id, struct cpc_error *err)
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

static const char *or_null(const char *text)
{
	return text[0] ? text : NULL;
}

static int put_row(cpc *c, const struct bank_question *b, int64_t hash, const char *concept,
	struct cpc_error *err)
{
	const struct question *q = b->q;
	return db_run(c->db, Q_QUESTION_PUT, err, "titittddttttttttititt", b->qid, b->set_id,
		b->path, b->ord, b->domain, concept, b->year, q->difficulty, or_null(q->basis),
		or_null(q->source), q->payer, q->pool, or_null(q->reviewed), q->title, q->stem,
		q->rule, hash, question_kind_name(question_kind_of(q)), b->import, q->codes,
		q->tags);
}

int bank_question_put(
	cpc *c, const struct bank_question *b, int64_t hash, int64_t *id, struct cpc_error *err)
{
	struct buf concept = BUF_INIT;
	if (b->q->concept[0])
		buf_printf(&concept, "%s:%s", b->set, b->q->concept);
	else
		buf_add_text(&concept, b->qid);
	int rc = concept.failed ? error_memory(err) : put_row(c, b, hash, concept.data, err);
	buf_release(&concept);
	*id = db_last_id(c->db);
	return rc ? rc : put_choices(c, b->q, *id, err);
}

/* As the view question_text has it, within a JSON text. */
static void add_text(struct buf *out, const char *text)
{
	const char *from = text;
	for (const char *p = text; *p; p++) {
		unsigned char c = (unsigned char)*p;
		if (c >= 0x20 && c != '"' && c != '\\')
			continue;
		buf_add(out, from, (size_t)(p - from));
		buf_printf(out, "\\u%04x", c);
		from = p + 1;
	}
	buf_add_text(out, from);
}

static void add_body(struct buf *out, const struct question *q)
{
	const char *const heads[] = {q->title, q->stem, q->rule, q->codes, q->tags};
	buf_add_char(out, '"');
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
		add_text(out, heads[i]);
		buf_add_text(out, "\\n");
	}
	for (size_t i = 0; i < q->choice_count; i++) {
		buf_add_text(out, i ? "\\n" : "");
		add_text(out, q->choices[i].text);
		buf_add_char(out, ' ');
		add_text(out, q->choices[i].rationale);
	}
	buf_add_char(out, '"');
}

int bank_index_add(cpc *c, struct bank_index *index, int64_t id, const struct question *q,
	struct cpc_error *err)
{
	bool gap = index->n > 0 && id != index->first + (int64_t)index->n;
	if (gap || index->texts.len >= INDEX_BYTES) {
		int rc = bank_index_write(c, index, err);
		if (rc)
			return rc;
	}
	if (index->n++ == 0)
		index->first = id;
	buf_add_char(&index->texts, index->n == 1 ? '[' : ',');
	add_body(&index->texts, q);
	return index->texts.failed ? error_memory(err) : CPC_OK;
}

int bank_index_write(cpc *c, struct bank_index *index, struct cpc_error *err)
{
	if (index->n == 0)
		return CPC_OK;
	buf_add_char(&index->texts, ']');
	int rc = index->texts.failed ? error_memory(err)
				     : db_run(c->db, Q_FTS_PUT, err, "is", index->first,
					       buf_view(&index->texts));
	buf_reset(&index->texts);
	index->n = 0;
	return rc;
}

void bank_index_release(struct bank_index *index)
{
	buf_release(&index->texts);
	*index = (struct bank_index){0};
}
