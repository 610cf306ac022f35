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
	struct typed typed = {WORD_UNFIT, {-1, NULL, CPC_PLAIN}, NULL};
	if (query.n >= size || !is_plain_text(query))
		return typed;
	snprintf(buffer, size, "%.*s", STR_ARG(query));
	typed.word = WORD_LOOKUP;
	typed.query = buffer;
	return typed;
}

struct typed words_parse(const char *text, size_t choice_count, char *buffer, size_t size)
{
	struct typed typed = {WORD_UNKNOWN, {-1, NULL, CPC_PLAIN}, NULL};
	struct str whole = str_trim(str_of(text)), bare = whole;
	if (whole.n == 0) {
		typed.word = WORD_EMPTY;
		return typed;
	}
	if (whole.p[0] == '/')
		return parse_lookup(str_trim(str_from(whole, 1)), buffer, size);
	enum cpc_confidence confidence = take_confidence(&bare);
	int choice = choice_of(bare, choice_count);
	if (choice >= 0) {
		typed.word = WORD_ANSWER;
		typed.answer = (struct cpc_answer){choice, NULL, confidence};
		return typed;
	}
	typed.word = find_word(whole);
	if (typed.word == WORD_UNKNOWN && choice_count == 0) {
		if (bare.n >= size || !is_plain_text(bare)) {
			typed.word = WORD_UNFIT;
			return typed;
		}
		snprintf(buffer, size, "%.*s", STR_ARG(bare));
		typed.word = WORD_ANSWER;
		typed.answer = (struct cpc_answer){-1, buffer, confidence};
	}
	return typed;
}
