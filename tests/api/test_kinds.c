/*
 * test_kinds.c - questions that no exam asks - several right choices, true or false, a number - in
 * study and in a quiz: what is asked, taken and refused, what the log keeps, and that no exam draws
 * them. May use: cpc.h, session.h, exam.h, oracle.h. Must not know: how answers are graded.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "exam.h"
#include "oracle.h"
#include "session.h"

#define A 1u
#define B 2u
#define C 4u
#define D 8u

static void add_kind(FILE *f, const char *slug, const char *keys, const char *choices)
{
	fprintf(f, "\n## %s Title of %s\ndifficulty: 1\n%s\nStem of %s?\n\n%s\n> Rule of %s.\n",
		slug, slug, keys, slug, choices, slug);
}

/* Five choices, of which 1, 3 and 4 of the written order are right: "key 0", "no 1", "key 2" ... */
static void add_several(FILE *f, const char *slug)
{
	add_kind(f, slug, "kind: multiple\n",
		"- [x] key 0\n  Why 0.\n- [ ] no 1\n  Why 1.\n- [x] key 2\n  Why 2.\n"
		"- [x] key 3\n  Why 3.\n- [ ] no 4\n  Why 4.\n");
}

static FILE *begin(struct tmpbank *t)
{
	tmpbank_blueprint(t, "one:100");
	return tmpbank_file(t, "questions/a/one.md", "one");
}

static void load(struct tmpbank *t, FILE *f)
{
	tmpbank_done(t, f);
	tmpbank_load(t);
}

/* A quiz of the questions whose stem has this. */
static void quiz(struct tmpbank *t, struct session *x, const char *match, uint64_t seed)
{
	const struct cpc_quiz_options o = {.match = match, .seed = seed, .count = 100};
	size_t found;
	*x = (struct session){.now = tmpbank_time(0, 9, 0)};
	if (cpc_quiz_start(t->c, &o, x->now, &found, &x->s, &x->err) != CPC_OK)
		fail_msg("%s", x->err.text);
	assert_true(session_next(x));
}

/* The choices shown whose texts begin so. */
static uint32_t shown(const struct session *x, const char *beginning)
{
	uint32_t mask = 0;
	for (size_t i = 0; i < x->q.choice_count; i++) {
		bool is = strncmp(x->q.choice[i], beginning, strlen(beginning)) == 0;
		mask |= (uint32_t)is << i;
	}
	return mask;
}

static int first_of(uint32_t mask)
{
	int i = 0;
	while (!(mask >> i & 1))
		i++;
	return i;
}

static int take(struct session *x, uint32_t choices)
{
	return session_try(x, (struct cpc_answer){.choice = -1, .choices = choices});
}

/* Several right choices ------------------------------------------------------------------------ */

static void several(void **state)
{
	struct tmpbank *t = *state;
	FILE *f = begin(t);
	add_several(f, "m-1");
	load(t, f);
	for (uint32_t taken = 1; taken < 32; taken++) {
		struct session x;
		quiz(t, &x, "m-1", 1);
		assert_int_equal(x.q.kind, CPC_MULTIPLE);
		assert_int_equal(x.q.choice_count, 5);
		uint32_t keys = shown(&x, "key");
		assert_int_equal(take(&x, taken), CPC_OK);
		assert_int_equal(x.v.right, taken == keys);
		assert_int_equal(x.v.kind, CPC_MULTIPLE);
		assert_int_equal(x.v.keys, keys);
		assert_int_equal(x.v.chosen_mask, taken);
		assert_int_equal(x.v.key, -1);
		assert_int_equal(x.v.chosen, -1);
		assert_int_equal(x.v.choice_count, 5);
		assert_string_equal(x.v.accepted, x.v.choice[first_of(keys)]);
		for (size_t i = 0; i < 5; i++) {
			assert_string_equal(x.v.choice[i], x.q.choice[i]);
			assert_int_equal(
				x.v.rationale[i][4], x.q.choice[i][strlen(x.q.choice[i]) - 1]);
		}
		assert_false(session_next(&x));
		session_free(&x);
	}
	/* right once, in the written order whatever was shown */
	assert_number(t, "select count(*) from event where body ->> 'right' = 1", 1);
	assert_number(
		t, "select body ->> 'choices' from event where body ->> 'right' = 1", A | C | D);
	assert_number(t, "select count(distinct body ->> 'choices') from event", 31);
	assert_rows(
		t, "select distinct body ->> 'choice', body ->> 'text' from event", "-1|null\n");
	assert_sound(t);
}

static void several_are_shuffled(void **state)
{
	struct tmpbank *t = *state;
	uint32_t places = 0;
	FILE *f = begin(t);
	add_several(f, "m-1");
	load(t, f);
	for (uint64_t seed = 1; seed < 40; seed++) {
		struct session x;
		quiz(t, &x, "m-1", seed);
		places |= shown(&x, "key 0");
		session_free(&x);
	}
	assert_int_equal(places, 31);
}

/* A program that knows of one choice only answers with one. */
static void one_of_several(void **state)
{
	struct tmpbank *t = *state;
	struct session x;
	FILE *f = begin(t);
	add_several(f, "m-1");
	add_kind(f, "n-1", "kind: multiple\n", "- [ ] no 0\n- [x] key 1\n- [ ] no 2\n");
	load(t, f);
	quiz(t, &x, "n-1", 1);
	session_answer(&x, (struct cpc_answer){first_of(shown(&x, "key")), NULL, CPC_PLAIN, 0});
	assert_true(x.v.right);
	session_free(&x);
	assert_number(t, "select body ->> 'choices' from event", B);
	quiz(t, &x, "m-1", 1);
	session_answer(&x, (struct cpc_answer){.choice = first_of(shown(&x, "key"))});
	assert_false(x.v.right);
	session_free(&x);
}

static void what_several_are_not(void **state)
{
	struct tmpbank *t = *state;
	struct session x;
	FILE *f = begin(t);
	add_several(f, "m-1");
	load(t, f);
	quiz(t, &x, "m-1", 1);
	static const struct cpc_answer bad[] = {{.choice = -1}, {.choice = 5},
		{.choice = INT32_MIN}, {.choice = -1, .choices = 32}, {.choice = 0, .choices = 33},
		{.choice = -1, .choices = UINT32_MAX}, {.choice = -1, .text = "key 0"},
		{.choice = -1, .choices = A, .confidence = (enum cpc_confidence)7}};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_int_equal(session_try(&x, bad[i]), CPC_USAGE);
	assert_number(t, "select count(*) from event", 0);
	session_free(&x);
}

/* A choice alone says nothing of others: the event of any other kind is as it ever was. */
static void nothing_added_for_others(void **state)
{
	struct tmpbank *t = *state;
	struct session x;
	FILE *f = begin(t);
	tmpbank_question(f, "s-1", "");
	load(t, f);
	quiz(t, &x, "s-1", 1);
	assert_int_equal(x.q.kind, CPC_SINGLE);
	session_answer(&x, (struct cpc_answer){.choice = session_key(&x), .choices = 15});
	assert_true(x.v.right);
	assert_int_equal(x.v.keys, 1u << x.v.key);
	assert_int_equal(x.v.chosen_mask, 1u << x.v.chosen);
	session_free(&x);
	assert_number(t, "select count(*) from event where body glob '*choices*'", 0);
	assert_number(t, "select body ->> 'choice' from event", 1);
}

/* One wrong choice stays, or all that are left would be the answer. */
static void hints(void **state)
{
	struct tmpbank *t = *state;
	struct session x;
	FILE *f = begin(t);
	add_several(f, "m-1");
	add_kind(f, "n-1", "kind: multiple\n", "- [x] key\n- [ ] no 1\n- [ ] no 2\n- [ ] no 3\n");
	add_kind(f, "o-1", "kind: multiple\n", "- [x] key 0\n- [x] key 1\n- [x] key 2\n");
	load(t, f);
	quiz(t, &x, "m-1", 1);
	assert_int_equal(cpc_study_hint(x.s, &x.q, &x.err), CPC_OK);
	uint32_t removed = 0;
	for (size_t i = 0; i < 5; i++)
		removed |= (uint32_t)x.q.removed[i] << i;
	assert_true(removed && (removed & shown(&x, "no")) == removed);
	assert_int_equal(cpc_study_hint(x.s, &x.q, &x.err), CPC_NO);
	assert_int_equal(take(&x, shown(&x, "key") | removed), CPC_USAGE);
	assert_int_equal(take(&x, shown(&x, "key")), CPC_OK);
	assert_int_equal(x.v.grade, 2);
	session_free(&x);
	quiz(t, &x, "n-1", 1); /* down to two */
	assert_int_equal(cpc_study_hint(x.s, &x.q, &x.err), CPC_OK);
	assert_int_equal(cpc_study_hint(x.s, &x.q, &x.err), CPC_OK);
	assert_int_equal(cpc_study_hint(x.s, &x.q, &x.err), CPC_NO);
	session_free(&x);
	quiz(t, &x, "o-1", 1);
	assert_int_equal(cpc_study_hint(x.s, &x.q, &x.err), CPC_NO);
	session_free(&x);
}

/* True or false -------------------------------------------------------------------------------- */

static void true_or_false(void **state)
{
	struct tmpbank *t = *state;
	FILE *f = begin(t);
	add_kind(f, "t-1", "", "- [ ] True\n- [x] False\n  Why.\n");
	add_kind(f, "t-2", "", "- [ ] false\n- [x] true\n");
	load(t, f);
	for (uint64_t seed = 1; seed < 12; seed++) { /* they stand as they were written */
		struct session x;
		quiz(t, &x, "t-1", seed);
		assert_int_equal(x.q.kind, CPC_TRUE_FALSE);
		assert_string_equal(x.q.choice[0], "True");
		assert_int_equal(cpc_study_hint(x.s, &x.q, &x.err), CPC_NO);
		session_answer(&x, (struct cpc_answer){.choice = 1});
		assert_true(x.v.right);
		assert_int_equal(x.v.kind, CPC_TRUE_FALSE);
		assert_int_equal(x.v.key, 1);
		assert_int_equal(x.v.keys, B);
		assert_string_equal(x.v.accepted, "False");
		session_free(&x);
		quiz(t, &x, "t-2", seed);
		assert_string_equal(x.q.choice[0], "false");
		session_answer(&x, (struct cpc_answer){.choice = 0});
		assert_false(x.v.right);
		session_free(&x);
	}
	assert_number(t, "select count(*) from event where body glob '*choices*'", 0);
	assert_sound(t);
}

/* A number ------------------------------------------------------------------------------------- */

static void numbers(void **state)
{
	struct tmpbank *t = *state;
	struct session x;
	FILE *f = begin(t);
	add_kind(f, "n-1", "", "- [#] 1234.5:0.5\n  First.\n- [#] -3..-2\n  Second.\n");
	load(t, f);
	static const struct {
		const char *text;
		bool right;
		const char *why;
	} answers[] = {{"1234.5", true, "First."}, {" $1,235.00 ", true, "First."},
		{"+1234%", true, "First."}, {"1235.01", false, "First."}, {"-2.5", true, "Second."},
		{"2.5", false, "First."}};
	for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
		quiz(t, &x, "n-1", i);
		assert_int_equal(x.q.kind, CPC_NUMERIC);
		assert_int_equal(x.q.choice_count, 0);
		session_type(&x, answers[i].text);
		assert_int_equal(x.v.right, answers[i].right);
		assert_string_equal(x.v.accepted, "1234.5:0.5");
		assert_string_equal(x.v.rationale[0], answers[i].why);
		assert_int_equal(x.v.kind, CPC_NUMERIC);
		assert_int_equal(x.v.keys | x.v.chosen_mask, 0);
		session_free(&x);
	}
	quiz(t, &x, "n-1", 1);
	static const char *const none[] = {"", "  ", "many", "12,5", "1 2", "E11.42"};
	for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
		assert_int_equal(
			session_try(&x, (struct cpc_answer){.choice = -1, .text = none[i]}),
			CPC_USAGE);
		assert_non_null(strstr(x.err.text, "wants a number"));
	}
	assert_int_equal(cpc_study_hint(x.s, &x.q, &x.err), CPC_NO);
	session_free(&x);
	assert_number(t, "select count(*) from event", 6);
	assert_sound(t);
}

/* Among texts a number is one of them, and any text is an answer. */
static void numbers_among_texts(void **state)
{
	struct tmpbank *t = *state;
	struct session x;
	FILE *f = begin(t);
	add_kind(f, "n-1", "", "- [#] 5\n  Number.\n- [=] five\n  Text.\n- [~] /v+/\n  Pattern.\n");
	load(t, f);
	static const struct {
		const char *text, *why;
	} answers[] = {{"5.0", "Number."}, {"Five", "Text."}, {"vv", "Pattern."}, {"six", "Text."}};
	for (size_t i = 0; i < 4; i++) {
		quiz(t, &x, "n-1", i);
		assert_int_equal(x.q.kind, CPC_TYPED);
		session_type(&x, answers[i].text);
		assert_int_equal(x.v.right, i < 3);
		assert_string_equal(x.v.rationale[0], answers[i].why);
		session_free(&x);
	}
}

/* In the bank ---------------------------------------------------------------------------------- */

/* Of every kind two. */
static void add_all(FILE *f)
{
	for (int i = 1; i <= 2; i++) {
		static const char *const choices[] = {
			"- [ ] True\n- [x] False\n", "- [=] E11.42\n", "- [#] 5\n"};
		char slug[32];
		for (int k = 0; k < 3; k++) {
			snprintf(slug, sizeof slug, "k-%d%d", k, i);
			add_kind(f, slug, i == 2 ? "pool: mock\n" : "", choices[k]);
		}
		snprintf(slug, sizeof slug, "m-%d", i);
		add_several(f, slug);
	}
}

static void in_study(void **state)
{
	struct tmpbank *t = *state;
	struct session x;
	int kinds[CPC_QUESTION_KINDS] = {0}, n = 0;
	FILE *f = begin(t);
	add_all(f);
	tmpbank_question(f, "s-1", "");
	load(t, f);
	assert_rows(t, "select kind, count(*) from question group by kind",
		"multiple|2\nnumeric|2\nsingle|1\ntrue-false|2\ntyped|2\n");
	session_start(&x, t, tmpbank_time(0, 9, 0), SESSION_PLAIN);
	for (; session_next(&x); n++) {
		kinds[x.q.kind]++;
		if (n % 3 == 2 && x.q.reason == CPC_REASON_NEW) {
			assert_int_equal(cpc_study_undo(x.s, x.now, &x.err), CPC_OK);
			assert_true(session_next(&x));
		}
		bool wrong = n == 1 && x.q.reason == CPC_REASON_NEW;
		if (x.q.kind == CPC_MULTIPLE)
			assert_int_equal(take(&x, shown(&x, wrong ? "no" : "key")), CPC_OK);
		else if (x.q.kind == CPC_TRUE_FALSE)
			session_answer(&x, (struct cpc_answer){.choice = !wrong});
		else if (x.q.kind == CPC_SINGLE)
			session_answer(
				&x, (struct cpc_answer){.choice = wrong ? session_distractor(&x)
									: session_key(&x)});
		else
			session_type(&x, wrong ? "6" : x.q.kind == CPC_NUMERIC ? "5.0" : "e1142");
		assert_int_equal(x.v.right, !wrong);
	}
	session_free(&x);
	/* five of the practice pool are no kind of an exam, one is */
	for (int k = 0; k < CPC_QUESTION_KINDS; k++)
		assert_in_range(kinds[k], 1, 9);
	assert_sound(t);
	/* readiness hears of the single one alone */
	assert_rows(t,
		"select distinct q.kind from sight s join question q on q.qid = s.qid "
		"where s.domain <> ''",
		"single\n");
	assert_number(t, "select sum(seen) from sight_day where domain <> ''", 1);
	char *before = tmpbank_dump(t, TMPBANK_DERIVED);
	assert_int_equal(cpc_doctor(t->c, true, NULL, NULL, NULL, &t->err), CPC_OK);
	assert_same_dump(t, TMPBANK_DERIVED, before);
	free(before);
}

/* The same choices, and another kind: the question was edited, and is asked so. */
static void another_kind(void **state)
{
	struct tmpbank *t = *state;
	struct session x;
	static const char *const keys[] = {"", "kind: multiple\n", ""};
	int64_t hash[3];
	for (int i = 0; i < 3; i++) {
		FILE *f = begin(t);
		add_kind(f, "m-1", keys[i], "- [x] key\n- [ ] no\n");
		load(t, f);
		assert_int_equal(t->report.edited, i > 0);
		hash[i] = tmpbank_number(t, "select hash from question");
		quiz(t, &x, "m-1", 1);
		assert_int_equal(x.q.kind, i == 1 ? CPC_MULTIPLE : CPC_SINGLE);
		if (i == 0)
			session_answer(
				&x, (struct cpc_answer){.choice = first_of(shown(&x, "key"))});
		assert_number(t, "select count(*) from sight where domain <> ''", i != 1);
		session_free(&x);
	}
	assert_true(hash[0] == hash[2] && hash[0] != hash[1]);
}

/* Never in an exam ----------------------------------------------------------------------------- */

static void never_drawn(void **state)
{
	struct tmpbank *t = *state;
	FILE *f = begin(t);
	add_all(f);
	for (int i = 1; i <= 3; i++) {
		char slug[32];
		snprintf(slug, sizeof slug, "s-%d", i);
		tmpbank_question(f, slug, i == 1 ? "pool: mock\n" : "");
	}
	load(t, f);
	for (int i = 0; i < 12; i++) {
		struct exam x;
		const struct cpc_exam_options o = {.count = 3, .seed = (uint64_t)i};
		exam_start(&x, t, exam_time(i, 9, 0), o);
		assert_int_equal(x.draw.mock, i == 0);
		exam_answers(&x, "rwr");
		exam_submit(&x);
		exam_free(&x);
	}
	assert_number(t, "select count(distinct qid) from exam_item", 3);
	assert_number(t, "select count(*) from exam_item where qid not glob 'cpc/s-*'", 0);
	struct cpc_exam_draw draw;
	const struct cpc_exam_options more = {.count = 4};
	assert_int_equal(cpc_exam_plan(t->c, &more, &draw, &t->err), CPC_USAGE);
	assert_non_null(strstr(t->err.text, "it holds 3, beside 8 that no exam asks"));
	assert_sound(t);
}

/* Nor when it was answered, so that it would have its turn as one seen long ago. */
static void not_when_seen_either(void **state)
{
	struct tmpbank *t = *state;
	struct session s;
	struct exam x;
	FILE *f = begin(t);
	add_all(f);
	tmpbank_question(f, "s-1", "");
	load(t, f);
	quiz(t, &s, "m-1", 1);
	assert_int_equal(take(&s, A), CPC_OK);
	session_free(&s);
	quiz(t, &s, "s-1", 1);
	s.now = tmpbank_time(3, 9, 0);
	session_right(&s);
	session_free(&s);
	const struct cpc_exam_options one = {.count = 1};
	exam_start(&x, t, exam_time(5, 9, 0), one);
	assert_string_equal(x.q.id, "cpc/s-1");
	assert_int_equal(x.draw.seen, 1);
	exam_free(&x);
}

static void nothing_to_draw(void **state)
{
	struct tmpbank *t = *state;
	struct cpc_exam_draw draw;
	const struct cpc_exam_options one = {.count = 1};
	FILE *f = begin(t);
	add_all(f);
	load(t, f);
	assert_int_equal(cpc_exam_plan(t->c, &one, &draw, &t->err), CPC_NOINPUT);
	assert_non_null(strstr(t->err.text, "none of its questions is one that an exam asks"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		tmpbank_test(several),
		tmpbank_test(several_are_shuffled),
		tmpbank_test(one_of_several),
		tmpbank_test(what_several_are_not),
		tmpbank_test(nothing_added_for_others),
		tmpbank_test(hints),
		tmpbank_test(true_or_false),
		tmpbank_test(numbers),
		tmpbank_test(numbers_among_texts),
		tmpbank_test(in_study),
		tmpbank_test(another_kind),
		tmpbank_test(never_drawn),
		tmpbank_test(not_when_seen_either),
		tmpbank_test(nothing_to_draw),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
