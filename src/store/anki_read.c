/*
 * anki_read.c - the notes of somebody's Anki collection.
 * May use: sqlite3, store/foreign, base. Must not know: what a question is, what a package is.
 *
 * Layout: github.com/ankitects/anki, rslib/src/storage/schema11.sql and upgrades/.
 */
#include "store/anki_read.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/vec.h"
#include "store/foreign.h"

#define LAYOUT_LEAST 11
#define LAYOUT_MOST 18

#define FIELD_END '\x1f' /* between the fields of a note */

/* A note type or a deck. */
struct named {
	int64_t id;
	struct str name;
	size_t first, n; /* of a type: its fields in collection.fields */
};

struct names {
	struct named *items;
	size_t n, cap;
};

struct collection {
	struct foreign f;
	struct arena texts;
	struct names types, decks;
	struct str *fields; /* of all types, in order */
	size_t n, cap;
	struct str values[ANKI_FIELDS_MAX], names[ANKI_FIELDS_MAX];
};

/* The statements, by where note types and decks stand. */
struct layout {
	const char *types;  /* id, name */
	const char *fields; /* id of the type, place, name; in this order */
	const char *decks;  /* id, name */
};

static const struct layout in_json = {
	"select cast(m.key as integer), m.value ->> '$.name' from col, json_each(col.models) m"
	" order by 1",
	"select cast(m.key as integer), f.value ->> '$.ord', f.value ->> '$.name'"
	" from col, json_each(col.models) m, json_each(m.value, '$.flds') f order by 1, 2",
	"select cast(d.key as integer), d.value ->> '$.name' from col, json_each(col.decks) d"
	" order by 1"};

static const struct layout in_tables = {"select id, name from notetypes order by id",
	"select ntid, ord, name from fields order by ntid, ord",
	"select id, name from decks order by id"};

/* A card in a filtered deck knows the deck it came from. */
static const char all_notes[] =
	"select n.guid, n.tags, n.flds, n.mid, c.did from notes n left join"
	" (select nid, min(ord), case odid when 0 then did else odid end as did"
	"  from cards group by nid) c on c.nid = n.id order by n.id";

/* Lives until the next step. */
static int column(
	struct collection *c, sqlite3_stmt *stmt, int at, struct str *out, struct cpc_error *err)
{
	const unsigned char *text = sqlite3_column_text(stmt, at);
	*out = (struct str){text ? (const char *)text : "", (size_t)sqlite3_column_bytes(stmt, at)};
	bool failed = !text && sqlite3_errcode(c->f.handle) == SQLITE_NOMEM;
	return failed ? foreign_failed(&c->f, err) : CPC_OK;
}

static int keep(
	struct collection *c, sqlite3_stmt *stmt, int at, struct str *out, struct cpc_error *err)
{
	int rc = column(c, stmt, at, out, err);
	if (rc)
		return rc;
	out->p = arena_copy(&c->texts, *out);
	return out->p ? CPC_OK : error_memory(err);
}

static int too_many(struct collection *c, int most, const char *what, struct cpc_error *err)
{
	return error_set(err, CPC_DATA, "%s: it has more than %d %s, which is the most", c->f.name,
		most, what);
}

/* Types and decks -------------------------------------------------------------------------------
 */

static int order(const void *a, const void *b)
{
	const struct named *x = a, *y = b;
	return (x->id > y->id) - (x->id < y->id);
}

static struct named *find(const struct names *names, int64_t id)
{
	struct named key = {.id = id};
	return names->n ? bsearch(&key, names->items, names->n, sizeof key, order) : NULL;
}

static int take_name(
	struct collection *c, sqlite3_stmt *stmt, struct names *out, struct cpc_error *err)
{
	struct named *item = VEC_PUSH(out->items, out->n, out->cap);
	if (!item)
		return error_memory(err);
	*item = (struct named){.id = sqlite3_column_int64(stmt, 0)};
	return keep(c, stmt, 1, &item->name, err);
}

static int read_names(struct collection *c, const char *sql, struct names *out, int most,
	const char *what, struct cpc_error *err)
{
	sqlite3_stmt *stmt;
	int rc = foreign_prepare(&c->f, sql, &stmt, err);
	while (!rc && !(rc = foreign_step(&c->f, stmt, err))) {
		rc = out->n < (size_t)most ? take_name(c, stmt, out, err)
					   : too_many(c, most, what, err);
	}
	sqlite3_finalize(stmt);
	return rc == CPC_NO ? CPC_OK : rc;
}

/* The fields of a type come one after the other. */
static int add_field(
	struct collection *c, struct named *type, struct str name, struct cpc_error *err)
{
	if (type->n == ANKI_FIELDS_MAX)
		return too_many(c, ANKI_FIELDS_MAX, "fields in a note type", err);
	struct str *field = VEC_PUSH(c->fields, c->n, c->cap);
	if (!field)
		return error_memory(err);
	*field = name;
	if (type->n++ == 0)
		type->first = c->n - 1;
	return CPC_OK;
}

static int read_fields(struct collection *c, const char *sql, struct cpc_error *err)
{
	sqlite3_stmt *stmt;
	int rc = foreign_prepare(&c->f, sql, &stmt, err);
	while (!rc && !(rc = foreign_step(&c->f, stmt, err))) {
		struct str name;
		struct named *type = find(&c->types, sqlite3_column_int64(stmt, 0));
		if (!type)
			continue;
		rc = keep(c, stmt, 2, &name, err);
		if (!rc)
			rc = add_field(c, type, name, err);
	}
	sqlite3_finalize(stmt);
	return rc == CPC_NO ? CPC_OK : rc;
}

/* Notes -----------------------------------------------------------------------------------------
 */

static size_t split(struct collection *c, struct str text)
{
	size_t n = 0;
	while (n < ANKI_FIELDS_MAX && str_next(&text, FIELD_END, &c->values[n]))
		n++;
	return n;
}

static int give_note(struct collection *c, sqlite3_stmt *stmt, anki_note_taker *take, void *context,
	struct cpc_error *err)
{
	struct anki_note note = {.names = c->names, .values = c->values};
	struct str fields;
	int rc = column(c, stmt, 0, &note.guid, err);
	if (!rc)
		rc = column(c, stmt, 1, &note.tags, err);
	if (!rc)
		rc = column(c, stmt, 2, &fields, err);
	if (rc)
		return rc;
	const struct named *type = find(&c->types, sqlite3_column_int64(stmt, 3));
	const struct named *deck = find(&c->decks, sqlite3_column_int64(stmt, 4));
	note.type = type ? type->name : str_of("");
	note.deck = deck ? deck->name : str_of("");
	note.n = split(c, fields);
	for (size_t i = 0; i < note.n; i++)
		c->names[i] = type && i < type->n ? c->fields[type->first + i] : str_of("");
	return take(context, &note, err);
}

static int read_notes(
	struct collection *c, anki_note_taker *take, void *context, struct cpc_error *err)
{
	sqlite3_stmt *stmt;
	int rc = foreign_prepare(&c->f, all_notes, &stmt, err);
	while (!rc && !(rc = foreign_step(&c->f, stmt, err)))
		rc = give_note(c, stmt, take, context, err);
	sqlite3_finalize(stmt);
	return rc == CPC_NO ? CPC_OK : rc;
}

/* The whole -------------------------------------------------------------------------------------
 */

static int check_layout(struct collection *c, struct cpc_error *err)
{
	static const char *const tables[] = {"col", "notes", "cards"};
	sqlite3_stmt *stmt;
	bool there = true;
	int rc = CPC_OK;
	for (size_t i = 0; i < sizeof tables / sizeof *tables && !rc && there; i++)
		rc = foreign_has_table(&c->f, tables[i], &there, err);
	if (rc)
		return rc;
	if (!there)
		return error_set(err, CPC_DATA,
			"%s: this is no collection of Anki: it has not the tables col, notes and "
			"cards",
			c->f.name);
	rc = foreign_prepare(&c->f, "select ver from col", &stmt, err);
	if (!rc)
		rc = foreign_step(&c->f, stmt, err);
	int64_t version = rc ? 0 : sqlite3_column_int64(stmt, 0);
	sqlite3_finalize(stmt);
	if (rc > CPC_NO)
		return rc;
	if (version < LAYOUT_LEAST || version > LAYOUT_MOST)
		return error_set(err, CPC_DATA,
			"%s: its layout is number %lld, and those from %d to %d are known",
			c->f.name, (long long)version, LAYOUT_LEAST, LAYOUT_MOST);
	return CPC_OK;
}

static int read_collection(
	struct collection *c, anki_note_taker *take, void *context, struct cpc_error *err)
{
	bool tables = false;
	int rc = check_layout(c, err);
	if (!rc)
		rc = foreign_has_table(&c->f, "notetypes", &tables, err);
	const struct layout *layout = tables ? &in_tables : &in_json;
	if (!rc)
		rc = read_names(c, layout->types, &c->types, ANKI_TYPES_MAX, "note types", err);
	if (!rc)
		rc = read_fields(c, layout->fields, err);
	if (!rc)
		rc = read_names(c, layout->decks, &c->decks, ANKI_DECKS_MAX, "decks", err);
	return rc ? rc : read_notes(c, take, context, err);
}

int anki_read(unsigned char *bytes, size_t size, const char *name, anki_note_taker *take,
	void *context, struct cpc_error *err)
{
	if (size > ANKI_BYTES_MAX)
		return error_set(err, CPC_DATA, "%s: it has more than %d bytes, which is the most",
			name, ANKI_BYTES_MAX);
	struct collection *c = calloc(1, sizeof *c);
	if (!c)
		return error_memory(err);
	int rc = foreign_open(&c->f, bytes, size, name, err);
	if (!rc)
		rc = read_collection(c, take, context, err);
	foreign_close(&c->f);
	arena_release(&c->texts);
	free(c->types.items);
	free(c->decks.items);
	free(c->fields);
	free(c);
	return rc;
}
