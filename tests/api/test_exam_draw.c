/*
 * test_exam_draw.c - which questions an exam holds: by the blueprint, from where, by which seed, in
 * which order, and what is refused. May use: cpc.h, exam.h, session.h, oracle.h. Must not know: how
 * they are found.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "exam.h"
#include "oracle.h"
#include "session.h"

#define TEN ((struct cpc_exam_options){.seed = 1, .count = 10})
#define QUESTIONS "select pos, qid, seed from exam_item order by exam, pos"

/* Number of questions of the newest exam that are also in the one before. */
#define SHARED                                                                                     \
	"select count(*) from exam_item a join exam x on x.id = a.exam join exam_item b on "       \
	"b.qid = a.qid join exam y on y.id = b.exam and y.number = x.number - 1 "                  \
	"where x.number = (select max(number) from exam)"

/* One domain: questions one-001 ... of practice, then mock-001 ... */
static void one_domain(struct tmpbank *t, int practice, int mock)
{
	char slug[32];
	tmpbank_blueprint(t, "one:100");
	FILE *f = tmpbank_file(t, "questions/a/one.md", "one");
	for (int i = 1; i <= practice; i++) {
		snprintf(slug, sizeof slug, "one-%03d", i);
		tmpbank_question(f, slug, "");
	}
	for (int i = 1; i <= mock; i++) {
		snprintf(slug, sizeof slug, "mock-%03d", i);
		tmpbank_question(f, slug, "pool: mock\n");
	}
	tmpbank_done(t, f);
	tmpbank_load(t);
}

/* A file of its own. */
static struct tmpbank *another(void)
{
	void *made = NULL;
	assert_int_equal(tmpbank_setup(&made), 0);
	return made;
}

static void end_another(struct tmpbank *other)
{
	void *made = other;
	tmpbank_teardown(&made);
}

/* Answer this one, and no other. */
static void answer_one(struct tmpbank *t, const char *slug, int day, bool right)
{
	struct session x = {.now = tmpbank_time(day, 9, 0)};
	char pattern[64];
	size_t found;
	snprintf(pattern, sizeof pattern, "^Stem of %s\\?", slug);
	struct cpc_quiz_options options = {.seed = 1, .match = pattern};
	EXAM_OK(&x, cpc_quiz_start(t->c, &options, x.now, &found, &x.s, &x.err));
	assert_int_equal(found, 1);
	session_expect(&x, slug);
	if (right)
		session_right(&x);
	else
		session_wrong(&x);
	session_free(&x);
}

/* Draw, look, give up. */
static struct cpc_exam_draw draw(struct tmpbank *t, int day, struct cpc_exam_options options)
{
	struct exam x;
	exam_start(&x, t, tmpbank_time(day, 9, 0), options);
	exam_free(&x);
	exam_abandon(t, tmpbank_time(day, 9, 1));
	return x.draw;
}

/* How many ------------------------------------------------------------------------------------- */

static void by_domain(void **state)
{
	static const struct {
		int count;
		const char *shares;
	} cases[] = {{1, "one|1\n"}, {2, "one|1\ntwo|1\n"}, {3, "one|1\ntwo|1\nthree|1\n"},
		{7, "one|4\ntwo|2\nthree|1\n"}, {10, "one|5\ntwo|3\nthree|2\n"},
		{33, "one|16\ntwo|10\nthree|7\n"}, {100, "one|50\ntwo|30\nthree|20\n"},
		/* one and two have no more than 60 each */
		{150, "one|60\ntwo|53\nthree|37\n"}, {180, "one|60\ntwo|60\nthree|60\n"}};
	struct tmpbank *t = *state;
	tmpbank_plain(t, 60);
	tmpbank_load(t);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct cpc_exam_draw drawn =
			draw(t, (int)i, (struct cpc_exam_options){.count = cases[i].count});
		assert_int_equal(drawn.count, cases[i].count);
		assert_int_equal(drawn.mock + drawn.fresh + drawn.seen, cases[i].count);
		assert_rows(t,
			"select i.domain, count(*) from exam_item i join domain d on d.slug = "
			"i.domain where i.exam = (select id from exam order by number desc limit "
			"1) "
			"group by i.domain order by d.ord",
			cases[i].shares);
		assert_number(t, "select count(*) - count(distinct exam || qid) from exam_item", 0);
	}
	assert_sound(t);
}

static void a_hundred_is_usual(void **state)
{
	struct tmpbank *t = *state;
	tmpbank_plain(t, 60);
	tmpbank_load(t);
	struct cpc_exam_draw drawn = draw(t, 0, (struct cpc_exam_options){.seed = 1});
	assert_int_equal(drawn.count, 100);
	assert_int_equal(drawn.allowed_ms, 240 * 60000);
}

/* Seeds ---------------------------------------------------------------------------------------- */

/* Another file, whose bank came in another order: other rowids, the same exam. */
static void same_seed_same_exam(void **state)
{
	struct tmpbank *t = *state, *other = another();
	tmpbank_plain(t, 30);
	tmpbank_load(t);
	draw(t, 0, TEN);
	char *drawn = tmpbank_rows(t, QUESTIONS);
	tmpbank_plain(other, 7);
	tmpbank_load(other);
	tmpbank_plain(other, 30);
	tmpbank_load(other);
	draw(other, 0, TEN);
	assert_rows(other, QUESTIONS, drawn);
	free(drawn);
	end_another(other);
}

/* What seed 1 draws from this bank; written down once, since people write seeds down. */
static void known_exam(void **state)
{
	struct tmpbank *t = *state;
	tmpbank_plain(t, 30);
	tmpbank_load(t);
	draw(t, 0, TEN);
	assert_rows(t, "select group_concat(substr(qid, 5), ' ') from (" QUESTIONS ")",
		"one-001 one-004 one-027 one-029 one-009 two-015 two-004 two-025 three-004 "
		"three-009\n");
}

static void another_seed_another_exam(void **state)
{
	struct tmpbank *t = *state, *other = another();
	tmpbank_plain(t, 30);
	tmpbank_load(t);
	draw(t, 0, TEN);
	char *drawn = tmpbank_rows(t, "select qid from exam_item order by qid");
	tmpbank_plain(other, 30);
	tmpbank_load(other);
	draw(other, 0, (struct cpc_exam_options){.seed = 2, .count = 10});
	char *again = tmpbank_rows(other, "select qid from exam_item order by qid");
	assert_string_not_equal(drawn, again);
	free(drawn);
	free(again);
	end_another(other);
}

/* Any 64 bits are a seed. */
static void large_seeds(void **state)
{
	static const uint64_t seeds[] = {0, INT64_MAX, UINT64_C(1) << 63, UINT64_MAX};
	struct tmpbank *t = *state;
	tmpbank_plain(t, 9);
	tmpbank_load(t);
	for (size_t i = 0; i < 4; i++) {
		draw(t, (int)i, (struct cpc_exam_options){.seed = seeds[i], .count = 4});
		assert_number(t, "select count(*) from exam_item where seed < 0", 0);
	}
	assert_number(t, "select count(distinct seed) from exam", 4);
	assert_sound(t);
}

/* Choices stand in another order from question to question, and from seed to seed. */
static void choices_are_shuffled(void **state)
{
	struct tmpbank *t = *state;
	struct exam x;
	int at[4] = {0};
	one_domain(t, 80, 0);
	exam_start(&x, t, tmpbank_time(0, 9, 0), (struct cpc_exam_options){.seed = 4, .count = 80});
	for (size_t i = 0; i < 80; i++) {
		EXAM_OK(&x, cpc_exam_question(x.x, i, &x.q, &x.err));
		at[exam_choice(&x, true)]++;
	}
	for (int i = 0; i < 4; i++)
		assert_in_range(at[i], 8, 35);
	exam_free(&x);
}

/* Where from ----------------------------------------------------------------------------------- */

static void mock_first(void **state)
{
	struct tmpbank *t = *state;
	one_domain(t, 20, 6);
	struct cpc_exam_draw drawn = draw(t, 0, TEN);
	assert_int_equal(drawn.mock, 6);
	assert_int_equal(drawn.fresh, 4);
	assert_int_equal(drawn.seen, 0);
	assert_int_equal(drawn.repeated, 0);
	assert_number(t, "select count(*) from exam_item where qid glob 'cpc/mock*'", 6);
	/* Now these six were seen, though not answered: next come fourteen of the others. */
	drawn = draw(t, 1, TEN);
	assert_int_equal(drawn.mock, 0);
	assert_int_equal(drawn.fresh, 10);
	/* And the time after that they are there again, since they were never answered. */
	drawn = draw(t, 2, TEN);
	assert_int_equal(drawn.mock, 6);
}

static void mock_answered(void **state)
{
	struct tmpbank *t = *state;
	one_domain(t, 20, 6);
	exam_sat(t, tmpbank_time(0, 9, 0), TEN, "rrrrrrrrrr");
	draw(t, 1, (struct cpc_exam_options){.count = 1});
	struct cpc_exam_draw drawn = draw(t, 2, TEN);
	assert_int_equal(drawn.mock, 0);
	assert_int_equal(drawn.fresh, 10);
	/* Fifteen of practice are fresh, the one just shown is not to come again; then by age. */
	drawn = draw(t, 3, (struct cpc_exam_options){.count = 16});
	assert_int_equal(drawn.fresh, 6);
	assert_int_equal(drawn.seen, 10);
	assert_int_equal(drawn.repeated, 0);
}

static void never_answered_first(void **state)
{
	struct tmpbank *t = *state;
	one_domain(t, 14, 0);
	answer_one(t, "one-003", 0, true);
	answer_one(t, "one-007", 0, false);
	answer_one(t, "one-011", 0, true);
	answer_one(t, "one-014", 0, false);
	struct cpc_exam_draw drawn = draw(t, 1, TEN);
	assert_int_equal(drawn.fresh, 10);
	assert_number(t, "select count(*) from exam_item i join review r on r.qid = i.qid", 0);
}

static void longest_ago_next(void **state)
{
	static const char *const order[] = {"one-005", "one-002", "one-008", "one-001", "one-007",
		"one-003", "one-006", "one-004"};
	struct tmpbank *t = *state;
	one_domain(t, 8, 0);
	for (int i = 0; i < 8; i++)
		answer_one(t, order[i], i, i % 2);
	answer_one(t, order[1], 8, true); /* again: no longer long ago */
	struct cpc_exam_draw drawn = draw(t, 9, (struct cpc_exam_options){.count = 3});
	assert_int_equal(drawn.seen, 3);
	assert_int_equal(drawn.repeated, 0);
	assert_rows(t, "select qid from exam_item order by qid",
		"cpc/one-001\ncpc/one-005\ncpc/one-008\n");
	assert_sound(t);
}

/* An answer that was taken back is none. */
static void taken_back(void **state)
{
	struct tmpbank *t = *state;
	struct session x;
	one_domain(t, 3, 0);
	answer_one(t, "one-001", 0, true);
	answer_one(t, "one-002", 0, true);
	session_start(&x, t, tmpbank_time(0, 10, 0), SESSION_PLAIN);
	session_expect(&x, "one-003");
	session_right(&x);
	session_undo(&x);
	session_free(&x);
	draw(t, 1, (struct cpc_exam_options){.count = 1});
	assert_rows(t, "select qid from exam_item", "cpc/one-003\n");
}

static void two_exams_share_nothing(void **state)
{
	struct tmpbank *t = *state;
	one_domain(t, 20, 0);
	for (int i = 0; i < 4; i++) {
		struct cpc_exam_options options = {.seed = 9, .count = 10};
		if (i % 2)
			exam_sat(t, tmpbank_time(i, 9, 0), options, "rwrwr-----");
		else
			draw(t, i, options);
		assert_number(t, SHARED, 0);
	}
}

/* Even when what was in the last exam is what was answered longest ago. */
static void not_the_last_exam(void **state)
{
	struct tmpbank *t = *state;
	char *fresh;
	one_domain(t, 8, 0);
	exam_sat(t, tmpbank_time(0, 9, 0), (struct cpc_exam_options){.count = 4}, "rrrr");
	fresh = tmpbank_rows(t,
		"select group_concat(substr(qid, 5), ' ') from (select qid from question where qid "
		"not in (select qid from exam_item) order by qid)");
	for (int i = 0; i < 4; i++) {
		fresh[i * 8 + 7] = '\0';
		answer_one(t, fresh + (size_t)i * 8, 1 + i, true);
	}
	free(fresh);
	struct cpc_exam_draw drawn = draw(t, 9, (struct cpc_exam_options){.count = 4});
	assert_int_equal(drawn.seen, 4);
	assert_int_equal(drawn.repeated, 0);
	assert_number(t, SHARED, 0);
}

static void when_the_bank_cannot_help_it(void **state)
{
	struct tmpbank *t = *state;
	one_domain(t, 10, 4);
	draw(t, 0, TEN);
	struct cpc_exam_draw drawn = draw(t, 1, TEN);
	assert_int_equal(drawn.fresh + drawn.mock, 4);
	assert_int_equal(drawn.seen, 6);
	assert_int_equal(drawn.repeated, 6);
	assert_number(t, SHARED, 6);
	assert_number(t, "select count(*) - count(distinct exam || qid) from exam_item", 0);
	/* The whole bank. */
	drawn = draw(t, 2, (struct cpc_exam_options){.count = 14});
	assert_int_equal(drawn.repeated, 10);
}

/* The share of a domain is kept even when it takes a repetition. */
static void the_blueprint_comes_first(void **state)
{
	struct tmpbank *t = *state;
	tmpbank_plain(t, 5);
	tmpbank_load(t);
	draw(t, 0, TEN);
	struct cpc_exam_draw drawn = draw(t, 1, TEN);
	assert_int_equal(drawn.repeated, 5 + 1);
	assert_number(t, "select count(*) from exam_item where domain = 'one'", 10);
}

/* Order ---------------------------------------------------------------------------------------- */

static void book_order(void **state)
{
	struct tmpbank *t = *state;
	tmpbank_plain(t, 30);
	tmpbank_load(t);
	draw(t, 0, (struct cpc_exam_options){.seed = 3, .count = 40});
	assert_rows(t,
		"select group_concat(domain, ' ') from (select domain from exam_item group by "
		"domain order by min(pos))",
		"one two three\n");
	assert_number(t,
		"select count(*) from exam_item a join exam_item b on b.pos = a.pos + 1 "
		"join domain x on x.slug = a.domain join domain y on y.slug = b.domain "
		"where y.ord < x.ord",
		0);
}

static void shuffled_order(void **state)
{
	struct tmpbank *t = *state, *other = another();
	tmpbank_plain(t, 30);
	tmpbank_load(t);
	draw(t, 0, (struct cpc_exam_options){.seed = 3, .count = 40});
	tmpbank_plain(other, 30);
	tmpbank_load(other);
	draw(other, 0, (struct cpc_exam_options){.seed = 3, .count = 40, .shuffled = true});
	/* The same questions, their choices too, at other places. */
	char *book = tmpbank_rows(t, "select qid, seed from exam_item order by qid");
	assert_rows(other, "select qid, seed from exam_item order by qid", book);
	free(book);
	assert_in_range(
		tmpbank_number(other,
			"select count(*) from exam_item a join exam_item b on b.pos = a.pos "
			"+ 1 and b.domain <> a.domain"),
		10, 39);
	assert_rows(other, "select body ->> 'order' from event where kind = 'exam_start'",
		"shuffled\n");
	end_another(other);
}

/* The plan, and what is refused ---------------------------------------------------------------- */

static void plan_is_what_is_drawn(void **state)
{
	struct tmpbank *t = *state;
	struct cpc_exam_draw plan, drawn;
	struct cpc_exam_options options = {
		.seed = 1, .count = 12, .minutes = 31, .time_factor = 1.25};
	one_domain(t, 10, 4);
	for (int i = 0; i < 3; i++) {
		char *before = tmpbank_dump(t, TMPBANK_LOG TMPBANK_EXAMS);
		assert_int_equal(cpc_exam_plan(t->c, &options, &plan, &t->err), CPC_OK);
		assert_same_dump(t, TMPBANK_LOG TMPBANK_EXAMS, before);
		free(before);
		drawn = draw(t, i, options);
		assert_memory_equal(&plan, &drawn, sizeof plan);
	}
	assert_int_equal(plan.allowed_ms, INT64_C(31) * 75000);
}

static void time_allowed(void **state)
{
	static const double factors[] = {0, 1, 1.25, 1.5, 2};
	static const int64_t hundredths[] = {100, 100, 125, 150, 200};
	struct tmpbank *t = *state;
	struct cpc_exam_draw plan;
	tmpbank_plain(t, 60);
	tmpbank_load(t);
	for (size_t i = 0; i < 5; i++) {
		struct cpc_exam_options options = {.count = 1, .time_factor = factors[i]};
		for (options.count = 1; options.count <= 100; options.count += 33) {
			assert_int_equal(cpc_exam_plan(t->c, &options, &plan, NULL), CPC_OK);
			assert_int_equal(plan.allowed_ms, hundredths[i] * 1440 * options.count);
		}
		options.minutes = 1440;
		assert_int_equal(cpc_exam_plan(t->c, &options, &plan, NULL), CPC_OK);
		assert_int_equal(plan.allowed_ms, hundredths[i] * 864000);
	}
}

static void bad_options(void **state)
{
	static const struct cpc_exam_options bad[] = {{.count = -1}, {.count = 1001},
		{.count = 1, .minutes = -1}, {.count = 1, .minutes = 1441},
		{.count = 1, .time_factor = 3}, {.count = 1, .time_factor = -1},
		{.count = 1, .time_factor = 1.1}, {.count = 1, .time_factor = NAN}, {.count = 16},
		{.count = 1000}, {.count = 0}};
	struct tmpbank *t = *state;
	struct cpc_exam_draw drawn;
	cpc_exam *x = (cpc_exam *)t;
	tmpbank_plain(t, 5);
	tmpbank_load(t);
	char *before = tmpbank_dump(t, TMPBANK_LOG);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		assert_int_equal(cpc_exam_plan(t->c, &bad[i], &drawn, &t->err), CPC_USAGE);
		assert_int_equal(
			cpc_exam_start(t->c, &bad[i], tmpbank_time(0, 9, 0), &drawn, &x, &t->err),
			CPC_USAGE);
		assert_null(x);
		if (bad[i].count == 16 || bad[i].count == 0)
			assert_non_null(strstr(t->err.text, "it holds 15"));
	}
	struct cpc_time nowhen = {.at_ms = INT64_MAX};
	assert_int_equal(cpc_exam_start(t->c, &TEN, nowhen, &drawn, &x, &t->err), CPC_USAGE);
	assert_same_dump(t, TMPBANK_LOG, before);
	free(before);
	/* None of this holds the file. */
	exam_sat(t, tmpbank_time(0, 9, 0), TEN, "r");
}

static void empty_bank(void **state)
{
	struct tmpbank *t = *state;
	struct cpc_exam_draw drawn;
	cpc_exam *x;
	for (int round = 0; round < 2; round++) { /* no bank yet; one that lost all it had */
		assert_int_equal(cpc_exam_plan(t->c, &TEN, &drawn, &t->err), CPC_NOINPUT);
		assert_int_equal(
			cpc_exam_start(t->c, &TEN, tmpbank_time(0, 9, 0), &drawn, &x, &t->err),
			CPC_NOINPUT);
		one_domain(t, 3, 0);
		tmpbank_delete(t, "questions/a/one.md");
		tmpbank_load(t);
	}
	assert_number(t, "select count(*) from event where kind glob 'exam*'", 0);
}

/* A bank that is counted wrongly fills no exam with less than it says. */
static void wrong_counts(void **state)
{
	struct tmpbank *t = *state;
	struct cpc_exam_draw drawn;
	cpc_exam *x;
	one_domain(t, 12, 3);
	tmpbank_exec(t, "update tally set drawable = 6, mock = 9");
	struct cpc_exam_options fifteen = TEN;
	fifteen.count = 15;
	assert_int_equal(cpc_exam_start(t->c, &fifteen, tmpbank_time(0, 9, 0), &drawn, &x, &t->err),
		CPC_INTERNAL);
	assert_non_null(strstr(t->err.text, "cpc doctor --rebuild"));
	assert_number(t, "select count(*) from event where kind glob 'exam*'", 0);
	assert_int_equal(cpc_doctor(t->c, true, NULL, NULL, NULL, &t->err), CPC_OK);
	exam_sat(t, tmpbank_time(0, 9, 0), fifteen, "r");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		tmpbank_test(by_domain),
		tmpbank_test(a_hundred_is_usual),
		tmpbank_test(same_seed_same_exam),
		tmpbank_test(known_exam),
		tmpbank_test(another_seed_another_exam),
		tmpbank_test(large_seeds),
		tmpbank_test(choices_are_shuffled),
		tmpbank_test(mock_first),
		tmpbank_test(mock_answered),
		tmpbank_test(never_answered_first),
		tmpbank_test(longest_ago_next),
		tmpbank_test(taken_back),
		tmpbank_test(two_exams_share_nothing),
		tmpbank_test(not_the_last_exam),
		tmpbank_test(when_the_bank_cannot_help_it),
		tmpbank_test(the_blueprint_comes_first),
		tmpbank_test(book_order),
		tmpbank_test(shuffled_order),
		tmpbank_test(plan_is_what_is_drawn),
		tmpbank_test(time_allowed),
		tmpbank_test(bad_options),
		tmpbank_test(empty_bank),
		tmpbank_test(wrong_counts),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
