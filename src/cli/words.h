/*
 * words.h - what a learner may type at a question, and after an answer.
 * May use: base, cpc.h. Must not know: what happens then.
 */
#ifndef CLI_WORDS_H
#define CLI_WORDS_H

#include "cpc.h"

enum word {
	WORD_ANSWER,
	WORD_EMPTY, /* Enter alone */
	WORD_HELP,
	WORD_HINT,
	WORD_SKIP,
	WORD_FLAG,
	WORD_UNDO,
	WORD_EXPLAIN,
	WORD_LOOKUP,
	WORD_QUIT,
	WORD_UNKNOWN,
	WORD_UNFIT /* where an answer is typed: too long, of two lines, or no text */
};

/* The question at which a line was typed. */
struct words_at {
	enum cpc_question_kind kind;
	size_t choice_count; /* 0: only words, or a typed answer */
	int place_of_true;   /* of CPC_TRUE_FALSE */
};

struct typed {
	enum word word;
	struct cpc_answer answer; /* of WORD_ANSWER; its text lies in the buffer */
	const char *query;	  /* of WORD_LOOKUP: in the buffer, "" for none */
};

/* Every word in full, for completion; ends with NULL. */
extern const char *const all_words[];

/*
 * What a line means at a question. A letter or a number of a choice, with `!` sure or `?` guessed
 * behind it; where several may be right, some of them, each once, such as "acd", "a, c, d" or
 * "1 3 4"; where it is true or false, also those words and their letters. Else a word or its first
 * letter (`?` help), or `/` and what to look up. A letter that is an answer is that answer. Where
 * the answer is typed it is all else; `buffer` then gets it without its `!` or `?`, if it is one
 * line of text and has room there.
 */
struct typed words_parse(const char *text, const struct words_at *at, char *buffer, size_t size);

#endif
