/*
 * json_scan.c - JSON as strings and brackets.
 * May use: base. Must not know: jansson, what the pieces are of.
 */
#include "formats/json_scan.h"

#include <string.h>

static void open_bracket(struct json_scan *s, bool is_list)
{
	if (s->depth < JSON_DEPTH_MAX) {
		uint64_t bit = UINT64_C(1) << s->depth;
		s->lists = is_list ? s->lists | bit : s->lists & ~bit;
	}
	s->depth++;
}

static void close_bracket(struct json_scan *s, bool is_list)
{
	int depth = s->depth;
	if (depth > JSON_DEPTH_MAX) {
		s->depth--;
		return;
	}
	while (depth > 0 && (s->lists >> (depth - 1) & 1) != is_list)
		depth--;
	if (depth > 0)
		s->depth = depth - 1;
}

static enum json_sign step_in_string(struct json_scan *s, char c)
{
	bool was_escaped = s->escaped;
	s->escaped = c == '\\' && !was_escaped;
	s->in_string = c != '\n' && (c != '"' || was_escaped);
	return s->in_string ? JSON_OTHER : JSON_UNQUOTE;
}

enum json_sign json_step(struct json_scan *s, char c)
{
	if (s->in_string)
		return step_in_string(s, c);
	switch (c) {
	case ' ':
	case '\t':
	case '\n':
	case '\r':
		return JSON_BLANK;
	case '"':
		s->in_string = true;
		s->escaped = false;
		return JSON_QUOTE;
	case '[':
	case '{':
		open_bracket(s, c == '[');
		return JSON_OPEN;
	case ']':
	case '}':
		close_bracket(s, c == ']');
		return JSON_CLOSE;
	case ',':
		return JSON_COMMA;
	default:
		return JSON_OTHER;
	}
}

size_t json_string_run(const struct json_scan *s, struct str text)
{
	size_t n = 0;
	if (!s->in_string || s->escaped)
		return 0;
	while (n < text.n && text.p[n] != '"' && text.p[n] != '\\' && text.p[n] != '\n')
		n++;
	return n;
}

bool json_at_questions(struct str text)
{
	const struct str key = str_of("\"questions\"");
	text = str_trim(text);
	if (text.n == 0 || text.p[text.n - 1] != ':')
		return false;
	text.n--;
	text = str_trim_end(text);
	if (text.n <= key.n || !str_same(str_from(text, text.n - key.n), key))
		return false;
	text.n -= key.n;
	text = str_trim_end(text);
	return text.n > 0 && (text.p[text.n - 1] == '{' || text.p[text.n - 1] == ',');
}

/* A line that ends within an object and could go on, such as behind a comma. */
static bool goes_on(struct str before, struct str behind)
{
	before = str_trim_end(before);
	return !str_starts(str_trim(behind), "{") || strchr(":[,", before.p[before.n - 1]);
}

enum json_shape json_shape_of(struct str head)
{
	struct json_scan scan = {0};
	head = str_trim(head);
	struct str second = str_trim(str_from(head, 1));
	if (str_starts(head, "["))
		return str_starts(second, "{") || str_starts(second, "]") ? JSON_WHOLE : JSON_NONE;
	if (!str_starts(head, "{") || (!str_starts(second, "\"") && !str_starts(second, "}")))
		return JSON_NONE;
	for (size_t i = 0; i < head.n; i++) {
		struct str before = {head.p, i};
		if (head.p[i] == '[' && scan.depth == 1 && !scan.in_string &&
			json_at_questions(before))
			return JSON_WHOLE;
		json_step(&scan, head.p[i]);
		if (head.p[i] == '\n')
			return goes_on(before, str_from(head, i)) ? JSON_WHOLE : JSON_LINES;
		if (scan.depth == 0)
			break;
	}
	return JSON_LINES;
}
