/*
 * words.c - what a learner may type at a question, and after an answer.
 * May use: base, cpc.h. Must not know: what happens then.
 */
#include "cli/words.h"

#include <stdio.h>

#include "base/str.h"
#include "base/utf8.h"

const char *const all_words[] = {"help", "hint", "skip", "flag", "undo", "explain", "quit", NULL};

static const enum word word_of[] = {
	WORD_HELP, WORD_HINT, WORD_SKIP, WORD_FLAG, WORD_UNDO, WORD_EXPLAIN, WORD_QUIT};

static enum cpc_confidence take_confidence(struct str *s)
{
	if (s->n < 2)
		return CPC_PLAIN;
	char last = s->p[s->n - 1];
	if (last != '!' && last != '?')
		return CPC_PLAIN;
	*s = str_trim_end((struct str){s->p, s->n - 1});
	return last == '!' ? CPC_SURE : CPC_GUESSED;
}

/* "b" or "2"; -1 when it is no choice. */
static int choice_of(struct str s, size_t choice_count)
{
	int64_t number;
	if (s.n == 1 && s.p[0] >= 'a' && s.p[0] < (char)('a' + choice_count))
		return s.p[0] - 'a';
	if (s.n == 1 && s.p[0] >= 'A' && s.p[0] < (char)('A' + choice_count))
		return s.p[0] - 'A';
	/* as it is printed: neither +1 nor 01 */
	if (s.n > 0 && s.p[0] >= '1' && s.p[0] <= '9' &&
		str_to_i64(s, 1, (int64_t)choice_count, &number))
		return (int)number - 1;
	return -1;
}

static bool is_separator(char c)
{
	return c == ' ' || c == '\t' || c == ',' || c == ';';
}

/* One piece of a set, such as "acd", "3" or "134"; false when some of it is no choice or was taken
 * before. */
static bool take_piece(struct str piece, size_t choice_count, uint32_t *choices)
{
	int whole = choice_of(piece, choice_count);
	for (size_t i = 0; i < piece.n && whole < 0; i++) {
		int one = choice_of((struct str){piece.p + i, 1}, choice_count);
		if (one < 0 || *choices >> one & 1)
			return false;
		*choices |= UINT32_C(1) << one;
	}
	if (whole >= 0 && *choices >> whole & 1)
		return false;
	if (whole >= 0)
		*choices |= UINT32_C(1) << whole;
	return true;
}

/* The set of choices that a line names; 0 when it names none. */
static uint32_t choices_of(struct str s, size_t choice_count)
{
	uint32_t choices = 0;
	while (s.n > 0) {
		size_t n = 0;
		while (n < s.n && !is_separator(s.p[n]))
			n++;
		if (!take_piece((struct str){s.p, n}, choice_count, &choices))
			return 0;
		s = str_from(s, n);
		while (s.n > 0 && is_separator(s.p[0]))
			s = str_from(s, 1);
	}
	return choices;
}

/* The place of True or False; -1 when it is neither word. */
static int truth_of(struct str s, int place_of_true)
{
	if (str_same_fold(s, str_of("t")) || str_same_fold(s, str_of("true")))
		return place_of_true;
	if (str_same_fold(s, str_of("f")) || str_same_fold(s, str_of("false")))
		return 1 - place_of_true;
	return -1;
}

/* False when the line is no choice, or none of several. */
static bool find_choice(struct str s, const struct words_at *at, struct cpc_answer *out)
{
	if (at->kind == CPC_MULTIPLE) {
		out->choices = choices_of(s, at->choice_count);
		return out->choices != 0;
	}
	out->choice = choice_of(s, at->choice_count);
	if (out->choice < 0 && at->kind == CPC_TRUE_FALSE && at->choice_count > 0)
		out->choice = truth_of(s, at->place_of_true);
	return out->choice >= 0;
}

static enum word find_word(struct str s)
{
	if (str_eq(s, "?"))
		return WORD_HELP;
	for (size_t i = 0; all_words[i]; i++) {
		/* `h` is the hint; help is `?` */
		struct str letter = {all_words[i], 1};
		if (str_same_fold(s, str_of(all_words[i])) ||
			(word_of[i] != WORD_HELP && str_same_fold(s, letter)))
			return word_of[i];
	}
	return WORD_UNKNOWN;
}

/* What can be stored and shown again as it was typed: one line of UTF-8. */
static bool is_plain_text(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if ((unsigned char)s.p[i] < ' ' && s.p[i] != '\t')
			return false;
	}
	return utf8_check(s) == s.n;
}

/* "/diabetic neuropathy" */
static struct typed parse_lookup(struct str query, char *buffer, size_t size)
{
	struct typed typed = {WORD_UNFIT, {.choice = -1}, NULL};
	if (query.n >= size || !is_plain_text(query))
		return typed;
	snprintf(buffer, size, "%.*s", STR_ARG(query));
	typed.word = WORD_LOOKUP;
	typed.query = buffer;
	return typed;
}

struct typed words_parse(const char *text, const struct words_at *at, char *buffer, size_t size)
{
	struct typed typed = {WORD_UNKNOWN, {.choice = -1}, NULL};
	struct str whole = str_trim(str_of(text)), bare = whole;
	if (whole.n == 0) {
		typed.word = WORD_EMPTY;
		return typed;
	}
	if (whole.p[0] == '/')
		return parse_lookup(str_trim(str_from(whole, 1)), buffer, size);
	enum cpc_confidence confidence = take_confidence(&bare);
	if (find_choice(bare, at, &typed.answer)) {
		typed.word = WORD_ANSWER;
		typed.answer.confidence = confidence;
		return typed;
	}
	typed.word = find_word(whole);
	if (typed.word == WORD_UNKNOWN && (at->kind == CPC_TYPED || at->kind == CPC_NUMERIC)) {
		if (bare.n >= size || !is_plain_text(bare)) {
			typed.word = WORD_UNFIT;
			return typed;
		}
		snprintf(buffer, size, "%.*s", STR_ARG(bare));
		typed.word = WORD_ANSWER;
		typed.answer = (struct cpc_answer){-1, buffer, confidence, 0};
	}
	return typed;
}
