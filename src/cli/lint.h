/*
 * lint.h - the linter, for commands that look at files beside what they do.
 * May use: cli. Must not know: what a rule asks.
 */
#ifndef CLI_LINT_H
#define CLI_LINT_H

#include "cli/cli.h"

/* Check the files that the command's words name, as `cpc lint --imported` does, and print what was
 * found. `format` and `map` may be NULL. CPC_NO when an error was among it. */
int lint_imported(struct program *p, const char *format, const char *map, struct cpc_error *err);

#endif
