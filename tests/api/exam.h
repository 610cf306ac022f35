/*
 * exam.h - a mock exam in a line or two, over a bank of tmpbank.h.
 * May use: cpc.h, cmocka, tmpbank.h. Must not know: what is tested.
 *
 * Ten seconds pass before every step, on both clocks.
 */
#ifndef CPC_TEST_EXAM_H
#define CPC_TEST_EXAM_H

#include "tmpbank.h"

#define EXAM_STEP_MS 10000

struct exam {
	cpc_exam *x;
	struct cpc_time now;
	struct cpc_exam_draw draw;
	struct cpc_exam_question q; /* the one shown, by exam_look */
	struct cpc_exam_state s;
	enum cpc_exam_gap gap;
	int64_t late_ms; /* taken off the next wait */
	struct cpc_error err;
};

#define EXAM_OK(x, call)                                                                           \
	do {                                                                                       \
		if ((call) != CPC_OK)                                                              \
			fail_msg("%s: %s", #call, (x)->err.text);                                  \
	} while (0)

/* The instant of tmpbank_time with a steady clock that began some hours ago. */
static inline struct cpc_time exam_time(int64_t day, int hour, int minute)
{
	struct cpc_time now = tmpbank_time(day, hour, minute);
	now.steady_ms = 30000000 + (int64_t)minute * 60000;
	return now;
}

/* Older versions drew questions whose answer is typed, and their exams are in learners' files: with
 * every question called one of one key, they are drawn as then. */
static inline void exam_draws_typed(const struct tmpbank *t)
{
	tmpbank_exec(t, "update question set kind = 'single';"
			"update tally set drawable = questions");
}

/* The state, and the question shown. */
static inline void exam_look(struct exam *x)
{
	cpc_exam_state(x->x, x->now, &x->s);
	EXAM_OK(x, cpc_exam_question(x->x, x->s.position, &x->q, &x->err));
}

static inline void exam_start(struct exam *x, const struct tmpbank *t, struct cpc_time now,
	struct cpc_exam_options options)
{
	*x = (struct exam){.now = now};
	EXAM_OK(x, cpc_exam_start(t->c, &options, now, &x->draw, &x->x, &x->err));
	exam_look(x);
}

/* A new run: its steady clock begins anywhere. */
static inline void exam_resume(struct exam *x, cpc *c, struct cpc_time now)
{
	*x = (struct exam){.now = now};
	x->now.steady_ms = 123;
	EXAM_OK(x, cpc_exam_resume(c, x->now, &x->gap, &x->x, &x->err));
	exam_look(x);
}

static inline void exam_free(struct exam *x)
{
	cpc_exam_free(x->x);
	x->x = NULL;
}

static inline void exam_wait(struct exam *x, int64_t ms)
{
	x->now.at_ms += ms - x->late_ms;
	x->now.steady_ms += ms - x->late_ms;
	x->late_ms = 0;
}

/* The place of the key, or of the first wrong choice, in the order shown. */
static inline int exam_choice(const struct exam *x, bool right)
{
	for (size_t i = 0; i < x->q.choice_count; i++) {
		if ((strncmp(x->q.choice[i], "Right", 5) == 0) == right)
			return (int)i;
	}
	fail_msg("%s has no such choice", x->q.id);
	return -1;
}

static inline int exam_try(struct exam *x, struct cpc_answer answer)
{
	exam_wait(x, EXAM_STEP_MS);
	int rc = cpc_exam_answer(x->x, &answer, x->now, &x->err);
	exam_look(x);
	return rc;
}

static inline void exam_right(struct exam *x)
{
	EXAM_OK(x, exam_try(x, (struct cpc_answer){.choice = exam_choice(x, true)}));
}

static inline void exam_wrong(struct exam *x)
{
	EXAM_OK(x, exam_try(x, (struct cpc_answer){.choice = exam_choice(x, false)}));
}

static inline void exam_type(struct exam *x, const char *text)
{
	EXAM_OK(x, exam_try(x, (struct cpc_answer){.choice = -1, .text = text}));
}

static inline void exam_go(struct exam *x, size_t position)
{
	exam_wait(x, EXAM_STEP_MS);
	EXAM_OK(x, cpc_exam_go(x->x, position, x->now, &x->err));
	exam_look(x);
}

static inline bool exam_flag(struct exam *x)
{
	bool on = false;
	exam_wait(x, EXAM_STEP_MS);
	EXAM_OK(x, cpc_exam_flag(x->x, x->now, &on, &x->err));
	exam_look(x);
	return on;
}

static inline bool exam_strike(struct exam *x, int choice)
{
	bool on = false;
	exam_wait(x, EXAM_STEP_MS);
	EXAM_OK(x, cpc_exam_strike(x->x, choice, x->now, &on, &x->err));
	exam_look(x);
	return on;
}

static inline void exam_note(struct exam *x, const char *text)
{
	exam_wait(x, EXAM_STEP_MS);
	EXAM_OK(x, cpc_exam_note(x->x, text, x->now, &x->err));
	exam_look(x);
}

static inline void exam_pause(struct exam *x)
{
	exam_wait(x, EXAM_STEP_MS);
	EXAM_OK(x, cpc_exam_pause(x->x, x->now, &x->err));
	exam_look(x);
}

static inline void exam_submit(struct exam *x)
{
	exam_wait(x, EXAM_STEP_MS);
	EXAM_OK(x, cpc_exam_submit(x->x, x->now, &x->err));
	cpc_exam_state(x->x, x->now, &x->s);
}

/* Answer from here on: r right, w wrong, - leave it blank and go on. */
static inline void exam_answers(struct exam *x, const char *letters)
{
	for (; *letters; letters++) {
		if (*letters == 'r')
			exam_right(x);
		else if (*letters == 'w')
			exam_wrong(x);
		else if (x->s.position + 1 < x->s.count)
			exam_go(x, x->s.position + 1);
	}
}

/* A whole exam, answered so and handed in. */
static inline void exam_sat(const struct tmpbank *t, struct cpc_time now,
	struct cpc_exam_options options, const char *letters)
{
	struct exam x;
	exam_start(&x, t, now, options);
	exam_answers(&x, letters);
	exam_submit(&x);
	exam_free(&x);
}

static inline void exam_abandon(const struct tmpbank *t, struct cpc_time now)
{
	struct cpc_error err;
	int number;
	if (cpc_exam_abandon(t->c, now, &number, &err) != CPC_OK)
		fail_msg("%s", err.text);
}

#endif
