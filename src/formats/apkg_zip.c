/*
 * apkg_zip.c - taking the collection out of an Anki package, in one pass from front to end.
 * May use: libarchive, formats/source, base. Must not know: what is in a collection.
 *
 * Which of the collections in a package counts is said in github.com/ankitects/anki,
 * rslib/src/import_export/package/meta.rs. Names of files are compared and never become paths.
 */
#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <string.h>
#include <strings.h>

#include "base/error.h"
#include "base/utf8.h"
#include "formats/apkg.h"
#include "store/anki_read.h"

#define META_MAX 1024

/* The one with the largest version that is there counts, if `meta` says no other. The first stands
 * in packages of the third as well, and then says only that Anki is too old. */
enum { VERSIONS = 3 };
static const char *const collections[VERSIONS + 1] = {
	NULL, "collection.anki2", "collection.anki21", "collection.anki21b"};

struct unpack {
	struct source *in;
	struct archive *zip;
	struct apkg *out;
	int held; /* the version in out->collection; 0: none */
	struct buf meta;
	bool has_meta;
	size_t files;
	int64_t grown; /* bytes that were unpacked */
	int rc;	       /* of reading the source or a limit; then *err is set */
	struct cpc_error *err;
};

bool apkg_name_refused(const char *path)
{
	static const char suffix[] = ".colpkg";
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;
	size_t n = strlen(name), m = sizeof suffix - 1;
	return strcasecmp(name, "collection.apkg") == 0 ||
	       (n >= m && strcasecmp(name + n - m, suffix) == 0);
}

/* Telling ---------------------------------------------------------------------------------------
 */

static int refuse(struct unpack *u, const char *sentence)
{
	return error_set(u->err, CPC_DATA, "%s: %s", source_name(u->in), sentence);
}

static int failed(struct unpack *u, struct archive *a)
{
	const char *why = archive_error_string(a);
	struct buf shown = BUF_INIT;
	if (u->rc)
		return u->rc;
	if (archive_errno(a) == ENOMEM)
		return error_memory(u->err);
	utf8_add_visible(&shown, str_trim(str_of(why ? why : "no more is known")));
	int rc = shown.failed ? error_memory(u->err)
			      : error_set(u->err, CPC_DATA, "%s: this package is damaged: %s",
					source_name(u->in), buf_text(&shown));
	buf_release(&shown);
	return rc;
}

/* Count what came out. */
static int count(struct unpack *u, size_t n)
{
	u->grown += (int64_t)n;
	if (u->grown > APKG_BYTES_MAX)
		u->rc = error_set(u->err, CPC_DATA,
			"%s: more than %d bytes come out of this package, which is the most",
			source_name(u->in), APKG_BYTES_MAX);
	else if (u->grown > APKG_GROWN_FREE && u->grown / APKG_RATIO_MAX > source_taken(u->in))
		u->rc = error_set(u->err, CPC_DATA,
			"%s: what comes out of this package is more than %d times its size, which "
			"is the most",
			source_name(u->in), APKG_RATIO_MAX);
	return u->rc;
}

/* Reading ---------------------------------------------------------------------------------------
 */

static la_ssize_t give_source(struct archive *a, void *context, const void **bytes)
{
	struct unpack *u = context;
	struct str piece = {"", 0};
	int rc = source_bytes(u->in, &piece, u->err);
	if (rc > CPC_NO) {
		u->rc = rc;
		archive_set_error(a, EIO, "the file cannot be read");
		return ARCHIVE_FATAL;
	}
	*bytes = piece.p;
	return rc ? 0 : (la_ssize_t)piece.n;
}

/* The next bytes of the file in the package that we are in. */
static la_ssize_t give_entry(struct archive *a, void *context, const void **bytes)
{
	struct unpack *u = context;
	size_t n = 0;
	la_int64_t at;
	int rc = archive_read_data_block(u->zip, bytes, &n, &at);
	if (rc == ARCHIVE_EOF)
		return 0;
	if (rc != ARCHIVE_OK || count(u, n)) {
		archive_set_error(a, archive_errno(u->zip), "%s",
			rc != ARCHIVE_OK && archive_error_string(u->zip)
				? archive_error_string(u->zip)
				: "too large");
		return ARCHIVE_FATAL;
	}
	return (la_ssize_t)n;
}

/* All that `a` has, which is one file. */
static int take_all(struct unpack *u, struct archive *a, struct buf *out, size_t most)
{
	const void *bytes;
	size_t n;
	la_int64_t at;
	int rc;
	while ((rc = archive_read_data_block(a, &bytes, &n, &at)) == ARCHIVE_OK) {
		if (n > most - out->len)
			return error_set(u->err, CPC_DATA,
				"%s: %s in this package has more than %zu bytes, which is the most",
				source_name(u->in), out == &u->meta ? "meta" : "the collection",
				most);
		/* A file as it is counts once. */
		if (archive_filter_count(a) > 1 && count(u, n))
			return u->rc;
		buf_add(out, bytes, n);
		if (out->failed)
			return error_memory(u->err);
	}
	return rc == ARCHIVE_EOF ? CPC_OK : failed(u, a);
}

/* The file, as it is or compressed once by zstd, which has no size written at its front. */
static int open_inner(struct unpack *u, struct archive *a)
{
	struct archive_entry *entry;
	if (archive_read_support_format_raw(a) != ARCHIVE_OK ||
		archive_read_support_format_empty(a) != ARCHIVE_OK)
		return failed(u, a);
	/* Anything but OK would mean that another program is to be run. */
	if (archive_read_support_filter_zstd(a) != ARCHIVE_OK)
		return error_set(u->err, CPC_INTERNAL, "this libarchive was built without zstd");
	int rc = archive_read_open(a, u, NULL, give_entry, NULL);
	if (rc == ARCHIVE_OK)
		rc = archive_read_next_header(a, &entry);
	if (rc == ARCHIVE_EOF)
		return CPC_NO;
	if (rc != ARCHIVE_OK)
		return failed(u, a);
	if (archive_filter_count(a) > 2)
		return refuse(u, "this package has a file that is compressed more than twice");
	return CPC_OK;
}

static int take_file(struct unpack *u, struct buf *out, size_t most)
{
	struct archive *a = archive_read_new();
	if (!a)
		return error_memory(u->err);
	buf_reset(out);
	int rc = open_inner(u, a);
	if (!rc)
		rc = take_all(u, a, out, most);
	archive_read_free(a);
	return rc == CPC_NO ? CPC_OK : rc;
}

/* Without a size at its front a file has to be unpacked to find its end. */
static int pass_over(struct unpack *u, struct archive_entry *entry)
{
	const void *bytes;
	size_t n;
	la_int64_t at;
	int rc;
	if (archive_entry_size_is_set(entry)) {
		rc = archive_read_data_skip(u->zip);
		return rc < ARCHIVE_WARN ? failed(u, u->zip) : CPC_OK;
	}
	while ((rc = archive_read_data_block(u->zip, &bytes, &n, &at)) == ARCHIVE_OK) {
		if (count(u, n))
			return u->rc;
	}
	return rc == ARCHIVE_EOF ? CPC_OK : failed(u, u->zip);
}

/* The files ------------------------------------------------------------------------------------
 */

static int version_of_name(const char *name)
{
	for (int v = 1; v <= VERSIONS; v++) {
		if (strcmp(name, collections[v]) == 0)
			return v;
	}
	return 0;
}

/* Pictures and sounds are called "0", "1" and so on. */
static bool is_media(const char *name)
{
	return name[0] && name[strspn(name, "0123456789")] == '\0';
}

static int take_entry(struct unpack *u, struct archive_entry *entry)
{
	const char *name = archive_entry_pathname(entry);
	if (!name) /* one that has no place in this locale */
		name = "";
	if (++u->files > APKG_FILES_MAX)
		return error_set(u->err, CPC_DATA,
			"%s: this package holds more than %d files, which is the most",
			source_name(u->in), APKG_FILES_MAX);
	if (archive_entry_is_encrypted(entry))
		return refuse(u, "this package is encrypted, and that cannot be read");
	int version = version_of_name(name);
	if (strcmp(name, "meta") == 0) {
		u->has_meta = true;
		return take_file(u, &u->meta, META_MAX);
	}
	if (version > u->held) {
		u->held = version;
		return take_file(u, &u->out->collection, ANKI_BYTES_MAX);
	}
	u->out->media += is_media(name);
	return pass_over(u, entry);
}

static int take_entries(struct unpack *u)
{
	struct archive_entry *entry;
	int rc = archive_read_support_format_zip_streamable(u->zip);
	if (rc == ARCHIVE_OK)
		rc = archive_read_open(u->zip, u, NULL, give_source, NULL);
	if (rc != ARCHIVE_OK)
		return failed(u, u->zip);
	/* A warning is about a name, which does not matter here. */
	while ((rc = archive_read_next_header(u->zip, &entry)) == ARCHIVE_OK ||
		rc == ARCHIVE_WARN) {
		int status = take_entry(u, entry);
		if (status)
			return status;
	}
	return rc == ARCHIVE_EOF ? CPC_OK : failed(u, u->zip);
}

static bool take_number(struct str *bytes, uint64_t *out)
{
	*out = 0;
	for (int shift = 0; shift < 63 && bytes->n > 0; shift += 7) {
		unsigned char byte = (unsigned char)bytes->p[0];
		*bytes = str_from(*bytes, 1);
		*out |= (uint64_t)(byte & 0x7F) << shift;
		if (byte < 0x80)
			return true;
	}
	return false;
}

/* Field 1 of a protocol buffer, a number; numbers and texts of other fields are passed over. False
 * when it is none. */
static bool read_version(struct str meta, uint64_t *version)
{
	*version = 0;
	while (meta.n > 0) {
		uint64_t key, value;
		if (!take_number(&meta, &key) || !take_number(&meta, &value))
			return false;
		uint64_t type = key & 7;
		if (key == 8)
			*version = value;
		if (type != 0 && (type != 2 || value > meta.n))
			return false;
		meta = str_from(meta, type == 2 ? (size_t)value : 0);
	}
	return true;
}

static int check_version(struct unpack *u)
{
	uint64_t version = (uint64_t)u->held;
	if (u->has_meta && !read_version(buf_view(&u->meta), &version))
		return refuse(u, "the file meta of this package is damaged");
	if (u->has_meta && (version < 1 || version > VERSIONS))
		return error_set(u->err, CPC_DATA,
			"%s: this package has version %llu, and %d is the newest known; export it "
			"with \"Support older Anki versions\"",
			source_name(u->in), (unsigned long long)version, VERSIONS);
	if (u->files == 0 || (u->held == 0 && !u->has_meta))
		return refuse(u, "this is no Anki package: it holds no collection");
	if (version != (uint64_t)u->held)
		return error_set(u->err, CPC_DATA,
			"%s: this package has version %llu and no %s, which holds its notes",
			source_name(u->in), (unsigned long long)version, collections[version]);
	u->out->entry = collections[u->held];
	return CPC_OK;
}

int apkg_unpack(struct source *in, struct apkg *out, struct cpc_error *err)
{
	struct unpack u = {.in = in, .out = out, .meta = BUF_INIT, .err = err};
	*out = (struct apkg){.collection = BUF_INIT, .entry = ""};
	u.zip = archive_read_new();
	if (!u.zip)
		return error_memory(err);
	int rc = take_entries(&u);
	if (!rc)
		rc = check_version(&u);
	archive_read_free(u.zip);
	buf_release(&u.meta);
	return rc;
}

void apkg_release(struct apkg *p)
{
	buf_release(&p->collection);
}
