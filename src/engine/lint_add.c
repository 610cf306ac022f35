/*
 * lint_add.c - questions for the linter: from files and texts in any format, from the bank.
 * May use: everything below the engine. Must not know: the terminal, what a rule asks.
 */
#include <string.h>

#include "base/file.h"
#include "base/vec.h"
#include "engine/bank_read.h"
#include "engine/lint.h"

/* Keeping ----------------------------------------------------------------------------------------
 */

struct adding {
	cpc_lint *l;
	const char *name; /* of the file, among the texts of l; "" for the bank */
	cpc_fault *fault;
	void *context;
	size_t faults;
	struct buf first, id; /* the first fault */
};

static bool keep(cpc_lint *l, const char **text)
{
	*text = arena_copy(&l->texts, str_of(*text));
	return *text != NULL;
}

static bool keep_question(cpc_lint *l, struct question *q)
{
	const char **const texts[] = {&q->slug, &q->title, &q->concept, &q->basis, &q->source,
		&q->payer, &q->pool, &q->codes, &q->tags, &q->reviewed, &q->stem, &q->rule};
	bool good = true;
	for (size_t i = 0; i < sizeof texts / sizeof *texts && good; i++)
		good = keep(l, texts[i]);
	for (size_t i = 0; i < q->choice_count && good; i++)
		good = keep(l, &q->choices[i].text) && keep(l, &q->choices[i].rationale);
	return good;
}

static int add_item(
	cpc_lint *l, const struct question *q, struct lint_item item, struct cpc_error *err)
{
	struct lint_kept *kept = VEC_PUSH(l->items, l->n, l->cap);
	if (!kept)
		return error_memory(err);
	*kept = (struct lint_kept){*q, item};
	bool good = keep_question(l, &kept->q) && keep(l, &kept->item.id) &&
		    keep(l, &kept->item.file) && keep(l, &kept->item.domain);
	return good ? CPC_OK : error_memory(err);
}

/* Files ------------------------------------------------------------------------------------------
 */

static int take(void *context, const struct format_item *item, struct cpc_error *err)
{
	struct adding *a = context;
	const char *name = item->q.slug[0] ? item->q.slug : item->id;
	buf_reset(&a->id);
	if (name[0])
		buf_printf(&a->id, "%s%s%s", item->set, item->set[0] ? "/" : "", name);
	if (a->id.failed)
		return error_memory(err);
	return add_item(a->l, &item->q,
		(struct lint_item){.id = buf_text(&a->id),
			.file = a->name,
			.domain = item->domain,
			.year = item->year},
		err);
}

static void tell(void *context, enum format_told what, int line, const char *sentence)
{
	struct adding *a = context;
	struct buf text = BUF_INIT;
	if (what != FORMAT_FAULT)
		return;
	buf_printf(&text, "%s:%d: %s", a->name, line, sentence);
	if (a->faults++ == 0)
		buf_add_str(&a->first, buf_view(&text));
	if (a->fault && !text.failed)
		a->fault(a->context, text.data);
	buf_release(&text);
}

/* What was taken of a file with mistakes goes again. */
static int read_all(struct adding *a, struct source *in, struct cpc_error *err)
{
	const struct format_options options = {a->l->map, "", ""};
	const struct format *f = a->l->format;
	size_t before = a->l->n;
	int rc = f ? CPC_OK : format_detect(in, &f, err);
	struct format_read r = {
		.in = in, .options = &options, .question = take, .tell = tell, .context = a};
	if (!rc)
		rc = f->read(&r, err);
	if (!rc && r.failed)
		rc = error_memory(err);
	format_read_release(&r);
	if (rc == CPC_DATA && a->fault)
		a->fault(a->context, err->text);
	if (!rc && a->faults > 0)
		rc = error_set(err, CPC_DATA, "%s%s", buf_text(&a->first),
			a->faults > 1 ? " (the first of several mistakes)" : "");
	if (rc)
		a->l->n = before;
	return rc;
}

static int add_source(
	cpc_lint *l, struct source *in, cpc_fault *fault, void *context, struct cpc_error *err)
{
	struct cpc_error here = {0};
	struct adding a = {.l = l, .name = source_name(in), .fault = fault, .context = context};
	int rc = read_all(&a, in, err ? err : &here);
	buf_release(&a.first);
	buf_release(&a.id);
	return rc;
}

int cpc_lint_add_text(cpc_lint *l, const char *name, const char *text, size_t n, cpc_fault *fault,
	void *context, struct cpc_error *err)
{
	struct source *in;
	error_clear(err);
	int rc = source_of_text((struct str){text, n}, name, &in, err);
	if (!rc)
		rc = add_source(l, in, fault, context, err);
	source_close(in);
	return rc;
}

/* Folders ----------------------------------------------------------------------------------------
 */

static int add_file(cpc_lint *l, const char *path, bool in_folder, cpc_fault *fault, void *context,
	size_t *added, struct cpc_error *err)
{
	struct source *in;
	bool wanted = true;
	int rc = source_open(path, &in, err);
	if (!rc && in_folder && !l->format)
		rc = format_is_likely(in, &wanted, err);
	if (!rc && wanted) {
		(*added)++;
		rc = add_source(l, in, fault, context, err);
	}
	source_close(in);
	return rc;
}

/* Goes on behind a file with mistakes, so that one run tells of them all. */
static int add_folder(
	cpc_lint *l, const char *dir, cpc_fault *fault, void *context, struct cpc_error *err)
{
	struct file_list list = {0};
	struct cpc_error first = {0}, one = {0};
	size_t added = 0, bad = 0;
	int rc = file_list_read(dir, "", &list, err);
	for (size_t i = 0; i < list.n && !rc; i++) {
		struct buf path = BUF_INIT;
		bool slash = dir[0] && dir[strlen(dir) - 1] == '/';
		buf_printf(&path, "%s%s%s", dir, slash ? "" : "/", list.items[i].path);
		rc = path.failed ? error_memory(&one)
				 : add_file(l, path.data, true, fault, context, &added, &one);
		buf_release(&path);
		if (rc && rc != CPC_DATA)
			error_set(err, rc, "%s", one.text);
		if (rc == CPC_DATA) {
			if (bad++ == 0)
				first = one;
			rc = CPC_OK;
		}
	}
	file_list_release(&list);
	if (!rc && bad == 1)
		rc = error_set(err, CPC_DATA, "%s", first.text);
	else if (!rc && bad > 1)
		rc = error_set(
			err, CPC_DATA, "%zu files have mistakes of form; %s", bad, first.text);
	else if (!rc && added == 0)
		rc = error_set(err, CPC_NOINPUT, "%s: no files of questions here", dir);
	return rc;
}

int cpc_lint_add_path(
	cpc_lint *l, const char *path, cpc_fault *fault, void *context, struct cpc_error *err)
{
	size_t added = 0;
	error_clear(err);
	if (file_is_folder(path))
		return add_folder(l, path, fault, context, err);
	return add_file(l, path, false, fault, context, &added, err);
}

/* The bank ---------------------------------------------------------------------------------------
 */

static int take_row(void *context, const struct bank_row *row, struct cpc_error *err)
{
	return add_item(context, &row->item.q,
		(struct lint_item){.id = row->item.id,
			.file = row->path,
			.domain = row->item.domain,
			.year = row->item.year,
			.imported = row->imported},
		err);
}

int cpc_lint_add_bank(cpc_lint *l, cpc *c, struct cpc_error *err)
{
	const struct bank_filter all = {0};
	size_t before = l->n;
	error_clear(err);
	int rc = bank_each(c, &all, take_row, l, err);
	if (rc)
		l->n = before;
	return rc;
}
