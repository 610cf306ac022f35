/*
 * anki_write.c - a collection of Anki in layout 11, made in memory.
 * May use: sqlite3, base. Must not know: what a question is, what a package is.
 *
 * Layout: github.com/ankitects/anki, rslib/src/storage/schema11.sql; what stands in the JSON of
 * table col: rslib/src/notetype/schema11.rs, decks/schema11.rs, deckconfig/schema11.rs.
 */
#include "store/anki_write.h"

#include <sqlite3.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/hash.h"
#include "base/sha1.h"
#include "store/anki_read.h"

#define PAGE_SIZE 4096

/* Where the ids of what is made begin: Anki takes them for milliseconds since 1970. */
#define ID_FIRST INT64_C(1600000000000)
#define ID_RANGE INT64_C(100000000000)

enum statement { DECK_FIND, DECK_ADD, NOTE_ADD, CARD_ADD, STATEMENTS };

static const char *const texts[STATEMENTS] = {
	[DECK_FIND] = "select id from temp.deck where name = ?1",
	[DECK_ADD] = "insert into temp.deck (id, name) values (?1, ?2)",
	[NOTE_ADD] = "insert into notes values (?1, ?2, ?3, ?4, -1, ?5, ?6, ?7, ?8, 0, '')",
	/* A new card: due is its place in the row. */
	[CARD_ADD] = ("insert into cards values"
		      " (?1, ?1, ?2, 0, ?3, -1, 0, 0, ?4, 0, 0, 0, 0, 0, 0, 0, 0, '')"),
};

struct anki_write {
	sqlite3 *handle;
	sqlite3_stmt *stmts[STATEMENTS];
	const struct anki_type *type;
	int64_t made_s, notes;
	struct buf fields, tags;
	unsigned char *bytes; /* of anki_write_end */
};

/* The tables of the collection; for the decks and fields of its JSON two that do not stay. */
static const char schema[] =
	"pragma page_size = 4096; pragma journal_mode = off; pragma secure_delete = on;"
	"pragma temp_store = memory;"
	"create table col (id integer primary key, crt integer not null, mod integer not null,"
	" scm integer not null, ver integer not null, dty integer not null, usn integer not null,"
	" ls integer not null, conf text not null, models text not null, decks text not null,"
	" dconf text not null, tags text not null);"
	"create table notes (id integer primary key, guid text not null, mid integer not null,"
	" mod integer not null, usn integer not null, tags text not null, flds text not null,"
	" sfld integer not null, csum integer not null, flags integer not null,"
	" data text not null);"
	"create table cards (id integer primary key, nid integer not null, did integer not null,"
	" ord integer not null, mod integer not null, usn integer not null, type integer not null,"
	" queue integer not null, due integer not null, ivl integer not null,"
	" factor integer not null, reps integer not null, lapses integer not null,"
	" left integer not null, odue integer not null, odid integer not null,"
	" flags integer not null, data text not null);"
	"create table revlog (id integer primary key, cid integer not null, usn integer not null,"
	" ease integer not null, ivl integer not null, lastIvl integer not null,"
	" factor integer not null, time integer not null, type integer not null);"
	"create table graves (usn integer not null, oid integer not null, type integer not null);"
	"create index ix_notes_usn on notes (usn);"
	"create index ix_cards_usn on cards (usn);"
	"create index ix_revlog_usn on revlog (usn);"
	"create index ix_cards_nid on cards (nid);"
	"create index ix_cards_sched on cards (did, queue, due);"
	"create index ix_revlog_cid on revlog (cid);"
	"create index ix_notes_csum on notes (csum);"
	"create temp table deck (id integer primary key, name text not null unique);"
	"insert into temp.deck values (1, 'Default');"
	"create temp table field (ord integer primary key, name text not null);"
	"begin;";

/* ?1 time of making, ?2 id, ?3 name, ?4 sort field, ?5 front, ?6 back, ?7 css, ?8 next place */
static const char collection[] =
	"insert into col values (1, ?1, ?1 * 1000, ?1 * 1000, 11, 0, 0, 0,"
	" json_object('nextPos', ?8, 'estTimes', json('true'), 'activeDecks', json('[1]'),"
	"  'sortType', 'noteFld', 'timeLim', 0, 'sortBackwards', json('false'),"
	"  'addToCur', json('true'), 'curDeck', 1, 'newSpread', 0, 'dueCounts', json('true'),"
	"  'curModel', cast(?2 as text), 'collapseTime', 1200),"
	" json_object(cast(?2 as text), json_object('id', ?2, 'name', ?3, 'type', 0, 'mod', ?1,"
	"  'usn', -1, 'sortf', ?4, 'did', 1, 'tmpls', json_array(json_object('name', 'Card 1',"
	"   'ord', 0, 'qfmt', ?5, 'afmt', ?6, 'bqfmt', '', 'bafmt', '', 'did', null)),"
	"  'flds', (select json_group_array(json_object('name', name, 'ord', ord, 'sticky',"
	"   json('false'), 'rtl', json('false'), 'font', 'Arial', 'size', 20,"
	"   'media', json('[]'))) from (select ord, name from temp.field order by ord)),"
	"  'css', ?7, 'latexPre', '\\documentclass[12pt]{article}' || char(10) ||"
	"   '\\begin{document}' || char(10), 'latexPost', '\\end{document}', 'latexsvg',"
	"  json('false'), 'req', json('[[0,\"any\",[' || ?4 || ']]]'), 'vers', json('[]'),"
	"  'tags', json('[]'))),"
	" (select json_group_object(cast(id as text), json_object('id', id, 'name', name,"
	"   'mod', ?1, 'usn', -1, 'lrnToday', json('[0,0]'), 'revToday', json('[0,0]'),"
	"   'newToday', json('[0,0]'), 'timeToday', json('[0,0]'), 'collapsed', json('false'),"
	"   'browserCollapsed', json('false'), 'desc', '', 'dyn', 0, 'conf', 1, 'extendNew', 10,"
	"   'extendRev', 50)) from (select id, name from temp.deck order by id)),"
	" json_object('1', json_object('id', 1, 'mod', 0, 'name', 'Default', 'usn', 0,"
	"  'maxTaken', 60, 'autoplay', json('true'), 'timer', 0, 'replayq', json('true'),"
	"  'new', json_object('bury', json('false'), 'delays', json('[1,10]'), 'initialFactor',"
	"   2500, 'ints', json('[1,4,7]'), 'order', 1, 'perDay', 20, 'separate', json('true')),"
	"  'rev', json_object('bury', json('false'), 'ease4', 1.3, 'fuzz', 0.05, 'ivlFct', 1,"
	"   'maxIvl', 36500, 'minSpace', 1, 'perDay', 200, 'hardFactor', 1.2),"
	"  'lapse', json_object('delays', json('[10]'), 'leechAction', 1, 'leechFails', 8,"
	"   'minInt', 1, 'mult', 0), 'dyn', json('false'))),"
	" '{}')";

static int failed(struct anki_write *w, struct cpc_error *err)
{
	switch (sqlite3_errcode(w->handle) & 0xFF) {
	case SQLITE_NOMEM:
		return error_memory(err);
	case SQLITE_FULL:
	case SQLITE_TOOBIG:
		return error_set(err, CPC_DATA,
			"a collection of Anki with these questions has more than %d bytes, which "
			"is the most; export fewer at a time",
			ANKI_BYTES_MAX);
	default:
		return error_set(err, CPC_INTERNAL, "cannot make the collection of Anki: %s",
			sqlite3_errmsg(w->handle));
	}
}

static int bind_text(sqlite3_stmt *stmt, int at, struct str text)
{
	return sqlite3_bind_text64(stmt, at, text.p, text.n, SQLITE_STATIC, SQLITE_UTF8);
}

/* Run a statement without rows that was bound. */
static int run(struct anki_write *w, sqlite3_stmt *stmt, struct cpc_error *err)
{
	int step = sqlite3_step(stmt);
	int rc = step == SQLITE_DONE ? CPC_OK : failed(w, err);
	sqlite3_reset(stmt);
	return rc;
}

/* Opening ---------------------------------------------------------------------------------------
 */

static int add_fields(struct anki_write *w, struct cpc_error *err)
{
	sqlite3_stmt *stmt;
	int rc = CPC_OK;
	if (sqlite3_prepare_v2(w->handle, "insert into temp.field values (?1, ?2)", -1, &stmt,
		    NULL) != SQLITE_OK)
		return failed(w, err);
	for (size_t i = 0; i < w->type->n && !rc; i++) {
		if (sqlite3_bind_int64(stmt, 1, (sqlite3_int64)i) != SQLITE_OK ||
			bind_text(stmt, 2, str_of(w->type->fields[i])) != SQLITE_OK)
			rc = failed(w, err);
		else
			rc = run(w, stmt, err);
	}
	sqlite3_finalize(stmt);
	return rc;
}

static int open_handle(struct anki_write *w, struct cpc_error *err)
{
	static const int64_t most_pages = ANKI_BYTES_MAX / PAGE_SIZE;
	char limit[64];
	sqlite3_snprintf(sizeof limit, limit, "pragma max_page_count = %lld", most_pages);
	if (sqlite3_open_v2(":memory:", &w->handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX,
		    NULL) != SQLITE_OK ||
		sqlite3_exec(w->handle, schema, NULL, NULL, NULL) != SQLITE_OK ||
		sqlite3_exec(w->handle, limit, NULL, NULL, NULL) != SQLITE_OK)
		return failed(w, err);
	for (int i = 0; i < STATEMENTS; i++) {
		if (sqlite3_prepare_v2(w->handle, texts[i], -1, &w->stmts[i], NULL) != SQLITE_OK)
			return failed(w, err);
	}
	return add_fields(w, err);
}

int anki_write_open(const struct anki_type *type, int64_t made_s, struct anki_write **out,
	struct cpc_error *err)
{
	*out = NULL;
	struct anki_write *w = calloc(1, sizeof *w);
	if (!w)
		return error_memory(err);
	w->type = type;
	w->made_s = made_s;
	int rc = open_handle(w, err);
	if (rc)
		anki_write_free(w);
	else
		*out = w;
	return rc;
}

void anki_write_free(struct anki_write *w)
{
	if (!w)
		return;
	for (int i = 0; i < STATEMENTS; i++)
		sqlite3_finalize(w->stmts[i]);
	sqlite3_close(w->handle);
	sqlite3_free(w->bytes);
	buf_release(&w->fields);
	buf_release(&w->tags);
	free(w);
}

/* Decks -----------------------------------------------------------------------------------------
 */

static int find_deck(struct anki_write *w, struct str name, int64_t *id, struct cpc_error *err)
{
	sqlite3_stmt *stmt = w->stmts[DECK_FIND];
	if (bind_text(stmt, 1, name) != SQLITE_OK)
		return failed(w, err);
	int step = sqlite3_step(stmt), rc = CPC_NO;
	if (step == SQLITE_ROW) {
		*id = sqlite3_column_int64(stmt, 0);
		rc = CPC_OK;
	} else if (step != SQLITE_DONE) {
		rc = failed(w, err);
	}
	sqlite3_reset(stmt);
	return rc;
}

/* Its id comes from its name, so that it is the same in every package; the next one when another
 * deck has it. */
static int add_deck(struct anki_write *w, struct str name, int64_t *id, struct cpc_error *err)
{
	sqlite3_stmt *stmt = w->stmts[DECK_ADD];
	uint64_t hash = hash_bytes(HASH_START, name.p, name.n);
	int step = SQLITE_CONSTRAINT;
	*id = ID_FIRST + (int64_t)(hash % (uint64_t)ID_RANGE);
	for (; step == SQLITE_CONSTRAINT; (*id)++) {
		if (sqlite3_bind_int64(stmt, 1, *id) != SQLITE_OK ||
			bind_text(stmt, 2, name) != SQLITE_OK)
			return failed(w, err);
		step = sqlite3_step(stmt);
		if (step == SQLITE_DONE)
			break;
		if (step != SQLITE_CONSTRAINT) {
			int rc = failed(w, err);
			sqlite3_reset(stmt);
			return rc;
		}
		sqlite3_reset(stmt);
	}
	sqlite3_reset(stmt);
	return CPC_OK;
}

/* The deck and all above it. */
static int make_deck(struct anki_write *w, struct str name, int64_t *id, struct cpc_error *err)
{
	int rc = find_deck(w, name, id, err);
	for (size_t n = 1; rc == CPC_NO && n + 1 < name.n; n++) {
		if (name.p[n] != ':' || name.p[n + 1] != ':')
			continue;
		int found = find_deck(w, (struct str){name.p, n}, id, err);
		if (found == CPC_NO)
			found = add_deck(w, (struct str){name.p, n}, id, err);
		if (found)
			return found;
		n++;
	}
	return rc == CPC_NO ? add_deck(w, name, id, err) : rc;
}

/* Notes -----------------------------------------------------------------------------------------
 */

static void join(struct anki_write *w, struct str tags, const struct str *fields)
{
	buf_reset(&w->fields);
	for (size_t i = 0; i < w->type->n; i++) {
		if (i > 0)
			buf_add_char(&w->fields, '\x1f');
		buf_add_str(&w->fields, fields[i]);
	}
	buf_reset(&w->tags);
	if (tags.n > 0) {
		buf_add_char(&w->tags, ' ');
		buf_add_str(&w->tags, tags);
		buf_add_char(&w->tags, ' ');
	}
}

/* By which Anki finds notes with the same first field. */
static int64_t checksum(struct str text)
{
	unsigned char sum[SHA1_BYTES];
	sha1_of(text, sum);
	return (int64_t)sum[0] << 24 | sum[1] << 16 | sum[2] << 8 | sum[3];
}

static int add_note(struct anki_write *w, struct str guid, struct str first, struct str sort,
	struct cpc_error *err)
{
	sqlite3_stmt *stmt = w->stmts[NOTE_ADD];
	if (sqlite3_bind_int64(stmt, 1, ID_FIRST + w->notes) != SQLITE_OK ||
		bind_text(stmt, 2, guid) != SQLITE_OK ||
		sqlite3_bind_int64(stmt, 3, w->type->id) != SQLITE_OK ||
		sqlite3_bind_int64(stmt, 4, w->made_s) != SQLITE_OK ||
		bind_text(stmt, 5, buf_view(&w->tags)) != SQLITE_OK ||
		bind_text(stmt, 6, buf_view(&w->fields)) != SQLITE_OK ||
		bind_text(stmt, 7, sort) != SQLITE_OK ||
		sqlite3_bind_int64(stmt, 8, checksum(first)) != SQLITE_OK)
		return failed(w, err);
	return run(w, stmt, err);
}

static int add_card(struct anki_write *w, int64_t deck, struct cpc_error *err)
{
	sqlite3_stmt *stmt = w->stmts[CARD_ADD];
	if (sqlite3_bind_int64(stmt, 1, ID_FIRST + w->notes) != SQLITE_OK ||
		sqlite3_bind_int64(stmt, 2, deck) != SQLITE_OK ||
		sqlite3_bind_int64(stmt, 3, w->made_s) != SQLITE_OK ||
		sqlite3_bind_int64(stmt, 4, w->notes) != SQLITE_OK)
		return failed(w, err);
	return run(w, stmt, err);
}

int anki_write_note(struct anki_write *w, struct str guid, struct str deck, struct str tags,
	const struct str *fields, struct str sort, struct cpc_error *err)
{
	int64_t id;
	int rc = make_deck(w, deck, &id, err);
	if (rc)
		return rc;
	join(w, tags, fields);
	if (w->fields.failed || w->tags.failed)
		return error_memory(err);
	w->notes++;
	rc = add_note(w, guid, fields[0], sort, err);
	return rc ? rc : add_card(w, id, err);
}

/* The end ---------------------------------------------------------------------------------------
 */

static int add_collection(struct anki_write *w, struct cpc_error *err)
{
	const struct anki_type *t = w->type;
	sqlite3_stmt *stmt;
	if (sqlite3_prepare_v2(w->handle, collection, -1, &stmt, NULL) != SQLITE_OK)
		return failed(w, err);
	int rc;
	if (sqlite3_bind_int64(stmt, 1, w->made_s) != SQLITE_OK ||
		sqlite3_bind_int64(stmt, 2, t->id) != SQLITE_OK ||
		bind_text(stmt, 3, str_of(t->name)) != SQLITE_OK ||
		sqlite3_bind_int64(stmt, 4, (sqlite3_int64)t->sort) != SQLITE_OK ||
		bind_text(stmt, 5, str_of(t->front)) != SQLITE_OK ||
		bind_text(stmt, 6, str_of(t->back)) != SQLITE_OK ||
		bind_text(stmt, 7, str_of(t->css)) != SQLITE_OK ||
		sqlite3_bind_int64(stmt, 8, w->notes + 1) != SQLITE_OK)
		rc = failed(w, err);
	else
		rc = run(w, stmt, err);
	sqlite3_finalize(stmt);
	return rc;
}

int anki_write_end(struct anki_write *w, struct str *out, struct cpc_error *err)
{
	sqlite3_int64 size = 0;
	int rc = add_collection(w, err);
	if (!rc && sqlite3_exec(w->handle, "commit", NULL, NULL, NULL) != SQLITE_OK)
		rc = failed(w, err);
	if (!rc && !(w->bytes = sqlite3_serialize(w->handle, "main", &size, 0)))
		rc = error_memory(err);
	if (!rc)
		*out = (struct str){(const char *)w->bytes, (size_t)size};
	return rc;
}
