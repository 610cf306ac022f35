/*
 * html_tag.c - the tags of HTML: where they end, their names and attributes.
 * May use: base. Must not know: what becomes of their text.
 */
#include "formats/html_tag.h"

#include <stdlib.h>
#include <string.h>

struct element {
	const char *name;
	enum html_kind kind;
};

/* In the order of strcmp. */
static const struct element elements[] = {
	{"a", HTML_STYLED},
	{"abbr", HTML_PLAIN},
	{"acronym", HTML_PLAIN},
	{"address", HTML_LINE},
	{"area", HTML_PLAIN},
	{"article", HTML_LINE},
	{"aside", HTML_LINE},
	{"audio", HTML_SOUND},
	{"b", HTML_STYLED},
	{"bdi", HTML_PLAIN},
	{"bdo", HTML_PLAIN},
	{"big", HTML_STYLED},
	{"blockquote", HTML_PARAGRAPH},
	{"body", HTML_LINE},
	{"br", HTML_BREAK},
	{"button", HTML_PLAIN},
	{"canvas", HTML_PLAIN},
	{"caption", HTML_LINE},
	{"center", HTML_LINE},
	{"cite", HTML_STYLED},
	{"code", HTML_STYLED},
	{"col", HTML_PLAIN},
	{"colgroup", HTML_PLAIN},
	{"data", HTML_PLAIN},
	{"dd", HTML_LINE},
	{"del", HTML_STYLED},
	{"details", HTML_LINE},
	{"dfn", HTML_STYLED},
	{"dir", HTML_LIST},
	{"div", HTML_LINE},
	{"dl", HTML_LINE},
	{"dt", HTML_LINE},
	{"em", HTML_STYLED},
	{"embed", HTML_FILM},
	{"fieldset", HTML_LINE},
	{"figcaption", HTML_LINE},
	{"figure", HTML_LINE},
	{"font", HTML_STYLED},
	{"footer", HTML_LINE},
	{"form", HTML_LINE},
	{"h1", HTML_PARAGRAPH},
	{"h2", HTML_PARAGRAPH},
	{"h3", HTML_PARAGRAPH},
	{"h4", HTML_PARAGRAPH},
	{"h5", HTML_PARAGRAPH},
	{"h6", HTML_PARAGRAPH},
	{"head", HTML_LINE},
	{"header", HTML_LINE},
	{"hr", HTML_PARAGRAPH},
	{"html", HTML_LINE},
	{"i", HTML_STYLED},
	{"iframe", HTML_FILM},
	{"image", HTML_PICTURE},
	{"img", HTML_PICTURE},
	{"input", HTML_PLAIN},
	{"ins", HTML_STYLED},
	{"kbd", HTML_STYLED},
	{"label", HTML_PLAIN},
	{"legend", HTML_LINE},
	{"li", HTML_ITEM},
	{"link", HTML_PLAIN},
	{"main", HTML_LINE},
	{"map", HTML_PLAIN},
	{"mark", HTML_STYLED},
	{"math", HTML_STYLED},
	{"menu", HTML_LIST},
	{"meta", HTML_PLAIN},
	{"nav", HTML_LINE},
	{"nobr", HTML_PLAIN},
	{"noscript", HTML_PLAIN},
	{"object", HTML_FILM},
	{"ol", HTML_LIST},
	{"option", HTML_LINE},
	{"p", HTML_PARAGRAPH},
	{"param", HTML_PLAIN},
	{"picture", HTML_PLAIN},
	{"pre", HTML_PRE},
	{"q", HTML_QUOTE},
	{"rp", HTML_PLAIN},
	{"rt", HTML_PLAIN},
	{"ruby", HTML_PLAIN},
	{"s", HTML_STYLED},
	{"samp", HTML_STYLED},
	{"script", HTML_DROP},
	{"section", HTML_LINE},
	{"select", HTML_LINE},
	{"small", HTML_STYLED},
	{"source", HTML_FILM},
	{"span", HTML_STYLED},
	{"strike", HTML_STYLED},
	{"strong", HTML_STYLED},
	{"style", HTML_DROP},
	{"sub", HTML_STYLED},
	{"summary", HTML_LINE},
	{"sup", HTML_RAISED},
	{"svg", HTML_DRAWING},
	{"table", HTML_GRID},
	{"tbody", HTML_PLAIN},
	{"td", HTML_CELL},
	{"template", HTML_PLAIN},
	{"textarea", HTML_LINE},
	{"tfoot", HTML_PLAIN},
	{"th", HTML_CELL},
	{"thead", HTML_PLAIN},
	{"time", HTML_PLAIN},
	{"title", HTML_LINE},
	{"tr", HTML_ROW},
	{"track", HTML_PLAIN},
	{"tt", HTML_STYLED},
	{"u", HTML_STYLED},
	{"ul", HTML_LIST},
	{"var", HTML_STYLED},
	{"video", HTML_FILM},
	{"wbr", HTML_PLAIN},
};

#define NAME_MAX_BYTES 31 /* longer names are of no element */

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static int compare(const void *name, const void *entry)
{
	return strcmp(name, ((const struct element *)entry)->name);
}

static enum html_kind kind_of(struct str name)
{
	char lower[NAME_MAX_BYTES + 1];
	if (name.n > NAME_MAX_BYTES)
		return HTML_UNKNOWN;
	if (memchr(name.p, ':', name.n) || memchr(name.p, '-', name.n))
		return HTML_PLAIN; /* of Word and its like: <o:p> */
	for (size_t i = 0; i < name.n; i++)
		lower[i] = name.p[i] >= 'A' && name.p[i] <= 'Z' ? (char)(name.p[i] - 'A' + 'a')
								: name.p[i];
	lower[name.n] = '\0';
	const struct element *e = bsearch(
		lower, elements, sizeof elements / sizeof *elements, sizeof *elements, compare);
	return e ? e->kind : HTML_UNKNOWN;
}

static struct str first_name(struct str text)
{
	size_t n = 0;
	while (n < text.n && (is_letter(text.p[n]) || (text.p[n] >= '0' && text.p[n] <= '9') ||
				     text.p[n] == ':' || text.p[n] == '-'))
		n++;
	return (struct str){text.p, n};
}

static void skip_blanks(struct str *rest)
{
	while (rest->n > 0 && is_blank(rest->p[0]))
		*rest = str_from(*rest, 1);
}

/* The value behind an equals sign, in quotes or up to a blank; false when its quote never closes.
 */
static bool take_value(struct str *rest, struct str *value)
{
	skip_blanks(rest);
	size_t n = 0;
	if (rest->n > 0 && (rest->p[0] == '"' || rest->p[0] == '\'')) {
		const char *end = memchr(rest->p + 1, rest->p[0], rest->n - 1);
		if (!end)
			return false;
		*value = (struct str){rest->p + 1, (size_t)(end - rest->p) - 1};
		*rest = str_from(*rest, value->n + 2);
		return true;
	}
	while (n < rest->n && !is_blank(rest->p[n]) && rest->p[n] != '>')
		n++;
	*value = (struct str){rest->p, n};
	*rest = str_from(*rest, n);
	return true;
}

static bool ends_name(char c)
{
	return is_blank(c) || c == '=' || c == '>' || c == '/';
}

/* Take an attribute off the front of what stands behind a tag's name. False at the '>' that ends
 * the tag, which stays, and where a tag does not end: *rest is empty then. */
static bool next_attribute(struct str *rest, struct str *name, struct str *value)
{
	size_t n = 0;
	while (rest->n > 0 && (is_blank(rest->p[0]) || rest->p[0] == '/'))
		*rest = str_from(*rest, 1);
	if (rest->n == 0 || rest->p[0] == '>')
		return false;
	do
		n++;
	while (n < rest->n && !ends_name(rest->p[n]));
	*name = (struct str){rest->p, n};
	*value = (struct str){"", 0};
	*rest = str_from(*rest, n);
	struct str behind = *rest;
	skip_blanks(&behind);
	if (!str_starts(behind, "="))
		return true;
	*rest = str_from(behind, 1);
	if (take_value(rest, value))
		return true;
	*rest = str_from(*rest, rest->n);
	return false;
}

size_t html_tag_at(struct str text, struct html_tag *out, bool *unclosed)
{
	struct str name, value;
	*unclosed = false;
	*out = (struct html_tag){.closes = str_starts(text, "</")};
	struct str rest = str_from(text, 1 + out->closes);
	if (rest.n == 0 || !is_letter(rest.p[0]))
		return 0;
	out->name = first_name(rest);
	rest = str_from(rest, out->name.n);
	if (rest.n > 0 && !is_blank(rest.p[0]) && rest.p[0] != '>' && rest.p[0] != '/')
		return 0;
	out->kind = kind_of(out->name);
	if (out->kind == HTML_UNKNOWN)
		return 0;
	out->attributes = rest;
	while (next_attribute(&rest, &name, &value))
		;
	if (rest.n == 0) {
		*unclosed = true;
		return 0;
	}
	out->attributes.n -= rest.n;
	out->alone = rest.p[-1] == '/';
	return text.n - rest.n + 1;
}

struct str html_attribute(const struct html_tag *tag, const char *wanted)
{
	struct str rest = tag->attributes, name, value;
	while (next_attribute(&rest, &name, &value)) {
		if (str_same_fold(name, str_of(wanted)))
			return value;
	}
	return (struct str){"", 0};
}
