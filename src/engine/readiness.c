/*
 * readiness.c - would the learner pass? Read from sums, so that it is cheap however long the log
 * is. May use: everything below the engine. Must not know: the terminal, the clock.
 */
#include "engine/readiness.h"

#include <math.h>
#include <string.h>

#include "base/day.h"
#include "rules/exam.h"
#include "rules/readiness.h"

/* The retrievability of every concept is looked at in a domain with up to WHOLE, else that of about
 * SAMPLE, evenly spread over their order in the bank, so that a bank of any size costs the same. A
 * mean of so many is off by two hundredths, of which a fifth counts. */
#define WHOLE 64
#define SAMPLE 24

_Static_assert(CPC_FORECAST_BINS == READINESS_BINS, "cpc.h and the rules have the same bins");

static int read_first_answers(
	cpc *c, int64_t today, struct readiness_domain *domains, struct cpc_error *err)
{
	struct rows *rows;
	int rc = db_rows(c->db, Q_SIGHT_DAY_LIST, &rows, err, "i", today - READINESS_OLDEST_DAYS);
	if (rc)
		return rc;
	while (rows_next(rows)) {
		int domain = engine_domain(c, rows_text(rows, 1));
		if (domain >= 0)
			readiness_add(&domains[domain], today - rows_i64(rows, 0),
				rows_i64(rows, 2), rows_i64(rows, 3));
	}
	return rows_end(rows, err);
}

static int read_met(cpc *c, struct readiness_domain *domains, struct cpc_error *err)
{
	struct rows *rows;
	int rc = db_rows(c->db, Q_TALLY_LIST, &rows, err, "");
	if (rc)
		return rc;
	while (rows_next(rows)) {
		int domain = engine_domain(c, rows_text(rows, 0));
		double met = (double)rows_i64(rows, 1), rest = (double)rows_i64(rows, 2);
		if (domain >= 0 && met > 0)
			domains[domain].met = met / (met + rest);
	}
	return rows_end(rows, err);
}

/* The first concept met at `place` or after it: where it stands, and its retrievability on `day`.
 * CPC_NO: none. */
static int recall_at(
	cpc *c, const char *domain, int64_t day, int64_t *place, double *out, struct cpc_error *err)
{
	struct rows *rows;
	int rc = db_rows(c->db, Q_MET_NEXT, &rows, err, "ti", domain, *place);
	if (rc)
		return rc;
	bool found = rows_next(rows);
	if (found) {
		*place = rows_i64(rows, 0);
		/* An answer of the same day tells nothing of memory. */
		int64_t days = day > rows_i64(rows, 1) ? day - rows_i64(rows, 1) : 1;
		*out = cpc_fsrs_retrievability(&c->model, (double)days, rows_real(rows, 2));
	}
	rc = rows_end(rows, err);
	return rc ? rc : found ? CPC_OK : CPC_NO;
}

static int read_recall(cpc *c, const char *domain, int64_t day, struct readiness_domain *out,
	struct cpc_error *err)
{
	struct rows *rows;
	int64_t first = 0, last = -1, n = 0;
	double sum = 0;
	int rc = db_rows(c->db, Q_MET_ENDS, &rows, err, "t", domain);
	if (rc)
		return rc;
	if (rows_next(rows) && !rows_null(rows, 0)) {
		first = rows_i64(rows, 0);
		last = rows_i64(rows, 1);
	}
	rc = rows_end(rows, err);
	int64_t span = last - first + 1, stride = span <= WHOLE ? 1 : span / SAMPLE;
	for (int64_t place = first; place <= last && !rc;) {
		double recall = 0;
		int64_t found = place;
		rc = recall_at(c, domain, day, &found, &recall, err);
		if (rc == CPC_NO) {
			rc = CPC_OK;
			break;
		}
		sum += recall;
		n++;
		place = found >= place + stride ? found + 1 : place + stride;
	}
	out->recall = n ? sum / (double)n : 0;
	return rc;
}

/* All that the model asks for, but the questions of each domain. */
static int read_domains(
	cpc *c, int64_t today, int64_t day, struct readiness_domain *out, struct cpc_error *err)
{
	const struct cpc_domain *list;
	size_t count = 0;
	memset(out, 0, CPC_DOMAINS_MAX * sizeof *out);
	int rc = cpc_domains(c, &list, &count, err);
	if (!rc)
		rc = read_first_answers(c, today, out, err);
	if (!rc)
		rc = read_met(c, out, err);
	for (size_t i = 0; i < count && !rc; i++) {
		if (out[i].met > 0)
			rc = read_recall(c, list[i].slug, day, &out[i], err);
	}
	return rc;
}

static struct cpc_forecast told(const struct readiness *r)
{
	return (struct cpc_forecast){.told = r->told,
		.chance = r->chance,
		.expected = r->mean,
		.low = r->low,
		.high = r->high,
		.coverage = r->coverage};
}

int readiness_forecast(cpc *c, int64_t today, const char *const qids[], size_t count,
	struct cpc_forecast *out, struct cpc_error *err)
{
	struct readiness_domain domains[CPC_DOMAINS_MAX];
	struct readiness r;
	int rc = read_domains(c, today, today, domains, err);
	for (size_t i = 0; i < count && !rc; i++) {
		struct rows *rows;
		rc = db_rows(c->db, Q_QUESTION_DOMAIN, &rows, err, "t", qids[i]);
		if (rc)
			break;
		int domain = rows_next(rows) ? engine_domain(c, rows_text(rows, 0)) : -1;
		if (domain >= 0)
			domains[domain].n++;
		rc = rows_end(rows, err);
	}
	if (rc)
		return rc;
	readiness_of(domains, c->exam_domains, exam_cut((int)count), NULL, &r);
	*out = told(&r);
	return CPC_OK;
}

/* The date set, while it is not past. */
static int exam_day(cpc *c, int64_t today, int64_t *out, bool *dated, struct cpc_error *err)
{
	struct cpc_setting setting;
	int64_t day;
	int rc = cpc_setting_get(c, "exam-date", &setting, err);
	if (rc)
		return rc;
	*dated = day_parse(str_of(setting.value), &day) && day >= today;
	*out = *dated ? day : today;
	return CPC_OK;
}

int cpc_readiness(cpc *c, struct cpc_time now, struct cpc_readiness *out, struct cpc_error *err)
{
	struct readiness_domain domains[CPC_DOMAINS_MAX];
	struct readiness_rate rates[CPC_DOMAINS_MAX];
	struct readiness r;
	int64_t today = 0, day = 0;
	int all = 0;
	bool dated = false;
	error_clear(err);
	int rc = engine_day(c, now, &today, err);
	if (!rc)
		rc = exam_day(c, today, &day, &dated, err);
	if (!rc)
		rc = read_domains(c, today, day, domains, err);
	if (rc)
		return rc;
	for (size_t i = 0; i < c->exam_domains; i++)
		all += domains[i].n = c->domains[i].n;
	readiness_of(domains, c->exam_domains, exam_cut(all), rates, &r);
	*out = (struct cpc_readiness){.day = day,
		.dated = dated,
		.count = all,
		.now = told(&r),
		.domain_count = c->exam_domains};
	for (size_t i = 0; i < c->exam_domains; i++) {
		const struct readiness_domain *d = &domains[i];
		out->domains[i] = (struct cpc_readiness_domain){.slug = c->domains[i].slug,
			.title = c->domains[i].title,
			.n = d->n,
			.fresh = (size_t)d->fresh,
			.lacking = readiness_covers(d) ? 0
						       : (size_t)(READINESS_FRESH_LEAST - d->fresh),
			.right = rates[i].mean,
			.spread = sqrt(rates[i].variance),
			.met = d->met,
			.recall = d->recall};
	}
	return CPC_OK;
}

int cpc_forecasts(cpc *c, struct cpc_forecast_score *out, struct cpc_error *err)
{
	struct readiness_score score = {0};
	struct rows *rows;
	double miss = 0;
	error_clear(err);
	int rc = db_rows(c->db, Q_FORECAST_LIST, &rows, err, "");
	if (rc)
		return rc;
	while (rows_next(rows)) {
		int64_t count = rows_i64(rows, 2), right = rows_i64(rows, 3);
		readiness_score_add(&score, rows_real(rows, 0), exam_passed(right, count));
		miss += 100 * ((double)right - rows_real(rows, 1)) / (double)count;
	}
	rc = rows_end(rows, err);
	if (rc)
		return rc;
	*out = (struct cpc_forecast_score){.n = (size_t)score.n,
		.brier = readiness_brier(&score),
		.miss_points = score.n ? miss / (double)score.n : 0};
	for (int i = 0; i < READINESS_BINS; i++) {
		const struct readiness_bin *b = &score.bins[i];
		out->bins[i] = (struct cpc_forecast_bin){.n = (size_t)b->n,
			.passed = (size_t)b->passed,
			.chance = b->n ? b->chance / (double)b->n : 0};
	}
	return CPC_OK;
}
