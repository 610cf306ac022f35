/*
 * markdown_keys.h - what the reader and the writer of the native format share: keys and escapes.
 * May use: rules/question, formats/faults, base. Must not know: SQL, where the text comes from.
 */
#ifndef FORMATS_MARKDOWN_KEYS_H
#define FORMATS_MARKDOWN_KEYS_H

#include "formats/faults.h"
#include "rules/question.h"

struct markdown_key {
	const char *name;
	size_t field;	      /* of a text in struct question: its offset */
	const char *usual;    /* not written when the field holds this or nothing */
	const char *words;    /* what may stand there; NULL: any text */
	const char *expected; /* the same for a sentence */
	bool is_list;	      /* items separated by commas */
};

/* Places in the two tables below. The fields of the first two are no texts. */
enum { MARKDOWN_DIFFICULTY, MARKDOWN_KIND, MARKDOWN_TEXTS, MARKDOWN_CODES = 7, MARKDOWN_KEYS = 10 };
enum { MARKDOWN_SET, MARKDOWN_DOMAIN, MARKDOWN_YEAR, MARKDOWN_FRONT_KEYS };

/* Both in canonical order. */
extern const struct markdown_key markdown_keys[MARKDOWN_KEYS];
extern const struct markdown_key markdown_front_keys[MARKDOWN_FRONT_KEYS];

/* The place of a text field in q. */
const char **markdown_field(struct question *q, const struct markdown_key *key);

/* True for a line that would read as a heading, a choice, a quote or the end of a frontmatter. */
bool markdown_looks_special(struct str line);

/* True for a line that is written with a backslash before it: one of those, one that begins with a
 * backslash and, where a stem begins, one that would read as a key. */
bool markdown_needs_escape(struct str line, bool begins_stem);

/* One of these or the place of a key in its table. */
enum {
	MARKDOWN_NO_KEY = -1, /* a line of another shape; nothing was told */
	MARKDOWN_BAD_KEY = -2 /* a fault was told */
};

/* Take "key: value" apart. lines[k] is the line where key k stands, 0 while it was not met; it is
 * kept up to date, also for a key that is misspelt, so that it is not called missing too. */
int markdown_key_of(struct faults *faults, int at, struct str line,
	const struct markdown_key keys[], int count, int lines[], struct str *value);

/* True when the line begins with one of the keys and a colon. */
bool markdown_has_key(struct str line, const struct markdown_key keys[], int count);

/* Tell of a value that is none for its key. False when a fault was told. Items of a list are added
 * to *out with ", " between them; any other value as it is. */
bool markdown_value(struct faults *faults, int at, const struct markdown_key *key, struct str value,
	struct buf *out);

#endif
