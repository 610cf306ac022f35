/*
 * note.c - notes of flashcards to questions: which way a note goes, what all ways share, and cards
 * with a front and a back. May use: formats/format, formats/html, base. Must not know: which file a
 * note stands in.
 */
#include "formats/note.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "formats/html.h"
#include "formats/media.h"
#include "formats/note_parts.h"

/* Where a note belongs ---------------------------------------------------------------------------
 */

static const char *keep_scratch(struct format_read *r)
{
	r->failed = r->failed || r->scratch.failed;
	return format_keep(r, buf_view(&r->scratch));
}

/* "a::b" and "a" 0x1f "b" alike; blanks around a level go. */
static const char *make_category(struct format_read *r, struct str deck)
{
	buf_reset(&r->scratch);
	while (deck.n > 0) {
		size_t n = 0;
		while (n < deck.n && deck.p[n] != FORMAT_LEVEL &&
			!str_starts(str_from(deck, n), "::"))
			n++;
		struct str level = str_trim((struct str){deck.p, n});
		if (level.n > 0 && r->scratch.len > 0)
			buf_add_char(&r->scratch, FORMAT_LEVEL);
		buf_add_str(&r->scratch, level);
		deck = str_from(deck, n + (n < deck.n && deck.p[n] == ':' ? 2 : 1));
	}
	return keep_scratch(r);
}

static const char *make_tags(struct format_read *r, struct str tags)
{
	struct str tag;
	buf_reset(&r->scratch);
	while (tags.n > 0 && str_next(&tags, ' ', &tag)) {
		if (r->scratch.len > 0)
			buf_add_text(&r->scratch, ", ");
		for (size_t i = 0; i < tag.n; i++)
			buf_add_char(&r->scratch, tag.p[i] == ',' ? ' ' : tag.p[i]);
	}
	return keep_scratch(r);
}

struct format_item note_item(struct format_read *r, const struct note_plain *p, const char *part)
{
	const struct note *note = p->note;
	struct format_item item = format_blank();
	item.q.line = note->line;
	item.category = make_category(r, note->deck);
	item.q.tags = make_tags(r, buf_view(&p->tags));
	if (note->guid.n == 0)
		return item;
	buf_reset(&r->scratch);
	buf_add_str(&r->scratch, note->guid);
	buf_add_text(&r->scratch, part);
	if (question_slug_valid(buf_view(&r->scratch)))
		item.q.slug = keep_scratch(r);
	else
		item.id = keep_scratch(r);
	return item;
}

/* Pictures and sounds ---------------------------------------------------------------------------
 */

struct str note_without_media(struct format_read *r, struct str text)
{
	size_t from = 0;
	buf_reset(&r->scratch);
	for (size_t i = 0; i < text.n;) {
		size_t n = text.p[i] == '[' ? media_mark(str_from(text, i)) : 0;
		if (n > 0) {
			buf_add(&r->scratch, text.p + from, i - from);
			from = i + n;
		}
		i += n ? n : 1;
	}
	buf_add_str(&r->scratch, str_from(text, from));
	return str_of(keep_scratch(r));
}

void note_tell_loss(struct format_read *r, const struct note_plain *p)
{
	unsigned rest = p->loss & (HTML_TABLE | HTML_SCRIPT);
	struct buf name = BUF_INIT;
	if (p->loss & (HTML_IMAGE | HTML_MEDIA)) {
		struct media_names names = {BUF_INIT, 0};
		media_add_marks(&names, buf_view(&p->text));
		media_tell(r, p->note->line, &names);
		media_release(&names);
	}
	if (rest)
		format_note(r, p->note->line, "made plain text: %s", html_loss_name(rest, &name));
	r->failed = r->failed || name.failed;
	buf_release(&name);
}

void note_tell_left(struct format_read *r, const struct note_plain *p, const bool *taken)
{
	struct media_names names = {BUF_INIT, 0};
	char number[32];
	for (size_t i = 0; i < p->n; i++) {
		const struct note_field *field = &p->fields[i];
		if (taken[i] || str_trim(field->value).n == 0)
			continue;
		struct str name = field->name;
		if (name.n == 0) {
			snprintf(number, sizeof number, "number %zu", i + 1);
			name = str_of(number);
		}
		media_add_name(&names, name);
	}
	if (names.n > 0)
		format_note(r, p->note->line, "not taken over: the %s %s",
			names.n == 1 ? "field" : "fields", media_named(&names, r));
	media_release(&names);
}

/* Cards -----------------------------------------------------------------------------------------
 */

bool note_from_card(
	struct format_read *r, struct format_item *item, struct str front, struct str back)
{
	struct question *q = &item->q;
	struct str answer, rule = str_trim(back);
	if (str_trim(front).n == 0 || rule.n == 0) {
		format_skip(
			r, q->line, "the %s of the card is empty", rule.n == 0 ? "back" : "front");
		return false;
	}
	str_next(&rule, '\n', &answer);
	q->stem = format_keep(r, str_trim(front));
	q->choices[0] = (struct choice){.kind = CHOICE_ACCEPT,
		.is_key = true,
		.text = format_keep(r, str_trim(answer)),
		.rationale = "",
		.line = q->line};
	q->choice_count = 1;
	if (rule.p)
		q->rule = format_keep(r, rule);
	return true;
}

static int read_card(struct format_read *r, const struct note_plain *p, struct cpc_error *err)
{
	struct format_item item = note_item(r, p, "");
	struct str front = p->n > 0 ? p->fields[0].value : str_of("");
	struct str back = p->n > 1 ? p->fields[1].value : str_of("");
	struct str question = note_without_media(r, front), answer = note_without_media(r, back);
	bool *taken = calloc(p->n + 2, sizeof *taken);
	if (!taken)
		return error_memory(err);
	int rc = CPC_OK;
	if (str_trim(front).n > 0 && str_trim(question).n == 0) {
		format_skip(r, p->note->line, "the front of the card is only a picture or sound");
		format_drop(r);
	} else if (str_trim(back).n > 0 && str_trim(answer).n == 0) {
		format_skip(r, p->note->line, "the back of the card is only a picture or sound");
		format_drop(r);
	} else if (!note_from_card(r, &item, front, answer)) {
		format_drop(r);
	} else {
		taken[0] = taken[1] = true;
		note_tell_loss(r, p);
		note_tell_left(r, p, taken);
		rc = format_give(r, &item, err);
	}
	free(taken);
	return rc;
}

/* A note ----------------------------------------------------------------------------------------
 */

const struct note_field *note_field(const struct note_plain *p, const char *name)
{
	for (size_t i = 0; i < p->n; i++) {
		if (str_same_fold(p->fields[i].name, str_of(name)))
			return &p->fields[i];
	}
	return NULL;
}

size_t note_blank_at(struct str s)
{
	static const char *const wide[] = {"\xC2\xA0", "\xE3\x80\x80"}; /* U+00A0, U+3000 */
	for (size_t i = 0; i < sizeof wide / sizeof *wide; i++) {
		if (str_starts(s, wide[i]))
			return strlen(wide[i]);
	}
	return s.p[0] == ' ' || (s.p[0] >= '\t' && s.p[0] <= '\r');
}

static void split_tags(struct str tags, struct buf *out)
{
	bool gap = false;
	while (tags.n > 0) {
		size_t n = note_blank_at(tags);
		if (n == 0) {
			if (gap && out->len > 0)
				buf_add_char(out, ' ');
			buf_add_char(out, tags.p[0]);
		}
		gap = n > 0;
		tags = str_from(tags, n ? n : 1);
	}
}

/* What HTML cannot hold must not be in a text that was none either: both come out the same. */
static void add_plain(struct format_read *r, struct note_plain *p, struct str value)
{
	struct str html = value;
	if (!p->note->is_html) {
		buf_reset(&r->scratch);
		html_add(&r->scratch, value);
		r->failed = r->failed || r->scratch.failed;
		html = buf_view(&r->scratch);
	}
	p->loss |= html_to_text(html, &p->text);
}

static int make_plain(struct format_read *r, struct note_plain *p, struct cpc_error *err)
{
	const struct note *note = p->note;
	p->fields = calloc(note->n + 1, sizeof *p->fields);
	if (!p->fields)
		return error_memory(err);
	p->n = note->n;
	for (size_t i = 0; i < note->n; i++) {
		size_t start = p->text.len;
		add_plain(r, p, note->fields[i].value);
		p->fields[i] = (struct note_field){note->fields[i].name, {"", p->text.len - start}};
	}
	split_tags(note->tags, &p->tags);
	if (p->text.failed || p->tags.failed)
		return error_memory(err);
	const char *at = buf_text(&p->text); /* it moves no more */
	for (size_t i = 0; i < p->n; i++) {
		p->fields[i].value.p = at;
		at += p->fields[i].value.n;
	}
	return CPC_OK;
}

static bool is_too_long(struct format_read *r, const struct note *note)
{
	size_t n = 0;
	for (size_t i = 0; i < note->n && n <= NOTE_BYTES_MAX; i++)
		n += note->fields[i].value.n;
	if (n <= NOTE_BYTES_MAX)
		return false;
	format_skip(
		r, note->line, "a note of more than %d bytes, which is the most", NOTE_BYTES_MAX);
	return true;
}

static int read_plain(struct format_read *r, const struct note_plain *p, struct cpc_error *err)
{
	size_t field;
	if (str_same_fold(p->note->type, str_of(NOTE_TYPE)))
		return note_read_own(r, p, err);
	if (note_has_gaps(p, &field))
		return note_read_gaps(r, p, field, err);
	if (note_has_choices(p))
		return note_read_choices(r, p, err);
	return read_card(r, p, err);
}

int note_read(struct format_read *r, const struct note *note, struct cpc_error *err)
{
	struct note_plain p = {.note = note, .text = BUF_INIT, .tags = BUF_INIT};
	if (is_too_long(r, note))
		return CPC_OK;
	int rc = make_plain(r, &p, err);
	if (!rc)
		rc = read_plain(r, &p, err);
	if (!rc && r->failed)
		rc = error_memory(err);
	free(p.fields);
	buf_release(&p.text);
	buf_release(&p.tags);
	return rc;
}
