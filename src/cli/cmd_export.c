/*
 * cmd_export.c - cpc export: questions in any format, the learner's log.
 * May use: cli, base, cpc.h. Must not know: how a format is written.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/file.h"
#include "base/utf8.h"
#include "cli/cli.h"

#define FORMAT_USUAL "markdown"

/* Where the bytes go: a file that is whole or not there, or standard output. */
struct out {
	struct file_out *file; /* NULL: standard output */
	bool shown;	       /* that is a terminal */
};

static int check_path(const char *path, struct cpc_error *err)
{
	if (path && file_is_folder(path))
		return error_set(
			err, CPC_CANTCREATE, "%s: this is a folder; name a file in it", path);
	return CPC_OK;
}

/* A terminal obeys some characters: there they are shown instead. */
static int show_out(struct str bytes, struct cpc_error *err)
{
	struct buf text = BUF_INIT;
	struct str line;
	if (str_starts(bytes, "\xEF\xBB\xBF")) /* a mark of the encoding, for spreadsheets */
		bytes = str_from(bytes, 3);
	while (str_next(&bytes, '\n', &line)) {
		line.n -= line.n > 0 && line.p[line.n - 1] == '\r';
		utf8_add_visible(&text, line);
		if (bytes.p)
			buf_add_char(&text, '\n');
	}
	bool good = !text.failed && fwrite(buf_text(&text), 1, text.len, stdout) == text.len;
	buf_release(&text);
	return good ? CPC_OK : error_set(err, CPC_IO, "cannot write the output");
}

static int write_out(void *context, const char *bytes, size_t n, struct cpc_error *err)
{
	struct out *out = context;
	if (out->file)
		return file_out_add(out->file, (struct str){bytes, n}, err);
	if (out->shown)
		return show_out((struct str){bytes, n}, err);
	if (fwrite(bytes, 1, n, stdout) != n)
		return error_set(err, CPC_IO, "cannot write the output");
	return CPC_OK;
}

static int open_out(const char *path, unsigned mode, struct out *out, struct cpc_error *err)
{
	*out = (struct out){.shown = !path && isatty(STDOUT_FILENO)};
	return path ? file_out_open(path, mode, &out->file, err) : CPC_OK;
}

/* Under its name, when all went well. */
static int close_out(struct out *out, int rc, struct cpc_error *err)
{
	if (out->file)
		return file_out_close(out->file, rc, err);
	if (!rc && fflush(stdout) != 0)
		return error_set(err, CPC_IO, "cannot write the output");
	return rc;
}

/* Questions --------------------------------------------------------------------------------------
 */

/* Many are left out for one reason: it is told once, with the first of them. */
#define REASONS_MOST 16
#define IDS_SHOWN 3

struct reason {
	struct buf text, ids;
	size_t n;
};

struct reasons {
	struct reason items[REASONS_MOST];
	size_t n, others; /* of reasons above the most */
};

static void skipped(void *context, const char *id, const char *reason)
{
	struct reasons *all = context;
	size_t i = 0;
	while (i < all->n && strcmp(buf_text(&all->items[i].text), reason) != 0)
		i++;
	if (i == REASONS_MOST) {
		all->others++;
		return;
	}
	struct reason *r = &all->items[i];
	if (i == all->n) {
		all->n++;
		buf_add_text(&r->text, reason);
	}
	if (r->n++ < IDS_SHOWN)
		buf_printf(&r->ids, "%s%s", r->n > 1 ? ", " : "", id);
}

static void tell_skipped(struct reasons *all)
{
	for (size_t i = 0; i < all->n; i++) {
		struct reason *r = &all->items[i];
		if (r->n > IDS_SHOWN)
			buf_printf(&r->ids, " and %zu more", r->n - IDS_SHOWN);
		say_note("left out, since %s: %s", buf_text(&r->text), buf_text(&r->ids));
	}
	if (all->others > 0)
		say_note("left out for other reasons: %zu", all->others);
}

static void release_skipped(struct reasons *all)
{
	for (size_t i = 0; i < all->n; i++) {
		buf_release(&all->items[i].text);
		buf_release(&all->items[i].ids);
	}
}

/* The one asked for, that of the file's name, or the native one. */
static int choose_format(
	const struct options *o, const char *path, const char **out, struct cpc_error *err)
{
	*out = option_value(o, "format");
	if (!*out && (option_given(o, "between") || option_given(o, "rows")))
		*out = "quizlet"; /* nothing else has them */
	if (!*out && path)
		*out = cpc_format_of_name(path);
	if (!*out && path)
		return error_set(err, CPC_USAGE,
			"%s: the end of this name does not tell the format; --format NAME does "
			"(see: cpc import --formats)",
			path);
	if (!*out)
		*out = FORMAT_USUAL;
	if (strcmp(*out, "apkg") != 0)
		return CPC_OK;
	if (!path && isatty(STDOUT_FILENO))
		return error_set(err, CPC_USAGE,
			"a package is not for the screen; write it into a file: -o NAME.apkg");
	if (path && cpc_format_name_refused(path))
		return error_set(err, CPC_USAGE,
			"%s: Anki takes a file of this name for a whole collection and replaces "
			"yours with it; choose another name",
			path);
	return CPC_OK;
}

static void tell_report(const struct cpc_export_report *r, const char *format, const char *path)
{
	say_note("%zu %s written%s%s as %s", r->written,
		say_plural(r->written, "question", "questions"), path ? " to " : "",
		path ? path : "", format);
	if (r->lost[0])
		say_note("not in it, since %s has no place for them: %s", format, r->lost);
}

static int export_questions(struct program *p, struct cpc_error *err)
{
	const struct options *o = &p->options;
	const char *path = option_value(o, "output");
	struct cpc_export_options options = {.set = option_value(o, "set"),
		.domain = option_value(o, "domain"),
		.match = option_value(o, "match"),
		.flagged = option_given(o, "flagged"),
		.missed = option_given(o, "missed"),
		.raw = option_given(o, "raw"),
		.made_ms = clock_again().at_ms};
	char term_end[OPTION_SIGN_MAX], row_end[OPTION_SIGN_MAX];
	struct cpc_export_report r = {0};
	struct reasons reasons = {.n = 0};
	struct out out;
	int rc = check_path(path, err);
	if (!rc)
		rc = choose_format(o, path, &options.format, err);
	if (!rc)
		rc = option_sign(o, "between", term_end, &options.term_end, err);
	if (!rc)
		rc = option_sign(o, "rows", row_end, &options.row_end, err);
	if (!rc)
		rc = open_out(path, 0644, &out, err);
	if (rc)
		return rc;
	rc = cpc_export(p->engine, &options, write_out, &out, skipped, &reasons, &r, err);
	rc = close_out(&out, rc, err);
	if (!rc || rc == CPC_NOINPUT)
		tell_skipped(&reasons);
	if (!rc)
		tell_report(&r, options.format, path);
	release_skipped(&reasons);
	return rc;
}

/* The log ----------------------------------------------------------------------------------------
 */

static int export_history(struct program *p, struct cpc_error *err)
{
	const struct options *o = &p->options;
	static const char *const others[] = {
		"set", "domain", "match", "flagged", "missed", "raw", "between", "rows"};
	const char *path = option_value(o, "output"), *format = option_value(o, "format");
	size_t count = 0;
	struct out out;
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		if (option_given(o, others[i]))
			return error_set(err, CPC_USAGE,
				"--%s chooses questions; --history is the whole log", others[i]);
	}
	if (!format && path)
		format = cpc_format_of_name(path);
	bool csv = format && strcmp(format, "csv") == 0;
	if (format && !csv && strcmp(format, "jsonl") != 0)
		return error_set(err, CPC_USAGE,
			"--history is written as jsonl (every event) or csv (every answer), not as "
			"%s",
			format);
	int rc = check_path(path, err);
	if (!rc)
		rc = open_out(path, 0600, &out, err);
	if (rc)
		return rc;
	rc = csv ? cpc_export_reviews(p->engine, write_out, &out, &count, err)
		 : cpc_export_log(p->engine, write_out, &out, &count, err);
	rc = close_out(&out, rc, err);
	if (!rc)
		say_note("%zu %s written%s%s", count,
			csv ? say_plural(count, "answer", "answers")
			    : say_plural(count, "event", "events"),
			path ? " to " : "", path ? path : "");
	return rc;
}

static int run(struct program *p, struct cpc_error *err)
{
	return option_given(&p->options, "history") ? export_history(p, err)
						    : export_questions(p, err);
}

const struct command cmd_export = {
	.name = "export",
	.summary = "write questions in any format, or your answers",
	.usage = "[--format NAME] [--set NAME] [...] [-o FILE]",
	.text = "Writes all questions, or those that every option fits, to a file or to standard "
		"output. The format is that of the file's name, or the native one. A file is "
		"written whole or not at all. What a format has no place for is told. --history "
		"writes your log instead: every event as JSON Lines, or every answer as CSV.",
	.options =
		{
			{"output", "FILE", "write there", 'o'},
			{"format", "NAME", "the format; see: cpc import --formats"},
			{"set", "NAME", "of this set, such as cpc"},
			{"domain", "NAME", "of this domain"},
			{"match", "REGEX", "with this pattern in question, choices, tags or codes"},
			{"flagged", NULL, "those you flagged"},
			{"missed", NULL, "those you answered wrong last time"},
			{"raw", NULL,
				"csv, tsv: cells that a spreadsheet takes for formulas as they "
				"are"},
			{"between", "TEXT",
				"quizlet: what stands between term and definition, \\t when left "
				"out"},
			{"rows", "TEXT",
				"quizlet: what stands between two rows, \\n when left out"},
			{"history", NULL, "your log: jsonl or csv"},
		},
	.examples = {"cpc export --missed -o missed.apkg", "cpc export --set class -o class.csv",
		"cpc export --domain anatomy", "cpc export --history -o answers.csv"},
	.need = NEED_BANK,
	.run = run,
};
