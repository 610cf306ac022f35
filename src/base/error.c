/*
 * error.c - filling a struct cpc_error.
 * May use: cpc_error.h, utf8. Must not know: any word of the domain.
 */
#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/utf8.h"

/* vsnprintf cuts between bytes; a character that lost its end goes as a whole. */
static void drop_cut_character(char *text, size_t length)
{
	size_t start = length - 1;
	uint32_t c;
	while (start > 0 && ((unsigned char)text[start] & 0xC0) == 0x80)
		start--;
	if (utf8_decode((struct str){text + start, length - start}, &c) == 0)
		text[start] = '\0';
}

int error_set(struct cpc_error *err, int status, const char *format, ...)
{
	if (!err)
		return status;
	va_list args;
	va_start(args, format);
	int length = vsnprintf(err->text, sizeof err->text, format, args);
	va_end(args);
	if (length >= (int)sizeof err->text)
		drop_cut_character(err->text, sizeof err->text - 1);
	err->status = status;
	return status;
}

int error_memory(struct cpc_error *err)
{
	return error_set(err, CPC_INTERNAL, "out of memory");
}

void error_clear(struct cpc_error *err)
{
	if (err) {
		err->status = CPC_OK;
		err->text[0] = '\0';
	}
}
