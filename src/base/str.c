/*
 * str.c - views of text.
 * May use: libc. Must not know: what the text means.
 */
#include "base/str.h"

#include <errno.h>
#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct str str_of(const char *text)
{
	if (!text)
		text = "";
	return (struct str){text, strlen(text)};
}

bool str_eq(struct str a, const char *b)
{
	return str_same(a, str_of(b));
}

bool str_same(struct str a, struct str b)
{
	return a.n == b.n && memcmp(a.p, b.p, a.n) == 0;
}

bool str_same_fold(struct str a, struct str b)
{
	return a.n == b.n && strncasecmp(a.p, b.p, a.n) == 0;
}

bool str_starts(struct str s, const char *prefix)
{
	size_t n = strlen(prefix);
	return s.n >= n && memcmp(s.p, prefix, n) == 0;
}

struct str str_from(struct str s, size_t start)
{
	if (start > s.n)
		start = s.n;
	return (struct str){s.p + start, s.n - start};
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

struct str str_trim_end(struct str s)
{
	while (s.n > 0 && is_blank(s.p[s.n - 1]))
		s.n--;
	return s;
}

struct str str_trim(struct str s)
{
	while (s.n > 0 && is_blank(s.p[0]))
		s = str_from(s, 1);
	return str_trim_end(s);
}

bool str_next(struct str *rest, char separator, struct str *piece)
{
	if (!rest->p)
		return false;
	const char *end = memchr(rest->p, separator, rest->n);
	if (!end) {
		*piece = *rest;
		*rest = (struct str){NULL, 0};
		return true;
	}
	*piece = (struct str){rest->p, (size_t)(end - rest->p)};
	*rest = str_from(*rest, piece->n + 1);
	return true;
}

/* strtoll and strtod want a NUL after the number, and take blanks before it, hexadecimal and words
 * such as "inf"; we do not. */
static bool copy_number(struct str s, const char *letters, char out[64])
{
	if (s.n == 0 || s.n >= 64)
		return false;
	memcpy(out, s.p, s.n);
	out[s.n] = '\0';
	return strspn(out, letters) == s.n;
}

bool str_to_i64(struct str s, int64_t low, int64_t high, int64_t *out)
{
	char text[64], *end;
	if (!copy_number(s, "+-0123456789", text))
		return false;
	errno = 0;
	long long value = strtoll(text, &end, 10);
	if (errno || *end || value < low || value > high)
		return false;
	*out = value;
	return true;
}

/* The program around us may have set a locale in which the point is another character. */
static void use_point_of_locale(char *text)
{
	char *point = strchr(text, '.');
	if (point)
		*point = localeconv()->decimal_point[0];
}

bool str_to_double(struct str s, double low, double high, double *out)
{
	char text[64], *end;
	if (!copy_number(s, "+-0123456789.eE", text))
		return false;
	use_point_of_locale(text);
	errno = 0;
	double value = strtod(text, &end);
	if (errno || *end || !isfinite(value) || value < low || value > high)
		return false;
	*out = value;
	return true;
}

#define DISTANCE_MAX 63

static int least(int a, int b)
{
	return a < b ? a : b;
}

/* Damerau-Levenshtein, optimal string alignment: three rows of the usual table. */
int str_distance(const char *a, const char *b)
{
	int rows[3][DISTANCE_MAX + 1];
	int na = (int)strnlen(a, DISTANCE_MAX), nb = (int)strnlen(b, DISTANCE_MAX);
	int *before = rows[0], *above = rows[1], *row = rows[2];
	for (int j = 0; j <= nb; j++)
		above[j] = before[j] = j;
	for (int i = 1; i <= na; i++) {
		row[0] = i;
		for (int j = 1; j <= nb; j++) {
			int cost = a[i - 1] != b[j - 1];
			row[j] = least(least(above[j] + 1, row[j - 1] + 1), above[j - 1] + cost);
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
				row[j] = least(row[j], before[j - 2] + 1);
		}
		int *spare = before;
		before = above;
		above = row;
		row = spare;
	}
	return above[nb];
}
