/*
 * kinds.c - how each kind of question is asked: note, prompt, help, and what is no answer.
 * May use: term, words, base, cpc.h. Must not know: what happens with an answer.
 */
#include "cli/kinds.h"

#include <stdio.h>

#include "base/utf8.h"

#define SHOWN_MAX 40 /* characters of what was typed that stand in a sentence */

const char *kind_name(enum cpc_question_kind kind)
{
	static const char *const names[CPC_QUESTION_KINDS] = {
		"single", "multiple", "true-false", "typed", "numeric"};
	return names[kind];
}

struct words_at kind_words(const struct cpc_question *q)
{
	struct words_at at = {.kind = q->kind, .choice_count = q->choice_count};
	if (q->kind == CPC_TRUE_FALSE)
		at.place_of_true = str_same_fold(str_of(q->choice[0]), str_of("true")) ? 0 : 1;
	return at;
}

static char last_letter(const struct cpc_question *q)
{
	return (char)('a' + (int)q->choice_count - 1);
}

void kind_note(const struct cpc_question *q, char out[KIND_TEXT])
{
	const char *such = q->choice_count > 3 ? "acd" : q->choice_count > 2 ? "ac" : "ab";
	out[0] = '\0';
	if (q->kind == CPC_MULTIPLE)
		snprintf(out, KIND_TEXT, "Several may be right: type their letters, such as %s.",
			such);
	else if (q->kind == CPC_NUMERIC)
		snprintf(out, KIND_TEXT, "Type a number.");
}

void kind_prompt(const struct cpc_question *q, char out[KIND_TEXT])
{
	switch (q->kind) {
	case CPC_MULTIPLE:
		snprintf(out, KIND_TEXT, "Letters a-%c", last_letter(q));
		break;
	case CPC_TRUE_FALSE:
		snprintf(out, KIND_TEXT, "True or false");
		break;
	case CPC_TYPED:
		snprintf(out, KIND_TEXT, "Type the answer");
		break;
	case CPC_NUMERIC:
		snprintf(out, KIND_TEXT, "Type a number");
		break;
	default:
		snprintf(out, KIND_TEXT, "a-%c", last_letter(q));
		break;
	}
}

struct help_row {
	const char *typed, *meaning;
	const char *word; /* that a single letter stands for */
};

static const struct help_row choosing[] = {
	{"a b c ...", "answer (or 1 2 3 ...)"},
	{"b!  b?", "b, and sure; b, and guessed"},
	{"h", "hint: removes a wrong choice, counts as hard", "hint"},
	{NULL},
};

static const struct help_row choosing_several[] = {
	{"acd", "answer: the letters of all that are right (or 1 3 4)"},
	{"acd!", "the same, and sure; with ? guessed"},
	{"h", "hint: removes a wrong choice, counts as hard", "hint"},
	{NULL},
};

static const struct help_row choosing_truth[] = {
	{"t  f", "answer: true, false (or a b, or 1 2)"},
	{"t!  t?", "true, and sure; true, and guessed"},
	{NULL},
};

static const struct help_row typing[] = {
	{"E11.42", "answer: type it, here a code"},
	{"E11.42!", "the same, and sure; with ? guessed"},
	{NULL},
};

static const struct help_row typing_number[] = {
	{"12.5", "answer: type a number; $, % and 1,234 may be there"},
	{"12.5!", "the same, and sure; with ? guessed"},
	{NULL},
};

/* By kind. */
static const struct help_row *const answering[CPC_QUESTION_KINDS] = {
	choosing, choosing_several, choosing_truth, typing, typing_number};

static const struct help_row asking[] = {
	{"s", "skip: comes back later"},
	{"f", "flag the question, or clear its flag", "flag"},
	{"u", "undo the last answer"},
	{"e", "explain every choice, after an answer", "explain"},
	{"/WORDS", "look codes up, by words or the beginning of a code"},
	{"Enter", "show the question again"},
	{"q", "quit; everything answered is saved"},
	{NULL},
};

static const struct help_row pausing[] = {
	{"e", "explain every choice"},
	{"f", "flag this question, or clear its flag"},
	{"u", "undo: take this answer back"},
	{"/WORDS", "look codes up, by words or the beginning of a code"},
	{"Enter", "the next question"},
	{"q", "quit; everything answered is saved"},
	{NULL},
};

/* A letter that is an answer is that answer: its word must be written out. */
static bool is_answer(const struct cpc_question *q, const char *typed)
{
	const struct words_at at = kind_words(q);
	char unused[8];
	return q->choice_count > 0 && !typed[1] &&
	       words_parse(typed, &at, unused, sizeof unused).word == WORD_ANSWER;
}

static void add_rows(const struct term *t, const struct cpc_question *q,
	const struct help_row *rows, struct buf *out)
{
	for (; rows->typed; rows++) {
		bool spelt = rows->word && is_answer(q, rows->typed);
		term_add_row(t, out, 9, spelt ? rows->word : rows->typed, "%s", rows->meaning);
	}
}

void kind_help(const struct term *t, const struct cpc_question *q, bool answered, struct buf *out)
{
	if (!answered)
		add_rows(t, q, answering[q->kind], out);
	add_rows(t, q, answered ? pausing : asking, out);
}

void kind_refuse(const struct cpc_question *q, const char *typed, struct buf *out)
{
	utf8_add_quoted(out, str_trim(str_of(typed)), SHOWN_MAX);
	switch (q->kind) {
	case CPC_MULTIPLE:
		buf_printf(out,
			" is no set of choices: type letters from a to %c, each once, or ? for "
			"help.",
			last_letter(q));
		break;
	case CPC_TRUE_FALSE:
		buf_add_text(out, " is neither: type t or f, or ? for help.");
		break;
	case CPC_NUMERIC:
		buf_add_text(out, " is no number: type one such as 12.5, or ? for help.");
		break;
	default:
		buf_printf(out,
			" is none of the choices: type a letter from a to %c, or ? for help.",
			last_letter(q));
		break;
	}
}

void kind_add_letters(struct buf *out, uint32_t choices)
{
	const char *between = "";
	for (int i = 0; i < CPC_CHOICES_MAX; i++) {
		uint32_t rest = choices >> i;
		if (!(rest & 1))
			continue;
		buf_add_text(out, between[0] && rest == 1 ? " and " : between);
		buf_add_char(out, (char)('a' + i));
		between = ", ";
	}
}
