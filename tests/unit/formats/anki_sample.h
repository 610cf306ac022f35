/*
 * anki_sample.h - questions of every kind with texts that try to break out of their place, and the
 * comparison of two. May use: cmocka (included first), formats. Must not know: which format is
 * tested.
 */
#ifndef CPC_TEST_ANKI_SAMPLE_H
#define CPC_TEST_ANKI_SAMPLE_H

#include "unit/formats/trip.h"

#define OPTION(t, key, why)                                                                        \
	{                                                                                          \
		.kind = CHOICE_OPTION, .is_key = (key), .text = (t), .rationale = (why)            \
	}
#define TYPED(k, t, why)                                                                           \
	{                                                                                          \
		.kind = (k), .is_key = true, .text = (t), .rationale = (why)                       \
	}

enum { SAMPLES = 8 };

static inline void sample_items(struct format_item items[SAMPLES])
{
	for (int i = 0; i < SAMPLES; i++) {
		items[i] = format_blank();
		items[i].set = "my-set";
		items[i].year = 2026;
	}
	items[0].q = (struct question){.slug = "int-0001",
		.title = "Repairs & \"closures\" <of> one class",
		.difficulty = 3,
		.concept = "repair-lengths-add",
		.basis = "book",
		.source = "CPT 2026, Surgery/Integumentary System",
		.payer = "medicare",
		.pool = "mock",
		.codes = "99213, 12035",
		.tags = "two words, one, under_score",
		.reviewed = "2026-11-01",
		.stem = "A patient has two lacerations, 7.0 cm & 6.5 cm.\n\n  indented <b>\n"
			"a\ttab and  two blanks\n{{c1::no gap}} [sound:no.mp3] #hash \"quotes\"",
		.rule = "Lengths are added.\nB. is no choice here.\n\n\"Because\"",
		.choices =
			{OPTION("12032, 12034", false,
				 "Not added.\nA. looks like a letter\n\\b. so does this\n\nEnd."),
				OPTION("12035", true, "(b) one more\n(c) and one"),
				OPTION("B. a letter in a choice", false, ""),
				OPTION("<none> &amp; \"x\"", false, "  indented")},
		.choice_count = 4};
	items[1].q = (struct question){.slug = "multi-1",
		.title = "Two are right",
		.difficulty = 1,
		.concept = "",
		.basis = "",
		.source = "",
		.payer = "any",
		.pool = "practice",
		.codes = "",
		.tags = "",
		.reviewed = "",
		.stem = "Which?",
		.rule = "",
		.multiple = true,
		.choices = {OPTION("one", true, ""), OPTION("two", false, "no"),
			OPTION("three", true, "")},
		.choice_count = 3};
	items[2] = items[1];
	items[2].q.slug = "one-of-many";
	items[2].q.choices[2].is_key = false;
	items[3] = items[1];
	items[3].q.slug = "true-1";
	items[3].q.multiple = false;
	items[3].q.choices[0] = (struct choice)OPTION("True", false, "why");
	items[3].q.choices[1] = (struct choice)OPTION("False", true, "");
	items[3].q.choice_count = 2;
	items[4] = items[1];
	items[4].q.slug = "typed-1";
	items[4].q.multiple = false;
	items[4].q.choices[0] = (struct choice)TYPED(CHOICE_ACCEPT, "E11.42", "the code");
	items[4].q.choices[1] = (struct choice)TYPED(CHOICE_PATTERN, " ^E11\\.4[0-9]  $ ", "");
	items[4].q.choices[2] = (struct choice)TYPED(CHOICE_NUMBER, "5:0.5", "");
	items[4].q.choices[3] = (struct choice)TYPED(CHOICE_ACCEPT, "/no pattern/", "");
	items[4].q.choices[4] = (struct choice)TYPED(CHOICE_ACCEPT, "#7", "");
	items[4].q.choices[5] = (struct choice)TYPED(CHOICE_ACCEPT, "\\back", "");
	items[4].q.choice_count = 6;
	items[5] = items[1];
	items[5].q.slug = "numeric-1";
	items[5].q.multiple = false;
	items[5].q.choices[0] = (struct choice)TYPED(CHOICE_NUMBER, "4.5..5.5", "a range");
	items[5].q.choices[1] = (struct choice)TYPED(CHOICE_NUMBER, "-3", "");
	items[5].q.choice_count = 2;
	items[6] = items[2];
	items[6].q.slug = "odd-1";
	items[6].q.stem = "unit\x1fseparator, escape \x1b[31m, \xE2\x80\xAE bidi";
	items[6].q.tags = "\xC3\xA4 \xC3\xB6, a::b, wide\xE3\x80\x80"
			  "blank";
	items[7] = items[1];
	items[7].q.slug = "ten-1";
	for (size_t i = 0; i < QUESTION_CHOICES_MAX; i++) {
		static const char *const texts[] = {
			"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"};
		items[7].q.choices[i] = (struct choice)OPTION(texts[i], i == 9, i == 8 ? "x" : "");
	}
	items[7].q.multiple = false;
	items[7].q.choice_count = QUESTION_CHOICES_MAX;
	for (int i = 0; i < SAMPLES; i++)
		items[i].domain = i < 4 ? "em" : "integumentary";
}

static inline void same_question(const struct question *a, const struct question *b)
{
	const char *const texts[][2] = {{a->slug, b->slug}, {a->title, b->title},
		{a->concept, b->concept}, {a->basis, b->basis}, {a->source, b->source},
		{a->payer, b->payer}, {a->pool, b->pool}, {a->codes, b->codes}, {a->tags, b->tags},
		{a->reviewed, b->reviewed}, {a->stem, b->stem}, {a->rule, b->rule}};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		assert_string_equal(texts[i][0], texts[i][1]);
	assert_int_equal(a->difficulty, b->difficulty);
	assert_int_equal(a->multiple, b->multiple);
	assert_int_equal(a->choice_count, b->choice_count);
	for (size_t i = 0; i < a->choice_count; i++) {
		assert_int_equal(a->choices[i].kind, b->choices[i].kind);
		assert_int_equal(a->choices[i].is_key, b->choices[i].is_key);
		assert_string_equal(a->choices[i].text, b->choices[i].text);
		assert_string_equal(a->choices[i].rationale, b->choices[i].rationale);
	}
}

static inline void same_item(const struct format_item *a, const struct format_item *b)
{
	same_question(&a->q, &b->q);
	assert_string_equal(a->set, b->set);
	assert_string_equal(a->domain, b->domain);
	assert_int_equal(a->year, b->year);
}

/* What was written is read back equal, and what is written of that is the same bytes. */
static inline void round_trip(const struct format *f, const struct format_item *items, size_t n)
{
	struct buf first = BUF_INIT, second = BUF_INIT;
	struct trip t;
	trip_write(f, items, n, NULL, &first, NULL);
	trip_read(&t, f, buf_view(&first), NULL);
	assert_string_equal(buf_text(&t.told), "");
	assert_int_equal(t.n, n);
	for (size_t i = 0; i < n; i++)
		same_item(&t.items[i], &items[i]);
	trip_write(f, t.items, t.n, NULL, &second, NULL);
	assert_int_equal(first.len, second.len);
	assert_memory_equal(first.data, second.data, first.len);
	trip_release(&t);
	buf_release(&first);
	buf_release(&second);
}

#endif
