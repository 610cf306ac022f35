/*
 * test_apkg.c - Anki packages: which collection of a package is read, every version of them, what
 * is told of notes, and what is written. May use: cmocka, formats, SQLite, libarchive. Must not
 * know: how a zip is read.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "formats/apkg.h"
#include "unit/formats/anki_sample.h"
#include "unit/formats/package.h"

static struct trip t;
static struct buf sql, zip, packed;

static int tear_down(void **state)
{
	(void)state;
	trip_release(&t);
	t = (struct trip){.texts = ARENA_INIT};
	buf_release(&sql);
	buf_release(&zip);
	buf_release(&packed);
	return 0;
}

static void read_zip(void)
{
	trip_release(&t);
	trip_read(&t, &format_apkg, buf_view(&zip), NULL);
}

static void read_files(const struct package_file *files)
{
	buf_reset(&zip);
	package_zip(files, true, true, &zip);
	read_zip();
}

static void assert_told(const char *expected)
{
	assert_string_equal(buf_text(&t.told), expected);
}

/* "stem=answer;" of each question. */
static void assert_cards(const char *expected)
{
	struct buf found = BUF_INIT;
	for (size_t i = 0; i < t.n; i++)
		buf_printf(&found, "%s=%s;", t.items[i].q.stem, t.items[i].q.choices[0].text);
	assert_string_equal(buf_text(&found), expected);
	buf_release(&found);
}

static struct str make(const char *text)
{
	buf_reset(&sql);
	package_sql(text, &sql);
	return buf_view(&sql);
}

static const struct str nothing = {"", 0};

/* A collection with one note, for when it must not be read. */
static const char dummy[] =
	PACKAGE_TABLES PACKAGE_COL "insert into notes values (1, 'g', 5, 0, 0, '', 'Please update' "
				   "|| char(31) || 'x', 0, 0, 0, "
				   "'');";

/* Which collection ------------------------------------------------------------------------------
 */

static void the_oldest_package_is_read(void **state)
{
	(void)state;
	struct str collection = make(PACKAGE_11);
	read_files((struct package_file[]){
		{"collection.anki2", collection}, {"media", str_of("{}")}, {NULL, nothing}});
	assert_told("");
	assert_cards("a=b;c=d;");
	assert_string_equal(t.items[0].id, "k]X");
	assert_string_equal(t.items[0].q.rule, "why");
	assert_string_equal(t.items[0].q.tags, "x, y");
	/* The deck it came from, of its first card. */
	assert_string_equal(t.items[0].category, "Default");
	assert_string_equal(t.items[1].q.slug, "two");
	assert_string_equal(t.items[1].category, "");
	assert_int_equal(t.items[1].q.line, 1);
}

static void media_may_be_missing_and_are_counted(void **state)
{
	(void)state;
	struct str collection = make(PACKAGE_11);
	read_files((struct package_file[]){{"collection.anki2", collection}, {NULL, nothing}});
	assert_told("");
	read_files((struct package_file[]){{"0", str_of("GIF")}, {"collection.anki2", collection},
		{"12", str_of("PNG")}, {"readme", nothing}, {NULL, nothing}});
	assert_told("N 1: files with pictures or sounds that are not taken over: 2 (questions that "
		    "need one are told)\n");
	assert_int_equal(t.n, 2);
}

static void the_second_version_is_read(void **state)
{
	struct buf old = BUF_INIT;
	(void)state;
	package_sql(dummy, &old);
	struct str collection = make(PACKAGE_11);
	const struct package_file without_meta[] = {{"collection.anki2", buf_view(&old)},
		{"collection.anki21", collection}, {"media", str_of("{}")}, {NULL, nothing}};
	const struct package_file with_meta[] = {{"collection.anki21", collection},
		{"collection.anki2", buf_view(&old)}, {"meta", {"\x08\x02", 2}}, {NULL, nothing}};
	read_files(without_meta);
	assert_cards("a=b;c=d;");
	read_files(with_meta);
	assert_cards("a=b;c=d;");
	assert_told("");
	buf_release(&old);
}

/* Note types, fields and decks in tables of their own, names in the order that Anki calls unicase.
 */
static const char layout_18[] =
	"create table col (id integer primary key, crt, mod, scm, ver, dty, usn, ls, conf, models, "
	" decks, dconf, tags);"
	"insert into col values (1, 0, 0, 0, 18, 0, 0, 0, '', '', '', '', '');"
	"create table notes (id integer primary key, guid, mid, mod, usn, tags, flds, sfld, csum, "
	" flags, data);"
	"create table cards (id integer primary key, nid, did, ord, mod, usn, type, queue, due, "
	"ivl, "
	" factor, reps, lapses, left, odue, odid, flags, data);"
	"create table notetypes (id integer not null primary key, name text not null collate "
	" unicase, mtime_secs integer, usn integer, config blob);"
	"create table fields (ntid integer not null, ord integer not null, name text not null "
	" collate unicase, config blob, primary key (ntid, ord)) without rowid;"
	"create unique index idx_fields_name_ntid on fields (name, ntid);"
	"create table decks (id integer primary key, name text not null collate unicase, "
	"mtime_secs, "
	" usn, common blob, kind blob);"
	"create unique index idx_decks_name on decks (name);"
	"insert into notetypes values (5, 'Mine', 0, 0, x'08');"
	"insert into fields values (5, 1, 'Option B', x''), (5, 3, 'Question', x''), "
	" (5, 0, 'Option a', x''), (5, 2, 'Answer', x'');"
	"insert into decks values (1, 'Default', 0, 0, x'', x''), "
	" (7, 'Coding' || char(31) || 'E/M', 0, 0, x'', x'');"
	"insert into notes values (1, 'g-1', 5, 0, 0, '', 'x' || char(31) || 'y' || char(31) || 'B'"
	" || char(31) || 'q', 0, 0, 0, '');"
	"insert into cards values (1, 1, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, '');";

static int any_order(void *context, int an, const void *a, int bn, const void *b)
{
	(void)context;
	return an == bn ? memcmp(a, b, (size_t)an) : an - bn;
}

/* With the collation that its indices need, and the header of a write-ahead log. */
static void make_18(void)
{
	sqlite3 *db;
	sqlite3_int64 n;
	buf_reset(&sql);
	assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
	sqlite3_create_collation(db, "unicase", SQLITE_UTF8, NULL, any_order);
	assert_int_equal(sqlite3_exec(db, layout_18, NULL, NULL, NULL), SQLITE_OK);
	unsigned char *bytes = sqlite3_serialize(db, "main", &n, 0);
	bytes[18] = bytes[19] = 2;
	buf_add(&sql, bytes, (size_t)n);
	sqlite3_free(bytes);
	sqlite3_close(db);
}

static void the_newest_package_is_read(void **state)
{
	struct buf old = BUF_INIT, media = BUF_INIT;
	(void)state;
	package_sql(dummy, &old);
	make_18();
	package_zstd(buf_view(&sql), &packed);
	package_zstd(str_of("\x0a\x07\x0a\x05"
			    "a.png"),
		&media);
	const struct package_file files[] = {{"meta", {"\x08\x03", 2}},
		{"collection.anki21b", buf_view(&packed)}, {"collection.anki2", buf_view(&old)},
		{"media", buf_view(&media)}, {NULL, nothing}};
	/* Anki stores what is compressed already. */
	for (int deflated = 0; deflated < 2; deflated++) {
		buf_reset(&zip);
		package_zip(files, deflated, true, &zip);
		read_zip();
		assert_told("");
		assert_int_equal(t.n, 1);
		assert_string_equal(t.items[0].q.slug, "g-1");
		assert_string_equal(t.items[0].q.stem, "q");
		assert_true(t.items[0].q.choices[1].is_key);
		assert_string_equal(t.items[0].category, "Coding\x1f"
							 "E/M");
	}
	buf_release(&old);
	buf_release(&media);
}

static void meta_decides(void **state)
{
	struct buf old = BUF_INIT;
	(void)state;
	package_sql(dummy, &old);
	const struct {
		struct str meta;
		const char *told;
	} cases[] = {{{"\x08\x03", 2}, "! x: this package has version 3 and no collection.anki21b, "
				       "which holds its notes\n"},
		{{"\x08\x04", 2},
			"! x: this package has version 4, and 3 is the newest known; export "
			"it with \"Support older Anki versions\"\n"},
		{{"", 0}, "! x: this package has version 0, and 3 is the newest known; export it "
			  "with "
			  "\"Support older Anki versions\"\n"},
		{{"\x08", 1}, "! x: the file meta of this package is damaged\n"},
		{{"\x0d\x01\x02\x03\x04", 5}, "! x: the file meta of this package is damaged\n"},
		{{"\x12\x7f", 2}, "! x: the file meta of this package is damaged\n"},
		{{"\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff", 11},
			"! x: the file meta of this package is damaged\n"},
		{{"\x12\x01x\x10\x05\x08\x01", 7}, ""}};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		read_files((struct package_file[]){{"meta", cases[i].meta},
			{"collection.anki2", buf_view(&old)}, {NULL, nothing}});
		assert_told(cases[i].told);
		assert_int_equal(t.rc, cases[i].told[0] ? CPC_DATA : CPC_OK);
	}
	buf_release(&old);
}

/* Notes -----------------------------------------------------------------------------------------
 */

static void what_is_told_says_of_which_note(void **state)
{
	(void)state;
	struct str collection = make(PACKAGE_TABLES PACKAGE_COL
		"insert into notes values (1, 'g', 5, 0, 0, '', 'front', 0, 0, 0, '');"
		"insert into notes values (2, 'g', 5, 0, 0, '', 'a <b>b</b>' || char(31) || "
		" 'x<img src=a.png>', 0, 0, 0, '');"
		"insert into notes values (3, 'g', 5, 0, 0, '', cast(x'61ff1f62' as text), 0, 0, "
		"0, "
		" '');"
		"insert into notes values (4, 'g', 5, 0, 0, cast(x'6100' as text), 'a', 0, 0, 0, "
		"'');"
		"insert into notes values (5, null, 6, 0, 0, null, 'b' || char(31) || 'c', 0, 0, "
		"0, "
		" null);");
	read_files((struct package_file[]){{"collection.anki2", collection}, {NULL, nothing}});
	assert_told("S 1: note 1, \"front\": the back of the card is empty\n"
		    "N 1: note 2, \"a <b>b</b>\": not taken over, and missing in the question: "
		    "[picture: a.png]\n"
		    "F 1: note 3, \"a\\xff\": found \\xff at byte 2 of its fields, expected UTF-8\n"
		    "F 1: note 4, \"a\": found a NUL at byte 2 of its tags, expected text\n");
	assert_cards("a b=x;b=c;");
}

static void cells_of_any_type_are_text(void **state)
{
	(void)state;
	struct str collection = make(PACKAGE_TABLES PACKAGE_COL
		"insert into notes values (1, 17, '5', 0, 0, x'', x'611f62', 0, 0, 0, '');"
		"insert into notes values (2, 1.5, 'x', 0, 0, 3, 42, 0, 0, 0, '');"
		"insert into cards values (1, 1, 'no', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, "
		"'');");
	read_files((struct package_file[]){{"collection.anki2", collection}, {NULL, nothing}});
	assert_told("S 1: note 2, \"42\": the back of the card is empty\n");
	assert_cards("a=b;");
	assert_string_equal(t.items[0].q.slug, "17");
}

/* Writing ---------------------------------------------------------------------------------------
 */

static void what_is_written_is_read_back(void **state)
{
	struct format_item items[SAMPLES];
	(void)state;
	sample_items(items);
	round_trip(&format_apkg, items, SAMPLES);
	round_trip(&format_apkg, items, 0);
}

static sqlite3 *db;

static int close_written(void **state)
{
	sqlite3_close(db);
	db = NULL;
	return tear_down(state);
}

/* The collection in a package of the samples, opened. */
static void write_and_open(
	const struct format_item *items, size_t n, const struct format_options *options)
{
	struct cpc_error err;
	struct source *in;
	struct apkg package;
	trip_write(&format_apkg, items, n, options, &zip, NULL);
	assert_int_equal(source_of_text(buf_view(&zip), "x", &in, &err), CPC_OK);
	assert_int_equal(apkg_unpack(in, &package, &err), CPC_OK);
	source_close(in);
	assert_string_equal(package.entry, "collection.anki2");
	buf_reset(&sql);
	buf_add_str(&sql, buf_view(&package.collection));
	apkg_release(&package);
	assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
	assert_int_equal(
		sqlite3_deserialize(db, "main", (unsigned char *)sql.data, (sqlite3_int64)sql.len,
			(sqlite3_int64)sql.len, SQLITE_DESERIALIZE_READONLY),
		SQLITE_OK);
}

static void assert_sql(const char *query, const char *expected)
{
	sqlite3_stmt *stmt;
	assert_int_equal(sqlite3_prepare_v2(db, query, -1, &stmt, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
	assert_string_equal((const char *)sqlite3_column_text(stmt, 0), expected);
	sqlite3_finalize(stmt);
}

static void the_collection_is_as_anki_wants_it(void **state)
{
	struct format_item items[SAMPLES];
	(void)state;
	sample_items(items);
	write_and_open(items, SAMPLES, NULL);
	assert_sql("pragma integrity_check", "ok");
	assert_sql("pragma journal_mode", "memory");
	assert_sql(
		"select ver || ' ' || crt || ' ' || mod from col", "11 1767254400 1767254400000");
	assert_sql(
		"select group_concat(guid || tags) from (select * from notes order by id limit 3)",
		"my-set/int-0001 two_words one under_score ,my-set/multi-1,my-set/one-of-many");
	assert_sql("select count(distinct guid) || ' ' || count(distinct id) from notes", "8 8");
	/* csum is what sha1sum says of "int-0001", the first 32 bits of it. */
	assert_sql("select csum from notes order by id", "2886336538");
	assert_sql("select sfld from notes where guid like '%/true-1'", "Which?");
	assert_sql("select count(*) from cards c join notes n on n.id = c.nid", "8");
	assert_sql("select group_concat(due) from (select due from cards order by id)",
		"1,2,3,4,5,6,7,8");
	assert_sql(
		"select group_concat(distinct type || queue || reps || odid) from cards", "0000");
	/* Every deck of a card is there, with those above it. */
	assert_sql("select group_concat(name) from (select value ->> '$.name' as name from col, "
		   "json_each(decks) order by name)",
		"Default,my-set,my-set::em,my-set::integumentary");
	assert_sql("select count(*) from cards where did not in (select key from col, "
		   "json_each(decks))",
		"0");
	assert_sql("select group_concat(value ->> '$.id' = cast(key as integer)) from col, "
		   "json_each(decks)",
		"1,1,1,1");
	assert_sql("select group_concat(distinct mid = (select key from col, json_each(models))) "
		   "from notes",
		"1");
	assert_sql("select json_array_length(models, '$.1763800000000.flds') from col", "20");
}

/* The keys that today's Anki refuses to do without. */
static void no_key_that_anki_needs_is_missing(void **state)
{
	static const struct {
		const char *column, *path, *keys;
	} cases[] = {
		{"models", "$.1763800000000",
			"id name type mod usn sortf did tmpls flds css latexPre latexPost req"},
		{"models", "$.1763800000000.flds[0]", "name ord sticky rtl font size media"},
		{"models", "$.1763800000000.tmpls[0]", "name ord qfmt afmt bqfmt bafmt did"},
		{"decks", "$.1",
			"id name mod usn lrnToday revToday newToday timeToday collapsed desc dyn "
			"conf"},
		{"dconf", "$.1", "id mod name usn maxTaken autoplay timer replayq new rev lapse"},
		{"dconf", "$.1.new", "delays initialFactor ints order perDay"},
		{"dconf", "$.1.rev", "perDay ease4 ivlFct maxIvl"},
		{"dconf", "$.1.lapse", "delays leechAction leechFails minInt mult"}};
	struct format_item items[SAMPLES];
	struct buf query = BUF_INIT;
	(void)state;
	sample_items(items);
	write_and_open(items, 1, NULL);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct str rest = str_of(cases[i].keys), key;
		while (str_next(&rest, ' ', &key)) {
			buf_reset(&query);
			buf_printf(&query,
				"select '%s.%.*s ' || count(*) from col, json_each(%s, '%s') where "
				"key "
				"= '%.*s'",
				cases[i].path, STR_ARG(key), cases[i].column, cases[i].path,
				STR_ARG(key));
			struct buf expected = BUF_INIT;
			buf_printf(&expected, "%s.%.*s 1", cases[i].path, STR_ARG(key));
			assert_sql(buf_text(&query), buf_text(&expected));
			buf_release(&expected);
		}
	}
	buf_release(&query);
}

/* The zone and the day of the machine do not show in the bytes. */
static void the_bytes_do_not_depend_on_the_day(void **state)
{
	struct format_item items[SAMPLES];
	struct buf again = BUF_INIT;
	const char *zone = getenv("TZ");
	char *kept = zone ? strdup(zone) : NULL;
	(void)state;
	sample_items(items);
	trip_write(&format_apkg, items, SAMPLES, NULL, &zip, NULL);
	setenv("TZ", "Pacific/Kiritimati", 1);
	trip_write(&format_apkg, items, SAMPLES, NULL, &again, NULL);
	if (kept)
		setenv("TZ", kept, 1);
	else
		unsetenv("TZ");
	free(kept);
	assert_int_equal(zip.len, again.len);
	assert_memory_equal(zip.data, again.data, zip.len);
	buf_release(&again);
}

/* By it Anki tells that an edited question is newer than the one it has. */
static void the_time_is_in_the_notes(void **state)
{
	const struct format_options options = {"", "", "", INT64_C(1795338000)};
	struct format_item items[SAMPLES];
	(void)state;
	sample_items(items);
	write_and_open(items, 1, &options);
	assert_sql("select mod from notes", "1795338000");
}

static void a_name_of_a_whole_collection_is_refused(void **state)
{
	(void)state;
	assert_true(apkg_name_refused("collection.apkg"));
	assert_true(apkg_name_refused("/home/x/Collection.APKG"));
	assert_true(apkg_name_refused("a/b.colpkg"));
	assert_false(apkg_name_refused("my-collection.apkg"));
	assert_false(apkg_name_refused("collection.apkg/x"));
	assert_false(apkg_name_refused("colpkg"));
	assert_false(apkg_name_refused("-"));
}

static void it_is_known_by_its_front(void **state)
{
	struct format_item items[SAMPLES];
	(void)state;
	sample_items(items);
	trip_write(&format_apkg, items, 1, NULL, &zip, NULL);
	assert_int_equal(format_apkg.sniff(buf_view(&zip)), FORMAT_SURE);
	assert_int_equal(format_apkg.sniff(str_of("PK\x03\x04 something")), FORMAT_MAYBE);
	assert_int_equal(format_apkg.sniff(str_of("PK")), FORMAT_NO);
	assert_int_equal(format_apkg.sniff(str_of("collection.anki2")), FORMAT_NO);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(the_oldest_package_is_read, tear_down),
		cmocka_unit_test_teardown(media_may_be_missing_and_are_counted, tear_down),
		cmocka_unit_test_teardown(the_second_version_is_read, tear_down),
		cmocka_unit_test_teardown(the_newest_package_is_read, tear_down),
		cmocka_unit_test_teardown(meta_decides, tear_down),
		cmocka_unit_test_teardown(what_is_told_says_of_which_note, tear_down),
		cmocka_unit_test_teardown(cells_of_any_type_are_text, tear_down),
		cmocka_unit_test_teardown(what_is_written_is_read_back, tear_down),
		cmocka_unit_test_teardown(the_collection_is_as_anki_wants_it, close_written),
		cmocka_unit_test_teardown(no_key_that_anki_needs_is_missing, close_written),
		cmocka_unit_test_teardown(the_bytes_do_not_depend_on_the_day, tear_down),
		cmocka_unit_test_teardown(the_time_is_in_the_notes, close_written),
		cmocka_unit_test_teardown(a_name_of_a_whole_collection_is_refused, tear_down),
		cmocka_unit_test_teardown(it_is_known_by_its_front, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
