/*
 * vec.h - arrays that grow.
 * May use: libc. Must not know: what stands in the array.
 *
 * An array is three fields of its owner: T *items; size_t n, cap. VEC_PUSH makes room for one
 * more and gives its address, NULL when there is no memory.
 */
#ifndef BASE_VEC_H
#define BASE_VEC_H

#include <stdbool.h>
#include <stddef.h>

/* `items` is the address of the owner's pointer, whatever it points to. */
bool vec_grow(void *items, size_t *cap, size_t want, size_t item_size);

#define VEC_PUSH(items, n, cap)                                                                    \
	(vec_grow(&(items), &(cap), (n) + 1, sizeof *(items)) ? &(items)[(n)++] : NULL)

#endif
