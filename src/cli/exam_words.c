/*
 * exam_words.c - what a candidate may type in an exam.
 * May use: base, words, cpc.h. Must not know: what happens then.
 */
#include "cli/exam_words.h"

#include <stdio.h>

#include "base/str.h"
#include "base/utf8.h"
#include "cli/words.h"

const char *const exam_all_words[] = {"next", "previous", "go", "flag", "strike", "note", "lookup",
	"list", "review", "time", "pause", "submit", "help", "quit", NULL};

static const struct {
	const char *name, *letter; /* "" where there is none */
	enum exam_word word;
} words[] = {
	{"next", "n", EXAM_WORD_NEXT},
	{"skip", "s", EXAM_WORD_NEXT},
	{"previous", "p", EXAM_WORD_BACK},
	{"back", "", EXAM_WORD_BACK},
	{"go", "g", EXAM_WORD_GO},
	{"flag", "f", EXAM_WORD_FLAG},
	{"strike", "x", EXAM_WORD_STRIKE},
	{"note", "", EXAM_WORD_NOTE},
	{"list", "l", EXAM_WORD_LIST},
	{"review", "r", EXAM_WORD_REVIEW},
	{"time", "t", EXAM_WORD_TIME},
	{"pause", "", EXAM_WORD_PAUSE},
	{"submit", "", EXAM_WORD_SUBMIT},
	{"help", "?", EXAM_WORD_HELP},
	{"quit", "q", EXAM_WORD_QUIT},
	{"hint", "h", EXAM_WORD_HINT},
	{"explain", "e", EXAM_WORD_EXPLAIN},
	{"lookup", "/", EXAM_WORD_LOOKUP},
	{"undo", "u", EXAM_WORD_UNDO},
};

static bool has_argument(enum exam_word word)
{
	return word == EXAM_WORD_GO || word == EXAM_WORD_STRIKE || word == EXAM_WORD_NOTE ||
	       word == EXAM_WORD_LOOKUP;
}

static enum exam_word find_word(struct str s)
{
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (str_same_fold(s, str_of(words[i].name)) ||
			(words[i].letter[0] && str_same_fold(s, str_of(words[i].letter))))
			return words[i].word;
	}
	return EXAM_WORD_UNKNOWN;
}

/* "g 57" and "note see p. 3" are a word and what stands behind it; "g57" and "xb" as well. */
static enum exam_word split(struct str whole, struct str *argument)
{
	struct str head = whole;
	head.n = 0;
	while (head.n < whole.n && whole.p[head.n] != ' ' && whole.p[head.n] != '\t')
		head.n++;
	*argument = str_trim(str_from(whole, head.n));
	enum exam_word word = find_word(head);
	if (whole.p[0] == '/') {
		*argument = str_trim(str_from(whole, 1));
		return EXAM_WORD_LOOKUP;
	}
	if (word != EXAM_WORD_UNKNOWN)
		return argument->n == 0 || has_argument(word) ? word : EXAM_WORD_UNKNOWN;
	if (argument->n > 0)
		return EXAM_WORD_UNKNOWN;
	struct str letter = {whole.p, 1};
	int64_t number;
	*argument = str_from(whole, 1);
	if (str_same_fold(letter, str_of("g")) && str_to_i64(*argument, 0, INT32_MAX, &number))
		return EXAM_WORD_GO;
	if (str_same_fold(letter, str_of("x")) && argument->n == 1)
		return EXAM_WORD_STRIKE;
	return EXAM_WORD_UNKNOWN;
}

/* What can be kept and shown again as it was typed: a line of UTF-8. */
static bool is_line(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if ((unsigned char)s.p[i] < ' ' && s.p[i] != '\t')
			return false;
	}
	return utf8_check(s) == s.n;
}

static int64_t choice_of(struct str s, size_t choice_count)
{
	const struct words_at at = {CPC_SINGLE, choice_count, 0};
	char text[8], unused[8];
	if (choice_count == 0 || s.n == 0 || s.n >= sizeof text)
		return -1;
	snprintf(text, sizeof text, "%.*s", STR_ARG(s));
	struct typed typed = words_parse(text, &at, unused, sizeof unused);
	return typed.word == WORD_ANSWER ? typed.answer.choice : -1;
}

static void read_argument(struct exam_typed *typed, struct str argument, size_t choice_count,
	char *buffer, size_t size)
{
	if (typed->word == EXAM_WORD_GO)
		str_to_i64(argument, 0, INT32_MAX, &typed->number);
	if (typed->word == EXAM_WORD_STRIKE)
		typed->number = choice_of(argument, choice_count);
	if (typed->word != EXAM_WORD_NOTE && typed->word != EXAM_WORD_LOOKUP)
		return;
	if (argument.n >= size || !is_line(argument)) {
		typed->word = EXAM_WORD_UNFIT;
		return;
	}
	snprintf(buffer, size, "%.*s", STR_ARG(argument));
	typed->text = buffer;
}

struct exam_typed exam_words_parse(const char *text, size_t choice_count, char *buffer, size_t size)
{
	const struct words_at at = {choice_count ? CPC_SINGLE : CPC_TYPED, choice_count, 0};
	struct exam_typed typed = {EXAM_WORD_EMPTY, {.choice = -1}, -1, NULL};
	struct str whole = str_trim(str_of(text)), argument;
	if (whole.n == 0)
		return typed;
	/* A letter that is a choice is that choice, whatever word begins with it. */
	struct typed as_answer = words_parse(text, &at, buffer, size);
	bool answers = as_answer.word == WORD_ANSWER;
	typed.word = answers && choice_count > 0 ? EXAM_WORD_ANSWER : split(whole, &argument);
	if (typed.word == EXAM_WORD_UNKNOWN && answers)
		typed.word = EXAM_WORD_ANSWER;
	if (typed.word == EXAM_WORD_ANSWER)
		typed.answer = as_answer.answer;
	else if (typed.word != EXAM_WORD_UNKNOWN)
		read_argument(&typed, argument, choice_count, buffer, size);
	return typed;
}

bool exam_words_yes(const char *text)
{
	struct str s = str_trim(str_of(text));
	return str_same_fold(s, str_of("y")) || str_same_fold(s, str_of("yes"));
}
