/*
 * test_error.c - filling a struct cpc_error: status, sentence, and where a long one is cut.
 * May use: base/error. Must not know: anything above base.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "base/error.h"

static void sets_and_clears(void **state)
{
	(void)state;
	struct cpc_error err;
	assert_int_equal(error_set(&err, CPC_DATA, "%s:%d", "a.md", 3), CPC_DATA);
	assert_int_equal(err.status, CPC_DATA);
	assert_string_equal(err.text, "a.md:3");
	error_clear(&err);
	assert_int_equal(err.status, CPC_OK);
	assert_string_equal(err.text, "");
	assert_int_equal(error_memory(&err), CPC_INTERNAL);
	assert_string_equal(err.text, "out of memory");
	assert_int_equal(error_set(NULL, CPC_IO, "nobody asks"), CPC_IO);
	error_clear(NULL);
}

/* A character of `bytes` bytes at every place around the last one that is kept. */
static void cuts_at_a_character(void **state)
{
	(void)state;
	static const char *const characters[] = {
		"a", "\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x92\x8A"};
	struct cpc_error err;
	for (size_t bytes = 1; bytes <= 4; bytes++) {
		for (size_t before = CPC_ERROR_MAX - 8; before < CPC_ERROR_MAX + 2; before++) {
			char text[CPC_ERROR_MAX + 16];
			memset(text, 'x', before);
			memcpy(text + before, characters[bytes - 1], bytes + 1);
			error_set(&err, CPC_DATA, "%s", text);
			size_t n = before + bytes < CPC_ERROR_MAX ? before + bytes
				   : before < CPC_ERROR_MAX	  ? before
								  : CPC_ERROR_MAX - 1;
			assert_int_equal(strlen(err.text), n);
			assert_memory_equal(err.text, text, n);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sets_and_clears),
		cmocka_unit_test(cuts_at_a_character),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
