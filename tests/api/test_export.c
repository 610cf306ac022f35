/*
 * test_export.c - what is written of the bank and of the log: which questions, in which order, what
 * was lost, and that it comes back.
 * May use: cpc.h, import.h, session.h. Must not know: how a format is written.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "import.h"
#include "session.h"

#define HEAD "question,option_a,option_b,option_c,correct\n"
#define INTO(name) ((struct cpc_import_options){.set = (name)})

struct written {
	char *text;
	size_t n;
	FILE *f;
	char skipped[1024];
	struct cpc_export_report r;
	struct cpc_error err;
	size_t calls, most; /* of writing; above most the disk is full; 0: never */
};

static int take(void *context, const char *bytes, size_t n, struct cpc_error *err)
{
	struct written *w = context;
	if (w->most && ++w->calls > w->most) {
		snprintf(err->text, sizeof err->text, "no room");
		return err->status = CPC_IO;
	}
	assert_true(n > 0);
	assert_int_equal(fwrite(bytes, 1, n, w->f), n);
	return CPC_OK;
}

static void left_out(void *context, const char *id, const char *reason)
{
	struct written *w = context;
	size_t at = strlen(w->skipped);
	snprintf(w->skipped + at, sizeof w->skipped - at, "%s: %s\n", id, reason);
}

static void open_written(struct written *w)
{
	*w = (struct written){.n = 0};
	w->f = open_memstream(&w->text, &w->n);
	assert_non_null(w->f);
}

static int export(struct tmpbank *t, struct written *w, struct cpc_export_options o)
{
	open_written(w);
	int rc = cpc_export(t->c, &o, take, w, left_out, w, &w->r, &w->err);
	fclose(w->f);
	return rc;
}

/* The ids written, by an export as JSON Lines: "cpc/one-001 s/1 ". */
static void assert_exports(struct tmpbank *t, struct cpc_export_options o, const char *ids)
{
	struct written w;
	char found[2048] = "";
	o.format = "jsonl";
	if (export(t, &w, o) != CPC_OK)
		fail_msg("%s", w.err.text);
	size_t lines = 0;
	for (const char *p = w.text; (p = strstr(p, "\"id\":")); lines++) {
		char id[64], set[64];
		const char *s = strstr(p, "\"set\":");
		assert_non_null(s);
		assert_int_equal(sscanf(p, "\"id\":%*[ ]\"%63[^\"]", id) +
						 sscanf(p, "\"id\":\"%63[^\"]", id) >
					 0,
			1);
		assert_int_equal(sscanf(s, "\"set\":%*[ ]\"%63[^\"]", set) +
						 sscanf(s, "\"set\":\"%63[^\"]", set) >
					 0,
			1);
		size_t at = strlen(found);
		snprintf(found + at, sizeof found - at, "%s/%s ", set, id);
		p = s;
	}
	assert_string_equal(found, ids);
	assert_int_equal(w.r.written, lines);
	free(w.text);
}

static void answer(struct tmpbank *t, const char *match, int day, bool right, bool flag)
{
	const struct cpc_quiz_options o = {.match = match, .seed = 1, .count = 1};
	struct session x = {.now = tmpbank_time(day, 9, 0)};
	size_t found;
	bool on;
	if (cpc_quiz_start(t->c, &o, x.now, &found, &x.s, &x.err) != CPC_OK)
		fail_msg("%s", x.err.text);
	assert_int_equal(found, 1);
	assert_true(session_next(&x));
	if (flag)
		assert_int_equal(cpc_study_flag(x.s, x.now, &on, &x.err), CPC_OK);
	if (right)
		session_right(&x);
	else
		session_wrong(&x);
	session_free(&x);
}

static const char set_s[] = "id,domain,question,option_a,option_b,tags,correct\n"
			    "9,two,Nine?,Right,b,apple,A\n"
			    "1,,One?,Right,b,pear,A\n"
			    "5,one,Five?,Right,b,,A\n";

static void begin(struct tmpbank *t)
{
	tmpbank_plain(t, 2);
	tmpbank_load(t);
	must_bring(t, INTO("s"), "z.csv", set_s, 3, 0, 0);
}

/* Questions --------------------------------------------------------------------------------------
 */

static void which_questions_in_which_order(void **state)
{
	struct tmpbank *t = *state;
	begin(t);
	/* Set by set, file by file, as they stand there. */
	assert_exports(t, (struct cpc_export_options){.raw = true},
		"cpc/one-001 cpc/one-002 cpc/three-001 cpc/three-002 cpc/two-001 cpc/two-002 s/9 "
		"s/1 "
		"s/5 ");
	assert_exports(t, (struct cpc_export_options){.set = "s"}, "s/9 s/1 s/5 ");
	assert_exports(
		t, (struct cpc_export_options){.domain = "one"}, "cpc/one-001 cpc/one-002 s/5 ");
	assert_exports(t, (struct cpc_export_options){.domain = "s"}, "s/1 ");
	assert_exports(t, (struct cpc_export_options){.set = "s", .domain = "two"}, "s/9 ");
	/* In stem, choices, tags, codes. */
	assert_exports(t, (struct cpc_export_options){.match = "^Nine|pear"}, "s/9 s/1 ");
	assert_exports(
		t, (struct cpc_export_options){.match = "Wrong 3 of two-002"}, "cpc/two-002 ");
	answer(t, "Five", 0, false, true);
	answer(t, "Nine", 0, false, false);
	answer(t, "Nine", 1, true, false);
	answer(t, "Stem of two-001", 1, false, true);
	assert_exports(t, (struct cpc_export_options){.flagged = true}, "cpc/two-001 s/5 ");
	assert_exports(t, (struct cpc_export_options){.missed = true}, "cpc/two-001 s/5 ");
	assert_exports(t, (struct cpc_export_options){.missed = true, .flagged = true, .set = "s"},
		"s/5 ");
	/* A question that came between others of the file stands behind those of its place. */
	must_bring(t, INTO("s"), "z.csv",
		"id,domain,question,option_a,option_b,tags,correct\n9,two,Nine?,Right,b,apple,A\n"
		"7,two,New?,Right,b,,A\n1,,One?,Right,b,pear,A\n5,one,Five!,Right,b,,A\n",
		1, 1, 2);
	assert_exports(t, (struct cpc_export_options){.set = "s"}, "s/9 s/1 s/7 s/5 ");
}

static void what_cannot_be(void **state)
{
	static const struct {
		struct cpc_export_options o;
		int rc;
		const char *text;
	} cases[] = {
		{{.format = "aikn"}, CPC_NOINPUT, "did you mean \"aiken\"?"},
		{{.format = "csv", .set = "S"}, CPC_NOINPUT, "no set is called \"S\""},
		{{.format = "csv", .domain = "tow"}, CPC_NOINPUT, "did you mean \"two\"?"},
		{{.format = "csv", .match = "("}, CPC_DATA, ""},
		{{.format = "csv", .match = "nowhere"}, CPC_NOINPUT,
			"there is no question to write"},
		{{.format = "csv", .flagged = true}, CPC_NOINPUT, "there is no question to write"},
		{{.format = "aiken", .set = "typed"}, CPC_NOINPUT,
			"nothing was written: aiken can say none of what was found"},
	};
	struct tmpbank *t = *state;
	begin(t);
	must_bring(t, INTO("typed"), "a.txt", "ape\tmonkey\n", 1, 0, 0);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct written w;
		assert_int_equal(export(t, &w, cases[i].o), cases[i].rc);
		assert_int_equal(w.err.status, cases[i].rc);
		if (!strstr(w.err.text, cases[i].text))
			fail_msg("%s, not %s", w.err.text, cases[i].text);
		free(w.text);
	}
	/* Nobody who looks; a disk that is full at once, and later. */
	struct cpc_export_options o = {.format = "jsonl"};
	for (size_t most = 1; most < 4; most++) {
		struct written w;
		open_written(&w);
		w.most = most;
		assert_int_equal(cpc_export(t->c, &o, take, &w, NULL, NULL, NULL, NULL), CPC_IO);
		w.calls = 0;
		assert_int_equal(cpc_export(t->c, &o, take, &w, NULL, NULL, NULL, &w.err), CPC_IO);
		assert_string_equal(w.err.text, "no room");
		fclose(w.f);
		free(w.text);
	}
	struct written w;
	open_written(&w);
	assert_int_equal(cpc_export(t->c, &o, take, &w, NULL, NULL, NULL, NULL), CPC_OK);
	fclose(w.f);
	assert_true(w.n > 0);
	free(w.text);
}

/* Counted of what was written alone. */
static void what_was_lost(void **state)
{
	struct tmpbank *t = *state;
	struct written w;
	begin(t);
	must_bring(t, INTO("typed"), "a.txt", "ape\tmonkey\n", 1, 0, 0);
	struct cpc_export_options o = {.format = "markdown"};
	assert_int_equal(export(t, &w, o), CPC_OK);
	assert_int_equal(w.r.written, 10);
	assert_int_equal(w.r.skipped, 0);
	assert_string_equal(w.r.lost, "");
	free(w.text);
	o.format = "aiken";
	assert_int_equal(export(t, &w, o), CPC_OK);
	assert_int_equal(w.r.written, 9);
	assert_int_equal(w.r.skipped, 1);
	assert_string_equal(w.r.lost, "ids (9), sets (9), domains (9), years (9), titles (9), "
				      "difficulties (6), tags (2), rules (6), rationales (6)");
	assert_memory_equal(w.skipped, "typed/stem-", 11);
	assert_non_null(strstr(w.skipped, ": aiken has no questions of the kind typed\n"));
	free(w.text);
}

static void what_is_exported_comes_back(void **state)
{
	static const char *const formats[] = {"markdown", "json", "jsonl", "csv", "tsv"};
	static const char content[] =
		"select qid, domain, concept, year, difficulty, basis, source, payer, pool, "
		"reviewed, "
		"title, stem, rule, hash, kind, codes, tags from question order by qid;"
		"select slug, own from domain order by slug;"
		"select q.qid, c.pos, c.kind, c.is_key, c.text, c.rationale from question q join "
		"choice c on c.question_id = q.id order by 1, 2;";
	struct tmpbank *t = *state;
	begin(t);
	/* Its own domain is called otherwise than the set. */
	must_bring(t, INTO("one"), "a.txt", "ape\tmonkey\n=1+1\t\"x\"\n", 2, 0, 0);
	char *before = tmpbank_dump(t, content);
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
		struct written w, x;
		struct brought b;
		struct cpc_export_options o = {.format = formats[i], .set = "s"};
		assert_int_equal(export(t, &w, o), CPC_OK);
		o.set = "one";
		assert_int_equal(export(t, &x, o), CPC_OK);
		/* Known again, all of it. */
		bring(t, &b, (struct cpc_import_options){.format = formats[i]}, "back", w.text);
		assert_int_equal(b.r.unchanged, 3);
		bring(t, &b, (struct cpc_import_options){.format = formats[i]}, "back", x.text);
		if (b.r.unchanged != 2)
			fail_msg("%s: %s\n%s", formats[i], b.told.text, x.text);
		/* And after all was gone. */
		tmpbank_exec(t,
			"pragma foreign_keys = on; delete from import; delete from question "
			"where import is not null; delete from domain where own; delete from "
			"question_set where origin = 'import'; insert into question_fts "
			"(question_fts) values ('rebuild')");
		tmpbank_reopen(t);
		bring(t, &b, (struct cpc_import_options){.format = formats[i]}, "back", w.text);
		assert_int_equal(b.r.added, 3);
		bring(t, &b, (struct cpc_import_options){.format = formats[i]}, "back", x.text);
		assert_int_equal(b.r.added, 2);
		assert_same_dump(t, content, before);
		assert_sound(t);
		free(w.text);
		free(x.text);
	}
	free(before);
}

/* Each domain of the shipped bank is the file that it was read from. */
static void the_shipped_bank_byte_for_byte(void **state)
{
	struct tmpbank *t = *state;
	if (cpc_bank_load(t->c, SOURCE_DIR "/questionbank", tmpbank_time(0, 9, 0), NULL, NULL,
		    &t->report, &t->err) != CPC_OK)
		fail_msg("%s", t->err.text);
	must_bring(t, INTO("mine"), "z.csv", HEAD "Q?,a,b,c,A\n", 1, 0, 0);
	char *rows = tmpbank_rows(
		t, "select distinct domain, path from question where import is null order by 1");
	size_t files = 0;
	for (char *line = rows, *end; (end = strchr(line, '\n')); line = end + 1, files++) {
		char domain[64], path[256], full[1024];
		struct written w;
		struct stat st;
		assert_int_equal(sscanf(line, "%63[^|]|%255[^\n]", domain, path), 2);
		struct cpc_export_options o = {
			.format = "markdown", .set = "cpc", .domain = domain};
		assert_int_equal(export(t, &w, o), CPC_OK);
		snprintf(full, sizeof full, "%s/questionbank/%s", SOURCE_DIR, path);
		FILE *f = fopen(full, "rb");
		assert_non_null(f);
		assert_int_equal(fstat(fileno(f), &st), 0);
		char *bytes = malloc((size_t)st.st_size);
		assert_non_null(bytes);
		assert_int_equal(fread(bytes, 1, (size_t)st.st_size, f), st.st_size);
		fclose(f);
		if (w.n != (size_t)st.st_size || memcmp(w.text, bytes, w.n) != 0)
			fail_msg("%s is not what the export of its domain is", path);
		free(bytes);
		free(w.text);
	}
	assert_in_range(files, 18, 100);
	free(rows);
}

/* The log ----------------------------------------------------------------------------------------
 */

typedef int export_of_log(
	cpc *c, cpc_export_out *write, void *context, size_t *count, struct cpc_error *err);

static size_t export_log(struct tmpbank *t, export_of_log *how, struct written *w)
{
	size_t count = 99;
	open_written(w);
	if (how(t->c, take, w, &count, &w->err) != CPC_OK)
		fail_msg("%s", w->err.text);
	fclose(w->f);
	return count;
}

/* What SQLite makes of one of the lines; the caller frees it. */
static char *of_json(const char *lines, size_t index, const char *path)
{
	sqlite3 *db;
	sqlite3_stmt *stmt;
	for (; index > 0; index--)
		lines = strchr(lines, '\n') + 1;
	assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(db, "select ?1 ->> ?2", -1, &stmt, NULL), SQLITE_OK);
	sqlite3_bind_text(stmt, 1, lines, (int)strcspn(lines, "\n"), SQLITE_TRANSIENT);
	sqlite3_bind_text(stmt, 2, path, -1, SQLITE_TRANSIENT);
	if (sqlite3_step(stmt) != SQLITE_ROW)
		fail_msg("%.*s", (int)strcspn(lines, "\n"), lines);
	const char *text = (const char *)sqlite3_column_text(stmt, 0);
	char *copy = strdup(text ? text : "null");
	sqlite3_finalize(stmt);
	sqlite3_close(db);
	return copy;
}

#define assert_json(lines, index, path, expected)                                                  \
	do {                                                                                       \
		char *found_ = of_json(lines, index, path);                                        \
		assert_string_equal(found_, expected);                                             \
		free(found_);                                                                      \
	} while (0)

static void an_empty_log(void **state)
{
	struct tmpbank *t = *state;
	struct written w;
	assert_int_equal(export_log(t, cpc_export_log, &w), 0);
	assert_int_equal(w.n, 0);
	free(w.text);
	assert_int_equal(export_log(t, cpc_export_reviews, &w), 0);
	assert_string_equal(w.text, "card_id,review_time,review_rating,review_state,"
				    "review_duration,question,right\n");
	free(w.text);
}

static const char odd[] =
	"{\"id\":\"1\",\"stem\":\"Typed?\",\"concept\":\"a, \\\"b\\\"\",\"answers\":[{\"text\":"
	"\"x\"}]}\n";

static void odd_values(void **state)
{
	static const char typed[] = "\"q\" \\ \t \xc3\xa9 \x1b[31m \x7f , ;";
	struct tmpbank *t = *state;
	struct written w;
	struct session x = {.now = tmpbank_time(0, 9, 0)};
	const struct cpc_quiz_options o = {.set = "s", .seed = 1, .count = 1};
	size_t found;
	must_bring(t, INTO("s"), "a.jsonl", odd, 1, 0, 0);
	assert_int_equal(
		cpc_setting_set(t->c, "retention", "0.85", tmpbank_time(0, 8, 0), &t->err), CPC_OK);
	assert_int_equal(cpc_quiz_start(t->c, &o, x.now, &found, &x.s, &x.err), CPC_OK);
	assert_true(session_next(&x));
	session_answer(&x, (struct cpc_answer){.choice = -1, .text = typed});
	session_free(&x);
	assert_int_equal(export_log(t, cpc_export_log, &w), 2);
	assert_json(w.text, 0, "$.kind", "config");
	assert_json(w.text, 0, "$.body.value", "0.85");
	assert_json(w.text, 1, "$.format", "1");
	assert_json(w.text, 1, "$.seq", "2");
	assert_json(w.text, 1, "$.subject", "s/1");
	assert_json(w.text, 1, "$.body.text", typed);
	assert_json(w.text, 1, "$.body.concept", "s:a, \"b\"");
	free(w.text);
	/* The concept is one cell. */
	assert_int_equal(export_log(t, cpc_export_reviews, &w), 1);
	const char *row = strchr(w.text, '\n') + 1;
	char wanted[128];
	snprintf(wanted, sizeof wanted, "\"s:a, \"\"b\"\"\",%lld,1,0,10000,s/1,0\n",
		(long long)tmpbank_time(0, 9, 0).at_ms + 10000);
	assert_string_equal(row, wanted);
	free(w.text);
}

/* More than is kept before it goes out; a disk that is full; what was taken back is no answer. */
static void a_long_log(void **state)
{
	struct tmpbank *t = *state;
	struct written w;
	size_t count;
	begin(t);
	for (int i = 0; i < 5; i++)
		answer(t, "Five", i, i % 2, false);
	tmpbank_exec(t,
		"with recursive n (i) as (select 1 union all select i + 1 from n where i < 900) "
		"insert into event (device, seq, at_ms, tz_min, kind, subject, body) select "
		"'zz', i, i, 0, 'config', 'k', json_object('value', printf('%0100d', i)) from n");
	assert_int_equal(export_log(t, cpc_export_log, &w), 905);
	assert_true(w.n > 100000);
	assert_json(w.text, 899, "$.seq", "900"); /* in the order of time, not of devices */
	assert_json(w.text, 900, "$.kind", "answer");
	free(w.text);
	assert_int_equal(export_log(t, cpc_export_reviews, &w), 5);
	size_t lines = 0, first = 0;
	for (const char *p = strchr(w.text, '\n') + 1; *p; p = strchr(p, '\n') + 1, lines++) {
		char rating, state_, right;
		assert_int_equal(
			sscanf(p, "s/5,%*[0-9],%c,%c,10000,s/5,%c\n", &rating, &state_, &right), 3);
		assert_int_equal(right, lines % 2 ? '1' : '0');
		assert_int_equal(rating > '1', right == '1');
		assert_int_equal(state_, lines == 0 ? '0' : '2');
		first += state_ == '0';
	}
	assert_int_equal(lines, 5);
	assert_int_equal(first, 1);
	free(w.text);
	open_written(&w);
	w.most = 1;
	assert_int_equal(cpc_export_log(t->c, take, &w, &count, &w.err), CPC_IO);
	w.calls = 0;
	assert_int_equal(cpc_export_log(t->c, take, &w, &count, NULL), CPC_IO);
	fclose(w.f);
	free(w.text);
	struct session x = {.now = tmpbank_time(9, 9, 0)};
	const struct cpc_quiz_options o = {.match = "Five", .seed = 1, .count = 1};
	assert_int_equal(cpc_quiz_start(t->c, &o, x.now, &count, &x.s, &x.err), CPC_OK);
	assert_true(session_next(&x));
	session_right(&x);
	session_undo(&x);
	session_free(&x);
	assert_int_equal(export_log(t, cpc_export_reviews, &w), 5);
	free(w.text);
	assert_int_equal(export_log(t, cpc_export_log, &w), 907);
	free(w.text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		tmpbank_test(which_questions_in_which_order),
		tmpbank_test(what_cannot_be),
		tmpbank_test(what_was_lost),
		tmpbank_test(what_is_exported_comes_back),
		tmpbank_test(the_shipped_bank_byte_for_byte),
		tmpbank_test(an_empty_log),
		tmpbank_test(odd_values),
		tmpbank_test(a_long_log),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
