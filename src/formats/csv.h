/*
 * csv.h - comma-separated values, RFC 4180: fields in quotes may hold commas, quotes and new lines.
 * May use: base. Must not know: what the columns mean.
 */
#ifndef FORMATS_CSV_H
#define FORMATS_CSV_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/error.h"

#define CSV_FIELDS_MAX 64

struct csv {
	struct str rest;
	char separator;
	const char *name; /* of the file, for messages */
	int next_line;	  /* where the next record begins */
};

struct csv_record {
	int line;
	size_t n;
	char *field[CSV_FIELDS_MAX]; /* NUL-terminated, in the arena given to csv_next */
};

/* A byte order mark at the front is passed over. `text` must outlive the reader. */
struct csv csv_open(struct str text, char separator, const char *name);

/* The next record; empty lines are passed over. CPC_NO at the end, CPC_DATA for a quote that is not
 * closed or is followed by text, for too many fields and for bytes that are not UTF-8. */
int csv_next(struct csv *csv, struct arena *arena, struct csv_record *out, struct cpc_error *err);

#endif
