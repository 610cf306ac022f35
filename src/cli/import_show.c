/*
 * import_show.c - what an import did, drawn and as JSON.
 * May use: cli, base, cpc.h. Must not know: how it was done.
 */
#include "cli/import_show.h"

#include <inttypes.h>
#include <jansson.h>
#include <string.h>

#include "base/day.h"
#include "base/error.h"

#define NAME_COLUMN 12
#define BAR_CELLS 24

static int done(struct buf *out, struct cpc_error *err)
{
	return term_print(out) ? CPC_OK : error_set(err, CPC_IO, "cannot write the output");
}

/* The report -------------------------------------------------------------------------------------
 */

static int show_json(const struct cpc_import_options *o, const struct cpc_import_report *r,
	bool refused, struct cpc_error *err)
{
	return json_print(
		json_pack("{s:s, s:I, s:b, s:b, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, "
			  "s:I, s:s, s:s}",
			"type", "import", "id", (json_int_t)r->id, "kept", (int)(r->id > 0),
			"dry_run", (int)(o->dry_run && !refused), "files", (json_int_t)r->files,
			"read", (json_int_t)r->read, "added", (json_int_t)r->added, "changed",
			(json_int_t)r->changed, "unchanged", (json_int_t)r->unchanged, "skipped",
			(json_int_t)r->skipped, "faults", (json_int_t)r->faults, "notes",
			(json_int_t)r->notes, "own", (json_int_t)r->own, "sets", r->sets,
			"own_domains", r->own_domains),
		err);
}

static void add_count(const struct term *t, struct buf *out, const char *name, size_t n, size_t all)
{
	buf_printf(out, "  %-*s%8zu", NAME_COLUMN, name, n);
	if (t->drawing && all > 0 && t->width >= NAME_COLUMN + BAR_CELLS + 14) {
		buf_add_text(out, "  ");
		term_add_bar(t, out, BAR_CELLS, (double)n / (double)all);
	}
	buf_add_char(out, '\n');
}

static void add_counts(const struct term *t, struct buf *out, const struct cpc_import_report *r)
{
	const struct {
		const char *name;
		size_t n;
		bool always;
	} rows[] = {
		{"new", r->added, true},
		{"changed", r->changed, true},
		{"unchanged", r->unchanged, true},
		{"skipped", r->skipped, false},
		{"mistakes", r->faults, false},
		{"notes", r->notes, false},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		if (rows[i].always || rows[i].n > 0)
			add_count(t, out, rows[i].name, rows[i].n, r->read);
	}
}

static void add_own(const struct term *t, struct buf *out, const struct cpc_import_report *r)
{
	struct buf text = BUF_INIT;
	if (r->own == 0)
		return;
	buf_printf(&text,
		"%zu %s in the domain %s, which no mock exam draws from; --domain NAME puts what "
		"says nothing of its domain into one of the exam.",
		r->own, say_plural(r->own, "question stands", "questions stand"), r->own_domains);
	buf_add_char(out, '\n');
	term_add_wrapped(t, out, "", "", buf_view(&text));
	buf_release(&text);
}

static void add_next(const struct term *t, struct buf *out, const struct cpc_import_options *o,
	const struct cpc_import_report *r, bool refused)
{
	struct buf text = BUF_INIT;
	buf_add_char(out, '\n');
	if (refused)
		buf_add_text(&text, "Nothing was imported.");
	else if (o->dry_run)
		buf_add_text(&text, "Nothing was kept: this was a dry run.");
	else if (!r->id)
		buf_add_text(&text, "Nothing was new.");
	else
		buf_printf(&text, "Import %" PRId64 ". To take it back: cpc import --undo %" PRId64,
			r->id, r->id);
	term_add_wrapped(t, out, "", "  ", buf_view(&text));
	buf_reset(&text);
	if (r->id > 0 && !strchr(r->sets, ',')) {
		buf_printf(&text, "Next:  cpc quiz --set %s", r->sets);
		term_add_wrapped(t, out, "", "       ", buf_view(&text));
	}
	buf_release(&text);
}

int import_show(struct program *p, const struct cpc_import_options *options,
	const struct cpc_import_report *r, bool refused, struct cpc_error *err)
{
	const struct term *t = &p->term;
	struct buf out = BUF_INIT, head = BUF_INIT;
	if (p->json)
		return show_json(options, r, refused, err);
	buf_printf(&head, "%zu %s read from %zu %s%s%s", r->read,
		say_plural(r->read, "question", "questions"), r->files,
		say_plural(r->files, "file", "files"), r->sets[0] ? ": set " : "", r->sets);
	term_add_wrapped_styled(t, &out, "", "  ", STYLE_BOLD, buf_view(&head));
	buf_release(&head);
	add_counts(t, &out, r);
	if (!refused)
		add_own(t, &out, r);
	add_next(t, &out, options, r, refused);
	return done(&out, err);
}

/* Imports ----------------------------------------------------------------------------------------
 */

struct listing {
	struct program *p;
	struct buf out;
	size_t n;
	int rc;
	struct cpc_error *err;
};

static json_t *lines_as_json(const char *lines)
{
	json_t *list = json_array();
	struct str rest = str_of(lines), line;
	while (str_next(&rest, '\n', &line)) {
		struct buf text = BUF_INIT;
		buf_add_str(&text, line);
		if (line.n > 0)
			json_array_append_new(list, json_path(buf_text(&text)));
		buf_release(&text);
	}
	return list;
}

static json_t *as_json(const char *type, const struct cpc_import_entry *e)
{
	char date[16];
	day_format(day_of_instant(e->at_ms, clock_zone(e->at_ms), 0), date);
	return json_pack("{s:s, s:I, s:s, s:o, s:o, s:I, s:I}", "type", type, "id",
		(json_int_t)e->id, "day", date, "files", lines_as_json(e->files), "sets",
		lines_as_json(e->sets), "added", (json_int_t)e->added, "changed",
		(json_int_t)e->changed);
}

/* "a, b and 3 more" of a text with a line each. */
static void add_lines(struct buf *out, const char *lines, size_t most)
{
	struct str rest = str_of(lines), line;
	size_t n = 0, hidden = 0;
	while (str_next(&rest, '\n', &line)) {
		if (line.n == 0)
			continue;
		if (n < most)
			buf_printf(out, "%s%.*s", n ? ", " : "", STR_ARG(line));
		else
			hidden++;
		n++;
	}
	if (hidden > 0)
		buf_printf(out, " and %zu more", hidden);
}

static void list_one(void *context, const struct cpc_import_entry *e)
{
	struct listing *l = context;
	struct buf text = BUF_INIT;
	char date[32], first[32];
	l->n++;
	if (l->p->json) {
		if (!l->rc)
			l->rc = json_print(as_json("import", e), l->err);
		return;
	}
	say_day(day_of_instant(e->at_ms, clock_zone(e->at_ms), 0), date);
	snprintf(first, sizeof first, "%4" PRId64 "  ", e->id);
	buf_printf(&text, "%s: set ", date);
	add_lines(&text, e->sets, 3);
	buf_printf(&text, ", %zu new, %zu changed, from ", e->added, e->changed);
	add_lines(&text, e->files, 3);
	term_add_wrapped(&l->p->term, &l->out, first, "      ", buf_view(&text));
	buf_release(&text);
}

int import_show_list(struct program *p, struct cpc_error *err)
{
	struct listing l = {.p = p, .err = err};
	int rc = cpc_import_list(p->engine, list_one, &l, err);
	if (rc || l.rc) {
		buf_release(&l.out);
		return rc ? rc : l.rc;
	}
	if (l.n == 0)
		say_note("nothing was imported yet; cpc help import says how");
	return done(&l.out, err);
}

int import_show_undone(
	struct program *p, const struct cpc_import_entry *entry, struct cpc_error *err)
{
	struct buf out = BUF_INIT, text = BUF_INIT;
	if (p->json)
		return json_print(as_json("undone", entry), err);
	buf_printf(&text, "Import %" PRId64 " is taken back: %zu %s removed", entry->id,
		entry->added, say_plural(entry->added, "question is", "questions are"));
	if (entry->changed > 0)
		buf_printf(&text, ", %zu %s", entry->changed,
			say_plural(entry->changed, "is as it was", "are as they were"));
	buf_add_text(&text, ". Your answers stay in the log.");
	term_add_wrapped(&p->term, &out, "", "", buf_view(&text));
	buf_release(&text);
	return done(&out, err);
}

/* Formats ----------------------------------------------------------------------------------------
 */

int import_show_formats(struct program *p, struct cpc_error *err)
{
	struct buf out = BUF_INIT;
	int rc = CPC_OK;
	for (size_t i = 0; i < cpc_format_count() && !rc; i++) {
		struct cpc_format f;
		rc = cpc_format_at(i, &f, err);
		if (!rc && p->json)
			rc = json_print(
				json_pack("{s:s, s:s, s:s, s:s}", "type", "format", "name", f.name,
					"suffixes", f.suffixes, "summary", f.summary),
				err);
		else if (!rc)
			term_add_row(&p->term, &out, NAME_COLUMN, f.name, "%s (%s)", f.summary,
				f.suffixes);
	}
	if (!rc)
		return done(&out, err);
	buf_release(&out);
	return rc;
}
