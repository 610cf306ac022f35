/*
 * lint.c - questions from files, texts and the bank held to the rules of the linter.
 * May use: everything below the engine. Must not know: the terminal, what a rule asks.
 */
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/nearest.h"
#include "base/vec.h"
#include "engine/engine.h"
#include "formats/markdown.h"
#include "rules/lint.h"

#define LIST_LIMIT (256u << 20)
#define FOLDER_SUFFIX ".md"

struct source { /* the questions of one file, or those of the bank */
	struct question_file questions;
	const char *name;
	struct lint_item *items; /* of the bank, where each has its own; else NULL */
};

struct cpc_lint {
	struct arena texts;
	struct source *sources;
	size_t n, cap;
	struct lint_lists lists;
	bool has_lists, imported;
	const struct lint_rule *rule; /* NULL: all */
};

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
	int rc = options->rule ? find_rule(options->rule, &l->rule, err) : CPC_OK;
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
	for (size_t i = 0; i < l->n; i++) {
		question_file_release(&l->sources[i].questions);
		free(l->sources[i].items);
	}
	free(l->sources);
	arena_release(&l->texts);
	lint_lists_release(&l->lists);
	free(l);
}

/* Files -----------------------------------------------------------------------------------------
 */

struct teller { /* a fault of a file to the caller, with the file's name */
	const char *name;
	cpc_fault *fault;
	void *context;
};

static void tell(void *context, int line, const char *sentence)
{
	struct teller *t = context;
	struct buf text = BUF_INIT;
	buf_printf(&text, "%s:%d: %s", t->name, line, sentence);
	if (t->fault && !text.failed)
		t->fault(t->context, text.data);
	buf_release(&text);
}

static struct source *add_source(cpc_lint *l, const char *name, struct cpc_error *err)
{
	struct source *s = VEC_PUSH(l->sources, l->n, l->cap);
	const char *copy = arena_copy(&l->texts, str_of(name));
	if (!s || !copy) {
		l->n -= s != NULL;
		error_memory(err);
		return NULL;
	}
	*s = (struct source){.name = copy};
	question_file_init(&s->questions);
	return s;
}

static void drop_source(cpc_lint *l)
{
	struct source *s = &l->sources[--l->n];
	question_file_release(&s->questions);
	free(s->items);
}

int cpc_lint_add_text(cpc_lint *l, const char *name, const char *text, size_t n, cpc_fault *fault,
	void *context, struct cpc_error *err)
{
	struct teller t = {name, fault, context};
	error_clear(err);
	struct source *s = add_source(l, name, err);
	if (!s)
		return CPC_INTERNAL;
	int rc = markdown_read((struct str){text, n}, name, &s->questions, tell, &t, err);
	if (rc)
		drop_source(l);
	return rc;
}

static int add_file(cpc_lint *l, const char *path, bool in_folder, cpc_fault *fault, void *context,
	size_t *added, struct cpc_error *err)
{
	struct buf text = BUF_INIT;
	int rc = file_read(path, MARKDOWN_BYTES_MAX, &text, err);
	if (!rc && !(in_folder && !str_starts(buf_view(&text), "---"))) {
		rc = cpc_lint_add_text(l, path, buf_text(&text), text.len, fault, context, err);
		(*added)++;
	}
	buf_release(&text);
	return rc;
}

/* Goes on behind a file with mistakes, so that one run tells of them all. */
static int add_folder(
	cpc_lint *l, const char *dir, cpc_fault *fault, void *context, struct cpc_error *err)
{
	struct file_list list = {0};
	struct cpc_error first = {0};
	size_t added = 0, bad = 0;
	int rc = file_list_read(dir, FOLDER_SUFFIX, &list, err);
	for (size_t i = 0; i < list.n && !rc; i++) {
		struct buf path = BUF_INIT;
		size_t slash = strlen(dir) > 0 && dir[strlen(dir) - 1] == '/';
		buf_printf(&path, "%s%s%s", dir, slash ? "" : "/", list.items[i].path);
		rc = path.failed ? error_memory(err)
				 : add_file(l, path.data, true, fault, context, &added, err);
		buf_release(&path);
		if (rc == CPC_DATA) {
			if (bad++ == 0 && err)
				first = *err;
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
		rc = error_set(err, CPC_NOINPUT,
			"%s: no files of questions here, expected some *.md that begin with ---",
			dir);
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

/* The bank --------------------------------------------------------------------------------------
 */

struct reading { /* of the bank */
	struct source *source;
	size_t items_cap;
	struct cpc_error *err;
	bool failed;
};

static const char *keep(struct reading *r, const char *text)
{
	const char *copy = arena_copy(&r->source->questions.arena, str_of(text));
	r->failed = r->failed || !copy;
	return copy ? copy : "";
}

static int read_choices(cpc *c, struct reading *r, int64_t id, struct question *q)
{
	struct rows *rows;
	int rc = db_rows(c->db, Q_CHOICE_LIST, &rows, r->err, "i", id);
	while (!rc && rows_next(rows) && q->choice_count < QUESTION_CHOICES_MAX)
		q->choices[q->choice_count++] = (struct choice){
			.kind = choice_kind_of(rows_text(rows, 0)),
			.is_key = rows_int(rows, 1) != 0,
			.text = keep(r, rows_text(rows, 2)),
			.rationale = keep(r, rows_text(rows, 3)),
		};
	int end = rows_end(rows, rc ? NULL : r->err);
	return rc ? rc : end;
}

static int read_question(cpc *c, struct reading *r, struct rows *rows)
{
	struct question_file *f = &r->source->questions;
	size_t n = f->n;
	struct question *q = VEC_PUSH(f->questions, f->n, f->cap);
	if (!q || !vec_grow(&r->source->items, &r->items_cap, n + 1, sizeof *r->source->items)) {
		f->n = n;
		return error_memory(r->err);
	}
	const char *id = keep(r, rows_text(rows, 1)), *slash = strchr(id, '/');
	*q = (struct question){.slug = slash ? slash + 1 : id,
		.difficulty = rows_int(rows, 5),
		.basis = keep(r, rows_text(rows, 6)),
		.source = keep(r, rows_text(rows, 7)),
		.payer = keep(r, rows_text(rows, 8)),
		.title = keep(r, rows_text(rows, 9)),
		.stem = keep(r, rows_text(rows, 10)),
		.rule = keep(r, rows_text(rows, 11)),
		.codes = keep(r, rows_text(rows, 13)),
		.tags = keep(r, rows_text(rows, 14)),
		.multiple = question_kind_find(str_of(rows_text(rows, 15))) == QUESTION_MULTIPLE,
		.concept = "",
		.pool = "",
		.reviewed = ""};
	r->source->items[n] = (struct lint_item){.id = id,
		.file = keep(r, rows_text(rows, 2)),
		.domain = keep(r, rows_text(rows, 3)),
		.year = rows_int(rows, 4),
		.imported = rows_int(rows, 12) != 0};
	int rc = read_choices(c, r, rows_i64(rows, 0), q);
	return !rc && r->failed ? error_memory(r->err) : rc;
}

int cpc_lint_add_bank(cpc_lint *l, cpc *c, struct cpc_error *err)
{
	struct rows *rows;
	error_clear(err);
	struct reading r = {.source = add_source(l, "", err), .err = err};
	if (!r.source)
		return CPC_INTERNAL;
	int rc = db_rows(c->db, Q_LINT_QUESTIONS, &rows, err, "");
	while (!rc && rows_next(rows))
		rc = read_question(c, &r, rows);
	int end = rows_end(rows, rc ? NULL : err);
	rc = rc ? rc : end;
	if (rc)
		drop_source(l);
	return rc;
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

static const char *make_id(struct arena *texts, const char *set, const char *slug)
{
	struct buf id = BUF_INIT;
	buf_printf(&id, "%s/%s", set, slug);
	const char *copy = id.failed ? NULL : arena_copy(texts, buf_view(&id));
	buf_release(&id);
	return copy;
}

static int add_items(const cpc_lint *l, const struct source *s, struct arena *texts,
	struct lint_item *out, struct cpc_error *err)
{
	const struct question_file *f = &s->questions;
	for (size_t i = 0; i < f->n; i++) {
		if (s->items) {
			out[i] = s->items[i];
			out[i].imported = out[i].imported || l->imported;
		} else {
			out[i] = (struct lint_item){
				.id = make_id(texts, f->set, f->questions[i].slug),
				.file = s->name,
				.domain = f->domain,
				.year = f->year,
				.imported = l->imported};
		}
		if (!out[i].id)
			return error_memory(err);
		out[i].q = &f->questions[i];
	}
	return CPC_OK;
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
	struct arena texts = ARENA_INIT;
	struct run run = {found, context};
	struct lint_summary summary = {0};
	size_t n = 0, at = 0;
	error_clear(err);
	for (size_t i = 0; i < l->n; i++)
		n += l->sources[i].questions.n;
	if (n == 0)
		return error_set(err, CPC_NOINPUT, "there are no questions to look at");
	struct lint_item *items = calloc(n, sizeof *items);
	int rc = CPC_OK;
	if (!items)
		return error_memory(err);
	for (size_t i = 0; i < l->n && !rc; i++) {
		rc = add_items(l, &l->sources[i], &texts, items + at, err);
		at += l->sources[i].questions.n;
	}
	if (!rc)
		rc = lint_run(items, n, l->has_lists ? &l->lists : NULL, l->rule, pass_on, &run,
			&summary, err);
	fill_report(l, &summary, out);
	out->files = rc ? 0 : count_files(items, n);
	free(items);
	arena_release(&texts);
	return !rc && summary.errors > 0 ? CPC_NO : rc;
}
