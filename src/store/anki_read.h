/*
 * anki_read.h - the notes of somebody's Anki collection: the SQLite file in an Anki package.
 * May use: sqlite3, store/foreign, base. Must not know: what a question is, what a package is.
 *
 * Layouts 11 (note types and decks as JSON in table col) to 18 (tables of their own) are read.
 */
#ifndef STORE_ANKI_READ_H
#define STORE_ANKI_READ_H

#include <stddef.h>

#include "base/error.h"
#include "base/str.h"

/* Larger collections, and more of these in one, are refused. */
#define ANKI_BYTES_MAX 268435456
#define ANKI_TYPES_MAX 10000
#define ANKI_DECKS_MAX 100000
#define ANKI_FIELDS_MAX 500 /* of a note and of a note type */

/* Texts are as the collection has them, and need not be UTF-8. */
struct anki_note {
	struct str guid, tags;		  /* tags are parted by blanks */
	struct str type;		  /* name of its note type */
	struct str deck;		  /* of its first card; between its levels "::" or 0x1f */
	const struct str *names, *values; /* of its fields; name "" when the type has none there */
	size_t n;
};

/* Takes a note; its texts live until it returns. A status stops the reading. */
typedef int anki_note_taker(void *context, const struct anki_note *note, struct cpc_error *err);

/* Read a collection of `size` bytes, which are changed (see foreign_open); notes come in the order
 * of their making. CPC_DATA with `name` before the sentence when they are no collection. */
int anki_read(unsigned char *bytes, size_t size, const char *name, anki_note_taker *take,
	void *context, struct cpc_error *err);

#endif
