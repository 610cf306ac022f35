/*
 * test_apkg_evil.c - packages that mean harm or are broken: bombs, names that climb, zips that end
 * early, databases that would run something. Nothing is read of them, and the reason is told.
 * May use: cmocka, formats, SQLite, libarchive. Must not know: how a zip is read.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "formats/apkg.h"
#include "unit/formats/package.h"
#include "unit/formats/trip.h"

static struct trip t;
static struct buf sql, zip, packed;
static const struct str nothing = {"", 0};

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

static void read_zip(struct str bytes)
{
	trip_release(&t);
	trip_read(&t, &format_apkg, bytes, NULL);
}

static void read_files(const struct package_file *files)
{
	buf_reset(&zip);
	package_zip(files, true, true, &zip);
	read_zip(buf_view(&zip));
}

static void read_collection(struct str bytes)
{
	read_files((struct package_file[]){{"collection.anki2", bytes}, {NULL, nothing}});
}

static void read_sql(const char *text)
{
	buf_reset(&sql);
	package_sql(text, &sql);
	read_collection(buf_view(&sql));
}

/* That was told, nothing else, and no question was given. */
static void assert_refused(const char *expected)
{
	assert_string_equal(buf_text(&t.told), expected);
	assert_int_equal(t.rc, CPC_DATA);
	assert_int_equal(t.n, 0);
}

static void assert_refused_like(const char *expected)
{
	if (!strstr(buf_text(&t.told), expected))
		fail_msg("found %s, expected %s", buf_text(&t.told), expected);
	assert_int_equal(t.rc, CPC_DATA);
	assert_int_equal(t.n, 0);
}

/* Zips ------------------------------------------------------------------------------------------
 */

static void what_is_no_package_is_refused(void **state)
{
	static const char not_zip[] = "PK\x03\x04 and then nothing that is a zip";
	(void)state;
	read_zip(nothing);
	assert_refused_like("! x: this ");
	read_zip(str_of("\x1f\x8b something else"));
	assert_refused_like("! x: this package is damaged: ");
	read_zip(str_of(not_zip));
	assert_refused_like("! x: this package is damaged: ");
	read_files(
		(struct package_file[]){{"[Content_Types].xml", str_of("<x/>")}, {NULL, nothing}});
	assert_refused("! x: this is no Anki package: it holds no collection\n");
	/* SQLite without the zip around it. */
	package_sql(PACKAGE_11, &sql);
	read_zip(buf_view(&sql));
	assert_refused_like("! x: this package is damaged: ");
}

/* Wherever it ends: a package of Anki's needs its list at the end for nothing here. */
static void a_package_cut_short_is_refused(void **state)
{
	(void)state;
	package_sql(PACKAGE_11, &sql);
	package_zip((struct package_file[]){{"collection.anki2", buf_view(&sql)}, {NULL, nothing}},
		true, true, &zip);
	const char *list = NULL;
	for (size_t i = 0; i + 4 < zip.len && !list; i++)
		list = memcmp(zip.data + i, "PK\x01\x02", 4) == 0 ? zip.data + i : NULL;
	size_t whole = (size_t)(list - zip.data);
	for (size_t n = 0; n < whole; n++) {
		read_zip((struct str){zip.data, n});
		assert_int_equal(t.rc, CPC_DATA);
		assert_int_equal(t.n, 0);
	}
	read_zip(buf_view(&zip));
	assert_int_equal(t.n, 2);
}

/* Any byte of it changed: it is refused or read, and nothing else happens. */
static void a_damaged_package_does_no_harm(void **state)
{
	(void)state;
	package_sql(PACKAGE_11, &sql);
	package_zip((struct package_file[]){{"collection.anki2", buf_view(&sql)}, {NULL, nothing}},
		true, true, &zip);
	for (size_t i = 0; i < zip.len; i++) {
		zip.data[i] = (char)(zip.data[i] ^ 0x55);
		read_zip(buf_view(&zip));
		assert_true(t.rc == CPC_OK || t.rc == CPC_DATA);
		/* One line, also where libarchive says it with a line end. */
		if (t.rc)
			assert_ptr_equal(strchr(t.told.data, '\n'), t.told.data + t.told.len - 1);
		zip.data[i] = (char)(zip.data[i] ^ 0x55);
	}
}

static void names_are_no_paths(void **state)
{
	static const char *const names[] = {"../collection.anki2", "/collection.anki2",
		"a/collection.anki2", "./collection.anki2", "collection.anki2/", "COLLECTION.ANKI2",
		"collection.anki2 ", "..", "C:\\collection.anki2"};
	(void)state;
	package_sql(PACKAGE_11, &sql);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		read_files((struct package_file[]){{names[i], buf_view(&sql)}, {NULL, nothing}});
		assert_refused("! x: this is no Anki package: it holds no collection\n");
	}
	read_files((struct package_file[]){{"../../0", str_of("x")}, {"\xFF\xFE", nothing},
		{"collection.anki2", buf_view(&sql)}, {NULL, nothing}});
	assert_int_equal(t.n, 2);
}

static void an_encrypted_package_is_refused(void **state)
{
	(void)state;
	package_zip((struct package_file[]){{"collection.anki2", str_of("x")}, {NULL, nothing}},
		true, true, &zip);
	zip.data[6] |= 1; /* the flag in the header of the file */
	read_zip(buf_view(&zip));
	assert_refused("! x: this package is encrypted, and that cannot be read\n");
}

static void the_first_of_two_is_read(void **state)
{
	struct buf other = BUF_INIT;
	(void)state;
	package_sql(PACKAGE_11, &sql);
	package_sql(PACKAGE_TABLES PACKAGE_COL, &other);
	read_files((struct package_file[]){{"collection.anki2", buf_view(&sql)},
		{"collection.anki2", buf_view(&other)}, {NULL, nothing}});
	assert_int_equal(t.n, 2);
	buf_release(&other);
}

/* Bombs -----------------------------------------------------------------------------------------
 */

static const char too_much[] =
	"! x: what comes out of this package is more than 200 times its size, "
	"which is the most\n";

static struct str zeros(size_t n)
{
	buf_reset(&sql);
	buf_add_repeat(&sql, "0000000000000000", n / 16);
	return buf_view(&sql);
}

static void a_bomb_is_stopped(void **state)
{
	struct str big = zeros(40 << 20);
	(void)state;
	read_collection(big);
	assert_refused(too_much);
	/* One that nobody asked for, without a size that could be believed. */
	buf_reset(&zip);
	package_zip((struct package_file[]){{"0", big}, {NULL, nothing}}, true, false, &zip);
	read_zip(buf_view(&zip));
	assert_refused(too_much);
	/* zstd goes much further than a zip. */
	package_zstd(big, &packed);
	assert_true(packed.len < 10000);
	read_files((struct package_file[]){{"meta", {"\x08\x03", 2}},
		{"collection.anki21b", buf_view(&packed)}, {NULL, nothing}});
	assert_refused(too_much);
	read_files((struct package_file[]){{"meta", big}, {NULL, nothing}});
	assert_refused("! x: meta in this package has more than 1024 bytes, which is the most\n");
}

static void a_bomb_in_a_bomb_is_refused(void **state)
{
	struct buf inner = BUF_INIT;
	(void)state;
	package_zstd(str_of("x"), &inner);
	package_zstd(buf_view(&inner), &packed);
	read_files((struct package_file[]){
		{"collection.anki21b", buf_view(&packed)}, {NULL, nothing}});
	assert_refused("! x: this package has a file that is compressed more than twice\n");
	buf_release(&inner);
}

/* Empty files by the hundred thousand, each the header that a zip needs. */
static void too_many_files_are_refused(void **state)
{
	static const char header[] =
		"PK\x03\x04\x14\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x01\0\0\0"
		"a";
	(void)state;
	for (int i = 0; i <= APKG_FILES_MAX; i++)
		buf_add(&zip, header, sizeof header - 1);
	read_zip(buf_view(&zip));
	assert_refused("! x: this package holds more than 500000 files, which is the most\n");
}

/* Databases -------------------------------------------------------------------------------------
 */

static void what_is_no_database_is_refused(void **state)
{
	(void)state;
	read_collection(nothing);
	assert_refused("! x: collection.anki2: this is no SQLite database\n");
	read_collection(str_of("SQLite format 3"));
	assert_refused("! x: collection.anki2: this is no SQLite database\n");
	package_sql(PACKAGE_11, &sql);
	sql.data[16] = 3; /* the size of its pages */
	read_collection(buf_view(&sql));
	assert_refused_like("! x: collection.anki2: this ");
	read_sql("create table x (a); insert into x values (1)");
	assert_refused(
		"! x: collection.anki2: this is no collection of Anki: it has not the tables "
		"col, notes and cards\n");
}

static void other_layouts_are_refused(void **state)
{
	(void)state;
	read_sql(PACKAGE_11 "update col set ver = 19");
	assert_refused(
		"! x: collection.anki2: its layout is number 19, and those from 11 to 18 are "
		"known\n");
	read_sql(PACKAGE_11 "update col set ver = 'x'");
	assert_refused("! x: collection.anki2: its layout is number 0, and those from 11 to 18 are "
		       "known\n");
	read_sql(PACKAGE_11 "delete from col");
	assert_refused("! x: collection.anki2: its layout is number 0, and those from 11 to 18 are "
		       "known\n");
	read_sql(PACKAGE_11 "alter table notes drop column flds");
	assert_refused("! x: collection.anki2: this database cannot be read: \"no such column: "
		       "n.flds\"\n");
	read_sql(PACKAGE_11 "update col set models = '{'");
	assert_refused("! x: collection.anki2: this database cannot be read: \"malformed JSON\"\n");
}

static void views_and_virtual_tables_are_not_read(void **state)
{
	(void)state;
	read_sql(PACKAGE_11 "alter table notes rename to n; create view notes as select * from n");
	assert_refused(
		"! x: collection.anki2: this is no collection of Anki: it has not the tables "
		"col, notes and cards\n");
	read_sql(PACKAGE_11 "drop table notes;"
			    "create virtual table notes using fts5 (guid, mid, tags, flds)");
	assert_refused(
		"! x: collection.anki2: this is no collection of Anki: it has not the tables "
		"col, notes and cards\n");
	/* A table that says it is one while it is not. */
	read_sql(PACKAGE_11
		"pragma writable_schema = on; update sqlite_schema set sql = 'create "
		"virtual table notes using fts5 (id, guid, mid, tags, flds)' where name = "
		"'notes'");
	assert_int_equal(t.rc, CPC_DATA);
	assert_int_equal(t.n, 0);
	read_sql(PACKAGE_11 "create table json_each (x); insert into json_each values (1)");
	assert_refused_like("! x: collection.anki2: this database cannot be read: \"'json_each' is "
			    "not a function\"");
	read_sql(PACKAGE_11 "create view json_each as select * from notes");
	assert_refused_like("! x: collection.anki2: this database cannot be read: ");
}

/* What would run when it is read or written: nothing of it shows. */
static void triggers_and_functions_do_not_run(void **state)
{
	(void)state;
	read_sql(PACKAGE_11
		"create trigger a after insert on notes begin select "
		"randomblob(1000000000); end;"
		"create view v as with recursive r(x) as (select 1 union all select x + 1 "
		"from r) select * from r");
	assert_string_equal(buf_text(&t.told), "");
	assert_int_equal(t.n, 2);
	/* A column that is computed: 70 MB are more than any value may have. */
	read_sql(PACKAGE_TABLES PACKAGE_COL
		"drop table notes; create table notes (id integer primary key, guid, mid, tags, "
		"flds "
		"generated always as (hex(zeroblob(35000000))) virtual);"
		"insert into notes (id, guid, mid, tags) values (1, 'a', 5, '')");
	assert_refused("! x: collection.anki2: a value in this database is longer than 67108864 "
		       "bytes, which is the most\n");
}

static void a_damaged_database_is_refused(void **state)
{
	size_t read = 0;
	(void)state;
	package_sql(PACKAGE_11, &sql);
	/* Each page in turn is all ones; that of `graves` alone would not matter. */
	for (size_t page = 1; page < sql.len / 4096; page++) {
		char kept[4096];
		memcpy(kept, sql.data + page * 4096, 4096);
		memset(sql.data + page * 4096, 0xFF, 4096);
		read_collection(buf_view(&sql));
		assert_true(t.rc == CPC_DATA || t.rc == CPC_OK);
		read += t.n;
		assert_null(strchr(buf_text(&t.told), '*')); /* a line of SQLite's own */
		memcpy(sql.data + page * 4096, kept, 4096);
	}
	assert_int_equal(read, 0);
	/* Shorter than its header says. */
	read_collection((struct str){sql.data, sql.len - 4096});
	assert_refused_like("! x: collection.anki2: this database ");
	/* Names in it are shown harmlessly. */
	read_sql(PACKAGE_11
		"pragma writable_schema = on; insert into sqlite_schema values ('table', "
		"char(27) || '[2J', 'x', 2, 'nonsense')");
	assert_refused_like("\\x1b[2J");
}

static void nested_json_is_refused(void **state)
{
	struct buf text = BUF_INIT;
	(void)state;
	buf_add_text(&text, PACKAGE_11 "update col set models = '");
	buf_add_repeat(&text, "{\"1\":", 100000);
	buf_add_text(&text, "'");
	read_sql(buf_text(&text));
	assert_refused("! x: collection.anki2: this database cannot be read: \"malformed JSON\"\n");
	buf_release(&text);
}

static void many_note_types_and_fields_are_refused(void **state)
{
	(void)state;
	read_sql(PACKAGE_11 "update col set models = (with recursive r(x) as (select 1 union all "
			    "select x + 1 from r where x <= 10000) select json_group_object(x, "
			    "json('{\"name\":\"a\",\"flds\":[]}')) from r)");
	assert_refused("! x: collection.anki2: it has more than 10000 note types, which is the "
		       "most\n");
	read_sql(PACKAGE_11
		"update col set models = json_object('1', json_object('name', 'a', "
		"'flds', (with recursive r(x) as (select 0 union all select x + 1 from r "
		"where x < 500) select json_group_array(json_object('ord', x, 'name', "
		"'f')) from r)))");
	assert_refused(
		"! x: collection.anki2: it has more than 500 fields in a note type, which is "
		"the most\n");
	/* Fields beyond the most are no fields of a note. */
	read_sql(PACKAGE_TABLES PACKAGE_COL
		"insert into notes values (1, 'a', 5, 0, 0, '', 'q' || char(31) || 'a' || (select "
		"replace(hex(zeroblob(700)), '00', char(31) || 'x')), 0, 0, 0, '')");
	assert_int_equal(t.n, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(what_is_no_package_is_refused, tear_down),
		cmocka_unit_test_teardown(a_package_cut_short_is_refused, tear_down),
		cmocka_unit_test_teardown(a_damaged_package_does_no_harm, tear_down),
		cmocka_unit_test_teardown(names_are_no_paths, tear_down),
		cmocka_unit_test_teardown(an_encrypted_package_is_refused, tear_down),
		cmocka_unit_test_teardown(the_first_of_two_is_read, tear_down),
		cmocka_unit_test_teardown(a_bomb_is_stopped, tear_down),
		cmocka_unit_test_teardown(a_bomb_in_a_bomb_is_refused, tear_down),
		cmocka_unit_test_teardown(too_many_files_are_refused, tear_down),
		cmocka_unit_test_teardown(what_is_no_database_is_refused, tear_down),
		cmocka_unit_test_teardown(other_layouts_are_refused, tear_down),
		cmocka_unit_test_teardown(views_and_virtual_tables_are_not_read, tear_down),
		cmocka_unit_test_teardown(triggers_and_functions_do_not_run, tear_down),
		cmocka_unit_test_teardown(a_damaged_database_is_refused, tear_down),
		cmocka_unit_test_teardown(nested_json_is_refused, tear_down),
		cmocka_unit_test_teardown(many_note_types_and_fields_are_refused, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
