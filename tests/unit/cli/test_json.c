/*
 * test_json.c - what --json prints of names that are no text.
 * May use: cli/cli, jansson. Must not know: what a command does.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <jansson.h>

#include "cli/cli.h"

static void assert_shown(const char *path, const char *expected)
{
	struct buf out = BUF_INIT;
	assert_int_equal(json_add(json_pack("{s:o}", "file", json_path(path)), &out), CPC_OK);
	assert_string_equal(buf_text(&out), expected);
	buf_release(&out);
}

/* A name may be of any bytes but NUL and the slash. */
static void paths(void **state)
{
	(void)state;
	assert_shown("a/b.md", "{\"format\":1,\"file\":\"a/b.md\"}\n");
	assert_shown("caf\xc3\xa9.md", "{\"format\":1,\"file\":\"caf\xc3\xa9.md\"}\n");
	assert_shown("", "{\"format\":1,\"file\":\"\"}\n");
	assert_shown("a\xff.md", "{\"format\":1,\"file\":\"a\\\\xff.md\"}\n");
	assert_shown("a\x1b[1m", "{\"format\":1,\"file\":\"a\\\\x1b[1m\"}\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(paths),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
