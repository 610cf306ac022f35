/*
 * test_lint.c - every rule of the linter: a question in which it finds something, and a neighbour,
 * a word or two away, in which it does not.
 * May use: rules/lint. Must not know: files, formats.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "near.h"
#include "rules/lint.h"

/* What was found, as "E L01\n" each. */
struct heard {
	char text[4000];
	char sentences[8000];
	size_t n, said;
};

static void hear(void *context, const struct lint_finding *f)
{
	struct heard *h = context;
	h->n += (size_t)snprintf(
		h->text + h->n, sizeof h->text - h->n, "%c %s\n", f->level, f->rule->id);
	h->said += (size_t)snprintf(h->sentences + h->said, sizeof h->sentences - h->said,
		"%s:%d: %s: %s\n", f->file, f->line, f->id, f->sentence);
	assert_true(h->n < sizeof h->text && h->said < sizeof h->sentences);
}

static struct lint_lists lists;

static int read_lists(void **state)
{
	struct cpc_error err;
	(void)state;
	static const char *const texts[LINT_LIST_COUNT] = {
		"code\tbillable\ttitle\nM17.1\t0\tUnilateral\nM17.11\t1\tOf right knee, right\n"
		"M17.12\t1\tOf left knee, left\nI10\t1\tHypertension\nE11.9\t1\tDiabetes\n"
		"J18.9\t1\tPneumonia\nR05.9\t1\tCough\n",
		"code\tlisted_2026_07\tterminated\ttitle\nJ1010\t1\t\tDrug\nA4397\t1\t20211231\t\n"
		"J7298\t1\t\tSystem\nJ1020\t1\t20270101\t\nG2212\t1\t\t\n"
		"J1030\t1\t20261230\t\nJ1031\t1\t20261231\t\n",
		"code\tcategory\tlive_2026_04\n11642\tI\t1\n11643\tI\t1\n11644\tI\t1\n12013\tI\t1\n"
		"99202\tI\t1\n99203\tI\t1\n99204\tI\t1\n99205\tI\t1\n20610\tI\t1\n0001F\tII\t0\n"
		"99417\tI\t1\n99241\tI\t0\n27447\tI\t1\n",
		"modifier\ttitle\nRT\tRight\nLT\tLeft\n25\tx\n"};
	lint_lists_init(&lists);
	for (int i = 0; i < LINT_LIST_COUNT; i++) {
		if (lint_lists_read(&lists, (enum lint_list)i, str_of(texts[i]), "list", &err)) {
			print_error("%s\n", err.text);
			return -1;
		}
	}
	return 0;
}

static int drop_lists(void **state)
{
	(void)state;
	lint_lists_release(&lists);
	return 0;
}

/* A sound question in prose; the key is B. Words differ enough from one to the next. */
static struct question sound(void)
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
		.choices = {{CHOICE_OPTION, false, "depth of tissue", "why not", 10},
			{CHOICE_OPTION, true, "length of repair", "why", 12},
			{CHOICE_OPTION, false, "width of margin", "why not", 14},
			{CHOICE_OPTION, false, "count of stitch", "why not", 16}},
		.choice_count = 4,
		.rule = "The rule.",
		.line = 5};
}

static struct question codes(const char *a, const char *key, const char *c, const char *d)
{
	struct question q = sound();
	q.choices[0].text = a;
	q.choices[1].text = key;
	q.choices[2].text = c;
	q.choices[3].text = d;
	return q;
}

static struct question with_stem(const char *stem)
{
	struct question q = sound();
	q.stem = stem;
	return q;
}

static struct question with_choice(size_t i, const char *text)
{
	struct question q = sound();
	q.choices[i].text = text;
	return q;
}

static void run_on(const struct lint_item *items, size_t n, bool with_lists, const char *rule,
	struct heard *h, struct lint_summary *s)
{
	struct cpc_error err;
	const struct lint_rule *only = NULL;
	for (size_t i = 0; rule && i < lint_rule_count(); i++) {
		if (strcmp(lint_rule_at(i)->id, rule) == 0)
			only = lint_rule_at(i);
	}
	assert_true(!rule || only);
	*h = (struct heard){.n = 0};
	assert_int_equal(
		lint_run(items, n, with_lists ? &lists : NULL, only, hear, h, s, &err), CPC_OK);
}

static struct lint_item item_of(const struct question *q)
{
	return (struct lint_item){q, "cpc/int-0001", "f.md", "integumentary", 2026, false};
}

#define assert_found(rule, asked, expected)                                                        \
	do {                                                                                       \
		struct question q_ = asked;                                                        \
		struct lint_item item_ = item_of(&q_);                                             \
		check_found(&item_, rule, expected, __LINE__);                                     \
	} while (0)

static void check_found(
	const struct lint_item *item, const char *rule, const char *expected, int line)
{
	struct heard h;
	struct lint_summary s;
	run_on(item, 1, true, rule, &h, &s);
	if (strcmp(h.text, expected) != 0)
		fail_msg("line %d, %s: found \"%s\", expected \"%s\"; %s", line, rule, h.text,
			expected, h.sentences);
}

static void sound_ones(void **state)
{
	(void)state;
	assert_found(NULL, sound(), "");
	assert_found(NULL, codes("11642", "11643", "11644", "12013"), "");
	struct question q = sound();
	q.choices[0] = (struct choice){CHOICE_ACCEPT, true, "I10", "why", 10};
	q.choice_count = 1;
	assert_found(NULL, q, "");
}

static void form(void **state)
{
	(void)state;
	struct question q = sound();
	q.choice_count = 3;
	assert_found("L01", q, "E L01\n");
	struct lint_item item = item_of(&q);
	item.imported = true;
	check_found(&item, "L01", "", __LINE__);
	q.choice_count = 1;
	check_found(&item, "L01", "E L01\nE L01\n", __LINE__);
	q = sound();
	q.choices[0].is_key = true;
	assert_found("L01", q, "E L01\n");

	assert_found("L02", with_choice(0, "Length, of repair!"), "E L02\n");
	assert_found("L02", with_choice(0, "> length of repair"), "");
	assert_found("L02", with_choice(0, "length, of. - repair."), "E L02\n");
	assert_found("L02", codes("1.5 units", "15 units", "1-5 units", "1,5 units"), "");
	assert_found("L02", codes("$15.00", "$1,500", "$1500", "$ 150"), "");
	assert_found("L02", codes("1.5 units", "1.5 (units)", "25", "2-5."), "E L02\n");

	assert_found("L09", with_choice(1, "length of the repair in centimetres"), "W L09\n");
	assert_found("L09", with_choice(1, "length of a repair"), "");
	assert_found("L09", with_choice(1, "size"), "W L09\n");
	assert_found("L09", codes("11642", "0001F", "11644-RT-25-LT", "11643"), "");
	assert_found("L09", codes("11642", "11643, 12013", "11644", "12013"), "I L09\n");

	assert_found("L10", with_stem("The repair of a wound.\n\nWhat is measured?"), "W L10\n");
	assert_found("L10", with_stem("The repairs of a wound.\n\nWhat is measured?"), "W L10\n");
	assert_found("L10", with_stem("The margin of a wound.\n\nWhat is measured?"), "");
	q = with_stem("The repair of a wound.\n\nWhat is measured?");
	q.choices[0].text = "depth of repair";
	assert_found("L10", q, "");

	assert_found("L11", with_stem("What is measured is an"), "W L11\n");
	assert_found("L11", with_stem("What is measured is a:"), "");
	assert_found("L11", with_stem("What is vitamin"), "");

	assert_found("L15", with_choice(0, "11642"), "W L15\n");
	assert_found("L15", codes("11642; I10", "11643", "J1010 x 2", "12013"), "");

	assert_found("L16", with_stem("Tell what is measured."), "W L16\n");
	assert_found("L16", with_stem("What is measured is:"), "");
	assert_found("L16", with_stem("What is measured (in a wound)?"), "");

	q = sound();
	q.choices[2].rationale = "";
	assert_found("L32", q, "E L32\n");
	q = sound();
	q.rule = "";
	assert_found("L32", q, "E L32\n");
	q = sound();
	q.basis = q.source = "";
	assert_found("L34", q, "W L34\n");

	/* of an imported set one word of why will do, and sources are only noted */
	item = item_of(&q);
	item.imported = true;
	check_found(&item, "L34", "I L34\n", __LINE__);
	check_found(&item, "L32", "", __LINE__);
	q.rule = "";
	check_found(&item, "L32", "", __LINE__);
	for (size_t i = 0; i < q.choice_count; i++)
		q.choices[i].rationale = "";
	check_found(&item, "L32", "W L32\n", __LINE__);
}

/* What somebody else wrote: one explanation is enough, wherever it stands. */
static void one_explanation(void **state)
{
	(void)state;
	struct question q = sound();
	struct lint_item item = item_of(&q);
	item.imported = true;
	q.choices[0].rationale = q.choices[1].rationale = q.choices[2].rationale = "";
	q.choices[3].rationale = q.basis = "";
	check_found(&item, "L32", "", __LINE__);
	check_found(&item, "L34", "", __LINE__);
	q.rule = q.source = "";
	check_found(&item, "L32", "W L32\n", __LINE__);
	check_found(&item, "L34", "I L34\n", __LINE__);
	q.choices[2].rationale = "why not";
	check_found(&item, "L32", "", __LINE__);
	q = sound();
	q.choices[0] = (struct choice){CHOICE_ACCEPT, true, "I10", "", 10};
	q.choice_count = 1;
	q.rule = "";
	check_found(&item, "L32", "W L32\n", __LINE__);
	q.choices[0].rationale = "why";
	check_found(&item, "L32", "", __LINE__);
}

static void lengths(void **state)
{
	char stem[3000] = "What";
	(void)state;
	for (int i = 0; i < 249; i++)
		memcpy(stem + strlen(stem), " of", 4);
	struct question q = with_stem(stem);
	assert_found("L18", q, "");
	memcpy(stem + strlen(stem), " it", 4);
	assert_found("L18", q, "W L18\n");
	struct lint_item item = item_of(&q);
	item.domain = "cases";
	check_found(&item, "L18", "", __LINE__);
	assert_found("L18", with_choice(0, stem), "W L18\n");
}

static void words_in_choices(void **state)
{
	(void)state;
	assert_found("L03", with_choice(3, "All of the  above"), "E L03\n");
	assert_found("L03", with_choice(3, "All of the tissue"), "");
	assert_found("L04", with_choice(3, "None of these"), "W L04\n");
	assert_found("L04", with_choice(3, "None of the skin"), "");
	assert_found("L05", with_choice(3, "Both A and C"), "E L05\n");
	assert_found("L05", with_choice(3, "B or D"), "E L05\n");
	assert_found("L05", with_choice(3, "Parts A and B"), "");
	assert_found("L05", with_choice(3, "Hepatitis A and B"), "");
	assert_found("L05", with_choice(3, "Both Adam and Bea"), "");
	assert_found("L07", with_choice(3, "only the stitches"), "W L07\n");
	struct question q = with_choice(3, "only the stitches");
	q.choices[1].text = "only the repair";
	assert_found("L07", q, "");
	assert_found("L07", with_choice(3, "the lonely stitch"), "");
	assert_found("L08", with_choice(3, "what may be sewn"), "W L08\n");
	assert_found("L08", with_choice(3, "what May has sewn"), "");
	assert_found("L08", with_choice(3, "Usually the depth"), "W L08\n");
}

static void stems(void **state)
{
	(void)state;
	assert_found("L06", with_stem("A wound. What is not measured?"), "E L06\n");
	assert_found("L06", with_stem("A wound. What is NOT measured?"), "W L06\n");
	assert_found("L06", with_stem("It is not deep. What is measured?"), "");
	assert_found("L06", with_stem("What is measured when it is not deep?"), "");
	assert_found("L06", with_stem("All are measured except"), "E L06\n");
	assert_found("L06", with_stem("Which is the least likely?"), "E L06\n");
	assert_found("L06", with_stem("What is at least known?"), "");
	assert_found("L06", with_stem("What is the least to be shown?"), "");

	struct question q = codes("I10", "R05.9", "E11.9", "J18.9");
	q.stem = "A patient with probable pneumonia. Which code?";
	assert_found("L29", q, "W L29\n");
	q.stem = "An outpatient with probable pneumonia. Which code?";
	assert_found("L29", q, "");
	assert_found("L29", with_stem("A man with suspected cancer. What is measured?"), "");

	q = sound();
	q.payer = "medicare";
	assert_found("L28", q, "W L28\n");
	q.stem = "Medicare pays. What is measured?";
	assert_found("L28", q, "");
	q.payer = "cpt";
	assert_found("L28", q, "W L28\n");
	q.stem = "A commercial plan pays. What is measured?";
	assert_found("L28", q, "");
	q = codes("99204", "99205, 99417", "99205", "99203");
	assert_found("L28", q, "W L28\n");
	q.stem = "Her insurer follows CPT. Which code?";
	assert_found("L28", q, "");

	q = codes("20610", "20610, J1010", "J1010", "20610, J1010 x 2");
	assert_found("L30", q, "W L30\n");
	q.stem = "A knee is injected with 40 mg. What is reported?";
	assert_found("L30", q, "");
	q = codes("20610", "J7298", "J1010", "20610, J1010 x 2");
	assert_found("L30", q, "");

	q = codes("20610-RT", "20610-LT", "27447-RT", "27447-LT");
	assert_found("L31", q, "W L31\n");
	q.stem = "The left knee. Which code?";
	assert_found("L31", q, "");
	assert_found("L31", codes("20610-RT", "20610-RT-25", "27447-RT", "27447"), "");
	assert_found("L31", codes("M17.11", "M17.12", "I10", "E11.9"), "W L31\n");
}

static void codes_of_lists(void **state)
{
	(void)state;
	assert_found("L20", codes("11642", "11643", "11649", "12013"), "E L20\n");
	assert_found("L20", codes("11642", "11643", "11644-ZZ", "12013"), "E L20\n");
	assert_found("L20", codes("11642", "11643", "11644-RH x 2", "12013"), "");
	assert_found("L20", with_stem("It was 11649. What is measured?"), "E L20\n");
	assert_found("L20",
		with_stem("It cost $11649, or 11649 units. What of A1C, 11,649 and 1.1649?"), "");
	assert_found("L20", with_stem("It was Z99.99 then. What is measured?"), "E L20\n");
	struct question q = codes("11642", "11643", "11649", "12013");
	q.tags = "history";
	assert_found("L20", q, "");
	q.tags = "";
	struct lint_item item = item_of(&q);
	item.year = 2025;
	check_found(&item, "L20", "", __LINE__);

	assert_found(
		"L21", codes("11642; I10", "11643; M17.1", "11644; I10", "12013; I10"), "E L21\n");
	assert_found("L21", codes("11642; M17.1", "11643; M17.11", "11644; I10", "12013; I10"), "");

	assert_found("L22", codes("0001F", "11643", "11644", "12013"), "E L22\n");
	assert_found("L22", codes("A4397", "J1010", "J1020", "J7298"), "E L22\n");
	/* The date is the last day in force; the exam may be sat on any day of the year. */
	assert_found("L22", codes("J1020", "J1031", "G2212", "J7298"), "");
	assert_found("L22", codes("J1020", "J1030", "G2212", "J7298"), "E L22\n");
	assert_found("L22", with_stem("It was 99241 then. What is measured?"), "E L22\n");
	q = with_stem("It was 99241 then. What is measured?");
	q.tags = "old, history";
	assert_found("L22", q, "");

	assert_found("L23", with_stem("It was 0DTJ4ZZ. What is measured?"), "E L23\n");
	assert_found("L23", with_stem("HER2NEU, and 1234567. What is measured?"), "");
	assert_found("L36", with_stem("It was D0120. What is measured?"), "E L36\n");
	assert_found("L36", with_stem("It was D012. What is measured?"), "");
}

static void shapes_only(void **state)
{
	struct heard h;
	struct lint_summary s;
	(void)state;
	struct question q = codes("99999", "M17.1", "99241", "0001F");
	struct lint_item item = item_of(&q);
	run_on(&item, 1, false, NULL, &h, &s);
	assert_string_equal(h.text, "E L22\n");
	assert_non_null(strstr(h.sentences, "99241"));
	assert_int_equal(s.unlisted, 0);
}

static void any_text(void **state)
{
	(void)state;
	struct question q = sound();
	q.choices[0].rationale = "A detailed\nhistory was taken.";
	assert_found("L27", q, "E L27\n");
	q.choices[0].rationale = "A history in detail was taken.";
	assert_found("L27", q, "");
	q = sound();
	q.rule = "The repair of a wound, each additional one of them";
	assert_found("L33", q, "E L33\n");
	q.rule = "The repair, each additional";
	assert_found("L33", q, "");
	q.rule = "The repair of a deep wound; initially it was small";
	assert_found("L33", q, "");
	assert_found("L35", with_stem("Born (DOB 3/4/1970). What is measured?"), "E L35\n");
	assert_found("L35", with_stem("On the date of birth. What is measured in 1?"), "");
	assert_found("L35", with_stem("SSN 123-45-6789. What is measured?"), "E L35\n");
	assert_found("L35", with_stem("Lot 1123-45-6789. What is measured?"), "");
	assert_found(
		"L35", with_stem("Her date of birth is known. DOB 3/4/1970. What?"), "E L35\n");
	assert_found("L35", with_stem("DOB unknown. Then DOB 3/4/1970. What?"), "E L35\n");
	assert_found("L35", with_stem("DOB asked; the Adobe 3 wall. What is measured?"), "");
	assert_found("L35", with_stem("MRN: 55432. What is measured?"), "E L35\n");
}

static void convergence(void **state)
{
	(void)state;
	assert_found(
		"L12", codes("11642, 12013", "11643, 12013", "11643, 20610", "99202"), "I L12\n");
	assert_found("L12", codes("11642, 12013", "11643, 20610", "11643, 12013", "99202"), "");
}

/* Many questions ------------------------------------------------------------------------------ */

#define MANY 40
#define WORDS_SIZE 128

struct many {
	struct question q[MANY];
	struct lint_item items[MANY];
	char words[MANY][6][WORDS_SIZE];
};

static struct many *make_many(void)
{
	struct many *m = calloc(1, sizeof *m);
	assert_non_null(m);
	for (int i = 0; i < MANY; i++) {
		struct question q = sound();
		snprintf(m->words[i][0], WORDS_SIZE, "Alpha%d beta%d gamma%d delta%d, or what%d?",
			i, i, i, i, i);
		snprintf(m->words[i][5], WORDS_SIZE, "cpc/int-%04d", i);
		q.stem = m->words[i][0];
		for (int c = 0; c < 4; c++) {
			/* Lengths go round too, so that no place is the longest. */
			snprintf(m->words[i][c + 1], WORDS_SIZE, "word%c%d%.*s", 'a' + c, i,
				(c + i / 4) % 4, "xyz");
			q.choices[c].text = m->words[i][c + 1];
			q.choices[c].is_key = c == i % 4;
		}
		m->q[i] = q;
		m->items[i] = (struct lint_item){&m->q[i], m->words[i][5],
			i < MANY / 2 ? "a.md" : "b.md", "integumentary", 2026, false};
	}
	return m;
}

static void key_at(struct question *q, size_t at)
{
	for (size_t i = 0; i < 4; i++)
		q->choices[i].is_key = i == at;
}

static void blind(void **state)
{
	struct heard h;
	struct lint_summary s;
	(void)state;
	struct many *m = make_many();
	run_on(m->items, MANY, true, "L13", &h, &s);
	assert_string_equal(h.text, "");
	assert_int_equal(s.strategies, 9);
	assert_near(s.strategy[0].score, 0.25, 1e-12);
	assert_string_equal(s.strategy[4].name, "the longest");
	assert_near(s.strategy[4].score, 0.25, 0.051);
	for (int i = 0, moved = 0; moved < 3; i++) {
		if (i % 4 != 0) {
			key_at(&m->q[i], 0);
			moved++;
		}
	}
	run_on(m->items, MANY, true, "L13", &h, &s);
	assert_near(s.strategy[0].score, 13.0 / MANY, 1e-12);
	assert_non_null(strstr(h.text, "W L13\n"));
	assert_non_null(strstr(h.sentences, "always A"));
	for (int i = 0; i < MANY; i++)
		key_at(&m->q[i], 0);
	run_on(m->items, MANY, true, "L13", &h, &s);
	assert_non_null(strstr(h.text, "E L13\n"));
	run_on(m->items, 29, true, "L13", &h, &s);
	assert_string_equal(h.text, "");
	assert_int_equal(s.strategies, 0);
	free(m);
}

/* Questions of right and wrong: chance is a half of them, and all have the same choices. */
static void of_two_choices(void **state)
{
	struct heard h;
	struct lint_summary s;
	(void)state;
	struct many *m = make_many();
	for (int i = 0; i < MANY; i++) {
		m->q[i].choice_count = 2;
		m->q[i].choices[0].text = "Right";
		m->q[i].choices[1].text = "Wrong";
		key_at(&m->q[i], (size_t)i % 2);
		m->items[i].imported = true;
		m->items[i].file = "a.md";
	}
	run_on(m->items, MANY, true, NULL, &h, &s);
	assert_string_equal(h.text, "");
	assert_near(s.chance, 0.5, 1e-12);
	key_at(&m->q[1], 0);
	key_at(&m->q[3], 0);
	run_on(m->items, MANY, true, "L13", &h, &s);
	assert_string_equal(h.text, ""); /* 22 of 40: 55 % */
	key_at(&m->q[5], 0);
	run_on(m->items, MANY, true, "L13", &h, &s);
	assert_non_null(strstr(h.text, "W L13\n")); /* 57.5 % */
	assert_null(strstr(h.text, "E L13\n"));
	key_at(&m->q[7], 0);
	key_at(&m->q[9], 0);
	run_on(m->items, MANY, true, "L13", &h, &s);
	assert_non_null(strstr(h.text, "E L13\n")); /* 62.5 % */
	free(m);
}

static void positions(void **state)
{
	struct heard h;
	struct lint_summary s;
	(void)state;
	struct many *m = make_many();
	run_on(m->items, MANY, true, "L19", &h, &s);
	assert_string_equal(h.text, "");
	assert_int_equal(s.position[2], MANY / 4);
	assert_near(s.position_p, 1, 1e-12);
	assert_true(s.positions_even);
	for (int i = 0; i < MANY / 2; i++)
		key_at(&m->q[i], i < 13 ? 0 : (size_t)i % 4);
	run_on(m->items, MANY, true, "L19", &h, &s);
	assert_string_equal(h.text, "W L19\n");
	assert_non_null(strstr(h.sentences, "a.md:0: "));
	assert_false(s.positions_even);
	run_on(m->items, 29, true, "L19", &h, &s);
	assert_true(s.position_p < 0.05 && s.positions_even); /* too few to tell */
	free(m);
}

static void same_choices(void **state)
{
	struct heard h;
	struct lint_summary s;
	(void)state;
	struct many *m = make_many();
	for (int c = 0; c < 4; c++)
		m->q[30].choices[c].text = m->q[5].choices[3 - c].text;
	key_at(&m->q[30], 2);
	run_on(m->items, MANY, true, "L24", &h, &s);
	assert_string_equal(h.text, ""); /* 5 % 4 is 1, which is 2 from behind */
	key_at(&m->q[30], 1);
	run_on(m->items, MANY, true, "L24", &h, &s);
	assert_string_equal(h.text, "E L24\n");
	assert_non_null(strstr(h.sentences, "cpc/int-0030: has the choices of cpc/int-0005"));
	for (int c = 0; c < 4; c++) {
		m->q[30].choices[c].text = c == 2 ? "15 mg" : m->q[6].choices[c].text;
		m->q[6].choices[c].text = c == 2 ? "1.5 mg" : m->q[6].choices[c].text;
	}
	run_on(m->items, MANY, true, "L24", &h, &s);
	assert_string_equal(h.text, ""); /* a point apart */
	m->q[30].choices[2].text = "1.5 MG.";
	run_on(m->items, MANY, true, "L24", &h, &s);
	assert_string_equal(h.text, "E L24\n");
	m->q[30].choice_count = m->q[6].choice_count = 2;
	key_at(&m->q[6], 0);
	run_on(m->items, MANY, true, "L24", &h, &s);
	assert_string_equal(h.text, ""); /* true and false, yes and no: all have those */
	free(m);
}

static void near_stems(void **state)
{
	struct heard h;
	struct lint_summary s;
	(void)state;
	struct many *m = make_many();
	run_on(m->items, MANY, true, "L25", &h, &s);
	assert_string_equal(h.text, "");
	/* 12 words, 10 grams; one at the end exchanged: 9 of 11 are shared. */
	m->q[3].stem = "one two three four five six seven eight nine ten eleven twelve";
	m->q[7].stem = "One two, three four five six seven eight nine ten eleven zwölf?";
	run_on(m->items, MANY, true, "L25", &h, &s);
	assert_string_equal(h.text, "W L25\n");
	assert_non_null(strstr(h.sentences, "shares 82 % of its stem's 3-grams with cpc/int-0003"));
	m->q[7].stem = "one two three four five six seven eight nine zehn eleven twelve";
	run_on(m->items, MANY, true, "L25", &h, &s);
	assert_string_equal(h.text, "I L25\n"); /* 7 of 13 */
	m->items[7].domain = "digestive";
	run_on(m->items, MANY, true, "L25", &h, &s);
	assert_string_equal(h.text, "");
	free(m);
}

static void the_table(void **state)
{
	(void)state;
	for (size_t i = 0; i < lint_rule_count(); i++) {
		const struct lint_rule *r = lint_rule_at(i);
		assert_true(i == 0 || strcmp(lint_rule_at(i - 1)->id, r->id) < 0);
		assert_non_null(strchr("EWI", r->level));
		assert_true(r->title[0] && r->why[0] && r->fix[0]);
		assert_true(!r->question != !r->all);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sound_ones),
		cmocka_unit_test(form),
		cmocka_unit_test(one_explanation),
		cmocka_unit_test(lengths),
		cmocka_unit_test(words_in_choices),
		cmocka_unit_test(stems),
		cmocka_unit_test(codes_of_lists),
		cmocka_unit_test(shapes_only),
		cmocka_unit_test(any_text),
		cmocka_unit_test(convergence),
		cmocka_unit_test(blind),
		cmocka_unit_test(of_two_choices),
		cmocka_unit_test(positions),
		cmocka_unit_test(same_choices),
		cmocka_unit_test(near_stems),
		cmocka_unit_test(the_table),
	};
	return cmocka_run_group_tests(tests, read_lists, drop_lists);
}
