/*
 * test_moodle_xml.c - Moodle's XML: its questions, what of them is lost and said, and documents
 * that are malformed or hostile. May use: formats, base. Must not know: the bank.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>

#include "base/rng.h"
#include "unit/formats/samples.h"

#define T(literal) ((struct str){literal, sizeof(literal) - 1})

#define XML "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
#define TEXT(text) "<text>" text "</text>"
#define STEM(stem) "<questiontext format=\"html\">" TEXT(stem) "</questiontext>"
#define ANSWER(fraction, text) "<answer fraction=\"" fraction "\">" TEXT(text) "</answer>"
#define QUESTION(type, rest) "<question type=\"" type "\">" rest "</question>"
#define GOOD(id)                                                                                   \
	QUESTION("multichoice",                                                                    \
		"<idnumber>" id "</idnumber>" STEM("S") ANSWER("100", "a") ANSWER("0", "b"))

/* A question as lines: what it is called, its stem, its choices ("+" a key, "=" accepted, "~" a
 * pattern, "#" a number) with rationales, its rule. */
static void show(struct buf *out, const struct format_item *item)
{
	const struct question *q = &item->q;
	buf_printf(out, "%s|%s|%s\n%s\n", q->slug, item->id, q->title, q->stem);
	for (size_t i = 0; i < q->choice_count; i++) {
		const struct choice *c = &q->choices[i];
		char mark = c->kind == CHOICE_OPTION ? "-+"[c->is_key] : " =~#"[c->kind];
		buf_printf(out, "%c%s%s%s\n", mark, c->text, c->rationale[0] ? " / " : "",
			c->rationale);
	}
	if (q->rule[0])
		buf_printf(out, "> %s\n", q->rule);
}

#define shows(text, expected) shows_at(text, expected, __LINE__)

/* The questions of the text, then what is told of it. */
static void shows_at(struct str text, const char *expected, int line)
{
	struct trip t;
	struct buf found = BUF_INIT;
	trip_read(&t, &format_moodle_xml, text, NULL);
	for (size_t i = 0; i < t.n; i++)
		show(&found, &t.items[i]);
	buf_add_str(&found, buf_view(&t.told));
	if (strcmp(buf_text(&found), expected) != 0)
		print_error("line %d:\n%s", line, buf_text(&found));
	assert_string_equal(buf_text(&found), expected);
	told_within(&t, text);
	trip_release(&t);
	buf_release(&found);
}

#define of(question, expected) shows(T(XML "<quiz>\n" question "\n</quiz>\n"), expected)

/* As Moodle itself exports them, with all that it adds. */
static void an_export(void **state)
{
	struct trip t;
	(void)state;
	trip_read(&t, &format_moodle_xml,
		T(XML "<quiz>\n"
		      "<!-- question: 0  -->\n"
		      "  <question type=\"category\">\n"
		      "    <category><text>$course$/top/CPT/E//M</text></category>\n"
		      "    <info format=\"html\"><text></text></info>\n"
		      "    <idnumber></idnumber>\n"
		      "  </question>\n"
		      "<!-- question: 123  -->\n"
		      "  <question type=\"multichoice\">\n"
		      "    <name><text>EM &amp; 1</text></name>\n"
		      "    <questiontext format=\"html\">\n"
		      "      <text><![CDATA[<p>An <b>established</b> patient&nbsp;&lt; 18.</p>\n"
		      "<p>Which?</p>]]></text>\n"
		      "    </questiontext>\n"
		      "    <generalfeedback format=\"html\"><text>The "
		      "rule</text></generalfeedback>\n"
		      "    <defaultgrade>1.0000000</defaultgrade>\n"
		      "    <penalty>0.3333333</penalty>\n"
		      "    <hidden>0</hidden>\n"
		      "    <idnumber>em-0001</idnumber>\n"
		      "    <single>true</single>\n"
		      "    <shuffleanswers>true</shuffleanswers>\n"
		      "    <answernumbering>abc</answernumbering>\n"
		      "    <showstandardinstruction>0</showstandardinstruction>\n"
		      "    <correctfeedback format=\"html\">\n"
		      "      <text>Your answer is correct.</text>\n"
		      "    </correctfeedback>\n"
		      "    <partiallycorrectfeedback "
		      "format=\"html\"><text/></partiallycorrectfeedback>\n"
		      "    <shownumcorrect/>\n"
		      "    <answer fraction=\"0\" format=\"html\">\n"
		      "      <text><![CDATA[<p>99213</p>]]></text>\n"
		      "      <feedback format=\"html\"><text>why not</text></feedback>\n"
		      "    </answer>\n"
		      "    <answer fraction=\"100\" format=\"html\">\n"
		      "      <text>99214</text>\n"
		      "      <feedback format=\"html\"><text></text></feedback>\n"
		      "    </answer>\n"
		      "    <hint format=\"html\"><text></text><clearwrong/></hint>\n"
		      "    <tags><tag><text>2026</text></tag><tag><text>a, b</text></tag></tags>\n"
		      "  </question>\n"
		      "</quiz>\n"),
		NULL);
	assert_string_equal(buf_text(&t.told), "");
	assert_int_equal(t.n, 1);
	assert_string_equal(t.items[0].q.slug, "em-0001");
	assert_string_equal(t.items[0].q.title, "EM & 1");
	assert_string_equal(t.items[0].q.stem, "An established patient < 18.\n\nWhich?");
	assert_string_equal(t.items[0].q.rule, "The rule");
	assert_string_equal(t.items[0].q.tags, "2026, a  b");
	assert_string_equal(t.items[0].category, "CPT\x1f"
						 "E/M");
	assert_int_equal(t.items[0].q.line, 10);
	assert_int_equal(t.items[0].q.choices[0].line, 30);
	assert_string_equal(t.items[0].q.choices[0].text, "99213");
	assert_string_equal(t.items[0].q.choices[0].rationale, "why not");
	assert_true(t.items[0].q.choices[1].is_key);
	trip_release(&t);
}

static void types(void **state)
{
	(void)state;
	of(QUESTION("multichoice", STEM("S") ANSWER("100", "a") ANSWER("-50", "b")),
		"||S\nS\n+a\n-b\n");
	of(QUESTION("multichoice",
		   "<single>false</single>" STEM("S") ANSWER("33.33333", "a")
			   ANSWER("33.33333", "b") ANSWER("33.33333", "c") ANSWER("-100", "d")),
		"||S\nS\n+a\n+b\n+c\n-d\n");
	of(QUESTION("multichoiceset", "<single>0</single>" STEM("S") ANSWER("100", "a")
					      ANSWER("100", "b") ANSWER("0", "c")),
		"||S\nS\n+a\n+b\n-c\n");
	of(QUESTION("truefalse", STEM("S") ANSWER("0", "true") ANSWER("100", " False ")),
		"||S\nS\n-True\n+False\n");
	of(QUESTION("shortanswer", STEM("S") ANSWER("100", "&lt;b&gt;E11&lt;/b&gt; \\*")
					   ANSWER("100", "E11.*[x]\\*")),
		"||S\nS\n=<b>E11</b> *\n~E11\\..*\\[x\\]\\*\n");
	of(QUESTION("shortanswer", STEM("S") ANSWER("100", "a \n *b")), "||S\nS\n~a .*b\n");
	of(QUESTION("numerical", STEM("S") "<answer fraction=\"100\">" TEXT(
					 "5") "<tolerance>0.5</tolerance></answer>"
					      "<answer fraction=\"100\">" TEXT(
						      "-7") "<tolerance>0</tolerance></answer>"),
		"||S\nS\n#5:0.5\n#-7\n");
}

static void several_is_multiple(void **state)
{
	struct trip t;
	(void)state;
	trip_read(&t, &format_moodle_xml,
		T("<quiz>" QUESTION("multichoice", "<single> False </single>" STEM("S") ANSWER(
							   "100", "a") ANSWER("0", "b")) "</quiz>"),
		NULL);
	assert_int_equal(t.n, 1);
	assert_int_equal(question_kind_of(&t.items[0].q), QUESTION_MULTIPLE);
	trip_release(&t);
}

static void skipped(void **state)
{
	(void)state;
	of(QUESTION("essay", STEM("S")) "\n" GOOD("a") "\n" QUESTION(
		   "cloze", "<x>" TEXT("x") "</x>"),
		"a||S\nS\n+a\n-b\n"
		"S 3: a question of the type \"essay\", which cannot be asked here\n"
		"S 5: a question of the type \"cloze\", which cannot be asked here\n");
	of(QUESTION("multichoice", STEM("S") ANSWER("100", "a") ANSWER("100", "b")),
		"S 3: more than one choice is right by itself, which cannot be asked\n");
	of(QUESTION("multichoice",
		   STEM("S") ANSWER("100", "1") ANSWER("0", "2") ANSWER("0", "3") ANSWER("0", "4")
			   ANSWER("0", "5") ANSWER("0", "6") ANSWER("0", "7") ANSWER("0", "8")
				   ANSWER("0", "9") ANSWER("0", "10") ANSWER("0", "11")),
		"S 3: 11 choices, of which 10 are the most that can be asked\n");
}

static void many_answers(void **state)
{
	struct buf text = BUF_INIT;
	(void)state;
	buf_add_text(&text, "<quiz><question type=\"shortanswer\">" STEM("S"));
	buf_add_repeat(&text, ANSWER("100", "a"), 100000);
	buf_add_text(&text, "</question>\n" GOOD("a") "</quiz>");
	shows(buf_view(&text), "a||S\nS\n+a\n-b\n"
			       "S 1: 100000 choices, of which 10 are the most that can be asked\n");
	buf_release(&text);
}

static void losses(void **state)
{
	(void)state;
	of("<question type=\"multichoice\"><questiontext format=\"html\">"
	   "<text><![CDATA[See <img src=\"@@PLUGINFILE@@/a%20b.png\"> "
	   "<table><tr><td>1</table>]]></text>"
	   "<file name=\"a b.png\" path=\"/\" encoding=\"base64\">iVBORw0KGgo=</file>"
	   "</questiontext>"
	   "<answer fraction=\"100\"><text>a</text></answer>"
	   "<answer fraction=\"50\"><text>b</text>"
	   "<feedback><text>f</text><file name=\"c.png\"/></feedback></answer>"
	   "<hint><text>h</text></hint><hint><text></text></hint>"
	   "<correctfeedback><text>Well done</text></correctfeedback></question>",
		"||See [picture: a b.png]\nSee [picture: a b.png]\n1\n+a\n-b / f\n"
		"N 3: left out what 1 choice is in part worth: one choice is right\n"
		"N 3: left out 2 files: \"a b.png\", \"c.png\"\n"
		"N 3: found a table, of which text is left\n"
		"N 3: left out 1 hint\n"
		"N 3: left out the feedback to right or wrong answers\n");
	of(QUESTION("multichoice",
		   STEM("<![CDATA[<img src=http://h/x.png>]]>") "<image>old.gif</image>" ANSWER(
			   "100", "a") ANSWER("0", "<![CDATA[<img src=y.png>]]>")),
		"||[picture: x.png]\n[picture: x.png]\n+a\n-[picture: y.png]\n"
		"N 3: left out 1 file: \"old.gif\"\n");
	of(QUESTION("multichoice", STEM("<![CDATA[<img src=http://h/x.png>]]>") ANSWER("100", "a")
					   ANSWER("0", "b")),
		"||[picture: x.png]\n[picture: x.png]\n+a\n-b\n"
		"N 3: found a picture, of which text is left\n");
	of(QUESTION("multichoice", "<single>false</single>" STEM("S") ANSWER("75", "a")
					   ANSWER("25", "b") ANSWER("0", "c")),
		"||S\nS\n+a\n+b\n-c\n"
		"N 3: left out that its right choices are worth more and less: all are wanted\n");
	of(QUESTION("shortanswer",
		   "<usecase>1</usecase>" STEM("S") ANSWER("100", "a") ANSWER("50", "b")
			   ANSWER("0", "*") "<answer fraction=\"0\">" TEXT("c") "<feedback>" TEXT(
				   "f") "</feedback></answer>"),
		"||S\nS\n=a\n"
		"N 3: left out the answer \"b\", which is worth 50 %\n"
		"N 3: left out the answer \"c\", which is worth 0 %\n"
		"N 3: left out that capital letters count in its answers\n");
	of("<question type=\"shortanswer\">" STEM("S") ANSWER("100",
		   "a") "<hint format=\"html\"><text>&lt;img src=x&gt;</text></hint></question>",
		"||S\nS\n=a\nN 3: left out 1 hint\n");
	of(QUESTION("essay", "<file name=\"x\">AA==</file>"),
		"S 3: a question of the type \"essay\", which cannot be asked here\n");
}

static void many_files(void **state)
{
	(void)state;
	of(QUESTION("multichoice",
		   STEM("S") ANSWER("100", "a") ANSWER(
			   "0", "b") "<file name=\"1\"/><file name=\"2\"/><file name=\"3\"/><file "
				     "name=\"4\"/>"
				     "<file name=\"5\"/><file name=\"6\"/><file name=\"7\"/>"),
		"||S\nS\n+a\n-b\n"
		"N 3: left out 7 files: \"1\", \"2\", \"3\", \"4\", \"5\", ...\n");
}

#define LAID(format, text) "<questiontext format=\"" format "\">" TEXT(text) "</questiontext>"
#define TYPED(parts) QUESTION("shortanswer", parts ANSWER("100", "a"))

static void layouts(void **state)
{
	(void)state;
	of(TYPED(LAID("moodle_auto_format",
		   "one\ntwo &lt;b&gt;x&lt;/b&gt;\n&lt;p&gt;\nthree &amp;amp;\n\nfour")),
		"||one\none\ntwo x\n\nthree &\n\nfour\n=a\n");
	of(TYPED(LAID(
		   "plain_text", "one &lt;b&gt;\n two &amp;amp;") "<generalfeedback><text>&lt;b&gt;"
								  "</text></generalfeedback>"),
		"||one <b>\none <b>\n two &amp;\n=a\n> <b>\n");
	of(TYPED(LAID("markdown",
		   "*one* &lt;b&gt;") "<generalfeedback "
				      "format=\"html\"><text>&lt;b&gt;r</text></generalfeedback>"),
		"||*one* <b>\n*one* <b>\n=a\n> r\n");
	of(TYPED(LAID("wiki_like", "a&lt;br&gt;\nb")), "||a\na\nb\n=a\n");
	of("<question type=\"multichoice\">" LAID("plain_text",
		   "S") "<answer fraction=\"100\" format=\"html\"><text>a &amp;lt; "
			"b</text></answer>"
			"<answer fraction=\"0\"><text>a &amp;gt; b</text></answer></question>",
		"||S\nS\n+a < b\n-a &gt; b\n");
}

static void names_and_ids(void **state)
{
	(void)state;
	of(QUESTION("shortanswer",
		   "<name>" TEXT(" A\n title ") "</name><idnumber>Not a slug</idnumber>" STEM("S")
			   ANSWER("100", "a")),
		"|Not a slug|A title\nS\n=a\n");
	/* Moodle refuses a question without a name; nothing here hangs on it. */
	of(QUESTION("shortanswer", STEM("The stem") ANSWER("100", "a")),
		"||The stem\nThe stem\n=a\n");
}

static const char *category_of(struct trip *t, const char *path)
{
	struct buf text = BUF_INIT;
	buf_printf(&text,
		"<quiz><question type=\"category\"><category><text>%s</text></category>"
		"</question>" GOOD("a") "</quiz>",
		path);
	trip_read(t, &format_moodle_xml, buf_view(&text), NULL);
	buf_release(&text);
	assert_int_equal(t->n, 1);
	return t->items[0].category;
}

static void categories(void **state)
{
	static const char *const cases[][2] = {{"$course$/top/CPT/E//M", "CPT|E/M"},
		{"$system$/Default for x", "Default for x"}, {"top/a/ b /top", "a|b|top"},
		{"$module$/top", ""}, {"", ""}, {"/", ""}, {"a//", "a/"}, {"a////b", "a//b"},
		{"$cat1$/a &amp; b", "a & b"}, {"$5", "$5"}, {"a/$course$", "a|$course$"}};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct trip t;
		char found[64];
		snprintf(found, sizeof found, "%s", category_of(&t, cases[i][0]));
		for (char *p = found; *p; p++)
			*p = *p == FORMAT_LEVEL ? '|' : *p;
		assert_string_equal(found, cases[i][1]);
		trip_release(&t);
	}
}

static void faults_of_questions(void **state)
{
	(void)state;
	of(QUESTION("multichoice", STEM("S") ANSWER("50", "a") ANSWER("0", "b")),
		"F 3: found no choice with the fraction 100, expected one\n");
	of(QUESTION("multichoice",
		   "<single>false</single>" STEM("S") ANSWER("-50", "a") ANSWER("0", "b")),
		"F 3: none of the choices is a key, expected one or more\n");
	of(QUESTION("multichoice", STEM("S")),
		"F 3: the question has no choices, expected 2 to 10 of which one is the key, or an "
		"accepted answer\n");
	of(QUESTION("multichoice", STEM("S") "\n" ANSWER("100 %", "a") ANSWER("1e3", "b")),
		"F 4: found the fraction \"100 %\", expected a number from -100 to 100\n"
		"F 4: found the fraction \"1e3\", expected a number from -100 to 100\n"
		"F 3: found no choice with the fraction 100, expected one\n");
	of(QUESTION("truefalse", STEM("S") ANSWER("100", "wahr") ANSWER("0", "false")),
		"F 3: found the answer \"wahr\", expected true or false\n");
	of(QUESTION("shortanswer", STEM("S") ANSWER("50", "a")),
		"N 3: left out the answer \"a\", which is worth 50 %\n"
		"F 3: found no answer with the fraction 100, expected one or more\n");
	of(QUESTION("numerical", STEM("S") "<answer fraction=\"100\">" TEXT(
					 "5") "<tolerance>x</tolerance></answer>"),
		"F 3: found the tolerance \"x\", expected a number of 0 or more\n");
	of(QUESTION("shortanswer", STEM("") ANSWER("100", "a")) "\n" GOOD("b"),
		"b||S\nS\n+a\n-b\nF 3: the question has no stem\n");
	of("<question>" STEM("S") "</question>",
		"F 3: found a question without a type, expected one such as multichoice\n");
	of(QUESTION("shortanswer", STEM("a<p>b</p>") ANSWER("100", "a")),
		"F 3: found <\"p\"> in a text, expected its HTML in CDATA or with &lt;\n");
	of(QUESTION("shortanswer", STEM("S") ANSWER("100", "a") "<tags><tag>" TEXT(
					   "cpc:difficulty=x") "</tag></tags>"),
		"F 3: found \"x\" in the tag cpc:difficulty, expected a number from 1 to 3\n");
}

static void malformed(void **state)
{
	(void)state;
	shows(T(""), "F 1: found the end of the file, expected </quiz>\n");
	shows(T("<quiz>\n" GOOD("a") "\n<question>\n"),
		"a||S\nS\n+a\n-b\nF 3: found a question without a type, expected one such as "
		"multichoice\nF 3: found the end of the file, expected </quiz>\n");
	shows(T("<quiz>\n" GOOD("a") "\n  <question></quiz>"),
		"a||S\nS\n+a\n-b\nF 3: found a question without a type, expected one such as "
		"multichoice\nF 3: found XML that is malformed at column 15: mismatched tag\n");
	shows(T("<quiz>\n" GOOD("a") "</quiz>\n<x/>"),
		"a||S\nS\n+a\n-b\n"
		"F 3: found XML that is malformed at column 1: junk after document element\n");
	shows(T("<html>\n<body/></html>"), "F 1: found <\"html\">, expected <quiz>\n");
	shows(T("{\"a\":1}"),
		"F 1: found XML that is malformed at column 1: not well-formed (invalid token)\n");
	shows(T("<quiz>\n<question type=\"essay\">a & b</question></quiz>"),
		"S 2: a question of the type \"essay\", which cannot be asked here\n"
		"F 2: found XML that is malformed at column 27: not well-formed (invalid token)\n");
	shows(T("<quiz>\n\xff</quiz>"),
		"F 2: found XML that is malformed at column 1: not well-formed (invalid token)\n");
	shows(T("<quiz>\n\0</quiz>"),
		"F 2: found XML that is malformed at column 1: not well-formed (invalid token)\n");
	shows(T("<quiz>&nbsp;</quiz>"), "F 1: found an entity at column 7, expected none but &amp; "
					"&lt; &gt; &quot; &apos;\n");
	shows(T("<quiz>&#27;</quiz>"),
		"F 1: found XML that is malformed at column 7: reference to invalid character "
		"number\n");
}

static void truncated(void **state)
{
	const struct str whole = T(XML "<quiz>\n" GOOD("a") "\n" GOOD("b") "\n</quiz>");
	(void)state;
	for (size_t n = 0; n < whole.n; n++) {
		struct trip t;
		struct str text = {whole.p, n};
		trip_read(&t, &format_moodle_xml, text, NULL);
		assert_true(str_starts(buf_view(&t.told), "F "));
		told_within(&t, text);
		trip_release(&t);
	}
}

static void encodings(void **state)
{
	(void)state;
	shows(T("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><quiz>" QUESTION(
		      "shortanswer", STEM("\xe9") ANSWER("100", "\xfc")) "</quiz>"),
		"||\303\251\n\303\251\n=\303\274\n");
	shows(T("\xEF\xBB\xBF<quiz>" GOOD("a") "</quiz>"), "a||S\nS\n+a\n-b\n");
	shows(T("<quiz>\r" GOOD("a") "\r</quiz>\r"), "a||S\nS\n+a\n-b\n");
	shows(T("\xFF\xFE<\0q\0u\0i\0z\0/\0>\0"), "");
	shows(T("<?xml version=\"1.0\" encoding=\"windows-1252\"?>\n<quiz/>"),
		"F 1: found an encoding that is not known, expected UTF-8, ISO-8859-1 or UTF-16\n");
	shows(T("<?xml version=\"1.0\" encoding=\"UTF-16\"?><quiz/>"),
		"F 1: found an encoding that is not known, expected UTF-8, ISO-8859-1 or UTF-16\n");
}

static void entities(void **state)
{
	const char *const refused = "F 2: found a DOCTYPE of its own: entities are not read, "
				    "expected none but &amp; &lt; &gt; &quot; &apos;\n";
	(void)state;
	/* A thousand million laughs. */
	shows(T(XML "<!DOCTYPE quiz [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">"
		    "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]>\n<quiz>&c;</quiz>"),
		refused);
	shows(T(XML "<!DOCTYPE quiz [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><quiz>&x;</quiz>"),
		refused);
	shows(T(XML "<!DOCTYPE quiz [<!ENTITY % p SYSTEM \"http://h/x\"> %p;]><quiz/>"), refused);
	shows(T(XML "<!DOCTYPE quiz []><quiz/>"), refused);
	/* Without one of its own the document says nothing; what it points at is not read. */
	shows(T(XML "<!DOCTYPE quiz SYSTEM \"file:///etc/passwd\">\n<quiz>" GOOD(
		      "a") "\n"
			   "<question type=\"shortanswer\">" STEM("a&nbsp;b")
				   ANSWER("100", "x") "</question>" GOOD("b") "</quiz>"),
		"a||S\nS\n+a\n-b\nb||S\nS\n+a\n-b\n"
		"F 4: found the entity \"nbsp\", expected none but &amp; &lt; &gt; &quot; "
		"&apos;\n");
}

static void limits(void **state)
{
	struct buf text = BUF_INIT;
	(void)state;
	buf_add_text(&text, "<quiz>" GOOD("a") "\n");
	buf_add_repeat(&text, "<a>", 100000);
	shows(buf_view(&text), "a||S\nS\n+a\n-b\n"
			       "F 2: found elements more than 64 deep, which is the most\n");
	buf_reset(&text);
	buf_add_text(&text, "<quiz>\n<question type=\"shortanswer\"><questiontext><text>");
	buf_add_repeat(&text, "0123456789abcde\n", 1 << 17);
	buf_add_text(&text,
		"</text></questiontext>" ANSWER("100", "a") "</question>" GOOD("b") "</quiz>");
	shows(buf_view(&text),
		"b||S\nS\n+a\n-b\n"
		"F 65538: found more than 1048576 bytes of text in a question, which "
		"is the most\n");
	/* A file in a question is no text of it. */
	buf_reset(&text);
	buf_add_text(
		&text, "<quiz>\n<question type=\"shortanswer\">" STEM("S") "<file name=\"f\">");
	buf_add_repeat(&text, "AAAAAAAAAAAAAAAA", 1 << 17);
	buf_add_text(&text, "</file>" ANSWER("100", "a") "</question></quiz>");
	shows(buf_view(&text), "||S\nS\n=a\nN 2: left out 1 file: \"f\"\n");
	buf_reset(&text);
	buf_add_text(&text, "<quiz>\n<!--");
	buf_add_repeat(&text, "0123456789abcdef", 1 << 18);
	shows(buf_view(&text), "F 2: found markup of more than 1048576 bytes, which is the most\n");
	buf_reset(&text);
	buf_add_text(&text, "<quiz>\n<question type=\"");
	buf_add_repeat(&text, "0123456789abcdef", 1 << 18);
	shows(buf_view(&text), "F 2: found markup of more than 1048576 bytes, which is the most\n");
	buf_release(&text);
}

static void there_and_back(void **state)
{
	struct format_item item = sample_full();
	(void)state;
	assert_int_equal(format_parts(&item), PART_ALL);
	assert_int_equal(format_moodle_xml.holds, PART_ALL);
	samples_there_and_back(&format_moodle_xml, false);
}

static void back(struct format_item *item, const char *refused)
{
	struct buf text = BUF_INIT, why = BUF_INIT;
	struct trip t;
	trip_write(&format_moodle_xml, item, 1, NULL, &text, &why);
	trip_read(&t, &format_moodle_xml, buf_view(&text), NULL);
	assert_string_equal(buf_text(&why), refused);
	assert_string_equal(buf_text(&t.told), "");
	assert_int_equal(t.n, refused[0] ? 0 : 1);
	if (t.n > 0)
		same_item(&t.items[0], item);
	trip_release(&t);
	buf_release(&text);
	buf_release(&why);
}

static void hard_to_write(void **state)
{
	struct format_item item = sample_of("a", "t", "\x1b[31m red \x7f\xef\xbf\xbf \xc2\x85");
	(void)state;
	item.set = "a/b";
	item.domain = "c/";
	sample_add(&item, sample_choice(CHOICE_OPTION, true, "true\x01", "\x02"));
	sample_add(&item, sample_choice(CHOICE_OPTION, false, "false", ""));
	back(&item, "");
	item.q.choices[0].text = "true"; /* true and false, and not True and False */
	back(&item, "");
	item.q.choices[1].text = "False";
	back(&item, "");
	item.q.title = "a\x1b";
	back(&item,
		"!its title, id, set, domain or tags have a control character, which XML cannot "
		"hold\n");
	item = sample_of("a", "t", "S");
	sample_add(&item, sample_choice(CHOICE_ACCEPT, true, "a*b \\* \\ **", ""));
	back(&item, "");
	item.q.choices[0].text = "\x1b";
	back(&item, "!an accepted answer has a control character, which XML cannot hold\n");
	item.q.choices[0] = sample_choice(CHOICE_PATTERN, true, "a+", "");
	back(&item, "!a short answer of Moodle's is a text, and no pattern such as \"a+\"\n");
	item.q.choices[0] = sample_choice(CHOICE_PATTERN, true, "a\x1b+", "");
	back(&item, "!a short answer of Moodle's is a text, and no pattern such as \"a\\x1b+\"\n");
	item.q.choices[0] = sample_choice(CHOICE_NUMBER, true, "1.5e3:2", "");
	back(&item, "");
	item = sample_of("a", "t", "S");
	item.set = item.domain = "";
	item.q.multiple = true;
	for (size_t i = 0; i < QUESTION_CHOICES_MAX; i++) {
		static const char *const names[] = {
			"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"};
		sample_add(&item, sample_choice(CHOICE_OPTION, true, names[i], ""));
	}
	back(&item, "");
	item.q.choices[6].is_key = item.q.choices[2].is_key = item.q.choices[3].is_key = false;
	back(&item, "");
}

/* Moodle has numbers with a tolerance only: a range is one. */
static void ranges(void **state)
{
	static const char *const cases[][2] = {{"12..13", "#12.5:0.5\n"},
		{"4.1 .. 4.3", "#4.2:0.1\n"}, {"5..5", "#5\n"}, {"-2..1e6", "#499999:500001\n"},
		{"5:0", "#5\n"}};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct format_item item = sample_of("a", "t", "S");
		struct buf text = BUF_INIT, expected = BUF_INIT;
		sample_add(&item, sample_choice(CHOICE_NUMBER, true, cases[i][0], ""));
		trip_write(&format_moodle_xml, &item, 1, NULL, &text, NULL);
		buf_printf(&expected, "a||t\nS\n%s", cases[i][1]);
		shows(buf_view(&text), buf_text(&expected));
		buf_release(&text);
		buf_release(&expected);
	}
}

static void written(void **state)
{
	struct format_item items[2] = {
		sample_of("a", "A & B", "One\n\nTwo"), sample_of("b", "B", "S")};
	struct buf out = BUF_INIT;
	(void)state;
	items[0].domain = items[1].domain = "e/m";
	items[0].q.tags = "x";
	sample_add(&items[0], sample_choice(CHOICE_OPTION, true, "<a>", "]]>"));
	sample_add(&items[0], sample_choice(CHOICE_OPTION, false, "b", ""));
	sample_add(&items[1], sample_choice(CHOICE_ACCEPT, true, "x", ""));
	trip_write(&format_moodle_xml, items, 1, NULL, &out, NULL);
	assert_string_equal(buf_text(&out),
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		"<quiz>\n"
		"  <question type=\"category\">\n"
		"    <category><text>$course$/top/samples/e//m</text></category>\n"
		"  </question>\n"
		"  <question type=\"multichoice\">\n"
		"    <name><text>A &amp; B</text></name>\n"
		"    <questiontext format=\"html\">"
		"<text><![CDATA[<p>One</p><p>Two</p>]]></text></questiontext>\n"
		"    <generalfeedback format=\"html\"><text></text></generalfeedback>\n"
		"    <defaultgrade>1</defaultgrade>\n"
		"    <penalty>0.3333333</penalty>\n"
		"    <hidden>0</hidden>\n"
		"    <idnumber>a</idnumber>\n"
		"    <single>true</single>\n"
		"    <shuffleanswers>true</shuffleanswers>\n"
		"    <answernumbering>abc</answernumbering>\n"
		"    <answer fraction=\"100\" format=\"html\">\n"
		"      <text><![CDATA[&lt;a&gt;]]></text>\n"
		"      <feedback "
		"format=\"html\"><text><![CDATA[<p>]]&gt;</p>]]></text></feedback>\n"
		"    </answer>\n"
		"    <answer fraction=\"0\" format=\"html\">\n"
		"      <text><![CDATA[b]]></text>\n"
		"      <feedback format=\"html\"><text></text></feedback>\n"
		"    </answer>\n"
		"    <tags>\n"
		"      <tag><text>cpc:set=samples</text></tag>\n"
		"      <tag><text>cpc:domain=e/m</text></tag>\n"
		"      <tag><text>cpc:year=2026</text></tag>\n"
		"      <tag><text>x</text></tag>\n"
		"    </tags>\n"
		"  </question>\n"
		"</quiz>\n");
	buf_reset(&out);
	trip_write(&format_moodle_xml, items, 2, NULL, &out, NULL);
	/* One category for both. */
	const char *first = strstr(buf_text(&out), "type=\"category\"");
	assert_non_null(first);
	assert_null(strstr(first + 1, "type=\"category\""));
	buf_release(&out);
}

static void detected(void **state)
{
	(void)state;
	assert_string_equal(trip_detect(T(XML "\n<quiz>"), "x"), "moodle-xml");
	assert_string_equal(trip_detect(T("\xEF\xBB\xBF\n<!-- a -->\n<quiz >"), "x"), "moodle-xml");
	assert_string_equal(trip_detect(T("<quiz/>"), "x.txt"), "moodle-xml");
	assert_string_equal(trip_detect(T(XML "<!-- long"), "x.xml"), "moodle-xml");
	assert_string_equal(trip_detect(T(XML "<!-- long"), "x"), "none");
	assert_int_equal(format_moodle_xml.sniff(T("<!DOCTYPE html><html>")), FORMAT_NO);
	assert_int_equal(format_moodle_xml.sniff(T("a <quiz> b")), FORMAT_NO);
}

/* Pieces thrown together: nothing breaks, and every line that is told of is one of the text. */
static void any_input(void **state)
{
	static const char *const pieces[] = {"<quiz>", "</quiz>", "<question type=\"multichoice\">",
		"</question>", "<question type=\"numerical\">", "\n", STEM("S"), ANSWER("100", "a"),
		ANSWER("50", "<![CDATA[<p>b]]>"), "<text>", "</text>", "<answer fraction=\"100\">",
		"</answer>", "<tolerance>1</tolerance>", "<feedback>", "</feedback>",
		"<file name=\"a\"/>", "&amp;", "&x;", "<!DOCTYPE a SYSTEM \"b\">",
		"<tags><tag><text>cpc:year=x</text></tag></tags>", "<single>false</single>", "<",
		"<!--", "-->", "<hint>"};
	struct rng rng;
	(void)state;
	rng_init(&rng, 6);
	for (int round = 0; round < 20000; round++) {
		struct buf text = BUF_INIT;
		struct trip t;
		size_t n = rng_below(&rng, 24);
		if (rng_below(&rng, 8) > 0)
			buf_add_text(&text, "<quiz>\n<question type=\"multichoice\">");
		for (size_t i = 0; i < n; i++)
			buf_add_text(
				&text, pieces[rng_below(&rng, sizeof pieces / sizeof *pieces)]);
		trip_read(&t, &format_moodle_xml, buf_view(&text), NULL);
		told_within(&t, buf_view(&text));
		trip_release(&t);
		buf_release(&text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(an_export), cmocka_unit_test(types),
		cmocka_unit_test(several_is_multiple), cmocka_unit_test(skipped),
		cmocka_unit_test(many_answers), cmocka_unit_test(losses),
		cmocka_unit_test(many_files), cmocka_unit_test(layouts),
		cmocka_unit_test(names_and_ids), cmocka_unit_test(categories),
		cmocka_unit_test(faults_of_questions), cmocka_unit_test(malformed),
		cmocka_unit_test(truncated), cmocka_unit_test(encodings),
		cmocka_unit_test(entities), cmocka_unit_test(limits),
		cmocka_unit_test(there_and_back), cmocka_unit_test(hard_to_write),
		cmocka_unit_test(ranges), cmocka_unit_test(written), cmocka_unit_test(detected),
		cmocka_unit_test(any_input)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
