/*
 * select.h - what to ask next.
 * May use: base. Must not know: SQL, what a concept is called, the clock.
 */
#ifndef RULES_SELECT_H
#define RULES_SELECT_H

#include <stdbool.h>
#include <stddef.h>

/* A wrong answer comes back when this many other questions were asked in between. */
#define SELECT_GAP 4

/* How far down the due list a question of another domain is looked for. */
#define SELECT_WINDOW 8

#define SELECT_NONE ((size_t)-1)

struct select_due {
	int domain; /* its number in the blueprint */
	bool taken;
};

/* `items` stand in order of retrievability, lowest first. The first that is not taken, unless it is
 * of the domain asked last and one of another domain follows within the window. */
size_t select_due_next(const struct select_due *items, size_t n, int last_domain);

/*
 * The domain from which the next new concept comes, so that what was introduced stays in proportion
 * to the blueprint: the highest weight / introduced (the divisor method of Adams). A domain of
 * which nothing was introduced comes first, so a beginner meets each once, in the order of the
 * book; among equals the first. Another than last_domain where that can be had. `left` is how many
 * new concepts each domain still has. SELECT_NONE when none has any.
 */
size_t select_new_domain(const int weight[], const size_t introduced[], const size_t left[],
	size_t n, int last_domain);

struct select_again {
	size_t ready; /* the number of the question from which on it may come back */
};

/* The wrong answer that has waited longest and may come back as question `number`. */
size_t select_again_next(const struct select_again *items, size_t n, size_t number);

#endif
