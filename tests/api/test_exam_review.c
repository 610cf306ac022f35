/*
 * test_exam_review.c - what comes of an exam: the scheduler's reviews, the list, the report, and
 * each question looked back at. May use: cpc.h, exam.h, oracle.h, session.h. Must not know: how
 * any of it is stored.
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

static void plain_bank(struct tmpbank *t)
{
	tmpbank_plain(t, 20);
	tmpbank_load(t);
}

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

/* The scheduler ----------------------------------------------------------------------------------
 */

static void answers_are_reviews(void **state)
{
	struct tmpbank *t = *state;
	struct exam x;
	plain_bank(t);
	exam_start(&x, t, exam_time(0, 9, 0), TEN);
	exam_answers(&x, "rw-rw-r");
	/* Not before it is handed in. */
	assert_number(t, "select count(*) from review", 0);
	assert_number(t, "select count(*) from card", 0);
	exam_submit(&x);
	exam_free(&x);
	/* One for each answer, in the exam's order; blanks are none. */
	assert_rows(t,
		"select i.pos, r.grade, r.is_right, r.day, r.ms from review r join exam_item i on "
		"i.qid = r.qid order by r.seq",
		"0|3|1|20780|10000\n1|1|0|20780|10000\n3|3|1|20780|10000\n4|1|0|20780|10000\n"
		"6|3|1|20780|10000\n");
	assert_rows(t, "select distinct kind, body ->> 'mode' from event where kind = 'answer'",
		"answer|exam\n");
	assert_number(t, "select count(*) from card", 5);
	assert_number(t,
		"select count(*) from exam_item i where (select count(*) from card c where "
		"c.concept = i.concept) <> (i.is_right is not null)",
		0);
	assert_cards_follow_log(t);
	assert_sound(t);
}

/* Two questions of one concept are two reviews of one card. */
static void shared_concepts(void **state)
{
	struct tmpbank *t = *state;
	tmpbank_blueprint(t, "one:100");
	FILE *f = tmpbank_file(t, "questions/a/one.md", "one");
	tmpbank_question(f, "one-1", "concept: shared\n");
	tmpbank_question(f, "one-2", "concept: shared\n");
	tmpbank_question(f, "one-3", "");
	tmpbank_done(t, f);
	tmpbank_load(t);
	exam_sat(t, exam_time(0, 9, 0), (struct cpc_exam_options){.seed = 1, .count = 3}, "rrr");
	assert_rows(t, "select concept, reps from card order by 1", "cpc/one-3|1\ncpc:shared|2\n");
	assert_cards_follow_log(t);
	assert_sound(t);
}

/* A card that study knows goes on from there. */
static void known_concepts(void **state)
{
	struct tmpbank *t = *state;
	plain_bank(t);
	assert_true(session_all_right(t, tmpbank_time(0, 9, 0), SESSION_PLAIN) > 10);
	exam_sat(t, exam_time(40, 9, 0), (struct cpc_exam_options){.count = 60},
		"rrrrrwwwwwrrrrrwwwwwrrrrrwwwwwrrrrrwwwwwrrrrrwwwwwrrrrrwwwww");
	assert_in_range(tmpbank_number(t, "select count(*) from card where reps = 2"), 11, 60);
	assert_number(t, "select count(*) from card", 60);
	assert_cards_follow_log(t);
	assert_sound(t);
}

/* What was wrong is due the same day, and study asks it. */
static void wrong_ones_come_back(void **state)
{
	struct tmpbank *t = *state;
	struct cpc_today today;
	plain_bank(t);
	exam_sat(t, exam_time(0, 9, 0), TEN, "wwwrrrrrrr");
	assert_int_equal(cpc_today(t->c, tmpbank_time(0, 12, 0), &today, &t->err), CPC_OK);
	assert_int_equal(today.due, 3);
	assert_int_equal(today.answered, 10);
	assert_int_equal(today.right, 7);
	assert_int_equal(today.concepts_seen, 10);
	assert_int_equal(today.streak, 1);
}

/* Only once: not again by a second submit, a new open, a rebuild. */
static void once_only(void **state)
{
	struct tmpbank *t = *state;
	struct exam x;
	plain_bank(t);
	exam_start(&x, t, exam_time(0, 9, 0), TEN);
	exam_answers(&x, "rrr");
	exam_submit(&x);
	assert_int_equal(cpc_exam_submit(x.x, x.now, &x.err), CPC_USAGE);
	exam_free(&x);
	assert_int_equal(cpc_exam_resume(t->c, x.now, &x.gap, &x.x, &x.err), CPC_NOINPUT);
	tmpbank_reopen(t);
	assert_sound(t);
	assert_number(t, "select count(*) from review", 3);
	/* Study cannot take them back. */
	struct session s;
	session_start(&s, t, x.now, SESSION_PLAIN);
	assert_int_equal(cpc_study_undo(s.s, s.now, &s.err), CPC_NO);
	session_free(&s);
}

static void abandoned_ones_feed_nothing(void **state)
{
	struct tmpbank *t = *state;
	struct exam x;
	cpc_exam_review *r;
	plain_bank(t);
	exam_start(&x, t, exam_time(0, 9, 0), TEN);
	exam_answers(&x, "rrrwww");
	exam_free(&x);
	x.now.at_ms += 60000;
	exam_abandon(t, x.now);
	assert_number(t, "select count(*) from review", 0);
	assert_number(t, "select count(*) from card", 0);
	assert_rows(t, "select status, reason, used_ms from exam", "abandoned|candidate|120000\n");
	assert_int_equal(cpc_exam_review_open(t->c, 1, &r, &t->err), CPC_USAGE);
	assert_null(r);
	assert_int_equal(cpc_exam_review_open(t->c, 0, &r, &t->err), CPC_NOINPUT);
	assert_sound(t);
}

/* Handed in by the time is handed in. */
static void by_time(void **state)
{
	struct tmpbank *t = *state;
	struct exam x;
	plain_bank(t);
	exam_start(&x, t, exam_time(0, 9, 0), TEN);
	exam_answers(&x, "rrrrrrr");
	exam_free(&x);
	x.now.at_ms += 3600000;
	exam_resume(&x, t->c, x.now);
	assert_int_equal(x.s.left_ms, 0);
	exam_submit(&x);
	exam_free(&x);
	struct cpc_exam_report report = report_of(t, 0);
	assert_true(report.by_time);
	assert_true(report.passed);
	assert_int_equal(report.used_ms, report.allowed_ms);
	assert_number(t, "select count(*) from review", 7);
	assert_sound(t);
}

/* The report
 * --------------------------------------------------------------------------------------- */

static void cut_score(void **state)
{
	struct tmpbank *t = *state;
	plain_bank(t);
	exam_sat(t, exam_time(0, 9, 0), TEN, "rrrrrrrwww");
	exam_sat(t, exam_time(1, 9, 0), TEN, "rrrrrrwwww");
	exam_sat(t, exam_time(2, 9, 0), TEN, "rrrrrr----");
	assert_true(report_of(t, 1).passed);
	assert_false(report_of(t, 2).passed);
	assert_false(report_of(t, 3).passed);
	assert_int_equal(report_of(t, 3).answered, 6);
	assert_int_equal(report_of(t, 0).number, 3);
}

static void numbers(void **state)
{
	struct tmpbank *t = *state;
	struct exam x;
	plain_bank(t);
	exam_start(&x, t, exam_time(0, 9, 0), TEN);
	exam_answers(&x, "rrwwr-rw-w");
	exam_go(&x, 0); /* right, then wrong */
	exam_wrong(&x);
	exam_go(&x, 2); /* wrong, then right */
	exam_right(&x);
	exam_go(&x, 3); /* wrong, right, wrong again: changed, and neither */
	exam_right(&x);
	exam_go(&x, 3);
	exam_wrong(&x);
	exam_go(&x, 1); /* the same again is no change */
	exam_right(&x);
	exam_go(&x, 5); /* blank no more is none either */
	exam_right(&x);
	exam_flag(&x);
	exam_submit(&x);
	exam_free(&x);
	struct cpc_exam_report r = report_of(t, 1);
	assert_int_equal(r.count, 10);
	assert_int_equal(r.answered, 9);
	assert_int_equal(r.right, 5);
	assert_int_equal(r.flagged, 1);
	assert_int_equal(r.changed, 3);
	assert_int_equal(r.changed_to_right, 1);
	assert_int_equal(r.changed_to_wrong, 1);
	assert_int_equal(r.started_day, TMPBANK_DAY);
	assert_false(r.by_time);
	assert_int_equal(r.used_ms, x.s.used_ms);
	assert_int_equal(r.domain_count, 3);
	assert_string_equal(r.domains[0].slug, "one");
	assert_string_equal(r.domains[0].title, "Title of one");
	assert_int_equal(r.domains[0].answered, 5);
	assert_int_equal(r.domains[0].right, 3);
	assert_int_equal(r.domains[1].answered, 3);
	assert_int_equal(r.domains[1].right, 2);
	assert_int_equal(r.domains[2].answered, 2);
	assert_int_equal(r.domains[2].right, 0);
}

/* Only domains that were asked. */
static void domains_asked(void **state)
{
	struct tmpbank *t = *state;
	plain_bank(t);
	exam_sat(t, exam_time(0, 9, 0), (struct cpc_exam_options){.count = 1}, "r");
	struct cpc_exam_report r = report_of(t, 0);
	assert_int_equal(r.domain_count, 1);
	assert_true(r.passed);
}

static void items(void **state)
{
	struct tmpbank *t = *state;
	struct exam x;
	struct cpc_exam_item item;
	cpc_exam_review *r;
	plain_bank(t);
	exam_start(&x, t, exam_time(0, 9, 0), TEN);
	int wrong = exam_choice(&x, false), key = exam_choice(&x, true);
	exam_wrong(&x);
	exam_go(&x, 0);
	exam_note(&x, "sure?");
	exam_right(&x);
	exam_submit(&x);
	exam_free(&x);
	assert_int_equal(cpc_exam_review_open(t->c, 1, &r, &t->err), CPC_OK);
	assert_int_equal(cpc_exam_review_item(r, 0, &item, &t->err), CPC_OK);
	assert_int_equal(item.first_chosen, wrong);
	assert_int_equal(item.verdict.chosen, key);
	assert_int_equal(item.verdict.key, key);
	assert_int_equal(item.verdict.kind, CPC_SINGLE);
	assert_int_equal(item.verdict.keys, 1u << key);
	assert_int_equal(item.verdict.chosen_mask, 1u << key);
	assert_int_equal(item.changes, 1);
	assert_int_equal(item.spent_ms, 30000);
	assert_true(item.verdict.right);
	assert_int_equal(item.verdict.grade, 3);
	assert_string_equal(item.question.note, "sure?");
	for (size_t i = 0; i < 4; i++) {
		assert_string_equal(item.verdict.choice[i], item.question.choice[i]);
		/* "Right of one-001" and "Why right.", "Wrong 2 of one-001" and "Why wrong 2." */
		char why[32];
		if ((int)i == key)
			snprintf(why, sizeof why, "Why right.");
		else
			snprintf(why, sizeof why, "Why wrong %c.", item.verdict.choice[i][6]);
		assert_string_equal(item.verdict.rationale[i], why);
	}
	/* one that was left blank */
	assert_int_equal(cpc_exam_review_item(r, 7, &item, &t->err), CPC_OK);
	assert_int_equal(item.position, 7);
	assert_false(item.verdict.right);
	assert_int_equal(item.verdict.grade, 0);
	assert_int_equal(item.first_chosen, -1);
	assert_int_equal(item.verdict.chosen, -1);
	assert_int_equal(item.verdict.chosen_mask, 0);
	assert_int_equal(item.spent_ms, 0);
	assert_int_equal(cpc_exam_review_item(r, 10, &item, &t->err), CPC_USAGE);
	assert_int_equal(cpc_exam_review_item(r, SIZE_MAX, &item, &t->err), CPC_USAGE);
	cpc_exam_review_free(r);
	cpc_exam_review_free(NULL);
}

/* The accepted text is told and not a pattern, and the rationale is that of what matched. */
static void typed_items(void **state)
{
	struct tmpbank *t = *state;
	struct exam x;
	struct cpc_exam_item item;
	cpc_exam_review *r;
	tmpbank_blueprint(t, "one:100");
	FILE *f = tmpbank_file(t, "questions/a/one.md", "one");
	tmpbank_typed(f, "one-1", "- [~] /I1[0-5]/\n  By pattern.\n- [=] E11.42\n  By text.\n");
	tmpbank_done(t, f);
	tmpbank_load(t);
	exam_draws_typed(t);
	static const char *const typed[] = {"I12", "x"};
	static const char *const why[] = {"By pattern.", "By text."};
	for (int i = 0; i < 2; i++) {
		exam_start(&x, t, exam_time(i, 9, 0), (struct cpc_exam_options){.count = 1});
		exam_type(&x, typed[i]);
		exam_submit(&x);
		exam_free(&x);
		assert_int_equal(cpc_exam_review_open(t->c, i + 1, &r, &t->err), CPC_OK);
		assert_int_equal(cpc_exam_review_item(r, 0, &item, &t->err), CPC_OK);
		assert_int_equal(item.verdict.right, i == 0);
		assert_string_equal(item.verdict.accepted, "E11.42");
		assert_string_equal(item.verdict.rationale[0], why[i]);
		assert_int_equal(item.verdict.kind, CPC_TYPED);
		assert_int_equal(item.verdict.keys | item.verdict.chosen_mask, 0);
		cpc_exam_review_free(r);
	}
}

/* The list ---------------------------------------------------------------------------------------
 */

static void list(void **state)
{
	struct tmpbank *t = *state;
	struct cpc_exam_line *lines;
	struct exam x;
	size_t n = 9;
	plain_bank(t);
	assert_int_equal(cpc_exam_list(t->c, &lines, &n, &t->err), CPC_OK);
	assert_int_equal(n, 0);
	free(lines);
	exam_sat(t, exam_time(0, 9, 0), TEN, "rrrrrrrr");
	exam_start(&x, t, exam_time(1, 9, 0), TEN);
	exam_answers(&x, "rw");
	exam_free(&x);
	exam_abandon(t, x.now);
	exam_start(&x, t, exam_time(2, 9, 0),
		(struct cpc_exam_options){.count = 5, .practice = true, .minutes = 7});
	exam_answers(&x, "w");
	assert_int_equal(cpc_exam_list(t->c, &lines, &n, &t->err), CPC_OK);
	exam_free(&x);
	assert_int_equal(n, 3);
	for (size_t i = 0; i < 3; i++) {
		assert_int_equal(lines[i].number, 3 - i);
		assert_int_equal(lines[i].started_day, TMPBANK_DAY + 2 - (int64_t)i);
		assert_int_equal(lines[i].started_ms, exam_time(2 - (int64_t)i, 9, 0).at_ms);
	}
	assert_int_equal(lines[0].status, CPC_EXAM_OPEN);
	assert_true(lines[0].practice);
	assert_int_equal(lines[0].count, 5);
	assert_int_equal(lines[0].answered, 1);
	assert_int_equal(lines[0].right, 0);
	assert_int_equal(lines[0].allowed_ms, 420000);
	assert_int_equal(lines[0].used_ms, 10000);
	assert_int_equal(lines[1].status, CPC_EXAM_ABANDONED);
	assert_int_equal(lines[1].answered, 2);
	assert_false(lines[1].passed);
	assert_int_equal(lines[2].status, CPC_EXAM_SUBMITTED);
	assert_int_equal(lines[2].right, 8);
	assert_int_equal(lines[2].answered, 8);
	assert_true(lines[2].passed);
	assert_int_equal(lines[2].used_ms, 90000);
	free(lines);
}

static void unknown_exams(void **state)
{
	struct tmpbank *t = *state;
	struct exam x;
	cpc_exam_review *r;
	plain_bank(t);
	assert_int_equal(cpc_exam_review_open(t->c, 0, &r, &t->err), CPC_NOINPUT);
	assert_int_equal(cpc_exam_review_open(t->c, 1, &r, &t->err), CPC_NOINPUT);
	exam_start(&x, t, exam_time(0, 9, 0), TEN);
	assert_int_equal(cpc_exam_review_open(t->c, 1, &r, &t->err), CPC_USAGE);
	assert_non_null(strstr(t->err.text, "still open"));
	exam_submit(&x);
	exam_free(&x);
	static const int none[] = {2, 3, -1, INT32_MAX, INT32_MIN};
	for (size_t i = 0; i < 5; i++) {
		assert_int_equal(cpc_exam_review_open(t->c, none[i], &r, &t->err), CPC_NOINPUT);
		assert_null(r);
	}
	assert_int_equal(report_of(t, 0).right, 0);
	assert_int_equal(report_of(t, 0).domain_count, 3);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		tmpbank_test(answers_are_reviews),
		tmpbank_test(shared_concepts),
		tmpbank_test(known_concepts),
		tmpbank_test(wrong_ones_come_back),
		tmpbank_test(once_only),
		tmpbank_test(abandoned_ones_feed_nothing),
		tmpbank_test(by_time),
		tmpbank_test(cut_score),
		tmpbank_test(numbers),
		tmpbank_test(domains_asked),
		tmpbank_test(items),
		tmpbank_test(typed_items),
		tmpbank_test(list),
		tmpbank_test(unknown_exams),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
