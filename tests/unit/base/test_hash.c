/*
 * test_hash.c - 64-bit FNV-1a: published values, and numbers that hash alike on every machine.
 * May use: base/hash. Must not know: what is hashed.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>

#include "base/hash.h"

/* From the test vectors of draft-eastlake-fnv. */
static void known_values(void **state)
{
	(void)state;
	assert_true(hash_bytes(HASH_START, "", 0) == UINT64_C(0xcbf29ce484222325));
	assert_true(hash_bytes(HASH_START, "a", 1) == UINT64_C(0xaf63dc4c8601ec8c));
	assert_true(hash_bytes(HASH_START, "foobar", 6) == UINT64_C(0x85944171f73967e8));
	assert_true(hash_text(HASH_START, "ab") != hash_text(HASH_START, "a"));
}

static void numbers_lowest_byte_first(void **state)
{
	(void)state;
	static const unsigned char bytes[] = {8, 7, 6, 5, 4, 3, 2, 1};
	assert_true(hash_u64(HASH_START, UINT64_C(0x0102030405060708)) ==
		    hash_bytes(HASH_START, bytes, sizeof bytes));
}

static void in_order(void **state)
{
	(void)state;
	uint64_t numbers[] = {UINT64_MAX, 3, 0, UINT64_C(1) << 63, 3};
	qsort(numbers, 5, sizeof *numbers, hash_order);
	static const uint64_t sorted[] = {0, 3, 3, UINT64_C(1) << 63, UINT64_MAX};
	assert_memory_equal(numbers, sorted, sizeof sorted);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(known_values),
		cmocka_unit_test(numbers_lowest_byte_first),
		cmocka_unit_test(in_order),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
