/*
 * test_exam_words.c - what a line means in an exam.
 * May use: cmocka, cli/exam_words. Must not know: what happens then.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "cli/exam_words.h"

static char buffer[EXAM_TYPED_SIZE];

static struct exam_typed parse(const char *text, size_t choices)
{
	return exam_words_parse(text, choices, buffer, sizeof buffer);
}

static void answers(const char *text, size_t choices, int choice)
{
	struct exam_typed t = parse(text, choices);
	assert_int_equal(t.word, EXAM_WORD_ANSWER);
	assert_int_equal(t.answer.choice, choice);
	assert_null(t.answer.text);
}

static void means(const char *text, enum exam_word word)
{
	print_message("# \"%s\"\n", text);
	assert_int_equal(parse(text, 4).word, word);
}

static void a_letter_or_a_number_answers(void **state)
{
	(void)state;
	answers("a", 4, 0);
	answers(" D ", 4, 3);
	answers("3", 4, 2);
	answers("b!", 4, 1);
	answers("b?", 4, 1);
	answers("e", 5, 4);
	answers("f", 6, 5);
	answers("10", 10, 9);
	means("e", EXAM_WORD_EXPLAIN);
	means("f", EXAM_WORD_FLAG);
	means("5", EXAM_WORD_UNKNOWN);
	means("0", EXAM_WORD_UNKNOWN);
	means("k", EXAM_WORD_UNKNOWN);
	means("ab", EXAM_WORD_UNKNOWN);
	means("57", EXAM_WORD_UNKNOWN);
}

static void a_word_is_known_in_full_and_by_its_letter(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		enum exam_word word;
	} all[] = {{"", EXAM_WORD_EMPTY}, {"  \t", EXAM_WORD_EMPTY}, {"?", EXAM_WORD_HELP},
		{"help", EXAM_WORD_HELP}, {"n", EXAM_WORD_NEXT}, {"NEXT", EXAM_WORD_NEXT},
		{"s", EXAM_WORD_NEXT}, {"p", EXAM_WORD_BACK}, {"previous", EXAM_WORD_BACK},
		{"back", EXAM_WORD_BACK}, {"flag", EXAM_WORD_FLAG}, {"list", EXAM_WORD_LIST},
		{"l", EXAM_WORD_LIST}, {"review", EXAM_WORD_REVIEW}, {"r", EXAM_WORD_REVIEW},
		{"time", EXAM_WORD_TIME}, {"t", EXAM_WORD_TIME}, {"pause", EXAM_WORD_PAUSE},
		{"submit", EXAM_WORD_SUBMIT}, {"q", EXAM_WORD_QUIT}, {" Quit ", EXAM_WORD_QUIT},
		{"h", EXAM_WORD_HINT}, {"hint", EXAM_WORD_HINT}, {"explain", EXAM_WORD_EXPLAIN},
		{"lookup", EXAM_WORD_LOOKUP}, {"lookup colles", EXAM_WORD_LOOKUP},
		{"/colles", EXAM_WORD_LOOKUP}, {"u", EXAM_WORD_UNDO}, {"undo", EXAM_WORD_UNDO},
		{"sub", EXAM_WORD_UNKNOWN}, {"submit it", EXAM_WORD_UNKNOWN},
		{"n 3", EXAM_WORD_UNKNOWN}, {"gg", EXAM_WORD_UNKNOWN}, {"xyz", EXAM_WORD_UNKNOWN}};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		means(all[i].text, all[i].word);
	for (size_t i = 0; exam_all_words[i]; i++)
		assert_int_not_equal(parse(exam_all_words[i], 4).word, EXAM_WORD_UNKNOWN);
}

static void goes_to(const char *text, int64_t number)
{
	struct exam_typed t = parse(text, 4);
	assert_int_equal(t.word, EXAM_WORD_GO);
	assert_int_equal(t.number, number);
}

static void g_has_a_number_behind_it(void **state)
{
	(void)state;
	goes_to("g 57", 57);
	goes_to("G57", 57);
	goes_to("go\t100", 100);
	goes_to("g 0", 0);
	goes_to("g", -1);
	goes_to("g -1", -1);
	goes_to("g x", -1);
	goes_to("g 5 7", -1);
	goes_to("g 99999999999999999999", -1);
}

static void strikes(const char *text, size_t choices, int64_t choice)
{
	struct exam_typed t = parse(text, choices);
	assert_int_equal(t.word, EXAM_WORD_STRIKE);
	assert_int_equal(t.number, choice);
}

static void x_has_a_choice_behind_it(void **state)
{
	(void)state;
	strikes("x b", 4, 1);
	strikes("xb", 4, 1);
	strikes("X 4", 4, 3);
	strikes("strike C", 4, 2);
	strikes("x", 4, -1);
	strikes("x e", 4, -1);
	strikes("x bb", 4, -1);
	strikes("x a", 0, -1);
}

static void a_note_is_a_line_of_text(void **state)
{
	(void)state;
	struct exam_typed t = parse("note  see p. 12, b? ", 4);
	assert_int_equal(t.word, EXAM_WORD_NOTE);
	assert_string_equal(t.text, "see p. 12, b?");
	t = parse("note", 4);
	assert_int_equal(t.word, EXAM_WORD_NOTE);
	assert_string_equal(t.text, "");
	means("note \001", EXAM_WORD_UNFIT);
	means("note two\nlines", EXAM_WORD_UNFIT);
	means("note \xff", EXAM_WORD_UNFIT);
	char longest[EXAM_TYPED_SIZE + 16] = "note ";
	memset(longest + 5, 'n', sizeof longest - 6);
	assert_int_equal(parse(longest, 4).word, EXAM_WORD_UNFIT);
	longest[5 + EXAM_TYPED_SIZE - 1] = '\0';
	assert_int_equal(parse(longest, 4).word, EXAM_WORD_NOTE);
}

static void all_else_answers_a_typed_question(void **state)
{
	(void)state;
	struct exam_typed t = parse(" E11.42! ", 0);
	assert_int_equal(t.word, EXAM_WORD_ANSWER);
	assert_int_equal(t.answer.choice, -1);
	assert_string_equal(t.answer.text, "E11.42");
	assert_string_equal(parse("greater trochanter", 0).answer.text, "greater trochanter");
	assert_string_equal(parse("a", 0).answer.text, "a");
	assert_string_equal(parse("57", 0).answer.text, "57");
	assert_int_equal(parse("n", 0).word, EXAM_WORD_NEXT);
	assert_int_equal(parse("g 5", 0).word, EXAM_WORD_GO);
	assert_int_equal(parse("note x", 0).word, EXAM_WORD_NOTE);
	assert_int_equal(parse("hint", 0).word, EXAM_WORD_HINT);
}

static void y_is_yes(void **state)
{
	(void)state;
	assert_true(exam_words_yes("y"));
	assert_true(exam_words_yes(" YES "));
	assert_false(exam_words_yes(""));
	assert_false(exam_words_yes("yy"));
	assert_false(exam_words_yes("n"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_letter_or_a_number_answers),
		cmocka_unit_test(a_word_is_known_in_full_and_by_its_letter),
		cmocka_unit_test(g_has_a_number_behind_it),
		cmocka_unit_test(x_has_a_choice_behind_it),
		cmocka_unit_test(a_note_is_a_line_of_text),
		cmocka_unit_test(all_else_answers_a_typed_question),
		cmocka_unit_test(y_is_yes),
	};
	return cmocka_run_group_tests_name("exam words", tests, NULL, NULL);
}
