/*
 * lint.h - a linter while questions are added to it, shared by lint.c and lint_add.c.
 * May use: everything below the engine. Must not know: the terminal, what a rule asks.
 */
#ifndef ENGINE_LINT_H
#define ENGINE_LINT_H

#include "engine/engine.h"
#include "formats/format.h"
#include "rules/lint.h"

struct lint_kept { /* a question with copies of its texts */
	struct question q;
	struct lint_item item; /* whose q is set when all are there */
};

struct cpc_lint {
	struct arena texts;
	struct lint_kept *items;
	size_t n, cap;
	struct lint_lists lists;
	bool has_lists, imported;
	const struct lint_rule *rule; /* NULL: all */
	const struct format *format;  /* NULL: by content */
	const char *map;
};

#endif
