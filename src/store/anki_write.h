/*
 * anki_write.h - a collection of Anki with notes of one type, one card each, in layout 11, which
 * every Anki and what reads its packages take.
 * May use: sqlite3, base. Must not know: what a question is, what a package is.
 *
 * The same notes give the same bytes: nothing in them comes from a clock or from chance.
 */
#ifndef STORE_ANKI_WRITE_H
#define STORE_ANKI_WRITE_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/str.h"

struct anki_type {
	int64_t id; /* chosen once: by it Anki knows the type again */
	const char *name;
	const char *const *fields;
	size_t n;
	size_t sort; /* the field that Anki sorts by and shows in its lists */
	const char *front, *back, *css;
};

struct anki_write;

/* `type` must outlive it. `made_s` is what stands for the time of making, in seconds since 1970. */
int anki_write_open(const struct anki_type *type, int64_t made_s, struct anki_write **out,
	struct cpc_error *err);

/* `guid` is what Anki knows a note again by. Fields are HTML without the byte 0x1f, type->n of
 * them, the first one without tags and entities; `sort` is the field type->sort as plain text.
 * `deck` has "::" between its levels; those above it are made too. Tags are parted by one
 * blank. CPC_DATA when the collection grows beyond ANKI_BYTES_MAX of anki_read.h. */
int anki_write_note(struct anki_write *w, struct str guid, struct str deck, struct str tags,
	const struct str *fields, struct str sort, struct cpc_error *err);

/* The finished database; it lives until anki_write_free. */
int anki_write_end(struct anki_write *w, struct str *out, struct cpc_error *err);

void anki_write_free(struct anki_write *w);

#endif
