/*
 * apkg_write.c - writer of Anki packages: a collection in layout 11, which every Anki takes, and an
 * empty list of media. May use: libarchive, formats/apkg, formats/note, store/anki_write, base.
 * Must not know: the bank.
 *
 * The same questions at the same time give the same bytes. The ids below were chosen once: by them,
 * and by the guid of a note, Anki knows what it has already.
 */
#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "formats/apkg.h"
#include "formats/note.h"
#include "store/anki_write.h"

#define TYPE_ID INT64_C(1763800000000)
#define MADE_S INT64_C(1767254400) /* 2026-01-01, 8:00 UTC */

static const char front[] = "<div class=stem>{{Stem}}</div>\n"
			    "{{#Choices}}<div class=choices>{{Choices}}</div>{{/Choices}}\n";

static const char back[] = "{{FrontSide}}\n"
			   "<hr id=answer>\n"
			   "<div class=key>{{Key}}</div>\n"
			   "{{#Title}}<div class=title>{{Title}}</div>{{/Title}}\n"
			   "{{#Why}}<div class=why>{{Why}}</div>{{/Why}}\n"
			   "{{#Rule}}<div class=rule>{{Rule}}</div>{{/Rule}}\n"
			   "{{#Source}}<div class=source>{{Source}}</div>{{/Source}}\n";

static const char css[] =
	".card { font-family: sans-serif; font-size: 18px; line-height: 1.4; max-width: 40em;"
	" margin: 1em auto; text-align: left; }\n"
	".choices, .why { margin-top: 1em; }\n"
	".key { font-size: 24px; font-weight: bold; }\n"
	".title { font-style: italic; }\n"
	".rule { margin-top: 1em; padding-left: 1em; border-left: 3px solid #888; }\n"
	".source { margin-top: 1em; font-size: 14px; opacity: 0.7; }\n";

static const struct anki_type type = {.id = TYPE_ID,
	.name = NOTE_TYPE,
	.fields = note_part_names,
	.n = NOTE_PARTS,
	.sort = NOTE_STEM,
	.front = front,
	.back = back,
	.css = css};

struct writing {
	struct anki_write *collection;
	struct note_made note;
};

static int begin(struct format_write *w, struct cpc_error *err)
{
	struct writing *me = calloc(1, sizeof *me);
	w->state = me;
	int64_t made_s = w->options->made_s ? w->options->made_s : MADE_S;
	return me ? anki_write_open(&type, made_s, &me->collection, err) : error_memory(err);
}

static int write_question(
	struct format_write *w, const struct format_item *item, struct cpc_error *err)
{
	struct writing *me = w->state;
	struct note_made *note = &me->note;
	int rc = note_write(w, item, note, err);
	if (!rc)
		rc = anki_write_note(me->collection, note->guid, note->deck, note->tags,
			note->fields, note->sort, err);
	return rc;
}

/* The zip ---------------------------------------------------------------------------------------
 */

static la_ssize_t take_bytes(struct archive *a, void *context, const void *bytes, size_t n)
{
	struct buf *out = context;
	buf_add(out, bytes, n);
	if (!out->failed)
		return (la_ssize_t)n;
	archive_set_error(a, ENOMEM, "out of memory");
	return ARCHIVE_FATAL;
}

/* Without a time, which a zip has in the zone of the machine. */
static bool add_file(struct archive *a, const char *name, struct str bytes)
{
	struct archive_entry *entry = archive_entry_new();
	if (!entry)
		return false;
	archive_entry_set_pathname(entry, name);
	archive_entry_set_filetype(entry, AE_IFREG);
	archive_entry_set_perm(entry, 0644);
	archive_entry_set_size(entry, (la_int64_t)bytes.n);
	bool good = archive_write_header(a, entry) == ARCHIVE_OK &&
		    archive_write_data(a, bytes.p, bytes.n) == (la_ssize_t)bytes.n;
	archive_entry_free(entry);
	return good;
}

static int write_zip(struct format_write *w, struct str collection, struct cpc_error *err)
{
	struct archive *a = archive_write_new();
	if (!a)
		return error_memory(err);
	bool good = archive_write_set_format_zip(a) == ARCHIVE_OK &&
		    archive_write_zip_set_compression_deflate(a) == ARCHIVE_OK &&
		    archive_write_set_bytes_in_last_block(a, 1) == ARCHIVE_OK &&
		    archive_write_open(a, &w->text, NULL, take_bytes, NULL) == ARCHIVE_OK &&
		    add_file(a, "collection.anki2", collection) &&
		    add_file(a, "media", str_of("{}")) && archive_write_close(a) == ARCHIVE_OK;
	int rc = CPC_OK;
	if (!good && (w->text.failed || archive_errno(a) == ENOMEM || !archive_error_string(a)))
		rc = error_memory(err);
	else if (!good)
		rc = error_set(err, CPC_INTERNAL, "cannot make the Anki package: %s",
			archive_error_string(a));
	archive_write_free(a);
	return rc;
}

static int end(struct format_write *w, struct cpc_error *err)
{
	struct writing *me = w->state;
	struct str collection;
	int rc = anki_write_end(me->collection, &collection, err);
	return rc ? rc : write_zip(w, collection, err);
}

static void release(struct format_write *w)
{
	struct writing *me = w->state;
	if (!me)
		return;
	anki_write_free(me->collection);
	note_made_release(&me->note);
	free(me);
	w->state = NULL;
}

/* The format ------------------------------------------------------------------------------------
 */

/* A zip; one of Anki's when a collection stands near its front. */
static enum format_sign sniff(struct str head)
{
	static const char name[] = "collection.anki2";
	if (!str_starts(head, "PK\x03\x04"))
		return FORMAT_NO;
	for (size_t i = 0; i + sizeof name <= head.n; i++) {
		if (memcmp(head.p + i, name, sizeof name - 1) == 0)
			return FORMAT_SURE;
	}
	return FORMAT_MAYBE;
}

const struct format format_apkg = {.name = "apkg",
	.suffixes = ".apkg .colpkg",
	.summary = "Anki: a package of notes; cards become typed questions",
	.holds = PART_ALL,
	.kinds = QUESTION_KINDS_ALL,
	.sniff = sniff,
	.read = apkg_read,
	.begin = begin,
	.question = write_question,
	.end = end,
	.release = release};
