/*
 * trip.h - what the tests of formats share: a text read by a format, its questions kept, what was
 * told of it as lines, and questions written by a format. May use: cmocka (included first),
 * formats, base. Must not know: which format is tested.
 */
#ifndef CPC_TEST_TRIP_H
#define CPC_TEST_TRIP_H

#include <string.h>

#include "base/arena.h"
#include "base/vec.h"
#include "formats/format.h"

struct trip {
	struct arena texts;
	struct format_item *items;
	size_t n, cap;
	struct buf told; /* "F 3: sentence\n" for a fault, S for a skip, N for a note; "! ..." for
			    the end */
	int rc;
};

static inline const char *trip_keep(struct trip *t, const char *text)
{
	const char *copy = arena_copy(&t->texts, str_of(text));
	assert_non_null(copy);
	return copy;
}

static inline int trip_question(
	void *context, const struct format_item *item, struct cpc_error *err)
{
	struct trip *t = context;
	struct format_item *kept = VEC_PUSH(t->items, t->n, t->cap);
	(void)err;
	assert_non_null(kept);
	*kept = *item;
	const char **const texts[] = {&kept->id, &kept->set, &kept->domain, &kept->category,
		&kept->domain_title, &kept->q.slug, &kept->q.title, &kept->q.concept,
		&kept->q.basis, &kept->q.source, &kept->q.payer, &kept->q.pool, &kept->q.codes,
		&kept->q.tags, &kept->q.reviewed, &kept->q.stem, &kept->q.rule};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		*texts[i] = trip_keep(t, *texts[i]);
	for (size_t i = 0; i < kept->q.choice_count; i++) {
		kept->q.choices[i].text = trip_keep(t, kept->q.choices[i].text);
		kept->q.choices[i].rationale = trip_keep(t, kept->q.choices[i].rationale);
	}
	return CPC_OK;
}

static inline void trip_tell(void *context, enum format_told what, int line, const char *sentence)
{
	struct trip *t = context;
	buf_printf(&t->told, "%c %d: %s\n", "FSN"[what], line, sentence);
}

/* Read a text; nothing in it makes this fail: what is wrong is in t->told. */
static inline void trip_read(struct trip *t, const struct format *f, struct str text,
	const struct format_options *options)
{
	static const struct format_options usual = {"", "", ""};
	struct cpc_error err = {0};
	struct source *in;
	*t = (struct trip){.texts = ARENA_INIT, .told = BUF_INIT};
	assert_int_equal(source_of_text(text, "x", &in, &err), CPC_OK);
	struct format_read r = {.in = in,
		.options = options ? options : &usual,
		.question = trip_question,
		.tell = trip_tell,
		.context = t};
	t->rc = f->read(&r, &err);
	assert_int_not_equal(t->rc, CPC_NO); /* the end of the text is no failure */
	if (t->rc)
		buf_printf(&t->told, "! %s\n", err.text);
	format_read_release(&r);
	source_close(in);
}

static inline void trip_release(struct trip *t)
{
	arena_release(&t->texts);
	free(t->items);
	buf_release(&t->told);
}

static inline int trip_out(void *context, struct str bytes, struct cpc_error *err)
{
	(void)err;
	buf_add_str(context, bytes);
	return CPC_OK;
}

/* Write questions; of one that cannot be written "!reason\n" is added to *refused (NULL: none may
 * be). */
static inline void trip_write(const struct format *f, const struct format_item *items, size_t n,
	const struct format_options *options, struct buf *out, struct buf *refused)
{
	static const struct format_options usual = {"", "", ""};
	struct cpc_error err = {0};
	struct format_write w = {
		.out = trip_out, .context = out, .options = options ? options : &usual};
	assert_int_equal(format_begin(f, &w, &err), CPC_OK);
	for (size_t i = 0; i < n; i++) {
		int rc = format_put(f, &w, &items[i], &err);
		assert_true(rc == CPC_OK || (rc == CPC_NO && refused));
		if (rc == CPC_NO)
			buf_printf(refused, "!%s\n", buf_text(&w.reason));
	}
	assert_int_equal(format_end(f, &w, &err), CPC_OK);
	format_write_release(f, &w);
}

/* The name of the format that a text of that name is taken for; "none". */
static inline const char *trip_detect(struct str text, const char *name)
{
	struct cpc_error err = {0};
	struct source *in;
	const struct format *f = NULL;
	assert_int_equal(source_of_text(text, name, &in, &err), CPC_OK);
	format_detect(in, &f, &err);
	source_close(in);
	return f ? f->name : "none";
}

#endif
