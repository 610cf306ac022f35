/*
 * study.h - a study session: its parts, shared by the rooms study*.c.
 * May use: everything below the engine. Must not know: the terminal, the clock.
 */
#ifndef ENGINE_STUDY_H
#define ENGINE_STUDY_H

#include "engine/engine.h"
#include "rules/question.h"
#include "rules/select.h"

/* A concept to be asked, with why and where it belongs. */
struct study_item {
	const char *concept; /* in study->texts */
	int domain;	     /* number in the blueprint */
	enum cpc_reason reason;
	const char *qid; /* in study->texts; NULL: to be chosen when it is asked */
};

/* The question on the screen. Its texts live in `texts` until another is loaded. */
struct study_question {
	struct arena texts;
	struct study_item item;
	struct question q; /* choices in the written order */
	const char *qid, *domain, *domain_title;
	int64_t hash;
	uint64_t seed;			    /* of the order of its choices */
	int order[QUESTION_CHOICES_MAX];    /* shown position -> written position */
	bool removed[QUESTION_CHOICES_MAX]; /* by shown position */
	bool hinted;
	bool shown;
	int64_t shown_ms; /* when it was first shown */
};

/* Wrong answers, skipped questions and one interrupted by an undo wait for their turn. */
struct study_waiting {
	struct study_item *items;
	struct select_again *when; /* the same places */
	size_t n, cap, when_cap;
};

/* The front of the due list, lowest retrievability first; read from the store in portions. */
struct study_due {
	struct study_item *items;
	struct select_due *marks; /* the same places */
	size_t n, cap, marks_cap;
};

struct study_past { /* an answer of this session */
	struct study_item item;
	int64_t seq; /* in the log */
	uint64_t seed;
	bool right;
};

struct cpc_study {
	cpc *c;
	int lock; /* file descriptor, -1: none */
	struct arena texts;
	int64_t started_ms;
	uint64_t seed;
	int domain;	   /* only this one; -1: all */
	size_t limit;	   /* questions; 0: none */
	int64_t until_ms;  /* 0: none */
	int64_t median_ms; /* of the learner's right answers; -1: not known */

	struct study_waiting waiting;
	struct study_due due;
	bool quiz;	 /* `due` is the whole set, in its order; nothing new, nothing comes back */
	size_t due_left; /* due and not asked yet */
	size_t new_left; /* new concepts that may still be met */
	int weight[CPC_DOMAINS_MAX]; /* blueprint */
	size_t introduced[CPC_DOMAINS_MAX], unmet[CPC_DOMAINS_MAX];

	struct study_item last; /* asked before; concept NULL: none */
	struct study_past *past;
	size_t past_n, past_cap;
	struct study_question now;
	bool asking; /* `now` waits for its answer */
};

/* study.c ------------------------------------------------------------------------------------- */

/* A session without its questions: locked, its time begun. The caller fills the queue. */
int study_new(
	cpc *c, uint64_t seed, struct cpc_time now, struct cpc_study **out, struct cpc_error *err);

/* study_queue.c ------------------------------------------------------------------------------- */

/* Count what is due and new, for a session that starts on `today`. */
int study_queue_open(struct cpc_study *s, int64_t today, int new_concepts, struct cpc_error *err);
void study_queue_release(struct cpc_study *s);

/* One more question for a quiz; the texts of the item are copied. */
int study_queue_add(struct cpc_study *s, struct study_item item, struct cpc_error *err);

/* Take the next item. CPC_NO when nothing is left that may be asked. */
int study_queue_take(
	struct cpc_study *s, int64_t today, struct study_item *out, struct cpc_error *err);

/* Room for `more` waiting items, so that the next two cannot fail. */
int study_queue_reserve(struct cpc_study *s, size_t more, struct cpc_error *err);

/* The item comes back as question `ready` at the earliest. */
void study_queue_wait(struct cpc_study *s, const struct study_item *item, size_t ready);

/* The item, which an undo interrupts, comes next. */
void study_queue_interrupt(struct cpc_study *s, const struct study_item *item);

/* It does not come back for its wrong answer after all. */
void study_queue_forget(struct cpc_study *s, const char *concept);

/* study_question.c ---------------------------------------------------------------------------- */

/* Load the item's question, or that of its concept that was asked longest ago, with its choices in
 * the order of `seed` (0: drawn from the session's). CPC_NO when the bank has none any more. */
int study_question_load(
	struct cpc_study *s, const struct study_item *item, uint64_t seed, struct cpc_error *err);

/* Remove a wrong choice; CPC_NO when two are left, the answer is typed, or of several right choices
 * one wrong is left. */
int study_question_hint(struct study_question *now);

#endif
