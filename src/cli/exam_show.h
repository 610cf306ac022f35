/*
 * exam_show.h - drawing what belongs to a mock exam.
 * May use: term, jansson, cpc.h. Must not know: what is typed, what comes next.
 */
#ifndef CLI_EXAM_SHOW_H
#define CLI_EXAM_SHOW_H

#include "cli/term.h"
#include "cpc.h"

/* exam_say.c: times and paces in words --------------------------------------------------------- */

#define EXAM_SAY_SIZE 64

/* "2:41:07", seconds rounded up. */
void exam_say_clock(int64_t ms, char out[EXAM_SAY_SIZE]);

/* "1:43", or as exam_say_clock from an hour on. */
void exam_say_time(int64_t ms, char out[EXAM_SAY_SIZE]);

/* "2 hours 5 minutes", "under a minute" */
void exam_say_span(int64_t ms, char out[EXAM_SAY_SIZE]);

/* "Sun 22 Nov 2026, 09:00", in the user's zone */
void exam_say_instant(int64_t at_ms, char out[EXAM_SAY_SIZE]);

/* "4 minutes ahead" */
void exam_say_pace(const struct cpc_exam_state *s, char out[EXAM_SAY_SIZE]);

/* The first letter large and a stop at the end, as a sentence in a conversation has them. */
void exam_say_sentence(struct buf *out, const char *text);

/* exam_show.c: the exam while it is sat -------------------------------------------------------- */

void exam_show_plan(const struct term *t, const struct cpc_exam_draw *draw,
	const struct cpc_exam_options *o, struct buf *out);
void exam_show_question(const struct term *t, const struct cpc_exam_state *s,
	const struct cpc_exam_question *q, struct buf *out);
void exam_show_choices(const struct term *t, const struct cpc_exam_question *q, struct buf *out);

/* All questions: number, answer, flag, strikes, and where you are. */
void exam_show_grid(
	const struct term *t, cpc_exam *x, const struct cpc_exam_state *s, struct buf *out);

/* The numbers of those left blank, and of those flagged. */
void exam_show_open(
	const struct term *t, cpc_exam *x, const struct cpc_exam_state *s, struct buf *out);

void exam_show_help(const struct term *t, const struct cpc_exam_state *s,
	const struct cpc_exam_question *q, struct buf *out);

/* exam_report.c: afterwards -------------------------------------------------------------------- */

void exam_show_list(
	const struct term *t, const struct cpc_exam_line *lines, size_t n, struct buf *out);
void exam_show_item(const struct term *t, const struct cpc_exam_report *r,
	const struct cpc_exam_item *item, struct buf *out);

/* exam_json.c: the same as JSON, each with its "type" ------------------------------------------ */

struct json_t *exam_json_plan(const struct cpc_exam_draw *draw, const struct cpc_exam_options *o);
struct json_t *exam_json_state(const char *type, const struct cpc_exam_state *s);
struct json_t *exam_json_question(
	const struct cpc_exam_state *s, const struct cpc_exam_question *q);
struct json_t *exam_json_grid(cpc_exam *x, const struct cpc_exam_state *s);
struct json_t *exam_json_report(const struct cpc_exam_report *r);
struct json_t *exam_json_line(const struct cpc_exam_line *line);
struct json_t *exam_json_item(const struct cpc_exam_item *item);

#endif
