/*
 * nearest.h - "did you mean": the known name that is closest to a mistyped one.
 * May use: base. Must not know: what the names are of.
 *
 *	struct nearest near = nearest_to(typed);
 *	for (...) nearest_offer(&near, name);
 *	error_set(err, ..., "no X is called \"%s\"%s", typed, nearest_hint(&near));
 *
 * or, where who mistyped a name wants to see what there is, all of that in one call.
 */
#ifndef BASE_NEAREST_H
#define BASE_NEAREST_H

#include <stddef.h>

struct cpc_error;

struct nearest {
	const char *typed;
	const char *best; /* NULL while nothing is close enough */
	int distance;
	char hint[96];
};

struct nearest nearest_to(const char *typed);

/* `name` must live as long as the struct is used. */
void nearest_offer(struct nearest *near, const char *name);

/* "; did you mean \"name\"?" or "". Lives as long as the struct. */
const char *nearest_hint(struct nearest *near);

/* CPC_NOINPUT: no `what` is called that, what was perhaps meant, and all the names there are. */
int nearest_error(const char *what, const char *typed, const char *const *names, size_t n,
	struct cpc_error *err);

#endif
