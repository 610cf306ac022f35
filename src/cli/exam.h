/*
 * exam.h - the parts of `cpc exam` that talk.
 * May use: cli, line, cpc.h. Must not know: how questions are drawn, how time is counted.
 */
#ifndef CLI_EXAM_H
#define CLI_EXAM_H

#include "cli/cli.h"
#include "cli/line.h"

struct page;

/* exam_talk.c ---------------------------------------------------------------------------------- */

/* To a person in the conversation, to a program on stderr, so that what it reads stays data. */
void exam_remark(const struct program *p, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* A refusal of the engine as a sentence of the conversation. */
void exam_refuse(const struct program *p, const struct cpc_error *err);

/* Print the text a page at a time (`page` NULL: as a whole), or the JSON; takes both over. */
int exam_print(struct program *p, struct page *page, struct buf *text, struct json_t *json,
	struct cpc_error *err);

/* exam_sit.c ----------------------------------------------------------------------------------- */

/* Sit the exam until it is left or handed in. Returns an exit code. */
int exam_sit(struct program *p, cpc_exam *x, struct line *line, struct cpc_error *err);

/* exam_after.c --------------------------------------------------------------------------------- */

/* The report of an exam that was handed in; number 0: the newest. `line` turns its pages and may be
 * NULL where nobody does. */
int exam_report(
	struct program *p, int number, struct line *line, bool *passed, struct cpc_error *err);

/* Hand it in, since its time is over, and show the report. */
int exam_hand_in(struct program *p, cpc_exam *x, struct line *line, struct cpc_error *err);

enum exam_choice { EXAM_WRONG, EXAM_FLAGGED, EXAM_ALL };

/* Walk through an exam that was handed in; number 0: the newest. Returns an exit code. */
int exam_look_back(struct program *p, int number, enum exam_choice choice, struct cpc_error *err);

#endif
