/*
 * test_study_days.c - many days of study: what must hold of every session of a learner who is drawn
 * at random, the hour at which a day begins, zones, and clocks that go wrong.
 * May use: cpc.h, session.h, oracle.h. Must not know: how the engine keeps its queue.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "oracle.h"
#include "session.h"

/* A learner drawn at random ------------------------------------------------------------------- */

enum { CONCEPTS = 36, DAYS = 60, ALLOWANCE = 5 };

static unsigned draw(uint64_t *seed, unsigned n)
{
	*seed = *seed * UINT64_C(6364136223846793005) + 1442695040888963407;
	return (unsigned)(*seed >> 33) % n;
}

/* 36 concepts in three domains: c00-a, and for every third also c00-b and c00-c. */
static void concepts(struct tmpbank *t)
{
	static const char *const domains[] = {"one", "two", "three"};
	tmpbank_blueprint(t, "one:50 two:30 three:20");
	for (int d = 0; d < 3; d++) {
		char path[64], slug[16], keys[32];
		snprintf(path, sizeof path, "questions/a/%s.md", domains[d]);
		FILE *f = tmpbank_file(t, path, domains[d]);
		for (int c = d; c < CONCEPTS; c += 3) {
			for (int letter = 'a'; letter <= (c % 9 < 3 ? 'c' : 'a'); letter++) {
				snprintf(slug, sizeof slug, "c%02d-%c", c, letter);
				snprintf(keys, sizeof keys, "concept: c%02d\n", c);
				tmpbank_question(f, slug, keys);
			}
		}
		tmpbank_done(t, f);
	}
	tmpbank_load(t);
}

struct watch {			   /* what is known of one session */
	int concept, last;	   /* of the question on the screen and the one before; -1: none */
	size_t wrong_at[CONCEPTS]; /* number of the question last answered wrong; 0: none */
	bool first[CONCEPTS];	   /* asked as due or new */
	bool new_seen, early;	   /* a new one was asked; one came back before its time */
	int fresh;
};

static void look(struct watch *w, const struct cpc_question *q)
{
	w->concept = (q->id[5] - '0') * 10 + q->id[6] - '0';
	assert_in_range(w->concept, 0, CONCEPTS - 1);
	/* Never two questions of one concept in a row. */
	assert_int_not_equal(w->concept, w->last);
	if (q->reason == CPC_REASON_AGAIN) {
		/* After four others, or when nothing but returns is left. */
		size_t wrong_at = w->wrong_at[w->concept];
		assert_true(wrong_at > 0);
		w->early = w->early || q->number - wrong_at <= 4;
		return;
	}
	assert_false(w->early);
	assert_int_equal(w->wrong_at[w->concept], 0);
	assert_false(w->first[w->concept]);
	w->first[w->concept] = true;
	/* First what is due, then what is new. */
	assert_false(q->reason == CPC_REASON_DUE && w->new_seen);
	w->new_seen = w->new_seen || q->reason == CPC_REASON_NEW;
	w->fresh += q->reason == CPC_REASON_NEW;
}

/* Concepts of higher numbers are harder; what was answered wrong is known a little better. */
static void give(struct session *x, struct watch *w, uint64_t *seed)
{
	static const enum cpc_confidence confidences[] = {CPC_GUESSED, CPC_PLAIN, CPC_SURE};
	bool right = draw(seed, 100) < 90 - (unsigned)w->concept + (x->q.reason == 3) * 15;
	session_answer(
		x, (struct cpc_answer){.choice = right ? session_key(x) : session_distractor(x),
			   .confidence = confidences[draw(seed, 3)]});
	w->wrong_at[w->concept] = right ? 0 : x->q.number;
	w->last = w->concept;
	if (right)
		assert_true(x->v.due_day > x->v.today);
	else
		assert_int_equal(x->v.due_day, x->v.today);
}

static int one_day(struct tmpbank *t, int64_t day, uint64_t *seed)
{
	struct session x;
	struct watch w = {.last = -1};
	struct cpc_today today;
	assert_int_equal(cpc_today(t->c, tmpbank_time(day, 9, 0), &today, &t->err), CPC_OK);
	session_start(&x, t, tmpbank_time(day, 9, 0),
		(struct cpc_study_options){.seed = *seed, .new_concepts = -1});
	size_t answers = 0, missed = 0;
	for (; session_next(&x); answers++) {
		assert_int_equal(x.q.number, answers + 1);
		look(&w, &x.q);
		give(&x, &w, seed);
	}
	assert_int_equal(w.fresh, today.new_today);
	for (int c = 0; c < CONCEPTS; c++)
		missed += w.wrong_at[c] > 0;
	/* At most the one that could not be asked twice in a row. */
	assert_in_range(missed, 0, 1);
	session_report(&x);
	assert_int_equal(x.report.answered, answers);
	assert_int_equal(x.report.missed_left, missed);
	session_free(&x);
	assert_int_equal(cpc_today(t->c, x.now, &today, &t->err), CPC_OK);
	assert_int_equal(today.due, missed);
	assert_int_equal(today.answered, answers);
	return (int)answers;
}

static void sixty_days(void **state)
{
	struct tmpbank *t = *state;
	uint64_t seed = 20261123;
	int answers = 0;
	concepts(t);
	assert_int_equal(
		cpc_setting_set(t->c, "new-per-day", "5", tmpbank_time(0, 8, 0), &t->err), CPC_OK);
	for (int64_t day = 0; day < DAYS; day++) {
		if (draw(&seed, 6) > 0) /* a day off now and then */
			answers += one_day(t, day, &seed);
	}
	assert_true(answers > 300);
	assert_number(t, "select count(*) from card", CONCEPTS);
	assert_number(t, "select max(n) from (select count(*) as n from card group by first_day)",
		ALLOWANCE);
	/* All questions of a concept had their turn. */
	assert_number(t,
		"select count(*) from question q where not exists "
		"(select 1 from review r where r.qid = q.qid)",
		0);
	assert_cards_follow_log(t);
	assert_sound(t);
}

/* The day ------------------------------------------------------------------------------------- */

static void answer_at(struct tmpbank *t, struct cpc_time now, bool right)
{
	struct session x;
	now.at_ms -= 10000; /* the answer is given ten seconds after the question is shown */
	session_start(&x, t, now, (struct cpc_study_options){.new_concepts = 1000});
	assert_true(session_next(&x));
	if (right)
		session_right(&x);
	else
		session_wrong(&x);
	session_free(&x);
}

static int64_t last_day(const struct tmpbank *t)
{
	return tmpbank_number(t, "select body ->> 'day' from event order by seq desc limit 1") -
	       TMPBANK_DAY;
}

static void day_begins_at_four(void **state)
{
	struct tmpbank *t = *state;
	struct cpc_today today;
	struct cpc_time before = tmpbank_time(5, 4, 0);
	before.at_ms--;
	tmpbank_plain(t, 40);
	tmpbank_load(t);
	answer_at(t, tmpbank_time(5, 0, 1), true);
	assert_int_equal(last_day(t), 4);
	answer_at(t, before, true);
	assert_int_equal(last_day(t), 4);
	answer_at(t, tmpbank_time(5, 4, 0), true);
	assert_int_equal(last_day(t), 5);
	answer_at(t, tmpbank_time(6, 3, 59), true);
	assert_int_equal(last_day(t), 5);
	assert_int_equal(cpc_today(t->c, before, &today, &t->err), CPC_OK);
	assert_int_equal(today.day, TMPBANK_DAY + 4);
	assert_int_equal(today.answered, 2);
	assert_int_equal(today.new_today, 18);
	assert_int_equal(cpc_today(t->c, tmpbank_time(5, 4, 0), &today, &t->err), CPC_OK);
	assert_int_equal(today.day, TMPBANK_DAY + 5);
	assert_int_equal(today.answered, 2);
	assert_int_equal(today.new_today, 18);
	/* By the learner's own clock, wherever that is: 04:00 in Chicago is 10:00 UTC. */
	struct cpc_time chicago = {tmpbank_time(8, 10, 0).at_ms, -360};
	answer_at(t, chicago, true);
	assert_int_equal(last_day(t), 8);
	chicago.at_ms--;
	answer_at(t, chicago, true);
	assert_int_equal(last_day(t), 7);
	assert_cards_follow_log(t);
	assert_sound(t);
}

static void another_hour(void **state)
{
	struct tmpbank *t = *state;
	static const struct {
		const char *value;
		int hour;
	} hours[] = {{"0", 0}, {"23", 23}, {"12", 12}, {NULL, 4}};
	tmpbank_plain(t, 40);
	tmpbank_load(t);
	for (int64_t i = 0; i < 4; i++) {
		struct cpc_time begin = tmpbank_time(10 * i, hours[i].hour, 0);
		assert_int_equal(
			cpc_setting_set(t->c, "rollover", hours[i].value, begin, &t->err), CPC_OK);
		answer_at(t, begin, true);
		assert_int_equal(last_day(t), 10 * i);
		begin.at_ms--;
		answer_at(t, begin, true);
		assert_int_equal(last_day(t), 10 * i - 1);
	}
	/* The day of an answer is the one it had then: no change of the setting moves it. */
	char *before = tmpbank_dump(t, TMPBANK_DERIVED);
	assert_sound(t);
	assert_int_equal(
		cpc_setting_set(t->c, "rollover", "17", tmpbank_time(50, 9, 0), &t->err), CPC_OK);
	assert_int_equal(
		cpc_setting_set(t->c, "rollover", NULL, tmpbank_time(50, 9, 0), &t->err), CPC_OK);
	assert_sound(t);
	assert_same_dump(t, TMPBANK_DERIVED, before);
	free(before);
}

/* A session over the hour: each answer belongs to the day on which it is given. */
static void session_over_the_hour(void **state)
{
	struct tmpbank *t = *state;
	struct session x;
	tmpbank_plain(t, 10);
	tmpbank_load(t);
	session_start(&x, t, tmpbank_time(1, 3, 59), SESSION_PLAIN);
	for (int i = 0; i < 12; i++) {
		assert_true(session_next(&x));
		if (i == 0)
			session_wrong(&x);
		else
			session_right(&x);
	}
	session_free(&x);
	assert_rows(t, "select day - 20780, count(*) from review group by day", "0|5\n1|7\n");
	/* The wrong one came back on the next day. */
	assert_rows(
		t, "select day - 20780, grade from review where qid = 'cpc/one-001'", "0|1\n1|3\n");
	assert_cards_follow_log(t);
	assert_sound(t);
}

/* The same answers on the same days by the learners' own clocks, in two zones: the same cards. */
static void tokyo_and_chicago(void **state)
{
	struct tmpbank *t = *state;
	static const int zones[] = {540, -360, -900, 900};
	static const char cards[] = "select * from card order by concept;"
				    "select day, qid, concept, grade from review order by seq;";
	char *first = NULL;
	for (size_t zone = 0; zone < sizeof zones / sizeof *zones; zone++) {
		uint64_t seed = 5;
		cpc_close(t->c);
		t->c = NULL;
		assert_int_equal(unlink(t->db), 0);
		tmpbank_reopen(t);
		tmpbank_plain(t, 8);
		tmpbank_load(t);
		for (int day = 0; day < 14; day++) {
			struct session x;
			/* Early and late: near the hour at which the day begins. */
			struct cpc_time now =
				day % 2 ? tmpbank_time(day, 4, 0) : tmpbank_time(day + 1, 3, 30);
			now.at_ms -= zones[zone] * INT64_C(60000);
			now.zone_min = zones[zone];
			session_start(&x, t, now,
				(struct cpc_study_options){
					.seed = 3, .new_concepts = -1, .limit = 12});
			while (session_next(&x)) {
				if (draw(&seed, 4) == 0)
					session_wrong(&x);
				else
					session_right(&x);
			}
			session_free(&x);
		}
		assert_sound(t);
		if (!first)
			first = tmpbank_dump(t, cards);
		else
			assert_same_dump(t, cards, first);
	}
	free(first);
}

/* Clocks -------------------------------------------------------------------------------------- */

/* Two days back in the midst of a session: nothing is lost, and when the clock is right again all
 * goes on. */
static void clock_goes_back(void **state)
{
	struct tmpbank *t = *state;
	struct session x;
	tmpbank_plain(t, 3);
	tmpbank_load(t);
	session_all_right(t, tmpbank_time(0, 9, 0), SESSION_PLAIN);
	session_start(&x, t, tmpbank_time(10, 9, 0), SESSION_PLAIN);
	for (int i = 0; session_next(&x); i++) {
		if (i == 4)
			x.now = tmpbank_time(8, 9, 0);
		if (i % 3 == 0)
			session_wrong(&x);
		else
			session_right(&x);
		assert_int_equal(x.v.today, TMPBANK_DAY + (i < 4 ? 10 : 8));
		assert_true(x.v.due_day >= x.v.today);
		if (i > 40)
			break;
	}
	session_report(&x);
	assert_int_equal(x.report.ms, 0);
	session_free(&x);
	assert_number(t, "select count(*) from card where stability > 0 and difficulty >= 1", 9);
	assert_number(t, "select count(*) from review where ms < 0", 0);
	/* The log is numbered on, whatever the clock says. */
	assert_number(t, "select count(*) = max(seq) from event", 1);
	assert_cards_follow_log(t);
	assert_sound(t);
	/* Every one of them is asked again, and no later than any card of its stability. */
	session_all_right(t, tmpbank_time(11, 9, 0), SESSION_PLAIN);
	assert_number(t, "select count(*) from card where due_day > 20780 + 11 + 200", 0);
	struct cpc_today today;
	assert_int_equal(cpc_today(t->c, tmpbank_time(300, 9, 0), &today, &t->err), CPC_OK);
	assert_int_equal(today.due, 9);
}

/* A clock forty years ahead, or at 1970, for some answers: every number stays sound, the other
 * concepts are as if nothing was, and taking the answer back mends it. */
static void clock_far_off(void **state)
{
	struct tmpbank *t = *state;
	static const int64_t off[] = {14610, -20780};
	struct session x;
	tmpbank_plain(t, 3);
	tmpbank_load(t);
	session_all_right(t, tmpbank_time(0, 9, 0), SESSION_PLAIN);
	char *before = tmpbank_dump(t, TMPBANK_DERIVED);
	for (int i = 0; i < 2; i++) {
		session_start(&x, t, tmpbank_time(10, 9, 0), SESSION_PLAIN);
		assert_true(session_next(&x));
		x.now = tmpbank_time(off[i], 9, 0);
		session_right(&x);
		assert_true(x.v.due_day >= x.v.today);
		assert_sound(t);
		assert_cards_follow_log(t);
		x.now = tmpbank_time(10, 9, 1);
		session_undo(&x);
		assert_same_dump(t, TMPBANK_DERIVED, before);
		session_free(&x);
	}
	free(before);
	session_start(&x, t, tmpbank_time(10, 9, 0), SESSION_PLAIN);
	for (int i = 0; session_next(&x); i++) {
		x.now = tmpbank_time(i < 2 ? off[i] : 10, 9, 0);
		session_right(&x);
		assert_true(x.v.due_day >= x.v.today);
	}
	session_free(&x);
	assert_number(t, "select count(*) from review", 18);
	assert_number(t,
		"select count(*) from card where stability between 0.001 and 36500 "
		"and difficulty between 1 and 10 and due_day between last_day and last_day + 36500",
		9);
	/* The seven of which the clock was right: */
	assert_number(
		t, "select count(*) from card where last_day = 20790 and due_day < 20790 + 100", 7);
	assert_cards_follow_log(t);
	assert_sound(t);
}

/* The first and the last instant that there are. */
static void ends_of_time(void **state)
{
	struct tmpbank *t = *state;
	static const struct cpc_time ends[] = {{INT64_C(-62135596800000), -900},
		{INT64_C(-62135596800000), 900}, {INT64_C(253402214400000), 900},
		{INT64_C(253402214400000), -900}, {0, 0}};
	static const struct cpc_time outside[] = {{INT64_C(-62135596800001), 0},
		{INT64_C(253402214400001), 0}, {INT64_MIN, 900}, {INT64_MAX, -900}};
	struct session x;
	struct cpc_today today;
	tmpbank_plain(t, 10);
	tmpbank_load(t);
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		session_start(&x, t, ends[i], SESSION_PLAIN);
		assert_true(session_next(&x));
		x.now.at_ms -= 10000;
		session_right(&x);
		session_report(&x);
		session_free(&x);
		assert_int_equal(cpc_today(t->c, ends[i], &today, &t->err), CPC_OK);
	}
	assert_sound(t);
	char *before = tmpbank_dump(t, TMPBANK_DERIVED TMPBANK_LOG);
	session_start(&x, t, tmpbank_time(0, 9, 0), SESSION_PLAIN);
	assert_int_equal(cpc_study_next(x.s, outside[0], &x.q, &x.err), CPC_USAGE);
	assert_true(session_next(&x));
	for (size_t i = 0; i < sizeof outside / sizeof *outside; i++) {
		assert_int_equal(cpc_study_next(x.s, outside[i], &x.q, &x.err), CPC_USAGE);
		assert_int_equal(cpc_study_answer(x.s, &(struct cpc_answer){.choice = 0},
					 outside[i], &x.v, &x.err),
			CPC_USAGE);
		assert_int_equal(cpc_today(t->c, outside[i], &today, &t->err), CPC_USAGE);
		assert_int_equal(
			cpc_setting_set(t->c, "minutes", "5", outside[i], &t->err), CPC_USAGE);
	}
	session_free(&x);
	assert_same_dump(t, TMPBANK_DERIVED TMPBANK_LOG, before);
	free(before);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		tmpbank_test(sixty_days),
		tmpbank_test(day_begins_at_four),
		tmpbank_test(another_hour),
		tmpbank_test(session_over_the_hour),
		tmpbank_test(tokyo_and_chicago),
		tmpbank_test(clock_goes_back),
		tmpbank_test(clock_far_off),
		tmpbank_test(ends_of_time),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
