/*
 * note.h - notes of flashcards to questions and back: what the formats of Anki, and every other
 * that has a front and a back, share. May use: formats/format, formats/html, rules/question, base.
 * Must not know: which file a note stands in.
 *
 * A note becomes questions in one of four ways, the first that fits:
 * - our own note type, NOTE_TYPE, with a field for each part of a question: nothing is lost;
 * - a field with gaps, {{c1::answer::hint}}: a typed question for each number, with the id GUID-cN;
 * - fields whose names are those of a multiple-choice note type (question, options, answer);
 * - any other: the first field is the front and the second the back of a card.
 */
#ifndef FORMATS_NOTE_H
#define FORMATS_NOTE_H

#include "formats/format.h"

/* The name of our own note type. */
#define NOTE_TYPE "cpc question"

/* A longer text with gaps, more gaps in it, deeper ones and higher numbers are not asked. */
#define NOTE_CLOZE_BYTES_MAX 65536
#define NOTE_GAPS_MAX 500
#define NOTE_GAP_NUMBER_MAX 500
#define NOTE_GAP_DEPTH_MAX 8

struct note_field {
	struct str name; /* "" when the file does not say */
	struct str value;
};

/* As it stands in a file. Its texts are valid UTF-8 without NUL, and not among r->texts. */
struct note {
	struct str guid, type, deck; /* "" for none; between the levels of a deck "::" */
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

#endif
