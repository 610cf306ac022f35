/*
 * test_quizlet.c - terms and definitions as Quizlet gives them.
 * May use: formats, base. Must not know: the bank.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "unit/formats/trip.h"

#define S(literal) ((struct str){literal, sizeof(literal) - 1})

static void check_as(
	struct str text, const char *term_end, const char *row_end, const char *expected)
{
	struct format_options options = {"", term_end, row_end};
	struct buf found = BUF_INIT;
	struct trip t;
	trip_read(&t, &format_quizlet, text, &options);
	for (size_t i = 0; i < t.n; i++) {
		const struct question *q = &t.items[i].q;
		assert_int_equal(q->choice_count, 1);
		assert_int_equal(q->choices[0].kind, CHOICE_ACCEPT);
		buf_printf(&found, "%d %s=%s", q->line, q->stem, q->choices[0].text);
		buf_printf(&found, q->rule[0] ? " rule:%s\n" : "\n", q->rule);
	}
	buf_add_str(&found, buf_view(&t.told));
	assert_string_equal(buf_text(&found), expected);
	buf_release(&found);
	trip_release(&t);
}

static void check(const char *text, const char *expected)
{
	check_as(str_of(text), "", "", expected);
}

static void cards(void **state)
{
	(void)state;
	check("modifier 25\tseparate E/M\nE11.9\tdiabetes\n",
		"1 modifier 25=separate E/M\n2 E11.9=diabetes\n");
	check("\xEF\xBB\xBF"
	      "a\tb\r\n\r\n  \r\n c \t d \r\n",
		"1 a=b\n4 c=d\n");
	check("a\tb\rc\td\r", "1 a=b\n2 c=d\n");
	check("\"a\t\"\"b\nc,d\t'e'", "1 \"a=\"\"b\n2 c,d='e'\n"); /* no quotes, no escapes */
	check("", "");
}

static void bad_rows(void **state)
{
	(void)state;
	check("a\nb\tc\n\nd\te\tf\ng\t\n\th\ni\tj\t\n",
		"2 b=c\n"
		"F 1: found a row of 1 field, expected a term and its definition\n"
		"F 4: found a row of 3 fields, expected a term and its definition\n"
		"S 5: the back of the card is empty\n"
		"S 6: the front of the card is empty\n"
		"F 7: found a row of 3 fields, expected a term and its definition\n");
	check_as(S("a\tb\nc\t\xFF\nd\t\0e\nf\tg\n"), "", "",
		"1 a=b\n4 f=g\nF 2: found \\xff at byte 3, expected UTF-8\n"
		"F 3: found a NUL at byte 3, expected text\n");
}

static void other_separators(void **state)
{
	(void)state;
	check_as(S("a - b;c - d\n;\n\ne\nf - g;h;"), " - ", ";",
		"1 a=b\n1 c=d\n4 e\nf=g\nF 5: found a row of 1 field, expected a term and its "
		"definition\n");
	check_as(S("a\tb\nc\n\nd\te\n\n\n\n"), "", "\n\n", "1 a=b rule:c\n4 d=e\n");
	check_as(S("a,b;;;c,d"), ",", ";;", "1 a=b\n1 ;c=d\n");
	/* The end of a row over the end of a line. */
	check_as(S("a,b;\n;c,d;"), ",", ";\n;", "1 a=b\n2 c=d;\n");
	/* Bytes that are not text spoil the rows that they stand in or beside, and no later one. */
	check_as(S("a,b;c,\nd\xFF;e,f;\ng,h;"), ",", ";",
		"1 a=b\n3 g=h\nF 2: found \\xff at byte 2, expected UTF-8\n");
}

static void long_rows(void **state)
{
	(void)state;
	struct buf text = BUF_INIT;
	buf_add_text(&text, "a\t");
	buf_add_repeat(&text, "x", SOURCE_LINE_MAX);
	buf_add_text(&text, "\nb\tc\n");
	check_as(buf_view(&text), "", "",
		"2 b=c\nF 1: found a line of more than 1048576 bytes, which is the most\n");
	buf_reset(&text);
	buf_add_text(&text, "d,e;a,");
	buf_add_repeat(&text, "0123456789\n", 200000);
	buf_add_text(&text, ";b,c;");
	check_as(buf_view(&text), ",", ";",
		"1 d=e\n200001 b=c\nF 1: found a row of more than 1048576 bytes, which is the "
		"most\n");
	buf_release(&text);
}

static struct format_item card(enum choice_kind kind, const char *stem, const char *answer)
{
	struct format_item item = format_blank();
	item.q.slug = "one";
	item.q.stem = stem;
	item.q.choices[0] =
		(struct choice){.kind = kind, .text = answer, .is_key = true, .rationale = ""};
	item.q.choice_count = 1;
	return item;
}

static void writing(void **state)
{
	(void)state;
	struct format_item items[6] = {card(CHOICE_ACCEPT, "a\n\nb\tc", "d\te"),
		card(CHOICE_PATTERN, "p", "x."), card(CHOICE_OPTION, "Which?", "x"),
		card(CHOICE_OPTION, "So?", "True"), card(CHOICE_PATTERN, "q", "y."),
		card(CHOICE_NUMBER, "n", "5")};
	for (int i = 2; i < 4; i++) {
		items[i].q.choices[1] = (struct choice){
			.kind = CHOICE_OPTION, .text = i == 2 ? "y" : "False", .rationale = ""};
		items[i].q.choice_count = 2;
	}
	items[4].q.choices[1] = items[0].q.choices[0];
	items[4].q.choice_count = 2;
	struct buf out = BUF_INIT, refused = BUF_INIT;
	trip_write(&format_quizlet, items, 6, NULL, &out, &refused);
	assert_string_equal(
		buf_text(&out), "a b c\td e\nWhich? (a) x (b) y\tx\nSo?\tTrue\nq\td e\n");
	assert_string_equal(buf_text(&refused), "!its answer is a pattern, expected a text\n"
						"!quizlet has no questions of the kind numeric\n");
	/* What was written reads the same again and again. */
	check(buf_text(&out), "1 a b c=d e\n2 Which? (a) x (b) y=x\n3 So?=True\n4 q=d e\n");
	buf_reset(&out);
	buf_reset(&refused);
	struct format_options options = {"", ",", ";;"};
	struct format_item other[4] = {card(CHOICE_ACCEPT, "a;b", "c"),
		card(CHOICE_ACCEPT, "a,b", "c"), card(CHOICE_ACCEPT, "a", "c;;"),
		card(CHOICE_ACCEPT, "a", "b")};
	trip_write(&format_quizlet, other, 4, &options, &out, &refused);
	assert_string_equal(buf_text(&out), "a;b,c;;a,b;;");
	assert_string_equal(buf_text(&refused),
		"!it holds what stands between the terms, definitions and rows\n"
		"!it holds what stands between the terms, definitions and rows\n");
	buf_release(&out);
	buf_release(&refused);
}

/* At the front of a file it would be a mark of its bytes, and no part of the term. */
static void a_mark_of_bytes_is_text(void **state)
{
	struct format_item item = card(CHOICE_ACCEPT,
		" \xEF\xBB\xBF"
		"a",
		"b");
	struct buf out = BUF_INIT;
	(void)state;
	trip_write(&format_quizlet, &item, 1, NULL, &out, NULL);
	check(buf_text(&out), "2 \xEF\xBB\xBF"
			      "a=b\n");
	buf_release(&out);
}

/* The key stands there twice, which may be too much to be read again. */
static void large(void **state)
{
	char *text = calloc(1, QUESTION_BYTES_MAX);
	struct buf out = BUF_INIT, refused = BUF_INIT;
	(void)state;
	assert_non_null(text);
	memset(text, 'a', QUESTION_BYTES_MAX / 2);
	struct format_item item = card(CHOICE_OPTION, "s", text);
	item.q.choices[1] = (struct choice){.kind = CHOICE_OPTION, .text = "b", .rationale = ""};
	item.q.choice_count = 2;
	trip_write(&format_quizlet, &item, 1, NULL, &out, &refused);
	assert_string_equal(buf_text(&refused), "!a card of quizlet has at most 60928 bytes\n");
	buf_release(&out);
	buf_release(&refused);
	free(text);
}

static void detection(void **state)
{
	(void)state;
	assert_int_equal(format_quizlet.sniff(S("a\tb\nc\td\n")), FORMAT_LIKELY);
	assert_int_equal(format_quizlet.sniff(S("a\tb\r\n\r\nc\td\r\ne")), FORMAT_LIKELY);
	assert_int_equal(format_quizlet.sniff(S("a\tb\rc\td\r")), FORMAT_LIKELY);
	assert_int_equal(format_quizlet.sniff(S("a\tb\nc\td\te\n")), FORMAT_MAYBE);
	assert_int_equal(format_quizlet.sniff(S("a\tb\nc\n")), FORMAT_MAYBE);
	assert_int_equal(format_quizlet.sniff(S("term\tdefinition\na\tb\n")), FORMAT_MAYBE);
	assert_int_equal(format_quizlet.sniff(S("#separator:tab\na\tb\n")), FORMAT_NO);
	assert_int_equal(format_quizlet.sniff(S("a, b\n")), FORMAT_NO);
	assert_int_equal(format_quizlet.sniff(S("a\tb\0\n")), FORMAT_NO);
	assert_int_equal(format_quizlet.sniff(S("")), FORMAT_NO);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cards),
		cmocka_unit_test(bad_rows),
		cmocka_unit_test(other_separators),
		cmocka_unit_test(long_rows),
		cmocka_unit_test(writing),
		cmocka_unit_test(a_mark_of_bytes_is_text),
		cmocka_unit_test(large),
		cmocka_unit_test(detection),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
