/*
 * arena.c - memory that is given back all at once: a list of blocks, filled from the front.
 * May use: libc. Must not know: what stands in it.
 */
#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK_SIZE 16384

struct arena_block {
	struct arena_block *next;
	size_t used, size;
	alignas(max_align_t) char bytes[];
};

void arena_release(struct arena *a)
{
	while (a->first) {
		struct arena_block *next = a->first->next;
		free(a->first);
		a->first = next;
	}
}

void arena_reset(struct arena *a)
{
	struct arena_block *kept = a->first;
	if (!kept)
		return;
	a->first = kept->next;
	arena_release(a);
	kept->next = NULL;
	kept->used = 0;
	a->first = kept;
}

static struct arena_block *add_block(struct arena *a, size_t size)
{
	struct arena_block *block = malloc(sizeof *block + size);
	if (!block)
		return NULL;
	block->used = 0;
	block->size = size;
	block->next = a->first;
	a->first = block;
	return block;
}

void *arena_alloc(struct arena *a, size_t size)
{
	if (size > SIZE_MAX / 2)
		return NULL;
	size_t rounded = (size + alignof(max_align_t) - 1) & ~(alignof(max_align_t) - 1);
	struct arena_block *block = a->first;
	if (!block || block->size - block->used < rounded)
		block = add_block(a, rounded > BLOCK_SIZE ? rounded : BLOCK_SIZE);
	if (!block)
		return NULL;
	void *p = block->bytes + block->used;
	block->used += rounded;
	return memset(p, 0, size);
}

char *arena_copy(struct arena *a, struct str s)
{
	char *text = arena_alloc(a, s.n + 1);
	if (text)
		memcpy(text, s.p, s.n);
	return text;
}
