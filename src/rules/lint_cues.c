/*
 * lint_cues.c - what a reader who knows nothing would score, and where the keys stand.
 * May use: lint_room, cues, base. Must not know: what a question is about.
 */
#include <string.h>

#include "rules/cues.h"
#include "rules/lint_room.h"

#define POSITION_P 0.01
#define POSITION_LEAST 20 /* questions: five a place, below which the test says nothing */

static const char *const letter_names[] = {"always A", "always B", "always C", "always D",
	"always E", "always F", "always G", "always H", "always I", "always J"};
_Static_assert(sizeof letter_names / sizeof *letter_names == QUESTION_CHOICES_MAX,
	"a name for every place of a choice");

static void take_texts(const struct question *q, const char *texts[QUESTION_CHOICES_MAX])
{
	for (size_t i = 0; i < q->choice_count; i++)
		texts[i] = q->choices[i].text;
}

/* The position of the one key that an exam has; -1: none, or a question of another kind. */
static int key_of(const struct question *q)
{
	bool is_single = question_kind_of(q) == QUESTION_SINGLE;
	for (size_t i = 0; i < q->choice_count && is_single; i++) {
		if (q->choices[i].is_key)
			return (int)i;
	}
	return -1;
}

void lint_converges(struct lint *l, const struct lint_look *k)
{
	const char *texts[QUESTION_CHOICES_MAX];
	double shared[QUESTION_CHOICES_MAX];
	if (k->key < 0 || k->n < 3)
		return;
	take_texts(k->q, texts);
	cues_shared(texts, k->n, shared);
	for (size_t i = 0; i < k->n; i++) {
		if ((int)i != k->key && shared[i] >= shared[k->key])
			return;
	}
	lint_found(l, k, LINT_NOTE, k->q->choices[k->key].line,
		"the key alone shares the most with the other choices");
}

/* Strategies ------------------------------------------------------------------------------------
 */

void lint_score(const struct lint *l, size_t from, size_t to, struct lint_summary *out)
{
	struct cues cues = {0};
	for (size_t i = from; i < to; i++) {
		const struct question *q = l->items[i].q;
		const char *texts[QUESTION_CHOICES_MAX];
		int key = key_of(q);
		take_texts(q, texts);
		if (key >= 0)
			cues_add(&cues, texts, q->choice_count, (size_t)key);
	}
	out->strategies = 0;
	out->chance = cues_chance(&cues);
	if (cues.questions < CUES_JUDGED)
		return;
	for (size_t i = 0; i < QUESTION_CHOICES_MAX && cues.by_chance[i] > 0; i++)
		out->strategy[out->strategies++] =
			(struct lint_strategy){letter_names[i], cues_letter_score(&cues, i)};
	for (enum cues_strategy s = 0; s < CUES_STRATEGIES; s++)
		out->strategy[out->strategies++] =
			(struct lint_strategy){cues_name(s), cues_score(&cues, s)};
}

static void judge(struct lint *l, const char *file, const struct lint_summary *s)
{
	for (size_t i = 0; i < s->strategies; i++) {
		const struct lint_strategy *t = &s->strategy[i];
		if (t->score <= s->chance + CUES_WARNING)
			continue;
		bool error = t->score > s->chance + CUES_ERROR;
		lint_found_in(l, NULL, file, error ? LINT_ERROR : LINT_WARNING, 0,
			"who takes \"%s\" and knows nothing scores %.0f %%", t->name,
			100 * t->score);
	}
}

size_t lint_file_end(const struct lint *l, size_t from)
{
	size_t to = from;
	while (to < l->n && strcmp(l->items[to].file, l->items[from].file) == 0)
		to++;
	return to;
}

void lint_blind(struct lint *l)
{
	struct lint_summary s;
	for (size_t from = 0, to; from < l->n; from = to) {
		to = lint_file_end(l, from);
		lint_score(l, from, to, &s);
		judge(l, l->items[from].file, &s);
		if (from == 0 && to == l->n)
			return; /* the file is all there is */
	}
	lint_score(l, 0, l->n, &s);
	judge(l, "", &s);
}

/* Places of keys --------------------------------------------------------------------------------
 */

double lint_positions_p(const size_t counts[4])
{
	struct cues cues = {0};
	for (size_t i = 0; i < 4; i++) {
		cues.keys[i] = counts[i];
		cues.by_chance[i] = (double)(counts[0] + counts[1] + counts[2] + counts[3]) / 4;
	}
	return cues_positions_p(&cues);
}

void lint_positions(struct lint *l)
{
	for (size_t from = 0, to; from < l->n; from = to) {
		size_t counts[4] = {0}, n = 0;
		to = lint_file_end(l, from);
		for (size_t i = from; i < to; i++) {
			int key = l->items[i].q->choice_count == 4 ? key_of(l->items[i].q) : -1;
			if (key >= 0) {
				counts[key]++;
				n++;
			}
		}
		double p = lint_positions_p(counts);
		if (n >= POSITION_LEAST && p < POSITION_P)
			lint_found_in(l, NULL, l->items[from].file, LINT_WARNING, 0,
				"keys stand at A to D %zu, %zu, %zu and %zu times (chi-square p = "
				"%.4f)",
				counts[0], counts[1], counts[2], counts[3], p);
	}
}
