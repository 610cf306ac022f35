/*
 * test_apkg_peers.c - what other programs say of a package that was written here: unzip, the shell
 * of SQLite, and Mnemosyne 2.9, which imports packages of Anki and shows their cards. Each is
 * skipped where it is not. Anki itself was not to be had for a test.
 * May use: cmocka, formats, POSIX. Must not know: how a package is written.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "scratch.h"
#include "unit/formats/anki_sample.h"

#define NOT_THERE 77

static struct buf package, out_name, said;

static void path(struct buf *out, const char *name)
{
	buf_reset(out);
	buf_printf(out, "%s/%s", scratch_root, name);
}

static int set_up(void **state)
{
	struct format_item items[SAMPLES];
	struct buf bytes = BUF_INIT;
	if (scratch_make(state))
		return -1;
	path(&package, "x.apkg");
	path(&out_name, "out");
	sample_items(items);
	trip_write(&format_apkg, items, SAMPLES, NULL, &bytes, NULL);
	FILE *f = fopen(buf_text(&package), "wb");
	bool good = f && fwrite(bytes.data, 1, bytes.len, f) == bytes.len;
	good = f && fclose(f) == 0 && good;
	buf_release(&bytes);
	return good ? 0 : -1;
}

/* Run a program in the folder; what it says, on either stream, goes to `said`. Its exit code;
 * NOT_THERE when there is none of that name. */
static int run(const char *const *args)
{
	struct cpc_error err;
	int status;
	pid_t child = fork();
	assert_int_not_equal(child, -1);
	if (child == 0) {
		int fd = open(buf_text(&out_name), O_WRONLY | O_CREAT | O_TRUNC, 0600);
		if (fd < 0 || chdir(scratch_root) < 0 || dup2(fd, 1) < 0 || dup2(fd, 2) < 0)
			_exit(70);
		execvp(args[0], (char *const *)args);
		_exit(NOT_THERE);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	buf_release(&said);
	assert_int_equal(file_read(buf_text(&out_name), 1 << 20, &said, &err), CPC_OK);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static int tear_down(void **state)
{
	buf_release(&package);
	buf_release(&out_name);
	buf_release(&said);
	return scratch_remove(state);
}

static void assert_said(const char *expected)
{
	if (!strstr(buf_text(&said), expected))
		fail_msg("found %s\nexpected %s", buf_text(&said), expected);
}

static void unzip_finds_no_fault(void **state)
{
	(void)state;
	int rc = run((const char *const[]){"unzip", "-t", "x.apkg", NULL});
	if (rc == NOT_THERE) {
		print_message("unzip is not here\n");
		skip();
	}
	assert_said("testing: collection.anki2         OK");
	assert_said("testing: media                    OK");
	assert_said("No errors detected");
	assert_int_equal(rc, 0);
}

static void the_sqlite_shell_finds_no_fault(void **state)
{
	(void)state;
	int rc = run((const char *const[]){"unzip", "-o", "x.apkg", NULL});
	if (!rc)
		rc = run((const char *const[]){"sqlite3", "collection.anki2",
			"pragma integrity_check; select count(*) from notes;", NULL});
	if (rc == NOT_THERE) {
		print_message("unzip and the sqlite3 shell are not here\n");
		skip();
	}
	assert_string_equal(buf_text(&said), "ok\n8\n");
	assert_int_equal(rc, 0);
}

static void mnemosyne_imports_every_card(void **state)
{
	(void)state;
	int rc = run((const char *const[]){TESTS_DIR "/unit/formats/apkg_mnemosyne.sh",
		scratch_root, buf_text(&package), NULL});
	if (rc == NOT_THERE) {
		print_message("Mnemosyne is not here\n");
		skip();
	}
	assert_said("cards 8\n");
	assert_said(
		"my-set/true-1 (my-set::em) Which? A. True B. False -> B Two are right A. why\n");
	assert_said("my-set/int-0001 (my-set::em,one,two_words,under_score) A patient has two");
	assert_said("my-set/typed-1 (my-set::integumentary) Which? -> E11.42 / ^E11");
	assert_int_equal(rc, 0);
	/* A second time nothing is new. */
	rc = run((const char *const[]){TESTS_DIR "/unit/formats/apkg_mnemosyne.sh", scratch_root,
		buf_text(&package), NULL});
	assert_said("cards 8\n");
	assert_int_equal(rc, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(unzip_finds_no_fault),
		cmocka_unit_test(the_sqlite_shell_finds_no_fault),
		cmocka_unit_test(mnemosyne_imports_every_card),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
