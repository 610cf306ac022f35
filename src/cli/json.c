/*
 * json.c - what --json prints.
 * May use: jansson, base. Must not know: what is told.
 */
#include <jansson.h>
#include <stdlib.h>

#include "base/error.h"
#include "base/utf8.h"
#include "cli/cli.h"

/* $23.45 stays so, and what is estimated does not differ between machines. */
#define REAL_DIGITS 10

struct json_t *json_texts(const char *const *items, size_t n)
{
	json_t *list = json_array();
	for (size_t i = 0; i < n; i++)
		json_array_append_new(list, json_string(items[i]));
	return list;
}

struct json_t *json_path(const char *path)
{
	struct buf shown = BUF_INIT;
	utf8_add_visible(&shown, str_of(path));
	json_t *text = shown.failed ? NULL : json_string(buf_text(&shown));
	buf_release(&shown);
	return text;
}

int json_add(struct json_t *object, struct buf *out)
{
	json_t *whole = json_pack("{s:i}", "format", 1);
	char *text = NULL;
	if (whole && object && json_object_update(whole, object) == 0)
		text = json_dumps(whole, JSON_COMPACT | JSON_REAL_PRECISION(REAL_DIGITS));
	json_decref(object);
	json_decref(whole);
	if (text)
		buf_printf(out, "%s\n", text);
	bool good = text && !out->failed;
	free(text);
	return good ? CPC_OK : CPC_INTERNAL;
}

int json_print(struct json_t *object, struct cpc_error *err)
{
	struct buf out = BUF_INIT;
	if (json_add(object, &out)) {
		buf_release(&out);
		return error_memory(err);
	}
	return term_print(&out) ? CPC_OK : error_set(err, CPC_IO, "cannot write the output");
}
