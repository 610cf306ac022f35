/*
 * setting.c - the settings a learner can change, and what each may be.
 * May use: base. Must not know: where they are kept.
 */
#include "rules/setting.h"

#include <string.h>

#include "base/day.h"
#include "base/nearest.h"
#include "rules/place.h"
#include "rules/salary.h"

#define SPECIALTIES                                                                                \
	"general, emergency, surgery, cardiology, radiology, obgyn, anesthesia, inpatient, "       \
	"risk-adjustment or auditing"

static const struct setting_rule rules[] = {
	{"exam-date", "the day of your exam", "a date such as 2027-03-14", "", SETTING_DATE, 0, 0},
	{"new-per-day", "new concepts a day", "a whole number from 0 to 1000", "20", SETTING_NUMBER,
		0, 1000},
	{"session", "questions in a session", "a whole number from 0 (no limit) to 10000", "0",
		SETTING_NUMBER, 0, 10000},
	{"minutes", "minutes of a session", "a whole number from 0 (no limit) to 1440", "0",
		SETTING_NUMBER, 0, 1440},
	{"retention", "chance of recall at which a concept comes back",
		"a number from 0.70 to 0.99", "0.90", SETTING_REAL, 0.70, 0.99},
	{"rollover", "hour at which a new day begins", "a whole number from 0 to 23", "4",
		SETTING_NUMBER, 0, 23},
	{"salary", "what you earn a year, in dollars", "a whole number from 1000 to 1000000", "",
		SETTING_NUMBER, SALARY_LEAST, SALARY_MOST},
	{"state", "the state you work in", "the name of a state or its two letters", "",
		SETTING_STATE, 0, 0},
	{"specialty", "the specialty you aim at", SPECIALTIES, "", SETTING_SPECIALTY, 0, 0},
	{"years", "your years as a coder", "a whole number from 0 to 60", "", SETTING_NUMBER, 0,
		SALARY_YEARS_MOST},
};

#define RULE_COUNT (sizeof rules / sizeof *rules)

size_t setting_rule_count(void)
{
	return RULE_COUNT;
}

const struct setting_rule *setting_rule_at(size_t index)
{
	return index < RULE_COUNT ? &rules[index] : NULL;
}

const struct setting_rule *setting_rule_find(const char *key)
{
	for (size_t i = 0; i < RULE_COUNT; i++) {
		if (strcmp(rules[i].key, key) == 0)
			return &rules[i];
	}
	return NULL;
}

int setting_unknown(const char *key, struct cpc_error *err)
{
	struct nearest near = nearest_to(key);
	for (size_t i = 0; i < RULE_COUNT; i++)
		nearest_offer(&near, rules[i].key);
	return error_set(
		err, CPC_NOINPUT, "no setting is called \"%s\"%s", key, nearest_hint(&near));
}

int setting_check(const struct setting_rule *rule, const char *value, struct cpc_error *err)
{
	int64_t number;
	double real;
	char hint[PLACE_HINT] = "";
	bool good = false;
	switch (rule->kind) {
	case SETTING_NUMBER:
		good = str_to_i64(str_of(value), (int64_t)rule->low, (int64_t)rule->high, &number);
		break;
	case SETTING_REAL:
		good = str_to_double(str_of(value), rule->low, rule->high, &real);
		break;
	case SETTING_DATE:
		good = day_parse(str_of(value), &number);
		break;
	case SETTING_STATE:
		good = place_find_state(value, hint);
		break;
	case SETTING_SPECIALTY:
		good = place_find_specialty(value, hint);
		break;
	}
	if (good)
		return CPC_OK;
	return error_set(err, CPC_CONFIG, "%s: found \"%s\", expected %s%s", rule->key, value,
		rule->values, hint);
}
