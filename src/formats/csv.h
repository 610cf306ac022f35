/*
 * csv.h - comma-separated values, RFC 4180: fields in quotes may hold commas, quotes and new lines.
 * From a whole text, or from a reading of any size of which one record is held at a time.
 * May use: formats/format, base. Must not know: what the columns mean.
 */
#ifndef FORMATS_CSV_H
#define FORMATS_CSV_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"

/* Records of more fields or bytes are refused. */
#define CSV_FIELDS_MAX 256
#define CSV_RECORD_MAX 1048576

struct format_read;

/* Made by csv_open or csv_stream; then these may be set. */
struct csv {
	char separator;
	bool plain;   /* a quote is a letter as any other */
	char comment; /* lines that begin with it are passed over; '\0' for none */

	/* A line that the caller took by format_line to look at, and that is read once more. */
	bool has_ahead;
	struct str ahead;

	int faults; /* records and lines that csv_read passed over since it told a fault of them */
	int line;   /* the last one taken, from 1 */

	struct str rest;  /* of a whole text */
	const char *name; /* of its file, for messages */
	struct format_read *reading;
	struct buf text; /* of the record that csv_read gave */
};

struct csv_record {
	int line;
	size_t n;
	char *field[CSV_FIELDS_MAX]; /* NUL-terminated */
};

/* A byte order mark at the front is passed over. `text` must outlive the reader. */
struct csv csv_open(struct str text, char separator, const char *name);

/* The next record, its fields in the arena; empty lines are passed over. CPC_NO at the end,
 * CPC_DATA for a quote that is not closed or is followed by text, for too many fields or bytes and
 * for bytes that are not UTF-8. */
int csv_next(struct csv *csv, struct arena *arena, struct csv_record *out, struct cpc_error *err);

/* Records from what is left of a reading. Give the memory back by csv_release. */
struct csv csv_stream(struct format_read *r, char separator);
void csv_release(struct csv *csv);

/* The next record without a fault; its fields may be changed and live until the next call. Lines
 * end in LF within a field, whatever they end in. Faults are told as format_fault and counted.
 * CPC_NO at the end. To be called when no question is being read. */
int csv_read(struct csv *csv, struct csv_record *out, struct cpc_error *err);

#endif
