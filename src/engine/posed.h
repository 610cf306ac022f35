/*
 * posed.h - a question as it was put, its choices in the order shown: what an answer to it means
 * and what a verdict tells of it, in a session and in an exam alike.
 * May use: rules, cpc.h. Must not know: why it was asked, where the answer goes.
 */
#ifndef ENGINE_POSED_H
#define ENGINE_POSED_H

#include "cpc.h"
#include "rules/question.h"

struct posed_answer {
	int written; /* position in the written order, -1: several, or typed and not accepted */
	uint32_t choices; /* bits by written position; 0: typed */
	const char *text; /* as typed, the caller's; NULL: chosen */
	bool right;
};

/* The kind of a question as cpc.h calls it. */
enum cpc_question_kind posed_kind(const struct question *q);

/* `order`: shown position -> written position. CPC_USAGE when the question cannot be answered so,
 * CPC_DATA when a pattern is too costly to match. */
int posed_take(const struct question *q, const int order[], const struct cpc_answer *given,
	struct posed_answer *out, struct cpc_error *err);

/* Shown position of a written one; -1 for -1. */
int posed_position(const struct question *q, const int order[], int written);

/* What a verdict tells of the question and of what was chosen; the rest of it is left. */
void posed_tell(const struct question *q, const int order[], const struct posed_answer *answer,
	struct cpc_verdict *out);

#endif
