/*
 * normal.h - the normal form of a question's texts, which every format can carry: see markdown.h.
 * May use: rules/question, base. Must not know: where the texts come from.
 */
#ifndef FORMATS_NORMAL_H
#define FORMATS_NORMAL_H

#include "base/arena.h"
#include "base/buf.h"
#include "rules/question.h"

/* One line: a line end and the blanks around it become one blank, none at the ends. Texts that are
 * in normal form already are given back as they are; others are made in the arena by way of
 * `scratch`. NULL when there is no memory. */
const char *normal_line(struct arena *arena, struct buf *scratch, const char *text);

/* Add a text as one line, likewise. */
void normal_add_line(struct buf *out, struct str text);

/* Lines end in LF without blanks before it, one empty line between paragraphs, none at the ends. */
const char *normal_text(struct arena *arena, struct buf *scratch, const char *text);

/* Items with ", " between them, none of them empty. */
const char *normal_list(struct arena *arena, struct buf *scratch, const char *text);

/* All texts of a question. False when there is no memory. */
bool normal_question(struct arena *arena, struct buf *scratch, struct question *q);

#endif
