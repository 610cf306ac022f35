/*
 * package.h - Anki packages for tests: an SQLite file from SQL, a zip of files, zstd. May use:
 * cmocka (included first), SQLite, libarchive, base. Must not know: what is tested.
 */
#ifndef CPC_TEST_PACKAGE_H
#define CPC_TEST_PACKAGE_H

#include <archive.h>
#include <archive_entry.h>
#include <sqlite3.h>
#include <string.h>

#include "base/buf.h"

/* A collection in layout 11 with two notes, and what others are made of. */
#define PACKAGE_TABLES                                                                             \
	"create table col (id integer primary key, crt, mod, scm, ver, dty, usn, ls, conf, "       \
	" models, decks, dconf, tags);"                                                            \
	"create table notes (id integer primary key, guid, mid, mod, usn, tags, flds, sfld, "      \
	" csum, flags, data);"                                                                     \
	"create table cards (id integer primary key, nid, did, ord, mod, usn, type, queue, due, "  \
	" ivl, factor, reps, lapses, left, odue, odid, flags, data);"
#define PACKAGE_COL                                                                                \
	"insert into col values (1, 0, 0, 0, 11, 0, 0, 0, '{}', '{\"5\":{\"id\":5,\"name\":"       \
	"\"Basic\",\"flds\":[{\"name\":\"Back\",\"ord\":1},{\"name\":\"Front\",\"ord\":0}]}}', "   \
	"'{\"1\":{\"name\":\"Default\"},\"7\":{\"name\":\"Coding::E/M\"}}', '{}', '{}');"
#define PACKAGE_NOTES                                                                              \
	"insert into notes values (2, 'two', 5, 0, 0, '', 'c' || char(31) || 'd', 0, 0, 0, '');"   \
	"insert into notes values (1, 'k]X', 5, 0, 0, ' x y ', 'a' || char(31) || 'b<br>why', "    \
	" 0, 0, 0, '');"                                                                           \
	"insert into cards values (1, 1, 7, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, '');"        \
	"insert into cards values (3, 1, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, '');"
#define PACKAGE_11 PACKAGE_TABLES PACKAGE_COL PACKAGE_NOTES

/* The bytes of a database, added to *out. */
static inline void package_sql(const char *sql, struct buf *out)
{
	sqlite3 *db;
	sqlite3_int64 n;
	char *message = NULL;
	assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
	if (sqlite3_exec(db, sql, NULL, NULL, &message) != SQLITE_OK)
		fail_msg("%s", message);
	unsigned char *bytes = sqlite3_serialize(db, "main", &n, 0);
	assert_non_null(bytes);
	buf_add(out, bytes, (size_t)n);
	sqlite3_free(bytes);
	sqlite3_close(db);
}

static inline la_ssize_t package_out(struct archive *a, void *context, const void *bytes, size_t n)
{
	(void)a;
	buf_add(context, bytes, n);
	return (la_ssize_t)n;
}

/* Make an archive with `set` done to it and the files (name, bytes) in it; name NULL ends them. */
struct package_file {
	const char *name;
	struct str bytes;
};

static inline void package_files(
	struct archive *a, const struct package_file *files, bool sized, struct buf *out)
{
	archive_write_set_bytes_in_last_block(a, 1);
	assert_int_equal(archive_write_open(a, out, NULL, package_out, NULL), ARCHIVE_OK);
	for (; files->name; files++) {
		struct archive_entry *entry = archive_entry_new();
		archive_entry_set_pathname(entry, files->name);
		archive_entry_set_filetype(entry, AE_IFREG);
		archive_entry_set_perm(entry, 0644);
		if (sized)
			archive_entry_set_size(entry, (la_int64_t)files->bytes.n);
		assert_int_equal(archive_write_header(a, entry), ARCHIVE_OK);
		assert_int_equal(
			archive_write_data(a, files->bytes.p, files->bytes.n), files->bytes.n);
		archive_entry_free(entry);
	}
	assert_int_equal(archive_write_close(a), ARCHIVE_OK);
	archive_write_free(a);
}

static inline void package_zip(
	const struct package_file *files, bool deflated, bool sized, struct buf *out)
{
	struct archive *a = archive_write_new();
	archive_write_set_format_zip(a);
	if (deflated)
		archive_write_zip_set_compression_deflate(a);
	else
		archive_write_zip_set_compression_store(a);
	package_files(a, files, sized, out);
}

/* As Anki compresses: without the size of the content. */
static inline void package_zstd(struct str bytes, struct buf *out)
{
	const struct package_file files[] = {{"x", bytes}, {NULL, {"", 0}}};
	struct archive *a = archive_write_new();
	assert_int_equal(archive_write_add_filter_zstd(a), ARCHIVE_OK);
	archive_write_set_format_raw(a);
	package_files(a, files, false, out);
}

#endif
