/*
 * vec.c - arrays that grow.
 * May use: libc. Must not know: what stands in the array.
 */
#include "base/vec.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

bool vec_grow(void *items, size_t *cap, size_t want, size_t item_size)
{
	if (want <= *cap)
		return true;
	size_t grown = *cap ? *cap * 2 : 8;
	if (grown < want)
		grown = want;
	if (grown > SIZE_MAX / item_size)
		return false;
	/* The owner's T * is no void *: it is read and written as bytes. */
	void *old;
	memcpy(&old, items, sizeof old);
	void *moved = realloc(old, grown * item_size);
	if (!moved)
		return false;
	memset((char *)moved + *cap * item_size, 0, (grown - *cap) * item_size);
	memcpy(items, &moved, sizeof moved);
	*cap = grown;
	/* cppcheck-suppress memleak ; it went to the owner as bytes */
	return true;
}
