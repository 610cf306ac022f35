/*
 * posed.c - a question as it was put: answers to it, and what its verdict tells.
 * May use: rules, cpc.h. Must not know: why it was asked, where the answer goes.
 */
#include "engine/posed.h"

#include <string.h>

#include "base/error.h"
#include "base/utf8.h"
#include "rules/answer.h"

static int take_typed(const struct question *q, const struct cpc_answer *given,
	struct posed_answer *out, struct cpc_error *err)
{
	if (!given->text)
		return error_set(err, CPC_USAGE, "this question wants its answer typed");
	/* It goes into the log, which is UTF-8 for ever. */
	if (utf8_check(str_of(given->text)) < strlen(given->text))
		return error_set(err, CPC_USAGE, "what was typed is not UTF-8 text");
	out->text = given->text;
	int rc = answer_check_typed(q, str_of(given->text), &out->written, err);
	out->right = !rc && out->written >= 0;
	return rc;
}

int posed_take(const struct question *q, const int order[], const struct cpc_answer *given,
	struct posed_answer *out, struct cpc_error *err)
{
	*out = (struct posed_answer){.written = -1};
	if (given->confidence < CPC_GUESSED || given->confidence > CPC_SURE)
		return error_set(err, CPC_USAGE, "an answer is sure, guessed or neither");
	if (question_is_typed(q))
		return take_typed(q, given, out, err);
	if (given->choice < 0 || (size_t)given->choice >= q->choice_count)
		return error_set(err, CPC_USAGE, "this question has the choices a to %c",
			(int)('a' + q->choice_count - 1));
	out->written = order[given->choice];
	out->right = q->choices[out->written].is_key;
	return CPC_OK;
}

int posed_position(const struct question *q, const int order[], int written)
{
	for (size_t i = 0; written >= 0 && i < q->choice_count; i++) {
		if (order[i] == written)
			return (int)i;
	}
	return -1;
}

void posed_tell(const struct question *q, const int order[], int matched, struct cpc_verdict *out)
{
	out->title = q->title;
	out->rule = q->rule;
	out->source = q->source;
	out->basis = q->basis;
	out->key = -1;
	if (question_is_typed(q)) {
		int told = question_told(q);
		out->accepted = q->choices[told].text;
		out->rationale[0] = q->choices[matched >= 0 ? matched : told].rationale;
		return;
	}
	out->choice_count = q->choice_count;
	for (size_t i = 0; i < q->choice_count; i++) {
		const struct choice *ch = &q->choices[order[i]];
		out->choice[i] = ch->text;
		out->rationale[i] = ch->rationale;
		if (ch->is_key) {
			out->key = (int)i;
			out->accepted = ch->text;
		}
	}
}
