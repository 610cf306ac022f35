/*
 * arena.h - memory that is given back all at once.
 * May use: libc. Must not know: what stands in it.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

#include "base/str.h"

struct arena_block;

struct arena {
	struct arena_block *first; /* the block being filled */
};

#define ARENA_INIT                                                                                 \
	{                                                                                          \
		NULL                                                                               \
	}

void arena_release(struct arena *a);

/* Forget everything but keep one block, so that a loop does not allocate. */
void arena_reset(struct arena *a);

/* Zeroed, aligned for any type; NULL when there is no memory. */
void *arena_alloc(struct arena *a, size_t size);
char *arena_copy(struct arena *a, struct str s); /* NUL-terminated */

#endif
