/*
 * dump.c - what a format reads in a file, as JSON, or the same written in another format: what the
 * comparisons with peers run. May use: formats, base. Must not know: any peer.
 *
 * usage: dump read FORMAT FILE    one object: {"questions": [...], "told": ["F 3: sentence", ...]}
 *        dump FORMAT FILE...      the questions of files in whatever format, written in that one
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "formats/format.h"

static const struct format_options usual = {"", "", ""};

/* JSON ------------------------------------------------------------------------------------------
 */

static void add_string(struct buf *out, const char *name, const char *text)
{
	if (name)
		buf_printf(out, "\"%s\": ", name);
	buf_add_char(out, '"');
	for (; *text; text++) {
		unsigned char c = (unsigned char)*text;
		if (c < 0x20)
			buf_printf(out, "\\u%04x", (unsigned)c);
		else if (c == '"' || c == '\\')
			buf_printf(out, "\\%c", c);
		else
			buf_add_char(out, (char)c);
	}
	buf_add_char(out, '"');
}

struct dump {
	struct buf questions, told;
};

static void add_choice(struct buf *out, const struct choice *c)
{
	buf_add_char(out, '{');
	add_string(out, "kind", choice_kind_name(c->kind));
	buf_printf(out, ", \"key\": %s, ", c->is_key ? "true" : "false");
	add_string(out, "text", c->text);
	buf_add_text(out, ", ");
	add_string(out, "rationale", c->rationale);
	buf_add_char(out, '}');
}

static int add_question(void *context, const struct format_item *item, struct cpc_error *err)
{
	struct buf *out = &((struct dump *)context)->questions;
	const struct question *q = &item->q;
	const char *const texts[][2] = {{"kind", question_kind_name(question_kind_of(q))},
		{"slug", q->slug}, {"id", item->id}, {"title", q->title}, {"tags", q->tags},
		{"category", item->category}, {"stem", q->stem}, {"rule", q->rule}};
	(void)err;
	buf_printf(out, "%s{\"line\": %d", out->len ? ",\n" : "", q->line);
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		buf_add_text(out, ", ");
		add_string(out, texts[i][0], texts[i][1]);
	}
	buf_add_text(out, ", \"choices\": [");
	for (size_t i = 0; i < q->choice_count; i++) {
		if (i > 0)
			buf_add_text(out, ", ");
		add_choice(out, &q->choices[i]);
	}
	buf_add_text(out, "]}");
	return CPC_OK;
}

static void add_told(void *context, enum format_told what, int line, const char *sentence)
{
	struct buf *out = &((struct dump *)context)->told, text = BUF_INIT;
	buf_printf(&text, "%c %d: %s", "FSN"[what], line, sentence);
	if (out->len > 0)
		buf_add_text(out, ", ");
	add_string(out, NULL, buf_text(&text));
	buf_release(&text);
}

static int dump(const struct format *f, struct source *in, struct cpc_error *err)
{
	struct dump d = {BUF_INIT, BUF_INIT};
	struct format_read r = {.in = in,
		.options = &usual,
		.question = add_question,
		.tell = add_told,
		.context = &d};
	int rc = f->read(&r, err);
	if (!rc)
		printf("{\"questions\": [%s],\n\"told\": [%s]}\n", buf_text(&d.questions),
			buf_text(&d.told));
	format_read_release(&r);
	buf_release(&d.questions);
	buf_release(&d.told);
	return rc;
}

/* Writing ----------------------------------------------------------------------------------------
 */

struct copy {
	const struct format *to;
	struct format_write w;
	const char *name;
};

static int out(void *context, struct str bytes, struct cpc_error *err)
{
	(void)context;
	(void)err;
	fwrite(bytes.p, 1, bytes.n, stdout);
	return CPC_OK;
}

static int copy_question(void *context, const struct format_item *item, struct cpc_error *err)
{
	struct copy *c = context;
	int rc = format_put(c->to, &c->w, item, err);
	if (rc != CPC_NO)
		return rc;
	fprintf(stderr, "%s:%d: %s\n", c->name, item->q.line, buf_text(&c->w.reason));
	return CPC_OK;
}

static void tell_copy(void *context, enum format_told what, int line, const char *sentence)
{
	fprintf(stderr, "%s:%d: %c %s\n", ((struct copy *)context)->name, line, "FSN"[what],
		sentence);
}

static int copy_file(struct copy *c, const char *path, struct cpc_error *err)
{
	struct source *in;
	const struct format *from;
	int rc = source_open(path, &in, err);
	if (rc)
		return rc;
	c->name = path;
	rc = format_detect(in, &from, err);
	if (!rc) {
		struct format_read r = {.in = in,
			.options = &usual,
			.question = copy_question,
			.tell = tell_copy,
			.context = c};
		rc = from->read(&r, err);
		format_read_release(&r);
	}
	source_close(in);
	return rc;
}

static int copy(const struct format *to, char *const paths[], struct cpc_error *err)
{
	struct copy c = {.to = to, .w = {.out = out, .options = &usual}};
	int rc = format_begin(to, &c.w, err);
	for (; !rc && *paths; paths++)
		rc = copy_file(&c, *paths, err);
	if (!rc)
		rc = format_end(to, &c.w, err);
	format_write_release(to, &c.w);
	return rc;
}

static int read_file(const struct format *f, const char *path, struct cpc_error *err)
{
	struct source *in;
	int rc = source_open(path, &in, err);
	if (rc)
		return rc;
	rc = dump(f, in, err);
	source_close(in);
	return rc;
}

int main(int argc, char **argv)
{
	struct cpc_error err = {0};
	bool reads = argc == 4 && strcmp(argv[1], "read") == 0;
	const struct format *f = argc > 2 ? format_find(argv[reads ? 2 : 1]) : NULL;
	if (!f) {
		fputs("usage: dump read FORMAT FILE | dump FORMAT FILE...\n", stderr);
		return 64;
	}
	int rc = reads ? read_file(f, argv[3], &err) : copy(f, argv + 2, &err);
	if (rc)
		fprintf(stderr, "dump: %s\n", err.text);
	return rc;
}
