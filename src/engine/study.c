/*
 * study.c - a study session: starting, asking, answering, taking back, ending.
 * May use: everything below the engine. Must not know: the terminal, the clock.
 */
#include "engine/study.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/vec.h"
#include "engine/posed.h"
#include "rules/answer.h"

#define MINUTE_MS INT64_C(60000)
#define ANSWER_MS_MAX (60 * MINUTE_MS) /* longer than this the learner was away */
#define RECENT_ANSWERS 101	       /* whose median time is the learner's own */

/* Starting ------------------------------------------------------------------------------------- */

static int read_median(struct cpc_study *s, struct cpc_error *err)
{
	int64_t times[RECENT_ANSWERS];
	size_t n = 0;
	struct rows *rows;
	int rc = db_rows(s->c->db, Q_REVIEW_RECENT_TIMES, &rows, err, "d", RECENT_ANSWERS);
	if (rc)
		return rc;
	while (n < RECENT_ANSWERS && rows_next(rows))
		times[n++] = rows_i64(rows, 0);
	s->median_ms = answer_median(times, n);
	return rows_end(rows, err);
}

static int read_limits(
	struct cpc_study *s, const struct cpc_study_options *o, struct cpc_error *err)
{
	int64_t limit = o->limit, minutes = o->minutes;
	int rc = CPC_OK;
	if (limit == 0)
		rc = setting_number(s->c, "session", &limit, err);
	if (!rc && minutes == 0)
		rc = setting_number(s->c, "minutes", &minutes, err);
	s->limit = (size_t)limit;
	s->until_ms = minutes ? s->started_ms + minutes * MINUTE_MS : 0;
	return rc;
}

static int check_options(const struct cpc_study_options *o, struct cpc_error *err)
{
	if (o->limit < 0 || o->minutes < 0 || o->minutes > 1440 || o->new_concepts < -1)
		return error_set(err, CPC_USAGE,
			"a session takes 0 or more questions, 0 to 1440 minutes and -1 or more new "
			"concepts");
	return CPC_OK;
}

static int open_session(struct cpc_study *s, const struct cpc_study_options *o, struct cpc_time now,
	struct cpc_error *err)
{
	int64_t today = 0;
	int rc = engine_day(s->c, now, &today, err);
	if (!rc)
		rc = engine_find_domain(s->c, o->domain, &s->domain, err);
	if (!rc)
		rc = read_limits(s, o, err);
	return rc ? rc : study_queue_open(s, today, o->new_concepts, err);
}

int study_new(
	cpc *c, uint64_t seed, struct cpc_time now, struct cpc_study **out, struct cpc_error *err)
{
	*out = NULL;
	struct cpc_study *s = calloc(1, sizeof *s);
	if (!s)
		return error_memory(err);
	s->c = c;
	s->lock = -1;
	s->domain = -1;
	s->seed = seed;
	s->started_ms = now.at_ms;
	int rc = engine_check_time(now, err);
	if (!rc)
		rc = engine_lock_session(c, &s->lock, err);
	if (!rc)
		rc = read_median(s, err);
	if (rc)
		cpc_study_free(s);
	else
		*out = s;
	return rc;
}

int cpc_study_start(cpc *c, const struct cpc_study_options *options, struct cpc_time now,
	cpc_study **out, struct cpc_error *err)
{
	error_clear(err);
	*out = NULL;
	struct cpc_study *s = NULL;
	int rc = check_options(options, err);
	if (!rc)
		rc = study_new(c, options->seed, now, &s, err);
	if (!s)
		return rc;
	rc = open_session(s, options, now, err);
	if (rc)
		cpc_study_free(s);
	else
		*out = s;
	return rc;
}

void cpc_study_free(cpc_study *s)
{
	if (!s)
		return;
	file_unlock(s->lock);
	study_queue_release(s);
	arena_release(&s->now.texts);
	arena_release(&s->texts);
	free(s->past);
	free(s);
}

/* Asking --------------------------------------------------------------------------------------- */

static size_t count_left(const struct cpc_study *s)
{
	size_t left = s->waiting.n + s->due_left + s->new_left;
	if (s->limit && s->past_n + 1 + left > s->limit)
		left = s->past_n + 1 < s->limit ? s->limit - s->past_n - 1 : 0;
	return left;
}

static int show(struct cpc_study *s, struct cpc_question *out, struct cpc_error *err)
{
	const struct study_question *now = &s->now;
	int64_t flagged_ms;
	int rc = db_get_i64(s->c->db, Q_FLAG_GET, &flagged_ms, err, "t", now->qid);
	if (rc && rc != CPC_NO)
		return rc;
	*out = (struct cpc_question){.id = now->qid,
		.domain = now->domain,
		.domain_title = now->domain_title,
		.stem = now->q.stem,
		.reason = now->item.reason,
		.flagged = rc == CPC_OK,
		.number = s->past_n + 1,
		.left = count_left(s),
		.kind = posed_kind(&now->q)};
	if (question_is_typed(&now->q))
		return CPC_OK;
	out->choice_count = now->q.choice_count;
	for (size_t i = 0; i < out->choice_count; i++) {
		out->choice[i] = now->q.choices[now->order[i]].text;
		out->removed[i] = now->removed[i];
	}
	return CPC_OK;
}

static bool is_over(const struct cpc_study *s, struct cpc_time now)
{
	return (s->limit && s->past_n >= s->limit) || (s->until_ms && now.at_ms >= s->until_ms);
}

/* A concept whose questions left the bank since the queue was read is passed over. */
static int ask_next(struct cpc_study *s, struct cpc_time now, struct cpc_error *err)
{
	int64_t today = 0;
	int rc = engine_day(s->c, now, &today, err);
	while (!rc) {
		struct study_item item;
		rc = study_queue_reserve(s, 1, err);
		if (!rc)
			rc = study_queue_take(s, today, &item, err);
		if (rc)
			return rc;
		rc = study_question_load(s, &item, 0, err);
		s->asking = !rc;
		if (rc != CPC_NO) {
			if (rc) /* it could not be read: its turn is not lost */
				study_queue_interrupt(s, &item);
			return rc;
		}
		rc = CPC_OK;
	}
	return rc;
}

int cpc_study_next(
	cpc_study *s, struct cpc_time now, struct cpc_question *out, struct cpc_error *err)
{
	error_clear(err);
	int rc = engine_check_time(now, err);
	if (!rc && !s->asking)
		rc = is_over(s, now) ? CPC_NO : ask_next(s, now, err);
	if (rc)
		return rc;
	if (!s->now.shown)
		s->now.shown_ms = now.at_ms;
	s->now.shown = true;
	return show(s, out, err);
}

/* Answering ------------------------------------------------------------------------------------ */

struct given { /* an answer with all that is stored of it */
	struct posed_answer answer;
	enum cpc_confidence confidence;
	enum grade grade;
	int64_t ms, day, seq, due_day;
};

static int grade_answer(struct cpc_study *s, const struct cpc_answer *answer, struct cpc_time at,
	struct given *out, struct cpc_error *err)
{
	const struct study_question *now = &s->now;
	*out = (struct given){.confidence = answer->confidence};
	int rc = posed_take(&now->q, now->order, answer, &out->answer, err);
	for (size_t i = 0; i < now->q.choice_count && !rc; i++) {
		if (now->removed[i] && out->answer.choices >> now->order[i] & 1)
			rc = error_set(err, CPC_USAGE, "that choice was removed by a hint");
	}
	if (rc)
		return rc;
	out->ms = at.at_ms - now->shown_ms;
	if (out->ms < 0)
		out->ms = 0;
	if (out->ms > ANSWER_MS_MAX)
		out->ms = ANSWER_MS_MAX;
	out->grade = answer_grade(out->answer.right, (enum confidence)answer->confidence,
		now->hinted, out->ms, s->median_ms);
	return CPC_OK;
}

static int store_event(
	struct cpc_study *s, struct given *g, struct cpc_time at, struct cpc_error *err)
{
	const struct study_question *now = &s->now;
	const struct posed_answer *a = &g->answer;
	int several = now->q.multiple ? (int)a->choices : 0;
	struct rows *rows;
	int rc = db_rows(s->c->db, Q_EVENT_ANSWER, &rows, err, "tidttidddtddiitid", s->c->device,
		at.at_ms, at.zone_min, now->qid, now->item.concept, g->day, (int)g->grade,
		(int)a->right, a->written, a->text, (int)g->confidence, (int)now->hinted, g->ms,
		(int64_t)now->seed, s->quiz ? "quiz" : "study", now->hash, several);
	if (rc)
		return rc;
	if (rows_next(rows))
		g->seq = rows_i64(rows, 0);
	return rows_end(rows, err);
}

static int store_answer(
	struct cpc_study *s, struct given *g, struct cpc_time at, struct cpc_error *err)
{
	struct db *db = s->c->db;
	int rc = db_begin(db, err);
	if (rc)
		return rc;
	rc = store_event(s, g, at, err);
	if (!rc)
		rc = derive_answer(s->c, Q_REVIEW_PUT, s->c->device, g->seq, &g->due_day, err);
	return db_end(db, rc, err);
}

/* Everything that could fail is behind us: the answer is on the disk. */
static void remember_answer(struct cpc_study *s, const struct given *g)
{
	struct study_item *item = &s->now.item;
	s->past[s->past_n++] = (struct study_past){*item, g->seq, s->now.seed, g->answer.right};
	s->asking = false;
	s->last = *item;
	if (!g->answer.right && !s->quiz) {
		struct study_item again = {item->concept, item->domain, CPC_REASON_AGAIN, NULL};
		study_queue_wait(s, &again, s->past_n + 1 + SELECT_GAP);
	}
}

/* A concept answered wrong waits by now. It does not come back when nothing can stand in between or
 * the session ends before its turn. */
static bool comes_back(const struct cpc_study *s)
{
	size_t others = s->waiting.n - 1 + s->due_left + s->new_left;
	size_t turn = s->past_n + 1 + SELECT_GAP;
	return !s->quiz && others > 0 &&
	       (!s->limit || turn <= s->limit || s->past_n + others < s->limit);
}

static void tell(const struct cpc_study *s, const struct given *g, struct cpc_verdict *out)
{
	const struct study_question *now = &s->now;
	*out = (struct cpc_verdict){.right = g->answer.right,
		.grade = (int)g->grade,
		.id = now->qid,
		.domain_title = now->domain_title,
		.due_day = g->due_day,
		.today = g->day,
		.comes_back = !g->answer.right && comes_back(s)};
	posed_tell(&now->q, now->order, &g->answer, out);
}

int cpc_study_answer(cpc_study *s, const struct cpc_answer *answer, struct cpc_time now,
	struct cpc_verdict *out, struct cpc_error *err)
{
	error_clear(err);
	struct given given;
	if (!s->asking || !s->now.shown)
		return error_set(err, CPC_USAGE, "no question is waiting for an answer");
	int rc = engine_check_time(now, err);
	if (!rc)
		rc = grade_answer(s, answer, now, &given, err);
	if (!rc)
		rc = engine_day(s->c, now, &given.day, err);
	if (!rc)
		rc = study_queue_reserve(s, 1, err);
	if (!rc && !vec_grow(&s->past, &s->past_cap, s->past_n + 1, sizeof *s->past))
		rc = error_memory(err);
	if (!rc)
		rc = store_answer(s, &given, now, err);
	if (rc)
		return rc;
	remember_answer(s, &given);
	tell(s, &given, out);
	return CPC_OK;
}

/* Beside answering ----------------------------------------------------------------------------- */

int cpc_study_hint(cpc_study *s, struct cpc_question *out, struct cpc_error *err)
{
	error_clear(err);
	if (!s->asking)
		return error_set(err, CPC_USAGE, "no question is waiting for an answer");
	int rc = study_question_hint(&s->now);
	return rc ? rc : show(s, out, err);
}

int cpc_study_skip(cpc_study *s, struct cpc_error *err)
{
	error_clear(err);
	if (!s->asking)
		return error_set(err, CPC_USAGE, "no question is waiting for an answer");
	int rc = study_queue_reserve(s, 1, err);
	if (rc)
		return rc;
	study_queue_wait(s, &s->now.item, s->past_n + 1 + SELECT_GAP);
	s->last = s->now.item;
	s->asking = false;
	return CPC_OK;
}

static int store_flag(struct cpc_study *s, bool on, struct cpc_time now, struct cpc_error *err)
{
	struct db *db = s->c->db;
	int rc = db_begin(db, err);
	if (rc)
		return rc;
	rc = db_run(db, Q_EVENT_FLAG, err, "tidtd", s->c->device, now.at_ms, now.zone_min,
		s->now.qid, (int)on);
	if (!rc)
		rc = db_run(db, Q_FLAG_DROP, err, "t", s->now.qid);
	if (!rc)
		rc = db_run(db, Q_FLAG_PUT, err, "t", s->now.qid);
	return db_end(db, rc, err);
}

int cpc_study_flag(cpc_study *s, struct cpc_time now, bool *on, struct cpc_error *err)
{
	error_clear(err);
	if (!s->now.qid)
		return error_set(err, CPC_USAGE, "no question was shown yet");
	int64_t at_ms;
	int rc = db_get_i64(s->c->db, Q_FLAG_GET, &at_ms, err, "t", s->now.qid);
	if (rc && rc != CPC_NO)
		return rc;
	bool wanted = rc == CPC_NO;
	rc = engine_check_time(now, err);
	if (!rc)
		rc = store_flag(s, wanted, now, err);
	if (!rc)
		*on = wanted;
	return rc;
}

static int store_undo(struct cpc_study *s, const struct study_past *past, struct cpc_time now,
	struct cpc_error *err)
{
	struct db *db = s->c->db;
	int rc = db_begin(db, err);
	if (rc)
		return rc;
	rc = db_run(db, Q_EVENT_UNDO, err, "tidti", s->c->device, now.at_ms, now.zone_min,
		s->c->device, past->seq);
	int64_t due_day;
	if (!rc)
		rc = derive_answer(s->c, Q_REVIEW_DROP, s->c->device, past->seq, &due_day, err);
	return db_end(db, rc, err);
}

int cpc_study_undo(cpc_study *s, struct cpc_time now, struct cpc_error *err)
{
	error_clear(err);
	if (s->past_n == 0)
		return CPC_NO;
	struct study_past *past = &s->past[s->past_n - 1];
	int rc = engine_check_time(now, err);
	if (!rc)
		rc = study_queue_reserve(s, 2, err);
	if (!rc)
		rc = store_undo(s, past, now, err);
	if (rc)
		return rc;
	/* The return of the answer that is taken back has no reason any more; a quiz has no
	 * returns. */
	bool returns = s->now.item.reason == CPC_REASON_AGAIN &&
		       strcmp(s->now.item.concept, past->item.concept) == 0;
	if (!past->right && !s->quiz)
		study_queue_forget(s, past->item.concept);
	if (s->asking && !returns)
		study_queue_interrupt(s, &s->now.item);
	s->past_n--;
	s->last = s->past_n ? s->past[s->past_n - 1].item : (struct study_item){0};
	/* The undo is on the disk: from here on nothing fails. A question that cannot be read waits
	 * for another try; one that the bank has lost meanwhile does not come back. */
	rc = study_question_load(s, &past->item, past->seed, NULL);
	s->asking = !rc;
	if (rc && rc != CPC_NO)
		study_queue_interrupt(s, &past->item);
	return CPC_OK;
}

/* Ending --------------------------------------------------------------------------------------- */

/* A quiz may ask two questions of one new concept. */
static bool met_before(const struct cpc_study *s, size_t index)
{
	for (size_t i = 0; i < index; i++) {
		if (strcmp(s->past[i].item.concept, s->past[index].item.concept) == 0)
			return true;
	}
	return false;
}

static void count_domains(const struct cpc_study *s, struct cpc_study_report *out)
{
	size_t answered[CPC_DOMAINS_MAX] = {0}, right[CPC_DOMAINS_MAX] = {0};
	for (size_t i = 0; i < s->past_n; i++) {
		const struct study_past *p = &s->past[i];
		out->answered++;
		out->right += p->right;
		out->new_concepts += p->item.reason == CPC_REASON_NEW && !met_before(s, i);
		if (p->item.domain >= 0) {
			answered[p->item.domain]++;
			right[p->item.domain] += p->right;
		}
	}
	for (size_t d = 0; d < s->c->domain_count; d++) {
		if (answered[d])
			out->domains[out->domain_count++] =
				(struct cpc_domain_score){s->c->domains[d].slug,
					s->c->domains[d].title, answered[d], right[d]};
	}
}

int cpc_study_end(
	cpc_study *s, struct cpc_time now, struct cpc_study_report *out, struct cpc_error *err)
{
	error_clear(err);
	int64_t today = 0, due = 0, still = 0;
	int rc = engine_day(s->c, now, &today, err);
	if (!rc)
		rc = db_get_i64(s->c->db, Q_CARD_DUE_COUNT, &due, err, "i", today + 1);
	if (!rc)
		rc = db_get_i64(s->c->db, Q_CARD_DUE_COUNT, &still, err, "i", today);
	if (rc)
		return rc;
	*out = (struct cpc_study_report){0};
	count_domains(s, out);
	for (size_t i = 0; i < s->waiting.n; i++)
		out->missed_left += s->waiting.items[i].reason == CPC_REASON_AGAIN;
	out->missed_left += s->asking && s->now.item.reason == CPC_REASON_AGAIN;
	out->ms = now.at_ms > s->started_ms ? now.at_ms - s->started_ms : 0;
	out->due_today = (size_t)still;
	out->due_tomorrow = (size_t)(due - still);
	return CPC_OK;
}
