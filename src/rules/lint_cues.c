/*
 * lint_cues.c - what a reader who knows nothing would score: strategies that look at letters,
 * lengths and what choices share.
 * May use: lint_room, code, base. Must not know: what a question is about.
 */
#include <math.h>
#include <string.h>

#include "rules/code.h"
#include "rules/lint_room.h"

#define SCORE_WARNING 0.32
#define SCORE_ERROR 0.36
#define POSITION_P 0.01
#define POSITION_LEAST 20 /* questions: five a place, below which the test says nothing */
#define ELEMENTS_MAX 256

static const char *const letter_names[] = {"always A", "always B", "always C", "always D",
	"always E", "always F", "always G", "always H", "always I", "always J"};
enum { LONGEST, SHORTEST, NOT_LONGEST, MOST_SHARED, LEAST_SHARED, OTHERS };
static const char *const other_names[OTHERS] = {"the longest", "the shortest", "not the longest",
	"most shared elements", "least shared elements"};

/* What choices share ----------------------------------------------------------------------------
 */

struct elements {
	struct str items[ELEMENTS_MAX];
	size_t n;
};

static bool contains(const struct elements *e, struct str s)
{
	for (size_t i = 0; i < e->n; i++) {
		if (str_same(e->items[i], s))
			return true;
	}
	return false;
}

static void add_element(struct elements *e, struct str s)
{
	if (e->n < ELEMENTS_MAX && s.n > 0 && !contains(e, s))
		e->items[e->n++] = s;
}

/* Codes as they are reported, or words. */
static void take_elements(const struct lint_look *k, size_t i, struct elements *out)
{
	const char *text = k->choice[i];
	struct str word;
	out->n = 0;
	if (!code_list_is(str_of(k->q->choices[i].text))) {
		while (lint_next_word(&text, &word))
			add_element(out, word);
		return;
	}
	while (*text) {
		size_t n = strcspn(text, ",;");
		add_element(out, str_trim((struct str){text, n}));
		text += n + (text[n] != '\0');
	}
}

void lint_shared(const struct lint_look *k, int out[QUESTION_CHOICES_MAX])
{
	struct elements mine, other;
	for (size_t i = 0; i < k->n; i++) {
		out[i] = 0;
		take_elements(k, i, &mine);
		for (size_t j = 0; j < k->n; j++) {
			if (j == i)
				continue;
			take_elements(k, j, &other);
			for (size_t e = 0; e < mine.n; e++)
				out[i] += contains(&other, mine.items[e]);
		}
	}
}

void lint_converges(struct lint *l, const struct lint_look *k)
{
	int shared[QUESTION_CHOICES_MAX];
	if (k->key < 0 || k->n < 3)
		return;
	lint_shared(k, shared);
	for (size_t i = 0; i < k->n; i++) {
		if ((int)i != k->key && shared[i] >= shared[k->key])
			return;
	}
	lint_found(l, k, LINT_NOTE, k->q->choices[k->key].line,
		"the key alone shares the most with the other choices");
}

/* Strategies ------------------------------------------------------------------------------------
 */

/* The chance of the key for who takes the highest value and draws among equals. */
static double chance(const struct lint_look *k, const int *values)
{
	size_t best = 0, equal = 0;
	for (size_t i = 1; i < k->n; i++) {
		if (values[i] > values[best])
			best = i;
	}
	for (size_t i = 0; i < k->n; i++)
		equal += values[i] == values[best];
	return values[k->key] == values[best] ? 1.0 / (double)equal : 0;
}

static void add_scores(const struct lint_look *k, double *letters, double *others)
{
	int length[QUESTION_CHOICES_MAX] = {0}, minus[QUESTION_CHOICES_MAX] = {0};
	int is_shorter[QUESTION_CHOICES_MAX] = {0}, shared[QUESTION_CHOICES_MAX] = {0};
	int longest = 0;
	letters[k->key]++;
	for (size_t i = 0; i < k->n; i++) {
		for (const char *p = k->q->choices[i].text; *p; p++)
			length[i] += ((unsigned char)*p & 0xc0) != 0x80;
		longest = length[i] > longest ? length[i] : longest;
		minus[i] = -length[i];
	}
	for (size_t i = 0; i < k->n; i++)
		is_shorter[i] = length[i] < longest;
	others[LONGEST] += chance(k, length);
	others[SHORTEST] += chance(k, minus);
	others[NOT_LONGEST] += chance(k, is_shorter);
	lint_shared(k, shared);
	others[MOST_SHARED] += chance(k, shared);
	for (size_t i = 0; i < k->n; i++)
		shared[i] = -shared[i];
	others[LEAST_SHARED] += chance(k, shared);
}

void lint_score(struct lint *l, size_t from, size_t to, struct lint_summary *out)
{
	double letters[QUESTION_CHOICES_MAX] = {0}, others[OTHERS] = {0};
	size_t n = 0, most = 0;
	for (size_t i = from; i < to && !l->failed; i++) {
		struct lint_look k;
		arena_reset(&l->texts);
		l->failed = !lint_look_at(&l->texts, &l->items[i], &k);
		if (l->failed || k.key < 0)
			continue;
		n++;
		most = k.n > most ? k.n : most;
		add_scores(&k, letters, others);
	}
	out->strategies = 0;
	if (n < LINT_JUDGED || l->failed)
		return;
	for (size_t i = 0; i < most; i++)
		out->strategy[out->strategies++] =
			(struct lint_strategy){letter_names[i], letters[i] / (double)n};
	for (size_t i = 0; i < OTHERS; i++)
		out->strategy[out->strategies++] =
			(struct lint_strategy){other_names[i], others[i] / (double)n};
}

static void judge(struct lint *l, const char *file, const struct lint_summary *s)
{
	for (size_t i = 0; i < s->strategies; i++) {
		const struct lint_strategy *t = &s->strategy[i];
		if (t->score > SCORE_WARNING)
			lint_found_in(l, NULL, file,
				t->score > SCORE_ERROR ? LINT_ERROR : LINT_WARNING, 0,
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

/* The tail of the chi-square distribution with three degrees of freedom; Abramowitz and Stegun,
 * 26.4.4 and 26.4.5. */
double lint_chi_square_p(const size_t counts[4])
{
	double mean = (double)(counts[0] + counts[1] + counts[2] + counts[3]) / 4, x = 0;
	if (mean <= 0)
		return 1;
	for (size_t i = 0; i < 4; i++)
		x += ((double)counts[i] - mean) * ((double)counts[i] - mean) / mean;
	return erfc(sqrt(x / 2)) + sqrt(2 * x / acos(-1)) * exp(-x / 2);
}

void lint_positions(struct lint *l)
{
	for (size_t from = 0, to; from < l->n; from = to) {
		size_t counts[4] = {0}, n = 0;
		to = lint_file_end(l, from);
		for (size_t i = from; i < to; i++) {
			const struct question *q = l->items[i].q;
			for (size_t c = 0; c < 4 && q->choice_count == 4 && !question_is_typed(q);
				c++) {
				counts[c] += q->choices[c].is_key;
				n += q->choices[c].is_key;
			}
		}
		double p = lint_chi_square_p(counts);
		if (n >= POSITION_LEAST && p < POSITION_P)
			lint_found_in(l, NULL, l->items[from].file, LINT_WARNING, 0,
				"keys stand at A to D %zu, %zu, %zu and %zu times (chi-square p = "
				"%.4f)",
				counts[0], counts[1], counts[2], counts[3], p);
	}
}
