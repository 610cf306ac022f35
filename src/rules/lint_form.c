/*
 * lint_form.c - rules about the form of a question: choices, key, rationales, sources, lengths.
 * May use: lint_room, base. Must not know: codes, other questions.
 */
#include <stdio.h>
#include <string.h>

#include "rules/lint_room.h"

#define OUR_CHOICES 4
#define IMPORTED_LEAST 2
#define IMPORTED_MOST 6
#define STEM_WORDS 250
#define CHOICE_WORDS 40
#define KEY_LONG 1.4
#define KEY_SHORT 0.6
#define CLANG_LETTERS 5

void lint_one_key(struct lint *l, const struct lint_look *k)
{
	size_t keys = 0;
	size_t least = k->item->imported ? IMPORTED_LEAST : OUR_CHOICES;
	size_t most = k->item->imported ? IMPORTED_MOST : OUR_CHOICES;
	if (k->kind != QUESTION_SINGLE)
		return;
	for (size_t i = 0; i < k->n; i++)
		keys += k->q->choices[i].is_key;
	if (k->n < least || k->n > most)
		lint_found(l, k, LINT_ERROR, 0, "%zu choices, expected %s", k->n,
			least == most ? "four" : "two to six");
	if (keys != 1)
		lint_found(l, k, LINT_ERROR, 0, "%zu keys, expected one", keys);
}

static bool same_folded(const char *a, const char *b)
{
	const char *p = a, *q = b;
	for (;;) {
		char c = lint_next_folded(a, &p);
		if (c != lint_next_folded(b, &q))
			return false;
		if (!c)
			return true;
	}
}

void lint_distinct(struct lint *l, const struct lint_look *k)
{
	for (size_t i = 1; i < k->n; i++) {
		for (size_t j = 0; j < i; j++) {
			if (!same_folded(k->choice[i], k->choice[j]))
				continue;
			lint_found(l, k, LINT_ERROR, k->q->choices[i].line,
				"choice %zu is choice %zu but for case, blanks and punctuation",
				i + 1, j + 1);
			break;
		}
	}
}

/* Characters, not bytes. */
static size_t length_of(const char *text)
{
	size_t n = 0;
	for (; *text; text++)
		n += ((unsigned char)*text & 0xc0) != 0x80;
	return n;
}

/* The length of a list of codes is their number: what that gives away is judged over the bank
 * (L13), and here it is a note. */
void lint_key_length(struct lint *l, const struct lint_look *k)
{
	double others = 0, key;
	if (k->key < 0 || k->n < 2 || k->single_codes)
		return;
	for (size_t i = 0; i < k->n; i++) {
		if ((int)i != k->key)
			others += (double)length_of(k->q->choices[i].text);
	}
	key = (double)length_of(k->q->choices[k->key].text);
	double ratio = key / (others / (double)(k->n - 1));
	if (ratio > KEY_LONG || ratio < KEY_SHORT)
		lint_found(l, k, k->all_codes ? LINT_NOTE : LINT_WARNING,
			k->q->choices[k->key].line,
			"the key is %.2f times as long as the mean of the others", ratio);
}

static bool is_plain_word(const char *word)
{
	static const char *const plain[] = {"about", "above", "after", "again", "along", "among",
		"because", "before", "being", "below", "between", "could", "during", "each",
		"either", "every", "first", "found", "given", "other", "others", "should", "since",
		"their", "there", "these", "those", "through", "under", "until", "using", "which",
		"while", "whose", "within", "without", "would"};
	for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) {
		if (strcmp(word, plain[i]) == 0)
			return true;
	}
	return false;
}

/* A word without the sign of its plural. */
static bool content_word(struct str word, char out[64])
{
	size_t n = word.n < 63 ? word.n : 63;
	for (size_t i = 0; i < n; i++) {
		if (word.p[i] >= '0' && word.p[i] <= '9')
			return false;
	}
	memcpy(out, word.p, n);
	out[n] = '\0';
	if (n < CLANG_LETTERS || is_plain_word(out))
		return false;
	if (n > CLANG_LETTERS && out[n - 1] == 's' && out[n - 2] != 's')
		out[n - 1] = '\0';
	return true;
}

static bool stands_alone_or_plural(const char *text, const char *word)
{
	char plural[66];
	snprintf(plural, sizeof plural, "%ss", word);
	return lint_find(text, word) || lint_find(text, plural);
}

static bool in_a_distractor(const struct lint_look *k, const char *word)
{
	for (size_t i = 0; i < k->n; i++) {
		if ((int)i != k->key && strstr(k->choice[i], word))
			return true;
	}
	return false;
}

void lint_clang(struct lint *l, const struct lint_look *k)
{
	struct str word;
	char text[64];
	if (k->key < 0 || k->all_codes)
		return;
	const char *p = k->choice[k->key];
	while (lint_next_word(&p, &word)) {
		if (!content_word(word, text) || in_a_distractor(k, text) ||
			!stands_alone_or_plural(k->stem, text))
			continue;
		lint_found(l, k, LINT_WARNING, k->q->choices[k->key].line,
			"\"%s\" stands in the stem and the key and in no distractor", text);
		return;
	}
}

static bool begins_with_vowel(const char *text)
{
	while (*text && !lint_is_word_char(*text))
		text++;
	return *text && strchr("aeiou", *text);
}

void lint_article(struct lint *l, const struct lint_look *k)
{
	char end[8];
	size_t n = strlen(k->stem), vowels = 0;
	while (n > 0 && strchr(" :_.\xe2\x80\xa6", k->stem[n - 1]))
		n--;
	size_t from = n < 4 ? 0 : n - 4;
	memcpy(end, k->stem + from, n - from);
	end[n - from] = '\0';
	bool a = n >= 2 && lint_find(end, "a") && k->stem[n - 1] == 'a' && k->stem[n - 2] == ' ';
	bool an = n >= 3 && strcmp(end + strlen(end) - 3, " an") == 0;
	if (k->n == 0 || !(a || an))
		return;
	for (size_t i = 0; i < k->n; i++)
		vowels += begins_with_vowel(k->choice[i]);
	if (vowels != (an ? k->n : 0))
		lint_found(l, k, LINT_WARNING, 0,
			"the stem ends in \"%s\", and not every choice agrees with it",
			an ? "an" : "a");
}

void lint_mixed(struct lint *l, const struct lint_look *k)
{
	if (k->any_codes && !k->all_codes)
		lint_found(l, k, LINT_WARNING, 0,
			"some choices are lists of codes and some are prose");
}

/* A statement is true or false, a text with a gap is filled, and several choices may be asked for
 * by a request. */
static bool need_not_ask(const struct lint_look *k)
{
	return k->kind == QUESTION_TRUE_FALSE || k->kind == QUESTION_MULTIPLE ||
	       (k->typed && (strstr(k->stem, "__") || strstr(k->stem, "[...]")));
}

void lint_asks(struct lint *l, const struct lint_look *k)
{
	size_t n = strlen(k->stem);
	if (need_not_ask(k))
		return;
	while (n > 0 && strchr("\"')]*_ ", k->stem[n - 1]))
		n--;
	if (n > 3 && strcmp(k->stem + n - 3, "...") == 0)
		return;
	if (n == 0 || strchr(".!;", k->stem[n - 1]))
		lint_found(l, k, LINT_WARNING, 0,
			"the stem ends neither in a question nor in a phrase that the choices "
			"complete");
}

void lint_long(struct lint *l, const struct lint_look *k)
{
	size_t words = lint_count_words(k->q->stem);
	if (words > STEM_WORDS && strcmp(k->item->domain, "cases") != 0)
		lint_found(l, k, LINT_WARNING, 0, "the stem has %zu words, expected at most %d",
			words, STEM_WORDS);
	for (size_t i = 0; i < k->n; i++) {
		words = lint_count_words(k->q->choices[i].text);
		if (words > CHOICE_WORDS)
			lint_found(l, k, LINT_WARNING, k->q->choices[i].line,
				"choice %zu has %zu words, expected at most %d", i + 1, words,
				CHOICE_WORDS);
	}
}

/* What others wrote often has one explanation, and no place for more. */
static void lint_explained(struct lint *l, const struct lint_look *k)
{
	bool told = k->q->rule[0];
	for (size_t i = 0; i < k->q->choice_count; i++)
		told = told || k->q->choices[i].rationale[0];
	if (!told)
		lint_found(l, k, LINT_WARNING, 0, "nothing explains the answer");
}

void lint_rationales(struct lint *l, const struct lint_look *k)
{
	if (k->item->imported) {
		lint_explained(l, k);
		return;
	}
	/* What makes it true makes the other word wrong. */
	bool told = k->kind == QUESTION_TRUE_FALSE &&
		    (k->q->choices[0].rationale[0] || k->q->choices[1].rationale[0]);
	for (size_t i = 0; i < k->n && !told; i++) {
		if (!k->q->choices[i].rationale[0])
			lint_found(l, k, LINT_ERROR, k->q->choices[i].line,
				"choice %zu has no rationale", i + 1);
	}
	if (!k->q->rule[0])
		lint_found(l, k, LINT_ERROR, 0, "the question has no rule behind its choices");
}

void lint_sources(struct lint *l, const struct lint_look *k)
{
	bool source = k->q->source[0], basis = k->q->basis[0];
	if (k->item->imported) {
		if (!source)
			lint_found(l, k, LINT_NOTE, 0, "no source");
	} else if (!source || !basis)
		lint_found(l, k, LINT_WARNING, 0, "no %s%s%s", source ? "" : "source",
			!source && !basis ? " and no " : "", basis ? "" : "basis");
}
