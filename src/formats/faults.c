/*
 * faults.c - the mistakes found in one text.
 * May use: base. Must not know: which format is read.
 */
#include "formats/faults.h"

#include <stdarg.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "base/vec.h"

#define SHOWN_MAX 40 /* characters */

void faults_init(struct faults *f)
{
	*f = (struct faults){.arena = ARENA_INIT, .sentence = BUF_INIT, .shown = BUF_INIT};
}

void faults_release(struct faults *f)
{
	arena_release(&f->arena);
	free(f->items);
	buf_release(&f->sentence);
	buf_release(&f->shown);
	faults_init(f);
}

static void keep(struct faults *f, int line, struct str sentence)
{
	struct fault *fault = VEC_PUSH(f->items, f->n, f->cap);
	char *copy = arena_copy(&f->arena, sentence);
	if (!fault || !copy) {
		f->failed = true;
		f->n -= fault != NULL;
		return;
	}
	*fault = (struct fault){line, copy, f->n};
}

void faults_add(struct faults *f, int line, const char *format, ...)
{
	va_list args;
	if (line == f->muted_line)
		return;
	if (f->n == FAULTS_MAX) {
		f->untold++;
		return;
	}
	buf_reset(&f->sentence);
	va_start(args, format);
	buf_vprintf(&f->sentence, format, args);
	va_end(args);
	if (f->sentence.failed)
		f->failed = true;
	else
		keep(f, line, buf_view(&f->sentence));
}

const char *faults_shown(struct faults *f, struct str text)
{
	buf_reset(&f->shown);
	utf8_add_quoted(&f->shown, text, SHOWN_MAX);
	return buf_text(&f->shown);
}

static int by_line(const void *a, const void *b)
{
	const struct fault *x = a, *y = b;
	if (x->line != y->line)
		return x->line < y->line ? -1 : 1;
	return (x->order > y->order) - (x->order < y->order);
}

int faults_tell(
	struct faults *f, const char *name, fault_sink *sink, void *context, struct cpc_error *err)
{
	if (f->failed || f->shown.failed)
		return error_memory(err);
	if (f->n == 0)
		return CPC_OK;
	qsort(f->items, f->n, sizeof *f->items, by_line);
	for (size_t i = 0; sink && i < f->n; i++)
		sink(context, f->items[i].line, f->items[i].sentence);
	if (sink && f->untold > 0) {
		buf_reset(&f->shown);
		buf_printf(&f->shown, "%zu more mistakes were found and are not listed", f->untold);
		sink(context, f->items[f->n - 1].line, buf_text(&f->shown));
	}
	const struct fault *first = &f->items[0];
	size_t all = f->n + f->untold;
	if (all == 1)
		return error_set(err, CPC_DATA, "%s:%d: %s", name, first->line, first->sentence);
	return error_set(err, CPC_DATA, "%s:%d: %s (the first of %zu mistakes)", name, first->line,
		first->sentence, all);
}
