/*
 * test_import.c - which question is which when a set comes again: by its id, its stem, its choices;
 * what an edit keeps.
 * May use: cpc.h, import.h, session.h. Must not know: how questions are stored beyond their tables.
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
#define PLAIN ((struct cpc_import_options){.format = NULL})
#define INTO(name) ((struct cpc_import_options){.set = (name)})

/* All bytes of the learner's file; the caller frees them. */
static char *read_file(const struct tmpbank *t, size_t *n)
{
	FILE *f = fopen(t->db, "rb");
	assert_non_null(f);
	char *bytes = malloc(1 << 22);
	assert_non_null(bytes);
	*n = fread(bytes, 1, 1 << 22, f);
	assert_in_range(*n, 1, (1 << 22) - 1);
	fclose(f);
	return bytes;
}

/* One question of the set is asked and answered; flagged too when `flagged`. */
static void answer_one(struct tmpbank *t, const char *set, const char *match, int day, bool flagged)
{
	const struct cpc_quiz_options o = {.set = set, .match = match, .seed = 1, .count = 1};
	struct session x = {.now = tmpbank_time(day, 9, 0)};
	size_t found;
	bool on;
	if (cpc_quiz_start(t->c, &o, x.now, &found, &x.s, &x.err) != CPC_OK)
		fail_msg("%s", x.err.text);
	assert_true(session_next(&x));
	if (flagged)
		assert_int_equal(cpc_study_flag(x.s, x.now, &on, &x.err), CPC_OK);
	session_answer(&x, (struct cpc_answer){.choice = 0, .text = "x"});
	session_free(&x);
}

/* The same again ---------------------------------------------------------------------------------
 */

static void same_file_twice_writes_nothing(void **state)
{
	static const char *const files[][2] = {
		{"sheet.csv", HEAD "What is 1?,one,two,three,A\nWhat is 2?,one,two,three,B\n"},
		{"quiz.txt", "What is it?\nA) this\nB) that\nANSWER: B\n\nAnd this?\nA) this\nB) "
			     "that\nANSWER: A\n"},
		{"own.md", "---\nset: own\ndomain: one\nyear: 2025\n---\n\n## a-1 Title\n"
			   "difficulty: 1\nconcept: x\ncodes: 99213, 10060\ntags: b, a\n\nStem?\n\n"
			   "- [x] yes\n- [ ] no\n\n> Rule.\n"},
		{"set.jsonl", "{\"id\":\"j 1\",\"stem\":\"S?\",\"choices\":[{\"text\":\"a\","
			      "\"key\":true},{\"text\":\"b\"}]}\n"},
	};
	struct tmpbank *t = *state;
	tmpbank_plain(t, 2);
	tmpbank_load(t);
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		struct brought b;
		size_t n, after_n;
		bring(t, &b, PLAIN, files[i][0], files[i][1]);
		if (b.rc)
			fail_msg("%s: %s\n%s", files[i][0], b.err.text, b.told.text);
		assert_true(b.r.added > 0);
		char set[64];
		snprintf(set, sizeof set, "%s", b.r.sets);
		char *bytes = read_file(t, &n);
		must_bring(t, PLAIN, files[i][0], files[i][1], 0, 0, b.r.added);
		/* Also under another name, when it goes to the same set. */
		must_bring(t, INTO(set), "other.file", files[i][1], 0, 0, b.r.added);
		char *after = read_file(t, &after_n);
		assert_int_equal(n, after_n);
		assert_memory_equal(bytes, after, n);
		free(bytes);
		free(after);
	}
	assert_sound(t);
}

static void next_year_the_same_file_is_unchanged(void **state)
{
	struct tmpbank *t = *state;
	struct brought b;
	const char *text = HEAD "What is 1?,one,two,three,A\n";
	struct import_text in = {text, 0};
	const struct cpc_import_file file = {"sheet.csv", import_more, &in};
	must_bring(t, PLAIN, "sheet.csv", text, 1, 0, 0);
	assert_number(t, "select year from question", 2026);
	struct cpc_import_options o = PLAIN;
	assert_int_equal(
		cpc_import(t->c, &o, &file, 1, tmpbank_time(400, 9, 0), NULL, &b.r, NULL), CPC_OK);
	assert_int_equal(b.r.unchanged, 1);
	assert_int_equal(b.r.id, 0);
}

/* Edits ------------------------------------------------------------------------------------------
 */

static const char history[] = "select * from card order by concept;"
			      "select * from review order by device, seq;"
			      "select * from flag order by qid;"
			      "select * from event order by device, seq;";

static void edited_question_keeps_history_and_place(void **state)
{
	struct tmpbank *t = *state;
	must_bring(t, INTO("s"), "a.csv",
		IDS "1,First?,a,b,c,A\n2,Second?,a,b,c,B\n3,Third?,a,b,c,C\n", 3, 0, 0);
	answer_one(t, "s", "Second", 0, true);
	answer_one(t, "s", "First", 1, false);
	char *before = tmpbank_dump(t, history);
	must_bring(t, INTO("s"), "a.csv",
		IDS "1,First?,a,b,c,A\n2,Another stem?,x,y,z,C\n3,Third?,a,b,c,C\n", 0, 1, 2);
	assert_same_dump(t, history, before);
	assert_rows(t, "select qid, path, ord, stem from question order by path, ord",
		"s/1|a.csv|0|First?\ns/2|a.csv|1|Another stem?\ns/3|a.csv|2|Third?\n");
	assert_rows(t, "select active from card", "1\n1\n");
	assert_number(t, "select count(*) from question_fts where question_fts match 'second'", 0);
	assert_number(t, "select count(*) from question_fts where question_fts match 'another'", 1);
	assert_sound(t);
	free(before);
}

static void edited_stem_without_id_keeps_history(void **state)
{
	struct tmpbank *t = *state;
	must_bring(t, PLAIN, "a.csv", HEAD "Frst?,a,b,c,A\nSecond?,d,e,f,B\n", 2, 0, 0);
	answer_one(t, "import", "Frst", 0, true);
	char *before = tmpbank_dump(t, history);
	char *ids = tmpbank_dump(t, "select qid from question order by qid;");
	must_bring(t, PLAIN, "a.csv", HEAD "First?,a,b,c,A\nSecond?,d,e,f,B\n", 0, 1, 1);
	assert_same_dump(t, history, before);
	assert_same_dump(t, "select qid from question order by qid;", ids);
	assert_rows(t, "select stem, concept = qid from question order by path, ord",
		"First?|1\nSecond?|1\n");
	assert_rows(t, "select active from card", "1\n");
	/* From then on that is its text. */
	must_bring(t, PLAIN, "a.csv", HEAD "First?,a,b,c,A\nSecond?,d,e,f,B\n", 0, 0, 2);
	assert_sound(t);
	free(before);
	free(ids);
}

/* Of two that lost their stems it is not known which is which. */
static void ambiguous_pairs_stay_new(void **state)
{
	struct tmpbank *t = *state;
	must_bring(t, PLAIN, "a.csv", HEAD "Old 1?,a,b,c,A\nOld 2?,a,b,c,A\n", 2, 0, 0);
	must_bring(t, PLAIN, "a.csv", HEAD "New 1?,a,b,c,A\n", 1, 0, 0);
	must_bring(t, PLAIN, "b.csv", HEAD "Old 3?,d,b,c,A\n", 1, 0, 0);
	must_bring(t, PLAIN, "b.csv", HEAD "New 3?,d,b,c,A\nNew 4?,d,b,c,A\n", 2, 0, 0);
	assert_number(t, "select count(*) from question", 6);
	assert_sound(t);
}

/* What many questions of a set have as choices says nothing of one of them. */
static void common_choices_tell_nobody(void **state)
{
	struct tmpbank *t = *state;
	must_bring(t, PLAIN, "a.csv", HEAD "P?,yes,no,maybe,A\nQ?,yes,no,maybe,A\n", 2, 0, 0);
	/* Q went, R came, and P, with the same choices, is there still. */
	must_bring(t, PLAIN, "a.csv", HEAD "P?,yes,no,maybe,A\nR?,yes,no,maybe,A\n", 1, 0, 1);
	must_bring(t, PLAIN, "b.csv", HEAD "It is so.,true,false,,A\n", 1, 0, 0);
	must_bring(t, PLAIN, "b.csv", HEAD "It is otherwise.,true,false,,A\n", 1, 0, 0);
	assert_number(t, "select count(*) from question", 5);
	assert_sound(t);
}

/* Two sheets of one set: a question of the first is not the second's that has its choices. */
static void another_file_edits_nothing(void **state)
{
	struct tmpbank *t = *state;
	must_bring(t, INTO("s"), "week1.csv", HEAD "One?,a,b,c,A\n", 1, 0, 0);
	must_bring(t, INTO("s"), "week2.csv", HEAD "Two?,a,b,c,A\n", 1, 0, 0);
	assert_rows(t, "select stem from question order by path", "One?\nTwo?\n");
	assert_sound(t);
}

static void same_stem_with_other_choices(void **state)
{
	struct tmpbank *t = *state;
	static const char a[] = "Which is right?,a,b,c,A\n", b[] = "Which is right?,d,e,f,B\n";
	char text[256];
	snprintf(text, sizeof text, HEAD "%s%s", a, b);
	must_bring(t, PLAIN, "a.csv", text, 2, 0, 0);
	must_bring(t, PLAIN, "a.csv", text, 0, 0, 2);
	char *rows = tmpbank_dump(t, "select qid, hash from question order by qid;");
	/* In the other order, and one of them alone. */
	snprintf(text, sizeof text, HEAD "%s%s", b, a);
	must_bring(t, PLAIN, "a.csv", text, 0, 0, 2);
	snprintf(text, sizeof text, HEAD "%s", b);
	must_bring(t, PLAIN, "a.csv", text, 0, 0, 1);
	assert_same_dump(t, "select qid, hash from question order by qid;", rows);
	/* The first edited, beside the second. */
	snprintf(text, sizeof text, HEAD "%s%s", b, "Which is right?,a,b,x,A\n");
	must_bring(t, PLAIN, "a.csv", text, 0, 1, 1);
	assert_rows(t,
		"select qid glob '*-2', group_concat(text, '') from question q join choice c on "
		"c.question_id = q.id group by qid order by qid",
		"0|abx\n1|def\n");
	assert_sound(t);
	free(rows);
}

static void same_question_twice_in_a_file(void **state)
{
	struct tmpbank *t = *state;
	struct brought b;
	bring(t, &b, PLAIN, "a.csv", HEAD "Q?,a,b,c,A\nR?,a,b,c,B\nQ?,a,b,c,A\n");
	assert_int_equal(b.rc, CPC_OK);
	assert_int_equal(b.r.read, 3);
	assert_int_equal(b.r.added, 2);
	assert_int_equal(b.r.skipped, 1);
	assert_string_equal(
		b.told.text, "S a.csv 4: the same question stands in this import before\n");
	bring(t, &b, INTO("ids"), "b.csv", IDS "x,Q?,a,b,c,A\nx,R?,a,b,c,A\n");
	assert_int_equal(b.rc, CPC_DATA);
	assert_string_equal(b.told.text, "F b.csv 3: found the id x a second time in this import, "
					 "with another content\n");
	assert_number(t, "select count(*) from question", 2);
	assert_sound(t);
}

/* Ids ---------------------------------------------------------------------------------------------
 */

static void ids_that_are_no_slugs(void **state)
{
	struct tmpbank *t = *state;
	char text[1024], long_id[91], longer[91];
	memset(long_id, 'a', 90);
	long_id[90] = '\0';
	memcpy(longer, long_id, sizeof longer);
	longer[89] = 'b';
	snprintf(text, sizeof text,
		IDS "Q 1,1?,a,b,c,A\nq-1,2?,a,b,c,A\nq.1,3?,a,b,c,A\nq/1,4?,a,b,c,A\n"
		    "???,5?,a,b,c,A\n!!!,6?,a,b,c,A\n%s,7?,a,b,c,A\n%s,8?,a,b,c,A\n"
		    "\"ä, ö\",9?,a,b,c,A\nX9,10?,a,b,c,A\n-,11?,a,b,c,A\n",
		long_id, longer);
	must_bring(t, INTO("s"), "a.csv", text, 11, 0, 0);
	must_bring(t, INTO("s"), "a.csv", text, 0, 0, 11);
	assert_number(t,
		"select count(*) from question where qid glob 's/[a-z0-9]*' and "
		"substr(qid, 3) not glob '*[^a-z0-9-]*' and length(qid) between 3 and 66",
		11);
	assert_rows(t, "select stem from question where qid in ('s/q-1', 's/x9') order by ord",
		"2?\n10?\n");
	/* What is exported has the ids by which it is known. */
	must_bring(t, INTO("s"), "b.csv", IDS "x9,10?,a,b,c,A\n", 0, 0, 1);
	assert_sound(t);
}

static void ids_of_the_same_letters(void **state)
{
	struct tmpbank *t = *state;
	struct brought b;
	must_bring(t, INTO("s"), "a.csv", IDS "a b,1?,a,b,c,A\na-b,2?,a,b,c,A\na_b,3?,a,b,c,A\n", 3,
		0, 0);
	/* Case alone is none: told, and not taken for one. */
	bring(t, &b, INTO("s"), "b.csv", IDS "Ab,1?,a,b,c,A\naB,2?,a,b,c,A\n");
	assert_int_equal(b.rc, CPC_DATA);
	assert_int_equal(b.r.faults, 1);
	assert_non_null(strstr(b.told.text, "the id ab a second time"));
	assert_sound(t);
}

/* More text than is kept for the index at once, in rows with gaps: edits among what is new, what is
 * the same among both. */
static void the_index_knows_every_word(void **state)
{
	struct tmpbank *t = *state;
	for (int turn = 0; turn < 3; turn++) {
		char *text = NULL;
		size_t size;
		FILE *f = open_memstream(&text, &size);
		assert_non_null(f);
		fputs(IDS, f);
		for (int i = 1; i <= 150 + 50 * turn; i++) {
			fprintf(f, "%d,\"turn%d \\ \"\"no%d\"\" \x01\x7f \xc3\xa9", i,
				i % 3 ? 0 : turn, i);
			for (int k = 0; k < 2000; k++)
				fputs(k % 7 ? " word" : "\n\tline", f);
			fputs("\",a,b,c,A\n", f);
		}
		fclose(f);
		assert_in_range(size, 1500000, 8000000);
		must_bring(t, INTO("s"), "a.csv", text, turn ? 50 : 150, turn ? 34 + 16 * turn : 0,
			turn ? 66 + 34 * turn : 0);
		assert_sound(t);
		free(text);
	}
	assert_number(t, "select count(*) from question_fts where question_fts match 'no6'", 1);
	assert_number(t, "select count(*) from question_fts where question_fts match 'turn1'", 0);
	assert_number(t, "select count(*) from question_fts where question_fts match 'turn2'", 83);
	must_undo(t, 3);
	must_undo(t, 2);
	assert_sound(t);
	assert_number(t, "select count(*) from question_fts where question_fts match 'turn0'", 150);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		tmpbank_test(same_file_twice_writes_nothing),
		tmpbank_test(next_year_the_same_file_is_unchanged),
		tmpbank_test(edited_question_keeps_history_and_place),
		tmpbank_test(edited_stem_without_id_keeps_history),
		tmpbank_test(ambiguous_pairs_stay_new),
		tmpbank_test(common_choices_tell_nobody),
		tmpbank_test(another_file_edits_nothing),
		tmpbank_test(same_stem_with_other_choices),
		tmpbank_test(same_question_twice_in_a_file),
		tmpbank_test(ids_that_are_no_slugs),
		tmpbank_test(ids_of_the_same_letters),
		tmpbank_test(the_index_knows_every_word),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
