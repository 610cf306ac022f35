/*
 * sha1.h - SHA-1 (FIPS 180-4), where a file format asks for it.
 * May use: libc. Must not know: what the bytes mean. Not for secrets.
 */
#ifndef BASE_SHA1_H
#define BASE_SHA1_H

#include <stdint.h>

#include "base/str.h"

#define SHA1_BYTES 20

void sha1_of(struct str text, unsigned char out[SHA1_BYTES]);

#endif
