/*
 * test_lint_lists.c - lists of codes: what they say, their releases, and lists that are none.
 * May use: rules/lint_lists. Must not know: files.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "rules/lint_lists.h"

static void read_and_found(void **state)
{
	struct lint_lists l;
	struct cpc_error err;
	(void)state;
	lint_lists_init(&l);
	assert_null(lint_lists_find(&l, LINT_LIST_CPT, str_of("99213")));
	assert_int_equal(
		lint_lists_read(&l, LINT_LIST_HCPCS,
			str_of("code\tlisted_2026_07\tterminated\ttitle\r\n"
			       "J1010\t1\t\tDrug\r\nA4397\t1\t20211231\tSleeve\n\nC1234\t0"),
			"h", &err),
		CPC_OK);
	assert_string_equal(l.release[LINT_LIST_HCPCS], "2026-07");
	assert_int_equal(l.year, 2026);
	assert_int_equal(l.count[LINT_LIST_HCPCS], 3);
	assert_int_equal(lint_lists_find(&l, LINT_LIST_HCPCS, str_of("A4397"))->ended, 20211231);
	assert_int_equal(
		lint_lists_find(&l, LINT_LIST_HCPCS, str_of("J1010"))->flags, LINT_CODE_ACTIVE);
	assert_null(lint_lists_find(&l, LINT_LIST_CPT, str_of("J1010")));
	assert_null(lint_lists_find(&l, LINT_LIST_HCPCS, str_of("J101")));
	assert_null(lint_lists_find(&l, LINT_LIST_HCPCS, str_of("J10101010")));
	assert_int_equal(lint_lists_read(&l, LINT_LIST_ICD10CM,
				 str_of("code\tbillable\ttitle\nM17\t0\tx\nM17.11\t1\tof right "
					"knee\nS72.002A\t1\tleft femur, initial\n"),
				 "i", &err),
		CPC_OK);
	assert_int_equal(l.count[LINT_LIST_ICD10CM], 2);
	assert_int_equal(lint_lists_find(&l, LINT_LIST_ICD10CM, str_of("M17.11"))->flags,
		LINT_CODE_ACTIVE | LINT_CODE_BILLABLE | LINT_CODE_RIGHT);
	assert_int_equal(lint_lists_find(&l, LINT_LIST_ICD10CM, str_of("S72.002A"))->flags,
		LINT_CODE_ACTIVE | LINT_CODE_BILLABLE | LINT_CODE_LEFT);
	assert_string_equal(l.release[LINT_LIST_ICD10CM], "");
	lint_lists_release(&l);
}

/* More codes than the table begins with, each found with what was said of it. */
static void many(void **state)
{
	struct lint_lists l;
	struct cpc_error err;
	struct buf text = BUF_INIT;
	char code[16];
	(void)state;
	lint_lists_init(&l);
	buf_add_text(&text, "code\tcategory\tlive_2026_04\tx\n");
	for (int i = 0; i < 20000; i++)
		buf_printf(&text, "%05d\tI\t%d\tmore\n", i, i % 3 == 0);
	assert_int_equal(lint_lists_read(&l, LINT_LIST_CPT, buf_view(&text), "c", &err), CPC_OK);
	assert_int_equal(l.count[LINT_LIST_CPT], 20000);
	for (int i = 0; i < 20000; i++) {
		snprintf(code, sizeof code, "%05d", i);
		const struct lint_code *found = lint_lists_find(&l, LINT_LIST_CPT, str_of(code));
		assert_non_null(found);
		assert_int_equal(found->flags, i % 3 == 0 ? LINT_CODE_ACTIVE : 0);
	}
	assert_null(lint_lists_find(&l, LINT_LIST_CPT, str_of("20000")));
	buf_release(&text);
	lint_lists_release(&l);
}

static void refused_ones(void **state)
{
	static const struct {
		enum lint_list list;
		const char *text, *sentence;
	} bad[] = {
		{LINT_LIST_CPT, "", "f:1: found \"\", expected a column \"code\""},
		{LINT_LIST_MODIFIERS, "modifier\n", "f:2: found no codes, expected one a line"},
		{LINT_LIST_CPT, "code\tcategory\n",
			"f:1: found \"\", expected a column \"live_YYYY_MM\""},
		{LINT_LIST_CPT, "code,category\n",
			"f:1: found \"code,category\", expected a column \"code\""},
		{LINT_LIST_CPT, "code\tcategory\tlive_2026_04\n99213\tI\tyes\n",
			"f:2: found \"99213\", expected 0 or 1 in the third column"},
		{LINT_LIST_HCPCS, "code\tlisted_2026_07\tterminated\nJ1010\t1\tsoon\n",
			"f:2: found \"J1010\", expected a date as YYYYMMDD, or nothing, in the "
			"third "
			"column"},
		{LINT_LIST_ICD10CM, "code\tbillable\ttitle\nM17.1\t0\tx\nM1711\t1\ty\n",
			"f:3: found \"M1711\", expected an ICD-10-CM code with its dot"},
		{LINT_LIST_ICD10CM, "code\tbillable\ttitle\nM17.1\n",
			"f:2: found \"M17.1\", expected 0 or 1 in the second column"},
		{LINT_LIST_MODIFIERS, "modifier\ttitle\n255\tx\n",
			"f:2: found \"255\", expected a modifier of two characters"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct lint_lists l;
		struct cpc_error err;
		lint_lists_init(&l);
		assert_int_equal(
			lint_lists_read(&l, bad[i].list, str_of(bad[i].text), "f", &err), CPC_DATA);
		assert_string_equal(err.text, bad[i].sentence);
		lint_lists_release(&l);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(read_and_found),
		cmocka_unit_test(many),
		cmocka_unit_test(refused_ones),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
