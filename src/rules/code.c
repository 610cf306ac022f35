/*
 * code.c - medical codes by their shape.
 * May use: base. Must not know: which codes exist; SQL, files.
 */
#include "rules/code.h"

#include <string.h>

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

static bool digits(const char *p, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (!is_digit(p[i]))
			return false;
	}
	return true;
}

static bool is_icd10cm(struct str s)
{
	if (s.n < 3 || !is_upper(s.p[0]) || !(is_digit(s.p[1]) || s.p[1] == 'A') ||
		!(is_digit(s.p[2]) || is_upper(s.p[2])))
		return false;
	if (s.n == 3)
		return true;
	if (s.n < 5 || s.n > 8 || s.p[3] != '.')
		return false;
	for (size_t i = 4; i < s.n; i++) {
		if (!is_digit(s.p[i]) && !is_upper(s.p[i]))
			return false;
	}
	return true;
}

enum code_system code_system_of(struct str s)
{
	if (s.n == 5 && digits(s.p, 4) && (is_digit(s.p[4]) || (s.p[4] && strchr("AFMTU", s.p[4]))))
		return CODE_CPT;
	if (s.n == 5 && s.p[0] >= 'A' && s.p[0] <= 'V' && s.p[0] != 'D' && digits(s.p + 1, 4))
		return CODE_HCPCS;
	return is_icd10cm(s) ? CODE_ICD10CM : CODE_NONE;
}

bool code_is_dental(struct str s)
{
	return s.n == 5 && s.p[0] == 'D' && digits(s.p + 1, 4);
}

const char *code_system_name(enum code_system system)
{
	static const char *const names[] = {"", "cpt", "hcpcs", "icd10cm"};
	return names[system];
}

/* " x 40": units behind a code. */
static struct str without_units(struct str s)
{
	size_t i = s.n;
	while (i > 0 && is_digit(s.p[i - 1]))
		i--;
	if (i < s.n && i >= 4 && memcmp(s.p + i - 3, " x ", 3) == 0)
		s.n = i - 3;
	return s;
}

static bool is_modifier(struct str s)
{
	if (s.n != 2)
		return false;
	for (size_t i = 0; i < 2; i++) {
		if (!is_digit(s.p[i]) && !is_upper(s.p[i]))
			return false;
	}
	return true;
}

static bool take_code(struct str element, struct str *code, enum code_system *system)
{
	struct str rest = without_units(str_trim(element)), modifier;
	if (!str_next(&rest, '-', code))
		return false;
	while (str_next(&rest, '-', &modifier)) {
		if (!is_modifier(modifier))
			return false;
	}
	*system = code_system_of(*code);
	return *system != CODE_NONE;
}

bool code_list_next(struct str *rest, struct str *code, enum code_system *system, bool *all_codes)
{
	*all_codes = true;
	if (!rest->p)
		return false;
	size_t n = 0;
	while (n < rest->n && rest->p[n] != ',' && rest->p[n] != ';')
		n++;
	struct str element = {rest->p, n};
	*rest = n < rest->n ? str_from(*rest, n + 1) : (struct str){NULL, 0};
	*all_codes = take_code(element, code, system);
	return *all_codes;
}

bool code_list_is(struct str text)
{
	struct str code;
	enum code_system system;
	bool all_codes;
	while (code_list_next(&text, &code, &system, &all_codes))
		;
	return all_codes;
}
