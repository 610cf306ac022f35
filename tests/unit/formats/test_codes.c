/*
 * test_codes.c - code releases: the order file, tables, and what is refused.
 * May use: formats/codes. Must not know: SQL.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "formats/codes.h"

#define ORDER(number, code, flag, title)                                                           \
	number " " code " " flag                                                                   \
	       " Short title                                                  " title "\r\n"

static struct buf said;
static struct cpc_error err;

static int take(void *context, const struct codes_row *row, struct cpc_error *e)
{
	(void)context;
	(void)e;
	buf_printf(&said, "%.*s|%d|%.*s\n", STR_ARG(row->code), row->billable, STR_ARG(row->title));
	return CPC_OK;
}

static int reading(const char *text, enum code_system *system)
{
	buf_reset(&said);
	return codes_read(str_of(text), "f.txt", 20261122, system, take, NULL, &err);
}

static void assert_read(const char *text, enum code_system wanted, const char *rows)
{
	enum code_system system;
	assert_int_equal(reading(text, &system), CPC_OK);
	assert_int_equal(system, wanted);
	assert_string_equal(buf_text(&said), rows);
}

static void assert_refused(const char *text, const char *sentence)
{
	enum code_system system;
	assert_int_equal(reading(text, &system), CPC_DATA);
	if (!strstr(err.text, sentence))
		fail_msg("\"%s\" is not in \"%s\"", sentence, err.text);
}

static void order_file(void **state)
{
	(void)state;
	assert_read(ORDER("00001", "A00    ", "0", "Cholera")
			    ORDER("00002", "A000   ", "1", "Cholera due to Vibrio cholerae 01"),
		CODE_ICD10CM, "A00|0|Cholera\nA00.0|1|Cholera due to Vibrio cholerae 01\n");
	assert_read(
		ORDER("00003", "S3110AA", "1", "A wound"), CODE_ICD10CM, "S31.10AA|1|A wound\n");
}

static void order_file_faults(void **state)
{
	(void)state;
	assert_refused(ORDER("00001", "A00    ", "0", "Cholera") "what is this\n",
		"f.txt:2: found \"what is this\", expected a line of the ICD-10-CM order file");
	assert_refused(ORDER("00001", "A00    ", "0", "Cholera")
			       ORDER("00002", "0AB    ", "1", "x"),
		"f.txt:2: found \"0AB\", expected an ICD-10-CM code");
}

static void tables(void **state)
{
	(void)state;
	assert_read("code,title\nJ0696,\"Injection, one\"\nJ1885,Two\n", CODE_HCPCS,
		"J0696|1|Injection, one\nJ1885|1|Two\n");
	assert_read("billable\tCode\tDescription\n0\tE11.4\tHeading\n1\tE11.42\tA \"quoted\" one\n",
		CODE_ICD10CM, "E11.4|0|Heading\nE11.42|1|A \"quoted\" one\n");
	assert_read("code\tterminated\ttitle\nJ0001\t20240101\tOld\nJ0002\t\tNew\n\nJ0003\t\t\n",
		CODE_HCPCS, "J0001|0|Old\nJ0002|1|New\n");
	assert_read(
		"code,terminated,title\nJ0001,20261121,Old\nJ0002,20261122,Today\nJ0003,soon,No\n",
		CODE_HCPCS, "J0001|0|Old\nJ0002|1|Today\nJ0003|0|No\n");
}

/* Dental codes are their owners'. */
static void dental_codes(void **state)
{
	(void)state;
	assert_read("code,title\nD0120,A tooth\nJ0696,One\n", CODE_HCPCS, "J0696|1|One\n");
	/* One of another shape is no dental code, and is told of. */
	assert_refused("code,title\nD012A,A tooth\n", "f.txt:2: found \"D012A\"");
	assert_read("code,title\nD01.1,A neoplasm\n", CODE_ICD10CM, "D01.1|1|A neoplasm\n");
}

static void table_faults(void **state)
{
	(void)state;
	assert_refused("", "f.txt:1: the first line is empty");
	assert_refused("code,name\nJ0696,One\n",
		"f.txt:1: the first row names a column code and none called title");
	assert_refused("code,title\n11042,One\n", "f.txt:2: found \"11042\", expected no CPT code");
	assert_refused("code,title\n0001F,One\n", "expected no CPT code");
	assert_refused("code,title\nJ0696,One\nA00.0,Two\n", "f.txt:3: found \"A00.0\"");
	assert_refused("code\ttitle\nJ0696\tOne\nwhat\tTwo\n", "f.txt:3: found \"what\"");
	assert_refused("code,title\nJ0696,\"One\n", "f.txt:2");
}

/* What the taker says ends the reading. */
static int stop(void *context, const struct codes_row *row, struct cpc_error *e)
{
	(void)row;
	++*(int *)context;
	return error_set(e, CPC_IO, "full");
}

static void stops_when_told(void **state)
{
	(void)state;
	static const char *const files[] = {"code,title\nJ0696,One\nJ1885,Two\n",
		ORDER("00001", "A00    ", "0", "One") ORDER("00002", "A000   ", "1", "Two")};
	for (int i = 0; i < 2; i++) {
		int rows = 0;
		enum code_system system;
		assert_int_equal(
			codes_read(str_of(files[i]), "f", 20261122, &system, stop, &rows, &err),
			CPC_IO);
		assert_int_equal(rows, 1);
	}
}

static int clean_up(void **state)
{
	(void)state;
	buf_release(&said);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(order_file),
		cmocka_unit_test(order_file_faults),
		cmocka_unit_test(tables),
		cmocka_unit_test(dental_codes),
		cmocka_unit_test(table_faults),
		cmocka_unit_test(stops_when_told),
	};
	return cmocka_run_group_tests(tests, NULL, clean_up);
}
