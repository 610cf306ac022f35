/*
 * note.h - notes of flashcards to questions and back: what the formats of Anki, and every other
 * that has a front and a back, share. May use: formats/format, formats/html, rules/question, base.
 * Must not know: which file a note stands in.
 *
 * A note becomes questions in one of four ways, the first that fits:
 * - of our own note type, NOTE_TYPE, with a field for each part of a question: nothing is lost;
 * - a field with gaps, {{c1::answer::hint}}: a typed question for each number, with the id GUID-cN;
 * - fields whose names are those of a multiple-choice note type (question, options, answer);
 * - any other: the first field is the front and the second the back of a card.
 */
#ifndef FORMATS_NOTE_H
#define FORMATS_NOTE_H

#include "formats/format.h"

/* Of a longer note no learner reads a question. */
#define NOTE_BYTES_MAX 1048576

/* A text with more gaps, with deeper ones or with a higher number is not asked; nor one whose
 * questions, each of which repeats it, are longer together. */
#define NOTE_GAPS_MAX 1000
#define NOTE_GAP_DEPTH_MAX 8
#define NOTE_GAP_NUMBER_MAX 500
#define NOTE_GAP_BYTES_MAX 524288

struct note_field {
	struct str name; /* "" when the file does not say */
	struct str value;
};

/* As it stands in a file. Its texts are valid UTF-8 without NUL, and not among r->texts. */
struct note {
	struct str guid, type, deck; /* "" for none; between the levels of a deck "::" or 0x1f */
	struct str tags;	     /* parted by blanks */
	bool is_html;		     /* its fields are; else they are plain text */
	int line;
	const struct note_field *fields;
	size_t n;
};

/* Give the questions of a note, and tell what is wrong with it or lost. */
int note_read(struct format_read *r, const struct note *note, struct cpc_error *err);

/* Make *item a typed question of a card, both sides plain text: the front is the stem, the first
 * line of the back the accepted answer, and what follows it the rule. What else *item holds stays.
 * The texts go among those of the question. False when a side is empty, which is told as skipped
 * with item->q.line; then there is nothing to give. */
bool note_from_card(
	struct format_read *r, struct format_item *item, struct str front, struct str back);

/* Our own note type ------------------------------------------------------------------------------
 *
 * Choices: a line each, "A. text", "B. text". Key: the letters, "B" or "A, C"; of a typed question
 * the accepted answers, a line each: /pattern/ and #number are what they look like, and behind a
 * backslash everything is text. Why: "A. rationale"; a line within one that begins with a letter
 * and a full stop, or with a backslash, has a backslash before it.
 */
#define NOTE_TYPE "cpc question"

enum note_part {
	NOTE_ID,
	NOTE_STEM,
	NOTE_CHOICES,
	NOTE_KEY,
	NOTE_WHY,
	NOTE_RULE,
	NOTE_TITLE,
	NOTE_KIND,
	NOTE_DIFFICULTY,
	NOTE_CONCEPT,
	NOTE_BASIS,
	NOTE_SOURCE,
	NOTE_PAYER,
	NOTE_POOL,
	NOTE_CODES,
	NOTE_TAGS,
	NOTE_REVIEWED,
	NOTE_SET,
	NOTE_DOMAIN,
	NOTE_YEAR,
	NOTE_PARTS
};

/* Names of its fields, in their order. */
extern const char *const note_part_names[NOTE_PARTS];

/* A question as such a note, made by note_write. The bufs are kept for the next one. */
struct note_made {
	struct str fields[NOTE_PARTS];	   /* HTML */
	struct str guid, deck, tags, sort; /* sort: the stem as plain text */
	struct buf text, plain, names;
};

/* CPC_NO and w->reason for a question that cannot be written. */
int note_write(struct format_write *w, const struct format_item *item, struct note_made *out,
	struct cpc_error *err);
void note_made_release(struct note_made *n);

#endif
