/*
 * pattern.h - regular expressions with limits; the only room that sees pcre2.h.
 * May use: PCRE2, base. Must not know: what is matched.
 *
 * Limits, so that no pattern of a stranger can hang or crash us: pattern of 512 bytes, subject of
 * 64 KiB, 100,000 match steps, depth 1000, 1 MiB of heap, no JIT (it ignores the limits), no \C,
 * parentheses 50 deep. PCRE2 counts the steps anew from each place where a match may begin; for a
 * pattern that is not anchored they are so many fewer in a subject above 1000 bytes that all places
 * together take about a second at worst.
 */
#ifndef RULES_PATTERN_H
#define RULES_PATTERN_H

#include <stdbool.h>

#include "base/error.h"
#include "base/str.h"

struct pattern;

/* UTF-8, case ignored. `anchored`: the whole subject must match. CPC_DATA with the place of the
 * mistake when the pattern is not one; *out is NULL then. */
int pattern_new(struct str text, bool anchored, struct pattern **out, struct cpc_error *err);
void pattern_free(struct pattern *p);

/* CPC_DATA when a limit was reached: the pattern is too costly, which is not "no match". Also when
 * the subject is too long or not valid UTF-8. */
int pattern_match(struct pattern *p, struct str subject, bool *matched, struct cpc_error *err);

/* "10.42", cut to `size` bytes. */
void pattern_library_version(char *out, size_t size);

#endif
