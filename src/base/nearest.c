/*
 * nearest.c - "did you mean".
 * May use: base. Must not know: what the names are of.
 */
#include "base/nearest.h"

#include <stdio.h>
#include <string.h>

#include "base/str.h"

/* Up to a third of the letters may be wrong: more is another word. */
struct nearest nearest_to(const char *typed)
{
	return (struct nearest){.typed = typed, .distance = (int)strlen(typed) / 3 + 2};
}

void nearest_offer(struct nearest *near, const char *name)
{
	size_t typed = strlen(near->typed);
	/* The beginning of a long name counts as close: "integ" for "integumentary". */
	int distance = typed >= 3 && strncmp(name, near->typed, typed) == 0
			       ? 1
			       : str_distance(near->typed, name);
	if (distance < near->distance && distance < (int)strlen(name)) {
		near->distance = distance;
		near->best = name;
	}
}

const char *nearest_hint(struct nearest *near)
{
	near->hint[0] = '\0';
	if (near->best)
		snprintf(near->hint, sizeof near->hint, "; did you mean \"%s\"?", near->best);
	return near->hint;
}
