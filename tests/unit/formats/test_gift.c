/*
 * test_gift.c - GIFT as Moodle reads it: questions of each kind, names, categories, comments,
 * escapes, and what is refused. May use: formats, base. Must not know: the bank.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>

#include "base/error.h"
#include "unit/formats/trip.h"

#define S(literal) ((struct str){literal, sizeof(literal) - 1})

static char mark_of(const struct choice *c)
{
	return c->kind == CHOICE_ACCEPT	   ? '='
	       : c->kind == CHOICE_PATTERN ? '~'
	       : c->kind == CHOICE_NUMBER  ? '#'
	       : c->is_key		   ? 'x'
					   : '-';
}

/* "LINE KIND stem\n" and for each choice "LINE MARK text|rationale\n", then "> rule\n"; then all
 * that was told. */
static void show(const struct trip *t, struct buf *out)
{
	for (size_t i = 0; i < t->n; i++) {
		const struct question *q = &t->items[i].q;
		buf_printf(out, "%d %s %s\n", q->line, question_kind_name(question_kind_of(q)),
			q->stem);
		for (size_t k = 0; k < q->choice_count; k++) {
			const struct choice *c = &q->choices[k];
			buf_printf(out, "%d %c %s%s%s\n", c->line, mark_of(c), c->text,
				c->rationale[0] ? "|" : "", c->rationale);
		}
		if (q->rule[0])
			buf_printf(out, "> %s\n", q->rule);
	}
	buf_add_str(out, buf_view(&t->told));
}

static void check(struct str text, const char *expected)
{
	struct trip t;
	struct buf found = BUF_INIT;
	trip_read(&t, &format_gift, text, NULL);
	show(&t, &found);
	assert_string_equal(buf_text(&found), expected);
	buf_release(&found);
	trip_release(&t);
}

/* Kinds ------------------------------------------------------------------------------------------
 */

static void single(void **state)
{
	(void)state;
	check(S("Who's buried in Grant's tomb?{~Grant ~Jefferson =no one}\n"),
		"1 single Who's buried in Grant's tomb?\n1 - Grant\n1 - Jefferson\n1 x no one\n");
	check(S("q {\n  =a # why a\n  ~ b # why not b\n\n"), /* no end */
		"F 1: found a brace { without its }, expected } before the empty line that ends "
		"the question\n");
	check(S("q {\n  =a # why a\n  ~ b # why\n not b\n#### The rule.\n}\n"),
		"1 single q\n2 x a|why a\n3 - b|why\nnot b\n> The rule.\n");
	/* the last #### is the one */
	check(S("q{=a~b####x####y}"), "1 single q\n1 x a\n1 - b|###x\n> y\n");
}

static void gap(void **state)
{
	(void)state;
	check(S("Grant is {~buried =entombed ~living} in Grant's tomb."),
		"1 single Grant is _____ in Grant's tomb.\n1 - buried\n1 x entombed\n1 - living\n");
	check(S("{=a ~b} comes first"), "1 single _____ comes first\n1 x a\n1 - b\n");
	check(S("What is pi? {#3.141..3.142}."),
		"1 numeric What is pi? _____.\n1 # 3.141..3.142\n");
}

static void multiple(void **state)
{
	(void)state;
	check(S("q{~%50%a#yes ~%50%b ~%-100%c ~d}"),
		"1 multiple q\n1 x a|yes\n1 x b\n1 - c\n1 - d\n");
	check(S("q{~%33.33333%a ~%33.33333%b ~%33.33333%c ~%-50%d}"),
		"1 multiple q\n1 x a\n1 x b\n1 x c\n1 - d\n");
	check(S("q{~%100%a ~b}"), "1 multiple q\n1 x a\n1 - b\n");
	check(S("q{\n~%70%a\n~%30%b\n~c}"),
		"1 multiple q\n2 x a\n3 x b\n4 - c\n"
		"N 3: the weights 70 % and 30 % are not kept: all keys count alike\n");
	check(S("q{~a ~b}"), "F 1: none of the choices is a key, expected one or more\n");
}

static void weights(void **state)
{
	(void)state;
	check(S("q{=a\n~%50%b\n~%0%c\n~%-25%d}"),
		"1 single q\n1 x a\n2 - b\n3 - c\n4 - d\n"
		"N 2: the partial credit of 50 % is not kept: the choice is wrong here\n");
	check(S("q{=%100%a ~b}"), "1 single q\n1 x a\n1 - b\n");
	/* Moodle would ask for "%50%a" and give all credit for it */
	check(S("q{=%50%a\n=%50%b\n~c}"),
		"1 multiple q\n1 x a\n2 x b\n3 - c\n"
		"N 1: found the weight 50 % behind =, read as one behind ~\n"
		"N 2: found the weight 50 % behind =, read as one behind ~\n");
	check(S("q{=a =%50%b ~c}"),
		"1 single q\n1 x a\n1 - b\n1 - c\n"
		"N 1: found the weight 50 % behind =, read as one behind ~\n"
		"N 1: the partial credit of 50 % is not kept: the choice is wrong here\n");
	/* no weights: */
	check(S("q{=%x%a ~%5b ~%%c ~50% d}"),
		"1 single q\n1 x %x%a\n1 - %5b\n1 - %%c\n1 - 50% d\n");
	check(S("q{=a ~%0%%5%b}"), "1 single q\n1 x a\n1 - %5%b\n"); /* the first one only */
	check(S("q{=a\n=b\n~c}"),
		"S 1: found 2 choices of which each alone is right, expected one (an = within a "
		"text is written \\=)\n");
	check(S("q{=a#because 1=1\n~c}"),
		"S 1: found 2 choices of which each alone is right, expected one (an = within a "
		"text is written \\=)\n");
	check(S("q{=a#because 1\\=1\n~c}"), "1 single q\n1 x a|because 1=1\n2 - c\n");
}

static void true_false(void **state)
{
	(void)state;
	check(S("q{T}"), "1 true-false q\n1 x True\n1 - False\n");
	check(S("q{ FALSE }"), "1 true-false q\n1 - True\n1 x False\n");
	/* the first feedback is for who was wrong */
	check(S("q{TRUE#wrong#right####rule}"),
		"1 true-false q\n1 x True|right\n1 - False|wrong\n> rule\n");
	check(S("q\n\n::n::q{\nF #wrong #right # more}"),
		"3 true-false q\n4 - True|wrong\n4 x False|right # more\n"
		"S 1: found a text without { }, which asks nothing\n");
	check(S("q{T##right}"), "1 true-false q\n1 x True|right\n1 - False\n");
	check(S("q{T#wrong}"), "1 true-false q\n1 x True\n1 - False|wrong\n");
	check(S("q{t}"), "1 typed q\n1 = t\n"); /* capitals only */
	check(S("q{=T}"), "1 typed q\n1 = T\n");
}

static void typed(void **state)
{
	(void)state;
	check(S("q{=no one# yes\n=nobody}"), "1 typed q\n1 = no one|yes\n2 = nobody\n");
	check(S("q{yes}"), "1 typed q\n1 = yes\n");
	check(S("q{yes =yeah}"), "1 typed q\n1 = yes\n1 = yeah\n");
	check(S("q{=%100%a#x\n=%50%b\n=%0%c#no\n=%0%d\n}"),
		"1 typed q\n1 = a|x\n"
		"N 2: the answer \"b\" gives 50 % of the credit and is not accepted here\n"
		"N 3: the feedback for the wrong answer \"c\" is not kept\n");
	check(S("q{=%50%a}"),
		"N 1: the answer \"a\" gives 50 % of the credit and is not accepted here\n"
		"F 1: none of the answers gives 100 %\n");
	check(S("q{=[plain]a [b]}"), "1 typed q\n1 = a [b]\n");
	check(S("[html]q{=a &amp; b}"), "1 typed q\n1 = a &amp; b\n"); /* typed, so never markup */
}

static void wild(void **state)
{
	(void)state;
	check(S("q{=colo*r}"), "1 typed q\n1 ~ colo.*r\n");
	check(S("q{=*(a.b)*}"), "1 typed q\n1 ~ .*\\(a\\.b\\).*\n");
	check(S("q{=\\n *x*\\n }"), "1 typed q\n1 ~ .*x.*\n"); /* nobody types these blanks */
	check(S("q{=a\\*b}"), "1 typed q\n1 = a*b\n");
	check(S("q{=a\\*b*}"), "1 typed q\n1 ~ a\\*b.*\n");
	check(S("q{=a\\\\\\*b}"), "1 typed q\n1 = a\\*b\n");
	check(S("q{=*}"), "S 1: found * for an answer: whatever is typed is right\n");
	check(S("q{=a =%0%*#no}"),
		"1 typed q\n1 = a\nN 1: the feedback for the wrong answer \"*\" is not kept\n");
}

static void numbers(void **state)
{
	(void)state;
	check(S("When was Ulysses S. Grant born?{#1822:5}"),
		"1 numeric When was Ulysses S. Grant born?\n1 # 1822:5\n");
	check(S("q{#1.5..2#yes}"), "1 numeric q\n1 # 1.5..2|yes\n");
	check(S("q{#\n=%100%-5:0.5# yes\n=%50%-5:2\n~# no\n####rule}"),
		"1 numeric q\n2 # -5:0.5|yes\n> rule\n"
		"N 4: the feedback for all other answers is not kept\n"
		"N 3: the answer \"-5:2\" gives 50 % of the credit and is not accepted here\n");
	check(S("q{#=1 =2.5e3}"), "1 numeric q\n1 # 1\n1 # 2.5e3\n");
	check(S("q{#}"), "F 1: found {#} without a number\n");
	check(S("q\n{#\n=1\n=about 3}"),
		"F 4: found \"about 3\", expected a number such as 12.5, one with a tolerance of 0 "
		"or more such as 12.5:0.5, or a range such as 12..13\n");
	check(S("q{#*}"), "S 1: found * for an answer: whatever is typed is right\n");
}

static void not_asked(void **state)
{
	(void)state;
	check(S("Match.{=Canada->Ottawa =Italy->Rome}\n\nWrite.{}\n\nWrite.{####rule}\n\nRead.\n"),
		"S 1: found a matching question, which cannot be asked here\n"
		"S 3: found an essay question, which cannot be asked here\n"
		"S 5: found an essay question, which cannot be asked here\n"
		"S 7: found a text without { }, which asks nothing\n");
	check(S("q{=a->b ~c}"), "1 single q\n1 x a->b\n1 - c\n"); /* ~ comes first */
	check(S("q{a->b}"), "1 typed q\n1 = a->b\n");
	check(S("q{~a~b~c~d~e~f~g~h~i~j=k}"),
		"S 1: found more than 10 choices, which is the most\n");
	check(S("q{=a=b=c=d=e=f=g=h=i=j=k}"),
		"S 1: found more than 10 accepted answers, which is the most\n");
}

/* Texts ------------------------------------------------------------------------------------------
 */

static void escapes(void **state)
{
	(void)state;
	check(S("a\\: \\#b \\= \\{c\\} \\~ \\\\n \\\\{=\\=x\\#y#1 \\= 2 ~\\~z}"),
		"1 single a: #b = {c} ~ \\n \\\n1 x =x#y|1 = 2\n1 - ~z\n");
	check(S("a\\nb\\n\\nc\\d\\ {=x ~y\\nz}"), "1 single a\nb\n\nc\\d\\\n1 x x\n1 - y z\n");
	check(S("a: b{=x: y ~z}"), "1 single a: b\n1 x x: y\n1 - z\n"); /* : alone is text */
	check(S("q{=a#&&061; ~b}"), "1 single q\n1 x a|&&061;\n1 - b\n");
}

static void markup(void **state)
{
	(void)state;
	check(S("[html]<p>a &lt; b</p><p>c</p>{=<b>x</b> ~[plain]<y>#[markdown]*z*\n####&amp;}"),
		"1 single a < b\n\nc\n1 x x\n1 - <y>|*z*\n> &\n");
	check(S("[markdown]*a* <b>{=x ~y}"), "1 single *a* <b>\n1 x x\n1 - y\n");
	check(S("a < b\nc &amp; d<br>e{=x ~y}"), "1 single a < b\nc & d\ne\n2 x x\n2 - y\n");
	check(S("a < b & c > d\n&e; f{=x ~y}"), "1 single a < b & c > d\n&e; f\n2 x x\n2 - y\n");
	check(S("[plain]a <b>&amp;{=x ~y}"), "1 single a <b>&amp;\n1 x x\n1 - y\n");
	check(S("[rtf]a{=x ~[y ~[z]}"), "1 single [rtf]a\n1 x x\n1 - [y\n1 - [z]\n");
	check(S("[html]<img src\\=\"@@PLUGINFILE@@/knee.png\">{=x ~y}"),
		"1 single [picture: knee.png]\n1 x x\n1 - y\nN 1: not taken over, and missing in "
		"the question: [picture: knee.png]\n");
}

static void lines(void **state)
{
	(void)state;
	check(S("\xEF\xBB\xBF  a  \n\tb\r\n{\n=x\n~y }\t\n \t \nc{T}"),
		"1 single a\nb\n4 x x\n5 - y\n7 true-false c\n7 x True\n7 - False\n");
	check(S("a{\r=x\r~y}\r\rb{F}\r"),
		"1 single a\n2 x x\n3 - y\n5 true-false b\n5 - True\n5 x False\n");
	check(S("a\n0\nb{=x ~0}"),
		"1 single a\n0\nb\n3 x x\n3 - 0\n"
		"N 2: found a line of a single 0, which Moodle takes for an empty one\n");
	/* a comment is passed over, also between the lines of a text */
	check(S("// x\na\n// {y}\n  //z\nb{=c\n//~d\n~e}"), "2 single a\nb\n5 x c\n7 - e\n");
	check(S("see http://x{=c ~//d}"), "1 single see http://x\n1 x c\n1 - //d\n");
	check(S("// only comments\n\n\n//\n"), "");
	check(S(""), "");
}

/* Around the question ----------------------------------------------------------------------------
 */

static void check_item(struct str text, size_t at, const char *expected)
{
	struct trip t;
	struct buf found = BUF_INIT;
	trip_read(&t, &format_gift, text, NULL);
	assert_string_equal(buf_text(&t.told), "");
	assert_true(at < t.n);
	const struct format_item *i = &t.items[at];
	buf_printf(&found, "slug=%s id=%s title=%s tags=%s category=", i->q.slug, i->id, i->q.title,
		i->q.tags);
	for (const char *c = i->category; *c; c++)
		buf_add_char(&found, *c == FORMAT_LEVEL ? '|' : *c);
	assert_string_equal(buf_text(&found), expected);
	buf_release(&found);
	trip_release(&t);
}

static void names(void **state)
{
	(void)state;
	check_item(S("::A \\:\\: name:: q{T}"), 0,
		"slug= id=A :: name title=A :: name tags= category=");
	check_item(S("::q1::q{T}"), 0, "slug= id=q1 title=q1 tags= category=");
	check_item(S("::no end q{T}"), 0, "slug= id= title=no end q tags= category=");
	check_item(S(":: ::q{T}"), 0, "slug= id= title=q tags= category=");
}

static void comments(void **state)
{
	(void)state;
	check_item(
		S("// question: 1  name: x\n// [id:int-0001] [tag:a b] [tag: c, d\\] ]\n::x::q{T}"),
		0, "slug=int-0001 id= title=x tags=a b, c  d] category=");
	check_item(S("// [id:My Id\\]] [id:other]\n::x::q{T}"), 0,
		"slug= id=My Id] title=x tags= category=");
	check_item(S("q{\n// [tag:inside]\nT} \n// [tag:] [tag:end\n// [id:end-1]"), 0,
		"slug=end-1 id= title=q tags=inside category=");
	/* an empty line parts a comment from what follows */
	check_item(S("// [id:a] [tag:b]\n\nq{T}"), 0, "slug= id= title=q tags= category=");
}

/* cpc_tags.h says which; they stand in tags so that they come back from Moodle too. */
static void own_fields(void **state)
{
	struct trip t;
	(void)state;
	trip_read(&t, &format_gift,
		S("// [tag:cpc:set=own] [tag:mine] [tag:cpc:year=2026]\n"
		  "// [tag:cpc:difficulty=3] [tag:cpc:concept=a%5Db=c]\nq{T}\n\nr{T}\n"),
		NULL);
	assert_string_equal(buf_text(&t.told), "");
	assert_int_equal(t.n, 2);
	assert_string_equal(t.items[0].set, "own");
	assert_int_equal(t.items[0].year, 2026);
	assert_int_equal(t.items[0].q.difficulty, 3);
	assert_string_equal(t.items[0].q.concept, "a]b=c");
	assert_string_equal(t.items[0].q.tags, "mine");
	assert_string_equal(t.items[1].set, "");
	assert_string_equal(t.items[1].q.tags, "");
	assert_int_equal(t.items[1].q.difficulty, 2);
	trip_release(&t);
	trip_read(&t, &format_gift, S("q{T}\n//x\n// [tag:cpc:difficulty=hard]\n\nr{T}"), NULL);
	assert_int_equal(t.n, 1);
	assert_memory_equal(buf_text(&t.told), "F 3: ", 5);
	trip_release(&t);
}

static void categories(void **state)
{
	(void)state;
	check_item(S("$CATEGORY: $course$/top/CPC/E//M\n\nq{T}"), 0,
		"slug= id= title=q tags= category=CPC|E/M");
	check_item(S("$CATEGORY:top/ a / b//c //d//\n// x\n\nq{T}"), 0,
		"slug= id= title=q tags= category=a|b/c /d/");
	check_item(S("$CATEGORY: $system$\n\nq{T}\n\n$CATEGORY: a/top/$b$\n\nr{T}"), 0,
		"slug= id= title=q tags= category=");
	check_item(S("$CATEGORY: $system$\n\nq{T}\n\n$CATEGORY: a/top/$b$\n\nr{T}"), 1,
		"slug= id= title=r tags= category=a|top|$b$");
	check_item(S("cost: $CATEGORY: x{T}"), 0,
		"slug= id= title=cost: $CATEGORY: x tags= category=");
}

/* Of a line with a fault nothing is kept for the questions that follow. */
static void a_category_with_a_fault_is_none(void **state)
{
	struct trip t;
	(void)state;
	trip_read(&t, &format_gift, S("$CATEGORY: a\n\n$CATEGORY: b\xff\n\nq{T}"), NULL);
	assert_string_equal(buf_text(&t.told), "F 3: found \\xff at byte 13, expected UTF-8\n");
	assert_int_equal(t.n, 1);
	assert_string_equal(t.items[0].category, "");
	trip_release(&t);
}

/* Faults -----------------------------------------------------------------------------------------
 */

static void braces(void **state)
{
	(void)state;
	/* an empty line ends a question: one fault, and the rest of it is none */
	check(S("a\nb{=x\n\n~y\n\n~z}\n\nq{T}"), "8 true-false q\n8 x True\n8 - False\n"
						 "F 2: found a brace { without its }, expected } "
						 "before the empty line that ends the "
						 "question\n");
	check(S("a{=x\n\nq{T}"), "3 true-false q\n3 x True\n3 - False\n"
				 "F 1: found a brace { without its }, expected } before the empty "
				 "line that ends the "
				 "question\n");
	check(S("a\n}\n\nb}{T"),
		"F 2: found a brace } without its {, expected \\} for one that is text\n"
		"F 4: found a brace } without its {, expected \\} for one that is text\n");
	check(S("a{T}\nb{F}"),
		"F 2: found \"{F}\" behind the answers, expected an empty line before the next "
		"question\n");
	check(S("a{T}\n::b::\nc"), "F 2: found \"::b::\" behind the answers, expected an "
				   "empty line before the next "
				   "question\n");
	check(S("a{T}\n$CATEGORY: b"),
		"F 2: found \"$CATEGORY: b\" behind the answers, expected an empty line before the "
		"next question\n");
	check(S("a{=x {y} ~z}"),
		"F 1: found \"}\" behind the answers, expected an empty line before the next "
		"question\n");
	check(S("$CATEGORY: a\nq{T}\nr{F}\n\ns{T}"),
		"5 true-false s\n5 x True\n5 - False\n"
		"F 2: found \"q{T}\", expected an empty line below $CATEGORY:\n");
}

static void faults_of_answers(void **state)
{
	(void)state;
	check(S("q{a\n~b =c}"), "F 1: found \"a\", expected = or ~ before it\n");
	check(S("q{=a}\n\nq{~a}\n\nq{=a\n~}"), "1 typed q\n1 = a\n"
					       "F 3: found one choice, expected 2 to 10\n"
					       "F 6: choice 2 has no text\n");
	check(S("q{=a\n~A}\n\n{T}\n\n[html]<p></p>{T}"),
		"F 2: choice 2 is the same as choice 1 but for case and blanks\n"
		"F 4: the question has no stem\nF 6: the question has no stem\n");
	check(S("q{=}"), "F 1: choice 1 has no text\n");
}

static void bytes(void **state)
{
	(void)state;
	check(S("a{T}\n\nb\xff{T}\n\nc\0{T}\n\nd{T}"),
		"1 true-false a\n1 x True\n1 - False\n7 true-false d\n7 x True\n7 - False\n"
		"F 3: found \\xff at byte 2, expected UTF-8\n"
		"F 5: found a NUL at byte 2, expected text\n");
	check(S("a{=\xff\n\n~b}\n\nc{T}"), "5 true-false c\n5 x True\n5 - False\n"
					   "F 1: found \\xff at byte 4, expected UTF-8\n");
}

/* A line that is too long is none that ends the question, and a question of many lines has an end.
 */
static void huge(void **state)
{
	struct buf text = BUF_INIT;
	(void)state;
	buf_add_text(&text, "a\n");
	buf_add_repeat(&text, "{=x~y#", SOURCE_LINE_MAX / 4);
	buf_add_text(&text, "\n{T}\n\nb{T}");
	check(buf_view(&text), "5 true-false b\n5 x True\n5 - False\n"
			       "F 2: found a line of more than 1048576 bytes, which is the most\n");
	buf_reset(&text);
	buf_add_text(&text, "// c\na{=x\n");
	buf_add_repeat(&text, "~%50%[id:y\n", SOURCE_LINE_MAX / 8);
	buf_add_text(&text, "}\n\nb{T}");
	check(buf_view(&text),
		"131077 true-false b\n131077 x True\n131077 - False\n"
		"F 1: found a question of more than 1048576 bytes, which is the most\n");
	buf_reset(&text);
	buf_add_repeat(&text, "// [tag:cpc:pool=l] [tag:long]  \n", SOURCE_LINE_MAX / 16);
	buf_add_text(&text, "a{T}\n\nb{T}");
	check(buf_view(&text),
		"65539 true-false b\n65539 x True\n65539 - False\n"
		"F 1: found a question of more than 1048576 bytes, which is the most\n");
	buf_reset(&text);
	buf_add_text(&text, "// ");
	buf_add_repeat(&text, "[id:[tag:", SOURCE_LINE_MAX / 10);
	buf_add_text(&text, "\\]\nb{T}");
	check(buf_view(&text), "2 true-false b\n2 x True\n2 - False\n");
	buf_release(&text);
}

/* Detecting --------------------------------------------------------------------------------------
 */

static void detected(void **state)
{
	(void)state;
	assert_string_equal(trip_detect(str_of("// question: 0  name: x\nq\n"), "x"), "gift");
	assert_string_equal(trip_detect(str_of("\n// a\n\n$CATEGORY: x\n"), "x"), "gift");
	assert_string_equal(trip_detect(str_of("::a::b {\n =c ~d}"), "x"), "gift");
	assert_string_equal(trip_detect(str_of("a{T}"), "x"), "gift");
	assert_string_equal(trip_detect(str_of("a \\{T} b{FALSE#no}"), "x"), "gift");
	assert_string_equal(trip_detect(str_of("a {"), "x.gift"), "gift");
	assert_string_equal(trip_detect(str_of("a {"), "x"), "none");
	assert_string_equal(trip_detect(str_of("a"), "x"), "none");
	assert_string_equal(trip_detect(str_of("{=a ~b}"), "x"), "none");
	assert_string_equal(trip_detect(str_of("[{\"a\": \"{=b\"}]"), "x.gift"), "json");
	assert_string_equal(trip_detect(str_of("---\nset: a\n---\n{=b}"), "x.gift"), "markdown");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(single),
		cmocka_unit_test(gap),
		cmocka_unit_test(multiple),
		cmocka_unit_test(weights),
		cmocka_unit_test(true_false),
		cmocka_unit_test(typed),
		cmocka_unit_test(wild),
		cmocka_unit_test(numbers),
		cmocka_unit_test(not_asked),
		cmocka_unit_test(escapes),
		cmocka_unit_test(markup),
		cmocka_unit_test(lines),
		cmocka_unit_test(names),
		cmocka_unit_test(comments),
		cmocka_unit_test(own_fields),
		cmocka_unit_test(categories),
		cmocka_unit_test(a_category_with_a_fault_is_none),
		cmocka_unit_test(braces),
		cmocka_unit_test(faults_of_answers),
		cmocka_unit_test(bytes),
		cmocka_unit_test(huge),
		cmocka_unit_test(detected),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
