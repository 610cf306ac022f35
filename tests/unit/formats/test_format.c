/*
 * test_format.c - the table of formats, and what all of them share: what each says that it holds
 * comes back, normal forms, titles, telling. May use: formats, samples.h. Must not know: how a
 * format is written.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "formats/normal.h"
#include "unit/formats/samples.h"

/* The table --------------------------------------------------------------------------------------
 */

static void names(void **state)
{
	static const char *const expected[] = {"markdown", "json", "jsonl", "csv", "tsv",
		"anki-text", "quizlet", "apkg", "aiken", "gift", "moodle-xml"};
	(void)state;
	assert_int_equal(format_count(), sizeof expected / sizeof *expected);
	for (size_t i = 0; i < format_count(); i++) {
		const struct format *f = format_at(i);
		assert_string_equal(f->name, expected[i]);
		assert_ptr_equal(format_find(f->name), f);
		assert_true(f->suffixes[0] == '.' && f->summary[0]);
		assert_non_null(f->sniff);
		assert_non_null(f->read);
		assert_true(f->begin && f->question && f->end);
		assert_true(f->kinds & 1u << QUESTION_SINGLE || strcmp(f->name, "quizlet") == 0);
	}
	assert_null(format_find("docx"));
}

static void by_name_of_file(void **state)
{
	(void)state;
	assert_ptr_equal(format_of_name("a/b.CSV"), &format_csv);
	assert_ptr_equal(format_of_name("deck.apkg"), &format_apkg);
	assert_null(format_of_name("notes.txt")); /* several */
	assert_null(format_of_name("x.docx"));
	assert_null(format_of_name(".csv")); /* a hidden file of another kind */
}

/* What is held comes back ------------------------------------------------------------------------
 */

/* All parts, one after the other left out, that the format holds; and of the whole the same bits.
 */
static void holds_what_it_says(const struct format *f)
{
	struct format_item item = sample_full();
	struct buf text = BUF_INIT, refused = BUF_INIT;
	struct trip t;
	trip_write(f, &item, 1, NULL, &text, &refused);
	assert_string_equal(buf_text(&refused), "");
	trip_read(&t, f, buf_view(&text), NULL);
	assert_int_equal(t.n, 1);
	unsigned wanted = format_parts(&item) & f->holds;
	unsigned found = format_parts(&t.items[0]) & f->holds;
	if (found != wanted)
		fail_msg("%s says that it holds %x and gives back %x", f->name, wanted, found);
	trip_release(&t);
	buf_release(&text);
	buf_release(&refused);
}

static void every_format_holds(void **state)
{
	(void)state;
	for (size_t i = 0; i < format_count(); i++)
		holds_what_it_says(format_at(i));
}

/* Whatever is lost, a question stays the question: stem, choices and key. */
static void every_format_keeps_the_key(void **state)
{
	(void)state;
	for (size_t i = 0; i < format_count(); i++) {
		const struct format *f = format_at(i);
		struct format_item item = sample_of("one", "One", "Which organ is it?");
		struct buf text = BUF_INIT;
		struct trip t;
		sample_add(&item, sample_choice(CHOICE_OPTION, false, "Heart", ""));
		sample_add(&item, sample_choice(CHOICE_OPTION, true, "Liver", ""));
		sample_add(&item, sample_choice(CHOICE_OPTION, false, "Lung", ""));
		trip_write(f, &item, 1, NULL, &text, NULL);
		trip_read(&t, f, buf_view(&text), NULL);
		assert_string_equal(buf_text(&t.told), "");
		assert_int_equal(t.n, 1);
		const struct question *q = &t.items[0].q;
		const struct choice *key = q->choices;
		while (!key->is_key)
			key++;
		assert_string_equal(key->text, "Liver");
		assert_non_null(strstr(q->stem, "Which organ is it?"));
		if (f != &format_quizlet) /* whose cards have an answer and no choices */
			assert_int_equal(q->choice_count, 3);
		trip_release(&t);
		buf_release(&text);
	}
}

/* A format that says it cannot write a kind is not asked to. */
static void kinds_are_refused(void **state)
{
	struct format_item all[SAMPLES];
	(void)state;
	samples(all);
	for (size_t i = 0; i < format_count(); i++) {
		const struct format *f = format_at(i);
		for (size_t k = 0; k < SAMPLES; k++) {
			struct buf text = BUF_INIT, refused = BUF_INIT;
			enum question_kind kind = question_kind_of(&all[k].q);
			trip_write(f, &all[k], 1, NULL, &text, &refused);
			if (!(f->kinds & 1u << kind))
				assert_non_null(
					strstr(buf_text(&refused), question_kind_name(kind)));
			buf_release(&text);
			buf_release(&refused);
		}
	}
}

/* Nothing of nothing -----------------------------------------------------------------------------
 */

/* A set without questions is written and read. */
static void empty_sets(void **state)
{
	(void)state;
	for (size_t i = 0; i < format_count(); i++) {
		const struct format *f = format_at(i);
		struct buf text = BUF_INIT;
		struct trip t;
		trip_write(f, NULL, 0, NULL, &text, NULL);
		if (text.len > 0) {
			trip_read(&t, f, buf_view(&text), NULL);
			assert_int_equal(t.n, 0);
			trip_release(&t);
		}
		buf_release(&text);
	}
}

/* Detection --------------------------------------------------------------------------------------
 */

/* What a format writes is known again, whatever the file is called. */
static void known_again(void **state)
{
	(void)state;
	for (size_t i = 0; i < format_count(); i++) {
		const struct format *f = format_at(i), *found;
		struct format_item item = sample_of("one", "One", "Which organ is it?");
		struct buf text = BUF_INIT;
		struct source *in;
		struct cpc_error err;
		sample_add(&item, sample_choice(CHOICE_OPTION, false, "Heart", ""));
		sample_add(&item, sample_choice(CHOICE_OPTION, true, "Liver", ""));
		trip_write(f, &item, 1, NULL, &text, NULL);
		assert_int_equal(source_of_text(buf_view(&text), "x", &in, &err), CPC_OK);
		assert_int_equal(format_detect(in, &found, &err), CPC_OK);
		assert_string_equal(found->name, f->name);
		source_close(in);
		buf_release(&text);
	}
}

static void not_known(const char *name, struct str text, const char *expected)
{
	const struct format *found;
	struct source *in;
	struct cpc_error err;
	assert_int_equal(source_of_text(text, name, &in, &err), CPC_OK);
	assert_int_equal(format_detect(in, &found, &err), CPC_DATA);
	assert_null(found);
	assert_memory_equal(err.text, expected, strlen(expected));
	source_close(in);
}

#define S(literal) ((struct str){literal, sizeof(literal) - 1})

static void unknown(void **state)
{
	(void)state;
	not_known("x.csv", S(""), "x.csv:1: found an empty file, expected questions");
	not_known("x.csv", S("\xFF\xFEq\0"), "x.csv:1: found UTF-16, expected UTF-8 (save it as");
	not_known("x", S("\xFE\xFF\0q"), "x:1: found UTF-16, expected UTF-8 (save it as");
	not_known("x",
		S("\x7F"
		  "ELF\0\1"),
		"x:1: found bytes that are no text, expected one of");
	not_known("x", S("Dear reader."), "x:1: found text in none of the formats markdown, json");
}

/* Normal forms -----------------------------------------------------------------------------------
 */

static void check_normal(const char *(*normal)(struct arena *, struct buf *, const char *),
	const char *text, const char *expected)
{
	struct arena arena = ARENA_INIT;
	struct buf scratch = BUF_INIT;
	const char *found = normal(&arena, &scratch, text);
	assert_string_equal(found, expected);
	assert_ptr_equal(normal(&arena, &scratch, found), found); /* which stays as it is */
	arena_release(&arena);
	buf_release(&scratch);
}

static void normal_forms(void **state)
{
	(void)state;
	check_normal(normal_line, "one", "one");
	check_normal(normal_line, "", "");
	check_normal(normal_line, "  a \r\n\n  b\rc\t", "a b c");
	check_normal(normal_text, "a\r\nb  \r\n\r\n\r\n\r\nc\r\n", "a\nb\n\nc");
	check_normal(normal_text, "\n \n  a\n\n", "  a");
	check_normal(normal_text, " \t\n", "");
	check_normal(normal_text, "a\n\nb", "a\n\nb");
	struct arena arena = ARENA_INIT;
	struct buf scratch = BUF_INIT;
	assert_string_equal(normal_list(&arena, &scratch, " a,b ,, c\n,"), "a, b, c");
	assert_string_equal(normal_list(&arena, &scratch, ",,"), "");
	arena_release(&arena);
	buf_release(&scratch);
}

/* What a reader gives ----------------------------------------------------------------------------
 */

static void read_one(const char *json, struct trip *t)
{
	trip_read(t, &format_jsonl, str_of(json), NULL);
}

static void titles(void **state)
{
	struct trip t;
	(void)state;
	read_one("{\"stem\":\"Short?\\nMore.\",\"answers\":[\"x\"]}", &t);
	assert_string_equal(t.items[0].q.title, "Short?");
	trip_release(&t);
	read_one("{\"stem\":\"A stem that goes on and on until it is longer than what a title "
		 "may be, and further\",\"answers\":[\"x\"]}",
		&t);
	assert_string_equal(
		t.items[0].q.title, "A stem that goes on and on until it is longer than what a …");
	trip_release(&t);
	read_one("{\"title\":\"Mine\",\"stem\":\"Short?\",\"answers\":[\"x\"]}", &t);
	assert_string_equal(t.items[0].q.title, "Mine");
	trip_release(&t);
}

static void checked(void **state)
{
	struct trip t;
	(void)state;
	read_one("{\"stem\":\"S\",\"codes\":[\"no code\"],\"answers\":[\"x\"]}\n", &t);
	assert_int_equal(t.n, 0);
	assert_non_null(strstr(buf_text(&t.told), "F 1: found the codes \"no code\""));
	trip_release(&t);
	read_one("{\"stem\":\"S\",\"choices\":[{\"text\":\"x\",\"key\":true},{\"text\":\"X\"}]}\n",
		&t);
	assert_int_equal(t.n, 0);
	assert_non_null(strstr(buf_text(&t.told), "choice 2 is the same as choice 1"));
	trip_release(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names),
		cmocka_unit_test(by_name_of_file),
		cmocka_unit_test(every_format_holds),
		cmocka_unit_test(every_format_keeps_the_key),
		cmocka_unit_test(kinds_are_refused),
		cmocka_unit_test(empty_sets),
		cmocka_unit_test(known_again),
		cmocka_unit_test(unknown),
		cmocka_unit_test(normal_forms),
		cmocka_unit_test(titles),
		cmocka_unit_test(checked),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
