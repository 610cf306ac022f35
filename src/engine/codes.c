/*
 * codes.c - the code book: loading an official release, and looking codes up.
 * May use: everything below the engine. Must not know: the terminal, the clock.
 */
#include <stdio.h>
#include <string.h>

#include "base/day.h"
#include "base/file.h"
#include "base/utf8.h"
#include "engine/engine.h"
#include "formats/codes.h"

#define RELEASE_BYTES_MAX (64u << 20)

/* Loading -------------------------------------------------------------------------------------- */

struct loading {
	cpc *c;
	struct cpc_time now;
	const char *name; /* of the file, without its folder */
	enum code_system system;
	size_t rows;
};

/* The book of the system is emptied when the first row says which it is. */
static int begin_book(struct loading *l, struct cpc_error *err)
{
	const char *system = code_system_name(l->system);
	int rc = db_run(l->c->db, Q_CODE_BOOK_DROP, err, "t", system);
	return rc ? rc
		  : db_run(l->c->db, Q_CODE_BOOK_PUT, err, "tti", system, l->name, l->now.at_ms);
}

static int take_row(void *context, const struct codes_row *row, struct cpc_error *err)
{
	struct loading *l = context;
	int rc = l->rows++ == 0 ? begin_book(l, err) : CPC_OK;
	return rc ? rc
		  : db_run(l->c->db, Q_CODE_ADD, err, "stds", row->code,
			    code_system_name(l->system), (int)row->billable, row->title);
}

static int load(struct loading *l, struct str text, struct cpc_error *err)
{
	int y, m, d;
	day_to_date(day_of_instant(l->now.at_ms, l->now.zone_min, 0), &y, &m, &d);
	int rc = codes_read(text, l->name, y * 10000 + m * 100 + d, &l->system, take_row, l, err);
	if (!rc && l->rows == 0)
		rc = error_set(err, CPC_DATA, "%s: there are no codes in it", l->name);
	if (!rc)
		rc = db_run(l->c->db, Q_CODE_BOOK_COUNT, err, "t", code_system_name(l->system));
	return rc ? rc : db_run(l->c->db, Q_CODE_REINDEX, err, "");
}

static int find_book(
	cpc *c, enum code_system system, struct cpc_code_book *out, struct cpc_error *err)
{
	struct cpc_code_book books[CPC_CODE_BOOKS_MAX];
	size_t n;
	int rc = cpc_codes_list(c, books, &n, err);
	for (size_t i = 0; i < n && !rc; i++) {
		if (strcmp(books[i].system, code_system_name(system)) == 0)
			*out = books[i];
	}
	return rc;
}

int cpc_codes_import(cpc *c, const char *path, struct cpc_time now, struct cpc_code_book *out,
	struct cpc_error *err)
{
	error_clear(err);
	*out = (struct cpc_code_book){.system = ""};
	struct buf text = BUF_INIT;
	const char *slash = strrchr(path, '/');
	struct loading l = {.c = c, .now = now, .name = slash ? slash + 1 : path};
	int rc = engine_check_time(now, err);
	if (!rc)
		rc = file_read(path, RELEASE_BYTES_MAX, &text, err);
	if (!rc && str_starts(buf_view(&text), "PK\003\004"))
		rc = error_set(err, CPC_DATA,
			"%s: is a zip archive; take it apart first and give the text file in it",
			l.name);
	if (!rc && utf8_check(buf_view(&text)) != text.len)
		rc = error_set(err, CPC_DATA, "%s: is not UTF-8 text", l.name);
	if (!rc)
		rc = db_begin(c->db, err);
	if (!rc)
		rc = db_end(c->db, load(&l, buf_view(&text), err), err);
	buf_release(&text);
	return rc ? rc : find_book(c, l.system, out, err);
}

int cpc_codes_list(cpc *c, struct cpc_code_book out[], size_t *count, struct cpc_error *err)
{
	struct rows *rows;
	*count = 0;
	error_clear(err);
	int rc = db_rows(c->db, Q_CODE_BOOK_LIST, &rows, err, "");
	if (rc)
		return rc;
	while (*count < CPC_CODE_BOOKS_MAX && rows_next(rows)) {
		struct cpc_code_book *b = &out[(*count)++];
		bool icd = str_eq(str_of(rows_text(rows, 0)), code_system_name(CODE_ICD10CM));
		b->system = code_system_name(icd ? CODE_ICD10CM : CODE_HCPCS);
		snprintf(b->name, sizeof b->name, "%s", rows_text(rows, 1));
		b->loaded_ms = rows_i64(rows, 2);
		b->codes = (size_t)rows_i64(rows, 3);
	}
	return rows_end(rows, err);
}
