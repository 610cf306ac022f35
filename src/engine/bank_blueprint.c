/*
 * bank_blueprint.c - the exam blueprint: reading its file, and asking for it.
 * May use: everything below the engine. Must not know: the terminal, the clock.
 */
#include "engine/bank.h"

#include <string.h>

#include "base/nearest.h"
#include "formats/csv.h"

static const char *const columns[] = {"slug", "section", "title", "n", "verified", "prefix"};

#define COLUMN_COUNT (sizeof columns / sizeof *columns)
#define EXAM_QUESTIONS 100

static bool header_is_right(const struct csv_record *record)
{
	if (record->n != COLUMN_COUNT)
		return false;
	for (size_t i = 0; i < COLUMN_COUNT; i++) {
		if (strcmp(record->field[i], columns[i]) != 0)
			return false;
	}
	return true;
}

/* What is wrong with a row, NULL for a good one. */
static const char *row_fault(const struct csv_record *row, int64_t *n, int64_t *verified)
{
	if (row->n != COLUMN_COUNT)
		return "expected slug, section, title, n, verified, prefix";
	if (!question_slug_valid(str_of(row->field[0])) ||
		!question_slug_valid(str_of(row->field[1])) ||
		!question_slug_valid(str_of(row->field[5])))
		return "slug, section and prefix are small letters, digits and hyphens";
	if (!row->field[2][0])
		return "the title is empty";
	if (!str_to_i64(str_of(row->field[3]), 1, EXAM_QUESTIONS, n))
		return "n is a whole number from 1 to 100";
	if (!str_to_i64(str_of(row->field[4]), 0, 1, verified))
		return "verified is 0 or 1";
	return NULL;
}

/* What was read of the file so far. */
struct blueprint {
	const char *slugs[CPC_DOMAINS_MAX];
	int lines[CPC_DOMAINS_MAX]; /* of the slugs */
	int count;
	int64_t sum;
};

static bool stands_twice(
	struct bank_load *load, const struct blueprint *b, const struct csv_record *row)
{
	for (int i = 0; i < b->count; i++) {
		if (strcmp(b->slugs[i], row->field[0]) == 0) {
			bank_fault(load, row->line, "the domain %s stands on line %d too",
				row->field[0], b->lines[i]);
			return true;
		}
	}
	return false;
}

static int put_row(struct bank_load *load, const struct csv_record *row, struct blueprint *b,
	struct cpc_error *err)
{
	int64_t n, verified;
	const char *wrong = row_fault(row, &n, &verified);
	bool full = b->count == CPC_DOMAINS_MAX;
	if (wrong)
		bank_fault(load, row->line, "%s", wrong);
	else if (full)
		bank_fault(load, row->line, "more domains than the %d that are taken",
			CPC_DOMAINS_MAX);
	if (wrong || full || stands_twice(load, b, row))
		return CPC_OK;
	b->slugs[b->count] = row->field[0];
	b->lines[b->count] = row->line;
	b->sum += n;
	return db_run(load->c->db, Q_DOMAIN_PUT, err, "tttiitd", row->field[0], row->field[1],
		row->field[2], n, verified, row->field[5], b->count++);
}

/* A mistake in the file is the bank's and no failure of ours. */
static int next_row(struct bank_load *load, struct csv *csv, struct arena *arena,
	struct csv_record *row, struct cpc_error *err)
{
	struct cpc_error wrong;
	int rc = csv_next(csv, arena, row, &wrong);
	if (rc == CPC_DATA) {
		bank_fault_whole(load, wrong.text);
		return CPC_NO;
	}
	return rc && rc != CPC_NO ? error_set(err, rc, "%s", wrong.text) : rc;
}

static int put_rows(
	struct bank_load *load, struct csv *csv, struct arena *arena, struct cpc_error *err)
{
	struct csv_record row;
	struct blueprint b = {.count = 0};
	int rc;
	while ((rc = next_row(load, csv, arena, &row, err)) == CPC_OK) {
		rc = put_row(load, &row, &b, err);
		if (rc)
			return rc;
	}
	if (rc == CPC_NO && b.sum != EXAM_QUESTIONS && load->report.faults == 0)
		bank_fault(load, 1, "the numbers of questions add up to %d, expected %d",
			(int)b.sum, EXAM_QUESTIONS);
	return rc == CPC_NO ? CPC_OK : rc;
}

static bool read_header(struct bank_load *load, struct csv *csv, struct arena *arena, int *rc,
	struct cpc_error *err)
{
	struct csv_record row;
	*rc = next_row(load, csv, arena, &row, err);
	if (*rc == CPC_OK && header_is_right(&row))
		return true;
	if (*rc == CPC_OK || *rc == CPC_NO) {
		*rc = CPC_OK;
		if (load->report.faults == 0)
			bank_fault(load, 1,
				"expected the columns slug,section,title,n,verified,prefix");
	}
	return false;
}

int bank_read_blueprint(struct bank_load *load, struct str text, struct cpc_error *err)
{
	struct arena arena = ARENA_INIT;
	struct csv csv = csv_open(text, ',', load->path);
	int rc;
	if (read_header(load, &csv, &arena, &rc, err)) {
		rc = db_run(load->c->db, Q_DOMAIN_UNLIST, err, "");
		if (!rc)
			rc = put_rows(load, &csv, &arena, err);
	}
	arena_release(&arena);
	load->c->domains_read = false;
	return rc;
}

static int read_domains(cpc *c, struct cpc_error *err)
{
	struct rows *rows;
	int rc = db_rows(c->db, Q_DOMAIN_LIST, &rows, err, "");
	if (rc)
		return rc;
	arena_reset(&c->domain_texts);
	c->domain_count = c->exam_domains = 0;
	while (!rc && c->domain_count < CPC_DOMAINS_MAX && rows_next(rows)) {
		struct cpc_domain *d = &c->domains[c->domain_count++];
		d->slug = arena_copy(&c->domain_texts, str_of(rows_text(rows, 0)));
		d->section = arena_copy(&c->domain_texts, str_of(rows_text(rows, 1)));
		d->title = arena_copy(&c->domain_texts, str_of(rows_text(rows, 2)));
		bool own = rows_int(rows, 4);
		c->weight[c->domain_count - 1] = rows_int(rows, 3);
		d->n = own ? 0 : rows_int(rows, 3);
		c->exam_domains += !own;
		if (!d->slug || !d->section || !d->title)
			rc = error_memory(err);
	}
	int end = rows_end(rows, rc ? NULL : err);
	c->domains_read = !rc && !end;
	return rc ? rc : end;
}

int cpc_domains(cpc *c, const struct cpc_domain **out, size_t *count, struct cpc_error *err)
{
	error_clear(err);
	int rc = c->domains_read ? CPC_OK : read_domains(c, err);
	if (!rc) {
		*out = c->domains;
		*count = c->domain_count;
	}
	return rc;
}

int engine_domain(cpc *c, const char *slug)
{
	const struct cpc_domain *domains;
	size_t count;
	if (cpc_domains(c, &domains, &count, NULL))
		return -1;
	for (size_t i = 0; i < count; i++) {
		if (strcmp(domains[i].slug, slug) == 0)
			return (int)i;
	}
	return -1;
}

int engine_find_domain(cpc *c, const char *slug, int *out, struct cpc_error *err)
{
	const struct cpc_domain *domains;
	size_t count;
	int rc = cpc_domains(c, &domains, &count, err);
	if (rc)
		return rc;
	if (count == 0)
		return error_set(
			err, CPC_NOINPUT, "%s: there are no questions in it yet", cpc_path(c));
	*out = slug ? engine_domain(c, slug) : -1;
	if (!slug || *out >= 0)
		return CPC_OK;
	const char *names[CPC_DOMAINS_MAX];
	for (size_t i = 0; i < count; i++)
		names[i] = domains[i].slug;
	return nearest_error("domain", slug, names, count, err);
}
