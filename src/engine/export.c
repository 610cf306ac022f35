/*
 * export.c - questions out of the bank in any format.
 * May use: everything below the engine. Must not know: the terminal, files, how a format is
 * written.
 */
#include <stdlib.h>

#include "base/nearest.h"
#include "base/utf8.h"
#include "engine/bank_read.h"
#include "formats/apkg.h"
#include "rules/pattern.h"

#define FORMATS_SHOWN 32
#define WISH_SHOWN 60 /* characters of a pattern that are told */

struct export
{
	cpc *c;
	const struct format *format;
	struct format_write write;
	bool begun; /* nothing goes out before there is a question */
	cpc_export_out *out;
	void *out_context;
	void (*skip)(void *context, const char *id, const char *reason);
	void *skip_context;
	struct cpc_export_report report;
	size_t had[FORMAT_PARTS]; /* questions with that part, of those written */
};

/* Formats ----------------------------------------------------------------------------------------
 */

size_t cpc_format_count(void)
{
	return format_count();
}

int cpc_format_at(size_t index, struct cpc_format *out, struct cpc_error *err)
{
	error_clear(err);
	if (index >= format_count())
		return error_set(err, CPC_USAGE, "there is no format number %zu", index);
	const struct format *f = format_at(index);
	*out = (struct cpc_format){f->name, f->suffixes, f->summary};
	return CPC_OK;
}

const char *cpc_format_of_name(const char *path)
{
	const struct format *f = format_of_name(path);
	return f ? f->name : NULL;
}

bool cpc_format_name_refused(const char *path)
{
	return apkg_name_refused(path);
}

int engine_find_format(const char *name, const struct format **out, struct cpc_error *err)
{
	*out = format_find(name);
	if (*out)
		return CPC_OK;
	const char *names[FORMATS_SHOWN];
	size_t n = format_count() < FORMATS_SHOWN ? format_count() : FORMATS_SHOWN;
	for (size_t i = 0; i < n; i++)
		names[i] = format_at(i)->name;
	return nearest_error("format", name, names, n, err);
}

/* Questions --------------------------------------------------------------------------------------
 */

static int write_bytes(void *context, struct str bytes, struct cpc_error *err)
{
	struct export *x = context;
	return x->out(x->out_context, bytes.p, bytes.n, err);
}

static int write_question(void *context, const struct bank_row *row, struct cpc_error *err)
{
	struct export *x = context;
	unsigned parts = format_parts(&row->item);
	int rc = x->begun ? CPC_OK : format_begin(x->format, &x->write, err);
	x->begun = true;
	if (!rc)
		rc = format_put(x->format, &x->write, &row->item, err);
	if (rc == CPC_NO) {
		x->report.skipped++;
		if (x->skip)
			x->skip(x->skip_context, row->item.id, buf_text(&x->write.reason));
		return CPC_OK;
	}
	for (size_t i = 0; i < FORMAT_PARTS && !rc; i++)
		x->had[i] += parts >> i & 1u;
	x->report.written += !rc;
	return rc;
}

static const char *name_lost(struct export *x)
{
	struct buf text = BUF_INIT;
	for (size_t i = 0; i < FORMAT_PARTS; i++) {
		if (x->had[i] > 0 && !(x->format->holds & 1u << i))
			buf_printf(&text, "%s%s (%zu)", text.len > 0 ? ", " : "",
				format_part_name(i), x->had[i]);
	}
	const char *copy = text.failed ? NULL : arena_copy(&x->c->export_texts, buf_view(&text));
	buf_release(&text);
	return copy;
}

static void add_wish(struct buf *out, const char *name, const char *value)
{
	buf_printf(out, "%s%s%s", out->len > 0 ? ", " : "", name, value ? " " : "");
	if (value)
		utf8_add_quoted(out, str_of(value), WISH_SHOWN);
}

/* There is no question that is all that was asked for. */
static int tell_none(const struct cpc_export_options *o, struct cpc_error *err)
{
	struct buf wishes = BUF_INIT;
	if (o->set)
		add_wish(&wishes, "set", o->set);
	if (o->domain)
		add_wish(&wishes, "domain", o->domain);
	if (o->match)
		add_wish(&wishes, "match", o->match);
	if (o->flagged)
		add_wish(&wishes, "flagged", NULL);
	if (o->missed)
		add_wish(&wishes, "missed", NULL);
	int rc = error_set(err, CPC_NOINPUT, "there is no question to write%s%s%s",
		wishes.len > 0 ? " (asked for: " : "", buf_text(&wishes),
		wishes.len > 0 ? ")" : "");
	buf_release(&wishes);
	return rc;
}

static int write_all(struct export *x, const struct cpc_export_options *options,
	const struct bank_filter *filter, struct cpc_error *err)
{
	int rc = bank_each(x->c, filter, write_question, x, err);
	if (!rc && x->report.written + x->report.skipped == 0)
		rc = tell_none(options, err);
	if (!rc && x->report.written == 0)
		rc = error_set(err, CPC_NOINPUT, "nothing was written: %s can say none of what was found",
			x->format->name);
	if (!rc)
		rc = format_end(x->format, &x->write, err);
	format_write_release(x->format, &x->write);
	x->report.lost = name_lost(x);
	return !rc && !x->report.lost ? error_memory(err) : rc;
}

int cpc_export(cpc *c, const struct cpc_export_options *options, cpc_export_out *write,
	void *write_context, void (*skip)(void *context, const char *id, const char *reason),
	void *skip_context, struct cpc_export_report *out, struct cpc_error *err)
{
	const struct format_options format_options = {.map = "",
		.term_end = options->term_end ? options->term_end : "",
		.row_end = options->row_end ? options->row_end : "",
		.made_s = options->made_ms / 1000};
	struct bank_filter filter = {.set = options->set,
		.domain = options->domain,
		.flagged = options->flagged,
		.missed = options->missed};
	struct export x = {.c = c,
		.write = {.options = &format_options, .out = write_bytes, .raw = options->raw},
		.out = write,
		.out_context = write_context,
		.skip = skip,
		.skip_context = skip_context};
	struct cpc_error here = {0}; /* for `write`, which may not be told that nobody wants it */
	int domain;
	error_clear(err);
	err = err ? err : &here;
	arena_reset(&c->export_texts);
	x.write.context = &x;
	int rc = engine_find_format(options->format, &x.format, err);
	if (!rc)
		rc = engine_check_set(c, options->set, err);
	if (!rc && options->domain)
		rc = engine_find_domain(c, options->domain, &domain, err);
	if (!rc && options->match)
		rc = pattern_new(str_of(options->match), false, &filter.match, err);
	if (!rc)
		rc = write_all(&x, options, &filter, err);
	pattern_free(filter.match);
	if (out && !rc)
		*out = x.report;
	return rc;
}
