/*
 * html.c - HTML to plain text and back, as question banks use it: a fragment, never a page.
 * May use: formats/html_tag, formats/html_entities, base. Must not know: where it stands.
 */
#include "formats/html.h"

#include <string.h>

#include "base/utf8.h"
#include "formats/html_entities.h"
#include "formats/html_tag.h"

#define LISTS_MAX 8 /* in one another; deeper ones are indented like the last of these */

/* So many beginnings that nothing ends are looked into, each up to the end of the text; what comes
 * behind them is text. It keeps the time linear. */
#define UNCLOSED_MAX 64

enum gap { GAP_NONE, GAP_LINE, GAP_PARAGRAPH };

struct html {
	struct buf *out;
	size_t start; /* of what is ours in *out */
	unsigned loss;
	/* What stands before the next character, if there is one. */
	enum gap gap;
	size_t blanks;
	bool soft;   /* the last of the blanks swallows another */
	bool fresh;  /* at the front of an item or cell, which needs no line of its own */
	bool raised; /* at the front of a <sup> */
	bool in_row; /* behind a first cell */
	int pre;
	int lists;
	int number[LISTS_MAX]; /* of the last item; -1: not numbered */
	int unclosed;
};

/* Characters and blanks -------------------------------------------------------------------------
 */

static void trim_blanks(struct html *h)
{
	struct buf *out = h->out;
	while (out->len > h->start && out->data[out->len - 1] == ' ')
		out->data[--out->len] = '\0';
}

static void fill_gap(struct html *h)
{
	if (h->gap != GAP_NONE && h->out->len > h->start) {
		trim_blanks(h);
		buf_add_text(h->out, h->gap == GAP_PARAGRAPH ? "\n\n" : "\n");
	}
	buf_add_repeat(h->out, " ", h->blanks);
	h->gap = GAP_NONE;
	h->blanks = 0;
	h->soft = h->fresh = false;
}

/* 10<sup>2</sup> is not 102, and 1<sup>st</sup> is 1st. */
static bool is_power(struct str s)
{
	return s.n > 0 && ((s.p[0] >= '0' && s.p[0] <= '9') || s.p[0] == '-' ||
				  str_starts(s, "\xE2\x88\x92")); /* minus */
}

static void put(struct html *h, struct str s)
{
	fill_gap(h);
	if (h->raised && is_power(s))
		buf_add_char(h->out, '^');
	h->raised = false;
	buf_add_str(h->out, s);
}

static bool at_front(const struct html *h)
{
	return h->blanks == 0 && (h->gap != GAP_NONE || h->fresh || h->out->len == h->start);
}

static void put_blank(struct html *h)
{
	if (h->soft || at_front(h))
		return;
	h->blanks++;
	h->soft = true;
}

static void put_hard_blank(struct html *h)
{
	h->blanks++;
	h->soft = false;
}

static void break_line(struct html *h)
{
	if (!h->fresh)
		h->gap = h->gap == GAP_NONE ? GAP_LINE : GAP_PARAGRAPH;
	h->blanks = 0;
	h->soft = false;
}

static void break_block(struct html *h, enum gap gap)
{
	if (!h->fresh && h->gap < gap)
		h->gap = gap;
	h->blanks = 0;
	h->soft = false;
}

static bool is_white(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

/* `next` is what stands behind it. */
static void put_white(struct html *h, char c, struct str next)
{
	if (!h->pre)
		put_blank(h);
	else if (c == ' ')
		put_hard_blank(h);
	else if (c == '\t')
		put(h, (struct str){"\t", 1});
	else if (c == '\n' || (c == '\r' && !str_starts(next, "\n")))
		break_line(h);
}

/* Entities --------------------------------------------------------------------------------------
 */

static void put_character(struct html *h, uint32_t c)
{
	char bytes[4];
	if (c == 0xA0)
		put_hard_blank(h);
	else if (c == ' ' || c == '\n' || c == '\r')
		put_blank(h);
	else if (c != 0xAD && c != 0x200B) /* where a word may be parted: no part of it */
		put(h, html_encode(c, bytes));
}

/* The value of an attribute, in one line. */
static void add_value(struct buf *out, struct str value)
{
	value = str_trim(value);
	while (value.n > 0) {
		uint32_t c;
		char bytes[4];
		size_t n = value.p[0] == '&' ? html_entity_at(value, &c) : 0;
		if (n > 0)
			buf_add_str(
				out, c < ' ' || c == 0xA0 ? str_of(" ") : html_encode(c, bytes));
		else
			buf_add_char(out, is_white(value.p[0]) ? ' ' : value.p[0]);
		value = str_from(value, n ? n : 1);
	}
}

/* Pictures and sounds ---------------------------------------------------------------------------
 */

/* "a%20b" is "a b"; left as it is when that would be no line of text. */
static void add_unescaped(struct buf *out, struct str s)
{
	struct buf plain = BUF_INIT;
	bool good = true;
	for (size_t i = 0; i < s.n; i++) {
		int high = s.p[i] == '%' && i + 2 < s.n ? html_digit(s.p[i + 1], 16) : -1;
		int low = high >= 0 ? html_digit(s.p[i + 2], 16) : -1;
		if (low >= 0)
			i += 2;
		char c = low >= 0 ? (char)(16 * high + low) : s.p[i];
		good = good && (unsigned char)c >= ' ';
		buf_add_char(&plain, c);
	}
	struct str made = buf_view(&plain);
	buf_add_str(out, good && utf8_check(made) == made.n ? made : s);
	out->failed = out->failed || plain.failed;
	buf_release(&plain);
}

/* Of "@@PLUGINFILE@@/x/a%20b.png?s=1" the name "a b.png"; of data none. */
static void add_file_name(struct buf *out, struct str address)
{
	struct buf plain = BUF_INIT;
	add_value(&plain, address);
	struct str name = buf_view(&plain);
	if (name.n >= 5 && str_same_fold((struct str){name.p, 5}, str_of("data:")))
		name.n = 0;
	for (size_t i = 0; i < name.n; i++) {
		if (name.p[i] == '?' || name.p[i] == '#')
			name.n = i;
	}
	for (size_t i = name.n; i > 0; i--) {
		if (name.p[i - 1] == '/' || name.p[i - 1] == '\\') {
			name = str_from(name, i);
			break;
		}
	}
	add_unescaped(out, name);
	out->failed = out->failed || plain.failed;
	buf_release(&plain);
}

/* "[what: name]": the words beside it where there are some, else the name of the file. */
static void put_named(struct html *h, const char *what, struct str words, struct str address)
{
	put(h, str_of("["));
	buf_add_text(h->out, what);
	buf_add_text(h->out, ": ");
	size_t empty = h->out->len;
	add_value(h->out, words);
	if (h->out->len == empty)
		add_file_name(h->out, address);
	if (h->out->len == empty && !h->out->failed)
		h->out->len -= 2;
	buf_add_char(h->out, ']');
}

static void put_media(struct html *h, const struct html_tag *tag)
{
	struct str source = html_attribute(tag, "src");
	if (source.n == 0)
		source = html_attribute(tag, "data"); /* <object> */
	if (source.n > 0)
		put_named(h, tag->kind == HTML_SOUND ? "sound" : "film", str_of(""), source);
	h->loss |= HTML_MEDIA;
}

/* [sound:a.mp3], as Anki writes it. */
static size_t put_sound(struct html *h, struct str text)
{
	const char *const front = "[sound:";
	struct str name = str_from(text, strlen(front));
	size_t n = 0;
	if (!str_starts(text, front) || h->unclosed >= UNCLOSED_MAX)
		return 0;
	while (n < name.n && name.p[n] != ']' && name.p[n] != '\n')
		n++;
	if (n == name.n || name.p[n] != ']') {
		h->unclosed++;
		return 0;
	}
	put_named(h, "sound", (struct str){name.p, n}, str_of(""));
	h->loss |= HTML_MEDIA;
	return strlen(front) + n + 1;
}

/* Lists and tables ------------------------------------------------------------------------------
 */

static void list(struct html *h, const struct html_tag *tag)
{
	h->fresh = h->fresh && !tag->closes;
	break_block(h, GAP_LINE);
	if (tag->closes) {
		h->lists -= h->lists > 0;
		return;
	}
	if (h->lists < LISTS_MAX)
		h->number[h->lists] = str_same_fold(tag->name, str_of("ol")) ? 0 : -1;
	h->lists++;
}

static void list_item(struct html *h, const struct html_tag *tag)
{
	h->fresh = false;
	break_block(h, GAP_LINE);
	if (tag->closes) {
		h->gap = GAP_LINE; /* whatever ended within */
		return;
	}
	int depth = h->lists < 1 ? 1 : h->lists < LISTS_MAX ? h->lists : LISTS_MAX;
	if (h->lists == 0)
		h->number[0] = -1;
	fill_gap(h);
	buf_add_repeat(h->out, "  ", (size_t)depth - 1);
	if (h->number[depth - 1] < 0)
		buf_add_text(h->out, "- ");
	else
		buf_printf(h->out, "%d. ", ++h->number[depth - 1]);
	h->fresh = true;
}

static void row(struct html *h)
{
	h->fresh = h->in_row = false;
	break_block(h, GAP_LINE);
}

static void end_cell(struct html *h)
{
	if (h->gap == GAP_PARAGRAPH && !h->fresh)
		h->gap = GAP_LINE;
}

static void cell(struct html *h, const struct html_tag *tag)
{
	if (tag->closes) {
		end_cell(h);
		return;
	}
	if (h->in_row && h->fresh) /* the cells before are empty */
		fill_gap(h);
	if (h->in_row) {
		h->gap = GAP_NONE;
		trim_blanks(h);
		bool at_line = h->out->len == h->start || h->out->data[h->out->len - 1] == '\n';
		buf_add_text(h->out, at_line ? "| " : " | ");
	}
	h->blanks = 0;
	h->soft = false;
	h->in_row = h->fresh = true;
}

/* Markup ----------------------------------------------------------------------------------------
 */

static void preformatted(struct html *h, const struct html_tag *tag)
{
	break_block(h, GAP_LINE);
	h->pre += tag->closes ? -(h->pre > 0) : 1;
}

static void element(struct html *h, const struct html_tag *tag)
{
	switch (tag->kind) {
	case HTML_LINE:
		break_block(h, GAP_LINE);
		break;
	case HTML_PARAGRAPH:
		break_block(h, GAP_PARAGRAPH);
		break;
	case HTML_BREAK:
		break_line(h);
		break;
	case HTML_PRE:
		preformatted(h, tag);
		break;
	case HTML_LIST:
		list(h, tag);
		break;
	case HTML_ITEM:
		list_item(h, tag);
		break;
	case HTML_GRID:
		h->loss |= HTML_TABLE;
		row(h);
		break;
	case HTML_ROW:
		row(h);
		break;
	case HTML_CELL:
		cell(h, tag);
		break;
	case HTML_QUOTE:
		put(h, str_of("\""));
		break;
	case HTML_RAISED:
		h->raised = !tag->closes;
		h->loss |= HTML_MARKUP;
		break;
	case HTML_STYLED:
		h->loss |= HTML_MARKUP;
		break;
	case HTML_PICTURE:
		h->loss |= HTML_IMAGE;
		if (!tag->closes)
			put_named(h, "picture", html_attribute(tag, "alt"),
				html_attribute(tag, "src"));
		break;
	case HTML_SOUND:
	case HTML_FILM:
		if (!tag->closes)
			put_media(h, tag);
		break;
	default:
		break;
	}
}

/* Where `what` begins, ASCII case aside; text.n when it does not, which is counted. */
static size_t find(struct html *h, struct str text, const char *what)
{
	size_t n = strlen(what), at = 0;
	while (at + n <= text.n) {
		const char *first = memchr(text.p + at, what[0], text.n - n - at + 1);
		if (!first)
			break;
		at = (size_t)(first - text.p);
		if (str_same_fold((struct str){first, n}, (struct str){what, n}))
			return at;
		at++;
	}
	h->unclosed++;
	return text.n;
}

/* The text of a script, a style or a drawing, and its closing tag: their bytes. */
static size_t drop(struct html *h, const struct html_tag *tag, struct str rest)
{
	char end[16] = "</";
	h->loss |= tag->kind == HTML_DROP ? HTML_SCRIPT : HTML_IMAGE;
	if (tag->closes)
		return 0;
	if (tag->kind == HTML_DRAWING)
		put_named(h, "picture", str_of(""), str_of(""));
	if (tag->alone)
		return 0;
	memcpy(end + 2, tag->name.p, tag->name.n); /* at most "script" */
	end[2 + tag->name.n] = '\0';
	size_t n = find(h, rest, end);
	if (n == rest.n)
		return 0;
	size_t close = find(h, str_from(rest, n), ">");
	return n + close < rest.n ? n + close + 1 : rest.n;
}

static size_t character_data(struct html *h, struct str text)
{
	const size_t front = strlen("<![CDATA[");
	struct str rest = str_from(text, front);
	size_t n = find(h, rest, "]]>");
	if (n == rest.n)
		return 0;
	for (size_t i = 0; i < n; i++) {
		if (is_white(rest.p[i]))
			put_white(h, rest.p[i], str_from(rest, i + 1));
		else
			put(h, (struct str){rest.p + i, 1});
	}
	return front + n + 3;
}

/* From `front` to `end`, which go; 0 when it does not end. */
static size_t passed_over(struct html *h, struct str text, size_t front, const char *end)
{
	struct str rest = str_from(text, front);
	size_t n = find(h, rest, end);
	return n == rest.n ? 0 : front + n + strlen(end);
}

/* What begins with '<': its bytes, 0 when it is text. */
static size_t markup(struct html *h, struct str text)
{
	struct html_tag tag;
	bool unclosed;
	char second = text.n > 1 ? text.p[1] : '\0';
	if (h->unclosed >= UNCLOSED_MAX)
		return 0;
	if (str_starts(text, "<!--"))
		return passed_over(h, text, 4, "-->");
	if (str_starts(text, "<![CDATA["))
		return character_data(h, text);
	if ((second == '!' || second == '?') && text.n > 2 && !is_white(text.p[2]))
		return passed_over(h, text, 2, ">");
	size_t n = html_tag_at(text, &tag, &unclosed);
	h->unclosed += unclosed;
	if (n == 0)
		return 0;
	if (tag.kind == HTML_DROP || tag.kind == HTML_DRAWING)
		return n + drop(h, &tag, str_from(text, n));
	element(h, &tag);
	/* A line end right behind <pre> is none. */
	if (tag.kind == HTML_PRE && !tag.closes)
		n += str_starts(str_from(text, n), "\r\n") ? 2
		     : str_starts(str_from(text, n), "\n") ? 1
							   : 0;
	return n;
}

/* What may be more than a character of the text. */
static bool may_begin(char c)
{
	return is_white(c) || c == '<' || c == '&' || c == '[' || c == '\xC2';
}

/* What stands at the front; its bytes. */
static size_t next(struct html *h, struct str text)
{
	uint32_t c;
	size_t n = 0;
	if (is_white(text.p[0])) {
		put_white(h, text.p[0], str_from(text, 1));
		return 1;
	}
	if (text.p[0] == '<') {
		n = markup(h, text);
	} else if (text.p[0] == '[') {
		n = put_sound(h, text);
	} else if (str_starts(text, "\xC2\xA0")) {
		put_hard_blank(h);
		n = 2;
	} else if (text.p[0] == '&' && (n = html_entity_at(text, &c)) > 0) {
		put_character(h, c);
	}
	if (n > 0)
		return n;
	do
		n++;
	while (n < text.n && !may_begin(text.p[n]));
	put(h, (struct str){text.p, n});
	return n;
}

unsigned html_to_text(struct str html, struct buf *out)
{
	struct html h = {.out = out, .start = out->len};
	while (html.n > 0)
		html = str_from(html, next(&h, html));
	if (h.fresh)
		trim_blanks(&h);
	return h.loss;
}

const char *html_loss_name(unsigned loss, struct buf *out)
{
	static const char *const names[] = {
		"a picture", "sound or film", "a table", "markup", "a script"};
	buf_reset(out);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (loss & 1u << i)
			buf_printf(out, "%s%s", out->len ? ", " : "", names[i]);
	}
	return buf_text(out);
}

/* Writing ---------------------------------------------------------------------------------------
 */

void html_add(struct buf *out, struct str text)
{
	char before = '\n'; /* where a blank alone would be lost */
	for (size_t i = 0; i < text.n; i++) {
		char c = text.p[i];
		if (c == '&')
			buf_add_text(out, "&amp;");
		else if (c == '<')
			buf_add_text(out, "&lt;");
		else if (c == '>')
			buf_add_text(out, "&gt;");
		else if (c == '"')
			buf_add_text(out, "&quot;");
		else if (c == '\n')
			buf_add_text(out, "<br>");
		else if (c == '\t' || c == '\f')
			buf_printf(out, "&#%d;", c);
		else if (c == ' ' && (before == ' ' || before == '\n'))
			buf_add_text(out, "&nbsp;");
		else if (c == '[' && str_starts(str_from(text, i), "[sound:"))
			buf_add_text(out, "&#91;"); /* text, and no sound of Anki's */
		else
			buf_add_char(out, c);
		before = c;
	}
}
