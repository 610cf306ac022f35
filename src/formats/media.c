/*
 * media.c - naming the pictures and sounds that a question lost.
 * May use: formats/format, base. Must not know: which format they came in.
 */
#include "formats/media.h"

#include <string.h>

#include "base/utf8.h"

/* The bytes of "[picture" and the like at the front, when a mark may begin there. */
static size_t front_of_mark(struct str text)
{
	static const char *const marks[] = {"[picture", "[sound", "[film"};
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		size_t n = strlen(marks[i]);
		if (str_starts(text, marks[i]) && n < text.n &&
			(text.p[n] == ':' || text.p[n] == ']'))
			return n;
	}
	return 0;
}

size_t media_find(struct str text, size_t at, size_t *n)
{
	while (at < text.n) {
		size_t front = text.p[at] == '[' ? front_of_mark(str_from(text, at)) : 0;
		size_t end = at + (front ? front : 1);
		while (front && end < text.n && text.p[end] != ']' && text.p[end] != '\n')
			end++;
		*n = end + 1 - at;
		if (front && end < text.n && text.p[end] == ']')
			return at;
		at = end; /* before that nothing closes */
	}
	return text.n;
}

void media_add_name(struct media_names *names, struct str name)
{
	if (++names->n > MEDIA_NAMED)
		return;
	if (names->n > 1)
		buf_add_text(&names->text, ", ");
	utf8_add_visible(&names->text, name);
}

void media_add_marks(struct media_names *names, struct str text)
{
	for (size_t at = 0, n = 0; (at = media_find(text, at, &n)) < text.n; at += n)
		media_add_name(names, (struct str){text.p + at, n});
}

const char *media_named(struct media_names *names, struct format_read *r)
{
	if (names->n > MEDIA_NAMED)
		buf_printf(&names->text, " and %zu more", names->n - MEDIA_NAMED);
	r->failed = r->failed || names->text.failed;
	return buf_text(&names->text);
}

void media_tell(struct format_read *r, int line, struct media_names *names)
{
	format_note(r, line, "not taken over, and missing in the question: %s",
		names->n ? media_named(names, r) : "a picture or sound");
}

void media_release(struct media_names *names)
{
	buf_release(&names->text);
}
