/*
 * note_gaps.c - notes with gaps ("cloze deletions"): {{c1::answer::hint}}, also in one another.
 * May use: formats/note, base. Must not know: which file a note stands in.
 *
 * As in Anki, a gap ends at the first }}, and what follows the first :: in its text is the hint.
 */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/vec.h"
#include "formats/note_parts.h"

struct piece {
	enum { TEXT, OPEN, CLOSE } kind;
	struct str text; /* of OPEN: its numbers, "1" or "1,2" */
	struct str hint; /* of OPEN; "" for none */
	size_t open;	 /* of CLOSE: the piece that it closes */
};

struct gaps {
	struct format_read *r;
	const struct note_plain *p;
	struct piece *pieces;
	size_t n, cap, count;
	size_t stack[NOTE_GAP_DEPTH_MAX], depth;
	bool asked[NOTE_GAP_NUMBER_MAX + 1]; /* numbers that stand at a gap */
	size_t numbers;
	struct buf stem, answer;
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* The bytes of "{{c1::" at the front, and its numbers; 0 when there is none. */
static size_t opening(struct str s, struct str *numbers)
{
	size_t i = 3;
	if (!str_starts(s, "{{c"))
		return 0;
	while (i < s.n && (is_digit(s.p[i]) || (s.p[i] == ',' && is_digit(s.p[i - 1]))))
		i++;
	if (i == 3 || s.p[i - 1] == ',' || !str_starts(str_from(s, i), "::"))
		return 0;
	*numbers = (struct str){s.p + 3, i - 3};
	return i + 2;
}

bool note_has_gaps(const struct note_plain *p, size_t *field)
{
	struct str numbers;
	for (*field = 0; *field < p->n; ++*field) {
		struct str text = p->fields[*field].value;
		for (size_t i = 0; i < text.n; i++) {
			if (text.p[i] == '{' && opening(str_from(text, i), &numbers) > 0)
				return true;
		}
	}
	return false;
}

/* Taking a text apart ----------------------------------------------------------------------------
 */

static int add_piece(struct gaps *g, struct piece piece)
{
	struct piece *place = VEC_PUSH(g->pieces, g->n, g->cap);
	if (!place)
		return CPC_INTERNAL;
	*place = piece;
	return CPC_OK;
}

static int refuse(struct gaps *g, int most, const char *what)
{
	format_skip(g->r, g->p->note->line, "a text with more than %d %s, which is the most", most,
		what);
	return CPC_NO;
}

static int note_numbers(struct gaps *g, struct str numbers)
{
	struct str one;
	int64_t number;
	while (str_next(&numbers, ',', &one)) {
		if (!str_to_i64(one, 0, NOTE_GAP_NUMBER_MAX, &number)) {
			format_skip(g->r, g->p->note->line,
				"a gap with the number %s, and %d is the most",
				format_shown(g->r, one), NOTE_GAP_NUMBER_MAX);
			return CPC_NO;
		}
		if (number > 0 && !g->asked[number]) {
			g->asked[number] = true;
			g->numbers++;
		}
	}
	return CPC_OK;
}

static int open_gap(struct gaps *g, struct str numbers)
{
	if (g->depth == NOTE_GAP_DEPTH_MAX)
		return refuse(g, NOTE_GAP_DEPTH_MAX, "gaps in one another");
	if (++g->count > NOTE_GAPS_MAX)
		return refuse(g, NOTE_GAPS_MAX, "gaps");
	int rc = note_numbers(g, numbers);
	g->stack[g->depth++] = g->n;
	return rc ? rc
		  : add_piece(g, (struct piece){.kind = OPEN, .text = numbers, .hint = {"", 0}});
}

static int close_gap(struct gaps *g)
{
	return add_piece(g, (struct piece){.kind = CLOSE, .open = g->stack[--g->depth]});
}

/* Text up to where a gap may open or close. */
static int take_text(struct gaps *g, struct str text)
{
	for (size_t i = 0; g->depth > 0 && i + 1 < text.n; i++) {
		if (text.p[i] == ':' && text.p[i + 1] == ':') {
			g->pieces[g->stack[g->depth - 1]].hint = str_trim(str_from(text, i + 2));
			text.n = i;
		}
	}
	return text.n ? add_piece(g, (struct piece){.kind = TEXT, .text = text}) : CPC_OK;
}

static int take_apart(struct gaps *g, struct str text)
{
	struct str numbers;
	int rc = CPC_OK;
	while (!rc && text.n > 0) {
		size_t n = opening(text, &numbers);
		if (n > 0) {
			rc = open_gap(g, numbers);
		} else if (g->depth > 0 && str_starts(text, "}}")) {
			n = 2;
			rc = close_gap(g);
		} else {
			do
				n++;
			while (n < text.n && !opening(str_from(text, n), &numbers) &&
				!(g->depth > 0 && str_starts(str_from(text, n), "}}")));
			rc = take_text(g, (struct str){text.p, n});
		}
		text = str_from(text, n);
	}
	if (!rc && g->depth > 0) {
		struct str open = g->pieces[g->stack[g->depth - 1]].text;
		format_fault(g->r, g->p->note->line,
			"found the beginning of a gap, {{c%.*s::, expected }} at its end",
			(int)(open.n < 20 ? open.n : 20), open.p);
		rc = CPC_NO;
	}
	return rc;
}

/* Questions --------------------------------------------------------------------------------------
 */

static bool has_number(struct str numbers, int number)
{
	struct str one;
	int64_t n;
	while (str_next(&numbers, ',', &one)) {
		if (str_to_i64(one, number, number, &n))
			return true;
	}
	return false;
}

static void fill(struct gaps *g, int number)
{
	size_t hidden = g->n; /* the gap we are in that is asked; none */
	buf_reset(&g->stem);
	buf_reset(&g->answer);
	for (size_t i = 0; i < g->n; i++) {
		const struct piece *piece = &g->pieces[i];
		if (piece->kind == TEXT) {
			buf_add_str(hidden < g->n ? &g->answer : &g->stem, piece->text);
		} else if (piece->kind == CLOSE) {
			if (piece->open == hidden)
				hidden = g->n;
		} else if (hidden == g->n && has_number(piece->text, number)) {
			hidden = i;
			buf_add_char(&g->stem, '[');
			buf_add_str(&g->stem, piece->hint.n ? piece->hint : str_of("..."));
			buf_add_char(&g->stem, ']');
			if (g->answer.len > 0)
				buf_add_text(&g->answer, ", ");
		}
	}
}

static int give_number(struct gaps *g, int number, struct str rule, struct cpc_error *err)
{
	struct format_read *r = g->r;
	char part[16];
	snprintf(part, sizeof part, "-c%d", number);
	fill(g, number);
	if (g->stem.failed || g->answer.failed)
		return error_memory(err);
	struct format_item item = note_item(r, g->p, part);
	struct str answer = str_trim(note_without_media(r, buf_view(&g->answer)));
	if (answer.n == 0) {
		format_skip(r, g->p->note->line, "the gap c%d has no text", number);
		format_drop(r);
		return CPC_OK;
	}
	item.q.stem = format_keep(r, str_trim(buf_view(&g->stem)));
	item.q.rule = format_keep(r, rule);
	item.q.choices[0] = (struct choice){.kind = CHOICE_ACCEPT,
		.is_key = true,
		.text = format_keep(r, answer),
		.rationale = "",
		.line = g->p->note->line};
	item.q.choice_count = 1;
	return format_give(r, &item, err);
}

/* The first other field with a text is what is told after the answer. */
static int give_all(struct gaps *g, size_t field, struct cpc_error *err)
{
	const struct note_plain *p = g->p;
	struct str rule = str_of("");
	bool *taken = calloc(p->n, sizeof *taken);
	if (!taken)
		return error_memory(err);
	taken[field] = true;
	for (size_t i = 0; i < p->n && rule.n == 0; i++) {
		if (i != field && str_trim(p->fields[i].value).n > 0) {
			rule = p->fields[i].value;
			taken[i] = true;
		}
	}
	note_tell_loss(g->r, p);
	note_tell_left(g->r, p, taken);
	free(taken);
	int rc = CPC_OK;
	for (int number = 1; number <= NOTE_GAP_NUMBER_MAX && !rc; number++) {
		if (g->asked[number])
			rc = give_number(g, number, rule, err);
	}
	return rc;
}

static int read_gaps(struct gaps *g, size_t field, struct cpc_error *err)
{
	struct str text = g->p->fields[field].value;
	int rc = take_apart(g, text);
	if (rc)
		return rc == CPC_NO ? CPC_OK : error_memory(err);
	if (g->numbers == 0) {
		format_skip(g->r, g->p->note->line, "no gap has a number from 1 on");
		rc = CPC_NO;
	} else if (text.n > NOTE_GAP_BYTES_MAX / g->numbers) {
		rc = refuse(g, NOTE_GAP_BYTES_MAX, "bytes in all its questions");
	}
	for (size_t i = 0; i + 1 < g->n && !rc; i++) {
		if (g->pieces[i].kind != OPEN ||
			!str_starts(g->pieces[i + 1].text, "image-occlusion:"))
			continue;
		format_skip(g->r, g->p->note->line, "a picture with covered parts");
		rc = CPC_NO;
	}
	return rc ? CPC_OK : give_all(g, field, err);
}

int note_read_gaps(
	struct format_read *r, const struct note_plain *p, size_t field, struct cpc_error *err)
{
	struct gaps *g = calloc(1, sizeof *g);
	if (!g)
		return error_memory(err);
	g->r = r;
	g->p = p;
	int rc = read_gaps(g, field, err);
	free(g->pieces);
	buf_release(&g->stem);
	buf_release(&g->answer);
	free(g);
	return rc;
}
