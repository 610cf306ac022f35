/*
 * term.c - what the terminal can show, and wrapping text to it.
 * May use: POSIX, base. Must not know: what is shown.
 */
#include "cli/term.h"

#include <langinfo.h>
#include <locale.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

#include "base/utf8.h"

#define WIDTH_LEAST 20
#define ROOM_LEAST 8
#define WIDTH_MOST 100 /* longer lines are hard to read */

static bool set(const char *name)
{
	const char *value = getenv(name);
	return value && value[0];
}

/* Widths of characters need a UTF-8 locale even where the user's is none; what may be drawn is
 * decided by the user's. */
static bool set_locale(void)
{
	bool utf8 = setlocale(LC_ALL, "") && strcasecmp(nl_langinfo(CODESET), "UTF-8") == 0;
	if (!utf8)
		setlocale(LC_CTYPE, "C.UTF-8");
	return utf8;
}

void term_measure(struct term *t)
{
	struct winsize window = {0};
	int64_t columns = 0;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) == 0 && window.ws_col > 0)
		columns = window.ws_col;
	else if (!str_to_i64(str_of(getenv("COLUMNS")), 1, 10000, &columns))
		columns = 80;
	t->width = columns < WIDTH_LEAST  ? WIDTH_LEAST
		   : columns > WIDTH_MOST ? WIDTH_MOST
					  : (int)columns;
}

void term_init(struct term *t, bool plain)
{
	const char *kind = getenv("TERM");
	bool dumb = !kind || strcmp(kind, "dumb") == 0;
	bool out = isatty(STDOUT_FILENO);
	bool utf8 = set_locale();
	t->interactive = out && isatty(STDIN_FILENO);
	t->colour = out && !dumb && !plain && !set("NO_COLOR");
	t->drawing = out && !dumb && !plain && utf8;
	term_measure(t);
}

static int columns_of(uint32_t c)
{
	int n = wcwidth((wchar_t)c);
	return n < 0 ? 0 : n;
}

size_t term_columns(struct str text)
{
	size_t columns = 0;
	while (text.n > 0) {
		uint32_t c;
		size_t n = utf8_decode(text, &c);
		if (n > 0)
			columns += (size_t)columns_of(c);
		text = str_from(text, n ? n : 1);
	}
	return columns;
}

void term_add_styled(const struct term *t, struct buf *out, enum style style, struct str text)
{
	static const char *const on[] = {
		"", "\033[1m", "\033[2m", "\033[32m", "\033[31m", "\033[33m"};
	bool styled = t->colour && style != STYLE_PLAIN && text.n > 0;
	if (styled)
		buf_add_text(out, on[style]);
	buf_add_str(out, text);
	if (styled)
		buf_add_text(out, "\033[0m");
}

const char *term_sign(const struct term *t, const char *drawn, const char *ascii)
{
	return t->drawing ? drawn : ascii;
}

/* Wrapping ------------------------------------------------------------------------------------- */

struct wrap {
	const struct term *t;
	struct buf *out;
	const char *first, *rest;
	enum style style;
	size_t room; /* columns left by the indent of the line to come */
	struct buf line;
	size_t used;
	bool began;
};

/* However deep the indent, some letters fit. */
static size_t room_behind(const struct term *t, const char *indent)
{
	size_t columns = term_columns(str_of(indent)), width = (size_t)t->width;
	return width > columns + ROOM_LEAST ? width - columns : ROOM_LEAST;
}

static void end_line(struct wrap *w)
{
	buf_add_text(w->out, w->began ? w->rest : w->first);
	term_add_styled(w->t, w->out, w->style, buf_view(&w->line));
	buf_add_char(w->out, '\n');
	buf_reset(&w->line);
	w->used = 0;
	w->began = true;
	w->room = room_behind(w->t, w->rest);
}

/* As many bytes of word as fit in `room` columns, at least one character. */
static size_t fitting(struct str word, size_t room)
{
	size_t at = 0, columns = 0;
	while (at < word.n) {
		uint32_t c;
		size_t n = utf8_decode(str_from(word, at), &c);
		size_t wide = n ? (size_t)columns_of(c) : 1;
		if (at > 0 && columns + wide > room)
			break;
		columns += wide;
		at += n ? n : 1;
	}
	return at;
}

static void add_word(struct wrap *w, struct str word)
{
	size_t columns = term_columns(word);
	if (w->used > 0 && w->used + 1 + columns > w->room)
		end_line(w);
	while (columns > w->room) {
		size_t n = fitting(word, w->room);
		buf_add(&w->line, word.p, n);
		end_line(w);
		word = str_from(word, n);
		columns = term_columns(word);
	}
	if (w->used > 0) {
		buf_add_char(&w->line, ' ');
		w->used++;
	}
	buf_add_str(&w->line, word);
	w->used += columns;
}

static void add_source_line(struct wrap *w, struct str line)
{
	while (line.n > 0) {
		size_t n = 0;
		while (n < line.n && line.p[n] != ' ' && line.p[n] != '\t')
			n++;
		if (n > 0)
			add_word(w, (struct str){line.p, n});
		line = str_from(line, n < line.n ? n + 1 : n);
	}
}

void term_add_wrapped_styled(const struct term *t, struct buf *out, const char *first,
	const char *rest, enum style style, struct str text)
{
	struct wrap w = {t, out, first, rest, style, room_behind(t, first), BUF_INIT, 0, false};
	struct buf visible = BUF_INIT;
	utf8_add_visible(&visible, text);
	struct str lines = buf_view(&visible), line;
	bool paragraph = false; /* an empty line is owed before the next word */
	while (str_next(&lines, '\n', &line)) {
		bool empty = str_trim(line).n == 0;
		if (empty && w.used > 0) {
			end_line(&w);
			paragraph = true;
		} else if (!empty) {
			if (paragraph)
				buf_add_char(out, '\n');
			paragraph = false;
			add_source_line(&w, line);
		}
	}
	if (w.used > 0 || !w.began)
		end_line(&w);
	buf_release(&visible);
	buf_release(&w.line);
}

void term_add_wrapped(
	const struct term *t, struct buf *out, const char *first, const char *rest, struct str text)
{
	term_add_wrapped_styled(t, out, first, rest, STYLE_PLAIN, text);
}

void term_add_row(const struct term *t, struct buf *out, int columns, const char *name,
	const char *format, ...)
{
	struct buf text = BUF_INIT, first = BUF_INIT, rest = BUF_INIT;
	va_list args;
	va_start(args, format);
	buf_vprintf(&text, format, args);
	va_end(args);
	buf_printf(&first, "  %-*s  ", columns, name);
	buf_add_repeat(&rest, " ", (size_t)columns + 4);
	term_add_wrapped(t, out, buf_text(&first), buf_text(&rest), buf_view(&text));
	buf_release(&first);
	buf_release(&rest);
	buf_release(&text);
}

void term_add_bar(const struct term *t, struct buf *out, int cells, double share)
{
	int full = (int)(share * cells + 0.5);
	full = full < 0 ? 0 : full > cells ? cells : full;
	buf_add_repeat(out, term_sign(t, "█", "#"), (size_t)full);
	buf_add_repeat(out, term_sign(t, "░", "."), (size_t)(cells - full));
}

bool term_print(struct buf *text)
{
	bool good = !text->failed && fwrite(buf_text(text), 1, text->len, stdout) == text->len &&
		    fflush(stdout) == 0;
	buf_release(text);
	return good;
}
