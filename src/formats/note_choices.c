/*
 * note_choices.c - notes of other people's multiple-choice note types, known by the names of their
 * fields: Question, Q_1 ... Q_5 or Option A ... or Options with a line each, Answers ("0 1 0 0",
 * "B", "2" or the text). May use: formats/note, base. Must not know: which file a note stands in.
 */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "formats/note_parts.h"

/* One more than can be asked, to tell of those that cannot. */
#define OPTIONS_MAX (QUESTION_CHOICES_MAX + 1)

enum role { OTHER, STEM, OPTION, OPTIONS, KEY, RULE, TITLE, KIND };

static const struct {
	const char *names; /* small letters and digits only */
	enum role role;
} known[] = {
	{"question stem questiontext questionstem", STEM},
	{"options choices", OPTIONS},
	{"answer answers correct correctanswer correctanswers correctoption correctoptions key "
	 "rightanswer solution",
		KEY},
	{"explanation explanations rationale extra extra1 comment comments remarks feedback", RULE},
	{"title", TITLE},
	{"qtype", KIND},
};

struct options {
	struct str text[OPTIONS_MAX];
	bool is_key[OPTIONS_MAX];
	size_t n, keys;
	struct str stem, answer, rule, title, kind;
};

/* Names of fields -------------------------------------------------------------------------------
 */

/* "Option A", "option_a" and "Option-A" are one: "optiona". What stands in brackets goes:
 * "QType (0=kprim,1=mc,2=sc)". */
static struct str folded(struct str name, char out[32])
{
	size_t n = 0;
	for (size_t i = 0; i < name.n && name.p[i] != '(' && n < 32; i++) {
		char c = name.p[i];
		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
			out[n++] = c;
	}
	return (struct str){out, n};
}

/* "q1", "option1", "optiona", "choice1", "a" and so on; from 0, -1 when it is none. */
static int option_number(struct str name)
{
	static const char *const fronts[] = {"option", "choice", "opt", "q", ""};
	for (size_t i = 0; i < sizeof fronts / sizeof *fronts; i++) {
		int64_t number;
		struct str rest = str_from(name, strlen(fronts[i]));
		if (!str_starts(name, fronts[i]) || rest.n == 0)
			continue;
		if (fronts[i][0] && str_to_i64(rest, 1, 99, &number))
			return (int)number - 1;
		if (rest.n == 1 && rest.p[0] >= 'a' && rest.p[0] <= 'j' && fronts[i][0] != 'q')
			return rest.p[0] - 'a';
	}
	return -1;
}

static enum role role_of(struct str field)
{
	char text[32];
	struct str name = folded(field, text);
	if (name.n == 0)
		return OTHER;
	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		if (question_word_valid(name, known[i].names))
			return known[i].role;
	}
	return option_number(name) >= 0 ? OPTION : OTHER;
}

/* Options ---------------------------------------------------------------------------------------
 */

static bool is_letter(char c)
{
	return (c >= 'A' && c <= 'J') || (c >= 'a' && c <= 'j');
}

int note_letter(struct str line, size_t *n)
{
	bool open = str_starts(line, "(");
	struct str s = str_from(line, open);
	if (s.n < 2 || !is_letter(s.p[0]) || !(s.p[1] == ')' || (s.p[1] == '.' && !open)))
		return -1;
	if (s.n > 2 && s.p[2] != ' ' && s.p[2] != '\n')
		return -1;
	*n = open + 2u + (s.n > 2 && s.p[2] == ' ');
	return (s.p[0] | 0x20) - 'a';
}

/* "- ", "1. ", "1) " or a letter at the front of a line: its bytes. Numbers and letters must be
 * those of the place. */
static size_t label_at(struct str line, size_t place)
{
	size_t n = 0, digits = 0;
	int64_t number;
	if (str_starts(line, "- "))
		return 2;
	if (note_letter(line, &n) == (int)place)
		return n;
	while (digits < line.n && line.p[digits] >= '0' && line.p[digits] <= '9')
		digits++;
	struct str rest = str_from(line, digits);
	bool numbered = str_to_i64((struct str){line.p, digits}, (int64_t)place + 1,
				(int64_t)place + 1, &number) &&
			(str_starts(rest, ". ") || str_starts(rest, ") "));
	return numbered ? digits + 2 : 0;
}

/* A line each; labels go when all lines have one. */
static void add_lines(struct options *o, struct str text)
{
	struct str line;
	size_t first = o->n;
	bool labelled = true;
	while (o->n < OPTIONS_MAX && str_next(&text, '\n', &line)) {
		line = str_trim(line);
		if (line.n == 0)
			continue;
		labelled = labelled && label_at(line, o->n - first) > 0;
		o->text[o->n++] = line;
	}
	for (size_t i = first; labelled && i < o->n; i++)
		o->text[i] = str_trim(str_from(o->text[i], label_at(o->text[i], i - first)));
}

static void collect(const struct note_plain *p, struct options *o)
{
	*o = (struct options){.n = 0};
	for (size_t i = 0; i < p->n; i++) {
		struct str value = str_trim(p->fields[i].value);
		struct str *one = NULL;
		switch (role_of(p->fields[i].name)) {
		case STEM:
			one = &o->stem;
			break;
		case KEY:
			one = &o->answer;
			break;
		case RULE:
			one = &o->rule;
			break;
		case TITLE:
			one = &o->title;
			break;
		case KIND:
			one = &o->kind;
			break;
		case OPTION:
			if (value.n > 0 && o->n < OPTIONS_MAX)
				o->text[o->n++] = value;
			break;
		case OPTIONS:
			add_lines(o, value);
			break;
		default:
			break;
		}
		if (one && (!one->p || one->n == 0))
			*one = value;
	}
}

bool note_has_choices(const struct note_plain *p)
{
	struct options o;
	collect(p, &o);
	return o.stem.n > 0 && o.answer.n > 0 && o.n >= 2;
}

/* The key ---------------------------------------------------------------------------------------
 */

static void add_key(struct options *o, size_t i)
{
	o->keys += !o->is_key[i];
	o->is_key[i] = true;
}

/* The next of words parted by blanks and commas. */
static bool next_word(struct str *rest, struct str *word)
{
	size_t n = 0;
	while (rest->n > 0 && strchr(" ,;\n\t", rest->p[0]))
		*rest = str_from(*rest, 1);
	while (n < rest->n && !strchr(" ,;\n\t", rest->p[n]))
		n++;
	*word = (struct str){rest->p, n};
	*rest = str_from(*rest, n);
	return n > 0;
}

/* "0 1 0 0": one for each option, and perhaps for those that are empty. */
static bool take_marks(struct options *o)
{
	struct str rest = o->answer, word;
	size_t n = 0;
	while (next_word(&rest, &word)) {
		if (!str_eq(word, "0") && !str_eq(word, "1"))
			return false;
		n++;
	}
	if (n < 2 || n < o->n)
		return false;
	rest = o->answer;
	for (size_t i = 0; i < o->n && next_word(&rest, &word); i++) {
		if (word.p[0] == '1')
			add_key(o, i);
	}
	return true;
}

static bool take_text(struct options *o)
{
	for (size_t i = 0; i < o->n; i++) {
		if (str_same_fold(o->text[i], o->answer)) {
			add_key(o, i);
			return true;
		}
	}
	return false;
}

/* "B", "b)", "A, C", "2", "1 3", "B. the text". */
static bool take_places(struct options *o)
{
	struct str rest = o->answer, word;
	size_t n;
	int letter = note_letter(o->answer, &n);
	if (letter >= 0 && (size_t)letter < o->n &&
		str_same_fold(str_trim(str_from(o->answer, n)), o->text[letter])) {
		add_key(o, (size_t)letter);
		return true;
	}
	while (next_word(&rest, &word)) {
		int64_t number;
		while (word.n > 1 && strchr(").", word.p[word.n - 1]))
			word.n--;
		if (word.n == 1 && is_letter(word.p[0]))
			number = (word.p[0] | 0x20) - 'a' + 1;
		else if (!str_to_i64(word, 1, OPTIONS_MAX, &number))
			return false;
		if ((size_t)number > o->n)
			return false;
		add_key(o, (size_t)number - 1);
	}
	return o->keys > 0;
}

/* The question ----------------------------------------------------------------------------------
 */

static void make_question(struct format_read *r, const struct options *o, struct question *q)
{
	q->stem = format_keep(r, o->stem);
	q->title = format_keep(r, o->title);
	q->rule = format_keep(r, o->rule);
	/* AllInOne: 0 true or false for each, 1 several, 2 one. */
	q->multiple = o->keys > 1 || str_starts(o->kind, "0") || str_starts(o->kind, "1");
	q->choice_count = o->n;
	for (size_t i = 0; i < o->n; i++)
		q->choices[i] = (struct choice){.kind = CHOICE_OPTION,
			.is_key = o->is_key[i],
			.text = format_keep(r, o->text[i]),
			.rationale = "",
			.line = q->line};
}

static int tell_left(struct format_read *r, const struct note_plain *p, const struct options *o,
	struct cpc_error *err)
{
	bool *taken = calloc(p->n, sizeof *taken);
	if (!taken)
		return error_memory(err);
	for (size_t i = 0; i < p->n; i++) {
		enum role role = role_of(p->fields[i].name);
		struct str value = str_trim(p->fields[i].value);
		/* Of two that may be the rule, the first that says something is. */
		taken[i] = role != OTHER && (role != RULE || value.p == o->rule.p);
	}
	note_tell_loss(r, p);
	note_tell_left(r, p, taken);
	free(taken);
	return CPC_OK;
}

int note_read_choices(struct format_read *r, const struct note_plain *p, struct cpc_error *err)
{
	struct options o;
	int line = p->note->line;
	collect(p, &o);
	if (o.n > QUESTION_CHOICES_MAX) {
		format_skip(r, line, "a question with more than %d choices, which is the most",
			QUESTION_CHOICES_MAX);
		return CPC_OK;
	}
	if (!take_text(&o) && !take_marks(&o) && !take_places(&o)) {
		format_fault(r, line,
			"found the answer %s, expected letters or numbers of the choices, or the "
			"text of one",
			format_shown(r, o.answer));
		return CPC_OK;
	}
	struct format_item item = note_item(r, p, "");
	make_question(r, &o, &item.q);
	int rc = tell_left(r, p, &o, err);
	if (!rc)
		return format_give(r, &item, err);
	format_drop(r);
	return rc;
}
