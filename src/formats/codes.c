/*
 * codes.c - official code releases: a code, its title, and whether it can stand on a claim.
 * May use: base, rules/code, formats/csv. Must not know: SQL, where the codes go.
 */
#include "formats/codes.h"

#include <stdio.h>
#include <string.h>

#include "formats/csv.h"

#define ORDER_CODE 6
#define ORDER_CODE_SIZE 7
#define ORDER_FLAG 14
#define ORDER_TITLE 77
#define CODE_SIZE 16
#define SHOWN_MAX 40

struct reading {
	const char *name;
	int64_t today;
	enum code_system *system;
	codes_taken *take;
	void *context;
	struct cpc_error *err;
};

static int fault(const struct reading *r, int line, const char *found, const char *expected)
{
	return error_set(r->err, CPC_DATA, "%s:%d: found \"%.*s\", expected %s", r->name, line,
		SHOWN_MAX, found, expected);
}

/* "E1142" becomes "E11.42"; what has a dot, or three characters, stays. */
static void put_dot(struct str code, char out[CODE_SIZE])
{
	size_t n = 0;
	bool dotted = memchr(code.p, '.', code.n) != NULL;
	for (size_t i = 0; i < code.n && n < CODE_SIZE - 2; i++) {
		if (i == 3 && !dotted)
			out[n++] = '.';
		out[n++] = code.p[i];
	}
	out[n] = '\0';
}

/* The order file ------------------------------------------------------------------------------- */

static bool is_order_line(struct str line)
{
	for (size_t i = 0; i < 5; i++) {
		if (line.n <= ORDER_TITLE || line.p[i] < '0' || line.p[i] > '9')
			return false;
	}
	return line.p[5] == ' ' && (line.p[ORDER_FLAG] == '0' || line.p[ORDER_FLAG] == '1');
}

static struct str take_line(struct str *rest)
{
	struct str line = *rest;
	const char *end = rest->n ? memchr(rest->p, '\n', rest->n) : NULL;
	line.n = end ? (size_t)(end - rest->p) : rest->n;
	*rest = str_from(*rest, end ? line.n + 1 : line.n);
	return str_trim_end(line);
}

static int read_order(const struct reading *r, struct str text)
{
	int rc = CPC_OK;
	for (int line = 1; text.n > 0 && !rc; line++) {
		struct str s = take_line(&text);
		if (s.n == 0)
			continue;
		char code[CODE_SIZE], shown[SHOWN_MAX];
		snprintf(shown, sizeof shown, "%.*s", STR_ARG(s));
		if (!is_order_line(s))
			return fault(r, line, shown, "a line of the ICD-10-CM order file");
		put_dot(str_trim((struct str){s.p + ORDER_CODE, ORDER_CODE_SIZE}), code);
		if (code_system_of(str_of(code)) != CODE_ICD10CM)
			return fault(r, line, code, "an ICD-10-CM code");
		rc = r->take(r->context,
			&(struct codes_row){str_of(code), str_trim(str_from(s, ORDER_TITLE)),
				s.p[ORDER_FLAG] == '1'},
			r->err);
	}
	return rc;
}

/* A table -------------------------------------------------------------------------------------- */

enum column { COLUMN_CODE, COLUMN_TITLE, COLUMN_BILLABLE, COLUMN_TERMINATED, COLUMNS };

static const struct {
	const char *name;
	enum column column;
} column_names[] = {
	{"code", COLUMN_CODE},
	{"title", COLUMN_TITLE},
	{"description", COLUMN_TITLE},
	{"long description", COLUMN_TITLE},
	{"billable", COLUMN_BILLABLE},
	{"terminated", COLUMN_TERMINATED},
};

static void find_columns(const struct csv_record *head, int columns[COLUMNS])
{
	for (int c = 0; c < COLUMNS; c++)
		columns[c] = -1;
	for (size_t i = 0; i < head->n; i++) {
		for (size_t k = 0; k < sizeof column_names / sizeof *column_names; k++) {
			int *column = &columns[column_names[k].column];
			if (*column < 0 && str_same_fold(str_trim(str_of(head->field[i])),
						   str_of(column_names[k].name)))
				*column = (int)i;
		}
	}
}

static const char *field(const struct csv_record *row, int column)
{
	return column >= 0 && (size_t)column < row->n ? row->field[column] : "";
}

/* The first row decides which system the table is of. */
static int check_system(const struct reading *r, const struct csv_record *row, const char *code)
{
	enum code_system system = code_system_of(str_of(code));
	if (system == CODE_CPT)
		return fault(r, row->line, code,
			"no CPT code: their titles are the American Medical Association's and "
			"stand in your code book");
	if (*r->system == CODE_NONE)
		*r->system = system;
	if (system == CODE_NONE)
		return fault(r, row->line, code, "an ICD-10-CM code with its dot or a HCPCS code");
	if (system != *r->system)
		return fault(r, row->line, code, "codes of one system in a file");
	return CPC_OK;
}

static int take_row(const struct reading *r, const struct csv_record *row, const int columns[])
{
	struct str code = str_trim(str_of(field(row, columns[COLUMN_CODE])));
	struct str title = str_trim(str_of(field(row, columns[COLUMN_TITLE])));
	char shown[SHOWN_MAX];
	snprintf(shown, sizeof shown, "%.*s", STR_ARG(code));
	if (code_is_dental(code) || title.n == 0)
		return CPC_OK;
	int rc = check_system(r, row, shown);
	if (rc)
		return rc;
	struct str billable = str_trim(str_of(field(row, columns[COLUMN_BILLABLE])));
	struct str ended = str_trim(str_of(field(row, columns[COLUMN_TERMINATED])));
	int64_t last_day;
	bool in_force = ended.n == 0 ||
			(str_to_i64(ended, 0, INT64_MAX, &last_day) && last_day >= r->today);
	return r->take(r->context,
		&(struct codes_row){code, title, !str_eq(billable, "0") && in_force}, r->err);
}

/* Between tabs a quote is a letter as any other; lines of blanks are passed over. */
static int next_row(
	const struct reading *r, struct csv *csv, struct arena *arena, struct csv_record *row)
{
	int rc;
	do
		rc = csv_next(csv, arena, row, r->err);
	while (!rc && csv->plain && row->n == 1 && str_trim(str_of(row->field[0])).n == 0);
	return rc;
}

static int read_table(const struct reading *r, struct str text, char separator)
{
	struct csv csv = csv_open(text, separator, r->name);
	csv.plain = separator == '\t';
	struct arena arena = ARENA_INIT;
	struct csv_record row;
	int columns[COLUMNS] = {0};
	int rc = next_row(r, &csv, &arena, &row);
	if (!rc)
		find_columns(&row, columns);
	if (!rc && columns[COLUMN_CODE] >= 0 && columns[COLUMN_TITLE] < 0)
		rc = error_set(r->err, CPC_DATA,
			"%s:%d: the first row names a column code and none called title", r->name,
			row.line);
	else if (!rc && columns[COLUMN_CODE] < 0)
		rc = fault(r, row.line, row.n ? row.field[0] : "",
			"the ICD-10-CM order file, or a first row with the names code and title");
	while (!rc) {
		arena_reset(&arena);
		rc = next_row(r, &csv, &arena, &row);
		if (!rc)
			rc = take_row(r, &row, columns);
	}
	arena_release(&arena);
	return rc == CPC_NO ? CPC_OK : rc;
}

int codes_read(struct str text, const char *name, int64_t today, enum code_system *system,
	codes_taken *take, void *context, struct cpc_error *err)
{
	const struct reading r = {name, today, system, take, context, err};
	struct str rest = text, first = take_line(&rest);
	*system = CODE_NONE;
	if (first.n == 0)
		return error_set(err, CPC_DATA, "%s:1: the first line is empty", name);
	if (is_order_line(first)) {
		*system = CODE_ICD10CM;
		return read_order(&r, text);
	}
	return read_table(&r, text, memchr(first.p, '\t', first.n) ? '\t' : ',');
}
