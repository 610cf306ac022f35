/*
 * test_term.c - what a terminal can show, and wrapping text to its width.
 * May use: cli/term, base/rng, base/utf8. Must not know: what is shown.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/rng.h"
#include "base/utf8.h"
#include "cli/term.h"

#define S(literal) ((struct str){literal, sizeof(literal) - 1})
#define E_ACUTE "e\xcc\x81" /* two characters, one column */
#define HAN "\xe6\x97\xa5"  /* one character, two columns */

static struct term plain(int width)
{
	return (struct term){.width = width};
}

static int setup(void **state)
{
	(void)state;
	struct term t;
	term_init(&t, true); /* the locale, for the widths of characters */
	return 0;
}

static void assert_wrapped(
	int width, const char *first, const char *rest, const char *text, const char *expected)
{
	struct term t = plain(width);
	struct buf out = BUF_INIT;
	term_add_wrapped(&t, &out, first, rest, str_of(text));
	assert_string_equal(buf_text(&out), expected);
	buf_release(&out);
}

static void columns(void **state)
{
	(void)state;
	assert_int_equal(term_columns(S("")), 0);
	assert_int_equal(term_columns(S("abc d")), 5);
	assert_int_equal(term_columns(S("Sj\xc3\xb6gren")), 7);
	assert_int_equal(term_columns(S(E_ACUTE E_ACUTE)), 2);
	assert_int_equal(term_columns(S(HAN HAN "x")), 5);
	assert_int_equal(term_columns(S("\xe2\x94\x81\xe2\x96\x88\xc2\xb7")), 3);
	assert_int_equal(term_columns(S("\x1b\x07\x7f\xff\xc3")), 0);
}

static void wraps(void **state)
{
	(void)state;
	assert_wrapped(20, "", "", "", "\n");
	assert_wrapped(20, "> ", "  ", " ", "> \n");
	assert_wrapped(20, "", "", "one", "one\n");
	assert_wrapped(20, "", "", "12345 78901 34567 90", "12345 78901 34567 90\n");
	assert_wrapped(20, "", "", "12345 78901 34567 901", "12345 78901 34567\n901\n");
	assert_wrapped(
		20, "  a  ", "     ", "one two three four", "  a  one two three\n     four\n");
	/* Each line has the room that its own indent leaves. */
	assert_wrapped(20, "Where:  ", "", "one two three four five",
		"Where:  one two\nthree four five\n");
	assert_wrapped(20, "", "        ", "one two three four five",
		"one two three four\n        five\n");
}

static void joins_lines_and_keeps_paragraphs(void **state)
{
	(void)state;
	assert_wrapped(40, "", "", "one\ntwo\n three", "one two three\n");
	assert_wrapped(
		40, "> ", "  ", "one\n\ntwo\n\n\n \t\nthree\n\n", "> one\n\n  two\n\n  three\n");
	assert_wrapped(40, "", "", "\n\n one \n", "one\n");
	assert_wrapped(40, "", "", "a\tb  c", "a b c\n");
}

static void breaks_long_words(void **state)
{
	(void)state;
	assert_wrapped(20, "", "", "123456789012345678901234567890123456789012345",
		"12345678901234567890\n12345678901234567890\n12345\n");
	assert_wrapped(20, "", "", "a 123456789012345678901 b", "a\n12345678901234567890\n1 b\n");
	assert_wrapped(20, "", "", "12345678901234567890", "12345678901234567890\n");
	/* A wide character that would stand half outside goes to the next line. */
	assert_wrapped(21, "", "", HAN HAN HAN HAN HAN HAN HAN HAN HAN HAN HAN,
		HAN HAN HAN HAN HAN HAN HAN HAN HAN HAN "\n" HAN "\n");
	/* A mark stays with its letter. */
	assert_wrapped(20, "", "", "1234567890123456789" E_ACUTE "x",
		"1234567890123456789" E_ACUTE "\nx\n");
	/* However deep the indent, a few letters fit. */
	assert_wrapped(20, "                ", "                ", "1234567890",
		"                12345678\n                90\n");
}

static void shows_what_a_terminal_would_obey(void **state)
{
	(void)state;
	assert_wrapped(60, "", "", "\x1b[31mred\x1b[0m \x07", "\\x1b[31mred\\x1b[0m \\x07\n");
	assert_wrapped(60, "", "", "a\rb \x7f \xc2\x9b", "a\\x0db \\x7f \\x9b\n");
	assert_wrapped(60, "", "", "cut \xc3", "cut \\xc3\n");
	assert_wrapped(60, "", "",
		"a\xe2\x80\xae"
		"b",
		"a\\u{202e}b\n");
}

/* Any text at any width ----------------------------------------------------------------------- */

static const char *const pieces[] = {"a", "of", "the", "excision", "12345678901234567890123456789",
	"Sj\xc3\xb6gren", "caf" E_ACUTE, HAN HAN HAN, HAN "x" HAN, "\x1b[31m", "\xff", "11102-50,",
	"(CPT,", "\xe2\x80\x9cwith\xe2\x80\x9d", E_ACUTE E_ACUTE E_ACUTE,
	"antidisestablishmentarianism-and-more-of-it-until-it-is-longer-than-any-window-can-be-"
	"wide-"
	"wide-wide-wide-wide-wide"};
static const char *const blanks[] = {" ", " ", " ", " ", "\n", "  ", "\t", "\n\n", " \n \n", ""};

#define PICK(rng, list) ((list)[rng_below(rng, sizeof(list) / sizeof *(list))])

static void make_text(struct rng *rng, struct buf *out)
{
	size_t n = (size_t)rng_below(rng, 40);
	buf_reset(out);
	for (size_t i = 0; i < n; i++) {
		buf_add_text(out, PICK(rng, pieces));
		buf_add_text(out, PICK(rng, blanks));
	}
}

/* Without blanks of any kind: what must be the same before and after. */
static void add_ink(struct buf *out, struct str text)
{
	for (size_t i = 0; i < text.n; i++) {
		if (!strchr(" \t\n", text.p[i]))
			buf_add_char(out, text.p[i]);
	}
}

static struct str first_word(struct str line)
{
	struct str word;
	return str_next(&line, ' ', &word) ? word : S("");
}

/* Lines as wide as they may be and no wider, without blanks at their ends. */
static void check_lines(const char *wrapped, size_t width, size_t indent)
{
	struct str rest = str_of(wrapped), line;
	size_t before = 0; /* columns of the line before, 0 where a paragraph begins */
	assert_true(rest.n > 0 && rest.p[rest.n - 1] == '\n');
	rest.n--;
	while (str_next(&rest, '\n', &line)) {
		size_t used = term_columns(line);
		if (used > width)
			fail_msg("width %zu: \"%.*s\"", width, STR_ARG(line));
		struct str bare = str_from(line, line.n < indent ? line.n : indent);
		assert_true(str_same(bare, str_trim(bare)));
		size_t next = term_columns(first_word(bare));
		if (before > 0 && used > 0 && before + 1 + next <= width)
			fail_msg("width %zu: \"%.*s\" could stand on the line before", width,
				STR_ARG(line));
		before = used;
	}
}

static void holds_for_any_text(void **state)
{
	(void)state;
	static const char *const indents[] = {"", "     ", "            "};
	struct rng rng;
	struct buf text = BUF_INIT, out = BUF_INIT, visible = BUF_INIT;
	rng_init(&rng, 20261122);
	for (int round = 0; round < 3000; round++) {
		struct term t = plain(20 + (int)rng_below(&rng, 81));
		const char *indent = PICK(&rng, indents);
		struct buf want = BUF_INIT, got = BUF_INIT;
		make_text(&rng, &text);
		buf_reset(&out);
		term_add_wrapped(&t, &out, indent, indent, buf_view(&text));
		check_lines(buf_text(&out), (size_t)t.width, strlen(indent));
		buf_reset(&visible);
		utf8_add_visible(&visible, buf_view(&text));
		add_ink(&want, buf_view(&visible));
		add_ink(&got, buf_view(&out));
		assert_string_equal(buf_text(&got), buf_text(&want));
		buf_release(&want);
		buf_release(&got);
	}
	buf_release(&text);
	buf_release(&out);
	buf_release(&visible);
}

/* Styles and signs ---------------------------------------------------------------------------- */

static void styles(void **state)
{
	(void)state;
	struct term t = plain(20), coloured = {.colour = true, .width = 20};
	struct buf out = BUF_INIT;
	term_add_styled(&t, &out, STYLE_BOLD, S("x"));
	term_add_styled(&coloured, &out, STYLE_PLAIN, S("y"));
	term_add_styled(&coloured, &out, STYLE_BOLD, S(""));
	assert_string_equal(buf_text(&out), "xy");
	buf_reset(&out);
	term_add_styled(&coloured, &out, STYLE_GOOD, S("z"));
	assert_string_equal(buf_text(&out), "\033[32mz\033[0m");
	buf_reset(&out);
	/* A style ends with its line, and its signs take no columns. */
	term_add_wrapped_styled(
		&coloured, &out, "> ", "  ", STYLE_DIM, S("12345 78901 345678 1234 6"));
	assert_string_equal(buf_text(&out), "> \033[2m12345 78901 345678\033[0m\n"
					    "  \033[2m1234 6\033[0m\n");
	buf_release(&out);
}

static void signs_and_bars(void **state)
{
	(void)state;
	struct term ascii = plain(80), drawn = {.drawing = true, .width = 80};
	static const struct {
		double share;
		const char *bar;
	} rows[] = {{0, "...."}, {0.12, "...."}, {0.13, "#..."}, {0.5, "##.."}, {0.99, "####"},
		{1, "####"}, {1.5, "####"}, {-1, "...."}};
	struct buf out = BUF_INIT;
	assert_string_equal(term_sign(&ascii, "\xe2\x9c\x93", "*"), "*");
	assert_string_equal(term_sign(&drawn, "\xe2\x9c\x93", "*"), "\xe2\x9c\x93");
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		buf_reset(&out);
		term_add_bar(&ascii, &out, 4, rows[i].share);
		assert_string_equal(buf_text(&out), rows[i].bar);
	}
	buf_reset(&out);
	term_add_bar(&drawn, &out, 3, 0.34);
	assert_string_equal(buf_text(&out), "\xe2\x96\x88\xe2\x96\x91\xe2\x96\x91");
	buf_release(&out);
}

/* Without a terminal --------------------------------------------------------------------------- */

/* Standard output may be a terminal while the tests run. */
static struct term measured_without_terminal(void)
{
	struct term t;
	fflush(stdout);
	int kept = dup(STDOUT_FILENO), null = open("/dev/null", O_WRONLY);
	dup2(null, STDOUT_FILENO);
	close(null);
	term_init(&t, false);
	dup2(kept, STDOUT_FILENO);
	close(kept);
	return t;
}

static void without_a_terminal(void **state)
{
	(void)state;
	static const struct {
		const char *columns;
		int width;
	} rows[] = {{NULL, 80}, {"60", 60}, {"100", 100}, {"1000", 100}, {"20", 20}, {"3", 20},
		{"0", 80}, {"-5", 80}, {"", 80}, {"wide", 80}, {"99999999999999999999", 80}};
	setenv("TERM", "xterm-256color", 1);
	unsetenv("NO_COLOR");
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		if (rows[i].columns)
			setenv("COLUMNS", rows[i].columns, 1);
		else
			unsetenv("COLUMNS");
		struct term t = measured_without_terminal();
		assert_int_equal(t.width, rows[i].width);
		assert_false(t.interactive || t.colour || t.drawing);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(columns),
		cmocka_unit_test(wraps),
		cmocka_unit_test(joins_lines_and_keeps_paragraphs),
		cmocka_unit_test(breaks_long_words),
		cmocka_unit_test(shows_what_a_terminal_would_obey),
		cmocka_unit_test(holds_for_any_text),
		cmocka_unit_test(styles),
		cmocka_unit_test(signs_and_bars),
		cmocka_unit_test(without_a_terminal),
	};
	return cmocka_run_group_tests(tests, setup, NULL);
}
