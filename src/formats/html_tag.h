/*
 * html_tag.h - the tags of HTML: where they end, their names and attributes.
 * May use: base. Must not know: what becomes of their text.
 */
#ifndef FORMATS_HTML_TAG_H
#define FORMATS_HTML_TAG_H

#include "base/str.h"

enum html_kind {
	HTML_UNKNOWN,	/* no element of HTML */
	HTML_PLAIN,	/* says nothing that a text could lose */
	HTML_STYLED,	/* bold, a link, a colour */
	HTML_RAISED,	/* <sup> */
	HTML_QUOTE,	/* <q> */
	HTML_LINE,	/* stands on lines of its own */
	HTML_PARAGRAPH, /* with empty lines around it */
	HTML_BREAK,	/* <br> */
	HTML_PRE,	/* its blanks and lines count */
	HTML_LIST,
	HTML_ITEM,
	HTML_GRID, /* <table> */
	HTML_ROW,
	HTML_CELL,
	HTML_PICTURE,
	HTML_SOUND,
	HTML_FILM,
	HTML_DROP,   /* script or style: its text is none */
	HTML_DRAWING /* <svg>: a picture whose text is none */
};

struct html_tag {
	enum html_kind kind;
	struct str name; /* as written */
	struct str attributes;
	bool closes; /* </name> */
	bool alone;  /* <name/> */
};

/* The tag at the front of a text that begins with '<'. Returns its bytes; 0 when there is none, and
 * then *unclosed says whether one begins that does not end. A name that no element has is no tag,
 * unless there is a colon or a hyphen in it. */
size_t html_tag_at(struct str text, struct html_tag *out, bool *unclosed);

/* The value as written, entities and all; "" when the tag has no such attribute. */
struct str html_attribute(const struct html_tag *tag, const char *name);

#endif
