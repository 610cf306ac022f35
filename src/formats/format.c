/*
 * format.c - the table of formats, and what all readers and writers share.
 * May use: rules, formats, base. Must not know: the bank, the terminal.
 */
#include "formats/format.h"

#include <stdarg.h>
#include <string.h>
#include <strings.h>

#include "base/error.h"
#include "base/utf8.h"
#include "formats/normal.h"
#include "rules/code.h"

#define SHOWN_MAX 40 /* characters of what was found that stand in a sentence */
#define UTF_16 "found UTF-16, expected UTF-8 (save it as \"CSV UTF-8\" or \"text, UTF-8\")"
#define TITLE_MAX 60 /* characters of a stem that stand for a title */

/* Of two that are equally sure the first is taken. */
static const struct format *const formats[] = {
	&format_markdown,
	&format_json,
	&format_jsonl,
	&format_csv,
	&format_tsv,
	&format_anki_text,
	&format_quizlet,
	&format_apkg,
	&format_aiken,
	&format_gift,
	&format_moodle_xml,
};

/* Beside each what it is called in a report. */
static const char *const part_names[FORMAT_PARTS] = {"ids", "sets", "domains", "years", "titles",
	"difficulties", "concepts", "bases", "sources", "payers", "pools", "codes", "tags",
	"review dates", "rules", "rationales", "line breaks"};

struct format_item format_blank(void)
{
	return (struct format_item){.q = {.slug = "",
					    .title = "",
					    .difficulty = 2,
					    .concept = "",
					    .basis = "",
					    .source = "",
					    .payer = "any",
					    .pool = "practice",
					    .codes = "",
					    .tags = "",
					    .reviewed = "",
					    .stem = "",
					    .rule = ""},
		.id = "",
		.set = "",
		.domain = "",
		.category = "",
		.domain_title = ""};
}

/* The table --------------------------------------------------------------------------------------
 */

size_t format_count(void)
{
	return sizeof formats / sizeof *formats;
}

const struct format *format_at(size_t index)
{
	return formats[index];
}

const struct format *format_find(const char *name)
{
	for (size_t i = 0; i < format_count(); i++) {
		if (strcmp(formats[i]->name, name) == 0)
			return formats[i];
	}
	return NULL;
}

static bool has_suffix(const struct format *f, const char *path)
{
	struct str rest = str_of(f->suffixes), suffix;
	size_t n = strlen(path);
	while (str_next(&rest, ' ', &suffix)) {
		if (n > suffix.n && strncasecmp(path + n - suffix.n, suffix.p, suffix.n) == 0)
			return true;
	}
	return false;
}

const struct format *format_of_name(const char *path)
{
	const struct format *found = NULL;
	for (size_t i = 0; i < format_count(); i++) {
		if (!has_suffix(formats[i], path))
			continue;
		if (found)
			return NULL;
		found = formats[i];
	}
	return found;
}

static bool is_utf_16(struct str text)
{
	return str_starts(text, "\xFF\xFE") || str_starts(text, "\xFE\xFF");
}

static int tell_unknown(struct source *in, struct str head, struct cpc_error *err)
{
	const char *name = source_name(in);
	struct buf known = BUF_INIT;
	for (size_t i = 0; i < format_count(); i++)
		buf_printf(&known, "%s%s", i ? ", " : "", formats[i]->name);
	int rc;
	if (head.n == 0)
		rc = error_set(
			err, CPC_DATA, "%s:1: found an empty file, expected questions", name);
	else if (is_utf_16(head))
		rc = error_set(err, CPC_DATA, "%s:1: " UTF_16, name);
	else if (memchr(head.p, '\0', head.n))
		rc = error_set(err, CPC_DATA,
			"%s:1: found bytes that are no text, expected one of the formats %s", name,
			buf_text(&known));
	else
		rc = error_set(err, CPC_DATA,
			"%s:1: found text in none of the formats %s; --format says which it is",
			name, buf_text(&known));
	buf_release(&known);
	return rc;
}

static struct str without_mark(struct str head)
{
	return str_starts(head, "\xEF\xBB\xBF") ? str_from(head, 3) : head;
}

static bool is_text(struct str head)
{
	return head.n > 0 && !memchr(head.p, '\0', head.n) && !is_utf_16(head);
}

int format_detect(struct source *in, const struct format **out, struct cpc_error *err)
{
	struct str head;
	int best = 0;
	*out = NULL;
	int rc = source_head(in, &head, err);
	if (rc)
		return rc;
	for (size_t i = 0; i < format_count(); i++) {
		/* A name decides between equals, and gives nobody a text that is not his. */
		bool named = has_suffix(formats[i], source_name(in));
		int sign = 2 * (int)formats[i]->sniff(without_mark(head));
		if (sign == 2 * FORMAT_MAYBE && !named)
			continue;
		sign += sign > 0 && named;
		if (sign > best) {
			best = sign;
			*out = formats[i];
		}
	}
	/* What nobody knows is read by its name, so that what is wrong with it is told. */
	if (!*out && is_text(head))
		*out = format_of_name(source_name(in));
	return *out ? CPC_OK : tell_unknown(in, head, err);
}

int format_is_likely(struct source *in, bool *out, struct cpc_error *err)
{
	struct str head;
	int rc = source_head(in, &head, err);
	*out = false;
	for (size_t i = 0; i < format_count() && !rc && !*out; i++)
		*out = has_suffix(formats[i], source_name(in)) &&
		       formats[i]->sniff(without_mark(head)) >= FORMAT_LIKELY;
	return rc;
}

/* Reading ----------------------------------------------------------------------------------------
 */

static void tell(struct format_read *r, enum format_told what, int line, const char *sentence,
	va_list args) __attribute__((format(printf, 4, 0)));

static void tell(
	struct format_read *r, enum format_told what, int line, const char *sentence, va_list args)
{
	buf_reset(&r->sentence);
	buf_vprintf(&r->sentence, sentence, args);
	r->failed = r->failed || r->sentence.failed;
	r->tell(r->context, what, line > 0 ? line : 1, buf_text(&r->sentence));
}

void format_fault(struct format_read *r, int line, const char *sentence, ...)
{
	va_list args;
	va_start(args, sentence);
	tell(r, FORMAT_FAULT, line, sentence, args);
	va_end(args);
}

void format_skip(struct format_read *r, int line, const char *sentence, ...)
{
	va_list args;
	va_start(args, sentence);
	tell(r, FORMAT_SKIP, line, sentence, args);
	va_end(args);
}

void format_note(struct format_read *r, int line, const char *sentence, ...)
{
	va_list args;
	va_start(args, sentence);
	tell(r, FORMAT_NOTE, line, sentence, args);
	va_end(args);
}

static const char *shown(struct buf *out, struct str text)
{
	size_t n = 0;
	while (n < text.n && text.p[n] != '\n' && text.p[n] != '\r')
		n++;
	buf_reset(out);
	utf8_add_quoted(out, (struct str){text.p, n}, SHOWN_MAX);
	return buf_text(out);
}

const char *format_shown(struct format_read *r, struct str text)
{
	return shown(&r->shown, text);
}

const char *format_keep(struct format_read *r, struct str text)
{
	const char *copy = text.n ? arena_copy(&r->texts, text) : "";
	r->failed = r->failed || !copy;
	return copy ? copy : "";
}

int format_line(struct format_read *r, struct str *line, struct cpc_error *err)
{
	enum source_fault fault;
	size_t at;
	int rc = source_line(r->in, line, &fault, &at, err);
	if (rc || fault == SOURCE_FINE)
		return rc;
	int number = source_line_number(r->in);
	r->not_utf8 = r->not_utf8 || fault == SOURCE_BYTES;
	if (number == 1 && is_utf_16(*line)) /* every line would have faults */
		return error_set(err, CPC_DATA, "%s:1: " UTF_16, source_name(r->in));
	r->spoiled = true;
	if (fault == SOURCE_LONG)
		format_fault(r, number, "found a line of more than %d bytes, which is the most",
			SOURCE_LINE_MAX);
	else if (fault == SOURCE_NUL)
		format_fault(r, number, "found a NUL at byte %zu, expected text", at);
	else
		format_fault(r, number, "found \\x%02x at byte %zu, expected UTF-8",
			(unsigned)(unsigned char)line->p[at - 1], at);
	return CPC_OK;
}

/* The beginning of the stem, up to a word's end. */
static const char *make_title(struct format_read *r, const char *stem)
{
	struct str rest = str_of(stem), line;
	str_next(&rest, '\n', &line);
	line = str_trim(line);
	size_t at = 0, word = 0, characters = 0;
	while (at < line.n && characters < TITLE_MAX) {
		uint32_t c;
		size_t n = utf8_decode(str_from(line, at), &c);
		if (c == ' ')
			word = at;
		at += n ? n : 1;
		characters++;
	}
	if (at == line.n)
		return format_keep(r, line);
	buf_reset(&r->scratch);
	buf_add_str(&r->scratch, str_trim_end((struct str){line.p, word ? word : at}));
	buf_add_text(&r->scratch, " …");
	return format_keep(r, buf_view(&r->scratch));
}

struct checking {
	struct format_read *r;
	int line; /* of the question */
};

static void found(void *context, int line, const char *sentence)
{
	struct checking *c = context;
	format_fault(c->r, line > 0 ? line : c->line, "%s", sentence);
}

static int check(struct format_read *r, const struct format_item *item)
{
	struct checking c = {r, item->q.line};
	struct question q = item->q;
	size_t size = question_size(&q);
	if (size > QUESTION_BYTES_MAX) {
		format_skip(r, c.line, "a question of %zu bytes, of which %d are the most", size,
			QUESTION_BYTES_MAX);
		return 1;
	}
	if (!q.slug[0])
		q.slug = "unnamed"; /* it gets one where it goes */
	int faults = question_check(&q, found, &c);
	if (q.codes[0] && !code_list_is(str_of(q.codes))) {
		format_fault(r, c.line, "found the codes %s, expected codes parted by commas",
			format_shown(r, str_of(q.codes)));
		faults++;
	}
	return faults;
}

int format_give(struct format_read *r, struct format_item *item, struct cpc_error *err)
{
	int rc = CPC_OK;
	bool good = normal_question(&r->texts, &r->scratch, &item->q);
	if (good && !item->q.title[0])
		item->q.title = make_title(r, item->q.stem);
	if (!good || r->failed)
		rc = error_memory(err);
	else if (!r->spoiled && check(r, item) == 0)
		rc = r->question(r->context, item, err);
	if (!rc && r->failed)
		rc = error_memory(err);
	format_drop(r);
	return rc;
}

void format_drop(struct format_read *r)
{
	r->spoiled = false;
	arena_reset(&r->texts);
}

void format_read_release(struct format_read *r)
{
	arena_release(&r->texts);
	buf_release(&r->sentence);
	buf_release(&r->shown);
	buf_release(&r->scratch);
}

/* Writing ----------------------------------------------------------------------------------------
 */

const char *format_part_name(size_t index)
{
	return part_names[index];
}

unsigned format_parts(const struct format_item *item)
{
	const struct question *q = &item->q;
	const bool has[FORMAT_PARTS] = {q->slug[0], item->set[0], item->domain[0], item->year != 0,
		q->title[0], q->difficulty != 2, q->concept[0], q->basis[0], q->source[0],
		strcmp(q->payer, "any") != 0, strcmp(q->pool, "practice") != 0, q->codes[0],
		q->tags[0], q->reviewed[0], q->rule[0], false, strchr(q->stem, '\n')};
	unsigned parts = 0;
	for (size_t i = 0; i < FORMAT_PARTS; i++)
		parts |= has[i] ? 1u << i : 0;
	for (size_t i = 0; i < q->choice_count; i++)
		parts |= q->choices[i].rationale[0] ? (unsigned)PART_RATIONALE : 0;
	return parts;
}

const char *format_shown_of(struct format_write *w, const char *text)
{
	return shown(&w->shown, str_of(text));
}

int format_cannot(struct format_write *w, const char *sentence, ...)
{
	va_list args;
	buf_reset(&w->reason);
	va_start(args, sentence);
	buf_vprintf(&w->reason, sentence, args);
	va_end(args);
	return CPC_NO;
}

/* What the writer added goes out; nothing of it when it failed. */
static int flush(struct format_write *w, int rc, struct cpc_error *err)
{
	if (!rc && w->text.failed)
		rc = error_memory(err);
	if (!rc && w->text.len > 0)
		rc = w->out(w->context, buf_view(&w->text), err);
	buf_reset(&w->text);
	return rc;
}

int format_begin(const struct format *f, struct format_write *w, struct cpc_error *err)
{
	return flush(w, f->begin(w, err), err);
}

int format_put(const struct format *f, struct format_write *w, const struct format_item *item,
	struct cpc_error *err)
{
	enum question_kind kind = question_kind_of(&item->q);
	if (!(f->kinds & 1u << kind))
		return format_cannot(
			w, "%s has no questions of the kind %s", f->name, question_kind_name(kind));
	return flush(w, f->question(w, item, err), err);
}

int format_end(const struct format *f, struct format_write *w, struct cpc_error *err)
{
	return flush(w, f->end(w, err), err);
}

void format_write_release(const struct format *f, struct format_write *w)
{
	if (f->release)
		f->release(w);
	buf_release(&w->text);
	buf_release(&w->reason);
	buf_release(&w->shown);
}
