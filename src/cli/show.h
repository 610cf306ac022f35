/*
 * show.h - drawing a question, a verdict and the account of a session.
 * May use: term, cpc.h. Must not know: where they come from.
 */
#ifndef CLI_SHOW_H
#define CLI_SHOW_H

#include "cli/term.h"
#include "cpc.h"

/* The first line of a question, followed by how much of `all` is done where there is room to draw.
 */
void show_headline(
	const struct term *t, const struct buf *head, size_t done, size_t all, struct buf *out);

void show_question(const struct term *t, const struct cpc_question *q, struct buf *out);
/* What decides the question; nothing when nothing does. */
void show_rule(const struct term *t, const struct cpc_verdict *v, struct buf *out);

void show_verdict(const struct term *t, const struct cpc_verdict *v, struct buf *out);

/* The rationale of every choice, the rule and its source. */
void show_explanation(const struct term *t, const struct cpc_verdict *v, struct buf *out);

void show_report(const struct term *t, const struct cpc_study_report *r, struct buf *out);

/* The same as JSON, each with its "type". */
struct json_t *show_question_json(const struct cpc_question *q);
struct json_t *show_verdict_json(const struct cpc_verdict *v);
struct json_t *show_report_json(const struct cpc_study_report *r);

#endif
