/*
 * utf8.c - text as characters.
 * May use: libc. Must not know: what the text means; the terminal.
 */
#include "base/utf8.h"

static size_t length_of(unsigned char first)
{
	if (first < 0x80)
		return 1;
	if (first >= 0xC2 && first <= 0xDF)
		return 2;
	if (first >= 0xE0 && first <= 0xEF)
		return 3;
	if (first >= 0xF0 && first <= 0xF4)
		return 4;
	return 0;
}

size_t utf8_decode(struct str s, uint32_t *code_point)
{
	static const uint32_t least[5] = {0, 0, 0x80, 0x800, 0x10000};
	if (s.n == 0)
		return 0;
	const unsigned char *p = (const unsigned char *)s.p;
	size_t n = length_of(p[0]);
	if (n == 0 || n > s.n)
		return 0;
	uint32_t c = n == 1 ? p[0] : p[0] & (0x7Fu >> n);
	for (size_t i = 1; i < n; i++) {
		if ((p[i] & 0xC0) != 0x80)
			return 0;
		c = c << 6 | (p[i] & 0x3F);
	}
	if (c < least[n] || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
		return 0;
	*code_point = c;
	return n;
}

size_t utf8_check(struct str s)
{
	size_t at = 0;
	while (at < s.n) {
		if (s.p[at] && (unsigned char)s.p[at] < 0x80) { /* as nearly all text is */
			at++;
			continue;
		}
		uint32_t c;
		size_t n = utf8_decode(str_from(s, at), &c);
		if (n == 0 || c == 0)
			return at;
		at += n;
	}
	return s.n;
}

static bool is_hidden(uint32_t c)
{
	return (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7F && c <= 0x9F) || c == 0xAD ||
	       c == 0x061C || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
	       (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF;
}

void utf8_add_visible(struct buf *out, struct str s)
{
	while (s.n > 0) {
		uint32_t c;
		size_t n = utf8_decode(s, &c);
		if (n == 0) {
			buf_printf(out, "\\x%02x", (unsigned char)s.p[0]);
			n = 1;
		} else if (is_hidden(c) && c < 0x100) {
			buf_printf(out, "\\x%02x", (unsigned)c);
		} else if (is_hidden(c)) {
			buf_printf(out, "\\u{%04x}", (unsigned)c);
		} else {
			buf_add(out, s.p, n);
		}
		s = str_from(s, n);
	}
}

void utf8_add_quoted(struct buf *out, struct str s, size_t most)
{
	size_t at = 0;
	for (size_t i = 0; i < most && at < s.n; i++) {
		uint32_t c;
		size_t n = utf8_decode(str_from(s, at), &c);
		at += n ? n : 1;
	}
	buf_add_char(out, '"');
	size_t start = out->len;
	utf8_add_visible(out, (struct str){s.p, at});
	for (size_t i = start; i < out->len; i++) {
		if (out->data[i] == '\n')
			out->data[i] = ' ';
	}
	buf_add_text(out, at < s.n ? "...\"" : "\"");
}
