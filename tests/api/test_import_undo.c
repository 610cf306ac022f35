/*
 * test_import_undo.c - an import taken back: the file holds what it held before, table by table;
 * what of several imports may be taken back, and in which order.
 * May use: cpc.h, import.h, session.h. Must not know: how an import is taken back.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "import.h"
#include "session.h"

#define HEAD "question,option_a,option_b,option_c,correct\n"
#define IDS "id,question,option_a,option_b,option_c,correct\n"
#define INTO(name) ((struct cpc_import_options){.set = (name)})
#define INTO_DOMAIN(name, slug) ((struct cpc_import_options){.set = (name), .domain = (slug)})

static void begin(struct tmpbank *t)
{
	tmpbank_plain(t, 3);
	tmpbank_load(t);
}

/* Import, take back, compare. */
static void there_and_back(struct tmpbank *t, struct cpc_import_options options, const char *text,
	size_t added, size_t changed, size_t unchanged)
{
	char *before = dump_all(t);
	int64_t id = must_bring(t, options, "a.csv", text, added, changed, unchanged);
	assert_true(id > 0);
	assert_sound(t);
	must_undo(t, id);
	assert_same_file(t, before);
	free(before);
}

static void answer_all(struct tmpbank *t, const char *set, int day)
{
	const struct cpc_quiz_options o = {.set = set, .seed = 1, .count = 100};
	struct session x = {.now = tmpbank_time(day, 9, 0)};
	size_t found;
	bool on;
	if (cpc_quiz_start(t->c, &o, x.now, &found, &x.s, &x.err) != CPC_OK)
		fail_msg("%s", x.err.text);
	while (session_next(&x)) {
		assert_int_equal(cpc_study_flag(x.s, x.now, &on, &x.err), CPC_OK);
		session_answer(&x, (struct cpc_answer){.choice = 0, .text = "x"});
	}
	session_free(&x);
}

static const char three[] = IDS "1,Uno?,a,b,c,A\n2,Due?,a,b,c,B\n3,Tre?,a,b,c,C\n";

static void a_new_set(void **state)
{
	struct tmpbank *t = *state;
	begin(t);
	there_and_back(t, INTO("s"), three, 3, 0, 0);
	there_and_back(t, INTO_DOMAIN("s", "two"), three, 3, 0, 0);
	there_and_back(t, INTO("one"), three, 3, 0, 0);
}

static void into_a_file_without_a_bank(void **state)
{
	struct tmpbank *t = *state;
	there_and_back(t, INTO("s"), three, 3, 0, 0);
}

static void changes_to_a_set(void **state)
{
	struct tmpbank *t = *state;
	begin(t);
	must_bring(t, INTO("s"), "a.csv", three, 3, 0, 0);
	there_and_back(t, INTO("s"),
		IDS "3,Tre?,a,b,c,A\n2,Due?,a,b,c,B\n4,Quattro?,a,b,c,B\n1,Uno!,x,y,z,B\n", 1, 2,
		1);
}

/* Texts that JSON has to guard, and every part that a question can have. */
static const char rich[] =
	"{\"id\":\"1\",\"domain\":\"two\",\"year\":2009,\"title\":\"T \\\"1\\\"\",\"difficulty\":3,"
	"\"concept\":\"c, \\\"d\\\"\",\"basis\":\"book\",\"source\":\"S \\u0001 \\u2028\","
	"\"payer\":\"medicare\",\"pool\":\"mock\",\"codes\":[\"99213\",\"10060\"],\"tags\":[\"b\","
	"\"a\"],"
	"\"reviewed\":\"2026-01-01\",\"stem\":\"L1\\n\\nL2 \\\\ \\t x\",\"rule\":\"R\\u001b[0m\","
	"\"choices\":[{\"text\":\"5\",\"why\":\"\\\"\"},{\"text\":\"null\",\"key\":true},"
	"{\"text\":\"\xf0\x9f\x98\x80\"}]}\n"
	"{\"id\":\"2\",\"stem\":\"Several?\",\"kind\":\"multiple\",\"choices\":[{\"text\":\"a\","
	"\"key\":true},{\"text\":\"b\",\"key\":true},{\"text\":\"c\"}]}\n"
	"{\"id\":\"3\",\"stem\":\"Typed?\",\"answers\":[{\"text\":\"1e400\"},{\"text\":\"[{}]\","
	"\"kind\":\"pattern\"}]}\n";

static void questions_of_every_kind(void **state)
{
	struct tmpbank *t = *state;
	struct brought b;
	begin(t);
	bring(t, &b, INTO("s"), "a.jsonl", rich);
	if (b.rc || b.r.added != 3)
		fail_msg("%s\n%s", b.err.text, b.told.text);
	there_and_back(t, INTO("s"), three, 0, 3, 0);
}

static void changes_of_domain(void **state)
{
	struct tmpbank *t = *state;
	begin(t);
	must_bring(t, INTO("s"), "a.csv", three, 3, 0, 0);
	answer_all(t, "s", 0);
	/* From the set's own domain into the exam's, the own one goes; and back. */
	there_and_back(t, INTO_DOMAIN("s", "two"), three, 0, 3, 0);
	must_bring(t, INTO_DOMAIN("s", "two"), "a.csv", three, 0, 3, 0);
	assert_number(t, "select count(*) from domain where own", 0);
	there_and_back(t, INTO_DOMAIN("s", "one"), three, 0, 3, 0);
	there_and_back(t, INTO("s"), three, 0, 3, 0);
	/* The own domain of a set that is named like one of the exam. */
	must_bring(t, INTO("three"), "a.csv", three, 3, 0, 0);
	there_and_back(t, INTO_DOMAIN("three", "three"), three, 0, 3, 0);
}

static void a_stem_that_was_edited(void **state)
{
	struct tmpbank *t = *state;
	begin(t);
	must_bring(t, INTO("s"), "a.csv", HEAD "Frst?,a,b,c,A\nSecond?,d,e,f,A\nThird?,g,h,i,A\n",
		3, 0, 0);
	answer_all(t, "s", 0);
	there_and_back(t, INTO("s"),
		HEAD "Second?,d,e,f,A\nFirst?,a,b,c,A\nNew?,1,2,3,A\nThird!,g,h,i,A\n", 1, 2, 1);
}

/* Answers ----------------------------------------------------------------------------------------
 */

static const char of_the_bank[] =
	"select * from question order by id;select * from choice order by question_id, pos;"
	"select * from question_set order by id;select * from domain order by slug;"
	"select * from concept where concept not glob 's/*' order by concept;"
	"select domain, questions, mock, drawable from tally order by domain;";

/* Answers stay in the log, and what follows from them is what a rebuild makes of it. When the set
 * comes again it is known what was answered. */
static void answers_in_between_stay(void **state)
{
	struct tmpbank *t = *state;
	begin(t);
	char *bank = tmpbank_dump(t, of_the_bank);
	int64_t id = must_bring(t, INTO_DOMAIN("s", "two"), "a.csv", three, 3, 0, 0);
	answer_all(t, "s", 0);
	answer_all(t, "s", 1);
	char *cards = tmpbank_dump(t, "select * from card order by concept;");
	must_undo(t, id);
	assert_same_dump(t, of_the_bank, bank);
	assert_number(t, "select count(*) from event where kind = 'answer'", 6);
	assert_number(t, "select count(*) from review", 6);
	assert_number(t, "select count(*) from flag", 0); /* set and taken off */
	assert_number(t, "select sum(active) from card", 0);
	assert_rows(t, "select domain, count(*) from sight group by domain", "|3\n");
	assert_sound(t);
	must_bring(t, INTO_DOMAIN("s", "two"), "a.csv", three, 3, 0, 0);
	assert_same_dump(t, "select * from card order by concept;", cards);
	assert_rows(t, "select domain, count(*) from sight group by domain", "two|3\n");
	assert_sound(t);
	free(bank);
	free(cards);
}

/* Answers to what an import changed are answers to what it is again. */
static void answers_to_changed_questions(void **state)
{
	struct tmpbank *t = *state;
	begin(t);
	must_bring(t, INTO("s"), "a.csv", three, 3, 0, 0);
	char *bank = tmpbank_dump(t, of_the_bank);
	int64_t id = must_bring(t, INTO_DOMAIN("s", "two"), "a.csv",
		IDS "1,Uno!,a,b,c,A\n4,Four?,a,b,c,A\n", 1, 1, 0);
	answer_all(t, "s", 0);
	must_undo(t, id);
	assert_same_dump(t, of_the_bank, bank);
	assert_rows(t, "select domain, count(*) from sight group by domain order by domain",
		"|1\ns|3\n");
	assert_rows(t, "select active, count(*) from card group by active", "0|1\n1|3\n");
	assert_sound(t);
	free(bank);
}

/* Several imports --------------------------------------------------------------------------------
 */

static void assert_refused(struct tmpbank *t, int64_t id, int64_t first)
{
	char wanted[160];
	char *before = dump_all(t);
	assert_int_equal(cpc_import_undo(t->c, id, NULL, &t->err), CPC_USAGE);
	snprintf(wanted, sizeof wanted,
		"import %d changed questions of import %d; undo that first: cpc import --undo %d",
		(int)first, (int)id, (int)first);
	assert_string_equal(t->err.text, wanted);
	assert_same_file(t, before);
	free(before);
}

static void the_later_one_first(void **state)
{
	struct tmpbank *t = *state;
	begin(t);
	char *empty = dump_all(t);
	int64_t a = must_bring(t, INTO("s"), "a.csv", three, 3, 0, 0);
	char *with_a = dump_all(t);
	int64_t b =
		must_bring(t, INTO("s"), "a.csv", IDS "1,One,a,b,c,A\n9,New,a,b,c,A\n", 1, 1, 0);
	char *with_b = dump_all(t);
	int64_t c =
		must_bring(t, INTO("s"), "a.csv", IDS "1,Odin,a,b,c,A\n9,Neu,a,b,c,A\n", 0, 2, 0);
	assert_refused(t, a, c);
	assert_refused(t, b, c);
	must_undo(t, c);
	assert_same_file(t, with_b);
	assert_refused(t, a, b);
	must_undo(t, b);
	assert_same_file(t, with_a);
	must_undo(t, a);
	assert_same_file(t, empty);
	free(empty);
	free(with_a);
	free(with_b);
}

/* A question of the one, without an id, was edited by the other: it stands under its old id. */
static void a_later_one_edited_a_stem(void **state)
{
	struct tmpbank *t = *state;
	int64_t a = must_bring(t, INTO("s"), "a.csv", HEAD "Frst?,a,b,c,A\n", 1, 0, 0);
	int64_t b = must_bring(t, INTO("s"), "a.csv", HEAD "First?,a,b,c,A\n", 0, 1, 0);
	assert_refused(t, a, b);
	must_undo(t, b);
	must_undo(t, a);
	assert_number(t, "select count(*) from question", 0);
}

static void the_middle_one_of_three(void **state)
{
	struct tmpbank *t = *state;
	begin(t);
	must_bring(t, INTO("r"), "a.csv", HEAD "R?,a,b,c,A\n", 1, 0, 0);
	int64_t b = must_bring(t, INTO("s"), "a.csv", three, 3, 0, 0);
	must_bring(t, INTO("t"), "a.csv", HEAD "T?,a,b,c,A\n", 1, 0, 0);
	must_undo(t, b);
	assert_rows(t, "select slug from domain where own order by slug", "r\nt\n");
	assert_rows(t,
		"select qid glob '[rt]/*', count(*) from question where import is not null "
		"group by 1",
		"1|2\n");
	assert_int_equal(cpc_import_undo(t->c, b, NULL, &t->err), CPC_NOINPUT);
	assert_sound(t);
}

/* Its set is another's too: that stays. */
static void a_set_that_another_feeds(void **state)
{
	struct tmpbank *t = *state;
	begin(t);
	int64_t a = must_bring(t, INTO("s"), "a.csv", three, 3, 0, 0);
	int64_t b = must_bring(t, INTO("s"), "b.csv", IDS "7,Seven?,a,b,c,A\n", 1, 0, 0);
	must_undo(t, a);
	assert_rows(t, "select qid, domain from question where import is not null", "s/7|s\n");
	assert_rows(t, "select slug from question_set where origin = 'import'", "s\n");
	assert_sound(t);
	must_undo(t, b);
	assert_number(t, "select count(*) from question_set where origin = 'import'", 0);
	assert_number(t, "select count(*) from domain where own", 0);
	assert_sound(t);
}

/* Rows are filled again: what comes back finds another one when its own is taken. */
static void a_row_that_was_taken(void **state)
{
	struct tmpbank *t = *state;
	static const char content[] =
		"select qid, path, ord, domain, stem, hash, import from question "
		"where qid glob 's/*' order by qid;";
	char text[4096] = IDS;
	for (int i = 1; i <= 60; i++)
		snprintf(text + strlen(text), sizeof text - strlen(text), "%d,Row %d?,a,b,c,A\n", i,
			i);
	int64_t many = must_bring(t, INTO("m"), "a.csv", text, 60, 0, 0);
	must_bring(t, INTO("s"), "a.csv", IDS "1,Uno?,a,b,c,A\n", 1, 0, 0);
	assert_number(t, "select id from question where qid = 's/1'", 61);
	must_undo(t, many);
	char *before = tmpbank_dump(t, content);
	int64_t id = must_bring(t, INTO("s"), "a.csv", IDS "1,Uno!,x,y,z,B\n", 0, 1, 0);
	must_bring(t, INTO("m"), "a.csv", text, 60, 0, 0);
	assert_rows(t, "select qid from question where id = 61", "m/60\n");
	must_undo(t, id);
	assert_same_dump(t, content, before);
	assert_rows(t,
		"select qid, group_concat(text, '') from question q join choice c on "
		"c.question_id = q.id where qid in ('s/1', 'm/60') group by qid order by qid",
		"m/60|abc\ns/1|abc\n");
	assert_sound(t);
	must_bring(t, INTO("s"), "a.csv", IDS "1,Uno?,a,b,c,A\n", 0, 0, 1);
	free(before);
}

/* The bank in between ----------------------------------------------------------------------------
 */

static void the_bank_changed_in_between(void **state)
{
	struct tmpbank *t = *state;
	begin(t);
	must_bring(t, INTO("s"), "a.csv", three, 3, 0, 0);
	char *set = tmpbank_dump(t, "select * from question where import is not null order by id;");
	int64_t id =
		must_bring(t, INTO("s"), "a.csv", IDS "1,One,a,b,c,A\n9,New,a,b,c,A\n", 1, 1, 0);
	tmpbank_plain(t, 5);
	tmpbank_load(t);
	assert_number(t, "select count(*) from question where import is null", 15);
	assert_number(t, "select count(*) from question where import is not null", 4);
	assert_sound(t);
	must_undo(t, id);
	assert_same_dump(t, "select * from question where import is not null order by id;", set);
	assert_number(t, "select count(*) from question where import is null", 15);
	assert_sound(t);
	free(set);
}

static bool is_listed(struct tmpbank *t, const char *slug, int n)
{
	const struct cpc_domain *domains;
	size_t count;
	assert_int_equal(cpc_domains(t->c, &domains, &count, NULL), CPC_OK);
	for (size_t i = 0; i < count; i++) {
		if (strcmp(domains[i].slug, slug) == 0)
			return domains[i].n == n;
	}
	return false;
}

/* Questions of the domain that study asks. */
static int count_new(struct tmpbank *t, const char *domain)
{
	const struct cpc_study_options o = {
		.seed = 1, .new_concepts = 100, .limit = 100, .domain = domain};
	struct session x;
	int n = 0;
	session_start(&x, t, tmpbank_time(0, 9, 0), o);
	for (; session_next(&x) && x.q.reason == CPC_REASON_NEW; n++)
		session_answer(&x, (struct cpc_answer){.choice = 0});
	session_free(&x);
	return n;
}

/* What was in it is in a domain of the learner's own. */
static void a_domain_left_the_blueprint(void **state)
{
	struct tmpbank *t = *state;
	begin(t);
	must_bring(t, INTO_DOMAIN("r", "three"), "a.csv", three, 3, 0, 0);
	must_bring(t, INTO_DOMAIN("s", "two"), "a.csv", three, 3, 0, 0);
	int64_t id = must_bring(t, INTO_DOMAIN("s", "one"), "a.csv", three, 0, 3, 0);
	tmpbank_blueprint(t, "one:100");
	tmpbank_delete(t, "questions/a/two.md");
	tmpbank_delete(t, "questions/a/three.md");
	tmpbank_load(t);
	assert_rows(t, "select slug, own from domain order by slug", "one|0\nthree|1\n");
	assert_true(is_listed(t, "three", 0));
	assert_sound(t);
	must_undo(t, id);
	assert_rows(t, "select slug, own from domain order by slug", "one|0\nthree|1\ntwo|1\n");
	assert_true(is_listed(t, "two", 0));
	assert_int_equal(count_new(t, "two"), 3);
	assert_sound(t);
	/* A set of that name can come. */
	must_bring(t, INTO("three"), "a.csv", three, 3, 0, 0);
	assert_sound(t);
	/* And when the blueprint has them again, they are the exam's. */
	tmpbank_plain(t, 2);
	tmpbank_load(t);
	assert_true(is_listed(t, "two", 30));
	assert_rows(t, "select slug, own from domain order by slug", "one|0\nthree|0\ntwo|0\n");
	assert_sound(t);
}

static void take_entry(void *context, const struct cpc_import_entry *e)
{
	char *text = context;
	size_t at = strlen(text);
	snprintf(text + at, 512 - at, "%d %s %s %zu %zu;", (int)e->id, e->files, e->sets, e->added,
		e->changed);
}

static void what_was_imported(void **state)
{
	struct tmpbank *t = *state;
	struct cpc_import_entry entry;
	struct brought b;
	static const char *const files[][2] = {
		{"x/a.csv", "set,question,option_a,option_b,correct\nu,A?,a,b,A\nv,A?,a,b,A\n"},
		{"b.csv", "set,question,option_a,option_b,correct\nu,B?,a,b,A\n"}};
	struct cpc_import_options o = {.format = "csv"};
	char text[512] = "";
	bring_n(t, &b, o, files, 2);
	assert_int_equal(b.rc, CPC_OK);
	assert_string_equal(b.r.sets, "u, v");
	assert_string_equal(b.r.own_domains, "u, v");
	assert_int_equal(b.r.own, 3);
	int64_t second = must_bring(t, INTO("s"), "c.csv", three, 3, 0, 0);
	assert_int_equal(cpc_import_list(t->c, take_entry, text, &t->err), CPC_OK);
	assert_string_equal(text, "2 c.csv s 3 0;1 x/a.csv\nb.csv u\nv 3 0;");
	assert_int_equal(cpc_import_undo(t->c, second, &entry, &t->err), CPC_OK);
	assert_string_equal(entry.files, "c.csv");
	assert_string_equal(entry.sets, "s");
	assert_int_equal(entry.added, 3);
	assert_int_equal(cpc_import_undo(t->c, second, &entry, &t->err), CPC_NOINPUT);
	assert_string_equal(t->err.text, "there is no import 2; see: cpc import --list");
	assert_int_equal(cpc_import_undo(t->c, 0, &entry, &t->err), CPC_NOINPUT);
	assert_int_equal(cpc_import_undo(t->c, INT64_MIN, &entry, &t->err), CPC_NOINPUT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		tmpbank_test(a_new_set),
		tmpbank_test(into_a_file_without_a_bank),
		tmpbank_test(changes_to_a_set),
		tmpbank_test(questions_of_every_kind),
		tmpbank_test(changes_of_domain),
		tmpbank_test(a_stem_that_was_edited),
		tmpbank_test(answers_in_between_stay),
		tmpbank_test(answers_to_changed_questions),
		tmpbank_test(the_later_one_first),
		tmpbank_test(a_later_one_edited_a_stem),
		tmpbank_test(the_middle_one_of_three),
		tmpbank_test(a_set_that_another_feeds),
		tmpbank_test(a_row_that_was_taken),
		tmpbank_test(the_bank_changed_in_between),
		tmpbank_test(a_domain_left_the_blueprint),
		tmpbank_test(what_was_imported),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
