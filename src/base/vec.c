/*
 * vec.c - arrays that grow.
 * May use: libc. Must not know: what stands in the array.
 */
#include "base/vec.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

bool vec_grow(void **items, size_t *cap, size_t want, size_t item_size)
{
	if (want <= *cap)
		return true;
	size_t grown = *cap ? *cap * 2 : 8;
	if (grown < want)
		grown = want;
	if (grown > SIZE_MAX / item_size)
		return false;
	void *moved = realloc(*items, grown * item_size);
	if (!moved)
		return false;
	memset((char *)moved + *cap * item_size, 0, (grown - *cap) * item_size);
	*items = moved;
	*cap = grown;
	return true;
}
