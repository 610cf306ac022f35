/*
 * exam_json.c - mock exams as JSON.
 * May use: jansson, cpc.h. Must not know: where it goes.
 */
#include <jansson.h>

#include "base/day.h"
#include "cli/cli.h"
#include "cli/exam_show.h"
#include "cli/ready.h"

static const char *const statuses[] = {"open", "submitted", "abandoned"};

static json_t *number(int64_t value)
{
	return json_integer((json_int_t)value);
}

/* A position of a choice; null where there is none. */
static json_t *position(int value)
{
	return value < 0 ? json_null() : json_integer(value);
}

static json_t *struck(const struct cpc_exam_question *q)
{
	json_t *list = json_array();
	for (size_t i = 0; i < q->choice_count; i++) {
		if (q->struck[i])
			json_array_append_new(list, json_integer((json_int_t)i));
	}
	return list;
}

struct json_t *exam_json_plan(const struct cpc_exam_draw *draw, const struct cpc_exam_options *o)
{
	return json_pack("{s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:i, s:b, s:s}", "type", "plan",
		"count", number((int64_t)draw->count), "allowed_ms", number(draw->allowed_ms),
		"mock", number((int64_t)draw->mock), "fresh", number((int64_t)draw->fresh), "seen",
		number((int64_t)draw->seen), "repeated", number((int64_t)draw->repeated),
		"pass_percent", CPC_PASS_PERCENT, "practice", (int)o->practice, "order",
		o->shuffled ? "shuffled" : "book");
}

struct json_t *exam_json_state(const char *type, const struct cpc_exam_state *s)
{
	return json_pack("{s:s, s:i, s:s, s:b, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "type",
		type, "exam", s->number, "status", statuses[s->status], "practice",
		(int)s->practice, "count", number((int64_t)s->count), "question",
		number((int64_t)s->position + 1), "answered", number((int64_t)s->answered),
		"flagged", number((int64_t)s->flagged), "allowed_ms", number(s->allowed_ms),
		"used_ms", number(s->used_ms), "left_ms", number(s->left_ms), "pace_ms",
		number(s->pace_ms));
}

struct json_t *exam_json_question(const struct cpc_exam_state *s, const struct cpc_exam_question *q)
{
	return json_pack("{s:s, s:o, s:s, s:s, s:s, s:o, s:o, s:o, s:s?, s:s?, s:i, s:b, s:o}",
		"type", "question", "number", number((int64_t)s->position + 1), "id", q->id,
		"domain", q->domain, "stem", q->stem, "choices",
		json_texts(q->choice, q->choice_count), "struck", struck(q), "chosen",
		position(q->chosen), "typed", q->typed, "note", q->note, "confidence",
		(int)q->confidence, "flagged", (int)q->flagged, "left_ms", number(s->left_ms));
}

struct json_t *exam_json_grid(cpc_exam *x, const struct cpc_exam_state *s)
{
	json_t *grid = exam_json_state("grid", s), *items = json_array();
	for (size_t i = 0; i < s->count; i++) {
		struct cpc_exam_question q;
		if (cpc_exam_question(x, i, &q, NULL) == CPC_OK)
			json_array_append_new(
				items, json_pack("{s:o, s:b, s:b, s:o}", "number",
					       number((int64_t)i + 1), "answered", (int)q.answered,
					       "flagged", (int)q.flagged, "struck", struck(&q)));
	}
	json_object_set_new(grid, "questions", items);
	return grid;
}

static json_t *sections(const struct cpc_exam_report *r)
{
	json_t *list = json_array();
	for (size_t i = 0; i < r->section_count; i++) {
		const struct cpc_section_score *s = &r->sections[i];
		json_array_append_new(
			list, json_pack("{s:s, s:o, s:o, s:o}", "section", s->section, "asked",
				      number((int64_t)s->asked), "right", number((int64_t)s->right),
				      "spent_ms", number(s->spent_ms)));
	}
	return list;
}

static json_t *confidence(const struct cpc_exam_report *r)
{
	static const char *const names[] = {"guessed", "plain", "sure"};
	json_t *object = json_object();
	for (size_t i = 0; i < 3; i++)
		json_object_set_new(object, names[i],
			json_pack("{s:o, s:o}", "answered",
				number((int64_t)r->confidence[i].answered), "right",
				number((int64_t)r->confidence[i].right)));
	return object;
}

static json_t *domains(const struct cpc_exam_report *r)
{
	json_t *list = json_array();
	for (size_t i = 0; i < r->domain_count; i++) {
		const struct cpc_domain_score *d = &r->domains[i];
		json_array_append_new(list,
			json_pack("{s:s, s:o, s:o}", "domain", d->slug, "asked",
				number((int64_t)d->answered), "right", number((int64_t)d->right)));
	}
	return list;
}

struct json_t *exam_json_report(const struct cpc_exam_report *r)
{
	char day[16];
	day_format(r->started_day, day);
	json_t *object = json_pack("{s:s, s:i, s:s, s:b, s:b, s:b, s:b, s:o, s:o, s:o}", "type",
		"report", "exam", r->number, "day", day, "passed", (int)r->passed, "practice",
		(int)r->practice, "time_ran_out", (int)r->by_time, "open_book", (int)r->open_book,
		"count", number((int64_t)r->count), "right", number((int64_t)r->right), "answered",
		number((int64_t)r->answered));
	json_t *rest = json_pack("{s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "lookups",
		number((int64_t)r->lookups), "flagged", number((int64_t)r->flagged), "changed",
		number((int64_t)r->changed), "changed_to_right",
		number((int64_t)r->changed_to_right), "changed_to_wrong",
		number((int64_t)r->changed_to_wrong), "used_ms", number(r->used_ms), "allowed_ms",
		number(r->allowed_ms), "domains", domains(r));
	json_object_update(object, rest);
	json_decref(rest);
	rest = json_pack("{s:i, s:o, s:f, s:o, s:o, s:o}", "pass_percent", CPC_PASS_PERCENT,
		"to_pass", number(r->right < r->cut ? (int64_t)(r->cut - r->right) : 0),
		"standard_error_points", r->error_points, "sections", sections(r), "confidence",
		confidence(r), "forecast",
		r->has_forecast ? ready_json_forecast(&r->forecast) : json_null());
	json_object_update(object, rest);
	json_decref(rest);
	return object;
}

struct json_t *exam_json_line(const struct cpc_exam_line *line)
{
	char day[16];
	day_format(line->started_day, day);
	bool graded = line->status == CPC_EXAM_SUBMITTED;
	return json_pack("{s:s, s:i, s:s, s:s, s:o, s:b, s:o, s:o, s:o, s:o, s:o, s:o}", "type",
		"exam", "exam", line->number, "day", day, "status", statuses[line->status],
		"passed", graded ? json_boolean(line->passed) : json_null(), "practice",
		(int)line->practice, "count", number((int64_t)line->count), "answered",
		number((int64_t)line->answered), "right",
		graded ? number((int64_t)line->right) : json_null(), "used_ms",
		number(line->used_ms), "allowed_ms", number(line->allowed_ms), "chance",
		line->chance_told ? json_real(line->chance) : json_null());
}

struct json_t *exam_json_item(const struct cpc_exam_item *item)
{
	const struct cpc_exam_question *q = &item->question;
	const struct cpc_verdict *v = &item->verdict;
	size_t rationales = v->choice_count ? v->choice_count : 1;
	json_t *object = json_pack("{s:s, s:o, s:s, s:s, s:s, s:o, s:b, s:b, s:b, s:o, s:s?}",
		"type", "item", "number", number((int64_t)item->position + 1), "id", q->id,
		"domain", q->domain, "stem", q->stem, "choices",
		json_texts(v->choice, v->choice_count), "answered", (int)q->answered, "right",
		(int)v->right, "flagged", (int)q->flagged, "chosen", position(q->chosen), "typed",
		q->typed);
	json_t *rest = json_pack("{s:i, s:o, s:o, s:i, s:o, s:s?, s:s, s:s, s:s, s:s, s:s, s:o}",
		"confidence", (int)q->confidence, "key", position(v->key), "first_chosen",
		position(item->first_chosen), "changes", item->changes, "spent_ms",
		number(item->spent_ms), "note", q->note, "accepted", v->accepted, "title", v->title,
		"rule", v->rule, "source", v->source, "basis", v->basis, "rationales",
		json_texts(v->rationale, rationales));
	json_object_update(object, rest);
	json_decref(rest);
	return object;
}
