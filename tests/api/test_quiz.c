/*
 * test_quiz.c - a quiz holds the questions that were asked for, each once, in an order of the seed.
 * May use: cpc.h, session.h, oracle.h. Must not know: how they are found.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "oracle.h"
#include "session.h"

#define QUIZ(...) ((struct cpc_quiz_options){__VA_ARGS__})
#define ALL QUIZ(.count = 100)

/* Three domains in two sections; of each some of every difficulty, and one of the mock pool. */
static void make_bank(struct tmpbank *t)
{
	static const char *const domains[] = {"one", "two", "three"};
	tmpbank_text(t, "blueprint.csv",
		"slug,section,title,n,verified,prefix\none,surgery,One,50,1,pre\n"
		"two,surgery,Two,30,1,pre\nthree,coding,Three,20,1,pre\n");
	for (int d = 0; d < 3; d++) {
		char path[64], slug[32], keys[64];
		snprintf(path, sizeof path, "questions/a/%s.md", domains[d]);
		FILE *f = tmpbank_file(t, path, domains[d]);
		for (int i = 1; i <= 4; i++) {
			snprintf(slug, sizeof slug, "%s-%d", domains[d], i);
			snprintf(keys, sizeof keys, "%s",
				i == 2	 ? "tags: urgent\n"
				: i == 3 ? "codes: E11.42\n"
				: i == 4 ? "pool: mock\n"
					 : "");
			tmpbank_question(f, slug, keys);
		}
		tmpbank_done(t, f);
	}
	FILE *f = tmpbank_file(t, "questions/a/more.md", "three");
	fputs("\n## three-5 A title\ndifficulty: 3\n\nUn caf\u00e9?\n\n- [x] A\n  x\n- [ ] B\n  "
	      "x\n\n> The rule has zebras.\n",
		f);
	tmpbank_done(t, f);
	tmpbank_load(t);
}

static size_t quiz_start(struct session *x, struct tmpbank *t, int day, struct cpc_quiz_options o)
{
	size_t found = 0;
	*x = (struct session){.now = tmpbank_time(day, 9, 0)};
	if (cpc_quiz_start(t->c, &o, x->now, &found, &x->s, &x->err) != CPC_OK)
		fail_msg("%s", x->err.text);
	return found;
}

static int by_text(const void *a, const void *b)
{
	return strcmp(a, b);
}

/* The slugs of a quiz, sorted or as they came, "one-1 two-1"; nothing is answered. */
static size_t slugs(struct tmpbank *t, struct cpc_quiz_options o, bool sorted, char out[512])
{
	struct session x;
	char ids[64][16];
	size_t n = 0, found = quiz_start(&x, t, 50, o);
	for (; session_next(&x) && n < 64; n++) {
		snprintf(ids[n], sizeof ids[n], "%s", x.q.id + 4);
		assert_int_equal(x.q.number, n + 1);
		if (x.q.choice_count > 0 && strcmp(ids[n], "three-5") != 0)
			session_right(&x);
		else
			session_answer(&x, (struct cpc_answer){.choice = 0});
	}
	for (size_t i = n; i > 0; i--)
		session_undo(&x);
	session_free(&x);
	if (sorted)
		qsort(ids, n, sizeof ids[0], by_text);
	out[0] = '\0';
	for (size_t i = 0; i < n; i++)
		snprintf(out + strlen(out), 512 - strlen(out), "%s%s", i ? " " : "", ids[i]);
	return found;
}

#define assert_quiz(t, options, expected)                                                          \
	do {                                                                                       \
		char slugs_[512];                                                                  \
		slugs(t, options, true, slugs_);                                                   \
		assert_string_equal(slugs_, expected);                                             \
	} while (0)

static int try(struct tmpbank *t, struct cpc_quiz_options o)
{
	cpc_study *s = (cpc_study *)t;
	size_t found = 0;
	int rc = cpc_quiz_start(t->c, &o, tmpbank_time(0, 9, 0), &found, &s, &t->err);
	if (rc)
		assert_null(s);
	cpc_study_free(rc ? NULL : s);
	return rc;
}

/* Answer this one on that day: r right, w wrong; f sets its flag. */
static void answer(struct tmpbank *t, const char *slug, int day, const char *how)
{
	struct session x;
	char pattern[64];
	bool on;
	snprintf(pattern, sizeof pattern, "^Stem of %s\\?", slug);
	for (; *how; how++) {
		assert_int_equal(quiz_start(&x, t, day, QUIZ(.match = pattern)), 1);
		session_expect(&x, slug);
		if (*how == 'r')
			session_right(&x);
		else if (*how == 'w')
			session_wrong(&x);
		else
			assert_int_equal(cpc_study_flag(x.s, x.now, &on, &x.err), CPC_OK);
		session_free(&x);
	}
}

/* Filters -------------------------------------------------------------------------------------- */

static void everything_but_mock(void **state)
{
	struct tmpbank *t = *state;
	char out[512];
	make_bank(t);
	assert_int_equal(slugs(t, ALL, true, out), 10);
	assert_string_equal(
		out, "one-1 one-2 one-3 three-1 three-2 three-3 three-5 two-1 two-2 two-3");
}

static void by_what_they_are(void **state)
{
	struct tmpbank *t = *state;
	make_bank(t);
	assert_quiz(t, QUIZ(.domain = "two"), "two-1 two-2 two-3");
	assert_quiz(t, QUIZ(.section = "surgery"), "one-1 one-2 one-3 two-1 two-2 two-3");
	assert_quiz(t, QUIZ(.section = "coding"), "three-1 three-2 three-3 three-5");
	assert_quiz(t, QUIZ(.section = "surgery", .domain = "one"), "one-1 one-2 one-3");
	assert_quiz(t, QUIZ(.difficulty = 3), "three-5");
	assert_quiz(t, QUIZ(.difficulty = 1, .domain = "three"), "three-1 three-2 three-3");
}

static void by_pattern(void **state)
{
	struct tmpbank *t = *state;
	make_bank(t);
	assert_quiz(t, QUIZ(.match = "stem of TWO-[12]"), "two-1 two-2"); /* stem, case ignored */
	assert_quiz(t, QUIZ(.match = "wrong 3 of one-3"), "one-3");	  /* a choice */
	assert_quiz(t, QUIZ(.match = "\\burgent\\b", .section = "surgery"), "one-2 two-2");
	assert_quiz(t, QUIZ(.match = "E11\\.4", .domain = "two"), "two-3");
	assert_quiz(t, QUIZ(.match = "caf."), "three-5"); /* characters, not bytes */
	/* What would give the answer away is not looked at. */
	assert_int_equal(try(t, QUIZ(.match = "zebras")), CPC_NOINPUT);
	assert_int_equal(try(t, QUIZ(.match = "Why wrong")), CPC_NOINPUT);
}

static void by_how_they_went(void **state)
{
	struct tmpbank *t = *state;
	make_bank(t);
	answer(t, "one-1", 0, "r");
	answer(t, "one-2", 0, "wf");
	answer(t, "two-1", 0, "wr");
	answer(t, "two-3", 0, "rwf");
	answer(t, "three-2", 0, "fff");
	assert_quiz(t, QUIZ(.unseen = true), "one-3 three-1 three-2 three-3 three-5 two-2");
	assert_quiz(t, QUIZ(.missed = true), "one-2 two-3");
	assert_quiz(t, QUIZ(.flagged = true), "one-2 three-2 two-3");
	assert_quiz(t, QUIZ(.weakest = true), "one-1 one-2 two-1 two-3");
	assert_quiz(t, QUIZ(.missed = true, .domain = "two"), "two-3");
	assert_quiz(t, QUIZ(.unseen = true, .flagged = true), "three-2");
	assert_quiz(t, QUIZ(.missed = true, .flagged = true, .match = "one"), "one-2");
	assert_quiz(t, QUIZ(.missed = true, .weakest = true, .section = "surgery"), "one-2 two-3");
	assert_sound(t);
}

/* The last answer decides, on whatever day and in whatever kind of session it was given. */
static void missed_is_the_last_answer(void **state)
{
	struct tmpbank *t = *state;
	struct session x;
	make_bank(t);
	answer(t, "one-1", 0, "w");
	answer(t, "one-1", 5, "r");
	answer(t, "one-2", 0, "r");
	answer(t, "one-2", 5, "w");
	assert_quiz(t, QUIZ(.missed = true), "one-2");
	/* Taken back, it does not. */
	quiz_start(&x, t, 6, QUIZ(.missed = true));
	session_expect(&x, "one-2");
	session_right(&x);
	session_undo(&x);
	session_free(&x);
	assert_quiz(t, QUIZ(.missed = true), "one-2");
}

/* Most often wrong first; one slip weighs less than three of four. */
static void weakest_first(void **state)
{
	struct tmpbank *t = *state;
	char out[512];
	make_bank(t);
	answer(t, "two-1", 0, "rrrw"); /* 1.5 of 5 */
	answer(t, "one-1", 0, "wwwr"); /* 3.5 of 5 */
	answer(t, "two-2", 0, "rr");   /* 0.5 of 3 */
	answer(t, "three-1", 0, "wr"); /* 1.5 of 3 */
	answer(t, "two-3", 0, "ww");   /* 2.5 of 3 */
	for (uint64_t seed = 0; seed < 4; seed++) {
		slugs(t, QUIZ(.weakest = true, .seed = seed), false, out);
		assert_string_equal(out, "two-3 one-1 three-1 two-1 two-2");
	}
	assert_int_equal(slugs(t, QUIZ(.weakest = true, .count = 2), false, out), 5);
	assert_string_equal(out, "two-3 one-1");
}

/* The session ---------------------------------------------------------------------------------- */

static void each_asked_once(void **state)
{
	struct tmpbank *t = *state;
	struct session x;
	bool seen[41] = {false};
	tmpbank_blueprint(t, "one:100");
	FILE *f = tmpbank_file(t, "questions/a/one.md", "one");
	for (int i = 1; i <= 40; i++) {
		char slug[32];
		snprintf(slug, sizeof slug, "one-%d", i);
		tmpbank_question(f, slug, "");
	}
	tmpbank_done(t, f);
	tmpbank_load(t);
	assert_int_equal(quiz_start(&x, t, 0, QUIZ(.count = 25)), 40);
	size_t n = 0;
	for (; session_next(&x); n++) {
		long number = strtol(x.q.id + 8, NULL, 10);
		assert_in_range(number, 1, 40);
		assert_false(seen[number]);
		seen[number] = true;
		assert_int_equal(x.q.left, 24 - n);
		session_wrong(&x); /* a wrong one does not come back here */
		assert_false(x.v.comes_back);
	}
	assert_int_equal(n, 25);
	session_report(&x);
	assert_int_equal(x.report.answered, 25);
	assert_int_equal(x.report.right, 0);
	session_free(&x);
	assert_cards_follow_log(t);
	/* 10 without a number. */
	quiz_start(&x, t, 0, QUIZ(.seed = 3));
	for (n = 0; session_next(&x); n++)
		session_right(&x);
	assert_int_equal(n, 10);
	session_free(&x);
	assert_sound(t);
}

static void concepts_are_parted(void **state)
{
	struct tmpbank *t = *state;
	struct session x;
	tmpbank_blueprint(t, "one:100");
	FILE *f = tmpbank_file(t, "questions/a/one.md", "one");
	for (int i = 0; i < 12; i++) {
		char slug[32], keys[32];
		snprintf(slug, sizeof slug, "one-%d", i);
		snprintf(keys, sizeof keys, "concept: c%d\n", i / 4);
		tmpbank_question(f, slug, keys);
	}
	tmpbank_done(t, f);
	tmpbank_load(t);
	int apart = 0;
	for (uint64_t seed = 0; seed < 10; seed++) {
		long last = -1;
		bool parted = true;
		quiz_start(&x, t, 0, QUIZ(.seed = seed, .count = 8));
		while (session_next(&x)) {
			long concept = strtol(x.q.id + 8, NULL, 10) / 4;
			parted = parted && concept != last;
			last = concept;
			session_right(&x);
		}
		session_free(&x);
		apart += parted;
	}
	/* Where none stands behind to be put between they stay together; that is rare. */
	assert_in_range(apart, 7, 10);
}

static void seeds(void **state)
{
	struct tmpbank *t = *state;
	char one[512], again[512], two[512];
	make_bank(t);
	slugs(t, QUIZ(.count = 5), false, one);
	slugs(t, QUIZ(.count = 5), false, again);
	slugs(t, QUIZ(.count = 5, .seed = 2), false, two);
	assert_string_equal(one, again);
	assert_string_not_equal(one, two);
}

/* Questions whose ids differ by a digit are drawn apart from each other. */
static void drawn_at_random(void **state)
{
	static const char *const domains[] = {"one", "two", "three"};
	struct tmpbank *t = *state;
	struct session x;
	tmpbank_plain(t, 60);
	tmpbank_load(t);
	for (uint64_t seed = 1; seed <= 5; seed++) {
		int by[3] = {0}, tens[18] = {0}, most = 0;
		quiz_start(&x, t, 0, QUIZ(.seed = seed, .count = 45));
		while (session_next(&x)) {
			int domain = 0;
			while (domain < 2 && strcmp(x.q.domain, domains[domain]) != 0)
				domain++;
			by[domain]++;
			tens[domain * 6 + (strrchr(x.q.id, '-')[2] - '0') % 6]++;
			session_right(&x);
		}
		session_free(&x);
		/* 15 of each, 2.5 of each ten, within four standard deviations or so. */
		for (int i = 0; i < 3; i++)
			assert_in_range(by[i], 4, 26);
		for (int i = 0; i < 18; i++)
			most = tens[i] > most ? tens[i] : most;
		assert_in_range(most, 3, 8);
	}
}

static void undo_and_go_on(void **state)
{
	struct tmpbank *t = *state;
	struct session x;
	char id[64];
	make_bank(t);
	char *before = tmpbank_dump(t, TMPBANK_DERIVED);
	quiz_start(&x, t, 0, QUIZ(.domain = "one"));
	session_next(&x);
	snprintf(id, sizeof id, "%s", x.q.id);
	session_wrong(&x);
	session_next(&x);
	assert_string_not_equal(x.q.id, id);
	session_undo(&x);
	assert_same_dump(t, TMPBANK_DERIVED, before);
	free(before);
	for (int n = 0; session_next(&x); n++) {
		if (n == 0)
			assert_string_equal(x.q.id, id);
		session_right(&x);
	}
	session_report(&x);
	assert_int_equal(x.report.answered, 3);
	session_free(&x);
	assert_cards_follow_log(t);
	assert_sound(t);
}

/* Undo gives back the question it is about and takes none away: neither another one of its concept
 * that is on the screen, nor one that was put aside. */
static void undo_loses_none(void **state)
{
	struct tmpbank *t = *state;
	struct session x;
	tmpbank_blueprint(t, "one:100");
	FILE *f = tmpbank_file(t, "questions/a/one.md", "one");
	tmpbank_question(f, "one-1", "concept: shared\n");
	tmpbank_question(f, "one-2", "concept: shared\n");
	tmpbank_done(t, f);
	tmpbank_load(t);
	for (int skips = 0; skips < 2; skips++) {
		quiz_start(&x, t, skips, ALL);
		session_next(&x);
		if (skips)
			assert_int_equal(cpc_study_skip(x.s, &x.err), CPC_OK);
		if (skips)
			session_next(&x);
		session_wrong(&x);
		session_next(&x);
		session_undo(&x);
		while (session_next(&x))
			session_right(&x);
		session_report(&x);
		assert_int_equal(x.report.answered, 2);
		assert_int_equal(x.report.new_concepts, skips ? 0 : 1);
		session_free(&x);
	}
	assert_cards_follow_log(t);
	assert_sound(t);
}

/* A question put aside comes again, and the flag is found by the next quiz. */
static void skip_and_flag(void **state)
{
	struct tmpbank *t = *state;
	struct session x;
	char id[64];
	bool on = false;
	make_bank(t);
	quiz_start(&x, t, 0, QUIZ(.domain = "one"));
	session_next(&x);
	snprintf(id, sizeof id, "%s", x.q.id);
	assert_int_equal(cpc_study_flag(x.s, x.now, &on, &x.err), CPC_OK);
	assert_true(on);
	assert_int_equal(cpc_study_skip(x.s, &x.err), CPC_OK);
	int n = 0;
	for (; session_next(&x); n++) {
		assert_int_equal(strcmp(x.q.id, id) == 0, n == 2);
		session_right(&x);
	}
	assert_int_equal(n, 3);
	session_free(&x);
	assert_quiz(t, QUIZ(.flagged = true), id + 4);
}

/* What is refused ------------------------------------------------------------------------------ */

static void nothing_found(void **state)
{
	struct tmpbank *t = *state;
	make_bank(t);
	char *before = tmpbank_dump(t, TMPBANK_LOG);
	assert_int_equal(try(t, QUIZ(.missed = true)), CPC_NOINPUT);
	assert_non_null(strstr(t->err.text, "no question of the bank is like that"));
	assert_int_equal(try(t, QUIZ(.flagged = true)), CPC_NOINPUT);
	assert_int_equal(try(t, QUIZ(.weakest = true)), CPC_NOINPUT);
	assert_int_equal(try(t, QUIZ(.match = "there is none")), CPC_NOINPUT);
	assert_int_equal(try(t, QUIZ(.difficulty = 2)), CPC_NOINPUT);
	assert_int_equal(try(t, QUIZ(.domain = "one", .section = "coding")), CPC_NOINPUT);
	assert_int_equal(try(t, QUIZ(.domain = "tow")), CPC_NOINPUT);
	assert_non_null(strstr(t->err.text, "\"two\""));
	assert_int_equal(try(t, QUIZ(.section = "surgary")), CPC_NOINPUT);
	assert_non_null(strstr(t->err.text, "\"surgery\""));
	assert_int_equal(try(t, QUIZ(.section = "")), CPC_NOINPUT);
	assert_int_equal(try(t, QUIZ(.count = -1)), CPC_USAGE);
	assert_int_equal(try(t, QUIZ(.count = 1001)), CPC_USAGE);
	assert_int_equal(try(t, QUIZ(.difficulty = 4)), CPC_USAGE);
	assert_int_equal(try(t, QUIZ(.difficulty = -1)), CPC_USAGE);
	assert_int_equal(try(t, QUIZ(.unseen = true, .missed = true)), CPC_USAGE);
	assert_int_equal(try(t, QUIZ(.unseen = true, .weakest = true)), CPC_USAGE);
	assert_same_dump(t, TMPBANK_LOG, before);
	free(before);
	/* None of this holds the file. */
	assert_int_equal(try(t, ALL), CPC_OK);
}

static void no_bank(void **state)
{
	struct tmpbank *t = *state;
	assert_int_equal(try(t, ALL), CPC_NOINPUT);
	assert_int_equal(try(t, QUIZ(.section = "surgery")), CPC_NOINPUT);
}

static void bad_patterns(void **state)
{
	static const char *const bad[] = {
		"", "(", "[a", "a{2,1}", "\\", "(?<n>a)(?<n>b)", "*", "\xff"};
	struct tmpbank *t = *state;
	char longer[600];
	make_bank(t);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		assert_int_equal(try(t, QUIZ(.match = bad[i])), CPC_DATA);
		assert_true(strlen(t->err.text) > 0);
	}
	memset(longer, 'a', sizeof longer);
	longer[sizeof longer - 1] = '\0';
	assert_int_equal(try(t, QUIZ(.match = longer)), CPC_DATA);
}

static void too_costly(void **state)
{
	struct tmpbank *t = *state;
	tmpbank_blueprint(t, "one:100");
	FILE *f = tmpbank_file(t, "questions/a/one.md", "one");
	tmpbank_question(f, "one-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "");
	tmpbank_done(t, f);
	tmpbank_load(t);
	assert_int_equal(try(t, QUIZ(.match = "(a|aa)+$")), CPC_DATA);
	assert_non_null(strstr(t->err.text, "too costly"));
	assert_int_equal(try(t, QUIZ(.match = "a+\\?")), CPC_OK);
}

static void one_session(void **state)
{
	struct tmpbank *t = *state;
	struct session x;
	make_bank(t);
	quiz_start(&x, t, 0, ALL);
	assert_int_equal(try(t, ALL), CPC_BUSY);
	session_free(&x);
	session_start(&x, t, tmpbank_time(0, 9, 0), SESSION_PLAIN);
	assert_int_equal(try(t, ALL), CPC_BUSY);
	session_free(&x);
	assert_int_equal(try(t, ALL), CPC_OK);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		tmpbank_test(everything_but_mock),
		tmpbank_test(by_what_they_are),
		tmpbank_test(by_pattern),
		tmpbank_test(by_how_they_went),
		tmpbank_test(missed_is_the_last_answer),
		tmpbank_test(weakest_first),
		tmpbank_test(each_asked_once),
		tmpbank_test(concepts_are_parted),
		tmpbank_test(seeds),
		tmpbank_test(drawn_at_random),
		tmpbank_test(undo_and_go_on),
		tmpbank_test(undo_loses_none),
		tmpbank_test(skip_and_flag),
		tmpbank_test(nothing_found),
		tmpbank_test(no_bank),
		tmpbank_test(bad_patterns),
		tmpbank_test(too_costly),
		tmpbank_test(one_session),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
