/*
 * json_question.c - an object of JSON as a question.
 * May use: formats/format, formats/json_places, jansson, base. Must not know: what stands around
 * the object.
 */
#include "formats/json_question.h"

#include <inttypes.h>
#include <limits.h>
#include <string.h>

#include "base/error.h"
#include "base/nearest.h"
#include "base/utf8.h"
#include "formats/json_places.h"

struct reading {
	struct format_read *r;
	struct format_item item;
	struct json_places places;
	int line; /* of the key that is read */
	int kind; /* as written; -1: not */
	int kind_line;
	bool too_many;
};

struct key {
	const char *name;
	void (*take)(struct reading *p, const struct key *key, const json_t *value);
	size_t at; /* in struct format_item */
};

/* Values ----------------------------------------------------------------------------------------
 */

const char *json_type_name(const json_t *value)
{
	switch (json_typeof(value)) {
	case JSON_OBJECT:
		return "an object";
	case JSON_ARRAY:
		return "a list";
	case JSON_STRING:
		return "a text";
	case JSON_INTEGER:
		return "a whole number";
	case JSON_REAL:
		return "a number with a point";
	case JSON_TRUE:
	case JSON_FALSE:
		return "true or false";
	default:
		return "null";
	}
}

static void wrong_type(
	struct reading *p, int line, const json_t *value, const char *what, const char *expected)
{
	format_fault(p->r, line, "found %s as \"%s\", expected %s", json_type_name(value), what,
		expected);
	p->r->spoiled = true;
}

/* The text that a value is; false when it is none. The digits of a number are put into `digits`. */
static bool text_of(const json_t *value, char digits[24], struct str *out)
{
	*out = str_of("");
	if (json_is_integer(value)) {
		snprintf(digits, 24, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
		*out = str_of(digits);
	} else if (json_is_string(value)) {
		*out = (struct str){json_string_value(value), json_string_length(value)};
	}
	return json_is_integer(value) || json_is_string(value) || json_is_null(value);
}

static const char *take_text_of(struct reading *p, int line, const json_t *value, const char *what)
{
	char digits[24];
	struct str text;
	if (!text_of(value, digits, &text))
		wrong_type(p, line, value, what, "a text");
	return format_keep(p->r, text);
}

/* Keys ------------------------------------------------------------------------------------------
 */

bool json_format_read(struct format_read *r, const json_t *value, int line)
{
	if (json_is_integer(value) && json_integer_value(value) == JSON_FORMAT)
		return true;
	if (json_is_integer(value) && json_integer_value(value) > JSON_FORMAT)
		format_fault(r, line,
			"found the format %" JSON_INTEGER_FORMAT
			", which a later version wrote, expected %d",
			json_integer_value(value), JSON_FORMAT);
	else
		format_fault(r, line, "found %s as \"format\", expected the number %d",
			json_is_integer(value) ? "another number" : json_type_name(value),
			JSON_FORMAT);
	return false;
}

static void take_format(struct reading *p, const struct key *key, const json_t *value)
{
	(void)key;
	if (!json_format_read(p->r, value, p->line))
		p->r->spoiled = true;
}

static void take_text(struct reading *p, const struct key *key, const json_t *value)
{
	*(const char **)((char *)&p->item + key->at) = take_text_of(p, p->line, value, key->name);
}

static void take_id(struct reading *p, const struct key *key, const json_t *value)
{
	const char *id = take_text_of(p, p->line, value, key->name);
	if (question_slug_valid(str_of(id)))
		p->item.q.slug = id;
	else
		p->item.id = id;
}

static void take_kind(struct reading *p, const struct key *key, const json_t *value)
{
	struct str word = str_of(take_text_of(p, p->line, value, key->name));
	p->kind = question_kind_find(word);
	p->kind_line = p->line;
	p->item.q.multiple = p->kind == QUESTION_MULTIPLE;
	if (p->kind >= 0 || !json_is_string(value))
		return;
	format_fault(p->r, p->line, "found the kind %s, expected one of: %s",
		format_shown(p->r, word), QUESTION_KIND_WORDS);
	p->r->spoiled = true;
}

static void take_difficulty(struct reading *p, const struct key *key, const json_t *value)
{
	json_int_t n = json_integer_value(value);
	if (!json_is_integer(value))
		wrong_type(p, p->line, value, key->name, "the number 1, 2 or 3");
	else
		p->item.q.difficulty = n < 0 ? 0 : n > INT_MAX ? INT_MAX : (int)n;
}

static void take_year(struct reading *p, const struct key *key, const json_t *value)
{
	json_int_t n = json_integer_value(value);
	if (!json_is_integer(value)) {
		wrong_type(p, p->line, value, key->name, "a year from 2000 to 2099");
	} else if (n < 2000 || n > 2099) {
		format_fault(p->r, p->line,
			"found the year %" JSON_INTEGER_FORMAT ", expected one from 2000 to 2099",
			n);
		p->r->spoiled = true;
	} else {
		p->item.year = (int)n;
	}
}

/* "a, b" of ["a", "b"]; a comma within one becomes a blank. */
static void take_list(struct reading *p, const struct key *key, const json_t *value)
{
	struct buf *list = &p->r->scratch;
	buf_reset(list);
	if (!json_is_array(value)) {
		wrong_type(p, p->line, value, key->name, "a list of texts");
		return;
	}
	for (size_t i = 0; i < json_array_size(value); i++) {
		char digits[24];
		struct str text;
		if (!text_of(json_array_get(value, i), digits, &text)) {
			format_fault(p->r, p->line, "found %s in \"%s\", expected texts",
				json_type_name(json_array_get(value, i)), key->name);
			p->r->spoiled = true;
			return;
		}
		buf_add_text(list, i ? ", " : "");
		for (size_t k = 0; k < text.n; k++)
			buf_add_char(list, text.p[k] == ',' ? ' ' : text.p[k]);
	}
	*(const char **)((char *)&p->item + key->at) = format_keep(p->r, buf_view(list));
}

/* Choices ---------------------------------------------------------------------------------------
 */

static void unknown_key(struct reading *p, int line, const char *name, const char *const *known,
	size_t n, const char *where)
{
	struct nearest near = nearest_to(name);
	for (size_t i = 0; i < n; i++)
		nearest_offer(&near, known[i]);
	format_fault(p->r, line, "found the unknown key %s%s%s", format_shown(p->r, str_of(name)),
		where, nearest_hint(&near));
	p->r->spoiled = true;
}

static void take_choice_kind(struct reading *p, int line, struct choice *c, const json_t *value)
{
	struct str word = str_of(take_text_of(p, line, value, "kind"));
	for (int kind = CHOICE_ACCEPT; kind <= CHOICE_NUMBER; kind++) {
		if (str_eq(word, choice_kind_name((enum choice_kind)kind))) {
			c->kind = (enum choice_kind)kind;
			return;
		}
	}
	if (!json_is_string(value))
		return;
	format_fault(p->r, line,
		"found the kind %s of an answer, expected accept, pattern or number",
		format_shown(p->r, word));
	p->r->spoiled = true;
}

static void take_choice_keys(struct reading *p, int line, struct choice *c, json_t *object)
{
	static const char *const of_choices[] = {"text", "why", "key"};
	static const char *const of_answers[] = {"text", "why", "kind"};
	bool typed = c->kind != CHOICE_OPTION;
	for (void *i = json_object_iter(object); i; i = json_object_iter_next(object, i)) {
		const char *name = json_object_iter_key(i);
		const json_t *value = json_object_iter_value(i);
		if (strcmp(name, "text") == 0)
			c->text = take_text_of(p, line, value, name);
		else if (strcmp(name, "why") == 0)
			c->rationale = take_text_of(p, line, value, name);
		else if (typed && strcmp(name, "kind") == 0)
			take_choice_kind(p, line, c, value);
		else if (typed || strcmp(name, "key") != 0)
			unknown_key(p, line, name, typed ? of_answers : of_choices, 3,
				typed ? " of an answer" : " of a choice");
		else if (json_is_boolean(value))
			c->is_key = json_is_true(value);
		else
			wrong_type(p, line, value, name, "true or false");
	}
}

/* "choices" and "answers". */
static void take_choices(struct reading *p, const struct key *key, const json_t *value)
{
	struct question *q = &p->item.q;
	bool typed = strcmp(key->name, "answers") == 0;
	if (!json_is_array(value)) {
		wrong_type(p, p->line, value, key->name, "a list");
		return;
	}
	for (size_t i = 0; i < json_array_size(value); i++) {
		json_t *one = json_array_get(value, i);
		int line = json_places_item(&p->places, typed, i, p->line);
		if (q->choice_count == QUESTION_CHOICES_MAX) {
			p->too_many = true;
			return;
		}
		struct choice *c = &q->choices[q->choice_count++];
		*c = (struct choice){.kind = typed ? CHOICE_ACCEPT : CHOICE_OPTION,
			.is_key = typed,
			.text = "",
			.rationale = "",
			.line = line};
		if (json_is_object(one))
			take_choice_keys(p, line, c, one);
		else if (typed && json_is_string(one))
			c->text = take_text_of(p, line, one, key->name);
		else
			wrong_type(p, line, one, key->name,
				typed ? "a list of objects or texts" : "a list of objects");
	}
}

/* A question ------------------------------------------------------------------------------------
 */

#define AT(field) offsetof(struct format_item, field)

static const struct key keys[] = {
	{"format", take_format, 0},
	{"id", take_id, 0},
	{"set", take_text, AT(set)},
	{"domain", take_text, AT(domain)},
	{"year", take_year, 0},
	{"title", take_text, AT(q.title)},
	{"kind", take_kind, 0},
	{"difficulty", take_difficulty, 0},
	{"concept", take_text, AT(q.concept)},
	{"basis", take_text, AT(q.basis)},
	{"source", take_text, AT(q.source)},
	{"payer", take_text, AT(q.payer)},
	{"pool", take_text, AT(q.pool)},
	{"codes", take_list, AT(q.codes)},
	{"tags", take_list, AT(q.tags)},
	{"reviewed", take_text, AT(q.reviewed)},
	{"stem", take_text, AT(q.stem)},
	{"choices", take_choices, 0},
	{"answers", take_choices, 0},
	{"rule", take_text, AT(q.rule)},
};
#define KEYS (sizeof keys / sizeof *keys)

static void take_key(struct reading *p, const char *name, const json_t *value)
{
	const char *known[KEYS];
	p->line = json_places_key(&p->places, name);
	for (size_t i = 0; i < KEYS; i++) {
		known[i] = keys[i].name;
		if (strcmp(name, keys[i].name) != 0)
			continue;
		if (!json_is_null(value))
			keys[i].take(p, &keys[i], value);
		return;
	}
	unknown_key(p, p->line, name, known, KEYS, "");
}

static void check_kind(struct reading *p)
{
	const struct question *q = &p->item.q;
	enum question_kind kind = question_kind_of(q);
	if (p->kind < 0 || p->kind == QUESTION_MULTIPLE || p->kind == (int)kind ||
		q->choice_count == 0 || (p->kind == QUESTION_SINGLE && kind == QUESTION_TRUE_FALSE))
		return;
	format_fault(p->r, p->kind_line, "found the kind %s, and by its %s the question is %s",
		question_kind_name((enum question_kind)p->kind),
		question_is_typed(q) ? "answers" : "choices", question_kind_name(kind));
	p->r->spoiled = true;
}

int json_question_give(
	struct format_read *r, json_t *object, struct str text, int first, struct cpc_error *err)
{
	struct reading p = {.r = r, .item = format_blank(), .kind = -1};
	p.item.q.line = first;
	json_places_find(&p.places, text, first);
	for (void *i = json_object_iter(object); i; i = json_object_iter_next(object, i))
		take_key(&p, json_object_iter_key(i), json_object_iter_value(i));
	if (p.too_many && !r->spoiled) {
		format_skip(r, first, "more than %d choices, which are the most that can be asked",
			QUESTION_CHOICES_MAX);
		format_drop(r);
		return CPC_OK;
	}
	if (!p.too_many)
		check_kind(&p);
	return format_give(r, &p.item, err);
}

/* Parsing ---------------------------------------------------------------------------------------
 */

/* What jansson found: its sentences are "IT expected near 'X'", where X is not long. */
static const char *found(struct format_read *r, const char *text)
{
	const char *near = strstr(text, " near '");
	struct str it = near ? str_of(near + strlen(" near '")) : str_of("");
	if (it.n > 0)
		it.n--;
	if (it.n > 1 && it.p[0] == '"' && it.p[it.n - 1] == '"')
		it = (struct str){it.p + 1, it.n - 2};
	return near ? format_shown(r, it) : "something else";
}

static void tell_syntax(struct format_read *r, const char *text, int line)
{
	const char *near = strstr(text, " near ");
	struct str what = {text, near ? (size_t)(near - text) : strlen(text)};
	struct str expected = {what.p, what.n > 9 ? what.n - 9 : 0};
	if (expected.n > 0 && str_eq(str_from(what, expected.n), " expected"))
		format_fault(r, line, "found %s, expected %.*s", found(r, text), STR_ARG(expected));
	else
		format_fault(
			r, line, "found %s, expected JSON (%.*s)", found(r, text), STR_ARG(what));
}

static void tell(struct format_read *r, const json_error_t *e, int line)
{
	switch (json_error_code(e)) {
	case json_error_premature_end_of_input:
		format_fault(r, line, "found the end in the middle of a question");
		break;
	case json_error_duplicate_key:
		format_fault(r, line, "found the key %s a second time", found(r, e->text));
		break;
	case json_error_invalid_utf8:
		format_fault(r, line, "found bytes that are no UTF-8");
		break;
	case json_error_null_character:
	case json_error_null_byte_in_key:
		format_fault(r, line, "found a NUL (\\u0000), expected text");
		break;
	default:
		tell_syntax(r, e->text, line);
		break;
	}
}

int json_object_read(
	struct format_read *r, struct str text, int first, json_t **out, struct cpc_error *err)
{
	json_error_t e;
	struct str trimmed = str_trim(text);
	*out = NULL;
	if (!str_starts(trimmed, "{")) {
		format_fault(r, first, "found %s, expected a question in braces",
			format_shown(r, trimmed));
		return CPC_OK;
	}
	*out = json_loadb(text.p, text.n, JSON_REJECT_DUPLICATES, &e);
	if (*out)
		return CPC_OK;
	if (json_error_code(&e) == json_error_out_of_memory)
		return error_memory(err);
	tell(r, &e, first + (e.line > 0 ? e.line - 1 : 0));
	return CPC_OK;
}

int json_question_read(struct format_read *r, struct str text, int first, struct cpc_error *err)
{
	json_t *object;
	int rc = json_object_read(r, text, first, &object, err);
	if (object)
		rc = json_question_give(r, object, text, first, err);
	json_decref(object);
	return rc;
}
