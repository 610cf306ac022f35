/*
 * session.h - a study session in a line or two, over a bank of tmpbank.h.
 * May use: cpc.h, cmocka, tmpbank.h. Must not know: what is tested.
 *
 * Ten seconds pass with every answer, on the session's own clock.
 */
#ifndef CPC_TEST_SESSION_H
#define CPC_TEST_SESSION_H

#include "tmpbank.h"

struct session {
	cpc_study *s;
	struct cpc_time now;
	struct cpc_question q;
	struct cpc_verdict v;
	struct cpc_study_report report;
	struct cpc_error err;
};

/* What today's allowance holds, no limit. */
#define SESSION_PLAIN ((struct cpc_study_options){.seed = 1, .new_concepts = -1})

static inline void session_start(struct session *x, const struct tmpbank *t, struct cpc_time now,
	struct cpc_study_options options)
{
	*x = (struct session){.now = now};
	if (cpc_study_start(t->c, &options, now, &x->s, &x->err) != CPC_OK)
		fail_msg("%s", x->err.text);
}

static inline void session_free(struct session *x)
{
	cpc_study_free(x->s);
	x->s = NULL;
}

/* False at the end of the session. */
static inline bool session_next(struct session *x)
{
	int rc = cpc_study_next(x->s, x->now, &x->q, &x->err);
	if (rc != CPC_OK && rc != CPC_NO)
		fail_msg("%s", x->err.text);
	return rc == CPC_OK;
}

/* The next question must be this one; slugs without "cpc/". */
static inline void session_expect(struct session *x, const char *slug)
{
	assert_true(session_next(x));
	assert_memory_equal(x->q.id, "cpc/", 4);
	assert_string_equal(x->q.id + 4, slug);
}

static inline int session_key(const struct session *x)
{
	for (size_t i = 0; i < x->q.choice_count; i++) {
		if (strncmp(x->q.choice[i], "Right", 5) == 0)
			return (int)i;
	}
	fail_msg("%s has no key", x->q.id);
	return -1;
}

static inline int session_distractor(const struct session *x)
{
	for (size_t i = 0; i < x->q.choice_count; i++) {
		if (strncmp(x->q.choice[i], "Right", 5) != 0 && !x->q.removed[i])
			return (int)i;
	}
	fail_msg("%s has no distractor", x->q.id);
	return -1;
}

static inline int session_try(struct session *x, struct cpc_answer answer)
{
	x->now.at_ms += 10000;
	return cpc_study_answer(x->s, &answer, x->now, &x->v, &x->err);
}

static inline void session_answer(struct session *x, struct cpc_answer answer)
{
	if (session_try(x, answer) != CPC_OK)
		fail_msg("%s", x->err.text);
}

static inline void session_right(struct session *x)
{
	session_answer(x, (struct cpc_answer){.choice = session_key(x)});
	assert_true(x->v.right);
}

static inline void session_wrong(struct session *x)
{
	session_answer(x, (struct cpc_answer){.choice = session_distractor(x)});
	assert_false(x->v.right);
}

static inline void session_type(struct session *x, const char *text)
{
	session_answer(x, (struct cpc_answer){.choice = -1, .text = text});
}

static inline void session_undo(struct session *x)
{
	if (cpc_study_undo(x->s, x->now, &x->err) != CPC_OK)
		fail_msg("%s", x->err.text);
}

static inline void session_report(struct session *x)
{
	if (cpc_study_end(x->s, x->now, &x->report, &x->err) != CPC_OK)
		fail_msg("%s", x->err.text);
}

/* Answer all that comes, right, and end. Gives the number of answers. */
static inline int session_all_right(
	const struct tmpbank *t, struct cpc_time now, struct cpc_study_options options)
{
	struct session x;
	int answers = 0;
	session_start(&x, t, now, options);
	for (; session_next(&x); answers++)
		session_right(&x);
	session_free(&x);
	return answers;
}

#endif
