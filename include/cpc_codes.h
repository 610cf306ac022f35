/*
 * cpc_codes.h - the code book: loading releases, looking codes up; a part of cpc.h, which says what
 * holds of every call. May use: cpc.h. Must not know: the terminal, the environment, the clock.
 */
#ifndef CPC_CODES_H
#define CPC_CODES_H

#include "cpc.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The code book ----------------------------------------------------------------------------------
 *
 * Official titles of ICD-10-CM and HCPCS Level II codes, as the learner loads them from a release.
 * CPT codes are never in it: their titles are the American Medical Association's.
 */

struct cpc_code_book {
	const char *system; /* "icd10cm", "hcpcs" */
	char name[256];	    /* of the file it was read from */
	int64_t loaded_ms;
	size_t codes;
};

#define CPC_CODE_BOOKS_MAX 2

struct cpc_code {
	const char *code, *system, *title;
	bool billable; /* ICD-10-CM: may stand on a claim; HCPCS: in force */
};

/* Read a release (the ICD-10-CM order file, or a table with the columns code and title) in place of
 * what the book holds of that system, in one transaction. CPC_DATA with file and line. */
int cpc_codes_import(cpc *c, const char *path, struct cpc_time now, struct cpc_code_book *out,
	struct cpc_error *err);

/* What is loaded: at most CPC_CODE_BOOKS_MAX. */
int cpc_codes_list(cpc *c, struct cpc_code_book out[], size_t *count, struct cpc_error *err);

/* Texts live until it returns. False ends the search. */
typedef bool cpc_code_found(void *context, const struct cpc_code *code);

/*
 * Codes that begin with the query, when it has the form of a code or of its beginning (with or
 * without its dot), in their order; else, and when there are none, codes whose titles hold all its
 * words (in any of their forms, else words that begin so), headings first. At most `most` are given
 * to `found`; *total is how many there are. CPC_NO when there are none, CPC_NOINPUT without a code
 * book and for a CPT code, CPC_USAGE for a query without a letter or digit.
 */
int cpc_lookup(cpc *c, const char *query, size_t most, cpc_code_found *found, void *context,
	size_t *total, struct cpc_error *err);

#ifdef __cplusplus
}
#endif
#endif
