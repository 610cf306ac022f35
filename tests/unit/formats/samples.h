/*
 * samples.h - questions of every kind with every part, and texts that are hard to carry, for what
 * is written and read again. May use: cmocka (included first), formats, trip.h. Must not know:
 * which format is tested.
 */
#ifndef CPC_TEST_SAMPLES_H
#define CPC_TEST_SAMPLES_H

#include "unit/formats/trip.h"

#define SAMPLES 8

static inline struct choice sample_choice(
	enum choice_kind kind, bool is_key, const char *text, const char *rationale)
{
	return (struct choice){
		.kind = kind, .is_key = is_key, .text = text, .rationale = rationale};
}

static inline void sample_add(struct format_item *item, struct choice c)
{
	item->q.choices[item->q.choice_count++] = c;
}

static inline struct format_item sample_of(const char *slug, const char *title, const char *stem)
{
	struct format_item item = format_blank();
	item.q.slug = slug;
	item.q.title = title;
	item.q.stem = stem;
	item.set = "samples";
	item.domain = "e-m";
	item.year = 2026;
	return item;
}

/* Everything that a question can have. */
static inline struct format_item sample_full(void)
{
	struct format_item item = sample_of("full-1", "A title, with \"quotes\": & <b>",
		"First line\n  indented  twice\n\nSecond paragraph.");
	item.q.difficulty = 3;
	item.q.concept = "excised-diameter";
	item.q.basis = "book";
	item.q.source = "CPT 2026, Surgery (50% of it)";
	item.q.payer = "medicare";
	item.q.pool = "mock";
	item.q.codes = "12035, E11.42";
	item.q.tags = "skin, two words";
	item.q.reviewed = "2026-01-31";
	item.q.rule = "The rule\nin two lines\n\nand a paragraph.";
	sample_add(&item, sample_choice(CHOICE_OPTION, false, "11400", "Too small."));
	sample_add(&item, sample_choice(CHOICE_OPTION, true, "11402", "Right:\n\n1.1 to 2 cm"));
	sample_add(&item, sample_choice(CHOICE_OPTION, false, "11404", ""));
	return item;
}

/* What breaks out of quotes, tags, braces and CDATA where it is not escaped. */
static inline struct format_item sample_hard(void)
{
	struct format_item item = sample_of("hard", "]]> {a} ~b =c #d :e \\ /f/ ::g::",
		"a < b && c > d \"e\" 'f' ]]> </text> <![CDATA[ &amp; &#65; %s \\n {~} =x #y\n"
		"// no comment\nANSWER: A\n$CATEGORY: x\n[html] \303\251 \360\237\230\200 -> "
		",;|\t.");
	sample_add(
		&item, sample_choice(CHOICE_OPTION, true, "</text> ]]> &lt; {=} ~%50% #", "=x ~y"));
	sample_add(&item, sample_choice(CHOICE_OPTION, false, "\"a\",\"b\"; \\", "]]> -> {}"));
	sample_add(&item, sample_choice(CHOICE_OPTION, false, "=1+1", "::x:: <img src=a>"));
	return item;
}

static inline void samples(struct format_item out[SAMPLES])
{
	out[0] = sample_full();
	out[1] = sample_hard();
	out[2] = sample_of("several", "Several", "Which two?");
	out[2].q.multiple = true;
	sample_add(&out[2], sample_choice(CHOICE_OPTION, true, "One", "w1"));
	sample_add(&out[2], sample_choice(CHOICE_OPTION, false, "Two", ""));
	sample_add(&out[2], sample_choice(CHOICE_OPTION, true, "Three", ""));
	out[3] = sample_of("so", "So", "Is it so?");
	sample_add(&out[3], sample_choice(CHOICE_OPTION, true, "True", "because"));
	sample_add(&out[3], sample_choice(CHOICE_OPTION, false, "False", "not because"));
	out[4] = sample_of("not-so", "Not so", "Is it so?\nReally?");
	sample_add(&out[4], sample_choice(CHOICE_OPTION, false, "True", ""));
	sample_add(&out[4], sample_choice(CHOICE_OPTION, true, "False", ""));
	out[5] = sample_of("typed", "Typed", "Which code?");
	sample_add(&out[5], sample_choice(CHOICE_ACCEPT, true, "E11.42", "with it"));
	sample_add(&out[5], sample_choice(CHOICE_ACCEPT, true, "E11.42: {so}", ""));
	out[6] = sample_of("number", "Number", "How many?");
	out[6].q.difficulty = 1;
	sample_add(&out[6], sample_choice(CHOICE_NUMBER, true, "5:0.5", "about"));
	sample_add(&out[6], sample_choice(CHOICE_NUMBER, true, "-7", ""));
	out[7] = sample_of("pattern", "Pattern", "Which one?");
	sample_add(&out[7], sample_choice(CHOICE_PATTERN, true, "^E11\\.4[0-9] $", "any of \\ it"));
	sample_add(&out[7], sample_choice(CHOICE_ACCEPT, true, "E11.49", ""));
}

/* Fails where two questions differ in anything but their lines. */
static inline void same_item(const struct format_item *a, const struct format_item *b)
{
	const struct question *p = &a->q, *q = &b->q;
	const char *const texts[][2] = {{a->set, b->set}, {a->domain, b->domain},
		{p->slug, q->slug}, {p->title, q->title}, {p->concept, q->concept},
		{p->basis, q->basis}, {p->source, q->source}, {p->payer, q->payer},
		{p->pool, q->pool}, {p->codes, q->codes}, {p->tags, q->tags},
		{p->reviewed, q->reviewed}, {p->stem, q->stem}, {p->rule, q->rule}};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		assert_string_equal(texts[i][0], texts[i][1]);
	assert_int_equal(a->year, b->year);
	assert_int_equal(p->difficulty, q->difficulty);
	assert_int_equal(p->multiple, q->multiple);
	assert_int_equal(p->choice_count, q->choice_count);
	for (size_t i = 0; i < p->choice_count; i++) {
		assert_int_equal(p->choices[i].kind, q->choices[i].kind);
		assert_int_equal(p->choices[i].is_key, q->choices[i].is_key);
		assert_string_equal(p->choices[i].text, q->choices[i].text);
		assert_string_equal(p->choices[i].rationale, q->choices[i].rationale);
	}
}

/* The samples that the format can write come back equal, and what was read is written the same.
 * `patterns`: it has them among its typed answers. */
static inline void samples_there_and_back(const struct format *f, bool patterns)
{
	struct format_item all[SAMPLES], some[SAMPLES];
	struct buf text = BUF_INIT, again = BUF_INIT;
	struct trip t;
	size_t n = 0;
	samples(all);
	for (size_t i = 0; i < SAMPLES; i++) {
		bool has_pattern = all[i].q.choices[0].kind == CHOICE_PATTERN;
		if (f->kinds & 1u << question_kind_of(&all[i].q) && (!has_pattern || patterns))
			some[n++] = all[i];
	}
	trip_write(f, some, n, NULL, &text, NULL);
	trip_read(&t, f, buf_view(&text), NULL);
	assert_string_equal(buf_text(&t.told), "");
	assert_int_equal(t.n, n);
	for (size_t i = 0; i < n; i++)
		same_item(&t.items[i], &some[i]);
	trip_write(f, t.items, t.n, NULL, &again, NULL);
	assert_string_equal(buf_text(&again), buf_text(&text));
	trip_release(&t);
	buf_release(&text);
	buf_release(&again);
}

/* Every told line is one of the text. */
static inline void told_within(const struct trip *t, struct str text)
{
	struct str rest = buf_view(&t->told), line;
	int last = 1;
	for (size_t i = 0; i + 1 < text.n; i++)
		last += text.p[i] == '\n';
	while (str_next(&rest, '\n', &line)) {
		int64_t number;
		struct str digits;
		if (line.n == 0 || line.p[0] == '!')
			continue;
		line = str_from(line, 2);
		assert_true(str_next(&line, ':', &digits));
		if (!str_to_i64(digits, 1, last, &number))
			fail_msg("not within %d lines: %s of %.*s", last, buf_text(&t->told),
				STR_ARG(text));
	}
}

#endif
