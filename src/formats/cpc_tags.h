/*
 * cpc_tags.h - fields of a question that a format of others has no place for, as tags beside the
 * question's own: "cpc:difficulty=3".
 * May use: formats/format, base. Must not know: how a format writes a tag.
 *
 * Keys: set domain year difficulty concept basis source payer pool codes reviewed. There is a tag
 * for each code. A tag of the question's own that looks like these is written as cpc:tag=IT. In a
 * value these bytes are %XX: controls, % , < > ` [ ] \ and a blank beside a blank or at an end, so
 * that it passes through tags of Moodle and GIFT unharmed.
 */
#ifndef FORMATS_CPC_TAGS_H
#define FORMATS_CPC_TAGS_H

#include "formats/format.h"

/* What tags can hold. */
#define CPC_TAGS_HOLD                                                                              \
	(PART_SET | PART_DOMAIN | PART_YEAR | PART_DIFFICULTY | PART_CONCEPT | PART_BASIS |        \
		PART_SOURCE | PART_PAYER | PART_POOL | PART_CODES | PART_TAGS | PART_REVIEWED)

/* Calls `add` with each tag of the question: fields that are not as format_blank leaves them, then
 * its own tags. `scratch` holds the tag meanwhile; its `failed` tells of missing memory. */
typedef void cpc_tags_add(void *context, struct str tag);
void cpc_tags_write(
	const struct format_item *item, struct buf *scratch, cpc_tags_add *add, void *context);

/* The tags of a question as they are read. Begin with CPC_TAGS_INIT. */
struct cpc_tags {
	struct buf own, codes, value;
};

#define CPC_TAGS_INIT                                                                              \
	{                                                                                          \
		BUF_INIT, BUF_INIT, BUF_INIT                                                       \
	}

/* Take a tag of that line: a field goes into *item, any other tag among its own, where a comma
 * becomes a blank. A field's value that cannot be one is a fault, and the question is spoiled. */
void cpc_tags_take(struct cpc_tags *t, struct format_read *r, struct format_item *item,
	struct str tag, int line);

/* All tags of the question were taken: put the lists into *item and be ready for the next. */
void cpc_tags_end(struct cpc_tags *t, struct format_read *r, struct format_item *item);

void cpc_tags_release(struct cpc_tags *t);

#endif
