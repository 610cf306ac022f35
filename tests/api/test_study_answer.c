/*
 * test_study_answer.c - an answer: its grade, its verdict, what is stored of it and when; hints,
 * flags, typed answers. Taking back is in test_study_undo.c.
 * May use: cpc.h, session.h. Must not know: how the engine stores.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "session.h"

enum { AGAIN = 1, HARD, GOOD, EASY };

static void start(struct session *x, struct tmpbank *t, int64_t day)
{
	session_start(x, t, tmpbank_time(day, 9, 0),
		(struct cpc_study_options){.seed = 4, .new_concepts = 1000});
}

/* Answer the next question right after `ms`. */
static int grade_of(struct session *x, enum cpc_confidence confidence, int hints, int64_t ms)
{
	assert_true(session_next(x));
	for (int i = 0; i < hints; i++)
		assert_int_equal(cpc_study_hint(x->s, &x->q, &x->err), CPC_OK);
	x->now.at_ms += ms - 10000;
	session_answer(x, (struct cpc_answer){.choice = session_key(x), .confidence = confidence});
	assert_true(x->v.right);
	return x->v.grade;
}

static void grades(void **state)
{
	struct tmpbank *t = *state;
	struct session x;
	tmpbank_plain(t, 10);
	tmpbank_load(t);
	start(&x, t, 0);
	assert_int_equal(grade_of(&x, CPC_PLAIN, 0, 1), GOOD);
	assert_int_equal(grade_of(&x, CPC_GUESSED, 0, 1), HARD);
	assert_int_equal(grade_of(&x, CPC_PLAIN, 1, 1), HARD);
	assert_int_equal(grade_of(&x, CPC_SURE, 2, 1), HARD);
	assert_int_equal(grade_of(&x, CPC_SURE, 0, 1), GOOD); /* no median yet */
	for (int confidence = CPC_GUESSED; confidence <= CPC_SURE; confidence++) {
		session_next(&x);
		session_answer(&x, (struct cpc_answer){.choice = session_distractor(&x),
					   .confidence = (enum cpc_confidence)confidence});
		assert_false(x.v.right);
		assert_int_equal(x.v.grade, AGAIN);
	}
	session_free(&x);
	assert_rows(t,
		"select body ->> 'grade', body ->> 'confidence', body ->> 'hinted' from event",
		"3|0|0\n2|-1|0\n2|0|1\n2|1|1\n3|1|0\n1|-1|0\n1|0|0\n1|1|0\n");
}

/* Easy is for those who are sure and faster than their own median, which is known from ten right
 * answers before the session on. */
static void easy(void **state)
{
	struct tmpbank *t = *state;
	struct session x;
	tmpbank_plain(t, 20);
	tmpbank_load(t);
	start(&x, t, 0);
	for (int64_t ms = 1000; ms <= 9000; ms += 1000)
		assert_int_equal(grade_of(&x, CPC_PLAIN, 0, ms), GOOD);
	session_next(&x); /* wrong answers say nothing of how fast the learner is */
	session_wrong(&x);
	session_free(&x);
	start(&x, t, 0);
	session_next(&x); /* the wrong one is due: put aside */
	assert_int_equal(cpc_study_skip(x.s, &x.err), CPC_OK);
	assert_int_equal(grade_of(&x, CPC_SURE, 0, 1), GOOD); /* nine are not enough */
	session_free(&x);
	/* Ten times: 1, 1000, 2000 ... 9000 ms; the median lies between 4000 and 5000. */
	start(&x, t, 0);
	session_next(&x);
	assert_int_equal(cpc_study_skip(x.s, &x.err), CPC_OK);
	assert_int_equal(grade_of(&x, CPC_SURE, 0, 4499), EASY);
	assert_int_equal(grade_of(&x, CPC_SURE, 0, 4500), GOOD);
	assert_int_equal(grade_of(&x, CPC_SURE, 0, 60000), GOOD);
	assert_int_equal(grade_of(&x, CPC_PLAIN, 0, 1), GOOD);
	session_next(&x);
	session_free(&x);
	start(&x, t, 0);
	session_next(&x);
	assert_int_equal(cpc_study_skip(x.s, &x.err), CPC_OK);
	assert_int_equal(grade_of(&x, CPC_GUESSED, 0, 1), HARD);
	assert_int_equal(grade_of(&x, CPC_SURE, 1, 1), HARD);
	assert_int_equal(grade_of(&x, CPC_SURE, 0, 1), EASY);
	assert_int_equal(x.v.due_day - x.v.today > 4, 1); /* and it waits longer for it */
	session_free(&x);
}

static void verdict_of_choices(void **state)
{
	struct tmpbank *t = *state;
	struct session x;
	tmpbank_blueprint(t, "one:100");
	FILE *f = tmpbank_file(t, "questions/a/one.md", "one");
	tmpbank_question(f, "q-1", "basis: book\nsource: CPT 2026\n");
	tmpbank_question(f, "q-2", "");
	tmpbank_done(t, f);
	tmpbank_load(t);
	start(&x, t, 0);
	session_expect(&x, "q-1");
	assert_string_equal(x.q.stem, "Stem of q-1?");
	assert_int_equal(x.q.choice_count, 4);
	int chosen = session_distractor(&x), key = session_key(&x);
	session_answer(&x, (struct cpc_answer){.choice = chosen});
	assert_false(x.v.right);
	assert_int_equal(x.v.chosen, chosen);
	assert_int_equal(x.v.key, key);
	assert_string_equal(x.v.id, "cpc/q-1");
	assert_string_equal(x.v.title, "Title of q-1");
	assert_string_equal(x.v.domain_title, "Title of one");
	assert_string_equal(x.v.accepted, "Right of q-1");
	assert_string_equal(x.v.rule, "Rule of q-1.");
	assert_string_equal(x.v.source, "CPT 2026");
	assert_string_equal(x.v.basis, "book");
	assert_int_equal(x.v.choice_count, 4);
	for (size_t i = 0; i < 4; i++) {
		/* "Wrong 2 of q-1" and "Why wrong 2." */
		assert_string_equal(x.v.choice[i], x.q.choice[i]);
		if (x.v.choice[i][0] == 'R')
			assert_string_equal(x.v.rationale[i], "Why right.");
		else
			assert_int_equal(x.v.rationale[i][10], x.v.choice[i][6]);
	}
	assert_int_equal(x.v.today, TMPBANK_DAY);
	assert_int_equal(x.v.due_day, TMPBANK_DAY);
	session_expect(&x, "q-2");
	session_right(&x);
	assert_int_equal(x.v.chosen, x.v.key);
	assert_string_equal(x.v.source, "");
	assert_string_equal(x.v.basis, "");
	assert_true(x.v.due_day > TMPBANK_DAY);
	assert_int_equal(x.v.due_day,
		tmpbank_number(t, "select due_day from card where concept = 'cpc/q-2'"));
	session_free(&x);
}

static void choices_that_are_not_there(void **state)
{
	struct tmpbank *t = *state;
	struct session x;
	static const int bad[] = {-1, 4, 10, INT32_MAX, INT32_MIN};
	tmpbank_plain(t, 2);
	tmpbank_load(t);
	start(&x, t, 0);
	session_next(&x);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		assert_int_equal(session_try(&x, (struct cpc_answer){.choice = bad[i]}), CPC_USAGE);
		assert_string_equal(x.err.text, "this question has the choices a to d");
	}
	assert_int_equal(
		session_try(&x, (struct cpc_answer){.choice = -1, .text = "Right"}), CPC_USAGE);
	assert_int_equal(cpc_study_hint(x.s, &x.q, &x.err), CPC_OK);
	int removed = 0;
	while (!x.q.removed[removed])
		removed++;
	assert_int_equal(session_try(&x, (struct cpc_answer){.choice = removed}), CPC_USAGE);
	assert_string_equal(x.err.text, "that choice was removed by a hint");
	assert_number(t, "select count(*) from event", 0);
	session_right(&x); /* the question still stands */
	assert_number(t, "select count(*) from event", 1);
	session_free(&x);
}

static void hints(void **state)
{
	struct tmpbank *t = *state;
	struct session x;
	tmpbank_blueprint(t, "one:100");
	FILE *f = tmpbank_file(t, "questions/a/one.md", "one");
	for (int i = 0; i < 8; i++) {
		char slug[16];
		snprintf(slug, sizeof slug, "q-%d", i);
		tmpbank_question(f, slug, "");
	}
	fputs("\n## two-1 T\ndifficulty: 1\n\nS?\n\n- [x] Right\n- [ ] Wrong\n\n> R.\n", f);
	tmpbank_typed(f, "z-typed", "- [=] E11.42\n");
	tmpbank_done(t, f);
	tmpbank_load(t);
	start(&x, t, 0);
	for (int i = 0; i < 8; i++) {
		session_next(&x);
		int key = session_key(&x), left = 0;
		assert_int_equal(cpc_study_hint(x.s, &x.q, &x.err), CPC_OK);
		assert_int_equal(cpc_study_hint(x.s, &x.q, &x.err), CPC_OK);
		assert_int_equal(cpc_study_hint(x.s, &x.q, &x.err), CPC_NO);
		for (size_t c = 0; c < 4; c++)
			left += !x.q.removed[c];
		assert_int_equal(left, 2);
		assert_false(x.q.removed[key]);
		/* It is the same when the question is asked for again. */
		session_next(&x);
		assert_false(x.q.removed[key]);
		left = 0;
		for (size_t c = 0; c < 4; c++)
			left += !x.q.removed[c];
		assert_int_equal(left, 2);
		session_right(&x);
		assert_int_equal(x.v.grade, HARD);
	}
	session_expect(&x, "two-1");
	assert_int_equal(cpc_study_hint(x.s, &x.q, &x.err), CPC_NO);
	session_right(&x);
	assert_int_equal(x.v.grade, GOOD);
	session_expect(&x, "z-typed");
	assert_int_equal(cpc_study_hint(x.s, &x.q, &x.err), CPC_NO);
	session_free(&x);
	assert_number(t, "select count(*) from event", 9);
}

static void flags(void **state)
{
	struct tmpbank *t = *state;
	struct session x;
	bool on = false;
	tmpbank_plain(t, 2);
	tmpbank_load(t);
	start(&x, t, 0);
	session_expect(&x, "one-001");
	assert_false(x.q.flagged);
	assert_int_equal(cpc_study_flag(x.s, x.now, &on, &x.err), CPC_OK);
	assert_true(on);
	session_expect(&x, "one-001");
	assert_true(x.q.flagged);
	assert_rows(t, "select qid, at_ms from flag", "cpc/one-001|1795424400000\n");
	session_wrong(&x);
	/* Of the question just answered. */
	assert_int_equal(cpc_study_flag(x.s, x.now, &on, &x.err), CPC_OK);
	assert_false(on);
	assert_number(t, "select count(*) from flag", 0);
	assert_int_equal(cpc_study_flag(x.s, x.now, &on, &x.err), CPC_OK);
	assert_true(on);
	session_expect(&x, "two-001");
	assert_false(x.q.flagged);
	/* The clock goes back: the last word is still the last. */
	assert_int_equal(cpc_study_flag(x.s, x.now, &on, &x.err), CPC_OK);
	x.now.at_ms -= 100000000;
	assert_int_equal(cpc_study_flag(x.s, x.now, &on, &x.err), CPC_OK);
	assert_false(on);
	session_expect(&x, "two-001");
	assert_false(x.q.flagged);
	assert_rows(t, "select qid from flag", "cpc/one-001\n");
	assert_rows(t, "select subject, body from event where kind = 'flag' order by seq",
		"cpc/one-001|{\"on\":1}\ncpc/one-001|{\"on\":0}\ncpc/one-001|{\"on\":1}\n"
		"cpc/two-001|{\"on\":1}\ncpc/two-001|{\"on\":0}\n");
	session_free(&x);
	/* It is there in the next session, and has no part in what is due. */
	assert_number(t, "select count(*) from review", 1);
	start(&x, t, 1);
	session_expect(&x, "one-001");
	assert_true(x.q.flagged);
	session_free(&x);
}

static void one_typed(struct tmpbank *t, struct session *x, const char *answers)
{
	tmpbank_blueprint(t, "one:100");
	FILE *f = tmpbank_file(t, "questions/a/one.md", "one");
	for (int i = 1; i <= 9; i++) {
		char slug[16];
		snprintf(slug, sizeof slug, "t-%d", i);
		tmpbank_typed(f, slug, answers);
	}
	tmpbank_done(t, f);
	tmpbank_load(t);
	start(x, t, 0);
	session_next(x);
	assert_int_equal(x->q.choice_count, 0);
}

static void typed(void **state)
{
	struct tmpbank *t = *state;
	struct session x;
	one_typed(t, &x,
		"- [~] /I1[0-5]/\n  By pattern.\n- [=] E11.42\n  By text.\n- [=] None of these\n");
	static const struct {
		const char *text;
		bool right;
		const char *rationale;
	} answers[] = {{"E11.42", true, "By text."}, {"e1142", true, "By text."},
		{" E11 . 42 ", true, "By text."}, {"i13", true, "By pattern."},
		{"NONE OF THESE", true, ""}, {"I16", false, "By text."}, {"", false, "By text."}};
	for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
		assert_true(session_next(&x));
		session_type(&x, answers[i].text);
		assert_int_equal(x.v.right, answers[i].right);
		assert_int_equal(x.v.grade, answers[i].right ? GOOD : AGAIN);
		assert_int_equal(x.v.chosen, -1);
		assert_int_equal(x.v.key, -1);
		assert_int_equal(x.v.choice_count, 0);
		assert_string_equal(x.v.rationale[0], answers[i].rationale);
		/* A text is told rather than a pattern. */
		assert_string_equal(x.v.accepted, "E11.42");
	}
	assert_rows(t, "select body ->> 'text', body ->> 'choice', body ->> 'right' from event",
		"E11.42|1|1\ne1142|1|1\n E11 . 42 |1|1\ni13|0|1\nNONE OF THESE|2|1\nI16|-1|0\n"
		"|-1|0\n");
	session_next(&x);
	assert_int_equal(session_try(&x, (struct cpc_answer){.choice = 0}), CPC_USAGE);
	assert_string_equal(x.err.text, "this question wants its answer typed");
	session_answer(
		&x, (struct cpc_answer){.choice = -1, .text = "E11.42", .confidence = CPC_GUESSED});
	assert_int_equal(x.v.grade, HARD);
	session_free(&x);
}

/* A pattern that cannot be matched in time is no wrong answer. */
static void pattern_too_costly(void **state)
{
	struct tmpbank *t = *state;
	struct session x;
	one_typed(t, &x, "- [=] a\n- [~] /(a+)+$/\n");
	char *before = tmpbank_dump(t, TMPBANK_DERIVED TMPBANK_LOG);
	const struct cpc_answer costly = {
		.choice = -1, .text = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!"};
	for (int i = 0; i < 2; i++) {
		assert_int_equal(session_try(&x, costly), CPC_DATA);
		assert_non_null(strstr(x.err.text, "too costly"));
	}
	assert_same_dump(t, TMPBANK_DERIVED TMPBANK_LOG, before);
	free(before);
	session_next(&x); /* the question stands */
	assert_string_equal(x.q.id, "cpc/t-1");
	session_type(&x, "aaa");
	assert_true(x.v.right);
	session_free(&x);
}

/* The log is UTF-8 for ever: what is not is refused, whether or not a pattern looks at it. */
static void typed_that_is_no_text(void **state)
{
	struct tmpbank *t = *state;
	struct session x;
	static const char *const bad[] = {"\xFF", "E11\xC3", "\xED\xA0\x80"};
	one_typed(t, &x, "- [=] E11.42\n");
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		assert_int_equal(session_try(&x, (struct cpc_answer){.choice = -1, .text = bad[i]}),
			CPC_USAGE);
		assert_number(t, "select count(*) from event", 0);
	}
	session_type(&x, "\xE2\x89\xA5 \"quoted\" \\ \n\t\x01");
	assert_false(x.v.right);
	assert_rows(
		t, "select body ->> 'text' from event", "\xE2\x89\xA5 \"quoted\" \\ \n\t\x01\n");
	assert_number(t, "select json_valid(body) from event", 1);
	session_free(&x);
}

/* When the call returns, another connection sees the event, the review and the card. */
static void committed(void **state)
{
	struct tmpbank *t = *state;
	struct session x;
	tmpbank_plain(t, 5);
	tmpbank_load(t);
	start(&x, t, 0);
	sqlite3 *other = tmpbank_connect(t->db);
	sqlite3_stmt *stmt;
	assert_int_equal(sqlite3_prepare_v2(other,
				 "select (select count(*) from event), "
				 "(select count(*) from review), (select sum(reps) from card)",
				 -1, &stmt, NULL),
		SQLITE_OK);
	for (int i = 1; i <= 15; i++) {
		session_next(&x);
		if (i % 4 == 0)
			session_wrong(&x);
		else
			session_right(&x);
		assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
		for (int column = 0; column < 3; column++)
			assert_int_equal(sqlite3_column_int(stmt, column), i);
		assert_int_equal(sqlite3_reset(stmt), SQLITE_OK);
	}
	sqlite3_finalize(stmt);
	sqlite3_close(other);
	session_free(&x);
}

/* All that is kept of an answer. */
static void the_event(void **state)
{
	struct tmpbank *t = *state;
	struct session x;
	tmpbank_blueprint(t, "one:100");
	FILE *f = tmpbank_file(t, "questions/a/one.md", "one");
	tmpbank_question(f, "q-1", "concept: closure\n");
	tmpbank_done(t, f);
	tmpbank_load(t);
	session_start(&x, t, (struct cpc_time){tmpbank_time(0, 9, 0).at_ms, -360}, SESSION_PLAIN);
	session_next(&x);
	session_answer(&x, (struct cpc_answer){.choice = session_key(&x), .confidence = CPC_SURE});
	session_free(&x);
	assert_rows(t,
		"select seq, at_ms, tz_min, kind, subject, "
		"json_remove(body, '$.seed', '$.hash') from event",
		"1|1795424410000|-360|answer|cpc/q-1|{\"concept\":\"cpc:closure\",\"day\":20779,"
		"\"grade\":3,\"right\":1,\"choice\":1,\"text\":null,\"confidence\":1,\"hinted\":0,"
		"\"ms\":10000,\"mode\":\"study\"}\n");
	assert_number(t,
		"select e.body ->> 'hash' = q.hash and e.body ->> 'seed' <> 0 "
		"and length(e.device) = 16 from event e join question q on q.qid = e.subject",
		1);
	assert_rows(t, "select seq, day, qid, concept, grade, is_right, ms from review",
		"1|20779|cpc/q-1|cpc:closure|3|1|10000\n");
}

/* The time an answer took: not below zero, and not the hours in which the learner was away. */
static void time_taken(void **state)
{
	struct tmpbank *t = *state;
	struct session x;
	static const int64_t waits[] = {1234, -50000, 3599999, 3600001, INT64_C(864000000)};
	tmpbank_plain(t, 5);
	tmpbank_load(t);
	start(&x, t, 0);
	for (size_t i = 0; i < sizeof waits / sizeof *waits; i++) {
		session_next(&x);
		x.now.at_ms += waits[i] - 10000;
		session_right(&x);
	}
	session_free(&x);
	assert_rows(
		t, "select ms from review order by seq", "1234\n0\n3599999\n3600000\n3600000\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		tmpbank_test(grades),
		tmpbank_test(easy),
		tmpbank_test(verdict_of_choices),
		tmpbank_test(choices_that_are_not_there),
		tmpbank_test(hints),
		tmpbank_test(flags),
		tmpbank_test(typed),
		tmpbank_test(pattern_too_costly),
		tmpbank_test(typed_that_is_no_text),
		tmpbank_test(committed),
		tmpbank_test(the_event),
		tmpbank_test(time_taken),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
