/*
 * pager.h - a text longer than the window, with somebody to turn its pages.
 * May use: cli, line, page. Must not know: what is shown.
 */
#ifndef CLI_PAGER_H
#define CLI_PAGER_H

#include "cli/cli.h"

struct line;
struct page;

/* Let a person turn the pages that are left. CPC_NO when they had enough; the exit code of a signal
 * that came. */
int pager_turn(const struct program *p, struct line *line, struct page *page);

/* Print a whole text, a page at a time where a person reads and it is longer than the window. Takes
 * it over. JSON is printed as it is. CPC_IO when printing failed; the exit code of a signal that
 * came. */
int pager_print(struct program *p, struct buf *text, struct cpc_error *err);

#endif
