/*
 * doctor.c - is the learner's file sound, and making what is derived anew.
 * May use: everything below the engine. Must not know: the terminal, the clock.
 */
#include "engine/engine.h"

#include <dirent.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define PROBLEMS_MAX 20 /* of one kind: more say nothing new */

struct visit {
	cpc_fault *found;
	void *context;
	struct cpc_doctor_report report;
};

static void problem(void *context, const char *sentence)
{
	struct visit *v = context;
	v->report.problems++;
	if (v->found)
		v->found(v->context, sentence);
}

static void problem_printf(struct visit *v, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

static void problem_printf(struct visit *v, const char *format, ...)
{
	char sentence[CPC_ERROR_MAX];
	va_list args;
	va_start(args, format);
	vsnprintf(sentence, sizeof sentence, format, args);
	va_end(args);
	problem(v, sentence);
}

static int check_log(cpc *c, struct visit *v, struct cpc_error *err)
{
	struct rows *rows;
	int rc = db_rows(c->db, Q_EVENT_GAPS, &rows, err, "");
	if (rc)
		return rc;
	while (rows_next(rows))
		problem_printf(v,
			"the log of device %s has gaps: %" PRId64
			" events, the last is number %" PRId64,
			rows_text(rows, 0), rows_i64(rows, 1), rows_i64(rows, 2));
	return rows_end(rows, err);
}

static int check_events(cpc *c, struct visit *v, struct cpc_error *err)
{
	struct rows *rows;
	int rc = db_rows(c->db, Q_EVENT_UNREADABLE, &rows, err, "d", PROBLEMS_MAX);
	if (rc)
		return rc;
	while (rows_next(rows))
		problem_printf(v, "event %" PRId64 " of device %s cannot be read",
			rows_i64(rows, 1), rows_text(rows, 0));
	return rows_end(rows, err);
}

static void check_mode(const char *path, struct visit *v)
{
	struct stat st;
	if (stat(path, &st) == 0 && (st.st_mode & 022) != 0)
		problem_printf(v, "others may write to the file: chmod 600 '%s'", path);
}

/* Programs that synchronise folders leave such names when two machines changed a file; the file
 * must not be kept where they work. */
static bool is_conflict_copy(const char *name, const char *stem, size_t stem_length)
{
	return strncmp(name, stem, stem_length) == 0 &&
	       (strstr(name, ".sync-conflict-") || strstr(name, "conflicted copy"));
}

static void check_neighbours(const char *path, struct visit *v)
{
	const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
	size_t stem = strcspn(name, ".");
	char *dir = slash ? strndup(path, (size_t)(slash - path) + 1) : strdup(".");
	DIR *d = dir ? opendir(dir) : NULL;
	struct dirent *entry;
	while (d && (entry = readdir(d))) {
		if (is_conflict_copy(entry->d_name, name, stem))
			problem_printf(v,
				"%s: a program that synchronises folders has copied the file while "
				"it "
				"was in use; keep the file outside such folders",
				entry->d_name);
	}
	if (d)
		closedir(d);
	free(dir);
}

static int count_rows(cpc *c, struct visit *v, struct cpc_error *err)
{
	const struct {
		enum query query;
		size_t *out;
	} counts[] = {
		{Q_EVENT_COUNT, &v->report.events},
		{Q_REVIEW_COUNT, &v->report.reviews},
		{Q_CARD_COUNT, &v->report.cards},
		{Q_QUESTION_COUNT, &v->report.questions},
	};
	int rc = CPC_OK;
	for (size_t i = 0; i < sizeof counts / sizeof *counts && !rc; i++) {
		int64_t n = 0;
		rc = db_get_i64(c->db, counts[i].query, &n, err, "");
		*counts[i].out = (size_t)n;
	}
	return rc;
}

/* Make everything anew in a transaction and compare; without `keep` it is rolled back. */
static int compare_derived(cpc *c, bool keep, struct visit *v, struct cpc_error *err)
{
	uint64_t before = 0, after = 0;
	int rc = db_begin(c->db, err);
	if (rc)
		return rc;
	rc = derive_fingerprint(c, &before, err);
	if (!rc)
		rc = derive_everything(c, err);
	if (!rc)
		rc = derive_fingerprint(c, &after, err);
	if (!rc && before != after && !keep)
		problem(v, "reviews and cards are not what the log says; mend it with: cpc doctor "
			   "--rebuild");
	/* Counted here, so that nothing can fail once it is done. */
	if (!rc && keep)
		rc = count_rows(c, v, err);
	if (rc || !keep) {
		db_rollback(c->db);
		return rc;
	}
	v->report.rebuilt = true;
	return db_commit(c->db, err);
}

int cpc_doctor(cpc *c, bool rebuild, cpc_fault *found, void *context, struct cpc_doctor_report *out,
	struct cpc_error *err)
{
	error_clear(err);
	struct visit v = {found, context, {0}};
	int rc = db_check(c->db, PROBLEMS_MAX, problem, &v, err);
	if (!rc)
		rc = check_log(c, &v, err);
	if (!rc)
		rc = check_events(c, &v, err);
	if (!rc && v.report.problems == 0)
		rc = compare_derived(c, rebuild, &v, err);
	if (!rc && !v.report.rebuilt)
		rc = count_rows(c, &v, err);
	if (rc)
		return rc;
	check_mode(cpc_path(c), &v);
	check_neighbours(cpc_path(c), &v);
	if (out)
		*out = v.report;
	return v.report.problems ? CPC_NO : CPC_OK;
}
