/*
 * target.c - what libFuzzer calls, for the one of property_of that FUZZ_TARGET names.
 * May use: property.h. Must not know: any format.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "fuzz/property.h"

#ifndef FUZZ_TARGET /* the Makefile says it */
#define FUZZ_TARGET "html"
#endif

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct buf why = BUF_INIT;
	if (!property_of(FUZZ_TARGET, (struct str){n ? (const char *)bytes : "", n}, &why)) {
		fprintf(stderr, "%s: %s\n", FUZZ_TARGET, buf_text(&why));
		abort();
	}
	buf_release(&why);
	return 0;
}
