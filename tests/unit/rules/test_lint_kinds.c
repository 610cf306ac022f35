/*
 * test_lint_kinds.c - what the linter asks of questions of the exam's kind alone, it does not ask
 * of others, and does not count them. May use: rules/lint. Must not know: files, formats.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "near.h"
#include "rules/lint.h"

#define MANY 40

static char heard[4000];

static void hear(void *context, const struct lint_finding *f)
{
	size_t n = strlen(heard);
	(void)context;
	snprintf(heard + n, sizeof heard - n, "%c %s: %s\n", f->level, f->rule->id, f->sentence);
}

static struct question base(void)
{
	return (struct question){.slug = "int-0001",
		.title = "Title",
		.difficulty = 2,
		.concept = "",
		.basis = "book",
		.source = "source",
		.payer = "any",
		.pool = "practice",
		.codes = "",
		.tags = "",
		.reviewed = "",
		.stem = "A surgeon closes a wound.\n\nWhat is measured?",
		.rule = "The rule.",
		.line = 5};
}

static struct question several(void)
{
	struct question q = base();
	const struct choice choices[] = {{CHOICE_OPTION, true, "depth of tissue", "why", 10},
		{CHOICE_OPTION, true, "length of repair", "why", 12},
		{CHOICE_OPTION, false, "width of margin", "why not", 14},
		{CHOICE_OPTION, true, "count of stitch", "why", 16},
		{CHOICE_OPTION, false, "colour", "why not", 18}};
	memcpy(q.choices, choices, sizeof choices);
	q.choice_count = 5;
	q.multiple = true;
	q.stem = "A surgeon closes a wound. Select all that are measured.";
	return q;
}

static struct question truth(void)
{
	struct question q = base();
	q.choices[0] = (struct choice){CHOICE_OPTION, false, "True", "", 10};
	q.choices[1] = (struct choice){CHOICE_OPTION, true, "False", "why", 12};
	q.choice_count = 2;
	q.stem = "The depth of a wound is not measured.";
	return q;
}

static struct question number(void)
{
	struct question q = base();
	q.choices[0] = (struct choice){CHOICE_NUMBER, true, "99241", "", 10};
	q.choice_count = 1;
	q.stem = "How many dollars?";
	return q;
}

static void check(const struct question *q, const char *expected)
{
	const struct lint_item item = {q, "cpc/int-0001", "f.md", "integumentary", 2026, false};
	struct lint_summary s;
	struct cpc_error err;
	heard[0] = '\0';
	assert_int_equal(lint_run(&item, 1, NULL, NULL, hear, NULL, &s, &err), CPC_OK);
	assert_string_equal(heard, expected);
}

static void several_right(void **state)
{
	(void)state;
	struct question q = several();
	check(&q, "");
	q.choices[4].text = "the depth of all the tissues that were cut, always";
	q.choices[0].text = "measured tissue";
	check(&q, "");
	/* Each side may be right, and each code is looked at. */
	q = several();
	q.choice_count = 4;
	q.choices[0].text = "20610-RT";
	q.choices[1].text = "20610-LT";
	q.choices[2].text = "27447-RT";
	q.choices[3].text = "J1010";
	check(&q, "W L30: J1010 is a drug, and the stem tells no dose\n");
	q.multiple = false;
	for (size_t i = 1; i < 4; i++)
		q.choices[i].is_key = false;
	q.stem = "What is reported?";
	check(&q, "W L31: choices differ by side, and the stem names none\n");
}

static void true_or_false(void **state)
{
	(void)state;
	struct question q = truth();
	check(&q, "");
	q.choices[1].rationale = "";
	check(&q, "E L32: choice 1 has no rationale\nE L32: choice 2 has no rationale\n");
}

static void typed(void **state)
{
	(void)state;
	struct question q = number(); /* 99241 is no more, and this is none */
	check(&q, "");
	q.choices[0] = (struct choice){CHOICE_ACCEPT, true, "depth", "", 10};
	q.stem = "What is measured is the ____ of the wound.";
	check(&q, "");
	q.stem = "What is measured is the [...] of the wound.";
	check(&q, "");
	q.stem = "What is measured is the depth of the wound.";
	check(&q, "W L16: the stem ends neither in a question nor in a phrase that the choices "
		  "complete\n");
}

/* Were they counted, "always A" would be told of. */
static void they_have_no_places(void **state)
{
	(void)state;
	struct question q[MANY];
	struct lint_item items[MANY];
	char stems[MANY][128];
	struct lint_summary s;
	struct cpc_error err;
	for (int i = 0; i < MANY; i++) {
		q[i] = i % 2 ? truth() : several();
		q[i].choices[0].is_key = true;
		q[i].choices[1].is_key = false;
		if (i % 2 == 0) {
			q[i].choice_count = 4;
			q[i].choices[3].is_key = false;
		}
		snprintf(stems[i], sizeof stems[i], "Alpha%d beta%d gamma%d delta%d is so%d.", i, i,
			i, i, i);
		q[i].stem = stems[i];
		items[i] = (struct lint_item){
			&q[i], "cpc/int-0001", "f.md", "integumentary", 2026, false};
	}
	heard[0] = '\0';
	assert_int_equal(lint_run(items, MANY, NULL, NULL, hear, NULL, &s, &err), CPC_OK);
	assert_string_equal(heard, "");
	assert_int_equal(s.strategies, 0);
	assert_near(s.chance, 0, 0);
	for (int i = 0; i < 4; i++)
		assert_int_equal(s.position[i], 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(several_right),
		cmocka_unit_test(true_or_false),
		cmocka_unit_test(typed),
		cmocka_unit_test(they_have_no_places),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
