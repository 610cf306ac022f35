/*
 * show_json.c - a question, a verdict and the account of a session as JSON.
 * May use: jansson, cpc.h. Must not know: where they come from.
 */
#include <jansson.h>

#include "base/day.h"
#include "cli/cli.h"
#include "cli/kinds.h"
#include "cli/show.h"

static const char *const reasons[] = {"quiz", "review", "new", "again"};

struct json_t *show_question_json(const struct cpc_question *q)
{
	json_t *removed = json_array();
	for (size_t i = 0; i < q->choice_count; i++) {
		if (q->removed[i])
			json_array_append_new(removed, json_integer((json_int_t)i));
	}
	return json_pack("{s:s, s:s, s:s, s:s, s:I, s:I, s:b, s:s, s:o, s:o, s:s}", "type",
		"question", "id", q->id, "domain", q->domain, "reason", reasons[q->reason],
		"number", (json_int_t)q->number, "left", (json_int_t)q->left, "flagged",
		(int)q->flagged, "stem", q->stem, "choices", json_texts(q->choice, q->choice_count),
		"removed", removed, "kind", kind_name(q->kind));
}

/* The places that a mask names. */
static json_t *places(uint32_t choices)
{
	json_t *list = json_array();
	for (int i = 0; i < CPC_CHOICES_MAX; i++) {
		if (choices >> i & 1)
			json_array_append_new(list, json_integer(i));
	}
	return list;
}

struct json_t *show_verdict_json(const struct cpc_verdict *v)
{
	char due[16];
	day_format(v->due_day, due);
	size_t rationales = v->choice_count ? v->choice_count : 1;
	return json_pack("{s:s, s:s, s:b, s:i, s:i, s:i, s:s, s:s, s:s, s:s, s:s, s:o, s:s, s:b, "
			 "s:s, s:o, s:o}",
		"type", "verdict", "id", v->id, "right", (int)v->right, "grade", v->grade, "chosen",
		v->chosen, "key", v->key, "accepted", v->accepted, "title", v->title, "rule",
		v->rule, "source", v->source, "basis", v->basis, "rationales",
		json_texts(v->rationale, rationales), "due", due, "comes_back", (int)v->comes_back,
		"kind", kind_name(v->kind), "chosen_set", places(v->chosen_mask), "keys",
		places(v->keys));
}

struct json_t *show_report_json(const struct cpc_study_report *r)
{
	json_t *domains = json_array();
	for (size_t i = 0; i < r->domain_count; i++) {
		const struct cpc_domain_score *d = &r->domains[i];
		json_array_append_new(
			domains, json_pack("{s:s, s:I, s:I}", "domain", d->slug, "answered",
					 (json_int_t)d->answered, "right", (json_int_t)d->right));
	}
	return json_pack("{s:s, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:o}", "type", "report",
		"answered", (json_int_t)r->answered, "right", (json_int_t)r->right, "new_concepts",
		(json_int_t)r->new_concepts, "missed_left", (json_int_t)r->missed_left, "ms",
		(json_int_t)r->ms, "due_today", (json_int_t)r->due_today, "due_tomorrow",
		(json_int_t)r->due_tomorrow, "domains", domains);
}
