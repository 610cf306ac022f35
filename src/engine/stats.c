/*
 * stats.c - what the learner's answers say, taken together.
 * May use: everything below the engine. Must not know: the terminal, the clock.
 *
 * Everything is counted anew from the reviews: one pass in the order of the log, for what belongs
 * to an answer, and one in the order of concepts, in which each card's history is replayed to see
 * what was predicted before each answer.
 */
#include "engine/engine.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/vec.h"
#include "rules/recall.h"
#include "rules/replay.h"

#define PROGRESS_STEP 8192 /* answers */
#define SECONDS 3600	   /* longer answers count as so long in quartiles */

static const int64_t time_lows[CPC_STATS_TIME_BINS] = {
	0, 10000, 20000, 40000, 60000, 100000, 144000, 240000};

/* A concept that can be among the hardest. */
struct candidate {
	char *concept; /* in texts */
	size_t answered, right;
};

struct place { /* of a question in the blueprint */
	uint64_t qid;
	int domain;
};

struct reading {
	struct cpc_stats out; /* first: what is handed out is what is freed */
	cpc *c;
	struct arena texts;
	struct cpc_stats_day *days;
	size_t day_cap;
	struct place *places;
	size_t place_n, place_cap;
	struct candidate *candidates;
	size_t candidate_n, candidate_cap;
	size_t seconds[SECONDS + 1]; /* answers by how long they took */
	struct recall recall;
	cpc_progress *progress;
	void *context;
	size_t done, all;
};

static void step_on(struct reading *r)
{
	if (++r->done % PROGRESS_STEP == 0 && r->progress)
		r->progress(r->context, r->done, r->all);
}

/* Days ------------------------------------------------------------------------------------------
 */

static int read_days(struct reading *r, struct cpc_error *err)
{
	struct cpc_stats *s = &r->out;
	struct rows *rows;
	int rc = db_rows(r->c->db, Q_STATS_DAYS, &rows, err, "");
	if (rc)
		return rc;
	while (!rc && rows_next(rows)) {
		struct cpc_stats_day *day = VEC_PUSH(r->days, s->day_count, r->day_cap);
		if (!day) {
			rc = error_memory(err);
			break;
		}
		*day = (struct cpc_stats_day){rows_i64(rows, 0), (size_t)rows_i64(rows, 1),
			(size_t)rows_i64(rows, 2), rows_i64(rows, 3)};
		s->answered += day->answered;
		s->right += day->right;
		s->ms += day->ms;
	}
	s->days = r->days;
	r->all = 2 * s->answered;
	int end = rows_end(rows, rc ? NULL : err);
	return rc ? rc : end;
}

/* A day after today (of a clock that went back) is part of no streak. */
static void find_streaks(struct cpc_stats *s)
{
	int run = 0;
	for (size_t i = 0; i < s->day_count && s->days[i].day <= s->day; i++) {
		run = i > 0 && s->days[i].day == s->days[i - 1].day + 1 ? run + 1 : 1;
		if (run > s->longest_streak)
			s->longest_streak = run;
		if (s->days[i].day >= s->day - 1)
			s->streak = run;
	}
}

/* Answers ---------------------------------------------------------------------------------------
 */

static int by_qid(const void *a, const void *b)
{
	const struct place *x = a, *y = b;
	return x->qid < y->qid ? -1 : x->qid > y->qid;
}

static int read_places(struct reading *r, struct cpc_error *err)
{
	struct rows *rows;
	int rc = db_rows(r->c->db, Q_STATS_DOMAINS, &rows, err, "");
	if (rc)
		return rc;
	while (!rc && rows_next(rows)) {
		struct place *place = VEC_PUSH(r->places, r->place_n, r->place_cap);
		if (!place)
			rc = error_memory(err);
		else
			*place = (struct place){hash_text(HASH_START, rows_text(rows, 1)),
				engine_domain(r->c, rows_text(rows, 0))};
	}
	int end = rows_end(rows, rc ? NULL : err);
	if (!rc && !end && r->places)
		qsort(r->places, r->place_n, sizeof *r->places, by_qid);
	return rc ? rc : end;
}

static int domain_of(const struct reading *r, const char *qid)
{
	struct place wanted = {hash_text(HASH_START, qid), -1};
	const struct place *found =
		r->place_n ? bsearch(&wanted, r->places, r->place_n, sizeof wanted, by_qid) : NULL;
	return found ? found->domain : -1;
}

static void count_time(struct reading *r, int64_t ms, bool right)
{
	size_t bin = CPC_STATS_TIME_BINS - 1;
	while (bin > 0 && ms < time_lows[bin])
		bin--;
	r->out.times[bin].n++;
	r->out.times[bin].right += right;
	int64_t second = (ms + 500) / 1000;
	r->seconds[second < SECONDS ? second : SECONDS]++;
}

static int read_answers(struct reading *r, struct cpc_error *err)
{
	struct cpc_stats *s = &r->out;
	struct rows *rows;
	int rc = db_rows(r->c->db, Q_STATS_ANSWERS, &rows, err, "");
	if (rc)
		return rc;
	while (rows_next(rows)) {
		int domain = domain_of(r, rows_text(rows, 0)), sure = rows_int(rows, 3);
		bool right = rows_int(rows, 1);
		if (domain >= 0) {
			s->domains[domain].answered++;
			s->domains[domain].right += right;
		} else {
			s->gone.n++;
			s->gone.right += right;
		}
		if (sure >= CPC_GUESSED && sure <= CPC_SURE) {
			s->confidence[sure + 1].n++;
			s->confidence[sure + 1].right += right;
		}
		count_time(r, rows_i64(rows, 2), right);
		step_on(r);
	}
	return rows_end(rows, err);
}

/* The time that `share` of the answers took no more than. */
static int64_t quantile_ms(const struct reading *r, double share)
{
	double wanted = share * (double)r->out.answered;
	size_t n = 0;
	for (int64_t i = 0; i <= SECONDS; i++) {
		n += r->seconds[i];
		if (n > 0 && (double)n >= wanted)
			return i * 1000;
	}
	return 0;
}

static void tell_times(struct reading *r)
{
	struct cpc_stats *s = &r->out;
	for (size_t i = 0; i < CPC_STATS_TIME_BINS; i++)
		s->times[i].low_ms = time_lows[i];
	s->lower_ms = quantile_ms(r, 0.25);
	s->median_ms = quantile_ms(r, 0.5);
	s->upper_ms = quantile_ms(r, 0.75);
}

/* Memory ----------------------------------------------------------------------------------------
 */

static int read_met(struct reading *r, struct cpc_error *err)
{
	struct rows *rows;
	int rc = db_rows(r->c->db, Q_TALLY_LIST, &rows, err, "");
	if (rc)
		return rc;
	while (rows_next(rows)) {
		int domain = engine_domain(r->c, rows_text(rows, 0));
		if (domain >= 0)
			r->out.domains[domain].concepts =
				(size_t)(rows_i64(rows, 1) + rows_i64(rows, 2));
	}
	return rows_end(rows, err);
}

static int read_cards(struct reading *r, struct cpc_error *err)
{
	struct cpc_stats *s = &r->out;
	struct rows *rows;
	int rc = db_rows(r->c->db, Q_STATS_CARDS, &rows, err, "");
	if (rc)
		return rc;
	while (rows_next(rows)) {
		int domain = engine_domain(r->c, rows_text(rows, 0));
		double days = (double)(s->day - rows_i64(rows, 2));
		double now = cpc_fsrs_retrievability(&r->c->model, days, rows_real(rows, 1));
		s->cards++;
		s->memory += now;
		if (domain >= 0) {
			s->domains[domain].met++;
			s->domains[domain].memory += now;
		}
	}
	if (s->cards)
		s->memory /= (double)s->cards;
	for (size_t i = 0; i < s->domain_count; i++) {
		if (s->domains[i].met)
			s->domains[i].memory /= (double)s->domains[i].met;
	}
	return rows_end(rows, err);
}

static int read_due(struct reading *r, struct cpc_error *err)
{
	struct cpc_stats *s = &r->out;
	struct rows *rows;
	int rc = db_rows(r->c->db, Q_STATS_DUE, &rows, err, "i", s->day);
	if (rc)
		return rc;
	while (rows_next(rows)) {
		int64_t ahead = rows_i64(rows, 0) - s->day;
		size_t n = (size_t)rows_i64(rows, 1);
		*(ahead < CPC_STATS_FORECAST ? &s->due[ahead] : &s->due_later) += n;
	}
	return rows_end(rows, err);
}

/* Concepts --------------------------------------------------------------------------------------
 */

static int end_concept(struct reading *r, const struct candidate *now, struct cpc_error *err)
{
	if (now->answered < CPC_STATS_TIMES_LEAST || now->right == now->answered)
		return CPC_OK;
	struct candidate *kept = VEC_PUSH(r->candidates, r->candidate_n, r->candidate_cap);
	if (!kept)
		return error_memory(err);
	*kept = *now;
	kept->concept = arena_copy(&r->texts, str_of(now->concept));
	return kept->concept ? CPC_OK : error_memory(err);
}

/* Each concept's answers in the order of replay. */
static int replay_all(struct reading *r, struct rows *rows, struct cpc_error *err)
{
	struct buf concept = BUF_INIT;
	struct candidate now = {0};
	struct replay replay = {0};
	int rc = CPC_OK;
	while (!rc && rows_next(rows)) {
		const char *next = rows_text(rows, 0);
		int64_t day = rows_i64(rows, 1);
		int grade = rows_int(rows, 2);
		if (now.answered == 0 || !str_eq(buf_view(&concept), next)) {
			rc = end_concept(r, &now, err);
			buf_reset(&concept);
			buf_add_text(&concept, next);
			now = (struct candidate){concept.data, 0, 0};
			replay = replay_begin(&r->c->model, r->out.target, next);
		}
		if (concept.failed)
			rc = error_memory(err);
		double predicted = replay_recall(&replay, day);
		if (predicted >= 0)
			recall_add(&r->recall, predicted, grade > CPC_FSRS_AGAIN);
		replay_answer(&replay, day, grade);
		now.answered++;
		now.right += grade > CPC_FSRS_AGAIN;
		step_on(r);
	}
	if (!rc)
		rc = end_concept(r, &now, err);
	buf_release(&concept);
	return rc;
}

static void tell_recall(struct reading *r)
{
	struct cpc_stats *s = &r->out;
	struct recall_bin all = recall_total(&r->recall);
	_Static_assert(RECALL_BINS == CPC_STATS_RECALL_BINS, "as many bins");
	s->recall = (struct cpc_stats_share){all.n, all.right};
	s->recall_predicted = all.n ? all.predicted / (double)all.n : 0;
	s->recall_brier = recall_brier(&r->recall);
	s->recall_error = recall_error(&r->recall);
	for (size_t i = 0; i < RECALL_BINS; i++) {
		const struct recall_bin *b = &r->recall.bins[i];
		s->bins[i] = (struct cpc_stats_bin){recall_low(i), recall_low(i + 1),
			b->n ? b->predicted / (double)b->n : 0, b->n, b->right};
	}
}

static int read_concepts(struct reading *r, struct cpc_error *err)
{
	struct rows *rows;
	int rc = setting_real(r->c, "retention", &r->out.target, err);
	if (!rc)
		rc = db_rows(r->c->db, Q_REVIEW_ALL, &rows, err, "");
	if (rc)
		return rc;
	rc = replay_all(r, rows, err);
	int end = rows_end(rows, rc ? NULL : err);
	if (!rc && !end)
		tell_recall(r);
	return rc ? rc : end;
}

/* What there is to tell of a concept; CPC_NO when the bank cannot ask it any more. */
static int describe(struct reading *r, const char *concept, struct cpc_stats_concept *out,
	struct cpc_error *err)
{
	struct rows *rows;
	int rc = db_rows(r->c->db, Q_STATS_CONCEPT, &rows, err, "t", concept);
	if (rc)
		return rc;
	bool found = rows_next(rows);
	if (found)
		*out = (struct cpc_stats_concept){.concept = arena_copy(&r->texts, str_of(concept)),
			.domain = arena_copy(&r->texts, str_of(rows_text(rows, 0))),
			.title = arena_copy(&r->texts, str_of(rows_text(rows, 1))),
			.answered = (size_t)rows_i64(rows, 2),
			.right = (size_t)rows_i64(rows, 3),
			.lapses = rows_int(rows, 4)};
	rc = rows_end(rows, err);
	if (!rc && found && (!out->concept || !out->domain || !out->title))
		rc = error_memory(err);
	return rc ? rc : found ? CPC_OK : CPC_NO;
}

static int by_wrong(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;
	double left = ((double)(x->answered - x->right) + 0.5) / ((double)x->answered + 1);
	double right = ((double)(y->answered - y->right) + 0.5) / ((double)y->answered + 1);
	if (left != right)
		return left > right ? -1 : 1;
	if (x->answered != y->answered)
		return x->answered > y->answered ? -1 : 1;
	return strcmp(x->concept, y->concept);
}

static int tell_hardest(struct reading *r, struct cpc_error *err)
{
	struct cpc_stats *s = &r->out;
	int rc = CPC_OK;
	if (!r->candidates)
		return CPC_OK;
	qsort(r->candidates, r->candidate_n, sizeof *r->candidates, by_wrong);
	for (size_t i = 0; i < r->candidate_n && s->hardest_count < CPC_STATS_CONCEPTS; i++) {
		rc = describe(r, r->candidates[i].concept, &s->hardest[s->hardest_count], err);
		if (rc && rc != CPC_NO)
			return rc;
		s->hardest_count += rc == CPC_OK;
	}
	return CPC_OK;
}

static int read_leeches(struct reading *r, struct cpc_error *err)
{
	struct cpc_stats *s = &r->out;
	struct rows *rows;
	int rc = db_rows(r->c->db, Q_STATS_LEECHES, &rows, err, "d", CPC_STATS_LEECH);
	if (rc)
		return rc;
	while (!rc && rows_next(rows)) {
		s->leech_count++;
		if (s->leeches_shown == CPC_STATS_CONCEPTS)
			continue;
		rc = describe(r, rows_text(rows, 0), &s->leeches[s->leeches_shown], err);
		s->leeches_shown += rc == CPC_OK;
		rc = rc == CPC_NO ? CPC_OK : rc;
	}
	int end = rows_end(rows, rc ? NULL : err);
	return rc ? rc : end;
}

/* All of it -------------------------------------------------------------------------------------
 */

static int read_domains(struct reading *r, struct cpc_error *err)
{
	const struct cpc_domain *domains = NULL;
	struct cpc_stats *s = &r->out;
	int rc = cpc_domains(r->c, &domains, &s->domain_count, err);
	for (size_t i = 0; i < s->domain_count && !rc; i++) {
		s->domains[i].slug = arena_copy(&r->texts, str_of(domains[i].slug));
		s->domains[i].title = arena_copy(&r->texts, str_of(domains[i].title));
		s->domains[i].n = domains[i].n;
		if (!s->domains[i].slug || !s->domains[i].title)
			rc = error_memory(err);
	}
	return rc;
}

static int read_all(struct reading *r, struct cpc_time now, struct cpc_error *err)
{
	static int (*const parts[])(struct reading *, struct cpc_error *) = {read_domains,
		read_days, read_met, read_cards, read_due, read_places, read_answers, read_concepts,
		tell_hardest, read_leeches};
	int rc = engine_day(r->c, now, &r->out.day, err);
	for (size_t i = 0; i < sizeof parts / sizeof *parts && !rc; i++)
		rc = parts[i](r, err);
	return rc;
}

int cpc_stats_read(cpc *c, struct cpc_time now, cpc_progress *progress, void *context,
	struct cpc_stats **out, struct cpc_error *err)
{
	error_clear(err);
	*out = NULL;
	struct reading *r = calloc(1, sizeof *r);
	if (!r)
		return error_memory(err);
	r->c = c;
	r->progress = progress;
	r->context = context;
	int rc = read_all(r, now, err);
	free(r->places);
	free(r->candidates);
	if (rc) {
		cpc_stats_free(&r->out);
		return rc;
	}
	find_streaks(&r->out);
	tell_times(r);
	*out = &r->out;
	return CPC_OK;
}

void cpc_stats_free(struct cpc_stats *s)
{
	if (!s)
		return;
	struct reading *r =
		(struct reading *)((char *)(uintptr_t)s - offsetof(struct reading, out));
	free(r->days);
	arena_release(&r->texts);
	free(r);
}
