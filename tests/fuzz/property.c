/*
 * property.c - what must hold of every format whatever bytes it is given.
 * May use: formats, rules, libarchive, base. Must not know: where the bytes come from.
 */
#include "fuzz/property.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "base/vec.h"
#include "formats/html.h"
#include "formats/normal.h"
#include "fuzz/same.h"
#include "rules/code.h"

#define QUESTIONS_MAX                                                                              \
	500 /* of one reading that are written again; of the others only reading counts */

static const struct format_options usual = {"", "", ""};

/* Reading ----------------------------------------------------------------------------------------
 */

struct reading {
	struct arena texts;
	struct format_item *items;
	size_t n, cap;
	int last;	 /* line that may be told */
	struct buf told; /* faults and the like */
	struct buf *why;
	bool good;
};

static const char *keep(struct reading *me, const char *text)
{
	const char *copy = arena_copy(&me->texts, str_of(text));
	return copy ? copy : "";
}

static void bad(struct reading *me, const char *what, const char *text)
{
	if (me->good)
		same_not(me->why, "%s: %s", what, text);
	me->good = false;
}

/* Every reader counts LF, or CR, or both; UTF-16 has their bytes too. */
static int last_line(struct str bytes)
{
	int last = 1;
	for (size_t i = 0; i < bytes.n; i++)
		last += bytes.p[i] == '\n' || bytes.p[i] == '\r';
	return last + 1;
}

static void check_line(struct reading *me, int line, int least, const char *what)
{
	struct buf number = BUF_INIT;
	buf_printf(&number, "%d of %d", line, me->last);
	if (line < least || line > me->last)
		bad(me, what, buf_text(&number));
	buf_release(&number);
}

static void check_sentence(struct reading *me, const char *sentence)
{
	struct buf shown = BUF_INIT;
	utf8_add_visible(&shown, str_of(sentence));
	if (!sentence[0] || strchr(sentence, '\n') || strcmp(buf_text(&shown), sentence) != 0)
		bad(me, "a sentence that is not safe to print", buf_text(&shown));
	buf_release(&shown);
}

static void tell(void *context, enum format_told what, int line, const char *sentence)
{
	struct reading *me = context;
	check_line(me, line, 1, "a line told");
	check_sentence(me, sentence);
	buf_printf(&me->told, "%c %d: %s\n", "FSN"[what], line, sentence);
}

static void fault_of_check(void *context, int line, const char *sentence)
{
	(void)line;
	bad(context, "a question that question_check refuses", sentence);
}

static void check_texts(struct reading *me, const struct format_item *item)
{
	struct question q = item->q;
	const char *const texts[] = {item->id, item->set, item->domain, item->category, q.slug,
		q.title, q.concept, q.basis, q.source, q.payer, q.pool, q.codes, q.tags, q.reviewed,
		q.stem, q.rule};
	struct buf scratch = BUF_INIT;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		if (utf8_check(str_of(texts[i])) < strlen(texts[i]))
			bad(me, "a text that is not UTF-8", texts[i]);
	}
	uint64_t before = question_hash(&q);
	if (!normal_question(&me->texts, &scratch, &q) || question_hash(&q) != before)
		bad(me, "a question that is not in normal form", item->q.stem);
	buf_release(&scratch);
}

static void check_question(struct reading *me, const struct format_item *item)
{
	struct question q = item->q;
	if (!q.slug[0])
		q.slug = "none";
	question_check(&q, fault_of_check, me);
	check_texts(me, item);
	check_line(me, q.line, 1, "the line of a question");
	for (size_t i = 0; i < q.choice_count; i++)
		check_line(me, q.choices[i].line, 0, "the line of a choice");
}

static void copy_item(struct reading *me, struct format_item *item)
{
	const char **const texts[] = {&item->id, &item->set, &item->domain, &item->category,
		&item->domain_title, &item->q.slug, &item->q.title, &item->q.concept,
		&item->q.basis, &item->q.source, &item->q.payer, &item->q.pool, &item->q.codes,
		&item->q.tags, &item->q.reviewed, &item->q.stem, &item->q.rule};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		*texts[i] = keep(me, *texts[i]);
	for (size_t i = 0; i < item->q.choice_count; i++) {
		item->q.choices[i].text = keep(me, item->q.choices[i].text);
		item->q.choices[i].rationale = keep(me, item->q.choices[i].rationale);
	}
}

static int take(void *context, const struct format_item *item, struct cpc_error *err)
{
	struct reading *me = context;
	(void)err;
	check_question(me, item);
	if (me->n == QUESTIONS_MAX)
		return CPC_OK;
	struct format_item *kept = VEC_PUSH(me->items, me->n, me->cap);
	if (kept) {
		*kept = *item;
		copy_item(me, kept);
	}
	return CPC_OK;
}

/* What stopped a reader is "NAME: sentence" or "NAME:line: sentence". */
static void check_end(struct reading *me, int rc, const char *text)
{
	struct str rest = str_of(text), digits;
	int64_t line = 1;
	if (rc != CPC_OK && rc != CPC_DATA)
		bad(me, "neither questions nor bad data", text);
	if (rc != CPC_DATA)
		return;
	check_sentence(me, text);
	if (!str_starts(rest, "x:"))
		bad(me, "an end without the file's name", text);
	rest = str_from(rest, 2);
	if (str_next(&rest, ':', &digits) && digits.n > 0 && strchr("0123456789", digits.p[0]) &&
		!str_to_i64(digits, 1, me->last, &line))
		bad(me, "the line of an end", text);
	buf_printf(&me->told, "! %s\n", text);
}

static void read_bytes(
	struct reading *me, const struct format *f, struct str bytes, struct buf *why)
{
	struct cpc_error err = {0};
	struct source *in;
	*me = (struct reading){.texts = ARENA_INIT,
		.last = last_line(bytes),
		.told = BUF_INIT,
		.why = why,
		.good = true};
	if (source_of_text(bytes, "x", &in, &err))
		return;
	struct format_read r = {
		.in = in, .options = &usual, .question = take, .tell = tell, .context = me};
	int rc = f->read(&r, &err);
	check_end(me, rc, err.text);
	format_read_release(&r);
	source_close(in);
}

static void release(struct reading *me)
{
	arena_release(&me->texts);
	free(me->items);
	buf_release(&me->told);
}

/* Writing ----------------------------------------------------------------------------------------
 */

/* A question leaves the bank with an id, a set, a domain and a year, and without a category. */
static void complete(struct reading *me)
{
	struct buf name = BUF_INIT;
	for (size_t i = 0; i < me->n; i++) {
		struct format_item *item = &me->items[i];
		bool again = !item->q.slug[0];
		for (size_t k = 0; k < i && !again; k++)
			again = strcmp(me->items[k].q.slug, item->q.slug) == 0;
		buf_reset(&name);
		buf_printf(&name, "nr-%zu", i);
		if (again)
			item->q.slug = keep(me, buf_text(&name));
		if (!question_slug_valid(str_of(item->set)))
			item->set = "a-set";
		if (!question_slug_valid(str_of(item->domain)))
			item->domain = "a-domain";
		if (item->year == 0)
			item->year = 2026;
		item->id = item->category = "";
	}
	buf_release(&name);
}

static int add_bytes(void *context, struct str bytes, struct cpc_error *err)
{
	(void)err;
	buf_add_str(context, bytes);
	return CPC_OK;
}

/* Write the questions that the format can say; the others are taken out. */
static bool write_items(const struct format *f, struct reading *me, struct buf *out)
{
	struct cpc_error err = {0};
	struct format_write w = {.out = add_bytes, .context = out, .options = &usual};
	size_t n = 0;
	int rc = format_begin(f, &w, &err);
	for (size_t i = 0; i < me->n && !rc; i++) {
		rc = format_put(f, &w, &me->items[i], &err);
		if (rc == CPC_NO) {
			check_sentence(me, buf_text(&w.reason));
			rc = CPC_OK;
			continue;
		}
		me->items[n++] = me->items[i];
	}
	me->n = n;
	if (!rc)
		rc = format_end(f, &w, &err);
	format_write_release(f, &w);
	if (rc)
		bad(me, "a failure to write", err.text);
	return me->good;
}

/* A no-break space is a blank in HTML, as html.h says. */
static const char *without_no_break(struct arena *texts, const char *text)
{
	struct buf out = BUF_INIT;
	for (const char *p = text; *p; p++) {
		bool is_one = p[0] == '\xC2' && p[1] == '\xA0';
		buf_add_char(&out, is_one ? ' ' : *p);
		p += is_one;
	}
	const char *copy = arena_copy(texts, buf_view(&out));
	buf_release(&out);
	return copy ? copy : "";
}

/* Those that are good without no-break spaces stay. */
static void part_no_breaks(struct reading *me)
{
	struct buf scratch = BUF_INIT;
	size_t n = 0;
	for (size_t i = 0; i < me->n; i++) {
		struct question *q = &me->items[i].q;
		const char **const texts[] = {&q->title, &q->concept, &q->source, &q->codes,
			&q->tags, &q->reviewed, &q->stem, &q->rule};
		for (size_t k = 0; k < sizeof texts / sizeof *texts; k++)
			*texts[k] = without_no_break(&me->texts, *texts[k]);
		for (size_t k = 0; k < q->choice_count; k++) {
			struct choice *c = &q->choices[k];
			c->text = without_no_break(&me->texts, c->text);
			c->rationale = without_no_break(&me->texts, c->rationale);
		}
		if (normal_question(&me->texts, &scratch, q) && q->title[0] &&
			question_check(q, NULL, NULL) == 0)
			me->items[n++] = me->items[i];
	}
	me->n = n;
	buf_release(&scratch);
}

/* There and back ---------------------------------------------------------------------------------
 */

/* A number that Moodle says in another way, as it was. */
static void number_like(const struct format *f, struct question *q, const struct question *first)
{
	for (size_t i = 0; i < q->choice_count && f == &format_moodle_xml; i++) {
		if (q->choices[i].kind == CHOICE_NUMBER)
			q->choices[i].text = first->choices[i].text;
	}
}

/* The same ids, so that the second writing is comparable where the format has none. */
static void complete_like(const struct format *f, struct reading *me, const struct reading *first)
{
	for (size_t i = 0; i < me->n; i++) {
		me->items[i].q.slug = first->items[i].q.slug;
		me->items[i].set = first->items[i].set;
		me->items[i].domain = first->items[i].domain;
		me->items[i].year = first->items[i].year;
		me->items[i].id = me->items[i].category = "";
		number_like(f, &me->items[i].q, &first->items[i].q);
	}
}

static bool same_again(const struct format *f, const struct reading *first, struct reading *second,
	struct str text, struct buf *why)
{
	struct buf again = BUF_INIT;
	complete_like(f, second, first);
	bool good = write_items(f, second, &again);
	if (good && !str_same(text, buf_view(&again)))
		good = same_not(why, "what is written of what was read is something else");
	buf_release(&again);
	return good;
}

static bool there_and_back(const struct format *f, struct reading *me, struct buf *why)
{
	struct buf text = BUF_INIT;
	struct reading again;
	complete(me);
	if (f == &format_anki_text || f == &format_apkg || f == &format_moodle_xml)
		part_no_breaks(me);
	bool good = write_items(f, me, &text);
	if (!good || me->n == 0) {
		buf_release(&text);
		return good;
	}
	read_bytes(&again, f, buf_view(&text), why);
	good = again.good;
	if (good && again.told.len > 0)
		good = same_not(why, "told of what it wrote itself: %s", buf_text(&again.told));
	good = good && same_items(f, me->items, me->n, again.items, again.n, why);
	good = good && same_again(f, me, &again, buf_view(&text), why);
	if (!good && f != &format_apkg)
		buf_printf(why, "\n%.2000s", buf_text(&text));
	release(&again);
	buf_release(&text);
	return good;
}

/* A package ---------------------------------------------------------------------------------------
 */

static la_ssize_t add_piece(struct archive *a, void *context, const void *bytes, size_t n)
{
	(void)a;
	buf_add(context, bytes, n);
	return (la_ssize_t)n;
}

/* A zip with the bytes as its collection: what is in a real one is known by its sum, which no
 * change of bytes would survive. */
static void add_package(struct buf *out, struct str bytes)
{
	struct archive *a = archive_write_new();
	struct archive_entry *entry = archive_entry_new();
	archive_write_set_format_zip(a);
	archive_write_zip_set_compression_store(a);
	archive_write_open(a, out, NULL, add_piece, NULL);
	archive_entry_set_pathname(entry, "collection.anki2");
	archive_entry_set_filetype(entry, AE_IFREG);
	archive_entry_set_size(entry, (la_int64_t)bytes.n);
	archive_write_header(a, entry);
	archive_write_data(a, bytes.p, bytes.n);
	archive_entry_free(entry);
	archive_write_close(a);
	archive_write_free(a);
}

bool property_reads(const struct format *f, struct str bytes, struct buf *why)
{
	struct reading me;
	struct buf package = BUF_INIT;
	if (f == &format_apkg && str_starts(bytes, "SQLite")) {
		add_package(&package, bytes);
		bytes = buf_view(&package);
	}
	read_bytes(&me, f, bytes, why);
	bool good = me.good && there_and_back(f, &me, why);
	release(&me);
	buf_release(&package);
	return good;
}

/* A question of pieces ---------------------------------------------------------------------------
 */

static const char *piece_of(struct reading *me, struct str *rest)
{
	struct str piece = {"", 0};
	if (rest->p && !str_next(rest, '\0', &piece))
		piece = str_of("");
	const char *copy = arena_copy(&me->texts, piece);
	return copy ? copy : "";
}

/* How the choices are to be, of three letters of the front. */
struct front {
	unsigned kind, count, keys;
};

static struct front take_front(struct str *rest)
{
	struct str piece = {"", 0};
	unsigned letter[3] = {0};
	str_next(rest, '\0', &piece);
	for (size_t i = 0; i < piece.n && i < 3; i++)
		letter[i] = (unsigned char)piece.p[i];
	return (struct front){
		letter[0] % QUESTION_KINDS, 1 + letter[1] % QUESTION_CHOICES_MAX, letter[2]};
}

static void add_choice(struct question *q, struct front front, size_t i, const char *text)
{
	bool bit = front.keys >> i % 8 & 1;
	struct choice *c = &q->choices[q->choice_count++];
	*c = (struct choice){.text = text, .rationale = "", .is_key = true};
	if (front.kind == QUESTION_NUMERIC)
		c->kind = CHOICE_NUMBER;
	else if (front.kind == QUESTION_TYPED)
		c->kind = !bit ? CHOICE_ACCEPT : text[0] == '9' ? CHOICE_NUMBER : CHOICE_PATTERN;
	else
		c->is_key = front.kind == QUESTION_MULTIPLE ? bit : i == front.keys % front.count;
}

static struct format_item make_item(struct reading *me, struct str rest)
{
	struct format_item item = format_blank();
	struct question *q = &item.q;
	struct front front = take_front(&rest);
	q->slug = "one";
	q->line = 1;
	q->multiple = front.kind == QUESTION_MULTIPLE;
	q->difficulty = 1 + (int)(front.keys % 3);
	q->stem = piece_of(me, &rest);
	for (size_t i = 0; i < front.count; i++)
		add_choice(q, front, i, piece_of(me, &rest));
	for (size_t i = 0; i < q->choice_count; i++)
		q->choices[i].rationale = piece_of(me, &rest);
	const char **const texts[] = {
		&q->title, &q->rule, &q->concept, &q->source, &q->codes, &q->tags, &q->reviewed};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		*texts[i] = piece_of(me, &rest);
	return item;
}

bool property_writes(const struct format *f, struct str bytes, struct buf *why)
{
	struct buf scratch = BUF_INIT;
	struct reading me = {.texts = ARENA_INIT, .last = 1, .why = why, .good = true};
	struct format_item item = make_item(&me, bytes);
	struct str rest = bytes, piece;
	bool good = true;
	while (good && str_next(&rest, '\0', &piece))
		good = utf8_check(piece) == piece.n;
	/* Readers give a title to what has none, and hold codes to their shape. */
	good = good && normal_question(&me.texts, &scratch, &item.q) && item.q.title[0];
	good = good && question_check(&item.q, NULL, NULL) == 0;
	if (good && !code_list_is(str_of(item.q.codes)))
		item.q.codes = "";
	if (good && take(&me, &item, NULL) == CPC_OK && me.n == 1)
		good = me.good && there_and_back(f, &me, why);
	else
		good = true;
	release(&me);
	buf_release(&scratch);
	return good;
}

/* HTML ------------------------------------------------------------------------------------------
 */

bool property_html(struct str bytes, struct buf *why)
{
	struct arena texts = ARENA_INIT;
	struct buf text = BUF_INIT, html = BUF_INIT, scratch = BUF_INIT, loss = BUF_INIT;
	bool good = true;
	html_loss_name(html_to_text(bytes, &text), &loss);
	if (utf8_check(bytes) == bytes.n) {
		if (utf8_check(buf_view(&text)) < text.len)
			good = same_not(why, "the text is not UTF-8: %s", buf_text(&text));
		const char *plain = normal_text(&texts, &scratch, buf_text(&text));
		plain = normal_text(&texts, &scratch, without_no_break(&texts, plain ? plain : ""));
		html_add(&html, str_of(plain));
		buf_reset(&text);
		if (good && html_to_text(buf_view(&html), &text) != 0)
			good = same_not(why, "something is lost of %s", buf_text(&html));
		good = good && same_text(why, "text as HTML", plain, buf_text(&text));
	}
	buf_release(&text);
	buf_release(&html);
	buf_release(&scratch);
	buf_release(&loss);
	arena_release(&texts);
	return good;
}

/* --------------------------------------------------------------------------------------------- */

bool property_of(const char *name, struct str bytes, struct buf *why)
{
	static const char write[] = "write-";
	if (strcmp(name, "html") == 0)
		return property_html(bytes, why);
	bool writes = strncmp(name, write, sizeof write - 1) == 0;
	const struct format *f = format_find(writes ? name + sizeof write - 1 : name);
	if (!f)
		return false;
	return writes ? property_writes(f, bytes, why) : property_reads(f, bytes, why);
}
