/*
 * posed.c - a question as it was put: answers to it, and what its verdict tells.
 * May use: rules, cpc.h. Must not know: why it was asked, where the answer goes.
 */
#include "engine/posed.h"

#include <string.h>

#include "base/error.h"
#include "base/utf8.h"
#include "rules/answer.h"
#include "rules/number.h"

_Static_assert(CPC_SINGLE == (int)QUESTION_SINGLE && CPC_MULTIPLE == (int)QUESTION_MULTIPLE &&
		       CPC_TRUE_FALSE == (int)QUESTION_TRUE_FALSE &&
		       CPC_TYPED == (int)QUESTION_TYPED && CPC_NUMERIC == (int)QUESTION_NUMERIC,
	"cpc.h and the rules number the kinds alike");

enum cpc_question_kind posed_kind(const struct question *q)
{
	return (enum cpc_question_kind)question_kind_of(q);
}

static int take_typed(const struct question *q, const struct cpc_answer *given,
	struct posed_answer *out, struct cpc_error *err)
{
	double number;
	if (!given->text)
		return error_set(err, CPC_USAGE, "this question wants its answer typed");
	/* It goes into the log, which is UTF-8 for ever. */
	if (utf8_check(str_of(given->text)) < strlen(given->text))
		return error_set(err, CPC_USAGE, "what was typed is not UTF-8 text");
	/* A slip of the hand is no wrong answer. */
	if (question_kind_of(q) == QUESTION_NUMERIC && !number_typed(str_of(given->text), &number))
		return error_set(err, CPC_USAGE, "this question wants a number, such as 12.5");
	out->text = given->text;
	int rc = answer_check_typed(q, str_of(given->text), &out->written, err);
	out->right = !rc && out->written >= 0;
	return rc;
}

/* The choices taken, as bits by written position. */
static int take_choices(const struct question *q, const int order[], uint32_t shown,
	struct posed_answer *out, struct cpc_error *err)
{
	if (shown == 0 || shown >> q->choice_count)
		return error_set(err, CPC_USAGE, "this question has the choices a to %c",
			(int)('a' + q->choice_count - 1));
	for (size_t i = 0; i < q->choice_count; i++)
		out->choices |= (shown >> i & 1) << order[i];
	out->right = out->choices == question_keys(q);
	return CPC_OK;
}

int posed_take(const struct question *q, const int order[], const struct cpc_answer *given,
	struct posed_answer *out, struct cpc_error *err)
{
	*out = (struct posed_answer){.written = -1};
	if (given->confidence < CPC_GUESSED || given->confidence > CPC_SURE)
		return error_set(err, CPC_USAGE, "an answer is sure, guessed or neither");
	if (question_is_typed(q))
		return take_typed(q, given, out, err);
	bool is_choice = given->choice >= 0 && (size_t)given->choice < q->choice_count;
	uint32_t shown = is_choice ? UINT32_C(1) << given->choice : 0;
	if (q->multiple && given->choices)
		shown = given->choices;
	int rc = take_choices(q, order, shown, out, err);
	if (!rc && !q->multiple)
		out->written = order[given->choice];
	return rc;
}

int posed_position(const struct question *q, const int order[], int written)
{
	for (size_t i = 0; written >= 0 && i < q->choice_count; i++) {
		if (order[i] == written)
			return (int)i;
	}
	return -1;
}

static void tell_typed(
	const struct question *q, const struct posed_answer *answer, struct cpc_verdict *out)
{
	int told = question_told(q);
	out->accepted = q->choices[told].text;
	out->rationale[0] = q->choices[answer->written >= 0 ? answer->written : told].rationale;
}

static void tell_choices(const struct question *q, const int order[],
	const struct posed_answer *answer, struct cpc_verdict *out)
{
	out->choice_count = q->choice_count;
	for (size_t i = 0; i < q->choice_count; i++) {
		const struct choice *ch = &q->choices[order[i]];
		out->choice[i] = ch->text;
		out->rationale[i] = ch->rationale;
		out->chosen_mask |= (answer->choices >> order[i] & 1) << i;
		out->keys |= (uint32_t)ch->is_key << i;
		if (ch->is_key && !out->accepted)
			out->accepted = ch->text;
		if (ch->is_key && !q->multiple)
			out->key = (int)i;
	}
	if (!q->multiple)
		out->chosen = posed_position(q, order, answer->written);
}

/* A question that came without a title has the beginning of its stem for one, which tells nothing
 * behind the answer. */
static bool is_of_stem(const char *title, const char *stem)
{
	static const char cut[] = " \xE2\x80\xA6";
	size_t n = strlen(title), end = sizeof cut - 1;
	if (n > end && strcmp(title + n - end, cut) == 0)
		n -= end;
	return strncmp(title, stem, n) == 0;
}

void posed_tell(const struct question *q, const int order[], const struct posed_answer *answer,
	struct cpc_verdict *out)
{
	out->kind = posed_kind(q);
	out->title = is_of_stem(q->title, q->stem) ? "" : q->title;
	out->rule = q->rule;
	out->source = q->source;
	out->basis = q->basis;
	out->accepted = NULL;
	out->chosen = out->key = -1;
	out->chosen_mask = out->keys = 0;
	if (question_is_typed(q))
		tell_typed(q, answer, out);
	else
		tell_choices(q, order, answer, out);
}
