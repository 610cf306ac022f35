/*
 * place.c - the names of states and of specialties, and how people write them.
 * May use: base. Must not know: what is earned there.
 */
#include "rules/place.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/nearest.h"

/* Postal abbreviations: USPS Publication 28, Appendix B. */
static const struct place states[] = {
	{"al", "Alabama"},
	{"ak", "Alaska"},
	{"az", "Arizona"},
	{"ar", "Arkansas"},
	{"ca", "California"},
	{"co", "Colorado"},
	{"ct", "Connecticut"},
	{"de", "Delaware"},
	{"dc", "Washington D.C."},
	{"fl", "Florida"},
	{"ga", "Georgia"},
	{"hi", "Hawaii"},
	{"id", "Idaho"},
	{"il", "Illinois"},
	{"in", "Indiana"},
	{"ia", "Iowa"},
	{"ks", "Kansas"},
	{"ky", "Kentucky"},
	{"la", "Louisiana"},
	{"me", "Maine"},
	{"md", "Maryland"},
	{"ma", "Massachusetts"},
	{"mi", "Michigan"},
	{"mn", "Minnesota"},
	{"ms", "Mississippi"},
	{"mo", "Missouri"},
	{"mt", "Montana"},
	{"ne", "Nebraska"},
	{"nv", "Nevada"},
	{"nh", "New Hampshire"},
	{"nj", "New Jersey"},
	{"nm", "New Mexico"},
	{"ny", "New York"},
	{"nc", "North Carolina"},
	{"nd", "North Dakota"},
	{"oh", "Ohio"},
	{"ok", "Oklahoma"},
	{"or", "Oregon"},
	{"pa", "Pennsylvania"},
	{"ri", "Rhode Island"},
	{"sc", "South Carolina"},
	{"sd", "South Dakota"},
	{"tn", "Tennessee"},
	{"tx", "Texas"},
	{"ut", "Utah"},
	{"vt", "Vermont"},
	{"va", "Virginia"},
	{"wa", "Washington"},
	{"wv", "West Virginia"},
	{"wi", "Wisconsin"},
	{"wy", "Wyoming"},
};

static const struct place specialties[] = {
	{"general", "general outpatient"},
	{"emergency", "emergency"},
	{"surgery", "surgery"},
	{"cardiology", "cardiology"},
	{"radiology", "radiology"},
	{"obgyn", "obstetrics"},
	{"anesthesia", "anesthesia"},
	{"inpatient", "inpatient"},
	{"risk-adjustment", "risk adjustment"},
	{"auditing", "auditing"},
};

/* Other usual names, by key. */
static const struct place state_aliases[] = {
	{"dc", "District of Columbia"},
	{"wa", "Washington State"},
};

static const struct place specialty_aliases[] = {
	{"general", "outpatient"},
	{"emergency", "emergency department"},
	{"emergency", "ED"},
	{"surgery", "orthopedics"},
	{"surgery", "surgery/orthopedics"},
	{"surgery", "surgery and orthopedics"},
	{"obgyn", "gynecology"},
	{"obgyn", "OB/GYN"},
	{"obgyn", "obstetrics and gynecology"},
	{"inpatient", "hospital"},
	{"inpatient", "inpatient (hospital)"},
	{"risk-adjustment", "HCC"},
	{"risk-adjustment", "risk adjustment/HCC"},
	{"auditing", "audit"},
};

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* A kind of place, and all the ways to name one. */
struct kind {
	const struct place *places, *aliases;
	size_t place_count, alias_count;
	bool capital; /* names are written so */
};

static const struct kind state_kind = {
	states, state_aliases, COUNT(states), COUNT(state_aliases), true};
static const struct kind specialty_kind = {
	specialties, specialty_aliases, COUNT(specialties), COUNT(specialty_aliases), false};

static const struct place *named(const struct kind *kind, const char *key)
{
	for (size_t i = 0; i < kind->place_count; i++) {
		if (strcmp(kind->places[i].key, key) == 0)
			return &kind->places[i];
	}
	return NULL;
}

/* The next letter or digit of *text, in small; '\0' at its end. */
static int next_letter(const char **text)
{
	while (**text && !isalnum((unsigned char)**text))
		(*text)++;
	return **text ? tolower((unsigned char)*(*text)++) : '\0';
}

static bool same_name(const char *a, const char *b)
{
	int x, y;
	do {
		x = next_letter(&a);
		y = next_letter(&b);
	} while (x == y && x);
	return x == y;
}

/* Letters and the marks that stand in names: all else, such as another script, is no name. */
static bool is_name(const char *typed)
{
	const char *p = typed;
	return next_letter(&p) &&
	       strspn(typed, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
			     " .,-/()") == strlen(typed);
}

static const struct place *find(const struct kind *kind, const char *typed)
{
	if (!is_name(typed))
		return NULL;
	for (size_t i = 0; i < kind->place_count; i++) {
		const struct place *p = &kind->places[i];
		if (same_name(typed, p->key) || same_name(typed, p->name))
			return p;
	}
	for (size_t i = 0; i < kind->alias_count; i++) {
		if (same_name(typed, kind->aliases[i].name))
			return named(kind, kind->aliases[i].key);
	}
	return NULL;
}

/* As the names are written, so that only real differences count against one. */
static void fold(const char *typed, bool capital, char out[64])
{
	size_t n = strnlen(typed, 63);
	for (size_t i = 0; i < n; i++) {
		bool first = i == 0 || typed[i - 1] == ' ';
		int c = (unsigned char)typed[i];
		out[i] = (char)(first && capital ? toupper(c) : tolower(c));
	}
	out[n] = '\0';
}

static const struct place *find_or_hint(
	const struct kind *kind, const char *typed, char hint[PLACE_HINT])
{
	char folded[64];
	const struct place *found = find(kind, typed);
	fold(typed, kind->capital, folded);
	struct nearest near = nearest_to(folded);
	for (size_t i = 0; i < kind->place_count && !found; i++)
		nearest_offer(&near, kind->places[i].name);
	snprintf(hint, PLACE_HINT, "%s", nearest_hint(&near));
	return found;
}

const struct place *place_state_named(const char *key)
{
	return named(&state_kind, key);
}

const struct place *place_specialty_named(const char *key)
{
	return named(&specialty_kind, key);
}

const struct place *place_find_state(const char *typed, char hint[PLACE_HINT])
{
	return find_or_hint(&state_kind, typed, hint);
}

const struct place *place_find_specialty(const char *typed, char hint[PLACE_HINT])
{
	return find_or_hint(&specialty_kind, typed, hint);
}
