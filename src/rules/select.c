/*
 * select.c - what to ask next.
 * May use: base. Must not know: SQL, what a concept is called, the clock.
 */
#include "rules/select.h"

size_t select_due_next(const struct select_due *items, size_t n, int last_domain)
{
	size_t first = SELECT_NONE, seen = 0;
	for (size_t i = 0; i < n && seen < SELECT_WINDOW; i++) {
		if (items[i].taken)
			continue;
		if (items[i].domain != last_domain)
			return i;
		if (first == SELECT_NONE)
			first = i;
		seen++;
	}
	return first;
}

static bool is_ahead(const int weight[], const size_t introduced[], size_t a, size_t b)
{
	/* weight[a] / introduced[a] > weight[b] / introduced[b], where a number by 0 is infinite */
	return (double)weight[a] * (double)introduced[b] >
	       (double)weight[b] * (double)introduced[a];
}

size_t select_new_domain(const int weight[], const size_t introduced[], const size_t left[],
	size_t n, int last_domain)
{
	size_t best = SELECT_NONE;
	for (size_t i = 0; i < n; i++) {
		if (left[i] == 0 || (int)i == last_domain)
			continue;
		if (best == SELECT_NONE || is_ahead(weight, introduced, i, best))
			best = i;
	}
	if (best == SELECT_NONE && last_domain >= 0 && (size_t)last_domain < n &&
		left[last_domain] > 0)
		best = (size_t)last_domain;
	return best;
}

size_t select_again_next(const struct select_again *items, size_t n, size_t number)
{
	size_t best = SELECT_NONE;
	for (size_t i = 0; i < n; i++) {
		if (items[i].ready <= number &&
			(best == SELECT_NONE || items[i].ready < items[best].ready))
			best = i;
	}
	return best;
}
