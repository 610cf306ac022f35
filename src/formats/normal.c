/*
 * normal.c - the normal form of a question's texts.
 * May use: rules/question, base. Must not know: where the texts come from.
 */
#include "formats/normal.h"

#include <string.h>

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\v' || c == '\f';
}

static const char *made(struct arena *arena, struct buf *scratch)
{
	return scratch->failed ? NULL : arena_copy(arena, buf_view(scratch));
}

/* The next line, whether it ends in LF, CR or both, without blanks at its end. */
static struct str take_line(struct str *text)
{
	size_t n = 0;
	while (n < text->n && text->p[n] != '\n' && text->p[n] != '\r')
		n++;
	struct str line = {text->p, n};
	bool both = str_starts(str_from(*text, n), "\r\n");
	*text = str_from(*text, n + (both ? 2 : 1));
	return str_trim_end(line);
}

void normal_add_line(struct buf *out, struct str text)
{
	text = str_trim(text);
	while (text.n > 0) {
		buf_add_str(out, take_line(&text));
		text = str_trim(text);
		if (text.n > 0)
			buf_add_char(out, ' ');
	}
}

const char *normal_line(struct arena *arena, struct buf *scratch, const char *text)
{
	struct str rest = str_trim(str_of(text));
	if (rest.n == strlen(text) && !strpbrk(text, "\r\n"))
		return text;
	buf_reset(scratch);
	normal_add_line(scratch, rest);
	return made(arena, scratch);
}

static bool is_normal(const char *text)
{
	size_t lines =
		1; /* ends of lines at hand, one after the other; before the text there is one */
	char before = '\n';
	for (const char *p = text; *p; p++) {
		bool ends = *p == '\n';
		if (*p == '\r' || (ends && before != '\n' && is_blank(before)))
			return false;
		lines = ends ? lines + 1 : 0;
		if (lines > 2 || (ends && p == text))
			return false;
		before = *p;
	}
	return !text[0] || !is_blank(before);
}

const char *normal_text(struct arena *arena, struct buf *scratch, const char *text)
{
	struct str rest = str_of(text);
	bool gap = false;
	if (is_normal(text))
		return text;
	buf_reset(scratch);
	while (rest.n > 0) {
		struct str line = take_line(&rest);
		if (line.n == 0) {
			gap = scratch->len > 0;
			continue;
		}
		if (scratch->len > 0)
			buf_add_text(scratch, gap ? "\n\n" : "\n");
		buf_add_str(scratch, line);
		gap = false;
	}
	return made(arena, scratch);
}

const char *normal_list(struct arena *arena, struct buf *scratch, const char *text)
{
	struct str rest, item;
	text = normal_line(arena, scratch, text);
	if (!text || !text[0])
		return text;
	rest = str_of(text);
	buf_reset(scratch);
	while (str_next(&rest, ',', &item)) {
		item = str_trim(item);
		if (item.n > 0 && scratch->len > 0)
			buf_add_text(scratch, ", ");
		buf_add_str(scratch, item);
	}
	return made(arena, scratch);
}

bool normal_question(struct arena *arena, struct buf *scratch, struct question *q)
{
	const char **const lines[] = {&q->slug, &q->title, &q->concept, &q->basis, &q->source,
		&q->payer, &q->pool, &q->reviewed};
	const char **const lists[] = {&q->codes, &q->tags};
	const char **const texts[] = {&q->stem, &q->rule};
	bool good = true;
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		good = good && (*lines[i] = normal_line(arena, scratch, *lines[i]));
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
		good = good && (*lists[i] = normal_list(arena, scratch, *lists[i]));
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		good = good && (*texts[i] = normal_text(arena, scratch, *texts[i]));
	for (size_t i = 0; i < q->choice_count && good; i++) {
		struct choice *c = &q->choices[i];
		if (c->kind != CHOICE_PATTERN)
			good = (c->text = normal_line(arena, scratch, c->text));
		good = good && (c->rationale = normal_text(arena, scratch, c->rationale));
	}
	return good;
}
