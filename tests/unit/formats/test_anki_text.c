/*
 * test_anki_text.c - text as Anki imports and exports it: its lines at the front with their traps,
 * separators that nobody names, rows, and what is written. May use: cmocka, formats. Must not know:
 * how rows are taken apart.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "unit/formats/anki_sample.h"

static struct trip t;

static void read_text(const char *text)
{
	trip_release(&t);
	trip_read(&t, &format_anki_text, str_of(text), NULL);
}

static void assert_told(const char *expected)
{
	assert_string_equal(buf_text(&t.told), expected);
}

/* "stem=answer;" of each question that was read. */
static void assert_cards(const char *expected)
{
	struct buf found = BUF_INIT;
	for (size_t i = 0; i < t.n; i++)
		buf_printf(&found, "%s=%s;", t.items[i].q.stem, t.items[i].q.choices[0].text);
	assert_string_equal(buf_text(&found), expected);
	buf_release(&found);
}

static void assert_reads(const char *text, const char *cards)
{
	read_text(text);
	assert_told("");
	assert_cards(cards);
}

static int tear_down(void **state)
{
	(void)state;
	trip_release(&t);
	t = (struct trip){.texts = ARENA_INIT};
	return 0;
}

/* The lines at the front ------------------------------------------------------------------------
 */

static void every_key_is_taken(void **state)
{
	(void)state;
	read_text("#separator:Semicolon\n#html:false\n#tags:red  green\n#deck:Coding::E/M\n"
		  "#notetype:Basic\n#guid column: 2\n#tags column:4\n#if matches:keep both\n"
		  "# only a comment\nWhat <b>?;id-7;That;x,y\n");
	assert_told("");
	assert_cards("What <b>?=That;");
	assert_string_equal(t.items[0].q.slug, "id-7");
	assert_string_equal(t.items[0].id, "");
	assert_string_equal(t.items[0].category, "Coding\x1f"
						 "E/M");
	assert_string_equal(t.items[0].q.tags, "red, green, x y");
	assert_int_equal(t.items[0].q.line, 10);
	assert_int_equal(t.items[0].q.choices[0].line, 10);
}

static void columns_may_hold_deck_and_note_type(void **state)
{
	(void)state;
	read_text("#separator:tab\n#html:true\n#guid column:1\n#notetype column:2\n"
		  "#deck column:3\n#tags column:6\n"
		  "k]Xk&x0\tBasic\tA :: B\tfront\tback\tone two\n");
	assert_told("");
	assert_string_equal(t.items[0].id, "k]Xk&x0");
	assert_string_equal(t.items[0].q.slug, "");
	assert_string_equal(t.items[0].category, "A\x1f"
						 "B");
	assert_string_equal(t.items[0].q.tags, "one, two");
	assert_cards("front=back;");
}

/* Spreadsheets fill rows up with separators: anki issues 3853 and 4205. */
static void values_may_have_trailing_separators(void **state)
{
	(void)state;
	assert_reads("#separator:Comma,,\n#html:true,,\n#tags column:3,,\na,b,Test::CSV\n", "a=b;");
	assert_string_equal(t.items[0].q.tags, "Test::CSV");
	assert_reads("#separator:;;;\na;b\n", "a=b;");
	assert_reads("#separator:\t\na\tb\n", "a=b;");
	assert_reads("# SEPARATOR : pipe\na|b\n", "a=b;");
	assert_reads("#separator:space\na b\n", "a=b;");
	assert_reads("#separator:colon\na:b\n", "a=b;");
}

static void a_byte_order_mark_is_passed_over(void **state)
{
	(void)state;
	assert_reads("\xEF\xBB\xBF#separator:comma\na,b\n", "a=b;");
	assert_reads("\xEF\xBB\xBFtags:x\na\tb\n", "a=b;");
	assert_string_equal(t.items[0].q.tags, "x");
}

static void the_old_line_of_tags_is_only_the_first(void **state)
{
	(void)state;
	assert_reads("tags:a b\n#html:true\nx\ty\n", "x=y;");
	assert_string_equal(t.items[0].q.tags, "a, b");
	assert_reads("#html:true\ntags:a\tb\n", "tags:a=b;");
}

static void keys_behind_the_first_row_are_comments(void **state)
{
	(void)state;
	assert_reads("#separator:comma\na,b\n#separator:tab\n#tags:x\nc,d\n", "a=b;c=d;");
	assert_string_equal(t.items[1].q.tags, "");
}

static void labels_name_the_fields(void **state)
{
	(void)state;
	/* Also where #columns stands before #separator. */
	assert_reads("#columns:\"Question\",Option A,Option B,Answer,Tags\n#separator:comma\n"
		     "Which?,one,two,B,red\n",
		"Which?=one;");
	assert_true(t.items[0].q.choices[1].is_key);
	assert_string_equal(t.items[0].q.tags, "red");
}

static void what_is_no_value_is_told(void **state)
{
	(void)state;
	read_text("#separator:dot\n#html:perhaps\n#deck column:none\n#guid column:0\n"
		  "#tags column:257\n#columns:\"a\"b\na\tb\n");
	assert_told("F 1: found the separator \"dot\", expected comma, semicolon, tab, space, pipe "
		    "or colon\n"
		    "F 2: found \"perhaps\", expected true or false\n"
		    "F 3: found \"none\", expected the number of a column, 1 to 256\n"
		    "F 4: found \"0\", expected the number of a column, 1 to 256\n"
		    "F 5: found \"257\", expected the number of a column, 1 to 256\n"
		    "F 6: found \"\"a\"b\", expected names of columns\n");
	assert_cards("a=b;");
}

/* What nobody says ------------------------------------------------------------------------------
 */

static void the_separator_is_found(void **state)
{
	(void)state;
	assert_reads("a\tb\n", "a=b;");
	assert_reads("a;b\nc;d\n", "a=b;c=d;");
	assert_reads("a|b,\n", "a=b,;");
	assert_reads("one two\n", "one=two;");
	/* One that stands in every line before one that Anki asks for first. */
	assert_reads("a: x,b\nc,d\n", "a: x=b;c=d;");
	assert_reads("a,b Test::CSV\n", "a=b Test::CSV;");
	/* Below the front, whatever stands in that. */
	assert_reads("#tags:x\ty\na,b\n", "a=b;");
}

static void html_is_found(void **state)
{
	(void)state;
	assert_reads("a<br>b\tc &amp; d\n", "a\nb=c & d;");
	assert_reads("x\t1 < 2 and 3 > 2 & so\n", "x=1 < 2 and 3 > 2 & so;");
	assert_reads("#html:false\na<br>b\tc &amp; d\n", "a<br>b=c &amp; d;");
	assert_reads("#html:true\nx\tB<sub>12</sub>\n", "x=B12;");
}

/* Rows ------------------------------------------------------------------------------------------
 */

static void rows_may_be_ragged(void **state)
{
	(void)state;
	read_text("#separator:comma\na,b,c,d\ne,f\ng\n,h\n\n\"\",i\n");
	assert_told("N 2: not taken over: the fields number 3, number 4\n"
		    "S 4: the back of the card is empty\n"
		    "S 5: the first field is empty\n"
		    "S 7: the first field is empty\n");
	assert_cards("a=b;e=f;");
}

static void rows_may_have_line_ends_and_quotes(void **state)
{
	(void)state;
	assert_reads("#separator:comma\r\n\"a \"\"b\"\"\r\n#c\",\"d\r\ne\"\r\n#comment\r\nf,g\r\n",
		"a \"b\"\n#c=d;f=g;");
	assert_string_equal(t.items[0].q.rule, "e");
	assert_int_equal(t.items[1].q.line, 6);
	assert_reads("#separator:comma\ra,b\rc,d\r", "a=b;c=d;");
	assert_reads("a\tb\rc\td", "a=b;c=d;");
}

static void lines_of_faults_are_those_of_the_file(void **state)
{
	(void)state;
	read_text("#separator:comma\na,b\nc,\xFF\nd,\"e\"f\ng,h\ni,\"j\nk\n");
	assert_told(
		"F 3: found \\xff at byte 3, expected UTF-8\n"
		"F 4: found text behind a closing quote, expected ',' or the end of the line (a "
		"quote inside a field is written twice)\n"
		"F 6: a quote is opened and never closed\n");
	assert_cards("a=b;g=h;");
}

static void a_front_without_rows_is_nothing(void **state)
{
	(void)state;
	assert_reads("#separator:tab\n", "");
	assert_reads("#html:true", "");
	assert_reads("", "");
	assert_reads("\n\n", "");
	read_text("#separator:\xFF\n#html:true\na\tb\n");
	assert_told("F 1: found \\xff at byte 12, expected UTF-8\n");
}

static void a_line_that_is_too_long_is_told(void **state)
{
	struct buf text = BUF_INIT;
	(void)state;
	buf_add_text(&text, "#separator:tab\na\tb\n");
	buf_add_repeat(&text, "x", SOURCE_LINE_MAX + 1);
	buf_add_text(&text, "\tb\nc\td\n");
	read_text(buf_text(&text));
	assert_told("F 3: found a line of more than 1048576 bytes, which is the most\n");
	assert_cards("a=b;c=d;");
	buf_reset(&text);
	buf_add_text(&text, "#separator:comma\na,b\n");
	buf_add_repeat(&text, ",", 100000);
	buf_add_text(&text, "\nc,d\n");
	read_text(buf_text(&text));
	assert_told("F 3: found more than 256 fields, which is the most\n");
	assert_cards("a=b;c=d;");
	buf_release(&text);
}

/* What it looks like ----------------------------------------------------------------------------
 */

static void it_is_known_by_its_front(void **state)
{
	static const struct {
		const char *head;
		enum format_sign sign;
	} cases[] = {{"#separator:tab\n#html:true\na\tb", FORMAT_SURE},
		{"# my words\n#HTML:false\n", FORMAT_SURE}, {"#guid column:1\r\n", FORMAT_SURE},
		{"#deck:x\ra\tb\r", FORMAT_SURE}, {"tags:x y\na\tb\n", FORMAT_LIKELY},
		{"tags:x y\n", FORMAT_NO}, {"a\tb\nc\td\n", FORMAT_MAYBE},
		{"a,b\nc,d\n", FORMAT_NO}, {"# A heading\n\nText\n", FORMAT_NO},
		{"a\n#separator:tab\n", FORMAT_NO}, {"", FORMAT_NO}};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_int_equal(format_anki_text.sniff(str_of(cases[i].head)), cases[i].sign);
}

/* Writing ---------------------------------------------------------------------------------------
 */

static void what_is_written_is_read_back(void **state)
{
	struct format_item items[SAMPLES];
	(void)state;
	sample_items(items);
	round_trip(&format_anki_text, items, SAMPLES);
}

/* The front is Anki's own, byte for byte. */
static void the_front_is_that_of_anki(void **state)
{
	struct format_item items[SAMPLES];
	struct buf out = BUF_INIT;
	static const char expected[] =
		"#separator:tab\n#html:true\n#guid column:1\n#notetype column:2\n#deck column:3\n"
		"#tags column:24\n"
		"my-set/true-1\tcpc question\tmy-set::em\ttrue-1\tWhich?\tA. True<br>B. False\tB\t"
		"A. why\t\tTwo are right\ttrue-false\t1\t\t\t\tany\tpractice\t\t\t\tmy-set\tem\t"
		"2026\t\n";
	(void)state;
	sample_items(items);
	trip_write(&format_anki_text, &items[3], 1, NULL, &out, NULL);
	assert_string_equal(buf_text(&out), expected);
	buf_release(&out);
}

static void a_row_is_one_record_whatever_is_in_it(void **state)
{
	struct format_item items[SAMPLES];
	struct buf out = BUF_INIT, refused = BUF_INIT;
	(void)state;
	sample_items(items);
	items[0].set = "#\"\t";
	items[1].q.choices[0].text = "two\nlines";
	trip_write(&format_anki_text, items, 2, NULL, &out, &refused);
	assert_string_equal(buf_text(&refused), "!a choice or pattern has more than one line\n");
	assert_non_null(strstr(buf_text(&out), "\n\"#\"\"\t/int-0001\"\tcpc question\t"));
	trip_read(&t, &format_anki_text, buf_view(&out), NULL);
	assert_told("");
	assert_int_equal(t.n, 1);
	assert_string_equal(t.items[0].set, "#\"");
	buf_release(&out);
	buf_release(&refused);
}

static void no_question_gives_a_front(void **state)
{
	struct buf out = BUF_INIT;
	(void)state;
	trip_write(&format_anki_text, NULL, 0, NULL, &out, NULL);
	assert_reads(buf_text(&out), "");
	buf_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(every_key_is_taken, tear_down),
		cmocka_unit_test_teardown(columns_may_hold_deck_and_note_type, tear_down),
		cmocka_unit_test_teardown(values_may_have_trailing_separators, tear_down),
		cmocka_unit_test_teardown(a_byte_order_mark_is_passed_over, tear_down),
		cmocka_unit_test_teardown(the_old_line_of_tags_is_only_the_first, tear_down),
		cmocka_unit_test_teardown(keys_behind_the_first_row_are_comments, tear_down),
		cmocka_unit_test_teardown(labels_name_the_fields, tear_down),
		cmocka_unit_test_teardown(what_is_no_value_is_told, tear_down),
		cmocka_unit_test_teardown(the_separator_is_found, tear_down),
		cmocka_unit_test_teardown(html_is_found, tear_down),
		cmocka_unit_test_teardown(rows_may_be_ragged, tear_down),
		cmocka_unit_test_teardown(rows_may_have_line_ends_and_quotes, tear_down),
		cmocka_unit_test_teardown(lines_of_faults_are_those_of_the_file, tear_down),
		cmocka_unit_test_teardown(a_front_without_rows_is_nothing, tear_down),
		cmocka_unit_test_teardown(a_line_that_is_too_long_is_told, tear_down),
		cmocka_unit_test_teardown(it_is_known_by_its_front, tear_down),
		cmocka_unit_test_teardown(what_is_written_is_read_back, tear_down),
		cmocka_unit_test_teardown(the_front_is_that_of_anki, tear_down),
		cmocka_unit_test_teardown(a_row_is_one_record_whatever_is_in_it, tear_down),
		cmocka_unit_test_teardown(no_question_gives_a_front, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
