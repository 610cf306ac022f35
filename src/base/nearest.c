/*
 * nearest.c - "did you mean".
 * May use: base. Must not know: what the names are of.
 */
#include "base/nearest.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/error.h"
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

int nearest_error(const char *what, const char *typed, const char *const *names, size_t n,
	struct cpc_error *err)
{
	struct nearest near = nearest_to(typed);
	struct buf text = BUF_INIT;
	for (size_t i = 0; i < n; i++) {
		nearest_offer(&near, names[i]);
		buf_printf(&text, "%s%s", i ? ", " : " There are: ", names[i]);
	}
	const char *hint = nearest_hint(&near);
	int rc = error_set(err, CPC_NOINPUT, "no %s is called \"%s\"%s%s", what, typed,
		hint[0] ? hint
		: n > 0 ? "."
			: "",
		buf_text(&text));
	buf_release(&text);
	return rc;
}
