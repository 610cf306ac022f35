/*
 * test_shipped_bank.c - every file of the shipped question bank is read without a fault and is,
 * byte for byte, what the writer makes of it: so that an export of the bank changes nothing in it.
 * May use: formats/markdown, base/file, the folder questionbank. Must not know: what is asked.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/file.h"
#include "formats/markdown.h"

#define QUESTIONS SOURCE_DIR "/questionbank/questions"

static void print_fault(void *context, int line, const char *sentence)
{
	print_error("%s:%d: %s\n", (const char *)context, line, sentence);
}

/* The number of the first line in which two texts differ, 0 when they are equal. */
static int first_difference(struct str a, struct str b)
{
	int line = 1;
	for (size_t i = 0; i < a.n && i < b.n; i++) {
		if (a.p[i] != b.p[i])
			return line;
		line += a.p[i] == '\n';
	}
	return a.n == b.n ? 0 : line;
}

/* How many questions the file holds, 0 when it is not canonical. */
static size_t check_file(const char *name)
{
	struct buf path = BUF_INIT, text = BUF_INIT, written = BUF_INIT;
	struct question_file f;
	struct cpc_error err;
	buf_printf(&path, QUESTIONS "/%s", name);
	question_file_init(&f);
	assert_int_equal(file_read(path.data, MARKDOWN_BYTES_MAX, &text, &err), CPC_OK);
	int rc = markdown_read(buf_view(&text), name, &f, print_fault, (void *)name, &err);
	size_t n = rc ? 0 : f.n;
	if (!rc) {
		markdown_write(&f, &written);
		assert_false(written.failed);
		int line = first_difference(buf_view(&text), buf_view(&written));
		if (line > 0) {
			print_error("%s:%d: not as the writer writes it\n", name, line);
			n = 0;
		}
	}
	question_file_release(&f);
	buf_release(&written);
	buf_release(&text);
	buf_release(&path);
	return n;
}

static void every_file_is_canonical(void **state)
{
	struct file_list list;
	struct cpc_error err;
	size_t questions = 0, bad = 0;
	(void)state;
	assert_int_equal(file_list_read(QUESTIONS, ".md", &list, &err), CPC_OK);
	for (size_t i = 0; i < list.n; i++) {
		size_t n = check_file(list.items[i].path);
		bad += n == 0;
		questions += n;
	}
	file_list_release(&list);
	assert_int_equal(bad, 0);
	assert_true(questions >= 100); /* one exam */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_file_is_canonical),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
