/*
 * test_open.c - opening a learner's file, and everything that may lie there in its place.
 * May use: cpc.h, the engine's handle for a look at SQLite's settings. Must not know: the bank.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <errno.h>
#include <grp.h>
#include <sys/wait.h>

#include "engine/engine.h"
#include "store/db_internal.h"
#include "scratch.h"

/* What is refused, and what is left as it was -------------------------------------------------- */

/* One sentence about `path`, with `words` in it. */
static void check_sentence(const struct cpc_error *err, const char *path, const char *words)
{
	if (!strstr(err->text, path) || !strstr(err->text, words) || strchr(err->text, '\n'))
		fail_msg("\"%s\" should be one line about %s with \"%s\" in it", err->text, path,
			words);
}

/* cpc_open(path) fails so, and `dir` holds the same names, modes and bytes as before. */
static void refused(const char *path, const char *dir, int status, const char *words)
{
	struct cpc_error err;
	struct buf before, after;
	cpc *c = (cpc *)&err;
	scratch_state(dir, &before);
	int rc = cpc_open(path, &c, &err);
	if (rc != status)
		fail_msg("%s: %d and not %d: %s", path, rc, status, err.text);
	assert_int_equal(err.status, status);
	assert_null(c);
	check_sentence(&err, path, words);
	scratch_state(dir, &after);
	assert_int_equal(before.len, after.len);
	assert_memory_equal(before.data, after.data, before.len);
	buf_release(&before);
	buf_release(&after);
}

static cpc *opened(const char *path)
{
	struct cpc_error err;
	cpc *c;
	if (cpc_open(path, &c, &err))
		fail_msg("%s", err.text);
	return c;
}

static void set(cpc *c, const char *key, const char *value)
{
	struct cpc_error err;
	if (cpc_setting_set(c, key, value, SCRATCH_DAY(0), &err))
		fail_msg("%s", err.text);
}

static void assert_setting(cpc *c, const char *key, const char *value)
{
	struct cpc_setting s;
	struct cpc_error err;
	if (cpc_setting_get(c, key, &s, &err))
		fail_msg("%s", err.text);
	assert_string_equal(s.value, value);
}

/* A sound file with something in it, alone in a new folder. */
static const char *a_file(const char *dir, const char *name)
{
	const char *path = scratch_say("%s/%s", scratch_dir(dir), name);
	cpc *c = opened(path);
	set(c, "session", "77");
	cpc_close(c);
	return path;
}

/* A file that is made ----------------------------------------------------------------------- */

static void missing_is_made_with_its_folders(void **state)
{
	static const mode_t masks[] = {0, 022, 077};
	(void)state;
	for (size_t i = 0; i < 3; i++) {
		scratch_dir("new");
		mode_t was = umask(masks[i]);
		cpc *c = opened(scratch("new/a/b/cpc.db"));
		set(c, "session", "5");
		cpc_close(c);
		umask(was);
		assert_int_equal(scratch_mode(scratch("new/a")), 0700);
		assert_int_equal(scratch_mode(scratch("new/a/b")), 0700);
		assert_int_equal(scratch_mode(scratch("new/a/b/cpc.db")), 0600);
		struct buf names;
		scratch_names(scratch("new/a/b"), &names);
		assert_string_equal(buf_text(&names), "cpc.db ");
		buf_release(&names);
	}
}

static void empty_is_taken_as_new(void **state)
{
	(void)state;
	scratch_dir("empty");
	scratch_write_text(scratch("empty/cpc.db"), "");
	cpc *c = opened(scratch("empty/cpc.db"));
	set(c, "session", "5");
	cpc_close(c);
	c = opened(scratch("empty/cpc.db"));
	assert_setting(c, "session", "5");
	cpc_close(c);
}

/* Names that SQLite, or a URI, would take for something else. */
static void odd_names_are_names(void **state)
{
	static const char *const names[] = {":memory:", "file:x.db", "a?b#c%41&mode=ro.db", " ",
		"x\ny", "file:///etc/passwd?mode=ro", "-"};
	char here[SCRATCH_PATH];
	(void)state;
	assert_non_null(getcwd(here, sizeof here));
	assert_int_equal(chdir(scratch_dir("odd")), 0);
	assert_int_equal(mkdir("file:", 0700), 0);
	assert_int_equal(mkdir("file:/etc", 0700), 0);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		cpc *c = opened(names[i]);
		set(c, "session", "5");
		assert_string_equal(cpc_path(c), names[i]);
		cpc_close(c);
		struct stat st;
		assert_int_equal(stat(names[i], &st), 0);
		assert_true(st.st_size > 0);
		c = opened(names[i]);
		assert_setting(c, "session", "5");
		cpc_close(c);
	}
	cpc_close(opened(scratch_say("/%s", scratch("odd/twice.db"))));
	assert_true(scratch_there(scratch("odd/twice.db")));
	assert_int_equal(chdir(here), 0);
}

/* Files of others -------------------------------------------------------------------------------
 */

static void newer_is_refused(void **state)
{
	(void)state;
	const char *path = a_file("newer", "cpc.db");
	int64_t version = scratch_number(path, "pragma user_version");
	scratch_sql(path,
		scratch_say(
			"pragma user_version = %d; update identity set value = '9.8.7' where key = "
			"'program'",
			(int)version + 1));
	refused(path, scratch("newer"), CPC_CONFIG, "newer cpc (9.8.7");
	scratch_sql(path, "pragma journal_mode = wal; drop table identity");
	refused(path, scratch("newer"), CPC_CONFIG, "version unknown");
}

static void foreign_is_refused(void **state)
{
	static const char *const made_by[] = {
		"create table t (x)",
		"create table t (x); pragma journal_mode = wal; insert into t values (1)",
		"create table t (x); pragma user_version = 1",
		"create table identity (key text primary key, value text); pragma user_version = 3",
		"pragma user_version = 1",
		"pragma application_id = 252006675; create table t (x)",
		"pragma application_id = 252006675",
		/* our number, and a version that no cpc writes */
		"pragma application_id = 1129333553; create table t (x)",
		"pragma application_id = 1129333553; pragma user_version = -5",
	};
	(void)state;
	for (size_t i = 0; i < sizeof made_by / sizeof *made_by; i++) {
		scratch_dir("foreign");
		scratch_sql(scratch("foreign/x.db"), made_by[i]);
		refused(scratch("foreign/x.db"), scratch("foreign"), CPC_DATA, "another program");
	}
}

/* While its own program works with it, in WAL mode: -wal and -shm are there and stay. */
static void foreign_in_use_is_refused(void **state)
{
	struct buf names;
	(void)state;
	scratch_dir("foreign");
	sqlite3 *theirs = scratch_sql_open(scratch("foreign/x.db"));
	scratch_sql_on(theirs, "create table t (x); pragma journal_mode = wal;"
			       "pragma wal_autocheckpoint = 0; insert into t values (1)");
	scratch_names(scratch("foreign"), &names);
	assert_string_equal(buf_text(&names), "x.db x.db-shm x.db-wal ");
	buf_release(&names);
	refused(scratch("foreign/x.db"), scratch("foreign"), CPC_DATA, "another program");
	scratch_sql_on(theirs, "pragma journal_mode = delete; begin exclusive");
	refused(scratch("foreign/x.db"), scratch("foreign"), CPC_DATA, "another program");
	scratch_sql_on(theirs, "insert into t values (2); commit");
	assert_int_equal(scratch_number_on(theirs, "select count(*) from t"), 2);
	sqlite3_close(theirs);
}

static void no_database_is_refused(void **state)
{
	struct buf text = BUF_INIT;
	(void)state;
	scratch_dir("text");
	const char *path = scratch("text/x.db");
	scratch_write_text(path, "x\n"); /* one byte is for SQLite as good as none */
	refused(path, scratch("text"), CPC_DATA, "not a file of cpc");
	buf_add_repeat(&text, "Shopping: bread, milk, eggs.\n", 1000);
	for (size_t n = 29; n < text.len; n *= 5) {
		scratch_write(path, text.data, n);
		refused(path, scratch("text"), CPC_DATA, "not a file of cpc");
	}
	memset(text.data, 0, text.len);
	scratch_write(path, text.data, 4096);
	refused(path, scratch("text"), CPC_DATA, "not a file of cpc");
	buf_release(&text);
}

static void what_is_no_file_is_refused(void **state)
{
	(void)state;
	scratch_dir("kinds");
	assert_int_equal(mkdir(scratch("kinds/folder"), 0700), 0);
	refused(scratch("kinds/folder"), scratch("kinds"), CPC_CANTCREATE, "a folder");
	assert_int_equal(mkfifo(scratch("kinds/pipe"), 0600), 0);
	refused(scratch("kinds/pipe"), scratch("kinds"), CPC_CANTCREATE, "not a regular file");
	refused("/dev/null", scratch("kinds"), CPC_CANTCREATE, "not a regular file");
	scratch_write_text(scratch("kinds/file"), "");
	refused(scratch("kinds/file/cpc.db"), scratch("kinds"), CPC_CANTCREATE, "Not a directory");
	refused(scratch("kinds/file/a/cpc.db"), scratch("kinds"), CPC_CANTCREATE,
		"Not a directory");
	refused("", scratch("kinds"), CPC_CANTCREATE, "cannot make");
}

/* Rights ----------------------------------------------------------------------------------------
 */

static void read_only_is_refused(void **state)
{
	(void)state;
	const char *path = a_file("fixed", "cpc.db");
	assert_int_equal(chmod(path, 0400), 0);
	refused(path, scratch("fixed"), CPC_PERMISSION, "read-only");
	assert_int_equal(chmod(path, 0600), 0);
	cpc_close(opened(path));
}

/* Runs in a process of its own, since it gives up the rights of root. Its exit code is the status
 * of cpc_open; 200 when a file that was opened could not be written, with CPC_PERMISSION. */
static int status_without_rights(const char *path)
{
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		struct cpc_error err;
		cpc *c;
		if (getuid() == 0 && (setgroups(0, NULL) || setgid(65534) || setuid(65534)))
			_exit(99);
		int rc = cpc_open(path, &c, &err);
		if (!rc &&
			cpc_setting_set(c, "session", "9", SCRATCH_DAY(0), &err) == CPC_PERMISSION)
			rc = 200;
		cpc_close(c);
		_exit(rc);
	}
	int status = 0;
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	assert_int_not_equal(WEXITSTATUS(status), 99);
	return WEXITSTATUS(status);
}

static void give_away(const char *path)
{
	if (getuid() == 0)
		assert_int_equal(lchown(path, 65534, 65534), 0);
}

static void check_rights(const char *dir)
{
	static const struct {
		int folder, file, status;
	} cases[] = {
		{0700, 0600, CPC_OK}, {0700, 0000, CPC_PERMISSION}, {0700, 0200, CPC_PERMISSION},
		{0700, 0400, CPC_PERMISSION}, {0000, 0600, CPC_PERMISSION},
		{0500, 0600, 200}, /* no journal can be made */
	};
	const char *path = scratch_say("%s/cpc.db", dir), *fresh = scratch_say("%s/new.db", dir);
	cpc_close(opened(path));
	give_away(path);
	give_away(dir);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_int_equal(chmod(path, (mode_t)cases[i].file), 0);
		assert_int_equal(chmod(dir, (mode_t)cases[i].folder), 0);
		int status = status_without_rights(path);
		assert_int_equal(chmod(dir, 0700), 0);
		if (status != cases[i].status)
			fail_msg("folder %o, file %o: %d and not %d", (unsigned)cases[i].folder,
				(unsigned)cases[i].file, status, cases[i].status);
	}
	assert_int_equal(chmod(dir, 0500), 0);
	assert_int_equal(status_without_rights(fresh), CPC_CANTCREATE);
	assert_int_equal(status_without_rights(scratch_say("%s/a/new.db", dir)), CPC_CANTCREATE);
	assert_int_equal(chmod(dir, 0700), 0);
	assert_false(scratch_there(fresh));
}

/* What root's TMPDIR lies in may be closed to others, so that for root it is done below /tmp. */
static void rights_that_are_missing(void **state)
{
	char dir[] = "/tmp/cpc.XXXXXX";
	(void)state;
	if (getuid() != 0) {
		check_rights(scratch_dir("rights"));
		return;
	}
	assert_non_null(mkdtemp(dir));
	check_rights(dir);
	scratch_remove_tree(dir);
}

/* Damage ----------------------------------------------------------------------------------------
 */

static void count_sentence(void *context, const char *sentence)
{
	assert_true(sentence[0] != '\0');
	(*(int *)context)++;
}

/* True when cpc_open or cpc_doctor says that the file is damaged. */
static bool is_found_damaged(const char *path)
{
	struct cpc_error err;
	cpc *c;
	int said = 0;
	int rc = cpc_open(path, &c, &err);
	if (rc == CPC_OK) {
		rc = cpc_doctor(c, false, count_sentence, &said, NULL, &err);
		assert_true(rc == CPC_DATA || (rc == CPC_NO) == (said > 0));
		cpc_close(c);
	}
	if (rc == CPC_DATA)
		check_sentence(&err, path, ""); /* garbage may also make it another program's */
	else
		assert_true(rc == CPC_NO || rc == CPC_OK);
	return rc != CPC_OK;
}

static bool is_sound(const char *path)
{
	sqlite3 *raw = scratch_sql_open(path);
	sqlite3_stmt *stmt = NULL;
	bool sound =
		sqlite3_prepare_v2(raw, "pragma integrity_check", -1, &stmt, NULL) == SQLITE_OK &&
		sqlite3_step(stmt) == SQLITE_ROW &&
		strcmp((const char *)sqlite3_column_text(stmt, 0), "ok") == 0;
	sqlite3_finalize(stmt);
	sqlite3_close(raw);
	return sound;
}

/* Garbage in the middle of each page in turn, and at its head: nothing crashes, nothing is changed,
 * and whatever SQLite's own check sees is told. */
static void damage_is_told_and_left(void **state)
{
	static const size_t places[] = {0, 100, 2000};
	struct buf good, after;
	struct cpc_error err;
	int told = 0, unseen = 0;
	(void)state;
	cpc *c = opened(a_file("damage", "cpc.db"));
	if (cpc_bank_load(
		    c, scratch_bank("damage-bank", 30), SCRATCH_DAY(0), NULL, NULL, NULL, &err))
		fail_msg("%s", err.text);
	cpc_close(c);
	scratch_read(scratch("damage/cpc.db"), &good);
	for (size_t at = 0; at + 4096 <= good.len; at += 4096) {
		for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
			const char *path = scratch("damage/cpc.db");
			char kept[200];
			memcpy(kept, good.data + at + places[i], sizeof kept);
			memset(good.data + at + places[i], 0xA5, sizeof kept);
			scratch_write(path, good.data, good.len);
			bool found = is_found_damaged(path);
			scratch_read(path, &after);
			assert_int_equal(after.len, good.len);
			assert_memory_equal(after.data, good.data, good.len);
			buf_release(&after);
			told += found;
			unseen += !found && !is_sound(path);
			memcpy(good.data + at + places[i], kept, sizeof kept);
		}
	}
	buf_release(&good);
	assert_int_equal(unseen, 0);
	assert_in_range(told, 50, 100000);
}

static void half_a_file_is_told_and_left(void **state)
{
	(void)state;
	const char *path = a_file("half", "cpc.db");
	struct stat st;
	assert_int_equal(stat(path, &st), 0);
	for (off_t n = st.st_size - 4096; n > 0; n -= 4096) {
		struct buf before, after;
		assert_int_equal(truncate(path, n), 0);
		scratch_state(scratch("half"), &before);
		assert_true(is_found_damaged(path));
		scratch_state(scratch("half"), &after);
		assert_int_equal(before.len, after.len);
		assert_memory_equal(before.data, after.data, before.len);
		buf_release(&before);
		buf_release(&after);
	}
}

/* A crash ---------------------------------------------------------------------------------------
 */

/* fileformat2.html: magic, number of pages (all ones: as many as there are), nonce, sizes. */
#define JOURNAL_HEADER 28
#define JOURNAL_BEGIN "\xd9\xd5\x05\xf9\x20\xa1\x63\xd7\xff\xff\xff\xff"

/* As a crash leaves it at the worst moment: the whole change is in the file, and the journal that
 * takes it back is still there. In the mode "persist" a commit only wipes the journal's header. */
static void make_crash(const char *path, const char *file, const char *journal)
{
	struct buf header, whole;
	const char *beside = scratch_say("%s-journal", path);
	sqlite3 *raw = scratch_sql_open(path);
	scratch_sql_on(raw, "pragma journal_mode = persist; begin immediate; create table junk (x);"
			    "with recursive k (i) as (select 1 union all select i + 1 from k where"
			    " i < 200) insert into junk select zeroblob(500) from k;"
			    "drop table setting; drop table card; pragma user_version = 99;");
	scratch_read(beside, &header);
	scratch_sql_on(raw, "commit");
	sqlite3_close(raw);
	scratch_copy(path, file);
	scratch_read(beside, &whole);
	assert_in_range(header.len, JOURNAL_HEADER, whole.len);
	memcpy(whole.data, header.data, JOURNAL_HEADER);
	memcpy(whole.data, JOURNAL_BEGIN, sizeof JOURNAL_BEGIN - 1);
	scratch_write(journal, whole.data, whole.len);
	buf_release(&header);
	buf_release(&whole);
	assert_int_equal(scratch_number(path, "pragma user_version"), 99);
}

static void assert_recovered(const char *path, const char *dir, const char *left)
{
	struct buf names;
	cpc *c = opened(path);
	assert_setting(c, "session", "77");
	set(c, "session", "78");
	cpc_close(c);
	assert_true(is_sound(path));
	assert_int_equal(
		scratch_number(path, "select count(*) from sqlite_schema where name = 'junk'"), 0);
	scratch_names(dir, &names);
	assert_string_equal(buf_text(&names), left);
	buf_release(&names);
}

static void a_crash_is_rolled_back(void **state)
{
	(void)state;
	const char *path = a_file("before", "cpc.db");
	scratch_dir("crash");
	make_crash(path, scratch("crash/cpc.db"), scratch("crash/cpc.db-journal"));
	assert_recovered(scratch("crash/cpc.db"), scratch("crash"), "cpc.db ");
}

/* The journal lies beside the file and not beside the link. */
static void a_crash_is_rolled_back_behind_a_link(void **state)
{
	(void)state;
	const char *path = a_file("before", "cpc.db");
	scratch_dir("crash");
	scratch_dir("links");
	make_crash(path, scratch("crash/real.db"), scratch("crash/real.db-journal"));
	assert_int_equal(symlink("../crash/real.db", scratch("links/cpc.db")), 0);
	assert_recovered(scratch("links/cpc.db"), scratch("crash"), "real.db ");
	struct buf names;
	scratch_names(scratch("links"), &names);
	assert_string_equal(buf_text(&names), "cpc.db ");
	buf_release(&names);
}

/* A crash in the very first run: the journal says that there was nothing. */
static void a_crash_while_it_was_made_is_rolled_back(void **state)
{
	(void)state;
	scratch_dir("crash");
	scratch_dir("made");
	sqlite3 *raw = scratch_sql_open(scratch("made/cpc.db"));
	scratch_sql_on(raw, "pragma cache_size = 2; begin immediate; create table junk (x);"
			    "with recursive k (i) as (select 1 union all select i + 1 from k where"
			    " i < 200) insert into junk select zeroblob(500) from k;");
	scratch_copy(scratch("made/cpc.db"), scratch("crash/cpc.db"));
	scratch_copy(scratch("made/cpc.db-journal"), scratch("crash/cpc.db-journal"));
	sqlite3_close(raw);
	cpc *c = opened(scratch("crash/cpc.db"));
	set(c, "session", "5");
	cpc_close(c);
	assert_true(is_sound(scratch("crash/cpc.db")));
}

/* Two at a time ---------------------------------------------------------------------------------
 */

static int64_t pragma(cpc *c, const char *name)
{
	return scratch_number_on(c->db->handle, scratch_say("pragma %s", name));
}

static void the_second_writer_is_told(void **state)
{
	struct cpc_error err;
	struct cpc_bank_report report;
	(void)state;
	const char *path = a_file("busy", "cpc.db");
	cpc *c = opened(path);
	/* It waits so long; the test does not. */
	assert_int_equal(pragma(c, "busy_timeout"), 5000);
	sqlite3_busy_timeout(c->db->handle, 1);
	sqlite3 *other = scratch_sql_open(path);
	scratch_sql_on(other, "begin immediate");
	assert_int_equal(cpc_setting_set(c, "session", "9", SCRATCH_DAY(0), &err), CPC_BUSY);
	check_sentence(&err, path, "another cpc has been writing for 5 seconds");
	assert_int_equal(cpc_bank_load(c, scratch_bank("busy-bank", 1), SCRATCH_DAY(0), NULL, NULL,
				 &report, &err),
		CPC_BUSY);
	assert_setting(c, "session", "77"); /* reading goes on */
	scratch_sql_on(other, "rollback; begin exclusive");
	struct cpc_setting s;
	assert_int_equal(cpc_setting_get(c, "session", &s, &err), CPC_BUSY);
	scratch_sql_on(other, "rollback");
	set(c, "session", "9");
	sqlite3_close(other);
	cpc_close(c);
}

/* Somebody who opens the file while another writes never takes it for damaged or foreign. */
static void opening_beside_a_writer(void **state)
{
	int status = 0;
	(void)state;
	const char *path = a_file("beside", "cpc.db");
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		struct cpc_error err;
		cpc *c;
		int rc = cpc_open(path, &c, &err);
		for (int i = 0; i < 100 && !rc; i++)
			rc = cpc_setting_set(c, "session", i % 2 ? "1" : "2", SCRATCH_DAY(0), &err);
		cpc_close(c);
		_exit(rc);
	}
	while (waitpid(child, &status, WNOHANG) == 0)
		cpc_close(opened(path));
	assert_int_equal(status, 0);
	assert_int_equal(scratch_number(path, "select count(*) from event"), 101);
}

/* A VFS that, when it first opens a file, does what another cpc might do just then: it begins to
 * write, and has a journal. */
static struct {
	sqlite3_vfs vfs, *real;
	const char *path, *half, *journal;
} meanwhile;

static int open_meanwhile(
	sqlite3_vfs *vfs, const char *name, sqlite3_file *f, int flags, int *out_flags)
{
	(void)vfs;
	if (meanwhile.half) {
		scratch_copy(meanwhile.half, meanwhile.path);
		scratch_copy(meanwhile.journal, scratch_say("%s-journal", meanwhile.path));
		meanwhile.half = NULL;
	}
	return meanwhile.real->xOpen(meanwhile.real, name, f, flags, out_flags);
}

/* The test before, with the luck to hit the moment. */
static void half_a_change_seen_while_opening(void **state)
{
	(void)state;
	const char *path = a_file("before", "cpc.db");
	scratch_dir("half");
	scratch_copy(path, scratch("half/cpc.db"));
	make_crash(path, scratch("half.db"), scratch("half.db-journal"));
	meanwhile.path = scratch("half/cpc.db");
	meanwhile.half = scratch("half.db");
	meanwhile.journal = scratch("half.db-journal");
	meanwhile.real = sqlite3_vfs_find(NULL);
	meanwhile.vfs = *meanwhile.real;
	meanwhile.vfs.zName = "meanwhile";
	meanwhile.vfs.xOpen = open_meanwhile;
	sqlite3_vfs_register(&meanwhile.vfs, 1);
	assert_recovered(meanwhile.path, scratch("half"), "cpc.db ");
	assert_null(meanwhile.half);
	sqlite3_vfs_unregister(&meanwhile.vfs);
}

static void two_engines_in_one_process(void **state)
{
	(void)state;
	const char *path = a_file("two", "cpc.db");
	cpc *a = opened(path), *b = opened(path);
	for (int i = 0; i < 20; i++) {
		set(i % 2 ? a : b, "session", i % 2 ? "11" : "22");
		assert_setting(i % 2 ? b : a, "session", i % 2 ? "11" : "22");
	}
	cpc_close(a);
	assert_setting(b, "session", "11");
	set(b, "session", "33");
	cpc_close(b);
	assert_int_equal(scratch_number(path, "select count(*) from event"), 22);
}

/* How it is set up ------------------------------------------------------------------------------
 */

static void pragmas_are_in_force(void **state)
{
	static const struct {
		const char *name;
		int64_t value;
	} numbers[] = {{"synchronous", 3}, {"foreign_keys", 1}, {"trusted_schema", 0},
		{"cell_size_check", 1}, {"mmap_size", 0}, {"application_id", 0x43504331}};
	static const struct {
		int option, on;
	} switches[] = {{SQLITE_DBCONFIG_DEFENSIVE, 1}, {SQLITE_DBCONFIG_DQS_DML, 0},
		{SQLITE_DBCONFIG_DQS_DDL, 0}, {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
		{SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0}, {SQLITE_DBCONFIG_ENABLE_FKEY, 1}};
	(void)state;
	cpc *c = opened(a_file("setup", "cpc.db"));
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		assert_int_equal(pragma(c, numbers[i].name), numbers[i].value);
	for (size_t i = 0; i < sizeof switches / sizeof *switches; i++) {
		int on = -1;
		sqlite3_db_config(c->db->handle, switches[i].option, -1, &on);
		assert_int_equal(on, switches[i].on);
	}
	char *mode = scratch_text_on(c->db->handle, "pragma journal_mode");
	assert_string_equal(mode, "delete\n");
	free(mode);
	assert_int_equal(
		sqlite3_exec(c->db->handle, "select \"no such column\"", 0, 0, 0), SQLITE_ERROR);
	assert_int_equal(sqlite3_exec(c->db->handle, "delete from question_fts_data", 0, 0, 0),
		SQLITE_ERROR);
	cpc_close(c);
}

/* Somebody's tool may have left it in WAL mode. */
static void wal_is_left_again(void **state)
{
	(void)state;
	const char *path = a_file("wal", "cpc.db");
	scratch_sql(path, "pragma journal_mode = wal");
	cpc *c = opened(path);
	set(c, "session", "6");
	cpc_close(c);
	char *mode = scratch_text(path, "pragma journal_mode");
	assert_string_equal(mode, "delete\n");
	free(mode);
}

static void every_table_is_strict(void **state)
{
	(void)state;
	const char *path = a_file("strict", "cpc.db");
	char *loose =
		scratch_text(path, "select name from pragma_table_list where schema = 'main' and "
				   "type = 'table' and not strict and name not like 'sqlite_%'");
	assert_string_equal(loose, "");
	free(loose);
	assert_in_range(scratch_number(path, "select count(*) from pragma_table_list where strict"),
		14, 1000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(missing_is_made_with_its_folders),
		cmocka_unit_test(empty_is_taken_as_new),
		cmocka_unit_test(odd_names_are_names),
		cmocka_unit_test(newer_is_refused),
		cmocka_unit_test(foreign_is_refused),
		cmocka_unit_test(foreign_in_use_is_refused),
		cmocka_unit_test(no_database_is_refused),
		cmocka_unit_test(what_is_no_file_is_refused),
		cmocka_unit_test(read_only_is_refused),
		cmocka_unit_test(rights_that_are_missing),
		cmocka_unit_test(damage_is_told_and_left),
		cmocka_unit_test(half_a_file_is_told_and_left),
		cmocka_unit_test(a_crash_is_rolled_back),
		cmocka_unit_test(a_crash_is_rolled_back_behind_a_link),
		cmocka_unit_test(a_crash_while_it_was_made_is_rolled_back),
		cmocka_unit_test(the_second_writer_is_told),
		cmocka_unit_test(opening_beside_a_writer),
		cmocka_unit_test(half_a_change_seen_while_opening),
		cmocka_unit_test(two_engines_in_one_process),
		cmocka_unit_test(pragmas_are_in_force),
		cmocka_unit_test(wal_is_left_again),
		cmocka_unit_test(every_table_is_strict),
	};
	return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
