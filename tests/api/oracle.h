/*
 * oracle.h - what the cards must be, computed from the log by the test's own way: calls of the
 * public scheduler on the answers that were not taken back. May use: cpc_fsrs.h, tmpbank.h, near.h.
 * Must not know: how the engine derives.
 */
#ifndef CPC_TEST_ORACLE_H
#define CPC_TEST_ORACLE_H

#include <math.h>

#include "cpc_fsrs.h"
#include "near.h"
#include "tmpbank.h"

#define ORACLE_ANSWERS_MAX 512 /* to one concept */

struct oracle {
	sqlite3 *db;
	sqlite3_stmt *card;
	struct cpc_fsrs_model model;
	double retention;
	char concept[128];
	struct cpc_fsrs_review reviews[ORACLE_ANSWERS_MAX];
	int64_t first_day, last_day, lapse_day;
	size_t n;
	int lapses;
	bool known;
	size_t cards;
};

static inline void oracle_add(struct oracle *o, int64_t day, int grade)
{
	assert_true(o->n < ORACLE_ANSWERS_MAX);
	if (o->n == 0) {
		o->first_day = o->last_day = day;
		o->lapses = 0;
		o->known = false;
		o->lapse_day = INT64_MIN;
	}
	if (day < o->last_day)
		day = o->last_day;
	int64_t elapsed = day - o->last_day;
	if (elapsed > CPC_FSRS_INTERVAL_MAX)
		elapsed = CPC_FSRS_INTERVAL_MAX;
	o->reviews[o->n++] = (struct cpc_fsrs_review){(int32_t)elapsed, grade};
	o->last_day = day;
	if (grade > 1) {
		o->known = true;
	} else if (o->known && o->lapse_day != day) {
		o->lapses++;
		o->lapse_day = day;
	}
}

static inline void oracle_compare(struct oracle *o)
{
	struct cpc_fsrs_memory m;
	if (o->n == 0)
		return;
	assert_true(cpc_fsrs_history(&o->model, NULL, o->reviews, o->n, &m));
	sqlite3_bind_text(o->card, 1, o->concept, -1, SQLITE_TRANSIENT);
	if (sqlite3_step(o->card) != SQLITE_ROW)
		fail_msg("%s has no card", o->concept);
	assert_near(sqlite3_column_double(o->card, 0), m.stability, 0);
	assert_near(sqlite3_column_double(o->card, 1), m.difficulty, 0);
	assert_int_equal(sqlite3_column_int64(o->card, 2), o->first_day);
	assert_int_equal(sqlite3_column_int64(o->card, 3), o->last_day);
	assert_int_equal(sqlite3_column_int64(o->card, 5), o->n);
	assert_int_equal(sqlite3_column_int64(o->card, 6), o->lapses);
	int64_t wait = sqlite3_column_int64(o->card, 4) - o->last_day;
	if (o->reviews[o->n - 1].grade == 1) {
		assert_int_equal(wait, 0);
	} else {
		double days = cpc_fsrs_interval(&o->model, o->retention, m.stability);
		struct cpc_fsrs_range range = cpc_fsrs_fuzz_range(days, 1, CPC_FSRS_INTERVAL_MAX);
		assert_true(wait >= range.low && wait <= range.high);
	}
	sqlite3_reset(o->card);
	o->cards++;
	o->n = 0;
}

static inline void oracle_read_log(struct oracle *o)
{
	static const char log[] =
		"select coalesce((select q.concept from question q where q.qid = e.subject), "
		"e.body ->> 'concept') as c, e.body ->> 'day', e.body ->> 'grade' from event e "
		"where e.kind = 'answer' and not exists (select 1 from event u "
		"where u.kind = 'undo' and u.subject = e.device || ':' || e.seq) "
		"order by c, e.at_ms, e.device, e.seq";
	sqlite3_stmt *stmt;
	assert_int_equal(sqlite3_prepare_v2(o->db, log, -1, &stmt, NULL), SQLITE_OK);
	while (sqlite3_step(stmt) == SQLITE_ROW) {
		const char *concept = (const char *)sqlite3_column_text(stmt, 0);
		if (strcmp(concept, o->concept) != 0)
			oracle_compare(o);
		snprintf(o->concept, sizeof o->concept, "%s", concept);
		oracle_add(o, sqlite3_column_int64(stmt, 1), sqlite3_column_int(stmt, 2));
	}
	oracle_compare(o);
	sqlite3_finalize(stmt);
}

/* Every card is what the log says, and there is no other. */
static inline void assert_cards_follow_log(const struct tmpbank *t)
{
	static const char card[] = "select stability, difficulty, first_day, last_day, due_day, "
				   "reps, lapses from card where concept = ?1";
	static struct oracle o;
	struct cpc_fsrs_params params;
	struct cpc_setting retention;
	o = (struct oracle){.db = tmpbank_connect(t->db)};
	cpc_fsrs_params_default(&params);
	assert_true(cpc_fsrs_model_init(&o.model, &params, true));
	assert_int_equal(cpc_setting_get(t->c, "retention", &retention, NULL), CPC_OK);
	o.retention = strtod(retention.value, NULL);
	assert_int_equal(sqlite3_prepare_v2(o.db, card, -1, &o.card, NULL), SQLITE_OK);
	oracle_read_log(&o);
	sqlite3_finalize(o.card);
	sqlite3_close(o.db);
	assert_number(t, "select count(*) from card", o.cards);
}

static inline void oracle_print(void *context, const char *sentence)
{
	(void)context;
	print_error("doctor: %s\n", sentence);
}

/* Doctor finds nothing, and a rebuild changes no row. */
static inline void assert_sound(struct tmpbank *t)
{
	struct cpc_doctor_report report;
	assert_int_equal(cpc_doctor(t->c, false, oracle_print, NULL, &report, &t->err), CPC_OK);
	assert_int_equal(report.problems, 0);
	assert_false(report.rebuilt);
	char *before = tmpbank_dump(t, TMPBANK_DERIVED);
	assert_int_equal(cpc_doctor(t->c, true, oracle_print, NULL, &report, &t->err), CPC_OK);
	assert_true(report.rebuilt);
	assert_same_dump(t, TMPBANK_DERIVED, before);
	free(before);
}

#endif
