/*
 * hash.h - 64-bit hash of bytes.
 * May use: libc. Must not know: what the bytes mean.
 *
 * FNV-1a (Fowler, Noll, Vo; draft-eastlake-fnv): stable over machines and releases, good enough to
 * tell that a text changed; not for secrets.
 */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

#define HASH_START UINT64_C(0xcbf29ce484222325)

/* hash_bytes(HASH_START, ...) begins; pass the result on to continue. */
uint64_t hash_bytes(uint64_t hash, const void *bytes, size_t n);

/* The eight bytes of the number, the lowest first, whatever the order of this machine. */
uint64_t hash_u64(uint64_t hash, uint64_t number);

/* The text and its NUL, so that "ab","c" and "a","bc" differ. */
uint64_t hash_text(uint64_t hash, const char *text);

/* For qsort over hashes (uint64_t). */
int hash_order(const void *a, const void *b);

#endif
