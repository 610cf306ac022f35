/*
 * test_utf8.c - text as characters: every code point there and back, what is invalid, what is
 * shown. May use: base/utf8. Must not know: anything above base.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/utf8.h"

#define S(literal) ((struct str){literal, sizeof(literal) - 1})

/* RFC 3629, written down by itself to hold the decoder against. */
static size_t encode(uint32_t c, char out[4])
{
	if (c < 0x80) {
		out[0] = (char)c;
		return 1;
	}
	size_t n = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
	for (size_t i = n - 1; i > 0; i--) {
		out[i] = (char)(0x80 | (c & 0x3F));
		c >>= 6;
	}
	out[0] = (char)((0xF00u >> n) | c);
	return n;
}

static void every_code_point(void **state)
{
	(void)state;
	for (uint32_t c = 0; c <= 0x120000; c++) {
		char bytes[4];
		uint32_t found = 0xFFFFFFFF;
		size_t n = encode(c, bytes);
		bool valid = c <= 0x10FFFF && (c < 0xD800 || c > 0xDFFF);
		assert_int_equal(utf8_decode((struct str){bytes, n}, &found), valid ? n : 0);
		if (valid)
			assert_int_equal(found, c);
		if (n > 1)
			assert_int_equal(utf8_decode((struct str){bytes, n - 1}, &found), 0);
	}
}

/* All 2^16 pairs of bytes: the check agrees with the decoder taken step by step. */
static void every_pair_of_bytes(void **state)
{
	(void)state;
	for (unsigned i = 0; i < 0x10000; i++) {
		char bytes[2] = {(char)(i >> 8), (char)(i & 0xFF)};
		struct str s = {bytes, 2};
		size_t at = 0;
		uint32_t c = 0;
		while (at < 2) {
			size_t n = utf8_decode(str_from(s, at), &c);
			if (n == 0 || c == 0)
				break;
			at += n;
		}
		assert_int_equal(utf8_check(s), at);
	}
}

static void invalid(void **state)
{
	(void)state;
	uint32_t c;
	assert_int_equal(utf8_decode(S(""), &c), 0);
	static const char *const bad[] = {
		"\x80", "\xBF", "\xC0\x80", "\xC1\xBF",		    /* stray, overlong */
		"\xE0\x9F\xBF", "\xF0\x8F\xBF\xBF",		    /* overlong */
		"\xED\xA0\x80", "\xED\xBF\xBF", "\xED\xA0\xBD\xED", /* surrogates */
		"\xF4\x90\x80\x80", "\xF5\x80\x80\x80",		    /* above U+10FFFF */
		"\xF8\x88\x80\x80\x80", "\xFE", "\xFF",		    /* five bytes; never bytes */
		"\xC3", "\xE2\x82", "\xF0\x9F\x92", "\xE2\x28\xA1", /* cut off, interrupted */
	};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		assert_int_equal(utf8_decode(str_of(bad[i]), &c), 0);
		assert_int_equal(utf8_check(str_of(bad[i])), 0);
	}
	assert_int_equal(utf8_check(S("a\xC3\xA9")), 3);
	assert_int_equal(utf8_check(S("a\xC3\xA9\xC3")), 3);
	assert_int_equal(utf8_check(S("ab\0c")), 2);
	assert_int_equal(utf8_check(S("")), 0);
}

static void shown(const char *text, const char *expected)
{
	struct buf b = BUF_INIT;
	utf8_add_visible(&b, str_of(text));
	assert_string_equal(buf_text(&b), expected);
	buf_release(&b);
}

static void shows_what_is_hidden(void **state)
{
	(void)state;
	shown("", "");
	shown("plain\ttext\n", "plain\ttext\n");
	shown("caf\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x92\x8A",
		"caf\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x92\x8A");
	shown("\x1B]52;c;aGk=\x07", "\\x1b]52;c;aGk=\\x07");
	shown("a\rb\x7F", "a\\x0db\\x7f");
	shown("\xC2\x9B"
	      "2J",
		"\\x9b2J"); /* C1: CSI in one character */
	shown("\x9B"
	      "2J",
		"\\x9b2J"); /* the same byte alone is no UTF-8 */
	shown("\xE2\x80\xAE"
	      "abc\xE2\x80\xAC",
		"\\u{202e}abc\\u{202c}");
	shown("\xE2\x81\xA6\xE2\x81\xA9", "\\u{2066}\\u{2069}");
	shown("\xD8\x9C", "\\u{061c}"); /* Arabic letter mark */
	shown("a\xE2\x80\x8B"
	      "b\xEF\xBB\xBF",
		"a\\u{200b}b\\u{feff}");
	shown("co\xC2\xADop", "co\\xadop");
	shown("\xE2\x82", "\\xe2\\x82");
}

/* Whatever the bytes are, what is shown is valid and has no control character but \n and \t. */
static void is_always_safe(void **state)
{
	(void)state;
	struct buf b = BUF_INIT;
	for (unsigned i = 0; i < 0x1000000; i += 37) {
		char bytes[3] = {(char)(i >> 16), (char)(i >> 8), (char)i};
		buf_reset(&b);
		utf8_add_visible(&b, (struct str){bytes, 3});
		assert_int_equal(utf8_check(buf_view(&b)), b.len);
		for (size_t j = 0; j < b.len; j++)
			assert_true((unsigned char)b.data[j] >= 0x20 || b.data[j] == '\n' ||
				    b.data[j] == '\t');
	}
	buf_release(&b);
}

static void quoted(struct str text, size_t most, const char *expected)
{
	struct buf b = BUF_INIT;
	utf8_add_quoted(&b, text, most);
	assert_string_equal(buf_text(&b), expected);
	buf_release(&b);
}

static void quotes_a_piece(void **state)
{
	(void)state;
	quoted(S(""), 3, "\"\"");
	quoted(S("abc"), 3, "\"abc\"");
	quoted(S("a\nb"), 3, "\"a b\"");
	quoted(S("abcd"), 3, "\"abc...\"");
	quoted(S("\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9"), 3, "\"\xC3\xA9\xC3\xA9\xC3\xA9...\"");
	quoted(S("\xFF\x1B"
		 "ab"),
		3, "\"\\xff\\x1ba...\"");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_code_point),
		cmocka_unit_test(every_pair_of_bytes),
		cmocka_unit_test(invalid),
		cmocka_unit_test(shows_what_is_hidden),
		cmocka_unit_test(is_always_safe),
		cmocka_unit_test(quotes_a_piece),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
