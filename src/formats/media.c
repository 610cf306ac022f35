/*
 * media.c - naming the pictures and sounds that a question lost.
 * May use: formats/format, base. Must not know: which format they came in.
 */
#include "formats/media.h"

#include <string.h>

#include "base/utf8.h"

size_t media_mark(struct str text)
{
	static const char *const marks[] = {"[picture", "[sound", "[film"};
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		size_t n = strlen(marks[i]);
		if (!str_starts(text, marks[i]) || n == text.n ||
			(text.p[n] != ':' && text.p[n] != ']'))
			continue;
		while (n < text.n && text.p[n] != ']' && text.p[n] != '\n')
			n++;
		return n < text.n && text.p[n] == ']' ? n + 1 : 0;
	}
	return 0;
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
	for (size_t i = 0; i < text.n;) {
		size_t n = text.p[i] == '[' ? media_mark(str_from(text, i)) : 0;
		if (n > 0)
			media_add_name(names, (struct str){text.p + i, n});
		i += n ? n : 1;
	}
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
