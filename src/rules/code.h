/*
 * code.h - medical codes by their shape.
 * May use: base. Must not know: which codes exist; SQL, files.
 *
 * Shapes: ICD-10-CM  [A-Z][0-9A][0-9A-Z] and, after a dot, one to four of [0-9A-Z]
 *         CPT        four digits and one of [0-9AFMTU]
 *         HCPCS II   one of [A-C E-V] and four digits (D codes are the dentists' and no code here)
 * A letter and four digits without a dot is HCPCS; an ICD-10-CM category is three characters.
 */
#ifndef RULES_CODE_H
#define RULES_CODE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

enum code_system { CODE_NONE, CODE_CPT, CODE_HCPCS, CODE_ICD10CM };

/* The system whose shape the whole of s has. */
enum code_system code_system_of(struct str s);

/* "cpt", "hcpcs", "icd10cm"; "" for CODE_NONE. */
const char *code_system_name(enum code_system system);

/* A dental code: D and four digits. */
bool code_is_dental(struct str s);

/* Take the next element of a list of codes such as "99214-25, 20610-RT, J1010-JZ x 40; I10" off
 * the front of *rest: its bare code (without modifiers and units) and its system. False at the
 * end, and when an element is no code; *all_codes then tells which of the two. */
bool code_list_next(struct str *rest, struct str *code, enum code_system *system, bool *all_codes);

/* True when the whole text is a list of codes. */
bool code_list_is(struct str text);

#endif
