/*
 * test_bank_history.c - the bank is edited and the learner's history stays: texts, concepts, files
 * and pools change, questions go and come back. After each, what is derived equals a rebuild.
 * May use: cpc.h, tmpbank.h. Must not know: how the engine loads.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "oracle.h"
#include "session.h"

/* A bank of one domain and one file: "slug keys", "slug keys" ... */
static void write_bank(struct tmpbank *t, const char *const questions[][2], size_t n)
{
	tmpbank_blueprint(t, "one:100");
	FILE *f = tmpbank_file(t, "questions/a/one.md", "one");
	for (size_t i = 0; i < n; i++)
		tmpbank_question(f, questions[i][0], questions[i][1]);
	tmpbank_done(t, f);
}

#define BANK(t, ...)                                                                               \
	do {                                                                                       \
		write_bank(t, (const char *const[][2]){__VA_ARGS__},                               \
			sizeof((const char *const[][2]){__VA_ARGS__}) / sizeof(char *[2]));        \
		tmpbank_load(t);                                                                   \
	} while (0)

/* On `day` answer all that comes; "q-1" as wrong, the others right, each once. */
static int study_day(struct tmpbank *t, int64_t day, const char *wrong)
{
	struct session x;
	int answers = 0;
	session_start(&x, t, tmpbank_time(day, 9, 0), SESSION_PLAIN);
	for (; session_next(&x) && x.q.reason != CPC_REASON_AGAIN; answers++) {
		if (strcmp(x.q.id + 4, wrong) == 0)
			session_wrong(&x);
		else
			session_right(&x);
	}
	session_free(&x);
	return answers;
}

static void edited_question_keeps_its_history(void **state)
{
	struct tmpbank *t = *state;
	BANK(t, {"q-1", ""}, {"q-2", ""});
	assert_int_equal(study_day(t, 0, ""), 2);
	char *cards = tmpbank_dump(t, "select * from card order by concept;"
				      "select * from review order by seq;");
	/* A typo, a new source, another difficulty: the same question. */
	BANK(t, {"q-1", "source: another\n"}, {"q-2", ""});
	assert_int_equal(t->report.edited, 1);
	assert_same_dump(
		t, "select * from card order by concept;select * from review order by seq;", cards);
	free(cards);
	assert_sound(t);
	/* Nothing is new again. */
	struct cpc_today today;
	assert_int_equal(cpc_today(t->c, tmpbank_time(1, 9, 0), &today, &t->err), CPC_OK);
	assert_int_equal(today.concepts_seen, 2);
	assert_int_equal(today.new_today, 0);
	/* The event tells which text was answered. */
	assert_number(t,
		"select count(*) from event e join question q on q.qid = e.subject "
		"where e.body ->> 'hash' = q.hash",
		1);
}

static void concept_renamed(void **state)
{
	struct tmpbank *t = *state;
	BANK(t, {"q-1", "concept: old\n"}, {"q-2", "concept: old\n"}, {"q-3", ""});
	study_day(t, 0, "");
	study_day(t, 3, "");
	char *before = tmpbank_rows(t,
		"select stability, difficulty, first_day, last_day, reps, lapses from card "
		"where concept = 'cpc:old'");
	BANK(t, {"q-1", "concept: new\n"}, {"q-2", "concept: new\n"}, {"q-3", ""});
	/* All of it under the new name (the due day may differ: its fuzz is the concept's). */
	assert_rows(t,
		"select stability, difficulty, first_day, last_day, reps, lapses from card "
		"where concept = 'cpc:new'",
		before);
	free(before);
	assert_number(t, "select count(*) from card where concept = 'cpc:old'", 0);
	assert_number(t, "select count(*) from concept where concept = 'cpc:old'", 0);
	assert_number(t, "select introduced from concept where concept = 'cpc:new'", 1);
	assert_sound(t);
}

/* One of two questions leaves its concept: its answers go with it, and both cards are what a
 * learner would have who had answered just those. */
static void concept_split_and_joined(void **state)
{
	struct tmpbank *t = *state;
	BANK(t, {"q-1", "concept: both\n"}, {"q-2", "concept: both\n"}, {"q-3", ""});
	for (int day = 0; day < 40; day += 2)
		study_day(t, day, day == 4 ? "q-2" : "");
	int64_t first = tmpbank_number(t, "select count(*) from event where subject = 'cpc/q-1'");
	int64_t second = tmpbank_number(t, "select count(*) from event where subject = 'cpc/q-2'");
	assert_true(first >= 2 && second >= 1);
	char *joined = tmpbank_dump(t, TMPBANK_DERIVED);
	assert_sound(t);

	BANK(t, {"q-1", "concept: both\n"}, {"q-2", "concept: apart\n"}, {"q-3", ""});
	assert_number(t, "select reps from card where concept = 'cpc:both'", first);
	assert_number(t, "select reps from card where concept = 'cpc:apart'", second);
	assert_number(t,
		"select count(*) from review where (qid = 'cpc/q-2') <> (concept = 'cpc:apart')",
		0);
	assert_number(t,
		"select min(day) = k.first_day and max(day) = k.last_day "
		"from review r join card k using (concept) where concept = 'cpc:apart'",
		1);
	assert_sound(t);

	BANK(t, {"q-1", "concept: both\n"}, {"q-2", "concept: both\n"}, {"q-3", ""});
	assert_same_dump(t, TMPBANK_DERIVED, joined);
	free(joined);
	assert_sound(t);
}

static void question_gone_and_back(void **state)
{
	struct tmpbank *t = *state;
	struct cpc_today today;
	BANK(t, {"q-1", ""}, {"q-2", ""});
	study_day(t, 0, "q-1");
	char *before = tmpbank_dump(t, TMPBANK_DERIVED);
	BANK(t, {"q-2", ""});
	assert_int_equal(t->report.removed, 1);
	/* The card stays and rests: it is not due and not counted. */
	assert_rows(
		t, "select concept, active from card order by concept", "cpc/q-1|0\ncpc/q-2|1\n");
	assert_int_equal(cpc_today(t->c, tmpbank_time(0, 20, 0), &today, &t->err), CPC_OK);
	assert_int_equal(today.due, 0);
	assert_int_equal(today.concepts, 1);
	assert_int_equal(today.answered, 2);
	assert_int_equal(study_day(t, 0, ""), 0);
	assert_sound(t);
	BANK(t, {"q-1", ""}, {"q-2", ""});
	assert_same_dump(t, TMPBANK_DERIVED, before);
	free(before);
	assert_int_equal(study_day(t, 0, ""), 1);
	assert_number(t, "select reps from card where concept = 'cpc/q-1'", 2);
	assert_sound(t);
}

/* The log knows the concept under which an answer was given; the bank's word is the newer one
 * while it has the question. */
static void renamed_then_gone(void **state)
{
	struct tmpbank *t = *state;
	BANK(t, {"q-1", "concept: old\n"}, {"q-2", ""});
	study_day(t, 0, "");
	BANK(t, {"q-1", "concept: new\n"}, {"q-2", ""});
	assert_sound(t);
	BANK(t, {"q-2", ""});
	assert_sound(t);
	BANK(t, {"q-1", "concept: newer\n"}, {"q-2", ""});
	assert_sound(t);
	assert_number(t, "select reps from card where concept = 'cpc:newer' and active = 1", 1);
	assert_number(t, "select count(*) from card", 2);
}

/* A concept whose other question stays lives on with the history of both. */
static void one_of_two_goes(void **state)
{
	struct tmpbank *t = *state;
	BANK(t, {"q-1", "concept: both\n"}, {"q-2", "concept: both\n"}, {"q-3", ""});
	for (int day = 0; day < 20; day += 2)
		study_day(t, day, "");
	char *before = tmpbank_rows(t, "select * from card where concept = 'cpc:both'");
	BANK(t, {"q-2", "concept: both\n"}, {"q-3", ""});
	assert_rows(t, "select * from card where concept = 'cpc:both'", before);
	free(before);
	assert_sound(t);
}

static void moved_to_another_file(void **state)
{
	struct tmpbank *t = *state;
	BANK(t, {"q-1", ""}, {"q-2", ""});
	study_day(t, 0, "q-1");
	char *before = tmpbank_dump(t, "select * from card order by concept;"
				       "select * from review order by seq;");
	tmpbank_blueprint(t, "one:60 two:40");
	FILE *f = tmpbank_file(t, "questions/a/one.md", "one");
	tmpbank_question(f, "q-2", "");
	tmpbank_done(t, f);
	f = tmpbank_file(t, "questions/a/two.md", "two");
	tmpbank_question(f, "q-1", "");
	tmpbank_done(t, f);
	tmpbank_load(t);
	assert_same_dump(t,
		"select * from card order by concept;select * from review order by seq;", before);
	free(before);
	assert_rows(t, "select concept, domain from concept order by concept",
		"cpc/q-1|two\ncpc/q-2|one\n");
	assert_sound(t);
}

/* What follows from the bank does not depend on when its files came. */
static void file_added_before_others(void **state)
{
	struct tmpbank *t = *state;
	tmpbank_blueprint(t, "one:60 two:40");
	FILE *f = tmpbank_file(t, "questions/b/two.md", "two");
	tmpbank_question(f, "q-1", "concept: shared\n");
	tmpbank_question(f, "q-2", "");
	tmpbank_done(t, f);
	tmpbank_load(t);
	f = tmpbank_file(t, "questions/a/one.md", "one");
	tmpbank_question(f, "q-3", "");
	tmpbank_question(f, "q-4", "concept: shared\n");
	tmpbank_done(t, f);
	tmpbank_load(t);
	assert_rows(t, "select concept, domain from concept order by ord",
		"cpc/q-3|one\ncpc:shared|one\ncpc/q-2|two\n");
	assert_sound(t);
}

static void into_the_mock_pool(void **state)
{
	struct tmpbank *t = *state;
	BANK(t, {"q-1", ""}, {"q-2", ""});
	study_day(t, 0, "q-1");
	char *before = tmpbank_dump(t, TMPBANK_DERIVED);
	BANK(t, {"q-1", "pool: mock\n"}, {"q-2", ""});
	assert_number(t, "select active from card where concept = 'cpc/q-1'", 0);
	assert_int_equal(study_day(t, 0, ""), 0);
	assert_sound(t);
	BANK(t, {"q-1", ""}, {"q-2", ""});
	assert_same_dump(t, TMPBANK_DERIVED, before);
	free(before);
	assert_sound(t);
}

/* A flag is the question's own and outlives edits, and its absence. */
static void flags_stay(void **state)
{
	struct tmpbank *t = *state;
	struct session x;
	bool on = false;
	BANK(t, {"q-1", ""}, {"q-2", ""});
	session_start(&x, t, tmpbank_time(0, 9, 0), SESSION_PLAIN);
	session_expect(&x, "q-1");
	assert_int_equal(cpc_study_flag(x.s, x.now, &on, &x.err), CPC_OK);
	session_free(&x);
	BANK(t, {"q-2", ""});
	assert_sound(t);
	BANK(t, {"q-1", "basis: book\n"}, {"q-2", ""});
	session_start(&x, t, tmpbank_time(0, 9, 0), SESSION_PLAIN);
	session_expect(&x, "q-1");
	assert_true(x.q.flagged);
	session_free(&x);
	assert_sound(t);
}

/* Another process loads an edited bank while a session is open: what the learner does next is
 * taken, and nothing derived is off. */
static void edited_during_a_session(void **state)
{
	struct tmpbank *t = *state;
	struct session x;
	cpc *other;
	BANK(t, {"q-1", "concept: old\n"}, {"q-2", ""}, {"q-3", ""}, {"q-4", ""}, {"q-5", ""});
	assert_int_equal(cpc_open(t->db, &other, &t->err), CPC_OK);
	session_start(&x, t, tmpbank_time(0, 9, 0), SESSION_PLAIN);
	session_expect(&x, "q-1");
	session_wrong(&x);
	session_expect(&x, "q-2");
	session_undo(&x);
	session_expect(&x, "q-1");
	/* While q-1 is on the screen it gets another concept, and q-2, which waits, goes. */
	write_bank(t,
		(const char *const[][2]){
			{"q-1", "concept: new\n"}, {"q-3", ""}, {"q-4", ""}, {"q-5", ""}},
		4);
	assert_int_equal(cpc_bank_load(other, t->bank, x.now, NULL, NULL, NULL, &t->err), CPC_OK);
	session_right(&x);
	assert_rows(t, "select concept, reps from card", "cpc:new|1\n");
	session_expect(&x, "q-3");
	session_right(&x);
	/* The answer is taken back after its concept was renamed once more. */
	write_bank(t,
		(const char *const[][2]){
			{"q-1", "concept: newer\n"}, {"q-4", ""}, {"q-5", ""}, {"q-6", ""}},
		4);
	assert_int_equal(cpc_bank_load(other, t->bank, x.now, NULL, NULL, NULL, &t->err), CPC_OK);
	session_undo(&x); /* of q-3, which is gone: there is nothing to show for it */
	session_undo(&x);
	assert_number(t, "select count(*) from card", 0);
	assert_number(t, "select count(*) from review", 0);
	session_expect(&x, "q-1");
	session_right(&x);
	assert_rows(t, "select concept, reps from card", "cpc:newer|1\n");
	while (session_next(&x))
		session_right(&x);
	session_report(&x);
	session_free(&x);
	cpc_close(other);
	assert_sound(t);
}

/* The question that is taken back is the one that was answered, though another of its concept
 * stands before it by now. */
static void edited_before_an_undo(void **state)
{
	struct tmpbank *t = *state;
	struct session x;
	BANK(t, {"q-2", "concept: same\n"}, {"q-9", ""});
	session_start(&x, t, tmpbank_time(0, 9, 0), SESSION_PLAIN);
	session_expect(&x, "q-2");
	session_right(&x);
	BANK(t, {"q-1", "concept: same\n"}, {"q-2", "concept: same\n"}, {"q-9", ""});
	session_undo(&x);
	session_expect(&x, "q-2");
	session_wrong(&x);
	session_expect(&x, "q-9");
	session_right(&x);
	session_expect(&x, "q-1");
	assert_int_equal(x.q.reason, CPC_REASON_AGAIN);
	session_free(&x);
	assert_sound(t);
}

/* Many edits at random between days of study, each followed by a look at every derived row. */
static void random_edits(void **state)
{
	struct tmpbank *t = *state;
	uint64_t seed = 5;
	for (int day = 0; day < 40; day += 2) {
		tmpbank_blueprint(t, "one:100");
		FILE *f[2] = {tmpbank_file(t, "questions/a/one.md", "one"), NULL};
		for (int part = 0; part < 2; part++) {
			if (part == 1) {
				tmpbank_done(t, f[0]);
				f[1] = tmpbank_file(t, "questions/a/two.md", "one");
			}
			tmpbank_question(f[part], part ? "two-0" : "one-0", "");
			for (int i = 1; i < 12; i++) {
				char slug[16], keys[64] = "";
				seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407;
				unsigned draw = (unsigned)(seed >> 33);
				if (draw % 2 != (unsigned)part || draw / 2 % 5 == 0)
					continue;
				snprintf(slug, sizeof slug, "q-%d", i + 20 * part);
				if (draw / 10 % 3)
					snprintf(keys, sizeof keys, "concept: c-%u\n%s",
						draw / 30 % 4,
						draw / 120 % 6 ? "" : "pool: mock\n");
				tmpbank_question(f[part], slug, keys);
			}
		}
		tmpbank_done(t, f[1]);
		tmpbank_load(t);
		assert_sound(t);
		study_day(t, day, day % 6 ? "one-0" : "q-3");
		assert_sound(t);
		assert_cards_follow_log(t);
	}
	assert_number(t, "select count(*) > 60 from event", 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		tmpbank_test(edited_question_keeps_its_history),
		tmpbank_test(concept_renamed),
		tmpbank_test(concept_split_and_joined),
		tmpbank_test(question_gone_and_back),
		tmpbank_test(renamed_then_gone),
		tmpbank_test(one_of_two_goes),
		tmpbank_test(moved_to_another_file),
		tmpbank_test(file_added_before_others),
		tmpbank_test(into_the_mock_pool),
		tmpbank_test(flags_stay),
		tmpbank_test(edited_during_a_session),
		tmpbank_test(edited_before_an_undo),
		tmpbank_test(random_edits),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
