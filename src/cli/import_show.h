/*
 * import_show.h - what an import did, drawn and as JSON.
 * May use: cli, cpc.h. Must not know: how it was done.
 */
#ifndef CLI_IMPORT_SHOW_H
#define CLI_IMPORT_SHOW_H

#include "cli/cli.h"

/* `refused`: there were faults, and nothing was kept. */
int import_show(struct program *p, const struct cpc_import_options *options,
	const struct cpc_import_report *r, bool refused, struct cpc_error *err);

int import_show_undone(
	struct program *p, const struct cpc_import_entry *entry, struct cpc_error *err);

int import_show_list(struct program *p, struct cpc_error *err);

int import_show_formats(struct program *p, struct cpc_error *err);

#endif
