/*
 * json.c - what --json prints.
 * May use: jansson, base. Must not know: what is told.
 */
#include <jansson.h>
#include <stdlib.h>

#include "base/error.h"
#include "cli/cli.h"

struct json_t *json_texts(const char *const *items, size_t n)
{
	json_t *list = json_array();
	for (size_t i = 0; i < n; i++)
		json_array_append_new(list, json_string(items[i]));
	return list;
}

int json_add(struct json_t *object, struct buf *out)
{
	json_t *whole = json_pack("{s:i}", "format", 1);
	char *text = NULL;
	if (whole && object && json_object_update(whole, object) == 0)
		text = json_dumps(whole, JSON_COMPACT | JSON_REAL_PRECISION(15));
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
