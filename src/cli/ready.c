/*
 * ready.c - readiness in words and as JSON.
 * May use: jansson, base, cpc.h. Must not know: how it is reckoned.
 */
#include "cli/ready.h"

#include <jansson.h>
#include <math.h>
#include <stdio.h>

#include "base/day.h"

#define NAMED 3 /* domains that a sentence names */

void ready_say_percent(double chance, char out[READY_PERCENT_SIZE])
{
	int percent = (int)lround(100 * chance);
	if (percent < 1)
		snprintf(out, READY_PERCENT_SIZE, "under 1%%");
	else if (percent > 99)
		snprintf(out, READY_PERCENT_SIZE, "over 99%%");
	else
		snprintf(out, READY_PERCENT_SIZE, "%d%%", percent);
}

static long covered_percent(const struct cpc_forecast *f)
{
	return (long)floor(100 * f->coverage + 1e-9); /* 0.29 is a little less than 29 / 100 */
}

void ready_say_forecast(const struct cpc_forecast *f, size_t count, struct buf *out)
{
	char chance[READY_PERCENT_SIZE];
	if (!f->told) {
		buf_printf(out, "not known then (%ld%% of the exam covered)", covered_percent(f));
		return;
	}
	ready_say_percent(f->chance, chance);
	buf_printf(out, "%s to pass, %ld to %ld of %zu right", chance, lround(f->low),
		lround(f->high), count);
}

/* Those nearest to enough first, else in the order of the blueprint. */
static size_t list_lacking(
	const struct cpc_readiness *r, const struct cpc_readiness_domain *out[CPC_DOMAINS_MAX])
{
	size_t n = 0;
	for (size_t i = 0; i < r->domain_count; i++) {
		size_t at = n;
		if (r->domains[i].lacking == 0)
			continue;
		for (; at > 0 && out[at - 1]->lacking > r->domains[i].lacking; at--)
			out[at] = out[at - 1];
		out[at] = &r->domains[i];
		n++;
	}
	return n;
}

void ready_say_short(const struct cpc_readiness *r, struct buf *out)
{
	if (r->now.told) {
		ready_say_forecast(&r->now, (size_t)r->count, out);
		return;
	}
	buf_printf(out, "not known yet: %ld%% of the exam covered, 60%% needed",
		covered_percent(&r->now));
}

void ready_say(const struct cpc_readiness *r, struct buf *out)
{
	const struct cpc_readiness_domain *lacking[CPC_DOMAINS_MAX];
	size_t n = list_lacking(r, lacking);
	if (r->now.told) {
		ready_say_forecast(&r->now, (size_t)r->count, out);
		return;
	}
	buf_printf(out,
		"your chance is not known yet: first answers to ten questions of a domain cover "
		"it, "
		"and %ld%% of the exam is covered; 60%% is needed. Still missing:",
		covered_percent(&r->now));
	for (size_t i = 0; i < n && i < NAMED; i++)
		buf_printf(out, "%s %s %zu", i ? "," : "", lacking[i]->slug, lacking[i]->lacking);
	if (n > NAMED)
		buf_printf(
			out, " and %zu more %s", n - NAMED, n - NAMED == 1 ? "domain" : "domains");
}

json_t *ready_json_forecast(const struct cpc_forecast *f)
{
	if (!f->told)
		return json_pack("{s:n, s:n, s:n, s:n, s:f}", "chance", "expected", "low", "high",
			"coverage", f->coverage);
	return json_pack("{s:f, s:f, s:f, s:f, s:f}", "chance", f->chance, "expected", f->expected,
		"low", f->low, "high", f->high, "coverage", f->coverage);
}

json_t *ready_json(const struct cpc_readiness *r)
{
	char day[16];
	json_t *object = ready_json_forecast(&r->now);
	day_format(r->day, day);
	json_object_set_new(object, "day", json_string(day));
	json_object_set_new(object, "count", json_integer(r->count));
	return object;
}

json_t *ready_json_domains(const struct cpc_readiness *r)
{
	json_t *domains = json_array();
	for (size_t i = 0; i < r->domain_count; i++) {
		const struct cpc_readiness_domain *d = &r->domains[i];
		bool covered = d->lacking == 0;
		json_array_append_new(
			domains, json_pack("{s:s, s:i, s:I, s:I, s:o, s:o, s:f, s:f}", "domain",
					 d->slug, "n", d->n, "fresh", (json_int_t)d->fresh,
					 "lacking", (json_int_t)d->lacking, "right",
					 covered ? json_real(d->right) : json_null(), "spread",
					 covered ? json_real(d->spread) : json_null(), "met",
					 d->met, "recall", d->recall));
	}
	return domains;
}
