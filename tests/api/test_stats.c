/*
 * test_stats.c - what the answers say, taken together.
 * May use: cpc.h, cpc_fsrs.h, session.h, exam.h. Must not know: how the engine counts.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "cpc_fsrs.h"
#include "exam.h"
#include "near.h"
#include "session.h"

static struct cpc_stats *stats_on(struct tmpbank *t, int64_t day)
{
	struct cpc_stats *s;
	if (cpc_stats_read(t->c, tmpbank_time(day, 12, 0), NULL, NULL, &s, &t->err) != CPC_OK)
		fail_msg("%s", t->err.text);
	assert_int_equal(s->day, TMPBANK_DAY + day);
	return s;
}

static void answer(struct session *x, bool right, enum cpc_confidence confidence)
{
	session_answer(
		x, (struct cpc_answer){.choice = right ? session_key(x) : session_distractor(x),
			   .confidence = confidence});
}

/* One session in which the questions that come are answered as `letters` say: r right, w wrong,
 * ! right and sure, ? wrong and guessed. */
static void study(struct tmpbank *t, int64_t day, const char *letters)
{
	struct session x;
	session_start(&x, t, tmpbank_time(day, 9, 0), SESSION_PLAIN);
	for (; *letters; letters++) {
		assert_true(session_next(&x));
		answer(&x, *letters == 'r' || *letters == '!',
			*letters == '!'	  ? CPC_SURE
			: *letters == '?' ? CPC_GUESSED
					  : CPC_PLAIN);
	}
	session_free(&x);
}

static void nothing_yet(void **state)
{
	struct tmpbank *t = *state;
	struct cpc_stats *s = stats_on(t, 0);
	assert_int_equal(s->domain_count, 0);
	assert_int_equal(s->answered + s->day_count + s->cards + s->recall.n, 0);
	cpc_stats_free(s);
	tmpbank_plain(t, 2);
	tmpbank_load(t);
	s = stats_on(t, 0);
	assert_int_equal(s->domain_count, 3);
	assert_string_equal(s->domains[1].slug, "two");
	assert_int_equal(s->domains[1].concepts, 2);
	assert_int_equal(s->domains[1].met, 0);
	assert_int_equal(s->hardest_count + s->leech_count + s->median_ms, 0);
	cpc_stats_free(s);
	cpc_stats_free(NULL);
}

/* The questions come from the domains in turn: one, two, three. */
static void counts(void **state)
{
	struct tmpbank *t = *state;
	tmpbank_plain(t, 2);
	tmpbank_load(t);
	study(t, 0, "!rw");
	struct cpc_stats *s = stats_on(t, 0);
	assert_int_equal(s->answered, 3);
	assert_int_equal(s->right, 2);
	assert_int_equal(s->ms, 30000);
	assert_int_equal(s->day_count, 1);
	assert_int_equal(s->days[0].day, TMPBANK_DAY);
	assert_int_equal(s->days[0].right, 2);
	assert_int_equal(s->domains[0].answered, 1);
	assert_int_equal(s->domains[0].right, 1);
	assert_int_equal(s->domains[2].answered, 1);
	assert_int_equal(s->domains[2].right, 0);
	assert_int_equal(s->domains[2].met, 1);
	assert_int_equal(s->cards, 3);
	assert_near(s->memory, 1, 1e-12); /* all of it was seen today */
	assert_int_equal(s->confidence[CPC_SURE + 1].n, 1);
	assert_int_equal(s->confidence[CPC_SURE + 1].right, 1);
	assert_int_equal(s->confidence[CPC_PLAIN + 1].n, 2);
	assert_int_equal(s->confidence[CPC_PLAIN + 1].right, 1);
	assert_int_equal(s->confidence[CPC_GUESSED + 1].n, 0);
	assert_int_equal(s->median_ms, 10000);
	assert_int_equal(s->lower_ms, 10000);
	assert_int_equal(s->times[1].low_ms, 10000);
	assert_int_equal(s->times[1].n, 3);
	assert_int_equal(s->times[1].right, 2);
	assert_int_equal(s->times[0].n + s->times[2].n, 0);
	assert_int_equal(s->gone.n, 0);
	cpc_stats_free(s);
}

/* An answer that was taken back counts nowhere. */
static void undone(void **state)
{
	struct tmpbank *t = *state;
	struct session x;
	tmpbank_plain(t, 2);
	tmpbank_load(t);
	session_start(&x, t, tmpbank_time(0, 9, 0), SESSION_PLAIN);
	assert_true(session_next(&x));
	answer(&x, false, CPC_GUESSED);
	session_undo(&x);
	assert_true(session_next(&x));
	answer(&x, true, CPC_SURE);
	session_free(&x);
	struct cpc_stats *s = stats_on(t, 0);
	assert_int_equal(s->answered, 1);
	assert_int_equal(s->right, 1);
	assert_int_equal(s->confidence[CPC_GUESSED + 1].n, 0);
	assert_int_equal(s->confidence[CPC_SURE + 1].n, 1);
	cpc_stats_free(s);
}

static void streaks(void **state)
{
	struct tmpbank *t = *state;
	static const int days[] = {0, 1, 2, 4, 5};
	static const struct {
		int day, streak, longest;
	} expected[] = {{5, 2, 3}, {6, 2, 3}, {7, 0, 3}, {4, 1, 3}, {3, 3, 3}};
	tmpbank_plain(t, 20);
	tmpbank_load(t);
	for (size_t i = 0; i < sizeof days / sizeof *days; i++)
		study(t, days[i], "r");
	for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
		struct cpc_stats *s = stats_on(t, expected[i].day);
		struct cpc_today today;
		assert_int_equal(
			cpc_today(t->c, tmpbank_time(expected[i].day, 12, 0), &today, &t->err), 0);
		assert_int_equal(s->streak, expected[i].streak);
		assert_int_equal(s->streak, today.streak);
		assert_int_equal(s->longest_streak, expected[i].longest);
		cpc_stats_free(s);
	}
}

/* One concept, right on day 0 and wrong on day 5, each time with another answer the same day, which
 * predicts nothing. */
static void recall(void **state)
{
	struct tmpbank *t = *state;
	struct cpc_fsrs_params params;
	struct cpc_fsrs_model model;
	tmpbank_blueprint(t, "one:100");
	FILE *f = tmpbank_file(t, "questions/a/one.md", "one");
	tmpbank_question(f, "q-1", "");
	tmpbank_done(t, f);
	tmpbank_load(t);
	study(t, 0, "w");
	study(t, 0, "r");
	study(t, 5, "w");
	study(t, 5, "r");
	study(t, 30, "r");
	cpc_fsrs_params_default(&params);
	assert_true(cpc_fsrs_model_init(&model, &params, true));
	struct cpc_fsrs_memory m = cpc_fsrs_next(&model, cpc_fsrs_first(&model, 1), 3, 0);
	double first = cpc_fsrs_retrievability(&model, 5, m.stability);
	m = cpc_fsrs_next(&model, cpc_fsrs_next(&model, m, 1, 5), 3, 0);
	double second = cpc_fsrs_retrievability(&model, 25, m.stability);
	struct cpc_stats *s = stats_on(t, 40);
	assert_near(s->target, 0.9, 0);
	assert_int_equal(s->recall.n, 2);
	assert_int_equal(s->recall.right, 1);
	assert_near(s->recall_predicted, (first + second) / 2, 1e-12);
	assert_near(s->recall_brier, (first * first + (1 - second) * (1 - second)) / 2, 1e-12);
	size_t n = 0;
	for (size_t i = 0; i < CPC_STATS_RECALL_BINS; i++) {
		const struct cpc_stats_bin *b = &s->bins[i];
		assert_true(b->n == 0 || (b->predicted >= b->low && b->predicted < b->high));
		n += b->n;
	}
	assert_int_equal(n, 2);
	m = cpc_fsrs_next(&model, m, 3, 25);
	assert_near(s->memory, cpc_fsrs_retrievability(&model, 10, m.stability), 1e-12);
	assert_near(s->domains[0].memory, s->memory, 0);
	cpc_stats_free(s);
}

/* What is due adds up, and what is overdue is due today. */
static void forecast(void **state)
{
	struct tmpbank *t = *state;
	tmpbank_plain(t, 6);
	tmpbank_load(t);
	study(t, 0, "rrrrwrrrr");
	for (int day = 0; day < 80; day += 10) {
		struct cpc_stats *s = stats_on(t, day);
		struct cpc_today today;
		size_t sum = s->due_later;
		for (size_t i = 0; i < CPC_STATS_FORECAST; i++)
			sum += s->due[i];
		assert_int_equal(sum, s->cards);
		assert_int_equal(cpc_today(t->c, tmpbank_time(day, 12, 0), &today, &t->err), 0);
		assert_int_equal(s->due[0], today.due);
		cpc_stats_free(s);
	}
	struct cpc_stats *s = stats_on(t, 0), *later = stats_on(t, 10);
	assert_true(s->due[0] < later->due[0]);
	cpc_stats_free(s);
	cpc_stats_free(later);
}

static void hardest_and_leeches(void **state)
{
	struct tmpbank *t = *state;
	tmpbank_blueprint(t, "one:60 two:40");
	FILE *f = tmpbank_file(t, "questions/a/one.md", "one");
	tmpbank_question(f, "q-1", "concept: hard\n");
	tmpbank_question(f, "q-2", "concept: hard\n");
	tmpbank_done(t, f);
	f = tmpbank_file(t, "questions/a/two.md", "two");
	tmpbank_question(f, "q-3", "");
	tmpbank_done(t, f);
	tmpbank_load(t);
	study(t, 0, "rr");
	for (int day = 100; day <= 500; day += 100) {
		struct session x;
		session_start(&x, t, tmpbank_time(day, 9, 0), SESSION_PLAIN);
		for (int i = 0; i < 3 && session_next(&x); i++)
			answer(&x, strcmp(x.q.domain, "two") == 0 || i > 1, CPC_PLAIN);
		session_free(&x);
	}
	struct cpc_stats *s = stats_on(t, 600);
	assert_int_equal(s->hardest_count, 1); /* the other was never wrong */
	assert_string_equal(s->hardest[0].concept, "cpc:hard");
	assert_string_equal(s->hardest[0].title, "Title of q-1");
	assert_string_equal(s->hardest[0].domain, "one");
	assert_int_equal(s->hardest[0].answered - s->hardest[0].right, 5);
	assert_int_equal(s->leech_count, 1);
	assert_int_equal(s->leeches_shown, 1);
	assert_string_equal(s->leeches[0].concept, "cpc:hard");
	assert_int_equal(s->leeches[0].lapses, 5);
	size_t of_one = s->domains[0].answered;
	cpc_stats_free(s);
	/* Its questions leave the bank: their answers stay, under no domain. */
	tmpbank_delete(t, "questions/a/one.md");
	tmpbank_load(t);
	s = stats_on(t, 600);
	assert_int_equal(s->hardest_count + s->leech_count, 0);
	assert_int_equal(s->gone.n, of_one);
	assert_int_equal(s->domains[0].answered, 0);
	assert_int_equal(s->cards, 1);
	cpc_stats_free(s);
}

/* Two answers are too few to call a concept hard. */
static void few_answers(void **state)
{
	struct tmpbank *t = *state;
	tmpbank_plain(t, 1);
	tmpbank_load(t);
	study(t, 0, "www");
	struct cpc_stats *s = stats_on(t, 0);
	assert_int_equal(s->hardest_count, 0);
	cpc_stats_free(s);
	study(t, 1, "www");
	study(t, 2, "w");
	s = stats_on(t, 2);
	assert_int_equal(s->hardest_count, 1);
	assert_int_equal(s->hardest[0].answered, 3);
	cpc_stats_free(s);
}

/* An exam's answers count as any other. */
static void exams(void **state)
{
	struct tmpbank *t = *state;
	tmpbank_plain(t, 4);
	tmpbank_load(t);
	exam_sat(t, tmpbank_time(0, 9, 0), (struct cpc_exam_options){.count = 6, .seed = 1},
		"rrwrr-");
	struct cpc_stats *s = stats_on(t, 0);
	assert_int_equal(s->answered, 5);
	assert_int_equal(s->right, 4);
	assert_int_equal(
		s->domains[0].answered + s->domains[1].answered + s->domains[2].answered, 5);
	assert_int_equal(s->confidence[1].n, 5); /* neither sure nor guessed */
	assert_int_equal(s->confidence[0].n + s->confidence[2].n, 0);
	cpc_stats_free(s);
}

/* A break in the middle of a question is no time of study. */
static void breaks(void **state)
{
	struct tmpbank *t = *state;
	struct session x;
	tmpbank_plain(t, 2);
	tmpbank_load(t);
	session_start(&x, t, tmpbank_time(0, 9, 0), SESSION_PLAIN);
	assert_true(session_next(&x));
	x.now.at_ms += INT64_C(2) * 3600 * 1000;
	session_right(&x);
	session_free(&x);
	struct cpc_stats *s = stats_on(t, 0);
	assert_int_equal(s->ms, 600000);
	assert_int_equal(s->times[CPC_STATS_TIME_BINS - 1].n, 1);
	assert_int_equal(s->median_ms, 3600000); /* the longest that is told apart */
	cpc_stats_free(s);
}

static void bad_time(void **state)
{
	struct tmpbank *t = *state;
	struct cpc_stats *s = (struct cpc_stats *)t;
	struct cpc_time never = {INT64_MAX, 0};
	assert_int_equal(cpc_stats_read(t->c, never, NULL, NULL, &s, &t->err), CPC_USAGE);
	assert_null(s);
	assert_true(t->err.text[0] != '\0');
}

/* The bank --------------------------------------------------------------------------------------
 */

static struct cpc_bank_stats bank_stats(struct tmpbank *t)
{
	struct cpc_bank_stats s;
	if (cpc_bank_stats(t->c, NULL, NULL, &s, &t->err) != CPC_OK)
		fail_msg("%s", t->err.text);
	return s;
}

static void no_bank(void **state)
{
	struct cpc_bank_stats s = bank_stats(*state);
	assert_int_equal(s.questions + s.forms + s.judged + s.domain_count, 0);
	assert_int_equal(s.least, -1);
}

static void questions(FILE *f, const char *name, int practice, int mock)
{
	for (int i = 0; i < practice + mock; i++) {
		char slug[32];
		snprintf(slug, sizeof slug, "%s-%03d", name, i);
		tmpbank_question(f, slug, i < practice ? "" : "pool: mock\n");
	}
}

/* Two exams and a bit. */
static void small_bank(struct tmpbank *t)
{
	tmpbank_blueprint(t, "one:40 two:60");
	FILE *f = tmpbank_file(t, "questions/a/one.md", "one");
	tmpbank_question(f, "q-1", "concept: c\nbasis: data\n");
	tmpbank_question(f, "q-2", "concept: c\nbasis: book\n");
	questions(f, "one", 58, 39);
	tmpbank_done(t, f);
	f = tmpbank_file(t, "questions/a/two.md", "two");
	questions(f, "two", 59, 61);
	tmpbank_typed(f, "t-typed", "- [=] E11.42\n- [=] E11.41\n");
	tmpbank_done(t, f);
	tmpbank_load(t);
}

static void a_bank(void **state)
{
	struct tmpbank *t = *state;
	small_bank(t);
	struct cpc_bank_stats s = bank_stats(t);
	assert_int_equal(s.questions, 220);
	assert_int_equal(s.practice, 120);
	assert_int_equal(s.mock, 100);
	assert_int_equal(s.concepts, 219);
	assert_int_equal(s.shared, 1);
	assert_int_equal(s.domains[0].practice, 60);
	assert_int_equal(s.domains[0].mock, 39);
	assert_int_equal(s.domains[0].concepts, 98);
	assert_int_equal(s.domains[1].n, 60);
	assert_int_equal(s.forms, 2); /* 99 / 40 and 120 / 60: no exam asks the typed one */
	assert_int_equal(s.practice_forms, 0);
	assert_int_equal(s.mock_forms, 0);
	assert_int_equal(s.least, 1);
	assert_int_equal(s.difficulty[0], 220);
	assert_int_equal(s.data, 1);
	assert_int_equal(s.book, 1);
	assert_int_equal(s.text, 0);
	assert_int_equal(s.no_basis, 218);
	assert_int_equal(s.kinds[CPC_SINGLE], 219);
	assert_int_equal(s.kinds[CPC_TYPED], 1);
	assert_int_equal(s.domains[1].practice_drawn, 59);
	assert_int_equal(s.domains[1].practice, 60);
	assert_int_equal(s.judged, 219);
	assert_int_equal(s.positions, 4);
	assert_int_equal(s.keys[1], 219); /* of tmpbank: always the second, and the shortest */
	assert_near(s.chance, 0.25, 1e-12);
	assert_true(s.keys_p < 1e-4);
	assert_string_equal(s.strategies[0].name, "the longest");
	assert_near(s.strategies[0].score, 0, 0);
	assert_near(s.strategies[1].score, 1, 0);
	assert_near(s.strategies[4].score, 1, 0); /* "Wrong" is shared by the others */
}

static int one_card(void *context, char *bytes, size_t room, size_t *n, struct cpc_error *err)
{
	const char **left = context;
	(void)err;
	*n = strlen(*left) < room ? strlen(*left) : room;
	memcpy(bytes, *left, *n);
	*left += *n;
	return CPC_OK;
}

/* A domain of a set of the learner's, of which no exam takes a question, fills none either. */
static void a_domain_of_ones_own(void **state)
{
	struct tmpbank *t = *state;
	const char *text = "brady-\tslow\n";
	const struct cpc_import_file file = {"<cards>", one_card, &text};
	const struct cpc_import_options options = {.format = "quizlet", .set = "mine"};
	struct cpc_stats *s = NULL;
	small_bank(t);
	assert_int_equal(
		cpc_import(t->c, &options, &file, 1, tmpbank_time(0, 9, 0), NULL, NULL, &t->err),
		CPC_OK);
	struct cpc_bank_stats bank = bank_stats(t);
	assert_int_equal(bank.domain_count, 3);
	assert_string_equal(bank.domains[2].slug, "mine");
	assert_int_equal(bank.domains[2].n, 0);
	assert_int_equal(bank.domains[2].practice, 1);
	assert_int_equal(bank.forms, 2);
	assert_int_equal(bank.least, 1);
	assert_int_equal(
		cpc_stats_read(t->c, tmpbank_time(0, 9, 0), NULL, NULL, &s, &t->err), CPC_OK);
	assert_int_equal(s->domains[1].n, 60);
	assert_int_equal(s->domains[2].n, 0);
	cpc_stats_free(s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		tmpbank_test(nothing_yet),
		tmpbank_test(counts),
		tmpbank_test(undone),
		tmpbank_test(streaks),
		tmpbank_test(recall),
		tmpbank_test(forecast),
		tmpbank_test(hardest_and_leeches),
		tmpbank_test(few_answers),
		tmpbank_test(exams),
		tmpbank_test(breaks),
		tmpbank_test(bad_time),
		tmpbank_test(no_bank),
		tmpbank_test(a_bank),
		tmpbank_test(a_domain_of_ones_own),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
