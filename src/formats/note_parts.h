/*
 * note_parts.h - what the rooms of notes share and nobody else sees.
 * May use: formats/note, base. Must not know: which file a note stands in.
 */
#ifndef FORMATS_NOTE_PARTS_H
#define FORMATS_NOTE_PARTS_H

#include "formats/note.h"

/* A note whose fields are plain text, and what was lost of them on the way. */
struct note_plain {
	const struct note *note;
	struct note_field *fields;
	size_t n;
	struct buf text;
	struct buf tags; /* of the note, parted by one blank */
	unsigned loss;	 /* bits of html.h */
};

/* The field of this name, ASCII case aside; NULL: there is none. */
const struct note_field *note_field(const struct note_plain *p, const char *name);

/* A blank question with what the note says of where it belongs. `part` is added to its id. */
struct format_item note_item(struct format_read *r, const struct note_plain *p, const char *part);

/* Tell what was lost; to be called once for a note of which a question is given. */
void note_tell_loss(struct format_read *r, const struct note_plain *p);

/* Tell of fields with a text that nobody has taken: `taken` for each whether somebody did. */
void note_tell_left(struct format_read *r, const struct note_plain *p, const bool *taken);

/* The text without the marks of pictures and sounds, among those of the question. */
struct str note_without_media(struct format_read *r, struct str text);

/* The four ways; those that do not fit say so and have told and given nothing. */
int note_read_own(struct format_read *r, const struct note_plain *p, struct cpc_error *err);
bool note_has_gaps(const struct note_plain *p, size_t *field);
int note_read_gaps(
	struct format_read *r, const struct note_plain *p, size_t field, struct cpc_error *err);
bool note_has_choices(const struct note_plain *p);
int note_read_choices(struct format_read *r, const struct note_plain *p, struct cpc_error *err);

/* The option at the front of a line, "B." or "B)" or "(B)", 0 for A; its length in *n, blanks
 * behind it included. -1 when there is none. */
int note_letter(struct str line, size_t *n);

/* The bytes of a blank at the front by which Anki parts tags, wide ones too; 0 when there is none.
 */
size_t note_blank_at(struct str s);

#endif
