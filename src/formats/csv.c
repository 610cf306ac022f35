/*
 * csv.c - comma-separated values, RFC 4180.
 * May use: formats/format, base. Must not know: what the columns mean.
 *
 * The lines of a record are put one behind the other into a buffer, where its fields are ended and
 * freed of their quotes in place: so a field costs one search for its end and no memory.
 */
#include "formats/csv.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "formats/format.h"

#define SENTENCE_MAX 160

struct csv csv_open(struct str text, char separator, const char *name)
{
	if (str_starts(text, "\xEF\xBB\xBF"))
		text = str_from(text, 3);
	return (struct csv){.separator = separator, .rest = text, .name = name, .text = BUF_INIT};
}

struct csv csv_stream(struct format_read *r, char separator)
{
	return (struct csv){.separator = separator, .reading = r, .text = BUF_INIT};
}

void csv_release(struct csv *csv)
{
	buf_release(&csv->text);
}

/* Lines ------------------------------------------------------------------------------------------
 */

/* A line and what ends it, as it is to stand in a field. */
struct line {
	struct str text;
	const char *end;
};

static int line_of_text(struct csv *csv, struct line *out)
{
	struct str *rest = &csv->rest;
	if (rest->n == 0)
		return CPC_NO;
	const char *end = memchr(rest->p, '\n', rest->n);
	size_t n = end ? (size_t)(end - rest->p) : rest->n;
	bool both = end && n > 0 && rest->p[n - 1] == '\r';
	out->text = (struct str){rest->p, n - both};
	out->end = both ? "\r\n" : "\n";
	*rest = str_from(*rest, n + 1);
	csv->line++;
	return CPC_OK;
}

static int next_line(struct csv *csv, struct line *out, struct cpc_error *err)
{
	int rc = CPC_OK;
	if (!csv->reading)
		return line_of_text(csv, out);
	out->end = "\n";
	if (csv->has_ahead)
		out->text = csv->ahead;
	else
		rc = format_line(csv->reading, &out->text, err);
	csv->has_ahead = false;
	csv->line = source_line_number(csv->reading->in);
	return rc;
}

/* A record ---------------------------------------------------------------------------------------
 */

struct parse {
	struct csv *csv;
	struct buf *text;
	const char *end; /* of the line that stands last in the text */
	size_t at;	 /* what stands before is done */
	size_t put;	 /* of the field that is freed of its quotes: where it goes on */
	size_t start[CSV_FIELDS_MAX]; /* in the text, which moves while it grows */
	int line;		      /* where the record begins */
	size_t n;
	bool is_long, has_many;
	bool bad; /* it has a fault, or rc says more */
	int rc;
	struct cpc_error *err;
};

/* Of a whole text a fault is an error, of a reading it is told. Returns false. */
static bool fault(struct parse *p, int line, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

static bool fault(struct parse *p, int line, const char *format, ...)
{
	char sentence[SENTENCE_MAX];
	va_list args;
	va_start(args, format);
	vsnprintf(sentence, sizeof sentence, format, args);
	va_end(args);
	p->bad = true;
	if (p->csv->reading)
		format_fault(p->csv->reading, line, "%s", sentence);
	else
		p->rc = error_set(p->err, CPC_DATA, "%s:%d: %s", p->csv->name, line, sentence);
	return false;
}

static bool failed(struct parse *p, int rc)
{
	p->bad = true;
	p->rc = rc;
	return false;
}

/* Once the record is too long only its last line is kept, to see where it ends. */
static bool add_line(struct parse *p, const struct line *line)
{
	if (!p->csv->reading && utf8_check(line->text) < line->text.n)
		return fault(p, p->line, "found bytes that are not UTF-8 text");
	p->is_long = p->is_long || p->text->len + line->text.n > CSV_RECORD_MAX;
	if (p->is_long) {
		buf_reset(p->text);
		p->at = p->put = 0;
	}
	p->end = line->end;
	buf_add_str(p->text, line->text);
	return p->text->failed ? failed(p, error_memory(p->err)) : true;
}

/* The line behind an open quote. */
static bool more(struct parse *p, int opened)
{
	struct line line;
	p->text->len = p->at = p->put;
	if (!p->is_long)
		buf_add_text(p->text, p->end);
	p->at = p->put = p->text->len;
	int rc = next_line(p->csv, &line, p->err);
	if (rc == CPC_NO)
		return fault(p, opened, "a quote is opened and never closed");
	if (rc)
		return failed(p, rc);
	/* A line too long comes empty, and its quotes are not known: the record ends here. */
	if (p->csv->reading && p->csv->reading->spoiled && line.text.n == 0) {
		p->bad = true;
		return false;
	}
	return add_line(p, &line);
}

static void begin_field(struct parse *p, size_t start)
{
	if (p->n < CSV_FIELDS_MAX)
		p->start[p->n++] = start;
	else
		p->has_many = true;
}

static bool take_plain(struct parse *p)
{
	const char *data = p->text->data;
	const char *end = memchr(data + p->at, p->csv->separator, p->text->len - p->at);
	begin_field(p, p->at);
	p->at = end ? (size_t)(end - data) : p->text->len;
	return true;
}

/* The text up to the next quote or the line's end; false for the latter. */
static bool take_run(struct parse *p)
{
	char *data = p->text->data;
	const char *quote = memchr(data + p->at, '"', p->text->len - p->at);
	size_t n = (quote ? (size_t)(quote - data) : p->text->len) - p->at;
	if (p->put != p->at)
		memmove(data + p->put, data + p->at, n);
	p->put += n;
	p->at += n;
	return quote != NULL;
}

static bool take_quoted(struct parse *p)
{
	int opened = p->csv->line;
	p->put = ++p->at;
	begin_field(p, p->at);
	for (;;) {
		if (!take_run(p)) {
			if (!more(p, opened))
				return false;
			continue;
		}
		if (p->text->data[++p->at] != '"')
			break;
		p->text->data[p->put++] = '"';
		p->at++;
	}
	bool ended = p->at == p->text->len || p->text->data[p->at] == p->csv->separator;
	if (!ended)
		return fault(p, p->csv->line,
			"found text behind a closing quote, expected %s or the end of the line (a "
			"quote inside a field is written twice)",
			p->csv->separator == '\t' ? "a tab"
						  : (char[]){'\'', p->csv->separator, '\'', 0});
	p->text->data[p->put] = '\0';
	return true;
}

static void parse(struct parse *p)
{
	for (;;) {
		bool is_quoted = p->text->data[p->at] == '"' && !p->csv->plain;
		if (!(is_quoted ? take_quoted(p) : take_plain(p)) || p->at == p->text->len)
			break;
		p->text->data[p->at++] = '\0';
	}
	if (p->bad)
		return;
	if (p->is_long)
		fault(p, p->line, "found a record of more than %d bytes, which is the most",
			CSV_RECORD_MAX);
	else if (p->has_many)
		fault(p, p->line, "found more than %d fields, which is the most", CSV_FIELDS_MAX);
}

static bool is_passed_over(const struct csv *csv, struct str line)
{
	return line.n == 0 || (csv->comment && line.p[0] == csv->comment);
}

/* The next record that is not passed over, in *text; p->bad when it has a fault. */
static int take_record(struct csv *csv, struct buf *text, struct parse *p, struct cpc_error *err)
{
	struct line line;
	int rc = next_line(csv, &line, err);
	buf_reset(text);
	p->csv = csv;
	p->text = text;
	p->err = err;
	p->line = csv->line;
	p->at = p->put = p->n = 0;
	p->is_long = p->has_many = p->bad = false;
	p->rc = CPC_OK;
	if (rc)
		return rc;
	if (!is_passed_over(csv, line.text) && add_line(p, &line))
		parse(p);
	return p->rc;
}

static void set_fields(const struct parse *p, char *data, struct csv_record *out)
{
	out->line = p->line;
	out->n = p->n;
	for (size_t i = 0; i < p->n; i++)
		out->field[i] = data + p->start[i];
}

int csv_next(struct csv *csv, struct arena *arena, struct csv_record *out, struct cpc_error *err)
{
	struct buf text = BUF_INIT;
	struct parse p;
	int rc;
	do
		rc = take_record(csv, &text, &p, err);
	while (!rc && p.n == 0);
	char *data = rc ? NULL : arena_copy(arena, buf_view(&text));
	if (data)
		set_fields(&p, data, out);
	else if (!rc)
		rc = error_memory(err);
	buf_release(&text);
	return rc;
}

int csv_read(struct csv *csv, struct csv_record *out, struct cpc_error *err)
{
	struct format_read *r = csv->reading;
	struct parse p;
	int rc;
	do {
		rc = take_record(csv, &csv->text, &p, err);
		if (!rc && (p.bad || r->spoiled)) {
			csv->faults++;
			format_drop(r);
			p.n = 0;
		}
	} while (!rc && p.n == 0);
	if (!rc)
		set_fields(&p, csv->text.data, out);
	return rc;
}
