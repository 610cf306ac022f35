/*
 * test_study_options.c - the bounds of a session: allowance of new concepts, limit, minutes,
 * domain, the lock, calls out of order; and the report at its end. May use: cpc.h, session.h. Must
 * not know: how the engine keeps its queue.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "session.h"

static void set(struct tmpbank *t, const char *key, const char *value)
{
	if (cpc_setting_set(t->c, key, value, tmpbank_time(0, 9, 0), &t->err) != CPC_OK)
		fail_msg("%s", t->err.text);
}

static int answers_on(const struct tmpbank *t, int64_t day, int hour)
{
	return session_all_right(t, tmpbank_time(day, hour, 0), SESSION_PLAIN);
}

/* New concepts --------------------------------------------------------------------------------- */

static void allowance_of_a_day(void **state)
{
	struct tmpbank *t = *state;
	struct cpc_today today;
	tmpbank_plain(t, 30);
	tmpbank_load(t);
	assert_int_equal(answers_on(t, 0, 9), 20);
	assert_int_equal(answers_on(t, 0, 20), 0);
	assert_int_equal(cpc_today(t->c, tmpbank_time(0, 21, 0), &today, &t->err), CPC_OK);
	assert_int_equal(today.new_today, 0);
	/* Another day has its own: 20 more beside what is due by then. */
	int due = (int)tmpbank_number(t, "select count(*) from card where due_day <= 20784");
	assert_true(due > 0);
	assert_int_equal(answers_on(t, 4, 9), 20 + due);
	assert_number(t, "select count(*) from card where first_day = 20784", 20);
	/* The setting holds from the next session on. */
	set(t, "new-per-day", "23");
	assert_int_equal(answers_on(t, 4, 20), 3);
	set(t, "new-per-day", "0");
	assert_int_equal(answers_on(t, 4, 21), 0);
}

static void allowance_in_two_sessions(void **state)
{
	struct tmpbank *t = *state;
	tmpbank_plain(t, 30);
	tmpbank_load(t);
	set(t, "new-per-day", "10");
	assert_int_equal(session_all_right(t, tmpbank_time(0, 9, 0),
				 (struct cpc_study_options){.new_concepts = -1, .limit = 4}),
		4);
	assert_int_equal(answers_on(t, 0, 12), 6);
	assert_int_equal(answers_on(t, 0, 13), 0);
}

static void more_than_the_allowance(void **state)
{
	struct tmpbank *t = *state;
	struct session x;
	tmpbank_plain(t, 30);
	tmpbank_load(t);
	set(t, "new-per-day", "2");
	assert_int_equal(answers_on(t, 0, 9), 2);
	assert_int_equal(session_all_right(t, tmpbank_time(0, 10, 0),
				 (struct cpc_study_options){.new_concepts = 5}),
		5);
	assert_int_equal(session_all_right(t, tmpbank_time(0, 11, 0),
				 (struct cpc_study_options){.new_concepts = 0}),
		0);
	/* More than there are: all there are. */
	session_start(
		&x, t, tmpbank_time(0, 12, 0), (struct cpc_study_options){.new_concepts = 100000});
	assert_true(session_next(&x));
	assert_int_equal(x.q.left, 90 - 7 - 1);
	session_free(&x);
}

static void no_new_but_due(void **state)
{
	struct tmpbank *t = *state;
	struct session x;
	int n = 0;
	tmpbank_plain(t, 5);
	tmpbank_load(t);
	session_all_right(t, tmpbank_time(0, 9, 0), (struct cpc_study_options){.new_concepts = 6});
	session_start(&x, t, tmpbank_time(30, 9, 0), (struct cpc_study_options){.new_concepts = 0});
	for (; session_next(&x); n++) {
		assert_int_equal(x.q.reason, CPC_REASON_DUE);
		assert_int_equal(x.q.left, 6 - n - 1);
		session_right(&x);
	}
	session_free(&x);
	assert_int_equal(n, 6);
}

/* Limits --------------------------------------------------------------------------------------- */

static void limit_of_questions(void **state)
{
	struct tmpbank *t = *state;
	struct session x;
	tmpbank_plain(t, 10);
	tmpbank_load(t);
	session_start(&x, t, tmpbank_time(0, 9, 0),
		(struct cpc_study_options){.new_concepts = -1, .limit = 3});
	for (size_t i = 1; i <= 3; i++) {
		assert_true(session_next(&x));
		assert_int_equal(x.q.number, i);
		assert_int_equal(x.q.left, 3 - i);
		session_wrong(&x);
		assert_false(x.v.comes_back); /* the end comes before its turn */
	}
	assert_false(session_next(&x));
	assert_int_equal(x.err.status, 0);
	session_report(&x);
	assert_int_equal(x.report.answered, 3);
	assert_int_equal(x.report.missed_left, 3);
	session_free(&x);

	set(t, "session", "2");
	assert_int_equal(session_all_right(t, tmpbank_time(0, 10, 0), SESSION_PLAIN), 2);
	/* What is asked for goes before the setting. */
	assert_int_equal(session_all_right(t, tmpbank_time(0, 11, 0),
				 (struct cpc_study_options){.new_concepts = -1, .limit = 5}),
		5);
	set(t, "session", NULL);
	assert_true(answers_on(t, 0, 12) > 5);
}

/* A wrong answer counts in the session's limit when it comes back, and does when there is room. */
static void limit_and_return(void **state)
{
	struct tmpbank *t = *state;
	struct session x;
	tmpbank_plain(t, 10);
	tmpbank_load(t);
	session_start(&x, t, tmpbank_time(0, 9, 0),
		(struct cpc_study_options){.new_concepts = -1, .limit = 6});
	session_expect(&x, "one-001");
	session_wrong(&x);
	assert_true(x.v.comes_back);
	for (int i = 2; i <= 5; i++) {
		session_next(&x);
		session_wrong(&x);
		assert_false(x.v.comes_back);
	}
	session_expect(&x, "one-001");
	session_right(&x);
	assert_false(session_next(&x));
	session_free(&x);
}

static void limit_of_minutes(void **state)
{
	struct tmpbank *t = *state;
	struct session x;
	tmpbank_plain(t, 10);
	tmpbank_load(t);
	session_start(&x, t, tmpbank_time(0, 9, 0),
		(struct cpc_study_options){.new_concepts = -1, .minutes = 2});
	session_next(&x);
	session_right(&x);
	x.now.at_ms = tmpbank_time(0, 9, 2).at_ms - 1;
	assert_true(session_next(&x)); /* a millisecond before the end */
	x.now.at_ms += 60000;
	assert_true(session_next(&x)); /* what is shown may be answered */
	session_right(&x);
	assert_false(session_next(&x));
	x.now.at_ms = tmpbank_time(0, 9, 1).at_ms; /* a clock that goes back lets it go on */
	assert_true(session_next(&x));
	session_free(&x);
	set(t, "minutes", "1");
	session_start(&x, t, tmpbank_time(0, 9, 0), SESSION_PLAIN);
	assert_true(session_next(&x));
	session_right(&x);
	x.now.at_ms = tmpbank_time(0, 9, 1).at_ms;
	assert_false(session_next(&x));
	session_free(&x);
	session_start(&x, t, tmpbank_time(0, 9, 0),
		(struct cpc_study_options){.new_concepts = -1, .minutes = 1440});
	x.now.at_ms = tmpbank_time(1, 8, 59).at_ms;
	assert_true(session_next(&x));
	session_free(&x);
}

static void one_domain_only(void **state)
{
	struct tmpbank *t = *state;
	struct session x;
	const struct cpc_study_options two = {.new_concepts = -1, .domain = "two"};
	tmpbank_plain(t, 4);
	tmpbank_load(t);
	answers_on(t, 0, 9);
	session_start(&x, t, tmpbank_time(40, 9, 0), two);
	int n = 0;
	for (; session_next(&x); n++) {
		assert_string_equal(x.q.domain, "two");
		assert_string_equal(x.q.domain_title, "Title of two");
		session_right(&x);
	}
	session_report(&x);
	assert_int_equal(x.report.domain_count, 1);
	session_free(&x);
	assert_int_equal(n, 4);
	assert_int_equal(session_all_right(t, tmpbank_time(40, 12, 0), two), 0);
	assert_int_equal(answers_on(t, 40, 13), 8);
}

/* A concept that two domains ask is met in a session of one by that domain's question. */
static void domain_of_a_shared_concept(void **state)
{
	struct tmpbank *t = *state;
	tmpbank_blueprint(t, "one:50 two:50");
	FILE *f = tmpbank_file(t, "questions/a/one.md", "one");
	tmpbank_question(f, "one-1", "concept: shared\n");
	tmpbank_question(f, "one-2", "");
	tmpbank_done(t, f);
	f = tmpbank_file(t, "questions/a/two.md", "two");
	tmpbank_question(f, "two-1", "concept: shared\n");
	tmpbank_question(f, "two-2", "");
	tmpbank_done(t, f);
	tmpbank_load(t);
	for (int day = 0; day < 400; day += 40) {
		struct session x;
		session_start(&x, t, tmpbank_time(day, 9, 0),
			(struct cpc_study_options){.new_concepts = -1, .domain = "one"});
		while (session_next(&x)) {
			assert_string_equal(x.q.domain, "one");
			session_right(&x);
		}
		session_free(&x);
	}
}

static int start(struct tmpbank *t, struct cpc_study_options options)
{
	cpc_study *s = (cpc_study *)t;
	int rc = cpc_study_start(t->c, &options, tmpbank_time(0, 9, 0), &s, &t->err);
	if (rc)
		assert_null(s);
	assert_int_equal(t->err.status, rc);
	cpc_study_free(s);
	return rc;
}

static void unknown_domains(void **state)
{
	struct tmpbank *t = *state;
	assert_int_equal(start(t, SESSION_PLAIN), CPC_NOINPUT); /* no bank yet */
	assert_non_null(strstr(t->err.text, "no questions in it yet"));
	tmpbank_plain(t, 1);
	tmpbank_load(t);
	assert_int_equal(start(t, (struct cpc_study_options){.domain = "thre"}), CPC_NOINPUT);
	assert_string_equal(t->err.text,
		"no domain is called \"thre\"; did you mean \"three\"? There are: one, two, three");
	assert_int_equal(start(t, (struct cpc_study_options){.domain = "oncology"}), CPC_NOINPUT);
	assert_string_equal(
		t->err.text, "no domain is called \"oncology\". There are: one, two, three");
	assert_int_equal(start(t, (struct cpc_study_options){.domain = ""}), CPC_NOINPUT);
	assert_int_equal(start(t, (struct cpc_study_options){.domain = "two"}), CPC_OK);
}

static void options_out_of_range(void **state)
{
	struct tmpbank *t = *state;
	static const struct cpc_study_options bad[] = {{.limit = -1}, {.minutes = -1},
		{.minutes = 1441}, {.new_concepts = -2}, {.limit = INT32_MIN},
		{.minutes = INT32_MAX}, {.new_concepts = INT32_MIN}};
	static const struct cpc_study_options good[] = {{.limit = INT32_MAX}, {.minutes = 1440},
		{.new_concepts = INT32_MAX}, {.new_concepts = -1}, {.seed = UINT64_MAX}};
	tmpbank_plain(t, 1);
	tmpbank_load(t);
	char *before = tmpbank_dump(t, TMPBANK_DERIVED TMPBANK_LOG);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_int_equal(start(t, bad[i]), CPC_USAGE);
	/* None of them has kept the lock. */
	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		assert_int_equal(start(t, good[i]), CPC_OK);
	cpc_study *s;
	assert_int_equal(
		cpc_study_start(t->c, &bad[3], (struct cpc_time){0, 1000}, &s, NULL), CPC_USAGE);
	assert_int_equal(
		cpc_study_start(t->c, &good[3], (struct cpc_time){0, 901}, &s, NULL), CPC_USAGE);
	assert_int_equal(cpc_study_start(t->c, &good[3], (struct cpc_time){INT64_MAX, 0}, &s, NULL),
		CPC_USAGE);
	assert_same_dump(t, TMPBANK_DERIVED TMPBANK_LOG, before);
	free(before);
}

/* One session on a file, whoever opens the second. */
static void session_lock(void **state)
{
	struct tmpbank *t = *state;
	struct session x;
	cpc *other;
	cpc_study *s;
	tmpbank_plain(t, 3);
	tmpbank_load(t);
	assert_int_equal(cpc_open(t->db, &other, &t->err), CPC_OK);
	session_start(&x, t, tmpbank_time(0, 9, 0), SESSION_PLAIN);
	for (int i = 0; i < 2; i++) {
		assert_int_equal(cpc_study_start(i ? t->c : other, &SESSION_PLAIN,
					 tmpbank_time(0, 9, 0), &s, &t->err),
			CPC_BUSY);
		assert_null(s);
		assert_non_null(strstr(t->err.text, "another session is open on this file"));
	}
	/* What only looks needs no lock, and the first session goes on. */
	struct cpc_today today;
	assert_int_equal(cpc_today(other, tmpbank_time(0, 9, 0), &today, &t->err), CPC_OK);
	assert_int_equal(
		cpc_setting_set(other, "minutes", "9", tmpbank_time(0, 9, 0), &t->err), CPC_OK);
	session_next(&x);
	session_right(&x);
	session_free(&x);
	assert_int_equal(
		cpc_study_start(other, &SESSION_PLAIN, tmpbank_time(0, 9, 0), &s, &t->err), CPC_OK);
	assert_int_equal(start(t, SESSION_PLAIN), CPC_BUSY);
	cpc_study_free(s);
	assert_int_equal(start(t, SESSION_PLAIN), CPC_OK);
	cpc_close(other);
	cpc_study_free(NULL);
	cpc_close(NULL);
}

/* Calls out of order --------------------------------------------------------------------------- */

#define USAGE(call) assert_int_equal(call, CPC_USAGE)

static void out_of_order(void **state)
{
	struct tmpbank *t = *state;
	struct session x;
	bool on = false;
	tmpbank_plain(t, 3);
	tmpbank_load(t);
	char *before = tmpbank_dump(t, TMPBANK_DERIVED TMPBANK_LOG);
	session_start(&x, t, tmpbank_time(0, 9, 0), SESSION_PLAIN);
	/* Nothing was shown yet. */
	USAGE(session_try(&x, (struct cpc_answer){.choice = 0}));
	assert_string_equal(x.err.text, "no question is waiting for an answer");
	USAGE(cpc_study_hint(x.s, &x.q, &x.err));
	USAGE(cpc_study_skip(x.s, &x.err));
	USAGE(cpc_study_flag(x.s, x.now, &on, &x.err));
	assert_int_equal(cpc_study_undo(x.s, x.now, &x.err), CPC_NO);
	assert_same_dump(t, TMPBANK_DERIVED TMPBANK_LOG, before);
	free(before);
	session_next(&x);
	session_right(&x);
	/* It is answered. */
	before = tmpbank_dump(t, TMPBANK_DERIVED TMPBANK_LOG);
	USAGE(session_try(&x, (struct cpc_answer){.choice = 0}));
	USAGE(cpc_study_hint(x.s, &x.q, &x.err));
	USAGE(cpc_study_skip(x.s, &x.err));
	/* Times that cannot be, with a question on the screen. */
	session_next(&x);
	const struct cpc_time bad = {x.now.at_ms, 1000};
	USAGE(cpc_study_answer(x.s, &(struct cpc_answer){.choice = 0}, bad, &x.v, &x.err));
	USAGE(cpc_study_flag(x.s, bad, &on, &x.err));
	USAGE(cpc_study_undo(x.s, bad, &x.err));
	USAGE(cpc_study_end(x.s, bad, &x.report, &x.err));
	assert_same_dump(t, TMPBANK_DERIVED TMPBANK_LOG, before);
	free(before);
	session_right(&x);
	/* After an undo the question has to be shown before it is answered. */
	session_undo(&x);
	USAGE(session_try(&x, (struct cpc_answer){.choice = 0}));
	session_next(&x);
	session_right(&x);
	session_free(&x);
}

/* The report ----------------------------------------------------------------------------------- */

static void report(void **state)
{
	struct tmpbank *t = *state;
	struct session x;
	tmpbank_plain(t, 4);
	tmpbank_load(t);
	session_start(&x, t, tmpbank_time(0, 9, 0), SESSION_PLAIN);
	session_report(&x);
	assert_int_equal(x.report.answered, 0);
	assert_int_equal(x.report.domain_count, 0);
	assert_int_equal(x.report.ms, 0);
	/* one-001 wrong, two-001 right, three-001 wrong, one-002 right, two-002 right, and the
	 * return of one-001, right. */
	for (int i = 0; i < 6; i++) {
		session_next(&x);
		if (i == 0 || i == 2)
			session_wrong(&x);
		else
			session_right(&x);
	}
	assert_string_equal(x.v.id, "cpc/one-001");
	x.now.at_ms += 1500;
	session_report(&x);
	assert_int_equal(x.report.answered, 6);
	assert_int_equal(x.report.right, 4);
	assert_int_equal(x.report.new_concepts, 5);
	assert_int_equal(x.report.missed_left, 1);
	assert_int_equal(x.report.ms, 61500);
	assert_int_equal(x.report.domain_count, 3);
	static const struct cpc_domain_score expected[] = {{"one", "Title of one", 3, 2},
		{"two", "Title of two", 2, 2}, {"three", "Title of three", 1, 0}};
	for (int d = 0; d < 3; d++) {
		assert_string_equal(x.report.domains[d].slug, expected[d].slug);
		assert_string_equal(x.report.domains[d].title, expected[d].title);
		assert_int_equal(x.report.domains[d].answered, expected[d].answered);
		assert_int_equal(x.report.domains[d].right, expected[d].right);
	}
	assert_int_equal(x.report.due_today,
		tmpbank_number(t, "select count(*) from card where due_day <= 20780"));
	assert_int_equal(x.report.due_tomorrow,
		tmpbank_number(t, "select count(*) from card where due_day = 20781"));
	/* The wrong one is missed still when it is on the screen for the second time. */
	session_next(&x);
	session_right(&x);
	session_expect(&x, "three-001");
	session_report(&x);
	assert_int_equal(x.report.missed_left, 1);
	session_right(&x);
	session_report(&x);
	assert_int_equal(x.report.missed_left, 0);
	/* A clock that went back: no negative time. */
	x.now = tmpbank_time(-1, 9, 0);
	session_report(&x);
	assert_int_equal(x.report.ms, 0);
	session_free(&x);
}

/* What was due and was answered wrong is missed; what was taken back is not. */
static void report_after_undo(void **state)
{
	struct tmpbank *t = *state;
	struct session x;
	tmpbank_plain(t, 4);
	tmpbank_load(t);
	session_start(&x, t, tmpbank_time(0, 9, 0), SESSION_PLAIN);
	session_next(&x);
	session_wrong(&x);
	session_next(&x);
	session_right(&x);
	session_undo(&x);
	session_undo(&x);
	session_report(&x);
	assert_int_equal(x.report.answered, 0);
	assert_int_equal(x.report.right, 0);
	assert_int_equal(x.report.new_concepts, 0);
	assert_int_equal(x.report.missed_left, 0);
	assert_int_equal(x.report.domain_count, 0);
	assert_int_equal(x.report.due_today,
		tmpbank_number(t, "select count(*) from card where due_day <= 20780"));
	assert_int_equal(x.report.due_tomorrow, 0);
	session_free(&x);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		tmpbank_test(allowance_of_a_day),
		tmpbank_test(allowance_in_two_sessions),
		tmpbank_test(more_than_the_allowance),
		tmpbank_test(no_new_but_due),
		tmpbank_test(limit_of_questions),
		tmpbank_test(limit_and_return),
		tmpbank_test(limit_of_minutes),
		tmpbank_test(one_domain_only),
		tmpbank_test(domain_of_a_shared_concept),
		tmpbank_test(unknown_domains),
		tmpbank_test(options_out_of_range),
		tmpbank_test(session_lock),
		tmpbank_test(out_of_order),
		tmpbank_test(report),
		tmpbank_test(report_after_undo),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
