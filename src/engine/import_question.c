/*
 * import_question.c - one question of an import into the bank: is it known, and is it the same.
 * May use: everything below the engine. Must not know: the terminal, the clock, which format it
 * came in.
 *
 * A question is known by its id. One without an id gets one made of its stem, so that the same file
 * brings the same ids.
 */
#include "engine/import.h"

#include <string.h>

#include "base/hash.h"
#include "base/vec.h"

#define SLUG_MAX 64
#define HASH_LETTERS 12	  /* of a made slug: 60 bits */
#define PROGRESS_EACH 500 /* questions */

/* Ids ---------------------------------------------------------------------------------------------
 */

void import_slug(struct str name, struct buf *out)
{
	bool gap = false;
	buf_reset(out);
	for (size_t i = 0; i < name.n && out->len < SLUG_MAX; i++) {
		char c = name.p[i];
		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9')) {
			gap = out->len > 0;
			continue;
		}
		if (gap && out->len < SLUG_MAX - 1)
			buf_add_char(out, '-');
		gap = false;
		buf_add_char(out, c);
	}
}

static void add_hash(struct buf *out, uint64_t hash, int letters)
{
	static const char digits[] = "0123456789abcdefghjkmnpqrstvwxyz";
	for (int i = 0; i < letters; i++, hash >>= 5)
		buf_add_char(out, digits[hash & 31]);
}

/* Of what the file calls the question. Two ids that become one slug are told apart by their hash.
 */
static void slug_of_id(const char *id, struct buf *out)
{
	import_slug(str_of(id), out);
	if (str_same_fold(buf_view(out), str_of(id)))
		return;
	struct buf name = BUF_INIT;
	size_t room = SLUG_MAX - 7;
	buf_add(&name, buf_text(out), out->len < room ? out->len : room);
	buf_reset(out);
	buf_printf(out, "%s%s", buf_text(&name), name.len > 0 ? "-" : "id-");
	add_hash(out, hash_text(HASH_START, id), 6);
	out->failed = out->failed || name.failed;
	buf_release(&name);
}

/* Case and blanks of a stem do not count. */
static uint64_t stem_hash(const char *stem)
{
	uint64_t hash = HASH_START;
	for (const char *p = stem; *p; p++) {
		char c = *p >= 'A' && *p <= 'Z' ? (char)(*p - 'A' + 'a') : *p;
		if (c != ' ' && c != '\n' && c != '\t')
			hash = hash_bytes(hash, &c, 1);
	}
	return hash;
}

/* `turn`: how many questions without an id have that stem before it. */
static void make_slug(struct import *m, const struct format_item *item, int turn)
{
	buf_reset(&m->slug);
	if (item->q.slug[0])
		buf_add_text(&m->slug, item->q.slug);
	else if (item->id[0])
		slug_of_id(item->id, &m->slug);
	else {
		buf_add_text(&m->slug, IMPORT_MADE_SLUG);
		add_hash(&m->slug, stem_hash(item->q.stem), HASH_LETTERS);
		if (turn > 0)
			buf_printf(&m->slug, "-%d", turn + 1);
	}
}

/* Which rows were met ---------------------------------------------------------------------------
 */

bool import_saw(const struct import *m, int64_t id)
{
	size_t byte = (size_t)id / 8;
	return byte < m->seen_bytes && (m->seen[byte] & 1u << id % 8);
}

static int see(struct import *m, int64_t id, struct cpc_error *err)
{
	size_t byte = (size_t)id / 8, before = m->seen_bytes;
	if (byte >= m->seen_bytes) {
		if (!vec_grow(&m->seen, &m->seen_bytes, byte + 1, 1))
			return error_memory(err);
		memset(m->seen + before, 0, m->seen_bytes - before);
	}
	m->seen[byte] |= (unsigned char)(1u << id % 8);
	return CPC_OK;
}

/* Into the bank ----------------------------------------------------------------------------------
 */

struct known { /* a question that is there under the id */
	int64_t id, hash, import;
	int year;
};

/* CPC_NO when there is none. */
static int find(struct import *m, struct known *out, struct cpc_error *err)
{
	struct rows *rows;
	int rc = db_rows(m->c->db, Q_QUESTION_FIND, &rows, err, "t", buf_text(&m->qid));
	if (rc)
		return rc;
	bool found = rows_next(rows);
	if (found)
		*out = (struct known){
			rows_i64(rows, 0), rows_i64(rows, 1), rows_i64(rows, 4), rows_int(rows, 3)};
	rc = rows_end(rows, err);
	return rc ? rc : found ? CPC_OK : CPC_NO;
}

static int put(struct import *m, const struct bank_question *b, int64_t hash, struct cpc_error *err)
{
	int64_t id;
	int rc = bank_question_put(m->c, b, hash, &id, err);
	if (!rc)
		rc = see(m, id, err);
	return rc ? rc : bank_index_add(m->c, &m->index, id, b->q, err);
}

static int change(
	struct import *m, struct bank_question *b, const struct known *known, struct cpc_error *err)
{
	int64_t hash = bank_question_hash(b);
	int rc = see(m, known->id, err);
	if (!rc && hash == known->hash) {
		m->report.unchanged++;
		return CPC_OK;
	}
	if (!rc)
		rc = db_run(m->c->db, Q_IMPORT_KEEP, err, "ii", m->id, known->id);
	if (!rc)
		rc = bank_question_drop(m->c, known->id, err);
	b->import = known->import;
	m->report.changed++;
	return rc ? rc : put(m, b, hash, err);
}

/* The same id twice in one import. */
static int tell_again(struct import *m, const struct bank_question *b, const struct known *known)
{
	if (bank_question_hash(b) == known->hash)
		import_tell(m, CPC_IMPORT_SKIP, b->q->line,
			"the same question stands in this import before");
	else
		import_tell(m, CPC_IMPORT_FAULT, b->q->line,
			"found the id %s a second time in this import, with another content",
			buf_text(&m->slug));
	return CPC_OK;
}

/* Under the id of this turn. CPC_NO when there is none. */
static int find_turn(struct import *m, const struct format_item *item, struct bank_question *b,
	int turn, struct known *out, struct cpc_error *err)
{
	make_slug(m, item, turn);
	buf_reset(&m->qid);
	buf_printf(&m->qid, "%s/%s", b->set, buf_text(&m->slug));
	if (m->slug.failed || m->qid.failed)
		return error_memory(err);
	b->qid = buf_text(&m->qid);
	int rc = find(m, out, err);
	b->year = item->year ? item->year : rc ? m->year : out->year;
	return rc;
}

/* Of questions that have no id and the same stem the one with this content is taken, wherever it
 * stands; when there is none, the first that was not met. */
static int find_made(struct import *m, const struct format_item *item, struct bank_question *b,
	struct known *out, struct cpc_error *err)
{
	int first = -1, turn = 0, rc;
	for (; !(rc = find_turn(m, item, b, turn, out, err)); turn++) {
		if (bank_question_hash(b) == out->hash)
			return CPC_OK;
		if (first < 0 && !import_saw(m, out->id))
			first = turn;
	}
	return rc == CPC_NO && first >= 0 ? find_turn(m, item, b, first, out, err) : rc;
}

static int place(struct import *m, struct import_set *set, const struct format_item *item,
	struct bank_question *b, struct cpc_error *err)
{
	struct known known = {0};
	bool made = !item->q.slug[0] && !item->id[0];
	int rc = made ? find_made(m, item, b, &known, err) : find_turn(m, item, b, 0, &known, err);
	if (rc == CPC_NO) {
		m->report.added++;
		set->made += made;
		return put(m, b, bank_question_hash(b), err);
	}
	if (rc)
		return rc;
	return import_saw(m, known.id) ? tell_again(m, b, &known) : change(m, b, &known, err);
}

static void tell_progress(struct import *m)
{
	if (m->watch->progress && m->report.read % PROGRESS_EACH == 0)
		m->watch->progress(
			m->watch->context, m->file, source_taken(m->in), source_size(m->in));
}

static int take(struct import *m, const struct format_item *item, struct cpc_error *err)
{
	const char *slug = m->options->set ? m->options->set
			   : item->set[0]  ? item->set
					   : m->fallback;
	m->report.read++;
	m->report.other_kinds += question_kind_of(&item->q) != QUESTION_SINGLE;
	tell_progress(m);
	struct import_set *set;
	int rc = import_find_set(m, slug, item->q.line, &set, err);
	if (rc || !set)
		return rc;
	struct bank_question b = {.q = &item->q,
		.set = set->slug,
		.path = m->base,
		.set_id = set->id,
		.ord = m->ord++,
		.import = m->id};
	rc = import_domain(m, set, item, &b.domain, err);
	return rc ? rc : place(m, set, item, &b, err);
}

int import_question(void *context, const struct format_item *item, struct cpc_error *err)
{
	struct import *m = context;
	int rc = take(m, item, err);
	m->stopped = m->stopped || rc;
	return rc;
}
