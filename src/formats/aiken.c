/*
 * aiken.c - Aiken, the smallest format of Moodle: one line a question, one a choice, one the key.
 * May use: formats/format, base. Must not know: the bank.
 *
 *	Which code is right?
 *	A) 12001
 *	B) 12002
 *	ANSWER: B
 *
 * The reader takes what Moodle's does (question/format/aiken/format.php): blanks around lines do
 * not count, empty lines and lines of one character are passed over anywhere, a choice begins with
 * a capital letter and ) or ., with or without a blank, and what follows the letter of ANSWER: in
 * brackets or points is not read. It is stricter where Moodle silently reads something else than
 * was meant: letters of choices go A, B, C; the answer is one of them, and one only.
 *
 * The writer says stem, choices and key and nothing else; lines of a stem become one. A stem that
 * would be read as a choice or as ANSWER:, such as "E. coli ...", cannot be written: any guard
 * before it would be part of the question elsewhere.
 */
#include <string.h>

#include "base/error.h"
#include "formats/format.h"
#include "formats/normal.h"

#define ANSWER "ANSWER:"
#define LETTERS 26

/* Reading ----------------------------------------------------------------------------------------
 */

struct aiken {
	struct format_read *r;
	struct format_item item;
	bool open;    /* a stem was read */
	size_t count; /* choices so far, of which q has the first QUESTION_CHOICES_MAX */
	size_t torn;  /* choices before a line that stands between them */
	bool told;    /* something that the question is not given for */
};

static bool is_letter(char c)
{
	return c >= 'A' && c <= 'Z';
}

static bool is_choice(struct str line)
{
	return line.n >= 2 && is_letter(line.p[0]) && (line.p[1] == ')' || line.p[1] == '.');
}

static bool is_answer(struct str line)
{
	return str_starts(line, ANSWER);
}

static void begin_question(struct aiken *a)
{
	format_drop(a->r);
	*a = (struct aiken){.r = a->r, .item = format_blank()};
}

static void tell_letter(struct aiken *a, char letter, int number)
{
	if (a->count == LETTERS)
		format_fault(
			a->r, number, "found the choice %c behind Z, expected " ANSWER, letter);
	else
		format_fault(a->r, number, "found the choice %c, expected %sthe choice %c", letter,
			a->count ? ANSWER " or " : "", (char)('A' + a->count));
}

static void read_choice(struct aiken *a, struct str line, int number)
{
	struct format_read *r = a->r;
	struct question *q = &a->item.q;
	size_t place = (size_t)(line.p[0] - 'A');
	if (a->count == 0 && a->torn > 0 && place == a->torn) {
		a->count = a->torn; /* the line before was no stem, which was told */
		a->told = true;
	}
	if (!a->open) {
		format_fault(r, number, "found the choice %s before a question, expected its text",
			format_shown(r, line));
		a->open = a->told = true;
		a->item.q.line = number;
		a->count = place;
	} else if (place != a->count && !a->told) {
		tell_letter(a, line.p[0], number);
		a->told = true;
	}
	if (a->count < QUESTION_CHOICES_MAX)
		q->choices[q->choice_count++] = (struct choice){.kind = CHOICE_OPTION,
			.text = format_keep(r, str_trim(str_from(line, 2))),
			.rationale = "",
			.line = number};
	a->count++;
}

/* A line that is neither choice nor ANSWER: begins a question. */
static void read_stem(struct aiken *a, struct str line, int number)
{
	struct format_read *r = a->r;
	size_t torn = a->count;
	if (a->open && a->count == 0) {
		if (!a->told)
			format_fault(r, number,
				"found a second line of the question, %s, expected the choice A: "
				"write the question in one line",
				format_shown(r, line));
		a->told = true;
		return;
	}
	if (a->open && !a->told)
		format_fault(r, number,
			"found %s, expected a choice or " ANSWER " of the question on line %d",
			format_shown(r, line), a->item.q.line);
	begin_question(a);
	a->open = true;
	a->torn = torn;
	a->item.q.line = number;
	a->item.q.stem = format_keep(r, line);
}

/* The place of the key; -1 when there is none, which is told. */
static int take_key(struct aiken *a, struct str line, int number)
{
	struct format_read *r = a->r;
	struct str found = str_trim(str_from(line, strlen(ANSWER)));
	struct str rest = str_trim(str_from(found, 1));
	char last = (char)('A' + a->count - 1);
	if (found.n == 0 || !is_letter(found.p[0]) || (rest.n > 0 && !strchr(").:", rest.p[0])))
		format_fault(r, number, "found the answer %s, expected one of the letters A to %c",
			format_shown(r, found), last);
	else if (found.p[0] > last)
		format_fault(r, number,
			"found the answer %c, expected one of the %zu choices, A to %c", found.p[0],
			a->count, last);
	else
		return found.p[0] - 'A';
	return -1;
}

static int end_question(struct aiken *a, struct str line, int number, struct cpc_error *err)
{
	struct format_read *r = a->r;
	struct question *q = &a->item.q;
	int rc = CPC_OK, key = -1;
	if (!a->open)
		format_fault(r, number, "found " ANSWER " before a question, expected its text");
	else if (a->count == 0 && !a->told && !a->torn)
		format_fault(r, number, "found " ANSWER " behind no choices, expected 2 to %d",
			QUESTION_CHOICES_MAX);
	else if (a->count > 0 && !a->told)
		key = take_key(a, line, number);
	if (key >= 0 && a->count > QUESTION_CHOICES_MAX) {
		format_skip(r, q->line, "found %zu choices, and at most %d can be asked", a->count,
			QUESTION_CHOICES_MAX);
	} else if (key >= 0) {
		q->choices[key].is_key = true;
		rc = format_give(r, &a->item, err);
	}
	begin_question(a);
	return rc;
}

static int read_line(struct aiken *a, struct str line, struct cpc_error *err)
{
	int number = source_line_number(a->r->in);
	line = str_trim(line);
	if (line.n == 1)
		format_note(a->r, number, "found a line of one character, which is passed over");
	if (line.n < 2)
		return CPC_OK;
	if (is_answer(line))
		return end_question(a, line, number, err);
	if (is_choice(line))
		read_choice(a, line, number);
	else
		read_stem(a, line, number);
	return CPC_OK;
}

/* A line with a fault of its bytes spoils the question that it stands in or begins. */
static int read_lines(struct aiken *a, struct str line, struct cpc_error *err)
{
	bool bad = a->r->spoiled, empty = line.n == 0;
	struct str piece;
	int rc = CPC_OK;
	a->r->spoiled = false;
	a->told = a->told || bad;
	while (!rc && str_next(&line, '\r', &piece)) {
		rc = read_line(a, piece, err);
		a->open = a->open || (bad && empty);
		a->told = a->told || (bad && a->open);
	}
	return rc;
}

static int read_aiken(struct format_read *r, struct cpc_error *err)
{
	struct aiken a = {.r = r};
	struct str line;
	int rc;
	begin_question(&a);
	while (!(rc = format_line(r, &line, err))) {
		if ((rc = read_lines(&a, line, err)))
			break;
	}
	if (rc == CPC_NO) {
		rc = CPC_OK;
		if (a.open && !a.told)
			format_fault(r, a.item.q.line, "the question has no line " ANSWER);
	}
	format_drop(r);
	return rc;
}

/* A question at the very front is Aiken and nothing else; one further behind looks like it. */
static enum format_sign sniff(struct str head)
{
	struct str line;
	size_t stems = 0, choices = 0;
	bool cr = !memchr(head.p, '\n', head.n);
	while (str_next(&head, cr ? '\r' : '\n', &line)) {
		line = str_trim(line);
		if (line.n < 2)
			continue;
		if (is_choice(line)) {
			choices = (size_t)(line.p[0] - 'A') == choices ? choices + 1 : 0;
		} else if (is_answer(line) && choices >= 2 && stems > 0) {
			return stems == 1 ? FORMAT_SURE : FORMAT_LIKELY;
		} else {
			choices = 0;
			stems++;
		}
	}
	return FORMAT_NO;
}

/* Writing ----------------------------------------------------------------------------------------
 */

static int begin(struct format_write *w, struct cpc_error *err)
{
	(void)w;
	(void)err;
	return CPC_OK;
}

static int write_question(
	struct format_write *w, const struct format_item *item, struct cpc_error *err)
{
	const struct question *q = &item->q;
	size_t key = 0;
	(void)err;
	/* At the front of a file it would be no part of the question. */
	size_t front = str_starts(str_trim(str_of(q->stem)), "\xEF\xBB\xBF");
	buf_add_text(&w->text, front ? "\n" : "");
	normal_add_line(&w->text, str_of(q->stem));
	struct str stem = str_from(buf_view(&w->text), front);
	if (is_choice(stem))
		return format_cannot(w,
			"aiken would read the question as a choice: it begins with \"%.2s\"",
			stem.p);
	if (is_answer(stem))
		return format_cannot(
			w, "aiken would read the question as an answer: it begins with " ANSWER);
	if (stem.n < 2)
		return format_cannot(w, "aiken passes over a question of one character");
	buf_add_char(&w->text, '\n');
	for (size_t i = 0; i < q->choice_count; i++) {
		buf_printf(&w->text, "%c) ", (char)('A' + i));
		normal_add_line(&w->text, str_of(q->choices[i].text));
		buf_add_char(&w->text, '\n');
		key = q->choices[i].is_key ? i : key;
	}
	buf_printf(&w->text, ANSWER " %c\n\n", (char)('A' + key));
	if (w->text.len > FORMAT_UNTITLED_MAX)
		return format_cannot(
			w, "a question of aiken has at most %d bytes", FORMAT_UNTITLED_MAX);
	return CPC_OK;
}

static int end(struct format_write *w, struct cpc_error *err)
{
	return begin(w, err);
}

const struct format format_aiken = {.name = "aiken",
	.suffixes = ".aiken .txt",
	.summary = "one line a question, one a choice, and ANSWER: with a letter",
	.holds = 0,
	.kinds = 1 << QUESTION_SINGLE | 1 << QUESTION_TRUE_FALSE,
	.sniff = sniff,
	.read = read_aiken,
	.begin = begin,
	.question = write_question,
	.end = end};
