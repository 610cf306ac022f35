/*
 * study_queue.c - the order of a session: what waits, what is due, what is new.
 * May use: everything below the engine. Must not know: the terminal, the clock.
 */
#include "engine/study.h"

#include <stdlib.h>
#include <string.h>

#include "base/vec.h"

#define PORTION 64 /* of the due list */

/* Waiting -------------------------------------------------------------------------------------- */

int study_queue_reserve(struct cpc_study *s, size_t more, struct cpc_error *err)
{
	struct study_waiting *w = &s->waiting;
	if (!vec_grow(&w->items, &w->cap, w->n + more, sizeof *w->items) ||
		!vec_grow(&w->when, &w->when_cap, w->n + more, sizeof *w->when))
		return error_memory(err);
	return CPC_OK;
}

void study_queue_wait(struct cpc_study *s, const struct study_item *item, size_t ready)
{
	struct study_waiting *w = &s->waiting;
	w->items[w->n] = *item;
	w->when[w->n].ready = ready;
	w->n++;
}

void study_queue_interrupt(struct cpc_study *s, const struct study_item *item)
{
	struct study_waiting *w = &s->waiting;
	memmove(&w->items[1], &w->items[0], w->n * sizeof *w->items);
	memmove(&w->when[1], &w->when[0], w->n * sizeof *w->when);
	w->items[0] = *item;
	w->when[0].ready = 0;
	w->n++;
}

static struct study_item take_waiting(struct cpc_study *s, size_t index)
{
	struct study_waiting *w = &s->waiting;
	struct study_item item = w->items[index];
	w->n--;
	memmove(&w->items[index], &w->items[index + 1], (w->n - index) * sizeof *w->items);
	memmove(&w->when[index], &w->when[index + 1], (w->n - index) * sizeof *w->when);
	return item;
}

static size_t find_waiting(const struct cpc_study *s, const char *concept)
{
	for (size_t i = 0; i < s->waiting.n; i++) {
		if (strcmp(s->waiting.items[i].concept, concept) == 0)
			return i;
	}
	return SELECT_NONE;
}

void study_queue_forget(struct cpc_study *s, const char *concept)
{
	size_t i = find_waiting(s, concept);
	if (i != SELECT_NONE)
		take_waiting(s, i);
}

/* Never two questions of one concept in a row. */
static bool follows_itself(const struct cpc_study *s, const struct study_item *item)
{
	return s->last.concept && strcmp(s->last.concept, item->concept) == 0;
}

/* The one that is ready first, if `number` questions in it may come back. */
static bool take_ready(struct cpc_study *s, size_t number, struct study_item *out)
{
	size_t i = select_again_next(s->waiting.when, s->waiting.n, number);
	if (i == SELECT_NONE || follows_itself(s, &s->waiting.items[i]))
		return false;
	*out = take_waiting(s, i);
	return true;
}

/* When nothing else is left they need not wait out their time. */
static bool take_early(struct cpc_study *s, struct study_item *out)
{
	for (size_t i = 0; i < s->waiting.n; i++) {
		if (!follows_itself(s, &s->waiting.items[i])) {
			*out = take_waiting(s, i);
			return true;
		}
	}
	/* A quiz asks all it was made of, whatever follows what. */
	if (!s->quiz || s->waiting.n == 0)
		return false;
	*out = take_waiting(s, 0);
	return true;
}

/* Due ------------------------------------------------------------------------------------------ */

static int push_due(struct cpc_study *s, struct study_item item, struct cpc_error *err)
{
	struct study_due *d = &s->due;
	if (!vec_grow(&d->items, &d->cap, d->n + 1, sizeof *d->items) ||
		!vec_grow(&d->marks, &d->marks_cap, d->n + 1, sizeof *d->marks))
		return error_memory(err);
	const char *concept = arena_copy(&s->texts, str_of(item.concept));
	const char *qid = item.qid ? arena_copy(&s->texts, str_of(item.qid)) : NULL;
	if (!concept || (item.qid && !qid))
		return error_memory(err);
	item.concept = concept;
	item.qid = qid;
	d->items[d->n] = item;
	d->marks[d->n++] = (struct select_due){item.domain, false};
	return CPC_OK;
}

static int add_due(struct cpc_study *s, struct rows *rows, struct cpc_error *err)
{
	const char *concept = rows_text(rows, 0);
	if (find_waiting(s, concept) != SELECT_NONE || s->due.n == PORTION)
		return CPC_OK;
	int domain = engine_domain(s->c, rows_text(rows, 1));
	return push_due(s, (struct study_item){concept, domain, CPC_REASON_DUE, NULL}, err);
}

int study_queue_add(struct cpc_study *s, struct study_item item, struct cpc_error *err)
{
	int rc = push_due(s, item, err);
	s->due_left += !rc;
	return rc;
}

/* What was answered right is not due any more, what was answered wrong waits: so a fresh look at
 * the store, the waiting passed over, is what is left. */
static int read_due(struct cpc_study *s, int64_t today, struct cpc_error *err)
{
	int64_t many = (int64_t)(PORTION + s->waiting.n);
	struct rows *rows;
	int rc = s->domain < 0 ? db_rows(s->c->db, Q_CARD_DUE_LIST, &rows, err, "ii", today, many)
			       : db_rows(s->c->db, Q_CARD_DUE_LIST_DOMAIN, &rows, err, "iit", today,
					 many, s->c->domains[s->domain].slug);
	if (rc)
		return rc;
	s->due.n = 0;
	while (!rc && rows_next(rows))
		rc = add_due(s, rows, err);
	int end = rows_end(rows, rc ? NULL : err);
	return rc ? rc : end;
}

static bool pick_due(struct cpc_study *s, struct study_item *out)
{
	size_t i = select_due_next(s->due.marks, s->due.n, s->last.concept ? s->last.domain : -1);
	if (i == SELECT_NONE)
		return false;
	s->due.marks[i].taken = true;
	s->due_left -= s->due_left > 0;
	*out = s->due.items[i];
	return true;
}

static int take_due(
	struct cpc_study *s, int64_t today, struct study_item *out, struct cpc_error *err)
{
	if (s->due_left == 0)
		return CPC_NO;
	if (pick_due(s, out))
		return CPC_OK;
	int rc = s->quiz ? CPC_OK : read_due(s, today, err);
	if (rc)
		return rc;
	if (!s->quiz && pick_due(s, out))
		return CPC_OK;
	s->due_left = 0;
	return CPC_NO;
}

/* New ------------------------------------------------------------------------------------------ */

static int read_new(
	struct cpc_study *s, size_t domain, struct study_item *out, struct cpc_error *err)
{
	struct rows *rows;
	int rc = db_rows(s->c->db, Q_CONCEPT_NEW_OF_DOMAIN, &rows, err, "ti",
		s->c->domains[domain].slug, (int64_t)s->waiting.n + 1);
	if (rc)
		return rc;
	bool found = false;
	char *concept = NULL;
	while (!found && rows_next(rows)) {
		found = find_waiting(s, rows_text(rows, 0)) == SELECT_NONE;
		if (found)
			concept = arena_copy(&s->texts, str_of(rows_text(rows, 0)));
	}
	rc = rows_end(rows, err);
	if (!rc && found && !concept)
		rc = error_memory(err);
	if (!rc && found)
		*out = (struct study_item){concept, (int)domain, CPC_REASON_NEW, NULL};
	return rc ? rc : found ? CPC_OK : CPC_NO;
}

static int take_new(struct cpc_study *s, struct study_item *out, struct cpc_error *err)
{
	int rc = CPC_NO;
	while (rc == CPC_NO && s->new_left > 0) {
		size_t d = select_new_domain(s->weight, s->introduced, s->unmet, s->c->domain_count,
			s->last.concept ? s->last.domain : -1);
		if (d == SELECT_NONE)
			break;
		rc = read_new(s, d, out, err);
		if (rc == CPC_NO) {
			s->unmet[d] = 0; /* all that is left of it waits */
		} else if (rc == CPC_OK) {
			s->unmet[d]--;
			s->introduced[d]++;
			s->new_left--;
		}
	}
	return rc;
}

int study_queue_take(
	struct cpc_study *s, int64_t today, struct study_item *out, struct cpc_error *err)
{
	if (take_ready(s, s->past_n + 1, out))
		return CPC_OK;
	int rc = take_due(s, today, out, err);
	if (rc == CPC_NO)
		rc = take_new(s, out, err);
	if (rc == CPC_NO && take_early(s, out))
		rc = CPC_OK;
	return rc;
}

/* Opening -------------------------------------------------------------------------------------- */

static int read_tally(struct cpc_study *s, size_t *unmet, struct cpc_error *err)
{
	struct rows *rows;
	*unmet = 0;
	for (size_t i = 0; i < s->c->domain_count; i++)
		s->weight[i] = s->c->weight[i];
	int rc = db_rows(s->c->db, Q_TALLY_LIST, &rows, err, "");
	if (rc)
		return rc;
	while (rows_next(rows)) {
		int domain = engine_domain(s->c, rows_text(rows, 0));
		if (domain < 0)
			continue;
		s->introduced[domain] = (size_t)rows_i64(rows, 1);
		if (s->domain < 0 || s->domain == domain)
			s->unmet[domain] = (size_t)rows_i64(rows, 2);
		*unmet += s->unmet[domain];
	}
	return rows_end(rows, err);
}

static int count_due(struct cpc_study *s, int64_t today, struct cpc_error *err)
{
	int64_t due = 0;
	int rc = s->domain < 0 ? db_get_i64(s->c->db, Q_CARD_DUE_COUNT, &due, err, "i", today)
			       : db_get_i64(s->c->db, Q_CARD_DUE_COUNT_DOMAIN, &due, err, "it",
					 today, s->c->domains[s->domain].slug);
	s->due_left = (size_t)due;
	return rc;
}

/* What today's allowance of new concepts still holds. */
static int read_allowance(struct cpc_study *s, int64_t today, size_t *out, struct cpc_error *err)
{
	int64_t allowed = 0, met = 0;
	int rc = setting_number(s->c, "new-per-day", &allowed, err);
	if (!rc)
		rc = db_get_i64(s->c->db, Q_CARD_FIRST_COUNT, &met, err, "i", today);
	*out = allowed > met ? (size_t)(allowed - met) : 0;
	return rc;
}

int study_queue_open(struct cpc_study *s, int64_t today, int new_concepts, struct cpc_error *err)
{
	size_t unmet = 0, allowance = (size_t)new_concepts;
	int rc = count_due(s, today, err);
	if (!rc)
		rc = read_tally(s, &unmet, err);
	if (!rc && new_concepts < 0)
		rc = read_allowance(s, today, &allowance, err);
	s->new_left = allowance < unmet ? allowance : unmet;
	return rc;
}

void study_queue_release(struct cpc_study *s)
{
	free(s->waiting.items);
	free(s->waiting.when);
	free(s->due.items);
	free(s->due.marks);
}
