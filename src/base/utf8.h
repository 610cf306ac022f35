/*
 * utf8.h - text as characters.
 * May use: libc. Must not know: what the text means; the terminal.
 */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/str.h"

/* Bytes of the character at the front of s and its code point; 0 when it is no valid UTF-8
 * (overlong, surrogate, above U+10FFFF, cut off) or s is empty. */
size_t utf8_decode(struct str s, uint32_t *code_point);

/* Offset of the first byte that is not valid UTF-8 or is NUL; s.n when all is well. */
size_t utf8_check(struct str s);

/* Add s to out as a terminal may safely show it: control characters other than newline and tab,
 * C1, bidirectional and zero-width marks, and invalid bytes appear as \x1b or \u{202e}. */
void utf8_add_visible(struct buf *out, struct str s);

/* The same in double quotes, for a message: at most `most` characters, then "..." for the rest; a
 * newline is a blank. */
void utf8_add_quoted(struct buf *out, struct str s, size_t most);

#endif
