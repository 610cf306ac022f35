/*
 * guide.c - the salary guide: its topics, what a figure of it may be, and how one is written.
 * May use: base. Must not know: SQL, where the figures are kept, what any of them says.
 */
#include "rules/guide.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "rules/place.h"
#include "rules/question.h"

static const struct guide_topic topics[] = {
	{"overview", "Pay of medical coders", "what coders earn, by experience"},
	{"certification", "Pay by certification", "what each certificate goes with"},
	{"premium", "What a certification adds", "the figures, which do not agree"},
	{"states", "Pay by state", "the highest ten and the lowest five"},
	{"specialties", "Pay by specialty", "with certificate and demand"},
	{"risk-adjustment", "Risk adjustment", "the specialty in most demand"},
	{"remote", "Remote work", "how many posts are remote, and what they pay"},
	{"path", "From coder to director", "seven levels, their pay and years"},
	{"alternatives", "Other careers", "where coding can lead besides"},
	{"outlook", "Outlook", "growth and openings"},
	{"ai", "Coding and AI", "what machines take and what stays"},
	{"plan", "A plan by year", "what to do when"},
	{"resources", "Where to look further", "offices and associations"},
};

#define TOPIC_COUNT (sizeof topics / sizeof *topics)

size_t guide_topic_count(void)
{
	return TOPIC_COUNT;
}

const struct guide_topic *guide_topic_at(size_t index)
{
	return index < TOPIC_COUNT ? &topics[index] : NULL;
}

int guide_topic_find(const char *slug)
{
	for (size_t i = 0; i < TOPIC_COUNT; i++) {
		if (strcmp(topics[i].slug, slug) == 0)
			return (int)i;
	}
	return -1;
}

/* Rows ----------------------------------------------------------------------------------------- */

/* How a unit is written: before each number, and behind the whole. */
static const struct unit {
	const char *name, *before, *behind;
	int decimals; /* at most */
	bool plain;   /* no comma between thousands */
} units[] = {
	{"usd_year", "$", "", 0, false},
	{"usd_hour", "$", " an hour", 2, false},
	{"percent", "", "%", 1, false},
	{"years", "", " years", 0, false},
	{"year", "", "", 0, true},
	{"people", "", " people", 0, false},
	{"jobs_year", "", " a year", 0, false},
	{"rank", "", "", 0, false},
	{"count", "", "", 0, false},
	{"text", "", "", 0, false},
};

static const char header[] = "key,figure,label,low,high,open,about,unit,text,place";

const char *guide_header(void)
{
	return header;
}

static const struct unit *unit_of(const char *name)
{
	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		if (strcmp(units[i].name, name) == 0)
			return &units[i];
	}
	return NULL;
}

static bool read_bit(const char *text, bool *out)
{
	*out = text[0] == '1';
	return (text[0] == '0' || text[0] == '1') && text[1] == '\0';
}

static const char *number_fault(char *const field[], struct guide_figure *out)
{
	if (!str_to_double(str_of(field[GUIDE_LOW]), 0, 1e9, &out->low) ||
		!str_to_double(str_of(field[GUIDE_HIGH]), 0, 1e9, &out->high))
		return "low and high are numbers without signs, such as 48000 or 20.7";
	if (out->high < out->low)
		return "high is below low";
	if (!read_bit(field[GUIDE_OPEN], &out->open) || !read_bit(field[GUIDE_ABOUT], &out->about))
		return "open and about are 0 or 1";
	return NULL;
}

static const char *text_fault(char *const field[])
{
	if (field[GUIDE_LOW][0] || field[GUIDE_HIGH][0] || field[GUIDE_OPEN][0] ||
		field[GUIDE_ABOUT][0])
		return "a row of the unit text has no low, high, open and about";
	return field[GUIDE_TEXT][0] ? NULL : "the text is empty";
}

/* A filter finds rows by names that are known without the file. */
static const char *key_fault(int topic, const char *key)
{
	if (topic == guide_topic_find("states") && !place_state_named(key))
		return "the key is a state's postal abbreviation in small letters, such as ca";
	if (topic == guide_topic_find("specialties") && !place_specialty_named(key))
		return "the key is none of the specialties that can be set";
	return NULL;
}

const char *guide_row_fault(int topic, char *const field[], struct guide_figure *out)
{
	*out = (struct guide_figure){0};
	if (!question_slug_valid(str_of(field[GUIDE_KEY])) ||
		!question_slug_valid(str_of(field[GUIDE_FIGURE])))
		return "key and figure are small letters, digits and hyphens";
	const struct unit *unit = unit_of(field[GUIDE_UNIT]);
	if (!unit)
		return "the unit is usd_year, usd_hour, percent, years, year, people, jobs_year, "
		       "rank, count or text";
	out->unit = unit->name;
	if (!field[GUIDE_PLACE][0])
		return "the place in the guide is empty";
	const char *fault = key_fault(topic, field[GUIDE_KEY]);
	if (fault)
		return fault;
	return strcmp(unit->name, "text") == 0 ? text_fault(field) : number_fault(field, out);
}

/* Writing -------------------------------------------------------------------------------------- */

/* Groups of three with commas, in whichever locale. */
static void add_whole(struct buf *out, int64_t number, bool plain)
{
	char digits[32];
	int n = snprintf(digits, sizeof digits, "%" PRId64, number);
	for (int i = 0; i < n; i++) {
		if (i > 0 && (n - i) % 3 == 0 && !plain)
			buf_add_char(out, ',');
		buf_add_char(out, digits[i]);
	}
}

static void add_number(struct buf *out, double number, const struct unit *unit)
{
	int64_t hundredths = (int64_t)llround(number * 100);
	int rest = (int)(hundredths % 100);
	buf_add_text(out, unit->before);
	add_whole(out, hundredths / 100, unit->plain);
	if (rest == 0 || unit->decimals == 0)
		return;
	if (unit->decimals == 1)
		buf_printf(out, ".%d", rest / 10);
	else
		buf_printf(out, ".%02d", rest);
}

void guide_add_dollars(struct buf *out, double dollars)
{
	buf_add_char(out, '$');
	add_whole(out, (int64_t)llround(dollars), false);
}

void guide_add_amount(struct buf *out, const struct guide_figure *f, const char *dash)
{
	const struct unit *unit = unit_of(f->unit);
	if (!unit || strcmp(unit->name, "text") == 0)
		return;
	if (f->about)
		buf_add_text(out, "about ");
	add_number(out, f->low, unit);
	if (f->high > f->low) {
		buf_add_text(out, dash);
		add_number(out, f->high, unit);
	}
	if (f->open)
		buf_add_char(out, '+');
	buf_add_text(out, unit->behind);
}

bool guide_years_fit(const struct guide_figure *span, int years)
{
	return years >= span->low && (span->open || years <= span->high);
}
