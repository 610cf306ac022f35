/*
 * json_write.c - a question as an object of JSON, on one line.
 * May use: formats/format, base. Must not know: what stands around the object.
 */
#include <string.h>

#include "formats/json_question.h"

/* UTF-8 stays as it is. */
static void add_string(struct buf *out, const char *text)
{
	buf_add_char(out, '"');
	for (const char *p = text; *p; p++) {
		size_t plain = 0;
		while ((unsigned char)p[plain] >= ' ' && p[plain] != '"' && p[plain] != '\\')
			plain++;
		buf_add(out, p, plain);
		p += plain;
		if (*p == '\0')
			break;
		if (*p == '\n')
			buf_add_text(out, "\\n");
		else if (*p == '\t')
			buf_add_text(out, "\\t");
		else if (*p == '"' || *p == '\\')
			buf_printf(out, "\\%c", *p);
		else
			buf_printf(out, "\\u%04x", (unsigned)(unsigned char)*p);
	}
	buf_add_char(out, '"');
}

/* Between the members of an object: nothing before the first. */
static void add_key(struct buf *out, const char *name)
{
	if (out->len > 0 && out->data[out->len - 1] != '{')
		buf_add_char(out, ',');
	buf_printf(out, "\"%s\":", name);
}

static void add_text(struct buf *out, const char *name, const char *value, const char *usual)
{
	if (strcmp(value, usual) == 0)
		return;
	add_key(out, name);
	add_string(out, value);
}

static void add_list(struct buf *out, const char *name, const char *list)
{
	struct str rest = str_of(list), item;
	struct buf one = BUF_INIT;
	const char *between = "";
	if (!list[0])
		return;
	add_key(out, name);
	buf_add_char(out, '[');
	while (str_next(&rest, ',', &item)) {
		buf_reset(&one);
		buf_add_str(&one, str_trim(item));
		buf_add_text(out, between);
		add_string(out, buf_text(&one));
		between = ",";
	}
	buf_add_char(out, ']');
	out->failed = out->failed || one.failed;
	buf_release(&one);
}

static void add_choice(struct buf *out, const struct choice *c)
{
	buf_add_char(out, '{');
	add_key(out, "text");
	add_string(out, c->text);
	if (c->kind == CHOICE_OPTION) {
		add_key(out, "key");
		buf_add_text(out, c->is_key ? "true" : "false");
	} else if (c->kind != CHOICE_ACCEPT) {
		add_text(out, "kind", choice_kind_name(c->kind), "");
	}
	add_text(out, "why", c->rationale, "");
	buf_add_char(out, '}');
}

void json_question_write(struct buf *out, const struct format_item *item, bool numbered)
{
	const struct question *q = &item->q;
	buf_add_char(out, '{');
	if (numbered)
		buf_printf(out, "\"format\":%d", JSON_FORMAT);
	add_text(out, "id", q->slug[0] ? q->slug : item->id, "");
	add_text(out, "set", item->set, "");
	add_text(out, "domain", item->domain, "");
	if (item->year) {
		add_key(out, "year");
		buf_printf(out, "%d", item->year);
	}
	add_text(out, "title", q->title, "");
	add_text(out, "kind", question_kind_name(question_kind_of(q)), "");
	add_key(out, "difficulty");
	buf_printf(out, "%d", q->difficulty);
	add_text(out, "concept", q->concept, "");
	add_text(out, "basis", q->basis, "");
	add_text(out, "source", q->source, "");
	add_text(out, "payer", q->payer, "any");
	add_text(out, "pool", q->pool, "practice");
	add_list(out, "codes", q->codes);
	add_list(out, "tags", q->tags);
	add_text(out, "reviewed", q->reviewed, "");
	add_text(out, "stem", q->stem, "");
	add_key(out, question_is_typed(q) ? "answers" : "choices");
	for (size_t i = 0; i < q->choice_count; i++) {
		buf_add_char(out, i ? ',' : '[');
		add_choice(out, &q->choices[i]);
	}
	buf_add_text(out, q->choice_count ? "]" : "[]");
	add_text(out, "rule", q->rule, "");
	buf_add_char(out, '}');
}
