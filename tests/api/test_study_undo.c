/*
 * test_study_undo.c - taking answers back: the card is what it was, the log keeps both, and the
 * question is asked again as it was.
 * May use: cpc.h, session.h, oracle.h. Must not know: how the engine keeps its queue.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "oracle.h"
#include "session.h"

/* The plain bank with `each` questions a domain, and a session on day 0. */
static void begin(struct tmpbank *t, struct session *x, int each)
{
	tmpbank_plain(t, each);
	tmpbank_load(t);
	session_start(x, t, tmpbank_time(0, 9, 0), SESSION_PLAIN);
}

/* Answer as the letters say: r right, w wrong. */
static void answer(struct session *x, const char *letters)
{
	for (; *letters; letters++) {
		assert_true(session_next(x));
		if (*letters == 'w')
			session_wrong(x);
		else
			session_right(x);
	}
}

static void nothing_to_take_back(void **state)
{
	struct tmpbank *t = *state;
	struct session x;
	begin(t, &x, 3);
	assert_int_equal(cpc_study_undo(x.s, x.now, &x.err), CPC_NO);
	session_next(&x);
	assert_int_equal(cpc_study_undo(x.s, x.now, &x.err), CPC_NO);
	session_expect(&x, "one-001");
	session_right(&x);
	session_undo(&x);
	assert_int_equal(cpc_study_undo(x.s, x.now, &x.err), CPC_NO);
	assert_number(t, "select count(*) from event", 2);
	session_free(&x);
	/* Answers of an earlier session stay. */
	session_all_right(t, tmpbank_time(0, 10, 0), SESSION_PLAIN);
	session_start(&x, t, tmpbank_time(0, 11, 0), SESSION_PLAIN);
	assert_int_equal(cpc_study_undo(x.s, x.now, &x.err), CPC_NO);
	session_free(&x);
}

static void first_answer(void **state)
{
	struct tmpbank *t = *state;
	struct session x;
	begin(t, &x, 3);
	char *before = tmpbank_dump(t, TMPBANK_DERIVED);
	session_next(&x);
	session_right(&x);
	session_undo(&x);
	assert_same_dump(t, TMPBANK_DERIVED, before);
	free(before);
	/* Both stay in the log. */
	assert_rows(t,
		"select seq, kind, subject = 'cpc/one-001', "
		"subject = (select device || ':1' from event where seq = 1) from event order by "
		"seq",
		"1|answer|1|0\n2|undo|0|1\n");
	session_free(&x);
	assert_sound(t);
}

/* The card with its history is row for row what it was before the answer. */
static void later_answer(void **state)
{
	struct tmpbank *t = *state;
	struct session x;
	begin(t, &x, 4);
	answer(&x, "rwrrw");
	session_free(&x);
	for (int day = 3; day < 30; day += 9) {
		session_start(&x, t, tmpbank_time(day, 9, 0), SESSION_PLAIN);
		while (session_next(&x)) {
			char *before = tmpbank_dump(t, TMPBANK_DERIVED);
			session_wrong(&x);
			session_undo(&x);
			assert_same_dump(t, TMPBANK_DERIVED, before);
			session_next(&x);
			session_right(&x);
			session_undo(&x);
			assert_same_dump(t, TMPBANK_DERIVED, before);
			free(before);
			session_next(&x);
			session_right(&x);
		}
		session_free(&x);
	}
	assert_cards_follow_log(t);
	assert_sound(t);
}

static void same_question_same_order(void **state)
{
	struct tmpbank *t = *state;
	struct session x;
	begin(t, &x, 6);
	for (int i = 0; i < 6; i++) {
		char shown[4][40], id[40];
		session_next(&x);
		snprintf(id, sizeof id, "%s", x.q.id);
		for (int c = 0; c < 4; c++)
			snprintf(shown[c], sizeof shown[c], "%s", x.q.choice[c]);
		enum cpc_reason reason = x.q.reason;
		assert_int_equal(cpc_study_hint(x.s, &x.q, &x.err), CPC_OK);
		session_wrong(&x);
		if (i % 2)
			session_next(&x); /* the next one may be on the screen or not */
		session_undo(&x);
		session_next(&x);
		assert_string_equal(x.q.id, id);
		assert_int_equal(x.q.reason, reason);
		assert_int_equal(x.q.number, i + 1);
		for (int c = 0; c < 4; c++) {
			assert_string_equal(x.q.choice[c], shown[c]);
			assert_false(x.q.removed[c]);
		}
		session_right(&x);
		assert_int_equal(x.v.grade, 3);
	}
	session_free(&x);
	/* The seed of both answers is the same. */
	assert_number(
		t, "select count(distinct body ->> 'seed') from event where kind = 'answer'", 6);
	assert_number(t, "select count(*) from event where kind = 'answer'", 12);
}

/* A question with several of its concept comes back itself and not one of the others. */
static void same_question_of_the_concept(void **state)
{
	struct tmpbank *t = *state;
	struct session x;
	tmpbank_blueprint(t, "one:100");
	FILE *f = tmpbank_file(t, "questions/a/one.md", "one");
	tmpbank_question(f, "q-1", "concept: same\n");
	tmpbank_question(f, "q-2", "concept: same\n");
	tmpbank_question(f, "q-3", "");
	tmpbank_done(t, f);
	tmpbank_load(t);
	session_start(&x, t, tmpbank_time(0, 9, 0), SESSION_PLAIN);
	session_expect(&x, "q-1");
	session_wrong(&x);
	session_undo(&x);
	session_expect(&x, "q-1");
	session_wrong(&x);
	session_expect(&x, "q-3");
	session_right(&x);
	session_expect(&x, "q-2");
	session_right(&x);
	session_undo(&x);
	session_expect(&x, "q-2");
	assert_int_equal(x.q.reason, CPC_REASON_AGAIN);
	session_free(&x);
	assert_sound(t);
}

/* What was on the screen comes right after the one that was taken back. */
static void the_interrupted_question_is_next(void **state)
{
	struct tmpbank *t = *state;
	struct session x;
	begin(t, &x, 5);
	session_expect(&x, "one-001");
	session_right(&x);
	session_expect(&x, "two-001");
	session_undo(&x);
	session_expect(&x, "one-001");
	session_right(&x);
	session_expect(&x, "two-001");
	session_right(&x);
	session_expect(&x, "three-001");
	assert_int_equal(x.q.number, 3);
	assert_int_equal(x.q.left, 12);
	session_free(&x);
}

static void several(void **state)
{
	struct tmpbank *t = *state;
	struct session x;
	static const char *const order[] = {
		"one-001", "two-001", "three-001", "one-002", "two-002"};
	begin(t, &x, 5);
	char *start = tmpbank_dump(t, TMPBANK_DERIVED);
	answer(&x, "rwrr");
	session_expect(&x, order[4]);
	for (int i = 3; i >= 0; i--) {
		session_undo(&x);
		session_expect(&x, order[i]);
		assert_int_equal(x.q.number, i + 1);
	}
	assert_same_dump(t, TMPBANK_DERIVED, start);
	free(start);
	/* Once more through all of them, in the order in which they were met. */
	for (size_t i = 0; i < 5; i++) {
		session_expect(&x, order[i]);
		assert_int_equal(x.q.reason, CPC_REASON_NEW);
		session_right(&x);
	}
	session_expect(&x, "one-003");
	session_report(&x);
	assert_int_equal(x.report.answered, 5);
	assert_int_equal(x.report.right, 5);
	assert_int_equal(x.report.missed_left, 0);
	session_free(&x);
	assert_number(t, "select count(*) from event where kind = 'undo'", 4);
	assert_number(t, "select count(*) from review", 5);
	assert_sound(t);
}

/* A wrong answer that is taken back does not come back for it. */
static void the_return_goes_too(void **state)
{
	struct tmpbank *t = *state;
	struct session x;
	begin(t, &x, 5);
	answer(&x, "w");
	session_undo(&x);
	answer(&x, "r");
	while (session_next(&x)) {
		assert_string_not_equal(x.q.id, "cpc/one-001");
		assert_int_not_equal(x.q.reason, CPC_REASON_AGAIN);
		session_right(&x);
	}
	session_free(&x);
	assert_number(t, "select count(*) from event where subject = 'cpc/one-001'", 2);
}

/* Of two wrong answers to a concept only the later is taken back: it is missed still, and is asked
 * once and not twice. */
static void the_later_of_two_wrong(void **state)
{
	struct tmpbank *t = *state;
	struct session x;
	begin(t, &x, 5);
	answer(&x, "wrrrr");
	session_expect(&x, "one-001");
	session_wrong(&x);
	session_undo(&x);
	session_report(&x);
	assert_int_equal(x.report.missed_left, 1);
	session_expect(&x, "one-001");
	assert_int_equal(x.q.reason, CPC_REASON_AGAIN);
	session_right(&x);
	session_report(&x);
	assert_int_equal(x.report.missed_left, 0);
	while (session_next(&x)) {
		assert_string_not_equal(x.q.id, "cpc/one-001");
		session_right(&x);
	}
	session_free(&x);
	assert_sound(t);
}

/* The return of a wrong answer is on the screen when that answer is taken back. */
static void the_return_is_on_the_screen(void **state)
{
	struct tmpbank *t = *state;
	struct session x;
	tmpbank_blueprint(t, "one:100");
	FILE *f = tmpbank_file(t, "questions/a/one.md", "one");
	tmpbank_question(f, "q-1", "");
	tmpbank_question(f, "q-2", "");
	tmpbank_done(t, f);
	tmpbank_load(t);
	session_start(&x, t, tmpbank_time(0, 9, 0), SESSION_PLAIN);
	session_expect(&x, "q-1");
	session_wrong(&x);
	session_expect(&x, "q-2");
	assert_int_equal(cpc_study_skip(x.s, &x.err), CPC_OK);
	session_expect(&x, "q-1");
	assert_int_equal(x.q.reason, CPC_REASON_AGAIN);
	session_undo(&x);
	session_expect(&x, "q-1");
	assert_int_equal(x.q.reason, CPC_REASON_NEW);
	session_right(&x);
	session_expect(&x, "q-2");
	session_right(&x);
	assert_false(session_next(&x));
	session_free(&x);
	assert_sound(t);
}

static void at_the_end_of_a_session(void **state)
{
	struct tmpbank *t = *state;
	struct session x;
	tmpbank_plain(t, 5);
	tmpbank_load(t);
	session_start(&x, t, tmpbank_time(0, 9, 0),
		(struct cpc_study_options){.new_concepts = -1, .limit = 2});
	answer(&x, "rr");
	assert_false(session_next(&x));
	session_undo(&x);
	session_expect(&x, "two-001");
	session_right(&x);
	assert_false(session_next(&x));
	session_free(&x);
	/* Also when nothing at all was left. */
	session_start(&x, t, tmpbank_time(0, 10, 0), (struct cpc_study_options){.new_concepts = 1});
	answer(&x, "w");
	assert_false(session_next(&x));
	session_undo(&x);
	assert_true(session_next(&x));
	session_right(&x);
	assert_false(session_next(&x));
	session_free(&x);
	assert_sound(t);
}

/* A new concept taken back is new again, for today's allowance and for the next session. */
static void new_again(void **state)
{
	struct tmpbank *t = *state;
	struct session x;
	struct cpc_today today;
	begin(t, &x, 20);
	answer(&x, "rrr");
	session_undo(&x);
	session_undo(&x);
	session_free(&x);
	assert_int_equal(cpc_today(t->c, tmpbank_time(0, 10, 0), &today, &t->err), CPC_OK);
	assert_int_equal(today.concepts_seen, 1);
	assert_int_equal(today.new_today, 19);
	assert_int_equal(today.answered, 1);
	session_start(&x, t, tmpbank_time(0, 10, 0), SESSION_PLAIN);
	session_expect(&x, "two-001");
	assert_int_equal(x.q.reason, CPC_REASON_NEW);
	assert_int_equal(x.q.left, 18);
	session_free(&x);
	assert_sound(t);
}

/* Another day, another zone, a clock that went back: the undo names its answer by its number. */
static void clocks_do_not_matter(void **state)
{
	struct tmpbank *t = *state;
	struct session x;
	begin(t, &x, 5);
	answer(&x, "r");
	char *before = tmpbank_dump(t, TMPBANK_DERIVED);
	answer(&x, "w");
	x.now = (struct cpc_time){tmpbank_time(-400, 3, 0).at_ms, 840};
	session_undo(&x);
	assert_same_dump(t, TMPBANK_DERIVED, before);
	free(before);
	session_free(&x);
	assert_sound(t);
}

/* 400 steps at random of answers, undos, skips, hints and flags: each card is what the log says by
 * another way of computing, and equals a rebuild. */
static void at_random(void **state)
{
	struct tmpbank *t = *state;
	struct session x;
	uint64_t seed = 11;
	bool on;
	begin(t, &x, 12);
	for (int step = 0; step < 400; step++) {
		seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407;
		unsigned draw = (unsigned)(seed >> 40) % 100;
		if (draw < 30) {
			if (cpc_study_undo(x.s, x.now, &x.err) == CPC_OK)
				continue;
		}
		if (step % 80 == 79 || !session_next(&x)) {
			session_free(&x);
			session_start(&x, t, tmpbank_time(step / 20, 9, 0), SESSION_PLAIN);
			continue;
		}
		if (draw < 35)
			assert_int_equal(cpc_study_skip(x.s, &x.err), CPC_OK);
		else if (draw < 40)
			assert_int_equal(cpc_study_flag(x.s, x.now, &on, &x.err), CPC_OK);
		else if (draw < 60)
			session_wrong(&x);
		else
			session_right(&x);
	}
	session_free(&x);
	assert_number(t, "select count(*) > 50 from event where kind = 'undo'", 1);
	assert_number(t,
		"select (select count(*) from event where kind = 'answer') - "
		"(select count(*) from event where kind = 'undo') - "
		"(select count(*) from review)",
		0);
	assert_cards_follow_log(t);
	assert_sound(t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		tmpbank_test(nothing_to_take_back),
		tmpbank_test(first_answer),
		tmpbank_test(later_answer),
		tmpbank_test(same_question_same_order),
		tmpbank_test(same_question_of_the_concept),
		tmpbank_test(the_interrupted_question_is_next),
		tmpbank_test(several),
		tmpbank_test(the_return_goes_too),
		tmpbank_test(the_later_of_two_wrong),
		tmpbank_test(the_return_is_on_the_screen),
		tmpbank_test(at_the_end_of_a_session),
		tmpbank_test(new_again),
		tmpbank_test(clocks_do_not_matter),
		tmpbank_test(at_random),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
