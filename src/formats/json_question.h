/*
 * json_question.h - a question as an object of JSON.
 * May use: formats/format, jansson, base. Must not know: what stands around the object.
 *
 * Keys, in the order in which they are written; those that say nothing are left out. A whole number
 * may stand where a text is wanted, and null says nothing.
 *
 *	format      1; a higher number is a later version's
 *	id          slug: lower-case letters, digits and hyphens, at most 64
 *	set         slug of the set
 *	domain      of the set
 *	year        of the code sets, 2000 to 2099
 *	title
 *	kind        single, multiple, true-false, typed, numeric; only multiple says more than the
 *	            choices and answers do
 *	difficulty  1 recall, 2 apply (when left out), 3 analyse
 *	concept
 *	basis       data, text, book
 *	source
 *	payer       any (when left out), cpt, medicare
 *	pool        practice (when left out), mock
 *	codes       list of texts
 *	tags        list of texts
 *	reviewed    a day, 2026-01-31
 *	stem        lines end in \n, \n\n is between paragraphs
 *	choices     to choose from, in their order: {"text": ..., "key": true, "why": ...}; key is
 *	            false when left out
 *	answers     accepted when typed, in their order: {"text": ..., "kind": ..., "why": ...}; a
 *	            text in place of the object is its text
 *	            kind: accept (when left out), pattern (PCRE2), number ("5", "5:0.5", "4..6")
 *	rule        what decides the question
 *
 * questionbank/README.md tells this to people.
 *
 *	{"id":"em-0001","kind":"single","stem":"How many?","choices":[
 *	  {"text":"One","key":false,"why":"Too few"},{"text":"Two","key":true}]}
 */
#ifndef FORMATS_JSON_QUESTION_H
#define FORMATS_JSON_QUESTION_H

#include <jansson.h>

#include "formats/format.h"

#define JSON_QUESTION_MAX 1048576 /* bytes; longer ones are refused */
#define JSON_FORMAT 1

/* Parse the object; *out is NULL when that was a fault, which is told with its line: the text
 * begins on line `first`. The caller gives *out back with json_decref. */
int json_object_read(
	struct format_read *r, struct str text, int first, json_t **out, struct cpc_error *err);

/* Give the question that the object is; `text` is what it was parsed from. */
int json_question_give(
	struct format_read *r, json_t *object, struct str text, int first, struct cpc_error *err);

/* Both; an empty text is none. */
int json_question_read(struct format_read *r, struct str text, int first, struct cpc_error *err);

/* "a text", "a list". */
const char *json_type_name(const json_t *value);

/* True when the number of the format is one that can be read; else told. */
bool json_format_read(struct format_read *r, const json_t *value, int line);

/* Add the object on one line, without a line end; `numbered`: with the format's number. */
void json_question_write(struct buf *out, const struct format_item *item, bool numbered);

#endif
