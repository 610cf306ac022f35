/*
 * cmd_import.c - cpc import: question sets from files, what was imported, taking it back.
 * May use: cli, base, cpc.h. Must not know: how a format is read, where questions go.
 */
#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/day.h"
#include "base/error.h"
#include "base/utf8.h"
#include "cli/cli.h"
#include "cli/import_show.h"
#include "cli/lint.h"
#include "cli/progress.h"

#define STDIN_NAME "<stdin>"

/* While it runs ----------------------------------------------------------------------------------
 */

/* Hundreds of pictures are not to bury the report: of what is no mistake so many are told. A dry
 * run tells all. */
#define TOLD_MOST 10
#define NAME_SHOWN 20 /* characters of a file's name beside the progress */

struct watching {
	struct program *p;
	struct progress progress;
	struct buf what; /* "reading "sheet.csv"" */
	bool all;
	size_t told[CPC_IMPORT_NOTE + 1];
	int rc; /* of telling */
	struct cpc_error *err;
};

static void told(
	void *context, enum cpc_import_told what, const char *file, int line, const char *sentence)
{
	static const char *const names[] = {"fault", "skip", "note"};
	static const char *const before[] = {"", "skipped: ", "note: "};
	struct watching *w = context;
	progress_end(&w->progress);
	if (w->p->json && !w->rc) {
		w->rc = json_print(json_pack("{s:s, s:o, s:i, s:s}", "type", names[what], "file",
					   json_path(file), "line", line, "sentence", sentence),
			w->err);
		return;
	}
	if (what != CPC_IMPORT_FAULT && !w->all && w->told[what] == TOLD_MOST)
		return;
	w->told[what]++;
	if (line > 0)
		say_note("%s:%d: %s%s", file, line, before[what], sentence);
	else
		say_note("%s%s%s%s", file, file[0] ? ": " : "", before[what], sentence);
}

/* `all` counts also what was not told: here, or in the engine, which has a limit of its own. */
static void tell_rest(const struct watching *w, enum cpc_import_told what, size_t all,
	const char *one, const char *many)
{
	size_t rest = all > w->told[what] ? all - w->told[what] : 0;
	bool hidden = what != CPC_IMPORT_FAULT && !w->all;
	if (rest > 0 && !w->p->json)
		say_note("and %zu more %s%s", rest, say_plural(rest, one, many),
			hidden ? " (--dry-run tells them all)" : "");
}

static void tell_rests(const struct watching *w, const struct cpc_import_report *r, bool strict)
{
	tell_rest(w, CPC_IMPORT_FAULT, r->faults, "mistake", "mistakes");
	if (strict)
		return; /* the others were among them */
	tell_rest(w, CPC_IMPORT_SKIP, r->skipped, "skipped question", "skipped questions");
	tell_rest(w, CPC_IMPORT_NOTE, r->notes, "note", "notes");
}

static void progressed(void *context, const char *file, int64_t taken, int64_t size)
{
	struct watching *w = context;
	const char *slash = strrchr(file, '/');
	buf_reset(&w->what);
	buf_add_text(&w->what, "reading ");
	utf8_add_quoted(&w->what, str_of(slash && slash[1] ? slash + 1 : file), NAME_SHOWN);
	w->progress.what = buf_text(&w->what);
	progress_taken(&w->progress, taken, size);
}

static int more_of_stdin(void *context, char *bytes, size_t room, size_t *n, struct cpc_error *err)
{
	(void)context;
	*n = fread(bytes, 1, room, stdin);
	if (*n == 0 && ferror(stdin))
		return error_set(err, CPC_IO, "cannot read the standard input");
	return CPC_OK;
}

/* Importing --------------------------------------------------------------------------------------
 */

static struct cpc_import_options read_options(const struct options *o)
{
	return (struct cpc_import_options){.format = option_value(o, "format"),
		.set = option_value(o, "set"),
		.domain = option_value(o, "domain"),
		.map = option_value(o, "map"),
		.dry_run = option_given(o, "dry-run") || option_given(o, "check"),
		.partial = option_given(o, "partial"),
		.strict = option_given(o, "strict")};
}

static int import(struct program *p, const struct cpc_import_options *options,
	const struct cpc_import_file *files, size_t n, struct cpc_error *err)
{
	struct cpc_import_report r = {0};
	struct watching w = {.p = p, .all = options->dry_run, .err = err};
	const struct cpc_import_watch watch = {told, progressed, &w};
	progress_begin(&w.progress, "");
	int rc = cpc_import(p->engine, options, files, n, clock_again(), &watch, &r, err);
	progress_end(&w.progress);
	buf_release(&w.what);
	if (w.rc)
		return w.rc;
	bool refused = rc == CPC_DATA && r.faults > 0;
	size_t good = r.added + r.changed + r.unchanged;
	if (refused)
		error_set(err, CPC_DATA, "nothing was imported: %zu %s%s", r.faults,
			say_plural(r.faults, "mistake", "mistakes"),
			good > 0 ? " (--partial imports the good questions)" : "");
	else if (rc && rc != CPC_USAGE && n > 1) { /* of the files that could be read too */
		const struct cpc_error why = *err;
		error_set(err, rc, "%s; nothing was imported", why.text);
	}
	if (!rc || refused)
		tell_rests(&w, &r, options->strict);
	if (!rc || refused) {
		struct cpc_error shown;
		int printed = import_show(p, options, &r, refused, &shown);
		if (printed)
			return error_set(err, printed, "%s", shown.text);
	}
	return rc;
}

static int add_files(const struct options *o, struct cpc_import_file *files, struct cpc_error *err)
{
	bool stdin_given = false;
	for (int i = 0; i < o->word_count; i++) {
		bool is_stdin = strcmp(o->words[i], "-") == 0;
		if (is_stdin && stdin_given)
			return error_set(err, CPC_USAGE, "standard input (-) is read once");
		stdin_given = stdin_given || is_stdin;
		files[i] = is_stdin ? (struct cpc_import_file){STDIN_NAME, more_of_stdin, NULL}
				    : (struct cpc_import_file){.path = o->words[i]};
	}
	if (stdin_given && option_given(o, "check"))
		return error_set(
			err, CPC_USAGE, "--check reads files twice, and so not standard input");
	if (stdin_given && isatty(STDIN_FILENO))
		say_note("reading from the terminal; Ctrl-D ends it");
	return CPC_OK;
}

static int run_import(struct program *p, struct cpc_error *err)
{
	const struct options *o = &p->options;
	struct cpc_import_options options = read_options(o);
	char term_end[OPTION_SIGN_MAX], row_end[OPTION_SIGN_MAX];
	size_t n = (size_t)o->word_count;
	if (n == 0)
		return error_set(err, CPC_USAGE,
			"nothing to import; use: cpc import FILE... (or - for standard input)");
	struct cpc_import_file *files = calloc(n, sizeof *files);
	int rc = files ? add_files(o, files, err) : error_memory(err);
	if (!rc)
		rc = option_sign(o, "between", term_end, &options.term_end, err);
	if (!rc)
		rc = option_sign(o, "rows", row_end, &options.row_end, err);
	if (!options.format && (options.term_end || options.row_end))
		options.format = "quizlet"; /* nothing else has them */
	if (!rc)
		rc = import(p, &options, files, n, err);
	free(files);
	if (!rc && option_given(o, "check"))
		rc = lint_imported(p, options.format, options.map, err);
	return rc;
}

/* What was imported ------------------------------------------------------------------------------
 */

static int run_undo(struct program *p, struct cpc_error *err)
{
	struct cpc_import_entry entry;
	int64_t id = 0;
	int rc = option_number(&p->options, "undo", 1, INT64_MAX, &id, err);
	if (!rc)
		rc = cpc_import_undo(p->engine, id, &entry, err);
	return rc ? rc : import_show_undone(p, &entry, err);
}

static int run(struct program *p, struct cpc_error *err)
{
	const struct options *o = &p->options;
	bool list = option_given(o, "list"), undo = option_given(o, "undo");
	if (option_given(o, "formats"))
		return import_show_formats(p, err);
	if ((list || undo) && o->word_count > 0)
		return error_set(
			err, CPC_USAGE, "--%s takes no files beside it", list ? "list" : "undo");
	if (list)
		return import_show_list(p, err);
	return undo ? run_undo(p, err) : run_import(p, err);
}

const struct command cmd_import = {
	.name = "import",
	.summary = "bring questions from spreadsheets, Anki, Moodle and other files",
	.usage = "FILE... | --list | --undo N",
	.text = "Reads files, folders of them, or standard input (-), and adds their questions as "
		"a "
		"set of your own: all, or none when there is a mistake. The format is told by the "
		"content. A spreadsheet needs a row of names, with one for the question and one "
		"for the right answer: a letter, a number or the text of a choice. The same file "
		"again brings nothing new; an edited question keeps its history. Categories, "
		"decks, topics and tags named like a domain of the exam put a question there. "
		"Study and quiz ask all of them; mock exams leave out what names no domain of the "
		"exam, and kinds it does not have.",
	.options =
		{
			{"format", "NAME",
				"the format, where its content does not tell; see --formats"},
			{"set", "NAME", "name of the set; that of the file when left out"},
			{"domain", "NAME", "for questions that say nothing of their domain"},
			{"map", "LIST",
				"columns of a spreadsheet: stem=Frage,choice_a=A,key=Answer"},
			{"between", "TEXT",
				"quizlet: what stands between term and definition, \\t when left "
				"out"},
			{"rows", "TEXT",
				"quizlet: what stands between two rows, \\n when left out"},
			{"partial", NULL, "import the good questions of a file with mistakes"},
			{"strict", NULL, "what cannot be kept whole is a mistake too"},
			{"dry-run", NULL, "tell what would happen, and keep nothing"},
			{"check", NULL, "the same, and how the questions are written (cpc lint)"},
			{"list", NULL, "what was imported"},
			{"undo", "N", "take an import back; your answers stay"},
			{"formats", NULL, "the formats there are"},
		},
	.examples = {"cpc import sheet.csv", "cpc import --dry-run deck.apkg",
		"cpc import --set class --domain anatomy quiz.gift", "cpc import --undo 3"},
	.need = NEED_BANK,
	.most = 10000,
	.run = run,
};
