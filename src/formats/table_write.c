/*
 * table_write.c - questions as rows below our own header; the formats csv and tsv.
 * May use: formats/table, base. Must not know: the bank.
 */
#include <string.h>

#include "formats/table.h"

static bool is_formula(const char *cell, bool raw)
{
	double number;
	size_t quotes = strspn(cell, "'");
	if (!cell[quotes] || !strchr(TABLE_GUARDED, cell[quotes]))
		return false;
	return quotes > 0 || (!raw && !str_to_double(str_of(cell), -1e300, 1e300, &number));
}

static void add_quoted(struct buf *out, const char *cell, bool guarded)
{
	buf_add_text(out, guarded ? "\"'" : "\"");
	for (const char *quote; (quote = strchr(cell, '"')); cell = quote + 1) {
		buf_add(out, cell, (size_t)(quote + 1 - cell));
		buf_add_char(out, '"');
	}
	buf_add_text(out, cell);
	buf_add_char(out, '"');
}

struct row {
	struct format_write *w;
	char separator;
	bool begun;
};

/* A cell that may hold anything. */
static void add(struct row *row, const char *cell)
{
	struct buf *out = &row->w->text;
	const char special[] = {row->separator, '"', '\n', '\r', '\0'};
	bool guarded = is_formula(cell, row->w->raw);
	if (row->begun)
		buf_add_char(out, row->separator);
	row->begun = true;
	if (strpbrk(cell, special)) {
		add_quoted(out, cell, guarded);
		return;
	}
	buf_add_text(out, guarded ? "'" : "");
	buf_add_text(out, cell);
}

static void add_number(struct row *row, int number)
{
	struct buf *out = &row->w->text;
	buf_add_char(out, row->separator);
	if (number)
		buf_printf(out, "%d", number);
}

static void add_keys(struct row *row, const struct question *q)
{
	char keys[QUESTION_CHOICES_MAX + 1];
	size_t n = 0;
	for (size_t i = 0; i < q->choice_count && !question_is_typed(q); i++) {
		if (q->choices[i].is_key)
			keys[n++] = (char)('a' + i);
	}
	keys[n] = '\0';
	add(row, keys);
}

/* One line: where it breaks, a blank. */
static void add_line(struct buf *out, const char *text)
{
	for (; *text; text++)
		buf_add_char(out, *text == '\n' || *text == '\r' ? ' ' : *text);
}

/* See table.h for the signs. */
static void add_accepted(struct row *row, const struct question *q)
{
	struct buf *cell = &row->w->reason;
	buf_reset(cell);
	for (size_t i = 0; i < q->choice_count && question_is_typed(q); i++) {
		const struct choice *c = &q->choices[i];
		bool is_pattern = c->kind == CHOICE_PATTERN;
		buf_add_text(cell, i > 0 ? "\n" : "");
		if (c->kind == CHOICE_NUMBER)
			buf_add_char(cell, '#');
		else if (is_pattern)
			buf_add_char(cell, '/');
		else if (c->text[0] && strchr("/#\\", c->text[0]))
			buf_add_char(cell, '\\');
		add_line(cell, c->text);
		buf_add_text(cell, is_pattern ? "/" : "");
	}
	add(row, buf_text(cell));
	row->w->text.failed = row->w->text.failed || cell->failed;
	buf_reset(cell);
}

static void add_choices(struct row *row, const struct question *q)
{
	size_t n = q->choice_count;
	for (size_t i = 0; i < QUESTION_CHOICES_MAX; i++)
		add(row, i < n && !question_is_typed(q) ? q->choices[i].text : "");
	for (size_t i = 0; i < QUESTION_CHOICES_MAX; i++)
		add(row, i < n ? q->choices[i].rationale : "");
}

/* In the order of enum table_slot. */
static int write_row(struct format_write *w, const struct format_item *item, char separator)
{
	const struct question *q = &item->q;
	struct row row = {.w = w, .separator = separator};
	add(&row, q->slug[0] ? q->slug : item->id);
	add(&row, item->set);
	add(&row, item->domain);
	add_number(&row, item->year);
	add(&row, q->title);
	add(&row, question_kind_name(question_kind_of(q)));
	add_number(&row, q->difficulty);
	const char *const texts[] = {q->concept, q->basis, q->source, q->payer, q->pool, q->codes,
		q->tags, q->reviewed, q->stem};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		add(&row, texts[i]);
	add_choices(&row, q);
	add_keys(&row, q);
	add_accepted(&row, q);
	add(&row, q->rule);
	buf_add_char(&w->text, '\n');
	return CPC_OK;
}

/* Without the mark of its bytes a spreadsheet takes UTF-8 for the letters of the system. */
static int write_header(struct format_write *w, char separator)
{
	char room[TABLE_NAME_MAX];
	if (!w->raw)
		buf_add_text(&w->text, "\xEF\xBB\xBF");
	for (int slot = 0; slot < TABLE_OWN; slot++) {
		if (slot > 0)
			buf_add_char(&w->text, separator);
		buf_add_text(&w->text, table_slot_name((enum table_slot)slot, room));
	}
	buf_add_char(&w->text, '\n');
	return CPC_OK;
}

static int end(struct format_write *w, struct cpc_error *err)
{
	(void)w;
	(void)err;
	return CPC_OK;
}

/* csv ---------------------------------------------------------------------------------------------
 */

static enum format_sign sniff_csv(struct str head)
{
	return table_sniff(head, ',');
}

static int read_csv(struct format_read *r, struct cpc_error *err)
{
	return table_read(r, '\0', err);
}

static int begin_csv(struct format_write *w, struct cpc_error *err)
{
	(void)err;
	return write_header(w, ',');
}

static int write_csv(struct format_write *w, const struct format_item *item, struct cpc_error *err)
{
	(void)err;
	return write_row(w, item, ',');
}

const struct format format_csv = {.name = "csv",
	.suffixes = ".csv",
	.summary = "a spreadsheet with a row of names; it loses nothing",
	.holds = PART_ALL,
	.kinds = QUESTION_KINDS_ALL,
	.sniff = sniff_csv,
	.read = read_csv,
	.begin = begin_csv,
	.question = write_csv,
	.end = end};

/* tsv ---------------------------------------------------------------------------------------------
 */

static enum format_sign sniff_tsv(struct str head)
{
	return table_sniff(head, '\t');
}

static int read_tsv(struct format_read *r, struct cpc_error *err)
{
	return table_read(r, '\t', err);
}

static int begin_tsv(struct format_write *w, struct cpc_error *err)
{
	(void)err;
	return write_header(w, '\t');
}

static int write_tsv(struct format_write *w, const struct format_item *item, struct cpc_error *err)
{
	(void)err;
	return write_row(w, item, '\t');
}

const struct format format_tsv = {.name = "tsv",
	.suffixes = ".tsv .tab",
	.summary = "the same with tabs in place of commas",
	.holds = PART_ALL,
	.kinds = QUESTION_KINDS_ALL,
	.sniff = sniff_tsv,
	.read = read_tsv,
	.begin = begin_tsv,
	.question = write_tsv,
	.end = end};
