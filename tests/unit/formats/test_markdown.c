/*
 * test_markdown.c - reading the native format: every field, what is taken besides the canonical
 * form, escapes, limits of a text. May use: formats/markdown. Must not know: how the reader works.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "formats/markdown.h"

#define FRONT "---\nset: cpc\ndomain: x\nyear: 2026\n---\n"
#define HEAD "## a Title\ndifficulty: 1\n\n"
#define CHOICES "- [ ] no\n- [x] yes\n\n> Rule\n"

static const char whole[] = "---\n"
			    "set: cpc\n"
			    "domain: integumentary\n"
			    "year: 2026\n"
			    "---\n"
			    "\n"
			    "## int-0001 Repairs of one class are added: 7.0 + 6.5\n"
			    "difficulty: 2\n"
			    "concept: repair-lengths-add\n"
			    "basis: book\n"
			    "source: CPT 2026, Surgery/Integumentary System: Repair (Closure)\n"
			    "payer: medicare\n"
			    "pool: mock\n"
			    "codes: 12036, E11.42\n"
			    "tags: history, two words\n"
			    "reviewed: 2026-11-22\n"
			    "\n"
			    "A patient has two lacerations, 7.0 cm and\n"
			    "6.5 cm.\n"
			    "\n"
			    "Which code is reported?\n"
			    "\n"
			    "- [ ] 12032, 12034\n"
			    "  Same class and same grouping:\n"
			    "  the lengths are added.\n"
			    "- [x] 12035\n"
			    "- [ ] [12034]\n"
			    "  One paragraph.\n"
			    "\n"
			    "  Another.\n"
			    "\n"
			    "> What decides this question, in two\n"
			    "> sentences.\n"
			    ">\n"
			    "> And where it is written.\n"
			    "\n"
			    "## int-0002 Typed\n"
			    "difficulty: 3\n"
			    "\n"
			    "\\source: is a key, but this line is text.\n"
			    "\n"
			    "- [=] E11.42\n"
			    "  Rationale.\n"
			    "- [~] /^E11\\.4[0-9]$/\n"
			    "- [~] / a/b /\n"
			    "\n"
			    ">\n";

static void read_into(struct question_file *f, struct str text)
{
	struct cpc_error err;
	question_file_init(f);
	if (markdown_read(text, "bank.md", f, NULL, NULL, &err))
		fail_msg("%s\n%.*s", err.text, STR_ARG(text));
}

static void assert_choice(const struct choice *c, enum choice_kind kind, bool is_key,
	const char *text, const char *rationale, int line)
{
	assert_int_equal(c->kind, kind);
	assert_int_equal(c->is_key, is_key);
	assert_string_equal(c->text, text);
	assert_string_equal(c->rationale, rationale);
	assert_int_equal(c->line, line);
}

static void every_field(void **state)
{
	(void)state;
	struct question_file f;
	read_into(&f, str_of(whole));
	assert_string_equal(f.set, "cpc");
	assert_string_equal(f.domain, "integumentary");
	assert_int_equal(f.year, 2026);
	assert_int_equal(f.n, 2);
	const struct question *q = &f.questions[0];
	assert_string_equal(q->slug, "int-0001");
	assert_string_equal(q->title, "Repairs of one class are added: 7.0 + 6.5");
	assert_int_equal(q->difficulty, 2);
	assert_string_equal(q->concept, "repair-lengths-add");
	assert_string_equal(q->basis, "book");
	assert_string_equal(q->source, "CPT 2026, Surgery/Integumentary System: Repair (Closure)");
	assert_string_equal(q->payer, "medicare");
	assert_string_equal(q->pool, "mock");
	assert_string_equal(q->codes, "12036, E11.42");
	assert_string_equal(q->tags, "history, two words");
	assert_string_equal(q->reviewed, "2026-11-22");
	assert_string_equal(q->stem, "A patient has two lacerations, 7.0 cm and\n6.5 cm.\n\n"
				     "Which code is reported?");
	assert_int_equal(q->choice_count, 3);
	assert_choice(&q->choices[0], CHOICE_OPTION, false, "12032, 12034",
		"Same class and same grouping:\nthe lengths are added.", 23);
	assert_choice(&q->choices[1], CHOICE_OPTION, true, "12035", "", 26);
	assert_choice(
		&q->choices[2], CHOICE_OPTION, false, "[12034]", "One paragraph.\n\nAnother.", 27);
	assert_string_equal(q->rule, "What decides this question, in two\nsentences.\n\n"
				     "And where it is written.");
	assert_int_equal(q->line, 7);
	question_file_release(&f);
}

static void what_is_left_out(void **state)
{
	(void)state;
	struct question_file f;
	read_into(&f, str_of(whole));
	const struct question *q = &f.questions[1];
	assert_true(question_is_typed(q));
	assert_string_equal(q->concept, "");
	assert_string_equal(q->basis, "");
	assert_string_equal(q->source, "");
	assert_string_equal(q->payer, "any");
	assert_string_equal(q->pool, "practice");
	assert_string_equal(q->codes, "");
	assert_string_equal(q->tags, "");
	assert_string_equal(q->reviewed, "");
	assert_string_equal(q->stem, "source: is a key, but this line is text.");
	assert_int_equal(q->choice_count, 3);
	assert_choice(&q->choices[0], CHOICE_ACCEPT, true, "E11.42", "Rationale.", 42);
	assert_choice(&q->choices[1], CHOICE_PATTERN, true, "^E11\\.4[0-9]$", "", 44);
	assert_choice(&q->choices[2], CHOICE_PATTERN, true, " a/b ", "", 45);
	assert_string_equal(q->rule, "");
	question_file_release(&f);
}

static void assert_written(const struct question_file *f, const char *expected)
{
	struct buf out = BUF_INIT;
	markdown_write(f, &out);
	assert_false(out.failed);
	assert_string_equal(buf_text(&out), expected);
	buf_release(&out);
}

static void canonical_stays(void **state)
{
	(void)state;
	struct question_file f;
	read_into(&f, str_of(whole));
	assert_written(&f, whole);
	question_file_release(&f);
}

/* Each text is not canonical, and reads like FRONT "\n" HEAD "Stem\n\n" CHOICES. */
static void other_forms(void **state)
{
	(void)state;
	static const char *const forms[] = {
		FRONT "\n" HEAD "Stem\n\n" CHOICES,
		("\xEF\xBB\xBF" FRONT "\n" HEAD "Stem\n\n" CHOICES),
		"---  \nset: cpc\t\ndomain:   x  \nyear: 2026 \n--- \n \n## a Title  \n"
		"difficulty: 1 \n\t\nStem  \n \n- [ ] no \n- [x] yes\t\n\n> Rule \n \n",
		"---\nyear: 2026\n\ndomain: x\nset: cpc\n\n---\n\n\n\n" HEAD
		"\n\nStem\n\n\n\n- [ ] no\n\n- [x] yes\n\n\n\n> Rule\n\n\n",
		FRONT HEAD "Stem\n" CHOICES, /* parts without an empty line between them */
		FRONT HEAD "Stem\n- [ ] no\n- [x] yes\n> Rule",
		FRONT HEAD "Stem\n- [ ] no\n- [x] yes\n>Rule",
		FRONT HEAD "Stem\n- [ ] no\n- [x] yes\n>\n>\n> Rule\n>\n",
		FRONT "##   a    Title\n  difficulty:   1\n\nStem\n\n- [ ]    no\n- [x]   yes\n\n"
		      "> Rule\n",
		FRONT "## a Title\npayer: any\npool: practice\ndifficulty: 1\n\nStem\n" CHOICES,
	};
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		struct question_file f;
		read_into(&f, str_of(forms[i]));
		assert_written(&f, forms[0]);
		question_file_release(&f);
	}
}

/* Each is canonical, and of the kind named. */
static void kinds(void **state)
{
	(void)state;
	static const struct {
		const char *keys, *choices;
		enum question_kind kind;
	} rows[] = {
		{"", "- [ ] no\n- [x] yes\n", QUESTION_SINGLE},
		{"", "- [ ] True\n- [x] False\n", QUESTION_TRUE_FALSE},
		{"kind: multiple\n", "- [x] no\n- [x] yes\n- [ ] b\n", QUESTION_MULTIPLE},
		{"kind: multiple\n", "- [ ] no\n- [x] yes\n", QUESTION_MULTIPLE},
		{"kind: multiple\n", "- [x] True\n- [x] False\n", QUESTION_MULTIPLE},
		{"", "- [=] five\n- [#] 5\n- [~] /5.*/\n", QUESTION_TYPED},
		{"", "- [#] 12.5:0.5\n  Why.\n- [#] 20..21\n", QUESTION_NUMERIC},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct question_file f;
		struct buf text = BUF_INIT;
		buf_printf(&text,
			FRONT "\n## a Title\ndifficulty: 1\n%sbasis: book\n\nStem\n\n%s\n> Rule\n",
			rows[i].keys, rows[i].choices);
		read_into(&f, buf_view(&text));
		assert_int_equal(question_kind_of(&f.questions[0]), rows[i].kind);
		assert_int_equal(f.questions[0].multiple, rows[i].kind == QUESTION_MULTIPLE);
		assert_written(&f, buf_text(&text));
		question_file_release(&f);
		/* What follows from the choices may be written all the same, and anywhere. */
		buf_reset(&text);
		buf_printf(&text,
			FRONT "\n## a Title\nbasis: book\nkind: %s\ndifficulty: 1\n\nStem\n\n%s\n> "
			      "Rule\n",
			question_kind_name(rows[i].kind), rows[i].choices);
		read_into(&f, buf_view(&text));
		assert_int_equal(question_kind_of(&f.questions[0]), rows[i].kind);
		question_file_release(&f);
		buf_release(&text);
	}
}

static void number_choices(void **state)
{
	(void)state;
	struct question_file f;
	read_into(&f,
		str_of(FRONT HEAD "Stem\n\n- [#] 12.5:0.5\n  Why.\n- [#]  -3 .. 4 \n\n> Rule\n"));
	assert_choice(&f.questions[0].choices[0], CHOICE_NUMBER, true, "12.5:0.5", "Why.", 11);
	assert_choice(&f.questions[0].choices[1], CHOICE_NUMBER, true, "-3 .. 4", "", 13);
	question_file_release(&f);
}

static void crlf(void **state)
{
	(void)state;
	struct buf text = BUF_INIT;
	struct question_file f;
	for (const char *p = whole; *p; p++) {
		if (*p == '\n')
			buf_add_char(&text, '\r');
		buf_add_char(&text, *p);
	}
	read_into(&f, buf_view(&text));
	assert_written(&f, whole);
	assert_int_equal(f.questions[1].line, 37);
	question_file_release(&f);
	buf_release(&text);
}

/* A text and how its lines stand in the file, without the indent. */
struct escape {
	const char *text;
	const char *written;
};

static const struct escape escapes[] = {
	{"plain", "plain"},
	{"## heading", "\\## heading"},
	{"##", "\\##"},
	{"##heading", "\\##heading"},
	{"### heading", "### heading"},
	{"# heading", "# heading"},
	{"- [x] choice", "\\- [x] choice"},
	{"- [link](to)", "\\- [link](to)"},
	{"- item", "- item"},
	{"-[x]", "-[x]"},
	{"* [x] choice", "* [x] choice"},
	{"> quote", "\\> quote"},
	{">5 cm", "\\>5 cm"},
	{"---", "\\---"},
	{"----", "----"},
	{"--- x", "--- x"},
	{"  - [x] choice", "\\  - [x] choice"},
	{"\t> quote", "\\\t> quote"},
	{"  ---", "\\  ---"},
	{"\\", "\\\\"},
	{"\\d+", "\\\\d+"},
	{"\\\\", "\\\\\\"},
	{"\\> quote", "\\\\> quote"},
	{"\\difficulty: 1", "\\\\difficulty: 1"},
	{" \\> quote", " \\> quote"},
	{"a\\b", "a\\b"},
	{"- [x]\n\n> q\n##", "\\- [x]\n\n\\> q\n\\##"},
	{"  indented", "  indented"},
	{"\xC3\xA9\xE2\x82\xAC", "\xC3\xA9\xE2\x82\xAC"},
	{"set: cpc", "set: cpc"},
	{"Basis: x", "Basis: x"},
};

/* Add the lines of text with `indent` before each, an empty one being `empty`. */
static void add_lines(struct buf *out, const char *text, const char *indent, const char *empty)
{
	struct str rest = str_of(text), line;
	while (str_next(&rest, '\n', &line)) {
		buf_add_text(out, line.n ? indent : empty);
		buf_add_str(out, line);
		buf_add_char(out, '\n');
	}
}

static void escapes_in(
	const char *before, const char *indent, const char *empty, const char *behind, size_t field)
{
	for (size_t i = 0; i < sizeof escapes / sizeof *escapes; i++) {
		struct buf text = BUF_INIT;
		struct question_file f;
		buf_add_text(&text, before);
		add_lines(&text, escapes[i].written, indent, empty);
		buf_add_text(&text, behind);
		read_into(&f, buf_view(&text));
		const char *const *read =
			(const char *const *)((const char *)&f.questions[0] + field);
		assert_string_equal(*read, escapes[i].text);
		assert_written(&f, text.data);
		question_file_release(&f);
		buf_release(&text);
	}
}

static void escapes_everywhere(void **state)
{
	(void)state;
	escapes_in(FRONT "\n" HEAD, "", "", "\n" CHOICES, offsetof(struct question, stem));
	escapes_in(FRONT "\n" HEAD "Stem\n\n- [ ] no\n", "  ", "", "- [x] yes\n\n> Rule\n",
		offsetof(struct question, choices[0].rationale));
	escapes_in(FRONT "\n" HEAD "Stem\n\n- [ ] no\n- [x] yes\n", "  ", "", "\n> Rule\n",
		offsetof(struct question, choices[1].rationale));
	escapes_in(FRONT "\n" HEAD "Stem\n\n- [ ] no\n- [x] yes\n\n", "> ", ">", "",
		offsetof(struct question, rule));
}

/* The first line of a stem that begins like a key, and only that one. */
static void keys_in_a_stem(void **state)
{
	(void)state;
	static const char text[] =
		FRONT "\n" HEAD "\\basis: a line\nbasis: another\n\n"
		      "basis: a third\n\n"
		      "- [ ] no\n  basis: no key\n- [x] yes\n\n> basis: no key\n";
	struct question_file f;
	read_into(&f, str_of(text));
	assert_string_equal(f.questions[0].basis, "");
	assert_string_equal(f.questions[0].stem, "basis: a line\nbasis: another\n\nbasis: a third");
	assert_written(&f, text);
	question_file_release(&f);
}

/* An escape that is not needed is text, so that a backslash is never lost. */
static void a_backslash_is_not_lost(void **state)
{
	(void)state;
	struct question_file f;
	read_into(&f, str_of(FRONT HEAD "\\d+ is a pattern\n\\\n" CHOICES));
	assert_string_equal(f.questions[0].stem, "\\d+ is a pattern\n\\");
	assert_written(&f, FRONT "\n" HEAD "\\\\d+ is a pattern\n\\\\\n\n" CHOICES);
	question_file_release(&f);
}

static void titles_and_choices_have_no_escapes(void **state)
{
	(void)state;
	static const char text[] =
		FRONT "\n## a \\## > - [x]\ndifficulty: 1\nconcept: \\- [x]\n\n"
		      "Stem\n\n- [ ] - [x] \\no\n- [x] > ##\n- [ ] \\\\\n\n> Rule\n";
	struct question_file f;
	read_into(&f, str_of(text));
	assert_string_equal(f.questions[0].title, "\\## > - [x]");
	assert_string_equal(f.questions[0].concept, "\\- [x]");
	assert_string_equal(f.questions[0].choices[0].text, "- [x] \\no");
	assert_string_equal(f.questions[0].choices[1].text, "> ##");
	assert_string_equal(f.questions[0].choices[2].text, "\\\\");
	assert_written(&f, text);
	question_file_release(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_field),
		cmocka_unit_test(what_is_left_out),
		cmocka_unit_test(canonical_stays),
		cmocka_unit_test(other_forms),
		cmocka_unit_test(kinds),
		cmocka_unit_test(number_choices),
		cmocka_unit_test(crlf),
		cmocka_unit_test(escapes_everywhere),
		cmocka_unit_test(keys_in_a_stem),
		cmocka_unit_test(a_backslash_is_not_lost),
		cmocka_unit_test(titles_and_choices_have_no_escapes),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
