/*
 * lint_bank.c - rules that hold one question against all others: the same choices, the same stem.
 * May use: lint_room, lint_near, base. Must not know: how texts are compared, where files are.
 */
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "rules/lint_near.h"
#include "rules/lint_room.h"

#define CHOICES_LEAST 3 /* True and false, or yes and no, say nothing of a question */
#define NEAR_ANYWHERE 0.8
#define NEAR_IN_DOMAIN 0.5

/* The same choices ------------------------------------------------------------------------------
 */

struct folded { /* a question by its choices, whatever their order */
	uint64_t choices, key;
	size_t item;
};

static uint64_t hash_folded(const char *text)
{
	uint64_t hash = HASH_START;
	const char *p = text;
	for (char c; (c = lint_next_folded(text, &p));)
		hash = hash_bytes(hash, &c, 1);
	return hash;
}

static int by_choices(const void *a, const void *b)
{
	const struct folded *x = a, *y = b;
	if (x->choices != y->choices)
		return x->choices < y->choices ? -1 : 1;
	return (x->item > y->item) - (x->item < y->item);
}

static struct folded fold(const struct question *q, size_t item)
{
	uint64_t hashes[QUESTION_CHOICES_MAX] = {0};
	struct folded f = {.item = item};
	for (size_t i = 0; i < q->choice_count; i++) {
		hashes[i] = hash_folded(q->choices[i].text);
		if (q->choices[i].is_key)
			f.key = hashes[i];
	}
	qsort(hashes, q->choice_count, sizeof *hashes, hash_order);
	f.choices = HASH_START;
	for (size_t i = 0; i < q->choice_count; i++)
		f.choices = hash_u64(f.choices, hashes[i]);
	return f;
}

void lint_same_choices(struct lint *l)
{
	struct folded *all = malloc((l->n + 1) * sizeof *all);
	size_t n = 0, first = 0;
	if (!all) {
		l->failed = true;
		return;
	}
	for (size_t i = 0; i < l->n; i++) {
		if (l->items[i].q->choice_count >= CHOICES_LEAST &&
			question_kind_of(l->items[i].q) == QUESTION_SINGLE)
			all[n++] = fold(l->items[i].q, i);
	}
	qsort(all, n, sizeof *all, by_choices);
	for (size_t i = 1; i < n; i++) {
		if (all[i].choices != all[first].choices)
			first = i;
		else if (all[i].key != all[first].key)
			lint_found_in(l, &l->items[all[i].item], NULL, LINT_ERROR, 0,
				"has the choices of %s, and another of them is the key",
				l->items[all[first].item].id);
	}
	free(all);
}

/* Near duplicates -------------------------------------------------------------------------------
 */

static uint32_t group_of(const char *domain)
{
	uint64_t hash = hash_text(HASH_START, domain);
	return (uint32_t)(hash ^ hash >> 32);
}

void lint_near_stems(struct lint *l)
{
	struct lint_near_text *texts = calloc(l->n + 1, sizeof *texts);
	size_t *any = malloc((l->n + 1) * sizeof *any), *same = malloc((l->n + 1) * sizeof *same);
	double *any_alike = malloc((l->n + 1) * sizeof *any_alike);
	double *same_alike = malloc((l->n + 1) * sizeof *same_alike);
	l->failed = l->failed || !texts || !any || !same || !any_alike || !same_alike;
	for (size_t i = 0; i < l->n && !l->failed; i++)
		texts[i] =
			(struct lint_near_text){l->items[i].q->stem, group_of(l->items[i].domain)};
	const struct lint_near_pass passes[] = {
		{NEAR_ANYWHERE, false, any, any_alike}, {NEAR_IN_DOMAIN, true, same, same_alike}};
	if (!l->failed)
		l->failed = !lint_near(texts, l->n, passes, 2);
	for (size_t i = 0; i < l->n && !l->failed; i++) {
		bool dup = any[i] != LINT_NEAR_NONE;
		size_t other = dup ? any[i] : same[i];
		if (other == LINT_NEAR_NONE)
			continue;
		lint_found_in(l, &l->items[i], NULL, dup ? LINT_WARNING : LINT_NOTE, 0,
			"shares %.0f %% of its stem's 3-grams with %s%s",
			100 * (dup ? any_alike[i] : same_alike[i]), l->items[other].id,
			dup ? "" : ", of the same domain");
	}
	free(texts);
	free(any);
	free(same);
	free(any_alike);
	free(same_alike);
}
