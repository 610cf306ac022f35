/*
 * exam_words.h - what a candidate may type in an exam.
 * May use: base, words, cpc.h. Must not know: what happens then.
 */
#ifndef CLI_EXAM_WORDS_H
#define CLI_EXAM_WORDS_H

#include "cpc.h"

enum exam_word {
	EXAM_WORD_ANSWER,
	EXAM_WORD_EMPTY, /* Enter alone */
	EXAM_WORD_HELP,
	EXAM_WORD_NEXT,
	EXAM_WORD_BACK,
	EXAM_WORD_GO,
	EXAM_WORD_FLAG,
	EXAM_WORD_STRIKE,
	EXAM_WORD_NOTE,
	EXAM_WORD_LIST,
	EXAM_WORD_REVIEW,
	EXAM_WORD_TIME,
	EXAM_WORD_PAUSE,
	EXAM_WORD_SUBMIT,
	EXAM_WORD_QUIT,
	EXAM_WORD_LOOKUP,
	EXAM_WORD_HINT, /* these three study has and an exam has not */
	EXAM_WORD_EXPLAIN,
	EXAM_WORD_UNDO,
	EXAM_WORD_UNFIT, /* a note or a query that is no line of text */
	EXAM_WORD_UNKNOWN
};

struct exam_typed {
	enum exam_word word;
	struct cpc_answer answer; /* of ANSWER; its text lies in the buffer */
	int64_t number;	  /* of GO: the question, from 1; of STRIKE: the choice, from 0; -1: none */
	const char *text; /* of NOTE and LOOKUP: in the buffer, "" when nothing stands behind */
};

/* Every word in full, for completion; ends with NULL. */
extern const char *const exam_all_words[];

/* Room that the buffer should have: more than the longest note or answer. */
#define EXAM_TYPED_SIZE 1024

/*
 * What a line means at a question with `choice_count` choices; 0 when the answer is typed. A letter
 * or a number of a choice answers, with `!` sure or `?` guessed behind it; else a word, or its
 * first letter; `g`, `x`, `note` and `lookup` have something behind them. At a typed question all
 * else is the answer.
 */
struct exam_typed exam_words_parse(
	const char *text, size_t choice_count, char *buffer, size_t size);

/* "y" or "yes". */
bool exam_words_yes(const char *text);

#endif
