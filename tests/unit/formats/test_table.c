/*
 * test_table.c - tables as questions: other people's headers, keys and rows, and what is refused.
 * May use: formats, base. Must not know: the bank.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "unit/formats/trip.h"

#define S(literal) ((struct str){literal, sizeof(literal) - 1})

/* A question in a line: "2 slug|id single 'stem' a* b c =typed /pattern/ #number". What is usual is
 * left out. */
static void show(const struct format_item *item, struct buf *out)
{
	static const char *const signs[] = {"", "=", "/", "#"};
	const struct question *q = &item->q;
	buf_printf(out, "%d %s", q->line, question_kind_name(question_kind_of(q)));
	buf_printf(out, " '%s'", q->stem);
	for (size_t i = 0; i < q->choice_count; i++) {
		const struct choice *c = &q->choices[i];
		assert_int_equal(c->line, q->line);
		buf_printf(out, " %s%s%s", signs[c->kind], c->text,
			c->kind == CHOICE_OPTION && c->is_key ? "*" : "");
		if (c->rationale[0])
			buf_printf(out, "(%s)", c->rationale);
	}
	const struct {
		const char *name, *text;
	} fields[] = {{"slug", q->slug}, {"id", item->id}, {"set", item->set},
		{"domain", item->domain}, {"category", item->category}, {"concept", q->concept},
		{"basis", q->basis}, {"source", q->source}, {"codes", q->codes}, {"tags", q->tags},
		{"reviewed", q->reviewed}, {"rule", q->rule}};
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
		if (fields[i].text[0])
			buf_printf(out, " %s:%s", fields[i].name, fields[i].text);
	}
	if (strcmp(q->title, q->stem) != 0 && !strchr(q->stem, '\n'))
		buf_printf(out, " title:%s", q->title);
	if (q->difficulty != 2)
		buf_printf(out, " difficulty:%d", q->difficulty);
	if (item->year)
		buf_printf(out, " year:%d", item->year);
	for (char *p = out->data; *p; p++) {
		if (*p == FORMAT_LEVEL)
			*p = '>';
	}
	buf_add_char(out, '\n');
}

static void check_as(const struct format *f, struct str text, const char *map, const char *expected)
{
	struct format_options options = {map, "", ""};
	struct buf found = BUF_INIT;
	struct trip t;
	trip_read(&t, f, text, &options);
	for (size_t i = 0; i < t.n; i++)
		show(&t.items[i], &found);
	buf_add_str(&found, buf_view(&t.told));
	assert_string_equal(buf_text(&found), expected);
	buf_release(&found);
	trip_release(&t);
}

static void check(const char *text, const char *expected)
{
	check_as(&format_csv, str_of(text), "", expected);
}

/* Headers ----------------------------------------------------------------------------------------
 */

static void usual_headers(void **state)
{
	(void)state;
	check("question,option_a,option_b,option_c,option_d,correct,rationale\n"
	      "Q?,w,x,y,z,c,since\n",
		"2 single 'Q?' w x y* z rule:since\n");
	check("Question Text,Option A,Option B,Correct Answer,Explanation,Category\nQ?,x,y,b,e,c\n",
		"2 single 'Q?' x y* category:c rule:e\n");
	check("Stem,A,B,C,Key\nQ?,x,y,z,A\n", "2 single 'Q?' x* y z\n");
	check("PROMPT,a),b),Right answer\nQ?,x,y,y\n", "2 single 'Q?' x y*\n");
	check("text,choice 1,choice 2,answer\nQ?,x,y,2\n", "2 single 'Q?' x y*\n");
	check("question,answer 1,answer 2,answer\nQ?,x,y,1\n", "2 single 'Q?' x* y\n");
	check("Question;'Option1';'Option2';Correct option\nQ?;x;y;1\n", "2 single 'Q?' x* y\n");
	check("Front,Back\nQ?,a\n", "2 typed 'Q?' =a\n");
	check("term\tdefinition\nQ?\ta\n", "2 typed 'Q?' =a\n");
	check("question,Option A Text,Option B Text,key\nQ?,x,y,b\n", "2 single 'Q?' x y*\n");
	check("question,choice,choice,choice,key\nQ?,x,y,z,c\n", "2 single 'Q?' x y z*\n");
}

static void fields(void **state)
{
	(void)state;
	/* The number of a row says nothing: every sheet begins with 1. */
	check("#,Name,Question,A,B,Answer,Reference,Tags,Level,Year\n"
	      "7,N,Q?,x,y,a,R,\"s, t\",Hard,2026\n",
		"2 single 'Q?' x* y source:R tags:s, t title:N difficulty:3 year:2026\n");
	check("ID,Question,A,B,Answer,Tags,Level\nEM 1,Q?,x,y,a,\"s; t|u (v, w)\",recall\n",
		"2 single 'Q?' x* y id:EM 1 tags:s, t, u (v w) difficulty:1\n");
	check("question,a,b,key,section,chapter,topic,domain\nQ?,x,y,a,S,C > D::E,T,d\n",
		"2 single 'Q?' x* y domain:d category:S>C>D>E>T\n");
	check("question,a,b,key,why_a,Rationale for option B,explanation\nQ?,x,y,a,r,s,t\n",
		"2 single 'Q?' x*(r) y(s) rule:t\n");
	check("question,answer 1,feedback 1,answer 2,feedback 2,correct\nQ?,x,r,y,s,2\n",
		"2 single 'Q?' x(r) y*(s)\n");
	check("question,a,a feedback,b,key,image\nQ?,x,r,y,a,p.png\n",
		"2 single 'Q?' x* y\n"
		"N 1: the column \"a feedback\" is not known and left out (--map can say what it "
		"is)\nN 2: found the picture \"p.png\", which is left out\n");
	check("question,a,b,key,level,year\nQ?,x,y,a,weird,17\nR?,x,y,b,weirder,18\n",
		"2 single 'Q?' x* y\n3 single 'R?' x y*\n"
		"N 2: found the year \"17\", expected one from 2000 to 2099: such values are left "
		"out\nN 2: found the difficulty \"weird\", expected 1 (recall), 2 (apply) or 3 "
		"(analyse): such values are left out\n");
}

/* What stands beside it says what a name means. */
static void two_for_one_place(void **state)
{
	(void)state;
	check("text,question,a,b,key\nt,Q?,x,y,a\n",
		"2 single 'Q?' x* y\n"
		"N 1: the column \"text\" is not known and left out (--map can say what it is)\n");
	check("answer,correct,question,a,b\nx,b,Q?,x,y\n",
		"2 single 'Q?' x y*\n"
		"N 1: the column \"answer\" is not known and left out (--map can say what it "
		"is)\n");
	check("answer,question\nx,Q?\n", "2 typed 'Q?' =x\n");
	check("question,question,key\nQ?,R?,x\n",
		"2 typed 'Q?' =x\n"
		"N 1: the column \"question\" is not known and left out (--map can say what it "
		"is)\n");
}

/* As teachers' tools give and take them. */
static void sheets_of_tools(void **state)
{
	(void)state;
	check("Question - max 120 characters,Answer 1 - max 75 characters,Answer 2 - max 75 "
	      "characters,Answer 3 - max 75 characters,\"Time limit (sec) \xE2\x80\x93 5, 10\","
	      "Correct answer(s) - choose at least one\nQ?,x,y,z,20,\"1,3\"\nR?,x,y,,20,2\n",
		"2 multiple 'Q?' x* y z*\n3 single 'R?' x y*\n"
		"N 1: the column \"Time limit (sec) \xE2\x80\x93 5, 10\" is not known and left out "
		"(--map can say what it is)\n");
	check("Question Text,Question Type,Option 1,Option 2,Option 3,Correct Answer,Image "
	      "Link,Answer explanation\n"
	      "Q?,Multiple Choice,x,y,z,3,,e\nR?,Checkbox,x,y,z,\"1,2\",,\n"
	      "S?,Fill-in-the-Blank,,,,w,,\nT?,Open-Ended,,,,,,\nU?,Poll,x,y,,,,\n",
		"2 single 'Q?' x y z* rule:e\n3 multiple 'R?' x* y* z\n4 typed 'S?' =w\n"
		"S 5: questions of the kind \"Open-Ended\" cannot be asked here\n"
		"S 6: questions of the kind \"Poll\" cannot be asked here\n");
	check("\"Maker\nImport template\",,,\n,,,\nQuestion #,Question Text,Answer 1,\"Answer 2\n"
	      "(Optional)\",\"Correct Answer(s)\n(Only include Answer #)\"\n1,Q?,x,y,2\n",
		"7 single 'Q?' x y*\n"
		"N 1: 1 row above the names of the columns is left out\n");
	check("Question,Correct Answer,Incorrect Answer 1,Incorrect Answer 2 (Optional)\n"
	      "Q?,r,x,y\nR?,r,x,\nS?,,x,y\n",
		"2 single 'Q?' r* x y\n3 single 'R?' r* x\n"
		"F 4: the key is empty, expected the right choice\n");
}

static void no_header(void **state)
{
	(void)state;
	check("", "F 1: found an empty file, expected names of columns\n");
	check(",,\n\n;\n", "F 1: found an empty file, expected names of columns\n");
	check("\"\",\" \"\n", "F 1: found no row, expected names of columns\n");
	static const char expected[] =
		", expected names of columns, among them one for the question (question, stem, "
		"prompt) and one for the right answer (correct, answer, key); --map "
		"stem=NAME,key=NAME says which they are\n";
	struct buf all = BUF_INIT;
	buf_printf(&all, "F 2: found the columns \"What is x?\", \"y\"%s", expected);
	check("\nWhat is x?,y\nWhat is y?,x\n", buf_text(&all));
	buf_reset(&all);
	buf_printf(&all, "F 1: found the columns \"question\", \"option a\"%s", expected);
	check("question,option a\nQ?,x\n", buf_text(&all));
	buf_reset(&all);
	struct buf text = BUF_INIT;
	for (int i = 0; i < 20; i++)
		buf_printf(&text, "c%d,", i);
	buf_printf(&all,
		"F 1: found the columns \"c0\", \"c1\", \"c2\", \"c3\", \"c4\", \"c5\", \"c6\", "
		"\"c7\", \"c8\", \"c9\", \"c10\", \"c11\" and 8 more%s",
		expected);
	check(buf_text(&text), buf_text(&all));
	buf_release(&text);
	buf_release(&all);
	/* What is below a header that cannot be read would be read as one. */
	check("ques\xFFtion,key\nquestion,key\n", "F 1: found \\xff at byte 5, expected UTF-8\n");
}

static void maps(void **state)
{
	(void)state;
	struct str text = S("Nr,Frage,Opt 1,Opt 2,Antwort\n1,Q?,x,y,2\n");
	check_as(&format_csv, text, "stem=Frage,key=antwort, choice_a = opt_1,Choice B=OPT 2,id=Nr",
		"2 single 'Q?' x y* slug:1\n");
	/* A column that is known by its name can be said to be another, or none. */
	text = S("question,answer,explanation,level\nQ?,x,y,5\n");
	check_as(&format_csv, text, "key=explanation,rule=answer,difficulty=",
		"2 typed 'Q?' =y rule:x\n"
		"N 1: the column \"level\" is not known and left out (--map can say what it is)\n");
	check_as(&format_csv, text, "category=level,rule=",
		"2 typed 'Q?' =x category:5\n"
		"N 1: the column \"explanation\" is not known and left out (--map can say what it "
		"is)\n");
	check_as(&format_csv, text, "stem=Frage",
		"! x:1: --map: no column is called \"Frage\"; found the columns \"question\", "
		"\"answer\", \"explanation\", \"level\"\n");
	check_as(&format_csv, S("Quiz 4\n\nQuestion,Answer\nQ?,x\n"), "stem=Frage",
		"! x:3: --map: no column is called \"Frage\"; found the columns \"Question\", "
		"\"Answer\"\n");
	check_as(&format_csv, S("#,question,answer\n7,Q?,x\n"), "id=#", "2 typed 'Q?' =x slug:7\n");
	check_as(&format_csv, text, "stem",
		"! --map: found \"stem\", expected our name of a column, =, and its name in the "
		"file, such as stem=Question\n");
	check_as(&format_csv, text, "key=answer,key=question", "! --map: found key twice\n");
	check_as(&format_csv, text, "stm=question",
		"! --map: no column of ours is called \"stm\"; did you mean \"stem\"? (there are "
		"stem, choice_a to choice_j, key, accept, rule, why_a to why_j, id, set, domain, "
		"category, year, title, kind, difficulty, concept, basis, source, payer, pool, "
		"codes, tags, reviewed, picture)\n");
}

/* A choice has one place, whatever it is called. */
static void choice_beyond_the_tenth(void **state)
{
	(void)state;
	check("question,1,key,option 10,option 11,option l\nQ?,,x,,,\nQ?,,x,,z,\n",
		"2 typed 'Q?' =x\nN 1: the column \"1\" is not known and left out (--map can say "
		"what "
		"it is)\nS 3: found more than 10 choices, which is the most\n");
}

/* Keys -------------------------------------------------------------------------------------------
 */

/* A row of four choices. */
static void check_key(const char *choices, const char *key, const char *expected)
{
	struct buf text = BUF_INIT, all = BUF_INIT;
	buf_printf(&text, "question;a;b;c;d;key\nQ;%s;\"%s\"\n", choices, key);
	if (expected[0] == 'F')
		buf_printf(&all,
			"F 2: found the key \"%s\", expected a letter from a to d, a number from 1 "
			"to 4 or the text of a choice\n",
			key);
	else
		buf_printf(&all, "2 %s\n", expected);
	check(buf_text(&text), buf_text(&all));
	buf_release(&text);
	buf_release(&all);
}

static void one_key(void **state)
{
	(void)state;
	static const char *const letters[] = {"b", "B", " B ", "b)", "B.", "(b)", "[B]", "Option B",
		"option_b)", "Choice b", "answer: B", "2", "2.", "#2", "2.0", "Option 2", "x y",
		"X  Y", "xy", "B) x y", "b. X Y"};
	for (size_t i = 0; i < sizeof letters / sizeof *letters; i++) {
		if (strchr(letters[i], '_')) /* no word and a letter, as a person writes it */
			check_key("w;x y;v;z", letters[i], "F");
		else
			check_key("w;x y;v;z", letters[i], "single 'Q' w x y* v z");
	}
	static const char *const none[] = {"e", "5", "0", "-1", "B) w", "xw", "Option", "b)c", "?",
		"a,e", "a,a text", "1 or 2", "aa"};
	for (size_t i = 0; i < sizeof none / sizeof *none; i++)
		check_key("w;x y;v;z", none[i], "F");
	check_key("99213;99214;99215;99203", "99214", "single 'Q' 99213 99214* 99215 99203");
	check_key("A;B;c;C d", "c d", "single 'Q' A B c C d*");
}

static void several_keys(void **state)
{
	(void)state;
	static const char *const lists[] = {"a,c", "A, C", "A;C", "a c", "A and C", "A & C", "A/C",
		"ac", "AC", "1,3", "1 3", "1|3", "3;1", "A\nC", "a,c,", "w;v", "W, V", "(a), (c)",
		"A) w; C) v", "Option A, Option C", "w v,A", "v\nw"};
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
		if (strcmp(lists[i], "w v,A") == 0)
			check_key("w;x y;v;z", lists[i], "F");
		else
			check_key("w;x y;v;z", lists[i], "multiple 'Q' w* x y v* z");
	}
	check_key("w;x y;v;z", "abcd", "multiple 'Q' w* x y* v* z*");
	/* A comma inside a text does not part it. */
	check_key("1, 2;3, 4;5;6", "3, 4", "single 'Q' 1, 2 3, 4* 5 6");
	check_key("1, 2;3, 4;5;6", "3, 4; 1, 2", "multiple 'Q' 1, 2* 3, 4* 5 6");
	check("question,type,a,b,c,key\nQ,Multiple Response,x,y,z,b\nR,single choice,x,y,z,ab\n",
		"2 multiple 'Q' x y* z\n"
		"F 3: found 2 keys among the choices, expected one\n");
}

/* The text of a choice wins, and where that could be wrong it is noted. */
static void text_or_number(void **state)
{
	(void)state;
	check("question,a,b,c,d,key\nQ,1,2,3,4,2\nR,4,3,2,1,2\nS,2,3,4,5,4\nT,2,3,4,5,1\nU,c,b,a,d,"
	      "a\n",
		"2 single 'Q' 1 2* 3 4\n3 single 'R' 4 3 2* 1\n4 single 'S' 2 3 4* 5\n"
		"5 single 'T' 2* 3 4 5\n6 single 'U' c b a* d\n"
		"N 3: found the key \"2\", which is the text of choice c and the place of another: "
		"the text was taken\n"
		"N 4: found the key \"4\", which is the text of choice c and the place of another: "
		"the text was taken\n"
		"N 6: found the key \"a\", which is the text of choice c and the place of another: "
		"the text was taken\n");
}

static void labels_of_choices(void **state)
{
	(void)state;
	check("question,a,b,key\nQ,A) x,B) y,B) y\nR,(a) x,(b) y,a\nS,A. x,y,A\n"
	      "T,B. x,A. y,A\nU,a.5,b.6,b.6\n",
		"2 single 'Q' x y*\n3 single 'R' x* y\n4 single 'S' A. x* y\n"
		"5 single 'T' B. x* A. y\n6 single 'U' a.5 b.6*\n");
}

/* Rows -------------------------------------------------------------------------------------------
 */

static void true_or_false(void **state)
{
	(void)state;
	check("question,type,answer\nQ,,True\nR,,FALSE\nS,TF,t\nT,True/False,f\nU,,T\n"
	      "V,TF,maybe\nW,short answer,True\n",
		"2 true-false 'Q' True* False\n3 true-false 'R' True False*\n"
		"4 true-false 'S' True* False\n5 true-false 'T' True False*\n6 typed 'U' =T\n"
		"8 typed 'W' =True\n"
		"F 7: found the key \"maybe\", expected True or False\n");
	check("question,a,b,key\nQ,True,False,FALSE\nR,TRUE,FALSE,a\n",
		"2 true-false 'Q' True False*\n3 true-false 'R' TRUE* FALSE\n");
}

static void typed_answers(void **state)
{
	(void)state;
	check("question,answer,explanation\nQ,x,\nR,\"x\nbecause\",\nS,\"x\nbecause\",of y\nT,,\n"
	      ",x,\n",
		"2 typed 'Q' =x\n3 typed 'R' =x rule:because\n5 typed 'S' =x rule:because\n\nof y\n"
		"F 7: found neither choices nor an answer\n"
		"S 8: the front of the card is empty\n");
	check("question,type,answer\nQ,numeric,5:0.5\nR,number,4..5\nS,numeric,many\n",
		"2 numeric 'Q' #5:0.5\n3 numeric 'R' #4..5\n"
		"F 4: found \"many\", expected a number such as 12.5, one with a "
		"tolerance of 0 or more such as 12.5:0.5, or a range such as 12..13\n");
	/* Only a column of our name has our signs. */
	check("question,accept\nQ,\"x\n/y[0-9]/\n#5\n\\/z/\n\n/\"\n",
		"2 typed 'Q' =x /y[0-9] #5 =/z/ =/\n");
	check("question,accepted answers\nQ,\"x\n/y/\n#5\"\n", "2 typed 'Q' =x =/y/ =#5\n");
	check("question,accept\nQ,\"1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\"\n",
		"S 2: found more than 10 accepted answers, which is the most\n");
	check("question,a,b,accept\nQ,x,y,z\n",
		"F 2: found choices and accepted answers in one row, expected one of them\n");
}

static void empty_cells(void **state)
{
	(void)state;
	check("question,a,b,c,d,key\nQ,x,y,,,a\nR,x,,z,,a\nS,x, ,,,a\nT,x,y,z,w,\n,x,y,,,a\n",
		"2 single 'Q' x* y\n"
		"F 3: choice b is empty and choice c is not, expected empty ones at the end only\n"
		"F 4: found one choice, expected 2 to 10\n"
		"F 5: the key is empty, expected which choice is right\n"
		"F 6: the question has no stem\n");
	check("question,a,b,key\n\n,,,\n \n\"\",,\nQ,x,y,b\n\n", "6 single 'Q' x y*\n");
	/* A text behind the last column is a comma too many; one in a column without a name, as
	 * that of numbered rows, is none of ours. */
	static const char many[] =
		" fields, expected at most 4 as in the header (a text that holds "
		"a separator stands in quotes)\n";
	struct buf told = BUF_INIT;
	buf_printf(&told, "2 single 'Q' x y*\n3 single 'R' x y*\nF 4: found 6%sF 5: found 8%s",
		many, many);
	check("question,a,b,key,,\nQ,x,y,b,,\nR,x,y,b\nS,x,y,b,,z\nT,x,y,b,z,,,z\n",
		buf_text(&told));
	buf_release(&told);
	check(",question,key\n0,Q,x\n1,R,y\n",
		"2 typed 'Q' =x\n3 typed 'R' =y\n"
		"N 2: found a text in column 1, which has no name and is left out\n");
	check("question,a,b,key,why_b,why_c\nQ,x,y,a,r,s\n",
		"2 single 'Q' x* y(r)\n"
		"N 2: found the why_c \"s\", expected none, as there is no such choice: such "
		"values are left out\n");
}

/* As a spreadsheet saves it: byte order mark, CRLF, lines within cells, quotes of printers. */
static void spreadsheet(void **state)
{
	(void)state;
	static const char text[] =
		"\xEF\xBB\xBFNo.,Question,Option A,Option B,Option C,Option D,Correct "
		"Answer,Rationale,Topic\r\n"
		"1,\"A 4.1 cm lesion is excised from the arm.\r\n\r\nWhich code is "
		"\xE2\x80\x9Creported\xE2\x80\x9D?\",11404,11406,\"11604, 12032\",,B,"
		"\"It\xE2\x80\x99s the \"\"excised\"\" diameter \xE2\x80\x94\r\nmargins "
		"included.\",Surgery\r\n"
		",,,,,,,,\r\n"
		"2,True or false?,,,,,FALSE,,\r\n";
	check(text,
		"2 single 'A 4.1 cm lesion is excised from the arm.\n\nWhich code is "
		"\xE2\x80\x9Creported\xE2\x80\x9D?' 11404 11406* 11604, 12032 category:Surgery "
		"rule:It\xE2\x80\x99s the \"excised\" diameter \xE2\x80\x94\nmargins included.\n"
		"7 true-false 'True or false?' True False*\n");
}

static void separators(void **state)
{
	(void)state;
	check("question;a;b;key\nQ, or;x;y;b\n", "2 single 'Q, or' x y*\n");
	check("question\ta\tb\tkey\nQ, or\tx\t\"y\tz\"\tb\n", "2 single 'Q, or' x y\tz*\n");
	check("sep=;\r\nquestion;a;b;key;c, d, e, f\r\nQ;x;y;b;\r\n",
		"3 single 'Q' x y*\nN 2: the column \"c, d, e, f\" is not known and left out "
		"(--map "
		"can say what it is)\n");
	check("\"sep=|\"\nquestion|a|b|key\nQ|x|y|b\n", "3 single 'Q' x y*\n");
	check("SEP=\t\nquestion\ta\tb\tkey\nQ\tx\ty\tb\n", "3 single 'Q' x y*\n");
	check("question,\"a; b; c; d\",key\nQ,,x\n", "2 typed 'Q' =x\nN 1: the column \"a; b; c; "
						     "d\" is not known and left out (--map can "
						     "say what it is)\n");
	check_as(&format_tsv, S("question\tkey\nQ, or\tx\n"), "", "2 typed 'Q, or' =x\n");
	check("question,key\rQ,x\rR,\"x\ry\"\r", "2 typed 'Q' =x\n3 typed 'R' =x rule:y\n");
}

static void bad_bytes(void **state)
{
	(void)state;
	check_as(&format_csv, S("question,key\nQ\0,x\nR,x\nS,\"x\nT,x\n"), "",
		"3 typed 'R' =x\nF 2: found a NUL at byte 2, expected text\n"
		"F 4: a quote is opened and never closed\n");
	check("question,key\nQ,M\xE9n\nR,\"x\"y\nS,x\n",
		"4 typed 'S' =x\nF 2: found \\xe9 at byte 4, expected UTF-8\n"
		"F 3: found text behind a closing quote, expected ',' or the end of the line (a "
		"quote inside a field is written twice)\n");
	check("question,key,codes,payer\nQ,x,\x1B[2J,any\nR,x,,me\n",
		"F 2: found the codes \"\\x1b[2J\", expected codes parted by commas\n"
		"F 3: found the payer \"me\", expected one of: any cpt medicare\n");
	struct buf text = BUF_INIT;
	buf_add_text(&text, "question,key");
	buf_add_repeat(&text, ",", 100000);
	buf_add_text(&text, "\nQ,x\n");
	check(buf_text(&text), "F 1: found more than 256 fields, which is the most\n");
	buf_release(&text);
}

/* Detection --------------------------------------------------------------------------------------
 */

static void check_format(struct str text, const char *name, const char *expected)
{
	const struct format *f;
	struct cpc_error err;
	struct source *in;
	assert_int_equal(source_of_text(text, name, &in, &err), CPC_OK);
	int rc = format_detect(in, &f, &err);
	assert_string_equal(rc ? "none" : f->name, expected);
	source_close(in);
}

static void detection(void **state)
{
	(void)state;
	check_format(S("question,answer\n"), "x", "csv");
	check_format(S("\xEF\xBB\xBFQuestion;Answer\r\n"), "x", "csv");
	check_format(S("\n,,\nTitle,,\nquestion,answer\nQ,"), "x", "csv");
	check_format(S("sep=;\nx;y\n"), "x", "csv");
	check_format(S("sep=\t\nx\ty\n"), "x", "tsv");
	check_format(S("question\tanswer\n"), "x", "tsv");
	check_format(S("question\tanswer\n"), "x.csv", "tsv");
	check_format(S("question,answer\rQ,x\r"), "x.txt", "csv");
	check_format(S("x\ty\tz\n"), "x.csv", "csv");
	check_format(S("x\ty\tz\n"), "x.tsv", "tsv");
	check_format(S("x,y,z\n"), "x.csv", "csv");
	check_format(S("x,y,z\n"), "x", "none");
	check_format(S("Dear reader, this is prose.\n"), "x.txt", "none");
	check_format(S("\xFF\xFEq\0,\0a\0\n\0"), "x.csv", "none");
	check_format(S("question,answer\nQ,\0\n"), "x", "csv"); /* which it tells with its line */
	check_format(S("#separator:comma\nquestion,answer\n"), "x.csv", "anki-text");
	check_format(S("#,question,answer\n1,Q,x\n"), "x", "csv");
	check_format(S(""), "x.csv", "none");
}

/* Every line that is told lies in the text. */
static void check_lines(const struct format *f, struct str text)
{
	struct trip t;
	int lines = 1;
	for (size_t i = 0; i + 1 < text.n; i++)
		lines += text.p[i] == '\n' || text.p[i] == '\r';
	trip_read(&t, f, text, NULL);
	struct str rest = buf_view(&t.told), one;
	while (rest.n > 0 && str_next(&rest, '\n', &one) && one.n > 2) {
		int line = (int)strtol(one.p + 2, NULL, 10);
		assert_in_range(line, 1, lines);
	}
	for (size_t i = 0; i < t.n; i++)
		assert_in_range(t.items[i].q.line, 1, lines);
	trip_release(&t);
}

/* Cut anywhere, and with any byte replaced by one that means something. */
static void broken_texts(void **state)
{
	(void)state;
	static const char text[] =
		"sep=,\r\nTitle,\nquestion,a,b,key,why_a,level,\"x\ny\"\r\n"
		"\"Q\n\"\"1\"\"\",x,y,a,r,3,\nR,True,False,TRUE,,,z\n,,\nS,,,t\n";
	static const char bytes[] = "\",\n\r\0\xFF'=;\t#1a/\\";
	for (size_t n = 0; n < sizeof text; n++) {
		check_lines(&format_csv, (struct str){text, n});
		for (size_t b = 0; b < sizeof bytes && n + 1 < sizeof text; b++) {
			char copy[sizeof text];
			memcpy(copy, text, sizeof text);
			copy[n] = bytes[b];
			check_lines(&format_csv, (struct str){copy, sizeof text - 1});
			check_lines(&format_tsv, (struct str){copy, sizeof text - 1});
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(usual_headers),
		cmocka_unit_test(fields),
		cmocka_unit_test(two_for_one_place),
		cmocka_unit_test(sheets_of_tools),
		cmocka_unit_test(no_header),
		cmocka_unit_test(maps),
		cmocka_unit_test(choice_beyond_the_tenth),
		cmocka_unit_test(one_key),
		cmocka_unit_test(several_keys),
		cmocka_unit_test(text_or_number),
		cmocka_unit_test(labels_of_choices),
		cmocka_unit_test(true_or_false),
		cmocka_unit_test(typed_answers),
		cmocka_unit_test(empty_cells),
		cmocka_unit_test(spreadsheet),
		cmocka_unit_test(separators),
		cmocka_unit_test(bad_bytes),
		cmocka_unit_test(detection),
		cmocka_unit_test(broken_texts),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
