/*
 * same.c - whether questions that were written are those that were read again.
 * May use: formats, rules, base. Must not know: where they come from.
 */
#include "fuzz/same.h"

#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "formats/normal.h"
#include "rules/number.h"

#define SHOWN_MAX 200

bool same_not(struct buf *why, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	buf_vprintf(why, format, args);
	va_end(args);
	return false;
}

bool same_text(struct buf *why, const char *what, const char *a, const char *b)
{
	struct buf left = BUF_INIT, right = BUF_INIT;
	bool good = strcmp(a, b) == 0;
	utf8_add_quoted(&left, str_of(a), SHOWN_MAX);
	utf8_add_quoted(&right, str_of(b), SHOWN_MAX);
	if (!good)
		same_not(why, "%s: %s was written, %s was read", what, buf_text(&left),
			buf_text(&right));
	buf_release(&left);
	buf_release(&right);
	return good;
}

struct comparing {
	const struct format *f;
	struct buf *why;
	size_t number; /* of the question */
};

static bool same(struct comparing *c, const char *what, const char *a, const char *b)
{
	struct buf name = BUF_INIT;
	buf_printf(&name, "question %zu, %s", c->number + 1, what);
	bool good = same_text(c->why, buf_text(&name), a, b);
	buf_release(&name);
	return good;
}

/* Moodle has no range: "4.5..5.5" comes back as "5:0.5". */
static bool same_number(struct comparing *c, const char *a, const char *b)
{
	struct number_range x, y;
	if (c->f == &format_moodle_xml && number_range_of(str_of(a), &x) &&
		number_range_of(str_of(b), &y)) {
		double size = fabs(x.low) + fabs(x.high);
		if (fabs(x.low - y.low) <= 1e-9 * size && fabs(x.high - y.high) <= 1e-9 * size)
			return true;
	}
	return same(c, "a number", a, b);
}

static bool same_choices(struct comparing *c, const struct question *p, const struct question *q)
{
	bool good = p->choice_count == q->choice_count && p->multiple == q->multiple;
	if (!good)
		same_not(c->why, "question %zu: %zu choices were written, %zu were read",
			c->number + 1, p->choice_count, q->choice_count);
	for (size_t i = 0; i < p->choice_count && good; i++) {
		const struct choice *a = &p->choices[i], *b = &q->choices[i];
		good = same(c, "kind of a choice", choice_kind_name(a->kind),
			choice_kind_name(b->kind));
		good = good && same(c, "a key", a->is_key ? "yes" : "no", b->is_key ? "yes" : "no");
		good = good && (a->kind == CHOICE_NUMBER ? same_number(c, a->text, b->text)
							 : same(c, "a choice", a->text, b->text));
		if (good && c->f->holds & PART_RATIONALE)
			good = same(c, "a rationale", a->rationale, b->rationale);
	}
	return good;
}

/* A format without line breaks has a blank for each, or one for all that stand together. */
static bool same_stem(struct comparing *c, const char *a, const char *b)
{
	struct arena texts = ARENA_INIT;
	struct buf scratch = BUF_INIT;
	const char *line = normal_line(&texts, &scratch, a);
	bool flat = !(c->f->holds & PART_LINES) && line;
	bool good = same(c, "the stem", flat ? line : a, b);
	arena_release(&texts);
	buf_release(&scratch);
	return good;
}

static bool same_item(struct comparing *c, const struct format_item *a, const struct format_item *b)
{
	const struct question *p = &a->q, *q = &b->q;
	const struct {
		unsigned part;
		const char *name, *written, *read;
	} texts[] = {{PART_ID, "id", p->slug, q->slug}, {PART_SET, "set", a->set, b->set},
		{PART_DOMAIN, "domain", a->domain, b->domain},
		{PART_TITLE, "title", p->title, q->title},
		{PART_CONCEPT, "concept", p->concept, q->concept},
		{PART_BASIS, "basis", p->basis, q->basis},
		{PART_SOURCE, "source", p->source, q->source},
		{PART_PAYER, "payer", p->payer, q->payer}, {PART_POOL, "pool", p->pool, q->pool},
		{PART_CODES, "codes", p->codes, q->codes}, {PART_TAGS, "tags", p->tags, q->tags},
		{PART_REVIEWED, "reviewed", p->reviewed, q->reviewed},
		{PART_RULE, "rule", p->rule, q->rule}};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		if (c->f->holds & texts[i].part &&
			!same(c, texts[i].name, texts[i].written, texts[i].read))
			return false;
	}
	if (c->f->holds & PART_YEAR && a->year != b->year)
		return same_not(c->why, "the year %d came back as %d", a->year, b->year);
	if (c->f->holds & PART_DIFFICULTY && p->difficulty != q->difficulty)
		return same_not(
			c->why, "difficulty %d came back as %d", p->difficulty, q->difficulty);
	return same_stem(c, p->stem, q->stem) && same_choices(c, p, q);
}

bool same_items(const struct format *f, const struct format_item *a, size_t a_count,
	const struct format_item *b, size_t b_count, struct buf *why)
{
	if (a_count != b_count)
		return same_not(why, "%zu questions were written, %zu were read", a_count, b_count);
	for (size_t i = 0; i < a_count && f != &format_quizlet; i++) {
		struct comparing c = {f, why, i};
		if (!same_item(&c, &a[i], &b[i]))
			return false;
	}
	return true;
}
