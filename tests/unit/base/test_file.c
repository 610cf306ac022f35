/*
 * test_file.c - files and folders: reading with a limit, replacing, listing, locking.
 * May use: base/file, POSIX, a folder of its own below the folder for temporary files. Must not
 * know: anything above base.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"

#define S(literal) ((struct str){literal, sizeof(literal) - 1})

struct place {
	char dir[256];
	char path[512];
	struct cpc_error err;
};

static int make_place(void **state)
{
	struct place *p = calloc(1, sizeof *p);
	const char *tmp = getenv("TMPDIR");
	if (!p)
		return -1;
	snprintf(p->dir, sizeof p->dir, "%s/cpc-file-XXXXXX", tmp ? tmp : "/tmp");
	*state = p;
	return mkdtemp(p->dir) ? 0 : -1;
}

static int remove_place(void **state)
{
	struct place *p = *state;
	pid_t child = fork();
	if (child == 0) {
		execlp("rm", "rm", "-rf", p->dir, (char *)NULL);
		_exit(1);
	}
	int status = -1;
	if (child > 0)
		waitpid(child, &status, 0);
	free(p);
	return status;
}

/* A path in the folder; lives until the next call. */
static const char *in(struct place *p, const char *name)
{
	snprintf(p->path, sizeof p->path, "%s/%s", p->dir, name);
	return p->path;
}

static void put(struct place *p, const char *name, struct str bytes)
{
	assert_int_equal(file_write(in(p, name), bytes, 0644, &p->err), CPC_OK);
}

static void assert_holds(struct place *p, const char *name, struct str bytes)
{
	struct buf b;
	assert_int_equal(file_read(in(p, name), 0, &b, &p->err), CPC_OK);
	assert_int_equal(b.len, bytes.n);
	if (bytes.n > 0)
		assert_memory_equal(b.data, bytes.p, bytes.n);
	buf_release(&b);
}

static void assert_unreadable(struct place *p, const char *name, size_t limit, int status)
{
	struct buf b;
	assert_int_equal(file_read(in(p, name), limit, &b, &p->err), status);
	assert_int_equal(p->err.status, status);
	assert_non_null(strstr(p->err.text, p->path));
	assert_null(b.data);
}

static void reads_and_writes(void **state)
{
	struct place *p = *state;
	put(p, "empty", S(""));
	assert_holds(p, "empty", S(""));
	put(p, "nul", S("a\0b\xFF"));
	assert_holds(p, "nul", S("a\0b\xFF"));
	char *large = malloc(1000001);
	assert_non_null(large);
	for (size_t i = 0; i < 1000001; i++)
		large[i] = (char)(i * 31 >> 3);
	put(p, "large", (struct str){large, 1000001});
	assert_holds(p, "large", (struct str){large, 1000001});
	free(large);
	assert_true(file_exists(in(p, "nul")));
	assert_false(file_exists(in(p, "nil")));
}

static void limits(void **state)
{
	struct place *p = *state;
	struct buf b;
	put(p, "ten", S("0123456789"));
	assert_int_equal(file_read(in(p, "ten"), 10, &b, &p->err), CPC_OK);
	assert_int_equal(b.len, 10);
	buf_release(&b);
	assert_unreadable(p, "ten", 9, CPC_DATA);
	assert_non_null(strstr(p->err.text, "9 bytes"));
}

static void refuses_what_is_no_file(void **state)
{
	struct place *p = *state;
	put(p, "file", S("x"));
	assert_unreadable(p, "missing", 0, CPC_NOINPUT);
	assert_unreadable(p, "file/below", 0, CPC_NOINPUT);
	assert_unreadable(p, ".", 0, CPC_DATA);
	assert_int_equal(mkfifo(in(p, "pipe"), 0600), 0);
	assert_unreadable(p, "pipe", 0, CPC_DATA); /* and does not wait for a writer */
	if (geteuid() != 0) {
		assert_int_equal(chmod(in(p, "file"), 0), 0);
		assert_unreadable(p, "file", 0, CPC_PERMISSION);
	}
}

static size_t count_entries(struct place *p)
{
	struct file_list list;
	assert_int_equal(file_list_read(p->dir, "", &list, &p->err), CPC_OK);
	size_t n = list.n;
	file_list_release(&list);
	return n;
}

static void replaces_as_a_whole(void **state)
{
	struct place *p = *state;
	struct stat st;
	put(p, "file", S("old and long"));
	int fd = open(in(p, "file"), O_RDONLY | O_CLOEXEC);
	assert_true(fd >= 0);
	assert_int_equal(file_write(in(p, "file"), S("new"), 0600, &p->err), CPC_OK);
	assert_holds(p, "file", S("new"));
	char old[16] = "";
	assert_int_equal(read(fd, old, sizeof old), 12); /* who reads the old one reads it whole */
	assert_string_equal(old, "old and long");
	close(fd);
	assert_int_equal(stat(in(p, "file"), &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	assert_int_equal(count_entries(p), 1); /* no temporary file is left */
}

static void a_failed_write_leaves_nothing(void **state)
{
	struct place *p = *state;
	assert_int_equal(file_write(in(p, "missing/file"), S("x"), 0600, &p->err), CPC_CANTCREATE);
	assert_int_equal(mkdir(in(p, "folder"), 0700), 0);
	assert_int_equal(file_write(in(p, "folder"), S("x"), 0600, &p->err), CPC_CANTCREATE);
	put(p, "file", S("old"));
	assert_int_equal(file_write(in(p, "file/below"), S("x"), 0600, &p->err), CPC_CANTCREATE);
	assert_holds(p, "file", S("old"));
	assert_int_equal(count_entries(p), 1);
	if (geteuid() != 0) {
		assert_int_equal(chmod(in(p, "folder"), 0500), 0);
		assert_int_equal(
			file_write(in(p, "folder/x"), S("x"), 0600, &p->err), CPC_PERMISSION);
	}
}

static void in_pieces_and_dropped(void **state)
{
	struct place *p = *state;
	struct file_out *out;
	put(p, "file", S("old"));
	for (int rc = CPC_IO; rc >= CPC_OK; rc -= CPC_IO) {
		assert_int_equal(file_out_open(in(p, "file"), 0600, &out, &p->err), CPC_OK);
		assert_int_equal(file_out_add(out, S("a"), &p->err), CPC_OK);
		assert_int_equal(file_out_add(out, S(""), &p->err), CPC_OK);
		assert_int_equal(file_out_add(out, S("b"), &p->err), CPC_OK);
		assert_holds(p, "file", S("old"));
		assert_int_equal(count_entries(p), 2);
		assert_int_equal(file_out_close(out, rc, &p->err), rc);
		assert_int_equal(count_entries(p), 1);
		if (rc)
			assert_holds(p, "file", S("old"));
		else
			assert_holds(p, "file", S("ab"));
	}
	assert_int_equal(file_out_open("/dev/null", 0600, &out, &p->err), CPC_CANTCREATE);
	assert_null(out);
}

/* What may be read by others may not when the umask says so. */
static void asks_the_umask(void **state)
{
	static const mode_t masks[] = {0, 022, 077};
	struct place *p = *state;
	struct stat st;
	for (size_t i = 0; i < sizeof masks / sizeof *masks; i++) {
		mode_t was = umask(masks[i]);
		put(p, "file", S("x"));
		umask(was);
		assert_int_equal(stat(in(p, "file"), &st), 0);
		assert_int_equal(st.st_mode & 07777, 0644 & ~masks[i]);
	}
}

static void makes_folders(void **state)
{
	struct place *p = *state;
	struct stat st;
	assert_int_equal(file_make_dirs(in(p, "a/b//c/"), &p->err), CPC_OK);
	assert_int_equal(stat(in(p, "a/b/c"), &st), 0);
	assert_true(S_ISDIR(st.st_mode));
	assert_int_equal(st.st_mode & 0777, 0700);
	assert_int_equal(file_make_dirs(in(p, "a/b/c"), &p->err), CPC_OK);
	put(p, "a/file", S("x"));
	assert_int_equal(file_make_dirs(in(p, "a/file"), &p->err), CPC_CANTCREATE);
	assert_int_equal(file_make_dirs(in(p, "a/file/b"), &p->err), CPC_CANTCREATE);
	assert_holds(p, "a/file", S("x"));
}

static void lists_sorted(void **state)
{
	struct place *p = *state;
	struct file_list list;
	assert_int_equal(file_make_dirs(in(p, "cpt/deep"), &p->err), CPC_OK);
	assert_int_equal(file_make_dirs(in(p, ".git"), &p->err), CPC_OK);
	assert_int_equal(file_make_dirs(in(p, "folder.md"), &p->err), CPC_OK);
	static const char *const names[] = {"z.md", "cpt/b.md", "a.md", "cpt/deep/x.md", "cpt/a.md",
		"cpt/note.txt", ".hidden.md", ".git/x.md", ".md", "cpt-x.md"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		put(p, names[i], (struct str){"0123456789", i});
	char target[512];
	snprintf(target, sizeof target, "%s", in(p, "cpt"));
	assert_int_equal(symlink(target, in(p, "loop")), 0); /* not followed */
	snprintf(target, sizeof target, "%s", in(p, "cpt/note.txt"));
	assert_int_equal(symlink(target, in(p, "link.md")), 0); /* followed */
	assert_int_equal(file_list_read(p->dir, ".md", &list, &p->err), CPC_OK);
	static const char *const expected[] = {
		"a.md", "cpt-x.md", "cpt/a.md", "cpt/b.md", "cpt/deep/x.md", "link.md", "z.md"};
	static const int64_t sizes[] = {2, 9, 4, 1, 3, 5, 0};
	assert_int_equal(list.n, 7);
	for (size_t i = 0; i < list.n; i++) {
		assert_string_equal(list.items[i].path, expected[i]);
		assert_int_equal(list.items[i].size, sizes[i]);
		assert_true(list.items[i].mtime_ns > 0);
	}
	file_list_release(&list);
	assert_int_equal(list.n, 0);
	assert_int_equal(file_list_read(in(p, "cpt/"), ".md", &list, &p->err), CPC_OK);
	assert_int_equal(list.n, 3);
	assert_string_equal(list.items[0].path, "a.md");
	file_list_release(&list);
	assert_int_equal(file_list_read(in(p, "missing"), ".md", &list, &p->err), CPC_NOINPUT);
	assert_int_equal(file_list_read(in(p, "a.md"), ".md", &list, &p->err), CPC_NOINPUT);
	assert_null(list.items);

	/* A link that leads nowhere is told: its questions were not taken away. */
	assert_int_equal(symlink("nowhere", in(p, "dead.md")), 0);
	assert_int_equal(file_list_read(p->dir, ".md", &list, &p->err), CPC_NOINPUT);
}

static void looks_at_one(void **state)
{
	struct place *p = *state;
	struct file_info one;
	struct file_list list;
	put(p, "a.md", S("0123"));
	assert_int_equal(file_list_read(p->dir, ".md", &list, &p->err), CPC_OK);
	assert_int_equal(file_stat(in(p, "a.md"), &one, &p->err), CPC_OK);
	assert_null(one.path);
	assert_int_equal(one.size, 4);
	assert_int_equal(one.mtime_ns, list.items[0].mtime_ns);
	file_list_release(&list);
	assert_int_equal(file_stat(in(p, "missing"), &one, &p->err), CPC_NOINPUT);
	assert_int_equal(file_stat(in(p, "a.md/below"), &one, &p->err), CPC_NOINPUT);
}

static void locks_once(void **state)
{
	struct place *p = *state;
	int first, second;
	assert_int_equal(file_lock(in(p, "lock"), &first, &p->err), CPC_OK);
	assert_true(first >= 0);
	assert_int_equal(file_lock(in(p, "lock"), &second, &p->err), CPC_BUSY);
	assert_int_equal(second, -1);
	file_unlock(second);
	file_unlock(first);
	assert_int_equal(file_lock(in(p, "lock"), &second, &p->err), CPC_OK);
	file_unlock(second);
	assert_int_equal(file_lock(in(p, "no/lock"), &first, &p->err), CPC_CANTCREATE);
	assert_int_equal(first, -1);
	assert_int_equal(file_lock(p->dir, &first, &p->err), CPC_CANTCREATE);
}

/* Whatever way a process ends, its lock ends with it. */
static void a_dead_process_holds_no_lock(void **state)
{
	struct place *p = *state;
	int fd, ready[2];
	assert_int_equal(pipe(ready), 0);
	pid_t child = fork();
	if (child == 0) {
		char c = file_lock(in(p, "lock"), &fd, NULL) ? 'n' : 'y';
		if (write(ready[1], &c, 1) == 1)
			pause();
		_exit(1);
	}
	assert_true(child > 0);
	char c = 0;
	assert_int_equal(read(ready[0], &c, 1), 1);
	assert_int_equal(c, 'y');
	assert_int_equal(file_lock(in(p, "lock"), &fd, &p->err), CPC_BUSY);
	kill(child, SIGKILL);
	assert_int_equal(waitpid(child, NULL, 0), child);
	assert_int_equal(file_lock(in(p, "lock"), &fd, &p->err), CPC_OK);
	file_unlock(fd);
	close(ready[0]);
	close(ready[1]);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_place, remove_place)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(reads_and_writes),
		TEST(limits),
		TEST(refuses_what_is_no_file),
		TEST(replaces_as_a_whole),
		TEST(a_failed_write_leaves_nothing),
		TEST(in_pieces_and_dropped),
		TEST(asks_the_umask),
		TEST(makes_folders),
		TEST(lists_sorted),
		TEST(looks_at_one),
		TEST(locks_once),
		TEST(a_dead_process_holds_no_lock),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
