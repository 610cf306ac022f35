/*
 * readiness.h - the forecast that is kept with an exam.
 * May use: engine.h. Must not know: the terminal, the clock.
 */
#ifndef ENGINE_READINESS_H
#define ENGINE_READINESS_H

#include "engine/engine.h"

/* What to expect of an exam with these questions, sat on the day `today`, from what is known before
 * it. */
int readiness_forecast(cpc *c, int64_t today, const char *const qids[], size_t count,
	struct cpc_forecast *out, struct cpc_error *err);

#endif
