/*
 * bank_guide.c - reading a file of the salary guide, guide/<topic>.csv, into the bank.
 * May use: everything below the engine. Must not know: the terminal, the clock, what a figure says.
 */
#include "engine/bank.h"

#include <string.h>

#include "formats/csv.h"
#include "rules/guide.h"

/* The file as far as it was read. */
struct guide_file {
	int topic;
	int64_t ord;
	const char *key; /* of the row before; NULL: none */
	const char *label;
	size_t faults_before;
};

/* "guide/states.csv" is about the topic states. -1: no such topic. */
static int topic_of(struct arena *arena, const char *path)
{
	struct str name = str_from(str_of(path), strlen(BANK_GUIDE "/"));
	name.n -= strlen(".csv");
	const char *slug = arena_copy(arena, name);
	return slug ? guide_topic_find(slug) : -1;
}

bool bank_guide_owns(const char *path)
{
	return str_starts(str_of(path), BANK_GUIDE "/");
}

static bool header_is_right(const struct csv_record *row)
{
	struct str wanted = str_of(guide_header()), column;
	size_t n = 0;
	while (str_next(&wanted, ',', &column)) {
		if (n == row->n || !str_eq(column, row->field[n++]))
			return false;
	}
	return n == row->n;
}

/* Rows about one thing stand together, and the first of them names it. */
static const char *label_fault(const struct guide_file *f, char *const field[])
{
	bool goes_on = f->key && strcmp(f->key, field[GUIDE_KEY]) == 0;
	if (goes_on && field[GUIDE_LABEL][0])
		return "only the first row of a key has a label";
	if (!goes_on && !field[GUIDE_LABEL][0])
		return "the first row of a key has a label";
	return NULL;
}

static int is_put(
	struct bank_load *load, const struct csv_record *row, bool *out, struct cpc_error *err)
{
	struct rows *rows;
	int rc = db_rows(load->c->db, Q_GUIDE_FIND, &rows, err, "ttt", load->path,
		row->field[GUIDE_KEY], row->field[GUIDE_FIGURE]);
	*out = !rc && rows_next(rows);
	int end = rows_end(rows, rc ? NULL : err);
	return rc ? rc : end;
}

static int put_row(struct bank_load *load, struct guide_file *f, const struct csv_record *row,
	struct cpc_error *err)
{
	struct guide_figure figure;
	bool twice = false;
	if (row->n != GUIDE_COLUMNS) {
		bank_fault(load, row->line, "expected the columns %s", guide_header());
		return CPC_OK;
	}
	const char *fault = guide_row_fault(f->topic, row->field, &figure);
	if (!fault)
		fault = label_fault(f, row->field);
	f->key = row->field[GUIDE_KEY];
	if (row->field[GUIDE_LABEL][0])
		f->label = row->field[GUIDE_LABEL];
	int rc = is_put(load, row, &twice, err);
	if (twice && !fault)
		fault = "the same key and figure stand further up";
	if (fault)
		bank_fault(load, row->line, "%s", fault);
	if (rc || fault || !f->label) /* a mistake above left the key without one */
		return rc;
	return db_run(load->c->db, Q_GUIDE_PUT, err, "tttitrrddttt", load->path, f->key,
		row->field[GUIDE_FIGURE], f->ord++, f->label, figure.low, figure.high,
		(int)figure.open, (int)figure.about, figure.unit, row->field[GUIDE_TEXT],
		row->field[GUIDE_PLACE]);
}

/* CPC_NO at the end, and behind a row that cannot be taken apart: that mistake is counted. */
static int next_row(struct bank_load *load, struct csv *csv, struct arena *arena,
	struct csv_record *row, struct cpc_error *err)
{
	int rc = csv_next(csv, arena, row, err);
	if (rc != CPC_DATA)
		return rc;
	bank_fault_whole(load, err->text);
	return CPC_NO;
}

static int put_rows(struct bank_load *load, struct guide_file *f, struct csv *csv,
	struct arena *arena, struct cpc_error *err)
{
	struct csv_record row;
	int rc = next_row(load, csv, arena, &row, err);
	if (rc == CPC_OK && !header_is_right(&row))
		rc = CPC_NO;
	if (rc == CPC_NO && load->report.faults == f->faults_before)
		bank_fault(load, 1, "expected the columns %s", guide_header());
	while (rc == CPC_OK && (rc = next_row(load, csv, arena, &row, err)) == CPC_OK)
		rc = put_row(load, f, &row, err);
	return rc == CPC_NO ? CPC_OK : rc;
}

int bank_read_guide(struct bank_load *load, struct str text, struct cpc_error *err)
{
	struct arena arena = ARENA_INIT;
	struct csv csv = csv_open(text, ',', load->path);
	struct guide_file f = {
		.topic = topic_of(&arena, load->path), .faults_before = load->report.faults};
	int rc = CPC_OK;
	if (f.topic < 0)
		bank_fault(load, 1, "the guide has no such topic");
	else
		rc = db_run(load->c->db, Q_GUIDE_CLEAR, err, "t", load->path);
	if (!rc && f.topic >= 0)
		rc = put_rows(load, &f, &csv, &arena, err);
	arena_release(&arena);
	return rc;
}

int bank_drop_guide(struct bank_load *load, struct cpc_error *err)
{
	int rc = db_run(load->c->db, Q_GUIDE_CLEAR, err, "t", load->path);
	return rc ? rc : db_run(load->c->db, Q_BANK_FILE_DROP, err, "t", load->path);
}
