/*
 * apkg.h - Anki packages: a zip with an SQLite collection in it.
 * May use: formats/format, base. Must not know: what is in a collection.
 */
#ifndef FORMATS_APKG_H
#define FORMATS_APKG_H

#include <stdbool.h>

#include "base/buf.h"
#include "formats/format.h"

/* Packages with more files are refused, and such that grow by more than APKG_RATIO_MAX once more
 * than APKG_GROWN_FREE bytes were unpacked; of a collection no more than ANKI_BYTES_MAX of
 * store/anki_read.h, of all that has to be unpacked no more than APKG_BYTES_MAX. All is counted on
 * what comes out, whatever a header says. */
#define APKG_FILES_MAX 500000
#define APKG_BYTES_MAX 1073741824
#define APKG_RATIO_MAX 200
#define APKG_GROWN_FREE 16777216

/* Anki takes files of these names for a whole collection that replaces the user's: a package must
 * not be written under one of them. */
bool apkg_name_refused(const char *path);

/* What a reader needs of a package. */
struct apkg {
	struct buf collection; /* the SQLite file */
	const char *entry;     /* what it was called in the package */
	size_t media;	       /* files with pictures and sounds */
};

/* Unpack the collection that Anki would take. CPC_DATA when the package is none, is damaged,
 * encrypted, too new or beyond a limit. *out is to be released in any case. */
int apkg_unpack(struct source *in, struct apkg *out, struct cpc_error *err);
void apkg_release(struct apkg *p);

/* The reader of the format. */
int apkg_read(struct format_read *r, struct cpc_error *err);

#endif
