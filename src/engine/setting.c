/*
 * setting.c - reading and changing settings.
 * May use: everything below the engine. Must not know: the terminal, the clock.
 */
#include "engine/engine.h"

#include <float.h>
#include <stdlib.h>

#include "base/day.h"
#include "rules/setting.h"

static int read_value(
	cpc *c, const struct setting_rule *rule, bool *is_default, struct cpc_error *err)
{
	struct rows *rows;
	int rc = db_rows(c->db, Q_SETTING_GET, &rows, err, "t", rule->key);
	if (rc)
		return rc;
	*is_default = !rows_next(rows);
	buf_reset(&c->setting_text);
	buf_add_text(&c->setting_text, *is_default ? rule->standard : rows_text(rows, 0));
	rc = rows_end(rows, err);
	if (!rc && c->setting_text.failed)
		rc = error_memory(err);
	return rc;
}

static int fill(
	cpc *c, const struct setting_rule *rule, struct cpc_setting *out, struct cpc_error *err)
{
	bool is_default = true;
	int rc = read_value(c, rule, &is_default, err);
	if (!rc)
		*out = (struct cpc_setting){rule->key, rule->summary, rule->values,
			buf_text(&c->setting_text), is_default};
	return rc;
}

size_t cpc_setting_count(void)
{
	return setting_rule_count();
}

int cpc_setting_at(cpc *c, size_t index, struct cpc_setting *out, struct cpc_error *err)
{
	error_clear(err);
	const struct setting_rule *rule = setting_rule_at(index);
	if (!rule)
		return error_set(err, CPC_USAGE, "there is no setting number %zu", index);
	return fill(c, rule, out, err);
}

int cpc_setting_get(cpc *c, const char *key, struct cpc_setting *out, struct cpc_error *err)
{
	error_clear(err);
	const struct setting_rule *rule = setting_rule_find(key);
	return rule ? fill(c, rule, out, err) : setting_unknown(key, err);
}

static int store(cpc *c, const struct setting_rule *rule, const char *value, struct cpc_time now,
	struct cpc_error *err)
{
	int rc = db_run(c->db, Q_EVENT_CONFIG, err, "tidtt", c->device, now.at_ms, now.zone_min,
		rule->key, value);
	if (!rc)
		rc = db_run(c->db, Q_SETTING_DROP, err, "t", rule->key);
	if (!rc)
		rc = db_run(c->db, Q_SETTING_PUT, err, "t", rule->key);
	/* The days on which concepts come back follow from it. */
	if (!rc && str_eq(str_of(rule->key), "retention"))
		rc = derive_all_cards(c, err);
	return rc;
}

/* The one date there is, the exam's, lies ahead. */
static int check_ahead(cpc *c, const struct setting_rule *rule, const char *value,
	struct cpc_time now, struct cpc_error *err)
{
	int64_t today = 0, day = 0;
	int rc = engine_day(c, now, &today, err);
	if (!rc && day_parse(str_of(value), &day) && day < today)
		rc = error_set(err, CPC_CONFIG, "%s: found \"%s\", which is past, expected %s",
			rule->key, value, rule->values);
	return rc;
}

int cpc_setting_set(
	cpc *c, const char *key, const char *value, struct cpc_time now, struct cpc_error *err)
{
	error_clear(err);
	const struct setting_rule *rule = setting_rule_find(key);
	if (!rule)
		return setting_unknown(key, err);
	int rc = value ? setting_check(rule, value, err) : CPC_OK;
	if (!rc && value && rule->kind == SETTING_DATE)
		rc = check_ahead(c, rule, value, now, err);
	if (!rc)
		rc = engine_check_time(now, err);
	if (!rc)
		rc = db_begin(c->db, err);
	return rc ? rc : db_end(c->db, store(c, rule, value, now, err), err);
}

/* A file may hold a value that this version does not take, from another version or by hand: then
 * the default serves. */
static int checked_value(cpc *c, const char *key, const char **out, struct cpc_error *err)
{
	const struct setting_rule *rule = setting_rule_find(key);
	bool is_default = true;
	int rc = read_value(c, rule, &is_default, err);
	if (!rc)
		*out = setting_check(rule, buf_text(&c->setting_text), NULL)
			       ? rule->standard
			       : buf_text(&c->setting_text);
	return rc;
}

int setting_text(cpc *c, const char *key, const char **out, struct cpc_error *err)
{
	return checked_value(c, key, out, err);
}

int setting_number(cpc *c, const char *key, int64_t *out, struct cpc_error *err)
{
	const char *value = "";
	int rc = checked_value(c, key, &value, err);
	if (!rc)
		*out = strtoll(value, NULL, 10);
	return rc;
}

int setting_real(cpc *c, const char *key, double *out, struct cpc_error *err)
{
	const char *value = "";
	int rc = checked_value(c, key, &value, err);
	/* Not strtod: in many locales the point is a comma. */
	if (!rc)
		str_to_double(str_of(value), -DBL_MAX, DBL_MAX, out);
	return rc;
}

int engine_day(cpc *c, struct cpc_time now, int64_t *out, struct cpc_error *err)
{
	int64_t rollover = 0;
	int rc = engine_check_time(now, err);
	if (!rc)
		rc = setting_number(c, "rollover", &rollover, err);
	if (!rc)
		*out = day_of_instant(now.at_ms, now.zone_min, (int)rollover);
	return rc;
}
