/*
 * test_markdown_set.c - the native format among the others: one text of several frontmatters, of
 * any length. May use: formats, base. Must not know: the bank.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "formats/markdown.h"
#include "unit/formats/samples.h"

static void every_kind_comes_back(void **state)
{
	(void)state;
	samples_there_and_back(&format_markdown, true);
}

/* Counts, since all of them together are too much to hold. */
struct seen {
	size_t questions, fronts, told;
	int last_line;
};

static int see(void *context, const struct format_item *item, struct cpc_error *err)
{
	struct seen *seen = context;
	(void)err;
	assert_string_equal(item->set, "a-set");
	assert_int_equal(item->year, 2026);
	assert_true(item->q.line > seen->last_line);
	seen->last_line = item->q.line;
	seen->questions++;
	return CPC_OK;
}

static void tell(void *context, enum format_told what, int line, const char *sentence)
{
	(void)what;
	print_error("%d: %s\n", line, sentence);
	((struct seen *)context)->told++;
}

static void read_all(const struct buf *text, struct seen *seen)
{
	static const struct format_options usual = {"", "", ""};
	struct cpc_error err = {0};
	struct format_read r = {.options = &usual, .question = see, .tell = tell, .context = seen};
	assert_int_equal(source_of_text(buf_view(text), "x", &r.in, &err), CPC_OK);
	if (format_markdown.read(&r, &err))
		fail_msg("%s", err.text);
	format_read_release(&r);
	source_close(r.in);
}

/* More than may stand below one frontmatter is written below several. */
static void a_set_may_be_of_any_length(void **state)
{
	const size_t questions = 2 * MARKDOWN_BYTES_MAX / QUESTION_BYTES_MAX;
	struct cpc_error err = {0};
	struct buf text = BUF_INIT;
	struct seen seen = {0};
	struct format_write w = {.out = trip_out, .context = &text};
	struct format_item item = format_blank();
	char slug[16], *stem = calloc(1, QUESTION_BYTES_MAX);
	(void)state;
	assert_non_null(stem);
	memset(stem, 'x', QUESTION_BYTES_MAX - 100);
	item.set = "a-set";
	item.domain = "a-domain";
	item.year = 2026;
	item.q.slug = slug;
	item.q.title = "Title";
	item.q.stem = stem;
	sample_add(&item, sample_choice(CHOICE_OPTION, true, "a", ""));
	sample_add(&item, sample_choice(CHOICE_OPTION, false, "b", ""));
	assert_int_equal(format_begin(&format_markdown, &w, &err), CPC_OK);
	for (size_t i = 0; i < questions; i++) {
		snprintf(slug, sizeof slug, "q-%zu", i);
		assert_int_equal(format_put(&format_markdown, &w, &item, &err), CPC_OK);
	}
	assert_int_equal(format_end(&format_markdown, &w, &err), CPC_OK);
	format_write_release(&format_markdown, &w);
	read_all(&text, &seen);
	assert_int_equal(seen.told, 0);
	assert_int_equal(seen.questions, questions);
	for (const char *p = text.data; (p = strstr(p, "set: a-set\n")); p++)
		seen.fronts++;
	assert_int_equal(seen.fronts, 3);
	buf_release(&text);
	free(stem);
}

/* Each mistake is told once, and what stands below another frontmatter is given. */
static void faults_stay_in_their_part(void **state)
{
	static const char part[] = "---\nset: a\ndomain: b\nyear: 2026\n---\n\n## q T\n"
				   "difficulty: 1\n\nS\n\n- [x] a\n- [ ] b\n\n> R\n";
	struct buf text = BUF_INIT;
	struct trip t;
	(void)state;
	buf_printf(&text, "%.59s\xff%s%s", part, part + 59, part);
	trip_read(&t, &format_markdown, buf_view(&text), NULL);
	assert_string_equal(buf_text(&t.told), "F 10: found \\xff at byte 1, expected UTF-8\n");
	assert_int_equal(t.n, 1);
	assert_int_equal(t.items[0].q.line, 22);
	trip_release(&t);
	buf_reset(&text);
	buf_add_text(&text, part);
	buf_add_repeat(&text, "x", SOURCE_LINE_MAX + 1);
	buf_printf(&text, "\n%s", part);
	trip_read(&t, &format_markdown, buf_view(&text), NULL);
	assert_string_equal(buf_text(&t.told),
		"F 16: found a line of more than 1048576 bytes, which is the most\n");
	assert_int_equal(t.n, 1);
	trip_release(&t);
	buf_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_kind_comes_back),
		cmocka_unit_test(a_set_may_be_of_any_length),
		cmocka_unit_test(faults_stay_in_their_part),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
