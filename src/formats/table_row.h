/*
 * table_row.h - a table while it is read, and its rows as questions.
 * May use: formats/table. Must not know: the bank.
 */
#ifndef FORMATS_TABLE_ROW_H
#define FORMATS_TABLE_ROW_H

#include "formats/table.h"

struct table {
	struct format_read *r;
	struct csv csv;
	struct table_columns columns;

	/* Of the row. */
	int line;
	int kind; /* enum question_kind, or a negative number: see table_row.c */
	char *cell[TABLE_SLOTS];
	char empty[1];

	/* A value that is not known was told of that column, and is told once. */
	bool noted[TABLE_SLOTS];
	bool noted_nameless;
};

/* Nothing in it, or blanks only. */
bool table_is_blank_row(const struct csv_record *row);

/* Give the question of a row, or tell why there is none. */
int table_row(struct table *t, const struct csv_record *row, struct cpc_error *err);

#endif
