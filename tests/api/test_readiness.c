/*
 * test_readiness.c - what readiness is made from, the forecast kept with an exam and how it is
 * scored, how sure a candidate was, and that all of it follows from the log.
 * May use: cpc.h, exam.h, oracle.h, session.h, near.h. Must not know: how the chance is computed.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "exam.h"
#include "near.h"
#include "oracle.h"
#include "session.h"

#define HUNDRED ((struct cpc_exam_options){.seed = 1})
#define TEN ((struct cpc_exam_options){.seed = 1, .count = 10})

/* First answers, by a way of the test's own. */
#define FIRSTS                                                                                     \
	"(select qid, day, is_right from (select *, row_number() over (partition by qid order by " \
	"at_ms, device, seq) as n from review) where n = 1)"

static void assert_sums_follow_reviews(struct tmpbank *t)
{
	char *expected = tmpbank_rows(t,
		"select f.day, coalesce(q.domain, ''), count(*), sum(f.is_right) from " FIRSTS
		" f left join question q on q.qid = f.qid group by 1, 2 order by 1, 2");
	assert_rows(
		t, "select day, domain, seen, right from sight_day order by day, domain", expected);
	free(expected);
	assert_sound(t);
}

static void plain_bank(struct tmpbank *t, int each)
{
	tmpbank_plain(t, each);
	tmpbank_load(t);
}

static struct cpc_readiness readiness(struct tmpbank *t, int64_t day)
{
	struct cpc_readiness r;
	if (cpc_readiness(t->c, tmpbank_time(day, 12, 0), &r, &t->err) != CPC_OK)
		fail_msg("%s", t->err.text);
	return r;
}

/* A letter for each answer, in the order that study has: r, w, and u takes the last one back. */
static void study(struct tmpbank *t, int64_t day, const char *letters)
{
	struct session x;
	session_start(&x, t, tmpbank_time(day, 9, 0), SESSION_PLAIN);
	for (; *letters; letters++) {
		if (*letters == 'u') {
			session_undo(&x);
			continue;
		}
		assert_true(session_next(&x));
		if (*letters == 'r')
			session_right(&x);
		else
			session_wrong(&x);
	}
	session_free(&x);
}

/* A letter for each of a hundred questions. */
static void sit(struct tmpbank *t, int64_t day, size_t right)
{
	char letters[101];
	memset(letters, 'w', 100);
	memset(letters, 'r', right);
	letters[100] = '\0';
	exam_sat(t, exam_time(day, 9, 0), HUNDRED, letters);
}

/* First answers -------------------------------------------------------------------------------- */

static void only_first_answers_count(void **state)
{
	struct tmpbank *t = *state;
	plain_bank(t, 4);
	study(t, 0, "rrwrrw");
	study(t, 1, "rrrrrr"); /* those that were wrong come again */
	study(t, 9, "wwwwww");
	assert_sums_follow_reviews(t);
	assert_true(tmpbank_number(t, "select count(*) from review") >
		    tmpbank_number(t, "select sum(seen) from sight_day"));
	assert_number(t, "select sum(right) from sight_day where day = 20780", 4);
}

static void an_answer_taken_back_is_none(void **state)
{
	struct tmpbank *t = *state;
	plain_bank(t, 4);
	study(t, 0, "wu");
	assert_number(t, "select count(*) from sight", 0);
	assert_number(t, "select count(*) from sight_day", 0);
	study(t, 0, "rwuwr");
	assert_sums_follow_reviews(t);
	assert_number(t, "select seen from sight_day where domain = 'one'",
		tmpbank_number(t, "select count(distinct qid) from review where qid like "
				  "'cpc/one%'"));
}

/* When the first of several answers goes, the next one is the first. */
static void the_next_answer_takes_its_place(void **state)
{
	struct tmpbank *t = *state;
	plain_bank(t, 1);
	study(t, 0, "w");
	study(t, 1, "r");
	assert_rows(t, "select day, is_right from sight order by at_ms limit 1", "20780|0\n");
	tmpbank_exec(t, "delete from review where day = 20780");
	assert_rows(t, "select day, is_right from sight", "20781|1\n");
	assert_rows(t, "select day, seen, right from sight_day", "20781|1|1\n");
	/* and what comes late, from another machine say, may be the first after all */
	tmpbank_exec(t, "insert into review (device, seq, at_ms, day, qid, concept, grade, "
			"is_right, ms) select 'zz', 1, 5, 20700, qid, concept, 1, 0, 0 from "
			"review limit 1");
	assert_rows(t, "select day, seen, right from sight_day", "20700|1|0\n");
}

/* First answers go with their question to another domain, and out of the sums with it. */
static void an_edited_bank(void **state)
{
	struct tmpbank *t = *state;
	tmpbank_blueprint(t, "one:60 two:40");
	FILE *f = tmpbank_file(t, "questions/a/one.md", "one");
	tmpbank_question(f, "x-1", "");
	tmpbank_question(f, "x-2", "");
	tmpbank_done(t, f);
	tmpbank_load(t);
	study(t, 0, "rw");
	assert_rows(t, "select domain, seen from sight_day", "one|2\n");
	tmpbank_delete(t, "questions/a/one.md");
	f = tmpbank_file(t, "questions/a/two.md", "two");
	tmpbank_question(f, "x-2", "");
	tmpbank_done(t, f);
	tmpbank_load(t);
	assert_rows(t, "select domain, seen from sight_day order by domain", "|1\ntwo|1\n");
	assert_sums_follow_reviews(t);
	assert_int_equal(readiness(t, 0).domains[0].fresh, 0);
	assert_int_equal(readiness(t, 0).domains[1].fresh, 1);
}

/* Now ------------------------------------------------------------------------------------------ */

static void nothing_known(void **state)
{
	struct tmpbank *t = *state;
	struct cpc_readiness r = readiness(t, 0);
	assert_int_equal(r.domain_count, 0);
	assert_false(r.now.told);
	plain_bank(t, 4);
	r = readiness(t, 0);
	assert_int_equal(r.domain_count, 3);
	assert_int_equal(r.count, 100);
	assert_false(r.now.told);
	assert_near(r.now.coverage, 0, 0);
	assert_int_equal(r.domains[0].n, 50);
	assert_int_equal(r.domains[0].lacking, 10);
	assert_near(r.domains[0].met, 0, 0);
	assert_int_equal(r.day, TMPBANK_DAY);
}

/* 50 + 30 questions lie in domains with ten answers. */
static void covered_in_part(void **state)
{
	struct tmpbank *t = *state;
	struct exam x;
	plain_bank(t, 10);
	exam_start(&x, t, exam_time(0, 9, 0), (struct cpc_exam_options){.count = 30});
	for (size_t i = 0; i < 30; i++) {
		if (strcmp(x.q.id, "cpc/three-010") == 0)
			exam_go(&x, x.s.position + 1 < 30 ? x.s.position + 1 : 0);
		else
			exam_right(&x);
	}
	exam_submit(&x);
	exam_free(&x);
	struct cpc_readiness r = readiness(t, 0);
	assert_near(r.now.coverage, 0.8, 1e-12);
	assert_true(r.now.told);
	assert_int_equal(r.domains[1].lacking, 0);
	assert_int_equal(r.domains[2].fresh, 9);
	assert_int_equal(r.domains[2].lacking, 1);
	assert_near(r.domains[2].met, 0.9, 1e-12);
	assert_true(r.now.chance > 0.9);
	assert_true(r.now.low < r.now.expected && r.now.expected < r.now.high);
	/* and 181 days later none is fresh */
	r = readiness(t, 181);
	assert_false(r.now.told);
	assert_int_equal(r.domains[0].fresh, 0);
}

/* What is remembered is reckoned for the day of the exam, and by the cards themselves. */
static void the_day_of_the_exam(void **state)
{
	struct tmpbank *t = *state;
	struct cpc_fsrs_params params;
	struct cpc_fsrs_model model;
	plain_bank(t, 40);
	sit(t, 0, 80);
	struct cpc_readiness today = readiness(t, 1);
	assert_false(today.dated);
	assert_int_equal(today.day, TMPBANK_DAY + 1);
	assert_int_equal(
		cpc_setting_set(t->c, "exam-date", "2027-01-22", tmpbank_time(1, 9, 0), &t->err),
		CPC_OK);
	struct cpc_readiness then = readiness(t, 1);
	assert_true(then.dated);
	assert_int_equal(then.day, TMPBANK_DAY + 60);
	assert_true(then.domains[0].recall < today.domains[0].recall);
	assert_true(then.now.expected < today.now.expected);
	cpc_fsrs_params_default(&params);
	assert_true(cpc_fsrs_model_init(&model, &params, true));
	double sum = 0, n = 0;
	char *rows = tmpbank_rows(t, "select k.stability from card k join concept c using "
				     "(concept) where c.domain = 'one'");
	for (char *p = rows; *p; p = strchr(p, '\n') + 1, n++)
		sum += cpc_fsrs_retrievability(&model, 60, strtod(p, NULL));
	free(rows);
	assert_near(then.domains[0].recall, sum / n, 1e-9);
	/* a date that has gone by is none */
	assert_false(readiness(t, 61).dated);
	assert_int_equal(readiness(t, 61).day, TMPBANK_DAY + 61);
	assert_true(readiness(t, 60).dated);
}

/* Of a large domain a part is looked at: near to the whole, and the same after a rebuild. */
static void a_large_domain_is_sampled(void **state)
{
	struct tmpbank *t = *state;
	struct exam x;
	plain_bank(t, 200);
	exam_start(&x, t, exam_time(0, 9, 0), (struct cpc_exam_options){.count = 300});
	for (int i = 0; i < 300; i++) {
		if (i % 3)
			exam_right(&x);
		else
			exam_wrong(&x);
	}
	exam_submit(&x);
	exam_free(&x);
	double before = readiness(t, 20).domains[0].recall;
	struct cpc_fsrs_params params;
	struct cpc_fsrs_model model;
	cpc_fsrs_params_default(&params);
	assert_true(cpc_fsrs_model_init(&model, &params, true));
	double sum = 0, n = 0;
	char *rows = tmpbank_rows(t, "select k.stability from card k join concept c using "
				     "(concept) where c.domain = 'one'");
	for (char *p = rows; *p; p = strchr(p, '\n') + 1, n++)
		sum += cpc_fsrs_retrievability(&model, 20, strtod(p, NULL));
	free(rows);
	assert_true(n > 64);
	assert_near(before, sum / n, 0.05);
	assert_sound(t);
	assert_near(readiness(t, 20).domains[0].recall, before, 0);
}

/* The forecast of an exam ---------------------------------------------------------------------- */

static struct cpc_exam_report report_of(struct tmpbank *t, int number)
{
	cpc_exam_review *r;
	struct cpc_exam_report report;
	if (cpc_exam_review_open(t->c, number, &r, &t->err) != CPC_OK)
		fail_msg("%s", t->err.text);
	cpc_exam_review_report(r, &report);
	cpc_exam_review_free(r);
	return report;
}

static void kept_before_the_exam(void **state)
{
	struct tmpbank *t = *state;
	plain_bank(t, 60);
	sit(t, 0, 74);
	struct cpc_forecast first = report_of(t, 1).forecast;
	assert_true(report_of(t, 1).has_forecast);
	assert_false(first.told);
	assert_near(first.coverage, 0, 0);
	assert_rows(t, "select chance is null, coverage from exam", "1|0\n");
	struct cpc_readiness ready = readiness(t, 2);
	assert_true(ready.now.told);
	sit(t, 2, 60);
	/* What came in between is not what was known before. */
	struct cpc_forecast f = report_of(t, 2).forecast;
	assert_true(f.told);
	assert_near(f.chance, ready.now.chance, 1e-12);
	assert_near(f.expected, ready.now.expected, 1e-12);
	assert_near(f.low, ready.now.low, 1e-12);
	assert_near(f.high, ready.now.high, 1e-12);
	assert_near(f.coverage, 1, 0);
	assert_sums_follow_reviews(t);
	assert_near(report_of(t, 2).forecast.chance, f.chance, 0);
}

/* In the log of an older version an exam has no forecast, and its answers say nothing of how sure.
 */
static void older_exams(void **state)
{
	struct tmpbank *t = *state;
	plain_bank(t, 20);
	exam_sat(t, exam_time(0, 9, 0), TEN, "rrrrrrrrrr");
	tmpbank_exec(t,
		"drop trigger event_no_update; update event set body = json_remove(body, "
		"'$.chance', '$.expected', "
		"'$.low', '$.high', '$.coverage', '$.confidence') where kind glob "
		"'exam_*'; create trigger event_no_update before update on event begin select "
		"raise(abort, 'the log is append-only'); end");
	struct cpc_doctor_report doctor;
	assert_int_equal(cpc_doctor(t->c, true, NULL, NULL, &doctor, &t->err), CPC_OK);
	struct cpc_exam_report r = report_of(t, 1);
	assert_false(r.has_forecast);
	assert_int_equal(r.confidence[1].answered, 10);
	assert_int_equal(r.right, 10);
}

static void forecasts_are_scored(void **state)
{
	struct tmpbank *t = *state;
	struct cpc_forecast_score s;
	struct cpc_exam_line *lines;
	size_t n;
	plain_bank(t, 120);
	assert_int_equal(cpc_forecasts(t->c, &s, &t->err), CPC_OK);
	assert_int_equal(s.n, 0);
	assert_near(s.brier, 0, 0);
	sit(t, 0, 72); /* before it no chance was told */
	sit(t, 1, 90);
	sit(t, 2, 20);
	assert_int_equal(cpc_forecasts(t->c, &s, &t->err), CPC_OK);
	struct cpc_forecast a = report_of(t, 2).forecast, b = report_of(t, 3).forecast;
	assert_int_equal(s.n, 2);
	assert_near(s.brier, ((1 - a.chance) * (1 - a.chance) + b.chance * b.chance) / 2, 1e-12);
	assert_near(s.miss_points, (90 - a.expected + 20 - b.expected) / 2, 1e-9);
	size_t in_bins = 0, passed = 0;
	for (int i = 0; i < CPC_FORECAST_BINS; i++) {
		in_bins += s.bins[i].n;
		passed += s.bins[i].passed;
	}
	assert_int_equal(in_bins, 2);
	assert_int_equal(passed, 1);
	assert_int_equal(cpc_exam_list(t->c, &lines, &n, &t->err), CPC_OK);
	assert_true(lines[0].chance_told && lines[1].chance_told && !lines[2].chance_told);
	assert_near(lines[1].chance, a.chance, 0);
	/* 72, 90, 20: the line through them falls by 26 an exam */
	assert_near(cpc_exam_trend(lines, n), -26, 1e-9);
	assert_near(cpc_exam_trend(lines, 1), 0, 0);
	free(lines);
	/* one that is open or given up is no outcome */
	struct exam x;
	exam_start(&x, t, exam_time(3, 9, 0), TEN);
	exam_free(&x);
	assert_int_equal(cpc_forecasts(t->c, &s, &t->err), CPC_OK);
	assert_int_equal(s.n, 2);
}

/* How sure, and the report --------------------------------------------------------------------- */

static void answer(struct exam *x, bool right, enum cpc_confidence confidence)
{
	EXAM_OK(x, exam_try(x, (struct cpc_answer){
				       .choice = exam_choice(x, right), .confidence = confidence}));
}

static void how_sure(void **state)
{
	struct tmpbank *t = *state;
	struct exam x;
	plain_bank(t, 20);
	exam_start(&x, t, exam_time(0, 9, 0), TEN);
	answer(&x, true, CPC_SURE);
	answer(&x, false, CPC_SURE);
	answer(&x, true, CPC_GUESSED);
	answer(&x, false, CPC_GUESSED);
	answer(&x, true, CPC_PLAIN);
	answer(&x, true, CPC_SURE);
	exam_go(&x, 5);
	assert_int_equal(x.q.confidence, CPC_SURE);
	answer(&x, true, CPC_GUESSED); /* on second thoughts */
	exam_go(&x, 5);
	exam_flag(&x); /* changes nothing of it */
	assert_int_equal(x.q.confidence, CPC_GUESSED);
	assert_int_equal(
		exam_try(&x, (struct cpc_answer){.choice = 0, .confidence = 2}), CPC_USAGE);
	assert_int_equal(x.q.confidence, CPC_GUESSED);
	exam_free(&x);
	exam_resume(&x, t->c, x.now);
	assert_int_equal(x.q.confidence, CPC_GUESSED);
	exam_submit(&x);
	exam_free(&x);
	struct cpc_exam_report r = report_of(t, 1);
	assert_int_equal(r.confidence[CPC_SURE + 1].answered, 2);
	assert_int_equal(r.confidence[CPC_SURE + 1].right, 1);
	assert_int_equal(r.confidence[CPC_GUESSED + 1].answered, 3);
	assert_int_equal(r.confidence[CPC_GUESSED + 1].right, 2);
	assert_int_equal(r.confidence[CPC_PLAIN + 1].answered, 1);
	/* A right guess is Hard, and nothing in an exam is Easy. */
	assert_rows(t, "select grade, count(*) from review group by grade", "1|2\n2|2\n3|2\n");
	assert_rows(t,
		"select body ->> 'confidence', count(*) from event where kind = 'answer' group by "
		"1",
		"-1|3\n0|1\n1|2\n");
	assert_sums_follow_reviews(t);
}

static void the_report(void **state)
{
	struct tmpbank *t = *state;
	plain_bank(t, 20);
	exam_sat(t, exam_time(0, 9, 0), TEN, "rrrrrwwwww");
	struct cpc_exam_report r = report_of(t, 1);
	assert_int_equal(r.cut, 7);
	assert_near(r.error_points, 14.4914, 1e-4);
	/* tmpbank has one section */
	assert_int_equal(r.section_count, 1);
	assert_string_equal(r.sections[0].section, "section-a");
	assert_int_equal(r.sections[0].asked, 10);
	assert_int_equal(r.sections[0].right, 5);
	assert_int_equal(r.sections[0].spent_ms, 110000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		tmpbank_test(only_first_answers_count),
		tmpbank_test(an_answer_taken_back_is_none),
		tmpbank_test(the_next_answer_takes_its_place),
		tmpbank_test(an_edited_bank),
		tmpbank_test(nothing_known),
		tmpbank_test(covered_in_part),
		tmpbank_test(the_day_of_the_exam),
		tmpbank_test(a_large_domain_is_sampled),
		tmpbank_test(kept_before_the_exam),
		tmpbank_test(older_exams),
		tmpbank_test(forecasts_are_scored),
		tmpbank_test(how_sure),
		tmpbank_test(the_report),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
