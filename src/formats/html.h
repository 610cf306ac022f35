/*
 * html.h - HTML to plain text and back, as question banks use it: a fragment, never a page.
 * May use: base. Must not know: where it stands.
 */
#ifndef FORMATS_HTML_H
#define FORMATS_HTML_H

#include "base/buf.h"

/* What a plain text cannot hold; bits. */
enum html_loss {
	HTML_IMAGE = 1,	 /* a picture: its name stands in the text as [picture: NAME] */
	HTML_MEDIA = 2,	 /* sound or film, named likewise */
	HTML_TABLE = 4,	 /* a table: its cells stand side by side */
	HTML_MARKUP = 8, /* bold, colours and such: their text stays */
	HTML_SCRIPT = 16 /* scripts and styles, which go with their text */
};

/* Add the text of `html` to *out: block elements and <br> end lines, items of lists begin with "- "
 * or their number, cells are parted by " | ", a number that is raised has "^" before it; entities
 * are decoded, blanks collapse as in a browser except in <pre>. &nbsp; is a blank that does not
 * collapse. Never fails: what is no tag of HTML or no entity is text, as is what never ends. Time
 * and memory grow with the length alone. Returns the bits of what was lost. */
unsigned html_to_text(struct str html, struct buf *out);

/* "a picture, a table" of bits; *out is reset. */
const char *html_loss_name(unsigned loss, struct buf *out);

/* Add text as HTML: & < > " escaped, new lines as <br>, blanks that would collapse as &nbsp;. What
 * html_to_text makes of it is the text again, when that is in normal form (but a no-break space is
 * a blank then). */
void html_add(struct buf *out, struct str text);

#endif
