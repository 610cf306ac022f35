/*
 * export_log.c - the learner's log as JSON Lines, and the answers in it as CSV.
 * May use: everything below the engine. Must not know: the terminal, files.
 */
#include <inttypes.h>
#include <string.h>

#include "base/utf8.h"
#include "engine/engine.h"

#define PORTION 65536 /* bytes that are kept before they go out */

struct out {
	cpc_export_out *write;
	void *context;
	struct buf text;
};

/* What was gathered goes out, once it is much or at the end. */
static int flush(struct out *o, bool end, struct cpc_error *err)
{
	if (o->text.failed)
		return error_memory(err);
	if (o->text.len == 0 || (!end && o->text.len < PORTION))
		return CPC_OK;
	int rc = o->write(o->context, o->text.data, o->text.len, err);
	buf_reset(&o->text);
	return rc;
}

static void add_json_text(struct buf *out, struct str text)
{
	buf_add_char(out, '"');
	for (size_t i = 0; i < text.n; i++) {
		unsigned char c = (unsigned char)text.p[i];
		if (c == '"' || c == '\\')
			buf_printf(out, "\\%c", c);
		else if (c < 0x20 || c == 0x7F)
			buf_printf(out, "\\u%04x", c);
		else
			buf_add_char(out, (char)c);
	}
	buf_add_char(out, '"');
}

static void add_event(struct rows *rows, struct buf *out)
{
	buf_add_text(out, "{\"format\":1,\"device\":");
	add_json_text(out, str_of(rows_text(rows, 0)));
	buf_printf(out, ",\"seq\":%" PRId64 ",\"at_ms\":%" PRId64 ",\"tz_min\":%d,\"kind\":",
		rows_i64(rows, 1), rows_i64(rows, 2), rows_int(rows, 3));
	add_json_text(out, str_of(rows_text(rows, 4)));
	buf_add_text(out, ",\"subject\":");
	add_json_text(out, str_of(rows_text(rows, 5)));
	buf_printf(out, ",\"body\":%s}\n", rows_text(rows, 6)); /* JSON already */
}

/* A concept is whatever its file calls it. */
static void add_cell(struct buf *out, const char *text)
{
	if (!strpbrk(text, ",\"\r\n")) {
		buf_add_text(out, text);
		return;
	}
	buf_add_char(out, '"');
	for (const char *p = text; *p; p++) {
		buf_add_text(out, *p == '"' ? "\"" : "");
		buf_add_char(out, *p);
	}
	buf_add_char(out, '"');
}

static void add_review(struct rows *rows, struct buf *out)
{
	add_cell(out, rows_text(rows, 0));
	buf_printf(out, ",%" PRId64 ",%d,%d,%" PRId64 ",", rows_i64(rows, 1), rows_int(rows, 2),
		rows_int(rows, 6) ? 0 : 2, rows_i64(rows, 3));
	add_cell(out, rows_text(rows, 4));
	buf_printf(out, ",%d\n", rows_int(rows, 5));
}

static int write_rows(cpc *c, enum query q, void (*add)(struct rows *rows, struct buf *out),
	struct out *o, size_t *count, struct cpc_error *err)
{
	struct rows *rows;
	*count = 0;
	int rc = db_rows(c->db, q, &rows, err, "");
	if (rc)
		return rc;
	while (!rc && rows_next(rows)) {
		add(rows, &o->text);
		(*count)++;
		rc = flush(o, false, err);
	}
	int end = rows_end(rows, rc ? NULL : err);
	rc = rc ? rc : end;
	return rc ? rc : flush(o, true, err);
}

int cpc_export_log(
	cpc *c, cpc_export_out *write, void *context, size_t *count, struct cpc_error *err)
{
	struct out o = {write, context, BUF_INIT};
	struct cpc_error here = {0}; /* for `write`, which may not be told that nobody wants it */
	error_clear(err);
	err = err ? err : &here;
	int rc = write_rows(c, Q_LOG_ALL, add_event, &o, count, err);
	buf_release(&o.text);
	return rc;
}

int cpc_export_reviews(
	cpc *c, cpc_export_out *write, void *context, size_t *count, struct cpc_error *err)
{
	struct out o = {write, context, BUF_INIT};
	struct cpc_error here = {0};
	error_clear(err);
	err = err ? err : &here;
	buf_add_text(&o.text, "card_id,review_time,review_rating,review_state,review_duration,"
			      "question,right\n");
	int rc = write_rows(c, Q_REVIEW_LOG, add_review, &o, count, err);
	buf_release(&o.text);
	return rc;
}
