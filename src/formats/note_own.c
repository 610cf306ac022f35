/*
 * note_own.c - reader of our own note type: a field for each part of a question (note.h).
 * May use: formats/note, base. Must not know: which file a note stands in.
 */
#include <string.h>

#include "base/error.h"
#include "formats/note_parts.h"

const char *const note_part_names[NOTE_PARTS] = {"Id", "Stem", "Choices", "Key", "Why", "Rule",
	"Title", "Kind", "Difficulty", "Concept", "Basis", "Source", "Payer", "Pool", "Codes",
	"Tags", "Reviewed", "Set", "Domain", "Year"};

struct own {
	struct format_read *r;
	const struct note_plain *p;
	struct question *q;
	struct str part[NOTE_PARTS];
	int letters[QUESTION_CHOICES_MAX]; /* of each choice */
};

static void fault(struct own *o, const char *what, struct str found, const char *expected)
{
	format_fault(o->r, o->p->note->line, "found the %s %s, expected %s", what,
		format_shown(o->r, found), expected);
	o->r->spoiled = true;
}

static struct choice *add_choice(struct own *o)
{
	struct question *q = o->q;
	if (q->choice_count == QUESTION_CHOICES_MAX) {
		if (!o->r->spoiled)
			format_fault(o->r, q->line, "found choice %d, expected at most %d",
				QUESTION_CHOICES_MAX + 1, QUESTION_CHOICES_MAX);
		o->r->spoiled = true;
		return NULL;
	}
	struct choice *c = &q->choices[q->choice_count++];
	*c = (struct choice){.text = "", .rationale = "", .line = q->line};
	return c;
}

/* Choices and key -------------------------------------------------------------------------------
 */

/* A line without a letter is the choice of its place. */
static void take_choices(struct own *o)
{
	struct str rest = o->part[NOTE_CHOICES], line;
	while (str_next(&rest, '\n', &line)) {
		size_t n = 0;
		if (str_trim(line).n == 0)
			continue;
		struct choice *c = add_choice(o);
		if (!c)
			return;
		size_t place = o->q->choice_count - 1;
		int letter = note_letter(line, &n);
		o->letters[place] = letter < 0 ? (int)place : letter;
		c->text = format_keep(o->r, str_from(line, n));
	}
}

static void take_key_letter(struct own *o, struct str word)
{
	size_t i = 0;
	while (i < o->q->choice_count &&
		!(word.n == 1 && o->letters[i] == (word.p[0] | 0x20) - 'a'))
		i++;
	if (i == o->q->choice_count)
		fault(o, "key", word, "a letter of a choice");
	else
		o->q->choices[i].is_key = true;
}

static void take_keys(struct own *o)
{
	struct str rest = o->part[NOTE_KEY], word;
	while (str_next(&rest, ',', &word)) {
		word = str_trim(word);
		if (word.n > 0)
			take_key_letter(o, word);
	}
}

static void take_answer(struct own *o, struct str line, bool is_number)
{
	struct choice *c = add_choice(o);
	if (!c)
		return;
	o->letters[o->q->choice_count - 1] = (int)o->q->choice_count - 1;
	c->is_key = true;
	c->kind = is_number ? CHOICE_NUMBER : CHOICE_ACCEPT;
	if (str_starts(line, "#")) {
		c->kind = CHOICE_NUMBER;
		line = str_from(line, 1);
	} else if (!is_number && line.n >= 2 && line.p[0] == '/' && line.p[line.n - 1] == '/') {
		c->kind = CHOICE_PATTERN;
		line = (struct str){line.p + 1, line.n - 2};
	} else if (str_starts(line, "\\")) {
		line = str_from(line, 1);
	}
	c->text = format_keep(o->r, line);
}

static void take_answers(struct own *o, bool are_numbers)
{
	struct str rest = o->part[NOTE_KEY], line;
	while (str_next(&rest, '\n', &line)) {
		line = str_trim(line);
		if (line.n > 0)
			take_answer(o, line, are_numbers);
	}
}

/* Rationales ------------------------------------------------------------------------------------
 */

static void end_rationale(struct own *o, int letter)
{
	struct buf *text = &o->r->scratch;
	o->r->failed = o->r->failed || text->failed;
	if (letter < 0 || text->len == 0)
		return;
	for (size_t i = 0; i < o->q->choice_count; i++) {
		if (o->letters[i] != letter)
			continue;
		o->q->choices[i].rationale = format_keep(o->r, buf_view(text));
		return;
	}
	if (!o->r->spoiled) {
		char name[2] = {(char)('A' + letter), '\0'};
		fault(o, "letter", str_of(name), "one of a choice before a rationale");
	}
}

static void take_rationales(struct own *o)
{
	struct str rest = o->part[NOTE_WHY], line;
	int letter = -1;
	buf_reset(&o->r->scratch);
	while (str_next(&rest, '\n', &line)) {
		size_t n;
		int begins = note_letter(line, &n);
		if (begins >= 0) {
			end_rationale(o, letter);
			letter = begins;
			line = str_from(line, n);
			buf_reset(&o->r->scratch);
		} else {
			if (o->r->scratch.len > 0)
				buf_add_char(&o->r->scratch, '\n');
			line = str_from(line, str_starts(line, "\\"));
		}
		if (letter < 0 && str_trim(line).n > 0) {
			fault(o, "line", line, "a letter and a full stop before a rationale");
			return;
		}
		buf_add_str(&o->r->scratch, line);
	}
	end_rationale(o, letter);
}

/* The other fields ------------------------------------------------------------------------------
 */

static int take_number(
	struct own *o, enum note_part part, int usual, int low, int high, const char *expected)
{
	int64_t number = usual;
	if (o->part[part].n > 0 && !str_to_i64(o->part[part], low, high, &number))
		fault(o, note_part_names[part], o->part[part], expected);
	return (int)number;
}

static const char *take_text(struct own *o, enum note_part part, const char *usual)
{
	return o->part[part].n ? format_keep(o->r, o->part[part]) : usual;
}

/* A tag of Anki's holds no blank. */
static bool same_tag(struct str anki, struct str ours)
{
	while (anki.n > 0 && ours.n > 0) {
		size_t blank = note_blank_at(ours);
		if (anki.p[0] != (blank ? '_' : ours.p[0]))
			return false;
		anki = str_from(anki, 1);
		ours = str_from(ours, blank ? blank : 1);
	}
	return anki.n == 0 && ours.n == 0;
}

static bool is_among_notes(struct str notes, struct str ours)
{
	struct str one;
	while (str_next(&notes, ' ', &one)) {
		if (same_tag(one, ours))
			return true;
	}
	return false;
}

static bool is_among_ours(struct str ours, struct str anki)
{
	struct str one;
	while (str_next(&ours, ',', &one)) {
		if (same_tag(anki, str_trim(one)))
			return true;
	}
	return false;
}

static void add_tag(struct buf *list, struct str tag)
{
	if (list->len > 0)
		buf_add_text(list, ", ");
	buf_add_str(list, tag);
}

/* The tags of the note count, since those are what a person changes in Anki; but as they are
 * written in our field, where a blank is a blank, and in its order. */
static const char *take_tags(struct own *o)
{
	struct buf *list = &o->r->scratch;
	struct str ours = o->part[NOTE_TAGS], notes = buf_view(&o->p->tags), rest, tag;
	if (notes.n == 0)
		return format_keep(o->r, ours);
	buf_reset(list);
	rest = ours;
	while (str_next(&rest, ',', &tag)) {
		tag = str_trim(tag);
		if (tag.n > 0 && is_among_notes(notes, tag))
			add_tag(list, tag);
	}
	rest = notes;
	while (str_next(&rest, ' ', &tag)) {
		if (tag.n > 0 && !is_among_ours(ours, tag))
			add_tag(list, tag);
	}
	o->r->failed = o->r->failed || list->failed;
	return format_keep(o->r, buf_view(list));
}

static void take_fields(struct own *o, struct format_item *item)
{
	struct question *q = o->q;
	q->stem = take_text(o, NOTE_STEM, "");
	q->rule = take_text(o, NOTE_RULE, "");
	q->title = take_text(o, NOTE_TITLE, "");
	q->concept = take_text(o, NOTE_CONCEPT, "");
	q->basis = take_text(o, NOTE_BASIS, "");
	q->source = take_text(o, NOTE_SOURCE, "");
	q->payer = take_text(o, NOTE_PAYER, "any");
	q->pool = take_text(o, NOTE_POOL, "practice");
	q->codes = take_text(o, NOTE_CODES, "");
	q->reviewed = take_text(o, NOTE_REVIEWED, "");
	q->tags = take_tags(o);
	q->difficulty =
		take_number(o, NOTE_DIFFICULTY, 2, 1, 3, "1 (recall), 2 (apply) or 3 (analyse)");
	item->set = take_text(o, NOTE_SET, "");
	item->domain = take_text(o, NOTE_DOMAIN, "");
	item->year = take_number(o, NOTE_YEAR, 0, 1, 9999, "a year");
}

static void take_id(struct own *o, struct format_item *item)
{
	struct str id = o->part[NOTE_ID];
	bool is_slug = question_slug_valid(id);
	item->q.slug = is_slug ? format_keep(o->r, id) : "";
	item->id = is_slug ? "" : format_keep(o->r, id.n ? id : o->p->note->guid);
}

/* By their names where the file says those, else by their places. Others are told. */
static void find_parts(struct own *o)
{
	const struct note_plain *p = o->p;
	bool taken[256] = {false};
	bool named = p->n > 0 && p->fields[0].name.n > 0;
	for (int part = 0; part < NOTE_PARTS; part++) {
		const struct note_field *field = named ? note_field(p, note_part_names[part])
						 : (size_t)part < p->n ? &p->fields[part]
								       : NULL;
		o->part[part] = field ? field->value : str_of("");
		bool is_text = part == NOTE_STEM || part == NOTE_WHY || part == NOTE_RULE ||
			       part == NOTE_CHOICES;
		if (!is_text)
			o->part[part] = str_trim(o->part[part]);
		if (field && field - p->fields < 256)
			taken[field - p->fields] = true;
	}
	if (p->n <= 256)
		note_tell_left(o->r, p, taken);
}

int note_read_own(struct format_read *r, const struct note_plain *p, struct cpc_error *err)
{
	struct format_item item = note_item(r, p, "");
	struct own o = {.r = r, .p = p, .q = &item.q};
	find_parts(&o);
	int kind = o.part[NOTE_KIND].n	    ? question_kind_find(o.part[NOTE_KIND])
		   : o.part[NOTE_CHOICES].n ? QUESTION_SINGLE
					    : QUESTION_TYPED;
	note_tell_loss(r, p);
	item.category = ""; /* set and domain say more than the deck */
	take_id(&o, &item);
	take_fields(&o, &item);
	if (kind < 0)
		fault(&o, "kind", o.part[NOTE_KIND], "one of: " QUESTION_KIND_WORDS);
	if (kind == QUESTION_TYPED || kind == QUESTION_NUMERIC) {
		take_answers(&o, kind == QUESTION_NUMERIC);
	} else {
		take_choices(&o);
		take_keys(&o);
	}
	item.q.multiple = kind == QUESTION_MULTIPLE;
	take_rationales(&o);
	return format_give(r, &item, err);
}
