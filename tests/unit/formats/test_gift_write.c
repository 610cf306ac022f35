/*
 * test_gift_write.c - GIFT as it is written: the text, and that what is read back is what was
 * written, whatever characters a question has. May use: formats, base. Must not know: the bank.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>

#include "base/error.h"
#include "base/rng.h"
#include "formats/normal.h"
#include "unit/formats/trip.h"

static struct choice option(const char *text, bool is_key, const char *rationale)
{
	return (struct choice){
		.kind = CHOICE_OPTION, .is_key = is_key, .text = text, .rationale = rationale};
}

static struct choice accept(enum choice_kind kind, const char *text, const char *rationale)
{
	return (struct choice){.kind = kind, .is_key = true, .text = text, .rationale = rationale};
}

static struct format_item make(const char *stem, struct choice a, struct choice b)
{
	struct format_item item = format_blank();
	item.q.title = "T";
	item.q.stem = stem;
	item.q.choices[0] = a;
	item.q.choices[1] = b;
	item.q.choice_count = b.text ? 2 : 1;
	return item;
}

#define GIFT_STEM 1048576

static const struct choice none = {0};

static void written(const struct format_item *items, size_t n, const char *expected)
{
	struct buf out = BUF_INIT;
	trip_write(&format_gift, items, n, NULL, &out, NULL);
	assert_string_equal(buf_text(&out), expected);
	buf_release(&out);
}

static void refused(const struct format_item *item, const char *expected)
{
	struct buf out = BUF_INIT, why = BUF_INIT;
	trip_write(&format_gift, item, 1, NULL, &out, &why);
	assert_string_equal(buf_text(&why), expected);
	assert_string_equal(buf_text(&out), "");
	buf_release(&out);
	buf_release(&why);
}

static void same_text(const char *found, const char *expected, const char *written_text)
{
	if (strcmp(found, expected) != 0)
		print_error("%s\n", written_text);
	assert_string_equal(found, expected);
}

static void same_question(
	const struct question *a, const struct question *b, const char *written_text)
{
	const char *const pairs[][2] = {{a->slug, b->slug}, {a->title, b->title},
		{a->concept, b->concept}, {a->basis, b->basis}, {a->source, b->source},
		{a->payer, b->payer}, {a->pool, b->pool}, {a->codes, b->codes}, {a->tags, b->tags},
		{a->reviewed, b->reviewed}, {a->stem, b->stem}, {a->rule, b->rule}};
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		same_text(pairs[i][0], pairs[i][1], written_text);
	assert_int_equal(a->difficulty, b->difficulty);
	assert_int_equal(a->multiple, b->multiple);
	assert_int_equal(a->choice_count, b->choice_count);
	for (size_t i = 0; i < a->choice_count; i++) {
		same_text(a->choices[i].text, b->choices[i].text, written_text);
		same_text(a->choices[i].rationale, b->choices[i].rationale, written_text);
		assert_int_equal(a->choices[i].kind, b->choices[i].kind);
		assert_int_equal(a->choices[i].is_key, b->choices[i].is_key);
	}
}

/* Written, read, and written again: all is as before. */
static void round_trip(const struct format_item *items, size_t n)
{
	struct buf first = BUF_INIT, second = BUF_INIT;
	struct trip t;
	trip_write(&format_gift, items, n, NULL, &first, NULL);
	trip_read(&t, &format_gift, buf_view(&first), NULL);
	same_text(buf_text(&t.told), "", buf_text(&first));
	assert_int_equal(t.n, n);
	for (size_t i = 0; i < n; i++) {
		same_question(&t.items[i].q, &items[i].q, buf_text(&first));
		assert_string_equal(t.items[i].set, items[i].set);
		assert_string_equal(t.items[i].domain, items[i].domain);
		assert_int_equal(t.items[i].year, items[i].year);
	}
	trip_write(&format_gift, t.items, t.n, NULL, &second, NULL);
	assert_string_equal(buf_text(&second), buf_text(&first));
	trip_release(&t);
	buf_release(&first);
	buf_release(&second);
}

/* ------------------------------------------------------------------------------------------------
 */

static void kinds(void **state)
{
	struct format_item single =
		make("a: {b}\n\nc", option("x=1", true, "y\n#z"), option("~", false, ""));
	struct format_item truth =
		make("q", option("True", false, "no"), option("False", true, "yes"));
	struct format_item half = make("q", option("True", true, "r"), option("False", false, ""));
	struct format_item lower = make("q", option("true", true, ""), option("false", false, ""));
	struct format_item typed =
		make("q", accept(CHOICE_ACCEPT, "5*", "f"), accept(CHOICE_PATTERN, "a\\.b.*", ""));
	struct format_item number = make(
		"q", accept(CHOICE_NUMBER, "12.5:0.5", ""), accept(CHOICE_NUMBER, "-1..2e3", "f"));
	struct format_item several = make("q", option("a", true, ""), option("b", false, ""));
	(void)state;
	single.q.rule = "The rule.";
	truth.q.rule = "R";
	several.q.multiple = true;
	several.q.choices[2] = option("c", true, "");
	several.q.choice_count = 3;
	written(&single, 1,
		"::T::[plain]a\\: \\{b\\}\\n\\nc{\n\t=x\\=1#y\\n\\#z\n\t~\\~\n\t####The "
		"rule.\n}\n\n");
	written(&truth, 1, "::T::[plain]q{FALSE#no#yes####R}\n\n");
	written(&half, 1, "::T::[plain]q{TRUE##r}\n\n");
	written(&lower, 1, "::T::[plain]q{\n\t=true\n\t~false\n}\n\n");
	written(&typed, 1, "::T::[plain]q{\n\t=5\\*#f\n\t=a.b*\n}\n\n");
	written(&number, 1, "::T::[plain]q{#\n\t=12.5:0.5\n\t=-1..2e3#f\n}\n\n");
	written(&several, 1, "::T::[plain]q{\n\t~%50%a\n\t~%-100%b\n\t~%50%c\n}\n\n");
	const struct format_item all[] = {single, truth, half, lower, typed, number, several};
	round_trip(all, sizeof all / sizeof *all);
}

/* The keys of a question share 100 % in the fractions that Moodle knows. */
static void shares(void **state)
{
	static const char *const names[] = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"};
	(void)state;
	for (size_t n = 2; n <= QUESTION_CHOICES_MAX; n++) {
		struct format_item item = make("q", none, none);
		item.q.multiple = true;
		item.q.choice_count = n;
		for (size_t keys = 1; keys <= n; keys++) {
			for (size_t i = 0; i < n; i++)
				item.q.choices[i] = option(names[i], i < keys, "");
			round_trip(&item, 1);
		}
	}
}

static void fields(void **state)
{
	struct format_item item = make("q", option("x", true, ""), option("y", false, ""));
	(void)state;
	item.set = "own";
	item.domain = "e-m";
	item.domain_title = "E/M";
	item.year = 2026;
	item.q.slug = "own-1";
	item.q.difficulty = 3;
	item.q.concept = "con]cept\\]";
	item.q.basis = "book";
	item.q.source = "AMA, p. 12 \\";
	item.q.payer = "medicare";
	item.q.pool = "mock";
	item.q.codes = "99213, J1885";
	item.q.tags = "a b, [c], d\\";
	item.q.reviewed = "2026-01-02";
	item.q.rule = "%[r]";
	assert_int_equal(format_parts(&item) | PART_LINES | PART_RATIONALE, PART_ALL);
	written(&item, 1,
		"$CATEGORY: $course$/top/own/E//M\n\n"
		"// [id:own-1] [tag:cpc:set=own] [tag:cpc:domain=e-m] "
		"[tag:cpc:concept=con%5Dcept%5C%5D] "
		"[tag:cpc:basis=book] [tag:cpc:source=AMA%2C p. 12 %5C] [tag:cpc:payer=medicare] "
		"[tag:cpc:pool=mock] [tag:cpc:reviewed=2026-01-02] [tag:cpc:year=2026] "
		"[tag:cpc:difficulty=3] [tag:cpc:codes=99213] [tag:cpc:codes=J1885] "
		"[tag:a b] [tag:[c\\]] [tag:d\\ ]\n"
		"::T::[plain]q{\n\t=x\n\t~y\n\t####[plain]%[r]\n}\n\n");
	round_trip(&item, 1);
}

/* A place is written where it changes, also to none at all. */
static void places(void **state)
{
	struct format_item items[5];
	struct buf out = BUF_INIT, why = BUF_INIT;
	(void)state;
	for (size_t i = 0; i < 5; i++)
		items[i] = make("q", option("True", true, ""), option("False", false, ""));
	items[1].set = items[2].set = "s";
	items[4].category = "a/\x1f/b\x1f top";
	written(items, 5,
		"::T::[plain]q{TRUE}\n\n"
		"$CATEGORY: $course$/top/s\n\n// [tag:cpc:set=s]\n::T::[plain]q{TRUE}\n\n"
		"// [tag:cpc:set=s]\n::T::[plain]q{TRUE}\n\n"
		"$CATEGORY: $course$/top\n\n::T::[plain]q{TRUE}\n\n"
		"$CATEGORY: $course$/top/a// / //b/top\n\n::T::[plain]q{TRUE}\n\n");
	round_trip(items, 5);
	/* one that was refused was not in its place */
	items[1] = make("q", accept(CHOICE_PATTERN, "a+", ""), none);
	items[1].set = "s";
	trip_write(&format_gift, items, 3, NULL, &out, &why);
	assert_string_equal(buf_text(&why), "!gift has no answers by a pattern such as \"a+\"\n");
	assert_string_equal(buf_text(&out),
		"::T::[plain]q{TRUE}\n\n"
		"$CATEGORY: $course$/top/s\n\n// [tag:cpc:set=s]\n::T::[plain]q{TRUE}\n\n");
	buf_release(&out);
	buf_release(&why);
}

static void cannot(void **state)
{
	struct format_item item = make("q", accept(CHOICE_PATTERN, "E11\\.4[0-9]", ""), none);
	(void)state;
	refused(&item, "!gift has no answers by a pattern such as \"E11\\.4[0-9]\"\n");
	item = make("q", accept(CHOICE_PATTERN, "a\\d", ""), none);
	refused(&item, "!gift has no answers by a pattern such as \"a\\d\"\n");
	item = make("q", accept(CHOICE_PATTERN, "abc", ""), none);
	refused(&item, "!gift has no answers by a pattern such as \"abc\"\n");
	item = make("q", accept(CHOICE_PATTERN, ".*", ""), none); /* nothing it does not take */
	refused(&item, "!gift has no answers by a pattern such as \".*\"\n");
	item = make("q", accept(CHOICE_ACCEPT, "a", ""), accept(CHOICE_NUMBER, "5", ""));
	refused(&item, "!gift has no numbers and texts accepted together\n");
	item = make("q", accept(CHOICE_ACCEPT, "a->b", ""), accept(CHOICE_ACCEPT, "c", ""));
	refused(&item, "!gift takes -> among accepted answers for a matching question\n");
	item = make("q", accept(CHOICE_ACCEPT, "T", "a->b"), none);
	refused(&item, "!gift takes -> among accepted answers for a matching question\n");
	item = make("q", accept(CHOICE_ACCEPT, "a->b", "c->d"), none);
	round_trip(&item, 1);
	item = make("q", accept(CHOICE_NUMBER, "1", "a->b"), accept(CHOICE_NUMBER, "2", ""));
	round_trip(&item, 1);

	char *stem = malloc(GIFT_STEM + 1);
	assert_non_null(stem);
	memset(stem, '=', GIFT_STEM);
	stem[GIFT_STEM] = '\0';
	item = make(stem, accept(CHOICE_ACCEPT, "a", ""), none);
	refused(&item, "!a question of gift has at most 1048576 bytes\n");
	stem[QUESTION_BYTES_MAX - 100] = '\0';
	round_trip(&item, 1);
	free(stem);
}

/* Whatever stands in a text, it stays in its place ------------------------------------------------
 */

static const char *const pieces[] = {"a", "Z", " ", "  ", "\t", "\n", "\n\n", "\\", "\\n", "\\\\",
	":", "::", "=", "~", "#", "####", "{", "}", "%", "%50%", "-", ">", "->", "[", "]", "[html]",
	"[plain]", "//", "$CATEGORY: x", "*", "\\*", ".*", "T", "TRUE", "<b>", "&amp;", "0",
	"_____", "[id:x]", "cpc:tag=", "%5D", "\xC3\xA4", "\xE2\x80\xA8", "\x1b", "\v",
	"ANSWER:", "'", "\"", ",", ";"};

static const char *random_text(struct rng *rng, struct arena *arena, uint64_t most)
{
	struct buf text = BUF_INIT;
	uint64_t n = 1 + rng_below(rng, most);
	for (size_t i = 0; i < n; i++)
		buf_add_text(&text, pieces[rng_below(rng, sizeof pieces / sizeof *pieces)]);
	const char *kept = arena_copy(arena, buf_view(&text));
	buf_release(&text);
	assert_non_null(kept);
	return kept;
}

static struct format_item random_item(struct rng *rng, struct arena *arena)
{
	static const char *const numbers[] = {"1", "-2.5", "3:0.1", "4..5", "6e7"};
	struct format_item item = format_blank();
	struct buf scratch = BUF_INIT;
	struct question *q = &item.q;
	bool few = rng_below(rng, 2);
	uint64_t kind = rng_below(rng, 4);
	q->slug = "a-1";
	q->title = random_text(rng, arena, 6);
	q->stem = random_text(rng, arena, 12);
	q->rule = few ? "" : random_text(rng, arena, 6);
	q->tags = few ? "" : random_text(rng, arena, 6);
	q->concept = few ? "" : random_text(rng, arena, 6);
	q->source = few ? "" : random_text(rng, arena, 6);
	q->choice_count = 1 + rng_below(rng, 5);
	q->multiple = kind == 1;
	for (size_t i = 0; i < q->choice_count; i++) {
		struct choice *c = &q->choices[i];
		*c = option(random_text(rng, arena, 3), i == 0 || (q->multiple && i == 2),
			rng_below(rng, 2) ? "" : random_text(rng, arena, 5));
		if (kind > 1) {
			c->kind = kind == 2 ? CHOICE_ACCEPT : CHOICE_NUMBER;
			c->is_key = true;
		}
		if (kind == 3)
			c->text = numbers[i];
	}
	assert_true(normal_question(arena, &scratch, q));
	buf_release(&scratch);
	return item;
}

static void any_text(void **state)
{
	struct rng rng;
	int tried = 0;
	(void)state;
	rng_init(&rng, 20261122);
	while (tried < 5000) {
		struct arena arena = ARENA_INIT;
		struct buf out = BUF_INIT, why = BUF_INIT;
		struct format_item item = random_item(&rng, &arena);
		if (item.q.title[0] && question_check(&item.q, NULL, NULL) == 0) {
			trip_write(&format_gift, &item, 1, NULL, &out, &why);
			if (why.len == 0)
				round_trip(&item, 1);
			else
				assert_non_null(strstr(buf_text(&why), "matching"));
			tried++;
		}
		buf_release(&out);
		buf_release(&why);
		arena_release(&arena);
	}
}

/* Whatever is read, with whatever told: it is written and read again the same. */
static void any_file(void **state)
{
	struct rng rng;
	(void)state;
	rng_init(&rng, 6);
	for (int tried = 0; tried < 20000; tried++) {
		struct arena arena = ARENA_INIT;
		struct buf why = BUF_INIT, out = BUF_INIT;
		struct trip t;
		trip_read(&t, &format_gift, str_of(random_text(&rng, &arena, 60)), NULL);
		assert_int_equal(t.rc, CPC_OK);
		for (size_t i = 0; i < t.n; i++) {
			trip_write(&format_gift, &t.items[i], 1, NULL, &out, &why);
			if (why.len == 0)
				round_trip(&t.items[i], 1);
			buf_reset(&why);
		}
		trip_release(&t);
		buf_release(&why);
		buf_release(&out);
		arena_release(&arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(kinds),
		cmocka_unit_test(shares),
		cmocka_unit_test(fields),
		cmocka_unit_test(places),
		cmocka_unit_test(cannot),
		cmocka_unit_test(any_text),
		cmocka_unit_test(any_file),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
