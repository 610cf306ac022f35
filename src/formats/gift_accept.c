/*
 * gift_accept.c - accepted answers of GIFT, both ways: texts, and texts with * for any text as
 * Moodle has them. May use: formats/gift, base. Must not know: the rest of a question.
 */
#include <string.h>

#include "formats/gift.h"

static bool is_meta(char c)
{
	return c != '\0' && strchr("\\^$.|?*+()[]{}", c);
}

/* A * at the front of the span that stands for itself, being written with a backslash. */
static bool is_star(const struct gift_text *t, struct gift_span span)
{
	return gift_starts(t, span, "\\*");
}

static bool is_wild(const struct gift_text *t, struct gift_span span)
{
	for (; span.from < span.to; span.from++) {
		if (is_star(t, span))
			span.from++;
		else if (t->chars.data[span.from] == '*')
			return true;
	}
	return false;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* Without the blanks at both ends, of which nobody types any. */
static struct gift_span trim(const struct gift_text *t, struct gift_span span)
{
	while (span.from < span.to && is_blank(t->chars.data[span.from]))
		span.from++;
	while (span.from < span.to && is_blank(t->chars.data[span.to - 1]))
		span.to--;
	return span;
}

enum choice_kind gift_accept(const struct gift_text *t, struct gift_span span, struct buf *out)
{
	span = trim(t, span);
	bool wild = is_wild(t, span);
	buf_reset(out);
	for (; span.from < span.to; span.from++) {
		bool star = is_star(t, span);
		char c = t->chars.data[span.from += star];
		if (wild && c == '*' && !star)
			buf_add_char(out, '.');
		else if (wild && is_meta(c))
			buf_add_char(out, '\\');
		buf_add_char(out, wild && is_blank(c) ? ' ' : c);
	}
	return wild ? CHOICE_PATTERN : CHOICE_ACCEPT;
}

static void add_char(struct buf *out, char c)
{
	if (c == '*')
		buf_add_char(out, '\\');
	gift_add_char(out, c);
}

void gift_add_accept(struct buf *out, struct str text)
{
	gift_add_guard(out, text);
	for (size_t i = 0; i < text.n; i++)
		add_char(out, text.p[i]);
}

bool gift_add_pattern(struct buf *out, struct str pattern)
{
	bool wild = false;
	if (str_trim(pattern).n < pattern.n || str_eq(pattern, ".*"))
		return false;
	struct str bare = str_starts(pattern, "\\") ? str_from(pattern, 1) : pattern;
	gift_add_guard(out, bare);
	for (size_t i = 0; i < pattern.n; i++) {
		struct str rest = str_from(pattern, i);
		if (str_starts(rest, ".*")) {
			wild = true;
			buf_add_char(out, '*');
			i++;
		} else if (rest.p[0] == '\\' && rest.n > 1 && is_meta(rest.p[1])) {
			add_char(out, rest.p[1]);
			i++;
		} else if (is_meta(rest.p[0])) {
			return false;
		} else {
			add_char(out, rest.p[0]);
		}
	}
	return wild;
}
