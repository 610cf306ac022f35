/*
 * stats_json.c - statistics as JSON, a line for each part.
 * May use: jansson, cpc.h. Must not know: where it goes.
 */
#include <jansson.h>

#include "base/day.h"
#include "cli/cli.h"
#include "cli/kinds.h"
#include "cli/ready.h"
#include "cli/results.h"
#include "cli/stats.h"

static json_t *number(int64_t value)
{
	return json_integer((json_int_t)value);
}

static json_t *count(size_t value)
{
	return json_integer((json_int_t)value);
}

static json_t *date(int64_t day)
{
	char text[16];
	day_format(day, text);
	return json_string(text);
}

/* A number that nothing was counted for is null. */
static json_t *real(double value, size_t n)
{
	return n ? json_real(value) : json_null();
}

/* {"type": TYPE, "items": [...]}; `items` is taken over. */
static json_t *list_of(const char *type, json_t *items)
{
	return json_pack("{s:s, s:o}", "type", type, "items", items);
}

static json_t *summary_json(const struct cpc_stats *s)
{
	return json_pack(
		"{s:s, s:o, s:o, s:o, s:o, s:o, s:i, s:i, s:o, s:o, s:o, s:o, s:o, s:o, s:o}",
		"type", "summary", "day", date(s->day), "answered", count(s->answered), "right",
		count(s->right), "days", count(s->day_count), "ms", number(s->ms), "streak",
		s->streak, "longest_streak", s->longest_streak, "lower_ms", number(s->lower_ms),
		"median_ms", number(s->median_ms), "upper_ms", number(s->upper_ms), "concepts_met",
		count(s->cards), "memory", real(s->memory, s->cards), "gone_answered",
		count(s->gone.n), "gone_right", count(s->gone.right));
}

static json_t *days_json(const struct cpc_stats *s)
{
	json_t *items = json_array();
	for (size_t i = 0; i < s->day_count; i++) {
		const struct cpc_stats_day *d = &s->days[i];
		json_array_append_new(items,
			json_pack("{s:o, s:o, s:o, s:o}", "day", date(d->day), "answered",
				count(d->answered), "right", count(d->right), "ms", number(d->ms)));
	}
	return list_of("days", items);
}

static json_t *domains_json(const struct cpc_stats *s)
{
	json_t *items = json_array();
	for (size_t i = 0; i < s->domain_count; i++) {
		const struct cpc_stats_domain *d = &s->domains[i];
		json_array_append_new(items,
			json_pack("{s:s, s:s, s:b, s:o, s:o, s:o, s:o, s:o}", "domain", d->slug,
				"title", d->title, "own", d->n == 0, "answered", count(d->answered),
				"right", count(d->right), "concepts", count(d->concepts), "met",
				count(d->met), "memory", real(d->memory, d->met)));
	}
	return list_of("domains", items);
}

static json_t *due_json(const struct cpc_stats *s)
{
	json_t *items = json_array();
	for (int i = 0; i < CPC_STATS_FORECAST; i++)
		json_array_append_new(items,
			json_pack("{s:o, s:o}", "day", date(s->day + i), "due", count(s->due[i])));
	json_t *object = list_of("due", items);
	json_object_set_new(object, "later", count(s->due_later));
	return object;
}

static json_t *recall_json(const struct cpc_stats *s)
{
	json_t *items = json_array();
	size_t n = s->recall.n;
	for (size_t i = 0; i < CPC_STATS_RECALL_BINS; i++) {
		const struct cpc_stats_bin *b = &s->bins[i];
		json_array_append_new(
			items, json_pack("{s:f, s:f, s:o, s:o, s:o}", "low", b->low, "high",
				       b->high, "n", count(b->n), "predicted",
				       real(b->predicted, b->n), "right", count(b->right)));
	}
	return json_pack("{s:s, s:f, s:o, s:o, s:o, s:o, s:o, s:o}", "type", "recall", "target",
		s->target, "n", count(n), "right", count(s->recall.right), "predicted",
		real(s->recall_predicted, n), "brier", real(s->recall_brier, n), "error",
		real(s->recall_error, n), "items", items);
}

static json_t *confidence_json(const struct cpc_stats *s)
{
	json_t *items = json_array();
	for (size_t i = 0; i < 3; i++)
		json_array_append_new(items,
			json_pack("{s:s, s:o, s:o}", "said", stats_confidences[i], "n",
				count(s->confidence[i].n), "right", count(s->confidence[i].right)));
	return list_of("confidence", items);
}

static json_t *times_json(const struct cpc_stats *s)
{
	json_t *items = json_array();
	for (size_t i = 0; i < CPC_STATS_TIME_BINS; i++)
		json_array_append_new(items,
			json_pack("{s:o, s:o, s:o}", "from_ms", number(s->times[i].low_ms), "n",
				count(s->times[i].n), "right", count(s->times[i].right)));
	return list_of("times", items);
}

static json_t *concepts_json(const char *type, const struct cpc_stats_concept *list, size_t n)
{
	json_t *items = json_array();
	for (size_t i = 0; i < n; i++) {
		const struct cpc_stats_concept *c = &list[i];
		json_array_append_new(items,
			json_pack("{s:s, s:s, s:s, s:o, s:o, s:i}", "concept", c->concept, "domain",
				c->domain, "title", c->title, "answered", count(c->answered),
				"right", count(c->right), "lapses", c->lapses));
	}
	return list_of(type, items);
}

static int add_all(json_t *const parts[], size_t n, struct buf *out)
{
	int rc = CPC_OK;
	for (size_t i = 0; i < n; i++) {
		int one = json_add(parts[i], out);
		rc = rc ? rc : one;
	}
	return rc;
}

static json_t *readiness_json(const struct cpc_readiness *r)
{
	json_t *object = json_pack("{s:s}", "type", "readiness"), *ready = ready_json(r);
	json_object_update(object, ready);
	json_decref(ready);
	json_object_set_new(object, "domains", ready_json_domains(r));
	return object;
}

int stats_json(const struct stats *all, struct buf *out)
{
	const struct cpc_stats *s = all->counts;
	json_t *leeches = concepts_json("leeches", s->leeches, s->leeches_shown);
	json_object_set_new(leeches, "n", count(s->leech_count));
	json_t *parts[] = {summary_json(s), readiness_json(&all->ready),
		results_json_forecasts(&all->forecasts), days_json(s), domains_json(s), due_json(s),
		recall_json(s), confidence_json(s), times_json(s),
		concepts_json("hardest", s->hardest, s->hardest_count), leeches};
	return add_all(parts, sizeof parts / sizeof *parts, out);
}

struct json_t *stats_json_written(const char *path, bool replaced)
{
	return json_pack(
		"{s:s, s:s, s:b}", "type", "html", "path", path, "replaced", (int)replaced);
}

/* The bank --------------------------------------------------------------------------------------
 */

static json_t *bank_domains_json(const struct cpc_bank_stats *s)
{
	json_t *items = json_array();
	for (size_t i = 0; i < s->domain_count; i++) {
		const struct cpc_bank_domain *d = &s->domains[i];
		json_array_append_new(
			items, json_pack("{s:s, s:s, s:b, s:i, s:o, s:o, s:o}", "domain", d->slug,
				       "title", d->title, "own", d->n == 0, "n", d->n, "practice",
				       count(d->practice), "mock", count(d->mock), "concepts",
				       count(d->concepts)));
	}
	return list_of("bank_domains", items);
}

static json_t *bank_cues_json(const struct cpc_bank_stats *s)
{
	json_t *keys = json_array(), *strategies = json_array();
	for (size_t i = 0; i < s->positions; i++)
		json_array_append_new(keys, count(s->keys[i]));
	for (size_t i = 0; i < CPC_BANK_STRATEGIES; i++)
		json_array_append_new(
			strategies, json_pack("{s:s, s:o}", "strategy", s->strategies[i].name,
					    "score", real(s->strategies[i].score, s->judged)));
	return json_pack("{s:s, s:o, s:o, s:o, s:o, s:o, s:o}", "type", "bank_cues", "n",
		count(s->judged), "others", count(s->questions - s->kinds[CPC_SINGLE]), "chance",
		real(s->chance, s->judged), "keys", keys, "keys_p", real(s->keys_p, s->judged),
		"strategies", strategies);
}

int stats_json_bank(const struct cpc_bank_stats *s, struct buf *out)
{
	const char *least = s->least >= 0 ? s->domains[s->least].slug : NULL;
	json_t *difficulty = json_pack("[o, o, o]", count(s->difficulty[0]),
		count(s->difficulty[1]), count(s->difficulty[2]));
	json_t *basis = json_pack("{s:o, s:o, s:o, s:o}", "data", count(s->data), "text",
		count(s->text), "book", count(s->book), "none", count(s->no_basis));
	json_t *kinds = json_object();
	for (int k = 0; k < CPC_QUESTION_KINDS; k++)
		json_object_set_new(
			kinds, kind_name((enum cpc_question_kind)k), count(s->kinds[k]));
	json_t *parts[] = {
		json_pack("{s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:s?, s:o, s:o, s:o}",
			"type", "bank", "questions", count(s->questions), "practice",
			count(s->practice), "mock", count(s->mock), "concepts", count(s->concepts),
			"shared_concepts", count(s->shared), "forms", count(s->forms),
			"practice_forms", count(s->practice_forms), "mock_forms",
			count(s->mock_forms), "fewest_domain", least, "difficulty", difficulty,
			"basis", basis, "kinds", kinds),
		bank_domains_json(s), bank_cues_json(s)};
	return add_all(parts, sizeof parts / sizeof *parts, out);
}
