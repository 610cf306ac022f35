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

/* A list of what stands between separators. */
static json_t *list_as_json(const char *text, char separator)
{
	json_t *list = json_array();
	struct str rest = str_of(text), one;
	while (str_next(&rest, separator, &one)) {
		struct buf name = BUF_INIT;
		buf_add_str(&name, str_trim(one));
		if (name.len > 0)
			json_array_append_new(list, json_path(buf_text(&name)));
		buf_release(&name);
	}
	return list;
}

/* The report -------------------------------------------------------------------------------------
 */

static int show_json(const struct cpc_import_options *o, const struct cpc_import_report *r,
	bool refused, struct cpc_error *err)
{
	return json_print(
		json_pack("{s:s, s:I, s:b, s:b, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, "
			  "s:I, s:I, s:o, s:o}",
			"type", "import", "id", (json_int_t)r->id, "kept", (int)(r->id > 0),
			"dry_run", (int)(o->dry_run && !refused), "files", (json_int_t)r->files,
			"read", (json_int_t)r->read, "added", (json_int_t)r->added, "changed",
			(json_int_t)r->changed, "unchanged", (json_int_t)r->unchanged, "skipped",
			(json_int_t)r->skipped, "faults", (json_int_t)r->faults, "notes",
			(json_int_t)r->notes, "own", (json_int_t)r->own, "other_kinds",
			(json_int_t)r->other_kinds, "sets", list_as_json(r->sets, ','),
			"own_domains", list_as_json(r->own_domains, ',')),
		err);
}

/* "a, b, c and 4 more" of slugs with ", " between them. */
#define SLUGS_SHOWN 4
static void add_slugs(struct buf *out, const char *slugs)
{
	struct str rest = str_of(slugs), slug;
	size_t n = 0;
	while (str_next(&rest, ',', &slug)) {
		if (n < SLUGS_SHOWN)
			buf_printf(out, "%s%.*s", n ? ", " : "", STR_ARG(str_trim(slug)));
		n++;
	}
	if (n > SLUGS_SHOWN)
		buf_printf(out, " and %zu more", n - SLUGS_SHOWN);
}

static bool is_several(const char *slugs)
{
	return strchr(slugs, ',') != NULL;
}

/* The bar is the share of `all` questions; 0 when it is no number of questions. */
static void add_count(const struct term *t, struct buf *out, const char *name, size_t n, size_t all)
{
	buf_printf(out, "  %-*s%8zu", NAME_COLUMN, name, n);
	if (t->drawing && all > 0 && t->width >= NAME_COLUMN + BAR_CELLS + 14) {
		buf_add_text(out, "  ");
		term_add_bar(t, out, BAR_CELLS, (double)n / (double)all);
	}
	buf_add_char(out, '\n');
}

/* What would have come, where a mistake kept all of it out, is but good. */
static void add_counts(const struct term *t, struct buf *out, const struct cpc_import_report *r,
	bool strict, bool refused)
{
	size_t all = r->read;
	if (refused) {
		add_count(t, out, "good", r->added + r->changed + r->unchanged, all);
	} else {
		add_count(t, out, "new", r->added, all);
		add_count(t, out, "changed", r->changed, all);
		add_count(t, out, "unchanged", r->unchanged, all);
	}
	if (r->skipped > 0 && !strict) /* then they are mistakes */
		add_count(t, out, "skipped", r->skipped, all);
	if (r->faults > 0)
		add_count(t, out, "mistakes", r->faults, 0);
	if (r->notes > 0 && !strict)
		add_count(t, out, "notes", r->notes, 0);
}

/* What study and quiz ask and no mock exam does, and why. */
static void add_unasked(const struct term *t, struct buf *out, const struct cpc_import_report *r)
{
	struct buf text = BUF_INIT;
	if (r->own + r->other_kinds == 0)
		return;
	buf_add_char(out, '\n');
	term_add_wrapped(t, out, "", "", str_of("Study and quiz ask them; mock exams do not:"));
	if (r->own > 0) {
		buf_printf(&text, "%zu that %s no domain of the exam: %s in ", r->own,
			say_plural(r->own, "names", "name"),
			say_plural(r->own, "it is", "they are"));
		add_slugs(&text, r->own_domains);
		buf_printf(&text, ", and --domain NAME puts %s into one",
			say_plural(r->own, "it", "them"));
		term_add_wrapped(t, out, "  ", "    ", buf_view(&text));
		buf_reset(&text);
	}
	if (r->other_kinds > 0) {
		buf_printf(&text, "%zu of other kinds: several right answers, true or false, typed",
			r->other_kinds);
		term_add_wrapped(t, out, "  ", "    ", buf_view(&text));
	}
	buf_release(&text);
}

static void add_next(const struct term *t, struct buf *out, const struct cpc_import_options *o,
	const struct cpc_import_report *r)
{
	struct buf text = BUF_INIT;
	buf_add_char(out, '\n');
	if (!r->id) {
		term_add_wrapped(t, out, "", "",
			str_of(o->dry_run ? "Nothing was kept: this was a dry run."
					  : "Nothing was new."));
		return;
	}
	buf_printf(&text, "cpc import --undo %" PRId64, r->id);
	term_add_wrapped(t, out, "Undo:  ", "       ", buf_view(&text));
	buf_reset(&text);
	buf_printf(&text, "cpc quiz --set %.*s", (int)strcspn(r->sets, ","), r->sets);
	term_add_wrapped(t, out, "Next:  ", "       ", buf_view(&text));
	buf_release(&text);
}

int import_show(struct program *p, const struct cpc_import_options *options,
	const struct cpc_import_report *r, bool refused, struct cpc_error *err)
{
	const struct term *t = &p->term;
	struct buf out = BUF_INIT, head = BUF_INIT;
	if (p->json)
		return show_json(options, r, refused, err);
	if (refused && r->read == 0)
		return CPC_OK; /* the mistakes have said it all */
	buf_printf(&head, "%zu %s read from %zu %s", r->read,
		say_plural(r->read, "question", "questions"), r->files,
		say_plural(r->files, "file", "files"));
	if (r->sets[0]) {
		buf_add_text(&head, is_several(r->sets) ? ": sets " : ": set ");
		add_slugs(&head, r->sets);
	}
	term_add_wrapped_styled(t, &out, "", "  ", STYLE_BOLD, buf_view(&head));
	buf_release(&head);
	add_counts(t, &out, r, options->strict, refused);
	if (!refused) {
		add_unasked(t, &out, r);
		add_next(t, &out, options, r);
	}
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

static json_t *as_json(const char *type, const struct cpc_import_entry *e)
{
	char date[16];
	day_format(day_of_instant(e->at_ms, clock_zone(e->at_ms), 0), date);
	return json_pack("{s:s, s:I, s:s, s:o, s:o, s:I, s:I}", "type", type, "id",
		(json_int_t)e->id, "day", date, "files", list_as_json(e->files, '\n'), "sets",
		list_as_json(e->sets, '\n'), "added", (json_int_t)e->added, "changed",
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
	buf_printf(&text, "%s: %s ", date, strchr(e->sets, '\n') ? "sets" : "set");
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
		say_note("there are no imports; cpc help import says how to make one");
	return done(&l.out, err);
}

int import_show_undone(
	struct program *p, const struct cpc_import_entry *entry, struct cpc_error *err)
{
	struct buf out = BUF_INIT, text = BUF_INIT;
	if (p->json)
		return json_print(as_json("undone", entry), err);
	buf_printf(&text, "Import %" PRId64 " is taken back: ", entry->id);
	if (entry->added > 0)
		buf_printf(&text, "%zu %s removed", entry->added,
			say_plural(entry->added, "question is", "questions are"));
	if (entry->changed > 0)
		buf_printf(&text, "%s%zu %s", entry->added ? ", " : "", entry->changed,
			say_plural(entry->changed, "question is as it was",
				"questions are as they were"));
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
