/*
 * lint_codes.c - rules about codes: that they exist, are in force, are billable where they are the
 * key, and are none that may not be printed.
 * May use: lint_room, lint_lists, code, base. Must not know: where the lists come from.
 */
#include <stdlib.h>
#include <string.h>

#include "rules/code.h"
#include "rules/lint_room.h"

/* Codes of evaluation and management that are known to be gone when there are no lists. */
static const char *const retired[] = {"99201", "99217", "99218", "99219", "99220", "99224", "99225",
	"99226", "99241", "99251", "99318", "99324", "99325", "99326", "99327", "99328", "99334",
	"99335", "99336", "99337", "99343", "99354", "99355", "99356", "99357", "99441", "99442",
	"99443", "G2012"};

/* Codes in a text ------------------------------------------------------------------------------ */

static bool is_upper_or_digit(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static size_t run_of(const char *p)
{
	size_t n = 0;
	while (is_upper_or_digit(p[n]))
		n++;
	return n;
}

/* What stands behind a number that is an amount. */
static bool is_amount(const char *behind)
{
	static const char *const units[] = {"units", "mg", "mcg", "mL", "ml", "IU", "cells",
		"patients", "people", "steps", "dollars", "series", "claims"};
	if (*behind != ' ')
		return false;
	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		size_t n = strlen(units[i]);
		if (strncmp(behind + 1, units[i], n) == 0 && !lint_is_word_char(behind[1 + n]))
			return true;
	}
	return false;
}

/* The next thing in prose that is a code by its shape. Three characters without a dot may be a word
 * or a measure (A1C, T12) and are passed over; so are parts of numbers and amounts. */
static bool next_in_prose(
	const char *text, const char **p, struct str *code, enum code_system *system)
{
	for (const char *q = *p; *q; q++) {
		size_t n = run_of(q);
		bool begins = q == text || !(lint_is_word_char(q[-1]) || strchr("._$,", q[-1])) ||
			      (q[-1] == ',' && q >= text + 2 && !(q[-2] >= '0' && q[-2] <= '9'));
		if (n == 0 || !begins)
			continue;
		size_t more = q[n] == '.' ? run_of(q + n + 1) : 0;
		struct str s = {q, more ? n + 1 + more : n};
		*system = code_system_of(s);
		bool whole = !lint_is_word_char(q[s.n]) && q[s.n] != '_';
		if (whole && s.n >= 5 && *system != CODE_NONE &&
			!(*system == CODE_CPT && is_amount(q + s.n))) {
			*p = q + s.n;
			*code = s;
			return true;
		}
		q += n - 1;
	}
	return false;
}

struct code_walk {
	const char *text, *p;
	struct str rest;
	bool is_list;
};

static struct code_walk walk_codes(const struct lint_text *t)
{
	struct str text = str_of(t->text);
	bool may_be_list = t->where == LINT_CHOICE || t->where == LINT_CODES;
	return (struct code_walk){
		t->text, t->text, text, may_be_list && text.n > 0 && code_list_is(text)};
}

static bool next_code(struct code_walk *w, struct str *code, enum code_system *system)
{
	bool all_codes;
	if (w->is_list)
		return code_list_next(&w->rest, code, system, &all_codes);
	return next_in_prose(w->text, &w->p, code, system);
}

/* Call `check` for every code in every text. */
typedef void check_code(struct lint *l, const struct lint_look *k, const struct lint_text *t,
	struct str code, enum code_system system);

static void each_code(struct lint *l, const struct lint_look *k, check_code *check)
{
	for (size_t i = 0; i < k->text_count; i++) {
		struct code_walk w = walk_codes(&k->texts[i]);
		struct str code;
		enum code_system system;
		while (next_code(&w, &code, &system))
			check(l, k, &k->texts[i], code, system);
	}
}

/* Lists ---------------------------------------------------------------------------------------- */

static enum lint_list list_of(enum code_system system)
{
	return system == CODE_CPT     ? LINT_LIST_CPT
	       : system == CODE_HCPCS ? LINT_LIST_HCPCS
				      : LINT_LIST_ICD10CM;
}

static const char *title_of(enum code_system system)
{
	return system == CODE_CPT ? "CPT" : system == CODE_HCPCS ? "HCPCS Level II" : "ICD-10-CM";
}

/* True when there is a list of that system for the year of the question. */
static bool is_listed(const struct lint *l, const struct lint_look *k, enum lint_list list)
{
	return l->lists && l->lists->count[list] > 0 &&
	       (l->lists->year == 0 || l->lists->year == k->item->year);
}

static void check_exists(struct lint *l, const struct lint_look *k, const struct lint_text *t,
	struct str code, enum code_system system)
{
	if (is_listed(l, k, list_of(system)) && !lint_lists_find(l->lists, list_of(system), code))
		lint_found(l, k, LINT_ERROR, t->line, "%.*s in the %s is no %s code", STR_ARG(code),
			t->name, title_of(system));
}

static bool is_ambulance_pair(struct str modifier)
{
	static const char places[] = "DEGHIJNPRSX";
	return strchr(places, modifier.p[0]) && strchr(places, modifier.p[1]);
}

/* The modifiers of a choice that is a list of codes. */
static void check_modifiers(struct lint *l, const struct lint_look *k, const struct choice *c)
{
	struct str rest = str_of(c->text), element, piece;
	while (rest.p) {
		size_t n = 0;
		while (n < rest.n && rest.p[n] != ',' && rest.p[n] != ';')
			n++;
		element = (struct str){rest.p, n};
		rest = n < rest.n ? str_from(rest, n + 1) : (struct str){NULL, 0};
		for (bool first = true; str_next(&element, '-', &piece); first = false) {
			piece.n = piece.n > 2 ? 2 : piece.n; /* " x 40" may follow */
			if (first || piece.n < 2 || is_ambulance_pair(piece) ||
				lint_lists_find(l->lists, LINT_LIST_MODIFIERS, piece))
				continue;
			lint_found(l, k, LINT_ERROR, c->line, "%.*s in the %s is no modifier",
				STR_ARG(piece), c->is_key ? "key" : "distractor");
		}
	}
}

void lint_exists(struct lint *l, const struct lint_look *k)
{
	if (k->history)
		return;
	each_code(l, k, check_exists);
	for (size_t i = 0; i < k->n && is_listed(l, k, LINT_LIST_MODIFIERS); i++) {
		if (code_list_is(str_of(k->q->choices[i].text)))
			check_modifiers(l, k, &k->q->choices[i]);
	}
}

/* YYYYMMDD. An exam may be sat on any day of its year, so a code must last to the end of it. */
static int32_t last_day_of(int year)
{
	return (int32_t)year * 10000 + 1231;
}

static void check_deleted(struct lint *l, const struct lint_look *k, const struct lint_text *t,
	struct str code, enum code_system system)
{
	const struct lint_code *listed = NULL;
	bool gone = false;
	if (is_listed(l, k, list_of(system)))
		listed = lint_lists_find(l->lists, list_of(system), code);
	if (listed) {
		gone = !(listed->flags & LINT_CODE_ACTIVE) ||
		       (listed->ended > 0 && listed->ended < last_day_of(k->item->year));
	} else {
		for (size_t i = 0; i < sizeof retired / sizeof *retired && !gone; i++)
			gone = k->item->year >= 2025 && str_eq(code, retired[i]);
	}
	if (gone)
		lint_found(l, k, LINT_ERROR, t->line, "%.*s in the %s is not in force in %d",
			STR_ARG(code), t->name, k->item->year);
}

void lint_deleted(struct lint *l, const struct lint_look *k)
{
	if (!k->history)
		each_code(l, k, check_deleted);
}

void lint_billable(struct lint *l, const struct lint_look *k)
{
	if (!is_listed(l, k, LINT_LIST_ICD10CM))
		return;
	for (size_t i = 0; i < k->q->choice_count; i++) {
		const struct choice *c = &k->q->choices[i];
		struct str rest = str_of(c->text), code;
		enum code_system system;
		bool all_codes;
		bool is_text = c->kind == CHOICE_OPTION || c->kind == CHOICE_ACCEPT;
		if (!c->is_key || !is_text || !code_list_is(rest))
			continue;
		while (code_list_next(&rest, &code, &system, &all_codes)) {
			const struct lint_code *listed =
				system == CODE_ICD10CM
					? lint_lists_find(l->lists, LINT_LIST_ICD10CM, code)
					: NULL;
			if (listed && !(listed->flags & LINT_CODE_BILLABLE))
				lint_found(l, k, LINT_ERROR, c->line,
					"%.*s in the key is a category, not a billable code",
					STR_ARG(code));
		}
	}
}

/* Codes that may not stand there at all ---------------------------------------------------------
 */

/* Seven characters of digits and letters but I and O, a section in front, no dot. Words are not
 * taken for one: HER2NEU has one digit and begins with a letter. */
static bool is_pcs(struct str s)
{
	size_t digits = 0;
	if (s.n != 7 || !strchr("0123456789BCDFGHX", s.p[0]))
		return false;
	for (size_t i = 0; i < 7; i++) {
		if (s.p[i] == 'I' || s.p[i] == 'O')
			return false;
		digits += s.p[i] >= '0' && s.p[i] <= '9';
	}
	return digits < 7 && digits >= (s.p[0] <= '9' ? 1u : 2u);
}

static void find_shape(
	struct lint *l, const struct lint_look *k, bool (*is)(struct str), const char *what)
{
	for (size_t i = 0; i < k->text_count; i++) {
		const struct lint_text *t = &k->texts[i];
		const char *text = t->text;
		for (const char *p = text; *p; p++) {
			size_t run = run_of(p);
			bool whole = (p == text || !lint_is_word_char(p[-1])) &&
				     !lint_is_word_char(p[run]);
			if (run > 0 && whole && is((struct str){p, run}))
				lint_found(l, k, LINT_ERROR, t->line, "%.*s in the %s %s", (int)run,
					p, t->name, what);
			p += run > 0 ? run - 1 : 0;
		}
	}
}

void lint_pcs(struct lint *l, const struct lint_look *k)
{
	find_shape(l, k, is_pcs, "is an ICD-10-PCS code");
}

void lint_dental(struct lint *l, const struct lint_look *k)
{
	find_shape(l, k, code_is_dental, "is a dental (D) code");
}

/* What a code asks of the stem ------------------------------------------------------------------
 */

/* Drugs among the HCPCS codes, by number. Contraceptive systems, and what is measured by the dose
 * given (hyaluronan, inhaled drugs), need no amount. */
static bool is_drug(struct str code, enum code_system system)
{
	int64_t number = 0;
	if (system != CODE_HCPCS || !str_to_i64(str_from(code, 1), 0, 9999, &number))
		return false;
	if (code.p[0] == 'Q')
		return number >= 5100 && number < 5200;
	return code.p[0] == 'J' && !(number >= 7294 && number <= 7307) &&
	       !(number >= 7318 && number <= 7332);
}

static bool has_dose(const char *stem)
{
	static const char words[] =
		"mg|mcg|ug|g|gram|grams|milligram|milligrams|microgram|micrograms|unit|units|ml|cc|"
		"milliliter|milliliters|liter|liters|l|iu|meq|mci|million units|mg/kg|%|dose|"
		"doses|vial|vials|syringe|syringes|ampule|ampules|bag|bags";
	struct str rest = str_of(words), unit;
	char word[32];
	while (str_next(&rest, '|', &unit)) {
		memcpy(word, unit.p, unit.n);
		word[unit.n] = '\0';
		for (const char *p = stem; (p = strstr(p, word)); p++) {
			const char *before = p;
			while (before > stem && (before[-1] == ' ' || before[-1] == '-'))
				before--;
			bool ends = !lint_is_word_char(p[unit.n]) || *word == '%';
			bool counted = before > stem && before[-1] >= '0' && before[-1] <= '9';
			bool starts = p == stem || !lint_is_word_char(p[-1]);
			if (ends && (counted || (starts && unit.n >= 3)))
				return true;
		}
	}
	return false;
}

void lint_dose(struct lint *l, const struct lint_look *k)
{
	for (size_t i = 0; i < k->n; i++) {
		const struct choice *c = &k->q->choices[i];
		struct str rest = str_of(c->text), code;
		enum code_system system;
		bool all_codes;
		while (c->is_key && code_list_next(&rest, &code, &system, &all_codes)) {
			if (is_drug(code, system) && !has_dose(k->stem)) {
				lint_found(l, k, LINT_WARNING, c->line,
					"%.*s is a drug, and the stem tells no dose",
					STR_ARG(code));
				return;
			}
		}
	}
}

/* The sides a choice of codes names, as LINT_CODE_LEFT and LINT_CODE_RIGHT. */
static uint32_t sides_of(const struct lint *l, const struct lint_look *k, const char *text)
{
	struct str rest = str_of(text), code;
	enum code_system system;
	bool all_codes;
	uint32_t sides = 0;
	for (const char *p = text; (p = strchr(p, '-')); p++) {
		bool ends = !p[1] || !p[2] || !lint_is_word_char(p[3]);
		if (ends && p[1] == 'L' && p[2] == 'T')
			sides |= LINT_CODE_LEFT;
		if (ends && p[1] == 'R' && p[2] == 'T')
			sides |= LINT_CODE_RIGHT;
	}
	while (is_listed(l, k, LINT_LIST_ICD10CM) &&
		code_list_next(&rest, &code, &system, &all_codes)) {
		const struct lint_code *listed =
			system == CODE_ICD10CM ? lint_lists_find(l->lists, LINT_LIST_ICD10CM, code)
					       : NULL;
		if (listed)
			sides |= listed->flags & (LINT_CODE_LEFT | LINT_CODE_RIGHT);
	}
	return sides;
}

void lint_side(struct lint *l, const struct lint_look *k)
{
	uint32_t every = LINT_CODE_LEFT | LINT_CODE_RIGHT, any = 0;
	struct str word;
	/* Of several right choices each side may be one. */
	if (!k->all_codes || k->kind == QUESTION_MULTIPLE)
		return;
	for (size_t i = 0; i < k->n; i++) {
		uint32_t sides = sides_of(l, k, k->q->choices[i].text);
		every &= sides;
		any |= sides;
	}
	if (any == (LINT_CODE_LEFT | LINT_CODE_RIGHT) && every != any &&
		!lint_find_any(k->stem,
			"left|right|bilateral|bilaterally|both|each|side|sides|dominant|"
			"nondominant",
			&word))
		lint_found(
			l, k, LINT_WARNING, 0, "choices differ by side, and the stem names none");
}
