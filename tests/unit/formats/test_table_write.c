/*
 * test_table_write.c - questions written as tables, and that they come back as they were.
 * May use: formats, base. Must not know: the bank.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "unit/formats/trip.h"

#define HEADER                                                                                     \
	"id,set,domain,year,title,kind,difficulty,concept,basis,source,payer,pool,codes,tags,"     \
	"reviewed,stem,choice_a,choice_b,choice_c,choice_d,choice_e,choice_f,choice_g,choice_h,"   \
	"choice_i,choice_j,why_a,why_b,why_c,why_d,why_e,why_f,why_g,why_h,why_i,why_j,key,"       \
	"accept,rule\n"
#define MARK "\xEF\xBB\xBF"

static struct format_item item_of(const char *stem)
{
	struct format_item item = format_blank();
	item.q.slug = "one";
	item.q.title = "T";
	item.q.stem = stem;
	return item;
}

static void add(struct format_item *item, enum choice_kind kind, const char *text, bool is_key,
	const char *rationale)
{
	item->q.choices[item->q.choice_count++] = (struct choice){
		.kind = kind, .text = text, .is_key = is_key, .rationale = rationale};
}

static void same_text(const char *found, const char *expected)
{
	assert_string_equal(found, expected);
}

static void same(const struct format_item *found, const struct format_item *expected)
{
	const struct question *a = &found->q, *b = &expected->q;
	same_text(a->slug, b->slug);
	same_text(found->id, expected->id);
	same_text(found->set, expected->set);
	same_text(found->domain, expected->domain);
	same_text(found->category, "");
	assert_int_equal(found->year, expected->year);
	same_text(a->title, b->title);
	same_text(a->concept, b->concept);
	same_text(a->basis, b->basis);
	same_text(a->source, b->source);
	same_text(a->payer, b->payer);
	same_text(a->pool, b->pool);
	same_text(a->codes, b->codes);
	same_text(a->tags, b->tags);
	same_text(a->reviewed, b->reviewed);
	same_text(a->stem, b->stem);
	same_text(a->rule, b->rule);
	assert_int_equal(a->difficulty, b->difficulty);
	assert_int_equal(a->multiple, b->multiple);
	assert_int_equal(a->choice_count, b->choice_count);
	for (size_t i = 0; i < b->choice_count; i++) {
		same_text(a->choices[i].text, b->choices[i].text);
		same_text(a->choices[i].rationale, b->choices[i].rationale);
		assert_int_equal(a->choices[i].kind, b->choices[i].kind);
		assert_int_equal(a->choices[i].is_key, b->choices[i].is_key);
	}
}

/* As format_write but with `raw`. */
static void write_all(const struct format *f, const struct format_item *items, size_t n, bool raw,
	struct buf *out)
{
	static const struct format_options usual = {"", "", ""};
	struct cpc_error err;
	struct format_write w = {.out = trip_out, .context = out, .options = &usual, .raw = raw};
	assert_int_equal(format_begin(f, &w, &err), CPC_OK);
	for (size_t i = 0; i < n; i++)
		assert_int_equal(format_put(f, &w, &items[i], &err), CPC_OK);
	assert_int_equal(format_end(f, &w, &err), CPC_OK);
	format_write_release(f, &w);
}

static void round_trip(const struct format *f, const struct format_item *items, size_t n, bool raw)
{
	struct buf first = BUF_INIT, second = BUF_INIT;
	struct trip t;
	write_all(f, items, n, raw, &first);
	trip_read(&t, f, buf_view(&first), NULL);
	assert_string_equal(buf_text(&t.told), "");
	assert_int_equal(t.n, n);
	for (size_t i = 0; i < n; i++)
		same(&t.items[i], &items[i]);
	write_all(f, t.items, t.n, raw, &second);
	assert_string_equal(buf_text(&second), buf_text(&first));
	assert_int_equal(f->sniff(str_from(buf_view(&first), raw ? 0 : 3)), FORMAT_SURE);
	trip_release(&t);
	buf_release(&first);
	buf_release(&second);
}

static void everywhere(const struct format_item *items, size_t n)
{
	for (int raw = 0; raw < 2; raw++) {
		round_trip(&format_csv, items, n, raw);
		round_trip(&format_tsv, items, n, raw);
	}
}

static void nothing_is_lost(void **state)
{
	(void)state;
	struct format_item items[5];
	items[0] = item_of("Line one,\nline \"two\"\n\nand\tthree");
	add(&items[0], CHOICE_OPTION, "12031, 12032", false, "r,\n\ns");
	add(&items[0], CHOICE_OPTION, "B", true, "");
	add(&items[0], CHOICE_OPTION, "a", false, "\"");
	items[0].set = "cpc";
	items[0].domain = "e-m";
	items[0].year = 2026;
	items[0].q.title = "A \"title\", of course";
	items[0].q.difficulty = 3;
	items[0].q.concept = "c";
	items[0].q.basis = "book";
	items[0].q.source = "CPT 2026, Surgery; page 4";
	items[0].q.payer = "medicare";
	items[0].q.pool = "mock";
	items[0].q.codes = "12031, J1885";
	items[0].q.tags = "x; y, z|w";
	items[0].q.reviewed = "2026-01-02";
	items[0].q.rule = "because\n\nof that";
	items[1] = item_of("Several");
	items[1].q.multiple = true;
	for (int i = 0; i < QUESTION_CHOICES_MAX; i++)
		add(&items[1], CHOICE_OPTION,
			(const char *[]){"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"}[i],
			i % 3 == 0, "r");
	items[2] = item_of("Several, of which one is right");
	items[2].q.multiple = true;
	add(&items[2], CHOICE_OPTION, "x", false, "");
	add(&items[2], CHOICE_OPTION, "y", true, "");
	items[3] = item_of("True?");
	items[3].q.slug = "";
	items[3].id = "EM 0001";
	add(&items[3], CHOICE_OPTION, "False", false, "");
	add(&items[3], CHOICE_OPTION, "True", true, "");
	items[4] = item_of("Number");
	add(&items[4], CHOICE_NUMBER, "-5", true, "r");
	add(&items[4], CHOICE_NUMBER, "5:0.5", true, "");
	add(&items[4], CHOICE_NUMBER, "4.5..5.5", true, "s");
	everywhere(items, 5);
}

static void accepted_answers(void **state)
{
	(void)state;
	struct format_item item = item_of("Type");
	static const char *const texts[] = {
		"x", "/y/", "#5", "\\z", "\\/w/", "=1", "'=1", "/", "a,b"};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		add(&item, CHOICE_ACCEPT, texts[i], true, i % 2 ? "r" : "");
	add(&item, CHOICE_PATTERN, " ^a/b\\/c# ", true, "");
	everywhere(&item, 1);
	item.q.choice_count = 0;
	add(&item, CHOICE_PATTERN, "E11\\.4[0-9]", true, "r");
	add(&item, CHOICE_NUMBER, "12", true, "");
	everywhere(&item, 1);
	item.q.choice_count = 0; /* first in the cell, where a spreadsheet looks */
	add(&item, CHOICE_ACCEPT, "=1", true, "");
	everywhere(&item, 1);
}

static const char *const evil[] = {"=1+1", "'=1+1", "''=1+1", "+1", "-5", "'-5", "-5 mg", "-", "@x",
	"'@x", "'tis", "'", "''", "=", "'=", "a'b", "\"", "\"\"", "\",\"", ",", ";", "a\tb", "#5",
	"/x/", "\\x", "A) x", "1", "c", "sep=;", "\xE2\x80\x9Cx\xE2\x80\x9D", "\x1B[2J",
	"\xEF\xBB\xBF"};

static void evil_texts(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof evil / sizeof *evil; i++) {
		struct format_item item = item_of(evil[i]);
		bool is_slug = question_slug_valid(str_of(evil[i]));
		item.q.slug = is_slug ? evil[i] : "";
		item.id = is_slug ? "" : evil[i];
		item.domain = item.q.title = item.q.concept = item.q.source = item.q.reviewed =
			item.q.rule = evil[i];
		item.q.tags = strchr(evil[i], ',') ? "" : evil[i];
		add(&item, CHOICE_OPTION, evil[i], false, evil[i]);
		add(&item, CHOICE_OPTION, "other", true, "\t=1");
		everywhere(&item, 1);
		item.q.choice_count = 0;
		add(&item, CHOICE_ACCEPT, evil[i], true, evil[i]);
		item.q.stem = "\t=1";
		everywhere(&item, 1);
	}
}

/* The very bytes. */
static void as_written(void **state)
{
	(void)state;
	struct buf out = BUF_INIT;
	struct format_item item = item_of("=cmd");
	item.q.source = "-5";
	item.q.concept = "'tis";
	item.q.basis = "data";
	item.q.rule = "+1 \"x\"";
	add(&item, CHOICE_OPTION, "'@x", true, "");
	add(&item, CHOICE_OPTION, "-5 mg", false, "");
	write_all(&format_csv, &item, 1, false, &out);
	assert_string_equal(buf_text(&out), MARK HEADER
		"one,,,,T,single,2,'tis,data,-5,any,practice,,,,'=cmd,''@x,'-5 mg,,,,,,,,"
		",,,,,,,,,,,a,,\"'+1 \"\"x\"\"\"\n");
	buf_reset(&out);
	write_all(&format_csv, &item, 1, true, &out);
	assert_string_equal(buf_text(&out), HEADER
		"one,,,,T,single,2,'tis,data,-5,any,practice,,,,=cmd,''@x,-5 mg,,,,,,,,,,,,,,"
		",,,,,a,,\"+1 \"\"x\"\"\"\n");
	buf_reset(&out);
	write_all(&format_tsv, NULL, 0, true, &out);
	assert_memory_equal(buf_text(&out), "id\tset\tdomain\t", 14);
	buf_release(&out);
}

static void read_own(const char *rows, const char *told)
{
	struct buf text = BUF_INIT;
	struct trip t;
	buf_printf(&text, "%s%s", HEADER, rows);
	trip_read(&t, &format_csv, buf_view(&text), NULL);
	assert_string_equal(buf_text(&t.told), told);
	assert_int_equal(t.n, told[0] ? 0 : 1);
	trip_release(&t);
	buf_release(&text);
}

/* id to title, kind, difficulty, up to the stem, choices, rationales, key, accept and rule. */
#define ROW(kind, difficulty, choices, whys, key, accept)                                          \
	"one,,,,T," kind "," difficulty ",,,,,,,,,Q," choices ",,,,,,,,," whys ",,,,,,," key       \
	"," accept ",\n"

/* In our own table what is not ours is a mistake, and a key is letters only. */
static void own_tables_are_held_to_it(void **state)
{
	(void)state;
	read_own(ROW("", "", "x,y", ",,,", "b", ""), "");
	read_own(ROW("", "", "b,a", ",,,", "2", ""),
		"F 2: found the key \"2\", expected letters from a to b\n");
	read_own(ROW("", "", "x,y", ",,,", "y", ""),
		"F 2: found the key \"y\", expected letters from a to b\n");
	read_own(ROW("", "", "x,y", ",,,", "ab", ""),
		"F 2: found 2 keys among the choices, expected one\n");
	read_own(ROW("", "easy", "x,y", ",,,", "b", ""), "");
	read_own(ROW("", "4", "x,y", ",,,", "b", ""),
		"F 2: found the difficulty \"4\", expected 1 (recall), 2 (apply) or 3 (analyse)\n");
	read_own(ROW("mc", "", "x,y", ",,,", "b", ""),
		"F 2: found the kind \"mc\", expected single, multiple, true-false, typed or "
		"numeric\n");
	read_own(ROW("typed", "", "x,y", ",,,", "b", ""),
		"F 2: found the kind typed beside choices, expected accepted answers\n");
	read_own(ROW("single", "", ",", ",,,", "", "x"),
		"F 2: found the kind single beside accepted answers, expected choices\n");
	read_own(ROW("", "", ",", ",,,", "True", ""),
		"F 2: the question has no choices, expected 2 to 10 of which one is the key, or an "
		"accepted answer\n");
	read_own("one,A,,,T,,,,,,,,,,,Q,x,y,,,,,,,,,,,,,,,,,,,b,,\n",
		"F 2: found the set \"A\", expected lower-case letters, digits and hyphens, at "
		"most "
		"64\n");
	read_own("one,,,1999,T,,,,,,,,,,,Q,x,y,,,,,,,,,,,,,,,,,,,b,,\n",
		"F 2: found the year \"1999\", expected one from 2000 to 2099\n");
	read_own(ROW("", "", "x,y", ",,r,", "b", ""),
		"F 2: found the why_c \"r\", expected none, as there is no such choice\n");
}

/* A table of other people may hold a ' before a sign that it means. */
static void only_our_quotes_are_taken_away(void **state)
{
	(void)state;
	struct trip t;
	trip_read(&t, &format_csv, str_of("stem,key\n'=1,'-5\n"), NULL);
	assert_string_equal(buf_text(&t.told), "");
	assert_string_equal(t.items[0].q.stem, "'=1");
	assert_string_equal(t.items[0].q.choices[0].text, "'-5");
	trip_release(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_is_lost),
		cmocka_unit_test(accepted_answers),
		cmocka_unit_test(evil_texts),
		cmocka_unit_test(as_written),
		cmocka_unit_test(own_tables_are_held_to_it),
		cmocka_unit_test(only_our_quotes_are_taken_away),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
