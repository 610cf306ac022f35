/*
 * test_sha1.c - SHA-1 against the examples of FIPS 180 and the lengths around a block.
 * May use: cmocka, base. Must not know: who asks for it.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/buf.h"
#include "base/sha1.h"

static void assert_sha1(struct str text, const char *expected)
{
	unsigned char sum[SHA1_BYTES];
	struct buf shown = BUF_INIT;
	sha1_of(text, sum);
	for (size_t i = 0; i < SHA1_BYTES; i++)
		buf_printf(&shown, "%02x", sum[i]);
	assert_string_equal(buf_text(&shown), expected);
	buf_release(&shown);
}

static void the_examples_hold(void **state)
{
	struct buf text = BUF_INIT;
	(void)state;
	assert_sha1(str_of(""), "da39a3ee5e6b4b0d3255bfef95601890afd80709");
	assert_sha1(str_of("abc"), "a9993e364706816aba3e25717850c26c9cd0d89d");
	assert_sha1(str_of("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
		"84983e441c3bd26ebaae4aa1f95129e5e54670f1");
	buf_add_repeat(&text, "a", 1000000);
	assert_sha1(buf_view(&text), "34aa973cd4c4daa4f61eeb2bdbad27316534016f");
	buf_release(&text);
}

/* The length takes eight bytes, and fits behind 55 in one block. */
static void the_end_of_a_block_is_no_end(void **state)
{
	static const char letters[] =
		"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
	(void)state;
	assert_sha1((struct str){letters, 55}, "c1c8bbdc22796e28c0e15163d20899b65621d65a");
	assert_sha1((struct str){letters, 56}, "c2db330f6083854c99d4b5bfb6e8f29f201be699");
	assert_sha1((struct str){letters, 63}, "03f09f5b158a7a8cdad920bddc29b81c18a551f5");
	assert_sha1((struct str){letters, 64}, "0098ba824b5c16427bd7a1122a5a442a25ec644d");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_examples_hold),
		cmocka_unit_test(the_end_of_a_block_is_no_end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
