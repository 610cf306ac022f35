/*
 * gift_answers.c - what stands between the braces of a question of GIFT, told apart in the order
 * of Moodle's reader. May use: formats/gift, base. Must not know: where the question stands.
 */
#include <string.h>

#include "formats/gift.h"

#define FULL 99.999 /* percent; the thirds of Moodle add up to that */
#define EQUAL 0.001

static const struct gift_span nowhere = {0, 0};

/* Items ------------------------------------------------------------------------------------------
 */

struct item {
	char sign; /* = or ~; '\0' for what stands before the first of them */
	size_t at;
	struct gift_span text, feedback;
	double weight; /* percent */
	bool has_weight;
};

/* "%50%", "%-33.33333%" at the front. */
static void take_weight(const struct gift_text *t, struct item *it)
{
	struct str s = gift_view(t, it->text), number;
	size_t n = 1;
	if (!str_starts(s, "%"))
		return;
	while (n < s.n && s.p[n] == '-')
		n++;
	bool negative = n > 1;
	number.p = s.p + n;
	while (n < s.n && ((s.p[n] >= '0' && s.p[n] <= '9') || s.p[n] == '.'))
		n++;
	number.n = (size_t)(s.p + n - number.p);
	if (!str_starts(str_from(s, n), "%") || !str_to_double(number, 0, 100, &it->weight))
		return;
	if (negative)
		it->weight = -it->weight;
	it->has_weight = true;
	it->text.from += n + 1;
}

static bool is_sign(const struct gift_text *t, size_t at, const char *signs)
{
	char c = t->chars.data[at];
	return c != '\0' && gift_is_written(t, at) && strchr(signs, c);
}

/* Take the item at the front, from its sign to the next one of `signs`. */
static bool next_item(
	const struct gift_text *t, struct gift_span *rest, const char *signs, struct item *it)
{
	if (rest->from >= rest->to)
		return false;
	char first = t->chars.data[rest->from];
	struct gift_span one = *rest;
	bool has_sign = is_sign(t, rest->from, signs);
	*it = (struct item){.sign = has_sign ? first : '\0', .at = rest->from};
	one.from += has_sign;
	for (one.to = one.from; one.to < rest->to; one.to++) {
		if (is_sign(t, one.to, signs))
			break;
	}
	rest->from = one.to;
	it->text = one;
	it->text.to = gift_find(t, one, "#");
	if (it->text.to < one.to)
		it->feedback = (struct gift_span){it->text.to + 1, one.to};
	it->text = gift_trim(t, it->text);
	take_weight(t, it);
	it->text = gift_trim(t, it->text);
	return true;
}

static int line_of(const struct gift_question *g, const struct item *it)
{
	return gift_line(g->text, it->at);
}

/* Add a choice; false when there is no room for it, which is told. */
static bool add(
	struct gift_question *g, enum choice_kind kind, const char *text, const struct item *it)
{
	struct question *q = &g->item->q;
	if (q->choice_count == QUESTION_CHOICES_MAX) {
		format_skip(g->r, q->line, "found more than %d %s, which is the most",
			QUESTION_CHOICES_MAX,
			kind == CHOICE_OPTION ? "choices" : "accepted answers");
		return false;
	}
	q->choices[q->choice_count++] = (struct choice){.kind = kind,
		.is_key = kind != CHOICE_OPTION,
		.text = text,
		.rationale = gift_part(g, it->feedback),
		.line = line_of(g, it)};
	return true;
}

/* Choices ----------------------------------------------------------------------------------------
 */

/* All keys are wanted: that some count more than others is lost. */
static void make_multiple(struct gift_question *g, const double credit[])
{
	struct question *q = &g->item->q;
	double first = 0;
	bool told = false;
	q->multiple = true;
	for (size_t i = 0; i < q->choice_count; i++) {
		if (credit[i] <= 0)
			continue;
		q->choices[i].is_key = true;
		first = first > 0 ? first : credit[i];
		if (!told && (credit[i] > first + EQUAL || credit[i] < first - EQUAL)) {
			format_note(g->r, q->choices[i].line,
				"the weights %g %% and %g %% are not kept: all keys count alike",
				first, credit[i]);
			told = true;
		}
	}
}

static bool make_single(struct gift_question *g, const double credit[])
{
	struct question *q = &g->item->q;
	size_t keys = 0;
	for (size_t i = 0; i < q->choice_count; i++) {
		q->choices[i].is_key = credit[i] >= FULL;
		keys += q->choices[i].is_key;
	}
	if (keys > 1) {
		format_skip(g->r, q->line,
			"found %zu choices of which each alone is right, expected one (an = within "
			"a text is written \\=)",
			keys);
		return false;
	}
	for (size_t i = 0; i < q->choice_count; i++) {
		if (credit[i] > 0 && credit[i] < FULL)
			format_note(g->r, q->choices[i].line,
				"the partial credit of %g %% is not kept: the choice is wrong here",
				credit[i]);
	}
	return true;
}

/* Moodle takes the weight behind an = for text of a right answer; here it counts as one behind ~,
 * unless it is 100. */
static void note_weight(struct gift_question *g, const struct item *it)
{
	if (it->sign == '=' && it->has_weight && it->weight < FULL)
		format_note(g->r, line_of(g, it),
			"found the weight %g %% behind =, read as one behind ~", it->weight);
}

static bool read_choices(struct gift_question *g, struct gift_span span)
{
	double credit[QUESTION_CHOICES_MAX] = {0};
	bool single = false;
	struct item it;
	while (next_item(g->text, &span, "=~", &it)) {
		size_t i = g->item->q.choice_count;
		if (!it.sign) {
			format_fault(g->r, line_of(g, &it), "found %s, expected = or ~ before it",
				gift_shown(g->r, g->text, it.text));
			return false;
		}
		if (!it.has_weight)
			it.weight = it.sign == '=' ? 100 : 0;
		if (!add(g, CHOICE_OPTION, gift_part(g, it.text), &it))
			return false;
		note_weight(g, &it);
		single = single || (it.sign == '=' && it.weight >= FULL);
		credit[i] = it.weight;
	}
	if (single)
		return make_single(g, credit);
	make_multiple(g, credit);
	return true;
}

/* The first feedback is for who was wrong, whichever of the two is true. */
static bool read_true_false(struct gift_question *g, struct gift_span span, bool is_true)
{
	struct item yes = {.at = span.from, .text = nowhere, .feedback = nowhere}, no = yes;
	struct item *right = is_true ? &yes : &no, *wrong = is_true ? &no : &yes;
	size_t first = gift_find(g->text, span, "#");
	if (first < span.to) {
		wrong->feedback = (struct gift_span){first + 1, span.to};
		wrong->feedback.to = gift_find(g->text, wrong->feedback, "#");
		if (wrong->feedback.to < span.to)
			right->feedback = (struct gift_span){wrong->feedback.to + 1, span.to};
	}
	if (!add(g, CHOICE_OPTION, "True", &yes) || !add(g, CHOICE_OPTION, "False", &no))
		return false;
	g->item->q.choices[is_true ? 0 : 1].is_key = true;
	return true;
}

/* Typed answers ----------------------------------------------------------------------------------
 */

/* Only what gives full credit is accepted. */
static bool is_full(struct gift_question *g, const struct item *it)
{
	if (!it->has_weight || it->weight >= FULL)
		return true;
	if (it->weight > 0)
		format_note(g->r, line_of(g, it),
			"the answer %s gives %g %% of the credit and is not accepted here",
			gift_shown(g->r, g->text, it->text), it->weight);
	else if (gift_trim(g->text, it->feedback).from < it->feedback.to)
		format_note(g->r, line_of(g, it),
			"the feedback for the wrong answer %s is not kept",
			gift_shown(g->r, g->text, it->text));
	return false;
}

static bool skip_anything(struct gift_question *g, const struct item *it)
{
	format_skip(g->r, line_of(g, it), "found * for an answer: whatever is typed is right");
	return false;
}

static bool end_typed(struct gift_question *g)
{
	if (g->item->q.choice_count > 0)
		return true;
	format_fault(g->r, g->item->q.line, "none of the answers gives 100 %%");
	return false;
}

static bool read_short(struct gift_question *g, struct gift_span span)
{
	struct item it;
	while (next_item(g->text, &span, "=", &it)) {
		enum gift_markup markup = g->markup;
		it.text = gift_take_markup(g->text, it.text, &markup);
		if (!is_full(g, &it))
			continue;
		enum choice_kind kind = gift_accept(g->text, it.text, &g->plain);
		if (kind == CHOICE_PATTERN && str_eq(buf_view(&g->plain), ".*"))
			return skip_anything(g, &it);
		if (!add(g, kind, format_keep(g->r, buf_view(&g->plain)), &it))
			return false;
	}
	return end_typed(g);
}

/* Behind a ~ stands only what is told of all other answers. */
static void note_others(struct gift_question *g, struct gift_span span)
{
	if (gift_find(g->text, span, "#") < span.to)
		format_note(g->r, gift_line(g->text, span.from),
			"the feedback for all other answers is not kept");
}

static bool read_numeric(struct gift_question *g, struct gift_span span)
{
	struct item it;
	struct gift_span others = {gift_find(g->text, span, "~"), span.to};
	if (others.from < others.to)
		note_others(g, others);
	span = gift_trim(g->text, (struct gift_span){span.from + 1, others.from});
	if (span.from == span.to) {
		format_fault(g->r, g->item->q.line, "found {#} without a number");
		return false;
	}
	while (next_item(g->text, &span, "=", &it)) {
		if (!is_full(g, &it))
			continue;
		if (str_eq(gift_view(g->text, it.text), "*"))
			return skip_anything(g, &it);
		if (!add(g, CHOICE_NUMBER, format_keep(g->r, gift_view(g->text, it.text)), &it))
			return false;
	}
	return end_typed(g);
}

/* -------------------------------------------------------------------------------------------------
 */

static bool skip(struct gift_question *g, const char *what)
{
	format_skip(g->r, g->item->q.line, "found %s, which cannot be asked here", what);
	return false;
}

/* T, TRUE, F or FALSE before the first #. */
static bool is_true_false(const struct gift_text *t, struct gift_span span, bool *is_true)
{
	span.to = gift_find(t, span, "#");
	struct str word = gift_view(t, gift_trim(t, span));
	*is_true = str_eq(word, "T") || str_eq(word, "TRUE");
	return *is_true || str_eq(word, "F") || str_eq(word, "FALSE");
}

bool gift_answers_read(struct gift_question *g, struct gift_span span)
{
	const struct gift_text *t = g->text;
	bool is_true;
	span = gift_trim(t, span);
	if (span.from == span.to)
		return skip(g, "an essay question");
	if (gift_starts(t, span, "#"))
		return read_numeric(g, span);
	if (gift_find(t, span, "~") < span.to)
		return read_choices(g, span);
	if (gift_find(t, span, "=") < span.to && gift_find(t, span, "->") < span.to)
		return skip(g, "a matching question");
	if (is_true_false(t, span, &is_true))
		return read_true_false(g, span, is_true);
	return read_short(g, span);
}
