/*
 * exam_draw.c - choosing the questions of an exam.
 * May use: everything below the engine. Must not know: the terminal, the clock.
 *
 * In each domain: first the mock pool, then practice questions, of both those never answered, in an
 * order drawn from the seed; then what was answered, longest ago first. Questions of the exam
 * before this one come only when nothing else is left. Positions are drawn, in the order of ids, so
 * that a seed means the same on every machine.
 */
#include "engine/exam.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/vec.h"
#include "rules/blueprint.h"

enum source { FROM_MOCK, FROM_PRACTICE, FROM_SEEN, FROM_LAST, SOURCES };

static const char *const pools[] = {"mock", "practice"};

struct pick {
	const char *qid;
	enum source source;
};

struct draw {
	cpc *c;
	struct arena *texts;
	uint64_t seed;
	char *last_exam; /* "" when there is none */
	const char *domain;
	size_t pool_size[FROM_PRACTICE + 1]; /* of the domain */
	struct pick *picks;		     /* of the domain */
	size_t n, wanted;
};

static bool is_picked(const struct draw *d, const char *qid)
{
	for (size_t i = 0; i < d->n; i++) {
		if (strcmp(d->picks[i].qid, qid) == 0)
			return true;
	}
	return false;
}

static int pick(struct draw *d, const char *qid, enum source source, struct cpc_error *err)
{
	char *copy = arena_copy(d->texts, str_of(qid));
	if (!copy)
		return error_memory(err);
	d->picks[d->n++] = (struct pick){copy, source};
	return CPC_OK;
}

static int is_in_last_exam(struct draw *d, const char *qid, bool *out, struct cpc_error *err)
{
	int64_t one;
	int rc = db_get_i64(d->c->db, Q_DRAW_IN_EXAM, &one, err, "tt", qid, d->last_exam);
	*out = rc == CPC_OK;
	return rc == CPC_NO ? CPC_OK : rc;
}

/* A sample of a pool --------------------------------------------------------------------------- */

struct place { /* a position of the pool that was drawn, and when */
	size_t at, turn;
	const char *qid; /* what stands there */
	bool answered;
};

/* Whether a question will do. */
typedef int filter(struct draw *d, const struct place *p, bool *out, struct cpc_error *err);

static int is_unpicked(struct draw *d, const struct place *p, bool *out, struct cpc_error *err)
{
	(void)err;
	*out = !is_picked(d, p->qid);
	return CPC_OK;
}

static int is_fresh(struct draw *d, const struct place *p, bool *out, struct cpc_error *err)
{
	bool again = false;
	int rc = p->answered ? CPC_OK : is_in_last_exam(d, p->qid, &again, err);
	*out = !p->answered && !again;
	return rc;
}

static int by_at(const void *a, const void *b)
{
	size_t x = ((const struct place *)a)->at, y = ((const struct place *)b)->at;
	return x < y ? -1 : x > y;
}

static int by_turn(const void *a, const void *b)
{
	size_t x = ((const struct place *)a)->turn, y = ((const struct place *)b)->turn;
	return x < y ? -1 : x > y;
}

static int read_place(struct draw *d, struct rows *rows, struct place *p, struct cpc_error *err)
{
	p->qid = arena_copy(d->texts, str_of(rows_text(rows, 0)));
	p->answered = !rows_null(rows, 1);
	return p->qid ? CPC_OK : error_memory(err);
}

/* Each is found from the one before. */
static int seek_places(
	struct draw *d, enum source pool, struct place *places, size_t n, struct cpc_error *err)
{
	struct rows *rows;
	int rc = CPC_OK;
	for (size_t i = 0; i < n && !rc; i++) {
		struct place *p = &places[i];
		size_t next = i > 0 ? p[-1].at + 1 : 0;
		rc = db_rows(d->c->db, Q_DRAW_NEXT, &rows, err, "ttti", d->domain, pools[pool],
			i > 0 ? p[-1].qid : "", (int64_t)(p->at - next));
		if (rc)
			break;
		int bad = rows_next(rows) ? read_place(d, rows, p, err) : CPC_OK;
		int end = rows_end(rows, bad ? NULL : err);
		rc = bad ? bad : end;
		if (!rc && !p->qid)
			break; /* the tally counts more than there are */
	}
	return rc;
}

static int walk_places(
	struct draw *d, enum source pool, struct place *places, size_t n, struct cpc_error *err)
{
	struct rows *rows;
	int rc = db_rows(d->c->db, Q_DRAW_WALK, &rows, err, "tt", d->domain, pools[pool]);
	if (rc)
		return rc;
	for (size_t at = 0, i = 0; i < n && !rc && rows_next(rows); at++) {
		if (places[i].at == at)
			rc = read_place(d, rows, &places[i++], err);
	}
	int end = rows_end(rows, rc ? NULL : err);
	return rc ? rc : end;
}

/* Read what stands at the places, which are sorted by position, the quicker way. */
static int read_places(
	struct draw *d, enum source pool, struct place *places, size_t n, struct cpc_error *err)
{
	return n < d->pool_size[pool] / 8 ? seek_places(d, pool, places, n, err)
					  : walk_places(d, pool, places, n, err);
}

struct sampling {
	enum source pool, source; /* where from, and what the picks count as */
	filter *will_do;
};

static int take_of(struct draw *d, const struct sampling *how, const struct place *places, size_t n,
	struct cpc_error *err)
{
	int rc = CPC_OK;
	for (size_t i = 0; i < n && d->n < d->wanted && !rc; i++) {
		bool good = false;
		if (places[i].qid)
			rc = how->will_do(d, &places[i], &good, err);
		if (!rc && good)
			rc = pick(d, places[i].qid, how->source, err);
	}
	return rc;
}

/* A few places first, which will do in the usual case, then all. */
static int sample_pool(struct draw *d, const struct sampling *how, struct blueprint_sample *sample,
	struct cpc_error *err)
{
	struct place *places = NULL;
	size_t n = 0, cap = 0, portion = (d->wanted - d->n) * 2;
	int rc = CPC_OK;
	while (!rc && d->n < d->wanted && sample->drawn < sample->n) {
		size_t at;
		for (n = 0; n < portion && blueprint_sample_next(sample, &at); n++) {
			if (!vec_grow(&places, &cap, n + 1, sizeof *places)) {
				rc = error_memory(err);
				break;
			}
			places[n] = (struct place){.at = at, .turn = n};
		}
		if (rc || !places)
			break;
		qsort(places, n, sizeof *places, by_at);
		rc = read_places(d, how->pool, places, n, err);
		if (rc)
			break;
		qsort(places, n, sizeof *places, by_turn);
		rc = take_of(d, how, places, n, err);
		portion = sample->n;
	}
	free(places);
	return rc;
}

static int take_sample(struct draw *d, const struct sampling *how, struct cpc_error *err)
{
	struct blueprint_sample sample;
	size_t n = d->pool_size[how->pool];
	if (d->n == d->wanted || n == 0)
		return CPC_OK;
	uint64_t seed = hash_text(hash_text(d->seed ^ HASH_START, d->domain), pools[how->pool]);
	if (!blueprint_sample_init(&sample, n, seed))
		return error_memory(err);
	int rc = sample_pool(d, how, &sample, err);
	blueprint_sample_release(&sample);
	return rc;
}

/* Answered before ------------------------------------------------------------------------------ */

struct seen {
	const char *qid;
	int64_t last_ms;
	uint64_t lot; /* decides among those of one instant, such as the answers of one exam */
};

static int by_age(const void *a, const void *b)
{
	const struct seen *x = a, *y = b;
	if (x->last_ms != y->last_ms)
		return x->last_ms < y->last_ms ? -1 : 1;
	return x->lot < y->lot ? -1 : x->lot > y->lot;
}

static int read_seen(struct draw *d, struct seen **out, size_t *n, struct cpc_error *err)
{
	struct rows *rows;
	size_t cap = 0;
	int rc = db_rows(d->c->db, Q_DRAW_SEEN, &rows, err, "t", d->domain);
	if (rc)
		return rc;
	while (!rc && rows_next(rows)) {
		struct seen *s = VEC_PUSH(*out, *n, cap);
		const char *qid = arena_copy(d->texts, str_of(rows_text(rows, 0)));
		if (s && qid)
			*s = (struct seen){
				qid, rows_i64(rows, 1), rng_lot(hash_text(d->seed, qid))};
		else
			rc = error_memory(err);
	}
	int end = rows_end(rows, rc ? NULL : err);
	return rc ? rc : end;
}

static int take_oldest(struct draw *d, struct cpc_error *err)
{
	struct seen *seen = NULL;
	size_t n = 0;
	if (d->n == d->wanted)
		return CPC_OK;
	int rc = read_seen(d, &seen, &n, err);
	if (!rc && n > 1)
		qsort(seen, n, sizeof *seen, by_age);
	for (size_t i = 0; i < n && d->n < d->wanted && !rc; i++) {
		bool again = false;
		rc = is_in_last_exam(d, seen[i].qid, &again, err);
		if (!rc && !again)
			rc = pick(d, seen[i].qid, FROM_SEEN, err);
	}
	free(seen);
	return rc;
}

static int draw_domain(struct draw *d, struct cpc_error *err)
{
	static const struct sampling fresh[] = {
		{FROM_MOCK, FROM_MOCK, is_fresh}, {FROM_PRACTICE, FROM_PRACTICE, is_fresh}};
	static const struct sampling any[] = {
		{FROM_MOCK, FROM_LAST, is_unpicked}, {FROM_PRACTICE, FROM_LAST, is_unpicked}};
	int rc = take_sample(d, &fresh[0], err);
	if (!rc)
		rc = take_sample(d, &fresh[1], err);
	if (!rc)
		rc = take_oldest(d, err);
	if (!rc)
		rc = take_sample(d, &any[0], err);
	return rc ? rc : take_sample(d, &any[1], err);
}

/* The whole exam ------------------------------------------------------------------------------- */

static int read_last_exam(cpc *c, struct arena *texts, char **out, struct cpc_error *err)
{
	struct rows *rows;
	int rc = db_rows(c->db, Q_EXAM_LAST, &rows, err, "");
	if (rc)
		return rc;
	*out = arena_copy(texts, str_of(rows_next(rows) ? rows_text(rows, 0) : ""));
	rc = rows_end(rows, err);
	return rc ? rc : *out ? CPC_OK : error_memory(err);
}

/* How many questions of each pool a domain has. */
typedef size_t pool_sizes[FROM_PRACTICE + 1];

static int read_sizes(cpc *c, const char *domain, pool_sizes sizes, struct cpc_error *err)
{
	struct rows *rows;
	int rc = db_rows(c->db, Q_DRAW_SIZES, &rows, err, "t", domain);
	if (rc)
		return rc;
	if (rows_next(rows)) {
		sizes[FROM_MOCK] = (size_t)rows_i64(rows, 0);
		sizes[FROM_PRACTICE] = (size_t)rows_i64(rows, 1);
	}
	return rows_end(rows, err);
}

static int count_available(
	cpc *c, pool_sizes sizes[], size_t available[], size_t *all, struct cpc_error *err)
{
	int rc = CPC_OK;
	*all = 0;
	for (size_t i = 0; i < c->exam_domains && !rc; i++) {
		rc = read_sizes(c, c->domains[i].slug, sizes[i], err);
		available[i] = sizes[i][FROM_MOCK] + sizes[i][FROM_PRACTICE];
		*all += available[i];
	}
	return rc;
}

/* Why there are not enough: a bank may hold many that no exam asks. */
static int refuse(cpc *c, size_t count, size_t all, struct cpc_error *err)
{
	int64_t held = 0;
	int rc = db_get_i64(c->db, Q_QUESTION_COUNT, &held, err, "");
	size_t others = held > (int64_t)all ? (size_t)held - all : 0;
	if (rc)
		return rc;
	if (held == 0)
		return error_set(
			err, CPC_NOINPUT, "%s: there are no questions in it yet", cpc_path(c));
	if (all == 0)
		return error_set(err, CPC_NOINPUT,
			"%s: none of its questions is one that an exam asks, with choices of "
			"which one is right",
			cpc_path(c));
	if (others > 0)
		return error_set(err, CPC_USAGE,
			"an exam of %zu questions is more than the bank can fill: it holds %zu, "
			"beside %zu that no exam asks",
			count, all, others);
	return error_set(err, CPC_USAGE,
		"an exam of %zu questions is more than the bank can fill: it holds %zu", count,
		all);
}

static int share_out(
	cpc *c, size_t count, pool_sizes sizes[], size_t shares[], struct cpc_error *err)
{
	int weight[CPC_DOMAINS_MAX];
	size_t available[CPC_DOMAINS_MAX], all;
	int rc = count_available(c, sizes, available, &all, err);
	if (rc)
		return rc;
	for (size_t i = 0; i < c->exam_domains; i++)
		weight[i] = c->domains[i].n;
	if (all == 0 || !blueprint_share(weight, available, c->exam_domains, count, shares))
		return refuse(c, count, all, err);
	return CPC_OK;
}

static void count_sources(const struct pick *picks, size_t n, struct cpc_exam_draw *out)
{
	size_t by[SOURCES] = {0};
	for (size_t i = 0; i < n; i++)
		by[picks[i].source]++;
	*out = (struct cpc_exam_draw){
		n, by[FROM_MOCK], by[FROM_PRACTICE], by[FROM_SEEN] + by[FROM_LAST], by[FROM_LAST]};
}

static int draw_all(struct draw *d, pool_sizes sizes[], const size_t shares[], struct pick *picks,
	struct cpc_error *err)
{
	int rc = CPC_OK;
	for (size_t i = 0; i < d->c->exam_domains && !rc; i++) {
		d->domain = d->c->domains[i].slug;
		memcpy(d->pool_size, sizes[i], sizeof d->pool_size);
		d->picks = picks;
		d->wanted = shares[i];
		d->n = 0;
		if (d->wanted > 0)
			rc = draw_domain(d, err);
		if (!rc && d->n < d->wanted)
			rc = error_set(err, CPC_INTERNAL,
				"the counts of the bank are wrong; mend them with: cpc doctor "
				"--rebuild");
		picks += d->n;
	}
	return rc;
}

static int put_in_order(const struct cpc_exam_options *o, const struct pick *picks, size_t count,
	const char **qids, struct cpc_error *err)
{
	int *order = malloc(count * sizeof *order);
	if (!order)
		return error_memory(err);
	struct rng rng;
	rng_init(&rng, o->seed);
	rng_permutation(&rng, count, order);
	for (size_t i = 0; i < count; i++)
		qids[i] = picks[o->shuffled ? (size_t)order[i] : i].qid;
	free(order);
	return CPC_OK;
}

int exam_draw(cpc *c, const struct cpc_exam_options *o, size_t count, struct arena *texts,
	const char **qids, struct cpc_exam_draw *draw, struct cpc_error *err)
{
	const struct cpc_domain *domains;
	size_t domain_count, shares[CPC_DOMAINS_MAX] = {0};
	pool_sizes sizes[CPC_DOMAINS_MAX] = {0};
	struct draw d = {.c = c, .texts = texts, .seed = o->seed};
	int rc = cpc_domains(c, &domains, &domain_count, err);
	if (!rc)
		rc = share_out(c, count, sizes, shares, err);
	if (!rc)
		rc = read_last_exam(c, texts, &d.last_exam, err);
	if (rc)
		return rc;
	struct pick *picks = calloc(count, sizeof *picks);
	if (!picks)
		return error_memory(err);
	rc = draw_all(&d, sizes, shares, picks, err);
	if (!rc)
		rc = put_in_order(o, picks, count, qids, err);
	if (!rc)
		count_sources(picks, count, draw);
	free(picks);
	return rc;
}
