/*
 * json_places.c - the lines on which the keys of an object and the choices of a question stand.
 * May use: rules/question, formats/json_scan, base. Must not know: jansson, what the keys mean.
 */
#include "formats/json_places.h"

#include <string.h>

#include "formats/json_scan.h"

struct search {
	struct json_places *out;
	bool wants_key, wants_item;
	const char *key; /* its first byte, while it is read */
	int list;	 /* 0 in "choices", 1 in "answers", -1 elsewhere */
};

static int list_of(const struct json_places *p)
{
	struct str key = p->n > 0 ? p->key[p->n - 1] : str_of("");
	return str_eq(key, "choices") ? 0 : str_eq(key, "answers") ? 1 : -1;
}

static void end_key(struct search *s, const char *end)
{
	struct json_places *out = s->out;
	if (out->n < JSON_PLACES_MAX)
		out->key[out->n++] = (struct str){s->key, (size_t)(end - s->key)};
	s->key = NULL;
}

static void begin_item(struct search *s, int line)
{
	struct json_places *out = s->out;
	s->wants_item = false;
	if (s->list >= 0 && out->items[s->list] < QUESTION_CHOICES_MAX)
		out->item[s->list][out->items[s->list]++] = line;
}

/* A byte and what it is; `depth` is that before it. */
static void look(struct search *s, enum json_sign sign, int depth, const char *at, int line)
{
	if (s->wants_item && sign != JSON_BLANK && sign != JSON_CLOSE)
		begin_item(s, line);
	if (s->key && sign == JSON_UNQUOTE) {
		end_key(s, at);
	} else if (sign == JSON_QUOTE && depth == 1 && s->wants_key) {
		s->wants_key = false;
		s->key = at + 1;
		if (s->out->n < JSON_PLACES_MAX)
			s->out->line[s->out->n] = line;
	} else if (sign == JSON_OPEN && depth == 0) {
		s->wants_key = true;
	} else if (sign == JSON_OPEN && depth == 1 && *at == '[') {
		s->list = list_of(s->out);
		s->wants_item = true;
	} else if (sign == JSON_COMMA) {
		s->wants_key = depth == 1;
		s->wants_item = depth == 2 && s->list >= 0;
	} else if (sign == JSON_CLOSE && depth == 2) {
		s->list = -1;
		s->wants_item = false;
	}
}

void json_places_find(struct json_places *out, struct str text, int first)
{
	struct json_scan scan = {0};
	struct search s = {.out = out, .list = -1};
	int line = first;
	out->first = first;
	out->n = out->items[0] = out->items[1] = 0;
	if (!memchr(text.p, '\n', text.n)) /* all on one line */
		return;
	for (size_t i = 0; i < text.n; i++) {
		int depth = scan.depth;
		enum json_sign sign = json_step(&scan, text.p[i]);
		look(&s, sign, depth, text.p + i, line);
		line += text.p[i] == '\n';
	}
}

int json_places_key(const struct json_places *p, const char *name)
{
	for (size_t i = 0; i < p->n; i++) {
		if (str_eq(p->key[i], name))
			return p->line[i];
	}
	return p->first;
}

int json_places_item(const struct json_places *p, bool answers, size_t i, int other)
{
	return i < p->items[answers] ? p->item[answers][i] : other;
}
