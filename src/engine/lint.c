/*
 * lint.c - questions from files, texts and the bank held to the rules of the linter.
 * May use: everything below the engine. Must not know: the terminal, what a rule asks.
 */
#include "engine/lint.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/nearest.h"

#define LIST_LIMIT (256u << 20)

/* Rules -----------------------------------------------------------------------------------------
 */

size_t cpc_lint_rule_count(void)
{
	return lint_rule_count();
}

int cpc_lint_rule_at(size_t index, struct cpc_lint_rule *out, struct cpc_error *err)
{
	error_clear(err);
	if (index >= lint_rule_count())
		return error_set(err, CPC_USAGE, "there is no rule number %zu", index);
	const struct lint_rule *r = lint_rule_at(index);
	*out = (struct cpc_lint_rule){r->id, r->level, r->title, r->why, r->fix};
	return CPC_OK;
}

static int find_rule(const char *id, const struct lint_rule **out, struct cpc_error *err)
{
	struct nearest near = nearest_to(id);
	*out = NULL;
	for (size_t i = 0; i < lint_rule_count(); i++) {
		const struct lint_rule *r = lint_rule_at(i);
		if (str_same_fold(str_of(id), str_of(r->id)))
			*out = r;
		nearest_offer(&near, r->id);
	}
	return *out ? CPC_OK
		    : error_set(err, CPC_NOINPUT, "there is no rule \"%s\"%s", id,
			      nearest_hint(&near));
}

/* Lists of codes --------------------------------------------------------------------------------
 */

/* CPC_NO when it is not there. */
static int read_list(cpc_lint *l, const char *dir, enum lint_list list, struct cpc_error *err)
{
	struct buf path = BUF_INIT, text = BUF_INIT;
	buf_printf(&path, "%s/%s", dir, lint_list_file(list));
	int rc = path.failed ? error_memory(err) : file_read(path.data, LIST_LIMIT, &text, err);
	if (!rc)
		rc = lint_lists_read(&l->lists, list, buf_view(&text), path.data, err);
	else if (rc == CPC_NOINPUT)
		rc = CPC_NO;
	buf_release(&text);
	buf_release(&path);
	return rc;
}

static int read_lists(cpc_lint *l, const char *dir, struct cpc_error *err)
{
	struct buf inner = BUF_INIT;
	buf_printf(&inner, "%s/lists", dir);
	struct file_info info;
	if (inner.failed) {
		buf_release(&inner);
		return error_memory(err);
	}
	int rc = file_stat(dir, &info, err);
	const char *folder = file_exists(inner.data) ? inner.data : dir;
	for (int list = 0; list < LINT_LIST_COUNT && !rc; list++) {
		rc = read_list(l, folder, (enum lint_list)list, err);
		l->has_lists = l->has_lists || rc == CPC_OK;
		rc = rc == CPC_NO ? CPC_OK : rc;
	}
	if (!rc && !l->has_lists)
		rc = error_set(err, CPC_NOINPUT,
			"%s: no lists of codes here, expected icd10cm.tsv, hcpcs.tsv, cpt.tsv or "
			"modifiers.tsv",
			dir);
	buf_release(&inner);
	return rc;
}

/* Opening ---------------------------------------------------------------------------------------
 */

int cpc_lint_open(const struct cpc_lint_options *options, cpc_lint **out, struct cpc_error *err)
{
	error_clear(err);
	*out = NULL;
	cpc_lint *l = calloc(1, sizeof *l);
	if (!l)
		return error_memory(err);
	lint_lists_init(&l->lists);
	l->imported = options->imported;
	l->map = arena_copy(&l->texts, str_of(options->map));
	int rc = l->map ? CPC_OK : error_memory(err);
	if (!rc && options->rule)
		rc = find_rule(options->rule, &l->rule, err);
	if (!rc && options->format)
		rc = engine_find_format(options->format, &l->format, err);
	if (!rc && options->codes)
		rc = read_lists(l, options->codes, err);
	if (!rc) {
		error_clear(err);
		*out = l;
	} else {
		cpc_lint_free(l);
	}
	return rc;
}

void cpc_lint_free(cpc_lint *l)
{
	if (!l)
		return;
	free(l->items);
	arena_release(&l->texts);
	lint_lists_release(&l->lists);
	free(l);
}

/* Running ---------------------------------------------------------------------------------------
 */

struct run {
	cpc_lint_found *found;
	void *context;
};

static void pass_on(void *context, const struct lint_finding *f)
{
	const struct run *run = context;
	struct cpc_lint_finding out = {f->rule->id, f->level, f->file, f->line, f->id, f->sentence};
	if (run->found)
		run->found(run->context, &out);
}

static size_t count_files(const struct lint_item *items, size_t n)
{
	size_t files = 0;
	for (size_t i = 0; i < n; i++)
		files += i == 0 || strcmp(items[i].file, items[i - 1].file) != 0;
	return files;
}

static void fill_report(
	const cpc_lint *l, const struct lint_summary *s, struct cpc_lint_report *out)
{
	_Static_assert(LINT_STRATEGIES <= CPC_LINT_STRATEGIES, "room for every strategy");
	_Static_assert(LINT_LIST_COUNT == CPC_LINT_LISTS, "as many lists of codes");
	_Static_assert(sizeof out->difficulty + sizeof *out->difficulty == sizeof s->difficulty,
		"as many difficulties, and the unknown one");
	_Static_assert(sizeof out->position == sizeof s->position, "as many places");
	*out = (struct cpc_lint_report){.questions = s->questions,
		.errors = s->errors,
		.warnings = s->warnings,
		.notes = s->notes,
		.strategies = s->strategies,
		.data = s->data,
		.text = s->text,
		.book = s->book,
		.no_basis = s->no_basis,
		.chance = s->chance,
		.position_p = s->position_p,
		.positions_even = s->positions_even,
		.unlisted = s->unlisted};
	for (size_t i = 0; i < s->strategies; i++) {
		out->strategy[i].name = s->strategy[i].name;
		out->strategy[i].score = s->strategy[i].score;
	}
	memcpy(out->difficulty, s->difficulty + 1, sizeof out->difficulty);
	memcpy(out->position, s->position, sizeof out->position);
	for (int i = 0; i < LINT_LIST_COUNT; i++) {
		out->lists[i].file = lint_list_file((enum lint_list)i);
		out->lists[i].codes = l->lists.count[i];
		out->lists[i].release = l->lists.release[i];
	}
}

int cpc_lint_run(cpc_lint *l, cpc_lint_found *found, void *context, struct cpc_lint_report *out,
	struct cpc_error *err)
{
	struct run run = {found, context};
	struct lint_summary summary = {0};
	error_clear(err);
	if (l->n == 0)
		return error_set(err, CPC_NOINPUT, "there are no questions to look at");
	struct lint_item *items = calloc(l->n, sizeof *items);
	if (!items)
		return error_memory(err);
	for (size_t i = 0; i < l->n; i++) {
		items[i] = l->items[i].item;
		items[i].q = &l->items[i].q;
		items[i].imported = items[i].imported || l->imported;
	}
	int rc = lint_run(items, l->n, l->has_lists ? &l->lists : NULL, l->rule, pass_on, &run,
		&summary, err);
	fill_report(l, &summary, out);
	out->files = rc ? 0 : count_files(items, l->n);
	free(items);
	return !rc && summary.errors > 0 ? CPC_NO : rc;
}
