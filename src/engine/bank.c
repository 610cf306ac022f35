/*
 * bank.c - making the shipped set in the learner's file equal to a folder of question files.
 * May use: everything below the engine. Must not know: the terminal, the clock.
 */
#include "engine/bank.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/vec.h"
#include "formats/markdown.h"

#define BLUEPRINT "blueprint.csv"
#define QUESTIONS "questions"
#define FILE_LIMIT (16u << 20)

enum file_state { FILE_SAME, FILE_TO_READ, FILE_READ, FILE_GONE };

struct bank_file {
	const char *path; /* below the bank's folder */
	int64_t size, mtime_ns;
	int64_t hash; /* of the content as it was read before */
	bool known;   /* it was read before */
	enum file_state state;
};

struct bank_files {
	struct arena texts;
	struct bank_file *items; /* the blueprint first, then by path; those gone last */
	size_t n, cap;
};

void bank_fault_whole(struct bank_load *load, const char *sentence)
{
	if (load->report.faults++ == 0)
		buf_add_text(&load->first, sentence);
	if (load->fault)
		load->fault(load->context, sentence);
}

void bank_fault(struct bank_load *load, int line, const char *format, ...)
{
	char sentence[CPC_ERROR_MAX];
	va_list args;
	va_start(args, format);
	vsnprintf(sentence, sizeof sentence, format, args);
	va_end(args);
	struct buf text = BUF_INIT;
	buf_printf(&text, "%s:%d: %s", load->path, line, sentence);
	bank_fault_whole(load, buf_text(&text));
	buf_release(&text);
}

static void domain_fault(struct bank_load *load, const char *domain)
{
	if (!load->is_blueprint_bad)
		bank_fault(load, 1, "domain: found \"%s\", expected one of " BLUEPRINT, domain);
}

static void question_fault_found(void *context, int line, const char *sentence)
{
	bank_fault(context, line, "%s", sentence);
}

/* Which files there are, and which changed ----------------------------------------------------- */

static int add_file(struct bank_files *files, const char *prefix, const char *name,
	const struct file_info *info, struct cpc_error *err)
{
	struct buf path = BUF_INIT;
	buf_printf(&path, "%s%s", prefix, name);
	struct bank_file *f = VEC_PUSH(files->items, files->n, files->cap);
	char *copy = path.failed ? NULL : arena_copy(&files->texts, buf_view(&path));
	buf_release(&path);
	if (!f || !copy)
		return error_memory(err);
	*f = (struct bank_file){.path = copy,
		.size = info->size,
		.mtime_ns = info->mtime_ns,
		.state = FILE_TO_READ};
	return CPC_OK;
}

static int list_blueprint(struct bank_files *files, const char *dir, struct cpc_error *err)
{
	struct buf path = BUF_INIT;
	struct file_info info;
	buf_printf(&path, "%s/" BLUEPRINT, dir);
	int rc = path.failed ? error_memory(err) : file_stat(path.data, &info, err);
	buf_release(&path);
	if (!rc)
		return add_file(files, "", BLUEPRINT, &info, err);
	if (rc != CPC_NOINPUT || file_stat(dir, &info, err))
		return rc;
	return error_set(err, rc, "%s: no question bank here (there is no " BLUEPRINT ")", dir);
}

static int list_folder(struct bank_files *files, const char *dir, const char *folder,
	const char *suffix, struct cpc_error *err)
{
	struct buf path = BUF_INIT;
	struct file_list list = {0};
	buf_printf(&path, "%s/%s", dir, folder);
	int rc = path.failed ? error_memory(err) : file_list_read(path.data, suffix, &list, err);
	buf_reset(&path);
	buf_printf(&path, "%s/", folder);
	for (size_t i = 0; i < list.n && !rc; i++)
		rc = path.failed
			     ? error_memory(err)
			     : add_file(files, path.data, list.items[i].path, &list.items[i], err);
	file_list_release(&list);
	buf_release(&path);
	return rc;
}

/* A bank may be without a guide. */
static int list_guide(struct bank_files *files, const char *dir, struct cpc_error *err)
{
	struct cpc_error wrong;
	int rc = list_folder(files, dir, BANK_GUIDE, ".csv", &wrong);
	return rc && rc != CPC_NOINPUT ? error_set(err, rc, "%s", wrong.text) : CPC_OK;
}

static struct bank_file *find_file(struct bank_files *files, const char *path)
{
	for (size_t i = 0; i < files->n; i++) {
		if (strcmp(files->items[i].path, path) == 0)
			return &files->items[i];
	}
	return NULL;
}

static int compare_one(struct bank_files *files, struct rows *rows, struct cpc_error *err)
{
	struct bank_file *f = find_file(files, rows_text(rows, 0));
	if (f) {
		f->known = true;
		f->hash = rows_i64(rows, 3);
		if (f->size == rows_i64(rows, 1) && f->mtime_ns == rows_i64(rows, 2))
			f->state = FILE_SAME;
		return CPC_OK;
	}
	int rc = add_file(files, "", rows_text(rows, 0), &(struct file_info){0}, err);
	if (!rc)
		files->items[files->n - 1].state = FILE_GONE;
	return rc;
}

static int compare_with_store(cpc *c, struct bank_files *files, struct cpc_error *err)
{
	struct rows *rows;
	int rc = db_rows(c->db, Q_BANK_FILE_LIST, &rows, err, "");
	if (rc)
		return rc;
	while (!rc && rows_next(rows))
		rc = compare_one(files, rows, err);
	int end = rows_end(rows, rc ? NULL : err);
	return rc ? rc : end;
}

static int list_files(cpc *c, const char *dir, struct bank_files *files, struct cpc_error *err)
{
	int rc = list_blueprint(files, dir, err);
	if (!rc)
		rc = list_folder(files, dir, QUESTIONS, ".md", err);
	if (!rc)
		rc = list_guide(files, dir, err);
	return rc ? rc : compare_with_store(c, files, err);
}

/* Reading what changed ------------------------------------------------------------------------- */

static int remember_file(cpc *c, const struct bank_file *f, int64_t set_id, struct cpc_error *err)
{
	if (set_id)
		return db_run(c->db, Q_BANK_FILE_PUT, err, "tiiii", f->path, set_id, f->size,
			f->mtime_ns, f->hash);
	return db_run(c->db, Q_BANK_FILE_PUT, err, "txiii", f->path, f->size, f->mtime_ns, f->hash);
}

/* Elsewhere means: in a file that stays as it is or was read already in this load. */
static bool stands_elsewhere(void *context, const char *path)
{
	struct bank_file *f = find_file(context, path);
	return f && (f->state == FILE_SAME || f->state == FILE_READ);
}

static bool is_of_exam(cpc *c, const char *domain)
{
	int index = engine_domain(c, domain);
	return index >= 0 && (size_t)index < c->exam_domains;
}

static int read_questions(struct bank_load *load, struct bank_files *files, struct str text,
	int64_t *set_id, struct cpc_error *err)
{
	struct question_file f;
	question_file_init(&f);
	size_t before = load->report.faults, count;
	const struct cpc_domain *domains;
	int rc = cpc_domains(load->c, &domains, &count, err);
	if (!rc)
		rc = markdown_read(text, load->path, &f, question_fault_found, load, err);
	if (rc == CPC_DATA && load->report.faults > before) {
		rc = CPC_OK;
	} else if (!rc && !is_of_exam(load->c, f.domain)) {
		domain_fault(load, f.domain);
	} else if (!rc) {
		rc = bank_write_file(load, &f, stands_elsewhere, files, set_id, err);
	}
	question_file_release(&f);
	return rc;
}

static int read_new_content(struct bank_load *load, struct bank_files *files, size_t index,
	struct str text, struct cpc_error *err)
{
	int64_t set_id = 0;
	int rc;
	if (index == 0)
		rc = bank_read_blueprint(load, text, err);
	else if (bank_guide_owns(load->path))
		rc = bank_read_guide(load, text, err);
	else
		rc = read_questions(load, files, text, &set_id, err);
	load->report.files++;
	if (index == 0)
		load->is_blueprint_bad = load->report.faults > 0;
	return rc ? rc : remember_file(load->c, &files->items[index], set_id, err);
}

static int read_file(struct bank_load *load, const char *dir, struct bank_files *files,
	size_t index, struct cpc_error *err)
{
	struct bank_file *f = &files->items[index];
	struct buf path = BUF_INIT, text = BUF_INIT;
	buf_printf(&path, "%s/%s", dir, f->path);
	int rc = path.failed ? error_memory(err) : file_read(path.data, FILE_LIMIT, &text, err);
	buf_release(&path);
	if (rc)
		return rc;
	int64_t hash = (int64_t)hash_bytes(HASH_START, buf_text(&text), text.len);
	if (f->known && f->hash == hash) {
		rc = db_run(
			load->c->db, Q_BANK_FILE_TOUCH, err, "iit", f->size, f->mtime_ns, f->path);
		f->state = FILE_SAME;
	} else {
		f->hash = hash;
		rc = read_new_content(load, files, index, buf_view(&text), err);
		f->state = FILE_READ;
	}
	buf_release(&text);
	return rc;
}

/* Files that did not change themselves while their domain left the blueprint. */
static int check_domains(struct bank_load *load, struct bank_files *files, struct cpc_error *err)
{
	struct rows *rows;
	int rc = db_rows(load->c->db, Q_QUESTION_UNLISTED, &rows, err, "");
	if (rc)
		return rc;
	while (rows_next(rows)) {
		const struct bank_file *f = find_file(files, rows_text(rows, 0));
		if (f && f->state == FILE_SAME) {
			load->path = f->path;
			domain_fault(load, rows_text(rows, 1));
		}
	}
	return rows_end(rows, err);
}

static int read_changes(
	struct bank_load *load, const char *dir, struct bank_files *files, struct cpc_error *err)
{
	int rc = CPC_OK;
	for (size_t i = 0; i < files->n && !rc; i++) {
		struct bank_file *f = &files->items[i];
		load->path = f->path;
		if (f->state == FILE_TO_READ)
			rc = read_file(load, dir, files, i, err);
		else if (f->state == FILE_GONE)
			rc = bank_guide_owns(f->path) ? bank_drop_guide(load, err)
						      : bank_drop_file(load, err);
	}
	if (!rc)
		rc = check_domains(load, files, err);
	if (!rc && load->report.faults > 0)
		rc = error_set(err, CPC_DATA,
			"%s: %zu mistake%s in the question bank, which stays as it was%s%s", dir,
			load->report.faults, load->report.faults == 1 ? "" : "s",
			load->fault ? "" : "; the first: ",
			load->fault ? "" : buf_text(&load->first));
	load->report.changed = !rc && (load->report.files > 0 || load->report.removed > 0);
	if (load->report.changed)
		rc = db_run(load->c->db, Q_DOMAIN_DROP_UNLISTED, err, "");
	if (!rc && load->report.changed)
		rc = db_run(load->c->db, Q_DOMAIN_LEAVE, err, "");
	return !rc && load->report.changed ? derive_bank(load->c, err) : rc;
}

static bool is_unchanged(const struct bank_files *files)
{
	for (size_t i = 0; i < files->n; i++) {
		if (files->items[i].state != FILE_SAME)
			return false;
	}
	return true;
}

static int load_changes(
	struct bank_load *load, const char *dir, struct bank_files *files, struct cpc_error *err)
{
	int64_t questions = 0;
	int rc = db_begin(load->c->db, err);
	if (rc)
		return rc;
	rc = read_changes(load, dir, files, err);
	if (!rc)
		rc = db_get_i64(load->c->db, Q_QUESTION_COUNT, &questions, err, "");
	rc = db_end(load->c->db, rc, err);
	load->c->domains_read = false;
	load->c->guide_read = false;
	load->report.questions = (size_t)questions;
	if (rc)
		load->report = (struct cpc_bank_report){
			.files = load->report.files, .faults = load->report.faults};
	return rc;
}

int cpc_bank_load(cpc *c, const char *dir, struct cpc_time now, cpc_fault *fault, void *context,
	struct cpc_bank_report *out, struct cpc_error *err)
{
	error_clear(err);
	struct bank_index index = {0};
	struct bank_load load = {
		.c = c, .now = now, .fault = fault, .context = context, .index = &index};
	struct bank_files files = {.texts = ARENA_INIT};
	int rc = engine_check_time(now, err);
	if (!rc)
		rc = list_files(c, dir, &files, err);
	if (!rc && !is_unchanged(&files))
		rc = load_changes(&load, dir, &files, err);
	if (out)
		*out = load.report;
	buf_release(&load.first);
	bank_index_release(&index);
	free(files.items);
	arena_release(&files.texts);
	return rc;
}
