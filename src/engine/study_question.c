/*
 * study_question.c - loading the question to be asked and shuffling its choices.
 * May use: everything below the engine. Must not know: the terminal, the clock.
 */
#include "engine/study.h"

#include <string.h>

#include "base/hash.h"
#include "base/rng.h"

static int find_id(
	struct cpc_study *s, const struct study_item *item, int64_t *id, struct cpc_error *err)
{
	if (item->qid)
		return db_get_i64(s->c->db, Q_QUESTION_OF_QID, id, err, "t", item->qid);
	const char *domain = s->domain < 0 ? "" : s->c->domains[s->domain].slug;
	return db_get_i64(s->c->db, Q_QUESTION_OF_CONCEPT, id, err, "tt", item->concept, domain);
}

/* Copies the columns into the arena; false when there is no memory. */
static bool copy_columns(struct study_question *now, struct rows *rows)
{
	const char **const texts[] = {&now->qid, &now->domain, &now->domain_title, &now->q.stem,
		&now->q.title, &now->q.rule, &now->q.source, &now->q.basis};
	for (int i = 0; i < (int)(sizeof texts / sizeof *texts); i++) {
		*texts[i] = arena_copy(&now->texts, str_of(rows_text(rows, i)));
		if (!*texts[i])
			return false;
	}
	now->hash = rows_i64(rows, 8);
	now->q.multiple = question_kind_find(str_of(rows_text(rows, 9))) == QUESTION_MULTIPLE;
	return true;
}

static int load_head(
	struct cpc_study *s, struct study_question *now, int64_t id, struct cpc_error *err)
{
	struct rows *rows;
	int rc = db_rows(s->c->db, Q_QUESTION_GET, &rows, err, "i", id);
	if (rc)
		return rc;
	bool found = rows_next(rows);
	if (found && !copy_columns(now, rows))
		rc = error_memory(err);
	int end = rows_end(rows, rc ? NULL : err);
	return rc ? rc : end ? end : found ? CPC_OK : CPC_NO;
}

static int load_choices(
	struct cpc_study *s, struct study_question *now, int64_t id, struct cpc_error *err)
{
	struct rows *rows;
	int rc = db_rows(s->c->db, Q_CHOICE_LIST, &rows, err, "i", id);
	if (rc)
		return rc;
	while (!rc && now->q.choice_count < QUESTION_CHOICES_MAX && rows_next(rows)) {
		struct choice *ch = &now->q.choices[now->q.choice_count++];
		ch->kind = choice_kind_of(rows_text(rows, 0));
		ch->is_key = rows_int(rows, 1);
		ch->text = arena_copy(&now->texts, str_of(rows_text(rows, 2)));
		ch->rationale = arena_copy(&now->texts, str_of(rows_text(rows, 3)));
		if (!ch->text || !ch->rationale)
			rc = error_memory(err);
	}
	int end = rows_end(rows, rc ? NULL : err);
	return rc ? rc : end;
}

/* Of the session, the question and how often something was asked before: so that the same question
 * in one session does not keep its order. Never 0. */
static uint64_t draw_seed(const struct cpc_study *s, const char *qid)
{
	return hash_text(hash_u64(hash_u64(HASH_START, s->seed), s->past_n), qid) | 1;
}

/* True before False says nothing, and a reader is used to it. */
static void shuffle(struct study_question *now)
{
	struct rng rng;
	rng_init(&rng, now->seed);
	rng_permutation(&rng, now->q.choice_count, now->order);
	for (int i = 0; i < 2 && question_kind_of(&now->q) == QUESTION_TRUE_FALSE; i++)
		now->order[i] = i;
}

int study_question_load(
	struct cpc_study *s, const struct study_item *item, uint64_t seed, struct cpc_error *err)
{
	struct study_question *now = &s->now;
	struct arena texts = now->texts;
	int64_t id = 0;
	int rc = find_id(s, item, &id, err);
	if (rc)
		return rc;
	arena_reset(&texts);
	*now = (struct study_question){.texts = texts, .item = *item};
	rc = load_head(s, now, id, err);
	if (!rc)
		rc = load_choices(s, now, id, err);
	if (!rc && !item->qid && !(now->item.qid = arena_copy(&s->texts, str_of(now->qid))))
		rc = error_memory(err);
	if (rc)
		return rc;
	now->seed = seed ? seed : draw_seed(s, now->qid);
	shuffle(now);
	return CPC_OK;
}

int study_question_hint(struct study_question *now)
{
	size_t standing = 0, wrong = 0;
	int remove = -1;
	if (question_is_typed(&now->q))
		return CPC_NO;
	for (size_t i = 0; i < now->q.choice_count; i++) {
		if (now->removed[i])
			continue;
		standing++;
		if (!now->q.choices[now->order[i]].is_key) {
			wrong++;
			remove = (int)i;
		}
	}
	/* Without a wrong one among them, all that are left would be the answer. */
	if (standing <= 2 || wrong == 0 || (now->q.multiple && wrong == 1))
		return CPC_NO;
	now->removed[remove] = true;
	now->hinted = true;
	return CPC_OK;
}
