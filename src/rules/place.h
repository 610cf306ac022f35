/*
 * place.h - the names of states and of specialties, and how people write them.
 * May use: base. Must not know: what is earned there.
 */
#ifndef RULES_PLACE_H
#define RULES_PLACE_H

struct place {
	const char *key;  /* "ca", "risk-adjustment" */
	const char *name; /* "California", "risk adjustment" */
};

/* By key exactly; NULL: none. The 50 states and the District of Columbia. */
const struct place *place_state_named(const char *key);
const struct place *place_specialty_named(const char *key);

#define PLACE_HINT 96

/* As a person writes it: name, key or another usual name, without regard to case, dots, commas,
 * blanks and hyphens. NULL: none; `hint` is "; did you mean ...?" then, or "". */
const struct place *place_find_state(const char *typed, char hint[PLACE_HINT]);
const struct place *place_find_specialty(const char *typed, char hint[PLACE_HINT]);

#endif
