/*
 * csv.c - comma-separated values, RFC 4180.
 * May use: base. Must not know: what the columns mean.
 */
#include "formats/csv.h"

#include "base/utf8.h"

struct csv csv_open(struct str text, char separator, const char *name)
{
	if (str_starts(text, "\xEF\xBB\xBF"))
		text = str_from(text, 3);
	return (struct csv){text, separator, name, 1};
}

static bool at_line_end(struct str s)
{
	return s.n == 0 || s.p[0] == '\n' || str_starts(s, "\r\n");
}

static void skip_line_end(struct csv *csv)
{
	if (csv->rest.n == 0)
		return;
	csv->rest = str_from(csv->rest, csv->rest.p[0] == '\r' ? 2 : 1);
	csv->next_line++;
}

/* csv->rest stands behind the opening quote. */
static int quoted(struct csv *csv, struct buf *out, struct cpc_error *err)
{
	struct str *s = &csv->rest;
	int line = csv->next_line;
	for (;;) {
		if (s->n == 0)
			return error_set(err, CPC_DATA, "%s:%d: a quote is opened and never closed",
				csv->name, line);
		char c = s->p[0];
		*s = str_from(*s, 1);
		if (c == '"') {
			if (s->n == 0 || s->p[0] != '"')
				break;
			*s = str_from(*s, 1);
		}
		csv->next_line += c == '\n';
		buf_add_char(out, c);
	}
	if (!at_line_end(*s) && s->p[0] != csv->separator)
		return error_set(err, CPC_DATA,
			"%s:%d: found text behind a closing quote, expected '%c' or the end of "
			"the line (a quote inside a field is written twice)",
			csv->name, csv->next_line, csv->separator);
	return CPC_OK;
}

static int take_field(struct csv *csv, struct buf *out, struct cpc_error *err)
{
	struct str *s = &csv->rest;
	if (s->n > 0 && s->p[0] == '"') {
		*s = str_from(*s, 1);
		return quoted(csv, out, err);
	}
	size_t n = 0;
	while (!at_line_end(str_from(*s, n)) && s->p[n] != csv->separator)
		n++;
	buf_add(out, s->p, n);
	*s = str_from(*s, n);
	return CPC_OK;
}

static int add_field(struct csv *csv, struct arena *arena, struct buf *text, struct csv_record *out,
	struct cpc_error *err)
{
	if (text->failed)
		return error_memory(err);
	if (utf8_check(buf_view(text)) < text->len)
		return error_set(err, CPC_DATA, "%s:%d: found bytes that are not UTF-8 text",
			csv->name, out->line);
	if (out->n == CSV_FIELDS_MAX)
		return error_set(err, CPC_DATA, "%s:%d: more than %d fields", csv->name, out->line,
			CSV_FIELDS_MAX);
	if (!(out->field[out->n++] = arena_copy(arena, buf_view(text))))
		return error_memory(err);
	buf_reset(text);
	return CPC_OK;
}

int csv_next(struct csv *csv, struct arena *arena, struct csv_record *out, struct cpc_error *err)
{
	while (csv->rest.n > 0 && at_line_end(csv->rest))
		skip_line_end(csv);
	if (csv->rest.n == 0)
		return CPC_NO;
	*out = (struct csv_record){.line = csv->next_line};
	struct buf text = BUF_INIT;
	int rc;
	for (;;) {
		rc = take_field(csv, &text, err);
		if (!rc)
			rc = add_field(csv, arena, &text, out, err);
		if (rc || at_line_end(csv->rest))
			break;
		csv->rest = str_from(csv->rest, 1);
	}
	if (!rc)
		skip_line_end(csv);
	buf_release(&text);
	return rc;
}
