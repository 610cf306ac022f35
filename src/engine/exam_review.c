/*
 * exam_review.c - looking back: the list of exams, and one that was handed in.
 * May use: everything below the engine. Must not know: the terminal, the clock.
 */
#include "engine/exam.h"

#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "engine/posed.h"
#include "rules/answer.h"
#include "rules/readiness.h"

struct cpc_exam_review {
	cpc *c;
	struct exam_data data;
};

int cpc_exam_list(cpc *c, struct cpc_exam_line **out, size_t *count, struct cpc_error *err)
{
	error_clear(err);
	struct cpc_exam_line *lines = NULL;
	size_t n = 0, cap = 0;
	struct rows *rows;
	int rc = db_rows(c->db, Q_EXAM_LIST, &rows, err, "");
	if (rc)
		return rc;
	while (!rc && rows_next(rows)) {
		struct cpc_exam_line *line = VEC_PUSH(lines, n, cap);
		if (!line) {
			rc = error_memory(err);
			break;
		}
		*line = (struct cpc_exam_line){.number = rows_int(rows, 0),
			.started_ms = rows_i64(rows, 1),
			.started_day = rows_i64(rows, 2),
			.count = (size_t)rows_i64(rows, 3),
			.allowed_ms = rows_i64(rows, 4),
			.used_ms = rows_i64(rows, 5),
			.status = exam_status_of(rows_text(rows, 6)),
			.practice = rows_int(rows, 7),
			.right = (size_t)rows_i64(rows, 8),
			.answered = (size_t)rows_i64(rows, 9),
			.chance_told = !rows_null(rows, 10),
			.chance = rows_real(rows, 10)};
		line->passed = line->status == CPC_EXAM_SUBMITTED &&
			       exam_passed((int64_t)line->right, (int64_t)line->count);
	}
	int end = rows_end(rows, rc ? NULL : err);
	if (rc || end) {
		free(lines);
		return rc ? rc : end;
	}
	*out = lines;
	*count = n;
	return CPC_OK;
}

double cpc_exam_trend(const struct cpc_exam_line *lines, size_t count)
{
	double n = 0, x = 0, y = 0, xx = 0, xy = 0;
	/* newest first, and the line counts from the oldest */
	for (size_t i = count; i-- > 0;) {
		if (lines[i].status != CPC_EXAM_SUBMITTED)
			continue;
		double percent = 100 * (double)lines[i].right / (double)lines[i].count;
		x += n;
		y += percent;
		xx += n * n;
		xy += n * percent;
		n++;
	}
	return n < 2 ? 0 : (n * xy - x * y) / (n * xx - x * x);
}

static int refuse_none(cpc *c, struct cpc_error *err)
{
	struct rows *rows;
	int rc = db_rows(c->db, Q_EXAM_OPEN, &rows, err, "");
	if (rc)
		return rc;
	int open = rows_next(rows) ? rows_int(rows, 1) : 0;
	rc = rows_end(rows, err);
	if (rc)
		return rc;
	if (open)
		return error_set(err, CPC_NOINPUT,
			"no exam was handed in yet; exam %d is still open: cpc exam resume", open);
	return error_set(
		err, CPC_NOINPUT, "no exam was handed in yet; begin one with: cpc exam start");
}

/* The id of exam `number`, or of the newest submitted for 0; the caller frees it. */
static int find_submitted(cpc *c, int number, char **id, struct cpc_error *err)
{
	struct rows *rows;
	*id = NULL;
	int rc = number ? db_rows(c->db, Q_EXAM_FIND, &rows, err, "d", number)
			: db_rows(c->db, Q_EXAM_LAST_SUBMITTED, &rows, err, "");
	if (rc)
		return rc;
	bool found = rows_next(rows);
	enum cpc_exam_status status = CPC_EXAM_OPEN;
	if (found) {
		*id = strdup(rows_text(rows, 0));
		status = exam_status_of(rows_text(rows, 1));
	}
	rc = rows_end(rows, err);
	if (rc)
		return rc;
	if (!found && number == 0)
		return refuse_none(c, err);
	if (!found)
		return error_set(
			err, CPC_NOINPUT, "there is no exam %d; see: cpc exam list", number);
	if (status != CPC_EXAM_SUBMITTED)
		return error_set(err, CPC_USAGE, "exam %d was not handed in: it is %s", number,
			status == CPC_EXAM_OPEN ? "still open; go on with: cpc exam resume"
						: "given up; see: cpc exam list");
	return *id ? CPC_OK : error_memory(err);
}

int cpc_exam_review_open(cpc *c, int number, cpc_exam_review **out, struct cpc_error *err)
{
	error_clear(err);
	*out = NULL;
	char *id;
	cpc_exam_review *r = calloc(1, sizeof *r);
	if (!r)
		return error_memory(err);
	r->c = c;
	int rc = find_submitted(c, number, &id, err);
	if (!rc)
		rc = exam_data_load(c, id, &r->data, err);
	free(id);
	if (rc)
		free(r);
	else
		*out = r;
	return rc;
}

void cpc_exam_review_free(cpc_exam_review *r)
{
	if (r)
		exam_data_release(&r->data);
	free(r);
}

static bool first_was_right(const struct exam_item *item)
{
	return item->first_chosen >= 0 && item->q.choices[item->first_chosen].is_key;
}

static void count_item(const struct exam_item *item, struct cpc_exam_report *out)
{
	bool right = item->answered && item->right;
	out->answered += item->answered;
	out->right += right;
	out->flagged += item->flagged;
	if (item->answered) {
		struct cpc_confidence_score *sure = &out->confidence[item->confidence + 1];
		sure->answered++;
		sure->right += right;
	}
	out->changed += item->changes > 0;
	if (item->changes > 0 && item->first_chosen >= 0) {
		out->changed_to_right += right && !first_was_right(item);
		out->changed_to_wrong += !right && first_was_right(item);
	}
}

static void count_section(const char *section, const struct cpc_domain_score *domain,
	int64_t spent_ms, struct cpc_exam_report *out)
{
	size_t i = 0;
	while (i < out->section_count && strcmp(out->sections[i].section, section) != 0)
		i++;
	if (i == out->section_count)
		out->sections[out->section_count++].section = section;
	out->sections[i].asked += domain->answered;
	out->sections[i].right += domain->right;
	out->sections[i].spent_ms += spent_ms;
}

void cpc_exam_review_report(const cpc_exam_review *r, struct cpc_exam_report *out)
{
	const struct exam_data *d = &r->data;
	struct cpc_domain_score by[CPC_DOMAINS_MAX] = {{0}};
	int64_t spent_ms[CPC_DOMAINS_MAX] = {0};
	*out = (struct cpc_exam_report){.number = d->number,
		.started_day = d->started_day,
		.used_ms = d->clock.used_ms,
		.allowed_ms = d->clock.allowed_ms,
		.practice = d->clock.practice,
		.by_time = d->by_time,
		.open_book = d->open_book,
		.lookups = d->lookups,
		.count = d->n,
		.cut = (size_t)exam_cut((int)d->n),
		.error_points = readiness_error_points(CPC_PASS_PERCENT, d->n),
		.has_forecast = d->forecast_kept,
		.forecast = d->forecast};
	for (size_t i = 0; i < d->n; i++) {
		int domain = engine_domain(r->c, d->items[i].domain);
		count_item(&d->items[i], out);
		if (domain >= 0) {
			by[domain].answered++;
			by[domain].right += d->items[i].answered && d->items[i].right;
			spent_ms[domain] += d->items[i].spent_ms;
		}
	}
	out->passed = exam_passed((int64_t)out->right, (int64_t)out->count);
	for (size_t i = 0; i < r->c->domain_count; i++) {
		if (by[i].answered == 0)
			continue;
		by[i].slug = r->c->domains[i].slug;
		by[i].title = r->c->domains[i].title;
		out->domains[out->domain_count++] = by[i];
		count_section(r->c->domains[i].section, &by[i], spent_ms[i], out);
	}
}

/* The answer as it was given. An accepted one that a right typed one no longer meets is none. */
static struct posed_answer given(const struct exam_item *item)
{
	struct posed_answer a = {
		.written = item->chosen, .text = item->typed, .right = item->right};
	if (item->chosen >= 0)
		a.choices = UINT32_C(1) << item->chosen;
	if (item->right && item->typed &&
		answer_check_typed(&item->q, str_of(item->typed), &a.written, NULL))
		a.written = -1;
	return a;
}

static void fill_verdict(
	const struct exam_item *item, const struct cpc_exam_question *q, struct cpc_verdict *out)
{
	struct posed_answer answer = given(item);
	*out = (struct cpc_verdict){.right = item->answered && item->right,
		.grade = !item->answered ? 0
			 : item->right	 ? GRADE_GOOD
					 : GRADE_AGAIN,
		.id = item->qid,
		.domain_title = q->domain_title};
	posed_tell(&item->q, item->order, &answer, out);
}

int cpc_exam_review_item(
	const cpc_exam_review *r, size_t position, struct cpc_exam_item *out, struct cpc_error *err)
{
	error_clear(err);
	if (position >= r->data.n)
		return error_set(err, CPC_USAGE, "this exam has the questions 1 to %zu", r->data.n);
	const struct exam_item *item = &r->data.items[position];
	*out = (struct cpc_exam_item){.position = position,
		.first_chosen = posed_position(&item->q, item->order, item->first_chosen),
		.changes = item->changes,
		.spent_ms = item->spent_ms};
	exam_fill_question(r->c, item, &out->question);
	fill_verdict(item, &out->question, &out->verdict);
	return CPC_OK;
}
