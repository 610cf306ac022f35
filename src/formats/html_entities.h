/*
 * html_entities.h - entities: the names of HTML 4, and &apos;; numbers.
 * May use: base. Must not know: where they stand.
 */
#ifndef FORMATS_HTML_ENTITIES_H
#define FORMATS_HTML_ENTITIES_H

#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

/* The entity at the front of a text that begins with '&': its bytes with the semicolon, which must
 * be there; 0 when it is none. A number that is no character, and NUL, is U+FFFD. */
size_t html_entity_at(struct str text, uint32_t *code_point);

/* A character as UTF-8, in the bytes given. */
struct str html_encode(uint32_t code_point, char bytes[4]);

/* 0..15; -1 when the character is no digit of that base. */
int html_digit(char c, unsigned base);

#endif
