/*
 * table_read.c - a table from its first line to its last, and whether a text is one.
 * May use: formats/table_row, base. Must not know: the bank.
 */
#include <string.h>

#include "base/error.h"
#include "formats/table_row.h"

/* Reading ----------------------------------------------------------------------------------------
 */

static bool is_blank_line(struct str line)
{
	for (size_t i = 0; i < line.n; i++) {
		if (!strchr(" ,;\t\r", line.p[i]))
			return false;
	}
	return true;
}

/* What the first line says of the separator; it is read once more unless it says nothing else. */
static int open_table(struct table *t, char separator, struct cpc_error *err)
{
	struct format_read *r = t->r;
	struct str line;
	int rc;
	do
		rc = format_line(r, &line, err);
	while (!rc && !r->spoiled && is_blank_line(line));
	if (rc)
		return rc;
	char said = table_sep_line(line);
	if (!separator)
		separator = table_separator(line);
	t->csv = csv_stream(r, said ? said : separator);
	t->csv.has_ahead = !said;
	t->csv.ahead = line;
	return CPC_OK;
}

static void tell_no_header(struct table *t, int line, const char *found)
{
	format_fault(t->r, line,
		"found the columns %s, expected names of columns, among them one for the question "
		"(question, stem, prompt) and one for the right answer (correct, answer, key); "
		"--map stem=NAME,key=NAME says which they are",
		found);
}

static int tell_missing(
	struct table *t, int line, struct str missing, const char *found, struct cpc_error *err)
{
	return error_set(err, CPC_DATA,
		"%s:%d: --map: no column is called %s; found the columns %s", source_name(t->r->in),
		line, format_shown(t->r, missing), found);
}

static void tell_left_out(struct table *t, const struct csv_record *header)
{
	struct csv_record left = {.n = 0};
	for (size_t i = 0; i < header->n; i++) {
		if (t->columns.slot[i] == SLOT_NONE && !t->columns.nameless[i])
			left.field[left.n++] = header->field[i];
	}
	struct buf names = BUF_INIT;
	table_add_header(&names, &left);
	if (left.n > 0)
		format_note(t->r, header->line,
			"the column%s %s %s not known and left out (--map can say what %s)",
			left.n > 1 ? "s" : "", buf_text(&names), left.n > 1 ? "are" : "is",
			left.n > 1 ? "they are" : "it is");
	buf_release(&names);
}

/* Of the rows that might be the header the widest, the first of them: for when none is. */
struct widest {
	struct buf names;
	struct str missing;
	size_t columns;
	int line;
};

static void keep_widest(struct widest *w, const struct csv_record *row, struct str missing)
{
	size_t columns = 0;
	for (size_t i = 0; i < row->n; i++)
		columns += str_trim(str_of(row->field[i])).n > 0;
	if (columns <= w->columns)
		return;
	w->columns = columns;
	w->line = row->line;
	w->missing = missing;
	buf_reset(&w->names);
	table_add_header(&w->names, row);
}

static int search_header(
	struct table *t, struct csv_record *row, struct widest *widest, struct cpc_error *err)
{
	struct str missing;
	int above = 0, top = 0, rc;
	while (above <= TABLE_TITLE_ROWS && !(rc = csv_read(&t->csv, row, err))) {
		if (t->csv.faults > 0)
			return CPC_NO;
		if (table_is_blank_row(row))
			continue;
		if (table_columns_find(row, t->r->options->map, &t->columns, &missing))
			break;
		keep_widest(widest, row, missing);
		if (above++ == 0)
			top = row->line;
	}
	if (rc || above > TABLE_TITLE_ROWS)
		return rc ? rc : CPC_NO;
	if (above > 0)
		format_note(t->r, top, "%d row%s above the names of the columns %s left out", above,
			above > 1 ? "s" : "", above > 1 ? "are" : "is");
	tell_left_out(t, row);
	return CPC_OK;
}

/* CPC_NO: there is none, which was told. */
static int find_header(struct table *t, struct csv_record *row, struct cpc_error *err)
{
	struct widest widest = {.names = BUF_INIT, .missing = str_of("")};
	int rc = search_header(t, row, &widest, err);
	if (rc == CPC_NO && t->csv.faults == 0) {
		if (widest.line == 0)
			format_fault(t->r, 1, "found no row, expected names of columns");
		else if (widest.missing.n > 0)
			rc = tell_missing(
				t, widest.line, widest.missing, buf_text(&widest.names), err);
		else
			tell_no_header(t, widest.line, buf_text(&widest.names));
	}
	buf_release(&widest.names);
	return rc;
}

int table_read(struct format_read *r, char separator, struct cpc_error *err)
{
	struct table t = {.r = r};
	struct csv_record row;
	int rc = table_check_map(r->options->map, err);
	if (rc)
		return rc;
	rc = open_table(&t, separator, err);
	if (rc == CPC_NO)
		format_fault(r, 1, "found an empty file, expected names of columns");
	if (!rc)
		rc = find_header(&t, &row, err);
	while (!rc && !(rc = csv_read(&t.csv, &row, err))) {
		if (!table_is_blank_row(&row))
			rc = table_row(&t, &row, err);
	}
	csv_release(&t.csv);
	return rc == CPC_NO ? CPC_OK : rc;
}

/* Sniffing ---------------------------------------------------------------------------------------
 */

static struct str take_line(struct str *rest)
{
	const char *end = memchr(rest->p, '\n', rest->n);
	struct str line = {rest->p, end ? (size_t)(end - rest->p) : rest->n};
	*rest = str_from(*rest, line.n + 1);
	line.n -= line.n > 0 && line.p[line.n - 1] == '\r';
	return line;
}

static bool find_in_head(struct str head, char separator, struct table_columns *columns)
{
	struct arena arena = ARENA_INIT;
	struct csv csv = csv_open(head, separator, "");
	struct csv_record row;
	struct str missing;
	bool found = false;
	for (int i = 0; i <= TABLE_TITLE_ROWS && !found; i++) {
		if (csv_next(&csv, &arena, &row, NULL))
			break;
		found = table_columns_find(&row, "", columns, &missing);
	}
	arena_release(&arena);
	return found;
}

/* Of a text that begins with a line that is not blank. */
static enum format_sign sniff_rows(struct str head, char separator)
{
	struct table_columns columns;
	struct str rest = head, line = take_line(&rest);
	char said = table_sep_line(line), found = said ? said : table_separator(line);
	if ((found == '\t') != (separator == '\t'))
		return FORMAT_MAYBE;
	if (find_in_head(said ? rest : head, found, &columns))
		return columns.own ? FORMAT_SURE : FORMAT_LIKELY;
	return said ? FORMAT_LIKELY : FORMAT_MAYBE;
}

enum format_sign table_sniff(struct str head, char separator)
{
	struct buf lines = BUF_INIT;
	bool is_anki = head.n > 1 && head.p[0] == '#' && head.p[1] >= 'a' && head.p[1] <= 'z';
	if (is_anki)
		return FORMAT_NO;
	if (!memchr(head.p, '\n', head.n)) { /* lines that end in CR */
		buf_add_str(&lines, head);
		for (size_t i = 0; i < lines.len; i++) {
			if (lines.data[i] == '\r')
				lines.data[i] = '\n';
		}
		head = buf_view(&lines);
	}
	struct str rest = head;
	while (rest.n > 0 && is_blank_line(take_line(&rest)))
		head = rest;
	enum format_sign sign = head.n > 0 ? sniff_rows(head, separator) : FORMAT_NO;
	if (sign == FORMAT_MAYBE && memchr(head.p, '\0', head.n))
		sign = FORMAT_NO;
	buf_release(&lines);
	return sign;
}
