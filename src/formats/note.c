/*
 * note.c - notes of flashcards to questions: cards with a front and a back.
 * May use: formats/format, base. Must not know: which file a note stands in.
 */
#include "formats/note.h"

bool note_from_card(
	struct format_read *r, struct format_item *item, struct str front, struct str back)
{
	struct question *q = &item->q;
	struct str answer, rule = str_trim(back);
	if (str_trim(front).n == 0 || rule.n == 0) {
		format_skip(
			r, q->line, "the %s of the card is empty", rule.n == 0 ? "back" : "front");
		return false;
	}
	str_next(&rule, '\n', &answer);
	q->stem = format_keep(r, front);
	q->choices[0] = (struct choice){.kind = CHOICE_ACCEPT,
		.is_key = true,
		.text = format_keep(r, str_trim(answer)),
		.rationale = "",
		.line = q->line};
	q->choice_count = 1;
	if (rule.p)
		q->rule = format_keep(r, rule);
	return true;
}
