/*
 * error.h - filling a struct cpc_error.
 * May use: cpc_error.h. Must not know: any word of the domain.
 */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

#include "cpc_error.h"

/* Write a sentence and its status; returns status, so that `return error_set(...)` reads well.
 * err may be NULL. A text too long is cut at a whole UTF-8 character. */
int error_set(struct cpc_error *err, int status, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* The one sentence for a failed allocation. */
int error_memory(struct cpc_error *err);

void error_clear(struct cpc_error *err);

#endif
