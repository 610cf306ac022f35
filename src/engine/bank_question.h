/*
 * bank_question.h - a question into the tables of the bank and out of them, whichever way it came.
 * May use: everything below the engine. Must not know: the terminal, the clock, where files are.
 */
#ifndef ENGINE_BANK_QUESTION_H
#define ENGINE_BANK_QUESTION_H

#include "engine/engine.h"
#include "rules/question.h"

/* A question and where it belongs. */
struct bank_question {
	const struct question *q;
	const char *qid; /* <set>/<slug> */
	const char *set, *domain;
	const char *path; /* of the file, as it is told */
	int year;
	int64_t set_id;
	int64_t ord;	/* its place in the file */
	int64_t import; /* that brought it; 0: the shipped bank */
};

/* Of all that an edit can change and the tables hold. */
int64_t bank_question_hash(const struct bank_question *b);

/* Put one that is not there; *id is its row. The full-text index does not know it yet. Within a
 * transaction. */
int bank_question_put(
	cpc *c, const struct bank_question *b, int64_t hash, int64_t *id, struct cpc_error *err);

/* Remove one, also from the full-text index. Within a transaction. */
int bank_question_drop(cpc *c, int64_t id, struct cpc_error *err);

/* Questions that the full-text index is still to learn. Many at once: FTS5 writes out what it holds
 * whenever another statement begins, so that a question at a time takes five times as long. */
struct bank_index {
	int64_t first; /* row of the first; the others follow it without a gap */
	size_t n;
	struct buf texts; /* a JSON list, not closed */
};

/* One that was put last. Those before it are written when they are many. */
int bank_index_add(cpc *c, struct bank_index *index, int64_t id, const struct question *q,
	struct cpc_error *err);
int bank_index_write(cpc *c, struct bank_index *index, struct cpc_error *err);
void bank_index_release(struct bank_index *index);

#endif
