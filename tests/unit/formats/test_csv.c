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
#include "unit/formats/trip.h"

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
	check(buf_view(&text), ',', "1:x\n!x.csv:2: found more than 256 fields, which is the most");
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

/* From a reading ---------------------------------------------------------------------------------
 */

struct reading {
	struct source *in;
	struct format_read r;
	struct trip told;
};

static void begin(struct reading *x, struct str text)
{
	*x = (struct reading){.told = {.texts = ARENA_INIT, .told = BUF_INIT}};
	assert_int_equal(source_of_text(text, "x", &x->in, NULL), CPC_OK);
	x->r = (struct format_read){.in = x->in, .tell = trip_tell, .context = &x->told};
}

static void end(struct reading *x)
{
	format_read_release(&x->r);
	source_close(x->in);
	trip_release(&x->told);
}

/* All records, then what was told, then how many faults were counted. */
static void read_stream(struct reading *x, struct csv *csv, struct buf *out)
{
	struct csv_record record;
	int rc;
	while ((rc = csv_read(csv, &record, NULL)) == CPC_OK) {
		buf_printf(out, "%d:", record.line);
		for (size_t i = 0; i < record.n; i++)
			buf_printf(out, "%s%s", i ? "|" : "", record.field[i]);
		buf_add_char(out, '\n');
	}
	assert_int_equal(rc, CPC_NO);
	assert_int_equal(csv_read(csv, &record, NULL), CPC_NO);
	buf_add_str(out, buf_view(&x->told.told));
	if (csv->faults)
		buf_printf(out, "= %d", csv->faults);
	assert_false(x->r.spoiled);
}

static void check_stream(struct str text, char separator, const char *expected)
{
	struct buf found = BUF_INIT;
	struct reading x;
	begin(&x, text);
	struct csv csv = csv_stream(&x.r, separator);
	read_stream(&x, &csv, &found);
	assert_string_equal(buf_text(&found), expected);
	csv_release(&csv);
	buf_release(&found);
	end(&x);
}

static void streamed_records(void **state)
{
	(void)state;
	check_stream(S(""), ',', "");
	check_stream(S("a,b,c\nd,,\n"), ',', "1:a|b|c\n2:d||\n");
	check_stream(S("\xEF\xBB\xBF\"a\",b\r\n\r\n\"c\"\"d\"\r\n"), ',', "1:a|b\n3:c\"d\n");
	check_stream(S("a,\"b\r\n\r\nc\",d\r\ne\r\n"), ',', "1:a|b\n\nc|d\n4:e\n");
	check_stream(S("a,\"b\rc\"\rd\r"), ',', "1:a|b\nc\n3:d\n"); /* lines end in CR */
	check_stream(S("\"a\"\"\nb\"\"c\";\"\";d\n"), ';', "1:a\"\nb\"c||d\n");
	check_stream(S("\"\n\"\n"), ',', "1:\n\n");
}

static void streamed_faults(void **state)
{
	(void)state;
	check_stream(S("a\n\"b\" c,d\ne\n\"f\ng\"h\ni\n"), ',',
		"1:a\n3:e\n6:i\n"
		"F 2: found text behind a closing quote, expected ',' or the end of the line (a "
		"quote inside a field is written twice)\n"
		"F 5: found text behind a closing quote, expected ',' or the end of the line (a "
		"quote inside a field is written twice)\n= 2");
	check_stream(S("\"a\"b\n"), '\t',
		"F 1: found text behind a closing quote, expected a tab or the end of the line (a "
		"quote inside a field is written twice)\n= 1");
	check_stream(S("a\nb,\"c\n\nd,\"\"e\n"), ',',
		"1:a\nF 2: a quote is opened and never closed\n= 1");
	check_stream(S("a\nb,M\xE9n\nc\nd,e\0f\ng\n"), ',',
		"1:a\n3:c\n5:g\nF 2: found \\xe9 at byte 4, expected UTF-8\n"
		"F 4: found a NUL at byte 4, expected text\n= 2");
	check_stream(S("a,\"b\nc\xFF\nd\"\ne\n"), ',',
		"4:e\nF 2: found \\xff at byte 2, expected UTF-8\n= 1");
}

static void plain_and_comments(void **state)
{
	(void)state;
	struct buf found = BUF_INIT;
	struct reading x;
	begin(&x, S("#x\"\n\"a\"\t\"b\n #c\n#\xFF\nd\t#e\n"));
	struct csv csv = csv_stream(&x.r, '\t');
	csv.plain = true;
	csv.comment = '#';
	read_stream(&x, &csv, &found);
	assert_string_equal(buf_text(&found),
		"2:\"a\"|\"b\n3: #c\n5:d|#e\nF 4: found \\xff at byte 2, expected UTF-8\n= 1");
	csv_release(&csv);
	end(&x);
	buf_reset(&found);
	/* In quotes a line may begin with anything. */
	begin(&x, S("\"a\n#b\"\n#c\n"));
	csv = csv_stream(&x.r, ',');
	csv.comment = '#';
	read_stream(&x, &csv, &found);
	assert_string_equal(buf_text(&found), "1:a\n#b\n");
	csv_release(&csv);
	end(&x);
	buf_release(&found);
}

static void a_line_ahead(void **state)
{
	(void)state;
	struct buf found = BUF_INIT;
	struct reading x;
	begin(&x, S("sep=;\na;\"b\nc\"\nd\n"));
	struct csv csv = csv_stream(&x.r, ';');
	assert_int_equal(format_line(&x.r, &csv.ahead, NULL), CPC_OK);
	assert_int_equal(format_line(&x.r, &csv.ahead, NULL), CPC_OK);
	csv.has_ahead = true;
	read_stream(&x, &csv, &found);
	assert_string_equal(buf_text(&found), "2:a|b\nc\n4:d\n");
	csv_release(&csv);
	end(&x);
	buf_release(&found);
}

static void check_long(struct buf *text, const char *expected)
{
	buf_add_text(text, "\nx\n");
	check_stream(buf_view(text), ',', expected);
	buf_reset(text);
}

static void streamed_limits(void **state)
{
	(void)state;
	struct buf text = BUF_INIT;
	buf_add_repeat(&text, ",", 100000);
	check_long(&text, "2:x\nF 1: found more than 256 fields, which is the most\n= 1");
	/* Many fields do not hide where the record ends. */
	buf_add_repeat(&text, ",", CSV_FIELDS_MAX);
	buf_add_text(&text, "\"a\nb\"");
	check_long(&text, "3:x\nF 1: found more than 256 fields, which is the most\n= 1");
	buf_add_repeat(&text, "a", SOURCE_LINE_MAX + 1);
	check_long(
		&text, "2:x\nF 1: found a line of more than 1048576 bytes, which is the most\n= 1");
	buf_add_text(&text, "a\n\"b\n");
	buf_add_repeat(&text, "c", SOURCE_LINE_MAX + 1);
	buf_add_text(&text, "\"");
	check_long(&text, "1:a\n4:x\nF 3: found a line of more than 1048576 bytes, which is the "
			  "most\n= 1");
	buf_add_text(&text, "\"");
	buf_add_repeat(&text, "0123456789\n", CSV_RECORD_MAX / 11 + 1);
	buf_add_text(&text, "\"\"a\"");
	check_long(&text, "95328:x\nF 1: found a record of more than 1048576 bytes, which is the "
			  "most\n= 1");
	buf_add_text(&text, "a,\"");
	buf_add_repeat(&text, "0123456789\n", CSV_RECORD_MAX / 11 + 1);
	check_long(&text, "F 1: a quote is opened and never closed\n= 1");
	buf_release(&text);
}

/* A record as long as may be. */
static void longest_record(void **state)
{
	(void)state;
	struct buf text = BUF_INIT;
	struct csv_record record;
	struct reading x;
	buf_add_text(&text, "\"");
	buf_add_repeat(&text, "a\n", (CSV_RECORD_MAX - 2) / 2);
	buf_add_text(&text, "\"\n");
	begin(&x, buf_view(&text));
	struct csv csv = csv_stream(&x.r, ',');
	assert_int_equal(csv_read(&csv, &record, NULL), CPC_OK);
	assert_int_equal(strlen(record.field[0]), CSV_RECORD_MAX - 2);
	assert_int_equal(csv_read(&csv, &record, NULL), CPC_NO);
	csv_release(&csv);
	end(&x);
	buf_release(&text);
}

/* Every text of six characters of these reads the same from a stream as from a text, when it is
 * well formed; and no fault is told twice or outside it. */
static void stream_is_text(void **state)
{
	(void)state;
	static const char letters[] = "a,\"\n";
	for (int number = 0; number < 4 * 4 * 4 * 4 * 4 * 4; number++) {
		char text[6];
		struct buf whole = BUF_INIT, found = BUF_INIT;
		struct reading x;
		for (int i = 0, rest = number; i < 6; i++, rest /= 4)
			text[i] = letters[rest % 4];
		read_all((struct str){text, 6}, ',', &whole);
		begin(&x, (struct str){text, 6});
		struct csv csv = csv_stream(&x.r, ',');
		read_stream(&x, &csv, &found);
		if (strchr(buf_text(&whole), '!'))
			assert_true(csv.faults > 0);
		else
			assert_string_equal(buf_text(&found), buf_text(&whole));
		csv_release(&csv);
		end(&x);
		buf_release(&whole);
		buf_release(&found);
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
		cmocka_unit_test(streamed_records),
		cmocka_unit_test(streamed_faults),
		cmocka_unit_test(plain_and_comments),
		cmocka_unit_test(a_line_ahead),
		cmocka_unit_test(streamed_limits),
		cmocka_unit_test(longest_record),
		cmocka_unit_test(stream_is_text),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
