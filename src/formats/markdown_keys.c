/*
 * markdown_keys.c - keys and escapes of the native format.
 * May use: rules/question, rules/code, formats/faults, base. Must not know: SQL, the rest of a
 * text.
 */
#include "formats/markdown_keys.h"

#include <string.h>

#include "base/nearest.h"
#include "rules/code.h"

#define AT(field) offsetof(struct question, field)

const struct markdown_key markdown_keys[MARKDOWN_KEYS] = {
	{"difficulty", 0, "", "1 2 3", "1 (recall), 2 (apply) or 3 (analyse)", false},
	{"kind", 0, "", QUESTION_KIND_WORDS, "single, multiple, true-false, typed or numeric",
		false},
	{"concept", AT(concept), "", NULL, NULL, false},
	{"basis", AT(basis), "", QUESTION_BASES, "data, text or book", false},
	{"source", AT(source), "", NULL, NULL, false},
	{"payer", AT(payer), "any", QUESTION_PAYERS, "any, cpt or medicare", false},
	{"pool", AT(pool), "practice", QUESTION_POOLS, "practice or mock", false},
	{"codes", AT(codes), "", NULL, NULL, true},
	{"tags", AT(tags), "", NULL, NULL, true},
	{"reviewed", AT(reviewed), "", NULL, NULL, false},
};

const struct markdown_key markdown_front_keys[MARKDOWN_FRONT_KEYS] = {
	{.name = "set"}, {.name = "domain"}, {.name = "year"}};

const char **markdown_field(struct question *q, const struct markdown_key *key)
{
	return (const char **)((char *)q + key->field);
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

bool markdown_looks_special(struct str line)
{
	while (line.n > 0 && is_blank(line.p[0]))
		line = str_from(line, 1);
	return (str_starts(line, "##") && !str_starts(line, "###")) || str_starts(line, "- [") ||
	       str_starts(line, ">") || str_eq(line, "---");
}

/* Letters, hyphens and underscores at the front. */
static struct str first_word(struct str line)
{
	size_t n = 0;
	while (n < line.n &&
		((line.p[n] >= 'a' && line.p[n] <= 'z') || (line.p[n] >= 'A' && line.p[n] <= 'Z') ||
			line.p[n] == '-' || line.p[n] == '_'))
		n++;
	return (struct str){line.p, n};
}

static int find(struct str name, const struct markdown_key keys[], int count)
{
	for (int k = 0; k < count; k++) {
		if (str_eq(name, keys[k].name))
			return k;
	}
	return count;
}

bool markdown_has_key(struct str line, const struct markdown_key keys[], int count)
{
	struct str name = first_word(line);
	return find(name, keys, count) < count && str_starts(str_from(line, name.n), ":");
}

bool markdown_needs_escape(struct str line, bool begins_stem)
{
	return str_starts(line, "\\") || markdown_looks_special(line) ||
	       (begins_stem && markdown_has_key(line, markdown_keys, MARKDOWN_KEYS));
}

static void tell_unknown(struct faults *faults, int at, struct str name,
	const struct markdown_key keys[], int count, int lines[])
{
	char typed[32];
	if (name.n >= sizeof typed) {
		faults_add(faults, at, "found the unknown key %s", faults_shown(faults, name));
		return;
	}
	for (size_t i = 0; i < name.n; i++)
		typed[i] = name.p[i] >= 'A' && name.p[i] <= 'Z' ? (char)(name.p[i] - 'A' + 'a')
								: name.p[i];
	typed[name.n] = '\0';
	struct nearest near = nearest_to(typed);
	for (int k = 0; k < count; k++)
		nearest_offer(&near, keys[k].name);
	faults_add(faults, at, "found the unknown key %s%s", faults_shown(faults, name),
		nearest_hint(&near));
	if (near.best && !lines[find(str_of(near.best), keys, count)])
		lines[find(str_of(near.best), keys, count)] = at;
}

int markdown_key_of(struct faults *faults, int at, struct str line,
	const struct markdown_key keys[], int count, int lines[], struct str *value)
{
	struct str name = first_word(line);
	struct str rest = str_from(line, name.n);
	int k = find(name, keys, count);
	bool has_colon = str_starts(rest, ":");
	if (name.n == 0 || (!has_colon && k == count))
		return MARKDOWN_NO_KEY;
	if (k == count) {
		tell_unknown(faults, at, name, keys, count, lines);
		return MARKDOWN_BAD_KEY;
	}
	if (lines[k]) {
		faults_add(faults, at,
			"found the key \"%s\" a second time, the first is on line %d", keys[k].name,
			lines[k]);
		return MARKDOWN_BAD_KEY;
	}
	lines[k] = at;
	*value = str_trim(str_from(rest, has_colon));
	if (!has_colon || (value->n > 0 && !is_blank(rest.p[1]))) {
		faults_add(faults, at, "found %s, expected a colon and a blank behind \"%s\"",
			faults_shown(faults, line), keys[k].name);
		return has_colon ? k : MARKDOWN_BAD_KEY;
	}
	if (value->n == 0) {
		faults_add(faults, at, "the key \"%s\" has no value", keys[k].name);
		return MARKDOWN_BAD_KEY;
	}
	return k;
}

static bool take_list(struct faults *faults, int at, const struct markdown_key *key,
	struct str value, struct buf *out)
{
	struct str item;
	bool good = true, has_empty = false;
	while (str_next(&value, ',', &item)) {
		item = str_trim(item);
		if (item.n == 0) {
			has_empty = true;
		} else if (key == &markdown_keys[MARKDOWN_CODES] && !code_list_is(item)) {
			faults_add(faults, at,
				"found %s in \"codes\", expected codes such as 12035, J1885 or "
				"E11.42",
				faults_shown(faults, item));
			good = false;
		}
		if (out->len > 0)
			buf_add_text(out, ", ");
		buf_add_str(out, item);
	}
	if (has_empty)
		faults_add(faults, at, "found an empty item in \"%s\"", key->name);
	return good && !has_empty;
}

bool markdown_value(struct faults *faults, int at, const struct markdown_key *key, struct str value,
	struct buf *out)
{
	if (key->is_list)
		return take_list(faults, at, key, value, out);
	buf_add_str(out, value);
	if (!key->words || question_word_valid(value, key->words))
		return true;
	faults_add(faults, at, "found %s as \"%s\", expected %s", faults_shown(faults, value),
		key->name, key->expected);
	return false;
}
