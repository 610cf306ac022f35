/*
 * exam.c - sitting a mock exam: every step is an event, on the disk before the call returns.
 * May use: everything below the engine. Must not know: the terminal, the clock.
 */
#include "engine/exam.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "engine/posed.h"
#include "engine/readiness.h"
#include "rules/answer.h"

#define COUNT_USUAL 100
#define COUNT_MOST 1000
#define MINUTES_MOST 1440
#define NOTE_MAX 500

/* Starting ------------------------------------------------------------------------------------- */

static int check_options(const struct cpc_exam_options *o, struct cpc_error *err)
{
	static const double factors[] = {0, 1, 1.25, 1.5, 2};
	bool factor = false;
	for (size_t i = 0; i < sizeof factors / sizeof *factors; i++)
		factor = factor || o->time_factor == factors[i];
	if (o->count < 0 || o->count > COUNT_MOST)
		return error_set(err, CPC_USAGE, "an exam has 1 to %d questions", COUNT_MOST);
	if (o->minutes < 0 || o->minutes > MINUTES_MOST)
		return error_set(err, CPC_USAGE, "an exam takes 1 to %d minutes", MINUTES_MOST);
	if (!factor)
		return error_set(err, CPC_USAGE, "the time factor is 1, 1.25, 1.5 or 2");
	return CPC_OK;
}

static int64_t allowed_time(const struct cpc_exam_options *o, size_t count)
{
	int64_t ms = o->minutes ? o->minutes * INT64_C(60000) : (int64_t)count * EXAM_QUESTION_MS;
	return (int64_t)((double)ms * (o->time_factor > 0 ? o->time_factor : 1));
}

_Static_assert(CPC_PASS_PERCENT == EXAM_PASS_PERCENT, "cpc.h and the rules name one cut score");

/* *id is the caller's to free; CPC_NO when none is open. */
static int find_open(cpc *c, char **id, int *number, struct cpc_error *err)
{
	struct rows *rows;
	*id = NULL;
	int rc = db_rows(c->db, Q_EXAM_OPEN, &rows, err, "");
	if (rc)
		return rc;
	bool found = rows_next(rows);
	if (found) {
		*id = strdup(rows_text(rows, 0));
		*number = rows_int(rows, 1);
	}
	rc = rows_end(rows, err);
	if (!rc && found && !*id)
		rc = error_memory(err);
	return rc ? rc : found ? CPC_OK : CPC_NO;
}

static int refuse_second(cpc *c, struct cpc_error *err)
{
	char *id;
	int number = 0;
	int rc = find_open(c, &id, &number, err);
	free(id);
	if (rc == CPC_OK)
		return error_set(err, CPC_USAGE,
			"exam %d is still open; go on with: cpc exam resume, or give it up with: "
			"cpc "
			"exam abandon",
			number);
	return rc == CPC_NO ? CPC_OK : rc;
}

static int log_items(cpc *c, const char *id, const char *const qids[], size_t count, uint64_t seed,
	struct cpc_time now, struct cpc_error *err)
{
	int rc = CPC_OK;
	for (size_t i = 0; i < count && !rc; i++) {
		uint64_t item_seed = hash_text(hash_u64(HASH_START, seed), qids[i]);
		/* kept positive, as every seed that a person may see */
		rc = exam_log_item(c, id, i, item_seed >> 1, qids[i], now, err);
	}
	return rc;
}

int cpc_exam_plan(cpc *c, const struct cpc_exam_options *options, struct cpc_exam_draw *out,
	struct cpc_error *err)
{
	error_clear(err);
	struct arena texts = ARENA_INIT;
	size_t count = options->count ? (size_t)options->count : COUNT_USUAL;
	int rc = check_options(options, err);
	if (!rc)
		rc = refuse_second(c, err);
	if (rc)
		return rc;
	const char **qids = calloc(count, sizeof *qids);
	if (!qids)
		return error_memory(err);
	rc = exam_draw(c, options, count, &texts, qids, out, err);
	if (!rc)
		out->allowed_ms = allowed_time(options, count);
	free(qids);
	arena_release(&texts);
	return rc;
}

static int store_new(cpc *c, const struct cpc_exam_options *o, size_t count, struct cpc_time now,
	struct cpc_exam_draw *draw, char **id, struct cpc_error *err)
{
	struct arena texts = ARENA_INIT;
	const char **qids = calloc(count, sizeof *qids);
	struct cpc_forecast forecast;
	int64_t day = 0;
	if (!qids)
		return error_memory(err);
	int rc = refuse_second(c, err);
	if (!rc)
		rc = engine_day(c, now, &day, err);
	if (!rc)
		rc = exam_draw(c, o, count, &texts, qids, draw, err);
	if (!rc)
		rc = readiness_forecast(c, day, qids, count, &forecast, err);
	if (!rc)
		rc = exam_log_start(
			c, o, count, allowed_time(o, count), day, &forecast, now, id, err);
	if (!rc)
		rc = log_items(c, *id, qids, count, o->seed, now, err);
	free(qids);
	arena_release(&texts);
	return rc;
}

/* NULL: no memory. */
static cpc_exam *new_handle(cpc *c)
{
	cpc_exam *x = calloc(1, sizeof *x);
	if (!x)
		return NULL;
	x->c = c;
	x->lock = -1;
	return x;
}

int cpc_exam_start(cpc *c, const struct cpc_exam_options *options, struct cpc_time now,
	struct cpc_exam_draw *draw, cpc_exam **out, struct cpc_error *err)
{
	error_clear(err);
	*out = NULL;
	char *id = NULL;
	size_t count = options->count ? (size_t)options->count : COUNT_USUAL;
	cpc_exam *x = new_handle(c);
	if (!x)
		return error_memory(err);
	int rc = check_options(options, err);
	if (!rc)
		rc = refuse_second(
			c, err); /* says more than the lock; store_new asks again under it */
	if (!rc)
		rc = engine_lock_session(c, &x->lock, err);
	if (!rc)
		rc = db_begin(c->db, err);
	if (!rc) {
		rc = store_new(c, options, count, now, draw, &id, err);
		if (!rc) /* read back within the transaction: nothing can fail after it */
			rc = exam_data_load(c, id, &x->data, err);
		rc = db_end(c->db, rc, err);
	}
	free(id);
	if (rc) {
		cpc_exam_free(x);
		return rc;
	}
	x->data.clock.steady_ms = now.steady_ms;
	x->last_ms = now.at_ms;
	draw->allowed_ms = x->data.clock.allowed_ms;
	*out = x;
	return CPC_OK;
}

/* Take up the exam that was left; nothing is written. NULL, and why in *rc, when that failed. */
static cpc_exam *reopen(
	cpc *c, struct cpc_time now, enum cpc_exam_gap *gap, int *rc, struct cpc_error *err)
{
	char *id = NULL;
	int number = 0;
	error_clear(err);
	cpc_exam *x = new_handle(c);
	if (!x) {
		*rc = error_memory(err);
		return NULL;
	}
	*rc = engine_check_time(now, err);
	if (!*rc)
		*rc = engine_lock_session(c, &x->lock, err);
	if (!*rc)
		*rc = find_open(c, &id, &number, err);
	if (*rc == CPC_NO)
		*rc = error_set(
			err, CPC_NOINPUT, "no exam is open; begin one with: cpc exam start");
	if (!*rc)
		*rc = exam_data_load(c, id, &x->data, err);
	free(id);
	if (*rc) {
		cpc_exam_free(x);
		return NULL;
	}
	x->last_ms = x->data.clock.wall_ms;
	*gap = (enum cpc_exam_gap)exam_clock_resume(&x->data.clock, now.at_ms, now.steady_ms);
	x->shown_used_ms = x->data.clock.used_ms;
	return x;
}

void cpc_exam_free(cpc_exam *x)
{
	if (!x)
		return;
	file_unlock(x->lock);
	exam_data_release(&x->data);
	free(x);
}

/* Reading -------------------------------------------------------------------------------------- */

void cpc_exam_state(cpc_exam *x, struct cpc_time now, struct cpc_exam_state *out)
{
	const struct exam_data *d = &x->data;
	if (d->status == CPC_EXAM_OPEN && engine_check_time(now, NULL) == CPC_OK)
		exam_clock_run(&x->data.clock, now.at_ms, now.steady_ms);
	*out = (struct cpc_exam_state){.number = d->number,
		.status = d->status,
		.practice = d->clock.practice,
		.paused = d->clock.paused,
		.open_book = d->open_book,
		.count = d->n,
		.position = d->position,
		.started_ms = d->started_ms,
		.last_ms = x->last_ms,
		.allowed_ms = d->clock.allowed_ms,
		.used_ms = d->clock.used_ms,
		.left_ms = exam_clock_left(&d->clock)};
	for (size_t i = 0; i < d->n; i++) {
		out->answered += d->items[i].answered;
		out->flagged += d->items[i].flagged;
	}
	out->pace_ms =
		out->used_ms - (int64_t)out->answered * out->allowed_ms / (int64_t)out->count;
}

int cpc_exam_question(
	cpc_exam *x, size_t position, struct cpc_exam_question *out, struct cpc_error *err)
{
	error_clear(err);
	if (position >= x->data.n)
		return error_set(err, CPC_USAGE, "this exam has the questions 1 to %zu", x->data.n);
	exam_fill_question(x->c, &x->data.items[position], out);
	return CPC_OK;
}

/* Steps ---------------------------------------------------------------------------------------- */

/* The clock moves on; CPC_NO when the time is up. */
static int tick(cpc_exam *x, struct cpc_time now, struct cpc_error *err)
{
	error_clear(err);
	int rc = engine_check_time(now, err);
	if (rc)
		return rc;
	if (x->data.status != CPC_EXAM_OPEN)
		return error_set(err, CPC_USAGE, "exam %d is over", x->data.number);
	exam_clock_run(&x->data.clock, now.at_ms, now.steady_ms);
	if (exam_clock_left(&x->data.clock) == 0)
		return error_set(err, CPC_NO, "the time is up");
	return CPC_OK;
}

static struct exam_item *shown(cpc_exam *x)
{
	return &x->data.items[x->data.position];
}

static struct exam_step step_of(const cpc_exam *x, const char *kind)
{
	return (struct exam_step){.kind = kind,
		.pos = (int64_t)x->data.position,
		.value = -1,
		.right = -1,
		.used_ms = x->data.clock.used_ms,
		.spent_ms = x->data.clock.used_ms - x->shown_used_ms,
		.next = -1};
}

/* What every step leaves in memory, once it is on the disk. */
static void remember_step(cpc_exam *x, const struct exam_step *step, struct cpc_time now)
{
	shown(x)->spent_ms += step->spent_ms;
	x->last_ms = now.at_ms;
	x->shown_used_ms = step->used_ms;
	x->data.clock.paused = false;
	if (step->next >= 0)
		x->data.position = (size_t)step->next;
}

/* Store a step; what more it changes in memory is the caller's, once this is CPC_OK. */
static int take_step(
	cpc_exam *x, const struct exam_step *step, struct cpc_time now, struct cpc_error *err)
{
	int rc = db_begin(x->c->db, err);
	if (rc)
		return rc;
	rc = db_end(x->c->db, exam_log_step(x->c, x->data.id, step, now, err), err);
	if (!rc)
		remember_step(x, step, now);
	return rc;
}

int cpc_exam_answer(
	cpc_exam *x, const struct cpc_answer *answer, struct cpc_time now, struct cpc_error *err)
{
	struct exam_item *item = shown(x);
	struct exam_step step;
	struct posed_answer taken;
	char *typed = NULL;
	int rc = tick(x, now, err);
	if (rc)
		return rc;
	step = step_of(x, "exam_answer");
	rc = posed_take(&item->q, item->order, answer, &taken, err);
	step.value = taken.text ? -1 : taken.written;
	step.text = taken.text;
	step.right = taken.right;
	step.confidence = answer->confidence;
	if (!rc && step.text) {
		typed = arena_copy(&x->data.texts, str_of(step.text));
		if (!typed)
			return error_memory(err);
	}
	if (x->data.position + 1 < x->data.n)
		step.next = (int64_t)x->data.position + 1;
	if (!rc)
		rc = take_step(x, &step, now, err);
	if (rc)
		return rc;
	bool changed = item->typed && typed ? strcmp(item->typed, typed) != 0
					    : item->chosen >= 0 && item->chosen != step.value;
	item->changes += changed;
	if (item->chosen < 0)
		item->first_chosen = (int)step.value;
	item->chosen = (int)step.value;
	item->typed = typed;
	item->right = step.right == 1;
	item->confidence = step.confidence;
	item->answered = true;
	return CPC_OK;
}

int cpc_exam_go(cpc_exam *x, size_t position, struct cpc_time now, struct cpc_error *err)
{
	int rc = tick(x, now, err);
	if (!rc && position >= x->data.n)
		rc = error_set(err, CPC_USAGE, "this exam has the questions 1 to %zu", x->data.n);
	if (rc)
		return rc;
	struct exam_step step = step_of(x, "exam_go");
	step.next = (int64_t)position;
	return take_step(x, &step, now, err);
}

int cpc_exam_flag(cpc_exam *x, struct cpc_time now, bool *on, struct cpc_error *err)
{
	int rc = tick(x, now, err);
	if (rc)
		return rc;
	struct exam_step step = step_of(x, "exam_flag");
	step.value = !shown(x)->flagged;
	rc = take_step(x, &step, now, err);
	if (!rc)
		*on = shown(x)->flagged = step.value;
	return rc;
}

int cpc_exam_strike(cpc_exam *x, int choice, struct cpc_time now, bool *on, struct cpc_error *err)
{
	struct exam_item *item = shown(x);
	int rc = tick(x, now, err);
	if (rc)
		return rc;
	if (question_is_typed(&item->q) || choice < 0 || (size_t)choice >= item->q.choice_count)
		return error_set(err, CPC_USAGE, "there is no such choice to strike out");
	unsigned bit = 1u << item->order[choice];
	struct exam_step step = step_of(x, "exam_strike");
	step.value = item->struck ^ bit;
	rc = take_step(x, &step, now, err);
	if (!rc) {
		item->struck ^= bit;
		*on = item->struck & bit;
	}
	return rc;
}

int cpc_exam_note(cpc_exam *x, const char *text, struct cpc_time now, struct cpc_error *err)
{
	int rc = tick(x, now, err);
	if (!rc && strlen(text) > NOTE_MAX)
		rc = error_set(err, CPC_USAGE, "a note has at most %d bytes", NOTE_MAX);
	if (!rc && utf8_check(str_of(text)) < strlen(text))
		rc = error_set(err, CPC_USAGE, "a note is text in UTF-8");
	char *kept = NULL;
	if (!rc && text[0] && !(kept = arena_copy(&x->data.texts, str_of(text))))
		rc = error_memory(err);
	if (rc)
		return rc;
	struct exam_step step = step_of(x, "exam_note");
	step.text = kept;
	rc = take_step(x, &step, now, err);
	if (!rc)
		shown(x)->note = kept;
	return rc;
}

int cpc_exam_lookup(cpc_exam *x, const char *query, struct cpc_time now, struct cpc_error *err)
{
	int rc = tick(x, now, err);
	if (!rc && !x->data.open_book)
		rc = error_set(err, CPC_USAGE,
			"this exam has no lookup: your code books on paper are what you may open");
	if (!rc && (strlen(query) > NOTE_MAX || utf8_check(str_of(query)) < strlen(query)))
		rc = error_set(err, CPC_USAGE, "that cannot be looked up: give a few words");
	if (rc)
		return rc;
	struct exam_step step = step_of(x, "exam_lookup");
	step.text = query;
	return take_step(x, &step, now, err);
}

int cpc_exam_pause(cpc_exam *x, struct cpc_time now, struct cpc_error *err)
{
	int rc = tick(x, now, err);
	if (!rc && !x->data.clock.practice)
		rc = error_set(err, CPC_USAGE,
			"a strict exam has no pause: the clock runs on, as in the real one");
	if (rc)
		return rc;
	struct exam_step step = step_of(x, "exam_pause");
	rc = take_step(x, &step, now, err);
	if (!rc)
		x->data.clock.paused = true;
	return rc;
}

/* Ending --------------------------------------------------------------------------------------- */

/* One answer as the scheduler sees it. */
static int feed_item(cpc *c, const struct exam_item *item, int64_t day, struct cpc_time now,
	struct cpc_error *err)
{
	int64_t seq = 0;
	struct rows *rows;
	/* Time is spent otherwise in an exam than in study: nothing in it is Easy. */
	int grade = (int)answer_grade(
		item->right, (enum confidence)item->confidence, false, item->spent_ms, -1);
	int rc = db_rows(c->db, Q_EVENT_ANSWER, &rows, err, "tidttidddtddiitid", c->device,
		now.at_ms, now.zone_min, item->qid, item->concept, day, grade, (int)item->right,
		item->chosen, item->typed, (int)item->confidence, 0, item->spent_ms,
		(int64_t)item->seed, "exam", item->hash, 0);
	if (rc)
		return rc;
	if (rows_next(rows))
		seq = rows_i64(rows, 0);
	rc = rows_end(rows, err);
	int64_t due_day;
	return rc ? rc : derive_answer(c, Q_REVIEW_PUT, c->device, seq, &due_day, err);
}

static int store_submit(
	cpc_exam *x, const struct exam_step *step, struct cpc_time now, struct cpc_error *err)
{
	int64_t day = 0;
	int rc = engine_day(x->c, now, &day, err);
	if (!rc)
		rc = exam_log_step(x->c, x->data.id, step, now, err);
	for (size_t i = 0; i < x->data.n && !rc; i++) {
		struct exam_item item = x->data.items[i];
		if (i == x->data.position)
			item.spent_ms += step->spent_ms;
		if (item.answered)
			rc = feed_item(x->c, &item, day, now, err);
	}
	return rc;
}

int cpc_exam_submit(cpc_exam *x, struct cpc_time now, struct cpc_error *err)
{
	int rc = tick(x, now, err);
	bool by_time = rc == CPC_NO;
	if (rc && !by_time)
		return rc;
	error_clear(err);
	struct exam_step step = step_of(x, "exam_submit");
	step.text = by_time ? "time" : "candidate";
	rc = db_begin(x->c->db, err);
	if (!rc)
		rc = db_end(x->c->db, store_submit(x, &step, now, err), err);
	if (rc)
		return rc;
	remember_step(x, &step, now);
	x->data.status = CPC_EXAM_SUBMITTED;
	x->data.by_time = by_time;
	return CPC_OK;
}

/* The time away is used up once and for all: a clock put back later gives none of it again. What
 * happened last stays the last step. */
static int log_return(cpc_exam *x, struct cpc_time now, struct cpc_error *err)
{
	int64_t last_ms = x->last_ms;
	struct exam_step step = step_of(x, "exam_resume");
	int rc = take_step(x, &step, now, err);
	x->last_ms = last_ms;
	return rc;
}

int cpc_exam_resume(
	cpc *c, struct cpc_time now, enum cpc_exam_gap *gap, cpc_exam **out, struct cpc_error *err)
{
	int rc;
	*out = NULL;
	cpc_exam *x = reopen(c, now, gap, &rc, err);
	if (!x)
		return rc;
	if (*gap == CPC_EXAM_GAP_COUNTED)
		rc = log_return(x, now, err);
	if (rc)
		cpc_exam_free(x);
	else
		*out = x;
	return rc;
}

int cpc_exam_abandon(cpc *c, struct cpc_time now, int *number, struct cpc_error *err)
{
	enum cpc_exam_gap gap;
	int rc;
	cpc_exam *x = reopen(c, now, &gap, &rc, err);
	if (!x)
		return rc;
	struct exam_step step = step_of(x, "exam_abandon");
	step.text = "candidate";
	rc = take_step(x, &step, now, err);
	if (!rc)
		*number = x->data.number;
	cpc_exam_free(x);
	return rc;
}
