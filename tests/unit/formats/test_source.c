/*
 * test_source.c - texts as they come, in pieces of any size: lines and their ends, what is wrong
 * with one, the front that is looked at first, bytes. May use: formats/source, base. Must not know:
 * any format.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "formats/source.h"

#define S(literal) ((struct str){literal, sizeof(literal) - 1})

/* A text that comes in pieces of `piece` bytes, and fails before byte `fails_at` when that is not
 * 0. */
struct stream {
	struct str text;
	size_t piece, fails_at, given;
};

static int more(void *context, char *bytes, size_t room, size_t *n, struct cpc_error *err)
{
	struct stream *s = context;
	if (s->fails_at && s->given >= s->fails_at) {
		err->status = CPC_IO;
		return CPC_IO;
	}
	*n = s->piece < s->text.n ? s->piece : s->text.n;
	*n = *n < room ? *n : room;
	memcpy(bytes, s->text.p, *n);
	s->text = str_from(s->text, *n);
	s->given += *n;
	return CPC_OK;
}

static struct source *open_stream(struct stream *s)
{
	struct source *in;
	struct cpc_error err;
	assert_int_equal(source_new(more, s, "x", &in, &err), CPC_OK);
	return in;
}

/* Every line as "number:text\n"; one with a fault as "number!L", "!N", "!B" and its byte. */
static void add_lines(struct source *in, struct buf *out)
{
	struct str line;
	enum source_fault fault;
	struct cpc_error err;
	size_t at;
	int rc;
	while ((rc = source_line(in, &line, &fault, &at, &err)) == CPC_OK) {
		int number = source_line_number(in);
		if (fault == SOURCE_FINE)
			buf_printf(out, "%d:%.*s\n", number, STR_ARG(line));
		else
			buf_printf(out, "%d!%c%zu\n", number, " LNB"[fault], at);
	}
	assert_int_equal(rc, CPC_NO);
	assert_int_equal(source_line(in, &line, &fault, &at, &err), CPC_NO); /* and again */
}

/* Whatever the size of the pieces. */
static void check(struct str text, const char *expected)
{
	static const size_t pieces[] = {1, 2, 3, 7, 4096, 1 << 20};
	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
		struct stream s = {.text = text, .piece = pieces[i]};
		struct source *in = open_stream(&s);
		struct buf out = BUF_INIT;
		add_lines(in, &out);
		assert_string_equal(buf_text(&out), expected);
		assert_int_equal(source_taken(in), text.n);
		buf_release(&out);
		source_close(in);
	}
}

static void ends_of_lines(void **state)
{
	(void)state;
	check(S(""), "");
	check(S("a"), "1:a\n");
	check(S("a\n"), "1:a\n");
	check(S("a\nb"), "1:a\n2:b\n");
	check(S("a\r\nb\r\n"), "1:a\n2:b\n");
	check(S("\n\n"), "1:\n2:\n");
	check(S("a\rb\r"), "1:a\n2:b\n");
	check(S("a\rb\r\rc"), "1:a\n2:b\n3:\n4:c\n");
	check(S("a\rb\nc\n"), "1:a\rb\n2:c\n"); /* where there are LFs a CR is none */
	check(S("\xEF\xBB\xBF"
		"a\n"),
		"1:a\n");
	check(S("a\n\xEF\xBB\xBF"
		"b\n"),
		"1:a\n2:\xEF\xBB\xBF"
		"b\n");
}

static void bad_bytes(void **state)
{
	(void)state;
	check(S("a\nb\0c\nd\n"), "1:a\n2!N2\n3:d\n");
	check(S("a\xFF\nb\n"), "1!B2\n2:b\n");
	check(S("\xC3\nb"), "1!B1\n2:b\n");
	check(S("\xC3\xA9\n"), "1:\xC3\xA9\n");
}

/* A line that is too long is told of and passed over, and is never held whole. */
static void long_lines(void **state)
{
	(void)state;
	for (int over = 0; over <= 2; over++) {
		struct buf text = BUF_INIT, out = BUF_INIT;
		size_t n = over < 2 ? SOURCE_LINE_MAX + (size_t)over : 40 * (size_t)SOURCE_LINE_MAX;
		buf_add_text(&text, "a\n");
		while (text.len < 2 + n)
			buf_add_char(&text, 'x');
		buf_add_text(&text, "\nb\n");
		struct stream s = {.text = buf_view(&text), .piece = 65536};
		struct source *in = open_stream(&s);
		add_lines(in, &out);
		if (over)
			assert_string_equal(buf_text(&out), "1:a\n2!L1048577\n3:b\n");
		else
			assert_int_equal(out.len, 4 + 2 + SOURCE_LINE_MAX + 1 + 4);
		source_close(in);
		buf_release(&text);
		buf_release(&out);
	}
}

static void the_front(void **state)
{
	struct stream s = {.text = S("\xEF\xBB\xBFone\ntwo\n"), .piece = 2};
	struct source *in = open_stream(&s);
	struct cpc_error err;
	struct str head, line, bytes;
	enum source_fault fault;
	size_t at;
	(void)state;
	for (int again = 0; again < 2; again++) { /* it is not taken */
		assert_int_equal(source_head(in, &head, &err), CPC_OK);
		assert_true(str_eq(head, "\xEF\xBB\xBFone\ntwo\n"));
	}
	assert_int_equal(source_line_number(in), 0);
	assert_int_equal(source_line(in, &line, &fault, &at, &err), CPC_OK);
	assert_true(str_eq(line, "one"));
	assert_int_equal(source_bytes(in, &bytes, &err), CPC_OK); /* what is left */
	assert_true(str_eq(bytes, "two\n"));
	assert_int_equal(source_bytes(in, &bytes, &err), CPC_NO);
	source_close(in);
}

static void a_long_front(void **state)
{
	struct buf text = BUF_INIT;
	struct cpc_error err;
	struct str head;
	size_t n = 0;
	(void)state;
	buf_add_repeat(&text, "0123456789\n", 20000);
	struct stream s = {.text = buf_view(&text), .piece = 5000};
	struct source *in = open_stream(&s);
	assert_int_equal(source_head(in, &head, &err), CPC_OK);
	assert_int_equal(head.n, SOURCE_HEAD);
	for (struct str bytes; source_bytes(in, &bytes, &err) == CPC_OK;)
		n += bytes.n;
	assert_int_equal(n, text.len);
	source_close(in);
	buf_release(&text);
}

static void failures(void **state)
{
	struct stream s = {.text = S("one\ntwo\nthree\n"), .piece = 4, .fails_at = 8};
	struct cpc_error err;
	struct str line;
	(void)state;
	struct source *in = open_stream(&s);
	assert_int_equal(source_head(in, &line, &err), CPC_IO);
	source_close(in);
	assert_int_equal(source_open("/nowhere/x", &in, &err), CPC_NOINPUT);
	assert_null(in);
	assert_string_equal(
		err.text, "/nowhere/x: cannot read this file: No such file or directory");
	assert_int_equal(source_open("/", &in, &err), CPC_DATA);
	assert_string_equal(err.text, "/: a folder, expected a file");
}

static void of_files(void **state)
{
	char path[] = "/tmp/cpc-source.XXXXXX";
	struct cpc_error err;
	struct source *in;
	struct buf out = BUF_INIT;
	(void)state;
	int fd = mkstemp(path);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, "a\nb\n", 4), 4);
	close(fd);
	assert_int_equal(source_open(path, &in, &err), CPC_OK);
	assert_int_equal(source_size(in), 4);
	assert_string_equal(source_name(in), path);
	add_lines(in, &out);
	assert_string_equal(buf_text(&out), "1:a\n2:b\n");
	source_close(in);
	unlink(path);
	buf_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ends_of_lines),
		cmocka_unit_test(bad_bytes),
		cmocka_unit_test(long_lines),
		cmocka_unit_test(the_front),
		cmocka_unit_test(a_long_front),
		cmocka_unit_test(failures),
		cmocka_unit_test(of_files),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
