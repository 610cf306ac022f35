/*
 * test_corpus.c - every file of tests/fuzz/corpus through what the fuzzer holds of its format, and
 * that this finds what it is for. May use: cmocka, property.h, base. Must not know: libFuzzer.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/file.h"
#include "fuzz/property.h"

#define CORPUS TESTS_DIR "/fuzz/corpus"

/* The corpus ------------------------------------------------------------------------------------
 */

static void replay(const char *name, const char *folder, const struct file_list *files)
{
	struct buf path = BUF_INIT, bytes = BUF_INIT, why = BUF_INIT;
	for (size_t i = 0; i < files->n; i++) {
		buf_reset(&path);
		buf_printf(&path, CORPUS "/%s/%s", folder, files->items[i].path);
		assert_int_equal(file_read(buf_text(&path), 0, &bytes, NULL), CPC_OK);
		if (!property_of(name, buf_view(&bytes), &why))
			fail_msg("%s: %s/%s: %s", name, folder, files->items[i].path,
				buf_text(&why));
		buf_release(&bytes);
	}
	buf_release(&path);
	buf_release(&why);
}

/* Of the folder, as NAME. */
static void replay_folder(const char *name, const char *folder)
{
	struct buf path = BUF_INIT;
	struct file_list files = {0};
	buf_printf(&path, CORPUS "/%s", folder);
	assert_int_equal(file_list_read(buf_text(&path), "", &files, NULL), CPC_OK);
	assert_true(files.n >= 5);
	replay(name, folder, &files);
	file_list_release(&files);
	buf_release(&path);
}

static void read_corpus(void **state)
{
	replay_folder(*state, *state);
}

static void write_corpus(void **state)
{
	struct buf name = BUF_INIT;
	buf_printf(&name, "write-%s", (const char *)*state);
	replay_folder(buf_text(&name), "write");
	buf_release(&name);
}

/* What one format is made for, another has to stand. */
static void corpus_of_others(void **state)
{
	for (size_t i = 0; i < format_count(); i++)
		replay_folder(*state, format_at(i)->name);
}

/* What is larger than any file of the corpus ----------------------------------------------------
 */

/* A question of two choices with so many of `unit` in the piece of that number. */
static void write_large(const char *format, size_t piece, const char *unit, size_t times)
{
	struct buf name = BUF_INIT, bytes = BUF_INIT, why = BUF_INIT;
	const char *const pieces[] = {"Stem", "One", "Two", "why", "not", "Title", "Rule"};
	buf_printf(&name, "write-%s", format);
	buf_add(&bytes, "\x05\x01\x02", 3);
	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
		buf_add_char(&bytes, '\0');
		buf_add_text(&bytes, pieces[i]);
		if (i == piece)
			buf_add_repeat(&bytes, unit, times);
	}
	if (!property_of(buf_text(&name), buf_view(&bytes), &why))
		fail_msg("%s, %zu times %s in %s: %.300s", buf_text(&name), times, unit,
			pieces[piece], buf_text(&why));
	buf_release(&name);
	buf_release(&bytes);
	buf_release(&why);
}

/* Above every limit of a reader its writer refuses the question. */
static void write_larger_and_larger(void **state)
{
	static const char *const units[] = {"x", "\"", "&", "\n a"};
	static const size_t pieces[] = {0, 1, 3};
	static const size_t times[] = {60000, 70000, 400000, 1040000, 1100000, 4300000};
	for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
		for (size_t k = 0; k < sizeof pieces / sizeof *pieces; k++) {
			for (size_t u = 0; u < sizeof units / sizeof *units; u++)
				write_large(*state, pieces[k], units[u], times[i]);
		}
	}
}

/* What the property finds ------------------------------------------------------------------------
 */

static bool holds(const struct format *f, const char *text)
{
	struct buf why = BUF_INIT;
	bool good = property_reads(f, str_of(text), &why);
	assert_int_equal(good, why.len == 0);
	buf_release(&why);
	return good;
}

static int reads_told(struct format_read *r, struct cpc_error *err)
{
	struct str line;
	while (format_line(r, &line, err) == CPC_OK)
		format_fault(r, source_line_number(r->in) + 2, "found nothing");
	return CPC_OK;
}

static int reads_raw(struct format_read *r, struct cpc_error *err)
{
	(void)err;
	r->tell(r->context, FORMAT_FAULT, 1, "found \033[2J");
	return CPC_OK;
}

static int reads_unchecked(struct format_read *r, struct cpc_error *err)
{
	struct format_item item = format_blank();
	item.q.line = 1;
	item.q.stem = "A question without answers";
	return r->question(r->context, &item, err);
}

static const char aiken[] = "Which?\nA) One\nB) Two\nANSWER: B\n";

static void a_line_outside_is_found(void **state)
{
	struct format f = format_aiken;
	(void)state;
	f.read = reads_told;
	assert_true(holds(&format_aiken, "text\n"));
	assert_false(holds(&f, "text"));
}

static void a_sentence_with_escapes_is_found(void **state)
{
	struct format f = format_aiken;
	(void)state;
	f.read = reads_raw;
	assert_false(holds(&f, "text"));
}

static void a_question_unchecked_is_found(void **state)
{
	struct format f = format_aiken;
	(void)state;
	f.read = reads_unchecked;
	assert_false(holds(&f, "text"));
}

static void a_part_lost_is_found(void **state)
{
	struct format f = format_aiken;
	(void)state;
	assert_true(holds(&f, aiken));
	f.holds = PART_ID;
	assert_false(holds(&f, aiken));
}

static void what_is_not_read_again_is_found(void **state)
{
	struct format f = format_gift;
	(void)state;
	assert_true(holds(&f, "::a::Which?{=One ~Two}\n"));
	f.begin = format_moodle_xml.begin;
	f.question = format_moodle_xml.question;
	f.end = format_moodle_xml.end;
	f.release = format_moodle_xml.release;
	assert_false(holds(&f, "::a::Which?{=One ~Two}\n"));
}

static void what_nobody_knows_is_refused(void **state)
{
	struct buf why = BUF_INIT;
	(void)state;
	assert_false(property_of("no-such", str_of(""), &why));
	assert_false(property_of("write-no-such", str_of(""), &why));
	assert_true(property_of("html", str_of("<b>x"), &why));
	buf_release(&why);
}

/* --------------------------------------------------------------------------------------------- */

#define TESTS_MAX 64

int main(void)
{
	static const struct CMUnitTest own[] = {
		cmocka_unit_test(a_line_outside_is_found),
		cmocka_unit_test(a_sentence_with_escapes_is_found),
		cmocka_unit_test(a_question_unchecked_is_found),
		cmocka_unit_test(a_part_lost_is_found),
		cmocka_unit_test(what_is_not_read_again_is_found),
		cmocka_unit_test(what_nobody_knows_is_refused),
	};
	static struct CMUnitTest tests[TESTS_MAX];
	static char html[] = "html";
	size_t n = sizeof own / sizeof *own;
	memcpy(tests, own, sizeof own);
	for (size_t i = 0; i < format_count() && n + 6 < TESTS_MAX; i++) {
		void *name = (void *)format_at(i)->name;
		tests[n++] = (struct CMUnitTest){"corpus", read_corpus, NULL, NULL, name};
		tests[n++] = (struct CMUnitTest){"others", corpus_of_others, NULL, NULL, name};
		tests[n++] = (struct CMUnitTest){"writing", write_corpus, NULL, NULL, name};
		tests[n++] =
			(struct CMUnitTest){"large", write_larger_and_larger, NULL, NULL, name};
	}
	tests[n++] = (struct CMUnitTest){"html", read_corpus, NULL, NULL, html};
	tests[n++] = (struct CMUnitTest){"html of others", corpus_of_others, NULL, NULL, html};
	return _cmocka_run_group_tests("corpus", tests, n, NULL, NULL);
}
