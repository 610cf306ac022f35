/*
 * exam.h - a mock exam: its parts, shared by the rooms exam*.c.
 * May use: everything below the engine. Must not know: the terminal, the clock.
 */
#ifndef ENGINE_EXAM_H
#define ENGINE_EXAM_H

#include "engine/engine.h"
#include "rules/exam.h"
#include "rules/question.h"

struct exam_item {
	const char *qid, *concept, *domain;
	struct question q; /* as it was drawn, choices in the written order */
	int64_t hash;
	uint64_t seed;
	int order[QUESTION_CHOICES_MAX]; /* shown position -> written position */
	int chosen, first_chosen;	 /* written position, -1: none */
	const char *typed, *note;	 /* NULL: none */
	bool answered, right, flagged;
	unsigned struck; /* bits by written position */
	int changes;
	int64_t spent_ms;
	enum cpc_confidence confidence; /* of the answer that stands */
};

struct exam_data {
	struct arena texts;
	char *id;
	int number;
	int64_t started_ms, started_day;
	enum cpc_exam_status status;
	bool by_time, open_book;
	size_t lookups;
	bool forecast_kept; /* exams of older versions have none */
	struct cpc_forecast forecast;
	struct exam_clock clock;
	size_t position;
	struct exam_item *items;
	size_t n;
};

struct cpc_exam {
	cpc *c;
	int lock;
	struct exam_data data;
	int64_t last_ms;       /* at_ms of the last step */
	int64_t shown_used_ms; /* time used when the question shown was shown */
};

/* exam_draw.c: choose the questions; `qids` gets `count` texts in `texts`, in the exam's order. */
int exam_draw(cpc *c, const struct cpc_exam_options *o, size_t count, struct arena *texts,
	const char **qids, struct cpc_exam_draw *draw, struct cpc_error *err);

/* exam_data.c */
int exam_data_load(cpc *c, const char *id, struct exam_data *out, struct cpc_error *err);
void exam_data_release(struct exam_data *d);
enum cpc_exam_status exam_status_of(const char *name);
void exam_fill_question(cpc *c, const struct exam_item *item, struct cpc_exam_question *out);

/* exam_log.c: events, and what follows from them; within a transaction. */
struct exam_step {
	const char *kind; /* "exam_answer", ... */
	int64_t pos;
	int64_t value; /* choice, on/off, mask; -1: none */
	const char *text;
	int right; /* 0, 1; -1: none */
	int64_t used_ms, spent_ms;
	int64_t next; /* position to stand on; -1: the same */
	enum cpc_confidence confidence;
};
int exam_log_start(cpc *c, const struct cpc_exam_options *o, size_t count, int64_t allowed_ms,
	int64_t day, const struct cpc_forecast *forecast, struct cpc_time now, char **id,
	struct cpc_error *err);
int exam_log_item(cpc *c, const char *id, size_t pos, uint64_t seed, const char *qid,
	struct cpc_time now, struct cpc_error *err);
int exam_log_step(cpc *c, const char *id, const struct exam_step *step, struct cpc_time now,
	struct cpc_error *err);

/* All of it from the log; for a rebuild. */
int exam_replay(cpc *c, struct cpc_error *err);

#endif
