/*
 * str.h - views of text: a pointer and a length, owned by somebody else.
 * May use: libc. Must not know: what the text means.
 */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct str {
	const char *p; /* never NULL; not NUL-terminated */
	size_t n;
};

/* For printf("%.*s"). */
#define STR_ARG(s) (int)(s).n, (s).p

struct str str_of(const char *text); /* NULL becomes "" */
bool str_eq(struct str a, const char *b);
bool str_same(struct str a, struct str b);
bool str_same_fold(struct str a, struct str b); /* ASCII case is ignored */
bool str_starts(struct str s, const char *prefix);
struct str str_from(struct str s, size_t start); /* the rest after start bytes */
struct str str_trim(struct str s);		 /* without ASCII blanks at both ends */
struct str str_trim_end(struct str s);

/* Take the text before the first `separator` off the front of *rest. The last piece leaves
 * rest->p NULL; the next call then returns false. */
bool str_next(struct str *rest, char separator, struct str *piece);

/* Decimal whole number, the whole of s, in low..high; false leaves *out alone. */
bool str_to_i64(struct str s, int64_t low, int64_t high, int64_t *out);
bool str_to_double(struct str s, double low, double high, double *out);

/* How many edits (insert, delete, replace, swap of neighbours) turn a into b, at most 63 bytes
 * of each; for "did you mean". */
int str_distance(const char *a, const char *b);

#endif
