/*
 * exam_data.c - an exam as it stands, read from the tables.
 * May use: everything below the engine. Must not know: the terminal, the clock.
 */
#include "engine/exam.h"

#include <stdlib.h>
#include <string.h>

#include "base/rng.h"
#include "base/vec.h"
#include "engine/posed.h"

static const char *keep(struct exam_data *d, struct rows *rows, int column)
{
	return arena_copy(&d->texts, str_of(rows_text(rows, column)));
}

static const char *keep_or_null(struct exam_data *d, struct rows *rows, int column, bool *failed)
{
	if (rows_null(rows, column))
		return NULL;
	const char *copy = keep(d, rows, column);
	*failed = *failed || !copy;
	return copy;
}

static int number_or_none(struct rows *rows, int column)
{
	return rows_null(rows, column) ? -1 : rows_int(rows, column);
}

enum cpc_exam_status exam_status_of(const char *name)
{
	if (strcmp(name, "submitted") == 0)
		return CPC_EXAM_SUBMITTED;
	return strcmp(name, "abandoned") == 0 ? CPC_EXAM_ABANDONED : CPC_EXAM_OPEN;
}

static int load_head(cpc *c, struct exam_data *d, struct cpc_error *err)
{
	struct rows *rows;
	int rc = db_rows(c->db, Q_EXAM_GET, &rows, err, "t", d->id);
	if (rc)
		return rc;
	if (rows_next(rows)) {
		d->number = rows_int(rows, 0);
		d->started_ms = rows_i64(rows, 1);
		d->started_day = rows_i64(rows, 2);
		d->status = exam_status_of(rows_text(rows, 6));
		d->position = (size_t)rows_i64(rows, 8);
		d->by_time = str_eq(str_of(rows_text(rows, 11)), "time");
		d->open_book = rows_int(rows, 12);
		d->lookups = (size_t)rows_i64(rows, 13);
		d->clock = (struct exam_clock){.allowed_ms = rows_i64(rows, 4),
			.practice = rows_int(rows, 5),
			.paused = rows_int(rows, 7),
			.used_ms = rows_i64(rows, 9),
			.wall_ms = rows_i64(rows, 10)};
		d->forecast_kept = !rows_null(rows, 18);
		d->forecast = (struct cpc_forecast){.told = !rows_null(rows, 14),
			.chance = rows_real(rows, 14),
			.expected = rows_real(rows, 15),
			.low = rows_real(rows, 16),
			.high = rows_real(rows, 17),
			.coverage = rows_real(rows, 18)};
	}
	return rows_end(rows, err);
}

static bool fill_item(struct exam_data *d, struct rows *rows, struct exam_item *item)
{
	bool failed = false;
	const char **const texts[] = {&item->qid, &item->concept, &item->domain};
	for (int i = 0; i < 3; i++)
		failed = !(*texts[i] = keep(d, rows, i)) || failed;
	item->hash = rows_i64(rows, 3);
	item->seed = (uint64_t)rows_i64(rows, 4);
	const char **const of_question[] = {
		&item->q.stem, &item->q.title, &item->q.rule, &item->q.source, &item->q.basis};
	for (int i = 0; i < 5; i++)
		failed = !(*of_question[i] = keep(d, rows, 5 + i)) || failed;
	item->chosen = number_or_none(rows, 10);
	item->typed = keep_or_null(d, rows, 11, &failed);
	item->answered = item->chosen >= 0 || item->typed;
	item->right = rows_int(rows, 12);
	item->first_chosen = number_or_none(rows, 13);
	item->changes = rows_int(rows, 14);
	item->flagged = rows_int(rows, 15);
	item->struck = (unsigned)rows_int(rows, 16);
	item->note = keep_or_null(d, rows, 17, &failed);
	item->spent_ms = rows_i64(rows, 18);
	item->confidence = (enum cpc_confidence)rows_int(rows, 19);
	return !failed;
}

static int load_items(cpc *c, struct exam_data *d, struct cpc_error *err)
{
	struct rows *rows;
	size_t cap = 0;
	int rc = db_rows(c->db, Q_EXAM_ITEMS, &rows, err, "t", d->id);
	if (rc)
		return rc;
	while (!rc && rows_next(rows)) {
		struct exam_item *item = VEC_PUSH(d->items, d->n, cap);
		if (!item || !fill_item(d, rows, item))
			rc = error_memory(err);
	}
	int end = rows_end(rows, rc ? NULL : err);
	return rc ? rc : end;
}

static bool add_choice(struct exam_data *d, struct rows *rows)
{
	size_t pos = (size_t)rows_i64(rows, 0);
	if (pos >= d->n || d->items[pos].q.choice_count == QUESTION_CHOICES_MAX)
		return true;
	struct question *q = &d->items[pos].q;
	struct choice *ch = &q->choices[q->choice_count++];
	ch->kind = choice_kind_of(rows_text(rows, 1));
	ch->is_key = rows_int(rows, 2);
	ch->text = keep(d, rows, 3);
	ch->rationale = keep(d, rows, 4);
	return ch->text && ch->rationale;
}

static int load_choices(cpc *c, struct exam_data *d, struct cpc_error *err)
{
	struct rows *rows;
	int rc = db_rows(c->db, Q_EXAM_CHOICES, &rows, err, "t", d->id);
	if (rc)
		return rc;
	while (!rc && rows_next(rows)) {
		if (!add_choice(d, rows))
			rc = error_memory(err);
	}
	int end = rows_end(rows, rc ? NULL : err);
	for (size_t i = 0; i < d->n; i++) {
		struct rng rng;
		rng_init(&rng, d->items[i].seed);
		rng_permutation(&rng, d->items[i].q.choice_count, d->items[i].order);
	}
	return rc ? rc : end;
}

int exam_data_load(cpc *c, const char *id, struct exam_data *out, struct cpc_error *err)
{
	*out = (struct exam_data){.texts = ARENA_INIT};
	out->id = strdup(id);
	int rc = out->id ? load_head(c, out, err) : error_memory(err);
	if (!rc)
		rc = load_items(c, out, err);
	if (!rc)
		rc = load_choices(c, out, err);
	if (!rc && (out->n == 0 || out->position >= out->n))
		rc = error_set(err, CPC_INTERNAL, "exam %d has no questions; see: cpc doctor",
			out->number);
	if (rc)
		exam_data_release(out);
	return rc;
}

void exam_data_release(struct exam_data *d)
{
	free(d->id);
	free(d->items);
	arena_release(&d->texts);
	*d = (struct exam_data){.texts = ARENA_INIT};
}

void exam_fill_question(cpc *c, const struct exam_item *item, struct cpc_exam_question *out)
{
	int domain = engine_domain(c, item->domain);
	*out = (struct cpc_exam_question){.id = item->qid,
		.domain = item->domain,
		.domain_title = domain < 0 ? item->domain : c->domains[domain].title,
		.stem = item->q.stem,
		.chosen = -1,
		.typed = item->typed,
		.confidence = item->confidence,
		.note = item->note,
		.flagged = item->flagged,
		.answered = item->answered};
	if (question_is_typed(&item->q))
		return;
	out->choice_count = item->q.choice_count;
	out->chosen = posed_position(&item->q, item->order, item->chosen);
	for (size_t i = 0; i < out->choice_count; i++) {
		out->choice[i] = item->q.choices[item->order[i]].text;
		out->struck[i] = item->struck >> item->order[i] & 1;
	}
}
