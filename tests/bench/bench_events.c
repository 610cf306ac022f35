/*
 * bench_events.c - fills a learner's file with the history of a diligent learner, so that speeds
 * can be measured on it. Answers, undos and flags go through the statements of the engine.
 * May use: everything in src. Must not know: what is measured.
 *
 * usage: bench_events FILE EVENTS DAY    FILE holds a bank; DAY, such as 2026-11-22, is today, and
 *                                        the last answers are from the day before
 *
 * Deterministic. Each day brings what is due, some new concepts, and, where time is left, cards met
 * before; one day in eight is free. 12 % of the answers are wrong, and return on the same day.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/rng.h"
#include "base/vec.h"
#include "engine/engine.h"
#include "rules/replay.h"
#include "store/db_internal.h"

#define ZONE_MIN (-300)
#define EVENTS_A_DAY 250
#define DAYS_LEAST 730
#define DAYS_MOST 3650
#define MEET_SHARE 0.9			  /* of the concepts; the rest is still new at the end */
#define EVENING_MS (8 * INT64_C(3600000)) /* the time of a day in which answers are given */

struct card {
	char *concept;
	char **qid;
	int64_t *hash;
	size_t n, qid_cap, hash_cap;
	struct replay replay;
	int64_t place; /* the day, from the first, on whose list it stands */
};

struct day_list {
	size_t *cards;
	size_t n, cap;
};

struct course {
	cpc *c;
	struct cpc_error err;
	struct rng rng;
	struct card *cards; /* in the order in which they are met */
	size_t n, cap, met;
	struct day_list *due; /* by day since the first; a card that moved is skipped there */
	int64_t first_day, days, day;
	int64_t events, wanted, today_events;
};

static int fail(struct course *k)
{
	fprintf(stderr, "bench_events: %s\n", k->err.text);
	return 1;
}

/* Cards of all domains in turn, as a learner meets them. */
static int read_cards(struct course *k)
{
	static const char sql[] =
		"select q.concept, q.qid, q.hash from question q join concept c using (concept) "
		"where q.pool = 'practice' order by c.ord % 1000000, c.domain, q.concept, q.ord";
	sqlite3_stmt *stmt;
	if (sqlite3_prepare_v2(k->c->db->handle, sql, -1, &stmt, NULL) != SQLITE_OK)
		return db_failed(k->c->db, "read", &k->err);
	while (sqlite3_step(stmt) == SQLITE_ROW) {
		const char *concept = (const char *)sqlite3_column_text(stmt, 0);
		struct card *card = k->n ? &k->cards[k->n - 1] : NULL;
		if (!card || strcmp(card->concept, concept) != 0) {
			card = VEC_PUSH(k->cards, k->n, k->cap);
			if (!card)
				break;
			*card = (struct card){.concept = strdup(concept)};
		}
		if (!vec_grow(&card->qid, &card->qid_cap, card->n + 1, sizeof *card->qid) ||
			!vec_grow(&card->hash, &card->hash_cap, card->n + 1, sizeof *card->hash))
			break;
		card->qid[card->n] = strdup((const char *)sqlite3_column_text(stmt, 1));
		card->hash[card->n++] = sqlite3_column_int64(stmt, 2);
	}
	sqlite3_finalize(stmt);
	return k->n ? CPC_OK : error_set(&k->err, CPC_NOINPUT, "there is no bank in the file");
}

static int grade_drawn(struct rng *rng)
{
	uint64_t u = rng_below(rng, 100);
	return u < 12 ? CPC_FSRS_AGAIN : u < 20 ? CPC_FSRS_HARD : u < 90 ? CPC_FSRS_GOOD : 4;
}

static int put_due(struct course *k, size_t index)
{
	struct card *card = &k->cards[index];
	card->place = card->replay.card.due_day - k->first_day;
	if (card->place >= k->days)
		return CPC_OK;
	struct day_list *list = &k->due[card->place];
	size_t *slot = VEC_PUSH(list->cards, list->n, list->cap);
	if (!slot)
		return error_memory(&k->err);
	*slot = index;
	return CPC_OK;
}

/* An instant of the course's day, later with each event. */
static int64_t instant(const struct course *k)
{
	int64_t noon = k->day * DAY_MS + DAY_MS / 2 - ZONE_MIN * INT64_C(60000);
	return noon + k->today_events * EVENING_MS / (k->today_events + 1000);
}

static int count_event(struct course *k, int rc)
{
	k->events++;
	k->today_events++;
	return rc;
}

/* One answer in 250 was a slip of the finger: it is taken back and counts for nothing. */
static int take_back(struct course *k, int64_t seq)
{
	int rc = db_run(k->c->db, Q_EVENT_UNDO, &k->err, "tidti", k->c->device, instant(k),
		ZONE_MIN, k->c->device, seq);
	if (!rc)
		rc = db_run(k->c->db, Q_REVIEW_DROP, &k->err, "ti", k->c->device, seq);
	return count_event(k, rc);
}

static int flag(struct course *k, const char *qid)
{
	int rc = db_run(k->c->db, Q_EVENT_FLAG, &k->err, "tidtd", k->c->device, instant(k),
		ZONE_MIN, qid, rng_below(&k->rng, 5) > 0);
	if (!rc)
		rc = db_run(k->c->db, Q_FLAG_DROP, &k->err, "t", qid);
	if (!rc)
		rc = db_run(k->c->db, Q_FLAG_PUT, &k->err, "t", qid);
	return count_event(k, rc);
}

static int put_answer(struct course *k, const struct card *card, size_t q, int grade, int64_t *seq)
{
	struct rows *rows;
	int64_t ms = 8000 + (int64_t)rng_below(&k->rng, 90000);
	int rc = db_rows(k->c->db, Q_EVENT_ANSWER, &rows, &k->err, "tidttidddtddiitid",
		k->c->device, instant(k), ZONE_MIN, card->qid[q], card->concept, k->day, grade,
		(int)(grade > CPC_FSRS_AGAIN), (int)rng_below(&k->rng, 4), (const char *)NULL, 0, 0,
		ms, (int64_t)(rng_next(&k->rng) | 1), "study", card->hash[q], 0);
	if (rc)
		return rc;
	if (rows_next(rows))
		*seq = rows_i64(rows, 0);
	rc = rows_end(rows, &k->err);
	if (!rc)
		rc = db_run(k->c->db, Q_REVIEW_PUT, &k->err, "ti", k->c->device, *seq);
	return count_event(k, rc);
}

static int answer(struct course *k, size_t index)
{
	struct card *card = &k->cards[index];
	size_t q = (size_t)card->replay.card.reps % card->n;
	int grade = grade_drawn(&k->rng);
	int64_t seq = 0;
	int rc = put_answer(k, card, q, grade, &seq);
	if (!rc && k->events < k->wanted && rng_below(&k->rng, 250) == 0)
		return take_back(k, seq);
	replay_answer(&card->replay, k->day, grade);
	if (!rc && k->events < k->wanted && rng_below(&k->rng, 150) == 0)
		rc = flag(k, card->qid[q]);
	return rc;
}

/* How many events there are at the end of the day: none on a free day, which the next one makes
 * good. */
static int64_t day_target(struct course *k)
{
	int64_t gone = k->day - k->first_day + 1;
	if (gone < k->days && rng_below(&k->rng, 8) == 0)
		return k->events;
	return k->wanted * gone / k->days;
}

/* What is due up to today, as long as the day has room; new cards keep a tenth of it. */
static int study_due(struct course *k, int64_t target)
{
	int64_t until = target - (target - k->events) / 10;
	int rc = CPC_OK;
	for (int64_t at = 0; at <= k->day - k->first_day && !rc; at++) {
		struct day_list *list = &k->due[at];
		while (list->n > 0 && k->events < until && !rc) {
			size_t index = list->cards[--list->n];
			if (k->cards[index].place != at)
				continue;
			rc = answer(k, index);
			if (!rc)
				rc = put_due(k, index);
		}
	}
	return rc;
}

static int study_new(struct course *k, int64_t target)
{
	int64_t gone = k->day - k->first_day + 1;
	size_t until = (size_t)((double)k->n * MEET_SHARE * (double)gone / (double)k->days);
	int rc = CPC_OK;
	while (k->met < until && k->events < target && !rc) {
		struct card *card = &k->cards[k->met];
		card->replay = replay_begin(&k->c->model, 0.9, card->concept);
		rc = answer(k, k->met);
		if (!rc && card->replay.card.reps > 0)
			rc = put_due(k, k->met++);
	}
	return rc;
}

static int study_more(struct course *k, int64_t target)
{
	int rc = CPC_OK;
	while (k->met > 0 && k->events < target && !rc) {
		size_t index = rng_below(&k->rng, k->met);
		rc = answer(k, index);
		if (!rc)
			rc = put_due(k, index);
	}
	return rc;
}

static int live(struct course *k)
{
	int rc = CPC_OK;
	for (int64_t d = 0; d < k->days && !rc; d++) {
		k->day = k->first_day + d;
		k->today_events = 0;
		int64_t target = day_target(k);
		rc = study_due(k, target);
		if (!rc)
			rc = study_new(k, target);
		if (!rc)
			rc = study_more(k, target);
	}
	for (size_t i = 0; i < k->met && !rc; i++)
		rc = derive_card(k->c, k->cards[i].concept, &k->err);
	return rc;
}

static int fill(struct course *k)
{
	/* Rows of a million answers in no order want more than the 2 MB of every day. */
	int rc = db_exec(k->c->db, "pragma cache_size = -300000", &k->err);
	if (!rc)
		rc = read_cards(k);
	if (!rc)
		rc = db_begin(k->c->db, &k->err);
	return rc ? rc : db_end(k->c->db, live(k), &k->err);
}

int main(int argc, char **argv)
{
	struct course k = {0};
	int64_t today;
	if (argc != 4 || !str_to_i64(str_of(argv[2]), 1, 100000000, &k.wanted) ||
		!day_parse(str_of(argv[3]), &today)) {
		fputs("usage: bench_events FILE EVENTS DAY\n", stderr);
		return 2;
	}
	k.days = k.wanted / EVENTS_A_DAY;
	k.days = k.days < DAYS_LEAST ? DAYS_LEAST : k.days > DAYS_MOST ? DAYS_MOST : k.days;
	k.first_day = today - k.days;
	rng_init(&k.rng, 1);
	k.due = calloc((size_t)k.days, sizeof *k.due);
	if (!k.due || cpc_open(argv[1], &k.c, &k.err) || fill(&k))
		return fail(&k);
	printf("%" PRId64 " events on %" PRId64 " days, %zu of %zu concepts met\n", k.events,
		k.days, k.met, k.n);
	cpc_close(k.c);
	return 0;
}
