/*
 * json.c - what --json prints.
 * May use: jansson, base. Must not know: what is told.
 */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/error.h"
#include "cli/cli.h"

int json_print(struct json_t *object, struct cpc_error *err)
{
	json_t *whole = json_pack("{s:i}", "format", 1);
	char *text = NULL;
	if (whole && object && json_object_update(whole, object) == 0)
		text = json_dumps(whole, JSON_COMPACT);
	json_decref(object);
	json_decref(whole);
	if (!text)
		return error_memory(err);
	bool good = puts(text) >= 0 && fflush(stdout) == 0;
	free(text);
	return good ? CPC_OK : error_set(err, CPC_IO, "cannot write the output");
}
