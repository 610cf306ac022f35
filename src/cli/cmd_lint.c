/*
 * cmd_lint.c - cpc lint: item-writing and code checks, over files or over the bank.
 * May use: cli, base, cpc.h. Must not know: what a rule asks.
 */
#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "cli/cli.h"
#include "cli/lint.h"

#define STDIN_NAME "<stdin>"
#define STDIN_LIMIT (16u << 20)
#define NAME_COLUMN 22
#define BAR_CELLS 20

static const char levels[] = "EWI"; /* the gravest first */

struct telling {
	struct program *p;
	size_t most; /* the last of `levels` that is shown */
	int rc;
	struct cpc_error *err;
};

static enum style style_of(char level)
{
	return level == 'E' ? STYLE_BAD : level == 'W' ? STYLE_WARN : STYLE_DIM;
}

/* path:line: E L20 cpc/int-0001: sentence */
static void add_place(struct buf *out, const struct cpc_lint_finding *f)
{
	if (f->file[0] && f->line > 0)
		buf_printf(out, "%s:%d: ", f->file, f->line);
	else
		buf_printf(out, "%s: ", f->file[0] ? f->file : "all questions");
	buf_printf(out, "%c %s ", f->level, f->rule);
	if (f->id[0])
		buf_printf(out, "%s ", f->id);
}

static void print_line(struct telling *t, const struct cpc_lint_finding *f)
{
	struct buf line = BUF_INIT, out = BUF_INIT;
	add_place(&line, f);
	buf_add_text(&line, f->sentence);
	/* One line each where no person reads, for grep and for editors. */
	if (t->p->term.interactive)
		term_add_wrapped_styled(
			&t->p->term, &out, "", "    ", style_of(f->level), buf_view(&line));
	else
		buf_printf(&out, "%s\n", buf_text(&line));
	buf_release(&line);
	if (!term_print(&out))
		t->rc = error_set(t->err, CPC_IO, "cannot write the output");
}

static void found(void *context, const struct cpc_lint_finding *f)
{
	struct telling *t = context;
	const char level[2] = {f->level, '\0'};
	if (t->rc || (size_t)(strchr(levels, f->level) - levels) > t->most)
		return;
	if (t->p->json)
		t->rc = json_print(json_pack("{s:s, s:s, s:o, s:i, s:s, s:s}", "rule", f->rule,
					   "level", level, "file", json_path(f->file), "line",
					   f->line, "id", f->id, "sentence", f->sentence),
			t->err);
	else
		print_line(t, f);
}

/* The report ------------------------------------------------------------------------------------
 */

static json_t *codes_as_json(const struct cpc_lint_report *r)
{
	json_t *list = json_array();
	for (size_t i = 0; i < CPC_LINT_LISTS; i++) {
		if (r->lists[i].codes > 0)
			json_array_append_new(
				list, json_pack("{s:s, s:I, s:s}", "file", r->lists[i].file,
					      "codes", (json_int_t)r->lists[i].codes, "release",
					      r->lists[i].release));
	}
	return list;
}

/* To four places: the last digits of a library's functions differ from one machine to the next. */
static json_t *rounded(double share)
{
	return json_real((double)(long)(share * 10000 + 0.5) / 10000);
}

static int print_json(const struct cpc_lint_report *r, struct cpc_error *err)
{
	json_t *blind = json_object();
	for (size_t i = 0; i < r->strategies; i++)
		json_object_set_new(blind, r->strategy[i].name, rounded(r->strategy[i].score));
	const size_t *d = r->difficulty, *k = r->position;
	return json_print(
		json_pack("{s:b, s:I, s:I, s:I, s:I, s:I, s:o, s:o, s:[I,I,I], s:{s:I, s:I, s:I}, "
			  "s:[I,I,I,I], s:o, s:o, s:I}",
			"summary", 1, "questions", (json_int_t)r->questions, "files",
			(json_int_t)r->files, "errors", (json_int_t)r->errors, "warnings",
			(json_int_t)r->warnings, "notes", (json_int_t)r->notes, "blind", blind,
			"chance", rounded(r->chance), "difficulty", (json_int_t)d[0],
			(json_int_t)d[1], (json_int_t)d[2], "basis", "data", (json_int_t)r->data,
			"text", (json_int_t)r->text, "book", (json_int_t)r->book, "keys",
			(json_int_t)k[0], (json_int_t)k[1], (json_int_t)k[2], (json_int_t)k[3],
			"keys_p", rounded(r->position_p), "codes", codes_as_json(r), "other_year",
			(json_int_t)r->unlisted),
		err);
}

static void add_lists(const struct term *t, struct buf *out, const struct cpc_lint_report *r)
{
	struct buf text = BUF_INIT;
	size_t there = 0;
	for (size_t i = 0; i < CPC_LINT_LISTS; i++) {
		bool is = r->lists[i].codes > 0;
		buf_printf(&text, "%s%s ", i ? ", " : "Codes checked against ", r->lists[i].file);
		if (is)
			buf_printf(&text, "(%s%s%zu)", r->lists[i].release,
				r->lists[i].release[0] ? ": " : "", r->lists[i].codes);
		else
			buf_add_text(&text, "(not there: shapes only)");
		there += is;
	}
	if (there == 0) {
		buf_reset(&text);
		buf_add_text(&text,
			"Codes were checked by their shape only; --codes DIR checks them "
			"against lists");
	} else if (r->unlisted > 0) {
		buf_printf(&text, "; %zu %s of another year, by shape only", r->unlisted,
			say_plural(r->unlisted, "question is", "questions are"));
	}
	buf_add_char(&text, '.');
	term_add_wrapped(t, out, "", "  ", buf_view(&text));
	buf_release(&text);
}

static void add_blind(const struct term *t, struct buf *out, const struct cpc_lint_report *r)
{
	struct buf head = BUF_INIT;
	buf_printf(&head, "What a reader scores who knows nothing and takes (chance: %.3g %%):",
		100 * r->chance);
	term_add_wrapped(t, out, "", "", buf_view(&head));
	buf_release(&head);
	for (size_t i = 0; i < r->strategies; i++) {
		buf_printf(out, "  %-*s %5.1f %%", NAME_COLUMN, r->strategy[i].name,
			100 * r->strategy[i].score);
		if (t->drawing && t->width >= NAME_COLUMN + BAR_CELLS + 16) {
			buf_add_text(out, "  ");
			term_add_bar(t, out, BAR_CELLS, r->strategy[i].score);
		}
		buf_add_char(out, '\n');
	}
}

static double percent(size_t part, size_t whole)
{
	return whole ? 100.0 * (double)part / (double)whole : 0;
}

static void add_shares(const struct term *t, struct buf *out, const struct cpc_lint_report *r)
{
	struct buf text = BUF_INIT;
	size_t n = r->questions;
	buf_printf(&text, "Difficulty: %.0f %% recall, %.0f %% apply, %.0f %% analyse.",
		percent(r->difficulty[0], n), percent(r->difficulty[1], n),
		percent(r->difficulty[2], n));
	term_add_wrapped(t, out, "", "  ", buf_view(&text));
	buf_reset(&text);
	buf_printf(&text, "Basis: %.0f %% data, %.0f %% text, %.0f %% book.", percent(r->data, n),
		percent(r->text, n), percent(r->book, n));
	term_add_wrapped(t, out, "", "  ", buf_view(&text));
	buf_reset(&text);
	buf_printf(&text, "Keys at A to D: %zu, %zu, %zu, %zu (chi-square p = %.2f%s).",
		r->position[0], r->position[1], r->position[2], r->position[3], r->position_p,
		r->positions_even ? "" : ": uneven");
	term_add_wrapped(t, out, "", "  ", buf_view(&text));
	buf_release(&text);
}

static int print_report(const struct telling *told, const struct cpc_lint_report *r)
{
	const struct term *t = &told->p->term;
	struct buf out = BUF_INIT, text = BUF_INIT;
	if (r->strategies > 0 && !option_given(&told->p->options, "rule")) {
		add_blind(t, &out, r);
		add_shares(t, &out, r);
	}
	add_lists(t, &out, r);
	size_t hidden = (told->most < 1 ? r->warnings : 0) + (told->most < 2 ? r->notes : 0);
	buf_printf(&text, "%zu %s in %zu %s: %zu %s, %zu %s, %zu %s%s.", r->questions,
		say_plural(r->questions, "question", "questions"), r->files,
		say_plural(r->files, "file", "files"), r->errors,
		say_plural(r->errors, "error", "errors"), r->warnings,
		say_plural(r->warnings, "warning", "warnings"), r->notes,
		say_plural(r->notes, "note", "notes"), hidden > 0 ? " (--level I shows all)" : "");
	term_add_wrapped_styled(t, &out, "", "  ",
		r->errors     ? STYLE_BAD
		: r->warnings ? STYLE_WARN
			      : STYLE_GOOD,
		buf_view(&text));
	buf_release(&text);
	return term_print(&out) ? CPC_OK : error_set(told->err, CPC_IO, "cannot write the output");
}

/* The table of rules ----------------------------------------------------------------------------
 */

static int print_rule(struct program *p, const struct cpc_lint_rule *r, struct cpc_error *err)
{
	const char level[2] = {r->level, '\0'};
	if (p->json)
		return json_print(json_pack("{s:s, s:s, s:s, s:s, s:s}", "rule", r->id, "level",
					  level, "title", r->title, "why", r->why, "fix", r->fix),
			err);
	struct buf out = BUF_INIT, head = BUF_INIT;
	buf_printf(&head, "%s %s  %s", r->id, level, r->title);
	term_add_wrapped_styled(&p->term, &out, "", "       ", STYLE_BOLD, buf_view(&head));
	buf_release(&head);
	term_add_wrapped(&p->term, &out, "       ", "       ", str_of(r->why));
	term_add_wrapped_styled(&p->term, &out, "       ", "       ", STYLE_DIM, str_of(r->fix));
	return term_print(&out) ? CPC_OK : error_set(err, CPC_IO, "cannot write the output");
}

static int print_rules(struct program *p, struct cpc_error *err)
{
	int rc = CPC_OK;
	for (size_t i = 0; i < cpc_lint_rule_count() && !rc; i++) {
		struct cpc_lint_rule r;
		rc = cpc_lint_rule_at(i, &r, err);
		if (!rc)
			rc = print_rule(p, &r, err);
	}
	return rc;
}

/* What to look at -------------------------------------------------------------------------------
 */

static void mistake(void *context, const char *sentence)
{
	size_t *mistakes = context;
	(*mistakes)++;
	say_note("%s", sentence);
}

static int add_stdin(cpc_lint *lint, size_t *mistakes, struct cpc_error *err)
{
	struct buf text = BUF_INIT;
	char chunk[65536];
	int rc = CPC_OK;
	for (size_t n; (n = fread(chunk, 1, sizeof chunk, stdin)) > 0 && !rc;) {
		buf_add(&text, chunk, n);
		if (text.len > STDIN_LIMIT)
			rc = error_set(err, CPC_DATA, "%s: too large, expected at most %u MiB",
				STDIN_NAME, STDIN_LIMIT >> 20);
	}
	if (!rc && ferror(stdin))
		rc = error_set(err, CPC_IO, "cannot read the standard input");
	if (!rc && text.failed)
		rc = error_memory(err);
	if (!rc)
		rc = cpc_lint_add_text(
			lint, STDIN_NAME, buf_text(&text), text.len, mistake, mistakes, err);
	buf_release(&text);
	return rc;
}

/* All files are read, so that one run tells of every mistake of form; the first failure stands. */
static int add_words(const struct options *o, cpc_lint *lint, struct cpc_error *err)
{
	int first = CPC_OK;
	size_t mistakes = 0;
	for (int i = 0; i < o->word_count; i++) {
		struct cpc_error one = {0};
		int rc = strcmp(o->words[i], "-") == 0
				 ? add_stdin(lint, &mistakes, &one)
				 : cpc_lint_add_path(lint, o->words[i], mistake, &mistakes, &one);
		if (rc && !first) {
			first = rc;
			*err = one;
		}
		if (rc && rc != CPC_DATA)
			break;
	}
	if (first == CPC_DATA && mistakes > 0)
		error_set(err, CPC_DATA, "%zu %s of form; nothing was checked", mistakes,
			say_plural(mistakes, "mistake", "mistakes"));
	return first;
}

static int add_all(struct program *p, cpc_lint *lint, struct cpc_error *err)
{
	if (!option_flag(&p->options, "bank"))
		return add_words(&p->options, lint, err);
	int rc = program_open(p, NEED_BANK, err);
	return rc ? rc : cpc_lint_add_bank(lint, p->engine, err);
}

static int read_level(const struct options *o, const char *name, size_t *out, struct cpc_error *err)
{
	const char *value = option_value(o, name);
	const char *at = value && value[0] && !value[1] ? strchr("EeWwIi", value[0]) : NULL;
	if (at)
		*out = (size_t)(at - "EeWwIi") / 2;
	if (!value || at)
		return CPC_OK;
	return error_set(err, CPC_USAGE,
		"--%s: found \"%s\", expected E (errors), W (and warnings) or I (and notes)", name,
		value);
}

static int check_words(const struct options *o, struct cpc_error *err)
{
	bool bank = option_flag(o, "bank");
	if (bank && o->word_count > 0)
		return error_set(err, CPC_USAGE,
			"\"%s\": use files or --bank, not both; another bank is named before the "
			"command: cpc --bank DIR lint --bank",
			o->words[0]);
	if (!bank && o->word_count == 0)
		return error_set(err, CPC_USAGE,
			"nothing to look at; use: cpc lint FILE... or cpc lint --bank");
	return CPC_OK;
}

static int look(struct program *p, const struct cpc_lint_options *options, struct telling *t,
	size_t fail, struct cpc_error *err)
{
	struct cpc_lint_report r = {0};
	cpc_lint *lint = NULL;
	int rc = cpc_lint_open(options, &lint, err);
	if (!rc)
		rc = add_all(p, lint, err);
	if (!rc)
		rc = cpc_lint_run(lint, found, t, &r, err);
	if (rc == CPC_OK || rc == CPC_NO) {
		bool no =
			r.errors > 0 || (fail >= 1 && r.warnings > 0) || (fail >= 2 && r.notes > 0);
		rc = t->rc ? t->rc : p->json ? print_json(&r, err) : print_report(t, &r);
		rc = rc ? rc : no ? CPC_NO : CPC_OK;
	}
	cpc_lint_free(lint);
	return rc;
}

int lint_imported(struct program *p, const char *format, const char *map, struct cpc_error *err)
{
	const struct cpc_lint_options options = {.imported = true, .format = format, .map = map};
	struct telling t = {.p = p, .most = 1, .err = err};
	return look(p, &options, &t, 0, err);
}

static int run(struct program *p, struct cpc_error *err)
{
	const struct options *o = &p->options;
	const struct cpc_lint_options options = {.codes = option_value(o, "codes"),
		.rule = option_value(o, "rule"),
		.imported = option_given(o, "imported"),
		.format = option_value(o, "format"),
		.map = option_value(o, "map")};
	struct telling t = {.p = p, .most = options.rule ? 2 : 1, .err = err};
	size_t fail = 0;
	if (option_given(o, "rules"))
		return print_rules(p, err);
	int rc = read_level(o, "level", &t.most, err);
	if (!rc)
		rc = read_level(o, "fail", &fail, err);
	if (!rc)
		rc = check_words(o, err);
	return rc ? rc : look(p, &options, &t, fail, err);
}

const struct command cmd_lint = {
	.name = "lint",
	.summary = "check questions: how they are written, and their codes",
	.usage = "FILE... | --bank [--codes DIR] [...] | --rules",
	.text = "Looks at files of questions, at folders of them, at standard input (-), or at the "
		"bank in your file. Exit code 1 when an error is found; warnings and notes do not "
		"count, unless --fail says so.",
	.options =
		{
			{"bank", NULL,
				"look at the bank in your file; at that of another folder: cpc "
				"--bank DIR lint --bank"},
			{"codes", "DIR",
				"lists of codes: icd10cm.tsv, hcpcs.tsv, cpt.tsv, "
				"modifiers.tsv"},
			{"rule", "ID", "this rule only, such as L20"},
			{"level", "E|W|I", "show errors; and warnings (the usual); and notes"},
			{"fail", "E|W|I", "exit code 1 from this level on; E when left out"},
			{"imported", NULL,
				"somebody else's: two to six choices are fine, and one "
				"explanation"},
			{"format", "NAME", "of the files, where their content does not tell"},
			{"map", "LIST", "columns of a table, as for cpc import"},
			{"rules", NULL, "list the rules: what, why, how to mend it"},
		},
	.examples = {"cpc lint questions.md", "cpc lint --bank --codes lists",
		"cpc lint --rule L25 --bank", "cpc lint --rules"},
	.need = NEED_NOTHING,
	.most = 10000,
	.run = run,
};
