/*
 * anki_text.c - text that Anki imports and exports: rows of fields below lines such as
 * #separator:tab. May use: formats/format, formats/note, formats/csv, base. Must not know: the
 * bank.
 *
 * Grammar: docs.ankiweb.net/importing/text-files.html. The lines at the front are #key:value, or
 * first tags:VALUE; further down a line with # is a comment. Values may have trailing separators,
 * as a spreadsheet adds them.
 *
 * Written is what Anki writes when it exports notes: columns guid, note type, deck, the fields of
 * our own note type (note.h), tags. Anki takes it where it has that note type, which an import of
 * an Anki package brings.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/error.h"
#include "formats/csv.h"
#include "formats/note.h"

/* What Anki looks at to find a separator that nobody names. */
#define SNIFF_BYTES 8192

enum column { GUID, TYPE, DECK, TAGS, COLUMNS };

static const struct {
	const char *name;
	char byte;
} separators[] = {/* in the order in which Anki looks for them */
	{"tab", '\t'}, {"pipe", '|'}, {"semicolon", ';'}, {"colon", ':'}, {"comma", ','},
	{"space", ' '}};
#define SEPARATORS (sizeof separators / sizeof *separators)

/* What the lines at the front say. */
struct front {
	struct arena texts;	    /* live as long as the reading */
	char separator;		    /* '\0': not said */
	int html;		    /* -1: not said */
	struct str values[COLUMNS]; /* for all rows; "" when not said */
	size_t columns[COLUMNS];    /* from 1; 0: none */
	struct str labels;	    /* of #columns, as it stands there */
	int labels_line;
	struct csv_record names; /* n is 0 when there are no labels */
};

static const char *const value_keys[COLUMNS] = {NULL, "notetype", "deck", "tags"};
static const char *const column_keys[COLUMNS] = {
	"guid column", "notetype column", "deck column", "tags column"};

/* The lines at the front ------------------------------------------------------------------------
 */

static bool is_alphanumeric(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* A spreadsheet fills its rows up: "Comma,," is a comma. */
static struct str cut(struct str value)
{
	size_t n = value.n > 0;
	while (n < value.n && is_alphanumeric(value.p[n]))
		n++;
	return (struct str){value.p, n};
}

static struct str trim_left(struct str s)
{
	while (s.n > 0 && s.p[0] == ' ')
		s = str_from(s, 1);
	return s;
}

static void take_separator(struct format_read *r, struct front *f, struct str value)
{
	struct str word = cut(value.n > 1 ? trim_left(value) : value);
	for (size_t i = 0; i < SEPARATORS; i++) {
		if (str_same_fold(word, str_of(separators[i].name)) ||
			(word.n == 1 && word.p[0] == separators[i].byte))
			f->separator = separators[i].byte;
	}
	if (!f->separator)
		format_fault(r, source_line_number(r->in),
			"found the separator %s, expected comma, semicolon, tab, space, pipe or "
			"colon",
			format_shown(r, value));
}

static void take_html(struct format_read *r, struct front *f, struct str value)
{
	struct str word = cut(trim_left(value));
	bool yes = str_same_fold(word, str_of("true"));
	if (yes || str_same_fold(word, str_of("false")))
		f->html = yes;
	else
		format_fault(r, source_line_number(r->in), "found %s, expected true or false",
			format_shown(r, value));
}

static void take_column(struct format_read *r, size_t *column, struct str value)
{
	int64_t number;
	if (str_to_i64(cut(trim_left(value)), 1, CSV_FIELDS_MAX, &number))
		*column = (size_t)number;
	else
		format_fault(r, source_line_number(r->in),
			"found %s, expected the number of a column, 1 to %d",
			format_shown(r, value), CSV_FIELDS_MAX);
}

static struct str keep(struct format_read *r, struct front *f, struct str text)
{
	const char *copy = arena_copy(&f->texts, text);
	r->failed = r->failed || !copy;
	return copy ? (struct str){copy, text.n} : str_of("");
}

/* Other keys, such as "if matches", say what Anki shall do; without a colon it is a comment. */
static void take_key(struct format_read *r, struct front *f, struct str line)
{
	struct str value = line, key;
	str_next(&value, ':', &key);
	key = str_trim(key);
	if (!value.p)
		return;
	if (str_same_fold(key, str_of("separator")))
		take_separator(r, f, value);
	else if (str_same_fold(key, str_of("html")))
		take_html(r, f, value);
	else if (str_same_fold(key, str_of("columns"))) {
		f->labels = keep(r, f, value);
		f->labels_line = source_line_number(r->in);
	}
	for (int i = 0; i < COLUMNS; i++) {
		if (str_same_fold(key, str_of(column_keys[i])))
			take_column(r, &f->columns[i], value);
		else if (value_keys[i] && str_same_fold(key, str_of(value_keys[i])))
			f->values[i] = keep(r, f, str_trim(value));
	}
}

/* All lines of the front; the one behind them is left in csv->ahead. CPC_NO when there is none. */
static int read_front(
	struct format_read *r, struct front *f, struct csv *csv, struct cpc_error *err)
{
	static const char old_tags[] = "tags:";
	struct str line;
	for (;;) {
		int rc = format_line(r, &line, err);
		if (rc)
			return rc;
		bool bad = r->spoiled, first = source_line_number(r->in) == 1;
		format_drop(r);
		if (!bad && str_starts(line, "#")) {
			take_key(r, f, str_from(line, 1));
		} else if (!bad && first && str_starts(line, old_tags)) {
			f->values[TAGS] = keep(r, f, str_trim(str_from(line, strlen(old_tags))));
		} else {
			csv->has_ahead = !bad;
			csv->ahead = line;
			return CPC_OK;
		}
	}
}

/* The labels are a row as those below. */
static void take_labels(struct format_read *r, struct front *f)
{
	struct cpc_error err = {0};
	struct csv csv = csv_open(f->labels, f->separator, "");
	if (csv_next(&csv, &f->texts, &f->names, &err)) {
		f->names.n = 0;
		format_fault(r, f->labels_line, "found %s, expected names of columns",
			format_shown(r, f->labels));
		r->failed = r->failed || err.status == CPC_INTERNAL;
		return;
	}
	for (size_t i = 0; i < f->names.n; i++) {
		/* The note type's own fields are called what they like. */
		if (!f->columns[TAGS] && f->values[TYPE].n == 0 && !f->columns[TYPE] &&
			strcasecmp(f->names.field[i], "tags") == 0)
			f->columns[TAGS] = i + 1;
	}
}

/* What nobody says -------------------------------------------------------------------------------
 */

/* Lines end as source_line takes them. */
static bool next_line(struct str *rest, struct str *line)
{
	bool by_cr = rest->p && !memchr(rest->p, '\n', rest->n);
	return str_next(rest, by_cr ? '\r' : '\n', line);
}

/* The head below the front, at most SNIFF_BYTES of it. */
static struct str rows_of(struct str head)
{
	struct str rest = str_starts(head, "\xEF\xBB\xBF") ? str_from(head, 3) : head;
	struct str before = rest, line;
	bool first = true;
	while (next_line(&rest, &line) &&
		(str_starts(line, "#") || (first && str_starts(line, "tags:")))) {
		before = rest;
		first = false;
	}
	if (!before.p)
		return str_of("");
	return (struct str){before.p, before.n < SNIFF_BYTES ? before.n : SNIFF_BYTES};
}

/* Two colons are the levels of a tag. */
static bool has_separator(struct str line, char separator)
{
	for (size_t i = 0; i < line.n; i++) {
		if (line.p[i] != separator)
			continue;
		bool doubled =
			(i > 0 && line.p[i - 1] == ':') || (i + 1 < line.n && line.p[i + 1] == ':');
		if (separator != ':' || !doubled)
			return true;
	}
	return false;
}

/* How many of the lines hold it; *n of them there are. */
static size_t lines_with(struct str rows, char separator, size_t *n)
{
	struct str line;
	size_t found = 0;
	*n = 0;
	while (next_line(&rows, &line)) {
		if (str_trim(line).n == 0 || str_starts(line, "#"))
			continue;
		++*n;
		found += has_separator(line, separator);
	}
	return found;
}

/* Anki takes the first that it finds anywhere, a colon of a tag say; we first ask for one that
 * stands in every line. */
static char guess_separator(struct str rows)
{
	size_t n;
	for (size_t i = 0; i < SEPARATORS; i++) {
		if (separators[i].byte != ' ' && lines_with(rows, separators[i].byte, &n) == n &&
			n > 0)
			return separators[i].byte;
	}
	for (size_t i = 0; i < SEPARATORS; i++) {
		if (lines_with(rows, separators[i].byte, &n) > 0)
			return separators[i].byte;
	}
	return ' ';
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* A tag or an entity. */
static bool looks_like_html(struct str s)
{
	for (size_t i = 0; i + 1 < s.n; i++) {
		if (s.p[i] != '<' && s.p[i] != '&')
			continue;
		char end = s.p[i] == '<' ? '>' : ';';
		size_t n = i + 1 + (s.p[i + 1] == '/' || s.p[i + 1] == '#');
		if (n < s.n && !is_letter(s.p[n]) && s.p[n - 1] != '#')
			continue;
		while (n < s.n && n - i < 80 && s.p[n] != end && s.p[n] != '\n' &&
			(end == '>' || is_alphanumeric(s.p[n])))
			n++;
		if (n < s.n && s.p[n] == end)
			return true;
	}
	return false;
}

/* Rows ------------------------------------------------------------------------------------------
 */

static struct str in_column(const struct front *f, const struct csv_record *row, enum column what)
{
	size_t column = f->columns[what];
	return column > 0 && column <= row->n ? str_of(row->field[column - 1]) : f->values[what];
}

static bool is_field(const struct front *f, size_t column)
{
	for (int i = 0; i < COLUMNS; i++) {
		if (f->columns[i] == column)
			return false;
	}
	return true;
}

/* Tags of all rows and of this one. */
static int add_tags(
	const struct front *f, const struct csv_record *row, struct buf *out, struct cpc_error *err)
{
	buf_reset(out);
	buf_add_str(out, f->values[TAGS]);
	if (f->columns[TAGS]) {
		buf_add_char(out, ' ');
		buf_add_str(out, in_column(f, row, TAGS));
	}
	return out->failed ? error_memory(err) : CPC_OK;
}

static int read_row(struct format_read *r, const struct front *f, const struct csv_record *row,
	struct buf *tags, struct cpc_error *err)
{
	struct note_field fields[CSV_FIELDS_MAX];
	struct note note = {.guid = in_column(f, row, GUID),
		.type = in_column(f, row, TYPE),
		.deck = in_column(f, row, DECK),
		.is_html = f->html,
		.line = row->line,
		.fields = fields};
	for (size_t i = 0; i < row->n; i++) {
		if (!is_field(f, i + 1))
			continue;
		const char *name = i < f->names.n ? f->names.field[i] : "";
		fields[note.n++] = (struct note_field){str_of(name), str_of(row->field[i])};
	}
	int rc = add_tags(f, row, tags, err);
	note.tags = buf_view(tags);
	if (!rc && (note.n == 0 || str_trim(fields[0].value).n == 0) &&
		!str_same_fold(note.type, str_of(NOTE_TYPE)))
		format_skip(r, row->line, "the first field is empty");
	else if (!rc)
		rc = note_read(r, &note, err);
	return rc;
}

static int read_rows(
	struct format_read *r, const struct front *f, struct csv *csv, struct cpc_error *err)
{
	struct csv_record *row = malloc(sizeof *row);
	struct buf tags = BUF_INIT;
	if (!row)
		return error_memory(err);
	int rc;
	while (!(rc = csv_read(csv, row, err)) && !(rc = read_row(r, f, row, &tags, err)))
		;
	buf_release(&tags);
	free(row);
	return rc == CPC_NO ? CPC_OK : rc;
}

static int read_text(struct format_read *r, struct front *f, struct cpc_error *err)
{
	struct str head;
	int rc = source_head(r->in, &head, err);
	if (rc)
		return rc;
	struct str rows = rows_of(head);
	char guess = guess_separator(rows);
	bool html = looks_like_html(rows);
	struct csv csv = csv_stream(r, guess);
	csv.comment = '#';
	rc = read_front(r, f, &csv, err);
	f->separator = csv.separator = f->separator ? f->separator : guess;
	f->html = f->html < 0 ? html : f->html;
	if (!rc && f->labels.n > 0)
		take_labels(r, f);
	if (!rc)
		rc = read_rows(r, f, &csv, err);
	csv_release(&csv);
	if (rc == CPC_NO)
		rc = CPC_OK;
	return !rc && r->failed ? error_memory(err) : rc;
}

static int read_anki(struct format_read *r, struct cpc_error *err)
{
	struct front *f = calloc(1, sizeof *f);
	if (!f)
		return error_memory(err);
	f->html = -1;
	for (int i = 0; i < COLUMNS; i++)
		f->values[i] = str_of("");
	f->labels = str_of("");
	int rc = read_text(r, f, err);
	arena_release(&f->texts);
	free(f);
	return rc;
}

/* A key of Anki's at the front; or, where the name says that it may be one, rows between tabs. */
static enum format_sign sniff(struct str head)
{
	static const char *const keys[] = {
		"separator:", "html:", "guid column:", "notetype column:", "deck column:",
		"tags column:", "notetype:", "deck:", "columns:"};
	struct str rest = head, line;
	for (int i = 0; i < 10 && next_line(&rest, &line) && str_starts(line, "#"); i++) {
		line = str_trim(str_from(line, 1));
		for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
			size_t n = strlen(keys[k]);
			if (line.n >= n && strncasecmp(line.p, keys[k], n) == 0)
				return FORMAT_SURE;
		}
	}
	next_line(&head, &line);
	if (str_starts(line, "tags:") && head.p && has_separator(rows_of(head), '\t'))
		return FORMAT_LIKELY;
	return has_separator(line, '\t') ? FORMAT_MAYBE : FORMAT_NO;
}

/* Writing ----------------------------------------------------------------------------------------
 */

static int begin(struct format_write *w, struct cpc_error *err)
{
	w->state = calloc(1, sizeof(struct note_made));
	if (!w->state)
		return error_memory(err);
	buf_printf(&w->text,
		"#separator:tab\n#html:true\n#guid column:1\n#notetype column:2\n#deck column:3\n"
		"#tags column:%d\n",
		4 + NOTE_PARTS);
	return CPC_OK;
}

static void add_field(struct buf *out, struct str field, char end)
{
	bool quoted = field.n > 0 && field.p[0] == '#';
	for (size_t i = 0; i < field.n && !quoted; i++)
		quoted = strchr("\t\n\r\"", field.p[i]) != NULL;
	if (!quoted) {
		buf_add_str(out, field);
		buf_add_char(out, end);
		return;
	}
	buf_add_char(out, '"');
	for (size_t i = 0; i < field.n; i++) {
		if (field.p[i] == '"')
			buf_add_char(out, '"');
		buf_add_char(out, field.p[i]);
	}
	buf_add_char(out, '"');
	buf_add_char(out, end);
}

static int write_question(
	struct format_write *w, const struct format_item *item, struct cpc_error *err)
{
	struct note_made *note = w->state;
	int rc = note_write(w, item, note, err);
	if (rc)
		return rc;
	add_field(&w->text, note->guid, '\t');
	add_field(&w->text, str_of(NOTE_TYPE), '\t');
	add_field(&w->text, note->deck, '\t');
	for (int part = 0; part < NOTE_PARTS; part++)
		add_field(&w->text, note->fields[part], '\t');
	add_field(&w->text, note->tags, '\n');
	return CPC_OK;
}

static int end(struct format_write *w, struct cpc_error *err)
{
	(void)w;
	(void)err;
	return CPC_OK;
}

static void release(struct format_write *w)
{
	if (!w->state)
		return;
	note_made_release(w->state);
	free(w->state);
	w->state = NULL;
}

const struct format format_anki_text = {.name = "anki-text",
	.suffixes = ".txt",
	.summary = "Anki: notes as text; cards become typed questions",
	.holds = PART_ALL,
	.kinds = QUESTION_KINDS_ALL,
	.sniff = sniff,
	.read = read_anki,
	.begin = begin,
	.question = write_question,
	.end = end,
	.release = release};
