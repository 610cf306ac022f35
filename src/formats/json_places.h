/*
 * json_places.h - the lines on which the keys of an object and the choices of a question stand,
 * which a parser does not tell. May use: rules/question, formats/json_scan, base. Must not know:
 * jansson, what the keys mean.
 */
#ifndef FORMATS_JSON_PLACES_H
#define FORMATS_JSON_PLACES_H

#include "base/str.h"
#include "rules/question.h"

#define JSON_PLACES_MAX 40 /* keys; there are half as many */

struct json_places {
	int first;
	struct str key[JSON_PLACES_MAX]; /* as written; in the text that was given */
	int line[JSON_PLACES_MAX];
	size_t n;
	int item[2][QUESTION_CHOICES_MAX]; /* of "choices", of "answers" */
	size_t items[2];
};

/* Of an object that begins on line `first`; the text must live as long as *out is used. */
void json_places_find(struct json_places *out, struct str text, int first);

/* The first line for a key that is not known. */
int json_places_key(const struct json_places *p, const char *name);

/* Of an item, from 0, of "answers" or of "choices"; `other` when it is not known. */
int json_places_item(const struct json_places *p, bool answers, size_t i, int other);

#endif
