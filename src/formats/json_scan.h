/*
 * json_scan.h - JSON as strings and brackets: where its pieces begin and end, before a parser sees
 * one of them.
 * May use: base. Must not know: jansson, what the pieces are of.
 */
#ifndef FORMATS_JSON_SCAN_H
#define FORMATS_JSON_SCAN_H

#include "base/str.h"

/* Brackets in one another; deeper ones are refused. */
#define JSON_DEPTH_MAX 64

struct json_scan {
	uint64_t lists; /* bit d-1: the bracket that opened depth d is [ */
	int depth;
	bool in_string, escaped;
};

enum json_sign {
	JSON_BLANK,
	JSON_QUOTE,   /* a string begins */
	JSON_UNQUOTE, /* and ends */
	JSON_OPEN,
	JSON_CLOSE,
	JSON_COMMA,
	JSON_OTHER /* all else, and what is in a string */
};

/* Take the next byte, and say what it is. A string ends at a line's end, where none can go on, and
 * a bracket closes those in it that were not: so that a mistake does not swallow all behind it. A
 * bracket that closes nothing is passed over. */
enum json_sign json_step(struct json_scan *s, char c);

/* How many bytes at the front are only more of the string that the scan is in. */
size_t json_string_run(const struct json_scan *s, struct str text);

enum json_shape {
	JSON_NONE,
	JSON_WHOLE, /* one value over all lines */
	JSON_LINES  /* one on each line */
};

/* Of the front of a text. */
enum json_shape json_shape_of(struct str head);

/* True when the text, an object as far as it goes, ends in the key "questions" and its colon. */
bool json_at_questions(struct str text);

#endif
