/*
 * test_vfs.c - a disk that fails: every write, sync, truncate, delete, open and read of every way
 * that changes the file fails in turn, once and from then on. The call says so or succeeds, nothing
 * acknowledged is lost, nothing is half done, and the session goes on when the disk does.
 * May use: cpc.h, the store's ladder, SQLite. Must not know: how anything is stored.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "cpc_import.h"
#include "store/db.h"
#include "store/db_internal.h"
#include "store/migrate.h"
#include "scratch.h"
#include "fault/shim.h"

#define QUESTIONS 5 /* of each of two domains */
#define PAST 6	    /* answers in the file before */

/* One way that changes the file. */
struct scene {
	const char *name;
	const char *from; /* the file it begins with; NULL: none */
	void (*prepare)(void);
	int (*act)(struct cpc_error *err); /* again after a failure too */
	void (*release)(void);
	/* The file is open in me.c again; `done` is how often act has succeeded. */
	void (*verify)(int done);
	int least; /* so many faults must have been hit */
};

static struct {
	cpc *c;
	cpc_study *study;
	cpc_exam *exam;
	struct db *db;
	struct cpc_question question;
	char asked[64];
} me;

static char first_asked[64]; /* by a session of start() */

static const char *path;  /* of the file at work */
static const char *bank;  /* of 2 x QUESTIONS */
static const char *other; /* the same with one more in each domain */

static void check(int rc, const struct cpc_error *err)
{
	if (rc)
		fail_msg("%d: %s", rc, err->text);
}

static void open_file(void)
{
	struct cpc_error err;
	check(cpc_open(path, &me.c, &err), &err);
}

static void release(void)
{
	cpc_study_free(me.study);
	cpc_exam_free(me.exam);
	cpc_close(me.c);
	db_close(me.db);
	me.study = NULL;
	me.exam = NULL;
	me.c = NULL;
	me.db = NULL;
}

static void start(void)
{
	struct cpc_study_options options = {.seed = 1, .new_concepts = 20};
	struct cpc_error err;
	open_file();
	check(cpc_study_start(me.c, &options, SCRATCH_DAY(1), &me.study, &err), &err);
}

static int next(struct cpc_error *err)
{
	return cpc_study_next(me.study, SCRATCH_DAY(1), &me.question, err);
}

static void ask(void)
{
	struct cpc_error err;
	check(next(&err), &err);
	snprintf(me.asked, sizeof me.asked, "%s", me.question.id);
}

static int answer(struct cpc_error *err)
{
	struct cpc_answer given = scratch_answer(&me.question, true);
	struct cpc_verdict verdict;
	int rc = cpc_study_answer(me.study, &given, SCRATCH_DAY(1), &verdict, err);
	if (!rc)
		assert_string_equal(verdict.id, me.asked);
	return rc;
}

static void no_problem(void *context, const char *sentence)
{
	(void)context;
	fail_msg("doctor found: %s", sentence);
}

/* SQLite's own checks, the log without gaps, event, review and card agreeing. */
static void assert_sound(void)
{
	struct cpc_error err;
	check(cpc_doctor(me.c, false, no_problem, NULL, NULL, &err), &err);
}

static int64_t events(const char *kind)
{
	return scratch_number(
		path, scratch_say("select count(*) from event where kind = '%s'", kind));
}

/* First run -------------------------------------------------------------------------------------
 */

static int first_run(struct cpc_error *err)
{
	int rc = me.c ? CPC_OK : cpc_open(path, &me.c, err);
	return rc ? rc : cpc_bank_load(me.c, bank, SCRATCH_DAY(0), NULL, NULL, NULL, err);
}

static void nothing(void)
{
}

static void verify_first_run(int done)
{
	struct cpc_bank_report report;
	struct cpc_error err;
	check(cpc_bank_load(me.c, bank, SCRATCH_DAY(0), NULL, NULL, &report, &err), &err);
	assert_int_equal(report.changed, done == 0);
	assert_int_equal(scratch_number(path, "select count(*) from question"), 2 * QUESTIONS);
	assert_sound();
}

static int load_other(struct cpc_error *err)
{
	return cpc_bank_load(me.c, other, SCRATCH_DAY(2), NULL, NULL, NULL, err);
}

static void verify_other(int done)
{
	assert_int_equal(scratch_number(path, "select count(*) from question"),
		2 * (QUESTIONS + (done > 0)));
	assert_int_equal(events("answer"), PAST);
	assert_sound();
}

/* Answer, undo, flag ----------------------------------------------------------------------------
 */

static void prepare_answer(void)
{
	start();
	ask();
}

static void verify_answer(int done)
{
	assert_int_equal(events("answer"), PAST + done);
	assert_int_equal(scratch_number(path, "select count(*) from review"), PAST + done);
	assert_int_equal(scratch_number(path, "select sum(reps) from card"), PAST + done);
	assert_sound();
}

static void verify_answer_none(int done)
{
	(void)done;
	verify_answer(0);
}

static void prepare_undo(void)
{
	struct cpc_error err;
	start();
	ask();
	check(answer(&err), &err);
	ask();
}

/* The question whose turn it is, also after a failure. */
static int next_as_ever(struct cpc_error *err)
{
	int rc = next(err);
	if (!rc)
		assert_string_equal(me.question.id, first_asked);
	return rc;
}

static int undo(struct cpc_error *err)
{
	return cpc_study_undo(me.study, SCRATCH_DAY(1), err);
}

static void verify_undo(int done)
{
	assert_int_equal(events("answer"), PAST + 1);
	assert_int_equal(events("undo"), done);
	assert_int_equal(scratch_number(path, "select count(*) from review"), PAST + 1 - done);
	assert_sound();
}

static int flag(struct cpc_error *err)
{
	bool on;
	return cpc_study_flag(me.study, SCRATCH_DAY(1), &on, err);
}

static void verify_flag(int done)
{
	assert_int_equal(events("flag"), done);
	assert_int_equal(scratch_number(path, "select count(*) from flag"), done);
	assert_sound();
}

/* Exams -----------------------------------------------------------------------------------------
 */

#define EXAM 4 /* questions */

static int start_exam(struct cpc_error *err)
{
	struct cpc_exam_options options = {.count = EXAM, .seed = 1};
	struct cpc_exam_draw draw;
	return cpc_exam_start(me.c, &options, SCRATCH_DAY(1), &draw, &me.exam, err);
}

static void verify_exam(int done)
{
	assert_int_equal(events("exam_start"), done);
	assert_int_equal(events("exam_item"), EXAM * done);
	assert_int_equal(scratch_number(path, "select count(*) from exam"), done);
	assert_int_equal(scratch_number(path, "select count(*) from exam_item"), EXAM * done);
	assert_sound();
}

static void prepare_exam(void)
{
	struct cpc_error err;
	open_file();
	check(start_exam(&err), &err);
}

static int answer_exam(struct cpc_error *err)
{
	struct cpc_answer given = {.choice = 0};
	return cpc_exam_answer(me.exam, &given, SCRATCH_DAY(1), err);
}

static void verify_exam_answer(int done)
{
	assert_int_equal(events("exam_answer"), done);
	assert_int_equal(scratch_number(path, "select count(chosen) from exam_item"), done);
	assert_int_equal(scratch_number(path, "select position from exam"), done);
	assert_sound();
}

static void prepare_submit(void)
{
	struct cpc_error err;
	prepare_exam();
	check(answer_exam(&err), &err);
	check(answer_exam(&err), &err);
}

static int submit(struct cpc_error *err)
{
	return cpc_exam_submit(me.exam, SCRATCH_DAY(1), err);
}

/* Its two answers are reviews from then on. */
static void verify_submit(int done)
{
	assert_int_equal(events("exam_submit"), done);
	assert_int_equal(scratch_number(path, "select count(*) from review"), PAST + 2 * done);
	assert_int_equal(scratch_number(path, "select status = 'submitted' from exam"), done);
	assert_sound();
}

/* Importing, taking back, exporting --------------------------------------------------------------
 */

#define SHEET "id,question,option_a,option_b,correct\n"
#define BROUGHT 3 /* in the file before */

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

static int import_sheet(const char *sheet, struct cpc_error *err)
{
	struct bytes bytes = {sheet};
	const struct cpc_import_options options = {.set = "mine", .format = "csv"};
	const struct cpc_import_file file = {"sheet.csv", more, &bytes};
	return cpc_import(me.c, &options, &file, 1, SCRATCH_DAY(1), NULL, NULL, err);
}

static int import_first(struct cpc_error *err)
{
	return import_sheet(SHEET "1,One?,a,b,A\n2,Two?,a,b,B\n3,Three?,a,b,A\n", err);
}

/* One question is the same, one was edited, one is new. */
static int import_next(struct cpc_error *err)
{
	return import_sheet(SHEET "1,One?,a,b,A\n2,Zwei!,c,d,A\n4,Four?,a,b,A\n", err);
}

static const char index_check[] =
	"insert into question_fts (question_fts, rank) values ('integrity-check', 1)";

/* All of the second import, or nothing of it. */
static void verify_imported(int done)
{
	assert_int_equal(scratch_number(path, "select count(*) from import"), 1 + done);
	assert_int_equal(scratch_number(path, "select count(*) from import_before"), done);
	assert_int_equal(scratch_number(path, "select count(*) from question where set_id <> 1"),
		BROUGHT + done);
	assert_int_equal(
		scratch_number(path, "select count(*) from question where stem = 'Zwei!'"), done);
	assert_int_equal(
		scratch_number(path, "select count(*) from question_fts where body match 'zwei'"),
		done);
	assert_sound();
	scratch_sql(path, index_check);
}

static int take_back(struct cpc_error *err)
{
	return cpc_import_undo(me.c, 2, NULL, err);
}

static void verify_taken_back(int done)
{
	verify_imported(done == 0);
}

static int count_bytes(void *context, const char *bytes, size_t n, struct cpc_error *err)
{
	(void)bytes, (void)err;
	*(size_t *)context += n;
	return CPC_OK;
}

static int export_all(struct cpc_error *err)
{
	static size_t whole;
	const struct cpc_export_options options = {.format = "markdown"};
	size_t n = 0, events;
	int rc = cpc_export(me.c, &options, count_bytes, &n, NULL, NULL, NULL, err);
	if (!rc)
		rc = cpc_export_log(me.c, count_bytes, &n, &events, err);
	if (!rc)
		rc = cpc_export_reviews(me.c, count_bytes, &n, &events, err);
	/* What was not cut short is all. */
	whole = !rc && !whole ? n : whole;
	assert_true(rc || n == whole);
	return rc;
}

static void verify_exported(int done)
{
	(void)done;
	verify_imported(1);
}

/* Settings, rebuilding, climbing ----------------------------------------------------------------
 */

/* This one makes every card anew. */
static int set(struct cpc_error *err)
{
	return cpc_setting_set(me.c, "retention", "0.8", SCRATCH_DAY(1), err);
}

static void verify_set(int done)
{
	struct cpc_setting s;
	struct cpc_error err;
	check(cpc_setting_get(me.c, "retention", &s, &err), &err);
	assert_string_equal(s.value, done ? "0.8" : "0.90");
	assert_int_equal(events("config"), done);
	assert_sound();
}

static int rebuild(struct cpc_error *err)
{
	struct cpc_doctor_report report = {0};
	int rc = cpc_doctor(me.c, true, NULL, NULL, &report, err);
	/* A page that cannot be read is something that doctor finds. */
	if (rc == CPC_NO && shim.fault.call == SHIM_READ && report.problems && !report.rebuilt)
		rc = error_set(err, CPC_IO, "%s", path);
	return rc;
}

/* The file it begins with has lost its cards. */
static void verify_rebuild(int done)
{
	assert_int_equal(scratch_number(path, "select count(*) > 0 from card"), done > 0);
	assert_int_equal(events("answer"), PAST);
	if (done)
		assert_sound();
}

static const char *const ladder[] = {
	("create table identity (key text primary key, value text not null) strict;"
	 "create table t (x); insert into t values (zeroblob(20000))"),
	"alter table t add column y; update t set y = zeroblob(20000)",
	"create table u as select * from t; drop table t",
};

static void open_ladder(void)
{
	me.db = calloc(1, sizeof *me.db);
	assert_non_null(me.db);
	me.db->path = strdup(path);
	me.db->file = strdup(path);
	assert_int_equal(sqlite3_open(path, &me.db->handle), SQLITE_OK);
}

static int climb(struct cpc_error *err)
{
	return migrate_climb(me.db, ladder, 3, "test", err);
}

/* On a step, with all of it, and beside it whole copies or none: of step 1, and of step 2 when the
 * climb went on from there. */
static void verify_climb(int done)
{
	static const int widths[] = {0, 1, 2, 0}, others[] = {0, 0, 0, 2};
	int64_t version = scratch_number(path, "pragma user_version");
	struct buf names;
	assert_in_range(version, done ? 3 : 1, 3);
	assert_int_equal(scratch_number(path, "select count(*) from pragma_table_info('t')"),
		widths[version]);
	assert_int_equal(scratch_number(path, "select count(*) from pragma_table_info('u')"),
		others[version]);
	size_t files = 1;
	for (int step = 1; step <= 2; step++) {
		const char *copy = scratch_say("%s.v%d.bak", path, step);
		assert_true(step > 1 || version == 1 || scratch_there(copy));
		if (!scratch_there(copy))
			continue;
		files++;
		assert_int_equal(scratch_number(copy, "pragma user_version"), step);
		assert_int_equal(scratch_number(copy, "select length(x) from t"), 20000);
		assert_int_equal(scratch_mode(copy), 0600);
	}
	scratch_names(scratch("work"), &names);
	for (const char *p = buf_text(&names); (p = strchr(p, ' ')); p++)
		files--;
	if (files)
		fail_msg("left: %s", buf_text(&names));
	buf_release(&names);
}

/* The sweep -------------------------------------------------------------------------------------
 */

/* A disk that fails is CPC_IO, and a full one is called full. */
static void check_failure(const char *about, int rc, const struct cpc_error *err)
{
	if (rc != CPC_IO || err->status != CPC_IO || !strstr(err->text, path) ||
		strchr(err->text, '\n') ||
		(strstr(err->text, "disk is full") != NULL) != shim.fault.full)
		fail_msg("%s: %d \"%s\"", about, rc, err->text);
}

static void begin(const struct scene *scene)
{
	scratch_dir("work");
	if (scene->from)
		scratch_copy(scene->from, path);
	scene->prepare();
}

/* One run with one fault; false when the fault was not reached. */
static bool run(const struct scene *scene, struct shim_fault fault, bool retry)
{
	const char *about = scratch_say("%s: %s after %d, %s, %s", scene->name,
		shim_names[fault.call], fault.after, fault.full ? "full" : "broken",
		fault.sticky ? "for good" : "once");
	struct cpc_error err = {0};
	begin(scene);
	shim_arm(fault);
	int rc = scene->act(&err);
	shim_disarm();
	bool hit = shim.hits > 0;
	if (rc)
		check_failure(about, rc, &err);
	assert_true(rc == CPC_OK || hit);
	bool failed = rc != CPC_OK;
	/* What was done, though it failed, cannot always be done again. */
	if (failed && retry && (rc = scene->act(&err)) && fault.call != SHIM_DELETED)
		fail_msg("%s: and when the disk was mended: %d %s", about, rc, err.text);
	scene->release();
	if (scene->prepare != open_ladder)
		open_file();
	/* A commit that was done and not acknowledged may stand; what it leaves is whole. */
	if (fault.call == SHIM_DELETED && failed)
		assert_sound();
	else
		scene->verify(rc == CPC_OK);
	release();
	return hit;
}

static int sweep(const struct scene *scene, struct shim_fault fault)
{
	/* Every other time the same call is made again in the same session. */
	while (run(scene, fault, (fault.after + fault.sticky) % 2))
		fault.after++;
	return fault.after;
}

static void sweep_all(const struct scene *scene)
{
	int hits = 0;
	for (int sticky = 0; sticky < 2; sticky++) {
		for (int call = 0; call < SHIM_CALLS; call++) {
			if (call == SHIM_DELETED && scene->prepare == open_ladder)
				continue;
			struct shim_fault fault = {(enum shim_call)call, false, sticky, 0};
			hits += sweep(scene, fault);
			fault.full = true;
			if (call == SHIM_WRITE || call == SHIM_OPEN)
				hits += sweep(scene, fault);
		}
	}
	print_message("%s: %d faults\n", scene->name, hits);
	assert_in_range(hits, scene->least, 1000000);
}

/* The files that scenes begin with. */
static int make_files(void **state)
{
	struct cpc_error err;
	if (scratch_make(state))
		return -1;
	shim_install();
	bank = scratch_bank("bank", QUESTIONS);
	other = scratch_bank("other", QUESTIONS + 1);
	scratch_dir("work");
	path = scratch("work/cpc.db");
	open_file();
	check(cpc_bank_load(me.c, bank, SCRATCH_DAY(0), NULL, NULL, NULL, &err), &err);
	struct cpc_study_options options = {.seed = 1, .new_concepts = 3};
	check(cpc_study_start(me.c, &options, SCRATCH_DAY(0), &me.study, &err), &err);
	for (int i = 0; i < PAST; i++) {
		struct cpc_verdict verdict;
		check(cpc_study_next(me.study, SCRATCH_DAY(0), &me.question, &err), &err);
		struct cpc_answer given = scratch_answer(&me.question, i % 3 == 2);
		check(cpc_study_answer(me.study, &given, SCRATCH_DAY(0), &verdict, &err), &err);
	}
	release();
	scratch_copy(path, scratch("learner.db"));
	prepare_answer();
	snprintf(first_asked, sizeof first_asked, "%s", me.asked);
	release();
	scratch_copy(scratch("learner.db"), path);
	open_file();
	check(import_first(&err), &err);
	cpc_close(me.c);
	scratch_copy(path, scratch("imported.db"));
	open_file();
	check(import_next(&err), &err);
	release();
	scratch_copy(path, scratch("imported2.db"));
	scratch_copy(scratch("learner.db"), scratch("cardless.db"));
	scratch_sql(scratch("cardless.db"), "delete from card");
	scratch_dir("work");
	open_ladder();
	check(migrate_climb(me.db, ladder, 1, "test", &err), &err);
	release();
	scratch_copy(path, scratch("ladder.db"));
	return 0;
}

static void sweep_file(struct scene scene, const char *file)
{
	scene.from = file ? scratch(file) : NULL;
	if (!scene.release)
		scene.release = release;
	sweep_all(&scene);
}

static void faults_in_a_first_run(void **state)
{
	(void)state;
	sweep_file((struct scene){.name = "first run",
			   .prepare = nothing,
			   .act = first_run,
			   .verify = verify_first_run,
			   .least = 500},
		NULL);
}

static void faults_in_a_new_bank(void **state)
{
	(void)state;
	sweep_file((struct scene){.name = "new bank",
			   .prepare = open_file,
			   .act = load_other,
			   .verify = verify_other,
			   .least = 100},
		"learner.db");
}

static void faults_in_an_answer(void **state)
{
	(void)state;
	sweep_file((struct scene){.name = "answer",
			   .prepare = prepare_answer,
			   .act = answer,
			   .verify = verify_answer,
			   .least = 100},
		"learner.db");
}

static void faults_in_a_question(void **state)
{
	(void)state;
	sweep_file((struct scene){.name = "question",
			   .prepare = start,
			   .act = next_as_ever,
			   .verify = verify_answer_none,
			   .least = 6},
		"learner.db");
}

static void faults_in_an_undo(void **state)
{
	(void)state;
	sweep_file((struct scene){.name = "undo",
			   .prepare = prepare_undo,
			   .act = undo,
			   .verify = verify_undo,
			   .least = 100},
		"learner.db");
}

static void faults_in_a_flag(void **state)
{
	(void)state;
	sweep_file((struct scene){.name = "flag",
			   .prepare = prepare_answer,
			   .act = flag,
			   .verify = verify_flag,
			   .least = 50},
		"learner.db");
}

static void faults_in_an_exam_begun(void **state)
{
	(void)state;
	sweep_file((struct scene){.name = "exam begun",
			   .prepare = open_file,
			   .act = start_exam,
			   .verify = verify_exam,
			   .least = 100},
		"learner.db");
}

static void faults_in_an_exam_answer(void **state)
{
	(void)state;
	sweep_file((struct scene){.name = "exam answer",
			   .prepare = prepare_exam,
			   .act = answer_exam,
			   .verify = verify_exam_answer,
			   .least = 50},
		"learner.db");
}

static void faults_in_an_exam_handed_in(void **state)
{
	(void)state;
	sweep_file((struct scene){.name = "exam handed in",
			   .prepare = prepare_submit,
			   .act = submit,
			   .verify = verify_submit,
			   .least = 100},
		"learner.db");
}

static void faults_in_an_import(void **state)
{
	(void)state;
	sweep_file((struct scene){.name = "import",
			   .prepare = open_file,
			   .act = import_next,
			   .verify = verify_imported,
			   .least = 100},
		"imported.db");
}

static void faults_in_an_import_taken_back(void **state)
{
	(void)state;
	sweep_file((struct scene){.name = "import taken back",
			   .prepare = open_file,
			   .act = take_back,
			   .verify = verify_taken_back,
			   .least = 100},
		"imported2.db");
}

static void faults_in_an_export(void **state)
{
	(void)state;
	sweep_file((struct scene){.name = "export",
			   .prepare = open_file,
			   .act = export_all,
			   .verify = verify_exported,
			   .least = 6},
		"imported2.db");
}

static void faults_in_a_setting(void **state)
{
	(void)state;
	sweep_file((struct scene){.name = "setting",
			   .prepare = open_file,
			   .act = set,
			   .verify = verify_set,
			   .least = 100},
		"learner.db");
}

static void faults_in_a_rebuild(void **state)
{
	(void)state;
	sweep_file((struct scene){.name = "rebuild",
			   .prepare = open_file,
			   .act = rebuild,
			   .verify = verify_rebuild,
			   .least = 100},
		"cardless.db");
}

static void faults_in_a_climb(void **state)
{
	(void)state;
	sweep_file((struct scene){.name = "climb",
			   .prepare = open_ladder,
			   .act = climb,
			   .verify = verify_climb,
			   .least = 100},
		"ladder.db");
}

/* Meanwhile -------------------------------------------------------------------------------------
 */

static int locks_left;

static void make_meanwhile(void)
{
	struct cpc_error err;
	cpc *another;
	if (locks_left-- > 0)
		return;
	shim.before_lock = NULL;
	check(cpc_open(path, &another, &err), &err);
	cpc_close(another);
}

/* Two make the file, the one between any two looks of the other. */
static void made_by_another_meanwhile(void **state)
{
	bool reached = true;
	(void)state;
	for (int locks = 0; reached; locks++) {
		assert_in_range(locks, 0, 100);
		scratch_dir("work");
		locks_left = locks;
		shim.before_lock = make_meanwhile;
		open_file();
		reached = shim.before_lock == NULL;
		shim.before_lock = NULL;
		assert_sound();
		assert_int_equal(
			scratch_number(path, "select count(*) from identity where key = 'device'"),
			1);
		release();
		assert_true(reached || locks > 3);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(faults_in_a_first_run),
		cmocka_unit_test(faults_in_a_new_bank),
		cmocka_unit_test(faults_in_a_question),
		cmocka_unit_test(faults_in_an_answer),
		cmocka_unit_test(faults_in_an_undo),
		cmocka_unit_test(faults_in_a_flag),
		cmocka_unit_test(faults_in_an_exam_begun),
		cmocka_unit_test(faults_in_an_exam_answer),
		cmocka_unit_test(faults_in_an_exam_handed_in),
		cmocka_unit_test(faults_in_an_import),
		cmocka_unit_test(faults_in_an_import_taken_back),
		cmocka_unit_test(faults_in_an_export),
		cmocka_unit_test(faults_in_a_setting),
		cmocka_unit_test(faults_in_a_rebuild),
		cmocka_unit_test(faults_in_a_climb),
		cmocka_unit_test(made_by_another_meanwhile),
	};
	return cmocka_run_group_tests(tests, make_files, scratch_remove);
}
