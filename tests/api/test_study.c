/*
 * test_study.c - what a session asks and in which order: due, new, again; concepts, domains and the
 * order of choices. Options and the report are in test_study_options.c.
 * May use: cpc.h, cpc_fsrs.h, session.h. Must not know: how the engine keeps its queue.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "cpc_fsrs.h"
#include "session.h"

/* One domain, one question a concept: q-01 ... */
static void one_domain(struct tmpbank *t, int n)
{
	tmpbank_blueprint(t, "one:100");
	FILE *f = tmpbank_file(t, "questions/a/one.md", "one");
	for (int i = 1; i <= n; i++) {
		char slug[16];
		snprintf(slug, sizeof slug, "q-%02d", i);
		tmpbank_question(f, slug, "");
	}
	tmpbank_done(t, f);
	tmpbank_load(t);
}

/* Recall on `day` of the concept, by its card. */
static double recall(const struct tmpbank *t, const char *concept, int64_t day)
{
	struct cpc_fsrs_params params;
	struct cpc_fsrs_model model;
	char sql[160];
	double stability;
	long long last;
	cpc_fsrs_params_default(&params);
	assert_true(cpc_fsrs_model_init(&model, &params, true));
	snprintf(sql, sizeof sql, "select stability, last_day from card where concept = '%s'",
		concept);
	char *rows = tmpbank_rows(t, sql), *end;
	stability = strtod(rows, &end);
	assert_int_equal(*end, '|');
	last = strtoll(end + 1, NULL, 10);
	free(rows);
	return cpc_fsrs_retrievability(&model, (double)(TMPBANK_DAY + day - last), stability);
}

static void due_by_lowest_recall(void **state)
{
	struct tmpbank *t = *state;
	one_domain(t, 30);
	/* Histories that differ: each day some are answered, by turns wrong and right. */
	for (int day = 0; day < 12; day += 3) {
		struct session x;
		session_start(&x, t, tmpbank_time(day, 9, 0),
			(struct cpc_study_options){.seed = 2, .new_concepts = 8, .limit = 14});
		for (int i = 0; session_next(&x); i++) {
			if ((i + day) % 4 == 0)
				session_wrong(&x);
			else
				session_right(&x);
		}
		session_free(&x);
	}
	struct session x;
	double before = 0;
	int due = 0, fresh = 0;
	session_start(&x, t, tmpbank_time(60, 9, 0),
		(struct cpc_study_options){.seed = 2, .new_concepts = 100});
	for (; session_next(&x); session_right(&x)) {
		if (x.q.reason == CPC_REASON_NEW) {
			fresh++;
			continue;
		}
		assert_int_equal(x.q.reason, CPC_REASON_DUE);
		assert_int_equal(fresh, 0); /* due ones come before new ones */
		double now = recall(t, x.q.id, 60);
		assert_true(now >= before && now < 0.9);
		before = now;
		due++;
	}
	session_free(&x);
	assert_true(due >= 15);
	assert_int_equal(due + fresh, 30);
}

/* More than the engine reads in one go: each is asked once, lowest recall first all the way, and
 * what was wrong or put aside comes back among them. */
static void many_due(void **state)
{
	struct tmpbank *t = *state;
	struct session x;
	double before = 0;
	int due = 0, again = 0;
	bool skipped[301] = {false};
	one_domain(t, 300);
	tmpbank_exec(t,
		"insert into event select (select value from identity where key = 'device'), "
		"row_number() over (order by id), (20780 + id % 17) * 86400000, 0, 'answer', qid, "
		"json_object('concept', concept, 'day', 20780 + id % 17, 'grade', 2 + id % 3, "
		"'right', 1, 'choice', 1, 'text', null, 'confidence', 0, 'hinted', 0, 'ms', 5000, "
		"'seed', 1, 'mode', 'study', 'hash', hash) from question");
	assert_int_equal(cpc_doctor(t->c, true, NULL, NULL, NULL, &t->err), CPC_OK);
	session_start(&x, t, tmpbank_time(200, 9, 0), SESSION_PLAIN);
	assert_true(session_next(&x));
	assert_int_equal(x.q.left, 299);
	while (session_next(&x)) {
		long number = strtol(x.q.id + 6, NULL, 10); /* of cpc/q-123 */
		if (x.q.reason == CPC_REASON_AGAIN || skipped[number]) {
			again += x.q.reason == CPC_REASON_AGAIN;
			session_right(&x);
			continue;
		}
		assert_int_equal(x.q.reason, CPC_REASON_DUE);
		due++;
		if (due % 8 == 5) {
			skipped[number] = true;
			assert_int_equal(cpc_study_skip(x.s, &x.err), CPC_OK);
			continue;
		}
		double now = recall(t, x.q.id, 200);
		assert_true(now >= before);
		before = now;
		if (due % 60 == 50)
			session_wrong(&x);
		else
			session_right(&x);
	}
	session_free(&x);
	assert_int_equal(due, 300);
	assert_int_equal(again, 5);
	assert_rows(t,
		"select min(n), max(n) from (select count(*) as n from review "
		"where day > 20900 and grade > 1 group by concept)",
		"1|1\n");
	assert_number(t, "select count(*) from card where due_day <= 20980", 0);
}

/* With two domains that are due the neighbours differ, though recall would have it otherwise. */
static void due_domains_interleaved(void **state)
{
	struct tmpbank *t = *state;
	static const char *const domains[] = {"one", "two", "three"};
	tmpbank_plain(t, 8);
	tmpbank_load(t);
	for (int d = 0; d < 3; d++) /* a domain a day: apart by recall */
		session_all_right(t, tmpbank_time(d, 9, 0),
			(struct cpc_study_options){
				.new_concepts = 6, .domain = domains[d], .limit = 6});
	struct session x;
	char last[16] = "";
	int n = 0;
	session_start(&x, t, tmpbank_time(30, 9, 0),
		(struct cpc_study_options){.seed = 1, .new_concepts = 0});
	for (; n < 12 && session_next(&x); n++) {
		assert_string_not_equal(x.q.domain, last);
		snprintf(last, sizeof last, "%s", x.q.domain);
		session_right(&x);
	}
	session_free(&x);
	assert_int_equal(n, 12);
}

static void new_by_the_blueprint(void **state)
{
	struct tmpbank *t = *state;
	int met[3] = {0};
	char last = ' ';
	tmpbank_plain(t, 60);
	tmpbank_load(t);
	/* Over several days, since what was introduced before counts too. */
	for (int day = 0; day < 5; day++) {
		struct session x;
		session_start(&x, t, tmpbank_time(day, 9, 0),
			(struct cpc_study_options){.seed = 1, .new_concepts = 20});
		while (session_next(&x)) {
			if (x.q.reason == CPC_REASON_NEW) {
				met[x.q.domain[0] == 'o' ? 0 : x.q.domain[1] == 'w' ? 1 : 2]++;
				if (day == 0)
					assert_int_not_equal(x.q.domain[1], last);
				last = x.q.domain[1];
			}
			session_right(&x);
		}
		session_free(&x);
	}
	assert_int_equal(met[0] + met[1] + met[2], 100);
	assert_in_range(met[0], 49, 51);
	assert_in_range(met[1], 29, 31);
	assert_in_range(met[2], 19, 21);
}

/* The first session meets the domains and their questions in the order of the book. */
static void new_in_the_order_of_the_book(void **state)
{
	struct tmpbank *t = *state;
	struct session x;
	static const char *const order[] = {
		"one-001", "two-001", "three-001", "one-002", "two-002", "one-003"};
	tmpbank_plain(t, 5);
	tmpbank_load(t);
	session_start(&x, t, tmpbank_time(0, 9, 0), SESSION_PLAIN);
	for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
		session_expect(&x, order[i]);
		assert_int_equal(x.q.reason, CPC_REASON_NEW);
		assert_int_equal(x.q.number, i + 1);
		assert_int_equal(x.q.left, 15 - i - 1);
		session_right(&x);
	}
	session_free(&x);
}

static void wrong_comes_back_after_four(void **state)
{
	struct tmpbank *t = *state;
	struct session x;
	one_domain(t, 15);
	session_start(&x, t, tmpbank_time(0, 9, 0), SESSION_PLAIN);
	session_expect(&x, "q-01");
	session_wrong(&x);
	assert_true(x.v.comes_back);
	assert_int_equal(x.v.due_day, TMPBANK_DAY);
	for (int i = 2; i <= 5; i++) {
		session_next(&x);
		assert_int_equal(x.q.reason, CPC_REASON_NEW);
		if (i == 3)
			session_wrong(&x);
		else
			session_right(&x);
	}
	session_expect(&x, "q-01");
	assert_int_equal(x.q.reason, CPC_REASON_AGAIN);
	assert_int_equal(x.q.number, 6);
	session_wrong(&x); /* and again after four more */
	session_expect(&x, "q-06");
	session_right(&x);
	session_expect(&x, "q-03");
	assert_int_equal(x.q.reason, CPC_REASON_AGAIN);
	session_right(&x);
	assert_false(x.v.comes_back);
	session_expect(&x, "q-07");
	session_right(&x);
	session_expect(&x, "q-08");
	session_right(&x);
	session_expect(&x, "q-01");
	assert_int_equal(x.q.number, 11);
	session_right(&x);
	for (int i = 9; i <= 15; i++) {
		session_next(&x);
		assert_int_equal(x.q.reason, CPC_REASON_NEW);
		session_right(&x);
	}
	assert_false(session_next(&x));
	session_free(&x);
}

/* When nothing else is left they need not wait: but another stands between if there is one. */
static void wrong_comes_back_at_the_end(void **state)
{
	struct tmpbank *t = *state;
	struct session x;
	one_domain(t, 3);
	session_start(&x, t, tmpbank_time(0, 9, 0), SESSION_PLAIN);
	session_expect(&x, "q-01");
	session_right(&x);
	session_expect(&x, "q-02");
	session_wrong(&x);
	session_expect(&x, "q-03");
	session_wrong(&x);
	session_expect(&x, "q-02");
	session_wrong(&x);
	assert_true(x.v.comes_back);
	session_expect(&x, "q-03");
	session_right(&x);
	session_expect(&x, "q-02");
	session_wrong(&x);
	/* Nothing is left to stand in between: it waits for the next session. */
	assert_false(x.v.comes_back);
	assert_false(session_next(&x));
	assert_false(session_next(&x));
	session_free(&x);
	session_start(&x, t, tmpbank_time(0, 20, 0), SESSION_PLAIN);
	session_expect(&x, "q-02");
	assert_int_equal(x.q.reason, CPC_REASON_DUE);
	session_free(&x);
}

/* The learner meets the rule in other words: the question of the concept asked longest ago. */
static void other_question_of_the_concept(void **state)
{
	struct tmpbank *t = *state;
	static const char *const order[] = {"q-a", "q-b", "q-c", "q-a", "q-b", "q-c"};
	static const int days[] = {0, 40, 400, 4000, 40000, 80000};
	tmpbank_blueprint(t, "one:100");
	FILE *f = tmpbank_file(t, "questions/a/one.md", "one");
	for (int i = 0; i < 3; i++)
		tmpbank_question(f, order[i], "concept: same\n");
	tmpbank_question(f, "q-mock", "concept: same\npool: mock\n");
	tmpbank_question(f, "z-1", "");
	tmpbank_done(t, f);
	tmpbank_load(t);
	for (int i = 0; i < 6; i++) {
		struct session x;
		session_start(&x, t, tmpbank_time(days[i], 9, 0), SESSION_PLAIN);
		session_expect(&x, order[i]);
		session_right(&x);
		while (session_next(&x))
			session_right(&x);
		session_free(&x);
	}
	assert_number(t, "select reps from card where concept = 'cpc:same'", 6);
	/* A wrong answer comes back as another question of the concept too. */
	struct session x;
	session_start(&x, t, tmpbank_time(150000, 9, 0), SESSION_PLAIN);
	session_expect(&x, "q-a");
	session_wrong(&x);
	session_expect(&x, "z-1");
	session_right(&x);
	session_expect(&x, "q-b");
	assert_int_equal(x.q.reason, CPC_REASON_AGAIN);
	session_free(&x);
}

/* What is shown stays until it is answered; asking for it again changes nothing. */
static void next_gives_the_same(void **state)
{
	struct tmpbank *t = *state;
	struct session x;
	one_domain(t, 5);
	session_start(&x, t, tmpbank_time(0, 9, 0), SESSION_PLAIN);
	session_expect(&x, "q-01");
	int key = session_key(&x);
	for (int i = 0; i < 3; i++) {
		x.now.at_ms += 5000;
		session_expect(&x, "q-01");
		assert_int_equal(session_key(&x), key);
		assert_int_equal(x.q.number, 1);
	}
	session_right(&x);
	/* The time counts from when it was first shown. */
	assert_number(t, "select ms from review", 25000);
	session_free(&x);
}

static void skipping(void **state)
{
	struct tmpbank *t = *state;
	struct session x;
	one_domain(t, 7);
	session_start(&x, t, tmpbank_time(0, 9, 0), SESSION_PLAIN);
	session_expect(&x, "q-01");
	assert_int_equal(cpc_study_skip(x.s, &x.err), CPC_OK);
	session_expect(&x, "q-02");
	assert_int_equal(x.q.number, 1); /* nothing was answered */
	assert_int_equal(x.q.left, 6);
	session_right(&x);
	for (int i = 3; i <= 5; i++) {
		session_next(&x);
		session_right(&x);
	}
	session_expect(&x, "q-01");
	assert_int_equal(x.q.reason, CPC_REASON_NEW);
	session_right(&x);
	/* The last two: put aside, each makes room for the other, and nothing is lost. */
	session_expect(&x, "q-06");
	assert_int_equal(cpc_study_skip(x.s, &x.err), CPC_OK);
	session_expect(&x, "q-07");
	assert_int_equal(cpc_study_skip(x.s, &x.err), CPC_OK);
	session_expect(&x, "q-06");
	session_right(&x);
	session_expect(&x, "q-07");
	assert_int_equal(cpc_study_skip(x.s, &x.err), CPC_OK);
	assert_false(session_next(&x)); /* the only one left was put aside */
	session_report(&x);
	assert_int_equal(x.report.answered, 6);
	assert_int_equal(x.report.missed_left, 0);
	session_free(&x);
	assert_number(t, "select count(*) from event", 6);
	assert_number(t, "select count(*) from concept where introduced = 0", 1);
}

/* The order of choices, by what is documented of it: splitmix64 and Fisher-Yates from the seed that
 * stands in the event. */
static void permutation(uint64_t seed, size_t n, int order[])
{
	for (size_t i = 0; i < n; i++) {
		uint64_t limit = UINT64_MAX - UINT64_MAX % (i + 1), z;
		do {
			z = seed += UINT64_C(0x9e3779b97f4a7c15);
			z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
			z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
			z ^= z >> 31;
		} while (z >= limit);
		size_t j = (size_t)(z % (i + 1));
		order[i] = order[j];
		order[j] = (int)i;
	}
}

static void order_from_the_stored_seed(void **state)
{
	struct tmpbank *t = *state;
	static const char *const written[] = {"Wrong 1", "Right o", "Wrong 2", "Wrong 3"};
	struct session x;
	one_domain(t, 20);
	session_start(&x, t, tmpbank_time(0, 9, 0),
		(struct cpc_study_options){.seed = 99, .new_concepts = 20});
	for (int i = 0; session_next(&x); i++) {
		int order[4];
		const struct cpc_question shown = x.q;
		char texts[4][16];
		for (int c = 0; c < 4; c++)
			snprintf(texts[c], sizeof texts[c], "%.7s", shown.choice[c]);
		int chosen = i % 4;
		session_answer(&x, (struct cpc_answer){.choice = chosen});
		int64_t seed = tmpbank_number(
			t, "select body ->> 'seed' from event order by seq desc limit 1");
		permutation((uint64_t)seed, 4, order);
		for (int c = 0; c < 4; c++)
			assert_string_equal(texts[c], written[order[c]]);
		/* The log keeps the written position. */
		assert_number(t, "select body ->> 'choice' from event order by seq desc limit 1",
			order[chosen]);
		if (i >= 60)
			break;
	}
	session_free(&x);
}

/* The key of the first question for each of many seeds: every order of four is as frequent as any
 * other (chi-square of 23 degrees of freedom, 49.7 is its 0.1 % point). */
static void orders_are_even(void **state)
{
	struct tmpbank *t = *state;
	enum { RUNS = 2400, ORDERS = 24 };
	int count[256] = {0}, orders = 0;
	double chi = 0;
	one_domain(t, 1);
	for (uint64_t seed = 0; seed < RUNS; seed++) {
		struct session x;
		session_start(&x, t, tmpbank_time(0, 9, 0),
			(struct cpc_study_options){.seed = seed, .new_concepts = 1});
		assert_true(session_next(&x));
		int code = 0;
		for (int c = 0; c < 4; c++)
			code = code * 4 + (x.q.choice[c][0] == 'R' ? 0 : x.q.choice[c][6] - '0');
		count[code]++;
		session_free(&x);
	}
	for (int i = 0; i < 256; i++) {
		double off = count[i] - (double)RUNS / ORDERS;
		orders += count[i] > 0;
		if (count[i] > 0)
			chi += off * off / ((double)RUNS / ORDERS);
	}
	assert_int_equal(orders, ORDERS);
	assert_true(chi < 49.7);
}

/* The same seed and the same answers give the same session, on another day and in another file. */
static void repeatable(void **state)
{
	struct tmpbank *t = *state;
	char *shown[2] = {NULL};
	for (int run = 0; run < 2; run++) {
		size_t size;
		FILE *out = open_memstream(&shown[run], &size);
		struct session x;
		if (run == 1) {
			cpc_close(t->c);
			t->c = NULL;
			assert_int_equal(unlink(t->db), 0);
			tmpbank_reopen(t);
		}
		tmpbank_plain(t, 6);
		tmpbank_load(t);
		session_start(&x, t, tmpbank_time(run ? 50 : 0, 9 + run, 0),
			(struct cpc_study_options){.seed = 7, .new_concepts = -1});
		for (int i = 0; session_next(&x); i++) {
			fprintf(out, "%s", x.q.id);
			for (size_t c = 0; c < x.q.choice_count; c++)
				fprintf(out, "|%s", x.q.choice[c]);
			fputc('\n', out);
			if (i % 3 == 1)
				session_wrong(&x);
			else
				session_right(&x);
		}
		session_free(&x);
		fclose(out);
	}
	tmpbank_same(shown[0], shown[1], "two runs");
	free(shown[0]);
	free(shown[1]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		tmpbank_test(due_by_lowest_recall),
		tmpbank_test(many_due),
		tmpbank_test(due_domains_interleaved),
		tmpbank_test(new_by_the_blueprint),
		tmpbank_test(new_in_the_order_of_the_book),
		tmpbank_test(wrong_comes_back_after_four),
		tmpbank_test(wrong_comes_back_at_the_end),
		tmpbank_test(other_question_of_the_concept),
		tmpbank_test(next_gives_the_same),
		tmpbank_test(skipping),
		tmpbank_test(order_from_the_stored_seed),
		tmpbank_test(orders_are_even),
		tmpbank_test(repeatable),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
