/*
 * today.c - where the learner stands today.
 * May use: everything below the engine. Must not know: the terminal, the clock.
 */
#include "engine/engine.h"

#include <string.h>

#include "base/day.h"
#include "rules/exam.h"

static int read_streak(cpc *c, int64_t today, bool answered_today, int *out, struct cpc_error *err)
{
	int64_t expected = answered_today ? today : today - 1;
	*out = 0;
	for (int64_t before = expected + 1;;) {
		struct rows *rows;
		int rc = db_rows(c->db, Q_REVIEW_DAY_BEFORE, &rows, err, "i", before);
		if (rc)
			return rc;
		bool found = rows_next(rows) && !rows_null(rows, 0);
		before = found ? rows_i64(rows, 0) : 0;
		rc = rows_end(rows, err);
		if (rc || !found || before != expected)
			return rc;
		(*out)++;
		expected--;
	}
}

static int read_bank(cpc *c, struct cpc_today *out, struct cpc_error *err)
{
	struct rows *rows;
	int rc = db_rows(c->db, Q_TALLY_TOTAL, &rows, err, "");
	if (rc)
		return rc;
	if (rows_next(rows)) {
		out->questions = (size_t)rows_i64(rows, 0);
		out->concepts = (size_t)rows_i64(rows, 1);
		out->concepts_seen = (size_t)rows_i64(rows, 2);
	}
	return rows_end(rows, err);
}

static int read_answers(cpc *c, int64_t day, struct cpc_today *out, struct cpc_error *err)
{
	struct rows *rows;
	int rc = db_rows(c->db, Q_REVIEW_DAY_TOTAL, &rows, err, "i", day);
	if (rc)
		return rc;
	if (rows_next(rows)) {
		out->answered = (size_t)rows_i64(rows, 0);
		out->right = (size_t)rows_i64(rows, 1);
	}
	return rows_end(rows, err);
}

static int read_exam(cpc *c, struct cpc_today *out, struct cpc_error *err)
{
	struct cpc_setting exam;
	int rc = cpc_setting_get(c, "exam-date", &exam, err);
	if (!rc)
		out->has_exam = day_parse(str_of(exam.value), &out->exam_day);
	return rc;
}

/* The mock exam that was left open, and what is left of its time. */
static int read_mock(cpc *c, struct cpc_time now, struct cpc_today *out, struct cpc_error *err)
{
	struct rows *rows;
	int rc = db_rows(c->db, Q_EXAM_OPEN_STATE, &rows, err, "");
	if (rc)
		return rc;
	if (rows_next(rows)) {
		struct exam_clock clock = {.allowed_ms = rows_i64(rows, 3),
			.practice = rows_int(rows, 4),
			.paused = rows_int(rows, 5),
			.used_ms = rows_i64(rows, 6),
			.wall_ms = rows_i64(rows, 7)};
		exam_clock_resume(&clock, now.at_ms, 0);
		out->mock = rows_int(rows, 0);
		out->mock_count = (size_t)rows_i64(rows, 1);
		out->mock_answered = (size_t)rows_i64(rows, 2);
		out->mock_left_ms = exam_clock_left(&clock);
	}
	return rows_end(rows, err);
}

int cpc_today(cpc *c, struct cpc_time now, struct cpc_today *out, struct cpc_error *err)
{
	error_clear(err);
	struct cpc_today t = {0};
	int64_t due = 0, met = 0, allowance = 0;
	int rc = engine_day(c, now, &t.day, err);
	if (!rc)
		rc = db_get_i64(c->db, Q_CARD_DUE_COUNT, &due, err, "i", t.day);
	if (!rc)
		rc = db_get_i64(c->db, Q_CARD_FIRST_COUNT, &met, err, "i", t.day);
	if (!rc)
		rc = setting_number(c, "new-per-day", &allowance, err);
	if (!rc)
		rc = read_bank(c, &t, err);
	if (!rc)
		rc = read_answers(c, t.day, &t, err);
	if (!rc)
		rc = read_streak(c, t.day, t.answered > 0, &t.streak, err);
	if (!rc)
		rc = read_exam(c, &t, err);
	if (!rc)
		rc = read_mock(c, now, &t, err);
	if (rc)
		return rc;
	size_t unseen = t.concepts - t.concepts_seen;
	size_t left = allowance > met ? (size_t)(allowance - met) : 0;
	t.due = (size_t)due;
	t.new_today = left < unseen ? left : unseen;
	*out = t;
	return CPC_OK;
}
