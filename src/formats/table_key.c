/*
 * table_key.c - which choices the key of a row names.
 * May use: formats/format, base. Must not know: the columns.
 */
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "formats/table.h"

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool same_but_for_case_and_blanks(struct str a, struct str b)
{
	size_t i = 0, k = 0;
	for (;;) {
		while (i < a.n && is_blank(a.p[i]))
			i++;
		while (k < b.n && is_blank(b.p[k]))
			k++;
		if (i == a.n || k == b.n)
			return i == a.n && k == b.n;
		if (lower(a.p[i++]) != lower(b.p[k++]))
			return false;
	}
}

/* -1: none of the choices. */
static int find_text(const struct question *q, struct str text)
{
	for (size_t i = 0; i < q->choice_count; i++) {
		if (str_same(str_trim(str_of(q->choices[i].text)), text))
			return (int)i;
	}
	for (size_t i = 0; i < q->choice_count; i++) {
		if (same_but_for_case_and_blanks(str_of(q->choices[i].text), text))
			return (int)i;
	}
	return -1;
}

/* "Option B", "Answer: 2", "#2" without what stands before B and 2. */
static struct str without_word(struct str s)
{
	static const char *const words[] = {"option", "choice", "answer", "opt."};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		size_t n = strlen(words[i]);
		bool has = s.n > n && str_same_fold((struct str){s.p, n}, str_of(words[i])) &&
			   !strchr("abcdefghijklmnopqrstuvwxyz", lower(s.p[n]));
		if (!has)
			continue;
		s = str_trim(str_from(s, n));
		break;
	}
	while (s.n > 1 && strchr(":#([", s.p[0]))
		s = str_trim(str_from(s, 1));
	return s;
}

static int letter_index(char c)
{
	c = lower(c);
	return c >= 'a' && c < 'a' + QUESTION_CHOICES_MAX ? c - 'a' : -1;
}

/* By its letter or number, from 0; -1: none of the choices. */
static int find_place(const struct question *q, struct str s)
{
	int64_t number;
	int place = -1;
	s = without_word(s);
	if (s.n > 2 && letter_index(s.p[0]) >= 0 && strchr(").:", s.p[1])) {
		place = letter_index(s.p[0]); /* "B) the text of choice b" */
		struct str text = str_trim(str_from(s, 2));
		return (size_t)place < q->choice_count && same_but_for_case_and_blanks(text,
								  str_of(q->choices[place].text))
			       ? place
			       : -1;
	}
	while (s.n > 1 && strchr(").:]", s.p[s.n - 1]))
		s = str_trim_end((struct str){s.p, s.n - 1});
	if (s.n > 2 && str_eq(str_from(s, s.n - 2), ".0")) /* as some programs write 2 */
		s.n -= 2;
	if (s.n == 1)
		place = letter_index(s.p[0]);
	if (place < 0 && str_to_i64(s, 1, QUESTION_CHOICES_MAX, &number))
		place = (int)number - 1;
	return place < (int)q->choice_count ? place : -1;
}

struct finding {
	const struct question *q;
	int both; /* a choice whose text is the place of another; -1: none */
};

static unsigned find_one(struct finding *f, struct str token)
{
	int text = find_text(f->q, token), place = find_place(f->q, token);
	if (text >= 0 && place >= 0 && text != place)
		f->both = text;
	if (text < 0)
		text = place;
	return text < 0 ? 0 : 1u << text;
}

/* "acd"; each letter once. */
static unsigned find_letters(const struct question *q, struct str s)
{
	unsigned keys = 0;
	for (size_t i = 0; i < s.n; i++) {
		int place = letter_index(s.p[i]);
		if (place < 0 || place >= (int)q->choice_count || keys & 1u << place)
			return 0;
		keys |= 1u << place;
	}
	return keys;
}

static unsigned find_list(struct finding *f, struct str cell, char separator)
{
	struct str token;
	unsigned keys = 0;
	while (str_next(&cell, separator, &token)) {
		token = str_trim(token);
		if (token.n == 0 || (separator == ' ' && str_same_fold(token, str_of("and"))))
			continue;
		/* "B) text" with another text than b's is no list of B and a text. */
		int place = separator == ' ' ? find_place(f->q, token) : -1;
		unsigned one = separator != ' ' ? find_one(f, token) : place < 0 ? 0 : 1u << place;
		if (one == 0)
			return 0;
		keys |= one;
	}
	return keys;
}

static unsigned find_keys(struct finding *f, struct str cell)
{
	static const char separators[] = "\n;|,/&+ ";
	unsigned keys = find_one(f, cell);
	if (keys == 0)
		keys = find_letters(f->q, cell);
	for (size_t i = 0; separators[i] && keys == 0; i++) {
		if (memchr(cell.p, separators[i], cell.n))
			keys = find_list(f, cell, separators[i]);
	}
	return keys;
}

static void tell_none(struct format_read *r, const struct question *q, struct str cell, bool own)
{
	int last = (int)q->choice_count;
	char last_letter = (char)('a' + last - 1);
	if (cell.n == 0)
		format_fault(r, q->line, "the key is empty, expected which choice is right");
	else if (own)
		format_fault(r, q->line, "found the key %s, expected letters from a to %c",
			format_shown(r, cell), last_letter);
	else
		format_fault(r, q->line,
			"found the key %s, expected a letter from a to %c, a number from 1 to %d "
			"or the text of a choice",
			format_shown(r, cell), last_letter, last);
}

unsigned table_key(struct format_read *r, const struct question *q, const char *cell, bool own)
{
	struct finding f = {q, -1};
	struct str key = str_trim(str_of(cell));
	unsigned keys = key.n == 0 ? 0 : own ? find_letters(q, key) : find_keys(&f, key);
	if (keys == 0)
		tell_none(r, q, key, own);
	else if (f.both >= 0)
		format_note(r, q->line,
			"found the key %s, which is the text of choice %c and the place of "
			"another: the text was taken",
			format_shown(r, key), 'a' + f.both);
	return keys;
}

/* "A) ", "b. ", "(c) "; 0: none of that letter. */
static size_t label_length(struct str s, size_t index)
{
	bool open = str_starts(s, "(");
	size_t n = open ? 1 : 0;
	if (s.n < n + 3 || letter_index(s.p[n]) != (int)index)
		return 0;
	n++;
	if (!strchr(open ? ")" : ").:", s.p[n]) || !is_blank(s.p[n + 1]))
		return 0;
	return n + 2;
}

void table_strip_labels(struct question *q)
{
	for (size_t i = 0; i < q->choice_count; i++) {
		if (label_length(str_trim(str_of(q->choices[i].text)), i) == 0)
			return;
	}
	for (size_t i = 0; i < q->choice_count; i++) {
		const char *text = q->choices[i].text;
		while (is_blank(*text))
			text++;
		q->choices[i].text = text + label_length(str_of(text), i);
	}
}
