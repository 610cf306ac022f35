/*
 * buf.h - text that grows.
 * May use: libc. Must not know: what the text means.
 *
 * A failed allocation is remembered in `failed` and every later call does nothing, so a writer
 * checks once, at its end.
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct buf {
	char *data; /* NUL-terminated once anything was added; NULL before */
	size_t len;
	size_t cap;
	bool failed;
};

#define BUF_INIT                                                                                   \
	{                                                                                          \
		NULL, 0, 0, false                                                                  \
	}

void buf_init(struct buf *b);
void buf_release(struct buf *b);

void buf_add(struct buf *b, const void *bytes, size_t n);
void buf_add_text(struct buf *b, const char *text);
void buf_add_str(struct buf *b, struct str s);
void buf_add_char(struct buf *b, char c);
void buf_add_repeat(struct buf *b, const char *text, size_t times);
void buf_printf(struct buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buf_vprintf(struct buf *b, const char *format, va_list args)
	__attribute__((format(printf, 2, 0)));

/* Forget the text, keep the memory. */
void buf_reset(struct buf *b);

/* The text, "" when nothing was added. Valid until the next change. */
const char *buf_text(const struct buf *b);
struct str buf_view(const struct buf *b);

#endif
