/*
 * test_memory.c - memory that runs out: the n-th allocation of SQLite, or of our own code, fails,
 * once and from then on, in a first run and in a session. Nothing crashes, the call says what it
 * was or succeeds with the right words, and the file is sound after.
 * May use: cpc.h, SQLite, the linker's --wrap. Must not know: who allocates what.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/hash.h"
#include "cpc_import.h"
#include "scratch.h"
#include "fault/shim.h"

/* The one allocation that fails, and when. */
static struct {
	bool armed, sticky;
	long after; /* so many succeed first */
	long seen, hits;
} fault;

static bool fails(void)
{
	if (!fault.armed)
		return false;
	long before = fault.seen++;
	bool now = fault.sticky ? before >= fault.after : before == fault.after;
	fault.hits += now;
	return now;
}

/* SQLite's memory -------------------------------------------------------------------------------
 */

static bool of_sqlite; /* else of our own code */
static sqlite3_mem_methods heap;

static void *sqlite_malloc(int n)
{
	return of_sqlite && fails() ? NULL : heap.xMalloc(n);
}

static void *sqlite_realloc(void *p, int n)
{
	return of_sqlite && fails() ? NULL : heap.xRealloc(p, n);
}

static int take_sqlite_memory(void)
{
	sqlite3_mem_methods mine;
	if (sqlite3_config(SQLITE_CONFIG_GETMALLOC, &heap) != SQLITE_OK)
		return -1;
	mine = heap;
	mine.xMalloc = sqlite_malloc;
	mine.xRealloc = sqlite_realloc;
	return sqlite3_config(SQLITE_CONFIG_MALLOC, &mine) == SQLITE_OK ? 0 : -1;
}

/* Our own: the linker makes malloc __wrap_malloc in all that is linked into this program, and in
 * nothing else. It cannot on macOS. -------------------------------------------------------------
 */

#ifndef __APPLE__
void *real_malloc(size_t n) __asm__("__real_malloc");
void *real_calloc(size_t n, size_t size) __asm__("__real_calloc");
void *real_realloc(void *p, size_t n) __asm__("__real_realloc");
char *real_strdup(const char *s) __asm__("__real_strdup");
char *real_strndup(const char *s, size_t n) __asm__("__real_strndup");
void *our_malloc(size_t n) __asm__("__wrap_malloc");
void *our_calloc(size_t n, size_t size) __asm__("__wrap_calloc");
void *our_realloc(void *p, size_t n) __asm__("__wrap_realloc");
char *our_strdup(const char *s) __asm__("__wrap_strdup");
char *our_strndup(const char *s, size_t n) __asm__("__wrap_strndup");

void *our_malloc(size_t n)
{
	return !of_sqlite && fails() ? NULL : real_malloc(n);
}

void *our_calloc(size_t n, size_t size)
{
	return !of_sqlite && fails() ? NULL : real_calloc(n, size);
}

void *our_realloc(void *p, size_t n)
{
	return !of_sqlite && fails() ? NULL : real_realloc(p, n);
}

char *our_strdup(const char *s)
{
	return !of_sqlite && fails() ? NULL : real_strdup(s);
}

char *our_strndup(const char *s, size_t n)
{
	return !of_sqlite && fails() ? NULL : real_strndup(s, n);
}
#endif

/* What is done ----------------------------------------------------------------------------------
 */

static struct {
	cpc *c;
	cpc_study *study;
	cpc_exam *exam;
	int answers;	/* acknowledged */
	uint64_t words; /* of every text that was given */
} me;

static const char *path, *bank;

static void release(void)
{
	cpc_study_free(me.study);
	cpc_exam_free(me.exam);
	cpc_close(me.c);
	me.study = NULL;
	me.exam = NULL;
	me.c = NULL;
}

static void hear(const char *text)
{
	me.words = hash_text(me.words, text);
}

static int first_run(struct cpc_error *err)
{
	int rc = cpc_open(path, &me.c, err);
	if (!rc)
		rc = cpc_bank_load(me.c, bank, SCRATCH_DAY(0), NULL, NULL, NULL, err);
	return rc;
}

static int ask(struct cpc_question *q, int day, struct cpc_error *err)
{
	int rc = cpc_study_next(me.study, SCRATCH_DAY(day), q, err);
	if (rc)
		return rc;
	hear(q->id);
	hear(q->stem);
	hear(q->domain_title);
	for (size_t i = 0; i < q->choice_count; i++)
		hear(q->choice[i]);
	return CPC_OK;
}

static int answer(const struct cpc_question *q, int day, bool right, struct cpc_error *err)
{
	struct cpc_answer given = scratch_answer(q, right);
	struct cpc_verdict verdict;
	int rc = cpc_study_answer(me.study, &given, SCRATCH_DAY(day), &verdict, err);
	if (rc)
		return rc;
	me.answers++;
	assert_int_equal(verdict.right, right);
	hear(verdict.title);
	hear(verdict.rule);
	hear(verdict.rationale[0]);
	return CPC_OK;
}

/* A due question answered wrong, taken back and answered right, and a new one. */
static int study(struct cpc_error *err)
{
	struct cpc_study_options options = {.seed = 1, .new_concepts = 5};
	struct cpc_question q;
	struct cpc_study_report report;
	int rc = cpc_study_start(me.c, &options, SCRATCH_DAY(9), &me.study, err);
	if (!rc)
		rc = ask(&q, 9, err);
	if (!rc)
		rc = answer(&q, 9, false, err);
	if (!rc)
		rc = ask(&q, 9, err);
	if (!rc && !(rc = cpc_study_undo(me.study, SCRATCH_DAY(9), err)))
		me.answers--;
	for (int i = 0; i < 2 && !rc; i++) {
		rc = ask(&q, 9, err);
		if (!rc)
			rc = answer(&q, 9, true, err);
	}
	if (!rc)
		rc = cpc_study_end(me.study, SCRATCH_DAY(9), &report, err);
	return rc;
}

/* Of two questions; that it was handed in makes reviews of them. */
static int sit_exam(struct cpc_error *err)
{
	struct cpc_exam_options options = {.count = 2, .seed = 1};
	struct cpc_exam_draw draw;
	struct cpc_exam_question q;
	struct cpc_answer given = {.choice = 0};
	int rc = cpc_exam_start(me.c, &options, SCRATCH_DAY(9), &draw, &me.exam, err);
	for (size_t i = 0; i < 2 && !rc; i++) {
		rc = cpc_exam_question(me.exam, i, &q, err);
		if (!rc)
			hear(q.stem);
		if (!rc)
			rc = cpc_exam_answer(me.exam, &given, SCRATCH_DAY(9), err);
	}
	if (!rc && !(rc = cpc_exam_submit(me.exam, SCRATCH_DAY(9), err)))
		me.answers += 2;
	return rc;
}

static int look_back(struct cpc_error *err)
{
	struct cpc_stats *s;
	struct cpc_bank_stats bank_stats;
	int rc = cpc_stats_read(me.c, SCRATCH_DAY(9), NULL, NULL, &s, err);
	if (rc)
		return rc;
	for (size_t i = 0; i < s->domain_count; i++)
		hear(s->domains[i].title);
	for (size_t i = 0; i < s->hardest_count; i++)
		hear(s->hardest[i].title);
	me.words = hash_u64(me.words, s->answered * 1000 + s->recall.n);
	cpc_stats_free(s);
	rc = cpc_bank_stats(me.c, NULL, NULL, &bank_stats, err);
	if (!rc)
		me.words = hash_u64(me.words, bank_stats.judged);
	return rc;
}

static int session(struct cpc_error *err)
{
	struct cpc_today today;
	struct cpc_setting setting;
	int rc = cpc_open(path, &me.c, err);
	if (!rc)
		rc = cpc_bank_load(me.c, bank, SCRATCH_DAY(9), NULL, NULL, NULL, err);
	if (!rc)
		rc = cpc_today(me.c, SCRATCH_DAY(9), &today, err);
	if (!rc)
		rc = study(err);
	cpc_study_free(me.study);
	me.study = NULL;
	if (!rc)
		rc = sit_exam(err);
	if (!rc)
		rc = look_back(err);
	if (!rc)
		rc = cpc_setting_set(me.c, "retention", "0.85", SCRATCH_DAY(9), err);
	if (!rc)
		rc = cpc_setting_get(me.c, "retention", &setting, err);
	if (!rc)
		hear(setting.value);
	return rc;
}

/* Two imports of one set, what they brought as CSV and as a package, the second taken back. */
struct bytes {
	const char *rest;
};

static int more(void *context, char *bytes, size_t room, size_t *n, struct cpc_error *err)
{
	struct bytes *b = context;
	(void)err;
	*n = strlen(b->rest) < room ? strlen(b->rest) : room;
	memcpy(bytes, b->rest, *n);
	b->rest += *n;
	return CPC_OK;
}

static void hear_told(
	void *context, enum cpc_import_told what, const char *file, int line, const char *sentence)
{
	(void)context, (void)file;
	me.words = hash_u64(hash_text(me.words, sentence), (uint64_t)what * 1000 + (uint64_t)line);
}

static int import(const char *sheet, struct cpc_import_report *report, struct cpc_error *err)
{
	static const struct cpc_import_watch watch = {.tell = hear_told};
	struct bytes bytes = {sheet};
	const struct cpc_import_options options = {.set = "mine", .partial = true};
	const struct cpc_import_file file = {"sheet.csv", more, &bytes};
	int rc = cpc_import(me.c, &options, &file, 1, SCRATCH_DAY(9), &watch, report, err);
	if (rc)
		return rc;
	hear(report->sets);
	hear(report->own_domains);
	me.words = hash_u64(me.words, report->added * 100 + report->changed * 10 + report->faults);
	return CPC_OK;
}

static int hear_bytes(void *context, const char *bytes, size_t n, struct cpc_error *err)
{
	(void)context, (void)err;
	me.words = hash_bytes(me.words, bytes, n);
	return CPC_OK;
}

static int export(const char *format, struct cpc_error *err)
{
	const struct cpc_export_options options = {
		.format = format, .set = "mine", .match = "stem|One|Two|Three"};
	struct cpc_export_report report;
	int rc = cpc_export(me.c, &options, hear_bytes, NULL, NULL, NULL, &report, err);
	if (!rc)
		hear(report.lost);
	return rc;
}

static void hear_entry(void *context, const struct cpc_import_entry *entry)
{
	(void)context;
	hear(entry->files);
	hear(entry->sets);
}

static int sets(struct cpc_error *err)
{
	static const char *const sheets[] = {
		"question,option_a,option_b,tags,correct\nThe first stem?,a,b,Alpha,A\n"
		"One?,c,d,,B\nNo key?,c,d,,\n",
		"question,option_a,option_b,tags,correct\nThe first stem!,a,b,Alpha,A\n"
		"One?,c,d,Beta,B\nTwo?,e,f,,B\nTwo?,e,f,,B\n"};
	struct cpc_import_report report = {0};
	struct cpc_import_entry entry;
	int rc = cpc_open(path, &me.c, err);
	for (int i = 0; i < 2 && !rc; i++)
		rc = import(sheets[i], &report, err);
	if (!rc)
		rc = export("csv", err);
	if (!rc)
		rc = export("apkg", err);
	if (!rc)
		rc = cpc_import_list(me.c, hear_entry, NULL, err);
	if (!rc)
		rc = cpc_import_undo(me.c, report.id, &entry, err);
	if (!rc)
		hear(entry.sets);
	return rc;
}

/* The sweep -------------------------------------------------------------------------------------
 */

static void check(int rc, const struct cpc_error *err)
{
	if (rc)
		fail_msg("%d: %s", rc, err->text);
}

static void no_problem(void *context, const char *sentence)
{
	(void)context;
	fail_msg("doctor found: %s", sentence);
}

struct scene {
	int (*act)(struct cpc_error *err);
	const char *from; /* the file it begins with; NULL: none */
};

/* Sound, and with the acknowledged answers and no other. */
static void check_file(const struct scene *scene)
{
	struct cpc_error err;
	check(cpc_open(path, &me.c, &err), &err);
	check(cpc_bank_load(me.c, bank, SCRATCH_DAY(0), NULL, NULL, NULL, &err), &err);
	check(cpc_doctor(me.c, false, no_problem, NULL, NULL, &err), &err);
	int64_t before =
		scene->from ? scratch_number(scene->from, "select count(*) from review") : 0;
	assert_int_equal(scratch_number(path, "select count(*) from review"), before + me.answers);
	release();
}

static void begin(const struct scene *scene)
{
	scratch_dir("work");
	if (scene->from)
		scratch_copy(scene->from, path);
	me.answers = 0;
	me.words = HASH_START;
}

/* All of it without a fault: how many allocations there are and which words are said. */
static long rehearse(const struct scene *scene, uint64_t *words)
{
	struct cpc_error err;
	begin(scene);
	fault.armed = true;
	fault.after = INT32_MAX;
	fault.seen = 0;
	int rc = scene->act(&err);
	fault.armed = false;
	check(rc, &err);
	*words = me.words;
	release();
	check_file(scene);
	return fault.seen;
}

static bool run(const struct scene *scene, uint64_t words)
{
	struct cpc_error err = {0};
	begin(scene);
	fault.seen = fault.hits = 0;
	fault.armed = true;
	int rc = scene->act(&err);
	fault.armed = false;
	if (rc && (rc != CPC_INTERNAL || strcmp(err.text, "out of memory") != 0))
		fail_msg("allocation %ld, %s: %d \"%s\"", fault.after,
			fault.sticky ? "for good" : "once", rc, err.text);
	if (!rc)
		assert_true(me.words == words);
	assert_true(rc == CPC_OK || fault.hits > 0);
	if (me.c) /* with memory again it goes on */
		check(cpc_setting_set(me.c, "session", "3", SCRATCH_DAY(9), &err), &err);
	release();
	check_file(scene);
	return fault.hits > 0;
}

/* Every allocation of the first `dense`, then about as many again, spread over the rest. */
static void sweep(struct scene scene, bool sqlite, long dense, long least)
{
	uint64_t words;
	long hits = 0;
	of_sqlite = sqlite;
	long all = rehearse(&scene, &words);
	long stride = all / dense + 1;
	for (int sticky = 0; sticky < 2; sticky++) {
		fault.sticky = sticky;
		for (long n = 0; n < all; n += n < dense ? 1 : stride) {
			fault.after = n;
			hits += run(&scene, words);
		}
	}
	print_message("%ld allocations, %ld faults\n", all, hits);
	assert_in_range(hits, least, INT32_MAX);
}

static void sqlite_in_a_first_run(void **state)
{
	(void)state;
	sweep((struct scene){first_run, NULL}, true, 200, 300);
}

static void sqlite_in_a_session(void **state)
{
	(void)state;
	sweep((struct scene){session, scratch("learner.db")}, true, 200, 300);
}

static void ours_in_a_first_run(void **state)
{
	(void)state;
#ifdef __APPLE__
	skip();
#endif
	sweep((struct scene){first_run, NULL}, false, 1000, 50);
}

static void ours_in_a_session(void **state)
{
	(void)state;
#ifdef __APPLE__
	skip();
#endif
	sweep((struct scene){session, scratch("learner.db")}, false, 1000, 50);
}

static void sqlite_in_imports_and_exports(void **state)
{
	(void)state;
	sweep((struct scene){sets, scratch("learner.db")}, true, 300, 300);
}

static void ours_in_imports_and_exports(void **state)
{
	(void)state;
#ifdef __APPLE__
	skip();
#endif
	sweep((struct scene){sets, scratch("learner.db")}, false, 1000, 50);
}

/* A learner with three cards that will be due. */
static int make_files(void **state)
{
	struct cpc_error err;
	if (scratch_make(state))
		return -1;
	shim_install(); /* for speed */
	bank = scratch_bank("bank", 3);
	scratch_dir("work");
	path = scratch("work/cpc.db");
	check(first_run(&err), &err);
	struct cpc_study_options options = {.seed = 1, .new_concepts = 3};
	check(cpc_study_start(me.c, &options, SCRATCH_DAY(0), &me.study, &err), &err);
	for (int i = 0; i < 3; i++) {
		struct cpc_question q;
		check(ask(&q, 0, &err), &err);
		check(answer(&q, 0, true, &err), &err);
	}
	release();
	scratch_copy(path, scratch("learner.db"));
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sqlite_in_a_first_run),
		cmocka_unit_test(sqlite_in_a_session),
		cmocka_unit_test(ours_in_a_first_run),
		cmocka_unit_test(ours_in_a_session),
		cmocka_unit_test(sqlite_in_imports_and_exports),
		cmocka_unit_test(ours_in_imports_and_exports),
	};
	if (take_sqlite_memory())
		return 1;
	return cmocka_run_group_tests(tests, make_files, scratch_remove);
}
