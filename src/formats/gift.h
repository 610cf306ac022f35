/*
 * gift.h - what the parts of the reader and of the writer of GIFT share.
 * May use: formats/format, rules/question, base. Must not know: the bank.
 */
#ifndef FORMATS_GIFT_H
#define FORMATS_GIFT_H

#include "formats/cpc_tags.h"
#include "formats/format.h"

/* Longer questions are refused, from one empty line to the next. */
#define GIFT_QUESTION_MAX SOURCE_LINE_MAX

/* Texts ------------------------------------------------------------------------------------------
 *
 * The lines between two empty ones, without their escapes. Beside each character stands a mark, so
 * that what separates is told from what is meant: 0 when it was written with a backslash, else 1,
 * for the end of a line the number of lines that it ends.
 */
struct gift_text {
	struct buf chars, marks;
	int line;   /* of the first character, 0 while there is none */
	int passed; /* lines since the last one that was added */
};

struct gift_span {
	size_t from, to;
};

void gift_text_reset(struct gift_text *t);
void gift_text_add(struct gift_text *t, struct str line, int number);
void gift_text_release(struct gift_text *t);

struct gift_span gift_all(const struct gift_text *t);
struct str gift_view(const struct gift_text *t, struct gift_span span);
bool gift_is_written(const struct gift_text *t, size_t at);
int gift_line(const struct gift_text *t, size_t at);

/* Its first line, for a sentence. */
const char *gift_shown(struct format_read *r, const struct gift_text *t, struct gift_span span);

/* Without the blanks at both ends that are not escaped. */
struct gift_span gift_trim(const struct gift_text *t, struct gift_span span);

/* Where `what` stands first or last without a backslash before any of its characters; span.to when
 * it does not. */
size_t gift_find(const struct gift_text *t, struct gift_span span, const char *what);
size_t gift_find_last(const struct gift_text *t, struct gift_span span, const char *what);
bool gift_starts(const struct gift_text *t, struct gift_span span, const char *what);

/* Comments ---------------------------------------------------------------------------------------
 */

/* Take what a comment says, [id:...] and [tag:...]. */
void gift_comment_read(struct format_read *r, struct str line, int number, struct format_item *item,
	struct cpc_tags *tags);

/* The same of a question, in a line; nothing when it has neither. */
void gift_comment_write(struct buf *out, const struct format_item *item);

/* Questions --------------------------------------------------------------------------------------
 */

/* What a place of questions begins with. */
#define GIFT_CATEGORY "$CATEGORY:"

enum gift_markup { GIFT_MOODLE, GIFT_PLAIN, GIFT_HTML, GIFT_MARKDOWN };

struct gift_question {
	struct format_read *r;
	const struct gift_text *text;
	struct format_item *item;
	enum gift_markup markup; /* of the stem, and of all texts that do not say theirs */
	unsigned lost;		 /* bits of enum html_loss */
	struct buf plain, html;	 /* scratch */
};

/* Take "[html]" and its like off the front; *markup stays when there is none. */
struct gift_span gift_take_markup(
	const struct gift_text *t, struct gift_span span, enum gift_markup *markup);

/* A text as plain text, kept with the question. */
const char *gift_plain(struct gift_question *g, struct str text, enum gift_markup markup);

/* The same of a part of the text, by its own markup or the question's. */
const char *gift_part(struct gift_question *g, struct gift_span span);

/* What stands between the braces, without the general feedback. False when it was told that the
 * question cannot be given. */
bool gift_answers_read(struct gift_question *g, struct gift_span span);

/* An accepted answer that stands in the span: its text, or with * for any text a pattern. The kind
 * is returned. */
enum choice_kind gift_accept(const struct gift_text *t, struct gift_span span, struct buf *out);

/* Writing ----------------------------------------------------------------------------------------
 */

/* With escapes. */
void gift_add_char(struct buf *out, char c);
void gift_add_escaped(struct buf *out, struct str text);

/* The same; blanks at the front are kept from being dropped as those around a text. */
void gift_add_lines(struct buf *out, struct str text);

/* The same of an answer or a feedback: where its front would be read as markup or as a weight, its
 * own markup stands before it. */
void gift_add(struct buf *out, struct str text);
void gift_add_guard(struct buf *out, struct str text);

/* An accepted answer: there * stands for any text, and \* for itself. False for a pattern that
 * gift_accept does not make. */
void gift_add_accept(struct buf *out, struct str text);
bool gift_add_pattern(struct buf *out, struct str pattern);

/* The table ---------------------------------------------------------------------------------------
 */

int gift_read(struct format_read *r, struct cpc_error *err);

int gift_begin(struct format_write *w, struct cpc_error *err);
int gift_write(struct format_write *w, const struct format_item *item, struct cpc_error *err);
int gift_end(struct format_write *w, struct cpc_error *err);
void gift_release(struct format_write *w);

#endif
