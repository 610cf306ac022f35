/*
 * ready.h - readiness in words and as JSON.
 * May use: term, jansson, cpc.h. Must not know: how it is reckoned.
 */
#ifndef CLI_READY_H
#define CLI_READY_H

#include "base/buf.h"
#include "cpc.h"

struct json_t;

#define READY_PERCENT_SIZE 12

/* "62%"; never "0%" or "100%", which no forecast may say: "under 1%", "over 99%". */
void ready_say_percent(double chance, char out[READY_PERCENT_SIZE]);

/* "62% to pass, 66 to 77 of 100 right", or what is missing to tell that. */
void ready_say(const struct cpc_readiness *r, struct buf *out);

/* The same in one line. */
void ready_say_short(const struct cpc_readiness *r, struct buf *out);

/* The same as it was told before an exam of `count` questions. */
void ready_say_forecast(const struct cpc_forecast *f, size_t count, struct buf *out);

/* Numbers that may not be told are null. */
struct json_t *ready_json_forecast(const struct cpc_forecast *f);
struct json_t *ready_json(const struct cpc_readiness *r);
struct json_t *ready_json_domains(const struct cpc_readiness *r);

#endif
