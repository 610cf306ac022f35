/*
 * bank_read.h - questions out of the tables of the bank, with all that their files said of them.
 * May use: everything below the engine. Must not know: who wants them.
 */
#ifndef ENGINE_BANK_READ_H
#define ENGINE_BANK_READ_H

#include "engine/engine.h"
#include "formats/format.h"

struct pattern;

struct bank_filter {
	const char *set, *domain; /* slugs; NULL: all */
	bool flagged, missed;
	struct pattern *match; /* somewhere in stem, choices, tags or codes; NULL: all */
};

struct bank_row {
	struct format_item item; /* id: <set>/<slug> */
	const char *path;
	bool imported;
};

/* Each question that the filter lets pass, file by file; its texts live until `each` returns, of
 * which a status ends the reading. */
int bank_each(cpc *c, const struct bank_filter *filter,
	int (*each)(void *context, const struct bank_row *row, struct cpc_error *err),
	void *context, struct cpc_error *err);

#endif
