/*
 * markdown_set.c - the native format in the table of formats: a set of one file or of several in a
 * row, each with a frontmatter of its own. May use: formats/markdown, formats/format, base. Must
 * not know: the bank.
 */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "formats/format.h"
#include "formats/markdown.h"

/* A frontmatter is written again before there is more than can be read below one. */
#define PART_BYTES (MARKDOWN_BYTES_MAX - 2 * QUESTION_BYTES_MAX)

/* Reading ----------------------------------------------------------------------------------------
 */

struct part { /* from one frontmatter to the next */
	struct format_read *r;
	struct buf text;
	int first; /* line of the whole */
	bool torn; /* a line of it is missing, which was told */
};

static void tell(void *context, int line, const char *sentence)
{
	struct part *p = context;
	format_fault(p->r, p->first + line - 1, "%s", sentence);
}

static int give_part(struct part *p, const struct question_file *f, struct cpc_error *err)
{
	int rc = CPC_OK;
	for (size_t i = 0; i < f->n && !rc; i++) {
		struct format_item item = format_blank();
		item.q = f->questions[i];
		item.q.line += p->first - 1;
		for (size_t k = 0; k < item.q.choice_count; k++)
			item.q.choices[k].line += p->first - 1;
		item.set = f->set;
		item.domain = f->domain;
		item.year = f->year;
		rc = format_give(p->r, &item, err);
	}
	return rc;
}

static int read_part(struct part *p, struct cpc_error *err)
{
	struct question_file f;
	struct cpc_error faults;
	question_file_init(&f);
	int rc = p->text.failed ? error_memory(err)
		 : p->torn	? CPC_DATA
			   : markdown_read(buf_view(&p->text), source_name(p->r->in), &f, tell, p,
				     &faults);
	if (rc == CPC_OK)
		rc = give_part(p, &f, err);
	else if (rc == CPC_DATA) /* told */
		rc = CPC_OK;
	question_file_release(&f);
	buf_reset(&p->text);
	p->torn = false;
	return rc;
}

/* What is wrong with the bytes of a line markdown_read tells; of one that is too long there are
 * none. */
static int next_line(struct part *p, struct str *line, struct cpc_error *err)
{
	enum source_fault fault;
	size_t at;
	int rc = source_line(p->r->in, line, &fault, &at, err);
	if (rc || fault != SOURCE_LONG)
		return rc;
	p->torn = true;
	format_fault(p->r, source_line_number(p->r->in),
		"found a line of more than %d bytes, which is the most", SOURCE_LINE_MAX);
	return CPC_OK;
}

static int read_set(struct format_read *r, struct cpc_error *err)
{
	struct part p = {.r = r, .text = BUF_INIT, .first = 1};
	struct str line;
	int rc, rules = 0; /* lines "---" of this part so far */
	while (!(rc = next_line(&p, &line, err))) {
		bool is_rule = str_eq(str_trim_end(line), "---");
		if (is_rule && rules == 2) {
			rc = read_part(&p, err);
			p.first = source_line_number(r->in);
			rules = 0;
		}
		rules += is_rule;
		if (p.text.len + line.n >= MARKDOWN_BYTES_MAX)
			rc = error_set(err, CPC_DATA,
				"%s:%d: more than %d bytes below one frontmatter, which is the "
				"most",
				source_name(r->in), source_line_number(r->in), MARKDOWN_BYTES_MAX);
		if (rc)
			break;
		buf_add_str(&p.text, line);
		buf_add_char(&p.text, '\n');
	}
	if (rc == CPC_NO)
		rc = read_part(&p, err);
	buf_release(&p.text);
	return rc;
}

static enum format_sign sniff(struct str head)
{
	while (str_starts(head, "\n") || str_starts(head, "\r\n"))
		head = str_from(head, head.p[0] == '\n' ? 1 : 2);
	return str_starts(head, "---\n") || str_starts(head, "---\r") ? FORMAT_SURE : FORMAT_NO;
}

/* Writing ----------------------------------------------------------------------------------------
 */

struct front { /* the frontmatter that stands last in what was written */
	struct buf set, domain;
	int year;
	size_t bytes; /* below it */
};

static int begin(struct format_write *w, struct cpc_error *err)
{
	w->state = calloc(1, sizeof(struct front));
	return w->state ? CPC_OK : error_memory(err);
}

static bool is_same_front(const struct front *front, const struct format_item *item)
{
	return front->bytes < PART_BYTES && front->year == item->year &&
	       str_eq(buf_view(&front->set), item->set) &&
	       str_eq(buf_view(&front->domain), item->domain);
}

static int write_question(
	struct format_write *w, const struct format_item *item, struct cpc_error *err)
{
	struct front *front = w->state;
	struct question q = item->q;
	struct question_file f = {.set = item->set,
		.domain = item->domain,
		.year = item->year,
		.questions = &q,
		.n = 1,
		.cap = 1};
	(void)err;
	if (is_same_front(front, item)) {
		markdown_write_question(&q, &w->text);
		front->bytes += w->text.len;
		return CPC_OK;
	}
	if (front->set.len > 0)
		buf_add_char(&w->text, '\n');
	markdown_write(&f, &w->text);
	buf_reset(&front->set);
	buf_reset(&front->domain);
	buf_add_text(&front->set, item->set);
	buf_add_text(&front->domain, item->domain);
	front->year = item->year;
	front->bytes = w->text.len;
	return CPC_OK;
}

static int end(struct format_write *w, struct cpc_error *err)
{
	struct front *front = w->state;
	return front->set.failed || front->domain.failed ? error_memory(err) : CPC_OK;
}

static void release(struct format_write *w)
{
	struct front *front = w->state;
	if (!front)
		return;
	buf_release(&front->set);
	buf_release(&front->domain);
	free(front);
}

const struct format format_markdown = {.name = "markdown",
	.suffixes = ".md .markdown",
	.summary = "the native format: text that reads well, and loses nothing",
	.holds = PART_ALL,
	.kinds = QUESTION_KINDS_ALL,
	.sniff = sniff,
	.read = read_set,
	.begin = begin,
	.question = write_question,
	.end = end,
	.release = release};
