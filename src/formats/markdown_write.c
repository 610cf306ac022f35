/*
 * markdown_write.c - canonical writer of the native question format.
 * May use: rules/question, formats/markdown_keys, base. Must not know: SQL, where the text goes.
 */
#include "formats/markdown.h"

#include <string.h>

#include "formats/markdown_keys.h"

static bool is_line_end(char c)
{
	return c == '\n' || c == '\r';
}

/* A text that is one line in the file: where it breaks, one blank is written. */
static void add_single(struct buf *out, struct str text)
{
	bool first = true;
	text = str_trim(text);
	while (text.n > 0) {
		size_t n = 0;
		while (n < text.n && !is_line_end(text.p[n]))
			n++;
		if (!first)
			buf_add_char(out, ' ');
		first = false;
		buf_add_str(out, str_trim_end((struct str){text.p, n}));
		text = str_trim(str_from(text, n));
	}
}

/* The next line of a text, whether it ends in LF, CR or both, without blanks at its end. */
static struct str take_line(struct str *text)
{
	size_t n = 0;
	while (n < text->n && !is_line_end(text->p[n]))
		n++;
	struct str line = {text->p, n};
	bool both = str_starts(str_from(*text, n), "\r\n");
	*text = str_from(*text, n + (both ? 2 : 1));
	return str_trim_end(line);
}

struct block {
	const char *indent;  /* before each line */
	const char *between; /* paragraphs, for an empty line */
	bool is_stem;
};

static void add_block(struct buf *out, struct str text, struct block block)
{
	bool first = true, gap = false;
	while (text.n > 0) {
		struct str line = take_line(&text);
		if (line.n == 0) {
			gap = !first;
			continue;
		}
		if (gap)
			buf_add_text(out, block.between);
		buf_add_text(out, block.indent);
		if (markdown_needs_escape(line, block.is_stem && first))
			buf_add_char(out, '\\');
		buf_add_str(out, line);
		buf_add_char(out, '\n');
		first = gap = false;
	}
}

static void add_list(struct buf *out, struct str list)
{
	struct str item;
	bool first = true;
	while (str_next(&list, ',', &item)) {
		item = str_trim(item);
		if (item.n == 0)
			continue;
		if (!first)
			buf_add_text(out, ", ");
		first = false;
		add_single(out, item);
	}
}

static void add_keys(struct buf *out, const struct question *q)
{
	struct question copy = *q;
	buf_printf(out, "%s: %d\n", markdown_keys[MARKDOWN_DIFFICULTY].name, q->difficulty);
	if (q->multiple)
		buf_printf(out, "%s: %s\n", markdown_keys[MARKDOWN_KIND].name,
			question_kind_name(QUESTION_MULTIPLE));
	for (int k = MARKDOWN_TEXTS; k < MARKDOWN_KEYS; k++) {
		const struct markdown_key *key = &markdown_keys[k];
		struct str value = str_trim(str_of(*markdown_field(&copy, key)));
		if (value.n == 0 || str_eq(value, key->usual))
			continue;
		size_t before = out->len;
		buf_printf(out, "%s: ", key->name);
		size_t empty = out->len;
		if (key->is_list)
			add_list(out, value);
		else
			add_single(out, value);
		if (out->len == empty && !out->failed) { /* a list of commas */
			out->len = before;
			out->data[before] = '\0';
			continue;
		}
		buf_add_char(out, '\n');
	}
}

/* Blanks at the ends of a pattern mean something, so only its line ends are replaced. */
static void add_pattern(struct buf *out, struct str text)
{
	buf_add_char(out, '/');
	for (size_t i = 0; i < text.n; i++)
		buf_add_char(out, is_line_end(text.p[i]) ? ' ' : text.p[i]);
	buf_add_char(out, '/');
}

static void add_choice(struct buf *out, const struct choice *c)
{
	const char *mark = c->kind == CHOICE_ACCEPT    ? "="
			   : c->kind == CHOICE_PATTERN ? "~"
			   : c->kind == CHOICE_NUMBER  ? "#"
			   : c->is_key		       ? "x"
						       : " ";
	buf_printf(out, "- [%s] ", mark);
	if (c->kind == CHOICE_PATTERN)
		add_pattern(out, str_of(c->text));
	else
		add_single(out, str_of(c->text));
	buf_add_char(out, '\n');
	add_block(out, str_of(c->rationale), (struct block){"  ", "\n", false});
}

void markdown_write_question(const struct question *q, struct buf *out)
{
	struct str title = str_trim(str_of(q->title));
	buf_printf(out, "\n## %s ", q->slug);
	add_single(out, title.n > 0 ? title : str_of(q->slug));
	buf_add_char(out, '\n');
	add_keys(out, q);
	buf_add_char(out, '\n');
	add_block(out, str_of(q->stem), (struct block){"", "\n", true});
	buf_add_char(out, '\n');
	for (size_t i = 0; i < q->choice_count; i++)
		add_choice(out, &q->choices[i]);
	buf_add_char(out, '\n');
	size_t before = out->len;
	add_block(out, str_of(q->rule), (struct block){"> ", ">\n", false});
	if (out->len == before)
		buf_add_text(out, ">\n");
}

void markdown_write(const struct question_file *f, struct buf *out)
{
	buf_printf(out, "---\nset: %s\ndomain: %s\nyear: %d\n---\n", f->set, f->domain, f->year);
	for (size_t i = 0; i < f->n; i++)
		markdown_write_question(&f->questions[i], out);
}
