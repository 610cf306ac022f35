/*
 * test_engines.c - several engines in one process: on two files, on one file; and the lifetimes of
 * what they give out.
 * May use: cpc.h, session.h, oracle.h. Must not know: how the engine is made.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "oracle.h"
#include "session.h"

/* A second learner beside t: another file, another bank. */
static struct tmpbank neighbour_of(const struct tmpbank *t)
{
	struct tmpbank other = {.mtime = 1600000000};
	memcpy(other.dir, t->dir, sizeof other.dir);
	assert_in_range(snprintf(other.bank, sizeof other.bank, "%s/bank-2", t->dir), 1, 287);
	assert_in_range(
		snprintf(other.db, sizeof other.db, "%s/some/folder/theirs.db", t->dir), 1, 287);
	if (cpc_open(other.db, &other.c, &other.err) != CPC_OK)
		fail_msg("%s", other.err.text);
	return other;
}

static void versions(void **state)
{
	(void)state;
	char text[128], small[8];
	assert_true(cpc_version()[0] >= '0' && cpc_version()[0] <= '9');
	cpc_libraries(text, sizeof text);
	assert_memory_equal(text, "sqlite 3.", 9);
	assert_non_null(strstr(text, ", pcre2 10."));
	cpc_libraries(small, sizeof small);
	assert_string_equal(small, "sqlite ");
}

/* Two learners, each with a file and a bank, taking turns: neither sees the other. */
static void two_files(void **state)
{
	struct tmpbank *t = *state;
	struct session mine, theirs;
	struct cpc_setting a, b;
	struct tmpbank other = neighbour_of(t);
	tmpbank_plain(t, 6);
	tmpbank_load(t);
	tmpbank_blueprint(&other, "alpha:100");
	FILE *f = tmpbank_file(&other, "questions/a/alpha.md", "alpha");
	tmpbank_question(f, "al-1", "");
	tmpbank_question(f, "al-2", "");
	tmpbank_done(&other, f);
	tmpbank_load(&other);
	assert_string_equal(cpc_path(t->c), t->db);
	assert_string_equal(cpc_path(other.c), other.db);
	assert_int_equal(
		cpc_setting_set(other.c, "new-per-day", "1", tmpbank_time(0, 8, 0), &t->err),
		CPC_OK);
	/* A value lives until the next call on the same engine, whatever the other does. */
	assert_int_equal(cpc_setting_get(other.c, "new-per-day", &b, &t->err), CPC_OK);
	assert_int_equal(cpc_setting_get(t->c, "new-per-day", &a, &t->err), CPC_OK);
	assert_string_equal(a.value, "20");
	assert_string_equal(b.value, "1");

	session_start(&mine, t, tmpbank_time(0, 9, 0), SESSION_PLAIN);
	session_start(&theirs, &other, tmpbank_time(0, 9, 0), SESSION_PLAIN);
	session_expect(&mine, "one-001");
	session_expect(&theirs, "al-1");
	session_wrong(&theirs);
	session_right(&mine);
	assert_string_equal(theirs.v.title, "Title of al-1");
	assert_string_equal(mine.v.title, "Title of one-001");
	session_expect(&mine, "two-001");
	assert_false(session_next(&theirs)); /* its one new concept is met */
	session_undo(&theirs);
	session_right(&mine);
	session_expect(&theirs, "al-1");
	session_free(&theirs);
	session_expect(&mine, "three-001");
	session_free(&mine);
	assert_number(t, "select count(*) from event", 2);
	assert_number(&other, "select count(*) from event", 3);
	char *device = tmpbank_rows(t, "select value from identity where key = 'device'");
	char *their_device =
		tmpbank_rows(&other, "select value from identity where key = 'device'");
	assert_string_not_equal(device, their_device);
	free(device);
	free(their_device);
	assert_sound(t);
	assert_sound(&other);
	cpc_close(other.c);
	assert_sound(t);
}

/* Two engines on one file see each other's work at once. */
static void one_file_twice(void **state)
{
	struct tmpbank *t = *state;
	struct session x;
	struct cpc_today today;
	struct cpc_setting setting;
	cpc *second;
	tmpbank_plain(t, 6);
	assert_int_equal(cpc_open(t->db, &second, &t->err), CPC_OK);
	tmpbank_load(t);
	assert_int_equal(cpc_today(second, tmpbank_time(0, 9, 0), &today, &t->err), CPC_OK);
	assert_int_equal(today.concepts, 18);
	session_start(&x, t, tmpbank_time(0, 9, 0), SESSION_PLAIN);
	for (size_t i = 1; i <= 5; i++) {
		session_next(&x);
		session_right(&x);
		assert_int_equal(cpc_today(second, x.now, &today, &t->err), CPC_OK);
		assert_int_equal(today.answered, i);
		/* Both write by turns, and the log is numbered through. */
		assert_int_equal(cpc_setting_set(second, "session", "50", x.now, &t->err), CPC_OK);
	}
	session_free(&x);
	assert_int_equal(cpc_setting_get(t->c, "session", &setting, &t->err), CPC_OK);
	assert_string_equal(setting.value, "50");
	assert_number(t, "select count(*) = 10 and max(seq) = 10 from event", 1);
	assert_number(t, "select count(distinct device) from event", 1);
	cpc_close(second);
	assert_sound(t);
}

/* A file that is open stays the same one: the device it was given at first, and its history. */
static void reopened(void **state)
{
	struct tmpbank *t = *state;
	tmpbank_plain(t, 4);
	tmpbank_load(t);
	char *device = tmpbank_rows(t, "select value from identity where key = 'device'");
	assert_int_equal(strlen(device), 17);
	for (int day = 0; day < 3; day++) {
		session_all_right(
			t, tmpbank_time(day, 9, 0), (struct cpc_study_options){.new_concepts = 2});
		tmpbank_reopen(t);
		assert_rows(t, "select value from identity where key = 'device'", device);
	}
	free(device);
	assert_number(t, "select count(distinct device) from event", 1);
	assert_sound(t);
}

/* The list of domains lives until the bank is loaded again, and is right after it. */
static void domains_live(void **state)
{
	struct tmpbank *t = *state;
	const struct cpc_domain *first, *second;
	size_t count;
	tmpbank_plain(t, 2);
	tmpbank_load(t);
	assert_int_equal(cpc_domains(t->c, &first, &count, &t->err), CPC_OK);
	session_all_right(t, tmpbank_time(0, 9, 0), SESSION_PLAIN);
	tmpbank_load(t); /* unchanged */
	assert_string_equal(first[2].slug, "three");
	assert_string_equal(first[2].title, "Title of three");
	assert_int_equal(cpc_domains(t->c, &second, &count, &t->err), CPC_OK);
	assert_int_equal(count, 3);
	assert_string_equal(second[0].slug, "one");
}

/* What a question and a verdict say lives until the next question: through other calls. */
static void texts_live(void **state)
{
	struct tmpbank *t = *state;
	struct session x;
	struct cpc_today today;
	bool on;
	tmpbank_plain(t, 4);
	tmpbank_load(t);
	session_start(&x, t, tmpbank_time(0, 9, 0), SESSION_PLAIN);
	session_expect(&x, "one-001");
	session_right(&x);
	assert_int_equal(cpc_study_flag(x.s, x.now, &on, &x.err), CPC_OK);
	session_report(&x);
	assert_int_equal(cpc_today(t->c, x.now, &today, &x.err), CPC_OK);
	assert_sound(t);
	assert_string_equal(x.q.stem, "Stem of one-001?");
	assert_string_equal(x.v.rule, "Rule of one-001.");
	assert_string_equal(x.v.choice[x.v.key], "Right of one-001");
	session_free(&x);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		tmpbank_test(versions),
		tmpbank_test(two_files),
		tmpbank_test(one_file_twice),
		tmpbank_test(reopened),
		tmpbank_test(domains_live),
		tmpbank_test(texts_live),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
