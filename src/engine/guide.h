/*
 * guide.h - single figures of the salary guide, for the rooms that reckon with them.
 * May use: engine. Must not know: the terminal.
 */
#ifndef ENGINE_GUIDE_H
#define ENGINE_GUIDE_H

#include "engine/engine.h"

/* *out is NULL when there is no such row; it lives until the bank is loaded again. CPC_NOINPUT when
 * the bank holds no guide. */
int guide_find(cpc *c, const char *topic, const char *key, const char *figure,
	const struct cpc_guide_row **out, struct cpc_error *err);

#endif
