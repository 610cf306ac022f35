/*
 * progress.h - one line on the terminal while something takes long.
 * May use: POSIX, base. Must not know: what is being done.
 *
 * On stderr, when that is a terminal, from the first second on, ten times a second at most; the
 * line is gone when it is over.
 */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct progress {
	const char *what; /* "counting answers" */
	bool wanted, shown;
	int64_t begun_ms, last_ms;
};

void progress_begin(struct progress *p, const char *what);

/* A cpc_progress; its context is the struct. */
void progress_step(void *context, size_t done, size_t all);

/* The same for bytes of a file: of how many (-1: not known). */
void progress_taken(struct progress *p, int64_t taken, int64_t size);

void progress_end(struct progress *p);

#endif
