/*
 * cpc_tags.c - fields of a question that a format of others has no place for, as tags.
 * May use: formats/format, base. Must not know: how a format writes a tag.
 */
#include "formats/cpc_tags.h"

#include <string.h>

#include "base/utf8.h"

#define FRONT "cpc:"

/* Fields of one text; the offset is of a `const char *` in struct format_item. */
static const struct field {
	const char *key;
	size_t at;
	const char *usual; /* not written */
} fields[] = {
	{"set", offsetof(struct format_item, set), ""},
	{"domain", offsetof(struct format_item, domain), ""},
	{"concept", offsetof(struct format_item, q.concept), ""},
	{"basis", offsetof(struct format_item, q.basis), ""},
	{"source", offsetof(struct format_item, q.source), ""},
	{"payer", offsetof(struct format_item, q.payer), "any"},
	{"pool", offsetof(struct format_item, q.pool), "practice"},
	{"reviewed", offsetof(struct format_item, q.reviewed), ""},
};
#define FIELDS (sizeof fields / sizeof *fields)

/* Numbers, and the range that a tag may say. */
static const struct number {
	const char *key;
	size_t at;
	int usual, low, high;
} numbers[] = {
	{"year", offsetof(struct format_item, year), 0, 2000, 2099},
	{"difficulty", offsetof(struct format_item, q.difficulty), 2, 1, 3},
};
#define NUMBERS (sizeof numbers / sizeof *numbers)

/* Writing ---------------------------------------------------------------------------------------
 */

static void add_escaped(struct buf *out, struct str value)
{
	for (size_t i = 0; i < value.n; i++) {
		unsigned char c = (unsigned char)value.p[i];
		bool is_loose = c == ' ' && (i == 0 || i + 1 == value.n || value.p[i - 1] == ' ');
		if (c < ' ' || c == 0x7F || is_loose || strchr("%,<>`[]\\", c))
			buf_printf(out, "%%%02X", c);
		else
			buf_add_char(out, (char)c);
	}
}

struct writing {
	struct buf *scratch;
	cpc_tags_add *add;
	void *context;
};

static void write_field(struct writing *w, const char *key, struct str value)
{
	buf_reset(w->scratch);
	buf_printf(w->scratch, FRONT "%s=", key);
	add_escaped(w->scratch, value);
	w->add(w->context, buf_view(w->scratch));
}

static void write_list(struct writing *w, const char *list, bool own)
{
	struct str rest = str_of(list), item;
	while (str_next(&rest, ',', &item)) {
		item = str_trim(item);
		if (item.n == 0)
			continue;
		if (!own)
			write_field(w, "codes", item);
		else if (str_starts(item, FRONT))
			write_field(w, "tag", item);
		else
			w->add(w->context, item);
	}
}

void cpc_tags_write(
	const struct format_item *item, struct buf *scratch, cpc_tags_add *add, void *context)
{
	struct writing w = {scratch, add, context};
	const char *base = (const char *)item;
	for (size_t i = 0; i < FIELDS; i++) {
		const char *value = *(const char *const *)(base + fields[i].at);
		if (strcmp(value, fields[i].usual) != 0)
			write_field(&w, fields[i].key, str_of(value));
	}
	for (size_t i = 0; i < NUMBERS; i++) {
		char value[16];
		int number = *(const int *)(base + numbers[i].at);
		snprintf(value, sizeof value, "%d", number);
		if (number != numbers[i].usual)
			write_field(&w, numbers[i].key, str_of(value));
	}
	write_list(&w, item->q.codes, false);
	write_list(&w, item->q.tags, true);
}

/* Reading ---------------------------------------------------------------------------------------
 */

static int digit(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static void add_unescaped(struct buf *out, struct str value)
{
	buf_reset(out);
	for (size_t i = 0; i < value.n; i++) {
		int high = value.p[i] == '%' && i + 2 < value.n ? digit(value.p[i + 1]) : -1;
		int low = high >= 0 ? digit(value.p[i + 2]) : -1;
		buf_add_char(out, low >= 0 ? (char)(16 * high + low) : value.p[i]);
		i += low >= 0 ? 2 : 0;
	}
}

/* Items with ", " between them. */
static void add_item(struct buf *list, struct str item)
{
	if (list->len > 0)
		buf_add_text(list, ", ");
	for (size_t i = 0; i < item.n; i++)
		buf_add_char(list, item.p[i] == ',' ? ' ' : item.p[i]);
}

static void take_number(struct format_read *r, const struct number *number,
	struct format_item *item, struct str value, int line)
{
	int64_t n;
	if (str_to_i64(value, number->low, number->high, &n)) {
		*(int *)((char *)item + number->at) = (int)n;
		return;
	}
	format_fault(r, line, "found %s in the tag " FRONT "%s, expected a number from %d to %d",
		format_shown(r, value), number->key, number->low, number->high);
	r->spoiled = true;
}

/* False when no field has that key. */
static bool take_field(struct cpc_tags *t, struct format_read *r, struct format_item *item,
	struct str key, int line)
{
	struct str value = buf_view(&t->value);
	for (size_t i = 0; i < FIELDS; i++) {
		if (str_eq(key, fields[i].key)) {
			*(const char **)((char *)item + fields[i].at) = format_keep(r, value);
			return true;
		}
	}
	for (size_t i = 0; i < NUMBERS; i++) {
		if (str_eq(key, numbers[i].key)) {
			take_number(r, &numbers[i], item, value, line);
			return true;
		}
	}
	if (!str_eq(key, "codes") && !str_eq(key, "tag"))
		return false;
	add_item(str_eq(key, "tag") ? &t->own : &t->codes, value);
	return true;
}

void cpc_tags_take(struct cpc_tags *t, struct format_read *r, struct format_item *item,
	struct str tag, int line)
{
	tag = str_trim(tag);
	struct str rest = str_from(tag, strlen(FRONT)), key;
	if (tag.n == 0)
		return;
	if (str_starts(tag, FRONT) && memchr(rest.p, '=', rest.n)) {
		str_next(&rest, '=', &key);
		add_unescaped(&t->value, rest);
		struct str value = buf_view(&t->value);
		if (utf8_check(value) < value.n) { /* nothing that was written here */
			buf_reset(&t->value);
			buf_add_str(&t->value, rest);
		}
		if (take_field(t, r, item, key, line))
			return;
	}
	add_item(&t->own, tag);
}

void cpc_tags_end(struct cpc_tags *t, struct format_read *r, struct format_item *item)
{
	item->q.tags = format_keep(r, buf_view(&t->own));
	item->q.codes = format_keep(r, buf_view(&t->codes));
	r->failed = r->failed || t->own.failed || t->codes.failed || t->value.failed;
	buf_reset(&t->own);
	buf_reset(&t->codes);
}

void cpc_tags_release(struct cpc_tags *t)
{
	buf_release(&t->own);
	buf_release(&t->codes);
	buf_release(&t->value);
}
