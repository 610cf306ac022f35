/*
 * setting.h - the settings a learner can change, and what each may be.
 * May use: base. Must not know: where they are kept.
 */
#ifndef RULES_SETTING_H
#define RULES_SETTING_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

enum setting_kind {
	SETTING_NUMBER,
	SETTING_REAL,
	SETTING_DATE,
	SETTING_STATE,	  /* as place.h finds it */
	SETTING_SPECIALTY /* the same */
};

struct setting_rule {
	const char *key;
	const char *summary;
	const char *values;   /* what is expected, for a message */
	const char *standard; /* the default; "" for none */
	enum setting_kind kind;
	double low, high;
};

size_t setting_rule_count(void);
const struct setting_rule *setting_rule_at(size_t index);

/* By name; NULL when there is none. */
const struct setting_rule *setting_rule_find(const char *key);

/* CPC_NOINPUT for a name that does not exist, with the nearest that does. */
int setting_unknown(const char *key, struct cpc_error *err);

/* CPC_CONFIG, with what was found and expected, when value is none for this setting. */
int setting_check(const struct setting_rule *rule, const char *value, struct cpc_error *err);

#endif
