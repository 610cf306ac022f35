/*
 * lint_lists.h - lists of the codes there are, as a linter looks them up.
 * May use: code, base. Must not know: files, which question asks.
 *
 * A list is tab-separated text whose first line names its columns:
 *	icd10cm.tsv    code  billable  title
 *	hcpcs.tsv      code  listed_YYYY_MM  terminated  [title]     terminated: its last day
 *	cpt.tsv        code  category  live_YYYY_MM  [...]
 *	modifiers.tsv  modifier  title
 * The year and month in a column's name are the release of its list.
 */
#ifndef RULES_LINT_LISTS_H
#define RULES_LINT_LISTS_H

#include <stdint.h>

#include "base/error.h"
#include "base/str.h"
#include "rules/code.h"

enum lint_list {
	LINT_LIST_ICD10CM,
	LINT_LIST_HCPCS,
	LINT_LIST_CPT,
	LINT_LIST_MODIFIERS,
	LINT_LIST_COUNT
};

enum {
	LINT_CODE_ACTIVE = 1,
	LINT_CODE_BILLABLE = 2,
	LINT_CODE_LEFT = 4, /* its title names that side */
	LINT_CODE_RIGHT = 8
};

struct lint_code {
	uint64_t key; /* list and characters; 0: an empty place */
	uint32_t flags;
	int32_t ended; /* YYYYMMDD, its last day in force; 0: none told */
};

struct lint_lists {
	struct lint_code *codes; /* a hash table, open */
	size_t n, cap;
	size_t count[LINT_LIST_COUNT];	   /* 0: that list is not there */
	char release[LINT_LIST_COUNT][24]; /* "FY2026", "2026-04"; "" when not told */
	int year;			   /* of the newest release; 0: not told */
};

void lint_lists_init(struct lint_lists *l);
void lint_lists_release(struct lint_lists *l);

/* "icd10cm.tsv" */
const char *lint_list_file(enum lint_list list);

/* Read one list. `name` stands in messages. CPC_DATA with name and line when it is no such list. */
int lint_lists_read(struct lint_lists *l, enum lint_list list, struct str text, const char *name,
	struct cpc_error *err);

/* NULL when it is not listed. */
const struct lint_code *lint_lists_find(
	const struct lint_lists *l, enum lint_list list, struct str code);

#endif
