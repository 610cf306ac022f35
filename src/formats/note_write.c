/*
 * note_write.c - writer of our own note type: a field for each part of a question (note.h).
 * May use: formats/note, formats/html, base. Must not know: which file a note stands in.
 */
#include <string.h>

#include "base/error.h"
#include "formats/html.h"
#include "formats/note_parts.h"

/* Where each field ends in *text, which moves while it grows. */
struct ends {
	size_t at[NOTE_PARTS];
};

/* The fields of a note are parted by this byte; as an entity it parts nothing. */
static void add_html(struct buf *out, struct str text)
{
	struct str piece;
	while (str_next(&text, '\x1f', &piece)) {
		html_add(out, piece);
		if (text.p)
			buf_add_text(out, "&#31;");
	}
}

static void add_number(struct buf *out, int number)
{
	if (number != 0)
		buf_printf(out, "%d", number);
}

/* Several lines in one field --------------------------------------------------------------------
 */

static void begin_line(struct buf *out)
{
	if (out->len > 0)
		buf_add_char(out, '\n');
}

static void add_choices(struct buf *out, const struct question *q)
{
	for (size_t i = 0; i < q->choice_count && !question_is_typed(q); i++) {
		begin_line(out);
		buf_printf(out, "%c. %s", (char)('A' + i), q->choices[i].text);
	}
}

static void add_answer(struct buf *out, const struct choice *c, bool is_numeric)
{
	begin_line(out);
	if (c->kind == CHOICE_PATTERN) {
		buf_printf(out, "/%s/", c->text);
		return;
	}
	if (c->kind == CHOICE_NUMBER && !is_numeric)
		buf_add_char(out, '#');
	else if (c->kind == CHOICE_ACCEPT && strchr("/#\\", c->text[0]))
		buf_add_char(out, '\\');
	buf_add_text(out, c->text);
}

static void add_key(struct buf *out, const struct question *q)
{
	bool is_numeric = question_kind_of(q) == QUESTION_NUMERIC;
	for (size_t i = 0; i < q->choice_count; i++) {
		const struct choice *c = &q->choices[i];
		if (c->kind != CHOICE_OPTION)
			add_answer(out, c, is_numeric);
		else if (c->is_key)
			buf_printf(out, "%s%c", out->len ? ", " : "", (char)('A' + i));
	}
}

static void add_rationale(struct buf *out, char letter, struct str text)
{
	struct str line;
	size_t n;
	begin_line(out);
	buf_printf(out, "%c. ", letter);
	for (bool first = true; str_next(&text, '\n', &line); first = false) {
		if (!first) {
			buf_add_char(out, '\n');
			if (str_starts(line, "\\") || note_letter(line, &n) >= 0)
				buf_add_char(out, '\\');
		}
		buf_add_str(out, line);
	}
}

static void add_rationales(struct buf *out, const struct question *q)
{
	for (size_t i = 0; i < q->choice_count; i++) {
		if (q->choices[i].rationale[0])
			add_rationale(out, (char)('A' + i), str_of(q->choices[i].rationale));
	}
}

/* The fields ------------------------------------------------------------------------------------
 */

static void add_plain(struct buf *out, const struct format_item *item, enum note_part part)
{
	const struct question *q = &item->q;
	const char *const texts[NOTE_PARTS] = {[NOTE_ID] = q->slug,
		[NOTE_STEM] = q->stem,
		[NOTE_RULE] = q->rule,
		[NOTE_TITLE] = q->title,
		[NOTE_KIND] = question_kind_name(question_kind_of(q)),
		[NOTE_CONCEPT] = q->concept,
		[NOTE_BASIS] = q->basis,
		[NOTE_SOURCE] = q->source,
		[NOTE_PAYER] = q->payer,
		[NOTE_POOL] = q->pool,
		[NOTE_CODES] = q->codes,
		[NOTE_TAGS] = q->tags,
		[NOTE_REVIEWED] = q->reviewed,
		[NOTE_SET] = item->set,
		[NOTE_DOMAIN] = item->domain};
	if (texts[part])
		buf_add_text(out, texts[part]);
	else if (part == NOTE_CHOICES)
		add_choices(out, q);
	else if (part == NOTE_KEY)
		add_key(out, q);
	else if (part == NOTE_WHY)
		add_rationales(out, q);
	else
		add_number(out, part == NOTE_YEAR ? item->year : q->difficulty);
}

static void add_fields(struct note_made *out, const struct format_item *item, struct ends *ends)
{
	for (int part = 0; part < NOTE_PARTS; part++) {
		buf_reset(&out->plain);
		add_plain(&out->plain, item, (enum note_part)part);
		add_html(&out->text, buf_view(&out->plain));
		ends->at[part] = out->text.len;
	}
}

/* Guid, deck and tags ---------------------------------------------------------------------------
 */

/* What a question has for good; one without a name has what it says. */
static void add_guid(struct buf *out, const struct format_item *item)
{
	if (item->set[0] && item->q.slug[0])
		buf_printf(out, "%s/%s", item->set, item->q.slug);
	else if (item->q.slug[0])
		buf_add_text(out, item->q.slug);
	else
		buf_printf(out, "cpc %016llx", (unsigned long long)question_hash(&item->q));
}

static void add_deck(struct buf *out, const struct format_item *item)
{
	if (!item->set[0] && !item->domain[0])
		buf_add_text(out, "Default");
	buf_add_text(out, item->set);
	if (item->set[0] && item->domain[0])
		buf_add_text(out, "::");
	buf_add_text(out, item->domain);
}

static void add_tags(struct buf *out, const char *tags)
{
	struct str rest = str_of(tags), tag;
	size_t start = out->len;
	while (str_next(&rest, ',', &tag)) {
		tag = str_trim(tag);
		if (tag.n > 0 && out->len > start)
			buf_add_char(out, ' ');
		while (tag.n > 0) {
			size_t blank = note_blank_at(tag);
			buf_add_char(out, blank ? '_' : tag.p[0]);
			tag = str_from(tag, blank ? blank : 1);
		}
	}
}

/* --------------------------------------------------------------------------------------------- */

static void set_views(struct note_made *out, const struct ends *ends, size_t guid, size_t deck)
{
	const char *text = buf_text(&out->text), *names = buf_text(&out->names);
	size_t start = 0;
	for (int part = 0; part < NOTE_PARTS; part++) {
		out->fields[part] = (struct str){text + start, ends->at[part] - start};
		start = ends->at[part];
	}
	out->guid = (struct str){names, guid};
	out->deck = (struct str){names + guid, deck - guid};
	out->tags = (struct str){names + deck, out->names.len - deck};
}

/* A line end in a text that is one line would make two of it. */
static const char *line_of_two(const struct question *q)
{
	for (size_t i = 0; i < q->choice_count; i++) {
		if (strpbrk(q->choices[i].text, "\r\n"))
			return q->choices[i].text;
	}
	return NULL;
}

int note_write(struct format_write *w, const struct format_item *item, struct note_made *out,
	struct cpc_error *err)
{
	struct ends ends;
	if (line_of_two(&item->q))
		return format_cannot(w, "a choice or pattern has more than one line");
	buf_reset(&out->text);
	buf_reset(&out->names);
	add_fields(out, item, &ends);
	add_guid(&out->names, item);
	size_t guid = out->names.len;
	add_deck(&out->names, item);
	size_t deck = out->names.len;
	add_tags(&out->names, item->q.tags);
	if (out->text.failed || out->plain.failed || out->names.failed)
		return error_memory(err);
	set_views(out, &ends, guid, deck);
	out->sort = str_of(item->q.stem);
	return CPC_OK;
}

void note_made_release(struct note_made *n)
{
	buf_release(&n->text);
	buf_release(&n->plain);
	buf_release(&n->names);
}
