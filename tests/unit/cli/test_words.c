/*
 * test_words.c - what a line means at a question.
 * May use: cli/words. Must not know: what happens then.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "cli/words.h"

#define CHOICES 4

static char buffer[32];

static struct typed parse_at(const char *text, struct words_at at)
{
	memset(buffer, '#', sizeof buffer);
	return words_parse(text, &at, buffer, sizeof buffer);
}

static struct typed parse(const char *text, size_t choice_count)
{
	return parse_at(
		text, (struct words_at){choice_count ? CPC_SINGLE : CPC_TYPED, choice_count, 0});
}

static void assert_choice(
	const char *text, size_t choice_count, int choice, enum cpc_confidence confidence)
{
	struct typed t = parse(text, choice_count);
	if (t.word != WORD_ANSWER || t.answer.choice != choice ||
		t.answer.confidence != confidence || t.answer.text)
		fail_msg("\"%s\": word %d, choice %d, confidence %d", text, (int)t.word,
			t.answer.choice, (int)t.answer.confidence);
}

static void assert_word(const char *text, size_t choice_count, enum word word)
{
	struct typed t = parse(text, choice_count);
	if (t.word != word || t.answer.choice != -1 || t.answer.text)
		fail_msg("\"%s\": word %d, expected %d", text, (int)t.word, (int)word);
}

static void assert_typed(const char *text, const char *answer, enum cpc_confidence confidence)
{
	struct typed t = parse(text, 0);
	if (t.word != WORD_ANSWER || t.answer.choice != -1 || t.answer.confidence != confidence ||
		!t.answer.text || strcmp(t.answer.text, answer) != 0)
		fail_msg("\"%s\": word %d, \"%s\"", text, (int)t.word,
			t.answer.text ? t.answer.text : "");
}

static void letters_and_numbers(void **state)
{
	(void)state;
	static const char *const before[] = {"", " ", "\t", ""};
	static const char *const behind[] = {"", "  ", "\r", "\r\n"};
	static const char first[] = {'a', 'A', '1'};
	for (int i = 0; i < CHOICES * 4 * 3; i++) {
		char text[16];
		int form = i / CHOICES % 4;
		snprintf(text, sizeof text, "%s%c%s", before[form],
			(char)(first[i / CHOICES / 4] + i % CHOICES), behind[form]);
		assert_choice(text, CHOICES, i % CHOICES, CPC_PLAIN);
	}
	assert_choice("10", 10, 9, CPC_PLAIN);
	assert_choice("j", 10, 9, CPC_PLAIN);
}

static void sure_and_guessed(void **state)
{
	(void)state;
	assert_choice("b!", CHOICES, 1, CPC_SURE);
	assert_choice("B?", CHOICES, 1, CPC_GUESSED);
	assert_choice("2 !", CHOICES, 1, CPC_SURE);
	assert_choice(" 2\t? ", CHOICES, 1, CPC_GUESSED);
}

static void no_choice(void **state)
{
	(void)state;
	static const char *const texts[] = {"x", "zz", "5", "0", "-1", "+1", "01", "01x", "aa",
		"a b", "ab", "a1", "1a", "!", "!?", "??", "a!!", "a!?", "h!", "help!", "q?", "@",
		"`", "[", "{", "\x1b[A", "\xc3", "\xc3\xa4", "a\x1a", "a\nb", "1.0", "hin", "hints",
		"quitt"};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		assert_word(texts[i], CHOICES, WORD_UNKNOWN);
	assert_word("c", 2, WORD_UNKNOWN);
	assert_word("3", 2, WORD_UNKNOWN);
}

static void looked_up(void **state)
{
	(void)state;
	static const size_t counts[] = {0, CHOICES};
	for (size_t i = 0; i < 2; i++) {
		struct typed t = parse(" / femur, left ", counts[i]);
		assert_int_equal(t.word, WORD_LOOKUP);
		assert_string_equal(t.query, "femur, left");
		t = parse("/", counts[i]);
		assert_int_equal(t.word, WORD_LOOKUP);
		assert_string_equal(t.query, "");
		assert_word("/fem\x1b[Aur", counts[i], WORD_UNFIT);
	}
}

static void words_and_their_letters(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		enum word word;
	} rows[] = {
		{"", WORD_EMPTY},
		{" \t\r\n", WORD_EMPTY},
		{"?", WORD_HELP},
		{"help", WORD_HELP},
		{"HELP", WORD_HELP},
		{"h", WORD_HINT},
		{"H", WORD_HINT},
		{"hint", WORD_HINT},
		{" Hint ", WORD_HINT},
		{"s", WORD_SKIP},
		{"skip", WORD_SKIP},
		{"f", WORD_FLAG},
		{"flag", WORD_FLAG},
		{"u", WORD_UNDO},
		{"undo", WORD_UNDO},
		{"e", WORD_EXPLAIN},
		{"explain", WORD_EXPLAIN},
		{"q", WORD_QUIT},
		{"quit", WORD_QUIT},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_word(rows[i].text, CHOICES, rows[i].word);
		assert_word(rows[i].text, 0, rows[i].word);
	}
}

static void a_letter_that_is_a_choice(void **state)
{
	(void)state;
	assert_word("e", 4, WORD_EXPLAIN);
	assert_choice("e", 5, 4, CPC_PLAIN);
	assert_word("explain", 5, WORD_EXPLAIN);
	assert_choice("h", 8, 7, CPC_PLAIN);
	assert_choice("f?", 8, 5, CPC_GUESSED);
	assert_word("hint", 8, WORD_HINT);
	assert_word("s", 10, WORD_SKIP);
}

static void every_word_completes(void **state)
{
	(void)state;
	size_t n = 0;
	for (; all_words[n]; n++) {
		struct typed t = parse(all_words[n], CHOICES);
		assert_true(t.word != WORD_UNKNOWN && t.word != WORD_ANSWER);
	}
	assert_int_equal(n, 7);
}

static void typed_answers(void **state)
{
	(void)state;
	assert_typed("E11.42", "E11.42", CPC_PLAIN);
	assert_typed("  e 11 42 \r", "e 11 42", CPC_PLAIN);
	assert_typed("E11.42!", "E11.42", CPC_SURE);
	assert_typed("E11.42 ?", "E11.42", CPC_GUESSED);
	assert_typed("a", "a", CPC_PLAIN);
	assert_typed("2", "2", CPC_PLAIN);
	assert_typed("hep\xc3\xa4", "hep\xc3\xa4", CPC_PLAIN);
	assert_typed("one\ttwo", "one\ttwo", CPC_PLAIN);
	assert_typed("!", "!", CPC_PLAIN);
	assert_typed("hints", "hints", CPC_PLAIN);
}

static void what_cannot_be_typed(void **state)
{
	(void)state;
	char text[sizeof buffer + 2] = {0};
	memset(text, 'x', sizeof buffer - 1);
	assert_typed(text, text, CPC_PLAIN);
	text[sizeof buffer - 1] = '!';
	struct typed t = parse(text, 0);
	assert_int_equal(t.word, WORD_ANSWER);
	assert_int_equal(strlen(t.answer.text), sizeof buffer - 1);
	text[sizeof buffer - 1] = 'x';
	assert_word(text, 0, WORD_UNFIT);
	assert_word("E11.9\nE11.9", 0, WORD_UNFIT);
	assert_word("E11\x1a", 0, WORD_UNFIT);
	assert_word("\x1b[31m", 0, WORD_UNFIT);
	assert_word("cut \xc3", 0, WORD_UNFIT);
	assert_word("\xff", 0, WORD_UNFIT);
	for (size_t i = 0; i < sizeof buffer; i++)
		assert_int_equal(buffer[i], '#');
}

/* The letters of a mask, "acd". */
static void assert_set(
	const char *text, size_t choice_count, const char *letters, enum cpc_confidence confidence)
{
	uint32_t choices = 0;
	for (const char *p = letters; *p; p++)
		choices |= 1u << (*p - 'a');
	struct typed t = parse_at(text, (struct words_at){CPC_MULTIPLE, choice_count, 0});
	if (t.word != WORD_ANSWER || t.answer.choice != -1 || t.answer.choices != choices ||
		t.answer.confidence != confidence || t.answer.text)
		fail_msg("\"%s\": word %d, choices %x, confidence %d", text, (int)t.word,
			(unsigned)t.answer.choices, (int)t.answer.confidence);
}

static void several(void **state)
{
	(void)state;
	static const char *const acd[] = {"acd", "ACD", "dca", "a,c,d", "a, c, d", "a c d", "ac d",
		" a\t c ; d ", "1 3 4", "134", "1,3,4", "431", "a 3 d", "1c4", "a,c,d,"};
	for (size_t i = 0; i < sizeof acd / sizeof *acd; i++)
		assert_set(acd[i], 5, "acd", CPC_PLAIN);
	assert_set("acd!", 5, "acd", CPC_SURE);
	assert_set("a c d ?", 5, "acd", CPC_GUESSED);
	assert_set("b", 5, "b", CPC_PLAIN);
	assert_set("2?", 5, "b", CPC_GUESSED);
	assert_set("10", 10, "j", CPC_PLAIN);
	assert_set("1 10", 10, "aj", CPC_PLAIN);
	assert_set("91", 10, "ia", CPC_PLAIN);
	assert_set("abcdefghij", 10, "abcdefghij", CPC_PLAIN);
	assert_set("fed", 6, "def", CPC_PLAIN);
}

static void no_set(void **state)
{
	(void)state;
	static const struct words_at five = {CPC_MULTIPLE, 5, 0};
	static const char *const texts[] = {"aa", "a a", "acx", "a,,f", "6", "0", "16", "a!c", ",",
		"!", "a-c", "a and c", "a\x1a", "\xc3\xa4", "11"};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct typed t = parse_at(texts[i], five);
		if (t.word != WORD_UNKNOWN || t.answer.choices || t.answer.choice != -1)
			fail_msg("\"%s\": word %d", texts[i], (int)t.word);
	}
	assert_int_equal(parse_at("?", five).word, WORD_HELP);
	assert_int_equal(parse_at("h", five).word, WORD_HINT);
	assert_int_equal(parse_at("explain", five).word, WORD_EXPLAIN);
	assert_int_equal(parse_at("", five).word, WORD_EMPTY);
	assert_int_equal(parse_at("/ac", five).word, WORD_LOOKUP);
}

static void assert_truth(const char *text, int place_of_true, int choice)
{
	struct typed t = parse_at(text, (struct words_at){CPC_TRUE_FALSE, 2, place_of_true});
	if (t.word != WORD_ANSWER || t.answer.choice != choice || t.answer.choices)
		fail_msg("\"%s\": word %d, choice %d", text, (int)t.word, t.answer.choice);
}

static void true_or_false(void **state)
{
	(void)state;
	static const char *const yes[] = {"t", "T", "true", "TRUE", " True ", "t!", "true ?"};
	static const char *const no[] = {"f", "F", "false", "False", "f!", "FALSE?"};
	for (int place = 0; place < 2; place++) {
		for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
			assert_truth(yes[i], place, place);
		for (size_t i = 0; i < sizeof no / sizeof *no; i++)
			assert_truth(no[i], place, 1 - place);
		assert_truth("a", place, 0);
		assert_truth("B", place, 1);
		assert_truth("2", place, 1);
	}
	const struct words_at at = {CPC_TRUE_FALSE, 2, 0};
	assert_int_equal(parse_at("f?", at).answer.confidence, CPC_GUESSED);
	assert_int_equal(parse_at("flag", at).word, WORD_FLAG);
	assert_int_equal(parse_at("s", at).word, WORD_SKIP);
	assert_int_equal(parse_at("tf", at).word, WORD_UNKNOWN);
	assert_int_equal(parse_at("c", at).word, WORD_UNKNOWN);
	assert_word("t", CHOICES, WORD_UNKNOWN);
}

static void numbers(void **state)
{
	(void)state;
	const struct words_at at = {CPC_NUMERIC, 0, 0};
	struct typed t = parse_at(" 1,234.5 !", at);
	assert_int_equal(t.word, WORD_ANSWER);
	assert_string_equal(t.answer.text, "1,234.5");
	assert_int_equal(t.answer.confidence, CPC_SURE);
	assert_int_equal(parse_at("s", at).word, WORD_SKIP);
}

/* After a verdict nothing is answered. */
static void words_alone(void **state)
{
	(void)state;
	const struct words_at at = {.kind = CPC_SINGLE};
	assert_int_equal(parse_at("f", at).word, WORD_FLAG);
	assert_int_equal(parse_at("e", at).word, WORD_EXPLAIN);
	assert_int_equal(parse_at("a", at).word, WORD_UNKNOWN);
	assert_int_equal(parse_at("12.5", at).word, WORD_UNKNOWN);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(letters_and_numbers),
		cmocka_unit_test(sure_and_guessed),
		cmocka_unit_test(no_choice),
		cmocka_unit_test(looked_up),
		cmocka_unit_test(words_and_their_letters),
		cmocka_unit_test(a_letter_that_is_a_choice),
		cmocka_unit_test(every_word_completes),
		cmocka_unit_test(typed_answers),
		cmocka_unit_test(what_cannot_be_typed),
		cmocka_unit_test(several),
		cmocka_unit_test(no_set),
		cmocka_unit_test(true_or_false),
		cmocka_unit_test(numbers),
		cmocka_unit_test(words_alone),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
