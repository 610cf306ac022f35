/*
 * gift_text.c - texts of GIFT: escapes, places, markup.
 * May use: formats/gift, formats/html, base. Must not know: what a question is.
 */
#include <string.h>

#include "formats/gift.h"
#include "formats/html.h"

#define LINES_MAX 255 /* that one mark can say */

/* Escapes ----------------------------------------------------------------------------------------
 */

static bool is_special(char c)
{
	return c != '\0' && strchr("\\:#={}~", c);
}

static void add(struct gift_text *t, char c, int mark)
{
	buf_add_char(&t->chars, c);
	buf_add_char(&t->marks, (char)mark);
}

void gift_text_reset(struct gift_text *t)
{
	buf_reset(&t->chars);
	buf_reset(&t->marks);
	t->line = t->passed = 0;
}

void gift_text_release(struct gift_text *t)
{
	buf_release(&t->chars);
	buf_release(&t->marks);
}

/* The end of a line, and of those that were passed over. */
static void end_line(struct gift_text *t)
{
	for (t->passed++; t->passed > LINES_MAX; t->passed -= LINES_MAX)
		add(t, '\n', LINES_MAX);
	add(t, '\n', t->passed);
	t->passed = 0;
}

void gift_text_add(struct gift_text *t, struct str line, int number)
{
	if (t->line == 0)
		t->line = number;
	else
		end_line(t);
	for (size_t i = 0; i < line.n; i++) {
		char next = i + 1 < line.n ? line.p[i + 1] : '\0';
		if (line.p[i] != '\\' || (!is_special(next) && next != 'n')) {
			add(t, line.p[i], 1);
			continue;
		}
		add(t, next == 'n' ? '\n' : next, 0);
		i++;
	}
}

void gift_add_char(struct buf *out, char c)
{
	if (is_special(c))
		buf_add_char(out, '\\');
	if (c == '\n')
		buf_add_text(out, "\\n");
	else if (c != '\r')
		buf_add_char(out, c);
}

void gift_add_escaped(struct buf *out, struct str text)
{
	for (size_t i = 0; i < text.n; i++)
		gift_add_char(out, text.p[i]);
}

void gift_add_lines(struct buf *out, struct str text)
{
	if (text.n > 0 && strchr(" \t", text.p[0]))
		buf_add_text(out, "\\n");
	gift_add_escaped(out, text);
}

void gift_add_guard(struct buf *out, struct str text)
{
	if (text.n > 0 && strchr("[%", text.p[0]))
		buf_add_text(out, "[plain]");
}

void gift_add(struct buf *out, struct str text)
{
	gift_add_guard(out, text);
	gift_add_lines(out, text);
}

/* Places -----------------------------------------------------------------------------------------
 */

struct gift_span gift_all(const struct gift_text *t)
{
	return (struct gift_span){0, t->chars.failed || t->marks.failed ? 0 : t->chars.len};
}

struct str gift_view(const struct gift_text *t, struct gift_span span)
{
	return (struct str){buf_text(&t->chars) + span.from, span.to - span.from};
}

bool gift_is_written(const struct gift_text *t, size_t at)
{
	return t->marks.data[at] != 0;
}

int gift_line(const struct gift_text *t, size_t at)
{
	int line = t->line;
	for (size_t i = 0; i < at; i++)
		line += t->chars.data[i] == '\n' ? (unsigned char)t->marks.data[i] : 0;
	return line;
}

const char *gift_shown(struct format_read *r, const struct gift_text *t, struct gift_span span)
{
	struct str text = gift_view(t, gift_trim(t, span)), line;
	str_next(&text, '\n', &line);
	return format_shown(r, line);
}

static bool is_gap(const struct gift_text *t, size_t at)
{
	char c = t->chars.data[at];
	return gift_is_written(t, at) && (c == ' ' || c == '\t' || c == '\r' || c == '\n');
}

struct gift_span gift_trim(const struct gift_text *t, struct gift_span span)
{
	while (span.from < span.to && is_gap(t, span.from))
		span.from++;
	while (span.from < span.to && is_gap(t, span.to - 1))
		span.to--;
	return span;
}

bool gift_starts(const struct gift_text *t, struct gift_span span, const char *what)
{
	for (size_t i = 0; what[i]; i++, span.from++) {
		if (span.from >= span.to || t->chars.data[span.from] != what[i] ||
			!gift_is_written(t, span.from))
			return false;
	}
	return true;
}

size_t gift_find(const struct gift_text *t, struct gift_span span, const char *what)
{
	while (span.from < span.to && !gift_starts(t, span, what))
		span.from++;
	return span.from;
}

size_t gift_find_last(const struct gift_text *t, struct gift_span span, const char *what)
{
	for (size_t at = span.to; at-- > span.from;) {
		if (gift_starts(t, (struct gift_span){at, span.to}, what))
			return at;
	}
	return span.to;
}

/* Markup -----------------------------------------------------------------------------------------
 */

struct gift_span gift_take_markup(
	const struct gift_text *t, struct gift_span span, enum gift_markup *markup)
{
	static const char *const names[] = {"[moodle]", "[plain]", "[html]", "[markdown]"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (gift_starts(t, span, names[i])) {
			*markup = (enum gift_markup)i;
			span.from += strlen(names[i]);
			return gift_trim(t, span);
		}
	}
	return span;
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Text of no said markup may hold tags, and an "a < b" just as well. */
static bool looks_like_html(struct str s)
{
	for (size_t i = 0; i + 1 < s.n; i++) {
		char next = s.p[i + 1];
		if (s.p[i] == '<' && (is_letter(next) || next == '/' || next == '!'))
			return true;
		if (s.p[i] == '&' && (is_letter(next) || next == '#') &&
			memchr(s.p + i, ';', s.n - i < 12 ? s.n - i : 12))
			return true;
	}
	return false;
}

/* Lines are kept as Moodle shows them in a text of no said markup. */
static struct str keep_lines(struct gift_question *g, struct str text)
{
	struct str line;
	buf_reset(&g->html);
	while (str_next(&text, '\n', &line)) {
		buf_add_str(&g->html, line);
		if (text.p)
			buf_add_text(&g->html, "<br>");
	}
	return buf_view(&g->html);
}

const char *gift_plain(struct gift_question *g, struct str text, enum gift_markup markup)
{
	bool guessed = markup == GIFT_MOODLE && looks_like_html(text);
	if (markup != GIFT_HTML && !guessed)
		return format_keep(g->r, text);
	if (guessed)
		text = keep_lines(g, text);
	buf_reset(&g->plain);
	g->lost |= html_to_text(text, &g->plain);
	g->r->failed = g->r->failed || g->html.failed || g->plain.failed;
	return format_keep(g->r, buf_view(&g->plain));
}

const char *gift_part(struct gift_question *g, struct gift_span span)
{
	enum gift_markup markup = g->markup;
	span = gift_take_markup(g->text, gift_trim(g->text, span), &markup);
	return gift_plain(g, gift_view(g->text, span), markup);
}
