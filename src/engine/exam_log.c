/*
 * exam_log.c - the events of an exam, and the tables that follow from them.
 * May use: everything below the engine. Must not know: the terminal, the clock.
 *
 * A step that is taken and one that is replayed go through the same statements.
 */
#include "engine/exam.h"

#include <inttypes.h>
#include <string.h>

static int apply(cpc *c, const char *kind, const char *device, int64_t seq, struct cpc_error *err)
{
	if (strcmp(kind, "exam_start") == 0)
		return db_run(c->db, Q_EXAM_APPLY_START, err, "ti", device, seq);
	if (strcmp(kind, "exam_item") == 0)
		return db_run(c->db, Q_EXAM_APPLY_ITEM, err, "ti", device, seq);
	int rc = db_run(c->db, Q_EXAM_APPLY_STEP, err, "ti", device, seq);
	return rc ? rc : db_run(c->db, Q_EXAM_APPLY_ANSWER, err, "ti", device, seq);
}

/* Of an insert that returns it. */
static int read_seq(struct rows *rows, int64_t *seq, struct cpc_error *err)
{
	*seq = 0;
	if (rows_next(rows))
		*seq = rows_i64(rows, 0);
	int rc = rows_end(rows, err);
	if (!rc && *seq == 0)
		rc = error_set(
			err, CPC_NOINPUT, "a question left the bank while the exam was drawn");
	return rc;
}

int exam_log_start(cpc *c, const struct cpc_exam_options *o, size_t count, int64_t allowed_ms,
	int64_t day, const struct cpc_forecast *forecast, struct cpc_time now, char **id,
	struct cpc_error *err)
{
	struct rows *rows;
	int64_t seq;
	int rc = db_rows(c->db, Q_EVENT_EXAM_START, &rows, err, "tidiiiditdrrrrr", c->device,
		now.at_ms, now.zone_min, day, (int64_t)count, allowed_ms, (int)o->practice,
		(int64_t)o->seed, o->shuffled ? "shuffled" : "book", (int)o->open_book,
		forecast->told ? forecast->chance : -1, forecast->expected, forecast->low,
		forecast->high, forecast->coverage);
	if (rc)
		return rc;
	rc = read_seq(rows, &seq, err);
	if (!rc)
		rc = apply(c, "exam_start", c->device, seq, err);
	struct buf text = BUF_INIT;
	buf_printf(&text, "%s:%" PRId64, c->device, seq);
	*id = text.data;
	return rc ? rc : text.failed ? error_memory(err) : CPC_OK;
}

int exam_log_item(cpc *c, const char *id, size_t pos, uint64_t seed, const char *qid,
	struct cpc_time now, struct cpc_error *err)
{
	struct rows *rows;
	int64_t seq;
	int rc = db_rows(c->db, Q_EVENT_EXAM_ITEM, &rows, err, "tidtiit", c->device, now.at_ms,
		now.zone_min, id, (int64_t)pos, (int64_t)seed, qid);
	if (rc)
		return rc;
	rc = read_seq(rows, &seq, err);
	return rc ? rc : apply(c, "exam_item", c->device, seq, err);
}

int exam_log_step(cpc *c, const char *id, const struct exam_step *step, struct cpc_time now,
	struct cpc_error *err)
{
	struct rows *rows;
	int64_t seq;
	int rc = db_rows(c->db, Q_EVENT_EXAM_STEP, &rows, err, "tidttiitiiiid", c->device,
		now.at_ms, now.zone_min, step->kind, id, step->pos, step->value, step->text,
		(int64_t)step->right, step->used_ms, step->spent_ms, step->next,
		(int)step->confidence);
	if (rc)
		return rc;
	rc = read_seq(rows, &seq, err);
	return rc ? rc : apply(c, step->kind, c->device, seq, err);
}

int exam_replay(cpc *c, struct cpc_error *err)
{
	struct rows *rows;
	int rc = db_run(c->db, Q_EXAM_ITEM_CLEAR, err, "");
	if (!rc)
		rc = db_run(c->db, Q_EXAM_CLEAR, err, "");
	if (!rc)
		rc = db_rows(c->db, Q_EVENT_EXAM_ALL, &rows, err, "");
	if (rc)
		return rc;
	while (!rc && rows_next(rows))
		rc = apply(c, rows_text(rows, 2), rows_text(rows, 0), rows_i64(rows, 1), err);
	int end = rows_end(rows, rc ? NULL : err);
	return rc ? rc : end;
}
