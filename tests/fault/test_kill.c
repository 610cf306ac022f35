/*
 * test_kill.c - kill -9 in the middle of a session, at 50 moments, and in the middle of a first
 * run: an answer whose verdict was printed is in the file, at most one more is, and the file is
 * sound; in the middle of an import and of taking it back: all of it is done or nothing. May use:
 * the program ($CPC), SQLite. Must not know: the library.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <signal.h>
#include <sys/wait.h>
#include <time.h>

#include "base/rng.h"
#include "scratch.h"

#define ANSWERS 50 /* of a whole session */
#define MOMENTS 50
#define FIRST_RUNS 20
#define AHEAD 3 /* the kill comes within so many more answers, and one more than those waits */

static const char *program, *bank;
static struct rng chance;

/* The program with its output, a line for each question and verdict, in a pipe. */
struct session {
	pid_t pid;
	int in, out;
	struct buf said;
	size_t questions, verdicts; /* in whole lines of it */
};

static uint64_t now_us(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (uint64_t)t.tv_sec * 1000000 + (uint64_t)t.tv_nsec / 1000;
}

static void wait_us(uint64_t us)
{
	for (uint64_t start = now_us(); now_us() - start < us;)
		;
}

static void begin(struct session *s, const char *db)
{
	int in[2], out[2];
	assert_int_equal(pipe(in), 0);
	assert_int_equal(pipe(out), 0);
	*s = (struct session){.in = in[1], .out = out[0]};
	s->pid = fork();
	assert_true(s->pid >= 0);
	if (s->pid == 0) {
		int nothing = open("/dev/null", O_WRONLY);
		dup2(in[0], 0);
		dup2(out[1], 1);
		dup2(nothing, 2);
		for (int fd = 3; fd < 64; fd++)
			close(fd);
		execl(program, program, "study", "--db", db, "--bank", bank, "--new", "100",
			"--count", "50", "--seed", "7", "--json", (char *)NULL);
		_exit(127);
	}
	close(in[0]);
	close(out[1]);
}

static size_t count(const char *text, const char *what)
{
	size_t n = 0;
	for (const char *p = text; (p = strstr(p, what)); p++)
		n++;
	return n;
}

/* What it says next; false at the end. */
static bool hear(struct session *s)
{
	char chunk[65536];
	ssize_t n = read(s->out, chunk, sizeof chunk);
	if (n <= 0)
		return false;
	buf_add(&s->said, chunk, (size_t)n);
	const char *end = strrchr(s->said.data, '\n');
	if (end) {
		size_t whole = (size_t)(end - s->said.data) + 1;
		char next = s->said.data[whole];
		s->said.data[whole] = '\0';
		s->questions = count(s->said.data, "\"type\":\"question\"");
		s->verdicts = count(s->said.data, "\"type\":\"verdict\"");
		s->said.data[whole] = next;
	}
	return true;
}

static void feed(struct session *s, int answers)
{
	for (int i = 0; i < answers; i++)
		assert_int_equal(
			write(s->in, i % 3 ? "a\n" : "b!\n", i % 3 ? 2 : 3), i % 3 ? 2 : 3);
}

/* All that it had said before it ended is heard; its wait status. */
static int end(struct session *s)
{
	int status = 0;
	while (hear(s))
		;
	close(s->in);
	close(s->out);
	assert_int_equal(waitpid(s->pid, &status, 0), s->pid);
	return status;
}

static int doctor(const char *db)
{
	int status = 0;
	pid_t pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		int nothing = open("/dev/null", O_WRONLY);
		dup2(nothing, 1);
		execl(program, program, "doctor", "--db", db, (char *)NULL);
		_exit(127);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

/* The answers of the log in their order, as the lines of the verdicts would begin. */
static void assert_acknowledged(const struct session *s, const char *db)
{
	sqlite3 *raw = scratch_sql_open(db);
	sqlite3_stmt *stmt;
	const char *line = buf_text(&s->said);
	assert_int_equal(sqlite3_prepare_v2(raw,
				 "select '\"id\":\"' || subject || '\",\"right\":' ||"
				 " iif(body ->> 'right', 'true', 'false')"
				 " from event where kind = 'answer' order by seq",
				 -1, &stmt, NULL),
		SQLITE_OK);
	for (size_t i = 0; i < s->verdicts; i++) {
		assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
		line = strstr(line + 1, "\"type\":\"verdict\"");
		assert_non_null(line);
		const char *logged = (const char *)sqlite3_column_text(stmt, 0);
		const char *told = strstr(line, "\"id\":");
		assert_non_null(told);
		if (strncmp(told, logged, strlen(logged)) != 0)
			fail_msg("answer %zu: logged %s, told %.60s", i + 1, logged, told);
	}
	int more = 0;
	while (sqlite3_step(stmt) == SQLITE_ROW)
		more++;
	sqlite3_finalize(stmt);
	sqlite3_close(raw);
	assert_in_range(more, 0, 1);
}

/* A whole session, to see that the test sees; how long an answer takes, in microseconds. */
static uint64_t time_of_an_answer(void)
{
	struct session s;
	const char *db = scratch("whole.db");
	begin(&s, db);
	while (s.questions == 0)
		assert_true(hear(&s));
	uint64_t start = now_us();
	feed(&s, ANSWERS);
	int status = end(&s);
	uint64_t all = now_us() - start;
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	assert_int_equal(s.verdicts, ANSWERS);
	assert_acknowledged(&s, db);
	assert_int_equal(doctor(db), 0);
	buf_release(&s.said);
	return all / ANSWERS;
}

static void killed_in_a_session(void **state)
{
	int killed = 0, journals = 0, unsaid = 0;
	(void)state;
	uint64_t pace = time_of_an_answer();
	for (int i = 0; i < MOMENTS; i++) {
		struct session s;
		const char *db = scratch_say("%s/%d.db", scratch_root, i);
		size_t verdicts = rng_below(&chance, ANSWERS - AHEAD - 1);
		uint64_t delay = rng_below(&chance, AHEAD * pace);
		begin(&s, db);
		feed(&s, (int)verdicts + AHEAD + 1);
		while (s.questions == 0 || s.verdicts < verdicts)
			assert_true(hear(&s));
		wait_us(delay);
		kill(s.pid, SIGKILL);
		int status = end(&s);
		journals += scratch_there(scratch_say("%s-journal", db));
		killed += WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL && s.verdicts > 0 &&
			  s.verdicts < ANSWERS;
		assert_int_equal(doctor(db), 0);
		assert_acknowledged(&s, db);
		unsaid += scratch_number(db, "select count(*) from event") > (int64_t)s.verdicts;
		buf_release(&s.said);
	}
	print_message("%d of %d in the middle, %d with a journal, %d saved and not told\n", killed,
		MOMENTS, journals, unsaid);
	assert_in_range(killed, MOMENTS * 3 / 4, MOMENTS);
	assert_in_range(journals, 1, MOMENTS);
}

static uint64_t time_to_first_question(void)
{
	uint64_t least = UINT64_MAX;
	for (int i = 0; i < 3; i++) {
		struct session s;
		uint64_t start = now_us();
		begin(&s, scratch_say("%s/time%d.db", scratch_root, i));
		while (s.questions == 0)
			assert_true(hear(&s));
		uint64_t took = now_us() - start;
		least = took < least ? took : least;
		close(s.in);
		s.in = -1;
		end(&s);
		buf_release(&s.said);
	}
	return least;
}

/* While the file is made and the bank is read: the next start finds a file that it can use. */
static void killed_in_a_first_run(void **state)
{
	int early = 0;
	(void)state;
	uint64_t whole = time_to_first_question();
	for (int i = 0; i < FIRST_RUNS; i++) {
		struct session s;
		const char *db = scratch_say("%s/first%d.db", scratch_root, i);
		begin(&s, db);
		wait_us(rng_below(&chance, whole));
		kill(s.pid, SIGKILL);
		end(&s);
		early += s.questions == 0;
		buf_release(&s.said);
		/* 66: killed before there was a file */
		assert_int_equal(doctor(db), access(db, F_OK) == 0 ? 0 : 66);
		begin(&s, db);
		feed(&s, 1);
		while (s.verdicts == 0)
			assert_true(hear(&s));
		close(s.in);
		s.in = -1;
		assert_int_equal(end(&s), 0);
		buf_release(&s.said);
		assert_int_equal(scratch_number(db, "select count(*) from question"), ANSWERS + 2);
		assert_int_equal(doctor(db), 0);
	}
	print_message("%d of %d before the first question\n", early, FIRST_RUNS);
	assert_in_range(early, FIRST_RUNS / 4, FIRST_RUNS);
}

/* Imports ----------------------------------------------------------------------------------------
 */

#define ROWS INT64_C(3000)
#define IMPORTS 16 /* killed, and as many taken back */

/* The program with these words behind it, and nothing said. */
static pid_t spawn(const char *db, const char *word, const char *second)
{
	pid_t pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		int nothing = open("/dev/null", O_WRONLY);
		dup2(nothing, 1);
		dup2(nothing, 2);
		execl(program, program, "import", "--db", db, "--bank", bank, word, second,
			(char *)NULL);
		_exit(127);
	}
	return pid;
}

static int wait_for(pid_t pid)
{
	int status = 0;
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return status;
}

/* Questions from 1 to n, of which the text begins so. */
static const char *make_sheet(const char *name, int n, const char *text)
{
	struct buf out = BUF_INIT;
	const char *path = scratch(name);
	buf_add_text(&out, "id,question,option_a,option_b,correct\n");
	for (int i = 1; i <= n; i++)
		buf_printf(&out, "%d,%s %d?,this %d,that %d,A\n", i, text, i, i, i);
	scratch_write(path, buf_text(&out), out.len);
	buf_release(&out);
	return path;
}

/* After the second import, or before it. */
static bool is_whole(const char *db)
{
	int64_t all = scratch_number(db, "select count(*) from question where set_id <> 1");
	int64_t edited =
		scratch_number(db, "select count(*) from question where stem like 'New %'");
	int64_t found = scratch_number(
		db, "select count(*) from question_fts where question_fts match 'new'");
	int64_t imports = scratch_number(db, "select count(*) from import");
	assert_true(all == ROWS || all == 2 * ROWS);
	assert_int_equal(edited, all == ROWS ? 0 : all);
	assert_int_equal(found, edited);
	assert_int_equal(imports, all / ROWS);
	assert_int_equal(doctor(db), 0);
	return all > ROWS;
}

/* Killed at some moment of `whole` microseconds, and again to the end. */
static bool cut_short(
	const char *from, const char *word, const char *second, uint64_t whole, bool *journal)
{
	const char *db = scratch("cut.db");
	scratch_copy(from, db);
	pid_t pid = spawn(db, word, second);
	wait_us(rng_below(&chance, whole));
	kill(pid, SIGKILL);
	bool killed = WIFSIGNALED(wait_for(pid));
	*journal = scratch_there(scratch_say("%s-journal", db));
	bool done = is_whole(db);
	int status = wait_for(spawn(db, word, second));
	bool again = strcmp(word, "--undo") == 0;
	/* 66: it was taken back already */
	assert_int_equal(WEXITSTATUS(status), again && !done ? 66 : 0);
	assert_int_equal(is_whole(db), !again);
	return killed;
}

static void killed_in_an_import(void **state)
{
	int killed = 0, journals = 0;
	(void)state;
	const char *first = make_sheet("sheet.csv", ROWS, "Old");
	const char *one = scratch("one.db"), *two = scratch("two.db");
	assert_int_equal(wait_for(spawn(one, first, "--plain")), 0);
	const char *sheet = make_sheet("sheet.csv", 2 * ROWS, "New");
	scratch_copy(one, two);
	uint64_t start = now_us();
	assert_int_equal(wait_for(spawn(two, sheet, "--plain")), 0);
	uint64_t whole = (now_us() - start) * 5 / 4; /* some come to the end */
	assert_true(is_whole(two) && !is_whole(one));
	for (int i = 0; i < 2 * IMPORTS; i++) {
		bool journal, back = i % 2;
		killed += cut_short(back ? two : one, back ? "--undo" : sheet,
			back ? "2" : "--plain", whole, &journal);
		journals += journal;
	}
	print_message("%d of %d in the middle, %d with a journal\n", killed, 2 * IMPORTS, journals);
	assert_in_range(killed, IMPORTS / 2, 2 * IMPORTS);
	assert_in_range(journals, 1, 2 * IMPORTS);
}

static int find_program(void **state)
{
	const char *named = getenv("CPC");
	if (scratch_make(state))
		return -1;
	program = named ? named : SOURCE_DIR "/build/cpc";
	bank = scratch_bank("bank", ANSWERS / 2 + 1);
	rng_init(&chance, 1);
	return access(program, X_OK);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(killed_in_a_session),
		cmocka_unit_test(killed_in_a_first_run),
		cmocka_unit_test(killed_in_an_import),
	};
	return cmocka_run_group_tests(tests, find_program, scratch_remove);
}
