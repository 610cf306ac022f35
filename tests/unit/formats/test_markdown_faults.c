/*
 * test_markdown_faults.c - what the reader of the native format says of each mistake, and that a
 * mistake neither hides another nor is told ten times.
 * May use: formats/markdown. Must not know: how the reader works.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "formats/markdown.h"

#define FRONT "---\nset: cpc\ndomain: x\nyear: 2026\n---\n"
#define HEAD "## a Title\ndifficulty: 1\n\nStem\n\n"
#define CHOICES "- [ ] no\n- [x] yes\n\n> Rule\n"
#define T(literal) literal, sizeof(literal) - 1

struct fault_case {
	const char *name;
	const char *text;
	size_t length;
	const char *faults; /* "line: sentence\n" each */
};

/* The question stands behind a frontmatter, so that its first line is line 7. */
static const struct fault_case in_a_question[] = {
	{"no slug, no title", T("##\ndifficulty: 1\n\nStem\n\n" CHOICES),
		"7: found an empty heading, expected a heading \"## slug title\"\n"},
	{"blanks only", T("##  \ndifficulty: 1\n\nStem\n\n" CHOICES),
		"7: found an empty heading, expected a heading \"## slug title\"\n"},
	{"no title", T("## a\ndifficulty: 1\n\nStem\n\n" CHOICES),
		"7: the question has no title, expected a heading \"## slug title\"\n"},
	{"bad slug", T("## Int_1 Title\ndifficulty: 1\n\nStem\n\n" CHOICES),
		"7: found the slug \"Int_1\", expected lower-case letters, digits and hyphens, at "
		"most 64\n"},
	{"title without a slug", T("## The title\ndifficulty: 1\n\nStem\n\n" CHOICES),
		"7: found the slug \"The\", expected lower-case letters, digits and hyphens, at "
		"most 64\n"},
	{"no blank behind ##", T("##a Title\ndifficulty: 1\n\nStem\n\n" CHOICES),
		"7: found \"##a Title\", expected a blank behind \"##\"\n"},
	{"no difficulty", T("## a Title\nbasis: data\n\nStem\n\n" CHOICES),
		"7: the question has no difficulty (\"difficulty: 2\" below the heading)\n"},
	{"no keys", T("## a Title\n\nStem\n\n" CHOICES),
		"7: the question has no difficulty (\"difficulty: 2\" below the heading)\n"},
	{"bad difficulty", T("## a Title\ndifficulty: 4\n\nStem\n\n" CHOICES),
		"8: found \"4\" as \"difficulty\", expected 1 (recall), 2 (apply) or 3 "
		"(analyse)\n"},
	{"difficulty in words", T("## a Title\ndifficulty: 1 2\n\nStem\n\n" CHOICES),
		"8: found \"1 2\" as \"difficulty\", expected 1 (recall), 2 (apply) or 3 "
		"(analyse)\n"},
	{"bad basis", T("## a Title\ndifficulty: 1\nbasis: books\n\nStem\n\n" CHOICES),
		"9: found \"books\" as \"basis\", expected data, text or book\n"},
	{"bad payer", T("## a Title\ndifficulty: 1\npayer: Medicare\n\nStem\n\n" CHOICES),
		"9: found \"Medicare\" as \"payer\", expected any, cpt or medicare\n"},
	{"bad pool", T("## a Title\ndifficulty: 1\npool: exam\n\nStem\n\n" CHOICES),
		"9: found \"exam\" as \"pool\", expected practice or mock\n"},
	{"unknown key", T("## a Title\ndifficulty: 1\nflavour: x\n\nStem\n\n" CHOICES),
		"9: found the unknown key \"flavour\"\n"},
	{"misspelt key", T("## a Title\ndificulty: 1\nSource: x\n\nStem\n\n" CHOICES),
		"8: found the unknown key \"dificulty\"; did you mean \"difficulty\"?\n"
		"9: found the unknown key \"Source\"; did you mean \"source\"?\n"},
	{"key twice",
		T("## a Title\ndifficulty: 1\nsource: x\ndifficulty: 2\n"
		  "source: y\n\nStem\n\n" CHOICES),
		"10: found the key \"difficulty\" a second time, the first is on line 8\n"
		"11: found the key \"source\" a second time, the first is on line 9\n"},
	{"key without a value", T("## a Title\ndifficulty:\nsource: \n\nStem\n\n" CHOICES),
		"8: the key \"difficulty\" has no value\n"
		"9: the key \"source\" has no value\n"},
	{"no blank behind the colon", T("## a Title\ndifficulty:1\nsource:x\n\nStem\n\n" CHOICES),
		"8: found \"difficulty:1\", expected a colon and a blank behind \"difficulty\"\n"
		"9: found \"source:x\", expected a colon and a blank behind \"source\"\n"},
	{"no colon", T("## a Title\ndifficulty 1\nbasis = book\n\nStem\n\n" CHOICES),
		"8: found \"difficulty 1\", expected a colon and a blank behind \"difficulty\"\n"
		"9: found \"basis = book\", expected a colon and a blank behind \"basis\"\n"},
	{"no colon, two blanks", T("## a Title\ndifficulty  1\n\nStem\n\n" CHOICES),
		"8: found \"difficulty  1\", expected a colon and a blank behind \"difficulty\"\n"},
	{"no empty line before the stem",
		T("## a Title\ndifficulty: 1\nA patient\nNote: of two\n"
		  "lines\n\n" CHOICES),
		"9: found \"A patient\", expected \"key: value\", or an empty line before the "
		"stem\n"},
	{"keys behind the stem's beginning",
		T("## a Title\nA patient\ndifficulty: 1\nbasis: bad\n\n" CHOICES),
		"8: found \"A patient\", expected \"key: value\", or an empty line before the "
		"stem\n"
		"10: found \"bad\" as \"basis\", expected data, text or book\n"},
	{"an empty line before the keys",
		T("## a Title\n\ndifficulty: 1\nbasis: book\n\nStem\n\n" CHOICES),
		"9: found \"difficulty: 1\" behind an empty line, expected the keys directly below "
		"the heading, or a backslash before it\n"},
	{"an empty line among the keys",
		T("## a Title\ndifficulty: 1\n\nbasis: bad\n\nStem\n\n" CHOICES),
		"10: found \"basis: bad\" behind an empty line, expected the keys directly below "
		"the heading, or a backslash before it\n"
		"10: found \"bad\" as \"basis\", expected data, text or book\n"},
	{"codes of no shape",
		T("## a Title\ndifficulty: 1\n"
		  "codes: 99213, 99214-25, D0120, J1885 x 40, 9921, I10-x\n\nStem\n\n" CHOICES),
		"9: found \"D0120\" in \"codes\", expected codes such as 12035, J1885 or E11.42\n"
		"9: found \"9921\" in \"codes\", expected codes such as 12035, J1885 or E11.42\n"
		"9: found \"I10-x\" in \"codes\", expected codes such as 12035, J1885 or E11.42\n"},
	{"empty items",
		T("## a Title\ndifficulty: 1\ncodes: 99213,, I10,\n"
		  "tags: ,\n\nStem\n\n" CHOICES),
		"9: found an empty item in \"codes\"\n"
		"10: found an empty item in \"tags\"\n"},
	{"no stem", T("## a Title\ndifficulty: 1\n\n" CHOICES), "7: the question has no stem\n"},
	{"no stem and no empty line", T("## a Title\ndifficulty: 1\n" CHOICES),
		"7: the question has no stem\n"},
	{"no choices", T(HEAD "> Rule\n"),
		"7: the question has no choices (\"- [ ] ...\" in the first column)\n"},
	{"no rule", T(HEAD "- [ ] no\n- [x] yes\n"),
		"7: the question has no rule (\"> ...\" at its end)\n"},
	{"no rule in the second",
		T(HEAD CHOICES "\n## b Title\ndifficulty: 1\n\nStem\n\n- [ ] no\n"
			       "- [x] yes\n"),
		"17: the question has no rule (\"> ...\" at its end)\n"},
	{"only a heading", T("## a Title\n"),
		"7: the question has no difficulty (\"difficulty: 2\" below the heading), no stem, "
		"no choices (\"- [ ] ...\" in the first column) and no rule (\"> ...\" at its "
		"end)\n"},
	{"a heading and text", T("## a Title\ndifficulty: 1\n\nStem\n"),
		"7: the question has no choices (\"- [ ] ...\" in the first column) and no rule "
		"(\"> ...\" at its end)\n"},
	{"one choice", T(HEAD "- [x] yes\n\n> Rule\n"), "12: found one choice, expected 2 to 10\n"},
	{"no key", T(HEAD "- [ ] no\n- [ ] yes\n\n> Rule\n"),
		"12: none of the choices is the key, expected one\n"},
	{"two keys", T(HEAD "- [x] no\n- [x] yes\n\n> Rule\n"),
		"13: found 2 keys among the choices, expected one\n"},
	{"three keys", T(HEAD "- [x] no\n- [ ] b\n- [x] yes\n- [x] c\n\n> Rule\n"),
		"14: found 3 keys among the choices, expected one\n"},
	{"several keys, none marked",
		T("## a Title\ndifficulty: 1\nkind: multiple\n\nStem\n\n- [ ] no\n- [ ] b\n\n"
		  "> Rule\n"),
		"13: none of the choices is a key, expected one or more\n"},
	{"several keys, typed",
		T("## a Title\ndifficulty: 1\nkind: multiple\n\nStem\n\n- [=] no\n- [=] b\n\n"
		  "> Rule\n"),
		"13: found an accepted answer in a question of several right choices, expected "
		"choices to pick\n"},
	{"another kind than that of the choices",
		T("## a Title\ndifficulty: 1\nkind: true-false\n\nStem\n\n" CHOICES
		  "\n## b Title\ndifficulty: 1\nkind: single\n\nStem\n\n- [ ] true\n- [x] False\n\n"
		  "> Rule\n\n## c Title\ndifficulty: 1\nkind: numeric\n\nStem\n\n- [#] 5\n- [=] "
		  "five\n\n"
		  "> Rule\n"),
		"9: found the kind true-false, and by its choices the question is single\n"
		"20: found the kind single, and by its choices the question is true-false\n"
		"31: found the kind numeric, and by its choices the question is typed\n"},
	{"two keys of a kind that has one",
		T("## a Title\ndifficulty: 1\nkind: single\n\nStem\n\n- [x] no\n- [x] b\n\n"
		  "> Rule\n"),
		"14: found 2 keys among the choices, expected one\n"},
	{"no kind",
		T("## a Title\ndifficulty: 1\nkind: Multiple\n\nStem\n\n- [x] no\n- [x] b\n\n"
		  "> Rule\n"),
		"9: found \"Multiple\" as \"kind\", expected single, multiple, true-false, typed "
		"or "
		"numeric\n"},
	{"numbers that are none", T(HEAD "- [#] 12,5\n- [#]\n- [#] 5:x\n\n> Rule\n"),
		"12: found \"12,5\", expected a number such as 12.5, one with a tolerance of 0 or "
		"more such as 12.5:0.5, or a range such as 12..13\n"
		"13: choice 2 has no text\n"
		"14: found \"5:x\", expected a number such as 12.5, one with a tolerance of 0 or "
		"more "
		"such as 12.5:0.5, or a range such as 12..13\n"},
	{"eleven choices",
		T(HEAD "- [ ] 0\n- [ ] 1\n- [ ] 2\n- [ ] 3\n- [ ] 4\n- [ ] 5\n"
		       "- [ ] 6\n- [ ] 7\n- [ ] 8\n- [ ] 9\n- [x] yes\n"
		       "- [ ] 12\n\n> Rule\n"),
		"22: found choice 11, expected at most 10\n"},
	{"eleven choices, and later no key",
		T(HEAD "- [ ] 0\n- [ ] 1\n- [ ] 2\n- [ ] 3\n- [ ] 4\n- [ ] 5\n"
		       "- [ ] 6\n- [ ] 7\n- [ ] 8\n- [ ] 9\n- [x] yes\n\n"
		       "> Rule\n\n## b Title\ndifficulty: 1\n\nStem\n\n"
		       "- [ ] no\n- [ ] yes\n\n> Rule\n"),
		"22: found choice 11, expected at most 10\n"
		"31: none of the choices is the key, expected one\n"},
	{"mixed sorts", T(HEAD "- [ ] no\n- [=] b\n- [x] yes\n- [~] /c/\n\n> Rule\n"),
		"13: found choices to pick and accepted answers in one question, expected one "
		"sort\n"},
	{"mixed sorts, typed first", T(HEAD "- [=] no\n- [x] b\n- [ ] yes\n\n> Rule\n"),
		"13: found choices to pick and accepted answers in one question, expected one "
		"sort\n"},
	{"equal choices",
		T(HEAD "- [ ] 12032, 12034\n- [x] 12032,12034\n- [ ] Ab\n"
		       "- [ ] a B\n\n> Rule\n"),
		"13: choice 2 is the same as choice 1 but for case and blanks\n"
		"15: choice 4 is the same as choice 3 but for case and blanks\n"},
	{"choices without text", T(HEAD "- [ ]\n- [x] \n- [ ] c\n\n> Rule\n"),
		"12: choice 1 has no text\n13: choice 2 has no text\n"},
	{"odd marks", T(HEAD "- [y] no\n- [x] yes\n\n> Rule\n"),
		"12: found \"- [y] no\", expected \"- [ ]\", \"- [x]\", \"- [=]\", \"- [~]\" or "
		"\"- [#]\"\n"},
	{"an odd mark that was the key", T(HEAD "- [ ] no\n- [X] yes\n- [] more\n\n> Rule\n"),
		"13: found \"- [X] yes\", expected \"- [ ]\", \"- [x]\", \"- [=]\", \"- [~]\" or "
		"\"- [#]\"\n"
		"14: found \"- [] more\", expected \"- [ ]\", \"- [x]\", \"- [=]\", \"- [~]\" or "
		"\"- [#]\"\n"},
	{"an odd mark among typed", T(HEAD "- [?] no\n- [=] yes\n\n> Rule\n"),
		"12: found \"- [?] no\", expected \"- [ ]\", \"- [x]\", \"- [=]\", \"- [~]\" or "
		"\"- [#]\"\n"},
	{"an unclosed mark", T(HEAD "- [ no\n- [x] yes\n- [ ] b\n\n> Rule\n"),
		"12: found \"- [ no\", expected \"- [ ]\", \"- [x]\", \"- [=]\", \"- [~]\" or \"- "
		"[#]\"\n"},
	{"no blank behind the mark", T(HEAD "- [ ]no\n- [x]yes\n\n> Rule\n"),
		"12: found \"- [ ]no\", expected a blank behind \"]\"\n"
		"13: found \"- [x]yes\", expected a blank behind \"]\"\n"},
	{"another bullet", T(HEAD "* [ ] no\n* [x] yes\n\n> Rule\n"),
		"7: the question has no choices (\"- [ ] ...\" in the first column)\n"},
	{"one other bullet", T(HEAD "- [ ] no\n- [x] yes\n* [ ] other\n- [ ] more\n\n> Rule\n"),
		"14: found \"* [ ] other\", expected a rationale indented by two blanks, a choice "
		"or the rule (\"> ...\")\n"},
	{"an indented choice", T(HEAD "- [ ] no\n  - [x] yes\n- [x] b\n\n> Rule\n"),
		"13: found \"- [x] yes\" as text, expected it in the first column of its own "
		"place, or a backslash before it\n"},
	{"an indented choice in the stem",
		T("## a Title\ndifficulty: 1\n\nStem\n - [ ] no\n" CHOICES),
		"11: found \" - [ ] no\" as text, expected it in the first column of its own "
		"place, or a backslash before it\n"},
	{"an indented rule", T(HEAD "- [ ] no\n- [x] yes\n  > rule\n\n> Rule\n"),
		"14: found \"> rule\" as text, expected it in the first column of its own place, "
		"or a backslash before it\n"},
	{"a rationale that is not indented",
		T(HEAD "- [ ] no\nbecause\nof this\n- [x] yes\nand that\n\n"
		       "> Rule\n"),
		"13: found \"because\", expected a rationale indented by two blanks, a choice or "
		"the rule (\"> ...\")\n"
		"16: found \"and that\", expected a rationale indented by two blanks, a choice or "
		"the rule (\"> ...\")\n"},
	{"a rationale indented by one", T(HEAD "- [ ] no\n because\n- [x] yes\n\n> Rule\n"),
		"13: found one blank at the front, expected a rationale indented by two blanks, a "
		"choice or the rule (\"> ...\")\n"},
	{"a rationale indented by a tab",
		T(HEAD "- [ ] no\n\tbecause\n\tof this\n- [x] yes\n\n> Rule\n"),
		"13: found a tab at the front, expected a rationale indented by two blanks, a "
		"choice or the rule (\"> ...\")\n"},
	{"text between choices and rule",
		T(HEAD "- [ ] no\n- [x] yes\n\nText of\ntwo lines\n\nand more\n"
		       "\n> Rule\n"),
		"15: found \"Text of\", expected a rationale indented by two blanks, a choice or "
		"the rule (\"> ...\")\n"},
	{"text between choices", T(HEAD "- [ ] no\n\nText\n\n- [x] yes\n\n> Rule\n"),
		"14: found \"Text\", expected a rationale indented by two blanks, a choice or the "
		"rule (\"> ...\")\n"},
	{"text behind the rule", T(HEAD CHOICES "lazy\n\nmore\n"),
		"16: found \"lazy\" behind the rule, expected a heading \"## slug title\" or the "
		"end\n"},
	{"a choice behind the rule", T(HEAD CHOICES "\n- [ ] more\n  with a rationale\n"),
		"17: found \"- [ ] more\" behind the rule, expected a heading \"## slug title\" or "
		"the end\n"},
	{"a choice behind the rule, no key before", T(HEAD "> Rule\n\n- [ ] no\n- [x] yes\n"),
		"7: the question has no choices (\"- [ ] ...\" in the first column)\n"
		"14: found \"- [ ] no\" behind the rule, expected a heading \"## slug title\" or "
		"the end\n"},
	{"a second frontmatter", T(HEAD CHOICES "\n---\nset: other\ndomain: y\nyear: 2026\n---\n"),
		"17: found \"---\" behind the rule, expected a heading \"## slug title\" or the "
		"end\n"},
	{"a line in the stem", T("## a Title\ndifficulty: 1\n\nStem\n---\nmore\n\n" CHOICES),
		"11: found \"---\" as text, expected it in the first column of its own place, or a "
		"backslash before it\n"},
	{"a pattern without slashes", T(HEAD "- [~] E11\n- [~] /a\n- [~] b/\n- [~] /\n\n> Rule\n"),
		"12: found \"E11\", expected a pattern between slashes\n"
		"13: found \"/a\", expected a pattern between slashes\n"
		"14: found \"b/\", expected a pattern between slashes\n"
		"15: found \"/\", expected a pattern between slashes\n"},
	{"a pattern of nothing", T(HEAD "- [~] //\n- [~]\n\n> Rule\n"),
		"12: choice 1 has no text\n13: choice 2 has no text\n"},
	{"a pattern that is none",
		T(HEAD "- [~] /(a/\n- [~] /b/\n- [~] /[z-a]/\n- [~] /\\C/\n\n"
		       "> Rule\n"),
		"12: not a pattern: missing closing parenthesis, at its end\n"
		"14: not a pattern: range out of order in character class, at character 4, before "
		"\"a]\"\n"
		"15: not a pattern: using \\C is disabled by the application, at its end\n"},
	{"a quote in the stem",
		T("## a Title\ndifficulty: 1\n\nA wound of\n>5 cm\n"
		  "is closed.\n\n" CHOICES),
		"7: the question has no choices (\"- [ ] ...\" in the first column)\n"
		"12: found \"is closed.\" behind the rule, expected a heading \"## slug title\" or "
		"the end\n"},
	{"NUL", T("## a Title\ndifficulty: 1\n\nSt\000em\n\n" CHOICES),
		"10: found a NUL at byte 3, expected text\n"},
	{"not UTF-8",
		T("## a Ti\377tle\ndifficulty: 1\nsource: \355\240\200\n\n"
		  "Stem\n\n" CHOICES),
		"7: found \\xff at byte 8, expected UTF-8\n"
		"9: found \\xed at byte 9, expected UTF-8\n"},
	{"not UTF-8, and no rule",
		T("## a Ti\377tle\ndifficulty: 1\n\nStem\n\n- [ ] no\n"
		  "- [x] yes\n"),
		"7: found \\xff at byte 8, expected UTF-8\n"
		"7: the question has no rule (\"> ...\" at its end)\n"},
	{"a carriage return", T("## a Title\ndifficulty: 1\rbasis: bad\n\nStem\r\r\n\n" CHOICES),
		"8: found a carriage return at byte 14, expected LF or CRLF at the end of a line\n"
		"10: found a carriage return at byte 5, expected LF or CRLF at the end of a "
		"line\n"},
	{"terminal escapes are shown", T("## a Title\ndifficulty: \033[31m\n\nStem\n\n" CHOICES),
		"8: found \"\\x1b[31m\" as \"difficulty\", expected 1 (recall), 2 (apply) or 3 "
		"(analyse)\n"},
	{"a slug twice",
		T("## b Title\ndifficulty: 1\n\nStem\n\n- [ ] no\n"
		  "- [x] yes\n\n> Rule\n\n## b Title\ndifficulty: 1\n\n"
		  "Stem\n\n- [ ] no\n- [x] yes\n\n> Rule\n\n## b Title\n"
		  "difficulty: 8\n\nStem\n\n- [ ] no\n- [x] yes\n\n> Rule\n"),
		"17: found the slug \"b\" a second time, the first is on line 7\n"
		"27: found the slug \"b\" a second time, the first is on line 7\n"
		"28: found \"8\" as \"difficulty\", expected 1 (recall), 2 (apply) or 3 "
		"(analyse)\n"},
	{"two bad slugs are not one slug twice",
		T("## A T\ndifficulty: 1\n\nStem\n\n- [ ] no\n- [x] yes\n\n"
		  "> Rule\n\n## B T\ndifficulty: 1\n\nStem\n\n- [ ] no\n"
		  "- [x] yes\n\n> Rule\n"),
		"7: found the slug \"A\", expected lower-case letters, digits and hyphens, at most "
		"64\n"
		"17: found the slug \"B\", expected lower-case letters, digits and hyphens, at "
		"most 64\n"},
	{"many at once",
		T("## A\nbasis: x\nbasis: y\nfoo: z\n\n- [ ] one\n  > two\n"
		  "- [+] three\n"),
		"7: found the slug \"A\", expected lower-case letters, digits and hyphens, at most "
		"64\n"
		"7: the question has no title, expected a heading \"## slug title\"\n"
		"7: the question has no difficulty (\"difficulty: 2\" below the heading), no stem "
		"and no rule (\"> ...\" at its end)\n"
		"8: found \"x\" as \"basis\", expected data, text or book\n"
		"9: found the key \"basis\" a second time, the first is on line 8\n"
		"10: found the unknown key \"foo\"; did you mean \"pool\"?\n"
		"13: found \"> two\" as text, expected it in the first column of its own place, or "
		"a backslash before it\n"
		"14: found \"- [+] three\", expected \"- [ ]\", \"- [x]\", \"- [=]\", \"- [~]\" "
		"or \"- [#]\"\n"},
};

static const struct fault_case in_a_text[] = {
	{"nothing", T(""),
		"1: found an empty text, expected \"---\" and below it the keys set, domain and "
		"year\n"},
	{"a byte order mark", T("\357\273\277"),
		"1: found an empty text, expected \"---\" and below it the keys set, domain and "
		"year\n"},
	{"empty lines", T("\n\n\n"),
		"1: found an empty line, expected \"---\" and below it the keys set, domain and "
		"year\n"},
	{"only a frontmatter", T(FRONT),
		"5: found no question, expected a heading \"## slug title\"\n"},
	{"a frontmatter and empty lines", T(FRONT "\n\n"),
		"7: found no question, expected a heading \"## slug title\"\n"},
	{"a frontmatter and text", T(FRONT "\n# a Title\n\nmore\n"),
		"7: found \"# a Title\", expected a heading \"## slug title\"\n"},
	{"text of another sort", T("# A title\n\nSome text\n- [ ] and\n> a list\n"),
		"1: found \"# A title\", expected \"---\" and below it the keys set, domain and "
		"year\n"},
	{"no frontmatter", T(HEAD CHOICES),
		"1: found \"## a Title\", expected \"---\" and below it the keys set, domain and "
		"year\n"},
	{"no opening line",
		T("set: cpc\ndomain: x\nyear: 2026\n---\n"
		  "\n" HEAD CHOICES),
		"1: found \"set: cpc\", expected \"---\" and below it the keys set, domain and "
		"year\n"},
	{"an empty line before it", T("\n\n" FRONT "\n" HEAD CHOICES),
		"1: found an empty line, expected \"---\" and below it the keys set, domain and "
		"year\n"},
	{"not closed",
		T("---\nset: cpc\ndomain: x\nyear: 2026\n"
		  "\n" HEAD CHOICES),
		"6: found a heading, expected \"---\", which closes the frontmatter\n"},
	{"not closed, no question", T("---\nset: cpc\n"),
		"2: found the end, expected \"---\", which closes the frontmatter\n"},
	{"opened only", T("---"),
		"1: found the end, expected \"---\", which closes the frontmatter\n"},
	{"an empty one",
		T("---\n---\n"
		  "\n" HEAD CHOICES),
		"2: the frontmatter has no set, no domain, no year\n"},
	{"keys missing",
		T("---\ndomain: x\n---\n"
		  "\n" HEAD CHOICES),
		"3: the frontmatter has no set, no year\n"},
	{"an unknown key, a misspelt one, one twice",
		T("---\nset: cpc\nflavour: sweet\ndomian: x\nyear: 2026\n"
		  "set: other\n---\n"
		  "\n" HEAD CHOICES),
		"3: found the unknown key \"flavour\"\n"
		"4: found the unknown key \"domian\"; did you mean \"domain\"?\n"
		"6: found the key \"set\" a second time, the first is on line 2\n"},
	{"keys without a value",
		T("---\nset:\ndomain: \nyear: 2026\n---\n"
		  "\n" HEAD CHOICES),
		"2: the key \"set\" has no value\n"
		"3: the key \"domain\" has no value\n"},
	{"lines that are no keys",
		T("---\nset cpc\ndomain:x\nyear: 2026\n# note\n---\n"
		  "\n" HEAD CHOICES),
		"2: found \"set cpc\", expected a colon and a blank behind \"set\"\n"
		"3: found \"domain:x\", expected a colon and a blank behind \"domain\"\n"
		"5: found \"# note\", expected \"key: value\", or \"---\", which closes the "
		"frontmatter\n"},
	{"bad values",
		T("---\nset: my set\ndomain: X\nyear: 20x6\n---\n"
		  "\n" HEAD CHOICES),
		"2: found the set \"my set\", expected lower-case letters, digits and hyphens, at "
		"most 64\n"
		"3: found the domain \"X\", expected lower-case letters, digits and hyphens, at "
		"most 64\n"
		"4: found the year \"20x6\", expected one from 2000 to 2099\n"},
	{"year 1999",
		T("---\nset: cpc\ndomain: x\nyear: 1999\n---\n"
		  "\n" HEAD CHOICES),
		"4: found the year \"1999\", expected one from 2000 to 2099\n"},
	{"year 02026",
		T("---\nset: cpc\ndomain: x\nyear: 02026\n---\n"
		  "\n" HEAD CHOICES),
		"4: found the year \"02026\", expected one from 2000 to 2099\n"},
	{"year +202",
		T("---\nset: cpc\ndomain: x\nyear: +202\n---\n"
		  "\n" HEAD CHOICES),
		"4: found the year \"+202\", expected one from 2000 to 2099\n"},
	{"text before the first question",
		T(FRONT "Hello\n\nmore\n"
			"\n" HEAD CHOICES "\n" HEAD CHOICES),
		"6: found \"Hello\", expected a heading \"## slug title\"\n"
		"20: found the slug \"a\" a second time, the first is on line 10\n"},
	{"a carriage return at the very end",
		T(FRONT "\n## a Title\ndifficulty: 1\n\nStem\n\n- [ ] no\n"
			"- [x] yes\n\n> Rule\r"),
		"15: found a carriage return at byte 7, expected LF or CRLF at the end of a "
		"line\n"},
	{"UTF-16", T("\377\376-\000-\000-\000"), "1: found UTF-16, expected UTF-8\n"},
};

/* What was told, as "line: sentence\n" each. */
struct told {
	struct buf text;
	int count, last_line;
};

static void tell(void *context, int line, const char *sentence)
{
	struct told *t = context;
	assert_true(line >= t->last_line);
	assert_int_equal(utf8_check(str_of(sentence)), strlen(sentence));
	for (const char *p = sentence; *p; p++)
		assert_true((unsigned char)*p >= 0x20);
	t->last_line = line;
	t->count++;
	buf_printf(&t->text, "%d: %s\n", line, sentence);
}

/* What *err says follows from what was told. */
static void assert_counted(const struct told *t, const struct cpc_error *err)
{
	struct buf expected = BUF_INIT;
	struct str rest = buf_view(&t->text), first;
	assert_int_equal(err->status, CPC_DATA);
	assert_true(str_next(&rest, '\n', &first));
	buf_printf(&expected, "bank.md:%.*s", STR_ARG(first));
	if (t->count > 1)
		buf_printf(&expected, " (the first of %d mistakes)", t->count);
	assert_string_equal(err->text, expected.data);
	buf_release(&expected);
}

static void assert_faults(const char *name, struct str text, const char *expected)
{
	struct told t = {.text = BUF_INIT};
	struct cpc_error err;
	struct question_file f;
	question_file_init(&f);
	assert_int_equal(markdown_read(text, "bank.md", &f, tell, &t, &err), CPC_DATA);
	question_file_release(&f);
	if (strcmp(buf_text(&t.text), expected) != 0)
		fail_msg("%s: found\n%sexpected\n%s", name, buf_text(&t.text), expected);
	assert_counted(&t, &err);
	buf_release(&t.text);
	assert_int_equal(markdown_read(text, "bank.md", &f, NULL, NULL, &err), CPC_DATA);
	question_file_release(&f);
}

/* Behind each question stands another with one fault, which must be found as well. */
static void faults_in_a_question(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof in_a_question / sizeof *in_a_question; i++) {
		const struct fault_case *c = &in_a_question[i];
		struct buf text = BUF_INIT, expected = BUF_INIT;
		buf_add_text(&text, FRONT "\n");
		buf_add(&text, c->text, c->length);
		buf_add_text(&text, "\n## z Title\n");
		int line = 1;
		for (size_t k = 0; k < text.len; k++)
			line += text.data[k] == '\n';
		buf_add_text(&text, "difficulty: 9\n\nStem\n\n" CHOICES);
		buf_printf(&expected,
			"%s%d: found \"9\" as \"difficulty\", expected 1 (recall), 2 (apply) or 3 "
			"(analyse)\n",
			c->faults, line);
		assert_faults(c->name, buf_view(&text), expected.data);
		buf_release(&text);
		buf_release(&expected);
	}
}

static void faults_in_a_text(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof in_a_text / sizeof *in_a_text; i++) {
		const struct fault_case *c = &in_a_text[i];
		assert_faults(c->name, (struct str){c->text, c->length}, c->faults);
	}
}

static void ends_of_lines(void **state)
{
	(void)state;
	char text[] = FRONT "\n" HEAD CHOICES;
	for (char *p = text; *p; p++) {
		if (*p == '\n')
			*p = '\r';
	}
	assert_faults("CR alone", str_of(text),
		"1: found a carriage return at byte 4, expected LF or CRLF at the end of a line\n");
}

static void reads(struct str text)
{
	struct question_file f;
	struct cpc_error err;
	question_file_init(&f);
	if (markdown_read(text, "bank.md", &f, NULL, NULL, &err))
		fail_msg("%s", err.text);
	question_file_release(&f);
}

/* "Title", "no", "yes" and "Rule" are 14 bytes of a question. */
static void long_lines(void **state)
{
	static const struct {
		size_t n;
		const char *faults;
	} cases[] = {{QUESTION_BYTES_MAX - 14, NULL},
		{QUESTION_BYTES_MAX - 13,
			"7: found a question of 61441 bytes, expected at most 61440\n"},
		{65536, "7: found a question of 65550 bytes, expected at most 61440\n"},
		{65537, "7: found a question of 65551 bytes, expected at most 61440\n"
			"10: found a line of 65537 bytes, expected at most 65536\n"}};
	(void)state;
	struct buf text = BUF_INIT;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		buf_reset(&text);
		buf_add_text(&text, FRONT "\n## a Title\ndifficulty: 1\n\n");
		buf_add_repeat(&text, "x", cases[i].n);
		buf_add_text(&text, "\n\n" CHOICES);
		if (cases[i].faults)
			assert_faults("long line", buf_view(&text), cases[i].faults);
		else
			reads(buf_view(&text));
	}
	buf_release(&text);
}

static void long_texts(void **state)
{
	(void)state;
	struct buf text = BUF_INIT;
	buf_add_text(&text, FRONT "\n" HEAD CHOICES);
	buf_add_repeat(&text, "\n", MARKDOWN_BYTES_MAX - text.len);
	reads(buf_view(&text));
	buf_add_char(&text, '\n');
	assert_faults("long text", buf_view(&text),
		"1: found 16777217 bytes, expected at most 16777216\n");
	buf_release(&text);
}

/* A thousand are told and the others counted; a slug that stands there twice is found although its
 * two places are far apart. */
static void very_many(void **state)
{
	(void)state;
	struct buf text = BUF_INIT;
	struct told t = {.text = BUF_INIT};
	struct question_file f;
	struct cpc_error err;
	buf_add_text(&text, FRONT);
	for (int i = 0; i < 30000; i++)
		buf_printf(&text, "\n## q-%d Title\ndifficulty: 1\n\nStem\n\n" CHOICES,
			i == 29999 ? 7 : i);
	assert_faults("twice", buf_view(&text),
		"299997: found the slug \"q-7\" a second time, the first is on line 77\n");
	buf_reset(&text);
	buf_add_text(&text, FRONT);
	buf_add_repeat(&text, "## a Title\n", 5000);
	question_file_init(&f);
	assert_int_equal(markdown_read(buf_view(&text), "bank.md", &f, tell, &t, &err), CPC_DATA);
	question_file_release(&f);
	assert_int_equal(t.count, 1001);
	assert_non_null(
		strstr(t.text.data, "1005: 8999 more mistakes were found and are not listed\n"));
	assert_non_null(strstr(err.text, "(the first of 9999 mistakes)"));
	buf_release(&text);
	buf_release(&t.text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(faults_in_a_question),
		cmocka_unit_test(faults_in_a_text),
		cmocka_unit_test(ends_of_lines),
		cmocka_unit_test(long_lines),
		cmocka_unit_test(long_texts),
		cmocka_unit_test(very_many),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
