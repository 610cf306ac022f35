/*
 * markdown.c - reader of the native question format: the text, its lines and its frontmatter.
 * May use: rules/question, formats/markdown_reader, formats/faults, base. Must not know: SQL, where
 * the text comes from.
 */
#include "formats/markdown.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "formats/markdown_reader.h"

#define LINE_BYTES_MAX 65536

#define FRONTMATTER "\"---\" and below it the keys set, domain and year"

static bool is_heading(struct str line)
{
	return str_starts(line, "##") && !str_starts(line, "###");
}

/* ---------------------------------------------------------------------------------------------
 * Frontmatter */

static void tell_start(struct reader *r, const char *what)
{
	if (!r->complained)
		faults_add(&r->faults, r->line, "found %s, expected %s", what, FRONTMATTER);
	r->complained = true;
}

static void start_line(struct reader *r, struct str line)
{
	if (str_eq(line, "---")) {
		reader_go_to(r, IN_FRONT);
	} else if (line.n == 0) {
		tell_start(r, "an empty line");
	} else {
		tell_start(r, faults_shown(&r->faults, line));
		r->place = BEFORE_QUESTIONS; /* still complaining: up to a heading all is skipped */
		if (is_heading(line))
			reader_begin_question(r, line);
	}
}

static void take_front(struct reader *r, int k, struct str value)
{
	int64_t year;
	if (k == MARKDOWN_YEAR) {
		if (value.n == 4 && str_to_i64(value, 2000, 2099, &year))
			r->out->year = (int)year;
		else
			faults_add(&r->faults, r->line,
				"found the year %s, expected one from 2000 to 2099",
				faults_shown(&r->faults, value));
	} else if (!question_slug_valid(value)) {
		faults_add(&r->faults, r->line, "found the %s %s, expected %s",
			markdown_front_keys[k].name, faults_shown(&r->faults, value),
			QUESTION_SLUG_SHAPE);
	} else if (k == MARKDOWN_SET) {
		r->out->set = reader_keep(r, value);
	} else {
		r->out->domain = reader_keep(r, value);
	}
}

static void tell_front_end(struct reader *r)
{
	struct buf list = BUF_INIT;
	for (int k = 0; k < MARKDOWN_FRONT_KEYS; k++) {
		if (!r->front_lines[k])
			buf_printf(&list, "%s%s", list.len ? ", no " : "",
				markdown_front_keys[k].name);
	}
	if (list.len > 0)
		faults_add(&r->faults, r->line, "the frontmatter has no %s", list.data);
	r->failed = r->failed || list.failed;
	buf_release(&list);
}

static void front_line(struct reader *r, struct str line)
{
	struct str value;
	if (str_eq(line, "---")) {
		tell_front_end(r);
		reader_go_to(r, BEFORE_QUESTIONS);
	} else if (line.n > 0) {
		int k = markdown_key_of(&r->faults, r->line, str_trim(line), markdown_front_keys,
			MARKDOWN_FRONT_KEYS, r->front_lines, &value);
		if (k >= 0)
			take_front(r, k, value);
		else if (k == MARKDOWN_NO_KEY)
			faults_add(&r->faults, r->line,
				"found %s, expected \"key: value\", or \"---\", which closes the "
				"frontmatter",
				faults_shown(&r->faults, line));
	}
}

/* ---------------------------------------------------------------------------------------------
 * Lines */

static void take_heading(struct reader *r, struct str line)
{
	if (r->place == IN_FRONT) {
		faults_add(&r->faults, r->line,
			"found a heading, expected \"---\", which closes the frontmatter");
		tell_front_end(r);
	}
	reader_begin_question(r, line);
}

static void take_line(struct reader *r, struct str line)
{
	if (r->place == AT_START) {
		start_line(r, line);
	} else if (is_heading(line)) {
		take_heading(r, line);
	} else if (r->place == IN_FRONT) {
		front_line(r, line);
	} else if (r->place != BEFORE_QUESTIONS) {
		reader_question_line(r, line);
	} else if (line.n > 0 && !r->complained) {
		faults_add(&r->faults, r->line, "found %s, expected %s",
			faults_shown(&r->faults, line), MARKDOWN_HEADING);
		r->complained = true;
	}
}

static bool tell_bytes(struct reader *r, struct str line)
{
	size_t at = utf8_check(line);
	const char *cr = memchr(line.p, '\r', line.n);
	if (line.n > LINE_BYTES_MAX)
		faults_add(&r->faults, r->line, "found a line of %zu bytes, expected at most %d",
			line.n, LINE_BYTES_MAX);
	else if (at < line.n && line.p[at] == '\0')
		faults_add(&r->faults, r->line, "found a NUL at byte %zu, expected text", at + 1);
	else if (at < line.n)
		faults_add(&r->faults, r->line, "found \\x%02x at byte %zu, expected UTF-8",
			(unsigned char)line.p[at], at + 1);
	else if (cr)
		faults_add(&r->faults, r->line,
			"found a carriage return at byte %zu, expected LF or CRLF at the end of a "
			"line",
			(size_t)(cr - line.p) + 1);
	return line.n <= LINE_BYTES_MAX && at == line.n && !cr;
}

static void read_lines(struct reader *r, struct str text)
{
	struct str line;
	if (str_starts(text, "\xEF\xBB\xBF"))
		text = str_from(text, 3);
	while (text.n > 0 && !r->failed) {
		const char *end = memchr(text.p, '\n', text.n);
		size_t n = end ? (size_t)(end - text.p) : text.n;
		line = (struct str){text.p, n};
		text = str_from(text, n + 1);
		if (end && n > 0 && line.p[n - 1] == '\r')
			line.n--;
		r->line++;
		if (!tell_bytes(r, line))
			r->faults.muted_line = r->line;
		take_line(r, str_trim_end(line));
		r->faults.muted_line = 0;
	}
}

static void finish(struct reader *r)
{
	if (r->line == 0)
		r->line = 1;
	if (r->place == AT_START)
		tell_start(r, "an empty text");
	else if (r->place == IN_FRONT)
		faults_add(&r->faults, r->line,
			"found the end, expected \"---\", which closes the frontmatter");
	else if (r->place == BEFORE_QUESTIONS && !r->complained)
		faults_add(&r->faults, r->line, "found no question, expected %s", MARKDOWN_HEADING);
	reader_finish_question(r);
}

/* ---------------------------------------------------------------------------------------------
 * The whole text */

static int by_slug(const void *a, const void *b)
{
	const struct slug_at *x = a, *y = b;
	int order = strcmp(x->slug, y->slug);
	return order ? order : (x->line > y->line) - (x->line < y->line);
}

static void tell_twice(struct reader *r)
{
	if (r->slug_count < 2)
		return;
	qsort(r->slugs, r->slug_count, sizeof *r->slugs, by_slug);
	const struct slug_at *first = r->slugs;
	for (size_t i = 1; i < r->slug_count; i++) {
		const struct slug_at *next = &r->slugs[i];
		if (strcmp(first->slug, next->slug) != 0)
			first = next;
		else
			faults_add(&r->faults, next->line,
				"found the slug \"%s\" a second time, the first is on line %d",
				next->slug, first->line);
	}
}

static bool is_utf16(struct str text)
{
	return str_starts(text, "\xFF\xFE") || str_starts(text, "\xFE\xFF");
}

int markdown_read(struct str text, const char *name, struct question_file *out,
	markdown_fault *fault, void *context, struct cpc_error *err)
{
	struct reader r = {.out = out, .text = BUF_INIT};
	faults_init(&r.faults);
	if (text.n > MARKDOWN_BYTES_MAX) {
		faults_add(&r.faults, 1, "found %zu bytes, expected at most %d", text.n,
			MARKDOWN_BYTES_MAX);
	} else if (is_utf16(text)) {
		faults_add(&r.faults, 1, "found UTF-16, expected UTF-8");
	} else {
		read_lines(&r, text);
		finish(&r);
		tell_twice(&r);
	}
	r.faults.failed = r.faults.failed || r.failed || r.text.failed;
	int rc = faults_tell(&r.faults, name, fault, context, err);
	faults_release(&r.faults);
	buf_release(&r.text);
	free(r.slugs);
	return rc;
}
