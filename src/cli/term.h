/*
 * term.h - what the terminal can show: width, colour, UTF-8; and wrapping text to it.
 * May use: POSIX, base. Must not know: what is shown.
 */
#ifndef CLI_TERM_H
#define CLI_TERM_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/str.h"

enum style { STYLE_PLAIN, STYLE_BOLD, STYLE_DIM, STYLE_GOOD, STYLE_BAD, STYLE_WARN };

struct term {
	bool interactive; /* a person at both ends: stdin and stdout are terminals */
	bool colour;
	bool drawing; /* lines and blocks outside ASCII may be shown */
	int width;    /* columns to write in, 20..100 */
};

/* `plain`: no colour and no drawing, as without a terminal, with NO_COLOR or TERM=dumb. */
void term_init(struct term *t, bool plain);

/* The window may have changed. */
void term_measure(struct term *t);

/* Columns that text takes; what cannot be printed takes none. */
size_t term_columns(struct str text);

/* Text between the signs that switch a style on and off; nothing but the text without colour. */
void term_add_styled(const struct term *t, struct buf *out, enum style style, struct str text);

/* One of two signs, by whether drawing is allowed. */
const char *term_sign(const struct term *t, const char *drawn, const char *ascii);

/*
 * Add `text` wrapped to the width: the first line behind `first`, further ones behind `rest`. Lines
 * of one paragraph are joined; an empty line separates paragraphs. Words longer than a line are
 * broken. Control characters are shown and not obeyed. Ends in a new line.
 */
void term_add_wrapped(const struct term *t, struct buf *out, const char *first, const char *rest,
	struct str text);

/* "  NAME      text", the name in `columns` columns and the text wrapped behind it. */
void term_add_row(const struct term *t, struct buf *out, int columns, const char *name,
	const char *format, ...) __attribute__((format(printf, 5, 6)));

/* The same as term_add_wrapped in a style, for each line. */
void term_add_wrapped_styled(const struct term *t, struct buf *out, const char *first,
	const char *rest, enum style style, struct str text);

/* A bar of `cells` columns, filled to part/whole. */
void term_add_bar(const struct term *t, struct buf *out, int cells, double share);

/* Write to stdout and flush, so that nothing shown is lost by a crash. False when it failed. */
bool term_print(struct buf *text);

#endif
