/*
 * bank_question.c - a question into the tables of the bank and out of them.
 * May use: everything below the engine. Must not know: the terminal, the clock, where files are.
 */
#include "engine/bank_question.h"

#include <inttypes.h>

#include "rules/code.h"

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
		if (q->choices[i].kind != CHOICE_PATTERN && code_list_is(text))
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
	if (!rc)
		rc = put_choices(c, b->q, *id, err);
	if (!rc)
		rc = put_codes(c, b->q, *id, err);
	return rc ? rc : put_tags(c, b->q, *id, err);
}

void bank_index_add(struct bank_index *index, int64_t id)
{
	buf_printf(&index->ids, "%s%" PRId64, index->n++ ? "," : "[", id);
}

int bank_index_write(cpc *c, struct bank_index *index, struct cpc_error *err)
{
	if (index->n == 0)
		return CPC_OK;
	buf_add_char(&index->ids, ']');
	int rc = index->ids.failed ? error_memory(err)
				   : db_run(c->db, Q_FTS_PUT, err, "s", buf_view(&index->ids));
	buf_reset(&index->ids);
	index->n = 0;
	return rc;
}
