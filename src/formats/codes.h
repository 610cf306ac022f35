/*
 * codes.h - official code releases: a code, its title, and whether it can stand on a claim.
 * May use: base, rules/code. Must not know: SQL, where the codes go.
 *
 * Two shapes of file are read, told apart by their first line:
 *
 * - the ICD-10-CM order file of the CMS, fixed columns: 1-5 order number, 7-13 code without its
 *   dot, 15 "1" when billable, 17-76 short title, 78- long title;
 *
 * - a table with a row of names, separated by tabs or commas: `code`, `title` (or `description`,
 *   `long description`), and optionally `billable` (1 or 0) and `terminated` (the last day in
 *   force, YYYYMMDD).
 *
 * CPT codes are refused, since their titles are the American Medical Association's; so are tables
 * that mix systems. Dental codes (D and four digits) are passed over.
 */
#ifndef FORMATS_CODES_H
#define FORMATS_CODES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "base/str.h"
#include "rules/code.h"

struct codes_row {
	struct str code; /* with its dot */
	struct str title;
	bool billable; /* HCPCS: in force */
};

/* Returns 0 or a status that ends the reading. The texts live until it returns. */
typedef int codes_taken(void *context, const struct codes_row *row, struct cpc_error *err);

/* Read a whole file; `name` is for messages. *system is known before the first row is given.
 * `today` is YYYYMMDD. CPC_DATA with file, line, what was found and what was
 * expected. */
int codes_read(struct str text, const char *name, int64_t today, enum code_system *system,
	codes_taken *take, void *context, struct cpc_error *err);

#endif
