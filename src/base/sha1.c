/*
 * sha1.c - SHA-1 (FIPS 180-4).
 * May use: libc. Must not know: what the bytes mean.
 */
#include "base/sha1.h"

#include <string.h>

#define BLOCK 64

static uint32_t rotate(uint32_t x, int n)
{
	return x << n | x >> (32 - n);
}

static uint32_t mix(int round, uint32_t b, uint32_t c, uint32_t d)
{
	static const uint32_t constants[4] = {0x5A827999, 0x6ED9EBA1, 0x8F1BBCDC, 0xCA62C1D6};
	uint32_t f = round < 20	  ? (b & c) | (~b & d)
		     : round < 40 ? b ^ c ^ d
		     : round < 60 ? (b & c) | (b & d) | (c & d)
				  : b ^ c ^ d;
	return f + constants[round / 20];
}

static void add_block(uint32_t h[5], const unsigned char *p)
{
	uint32_t w[80];
	for (int i = 0; i < 16; i++, p += 4)
		w[i] = (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
	for (int i = 16; i < 80; i++)
		w[i] = rotate(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
	uint32_t a = h[0], b = h[1], c = h[2], d = h[3], e = h[4];
	for (int i = 0; i < 80; i++) {
		uint32_t next = rotate(a, 5) + mix(i, b, c, d) + e + w[i];
		e = d;
		d = c;
		c = rotate(b, 30);
		b = a;
		a = next;
	}
	h[0] += a;
	h[1] += b;
	h[2] += c;
	h[3] += d;
	h[4] += e;
}

void sha1_of(struct str text, unsigned char out[SHA1_BYTES])
{
	uint32_t h[5] = {0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0};
	uint64_t bits = (uint64_t)text.n * 8;
	unsigned char last[2 * BLOCK] = {0};
	for (; text.n >= BLOCK; text = str_from(text, BLOCK))
		add_block(h, (const unsigned char *)text.p);
	/* The rest, a bit that is set, zeros, and the length in the last eight bytes. */
	size_t size = text.n + 9 > BLOCK ? 2 * BLOCK : BLOCK;
	memcpy(last, text.p, text.n);
	last[text.n] = 0x80;
	for (size_t i = 0; i < 8; i++)
		last[size - 1 - i] = (unsigned char)(bits >> 8 * i);
	for (size_t at = 0; at < size; at += BLOCK)
		add_block(h, last + at);
	for (size_t i = 0; i < SHA1_BYTES; i++)
		out[i] = (unsigned char)(h[i / 4] >> (24 - 8 * (i % 4)));
}
