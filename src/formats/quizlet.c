/*
 * quizlet.c - what Quizlet gives and takes as text: a term, a tab, its definition, a new line; no
 * quotes, no escapes. Both separators can be chosen there, and here by the options.
 * May use: formats/note, formats/format, base. Must not know: the bank.
 *
 * A card becomes a typed question: the term is asked, the definition is the answer. As it is
 * written, a question with choices is one whose term ends in them.
 */
#include <string.h>

#include "base/error.h"
#include "formats/normal.h"
#include "formats/note.h"

/* A longer row is refused, since its end may never come. */
#define QUIZLET_ROW_MAX 1048576

/* Reading ----------------------------------------------------------------------------------------
 */

struct cards {
	struct format_read *r;
	struct str term_end, row_end;
	struct buf text;   /* lines of which not all rows were taken */
	size_t from, seen; /* where the next row begins, how far no end of it stands */
	size_t bad_to;	   /* up to here bytes stand that were told as faults */
	int line;	   /* of `from` */
	bool is_long;	   /* the row is, and was told */
};

static struct str separator(const char *option, const char *usual)
{
	return str_of(option[0] ? option : usual);
}

/* The place of the first `what` in the text, its length when there is none. */
static size_t find(struct str text, struct str what)
{
	size_t at = 0;
	while (text.n - at >= what.n) {
		const char *next = memchr(text.p + at, what.p[0], text.n - at - what.n + 1);
		if (!next)
			break;
		at = (size_t)(next - text.p);
		if (memcmp(next, what.p, what.n) == 0)
			return at;
		at++;
	}
	return text.n;
}

static int give_card(struct cards *c, struct str row, struct cpc_error *err)
{
	struct format_read *r = c->r;
	size_t end = find(row, c->term_end), fields = 1;
	struct str rest = str_from(row, end + c->term_end.n);
	for (size_t n = end, at = 0; at + n < row.n; fields++) {
		at += n + c->term_end.n;
		n = find(str_from(row, at), c->term_end);
	}
	if (fields != 2) {
		format_fault(r, c->line,
			"found a row of %zu field%s, expected a term and its definition", fields,
			fields == 1 ? "" : "s");
		return CPC_OK;
	}
	struct format_item item = format_blank();
	item.q.line = c->line;
	if (note_from_card(r, &item, str_trim((struct str){row.p, end}), rest))
		return format_give(r, &item, err);
	format_drop(r);
	return CPC_OK;
}

/* A row from c->from of n bytes, and its end. */
static int take_row(struct cards *c, size_t n, size_t end, struct cpc_error *err)
{
	struct str row = {c->text.data + c->from, n};
	size_t blanks = 0;
	int rc = CPC_OK;
	while (blanks < n && strchr(" \n", row.p[blanks])) {
		c->line += row.p[blanks] == '\n';
		blanks++;
	}
	bool is_bad = c->is_long || c->from < c->bad_to;
	if (!is_bad && str_trim(row).n > 0)
		rc = give_card(c, str_from(row, blanks), err);
	for (size_t i = blanks; i < n + end; i++)
		c->line += row.p[i] == '\n';
	c->is_long = false;
	c->from += n + end;
	c->seen = c->from;
	return rc;
}

static int take_rows(struct cards *c, struct cpc_error *err)
{
	int rc = CPC_OK;
	while (!rc) {
		struct str rest = str_from(buf_view(&c->text), c->seen);
		size_t n = find(rest, c->row_end);
		if (n == rest.n)
			break;
		rc = take_row(c, c->seen - c->from + n, c->row_end.n, err);
	}
	return rc;
}

/* Keep the row that is not ended; of one that is too long its last bytes, among which its end may
 * begin. */
static void keep_rest(struct cards *c)
{
	size_t tail = c->row_end.n - 1, left = c->text.len - c->from;
	if (left > QUIZLET_ROW_MAX) {
		if (!c->is_long)
			format_fault(c->r, c->line,
				"found a row of more than %d bytes, which is the most",
				QUIZLET_ROW_MAX);
		c->is_long = true;
		for (; left > tail; left--)
			c->line += c->text.data[c->from++] == '\n';
	}
	if (left > 0)
		memmove(c->text.data, c->text.data + c->from, left);
	c->bad_to = c->bad_to > c->from ? c->bad_to - c->from : 0;
	c->text.len = left;
	c->from = 0;
	c->seen = left > tail ? left - tail : 0;
}

static int add_line(struct cards *c, struct str line, struct cpc_error *err)
{
	buf_add_str(&c->text, line);
	buf_add_char(&c->text, '\n');
	if (c->text.failed)
		return error_memory(err);
	if (c->r->spoiled) {
		/* A line too long comes empty, and belongs to the row that goes on behind it. */
		c->bad_to = line.n > 0 ? c->text.len - 1 : c->text.len;
		format_drop(c->r);
	}
	int rc = take_rows(c, err);
	keep_rest(c);
	return rc;
}

static int read_cards(struct format_read *r, struct cpc_error *err)
{
	struct cards c = {.r = r,
		.term_end = separator(r->options->term_end, "\t"),
		.row_end = separator(r->options->row_end, "\n"),
		.text = BUF_INIT,
		.line = 1};
	struct str line;
	int rc;
	while (!(rc = format_line(r, &line, err))) {
		rc = add_line(&c, line, err);
		if (rc)
			break;
	}
	if (rc == CPC_NO)
		rc = c.text.len > 0 ? take_row(&c, c.text.len, 0, err) : CPC_OK;
	buf_release(&c.text);
	return rc;
}

/* Every whole line has one tab. */
static bool has_cards(struct str head)
{
	size_t cards = 0;
	char end = memchr(head.p, '\n', head.n) ? '\n' : '\r';
	while (head.n > 0) {
		struct str line;
		bool is_whole = memchr(head.p, end, head.n) != NULL;
		str_next(&head, end, &line);
		if (str_trim(line).n > 0 && (is_whole || cards == 0)) {
			const char *tab = memchr(line.p, '\t', line.n);
			if (!tab || memchr(tab + 1, '\t', line.n - (size_t)(tab + 1 - line.p)))
				return false;
			cards++;
		}
		if (!is_whole)
			break;
	}
	return cards > 0;
}

static enum format_sign sniff(struct str head)
{
	if (head.n == 0 || head.p[0] == '#' || memchr(head.p, '\0', head.n) ||
		!memchr(head.p, '\t', head.n))
		return FORMAT_NO;
	bool is_table = format_tsv.sniff(head) >= FORMAT_LIKELY;
	return has_cards(head) && !is_table ? FORMAT_LIKELY : FORMAT_MAYBE;
}

/* Writing ----------------------------------------------------------------------------------------
 */

static int nothing(struct format_write *w, struct cpc_error *err)
{
	(void)w;
	(void)err;
	return CPC_OK;
}

/* In one line; tabs become blanks. */
static void add_line_of(struct buf *out, const char *text)
{
	size_t start = out->len;
	normal_add_line(out, str_of(text));
	for (size_t i = start; i < out->len; i++) {
		if (out->data[i] == '\t')
			out->data[i] = ' ';
	}
}

static void add_term(struct buf *out, const struct question *q)
{
	add_line_of(out, q->stem);
	if (question_kind_of(q) != QUESTION_SINGLE)
		return;
	for (size_t i = 0; i < q->choice_count; i++) {
		buf_printf(out, " (%c) ", (int)('a' + i));
		add_line_of(out, q->choices[i].text);
	}
}

/* NULL: none that can be said in a text. */
static const char *definition_of(const struct question *q)
{
	if (question_is_typed(q)) {
		const struct choice *told = &q->choices[question_told(q)];
		return told->kind == CHOICE_ACCEPT ? told->text : NULL;
	}
	size_t i = 0;
	while (!q->choices[i].is_key)
		i++;
	return q->choices[i].text;
}

static bool holds(struct str text, struct str separator_of_rows)
{
	return find(text, separator_of_rows) < text.n;
}

static int write_card(struct format_write *w, const struct format_item *item, struct cpc_error *err)
{
	struct str term_end = separator(w->options->term_end, "\t");
	struct str row_end = separator(w->options->row_end, "\n");
	const char *definition = definition_of(&item->q);
	struct buf *out = &w->text;
	(void)err;
	if (!definition)
		return format_cannot(w, "its answer is a pattern, expected a text");
	/* At the front of a file it would be no part of the term. */
	if (str_starts(str_trim(str_of(item->q.stem)), "\xEF\xBB\xBF"))
		buf_add_str(out, row_end);
	size_t front = out->len;
	add_term(out, &item->q);
	size_t term = out->len - front;
	buf_add_str(out, term_end);
	size_t begin = out->len;
	add_line_of(out, definition);
	struct str parts[] = {{buf_text(out) + front, term}, str_from(buf_view(out), begin)};
	for (size_t i = 0; i < 2; i++) {
		if (holds(parts[i], term_end) || holds(parts[i], row_end))
			return format_cannot(
				w, "it holds what stands between the terms, definitions and rows");
	}
	buf_add_str(out, row_end);
	if (out->len > FORMAT_UNTITLED_MAX)
		return format_cannot(
			w, "a card of quizlet has at most %d bytes", FORMAT_UNTITLED_MAX);
	return CPC_OK;
}

const struct format format_quizlet = {.name = "quizlet",
	.suffixes = ".txt .quizlet",
	.summary = "cards as Quizlet takes them: a term, a tab, its definition",
	.holds = 0,
	.kinds = 1u << QUESTION_SINGLE | 1u << QUESTION_TRUE_FALSE | 1u << QUESTION_TYPED,
	.sniff = sniff,
	.read = read_cards,
	.begin = nothing,
	.question = write_card,
	.end = nothing};
