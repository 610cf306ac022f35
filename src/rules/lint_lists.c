/*
 * lint_lists.c - lists of the codes there are.
 * May use: code, base. Must not know: files, which question asks.
 */
#include "rules/lint_lists.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

#define COLUMNS_MAX 4
#define CODE_MAX 8 /* characters */
#define SHOWN_MAX 40

/* The official count of billable codes in the release of fiscal year 2026, by which a list without
 * a release in its heading is known. */
#define FY2026_BILLABLE 74719

static const struct {
	const char *file, *columns; /* the first words of the heading; "X_" begins a name */
	int state;		    /* the column whose name tells the release */
} shapes[] = {
	[LINT_LIST_ICD10CM] = {"icd10cm.tsv", "code billable title", 1},
	[LINT_LIST_HCPCS] = {"hcpcs.tsv", "code listed_ terminated", 1},
	[LINT_LIST_CPT] = {"cpt.tsv", "code category live_", 2},
	[LINT_LIST_MODIFIERS] = {"modifiers.tsv", "modifier", -1},
};

const char *lint_list_file(enum lint_list list)
{
	return shapes[list].file;
}

void lint_lists_init(struct lint_lists *l)
{
	memset(l, 0, sizeof *l);
}

void lint_lists_release(struct lint_lists *l)
{
	free(l->codes);
	lint_lists_init(l);
}

/* The table ------------------------------------------------------------------------------------ */

/* Two bits for the list, seven for each character: no two codes share a key, and none is 0. */
static uint64_t key_of(enum lint_list list, struct str code)
{
	uint64_t key = 1;
	if (code.n == 0 || code.n > CODE_MAX)
		return 0;
	key = key << 2 | (uint64_t)list;
	for (size_t i = 0; i < code.n; i++)
		key = key << 7 | ((unsigned char)code.p[i] & 0x7f);
	return key;
}

static struct lint_code *place_of(struct lint_code *codes, size_t cap, uint64_t key)
{
	size_t at = (size_t)((key * UINT64_C(0x9e3779b97f4a7c15)) >> 32) & (cap - 1);
	while (codes[at].key && codes[at].key != key)
		at = (at + 1) & (cap - 1);
	return &codes[at];
}

static bool grow(struct lint_lists *l)
{
	size_t cap = l->cap ? l->cap * 2 : 1024;
	struct lint_code *codes = calloc(cap, sizeof *codes);
	if (!codes)
		return false;
	for (size_t i = 0; i < l->cap; i++) {
		if (l->codes[i].key)
			*place_of(codes, cap, l->codes[i].key) = l->codes[i];
	}
	free(l->codes);
	l->codes = codes;
	l->cap = cap;
	return true;
}

const struct lint_code *lint_lists_find(
	const struct lint_lists *l, enum lint_list list, struct str code)
{
	uint64_t key = key_of(list, code);
	if (!key || l->cap == 0)
		return NULL;
	const struct lint_code *found = place_of(l->codes, l->cap, key);
	return found->key ? found : NULL;
}

/* Reading -------------------------------------------------------------------------------------- */

struct row {
	struct str column[COLUMNS_MAX]; /* "" where the line ends before */
	int columns;
};

static struct row split(struct str line)
{
	struct row row = {.columns = 0};
	struct str piece;
	if (line.n > 0 && line.p[line.n - 1] == '\r')
		line.n--;
	for (size_t i = 0; i < COLUMNS_MAX; i++)
		row.column[i] = str_of("");
	while (row.columns < COLUMNS_MAX && str_next(&line, '\t', &piece))
		row.column[row.columns++] = piece;
	return row;
}

static int refuse(
	struct cpc_error *err, const char *name, int line, struct str found, const char *expected)
{
	struct buf shown = BUF_INIT;
	utf8_add_quoted(&shown, found, SHOWN_MAX);
	error_set(err, CPC_DATA, "%s:%d: found %s, expected %s", name, line, buf_text(&shown),
		expected);
	buf_release(&shown);
	return CPC_DATA;
}

/* "listed_2026_07" behind "listed_" is "2026-07". */
static void note_release(struct lint_lists *l, enum lint_list list, struct str suffix)
{
	int64_t year = 0, month = 0;
	if (suffix.n != 7 || suffix.p[4] != '_' ||
		!str_to_i64((struct str){suffix.p, 4}, 2000, 2099, &year) ||
		!str_to_i64((struct str){suffix.p + 5, 2}, 1, 12, &month))
		return;
	snprintf(l->release[list], sizeof l->release[list], "%04d-%02d", (int)year, (int)month);
	if ((int)year > l->year)
		l->year = (int)year;
}

static int read_heading(struct lint_lists *l, enum lint_list list, struct str line,
	const char *name, struct cpc_error *err)
{
	struct row row = split(line);
	struct str rest = str_of(shapes[list].columns), wanted;
	for (int i = 0; str_next(&rest, ' ', &wanted); i++) {
		struct str found = row.column[i];
		bool open = wanted.p[wanted.n - 1] == '_';
		if (found.n < wanted.n || memcmp(found.p, wanted.p, wanted.n) != 0 ||
			(!open && found.n != wanted.n)) {
			char expected[64];
			snprintf(expected, sizeof expected, "a column \"%.*s%s\"", STR_ARG(wanted),
				open ? "YYYY_MM" : "");
			return refuse(err, name, 1, found, expected);
		}
		if (i == shapes[list].state)
			note_release(l, list, str_from(found, wanted.n));
	}
	return CPC_OK;
}

static bool has_word(struct str text, const char *word)
{
	size_t n = strlen(word);
	for (size_t i = 0; i + n <= text.n; i++) {
		if (memcmp(text.p + i, word, n) == 0 && (i == 0 || text.p[i - 1] == ' ') &&
			(i + n == text.n || text.p[i + n] == ' ' || text.p[i + n] == ','))
			return true;
	}
	return false;
}

static int read_flag(struct str text, uint32_t flag, struct lint_code *code)
{
	if (str_eq(text, "1"))
		code->flags |= flag;
	return str_eq(text, "1") || str_eq(text, "0") || text.n == 0 ? 0 : -1;
}

/* What the columns say of a code; a sentence of what was expected when they do not. */
static const char *read_columns(enum lint_list list, const struct row *row, struct lint_code *code)
{
	int64_t ended = 0;
	switch (list) {
	case LINT_LIST_ICD10CM:
		if (read_flag(row->column[1], LINT_CODE_BILLABLE, code) || row->column[1].n == 0)
			return "0 or 1 in the second column";
		code->flags |= LINT_CODE_ACTIVE |
			       (has_word(row->column[2], "left") ? LINT_CODE_LEFT : 0) |
			       (has_word(row->column[2], "right") ? LINT_CODE_RIGHT : 0);
		return NULL;
	case LINT_LIST_HCPCS:
		if (row->column[2].n > 0 && !str_to_i64(row->column[2], 19000101, 29991231, &ended))
			return "a date as YYYYMMDD, or nothing, in the third column";
		code->ended = (int32_t)ended;
		return read_flag(row->column[1], LINT_CODE_ACTIVE, code)
			       ? "0 or 1 in the second column"
			       : NULL;
	case LINT_LIST_CPT:
		return read_flag(row->column[2], LINT_CODE_ACTIVE, code)
			       ? "0 or 1 in the third column"
			       : NULL;
	default:
		code->flags |= LINT_CODE_ACTIVE;
		return NULL;
	}
}

static const char *check_shape(enum lint_list list, struct str code)
{
	switch (list) {
	case LINT_LIST_ICD10CM:
		return code_system_of(code) == CODE_ICD10CM ? NULL
							    : "an ICD-10-CM code with its dot";
	case LINT_LIST_MODIFIERS:
		return code.n == 2 ? NULL : "a modifier of two characters";
	default:
		return code.n == 5 ? NULL : "a code of five characters";
	}
}

static int read_row(struct lint_lists *l, enum lint_list list, const struct row *row,
	const char *name, int line, struct cpc_error *err)
{
	struct lint_code code = {.key = key_of(list, row->column[0])};
	const char *expected = check_shape(list, row->column[0]);
	if (expected)
		return refuse(err, name, line, row->column[0], expected);
	expected = read_columns(list, row, &code);
	if (expected)
		return refuse(err, name, line, row->column[0], expected);
	if (l->n * 2 >= l->cap && !grow(l))
		return error_memory(err);
	struct lint_code *place = place_of(l->codes, l->cap, code.key);
	l->n += place->key == 0;
	l->count[list] +=
		(list != LINT_LIST_ICD10CM || (code.flags & LINT_CODE_BILLABLE)) && place->key == 0;
	*place = code;
	return CPC_OK;
}

int lint_lists_read(struct lint_lists *l, enum lint_list list, struct str text, const char *name,
	struct cpc_error *err)
{
	struct str line;
	int number = 0, rc = CPC_OK;
	l->count[list] = 0;
	while (!rc && str_next(&text, '\n', &line)) {
		number++;
		if (number == 1) {
			rc = read_heading(l, list, line, name, err);
		} else if (str_trim(line).n > 0) {
			struct row row = split(line);
			rc = read_row(l, list, &row, name, number, err);
		}
	}
	if (!rc && l->count[list] == 0)
		return error_set(err, CPC_DATA, "%s:%d: found no codes, expected one a line", name,
			number > 1 ? number : 1);
	if (!rc && list == LINT_LIST_ICD10CM && l->count[list] == FY2026_BILLABLE) {
		snprintf(l->release[list], sizeof l->release[list], "FY2026");
		l->year = l->year > 2026 ? l->year : 2026;
	}
	return rc;
}
