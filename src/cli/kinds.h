/*
 * kinds.h - how each kind of question is asked: what stands below it, the prompt, the help, and
 * what is said of a line that is no answer. May use: term, words, cpc.h. Must not know: what
 * happens with an answer.
 */
#ifndef CLI_KINDS_H
#define CLI_KINDS_H

#include "cli/term.h"
#include "cli/words.h"

/* "single", "multiple", "true-false", "typed", "numeric" */
const char *kind_name(enum cpc_question_kind kind);

/* What words_parse is to know of a question. */
struct words_at kind_words(const struct cpc_question *q);

#define KIND_TEXT 80

/* What stands below the stem: how to answer, where that is not plain; "" for nothing. */
void kind_note(const struct cpc_question *q, char out[KIND_TEXT]);

/* What a prompt asks for, such as "a-d". */
void kind_prompt(const struct cpc_question *q, char out[KIND_TEXT]);

/* What may be typed at a question, or (answered) after its verdict. */
void kind_help(const struct term *t, const struct cpc_question *q, bool answered, struct buf *out);

/* Why a line is no answer. */
void kind_refuse(const struct cpc_question *q, const char *typed, struct buf *out);

/* "a", "a and c", "a, c and d": the bits of a mask. */
void kind_add_letters(struct buf *out, uint32_t choices);

#endif
