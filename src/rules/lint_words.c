/*
 * lint_words.c - words and phrases in the texts of a question, and the question as rules look at
 * it. May use: lint_room, code, base. Must not know: any rule.
 */
#include <stdio.h>
#include <string.h>

#include "rules/code.h"
#include "rules/lint_room.h"

static bool is_blank(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

bool lint_is_word_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       (unsigned char)c >= 0x80;
}

static char *lower_of(struct arena *texts, const char *text)
{
	char *out = arena_alloc(texts, strlen(text) + 1), *p = out;
	for (; out && *text; text++) {
		bool blank = is_blank(*text);
		if (blank && (p == out || p[-1] == ' '))
			continue;
		*p++ = blank			      ? ' '
		       : *text >= 'A' && *text <= 'Z' ? (char)(*text - 'A' + 'a')
						      : *text;
	}
	if (out && p > out && p[-1] == ' ')
		p[-1] = '\0';
	return out;
}

/* What stands between two digits: 1.5 is not 15, and 2-5 not 25. */
static bool joins_digits(const char *text, const char *p)
{
	return strchr(".,-", *p) && p > text && is_digit(p[-1]) && is_digit(p[1]);
}

char lint_next_folded(const char *text, const char **p)
{
	const char *q = *p;
	while (*q && !lint_is_word_char(*q) && !strchr("<>+=%", *q) && !joins_digits(text, q))
		q++;
	*p = *q ? q + 1 : q;
	return *q >= 'A' && *q <= 'Z' ? (char)(*q - 'A' + 'a') : *q;
}

const char *lint_find(const char *text, const char *phrase)
{
	size_t n = strlen(phrase);
	for (const char *p = text; (p = strstr(p, phrase)); p++) {
		bool begins = p == text || !lint_is_word_char(p[-1]) || !lint_is_word_char(*phrase);
		bool ends = !lint_is_word_char(p[n]) || !lint_is_word_char(phrase[n - 1]);
		if (begins && ends)
			return p;
	}
	return NULL;
}

bool lint_find_any(const char *text, const char *phrases, struct str *phrase)
{
	struct str rest = str_of(phrases), one;
	char word[LINT_PHRASE_MAX];
	while (str_next(&rest, '|', &one)) {
		snprintf(word, sizeof word, "%.*s", STR_ARG(one));
		*phrase = one;
		if (lint_find(text, word))
			return true;
	}
	*phrase = str_of("");
	return false;
}

bool lint_next_word(const char **p, struct str *word)
{
	const char *q = *p;
	while (*q && !lint_is_word_char(*q))
		q++;
	word->p = q;
	/* A point or comma between digits belongs to the number. */
	while (lint_is_word_char(*q) || ((*q == '.' || *q == ',') && q > word->p && q[-1] >= '0' &&
						q[-1] <= '9' && q[1] >= '0' && q[1] <= '9'))
		q++;
	word->n = (size_t)(q - word->p);
	*p = q;
	return word->n > 0;
}

size_t lint_count_words(const char *text)
{
	size_t n = 0;
	for (bool before = true; *text; text++) {
		n += before && !is_blank(*text);
		before = is_blank(*text);
	}
	return n;
}

const char *lint_last_sentence(const char *stem)
{
	const char *last = stem;
	for (const char *p = stem; *p; p++) {
		bool paragraph = p[0] == '\n' && p[1] == '\n' && p[2];
		bool sentence = strchr(".?!:", *p) && is_blank(p[1]) && p[2];
		if (paragraph || sentence)
			last = p + 2;
	}
	return last;
}

/* A question ---------------------------------------------------------------------------------- */

static bool has_tag(const char *tags, const char *wanted)
{
	struct str rest = str_of(tags), tag;
	while (str_next(&rest, ',', &tag)) {
		if (str_same_fold(str_trim(tag), str_of(wanted)))
			return true;
	}
	return false;
}

static bool is_single(const char *text)
{
	return !strpbrk(text, ",;");
}

/* False when there is no memory. */
static bool add_text(struct arena *texts, struct lint_look *k, struct lint_text text)
{
	text.lower = lower_of(texts, text.text);
	k->texts[k->text_count++] = text;
	return text.lower != NULL;
}

static bool add_choice(struct arena *texts, struct lint_look *k, size_t i)
{
	const struct choice *c = &k->q->choices[i];
	const char *name = c->is_key ? "key" : "distractor";
	if (c->kind != CHOICE_PATTERN && c->kind != CHOICE_NUMBER) {
		if (!add_text(texts, k,
			    (struct lint_text){LINT_CHOICE, name, c->line, c->text, NULL}))
			return false;
		if (!k->typed)
			k->choice[i] = k->texts[k->text_count - 1].lower;
	}
	return add_text(texts, k,
		(struct lint_text){LINT_RATIONALE, "rationale", c->line, c->rationale, NULL});
}

static bool add_texts(struct arena *texts, struct lint_look *k)
{
	const struct question *q = k->q;
	const struct lint_text title = {LINT_TITLE, "title", q->line, q->title, NULL},
			       stem = {LINT_STEM, "stem", q->line, q->stem, NULL},
			       rule = {LINT_RULE, "rule", q->line, q->rule, NULL},
			       codes = {LINT_CODES, "line of codes", q->line, q->codes, NULL};
	bool good = add_text(texts, k, title) && add_text(texts, k, stem);
	if (good)
		k->stem = k->texts[k->text_count - 1].lower;
	for (size_t i = 0; i < q->choice_count && good; i++)
		good = add_choice(texts, k, i);
	return good && add_text(texts, k, rule) && add_text(texts, k, codes);
}

bool lint_look_at(struct arena *texts, const struct lint_item *item, struct lint_look *out)
{
	const struct question *q = item->q;
	*out = (struct lint_look){.item = item,
		.q = q,
		.kind = question_kind_of(q),
		.typed = question_is_typed(q),
		.key = -1};
	out->history = has_tag(q->tags, "history");
	if (!add_texts(texts, out))
		return false;
	if (out->typed)
		return true;
	out->n = q->choice_count;
	out->all_codes = out->single_codes = out->n > 0;
	for (size_t i = 0; i < out->n; i++) {
		const struct choice *c = &q->choices[i];
		bool codes = code_list_is(str_of(c->text));
		if (c->is_key && out->key < 0 && out->kind == QUESTION_SINGLE)
			out->key = (int)i;
		out->all_codes = out->all_codes && codes;
		out->any_codes = out->any_codes || codes;
		out->single_codes = out->single_codes && codes && is_single(c->text);
	}
	return true;
}
