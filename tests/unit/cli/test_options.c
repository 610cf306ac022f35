/*
 * test_options.c - the command line: options by two tables, and the words beside them.
 * May use: cli/options. Must not know: what a command does.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/options.h"

static const struct option_rule common[] = {
	{"db", "FILE", "file"}, {"json", NULL, "JSON"}, {"help", NULL, "help"}, {NULL, NULL, NULL}};
static const struct option_rule own[] = {
	{"count", "N", "number"}, {"domain", "NAME", "domain"}, {NULL, NULL, NULL}};

#define ARGS_MAX 64

static struct options options;
static struct cpc_error err;
static char *args[ARGS_MAX];
static char text[1024];

/* `line` to args, split at blanks; "''" stands for an empty word. How many there are. */
static int split(const char *line)
{
	int n = 0;
	options = (struct options){0};
	snprintf(text, sizeof text, "%s", line);
	for (char *at = text; at && n < ARGS_MAX - 1;) {
		char *blank = strchr(at, ' ');
		if (blank)
			*blank++ = '\0';
		if (strcmp(at, "''") == 0)
			at[0] = '\0';
		args[n++] = at;
		at = blank;
	}
	args[n] = NULL;
	return n;
}

static int read_line(const char *line, const struct option_rule *second, bool until_word)
{
	int n = split(line);
	return options_read(n, args, common, second, until_word, &options, &err);
}

static void assert_refused(const char *line, const char *word, const char *sentence)
{
	assert_int_equal(read_line(line, own, false), CPC_USAGE);
	assert_string_equal(err.text, sentence);
	if (word)
		assert_string_equal(options.refused, word);
}

static int setup(void **state)
{
	(void)state;
	/* With it set, what stands behind the first word is no option. */
	return unsetenv("POSIXLY_CORRECT");
}

static void nothing(void **state)
{
	(void)state;
	assert_int_equal(read_line("cpc", own, false), CPC_OK);
	assert_int_equal(options.given, 0);
	assert_int_equal(options.word_count, 0);
	assert_false(option_given(&options, "db"));
	assert_null(option_value(&options, "db"));
}

static void values(void **state)
{
	(void)state;
	assert_int_equal(read_line("study --count 3 --db=x.db --json", own, false), CPC_OK);
	assert_string_equal(option_value(&options, "count"), "3");
	assert_string_equal(option_value(&options, "db"), "x.db");
	assert_string_equal(option_value(&options, "json"), "");
	assert_true(option_given(&options, "json"));
	assert_false(option_given(&options, "domain"));
	assert_int_equal(read_line("study --db a --count 1 --db b", own, false), CPC_OK);
	assert_string_equal(option_value(&options, "db"), "b");
	assert_int_equal(read_line("study --db --json", own, false), CPC_OK);
	assert_string_equal(option_value(&options, "db"), "--json");
	assert_int_equal(read_line("study --dom x --js -h", own, false), CPC_OK);
	assert_string_equal(option_value(&options, "domain"), "x");
	assert_true(option_given(&options, "json"));
	assert_true(option_given(&options, "help"));
}

static void words(void **state)
{
	(void)state;
	assert_int_equal(read_line("config a --json b", own, false), CPC_OK);
	assert_int_equal(options.word_count, 2);
	assert_string_equal(options.words[0], "a");
	assert_string_equal(options.words[1], "b");
	assert_int_equal(read_line("config --json -- --count", own, false), CPC_OK);
	assert_int_equal(options.word_count, 1);
	assert_string_equal(options.words[0], "--count");
	assert_int_equal(read_line("config - ''", own, false), CPC_OK);
	assert_int_equal(options.word_count, 2);
	assert_string_equal(options.words[0], "-");
	assert_string_equal(options.words[1], "");
}

/* As the program reads it: its own options, the command, the command's. */
static void until_the_command(void **state)
{
	(void)state;
	assert_int_equal(read_line("cpc --db x study --count 3 now", NULL, true), CPC_OK);
	assert_int_equal(options.given, 1);
	assert_int_equal(options.word_count, 4);
	assert_string_equal(options.words[0], "study");
	assert_int_equal(
		options_read(options.word_count, options.words, common, own, false, &options, &err),
		CPC_OK);
	assert_string_equal(option_value(&options, "db"), "x");
	assert_string_equal(option_value(&options, "count"), "3");
	assert_int_equal(options.word_count, 1);
	assert_string_equal(options.words[0], "now");
}

/* One name, with a value before the command and without one behind it. */
static void flags(void **state)
{
	static const struct option_rule bank[] = {{"bank", "DIR", "folder"}, {NULL, NULL, NULL}},
					flag[] = {{"bank", NULL, "the bank"}, {NULL, NULL, NULL}};
	static const struct {
		const char *line, *text;
		bool flag;
	} cases[] = {
		{"cpc lint", NULL, false},
		{"cpc lint --bank", NULL, true},
		{"cpc --bank x lint", "x", false},
		{"cpc --bank x lint --bank", "x", true},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		int n = split(cases[i].line);
		assert_int_equal(options_read(n, args, bank, NULL, true, &options, &err), CPC_OK);
		assert_int_equal(options_read(options.word_count, options.words, bank, flag, false,
					 &options, &err),
			CPC_OK);
		assert_int_equal(option_flag(&options, "bank"), cases[i].flag);
		if (cases[i].text)
			assert_string_equal(option_text(&options, "bank"), cases[i].text);
		else
			assert_null(option_text(&options, "bank"));
	}
}

static void refused(void **state)
{
	(void)state;
	assert_refused(
		"study --cuont", "--cuont", "there is no option --cuont; did you mean --count?");
	assert_refused("study --nonsense", "--nonsense", "there is no option --nonsense");
	assert_refused("study --d x", "--d", "there is no option --d; did you mean --db?");
	assert_refused("study -x", NULL, "there is no option -x");
	assert_refused("study -hx", NULL, "there is no option -x");
	assert_refused("study -3", NULL, "there is no option -3, and no number below 0 is taken");
	assert_refused("study --count", "--count", "--count wants a value behind it");
	assert_refused("study --count=", NULL, "--count: the value is empty");
	assert_refused("study --db ''", NULL, "--db: the value is empty");
	assert_refused("study --json=1", "--json=1",
		"--json=1: there is no such option, or it takes no value");
	assert_refused(
		"study --no=1", "--no=1", "--no=1: there is no such option, or it takes no value");
}

static void too_many(void **state)
{
	(void)state;
	char line[512] = "study";
	for (int i = 0; i < OPTIONS_MAX; i++)
		snprintf(line + strlen(line), sizeof line - strlen(line), " --json");
	assert_int_equal(read_line(line, own, false), CPC_OK);
	assert_int_equal(options.given, OPTIONS_MAX);
	snprintf(line + strlen(line), sizeof line - strlen(line), " --json");
	assert_refused(line, NULL, "too many options");
}

static void numbers(void **state)
{
	(void)state;
	int64_t n = 7;
	assert_int_equal(read_line("study", own, false), CPC_OK);
	assert_int_equal(option_number(&options, "count", 1, 9, &n, &err), CPC_OK);
	assert_int_equal(n, 7);
	assert_int_equal(read_line("study --count 9", own, false), CPC_OK);
	assert_int_equal(option_number(&options, "count", 1, 9, &n, &err), CPC_OK);
	assert_int_equal(n, 9);
	static const char *const bad[] = {
		"0", "10", "x", "1x", "1.5", "-1", "99999999999999999999", "0x5"};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		char line[64], sentence[128];
		snprintf(line, sizeof line, "study --count=%s", bad[i]);
		snprintf(sentence, sizeof sentence,
			"--count: found \"%s\", expected a whole number from 1 to 9", bad[i]);
		assert_int_equal(read_line(line, own, false), CPC_OK);
		assert_int_equal(option_number(&options, "count", 1, 9, &n, &err), CPC_USAGE);
		assert_string_equal(err.text, sentence);
		assert_int_equal(n, 9);
	}
}

/* A command's own option of a name that stands everywhere is the one that is meant behind it; what
 * was given before the command keeps its value. */
static void own_before_common(void **state)
{
	static const struct option_rule flag[] = {
		{"db", NULL, "of the command"}, {NULL, NULL, NULL}};
	(void)state;
	assert_int_equal(read_line("x --db word", flag, false), CPC_OK);
	assert_string_equal(option_value(&options, "db"), "");
	assert_null(option_text(&options, "db"));
	assert_int_equal(options.word_count, 1);
	options = (struct options){.names = {"db", "db"}, .values = {"f", ""}, .given = 2};
	assert_string_equal(option_value(&options, "db"), "");
	assert_string_equal(option_text(&options, "db"), "f");
	assert_null(option_text(&options, "json"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing),
		cmocka_unit_test(values),
		cmocka_unit_test(words),
		cmocka_unit_test(until_the_command),
		cmocka_unit_test(flags),
		cmocka_unit_test(refused),
		cmocka_unit_test(too_many),
		cmocka_unit_test(numbers),
		cmocka_unit_test(own_before_common),
	};
	return cmocka_run_group_tests(tests, setup, NULL);
}
