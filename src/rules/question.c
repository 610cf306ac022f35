/*
 * question.c - what a question is, and what must hold of one.
 * May use: base, pattern, number. Must not know: files, SQL, the learner.
 */
#include "rules/question.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "rules/number.h"
#include "rules/pattern.h"

#define SLUG_MAX 64
#define SHOWN_MAX 40 /* characters of what was found that stand in a sentence */

static const char *const choice_names[] = {"choice", "accept", "pattern", "number"};

static const char *const kind_names[QUESTION_KINDS] = {
	"single", "multiple", "true-false", "typed", "numeric"};

const char *choice_kind_name(enum choice_kind kind)
{
	return choice_names[kind];
}

enum choice_kind choice_kind_of(const char *name)
{
	for (int kind = CHOICE_ACCEPT; kind <= CHOICE_NUMBER; kind++) {
		if (strcmp(name, choice_names[kind]) == 0)
			return (enum choice_kind)kind;
	}
	return CHOICE_OPTION;
}

const char *question_kind_name(enum question_kind kind)
{
	return kind_names[kind];
}

int question_kind_find(struct str name)
{
	for (int kind = 0; kind < QUESTION_KINDS; kind++) {
		if (str_eq(name, kind_names[kind]))
			return kind;
	}
	return -1;
}

static bool is_true_false(const struct question *q)
{
	if (q->choice_count != 2)
		return false;
	struct str a = str_of(q->choices[0].text), b = str_of(q->choices[1].text);
	struct str yes = str_of("true"), no = str_of("false");
	return (str_same_fold(a, yes) && str_same_fold(b, no)) ||
	       (str_same_fold(a, no) && str_same_fold(b, yes));
}

static bool is_numeric(const struct question *q)
{
	for (size_t i = 0; i < q->choice_count; i++) {
		if (q->choices[i].kind != CHOICE_NUMBER)
			return false;
	}
	return true;
}

enum question_kind question_kind_of(const struct question *q)
{
	if (question_is_typed(q))
		return is_numeric(q) ? QUESTION_NUMERIC : QUESTION_TYPED;
	if (q->multiple)
		return QUESTION_MULTIPLE;
	return is_true_false(q) ? QUESTION_TRUE_FALSE : QUESTION_SINGLE;
}

void question_file_init(struct question_file *f)
{
	*f = (struct question_file){.arena = ARENA_INIT, .set = "", .domain = ""};
}

void question_file_release(struct question_file *f)
{
	arena_release(&f->arena);
	free(f->questions);
	question_file_init(f);
}

bool question_is_typed(const struct question *q)
{
	return q->choice_count > 0 && q->choices[0].kind != CHOICE_OPTION;
}

uint32_t question_keys(const struct question *q)
{
	uint32_t keys = 0;
	for (size_t i = 0; i < q->choice_count; i++)
		keys |= (uint32_t)q->choices[i].is_key << i;
	return keys;
}

int question_told(const struct question *q)
{
	static const enum choice_kind best[] = {CHOICE_ACCEPT, CHOICE_NUMBER};
	for (size_t k = 0; k < sizeof best / sizeof *best; k++) {
		for (size_t i = 0; i < q->choice_count; i++) {
			if (q->choices[i].kind == best[k])
				return (int)i;
		}
	}
	return 0;
}

size_t question_size(const struct question *q)
{
	const char *const texts[] = {
		q->title, q->concept, q->source, q->codes, q->tags, q->reviewed, q->stem, q->rule};
	size_t n = 0;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		n += strlen(texts[i]);
	for (size_t i = 0; i < q->choice_count; i++)
		n += strlen(q->choices[i].text) + strlen(q->choices[i].rationale);
	return n;
}

bool question_slug_valid(struct str s)
{
	if (s.n == 0 || s.n > SLUG_MAX || s.p[0] == '-')
		return false;
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];
		if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '-')
			return false;
	}
	return true;
}

bool question_word_valid(struct str word, const char *words)
{
	struct str rest = str_of(words), one;
	while (str_next(&rest, ' ', &one)) {
		if (str_same(word, one))
			return true;
	}
	return false;
}

/* ---------------------------------------------------------------------------------------------
 * Checking */

struct check {
	const struct question *q;
	question_fault *fault;
	void *context;
	struct buf sentence;
	bool mixed; /* told that the choices are not of one sort */
	int faults;
};

static void found(struct check *c, int line, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

static void found(struct check *c, int line, const char *format, ...)
{
	va_list args;
	c->faults++;
	if (!c->fault)
		return;
	buf_reset(&c->sentence);
	va_start(args, format);
	buf_vprintf(&c->sentence, format, args);
	va_end(args);
	c->fault(c->context, line, c->sentence.failed ? "out of memory" : buf_text(&c->sentence));
}

static void check_word(struct check *c, const char *field, const char *word, const char *words)
{
	struct buf shown = BUF_INIT;
	if (question_word_valid(str_of(word), words))
		return;
	utf8_add_quoted(&shown, str_of(word), SHOWN_MAX);
	found(c, c->q->line, "found the %s %s, expected one of: %s", field, buf_text(&shown),
		words);
	buf_release(&shown);
}

static void check_slug(struct check *c)
{
	struct buf shown = BUF_INIT;
	if (question_slug_valid(str_of(c->q->slug)))
		return;
	utf8_add_quoted(&shown, str_of(c->q->slug), SHOWN_MAX);
	found(c, c->q->line, "found the slug %s, expected %s", buf_text(&shown),
		QUESTION_SLUG_SHAPE);
	buf_release(&shown);
}

static void check_size(struct check *c)
{
	size_t n = question_size(c->q);
	if (n > QUESTION_BYTES_MAX)
		found(c, c->q->line, "found a question of %zu bytes, expected at most %d", n,
			QUESTION_BYTES_MAX);
}

static void check_fields(struct check *c)
{
	const struct question *q = c->q;
	check_slug(c);
	check_size(c);
	if (q->difficulty < 1 || q->difficulty > 3)
		found(c, q->line,
			"found difficulty %d, expected 1 (recall), 2 (apply) or 3 (analyse)",
			q->difficulty);
	if (q->basis[0])
		check_word(c, "basis", q->basis, QUESTION_BASES);
	check_word(c, "payer", q->payer, QUESTION_PAYERS);
	check_word(c, "pool", q->pool, QUESTION_POOLS);
	if (str_trim(str_of(q->stem)).n == 0)
		found(c, q->line, "the question has no stem");
}

/* The next character that counts, in lower case; '\0' at the end. ASCII, whatever the locale. */
static char next_folded(const char **text)
{
	while (**text == ' ' || **text == '\t' || **text == '\n')
		(*text)++;
	char c = **text;
	*text += c != '\0';
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool same_but_for_case_and_blanks(const char *a, const char *b)
{
	char c;
	do {
		c = next_folded(&a);
		if (c != next_folded(&b))
			return false;
	} while (c);
	return true;
}

/* In a pattern case and blanks have a meaning: \d is not \D. */
static bool same_choice(const struct choice *a, const struct choice *b)
{
	if (a->kind != b->kind)
		return false;
	if (a->kind == CHOICE_PATTERN)
		return str_same(str_of(a->text), str_of(b->text));
	return same_but_for_case_and_blanks(a->text, b->text);
}

static void check_pattern(struct check *c, const struct choice *choice)
{
	struct cpc_error err;
	struct pattern *pattern;
	if (strpbrk(choice->text, "\r\n"))
		found(c, choice->line,
			"found a line end in a pattern, expected one line (\\n says it in a "
			"pattern)");
	else if (pattern_new(str_of(choice->text), true, &pattern, &err))
		found(c, choice->line, "%s", err.text);
	else
		pattern_free(pattern);
}

static void check_number(struct check *c, const struct choice *choice)
{
	struct buf shown = BUF_INIT;
	struct number_range range;
	if (number_range_of(str_of(choice->text), &range))
		return;
	utf8_add_quoted(&shown, str_of(choice->text), SHOWN_MAX);
	found(c, choice->line, "found %s, expected " NUMBER_SHAPE, buf_text(&shown));
	buf_release(&shown);
}

static bool is_other_sort(const struct question *q, size_t i)
{
	return (q->choices[i].kind == CHOICE_OPTION) != (q->choices[0].kind == CHOICE_OPTION);
}

static void check_choice(struct check *c, size_t i)
{
	const struct question *q = c->q;
	const struct choice *choice = &q->choices[i];
	if (str_trim(str_of(choice->text)).n == 0) {
		found(c, choice->line, "choice %zu has no text", i + 1);
		return;
	}
	if (is_other_sort(q, i) && !c->mixed) {
		c->mixed = true;
		found(c, choice->line,
			"found choices to pick and accepted answers in one question, expected one "
			"sort");
	}
	for (size_t j = 0; j < i; j++) {
		if (same_choice(choice, &q->choices[j])) {
			found(c, choice->line,
				"choice %zu is the same as choice %zu but for case and blanks",
				i + 1, j + 1);
			break;
		}
	}
	if (choice->kind == CHOICE_PATTERN)
		check_pattern(c, choice);
	else if (choice->kind == CHOICE_NUMBER)
		check_number(c, choice);
}

static void check_keys(struct check *c)
{
	const struct question *q = c->q;
	size_t keys = 0;
	const struct choice *second = NULL;
	for (size_t i = 0; i < q->choice_count; i++) {
		if (q->choices[i].is_key && ++keys == 2)
			second = &q->choices[i];
	}
	if (q->choice_count == 1)
		found(c, q->choices[0].line, "found one choice, expected 2 to %d",
			QUESTION_CHOICES_MAX);
	else if (keys == 0)
		found(c, q->choices[0].line, "none of the choices is %s",
			q->multiple ? "a key, expected one or more" : "the key, expected one");
	if (second && !q->multiple)
		found(c, second->line, "found %zu keys among the choices, expected one", keys);
}

int question_check(const struct question *q, question_fault *fault, void *context)
{
	struct check c = {.q = q, .fault = fault, .context = context, .sentence = BUF_INIT};
	check_fields(&c);
	if (q->choice_count == 0)
		found(&c, q->line,
			"the question has no choices, expected 2 to %d of which one is the key, or "
			"an accepted answer",
			QUESTION_CHOICES_MAX);
	for (size_t i = 0; i < q->choice_count; i++)
		check_choice(&c, i);
	if (q->choice_count > 0 && !question_is_typed(q) && !c.mixed)
		check_keys(&c);
	else if (q->multiple && question_is_typed(q))
		found(&c, q->choices[0].line,
			"found an accepted answer in a question of several right choices, expected "
			"choices to pick");
	buf_release(&c.sentence);
	return c.faults;
}

/* --------------------------------------------------------------------------------------------- */

static uint64_t hash_number(uint64_t hash, int n)
{
	unsigned char byte = (unsigned char)n;
	return hash_bytes(hash, &byte, 1);
}

uint64_t question_hash(const struct question *q)
{
	const char *const texts[] = {q->title, q->concept, q->basis, q->source, q->payer, q->pool,
		q->codes, q->tags, q->reviewed, q->stem, q->rule};
	uint64_t hash = hash_number(HASH_START, q->difficulty);
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		hash = hash_text(hash, texts[i]);
	for (size_t i = 0; i < q->choice_count; i++) {
		const struct choice *c = &q->choices[i];
		hash = hash_number(hash, (int)c->kind);
		hash = hash_number(hash, c->kind == CHOICE_OPTION && c->is_key);
		hash = hash_text(hash, c->text);
		hash = hash_text(hash, c->rationale);
	}
	/* Added for these alone: the others keep the hash they had before there were any. */
	return q->multiple ? hash_number(hash, QUESTION_MULTIPLE) : hash;
}
