/*
 * bank_read.c - questions out of the tables of the bank.
 * May use: everything below the engine. Must not know: who wants them.
 */
#include "engine/bank_read.h"

#include <string.h>

#include "base/nearest.h"
#include "rules/pattern.h"

#define SETS_SHOWN 64 /* of which a mistyped one may be meant */

struct reading {
	cpc *c;
	const struct bank_filter *filter;
	struct arena texts; /* of one question */
	bool failed;
};

static const char *keep(struct reading *r, struct str text)
{
	const char *copy = text.n > 0 ? arena_copy(&r->texts, text) : "";
	r->failed = r->failed || !copy;
	return copy ? copy : "";
}

static const char *column(struct reading *r, struct rows *rows, int n)
{
	return keep(r, str_of(rows_text(rows, n)));
}

static int read_choices(struct reading *r, int64_t id, struct question *q, struct cpc_error *err)
{
	struct rows *rows;
	int rc = db_rows(r->c->db, Q_CHOICE_LIST, &rows, err, "i", id);
	if (rc)
		return rc;
	while (q->choice_count < QUESTION_CHOICES_MAX && rows_next(rows))
		q->choices[q->choice_count++] = (struct choice){
			.kind = choice_kind_of(rows_text(rows, 0)),
			.is_key = rows_int(rows, 1) != 0,
			.text = column(r, rows, 2),
			.rationale = column(r, rows, 3),
		};
	return rows_end(rows, err);
}

/* As its file named it: "<set>:<concept>" without the set, nothing where it is the question's id.
 */
static const char *concept_of(struct reading *r, struct rows *rows, const char *qid)
{
	const char *concept = rows_text(rows, 16), *colon = strchr(concept, ':');
	return strcmp(concept, qid) == 0 || !colon ? "" : keep(r, str_of(colon + 1));
}

static int read_row(
	struct reading *r, struct rows *rows, struct bank_row *out, struct cpc_error *err)
{
	struct format_item *item = &out->item;
	*out = (struct bank_row){.item = format_blank()};
	item->id = column(r, rows, 1);
	item->set = column(r, rows, 2);
	out->path = column(r, rows, 3);
	item->domain = column(r, rows, 4);
	item->domain_title = column(r, rows, 5);
	item->year = rows_int(rows, 6);
	const char *slash = strchr(item->id, '/');
	item->q = (struct question){.slug = slash ? slash + 1 : item->id,
		.difficulty = rows_int(rows, 7),
		.basis = column(r, rows, 8),
		.source = column(r, rows, 9),
		.payer = column(r, rows, 10),
		.pool = column(r, rows, 11),
		.reviewed = column(r, rows, 12),
		.title = column(r, rows, 13),
		.stem = column(r, rows, 14),
		.rule = column(r, rows, 15),
		.concept = concept_of(r, rows, item->id),
		.codes = column(r, rows, 17),
		.tags = column(r, rows, 18),
		.multiple = rows_int(rows, 19) != 0};
	out->imported = rows_int(rows, 20) != 0;
	int rc = read_choices(r, rows_i64(rows, 0), &item->q, err);
	return !rc && r->failed ? error_memory(err) : rc;
}

static int matches(struct reading *r, const char *qid, bool *out, struct cpc_error *err)
{
	struct rows *rows;
	*out = true;
	if (!r->filter->match)
		return CPC_OK;
	int rc = db_rows(r->c->db, Q_QUIZ_TEXT, &rows, err, "t", qid);
	if (rc)
		return rc;
	if (rows_next(rows))
		rc = pattern_match(r->filter->match, str_of(rows_text(rows, 0)), out, err);
	int end = rows_end(rows, rc ? NULL : err);
	return rc ? rc : end;
}

int bank_each(cpc *c, const struct bank_filter *filter,
	int (*each)(void *context, const struct bank_row *row, struct cpc_error *err),
	void *context, struct cpc_error *err)
{
	struct reading r = {.c = c, .filter = filter, .texts = ARENA_INIT};
	struct rows *rows;
	int rc = db_rows(c->db, Q_BANK_QUESTIONS, &rows, err, "ttdd", filter->set, filter->domain,
		(int)filter->flagged, (int)filter->missed);
	if (rc)
		return rc;
	while (!rc && rows_next(rows)) {
		struct bank_row row;
		bool wanted;
		rc = matches(&r, rows_text(rows, 1), &wanted, err);
		if (rc || !wanted)
			continue;
		rc = read_row(&r, rows, &row, err);
		if (!rc)
			rc = each(context, &row, err);
		arena_reset(&r.texts);
	}
	int end = rows_end(rows, rc ? NULL : err);
	arena_release(&r.texts);
	return rc ? rc : end;
}

int engine_check_set(cpc *c, const char *slug, struct cpc_error *err)
{
	const char *names[SETS_SHOWN];
	struct arena texts = ARENA_INIT;
	struct rows *rows;
	bool found = !slug;
	size_t n = 0;
	int rc = slug ? db_rows(c->db, Q_SET_LIST, &rows, err, "") : CPC_OK;
	if (rc || !slug)
		return rc;
	while (!found && rows_next(rows)) {
		const char *name = arena_copy(&texts, str_of(rows_text(rows, 0)));
		found = strcmp(rows_text(rows, 0), slug) == 0;
		if (name && n < SETS_SHOWN)
			names[n++] = name;
	}
	rc = rows_end(rows, err);
	if (!rc && !found)
		rc = nearest_error("set", slug, names, n, err);
	arena_release(&texts);
	return rc;
}
