/*
 * test_note.c - notes of flashcards as questions: cards, gaps, multiple choice of other people's
 * note types, and our own note type after a person changed it. May use: cmocka, formats. Must not
 * know: which file a note stands in.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "formats/note.h"
#include "unit/formats/anki_sample.h"

static struct trip t;

/* What a reading needs beside its questions. */
static struct format_read reading(void)
{
	trip_release(&t);
	t = (struct trip){.texts = ARENA_INIT};
	return (struct format_read){.question = trip_question, .tell = trip_tell, .context = &t};
}

/* Read a note; names are those of the fields, parted by commas; "" for none. */
static void read_fields(struct note note, const char *names, const char *const *values, size_t n)
{
	struct format_read r = reading();
	struct cpc_error err;
	struct note_field fields[40];
	struct str rest = str_of(names), name = str_of("");
	assert_true(n <= 40);
	for (size_t i = 0; i < n; i++) {
		if (!str_next(&rest, ',', &name))
			name = str_of("");
		fields[i] = (struct note_field){name, str_of(values[i])};
	}
	note.fields = fields;
	note.n = n;
	note.line = 7;
	assert_int_equal(note_read(&r, &note, &err), CPC_OK);
	format_read_release(&r);
}

static struct note html_note(const char *type, const char *guid)
{
	return (struct note){.guid = str_of(guid),
		.type = str_of(type),
		.deck = str_of(""),
		.tags = str_of(""),
		.is_html = true};
}

#define READ(type, guid, names, ...)                                                               \
	do {                                                                                       \
		const char *const read_values[] = {__VA_ARGS__};                                   \
		read_fields(html_note(type, guid), names, read_values,                             \
			sizeof read_values / sizeof *read_values);                                 \
	} while (0)

static void assert_told(const char *expected)
{
	assert_string_equal(buf_text(&t.told), expected);
}

/* "id|stem|[x]choice|rule" of each question, x for a key. */
static void assert_read(const char *expected)
{
	struct buf found = BUF_INIT;
	for (size_t i = 0; i < t.n; i++) {
		const struct question *q = &t.items[i].q;
		buf_printf(&found, "%s|%s|", q->slug[0] ? q->slug : t.items[i].id, q->stem);
		for (size_t k = 0; k < q->choice_count; k++)
			buf_printf(&found, "[%c]%s",
				q->choices[k].kind != CHOICE_OPTION ? '='
				: q->choices[k].is_key		    ? 'x'
								    : ' ',
				q->choices[k].text);
		buf_printf(&found, "|%s%s\n", q->rule, q->multiple ? "|multiple" : "");
	}
	assert_string_equal(buf_text(&found), expected);
	buf_release(&found);
}

static int tear_down(void **state)
{
	(void)state;
	trip_release(&t);
	t = (struct trip){.texts = ARENA_INIT};
	return 0;
}

/* Cards -----------------------------------------------------------------------------------------
 */

static void the_first_line_of_the_back_is_the_answer(void **state)
{
	(void)state;
	READ("Basic", "abc", "Front,Back", "<div>What is <b>E11.42</b>?</div>",
		" Diabetes<br>with <i>neuropathy</i><p>Yes.");
	assert_told("");
	assert_read("abc|What is E11.42?|[=]Diabetes|with neuropathy\n\nYes.\n");
	assert_int_equal(t.items[0].q.line, 7);
	assert_int_equal(question_kind_of(&t.items[0].q), QUESTION_TYPED);
}

static void a_card_of_plain_text_is_for_all_formats(void **state)
{
	struct format_read r = reading();
	struct cpc_error err;
	struct format_item item = format_blank();
	(void)state;
	item.category = "kept";
	item.q.line = 3;
	assert_true(note_from_card(&r, &item, str_of("a <b>"), str_of("\nb &amp;\n\nc")));
	assert_int_equal(format_give(&r, &item, &err), CPC_OK);
	assert_read("|a <b>|[=]b &amp;|c\n");
	assert_string_equal(t.items[0].category, "kept");
	item = format_blank();
	assert_false(note_from_card(&r, &item, str_of(" "), str_of("b")));
	assert_false(note_from_card(&r, &item, str_of("a"), str_of("\n")));
	assert_told("S 1: the front of the card is empty\nS 1: the back of the card is empty\n");
	format_read_release(&r);
}

static void other_fields_are_told(void **state)
{
	(void)state;
	READ("Basic", "", "Front,Back,Extra,Empty,\x1b[1m", "a", "b", "c", " <br> ", "d");
	assert_told("N 7: not taken over: the fields Extra, \\x1b[1m\n");
	assert_read("|a|[=]b|\n");
	READ("Basic", "", "", "a", "b", "c", "d", "e", "f", "g", "h", "i");
	assert_told(
		"N 7: not taken over: the fields number 3, number 4, number 5, number 6, number "
		"7 and 2 more\n");
}

static void pictures_and_sounds_are_named(void **state)
{
	(void)state;
	READ("Basic", "", "Front,Back", "Which <img src=\"ecg one.png\">?",
		"<img src='b.jpg'>flutter [sound:f.mp3]<br>see <img src=c.png>");
	assert_told("N 7: not taken over, and missing in the question: [picture: ecg one.png], "
		    "[picture: b.jpg], [sound: f.mp3], [picture: c.png]\n");
	assert_read("|Which [picture: ecg one.png]?|[=]flutter|see\n");
	READ("Basic", "", "Front,Back", "<img src=a.png>", "b");
	assert_told("S 7: the front of the card is only a picture or sound\n");
	READ("Basic", "", "Front,Back", "a", "[sound:b.mp3]");
	assert_told("S 7: the back of the card is only a picture or sound\n");
	assert_int_equal(t.n, 0);
	READ("Basic", "", "Front,Back", "a <table><tr><td>1<td>2</table>", "b<script>x()</script>");
	assert_told("N 7: made plain text: a table, a script\n");
	/* A bracket that does not close in its line is text. */
	READ("Basic", "", "Front,Back", "a [sound:b.<br>c<img src=d.png>", "e");
	assert_told("N 7: not taken over, and missing in the question: [picture: d.png]\n");
	assert_read("|a [sound:b.\nc[picture: d.png]|[=]e|\n");
}

static void a_note_too_long_is_skipped(void **state)
{
	struct buf text = BUF_INIT;
	(void)state;
	buf_add_repeat(&text, "x", NOTE_BYTES_MAX);
	READ("Basic", "", "", buf_text(&text), "b");
	assert_told("S 7: a note of more than 1048576 bytes, which is the most\n");
	read_fields(html_note("Basic", ""), "", NULL, 0);
	assert_told("S 7: the back of the card is empty\n");
	buf_release(&text);
}

static void tags_and_decks_become_lists(void **state)
{
	const char *const values[] = {"a", "b"};
	struct note note = html_note("Basic", "-Not a slug-");
	(void)state;
	note.tags = str_of(" one  a,b\tx::y\xE3\x80\x80z\xC2\xA0");
	note.deck = str_of("A::B:C\x1f D ::");
	read_fields(note, "", values, 2);
	assert_string_equal(t.items[0].q.tags, "one, a b, x::y, z");
	assert_string_equal(t.items[0].category, "A\x1f"
						 "B:C\x1f"
						 "D");
	assert_string_equal(t.items[0].id, "-Not a slug-");
	assert_string_equal(t.items[0].q.slug, "");
}

/* Gaps ------------------------------------------------------------------------------------------
 */

static void each_number_is_a_question(void **state)
{
	(void)state;
	READ("Cloze", "g1", "Text,Back Extra",
		"{{c1::CPT}} is from the {{c2::AMA::who?}}, <b>{{c1::ICD}}</b> is not.", "Known.");
	assert_told("");
	assert_read("g1-c1|[...] is from the AMA, [...] is not.|[=]CPT, ICD|Known.\n"
		    "g1-c2|CPT is from the [who?], ICD is not.|[=]AMA|Known.\n");
	READ("Cloze", "A b", "Text", "{{c3::x}} {{c0::y}} {{c1,2::z}}");
	assert_read("A b-c1|x y [...]|[=]z|\nA b-c2|x y [...]|[=]z|\nA b-c3|[...] y z|[=]x|\n");
	READ("Cloze", "", "Text", "{{c1::x}}");
	assert_read("|[...]|[=]x|\n");
}

static void gaps_may_stand_in_one_another(void **state)
{
	(void)state;
	READ("Cloze", "n", "Text", "a {{c1::b {{c2::c::hint}} d}} {{c2::e}}");
	assert_told("");
	assert_read("n-c1|a [...] e|[=]b c d|\nn-c2|a b [hint] d [...]|[=]c, e|\n");
	READ("Cloze", "n", "Text", "{{c1::a {{c1::b}} c}}");
	assert_read("n-c1|[...]|[=]a b c|\n");
	READ("Cloze", "n", "Text",
		"{{c1::{{c1::{{c1::{{c1::{{c1::{{c1::{{c1::{{c1::x}}}}}}}}}}}}}}}}");
	assert_read("n-c1|[...]|[=]x|\n");
	READ("Cloze", "n", "Text",
		"{{c1::{{c1::{{c1::{{c1::{{c1::{{c1::{{c1::{{c1::{{c1::x}}}}}}}}}}}}}}}}}}");
	assert_told("S 7: a text with more than 8 gaps in one another, which is the most\n");
}

static void braces_are_text_where_they_are_no_gap(void **state)
{
	(void)state;
	READ("Cloze", "n", "Text", "}} {{ {{c::x}} {{cx::y}} {{c1,::z}} {{c1::{a} }} {{c1:b}} }}");
	assert_told("");
	assert_read("n-c1|}} {{ {{c::x}} {{cx::y}} {{c1,::z}} [...] {{c1:b}} }}|[=]{a}|\n");
	READ("Cloze", "n", "Text", "{{c1::a}}} and {{c2::std::vector}}");
	assert_read("n-c1|[...]} and std|[=]a|\nn-c2|a} and [vector]|[=]std|\n");
}

static void what_is_wrong_with_gaps_is_told(void **state)
{
	(void)state;
	READ("Cloze", "n", "Text", "a {{c1::b {{c2::c}}");
	assert_told("F 7: found the beginning of a gap, {{c1::, expected }} at its end\n");
	READ("Cloze", "n", "Text", "{{c1::}} {{c2::<img src=a.png>}} {{c3::x}}");
	assert_told("N 7: not taken over, and missing in the question: [picture: a.png]\n"
		    "S 7: the gap c1 has no text\nS 7: the gap c2 has no text\n");
	assert_read("n-c3|[picture: a.png] [...]|[=]x|\n");
	READ("Cloze", "n", "Text", "{{c501::x}}");
	assert_told("S 7: a gap with the number \"501\", and 500 is the most\n");
	READ("Cloze", "n", "Text", "{{c99999999999999999999::x}}");
	assert_told("S 7: a gap with the number \"99999999999999999999\", and 500 is the most\n");
	READ("Cloze", "n", "Text", "{{c0::x}}");
	assert_told("S 7: no gap has a number from 1 on\n");
	READ("Image Occlusion", "n", "Occlusion,Image",
		"{{c1::image-occlusion:rect:left=.1:top=.2}}", "<img src=a.png>");
	assert_told("S 7: a picture with covered parts\n");
	assert_int_equal(t.n, 0);
}

static void many_gaps_are_refused(void **state)
{
	struct buf text = BUF_INIT;
	(void)state;
	buf_add_repeat(&text, "{{c1::x}}", NOTE_GAPS_MAX + 1);
	READ("Cloze", "n", "Text", buf_text(&text));
	assert_told("S 7: a text with more than 1000 gaps, which is the most\n");
	buf_reset(&text);
	for (int i = 1; i <= 100; i++)
		buf_printf(&text, "{{c%d::x}}", i);
	buf_add_repeat(&text, "y", NOTE_GAP_BYTES_MAX / 100);
	READ("Cloze", "n", "Text", buf_text(&text));
	assert_told("S 7: a text with more than 524288 bytes in all its questions, which is the "
		    "most\n");
	/* A bomb of beginnings takes no time. */
	buf_reset(&text);
	buf_add_repeat(&text, "{{c1", 200000);
	READ("Cloze", "n", "Text", "{{c1::x}}", buf_text(&text));
	assert_told("S 7: a question of 800011 bytes, of which 61440 are the most\n");
	buf_release(&text);
}

static void fields_beside_the_gaps_are_the_rule(void **state)
{
	(void)state;
	READ("Cloze", "n", "Header,Text,Extra,More", "", "{{c1::x}} y", "why", "what else");
	assert_told("N 7: not taken over: the field More\n");
	assert_read("n-c1|[...] y|[=]x|why\n");
}

/* Multiple choice of others ----------------------------------------------------------------------
 */

static void all_in_one_is_known(void **state)
{
	static const char names[] = "Question,Title,QType (0=kprim 1=mc "
				    "2=sc),Q_1,Q_2,Q_3,Q_4,Q_5,Answers,Sources,Extra 1";
	(void)state;
	READ("AllInOne (kprim, mc, sc)", "g", names, "Which?", "T", "2", "a", "b", "c", "", "",
		"0 1 0 0 0", "", "since");
	assert_told("");
	assert_read("g|Which?|[ ]a[x]b[ ]c|since\n");
	assert_string_equal(t.items[0].q.title, "T");
	READ("AllInOne (kprim, mc, sc)", "g", names, "Which?", "", "1", "a", "b", "c", "d", "",
		"0 1 0 0", "CPT", "");
	assert_told("N 7: not taken over: the field Sources\n");
	assert_read("g|Which?|[ ]a[x]b[ ]c[ ]d||multiple\n");
	READ("AllInOne (kprim, mc, sc)", "g", names, "True?", "", "0", "a", "b", "c", "d", "",
		"1 1 0 0", "", "");
	assert_read("g|True?|[x]a[x]b[ ]c[ ]d||multiple\n");
}

static void the_key_may_be_said_in_many_ways(void **state)
{
	static const struct {
		const char *answer, *read;
	} cases[] = {{"B", "[ ]12[x]2[ ]34"}, {" b ", "[ ]12[x]2[ ]34"}, {"C.", "[ ]12[ ]2[x]34"},
		{"(b) 2", "[ ]12[x]2[ ]34"}, {"A, C", "[x]12[ ]2[x]34"}, {"3", "[ ]12[ ]2[x]34"},
		{"2", "[ ]12[x]2[ ]34"} /* the text before the number */, {"12", "[x]12[ ]2[ ]34"},
		{"1;3", "[x]12[ ]2[x]34"}, {"0 0 1", "[ ]12[ ]2[x]34"}};
	struct buf expected = BUF_INIT;
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		READ("MC", "", "stem,option_a,OPTION B,Option-C,Correct Answer", "q", "12", "2",
			"34", cases[i].answer);
		assert_told("");
		buf_reset(&expected);
		buf_printf(&expected, "|q|%s|%s\n", cases[i].read,
			strpbrk(cases[i].answer, ",;") ? "|multiple" : "");
		assert_read(buf_text(&expected));
	}
	buf_release(&expected);
	READ("MC", "", "Question,A,B,Key", "q", "x", "y", "D");
	assert_told("F 7: found the answer \"D\", expected letters or numbers of the choices, or "
		    "the text of one\n");
	READ("MC", "", "Question,A,B,Key", "q", "x", "y", "0 0");
	assert_told("F 7: none of the choices is the key, expected one\n");
}

static void options_may_stand_in_one_field(void **state)
{
	(void)state;
	READ("MC", "", "Question,Options,Answer,Explanation,Comments", "q",
		"<ol><li>x</li><li>y</li></ol>", "2", "", "why");
	assert_told("");
	assert_read("|q|[ ]x[x]y|why\n");
	READ("MC", "", "Question,Options,Answer", "q", "A) x<br>B) y<br><br>C) z", "c");
	assert_read("|q|[ ]x[ ]y[x]z|\n");
	/* Not all of them have a letter: then it is theirs. */
	READ("MC", "", "Question,Choices,Answer", "q", "A. x<br>y", "y");
	assert_read("|q|[ ]A. x[x]y|\n");
	READ("MC", "", "Question,Options,Answer", "q",
		"1<br>2<br>3<br>4<br>5<br>6<br>7<br>8<br>9<br>10<br>11", "1");
	assert_told("S 7: a question with more than 10 choices, which is the most\n");
}

static void names_alone_make_no_choices(void **state)
{
	(void)state;
	READ("Basic", "", "Question,Answer", "q", "a");
	assert_read("|q|[=]a|\n");
	READ("Basic", "", "Question,Answer,Q_1,Q_2", "q", "a", "", "x");
	assert_told("N 7: not taken over: the field Q_2\n");
	assert_read("|q|[=]a|\n");
}

/* Our own note type -----------------------------------------------------------------------------
 */

#define NAMES "Id,Stem,Choices,Key,Why,Rule,Kind,Difficulty,Tags,Year"

static void a_person_may_change_it(void **state)
{
	const char *const values[] = {"x-1", "<div>q</div>", "<div>a. one</div><div>two</div><br>",
		" b ", "<div>A. no</div>still<div>b) yes</div>", "", "", "", "two words, gone", ""};
	struct note note = html_note("CPC Question", "g");
	(void)state;
	note.tags = str_of(" two_words new ");
	note.deck = str_of("Other");
	read_fields(note, NAMES, values, 10);
	assert_told("");
	assert_read("x-1|q|[ ]one[x]two|\n");
	assert_string_equal(t.items[0].q.choices[0].rationale, "no\nstill");
	assert_string_equal(t.items[0].q.choices[1].rationale, "yes");
	assert_string_equal(t.items[0].q.tags, "two words, new");
	assert_int_equal(t.items[0].q.difficulty, 2);
	assert_string_equal(t.items[0].category, "");
	/* The order and further fields do not matter where they have names. */
	READ(NOTE_TYPE, "g h", "Mine,Key,Stem", "note", "E11<br>/E1[12]/", "q");
	assert_told("N 7: not taken over: the field Mine\n");
	assert_read("g h|q|[=]E11[=]E1[12]|\n");
	assert_int_equal(t.items[0].q.choices[1].kind, CHOICE_PATTERN);
}

static void what_is_wrong_with_it_is_told(void **state)
{
	(void)state;
	READ(NOTE_TYPE, "", NAMES, "x", "q", "A. a<br>B. b", "C", "C. y", "", "odd", "4", "",
		"year");
	assert_told(
		"F 7: found the Difficulty \"4\", expected 1 (recall), 2 (apply) or 3 (analyse)\n"
		"F 7: found the Year \"year\", expected a year\n"
		"F 7: found the kind \"odd\", expected one of: single multiple true-false typed "
		"numeric\n"
		"F 7: found the key \"C\", expected a letter of a choice\n");
	READ(NOTE_TYPE, "", NAMES, "x", "q", "A. a<br>B. b", "A", "C. y", "", "", "", "", "");
	assert_told("F 7: found the letter \"C\", expected one of a choice before a rationale\n");
	READ(NOTE_TYPE, "", NAMES, "x", "q", "A. a<br>B. b", "A", "y", "", "", "", "", "");
	assert_told("F 7: found the line \"y\", expected a letter and a full stop before a "
		    "rationale\n");
	READ(NOTE_TYPE, "", NAMES, "x", "q",
		"1<br>2<br>3<br>4<br>5<br>6<br>7<br>8<br>9<br>10<br>11", "A", "", "", "", "", "",
		"");
	assert_told("F 7: found choice 11, expected at most 10\n");
	READ(NOTE_TYPE, "", NAMES, "x", "", "", "", "", "", "", "", "", "");
	assert_told(
		"F 7: the question has no stem\n"
		"F 7: the question has no choices, expected 2 to 10 of which one is the key, or "
		"an accepted answer\n");
	assert_int_equal(t.n, 0);
}

static void pictures_added_to_it_are_told(void **state)
{
	(void)state;
	READ(NOTE_TYPE, "", NAMES, "x", "q <img src=a.png>", "", "k", "", "", "", "", "", "");
	assert_told("N 7: not taken over, and missing in the question: [picture: a.png]\n");
	assert_read("x|q [picture: a.png]|[=]k|\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(the_first_line_of_the_back_is_the_answer, tear_down),
		cmocka_unit_test_teardown(a_card_of_plain_text_is_for_all_formats, tear_down),
		cmocka_unit_test_teardown(other_fields_are_told, tear_down),
		cmocka_unit_test_teardown(pictures_and_sounds_are_named, tear_down),
		cmocka_unit_test_teardown(a_note_too_long_is_skipped, tear_down),
		cmocka_unit_test_teardown(tags_and_decks_become_lists, tear_down),
		cmocka_unit_test_teardown(each_number_is_a_question, tear_down),
		cmocka_unit_test_teardown(gaps_may_stand_in_one_another, tear_down),
		cmocka_unit_test_teardown(braces_are_text_where_they_are_no_gap, tear_down),
		cmocka_unit_test_teardown(what_is_wrong_with_gaps_is_told, tear_down),
		cmocka_unit_test_teardown(many_gaps_are_refused, tear_down),
		cmocka_unit_test_teardown(fields_beside_the_gaps_are_the_rule, tear_down),
		cmocka_unit_test_teardown(all_in_one_is_known, tear_down),
		cmocka_unit_test_teardown(the_key_may_be_said_in_many_ways, tear_down),
		cmocka_unit_test_teardown(options_may_stand_in_one_field, tear_down),
		cmocka_unit_test_teardown(names_alone_make_no_choices, tear_down),
		cmocka_unit_test_teardown(a_person_may_change_it, tear_down),
		cmocka_unit_test_teardown(what_is_wrong_with_it_is_told, tear_down),
		cmocka_unit_test_teardown(pictures_added_to_it_are_told, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
