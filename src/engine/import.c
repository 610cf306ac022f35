/*
 * import.c - question sets into the learner's file: files and folders, one transaction.
 * May use: everything below the engine. Must not know: the terminal, the clock.
 */
#include "engine/import.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/file.h"
#include "base/utf8.h"

#define STREAM_SET "import" /* of what has no name */
#define NAMES_SHOWN 5	    /* of files that were passed over */

/* Telling ----------------------------------------------------------------------------------------
 */

static void count(struct cpc_import_report *r, enum cpc_import_told what)
{
	r->faults += what == CPC_IMPORT_FAULT;
	r->skipped += what == CPC_IMPORT_SKIP;
	r->notes += what == CPC_IMPORT_NOTE;
}

/* What is skipped or lost is counted as that, and under `strict` as a fault beside. */
static void tell_whole(struct import *m, enum cpc_import_told what, int line, const char *sentence)
{
	count(&m->report, what);
	if (m->options->strict && what != CPC_IMPORT_FAULT) {
		m->report.faults++;
		what = CPC_IMPORT_FAULT;
	}
	if (m->watch->tell && m->told[what]++ < CPC_IMPORT_TOLD_MAX)
		m->watch->tell(m->watch->context, what, m->file, line, sentence);
}

void import_tell(struct import *m, enum cpc_import_told what, int line, const char *sentence, ...)
{
	struct buf text = BUF_INIT;
	va_list args;
	va_start(args, sentence);
	buf_vprintf(&text, sentence, args);
	va_end(args);
	tell_whole(m, what, line, buf_text(&text));
	m->failed = m->failed || text.failed;
	buf_release(&text);
}

static void told_by_format(void *context, enum format_told what, int line, const char *sentence)
{
	static const enum cpc_import_told as[] = {
		CPC_IMPORT_FAULT, CPC_IMPORT_SKIP, CPC_IMPORT_NOTE};
	struct import *m = context;
	m->report.read += what == FORMAT_SKIP;
	tell_whole(m, as[what], line, sentence);
}

/* A reader that cannot go on says "name:line: sentence". */
static void tell_end(struct import *m, const struct cpc_error *err)
{
	struct str text = str_of(err->text), digits;
	int64_t line = 0;
	if (str_starts(text, m->file) && str_starts(str_from(text, strlen(m->file)), ":")) {
		struct str rest = str_from(text, strlen(m->file) + 1);
		if (str_next(&rest, ':', &digits) && rest.p &&
			str_to_i64(digits, 1, INT32_MAX, &line))
			text = str_trim(rest);
		else
			text = str_trim(str_from(text, strlen(m->file) + 1));
	}
	import_tell(m, CPC_IMPORT_FAULT, (int)line, "%.*s", STR_ARG(text));
}

/* A file ------------------------------------------------------------------------------------------
 */

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash ? slash + 1 : path;
}

/* The slug of a file's name without its suffix. */
static const char *set_of_name(struct import *m, const char *base)
{
	const char *dot = strrchr(base, '.');
	struct str name = {base, dot && dot != base ? (size_t)(dot - base) : strlen(base)};
	import_slug(name, &m->slug);
	const char *slug = m->slug.len > 0 ? buf_text(&m->slug) : STREAM_SET;
	return m->slug.failed ? NULL : arena_copy(&m->texts, str_of(slug));
}

static int choose_format(struct import *m, const struct format **out, struct cpc_error *err)
{
	if (!m->options->format)
		return format_detect(m->in, out, err);
	*out = format_find(m->options->format); /* checked at the beginning */
	return CPC_OK;
}

static int read_source(struct import *m, struct cpc_error *err)
{
	const struct cpc_import_options *o = m->options;
	const struct format_options options = {
		o->map ? o->map : "", o->term_end ? o->term_end : "", o->row_end ? o->row_end : ""};
	const struct format *f;
	int rc = choose_format(m, &f, err);
	if (rc)
		return rc;
	struct format_read r = {.in = m->in,
		.options = &options,
		.question = import_question,
		.tell = told_by_format,
		.context = m};
	size_t before = m->report.read + m->report.faults;
	rc = f->read(&r, err);
	m->failed = m->failed || r.failed;
	format_read_release(&r);
	if (r.not_utf8)
		import_tell(m, CPC_IMPORT_NOTE, 0,
			"this file is not UTF-8; a spreadsheet saves it so as \"CSV UTF-8\"");
	if (!rc && m->report.read + m->report.faults == before)
		import_tell(m, CPC_IMPORT_FAULT, 1, "found no question, expected the format %s",
			f->name);
	return rc;
}

/* The source is open. */
static int read_open(struct import *m, const struct cpc_import_file *file, struct cpc_error *err)
{
	m->file = arena_copy(&m->texts, str_of(file->path));
	m->base = m->file ? base_name(m->file) : NULL;
	m->fallback = m->base ? file->more ? STREAM_SET : set_of_name(m, m->base) : NULL;
	m->ord = 0;
	int rc = m->fallback ? read_source(m, err) : error_memory(err);
	m->report.files++;
	if (rc != CPC_DATA || m->stopped)
		return rc;
	tell_end(m, err); /* other files may be good */
	return CPC_OK;
}

static int more_of_stream(void *context, char *bytes, size_t room, size_t *n, struct cpc_error *err)
{
	struct import *m = context;
	int rc = m->stream->more(m->stream->context, bytes, room, n, err);
	m->stopped = m->stopped || rc;
	return rc;
}

static int read_file(struct import *m, const struct cpc_import_file *file, struct cpc_error *err)
{
	m->stream = file;
	int rc = file->more ? source_new(more_of_stream, m, file->path, &m->in, err)
			    : source_open(file->path, &m->in, err);
	if (!rc)
		rc = read_open(m, file, err);
	source_close(m->in);
	m->in = NULL;
	return rc;
}

/* A file of a folder is read when it looks like what its name says; *read counts those. */
static int read_among(struct import *m, const char *path, size_t *read, struct cpc_error *err)
{
	const struct cpc_import_file file = {.path = path};
	bool wanted = m->options->format != NULL;
	int rc = source_open(path, &m->in, err);
	if (!rc && !wanted)
		rc = format_is_likely(m->in, &wanted, err);
	*read += wanted;
	if (!rc && wanted)
		rc = read_open(m, &file, err);
	source_close(m->in);
	m->in = NULL;
	return rc;
}

static int read_folder(struct import *m, const char *dir, struct cpc_error *err)
{
	struct file_list list = {0};
	struct buf path = BUF_INIT, passed = BUF_INIT;
	size_t read = 0, passed_over = 0;
	int rc = file_list_read(dir, "", &list, err);
	for (size_t i = 0; i < list.n && !rc; i++) {
		buf_reset(&path);
		buf_printf(&path, "%s%s%s", dir, dir[strlen(dir) - 1] == '/' ? "" : "/",
			list.items[i].path);
		size_t before = read;
		rc = path.failed ? error_memory(err) : read_among(m, path.data, &read, err);
		if (!rc && read == before && ++passed_over <= NAMES_SHOWN) {
			buf_add_text(&passed, passed_over > 1 ? ", " : "");
			utf8_add_visible(&passed, str_of(list.items[i].path));
		}
	}
	if (!rc && read == 0)
		rc = error_set(err, CPC_NOINPUT,
			"%s: no files of questions here (none looks like a known format)", dir);
	m->file = dir;
	if (passed_over > NAMES_SHOWN)
		buf_printf(&passed, " and %zu more", passed_over - NAMES_SHOWN);
	if (!rc && passed_over > 0)
		import_tell(m, CPC_IMPORT_NOTE, 0, "passed over what looks like no questions: %s",
			buf_text(&passed));
	file_list_release(&list);
	buf_release(&path);
	buf_release(&passed);
	return rc;
}

/* The whole ---------------------------------------------------------------------------------------
 */

static int check_options(const struct cpc_import_options *o, struct cpc_error *err)
{
	const struct format *f;
	int rc = o->format ? engine_find_format(o->format, &f, err) : CPC_OK;
	if (rc)
		return rc;
	if (o->set && !question_slug_valid(str_of(o->set)))
		return error_set(err, CPC_USAGE,
			"found the set \"%s\", expected " QUESTION_SLUG_SHAPE, o->set);
	return CPC_OK;
}

static const char *list_sets(struct import *m, const char *between, bool own)
{
	struct buf list = BUF_INIT;
	for (size_t i = 0; i < m->set_count; i++) {
		const char *slug = own ? m->sets[i].own : m->sets[i].slug;
		if (slug && !m->sets[i].refused)
			buf_printf(&list, "%s%s", list.len > 0 ? between : "", slug);
	}
	if (own && m->asked_own)
		buf_printf(&list, "%s%s", list.len > 0 ? between : "", m->options->domain);
	const char *copy = list.failed ? NULL : arena_copy(&m->texts, buf_view(&list));
	buf_release(&list);
	return copy;
}

/* What domains there are is read here, where no other engine can change them any more. */
static int begin(
	struct import *m, const struct cpc_import_file *files, size_t n, struct cpc_error *err)
{
	struct buf names = BUF_INIT;
	int domain;
	m->c->domains_read = false;
	if (m->options->domain) {
		int rc = engine_find_domain(m->c, m->options->domain, &domain, err);
		if (rc)
			return rc;
	}
	for (size_t i = 0; i < n; i++)
		buf_printf(&names, "%s%s", i ? "\n" : "", files[i].path);
	int rc = names.failed ? error_memory(err)
			      : db_run(m->c->db, Q_IMPORT_ADD, err, "its", m->now.at_ms,
					buf_text(&names), str_of(""));
	m->id = db_last_id(m->c->db);
	buf_release(&names);
	return rc;
}

static int finish(struct import *m, struct cpc_error *err)
{
	struct cpc_import_report *r = &m->report;
	if (r->added + r->changed == 0)
		return CPC_OK;
	const char *sets = list_sets(m, "\n", false);
	int rc = sets ? bank_index_write(m->c, &m->index, err) : error_memory(err);
	if (!rc)
		rc = import_match(m, err);
	if (!rc)
		rc = db_run(m->c->db, Q_IMPORT_SET, err, "itii", m->id, sets, (int64_t)r->added,
			(int64_t)r->changed);
	return rc ? rc : import_settle(m->c, err);
}

static int read_all(
	struct import *m, const struct cpc_import_file *files, size_t n, struct cpc_error *err)
{
	int rc = begin(m, files, n, err);
	for (size_t i = 0; i < n && !rc; i++) {
		bool folder = !files[i].more && file_is_folder(files[i].path);
		rc = folder ? read_folder(m, files[i].path, err) : read_file(m, &files[i], err);
	}
	m->file = "";
	if (!rc && m->failed)
		rc = error_memory(err);
	if (!rc && m->report.faults > 0 && !m->options->partial)
		rc = error_set(err, CPC_DATA, "%zu fault%s; nothing was imported", m->report.faults,
			m->report.faults == 1 ? "" : "s");
	return rc ? rc : finish(m, err);
}

/* Everything is done as if it were to stay, so that a dry run tells the truth. */
static int run(
	struct import *m, const struct cpc_import_file *files, size_t n, struct cpc_error *err)
{
	struct db *db = m->c->db;
	struct cpc_import_report *r = &m->report;
	int rc = db_begin_long(db, err);
	if (!rc)
		rc = db_begin(db, err);
	if (!rc)
		rc = read_all(m, files, n, err);
	bool keep = !rc && !m->options->dry_run && r->added + r->changed > 0;
	if (keep)
		rc = db_end(db, rc, err);
	else
		db_rollback(db);
	db_end_long(db);
	m->c->domains_read = false;
	r->id = keep && !rc ? m->id : 0;
	r->sets = list_sets(m, ", ", false);
	r->own_domains = list_sets(m, ", ", true);
	return !rc && (!r->sets || !r->own_domains) ? error_memory(err) : rc;
}

int cpc_import(cpc *c, const struct cpc_import_options *options,
	const struct cpc_import_file *files, size_t n, struct cpc_time now,
	const struct cpc_import_watch *watch, struct cpc_import_report *out, struct cpc_error *err)
{
	static const struct cpc_import_watch nobody = {0};
	struct cpc_error here = {0};
	error_clear(err);
	err = err ? err : &here;
	arena_reset(&c->import_texts);
	struct import m = {.c = c,
		.options = options,
		.watch = watch ? watch : &nobody,
		.now = now,
		.file = "",
		.texts = c->import_texts};
	int month, date, rc = engine_check_time(now, err);
	if (!rc)
		rc = check_options(options, err);
	if (!rc) {
		day_to_date(day_of_instant(now.at_ms, now.zone_min, 0), &m.year, &month, &date);
		rc = run(&m, files, n, err);
	}
	c->import_texts = m.texts;
	free(m.sets);
	free(m.seen);
	bank_index_release(&m.index);
	buf_release(&m.qid);
	buf_release(&m.slug);
	if (!m.report.sets)
		m.report.sets = "";
	if (!m.report.own_domains)
		m.report.own_domains = "";
	if (out)
		*out = m.report;
	return rc;
}
