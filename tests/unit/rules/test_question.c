/*
 * test_question.c - what must hold of a question, and that the hash sees every edit.
 * May use: rules/question. Must not know: any format.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "rules/question.h"

static struct question sound(void)
{
	return (struct question){.slug = "int-0001",
		.title = "Title",
		.difficulty = 2,
		.concept = "concept",
		.basis = "book",
		.source = "source",
		.payer = "any",
		.pool = "practice",
		.codes = "99213",
		.tags = "tag",
		.reviewed = "2026-01-02",
		.stem = "Which code?",
		.choices = {{CHOICE_OPTION, false, "11642", "why not", 10},
			{CHOICE_OPTION, true, "11643", "why", 12},
			{CHOICE_OPTION, false, "11644", "why not", 14}},
		.choice_count = 3,
		.rule = "The rule.",
		.line = 1};
}

static struct question typed(void)
{
	struct question q = sound();
	q.choices[0] = (struct choice){CHOICE_ACCEPT, true, "E11.42", "", 10};
	q.choices[1] = (struct choice){CHOICE_PATTERN, true, "E11\\.4[0-9]", "", 12};
	q.choice_count = 2;
	return q;
}

/* The faults of a question as "line: sentence\n" each. */
struct told {
	char text[2000];
	size_t n;
};

static void tell(void *context, int line, const char *sentence)
{
	struct told *t = context;
	t->n += (size_t)snprintf(t->text + t->n, sizeof t->text - t->n, "%d: %s\n", line, sentence);
}

static void assert_faults(struct question q, const char *expected)
{
	struct told t = {"", 0};
	int faults = 0;
	for (const char *p = expected; *p; p++)
		faults += *p == '\n';
	assert_int_equal(question_check(&q, tell, &t), faults);
	assert_string_equal(t.text, expected);
	assert_int_equal(question_check(&q, NULL, NULL), faults);
}

static void sound_ones(void **state)
{
	(void)state;
	struct question q = sound();
	assert_faults(q, "");
	assert_faults(typed(), "");
	q.basis = q.concept = q.source = q.codes = q.tags = q.reviewed = q.title = q.rule = "";
	q.payer = "medicare";
	q.pool = "mock";
	assert_faults(q, "");
	q = typed();
	q.choice_count = 1;
	assert_faults(q, "");
}

static void fields(void **state)
{
	(void)state;
	struct question q = sound();
	q.slug = "Int 1";
	q.difficulty = 4;
	q.basis = "bo\x1Bok";
	q.payer = "";
	q.pool = "exam";
	q.stem = " \n";
	assert_faults(q, "1: found the slug \"Int 1\", expected lower-case letters, digits and "
			 "hyphens, at most 64\n"
			 "1: found difficulty 4, expected 1 (recall), 2 (apply) or 3 (analyse)\n"
			 "1: found the basis \"bo\\x1bok\", expected one of: data text book\n"
			 "1: found the payer \"\", expected one of: any cpt medicare\n"
			 "1: found the pool \"exam\", expected one of: practice mock\n"
			 "1: the question has no stem\n");
	q = sound();
	q.difficulty = 0;
	q.basis = "data text"; /* two words are none of them */
	assert_faults(q, "1: found difficulty 0, expected 1 (recall), 2 (apply) or 3 (analyse)\n"
			 "1: found the basis \"data text\", expected one of: data text book\n");
}

static void numbers_of_choices_and_keys(void **state)
{
	(void)state;
	struct question q = sound();
	q.choice_count = 0;
	assert_faults(q, "1: the question has no choices, expected 2 to 10 of which one is the "
			 "key, or an accepted answer\n");
	assert_false(question_is_typed(&q));
	q.choice_count = 1;
	assert_faults(q, "10: found one choice, expected 2 to 10\n");
	q = sound();
	q.choices[0].is_key = q.choices[2].is_key = true;
	assert_faults(q, "12: found 3 keys among the choices, expected one\n");
	q = sound();
	q.choices[1].is_key = false;
	assert_faults(q, "10: none of the choices is the key, expected one\n");
}

static void sorts(void **state)
{
	(void)state;
	struct question q = sound();
	assert_false(question_is_typed(&q));
	q.choices[1].kind = CHOICE_ACCEPT;
	q.choices[2].kind = CHOICE_PATTERN;
	assert_faults(q, "12: found choices to pick and accepted answers in one question, "
			 "expected one sort\n");
	q = typed();
	assert_true(question_is_typed(&q));
	q.choices[1].kind = CHOICE_OPTION;
	assert_faults(q, "12: found choices to pick and accepted answers in one question, "
			 "expected one sort\n");
}

static void equal_choices(void **state)
{
	(void)state;
	struct question q = sound();
	q.choices[0].text = "Code B,  and C";
	q.choices[1].text = "code b, AND\tc ";
	q.choices[2].text = "codeb,andc.";
	assert_faults(q, "12: choice 2 is the same as choice 1 but for case and blanks\n");
	q.choices[2].text = "codeb,andc";
	assert_faults(q, "12: choice 2 is the same as choice 1 but for case and blanks\n"
			 "14: choice 3 is the same as choice 1 but for case and blanks\n");
	q = sound();
	q.choices[1].text = " ";
	q.choices[2].text = "";
	assert_faults(q, "12: choice 2 has no text\n14: choice 3 has no text\n");
	q = typed();
	q.choices[1].text = "E11.42"; /* as a pattern it is another thing */
	assert_faults(q, "");
	q.choices[0] = (struct choice){CHOICE_PATTERN, true, "a\\d", "", 10};
	q.choices[1].text = "a\\D"; /* the opposite */
	assert_faults(q, "");
	q.choices[1].text = "a\\d";
	assert_faults(q, "12: choice 2 is the same as choice 1 but for case and blanks\n");
}

static void bad_patterns(void **state)
{
	(void)state;
	struct question q = typed();
	q.choices[1].text = "E11\\.4[0-9";
	assert_faults(q, "12: not a pattern: missing terminating ] for character class, at its "
			 "end\n");
	q.choices[1].text = "";
	assert_faults(q, "12: choice 2 has no text\n");
	q.choices[1].text = "a\nb"; /* no format has a place for it */
	assert_faults(q, "12: found a line end in a pattern, expected one line (\\n says it in a "
			 "pattern)\n");
}

static void sizes(void **state)
{
	static char stem[QUESTION_BYTES_MAX + 2];
	struct question q = sound();
	size_t rest = question_size(&q) - strlen(q.stem);
	(void)state;
	memset(stem, 'x', QUESTION_BYTES_MAX - rest);
	q.stem = stem;
	assert_int_equal(question_size(&q), QUESTION_BYTES_MAX);
	assert_faults(q, "");
	stem[QUESTION_BYTES_MAX - rest] = 'x';
	assert_faults(q, "1: found a question of 61441 bytes, expected at most 61440\n");
}

static struct question several(void)
{
	struct question q = sound();
	q.multiple = true;
	q.choices[2].is_key = true;
	return q;
}

static struct question numeric(void)
{
	struct question q = sound();
	q.choices[0] = (struct choice){CHOICE_NUMBER, true, "12.5:0.5", "", 10};
	q.choices[1] = (struct choice){CHOICE_NUMBER, true, "20..21", "", 12};
	q.choice_count = 2;
	return q;
}

static void several_keys(void **state)
{
	(void)state;
	struct question q = several();
	assert_faults(q, "");
	q.choices[0].is_key = true; /* all of them */
	assert_faults(q, "");
	q.choices[0].is_key = q.choices[2].is_key = false; /* one of them */
	assert_faults(q, "");
	q.choices[1].is_key = false;
	assert_faults(q, "10: none of the choices is a key, expected one or more\n");
	q.choice_count = 1;
	assert_faults(q, "10: found one choice, expected 2 to 10\n");
	q = typed();
	q.multiple = true;
	assert_faults(q, "10: found an accepted answer in a question of several right choices, "
			 "expected choices to pick\n");
}

static void numbers(void **state)
{
	(void)state;
	struct question q = numeric();
	assert_faults(q, "");
	q.choices[0].text = "12,5";
	q.choices[1].text = "21..20";
	assert_faults(q, "10: found \"12,5\", expected a number such as 12.5, one with a "
			 "tolerance of 0 or more such as 12.5:0.5, or a range such as 12..13\n"
			 "12: found \"21..20\", expected a number such as 12.5, one with a "
			 "tolerance of 0 or more such as 12.5:0.5, or a range such as 12..13\n");
	q = numeric();
	q.choices[1].text = "12.5 : 0.5";
	assert_faults(q, "12: choice 2 is the same as choice 1 but for case and blanks\n");
	/* a number, a text and a pattern may stand together */
	q = typed();
	q.choices[2] = (struct choice){CHOICE_NUMBER, true, "5", "", 14};
	q.choice_count = 3;
	assert_faults(q, "");
	q = sound();
	q.choices[1].kind = CHOICE_NUMBER;
	q.choices[1].text = "5";
	assert_faults(q, "12: found choices to pick and accepted answers in one question, "
			 "expected one sort\n");
}

static enum question_kind of_two(const char *a, const char *b)
{
	struct question q = sound();
	q.choice_count = 2;
	q.choices[0].text = a;
	q.choices[1].text = b;
	return question_kind_of(&q);
}

static void kinds(void **state)
{
	(void)state;
	struct question q = sound(), s = several(), n = numeric(), t = typed();
	assert_int_equal(question_kind_of(&q), QUESTION_SINGLE);
	assert_int_equal(question_kind_of(&s), QUESTION_MULTIPLE);
	assert_int_equal(question_kind_of(&n), QUESTION_NUMERIC);
	assert_int_equal(question_kind_of(&t), QUESTION_TYPED);
	n.choices[1] = t.choices[0];
	assert_int_equal(question_kind_of(&n), QUESTION_TYPED);
	assert_int_equal(of_two("True", "False"), QUESTION_TRUE_FALSE);
	assert_int_equal(of_two("FALSE", "true"), QUESTION_TRUE_FALSE);
	assert_int_equal(of_two("True", "True"), QUESTION_SINGLE);
	assert_int_equal(of_two("Yes", "No"), QUESTION_SINGLE);
	for (int kind = 0; kind < QUESTION_KINDS; kind++) {
		const char *name = question_kind_name((enum question_kind)kind);
		assert_int_equal(question_kind_find(str_of(name)), kind);
	}
	assert_int_equal(question_kind_find(str_of("Single")), -1);
	assert_int_equal(question_kind_find(str_of("")), -1);
}

static void keys_and_what_is_told(void **state)
{
	(void)state;
	struct question q = sound(), s = several(), t = typed();
	assert_int_equal(question_keys(&q), 2);
	assert_int_equal(question_keys(&s), 6);
	assert_int_equal(question_told(&t), 0);
	t.choices[2] = t.choices[0];
	t.choices[0] = t.choices[1];
	t.choices[1] = (struct choice){CHOICE_NUMBER, true, "5", "", 14};
	t.choice_count = 2; /* a pattern and a number */
	assert_int_equal(question_told(&t), 1);
	t.choice_count = 3; /* and a text */
	assert_int_equal(question_told(&t), 2);
}

static void slugs(void **state)
{
	(void)state;
	char longest[66];
	memset(longest, 'a', 65);
	longest[64] = '\0';
	assert_true(question_slug_valid(str_of(longest)));
	longest[64] = 'a';
	longest[65] = '\0';
	assert_false(question_slug_valid(str_of(longest)));
	static const char *const good[] = {"a", "0", "int-0001", "a-", "a--b"};
	static const char *const bad[] = {
		"", "-a", "A", "a b", "a_b", "a.b", "a/b", "..", "\xC3\xA9", "a\n"};
	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		assert_true(question_slug_valid(str_of(good[i])));
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_false(question_slug_valid(str_of(bad[i])));
	assert_false(question_slug_valid((struct str){"a\0b", 3}));
}

static void words(void **state)
{
	(void)state;
	assert_true(question_word_valid(str_of("data"), QUESTION_BASES));
	assert_true(question_word_valid(str_of("book"), QUESTION_BASES));
	assert_false(question_word_valid(str_of(""), QUESTION_BASES));
	assert_false(question_word_valid(str_of("dat"), QUESTION_BASES));
	assert_false(question_word_valid(str_of("Data"), QUESTION_BASES));
}

/* Each edit of one place gives another hash than all the others. */
static void every_edit_shows(void **state)
{
	(void)state;
	struct question q[32];
	size_t n = 0;
	for (size_t i = 0; i < 32; i++)
		q[i] = sound();
	n++; /* the first stays as it is */
	q[n++].title = "Titlf";
	q[n++].difficulty = 3;
	q[n++].concept = "";
	q[n++].basis = "text";
	q[n++].source = "";
	q[n++].payer = "cpt";
	q[n++].pool = "mock";
	q[n++].codes = "";
	q[n++].tags = "";
	q[n++].reviewed = "";
	q[n++].stem = "Which code?\n";
	q[n++].rule = "";
	q[n].tags = "99213tag";
	q[n++].codes = ""; /* the same letters in other fields */
	q[n++].choice_count = 2;
	q[n++].choices[2].text = "11645";
	q[n++].choices[2].rationale = "";
	q[n++].choices[2].is_key = true;
	q[n++].choices[2].kind = CHOICE_ACCEPT;
	q[n++].choices[2].kind = CHOICE_NUMBER;
	q[n++].multiple = true;
	q[n].choices[0] = q[0].choices[2];
	q[n++].choices[2] = q[0].choices[0];
	for (size_t i = 0; i < n; i++) {
		for (size_t j = 0; j < i; j++)
			assert_true(question_hash(&q[i]) != question_hash(&q[j]));
	}
	struct question same = sound();
	same.slug = "other";
	same.line = same.choices[0].line = 77;
	assert_true(question_hash(&same) == question_hash(&q[0]));
}

/* The hash stands in learners' files: were it another one in the next release, all their questions
 * would count as edited. Worked out apart from this code. */
static void known_hashes(void **state)
{
	(void)state;
	struct question q = sound(), t = typed();
	assert_true(question_hash(&q) == UINT64_C(0xe0ab1359350b527f));
	assert_true(question_hash(&t) == UINT64_C(0xf14d57ad4bea91fe));
}

static void files(void **state)
{
	(void)state;
	struct question_file f;
	question_file_init(&f);
	assert_string_equal(f.set, "");
	assert_string_equal(f.domain, "");
	assert_int_equal(f.n, 0);
	question_file_release(&f);
	question_file_release(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sound_ones),
		cmocka_unit_test(fields),
		cmocka_unit_test(numbers_of_choices_and_keys),
		cmocka_unit_test(sorts),
		cmocka_unit_test(equal_choices),
		cmocka_unit_test(bad_patterns),
		cmocka_unit_test(sizes),
		cmocka_unit_test(several_keys),
		cmocka_unit_test(numbers),
		cmocka_unit_test(kinds),
		cmocka_unit_test(keys_and_what_is_told),
		cmocka_unit_test(slugs),
		cmocka_unit_test(words),
		cmocka_unit_test(every_edit_shows),
		cmocka_unit_test(known_hashes),
		cmocka_unit_test(files),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
