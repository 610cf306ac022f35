/*
 * faults.h - the mistakes found in one text: collected while it is read, told in order of lines.
 * May use: base. Must not know: which format is read.
 */
#ifndef FORMATS_FAULTS_H
#define FORMATS_FAULTS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"

/* So many are told; of those above it only the number. */
#define FAULTS_MAX 1000

struct fault {
	int line;
	const char *sentence;
	size_t order; /* of finding */
};

struct faults {
	struct arena arena;
	struct fault *items;
	size_t n, cap;
	size_t untold;	/* found above FAULTS_MAX */
	int muted_line; /* what else is found in this line follows from what was told of it */
	bool failed;	/* no memory */
	struct buf sentence, shown;
};

typedef void fault_sink(void *context, int line, const char *sentence);

void faults_init(struct faults *f);
void faults_release(struct faults *f);

/* A sentence without name, line and full stop: what was found, what was expected. */
void faults_add(struct faults *f, int line, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* A piece of the text in quotes, short and safe to print, for use in a sentence. Lives until the
 * next call. */
const char *faults_shown(struct faults *f, struct str text);

/* Tell each to `sink` (may be NULL), sorted by line. CPC_OK when there are none; CPC_DATA with the
 * first as "name:line: sentence" and their number; CPC_INTERNAL when memory ran out. */
int faults_tell(
	struct faults *f, const char *name, fault_sink *sink, void *context, struct cpc_error *err);

#endif
