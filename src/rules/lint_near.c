/*
 * lint_near.c - texts that share most of their words in a row.
 * May use: lint_room's words, base. Must not know: what the texts are.
 */
#include "rules/lint_near.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/vec.h"
#include "rules/lint_room.h"

#define GRAM 3
#define COUNTERS (1u << 22) /* of how often grams stand; several may share one */
#define NOWHERE UINT32_MAX

struct entry { /* of the index: a text, and the one before it that has this gram */
	uint64_t gram;
	uint32_t text, before;
};

struct near {
	uint64_t *grams; /* all texts' sets, each sorted, one after the other */
	size_t n, cap;
	size_t *start; /* of each text's set; one more for the end */
	uint32_t *counts;
	uint32_t *heads; /* the last entry of each place of the index */
	size_t places;
	struct entry *entries;
	size_t entry_count, entry_cap;
	uint32_t *seen; /* by text: held against this one already */
	uint64_t *rare; /* the set of the text at hand, the rarest first */
	size_t rare_cap;
};

static uint64_t hash_word(struct str word)
{
	uint64_t hash = HASH_START;
	for (size_t i = 0; i < word.n; i++) {
		char c = word.p[i];
		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		hash = hash_bytes(hash, &c, 1);
	}
	return hash;
}

/* Three hashes to one, by their order. */
static uint64_t join(const uint64_t *words, size_t count)
{
	uint64_t hash = count;
	for (size_t i = 0; i < count; i++)
		hash = (hash ^ words[i]) * UINT64_C(0x9e3779b97f4a7c15) + (hash >> 29);
	return hash;
}

static bool add_grams(struct near *near, const char *text)
{
	uint64_t words[GRAM];
	size_t count = 0, from = near->n;
	struct str word;
	while (lint_next_word(&text, &word)) {
		if (count >= GRAM)
			memmove(words, words + 1, sizeof words - sizeof *words);
		words[count < GRAM ? count : GRAM - 1] = hash_word(word);
		if (++count < GRAM)
			continue;
		uint64_t *gram = VEC_PUSH(near->grams, near->n, near->cap);
		if (!gram)
			return false;
		*gram = join(words, GRAM);
	}
	if (count > 0 && count < GRAM) {
		uint64_t *gram = VEC_PUSH(near->grams, near->n, near->cap);
		if (!gram)
			return false;
		*gram = join(words, count);
	}
	if (near->n == from)
		return true;
	qsort(near->grams + from, near->n - from, sizeof *near->grams, hash_order);
	size_t kept = from + 1;
	for (size_t i = from + 1; i < near->n; i++) {
		if (near->grams[i] != near->grams[i - 1])
			near->grams[kept++] = near->grams[i];
	}
	near->n = kept;
	return true;
}

static bool read_texts(struct near *near, const struct lint_near_text *texts, size_t n)
{
	near->start = calloc(n + 1, sizeof *near->start);
	near->seen = malloc((n + 1) * sizeof *near->seen);
	near->counts = calloc(COUNTERS, sizeof *near->counts);
	if (!near->start || !near->seen || !near->counts)
		return false;
	for (size_t i = 0; i < n; i++) {
		near->start[i] = near->n;
		if (!add_grams(near, texts[i].text))
			return false;
	}
	near->start[n] = near->n;
	for (size_t i = 0; i < near->n; i++)
		near->counts[near->grams[i] % COUNTERS]++;
	near->places = 1024;
	while (near->places < near->n)
		near->places *= 2;
	near->heads = malloc(near->places * sizeof *near->heads);
	return near->heads != NULL;
}

struct ranked {
	uint32_t count;
	uint64_t gram;
};

/* One order for all texts: seldom ones first, then by number. */
static int by_rarity(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;
	if (x->count != y->count)
		return x->count < y->count ? -1 : 1;
	return (x->gram > y->gram) - (x->gram < y->gram);
}

/* The rarest grams of a text, as many as the filter needs, to near->rare. */
static bool take_prefix(struct near *near, size_t i, double most, size_t *count)
{
	size_t size = near->start[i + 1] - near->start[i];
	struct ranked *ranked = malloc((size + 1) * sizeof *ranked);
	bool good = ranked && vec_grow(&near->rare, &near->rare_cap, size + 1, sizeof *near->rare);
	*count = size == 0 ? 0 : size - (size_t)ceil(most * (double)size) + 1;
	if (*count > size)
		*count = size;
	for (size_t g = 0; good && g < size; g++) {
		uint64_t gram = near->grams[near->start[i] + g];
		ranked[g] = (struct ranked){near->counts[gram % COUNTERS], gram};
	}
	if (good)
		qsort(ranked, size, sizeof *ranked, by_rarity);
	for (size_t g = 0; good && g < *count; g++)
		near->rare[g] = ranked[g].gram;
	free(ranked);
	return good;
}

static double jaccard(const struct near *near, size_t a, size_t b)
{
	const uint64_t *x = near->grams + near->start[a], *y = near->grams + near->start[b];
	size_t nx = near->start[a + 1] - near->start[a], ny = near->start[b + 1] - near->start[b];
	size_t i = 0, j = 0, both = 0;
	while (i < nx && j < ny) {
		both += x[i] == y[j];
		if (x[i] == y[j])
			i++, j++;
		else if (x[i] < y[j])
			i++;
		else
			j++;
	}
	return nx + ny == 0 ? 0 : (double)both / (double)(nx + ny - both);
}

/* Go through the earlier texts that share a rare gram until one is alike enough. */
static void look_up(struct near *near, const struct lint_near_text *texts, size_t i, size_t count,
	const struct lint_near_pass *pass)
{
	double most = pass->most, alike;
	double size = (double)(near->start[i + 1] - near->start[i]);
	for (size_t g = 0; g < count; g++) {
		uint32_t at = near->heads[near->rare[g] & (near->places - 1)];
		for (; at != NOWHERE; at = near->entries[at].before) {
			const struct entry *e = &near->entries[at];
			if (e->gram != near->rare[g] || near->seen[e->text] == (uint32_t)i ||
				(pass->within && texts[e->text].group != texts[i].group))
				continue;
			near->seen[e->text] = (uint32_t)i;
			double other = (double)(near->start[e->text + 1] - near->start[e->text]);
			if (other < most * size || size < most * other)
				continue;
			alike = jaccard(near, i, e->text);
			if (alike > most) {
				pass->earlier[i] = e->text;
				pass->alike[i] = alike;
				return;
			}
		}
	}
}

static bool add_to_index(struct near *near, size_t i, size_t count)
{
	for (size_t g = 0; g < count; g++) {
		uint32_t *head = &near->heads[near->rare[g] & (near->places - 1)];
		struct entry *e = VEC_PUSH(near->entries, near->entry_count, near->entry_cap);
		if (!e)
			return false;
		*e = (struct entry){near->rare[g], (uint32_t)i, *head};
		*head = (uint32_t)(near->entry_count - 1);
	}
	return true;
}

static bool go_over(struct near *near, const struct lint_near_text *texts, size_t n,
	const struct lint_near_pass *pass)
{
	bool good = true;
	near->entry_count = 0;
	memset(near->heads, 0xff, near->places * sizeof *near->heads); /* NOWHERE */
	for (size_t i = 0; i < n; i++)
		near->seen[i] = NOWHERE;
	for (size_t i = 0; i < n && good; i++) {
		size_t count = 0;
		pass->earlier[i] = LINT_NEAR_NONE;
		pass->alike[i] = 0;
		good = take_prefix(near, i, pass->most, &count);
		if (good)
			look_up(near, texts, i, count, pass);
		good = good && add_to_index(near, i, count);
	}
	return good;
}

bool lint_near(const struct lint_near_text *texts, size_t n, const struct lint_near_pass *passes,
	size_t count)
{
	struct near near = {0};
	bool good = read_texts(&near, texts, n);
	for (size_t i = 0; i < count && good; i++)
		good = go_over(&near, texts, n, &passes[i]);
	free(near.grams);
	free(near.start);
	free(near.counts);
	free(near.heads);
	free(near.entries);
	free(near.seen);
	free(near.rare);
	return good;
}
