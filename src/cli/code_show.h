/*
 * code_show.h - codes of the code book, drawn; for cpc lookup, an exam with open books, and study.
 * May use: cli, cpc.h. Must not know: where the codes are kept.
 */
#ifndef CLI_CODE_SHOW_H
#define CLI_CODE_SHOW_H

#include "cli/cli.h"

/* As many as fit a screen. */
#define CODES_USUAL 12

/* Look a query up and add what was found to `out`: a code and its title each, or one JSON line.
 * CPC_NO, with a sentence in *err, when nothing was found; else as cpc_lookup. */
int code_look_up(const struct program *p, const char *query, size_t most, struct buf *out,
	struct cpc_error *err);

#endif
