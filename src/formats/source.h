/*
 * source.h - a text or a package as it comes: from a file, a pipe or memory, in pieces, so that
 * memory does not grow with it. May use: base. Must not know: which format is read.
 */
#ifndef FORMATS_SOURCE_H
#define FORMATS_SOURCE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "base/str.h"

/* Longer lines are refused: of a megabyte no learner reads a question. */
#define SOURCE_LINE_MAX 1048576

/* So much of the front can be looked at before it is read. */
#define SOURCE_HEAD 65536

struct source;

/* Fill at most `room` bytes; *n is 0 at the end. */
typedef int source_more(void *context, char *bytes, size_t room, size_t *n, struct cpc_error *err);

/* `name` stands in messages and is copied. CPC_INTERNAL when there is no memory. */
int source_new(source_more *more, void *context, const char *name, struct source **out,
	struct cpc_error *err);

/* CPC_NOINPUT, CPC_PERMISSION, CPC_IO; CPC_DATA for a folder. */
int source_open(const char *path, struct source **out, struct cpc_error *err);

/* The text must outlive the source. */
int source_of_text(struct str text, const char *name, struct source **out, struct cpc_error *err);

void source_close(struct source *s);

const char *source_name(const struct source *s);

/* How many bytes were taken so far, and how many there are; -1 when that is not known. */
int64_t source_taken(const struct source *s);
int64_t source_size(const struct source *s);

/* The front, at most SOURCE_HEAD bytes, without taking them; only before anything was taken. Lives
 * until something is taken. */
int source_head(struct source *s, struct str *out, struct cpc_error *err);

enum source_fault {
	SOURCE_FINE,
	SOURCE_LONG, /* longer than SOURCE_LINE_MAX; cut there */
	SOURCE_NUL,
	SOURCE_BYTES /* not UTF-8 */
};

/* The next line without its end, which is LF, CRLF or, in a file whose front has no LF, CR. A byte
 * order mark at the front is passed over. CPC_NO at the end. *fault says what is wrong with the
 * line, of which *at is the first such byte, from 1. The text lives until the next call. */
int source_line(struct source *s, struct str *line, enum source_fault *fault, size_t *at,
	struct cpc_error *err);

/* Of the line that source_line gave last, from 1; 0 before the first. */
int source_line_number(const struct source *s);

/* The next bytes, as many as there are at hand; CPC_NO at the end. They live until the next call.
 */
int source_bytes(struct source *s, struct str *out, struct cpc_error *err);

#endif
