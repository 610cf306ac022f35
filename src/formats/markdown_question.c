/*
 * markdown_question.c - reader of the native question format: from a heading to the next.
 * May use: rules/question, formats/markdown_keys, formats/faults, base. Must not know: SQL, the
 * frontmatter, where the text comes from.
 */
#include "formats/markdown_reader.h"

#include <string.h>

#include "base/vec.h"

void reader_go_to(struct reader *r, enum place place)
{
	r->place = place;
	r->complained = false;
}

const char *reader_keep(struct reader *r, struct str text)
{
	if (text.n == 0)
		return "";
	const char *copy = arena_copy(&r->out->arena, text);
	if (!copy)
		r->failed = true;
	return copy ? copy : "";
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static bool is_choice(struct str line)
{
	return str_starts(line, "- [");
}

static bool is_quote(struct str line)
{
	return str_starts(line, ">");
}

/* ---------------------------------------------------------------------------------------------
 * Texts of several lines: stem, rationale, rule */

static void begin_text(struct reader *r, const char **target)
{
	r->target = target;
	r->gap = false;
	buf_reset(&r->text);
}

static void end_text(struct reader *r)
{
	if (r->target)
		*r->target = reader_keep(r, buf_view(&r->text));
	begin_text(r, NULL);
}

static void add_text(struct reader *r, struct str line)
{
	if (line.n == 0) {
		r->gap = true;
		return;
	}
	bool begins_stem = r->target == &r->q.stem && r->text.len == 0;
	if (line.p[0] == '\\' && markdown_needs_escape(str_from(line, 1), begins_stem))
		line = str_from(line, 1);
	if (r->text.len > 0)
		buf_add_text(&r->text, r->gap ? "\n\n" : "\n");
	r->gap = false;
	buf_add_str(&r->text, line);
}

static void tell_special(struct reader *r, struct str line)
{
	if (markdown_looks_special(line))
		faults_add(&r->faults, r->line,
			"found %s as text, expected it in the first column of its own place, or "
			"a backslash before it",
			faults_shown(&r->faults, line));
}

/* ---------------------------------------------------------------------------------------------
 * The end of a question */

/* What was told of a choice already is not told in other words. */
static void take_check(void *context, int line, const char *sentence)
{
	struct reader *r = context;
	for (size_t i = 0; i < r->q.choice_count; i++) {
		if (r->bad_choice[i] && r->q.choices[i].line == line)
			return;
	}
	faults_add(&r->faults, line, "%s", sentence);
}

/* All that is missing in one sentence. */
static void tell_missing(struct reader *r)
{
	const char *missing[4];
	size_t n = 0;
	if (!r->key_lines[MARKDOWN_DIFFICULTY])
		missing[n++] = "no difficulty (\"difficulty: 2\" below the heading)";
	if (!r->q.stem[0]) {
		missing[n++] = "no stem";
		r->q.stem = "-"; /* told, and nothing is used any more */
	}
	if (r->q.choice_count == 0)
		missing[n++] = "no choices (\"- [ ] ...\" in the first column)";
	if (!r->has_rule)
		missing[n++] = "no rule (\"> ...\" at its end)";
	if (n == 0)
		return;
	struct buf list = BUF_INIT;
	for (size_t i = 0; i < n; i++) {
		buf_add_text(&list, i == 0 ? "" : i + 1 == n ? " and " : ", ");
		buf_add_text(&list, missing[i]);
	}
	r->failed = r->failed || list.failed;
	faults_add(&r->faults, r->q.line, "the question has %s", buf_text(&list));
	buf_release(&list);
}

/* A choice with an odd mark counts as one of the sort of the others; it, or one of those above the
 * tenth, may have been the key. */
static void guess_odd_choices(struct reader *r)
{
	struct question *q = &r->q;
	enum choice_kind kind = CHOICE_OPTION;
	size_t odd = q->choice_count;
	bool has_key = false;
	for (size_t i = q->choice_count; i-- > 0;) {
		has_key = has_key || q->choices[i].is_key;
		if (r->odd_mark[i])
			odd = i;
		else
			kind = q->choices[i].kind;
	}
	if (odd == q->choice_count && !r->too_many)
		return;
	for (size_t i = 0; i < q->choice_count; i++) {
		if (r->odd_mark[i])
			q->choices[i].kind = kind;
	}
	if (!has_key)
		q->choices[odd < q->choice_count ? odd : 0].is_key = true;
}

static void keep_slug(struct reader *r)
{
	struct slug_at *place = VEC_PUSH(r->slugs, r->slug_count, r->slug_cap);
	if (place)
		*place = (struct slug_at){r->q.slug, r->q.line};
	else
		r->failed = true;
}

static void keep_question(struct reader *r)
{
	struct question_file *f = r->out;
	struct question *place = VEC_PUSH(f->questions, f->n, f->cap);
	if (place)
		*place = r->q;
	else
		r->failed = true;
}

/* The kind follows from the choices, but for several right ones among them, which the check sees.
 * One that is misspelt may have been that. */
static void tell_other_kind(struct reader *r)
{
	uint32_t keys = question_keys(&r->q);
	if (r->key_lines[MARKDOWN_KIND] && r->kind < 0)
		r->q.multiple = !question_is_typed(&r->q) && (keys & (keys - 1));
	enum question_kind kind = question_kind_of(&r->q);
	if (r->kind >= 0 && r->kind != QUESTION_MULTIPLE && r->kind != (int)kind)
		faults_add(&r->faults, r->key_lines[MARKDOWN_KIND],
			"found the kind %s, and by its choices the question is %s",
			question_kind_name((enum question_kind)r->kind), question_kind_name(kind));
}

void reader_finish_question(struct reader *r)
{
	struct question *q = &r->q;
	if (!r->open)
		return;
	end_text(r);
	tell_missing(r);
	guess_odd_choices(r);
	if (q->choice_count > 0) {
		tell_other_kind(r);
		question_check(q, take_check, r);
	}
	if (!r->bad_slug)
		keep_slug(r);
	if (r->faults.n == 0) /* of a text with faults nothing is used */
		keep_question(r);
	r->open = false;
}

/* ---------------------------------------------------------------------------------------------
 * Heading and keys */

static void take_heading(struct reader *r, struct str line)
{
	struct question *q = &r->q;
	struct str rest = str_from(line, 2);
	if (rest.n > 0 && !is_blank(rest.p[0]))
		faults_add(&r->faults, r->line, "found %s, expected a blank behind \"##\"",
			faults_shown(&r->faults, line));
	rest = str_trim(rest);
	size_t n = 0;
	while (n < rest.n && !is_blank(rest.p[n]))
		n++;
	struct str slug = {rest.p, n}, title = str_trim(str_from(rest, n));
	r->bad_slug = !question_slug_valid(slug);
	if (rest.n == 0)
		faults_add(&r->faults, r->line, "found an empty heading, expected %s",
			MARKDOWN_HEADING);
	else if (r->bad_slug)
		faults_add(&r->faults, r->line, "found the slug %s, expected %s",
			faults_shown(&r->faults, slug), QUESTION_SLUG_SHAPE);
	if (rest.n > 0 && title.n == 0)
		faults_add(&r->faults, r->line, "the question has no title, expected %s",
			MARKDOWN_HEADING);
	q->slug = r->bad_slug ? "unknown" : reader_keep(r, slug);
	q->title = reader_keep(r, title);
}

void reader_begin_question(struct reader *r, struct str line)
{
	reader_finish_question(r);
	r->q = (struct question){.stem = "", .rule = "", .difficulty = 1, .line = r->line};
	for (int k = MARKDOWN_TEXTS; k < MARKDOWN_KEYS; k++)
		*markdown_field(&r->q, &markdown_keys[k]) = markdown_keys[k].usual;
	memset(r->key_lines, 0, sizeof r->key_lines);
	r->kind = -1;
	r->has_rule = r->too_many = false;
	r->open = true;
	take_heading(r, line);
	begin_text(r, &r->q.stem);
	reader_go_to(r, IN_KEYS);
}

static void take_key(struct reader *r, int k, struct str value)
{
	struct buf text = BUF_INIT;
	if (markdown_value(&r->faults, r->line, &markdown_keys[k], value, &text)) {
		if (k == MARKDOWN_DIFFICULTY)
			r->q.difficulty = value.p[0] - '0';
		else if (k == MARKDOWN_KIND)
			r->kind = question_kind_find(value);
		else
			*markdown_field(&r->q, &markdown_keys[k]) = reader_keep(r, buf_view(&text));
	}
	r->q.multiple = r->kind == QUESTION_MULTIPLE;
	r->failed = r->failed || text.failed;
	buf_release(&text);
}

static void stem_line(struct reader *r, struct str line);

static void key_line(struct reader *r, struct str line)
{
	struct str value;
	if (line.n == 0 || is_choice(line) || is_quote(line)) {
		reader_go_to(r, IN_STEM);
		stem_line(r, line);
		return;
	}
	if (r->complained && !markdown_has_key(line, markdown_keys, MARKDOWN_KEYS)) {
		add_text(r, line);
		return;
	}
	int k = markdown_key_of(&r->faults, r->line, str_trim(line), markdown_keys, MARKDOWN_KEYS,
		r->key_lines, &value);
	if (k >= 0) {
		take_key(r, k, value);
	} else if (k == MARKDOWN_NO_KEY) {
		faults_add(&r->faults, r->line,
			"found %s, expected \"key: value\", or an empty line before the stem",
			faults_shown(&r->faults, line));
		r->complained = true;
		add_text(r, line);
	}
}

/* ---------------------------------------------------------------------------------------------
 * Stem, choices, rule */

static void rule_line(struct reader *r, struct str line);

static void begin_rule(struct reader *r, struct str line)
{
	end_text(r);
	begin_text(r, &r->q.rule);
	r->has_rule = true;
	reader_go_to(r, IN_RULE);
	rule_line(r, line);
}

/* The mark of "- [x] text", or '\0' for one that is none, and the text behind it. */
static char mark_of(struct str line, struct str *text)
{
	bool good = line.n >= 5 && line.p[4] == ']' && strchr(" x=~#", line.p[3]);
	const char *end = memchr(line.p, ']', line.n < 8 ? line.n : 8);
	*text = str_from(line, end ? (size_t)(end - line.p) + 1 : 3);
	return good ? line.p[3] : '\0';
}

static struct choice *add_choice(struct reader *r)
{
	struct question *q = &r->q;
	if (q->choice_count == QUESTION_CHOICES_MAX) {
		if (!r->too_many)
			faults_add(&r->faults, r->line, "found choice %d, expected at most %d",
				QUESTION_CHOICES_MAX + 1, QUESTION_CHOICES_MAX);
		r->too_many = true;
		return NULL;
	}
	struct choice *c = &q->choices[q->choice_count++];
	c->line = r->line;
	c->text = c->rationale = "";
	return c;
}

static void take_pattern(struct reader *r, struct choice *c, struct str text, bool *bad)
{
	if (text.n >= 2 && text.p[0] == '/' && text.p[text.n - 1] == '/') {
		c->text = reader_keep(r, (struct str){text.p + 1, text.n - 2});
	} else if (text.n > 0) {
		*bad = true;
		faults_add(&r->faults, r->line, "found %s, expected a pattern between slashes",
			faults_shown(&r->faults, text));
		c->text = reader_keep(r, text);
	}
}

static void choice_line(struct reader *r, struct str line)
{
	struct str text;
	struct choice *c = add_choice(r);
	end_text(r);
	begin_text(r, c ? &c->rationale : NULL);
	reader_go_to(r, IN_CHOICES);
	if (!c)
		return;
	size_t i = r->q.choice_count - 1;
	char mark = mark_of(line, &text);
	c->kind = mark == '='	? CHOICE_ACCEPT
		  : mark == '~' ? CHOICE_PATTERN
		  : mark == '#' ? CHOICE_NUMBER
				: CHOICE_OPTION;
	c->is_key = mark && mark != ' ';
	r->odd_mark[i] = r->bad_choice[i] = !mark;
	if (!mark) {
		faults_add(&r->faults, r->line,
			"found %s, expected \"- [ ]\", \"- [x]\", \"- [=]\", \"- [~]\" or "
			"\"- [#]\"",
			faults_shown(&r->faults, line));
	} else if (text.n > 0 && !is_blank(text.p[0])) {
		r->bad_choice[i] = true;
		faults_add(&r->faults, r->line, "found %s, expected a blank behind \"]\"",
			faults_shown(&r->faults, line));
	}
	text = str_trim(text);
	if (mark == '~')
		take_pattern(r, c, text, &r->bad_choice[i]);
	else
		c->text = reader_keep(r, text);
}

static void stem_line(struct reader *r, struct str line)
{
	if (is_choice(line)) {
		choice_line(r, line);
	} else if (is_quote(line)) {
		begin_rule(r, line);
	} else if (r->text.len == 0 && markdown_has_key(line, markdown_keys, MARKDOWN_KEYS)) {
		faults_add(&r->faults, r->line,
			"found %s behind an empty line, expected the keys directly below the "
			"heading, or a backslash before it",
			faults_shown(&r->faults, line));
		reader_go_to(r, IN_KEYS);
		key_line(r, line);
	} else {
		tell_special(r, line);
		add_text(r, line);
	}
}

static void tell_not_indented(struct reader *r, struct str line)
{
	const char *what = line.p[0] == '\t'  ? "a tab at the front"
			   : line.p[0] == ' ' ? "one blank at the front"
					      : faults_shown(&r->faults, line);
	faults_add(&r->faults, r->line,
		"found %s, expected a rationale indented by two blanks, a choice or the rule "
		"(\"> ...\")",
		what);
}

static void choices_line(struct reader *r, struct str line)
{
	if (is_choice(line)) {
		choice_line(r, line);
	} else if (is_quote(line)) {
		begin_rule(r, line);
	} else if (line.n == 0) {
		add_text(r, line);
	} else if (str_starts(line, "  ")) {
		line = str_from(line, 2);
		tell_special(r, line);
		add_text(r, line);
	} else if (!r->complained) {
		tell_not_indented(r, line);
		r->complained = true;
	}
}

static void rule_line(struct reader *r, struct str line)
{
	if (line.n == 0) {
		add_text(r, line);
	} else if (is_quote(line)) {
		line = str_from(line, 1);
		add_text(r, line.n > 0 && is_blank(line.p[0]) ? str_from(line, 1) : line);
	} else {
		faults_add(&r->faults, r->line, "found %s behind the rule, expected %s or the end",
			faults_shown(&r->faults, line), MARKDOWN_HEADING);
		reader_go_to(r, AFTER_RULE);
	}
}

void reader_question_line(struct reader *r, struct str line)
{
	switch (r->place) {
	case IN_KEYS:
		key_line(r, line);
		break;
	case IN_STEM:
		stem_line(r, line);
		break;
	case IN_CHOICES:
		choices_line(r, line);
		break;
	case IN_RULE:
		rule_line(r, line);
		break;
	default: /* AFTER_RULE */
		break;
	}
}
