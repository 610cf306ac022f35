/*
 * test_json.c - JSON and JSON Lines: keys, shapes, lines, and what is refused.
 * May use: formats, base. Must not know: the bank.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>

#include "base/rng.h"
#include "formats/json_question.h"
#include "formats/json_scan.h"
#include "unit/formats/samples.h"

#define Q(id)                                                                                      \
	"{\"id\":\"" id "\",\"stem\":\"S\",\"choices\":[{\"text\":\"a\",\"key\":true},"            \
	"{\"text\":\"b\"}]}"

#define told(f, text, lines) told_at(f, text, lines, __LINE__)

/* What is told of the text, behind the ids of the questions that were given: "one two|F 1: ...". */
static void told_at(const struct format *f, struct str text, const char *expected, int line)
{
	struct trip t;
	struct buf found = BUF_INIT;
	trip_read(&t, f, text, NULL);
	for (size_t i = 0; i < t.n; i++)
		buf_printf(&found, "%s%s", i ? " " : "", t.items[i].q.slug);
	buf_printf(&found, "|%s", buf_text(&t.told));
	if (strcmp(buf_text(&found), expected) != 0)
		print_error("line %d:\n%s", line, buf_text(&found));
	assert_string_equal(buf_text(&found), expected);
	told_within(&t, text);
	trip_release(&t);
	buf_release(&found);
}

#define T(literal) ((struct str){literal, sizeof(literal) - 1})

static void there_and_back(void **state)
{
	(void)state;
	samples_there_and_back(&format_json, true);
	samples_there_and_back(&format_jsonl, true);
}

static void all_kinds_and_parts(void **state)
{
	struct format_item item = sample_full();
	(void)state;
	assert_int_equal(format_parts(&item), PART_ALL);
	assert_int_equal(format_json.holds, PART_ALL);
	assert_int_equal(format_jsonl.holds, PART_ALL);
	assert_int_equal(format_json.kinds, QUESTION_KINDS_ALL);
}

static void written(void **state)
{
	struct format_item items[2] = {
		sample_of("a-1", "T", "S\n\x1b\"\\\t\303\251"), sample_full()};
	struct buf out = BUF_INIT;
	(void)state;
	items[0].year = 0;
	items[0].set = items[0].domain = "";
	sample_add(&items[0], sample_choice(CHOICE_ACCEPT, true, "x", ""));
	sample_add(&items[0], sample_choice(CHOICE_PATTERN, true, "y", "w"));
	trip_write(&format_jsonl, items, 1, NULL, &out, NULL);
	assert_string_equal(buf_text(&out),
		"{\"format\":1,\"id\":\"a-1\",\"title\":\"T\",\"kind\":\"typed\",\"difficulty\":2,"
		"\"stem\":\"S\\n\\u001b\\\"\\\\\\t\303\251\",\"answers\":[{\"text\":\"x\"},"
		"{\"text\":\"y\",\"kind\":\"pattern\",\"why\":\"w\"}]}\n");
	buf_reset(&out);
	trip_write(&format_json, items + 1, 1, NULL, &out, NULL);
	assert_string_equal(buf_text(&out),
		"{\"format\":1,\"questions\":[\n"
		"{\"id\":\"full-1\",\"set\":\"samples\",\"domain\":\"e-m\",\"year\":2026,"
		"\"title\":\"A title, with \\\"quotes\\\": & <b>\",\"kind\":\"single\","
		"\"difficulty\":3,\"concept\":\"excised-diameter\",\"basis\":\"book\","
		"\"source\":\"CPT 2026, Surgery (50% of it)\",\"payer\":\"medicare\","
		"\"pool\":\"mock\",\"codes\":[\"12035\",\"E11.42\"],"
		"\"tags\":[\"skin\",\"two words\"],\"reviewed\":\"2026-01-31\","
		"\"stem\":\"First line\\n  indented  twice\\n\\nSecond paragraph.\","
		"\"choices\":[{\"text\":\"11400\",\"key\":false,\"why\":\"Too small.\"},"
		"{\"text\":\"11402\",\"key\":true,\"why\":\"Right:\\n\\n1.1 to 2 cm\"},"
		"{\"text\":\"11404\",\"key\":false}],"
		"\"rule\":\"The rule\\nin two lines\\n\\nand a paragraph.\"}\n]}\n");
	buf_reset(&out);
	trip_write(&format_json, NULL, 0, NULL, &out, NULL);
	assert_string_equal(buf_text(&out), "{\"format\":1,\"questions\":[\n]}\n");
	told(&format_json, buf_view(&out), "|");
	buf_release(&out);
}

static void shapes(void **state)
{
	(void)state;
	told(&format_json, T("[" Q("a") "," Q("b") "]"), "a b|");
	told(&format_json, T("{\"format\":1,\"questions\":[" Q("a") "," Q("b") "]}"), "a b|");
	told(&format_json, T("\xEF\xBB\xBF {\n\"questions\" :\n[" Q("a") "]\n,\"format\":1}\n"),
		"a|");
	told(&format_json, T(Q("a")), "a|");
	told(&format_json,
		T("{\"id\":\"a\",\"stem\":\"\\\"questions\\\":[\","
		  "\"answers\":[\"questions\",\":\"]}"),
		"a|");
	told(&format_json, T(" [ ] "), "|");
	told(&format_jsonl, T(Q("a") "\r\n\n  " Q("b")), "a b|");
	told(&format_jsonl, T("\xEF\xBB\xBF" Q("a") "\r" Q("b") "\r"), "a b|");
	told(&format_jsonl, T(""), "|");
}

static void values(void **state)
{
	struct trip t;
	(void)state;
	trip_read(&t, &format_jsonl,
		T("{\"id\":17,\"title\":12,\"concept\":null,\"tags\":[\"a,b\",7],\"stem\":\"S\","
		  "\"answers\":[\"x\",{\"text\":5,\"kind\":\"number\"}]}\n"
		  "{\"id\":\"Not A Slug\",\"stem\":\"S\\u0041\",\"kind\":\"multiple\","
		  "\"choices\":[{\"text\":\"a\",\"key\":true},{\"text\":\"b\",\"key\":true}]}"),
		NULL);
	assert_string_equal(buf_text(&t.told), "");
	assert_int_equal(t.n, 2);
	assert_string_equal(t.items[0].q.slug, "17");
	assert_string_equal(t.items[0].q.title, "12");
	assert_string_equal(t.items[0].q.tags, "a b, 7");
	assert_int_equal(t.items[0].q.choices[1].kind, CHOICE_NUMBER);
	assert_string_equal(t.items[0].q.choices[1].text, "5");
	assert_string_equal(t.items[1].q.slug, "");
	assert_string_equal(t.items[1].id, "Not A Slug");
	assert_string_equal(t.items[1].q.stem, "SA");
	assert_int_equal(question_kind_of(&t.items[1].q), QUESTION_MULTIPLE);
	trip_release(&t);
}

static void lines_of_pretty_json(void **state)
{
	struct trip t;
	(void)state;
	trip_read(&t, &format_json,
		T("[\n {\n  \"id\": \"a\",\n  \"stem\": \"S\",\n  \"choices\": [\n   {\"text\": "
		  "\"a\",\n"
		  "    \"key\": true},\n   {\n    \"text\": \"b\"\n   }\n  ]\n },\n\n {\"id\": "
		  "\"b\","
		  "\n  \"stem\": \"S\", \"answers\": [\"x\",\n  \"y\"]}\n]\n"),
		NULL);
	assert_string_equal(buf_text(&t.told), "");
	assert_int_equal(t.n, 2);
	assert_int_equal(t.items[0].q.line, 2);
	assert_int_equal(t.items[0].q.choices[0].line, 6);
	assert_int_equal(t.items[0].q.choices[1].line, 8);
	assert_int_equal(t.items[1].q.line, 14);
	assert_int_equal(t.items[1].q.choices[0].line, 15);
	assert_int_equal(t.items[1].q.choices[1].line, 16);
	trip_release(&t);
}

static void bad_keys(void **state)
{
	(void)state;
	told(&format_json,
		T("[{\n\"id\":\"a\",\n\"steem\":\"S\",\n\"title\":[],\n\"difficulty\":\"2\",\n"
		  "\"year\":26,\n\"codes\":\"1\",\n\"tags\":[{}],\n\"kind\":\"open\",\n"
		  "\"choices\":[\n{\"txt\":\"a\"},\n\"b\",\n{\"text\":true,\"key\":1}],\n"
		  "\"answers\":{}}]"),
		"|F 3: found the unknown key \"steem\"; did you mean \"stem\"?\n"
		"F 4: found a list as \"title\", expected a text\n"
		"F 5: found a text as \"difficulty\", expected the number 1, 2 or 3\n"
		"F 6: found the year 26, expected one from 2000 to 2099\n"
		"F 7: found a text as \"codes\", expected a list of texts\n"
		"F 8: found an object in \"tags\", expected texts\n"
		"F 9: found the kind \"open\", expected one of: single multiple true-false typed "
		"numeric\n"
		"F 11: found the unknown key \"txt\" of a choice; did you mean \"text\"?\n"
		"F 12: found a text as \"choices\", expected a list of objects\n"
		"F 13: found true or false as \"text\", expected a text\n"
		"F 13: found a whole number as \"key\", expected true or false\n"
		"F 14: found an object as \"answers\", expected a list\n");
	told(&format_jsonl, T("{\"id\":\"a\",\"id\":\"b\"}\n" Q("c")),
		"c|F 1: found the key \"id\" a second time\n");
	told(&format_jsonl, T("{\"stem\":\"S\",\"answers\":[{\"text\":\"a\",\"kind\":\"x\"}]}"),
		"|F 1: found the kind \"x\" of an answer, expected accept, pattern or number\n");
	told(&format_jsonl, T("{\"format\":2,\"stem\":\"S\"}\n{\"format\":\"1\"}\n{\"format\":0}"),
		"|F 1: found the format 2, which a later version wrote, expected 1\n"
		"F 2: found a text as \"format\", expected the number 1\n"
		"F 3: found another number as \"format\", expected the number 1\n");
	told(&format_jsonl, T("{\"kind\":\"numeric\",\"stem\":\"S\",\"answers\":[\"a\"]}"),
		"|F 1: found the kind numeric, and by its answers the question is typed\n");
	told(&format_json, T("{\"questions\":[" Q("a") "],\"formt\":1}"),
		"a|F 1: found the unknown key \"formt\" beside the list of questions; did you mean "
		"\"format\"?\n");
	told(&format_json, T("{\"questions\":{}}"),
		"|F 1: found an object as \"questions\", expected a list\n");
}

static void checked(void **state)
{
	(void)state;
	told(&format_json,
		T("[{\"stem\":\"S\",\n\"choices\":[{\"text\":\"a\"},\n{\"text\":\"\"}]}]"),
		"|F 3: choice 2 has no text\n"
		"F 2: none of the choices is the key, expected one\n");
	told(&format_jsonl, T("{}"),
		"|F 1: the question has no stem\n"
		"F 1: the question has no choices, expected 2 to 10 of which one is the key, or an "
		"accepted answer\n");
	told(&format_jsonl, T("{\"stem\":\"S\",\"answers\":[1,2,3,4,5,6,7,8,9,10,11]}"),
		"|F 1: found a whole number as \"answers\", expected a list of objects or texts\n"
		"F 1: found a whole number as \"answers\", expected a list of objects or texts\n"
		"F 1: found a whole number as \"answers\", expected a list of objects or texts\n"
		"F 1: found a whole number as \"answers\", expected a list of objects or texts\n"
		"F 1: found a whole number as \"answers\", expected a list of objects or texts\n"
		"F 1: found a whole number as \"answers\", expected a list of objects or texts\n"
		"F 1: found a whole number as \"answers\", expected a list of objects or texts\n"
		"F 1: found a whole number as \"answers\", expected a list of objects or texts\n"
		"F 1: found a whole number as \"answers\", expected a list of objects or texts\n"
		"F 1: found a whole number as \"answers\", expected a list of objects or texts\n");
	told(&format_jsonl,
		T("{\"stem\":\"S\",\"answers\":[\"1\",\"2\",\"3\",\"4\",\"5\",\"6\",\"7\",\"8\","
		  "\"9\","
		  "\"10\",\"11\"]}\n" Q("b")),
		"b|S 1: more than 10 choices, which are the most that can be asked\n");
	told(&format_jsonl,
		T("{\"id\":\"a\",\"difficulty\":99999999999,\"stem\":\"S\",\"answers\":[\"1\"]}"),
		"|F 1: found difficulty 2147483647, expected 1 (recall), 2 (apply) or 3 "
		"(analyse)\n");
}

static void malformed(void **state)
{
	(void)state;
	told(&format_json, T(""), "|F 1: found nothing, expected [ or { as JSON begins\n");
	told(&format_json, T("\n\xff\xfe"),
		"|F 2: found \"\\xff\", expected [ or { as JSON begins\n");
	told(&format_json, T("[" Q("a") ",\n,\n" Q("b") ",\n]"),
		"a b|F 2: found \",\", expected a question in braces\n"
		"F 4: found \"]\", expected a question in braces\n");
	told(&format_json, T("[1,\n\"x\",\n[],\n" Q("a") "]"),
		"a|F 1: found \"1\", expected a question in braces\n"
		"F 2: found \"\"x\"\", expected a question in braces\n"
		"F 3: found \"[]\", expected a question in braces\n");
	told(&format_json, T("[" Q("a") "\n" Q("b") "]"),
		"|F 2: found \"{\", expected end of file\n");
	told(&format_json,
		T("[{\"id\":\"a\",\n\"stem\":},\n{\"stem\" \"x\"},\n{\"a\":[1}\n," Q("b") "]"),
		"b|F 2: found \"}\", expected JSON (unexpected token)\n"
		"F 3: found \"x\", expected ':'\n"
		"F 4: found \"}\", expected ']'\n");
	told(&format_json, T("[{\"stem\":\"never\n},\n" Q("b") "]"),
		"b|F 1: found \"\"never\", expected JSON (unexpected newline)\n");
	told(&format_json, T("[" Q("a") "] x"),
		"a|F 1: found \"x\" behind the end of the JSON, expected nothing\n");
	told(&format_json, T("{\"questions\":[" Q("a") "}\n"),
		"a|F 1: found \"}\", expected ] behind the questions\n");
	told(&format_json, T("[} , " Q("a") "]"),
		"a|F 1: found \"}\", expected a question in braces\n");
	told(&format_json, T("[" Q("a") ",\n{\"stem\":\"S\\u0000\"},{\"stem\":\"\xff\"}]"),
		"a|F 2: found a NUL (\\u0000), expected text\nF 2: found bytes that are no "
		"UTF-8\n");
	told(&format_jsonl, T("x\n[]\n{\"a\":\n{\"stem\":\"\xff\"}\n{\"a\0\"}\n" Q("a")),
		"a|F 1: found \"x\", expected a question in braces\n"
		"F 2: found \"[]\", expected a question in braces\n"
		"F 3: found the end in the middle of a question\n"
		"F 4: found \\xff at byte 10, expected UTF-8\n"
		"F 5: found a NUL at byte 4, expected text\n");
}

static void truncated(void **state)
{
	const struct str whole = T("{\"format\":1,\"questions\":[\n" Q("a") ",\n" Q("b") "\n]}\n");
	(void)state;
	for (size_t n = 0; n + 2 < whole.n; n++) {
		struct trip t;
		struct str text = {whole.p, n};
		trip_read(&t, &format_json, text, NULL);
		assert_true(str_starts(buf_view(&t.told), "F "));
		told_within(&t, text);
		trip_release(&t);
	}
	told(&format_json, T("[" Q("a") ",\n{\"id\":\"b\"\n\n"),
		"a|F 2: found the end of the file in the middle of a question\n");
	told(&format_json, T("[" Q("a") "\n"),
		"a|F 1: found the end of the file, expected ] behind the questions\n");
	told(&format_json, T("{\"id\":\n"), "|F 1: found the end of the file, expected }\n");
}

/* Brackets too deep and questions too long are told of once, and what is behind them is read. */
static void limits(void **state)
{
	struct buf text = BUF_INIT;
	struct trip t;
	(void)state;
	buf_add_text(&text, "[\n{\"stem\":");
	buf_add_repeat(&text, "[", 1000000);
	buf_add_repeat(&text, "]", 1000000);
	buf_add_text(&text, "},\n{\"stem\":\"");
	buf_add_repeat(&text, "x", (size_t)2 * JSON_QUESTION_MAX);
	buf_add_text(&text, "\"},\n" Q("a") "]");
	trip_read(&t, &format_json, buf_view(&text), NULL);
	assert_int_equal(t.n, 1);
	assert_string_equal(buf_text(&t.told),
		"F 2: found brackets more than 64 deep, which is the most\n"
		"F 3: found a question of more than 1048576 bytes, which is the most\n");
	trip_release(&t);
	buf_reset(&text);
	buf_add_repeat(&text, "{\"a\":", 100000);
	trip_read(&t, &format_jsonl, buf_view(&text), NULL);
	assert_string_equal(
		buf_text(&t.told), "F 1: found brackets more than 64 deep, which is the most\n");
	trip_release(&t);
	trip_read(&t, &format_json, buf_view(&text), NULL);
	assert_string_equal(buf_text(&t.told), "F 1: found the end of the file, expected }\n");
	trip_release(&t);
	buf_reset(&text);
	buf_add_text(&text, "{\"stem\":\"\\u001b[31m\",\"answers\":[\"a\"],\"rule\":\"");
	buf_add_repeat(&text, "x", SOURCE_LINE_MAX);
	buf_add_text(&text, "\"}\n" Q("a"));
	trip_read(&t, &format_jsonl, buf_view(&text), NULL);
	assert_int_equal(t.n, 1);
	assert_string_equal(buf_text(&t.told),
		"F 1: found a line of more than 1048576 bytes, which is the most\n");
	trip_release(&t);
	buf_release(&text);
}

static void detected(void **state)
{
	(void)state;
	assert_string_equal(trip_detect(T(Q("a") "\n" Q("b") "\n"), "x"), "jsonl");
	assert_string_equal(trip_detect(T(Q("a") "\n"), "x.json"), "jsonl");
	assert_string_equal(trip_detect(T("\xEF\xBB\xBF{\"stem\":\"S"), "x"), "jsonl");
	assert_string_equal(trip_detect(T("{\"stem\":\"S\"\n{\"stem\":"), "x"), "jsonl");
	assert_string_equal(trip_detect(T("[{\"id\":1"), "x"), "json");
	assert_string_equal(trip_detect(T(" [\n ]"), "x"), "json");
	assert_string_equal(trip_detect(T("{\n \"id\": \"a\"\n}\n"), "x.jsonl"), "json");
	assert_string_equal(trip_detect(T("{\"id\": \"a\",\n\"stem\""), "x"), "json");
	assert_string_equal(trip_detect(T("{\"format\":1,\"questions\":[]}\n"), "x"), "json");
	assert_string_equal(trip_detect(T("{\"format\":1,\"questions\":[\n{"), "x"), "json");
	assert_int_equal(format_json.sniff(T("[html]Question {=a}")), FORMAT_NO);
	assert_int_equal(format_json.sniff(T("{ =a }")), FORMAT_NO);
	assert_int_equal(format_json.sniff(T("text")), FORMAT_NO);
	assert_string_equal(
		trip_detect(T("text"), "x.json"), "json"); /* which tells what is wrong */
}

/* Pieces thrown together: nothing breaks, and every line that is told of is one of the text. */
static void any_input(void **state)
{
	static const char *const pieces[] = {"{", "}", "[", "]", ",", ":", "\"", "\n", "\\", " ",
		"\"id\"", "\"stem\":\"S\"", "\"answers\":[\"a\"]", "\"choices\":[",
		"\"questions\":[", (Q("x")), "1", "null", "\xff", "\"format\":1", "\\u0000",
		"{\"text\":\"a\",\"key\":true}"};
	struct rng rng;
	(void)state;
	rng_init(&rng, 6);
	for (int round = 0; round < 30000; round++) {
		struct buf text = BUF_INIT;
		size_t n = 1 + rng_below(&rng, 20);
		for (size_t i = 0; i < n; i++)
			buf_add_text(
				&text, pieces[rng_below(&rng, sizeof pieces / sizeof *pieces)]);
		for (int lines = 0; lines < 2; lines++) {
			struct trip t;
			trip_read(&t, lines ? &format_jsonl : &format_json, buf_view(&text), NULL);
			told_within(&t, buf_view(&text));
			trip_release(&t);
		}
		buf_release(&text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(there_and_back),
		cmocka_unit_test(all_kinds_and_parts), cmocka_unit_test(written),
		cmocka_unit_test(shapes), cmocka_unit_test(values),
		cmocka_unit_test(lines_of_pretty_json), cmocka_unit_test(bad_keys),
		cmocka_unit_test(checked), cmocka_unit_test(malformed), cmocka_unit_test(truncated),
		cmocka_unit_test(limits), cmocka_unit_test(detected), cmocka_unit_test(any_input)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
