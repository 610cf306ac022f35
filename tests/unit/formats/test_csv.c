/*
 * test_csv.c - comma-separated values: RFC 4180, what is taken beyond it, and what is refused.
 * May use: formats/csv, base. Must not know: what the columns mean.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "base/buf.h"
#include "formats/csv.h"

#define S(literal) ((struct str){literal, sizeof(literal) - 1})

/* All records as one text, "line:field|field\n" each; a mistake ends it as "!sentence". */
static void read_all(struct str text, char separator, struct buf *out)
{
	struct arena arena = ARENA_INIT;
	struct csv csv = csv_open(text, separator, "x.csv");
	struct csv_record record;
	struct cpc_error err = {0};
	int rc;
	while ((rc = csv_next(&csv, &arena, &record, &err)) == CPC_OK) {
		buf_printf(out, "%d:", record.line);
		for (size_t i = 0; i < record.n; i++)
			buf_printf(out, "%s%s", i ? "|" : "", record.field[i]);
		buf_add_char(out, '\n');
	}
	if (rc == CPC_NO) {
		assert_int_equal(err.status, 0);
		assert_int_equal(csv_next(&csv, &arena, &record, &err), CPC_NO); /* and again */
	} else {
		assert_int_equal(rc, CPC_DATA);
		assert_int_equal(err.status, CPC_DATA);
		buf_printf(out, "!%s", err.text);
	}
	arena_release(&arena);
}

static void check(struct str text, char separator, const char *expected)
{
	struct buf found = BUF_INIT;
	read_all(text, separator, &found);
	assert_string_equal(buf_text(&found), expected);
	buf_release(&found);
}

static void records(void **state)
{
	(void)state;
	check(S("a,b,c\nd,e,f\n"), ',', "1:a|b|c\n2:d|e|f\n");
	check(S("one"), ',', "1:one\n");
	check(S(""), ',', "");
	check(S(",\n"), ',', "1:|\n");
	check(S("a,,c,\n"), ',', "1:a||c|\n");
	check(S(" a , b \n"), ',', "1: a | b \n"); /* blanks belong to the field */
	check(S("a;b,c\td"), ';', "1:a|b,c\td\n");
	check(S("a;b,c\td"), '\t', "1:a;b,c|d\n");
}

static void last_line_without_end(void **state)
{
	(void)state;
	check(S("a,b\nc,d"), ',', "1:a|b\n2:c|d\n");
	check(S("a,b\nc,"), ',', "1:a|b\n2:c|\n");
	check(S("a,b\n\"c\""), ',', "1:a|b\n2:c\n");
	check(S("a,\"\""), ',', "1:a|\n");
}

static void line_ends(void **state)
{
	(void)state;
	check(S("a,b\r\nc,d\r\n"), ',', "1:a|b\n2:c|d\n");
	check(S("\"a\",\"b\"\r\n\"c\"\r\n"), ',', "1:a|b\n2:c\n");
	check(S("a\n\n\r\n\nb\n\n"), ',', "1:a\n5:b\n"); /* empty lines are counted, not read */
	check(S("\r\n"), ',', "");
	check(S("a\rb,c\n"), ',', "1:a\rb|c\n"); /* a lone CR is text */
	check(S("a\r"), ',', "1:a\r\n");
}

static void quotes(void **state)
{
	(void)state;
	check(S("\"a,b\",c\n"), ',', "1:a,b|c\n");
	check(S("\"say \"\"no\"\"\"\n"), ',', "1:say \"no\"\n");
	check(S("\"\",\"\"\"\"\n"), ',', "1:|\"\n");
	check(S("\"a\nb\",c\nd\n"), ',', "1:a\nb|c\n3:d\n"); /* lines inside are counted */
	check(S("\"a\r\nb\"\r\nc\r\n"), ',', "1:a\r\nb\n3:c\n");
	check(S("\"\n\n\"\nx\n"), ',', "1:\n\n\n4:x\n");
	check(S("5\" wide,it\"s\n"), ',', "1:5\" wide|it\"s\n"); /* inside a bare field: text */
}

static void byte_order_mark(void **state)
{
	(void)state;
	check(S("\xEF\xBB\xBF"
		"a,b\n"),
		',', "1:a|b\n");
	check(S("\xEF\xBB\xBF\"a\",b\n"), ',', "1:a|b\n");
	check(S("\xEF\xBB\xBF"), ',', "");
	check(S("a\n\xEF\xBB\xBF"
		"b\n"),
		',',
		"1:a\n2:\xEF\xBB\xBF"
		"b\n"); /* elsewhere it is text */
}

static void bad_quotes(void **state)
{
	(void)state;
	check(S("a,b\nc,\"d\ne,f\n"), ',', "1:a|b\n!x.csv:2: a quote is opened and never closed");
	check(S("\""), ',', "!x.csv:1: a quote is opened and never closed");
	/* The record begins on line 1, the quote on line 3. */
	check(S("\"a\nb\nc\",\"d\ne\n"), ',', "!x.csv:3: a quote is opened and never closed");
	check(S("a\n\"b\" ,c\n"), ',',
		"1:a\n!x.csv:2: found text behind a closing quote, expected ',' or the end of the "
		"line (a quote inside a field is written twice)");
	check(S("\"a\nb\"c\n"), ',',
		"!x.csv:2: found text behind a closing quote, expected ',' or the end of the line "
		"(a quote inside a field is written twice)");
	check(S("\"a\",b\n"), ';',
		"!x.csv:1: found text behind a closing quote, expected ';' or the end of the line "
		"(a quote inside a field is written twice)");
}

static void utf8(void **state)
{
	(void)state;
	check(S("M\xC3\xA9ni\xC3\xA8re,\xE2\x89\xA5 5\n"), ',',
		"1:M\xC3\xA9ni\xC3\xA8re|\xE2\x89\xA5 5\n");
	check(S("a\nb,M\xE9n\n"), ',', "1:a\n!x.csv:2: found bytes that are not UTF-8 text");
	check(S("\"\xC3\"\n"), ',', "!x.csv:1: found bytes that are not UTF-8 text");
	check(S("a,b\0c\n"), ',', "!x.csv:1: found bytes that are not UTF-8 text");
	check(S("\xFF\xFE"
		"a\n"),
		',', "!x.csv:1: found bytes that are not UTF-8 text");
}

static void many_fields(void **state)
{
	(void)state;
	struct buf text = BUF_INIT, expected = BUF_INIT;
	/* As many as there may be: that many less one separators. */
	buf_add_repeat(&text, ",", CSV_FIELDS_MAX - 1);
	buf_add_text(&text, "\nx\n");
	buf_add_text(&expected, "1:");
	buf_add_repeat(&expected, "|", CSV_FIELDS_MAX - 1);
	buf_add_text(&expected, "\n2:x\n");
	check(buf_view(&text), ',', buf_text(&expected));
	buf_reset(&text);
	buf_add_text(&text, "x\n");
	buf_add_repeat(&text, ",", CSV_FIELDS_MAX);
	check(buf_view(&text), ',', "1:x\n!x.csv:2: more than 64 fields");
	buf_release(&text);
	buf_release(&expected);
}

/* Every text of six characters of these: what is read, written by the rules of RFC 4180, reads the
 * same again. */
static void read_write_read(void **state)
{
	(void)state;
	static const char letters[] = "a,\"\n\r";
	for (int number = 0; number < 5 * 5 * 5 * 5 * 5 * 5; number++) {
		char text[6];
		for (int i = 0, rest = number; i < 6; i++, rest /= 5)
			text[i] = letters[rest % 5];
		struct arena arena = ARENA_INIT;
		struct csv csv = csv_open((struct str){text, 6}, ',', "x.csv");
		struct csv_record record;
		struct buf written = BUF_INIT, first = BUF_INIT, second = BUF_INIT;
		int rc;
		while ((rc = csv_next(&csv, &arena, &record, NULL)) == CPC_OK) {
			buf_add_text(&first, "\n#");
			for (size_t f = 0; f < record.n; f++) {
				buf_printf(&first, "|%s", record.field[f]);
				buf_add_text(&written, f ? ",\"" : "\"");
				for (const char *p = record.field[f]; *p; p++)
					buf_add_repeat(
						&written, (char[]){*p, '\0'}, *p == '"' ? 2 : 1);
				buf_add_char(&written, '"');
			}
			buf_add_text(&written, "\r\n");
		}
		csv = csv_open(buf_view(&written), ',', "x.csv");
		while (csv_next(&csv, &arena, &record, NULL) == CPC_OK) {
			buf_add_text(&second, "\n#");
			for (size_t f = 0; f < record.n; f++)
				buf_printf(&second, "|%s", record.field[f]);
		}
		if (rc == CPC_NO)
			assert_string_equal(buf_text(&second), buf_text(&first));
		else
			assert_int_equal(rc, CPC_DATA);
		buf_release(&written);
		buf_release(&first);
		buf_release(&second);
		arena_release(&arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(records),
		cmocka_unit_test(last_line_without_end),
		cmocka_unit_test(line_ends),
		cmocka_unit_test(quotes),
		cmocka_unit_test(byte_order_mark),
		cmocka_unit_test(bad_quotes),
		cmocka_unit_test(utf8),
		cmocka_unit_test(many_fields),
		cmocka_unit_test(read_write_read),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
