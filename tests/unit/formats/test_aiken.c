/*
 * test_aiken.c - Aiken, both ways: what Moodle takes, what it refuses, and where the reader is
 * stricter. May use: formats, base. Must not know: the bank.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "unit/formats/trip.h"

#define S(literal) ((struct str){literal, sizeof(literal) - 1})

/* "LINE stem\n", a line for each choice, then all that was told. */
static void check(struct str text, const char *expected)
{
	struct trip t;
	struct buf found = BUF_INIT;
	trip_read(&t, &format_aiken, text, NULL);
	for (size_t i = 0; i < t.n; i++) {
		const struct question *q = &t.items[i].q;
		buf_printf(&found, "%d %s\n", q->line, q->stem);
		for (size_t k = 0; k < q->choice_count; k++)
			buf_printf(&found, "%d %c %s\n", q->choices[k].line,
				q->choices[k].is_key ? 'x' : '-', q->choices[k].text);
	}
	buf_add_str(&found, buf_view(&t.told));
	assert_string_equal(buf_text(&found), expected);
	buf_release(&found);
	trip_release(&t);
}

static void taken(void **state)
{
	(void)state;
	check(S("Which?\nA) one\nB) two\nANSWER: B\n"), "1 Which?\n2 - one\n3 x two\n");
	/* no empty line between two, and empty ones anywhere */
	check(S("\n  Which? \n\nA. one\n\n\tB.two\n\nANSWER:A\nNext?\nA)True\nB)False\nANSWER: \t "
		"A"),
		"2 Which?\n4 x one\n6 - two\n9 Next?\n10 x True\n11 - False\n");
	check(S("\xEF\xBB\xBFWhich?\r\nA) one\r\nB) two\r\nANSWER: A)\r\n"),
		"1 Which?\n2 x one\n3 - two\n");
	check(S("Which?\rA) one\rB) two\rANSWER: A. because\r"), "1 Which?\n2 x one\n3 - two\n");
	check(S("Which?\rA) one\nB) two\n\rANSWER: A\n"), "1 Which?\n1 x one\n2 - two\n");
	check(S("a\nWhich?\nA) one\n-\nB) two\nANSWER: A\n"),
		"2 Which?\n3 x one\n5 - two\n"
		"N 1: found a line of one character, which is passed over\n"
		"N 4: found a line of one character, which is passed over\n");
	check(S("A\nB\n"), "N 1: found a line of one character, which is passed over\n"
			   "N 2: found a line of one character, which is passed over\n");
	check(S(""), "");
	check(S("<b> {=} A) & B:\nA) # ~\nB) ANSWER: C\nANSWER: B"),
		"1 <b> {=} A) & B:\n2 - # ~\n3 x ANSWER: C\n"); /* nothing is an escape */
}

/* What Moodle calls errors. */
static void refused_by_moodle(void **state)
{
	(void)state;
	check(S("A) one\nB) two\nANSWER: A\n\nWhich?\nA) x\nB) y\nANSWER: A\n"),
		"5 Which?\n6 x x\n7 - y\n"
		"F 1: found the choice \"A) one\" before a question, expected its text\n");
	check(S("ANSWER: A\nWhich?\nA) x\nB) y\nANSWER: A\n"),
		"2 Which?\n3 x x\n4 - y\n"
		"F 1: found ANSWER: before a question, expected its text\n");
	check(S("Which?\nANSWER: A\nWhat?\nA) x\nANSWER: A\n"),
		"F 2: found ANSWER: behind no choices, expected 2 to 10\n"
		"F 4: found one choice, expected 2 to 10\n");
	check(S("Which?\nA) one\nB) two\nNext?\nA) x\nB) y\nANSWER: B\n"),
		"4 Next?\n5 - x\n6 x y\n"
		"F 4: found \"Next?\", expected a choice or ANSWER: of the question on line 1\n");
	check(S("Which?\nA) one\nB) two\n"), "F 1: the question has no line ANSWER:\n");
	check(S("Which?\n"), "F 1: the question has no line ANSWER:\n");
}

static void torn_lines(void **state)
{
	(void)state;
	check(S("A knee is sutured.\nWhich code is right?\nSay.\nA) one\nB) two\nANSWER: A\n"
		"Next?\nA) x\nB) y\nANSWER: B\n"),
		"7 Next?\n8 - x\n9 x y\n"
		"F 2: found a second line of the question, \"Which code is right?\", expected the "
		"choice A: write the question in one line\n");
	/* a choice of two lines: one fault, and the next question is whole */
	check(S("Which?\nA) one\nand a half\nB) two\nANSWER: A\nNext?\nA) x\nB) y\nANSWER: B\n"),
		"6 Next?\n7 - x\n8 x y\n"
		"F 3: found \"and a half\", expected a choice or ANSWER: of the question on line "
		"1\n");
	check(S("Which?\nA) one\nB) two\nand a half\nANSWER: A\nNext?\nA) x\nB) y\nANSWER: B\n"),
		"6 Next?\n7 - x\n8 x y\n"
		"F 4: found \"and a half\", expected a choice or ANSWER: of the question on line "
		"1\n");
}

static void letters(void **state)
{
	(void)state;
	check(S("Which?\nA) one\nC) two\nD) three\nANSWER: A\n"),
		"F 3: found the choice C, expected ANSWER: or the choice B\n");
	check(S("Which?\nA) one\nA) two\nANSWER: A\n"),
		"F 3: found the choice A, expected ANSWER: or the choice B\n");
	check(S("Which?\nB) one\nC) two\nANSWER: B\n"),
		"F 2: found the choice B, expected the choice A\n");
	/* a question that reads as a choice */
	check(S("E. coli is what?\nA) one\nB) two\nANSWER: B\n"),
		"F 1: found the choice \"E. coli is what?\" before a question, expected its "
		"text\n");
	check(S("Which?\na) one\nb) two\nANSWER: a\n"), "F 2: found a second line of the question, "
							"\"a) one\", expected the choice A: write "
							"the question in one line\n");
}

static void answers(void **state)
{
	(void)state;
	check(S("Which?\nA) one\nB) two\nANSWER: C\n"),
		"F 4: found the answer C, expected one of the 2 choices, A to B\n");
	check(S("Which?\nA) one\nB) two\nANSWER: b\n"),
		"F 4: found the answer \"b\", expected one of the letters A to B\n");
	check(S("Which?\nA) one\nB) two\nANSWER:\n"),
		"F 4: found the answer \"\", expected one of the letters A to B\n");
	/* of these Moodle takes the first letter */
	check(S("Which?\nA) one\nB) two\nANSWER: A, B\n"),
		"F 4: found the answer \"A, B\", expected one of the letters A to B\n");
	check(S("Which?\nA) one\nB) two\nANSWER: Both\n"),
		"F 4: found the answer \"Both\", expected one of the letters A to B\n");
	check(S("Which?\nA) one\nB) two\nanswer: B\n"),
		"F 4: found \"answer: B\", expected a choice or ANSWER: of the question on line 1\n"
		"F 4: the question has no line ANSWER:\n");
}

static void choices(void **state)
{
	struct buf text = BUF_INIT;
	(void)state;
	check(S("Which?\nA)\nB) two\nANSWER: A\n"), "F 2: choice 1 has no text\n");
	check(S("Which?\nA) one\nB) ONE\nANSWER: A\n"),
		"F 3: choice 2 is the same as choice 1 but for case and blanks\n");
	buf_add_text(&text, "\nWhich?\n");
	for (int c = 'A'; c <= 'K'; c++)
		buf_printf(&text, "%c) %c%c\n", c, c, c);
	buf_add_text(&text, "ANSWER: K\n");
	check(buf_view(&text), "S 2: found 11 choices, and at most 10 can be asked\n");
	buf_reset(&text);
	buf_add_text(&text, "Which?\n");
	for (int c = 'A'; c <= 'Z'; c++)
		buf_printf(&text, "%c) %c%c\n", c, c, c);
	buf_add_text(&text, "A) more\nANSWER: K\n");
	check(buf_view(&text), "F 28: found the choice A behind Z, expected ANSWER:\n");
	buf_release(&text);
}

static void bytes(void **state)
{
	struct buf text = BUF_INIT;
	(void)state;
	check(S("Which\xff?\nA) x\nB) y\nANSWER: A\nNext?\nA) x\0\nB) y\nANSWER: A\n"
		"Next?\nA) x\nB) y\nANSWER: A)\xff\nNext?\nA) x\nB) y\nANSWER: A\n"),
		"13 Next?\n14 x x\n15 - y\n"
		"F 1: found \\xff at byte 6, expected UTF-8\n"
		"F 6: found a NUL at byte 5, expected text\n"
		"F 12: found \\xff at byte 11, expected UTF-8\n");
	check(S("\xff\xfeW\0?\0\n\0A\0)\0"), "! x:1: found UTF-16, expected UTF-8 (save it as "
					     "\"CSV UTF-8\" or \"text, UTF-8\")\n");
	/* A line of several pieces is bad as a whole. */
	check(S("What?\nA) a\xff\rWhich?\rA) x\rB) y\rANSWER: A\rNext?\rA) x\rB) y\rANSWER: "
		"A\nLast?\nA) x\nB) y\nANSWER: B\n"),
		"3 Last?\n4 - x\n5 x y\nF 2: found \\xff at byte 5, expected UTF-8\n");
	buf_add_repeat(&text, "Which?", SOURCE_LINE_MAX / 4);
	buf_add_text(&text, "\nA) x\nB) y\nANSWER: A\nNext?\nA) x\nB) y\nANSWER: A\n");
	check(buf_view(&text), "5 Next?\n6 x x\n7 - y\n"
			       "F 1: found a line of more than 1048576 bytes, which is the most\n");
	buf_release(&text);
}

/* Writing ----------------------------------------------------------------------------------------
 */

static struct format_item make(const char *stem, const char *a, const char *b)
{
	struct format_item item = format_blank();
	item.q.title = "t";
	item.q.stem = stem;
	item.q.choices[0] = (struct choice){.text = a, .rationale = ""};
	item.q.choices[1] = (struct choice){.text = b, .rationale = "r", .is_key = true};
	item.q.choice_count = 2;
	return item;
}

static void check_write(const struct format_item *items, size_t n, const char *expected)
{
	struct buf out = BUF_INIT, why = BUF_INIT;
	trip_write(&format_aiken, items, n, NULL, &out, &why);
	buf_add_str(&out, buf_view(&why));
	assert_string_equal(buf_text(&out), expected);
	buf_release(&out);
	buf_release(&why);
}

static void written(void **state)
{
	struct format_item items[2] = {
		make("a\n\n  b\nc", "A) x", "ANSWER: A"), make("q?", "True", "False")};
	struct buf out = BUF_INIT;
	struct trip t;
	(void)state;
	check_write(items, 2,
		"a b c\nA) A) x\nB) ANSWER: A\nANSWER: B\n\nq?\nA) True\nB) False\nANSWER: B\n\n");
	items[0].q.stem = "a b c";
	trip_write(&format_aiken, items, 2, NULL, &out, NULL);
	trip_read(&t, &format_aiken, buf_view(&out), NULL);
	assert_string_equal(buf_text(&t.told), "");
	assert_int_equal(t.n, 2);
	for (size_t i = 0; i < 2; i++) {
		assert_string_equal(t.items[i].q.stem, items[i].q.stem);
		assert_int_equal(t.items[i].q.choice_count, 2);
		for (size_t k = 0; k < 2; k++) {
			assert_string_equal(
				t.items[i].q.choices[k].text, items[i].q.choices[k].text);
			assert_int_equal(
				t.items[i].q.choices[k].is_key, items[i].q.choices[k].is_key);
		}
	}
	trip_release(&t);
	buf_release(&out);
	/* At the front of a file it would be a mark of its bytes, and no part of the question. */
	items[0].q.stem = "  \xEF\xBB\xBF"
			  "a b";
	check_write(items, 1,
		"\n\xEF\xBB\xBF"
		"a b\nA) A) x\nB) ANSWER: A\nANSWER: B\n\n");
}

static void large(void **state)
{
	char *stem = calloc(1, QUESTION_BYTES_MAX);
	(void)state;
	assert_non_null(stem);
	memset(stem, 'a', QUESTION_BYTES_MAX - 100);
	struct format_item item = make(stem, "a", "b");
	check_write(&item, 1, "!a question of aiken has at most 60928 bytes\n");
	free(stem);
}

static void cannot(void **state)
{
	struct format_item items[] = {make("E. coli?", "a", "b"), make("ANSWER: a", "a", "b"),
		make("?", "a", "b"), make("ok", "a", "b"), make("U.S. law", "a", "b"),
		make("several", "a", "b"), make("typed", "a", "b")};
	(void)state;
	items[5].q.multiple = true;
	items[6].q.choices[0].kind = items[6].q.choices[1].kind = CHOICE_ACCEPT;
	check_write(items, sizeof items / sizeof *items,
		"ok\nA) a\nB) b\nANSWER: B\n\n"
		"!aiken would read the question as a choice: it begins with \"E.\"\n"
		"!aiken would read the question as an answer: it begins with ANSWER:\n"
		"!aiken passes over a question of one character\n"
		"!aiken would read the question as a choice: it begins with \"U.\"\n"
		"!aiken has no questions of the kind multiple\n"
		"!aiken has no questions of the kind typed\n");
}

static void detected(void **state)
{
	(void)state;
	assert_string_equal(trip_detect(str_of("\nWhich?\nA) x\nB) y\nANSWER: A"), "x"), "aiken");
	assert_string_equal(trip_detect(str_of("Which?\rA. x\rB. y\rANSWER: A\r"), "x"), "aiken");
	assert_string_equal(
		trip_detect(str_of("Set {=a}?\nA. x\nB. y\nANSWER: A\n"), "x.gift"), "aiken");
	assert_string_equal(
		trip_detect(str_of("Some\nmore.\nA. x\nB. y\nANSWER: A\n"), "x"), "aiken");
	assert_string_equal(trip_detect(str_of("Which?\nB. x\nC. y\nANSWER: A\n"), "x"), "none");
	assert_string_equal(trip_detect(str_of("A. x\nB. y\nANSWER: A\n"), "x"), "none");
	assert_string_equal(trip_detect(str_of("Which?\nA. x\nB. y\n"), "x"), "none");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(taken),
		cmocka_unit_test(refused_by_moodle),
		cmocka_unit_test(torn_lines),
		cmocka_unit_test(letters),
		cmocka_unit_test(answers),
		cmocka_unit_test(choices),
		cmocka_unit_test(bytes),
		cmocka_unit_test(written),
		cmocka_unit_test(cannot),
		cmocka_unit_test(large),
		cmocka_unit_test(detected),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
