/*
 * markdown.h - the native question format: reader and canonical writer.
 * May use: rules/question, base. Must not know: SQL, where the text comes from.
 *
 *	---
 *	set: cpc
 *	domain: integumentary
 *	year: 2026
 *	---
 *
 *	## int-0001 Title, shown only after the answer
 *	difficulty: 2
 *	concept: excised-diameter
 *	basis: book
 *	source: where it is written
 *
 *	Stem, in one or more paragraphs.
 *
 *	- [ ] a distractor
 *	  its rationale, in one or more lines indented by two spaces
 *	- [x] the key
 *	  its rationale
 *
 *	> The rule, in one or more lines.
 *
 * Keys of a question in canonical order: difficulty kind concept basis source payer pool codes tags
 * reviewed; difficulty must stand there. payer is `any` and pool `practice` when left out, and the
 * writer leaves them out then.
 * In place of choices, also beside one another: `- [=] E11.42` (accepted when typed),
 * `- [~] /^E11\.4[0-9]$/` (a pattern), `- [#] 12.5:0.5` (a number and its tolerance, or 12..13).
 * `kind: multiple` lets more than one choice be marked [x]; all of them are wanted then. The other
 * kinds follow from the choices (two choices True and False: true-false; answers to type: typed, or
 * numeric when all are numbers; else single): the writer leaves them out, and the reader holds one
 * that is written against them.
 * A rule of nothing is `>`; an empty line of a rule is `>` too. An empty line may stand in a
 * rationale when the lines behind it are indented like those before.
 *
 * Escapes. With a backslash in its first column is written: a line of a stem, rationale or rule
 * that begins with a backslash or, blanks at its front aside, with `##` (but not `###`), `- [` or
 * `>`, or is `---`; and the first line of a stem when it begins with a key and a colon. The reader
 * drops a backslash that stands before such a line; before anything else it is text. Titles, values
 * of keys and choices have no escapes.
 *
 * The reader takes, and the writer does not write: blanks at the end of a line, more than one empty
 * line, an empty line less between the parts, `>text`, keys in another order.
 *
 * Normal form. read(write(q)) == q for every q that question_check accepts and whose texts are in
 * normal form; write(read(x)) == x for every x that was written. Other texts are written in normal
 * form. It is valid UTF-8 without NUL, lines of at most 64 KiB, and:
 * - stem, rationale, rule: lines end in LF (CR and CRLF become LF) without blanks before it; one
 *   empty line between paragraphs, none at the ends;
 * - other texts: one line (a line end and the blanks around it become one blank), without blanks at
 *   the ends; a pattern keeps its blanks;
 * - codes, tags: items with ", " between them, none of them empty; each code has a
 *   code's shape, modifiers and units aside (code.h);
 * - title: not empty (an empty one is written as the slug);
 * - payer, pool: not empty (empty ones become `any`, `practice`);
 * - of the file: set and domain are slugs, the year is one from 2000 to 2099.
 */
#ifndef FORMATS_MARKDOWN_H
#define FORMATS_MARKDOWN_H

#include "base/buf.h"
#include "rules/question.h"

/* Longer texts are refused. */
#define MARKDOWN_BYTES_MAX 16777216

/* Called for every fault, in the order of lines; above a thousand for their number only. */
typedef void markdown_fault(void *context, int line, const char *sentence);

/*
 * Read a whole text into *out, which the caller initialises and releases. Reading goes on after a
 * fault, so that one run reports them all; CPC_DATA when there was one or more (*err then counts
 * them and gives the first as "name:line: ..."), and *out must not be used. `name` stands in
 * messages only; `fault` may be NULL. UTF-8, with or without a byte order mark, LF or CRLF.
 */
int markdown_read(struct str text, const char *name, struct question_file *out,
	markdown_fault *fault, void *context, struct cpc_error *err);

/* Add the canonical text of f to *out; out->failed tells of missing memory. */
void markdown_write(const struct question_file *f, struct buf *out);

/* One more question behind those. */
void markdown_write_question(const struct question *q, struct buf *out);

#endif
