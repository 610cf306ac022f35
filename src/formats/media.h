/*
 * media.h - pictures and sounds that stood in the HTML of a question: html.h leaves a mark of each
 * in the text, such as "[picture: a.png]". May use: formats/format, base. Must not know: which
 * format they came in.
 */
#ifndef FORMATS_MEDIA_H
#define FORMATS_MEDIA_H

#include "formats/format.h"

/* The bytes of a mark at the front; 0 when there is none. */
size_t media_mark(struct str text);

/* Names for a sentence: the first MEDIA_NAMED, and how many more. */
#define MEDIA_NAMED 5
struct media_names {
	struct buf text;
	size_t n;
};

void media_add_name(struct media_names *names, struct str name);

/* The marks in a text. */
void media_add_marks(struct media_names *names, struct str text);

/* "a, b and 3 more"; lives until the names are released. */
const char *media_named(struct media_names *names, struct format_read *r);

/* Note that they are missing. */
void media_tell(struct format_read *r, int line, struct media_names *names);

void media_release(struct media_names *names);

#endif
