/*
 * test_import_domain.c - which domain what is imported belongs to; the domains of sets of one's own
 * in study, exams and readiness; imports beside the shipped bank and beside another engine.
 * May use: cpc.h, import.h, exam.h, session.h. Must not know: how names are compared.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "exam.h"
#include "import.h"
#include "session.h"

#define HEAD "question,option_a,option_b,option_c,correct\n"
#define IDS "id,question,option_a,option_b,option_c,correct\n"
#define INTO(name) ((struct cpc_import_options){.set = (name)})

/* A blueprint with the titles of the real one. */
static const char blueprint[] =
	"slug,section,title,n,verified,prefix\n"
	"integumentary,cpt,\"10,000 series: integumentary\",10,1,int\n"
	"cardiopulmonary,cpt,\"30,000 series: respiratory, cardiovascular, hemic\",10,1,car\n"
	"evaluation,cpt,Evaluation and management,10,1,eva\n"
	"laboratory,cpt,Pathology and laboratory,10,1,lab\n"
	"anatomy,anatomy,Anatomy,10,1,ana\n"
	"diagnosis,icd10cm,ICD-10-CM,10,0,dia\n"
	"supplies,hcpcs,HCPCS Level II,10,0,sup\n"
	"twin-a,twins,\"One, shared, odd\",10,0,twa\n"
	"twin-b,twins,\"Two, shared, odd\",10,0,twb\n"
	"odd,other,\"Group 7, x: odd\",10,0,odd\n";

static void real_titles(struct tmpbank *t)
{
	tmpbank_text(t, "blueprint.csv", blueprint);
	tmpbank_text(t, "questions/empty.txt", "");
	tmpbank_load(t);
}

/* Names ------------------------------------------------------------------------------------------
 */

static const struct {
	const char *name, *domain;
} names[] = {
	{"anatomy", "anatomy"},
	{"ANATOMY ", "anatomy"},
	{"E/M", "evaluation"},
	{"E & M", "evaluation"},
	{"Evaluation and Management", "evaluation"},
	{"ICD-10-CM", "diagnosis"},
	{"icd10cm", "diagnosis"},
	{"HCPCS", "supplies"},
	{"hcpcs level ii", "supplies"},
	{"Respiratory", "cardiopulmonary"},
	{"Hemic", "cardiopulmonary"},
	{"10,000 series", "integumentary"},
	{"000 series", "own"},
	{"Pathology", "own"},
	{"PAL", "own"},
	{"P&L", "laboratory"},
	{"cpt", "own"},	   /* several domains of that section */
	{"shared", "own"}, /* two titles list it */
	{"odd", "odd"},	   /* a slug, though other titles list it */
	{"Group 7", "odd"},
	{"x", "odd"},
	{"own", "own"},
	{"my-own", "own"},
	{"nothing", "own"},
	{"\xc3\xa9", "own"},
	{"/", "own"},
};

static void assert_domain(struct tmpbank *t, const char *how, const char *name, const char *domain)
{
	char *found = tmpbank_rows(t, "select domain from question where qid = 'own/q'");
	found[strcspn(found, "\n")] = '\0';
	if (strcmp(found, domain) != 0)
		fail_msg("%s \"%s\": %s, not %s", how, name, found, domain);
	free(found);
}

/* The same name as a domain, as a category, as the inner and the outer level of one, as a tag. */
static void names_of_domains(void **state)
{
	static const char *const ways[] = {
		"\"domain\":\"",
		"\"tags\":[\"x1\",\"",
		"\"tags\":[\"Deck::",
	};
	struct tmpbank *t = *state;
	struct brought b;
	real_titles(t);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		for (size_t way = 0; way < 3; way++) {
			char what[160], text[512];
			snprintf(what, sizeof what, "%s%s%s", ways[way], names[i].name,
				way ? "\"]" : "\"");
			snprintf(text, sizeof text,
				"{\"id\":\"q\",\"stem\":\"S?\",%s,\"choices\":[{\"text\":\"a\","
				"\"key\":true},{\"text\":\"b\"}]}\n",
				what);
			/* A tag ends where a comma stands. */
			if (way > 0 && strchr(names[i].name, ','))
				continue;
			bring(t, &b, INTO("own"), "a.jsonl", text);
			if (b.rc)
				fail_msg("%s\n%s", b.err.text, b.told.text);
			assert_domain(t, ways[way], names[i].name, names[i].domain);
			assert_int_equal(b.r.own, strcmp(names[i].domain, "own") == 0);
			assert_string_equal(b.r.own_domains, b.r.own ? "own" : "");
			must_undo(t, b.r.id);
		}
	}
	assert_sound(t);
}

static void levels_of_a_category(void **state)
{
	static const struct {
		const char *category, *domain;
	} cases[] = {
		{"CPT/Anatomy", "anatomy"},    /* the inner level */
		{"Anatomy/Week 3", "anatomy"}, /* else the outer */
		{"HCPCS/Anatomy", "anatomy"},  /* of two the inner */
		{"Top/Evaluation and management", "evaluation"},
		{"Week 3", "own"},
	};
	struct tmpbank *t = *state;
	struct brought b;
	real_titles(t);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char text[256];
		snprintf(text, sizeof text, "$CATEGORY: $course$/%s\n\n::q::S? {=a ~b ~c}\n",
			cases[i].category);
		bring(t, &b, INTO("own"), "a.gift", text);
		if (b.rc)
			fail_msg("%s\n%s", b.err.text, b.told.text);
		char *found = tmpbank_rows(t, "select domain from question");
		found[strcspn(found, "\n")] = '\0';
		assert_string_equal(found, cases[i].domain);
		free(found);
		must_undo(t, b.r.id);
	}
}

/* --domain is for what says nothing. */
static void what_says_nothing(void **state)
{
	struct tmpbank *t = *state;
	struct brought b;
	struct cpc_import_options o = {.set = "s", .domain = "anatomy"};
	real_titles(t);
	bring(t, &b, o, "a.csv",
		"id,domain,question,option_a,option_b,correct\n1,E/M,A?,a,b,A\n2,,B?,a,b,A\n"
		"3,elsewhere,C?,a,b,A\n4,s,D?,a,b,A\n");
	assert_int_equal(b.rc, CPC_OK);
	assert_rows(t, "select qid, domain from question order by qid",
		"s/1|evaluation\ns/2|anatomy\ns/3|anatomy\ns/4|s\n");
	assert_int_equal(b.r.own, 1);
	assert_sound(t);
}

/* Domains of one's own ---------------------------------------------------------------------------
 */

static void named_like_a_domain_of_the_exam(void **state)
{
	struct tmpbank *t = *state;
	struct brought b;
	real_titles(t);
	bring(t, &b, INTO("anatomy"), "a.csv", HEAD "Q?,a,b,c,A\n");
	assert_int_equal(b.rc, CPC_OK);
	assert_string_equal(b.r.own_domains, "my-anatomy");
	bring(t, &b, INTO("odd"), "a.csv", HEAD "Q?,a,b,c,A\n");
	assert_string_equal(b.r.own_domains, "my-odd");
	bring(t, &b, INTO("hcpcs"), "a.csv", HEAD "Q?,a,b,c,A\n");
	assert_string_equal(b.r.own_domains, "my-hcpcs");
	assert_rows(t, "select slug, title, section, n, own from domain where own order by slug",
		"my-anatomy|Set anatomy|own|6|1\nmy-hcpcs|Set hcpcs|own|6|1\nmy-odd|Set "
		"odd|own|6|1\n");
	/* As an export says it. */
	bring(t, &b, INTO("anatomy"), "b.csv",
		"domain,question,option_a,option_b,correct\nmy-anatomy,R?,a,b,A\n");
	assert_rows(t, "select domain from question where stem = 'R?'", "my-anatomy\n");
	assert_sound(t);
}

static size_t count_domains(struct tmpbank *t)
{
	const struct cpc_domain *domains;
	size_t count;
	assert_int_equal(cpc_domains(t->c, &domains, &count, NULL), CPC_OK);
	return count;
}

/* One row of `domain` each, with its set. */
static char *sets_of(int from, int to)
{
	char *text = NULL;
	size_t size;
	FILE *f = open_memstream(&text, &size);
	assert_non_null(f);
	fputs("set,question,option_a,option_b,correct\n", f);
	for (int i = from; i < to; i++)
		fprintf(f, "set-%02d,Q %d?,a,b,A\n", i, i);
	fclose(f);
	return text;
}

static void as_many_domains_as_can_be(void **state)
{
	struct tmpbank *t = *state;
	struct brought b;
	struct cpc_import_options o = {.partial = true};
	tmpbank_plain(t, 2);
	tmpbank_load(t);
	char *text = sets_of(0, CPC_DOMAINS_MAX - 3);
	must_bring(t, o, "a.csv", text, CPC_DOMAINS_MAX - 3, 0, 0);
	free(text);
	assert_int_equal(count_domains(t), CPC_DOMAINS_MAX);
	assert_sound(t);
	char *before = dump_all(t);
	bring(t, &b, o, "b.csv",
		"set,question,option_a,option_b,correct\nset-01,Q?,a,b,A\nmore,R?,a,b,A\n");
	assert_int_equal(b.rc, CPC_DATA);
	assert_non_null(strstr(b.err.text, "there are 96 domains already, which is the most"));
	assert_same_file(t, before);
	assert_int_equal(count_domains(t), CPC_DOMAINS_MAX);
	/* The set's own is there: more of it is welcome; and into one of the exam anyway. */
	must_bring(t, INTO("set-01"), "b.csv", HEAD "Q?,a,b,c,A\n", 1, 0, 0);
	must_bring(t, (struct cpc_import_options){.set = "more", .domain = "one"}, "b.csv",
		HEAD "Q?,a,b,c,A\n", 1, 0, 0);
	assert_sound(t);
	free(before);
}

/* A blueprint that grows goes before: the last of the own ones waits until there is room. */
static void the_blueprint_grows(void **state)
{
	struct tmpbank *t = *state;
	tmpbank_plain(t, 2);
	tmpbank_load(t);
	char *text = sets_of(0, CPC_DOMAINS_MAX - 3);
	must_bring(t, (struct cpc_import_options){.set = NULL}, "a.csv", text, CPC_DOMAINS_MAX - 3,
		0, 0);
	free(text);
	tmpbank_blueprint(t, "one:50 two:30 three:10 four:10");
	tmpbank_load(t);
	assert_int_equal(count_domains(t), CPC_DOMAINS_MAX);
	assert_sound(t);
	must_bring(t, INTO("set-01"), "b.csv", HEAD "Q?,a,b,c,A\n", 1, 0, 0);
	struct brought b;
	bring(t, &b, INTO("set-92"), "b.csv", HEAD "Q?,a,b,c,A\n");
	assert_int_equal(b.rc, CPC_DATA);
	tmpbank_blueprint(t, "one:50 two:30 three:20");
	tmpbank_load(t);
	must_bring(t, INTO("set-92"), "b.csv", HEAD "Q?,a,b,c,A\n", 1, 0, 0);
	assert_sound(t);
}

static void the_blueprint_takes_a_name(void **state)
{
	struct tmpbank *t = *state;
	tmpbank_blueprint(t, "one:100");
	FILE *f = tmpbank_file(t, "questions/a/one.md", "one");
	tmpbank_question(f, "one-1", "");
	tmpbank_done(t, f);
	tmpbank_load(t);
	int64_t id = must_bring(t, INTO("two"), "a.csv", HEAD "Q?,a,b,c,A\n", 1, 0, 0);
	tmpbank_blueprint(t, "one:60 two:40");
	tmpbank_load(t);
	assert_rows(t, "select slug, n, own from domain order by slug", "one|60|0\ntwo|40|0\n");
	assert_sound(t);
	/* What comes from then on stands beside it. */
	must_bring(t, INTO("two"), "a.csv", HEAD "Q?,a,b,c,A\nR?,a,b,c,A\n", 1, 1, 0);
	assert_rows(t, "select slug, own from domain order by slug", "my-two|1\none|0\ntwo|0\n");
	must_undo(t, 2);
	must_undo(t, id);
	assert_rows(t, "select slug, own from domain order by slug", "one|0\ntwo|0\n");
	assert_sound(t);
}

static void study_asks_and_no_exam_draws(void **state)
{
	struct tmpbank *t = *state;
	struct exam x;
	struct cpc_readiness before, after;
	struct cpc_time now = tmpbank_time(3, 9, 0);
	tmpbank_plain(t, 4);
	tmpbank_load(t);
	assert_int_equal(cpc_readiness(t->c, now, &before, NULL), CPC_OK);
	must_bring(t, INTO("s"), "a.csv",
		HEAD "Right 1?,Right,b,c,A\nRight 2?,Right,b,c,A\nRight 3?,Right,b,c,A\n", 3, 0, 0);
	/* All that is new, by the weights of the domains: the own ones among them. */
	assert_int_equal(
		session_all_right(t, tmpbank_time(0, 9, 0),
			(struct cpc_study_options){.seed = 1, .new_concepts = 100, .limit = 100}),
		15);
	assert_number(t, "select count(*) from review where qid glob 's/*'", 3);
	assert_number(t, "select count(*) from review", 15);
	/* The exam has all of the bank, and nothing else. */
	exam_start(&x, t, exam_time(1, 9, 0), (struct cpc_exam_options){.count = 12, .seed = 1});
	assert_int_equal(x.s.count, 12);
	assert_number(t, "select count(*) from exam_item where domain = 's'", 0);
	exam_free(&x);
	assert_int_equal(cpc_readiness(t->c, now, &after, NULL), CPC_OK);
	assert_int_equal(after.domain_count, before.domain_count);
	for (size_t i = 0; i < after.domain_count; i++)
		assert_int_equal(after.domains[i].fresh, 4);
	assert_sound(t);
}

static void ten_answers_of_ones_own_cover_nothing(void **state)
{
	struct tmpbank *t = *state;
	struct cpc_readiness a, b;
	struct cpc_time now = tmpbank_time(3, 9, 0);
	char *text = NULL;
	size_t size;
	FILE *f = open_memstream(&text, &size);
	tmpbank_plain(t, 2);
	tmpbank_load(t);
	fputs(HEAD, f);
	for (int i = 0; i < 20; i++)
		fprintf(f, "Q %d?,Right,b,c,A\n", i);
	fclose(f);
	assert_int_equal(cpc_readiness(t->c, now, &a, NULL), CPC_OK);
	must_bring(t, INTO("s"), "a.csv", text, 20, 0, 0);
	free(text);
	assert_int_equal(
		session_all_right(t, tmpbank_time(0, 9, 0),
			(struct cpc_study_options){
				.seed = 1, .new_concepts = 100, .limit = 100, .domain = "s"}),
		20);
	assert_int_equal(cpc_readiness(t->c, now, &b, NULL), CPC_OK);
	assert_true(a.now.coverage == b.now.coverage && a.now.expected == b.now.expected &&
		    a.now.chance == b.now.chance && a.now.low == b.now.low);
}

/* Beside the shipped bank ------------------------------------------------------------------------
 */

static void the_shipped_set_is_never_touched(void **state)
{
	struct tmpbank *t = *state;
	struct brought b;
	struct cpc_import_options o = {.partial = true};
	tmpbank_plain(t, 2);
	tmpbank_load(t);
	char *before = dump_all(t);
	bring(t, &b, o, "a.csv",
		"set,id,question,option_a,option_b,correct\ncpc,one-001,Q?,a,b,A\ncpc,x,R?,a,b,"
		"A\n");
	assert_int_equal(b.rc, CPC_OK);
	assert_int_equal(b.r.faults, 1);
	assert_int_equal(b.r.added + b.r.changed, 0);
	assert_string_equal(b.r.sets, "");
	assert_string_equal(b.told.text, "F a.csv 2: the set cpc is the shipped bank; --set gives "
					 "these questions another\n");
	assert_same_file(t, before);
	free(before);
}

static const char of_imports[] = "select * from question where import is not null order by id;"
				 "select * from import order by id;select * from import_before;";

static void bank_and_imports_in_turn(void **state)
{
	struct tmpbank *t = *state;
	tmpbank_plain(t, 2);
	tmpbank_load(t);
	must_bring(t, INTO("s"), "a.csv", IDS "1,A?,a,b,c,A\n2,B?,a,b,c,A\n", 2, 0, 0);
	char *set = tmpbank_dump(t, of_imports);
	tmpbank_plain(t, 3);
	tmpbank_load(t);
	assert_int_equal(t->report.added, 3);
	assert_same_dump(t, of_imports, set);
	/* A file of the bank whose name is that of what was imported. */
	FILE *f = tmpbank_file(t, "a.csv", "one");
	fclose(f);
	tmpbank_delete(t, "questions/a/two.md");
	tmpbank_load(t);
	assert_int_equal(t->report.removed, 3);
	assert_same_dump(t, of_imports, set);
	assert_sound(t);
	char *bank = tmpbank_dump(t,
		"select * from question where import is null order by id;select * from bank_file;");
	must_bring(t, INTO("s"), "a.csv", IDS "1,A!,a,b,c,A\n3,C?,a,b,c,A\n", 1, 1, 0);
	assert_same_dump(t,
		"select * from question where import is null order by id;select * from bank_file;",
		bank);
	tmpbank_load(t);
	assert_false(t->report.changed);
	assert_sound(t);
	free(set);
	free(bank);
}

/* A file of the bank with the path of one that was imported: neither takes the other's. */
static void a_file_of_the_same_path(void **state)
{
	struct tmpbank *t = *state;
	tmpbank_plain(t, 2);
	tmpbank_load(t);
	must_bring(t, INTO("s"), "questions/a/one.md",
		"---\nset: s\ndomain: one\nyear: 2026\n---\n\n## q-1 T\ndifficulty: 1\n\nS?\n\n- "
		"[x] a\n"
		"- [ ] b\n\n> R.\n",
		1, 0, 0);
	tmpbank_exec(t, "update question set path = 'questions/a/one.md' where qid = 's/q-1'");
	tmpbank_delete(t, "questions/a/one.md");
	tmpbank_load(t);
	assert_int_equal(t->report.removed, 2);
	assert_number(t, "select count(*) from question where qid = 's/q-1'", 1);
	assert_sound(t);
}

static void the_bank_takes_the_name_of_a_set(void **state)
{
	struct tmpbank *t = *state;
	tmpbank_plain(t, 2);
	tmpbank_load(t);
	int64_t id = must_bring(t, INTO("extra"), "a.csv", HEAD "Q?,a,b,c,A\n", 1, 0, 0);
	char *before = dump_all(t);
	tmpbank_text(t, "questions/extra.md",
		"---\nset: extra\ndomain: one\nyear: 2026\n---\n\n## q-1 T\ndifficulty: "
		"1\n\nS?\n\n- [x] "
		"a\n- [ ] b\n\n> R.\n");
	assert_int_equal(tmpbank_try_load(t), CPC_DATA);
	assert_int_equal(t->fault_count, 1);
	assert_non_null(strstr(t->faults[0], "the set extra is one that you imported"));
	assert_same_file(t, before);
	must_undo(t, id);
	tmpbank_load(t);
	assert_rows(t, "select slug, origin from question_set order by slug",
		"cpc|shipped\nextra|shipped\n");
	assert_sound(t);
	free(before);
}

/* A domain of a set of one's own is none for the shipped bank. */
static void no_shipped_question_in_a_domain_of_ones_own(void **state)
{
	struct tmpbank *t = *state;
	tmpbank_plain(t, 2);
	tmpbank_load(t);
	must_bring(t, INTO("s"), "a.csv", HEAD "Q?,a,b,c,A\n", 1, 0, 0);
	FILE *f = tmpbank_file(t, "questions/s.md", "s");
	tmpbank_question(f, "s-1", "");
	tmpbank_done(t, f);
	assert_int_equal(tmpbank_try_load(t), CPC_DATA);
	assert_non_null(strstr(t->faults[0], "domain: found \"s\", expected one of blueprint.csv"));
}

/* Two engines ------------------------------------------------------------------------------------
 */

static cpc *another(const struct tmpbank *t)
{
	cpc *c;
	struct cpc_error err;
	if (cpc_open(t->db, &c, &err) != CPC_OK)
		fail_msg("%s", err.text);
	return c;
}

/* What each knows of domains is old by the time it imports. */
static void two_engines_in_turn(void **state)
{
	struct tmpbank *t = *state;
	tmpbank_plain(t, 2);
	tmpbank_load(t);
	cpc *mine = t->c, *other = another(t);
	assert_int_equal(count_domains(t), 3);
	t->c = other;
	assert_int_equal(count_domains(t), 3);
	int64_t id = must_bring(t, INTO("s"), "a.csv", HEAD "Q?,a,b,c,A\n", 1, 0, 0);
	assert_int_equal(count_domains(t), 4);
	t->c = mine;
	must_bring(t, INTO("s"), "b.csv", HEAD "R?,a,b,c,A\n", 1, 0, 0);
	must_undo(t, id);
	must_undo(t, 2);
	t->c = other;
	must_bring(t, INTO("s"), "b.csv", HEAD "R?,a,b,c,A\n", 1, 0, 0);
	t->c = mine;
	must_undo(t, 1);
	t->c = other;
	struct brought b;
	struct cpc_import_options o = {.set = "t", .domain = "s"};
	bring(t, &b, o, "b.csv", HEAD "R?,a,b,c,A\n");
	assert_int_equal(b.rc, CPC_NOINPUT);
	cpc_close(other);
	t->c = mine;
	assert_sound(t);
}

static void another_is_writing(void **state)
{
	struct tmpbank *t = *state;
	struct brought b;
	must_bring(t, INTO("s"), "a.csv", HEAD "Q?,a,b,c,A\n", 1, 0, 0);
	sqlite3 *handle = tmpbank_connect(t->db);
	assert_int_equal(sqlite3_exec(handle, "begin immediate", NULL, NULL, NULL), SQLITE_OK);
	bring(t, &b, INTO("s"), "b.csv", HEAD "R?,a,b,c,A\n");
	assert_int_equal(b.rc, CPC_BUSY);
	assert_string_equal(b.r.sets, "");
	sqlite3_exec(handle, "rollback", NULL, NULL, NULL);
	sqlite3_close(handle);
	must_bring(t, INTO("s"), "b.csv", HEAD "R?,a,b,c,A\n", 1, 0, 0);
	assert_sound(t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		tmpbank_test(names_of_domains),
		tmpbank_test(levels_of_a_category),
		tmpbank_test(what_says_nothing),
		tmpbank_test(named_like_a_domain_of_the_exam),
		tmpbank_test(as_many_domains_as_can_be),
		tmpbank_test(the_blueprint_grows),
		tmpbank_test(the_blueprint_takes_a_name),
		tmpbank_test(study_asks_and_no_exam_draws),
		tmpbank_test(ten_answers_of_ones_own_cover_nothing),
		tmpbank_test(the_shipped_set_is_never_touched),
		tmpbank_test(bank_and_imports_in_turn),
		tmpbank_test(a_file_of_the_same_path),
		tmpbank_test(the_bank_takes_the_name_of_a_set),
		tmpbank_test(no_shipped_question_in_a_domain_of_ones_own),
		tmpbank_test(two_engines_in_turn),
		tmpbank_test(another_is_writing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
