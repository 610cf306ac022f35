/*
 * derive.c - from the log and the bank to everything that follows from them.
 * May use: everything below the engine. Must not know: the terminal, the clock.
 *
 * An answer, an undo and a rebuild all go through the same statements and rules/replay, so that a
 * row is the same whichever way it came about.
 */
#include "engine/engine.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/vec.h"
#include "engine/exam.h"
#include "rules/replay.h"

static int begin_replay(cpc *c, const char *concept, struct replay *out, struct cpc_error *err)
{
	double retention = 0;
	int rc = setting_real(c, "retention", &retention, err);
	if (!rc)
		*out = replay_begin(&c->model, retention, concept);
	return rc;
}

static int put_card(
	cpc *c, const char *concept, const struct replay_card *card, struct cpc_error *err)
{
	return db_run(c->db, Q_CARD_PUT, err, "trriiidd", concept, card->memory.stability,
		card->memory.difficulty, card->first_day, card->last_day, card->due_day, card->reps,
		card->lapses);
}

int derive_card(cpc *c, const char *concept, struct cpc_error *err)
{
	struct replay replay;
	struct rows *rows;
	int rc = begin_replay(c, concept, &replay, err);
	if (!rc)
		rc = db_rows(c->db, Q_REVIEW_OF_CONCEPT, &rows, err, "t", concept);
	if (rc)
		return rc;
	while (rows_next(rows))
		replay_answer(&replay, rows_i64(rows, 0), rows_int(rows, 1));
	rc = rows_end(rows, err);
	if (!rc && replay.card.reps > 0)
		rc = put_card(c, concept, &replay.card, err);
	else if (!rc)
		rc = db_run(c->db, Q_CARD_DROP, err, "t", concept);
	if (!rc)
		rc = db_run(c->db, Q_CONCEPT_INTRODUCED, err, "dt", replay.card.reps > 0, concept);
	return rc;
}

int derive_answer(cpc *c, enum query put_or_drop, const char *device, int64_t seq, int64_t *due_day,
	struct cpc_error *err)
{
	struct rows *rows;
	struct buf concept = BUF_INIT;
	int rc = db_rows(c->db, put_or_drop, &rows, err, "ti", device, seq);
	if (rc)
		return rc;
	if (rows_next(rows))
		buf_add_text(&concept, rows_text(rows, 0));
	rc = rows_end(rows, err);
	if (!rc && concept.failed)
		rc = error_memory(err);
	if (!rc)
		rc = derive_card(c, buf_text(&concept), err);
	if (!rc)
		rc = db_get_i64(c->db, Q_CARD_DUE_DAY, due_day, err, "t", buf_text(&concept));
	buf_release(&concept);
	return rc == CPC_NO ? CPC_OK : rc;
}

static int put_cards_of(cpc *c, struct rows *rows, double retention, struct cpc_error *err)
{
	struct buf concept = BUF_INIT;
	struct replay replay = {0};
	int rc = CPC_OK;
	while (!rc && rows_next(rows)) {
		const char *next = rows_text(rows, 0);
		if (replay.card.reps == 0 || !str_eq(buf_view(&concept), next)) {
			if (replay.card.reps > 0)
				rc = put_card(c, buf_text(&concept), &replay.card, err);
			buf_reset(&concept);
			buf_add_text(&concept, next);
			replay = replay_begin(&c->model, retention, next);
		}
		replay_answer(&replay, rows_i64(rows, 1), rows_int(rows, 2));
	}
	if (!rc && concept.failed)
		rc = error_memory(err);
	if (!rc && replay.card.reps > 0)
		rc = put_card(c, buf_text(&concept), &replay.card, err);
	buf_release(&concept);
	return rc;
}

int derive_all_cards(cpc *c, struct cpc_error *err)
{
	double retention = 0;
	struct rows *rows = NULL;
	int rc = setting_real(c, "retention", &retention, err);
	if (!rc)
		rc = db_run(c->db, Q_CARD_CLEAR, err, "");
	if (!rc)
		rc = db_rows(c->db, Q_REVIEW_ALL, &rows, err, "");
	if (rc)
		return rc;
	rc = put_cards_of(c, rows, retention, err);
	int end = rows_end(rows, rc ? NULL : err);
	return rc ? rc : end;
}

static int fill_concepts(cpc *c, struct cpc_error *err)
{
	int rc = db_run(c->db, Q_CONCEPT_CLEAR, err, "");
	if (!rc)
		rc = db_run(c->db, Q_CONCEPT_FILL, err, "");
	if (!rc)
		rc = db_run(c->db, Q_TALLY_CLEAR, err, "");
	if (!rc)
		rc = db_run(c->db, Q_TALLY_FILL, err, "");
	return rc;
}

/* The concepts that lose or gain reviews, in the arena, each a NUL-terminated text. */
struct moved {
	struct arena texts;
	const char **concepts;
	size_t n, cap;
};

static int list_moved(cpc *c, struct moved *out, struct cpc_error *err)
{
	struct rows *rows;
	int rc = db_rows(c->db, Q_REVIEW_MOVED, &rows, err, "");
	if (rc)
		return rc;
	while (!rc && rows_next(rows)) {
		for (int column = 0; column < 2 && !rc; column++) {
			const char **slot = VEC_PUSH(out->concepts, out->n, out->cap);
			char *copy = arena_copy(&out->texts, str_of(rows_text(rows, column)));
			if (!slot || !copy)
				rc = error_memory(err);
			else
				*slot = copy;
		}
	}
	int end = rows_end(rows, rc ? NULL : err);
	return rc ? rc : end;
}

static int move_reviews(cpc *c, struct cpc_error *err)
{
	struct moved moved = {.texts = ARENA_INIT};
	int rc = list_moved(c, &moved, err);
	if (!rc && moved.n > 0)
		rc = db_run(c->db, Q_REVIEW_MOVE, err, "");
	for (size_t i = 0; i < moved.n && !rc; i++)
		rc = derive_card(c, moved.concepts[i], err);
	free(moved.concepts);
	arena_release(&moved.texts);
	return rc;
}

int derive_bank(cpc *c, struct cpc_error *err)
{
	int rc = move_reviews(c, err);
	if (!rc)
		rc = db_run(c->db, Q_SIGHT_DOMAIN, err, "");
	if (!rc)
		rc = fill_concepts(c, err);
	if (!rc)
		rc = db_run(c->db, Q_CARD_ACTIVATE, err, "");
	return rc;
}

/* By the statement that an answer goes through when it is given. */
static int fill_reviews(cpc *c, struct cpc_error *err)
{
	struct rows *rows;
	int rc = db_run(c->db, Q_SIGHT_CLEAR, err, "");
	if (!rc)
		rc = db_run(c->db, Q_REVIEW_CLEAR, err, "");
	if (!rc)
		rc = db_rows(c->db, Q_EVENT_ANSWERS, &rows, err, "");
	if (rc)
		return rc;
	while (!rc && rows_next(rows))
		rc = db_run(c->db, Q_REVIEW_PUT, err, "ti", rows_text(rows, 0), rows_i64(rows, 1));
	int end = rows_end(rows, rc ? NULL : err);
	return rc ? rc : end;
}

int derive_everything(cpc *c, struct cpc_error *err)
{
	static const enum query last_words[] = {
		Q_SETTING_CLEAR, Q_SETTING_FILL, Q_FLAG_CLEAR, Q_FLAG_FILL};
	int rc = CPC_OK;
	for (size_t i = 0; i < sizeof last_words / sizeof *last_words && !rc; i++)
		rc = db_run(c->db, last_words[i], err, "");
	if (!rc)
		rc = exam_replay(c, err);
	if (!rc)
		rc = fill_reviews(c, err);
	if (!rc)
		rc = derive_all_cards(c, err);
	if (!rc)
		rc = fill_concepts(c, err);
	if (!rc)
		rc = db_run(c->db, Q_CARD_ACTIVATE, err, "");
	return rc;
}

int derive_fingerprint(cpc *c, uint64_t *out, struct cpc_error *err)
{
	struct rows *rows;
	int rc = db_rows(c->db, Q_DERIVED_DUMP, &rows, err, "");
	if (rc)
		return rc;
	/* A sum, so that the order of rows does not matter and nothing has to be sorted. */
	*out = 0;
	while (rows_next(rows))
		*out += hash_text(HASH_START, rows_text(rows, 0));
	return rows_end(rows, err);
}
