/*
 * test_markdown_write.c - properties of the native format over random questions and damaged files:
 * what is written reads back the same, and no text crashes the reader.
 * May use: formats/markdown, base/rng. Must not know: how reader and writer work.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/rng.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "formats/markdown.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* ---------------------------------------------------------------------------------------------
 * Random questions */

struct maker {
	struct rng rng;
	struct question_file file;
	struct buf text;
};

static size_t below(struct maker *m, size_t n)
{
	return (size_t)rng_below(&m->rng, n);
}

static const char *kept(struct maker *m)
{
	const char *copy = arena_copy(&m->file.arena, buf_view(&m->text));
	assert_non_null(copy);
	buf_reset(&m->text);
	return copy;
}

/* What may stand at the front of a line and be taken for something else. */
static const char *const fronts[] = {"", "## ", "##", "###", "- [x] ", "- [ ] ", "- [=] ", "- [~] ",
	"- [#] ", "- [", "- ", "* [x] ", "> ", ">", "---", "----", "--- ", "\\", "\\\\", "\\> ",
	"\\## ", "\\- [x] ", "\\---", "\\basis: ", "difficulty: ", "basis: ", "kind: ", "source: ",
	"tags:", "set: ", "year: ", "key: ", "\xEF\xBB\xBF", "\xC2\xA0", "\xE2\x80\xA8", "\x01",
	"\f", "\x1B[2J", "1. ", "```", "|", "/", "[x] ", "=", "~"};

static const char *const words[] = {"patient", "12032, 12034", "E11.42", "99214-25", "7.0 cm",
	"caf\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x92\x8A", "a  b", "\\", "\\n", "%s", "\"", "'",
	"--", "##", "- [x]", ">", "#", ":", ": ", ",", ";", "a\tb", "<b>", "*", "x"};

static const char *const blanks[] = {"", "", "", " ", "  ", "   ", "\t", " \t "};

static void drop_blanks_at_end(struct buf *b, size_t start)
{
	while (b->len > start && strchr(" \t\r\n", b->data[b->len - 1]))
		b->data[--b->len] = '\0';
}

/* One line in normal form: not empty, no blanks at its end. */
static void add_line(struct maker *m, bool indent)
{
	size_t start = m->text.len;
	if (indent)
		buf_add_text(&m->text, blanks[below(m, COUNT(blanks))]);
	buf_add_text(&m->text, fronts[below(m, COUNT(fronts))]);
	for (size_t i = below(m, 4); i > 0; i--)
		buf_printf(&m->text, "%s ", words[below(m, COUNT(words))]);
	drop_blanks_at_end(&m->text, start);
	if (m->text.len == start)
		buf_add_char(&m->text, 'x');
}

static const char *lines(struct maker *m, size_t least)
{
	size_t n = least + below(m, 4);
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			buf_add_text(&m->text, below(m, 3) ? "\n" : "\n\n");
		add_line(m, true);
	}
	return kept(m);
}

static const char *single(struct maker *m)
{
	add_line(m, false);
	struct str trimmed = str_trim(buf_view(&m->text));
	const char *copy = arena_copy(&m->file.arena, trimmed);
	buf_reset(&m->text);
	assert_non_null(copy);
	return copy;
}

static const char *maybe(struct maker *m, const char *text)
{
	return below(m, 2) ? text : "";
}

static void add_choices(struct maker *m, struct question *q)
{
	static const char *const patterns[] = {"a", "/", "//", " a ", "a/b/", "^E11\\.4[0-9]$",
		"\\Q- [x]\\E", "\xC3\xA9+", "\\\\"};
	static const char *const numbers[] = {
		"5", "-5", "5:0.5", "4.5..5.5", "0", "1e3", "5 : 1", "1 .. 2", "+7"};
	bool is_typed = below(m, 4) == 0;
	q->multiple = !is_typed && below(m, 4) == 0;
	q->choice_count = is_typed ? 1 + below(m, 9) : 2 + below(m, 9);
	size_t key = below(m, q->choice_count);
	for (size_t i = 0; i < q->choice_count; i++) {
		struct choice *c = &q->choices[i];
		c->kind =
			!is_typed ? CHOICE_OPTION : (enum choice_kind)(CHOICE_ACCEPT + below(m, 3));
		c->is_key = is_typed || i == key || (q->multiple && below(m, 2));
		if (c->kind == CHOICE_PATTERN) {
			c->text = patterns[i % COUNT(patterns)];
		} else if (c->kind == CHOICE_NUMBER) {
			c->text = numbers[i % COUNT(numbers)];
		} else {
			add_line(m, false);
			buf_printf(&m->text, " %zu", i); /* so that no two are the same */
			c->text = arena_copy(&m->file.arena, str_trim(buf_view(&m->text)));
			buf_reset(&m->text);
		}
		c->rationale = lines(m, 0);
	}
}

static void add_question(struct maker *m)
{
	static const char *const bases[] = {"", "data", "text", "book"};
	static const char *const payers[] = {"any", "cpt", "medicare"};
	static const char *const pools[] = {"practice", "mock"};
	struct question_file *f = &m->file;
	assert_true(vec_grow(&f->questions, &f->cap, f->n + 1, sizeof *f->questions));
	struct question *q = &f->questions[f->n];
	*q = (struct question){.difficulty = 1 + (int)below(m, 3)};
	buf_printf(&m->text, "q-%zu", f->n++);
	q->slug = kept(m);
	q->title = single(m);
	q->concept = maybe(m, single(m));
	q->basis = bases[below(m, 4)];
	q->source = maybe(m, single(m));
	q->payer = payers[below(m, 3)];
	q->pool = pools[below(m, 2)];
	q->codes = maybe(m, "99213, E11.42");
	q->tags = maybe(m, below(m, 2) ? "history" : "a b, ## c, - [x]");
	q->reviewed = maybe(m, single(m));
	q->stem = lines(m, 1);
	add_choices(m, q);
	q->rule = lines(m, 0);
}

static void make_file(struct maker *m, uint64_t seed, size_t questions)
{
	rng_init(&m->rng, seed);
	question_file_init(&m->file);
	buf_init(&m->text);
	m->file.set = "cpc";
	m->file.domain = "x";
	m->file.year = 2026;
	for (size_t i = 0; i < questions; i++)
		add_question(m);
}

static void drop_file(struct maker *m)
{
	question_file_release(&m->file);
	buf_release(&m->text);
}

/* ---------------------------------------------------------------------------------------------
 * There and back */

static void read_back(const struct buf *text, struct question_file *out)
{
	struct cpc_error err;
	question_file_init(out);
	if (markdown_read(buf_view(text), "written", out, NULL, NULL, &err))
		fail_msg("%s\n%s", err.text, buf_text(text));
}

static void assert_same_question(const struct question *a, const struct question *b)
{
	assert_string_equal(a->slug, b->slug);
	assert_string_equal(a->title, b->title);
	assert_int_equal(a->difficulty, b->difficulty);
	assert_int_equal(a->multiple, b->multiple);
	assert_string_equal(a->concept, b->concept);
	assert_string_equal(a->basis, b->basis);
	assert_string_equal(a->source, b->source);
	assert_string_equal(a->payer, b->payer);
	assert_string_equal(a->pool, b->pool);
	assert_string_equal(a->codes, b->codes);
	assert_string_equal(a->tags, b->tags);
	assert_string_equal(a->reviewed, b->reviewed);
	assert_string_equal(a->stem, b->stem);
	assert_int_equal(a->choice_count, b->choice_count);
	for (size_t i = 0; i < a->choice_count; i++) {
		assert_int_equal(a->choices[i].kind, b->choices[i].kind);
		assert_int_equal(a->choices[i].is_key, b->choices[i].is_key);
		assert_string_equal(a->choices[i].text, b->choices[i].text);
		assert_string_equal(a->choices[i].rationale, b->choices[i].rationale);
	}
	assert_string_equal(a->rule, b->rule);
	assert_true(question_hash(a) == question_hash(b));
}

/* The lines that the reader notes are those at which the parts stand. */
static void assert_lines(const struct question_file *f, const struct buf *text)
{
	struct str rest = buf_view(text), line;
	size_t q = 0, c = 0;
	for (int at = 1; q < f->n && str_next(&rest, '\n', &line); at++) {
		if (at == f->questions[q].line)
			assert_true(str_starts(line, "## "));
		if (c < f->questions[q].choice_count && at == f->questions[q].choices[c].line) {
			assert_true(str_starts(line, "- ["));
			c++;
		}
		if (c == f->questions[q].choice_count) {
			q++;
			c = 0;
		}
	}
	assert_int_equal(q, f->n);
}

static void normal_texts_come_back(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= 2000; seed++) {
		struct maker m;
		struct question_file back;
		struct buf once = BUF_INIT, twice = BUF_INIT;
		make_file(&m, seed, 5);
		markdown_write(&m.file, &once);
		read_back(&once, &back);
		assert_int_equal(back.n, m.file.n);
		for (size_t i = 0; i < back.n; i++)
			assert_same_question(&back.questions[i], &m.file.questions[i]);
		assert_lines(&back, &once);
		markdown_write(&back, &twice);
		assert_string_equal(once.data, twice.data);
		question_file_release(&back);
		drop_file(&m);
		buf_release(&once);
		buf_release(&twice);
	}
}

/* Any text at all, of the letters that mean something. */
static const char *soup(struct maker *m, const char *least)
{
	static const char *const pieces[] = {"\n", "\n", "\n\n", "\r\n", "\r", " ", "  ", "\t",
		"\\", "#", "##", "- [", "x", "]", "-", "---", ">", ":", "basis:", ",", "/",
		"\xC3\xA9", "a"};
	for (size_t i = below(m, 12); i > 0; i--)
		buf_add_text(&m->text, pieces[below(m, COUNT(pieces))]);
	if (str_trim(buf_view(&m->text)).n == 0)
		buf_add_text(&m->text, least);
	return kept(m);
}

static void spoil(struct maker *m, struct question *q)
{
	q->title = soup(m, "");
	q->concept = soup(m, "");
	q->source = soup(m, "");
	q->reviewed = soup(m, "");
	q->tags = soup(m, "");
	q->codes = maybe(m, ",I10 ,\n,99213,");
	q->payer = maybe(m, q->payer);
	q->pool = maybe(m, q->pool);
	q->stem = soup(m, "x");
	q->rule = soup(m, "");
	for (size_t i = 0; i < q->choice_count; i++) {
		q->choices[i].rationale = soup(m, "");
		if (q->choices[i].kind == CHOICE_PATTERN || q->choices[i].kind == CHOICE_NUMBER)
			continue;
		buf_printf(&m->text, "%s %zu.", soup(m, ""), i);
		q->choices[i].text = kept(m);
	}
}

/* Texts out of normal form are written in it: what is written reads, and stays as it is. */
static void any_text_becomes_normal(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= 4000; seed++) {
		struct maker m;
		struct question_file back;
		struct buf once = BUF_INIT, twice = BUF_INIT;
		make_file(&m, seed, 2);
		for (size_t i = 0; i < m.file.n; i++)
			spoil(&m, &m.file.questions[i]);
		markdown_write(&m.file, &once);
		read_back(&once, &back);
		markdown_write(&back, &twice);
		assert_string_equal(once.data, twice.data);
		question_file_release(&back);
		drop_file(&m);
		buf_release(&once);
		buf_release(&twice);
	}
}

static void normal_form(void **state)
{
	(void)state;
	struct question q = {.slug = "a",
		.title = " ",
		.difficulty = 1,
		.concept = " c \r\n d ",
		.basis = "",
		.source = "one\n\n two",
		.payer = "",
		.pool = "",
		.codes = ",I10 ,,99213",
		.tags = ",\n,",
		.reviewed = "",
		.stem = "\n\r\n first  \r second\t\r\n \n\n third\r\nfourth\n\n",
		.choice_count = 2,
		.choices = {{CHOICE_ACCEPT, true, " a\nb ", "\n", 0},
			{CHOICE_PATTERN, true, " x\ny ", "r\n\n\ns\n", 0}},
		.rule = "\n"};
	struct question_file f, back;
	struct buf out = BUF_INIT;
	question_file_init(&f);
	f.set = "cpc";
	f.domain = "x";
	f.year = 2026;
	f.questions = &q;
	f.n = 1;
	markdown_write(&f, &out);
	assert_string_equal(out.data, "---\nset: cpc\ndomain: x\nyear: 2026\n---\n\n## a a\n"
				      "difficulty: 1\nconcept: c d\nsource: one two\n"
				      "codes: I10, 99213\n\n first\n second\n\n third\nfourth\n\n"
				      "- [=] a b\n- [~] / x y /\n  r\n\n  s\n\n>\n");
	read_back(&out, &back);
	question_file_release(&back);
	buf_release(&out);
}

/* ---------------------------------------------------------------------------------------------
 * Damage */

struct told {
	int count, last_line;
};

static void tell(void *context, int line, const char *sentence)
{
	struct told *t = context;
	assert_true(line >= t->last_line && line > 0);
	assert_int_equal(utf8_check(str_of(sentence)), strlen(sentence));
	t->last_line = line;
	t->count++;
}

/* Read a damaged text; what reads without a fault is written and read again. The number of faults,
 * which one damage may bring. */
static int survive(struct str text)
{
	struct told t = {0, 0};
	struct cpc_error err;
	struct question_file f, back;
	question_file_init(&f);
	int rc = markdown_read(text, "damaged", &f, tell, &t, &err);
	if (rc) {
		assert_int_equal(rc, CPC_DATA);
		assert_true(t.count > 0);
		assert_true(strncmp(err.text, "damaged:", 8) == 0);
	} else {
		struct buf once = BUF_INIT, twice = BUF_INIT;
		assert_int_equal(t.count, 0);
		markdown_write(&f, &once);
		read_back(&once, &back);
		assert_int_equal(back.n, f.n);
		for (size_t i = 0; i < f.n; i++)
			assert_same_question(&back.questions[i], &f.questions[i]);
		markdown_write(&back, &twice);
		assert_string_equal(once.data, twice.data);
		question_file_release(&back);
		buf_release(&once);
		buf_release(&twice);
	}
	question_file_release(&f);
	return t.count;
}

static void survive_at_most(struct str text, int faults)
{
	int found = survive(text);
	if (found > faults)
		fail_msg("%d faults in\n%.*s", found, STR_ARG(text));
}

static const char good[] =
	"---\nset: cpc\ndomain: x\nyear: 2026\n---\n\n"
	"## a-1 Title of a\ndifficulty: 2\nconcept: c\nbasis: book\nsource: s, t\npayer: cpt\n"
	"pool: mock\ncodes: I10, 99213\ntags: u, v\nreviewed: 2026\n\n"
	"Stem line\n\\- [x] no choice\n\nWhich?\n\n"
	"- [ ] 11642\n  Why\n  not.\n\n  More.\n- [x] 11643\n- [ ] caf\xC3\xA9\n  \\> x\n\n"
	"> Rule\n>\n> more\n\n"
	"## b-2 Title of b\ndifficulty: 1\n\nStem\n\n- [=] E11.42\n  Why\n- [~] /^E1.$/\n\n>\n\n"
	"## c-3 Title of c\ndifficulty: 3\n\nStem\n\n- [x] a\n- [ ] b\n\n> Rule\n";

#define GOOD ((struct str){good, sizeof good - 1})

/* Each copy is as long as the text and no byte longer, so that a sanitizer sees a byte too far. */
static void survive_copy(struct str text, int faults)
{
	char *copy = malloc(text.n ? text.n : 1);
	assert_non_null(copy);
	memcpy(copy, text.p, text.n);
	survive_at_most((struct str){copy, text.n}, faults);
	free(copy);
}

static void cut_at_every_byte(void **state)
{
	(void)state;
	assert_int_equal(survive(GOOD), 0);
	for (size_t n = 0; n <= GOOD.n; n++) {
		survive_copy((struct str){good, n}, 3);
		survive_copy(str_from(GOOD, n), 3);
	}
}

static void every_byte_another(void **state)
{
	(void)state;
	static const char others[] = "\0\n\r\t #-[]>x=~\\:/,.aZ9\x7F\x80\xC3\xFF";
	char text[sizeof good];
	memcpy(text, good, sizeof good);
	for (size_t i = 0; i < GOOD.n; i++) {
		for (size_t k = 0; k < sizeof others - 1; k++) {
			text[i] = others[k];
			survive_copy((struct str){text, GOOD.n}, 4);
		}
		text[i] = good[i];
	}
}

static void every_byte_gone_or_twice(void **state)
{
	(void)state;
	char text[sizeof good + 1];
	for (size_t i = 0; i < GOOD.n; i++) {
		memcpy(text, good, i);
		memcpy(text + i, good + i + 1, GOOD.n - i - 1);
		survive_copy((struct str){text, GOOD.n - 1}, 4);
		memcpy(text, good, i + 1);
		memcpy(text + i + 1, good + i, GOOD.n - i);
		survive_copy((struct str){text, GOOD.n + 1}, 4);
	}
}

/* Every line gone, and every line moved to every other place. */
static void every_line_elsewhere(void **state)
{
	(void)state;
	struct str line[128], rest = GOOD;
	size_t n = 0;
	while (str_next(&rest, '\n', &line[n]) && rest.p)
		n++;
	struct buf text = BUF_INIT;
	for (size_t gone = 0; gone < n; gone++) {
		for (size_t to = 0; to <= n; to++) {
			buf_reset(&text);
			for (size_t i = 0; i <= n; i++) {
				if (i == to && to < n) {
					buf_add_str(&text, line[gone]);
					buf_add_char(&text, '\n');
				}
				if (i < n && i != gone) {
					buf_add_str(&text, line[i]);
					buf_add_char(&text, '\n');
				}
			}
			survive_at_most(buf_view(&text), 8); /* two mistakes */
		}
	}
	buf_release(&text);
}

/* Lines of a good text and pieces of them in any order, and bytes of any sort. */
static void soup_of_lines(void **state)
{
	(void)state;
	static const char *const pieces[] = {"---\nset: cpc\ndomain: x\nyear: 2026\n---\n", "---\n",
		"set: cpc\n", "## a T\n", "## ", "difficulty: 1\n", "difficulty", ": ",
		"tags: a,b\n", "codes: I10\n", "\n", "\n\n", "Stem\n", "- [ ] a\n", "- [x] b\n",
		"- [=] c\n", "- [~] /d/\n", "- [~] /(/\n", "- [", "  why\n", " ", "\t", "> Rule\n",
		">\n", "\\", "\r", "\xC3", "\xA9", "\xFF"};
	struct rng rng;
	struct buf text = BUF_INIT;
	rng_init(&rng, 6);
	for (int i = 0; i < 20000; i++) {
		buf_reset(&text);
		if (rng_below(&rng, 4))
			buf_add_text(&text, pieces[0]);
		for (uint64_t k = rng_below(&rng, 40); k > 0; k--)
			buf_add_text(&text, pieces[rng_below(&rng, COUNT(pieces))]);
		survive(buf_view(&text));
	}
	for (int i = 0; i < 5000; i++) {
		buf_reset(&text);
		for (uint64_t k = rng_below(&rng, 100); k > 0; k--)
			buf_add_char(&text, (char)rng_next(&rng));
		survive(buf_view(&text));
	}
	buf_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(normal_texts_come_back),
		cmocka_unit_test(any_text_becomes_normal),
		cmocka_unit_test(normal_form),
		cmocka_unit_test(cut_at_every_byte),
		cmocka_unit_test(every_byte_another),
		cmocka_unit_test(every_byte_gone_or_twice),
		cmocka_unit_test(every_line_elsewhere),
		cmocka_unit_test(soup_of_lines),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
