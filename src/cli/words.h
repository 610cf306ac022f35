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
	WORD_UNFIT /* at a typed question: too long, of two lines, or no text */
};

struct typed {
	enum word word;
	struct cpc_answer answer; /* of WORD_ANSWER; its text lies in the buffer */
	const char *query;	  /* of WORD_LOOKUP: in the buffer, "" for none */
};

/* Every word in full, for completion; ends with NULL. */
extern const char *const all_words[];

/*
 * What a line means at a question with `choice_count` choices; 0 when the answer is typed. A letter
 * or a number of a choice, with `!` sure or `?` guessed behind it; else a word or its first letter
 * (`?` help), or `/` and what to look up. A letter that is a choice is that choice. At a typed
 * question all else is the answer; `buffer` then gets it without its `!` or `?`, if it is one line
 * of text and has room there.
 */
struct typed words_parse(const char *text, size_t choice_count, char *buffer, size_t size);

#endif
