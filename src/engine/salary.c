/*
 * salary.c - what a pass is worth by the salary guide, with the basis of every figure.
 * May use: everything below the engine. Must not know: the terminal, what any figure is.
 */
#include "rules/salary.h"

#include <math.h>
#include <stdarg.h>
#include <string.h>

#include "engine/guide.h"
#include "rules/guide.h"

/* One answer being put together. */
struct salary {
	cpc *c;
	struct cpc_salary *out;
	int64_t own;			   /* 0: not set */
	int years;			   /* -1: not set */
	struct cpc_place state, specialty; /* key NULL: not set */
	struct salary_span spans[CPC_UPLIFTS_MAX];
	struct buf text; /* of the line being written */
	struct cpc_error *err;
};

/* Lines ---------------------------------------------------------------------------------------- */

/* Of the text written so far. */
static int end_line(struct salary *s, const char *about, struct cpc_salary_line *line)
{
	line->about = about;
	line->text = s->text.failed ? NULL : arena_copy(&s->c->salary_texts, buf_view(&s->text));
	buf_reset(&s->text);
	return line->text ? CPC_OK : error_memory(s->err);
}

static void rest_on(struct cpc_salary_line *line, const struct cpc_guide_row *row)
{
	line->rows[line->row_count++] = row;
}

static void add_row(struct salary *s, struct cpc_salary_line *line, const struct cpc_guide_row *row)
{
	char amount[CPC_AMOUNT_SIZE];
	cpc_guide_amount(row, " to ", amount);
	buf_add_text(&s->text, amount);
	rest_on(line, row);
}

/* What we worked out is no better than to the hundred. */
static void add_reckoned(struct salary *s, double dollars)
{
	guide_add_dollars(&s->text, round(dollars / 100) * 100);
}

static void add_base(struct salary *s)
{
	if (s->out->kind == CPC_BASE_STATE)
		add_reckoned(s, s->out->base);
	else
		guide_add_dollars(&s->text, s->out->base);
}

/* ", $4,600 to $9,600 above your base" */
static void add_against_base(struct salary *s, const struct cpc_guide_row *row)
{
	double low = row->low - s->out->base, high = row->high - s->out->base;
	bool below = high < 0;
	buf_add_text(&s->text, low < 0 && !below ? ", from " : ", ");
	add_reckoned(s, fabs(below ? high : low));
	if (low < 0 && !below)
		buf_add_text(&s->text, " below");
	if (high > low) {
		buf_add_text(&s->text, " to ");
		add_reckoned(s, fabs(below ? low : high));
	}
	if (row->open)
		buf_add_text(&s->text, below ? " or less" : " and more");
	buf_printf(&s->text, " %s your base", below ? "below" : "above");
}

/* Never OK without a row. */
static int find_needed(struct salary *s, const char *topic, const char *key, const char *figure,
	const struct cpc_guide_row **out)
{
	int rc = guide_find(s->c, topic, key, figure, out, s->err);
	if (rc || *out)
		return rc;
	error_set(s->err, CPC_NOINPUT, "guide/%s.csv: the row %s is missing", topic, key);
	return CPC_NOINPUT;
}

/* The base ------------------------------------------------------------------------------------- */

static int base_of_own(struct salary *s)
{
	s->out->kind = CPC_BASE_OWN;
	s->out->base = (double)s->own;
	buf_add_text(&s->text, "Your base is the ");
	add_base(s);
	buf_add_text(&s->text, " a year that you earn.");
	return end_line(s, "base", &s->out->basis);
}

static int base_of_state(struct salary *s, const struct cpc_guide_row *without,
	const struct cpc_guide_row *state, const struct cpc_guide_row *national)
{
	struct cpc_salary_line *line = &s->out->basis;
	s->out->kind = CPC_BASE_STATE;
	s->out->base = salary_state_base(without->low, state->low, national->low);
	buf_add_text(&s->text, "Your base is ");
	add_base(s);
	buf_add_text(&s->text, " a year: the ");
	add_row(s, line, without);
	buf_printf(&s->text, " of coders without a certification, times %s's ", s->state.name);
	add_row(s, line, state);
	buf_add_text(&s->text, " over the national average of ");
	add_row(s, line, national);
	buf_add_text(&s->text, ". The guide has no such figure; it is our estimate.");
	return end_line(s, "base", line);
}

static int base_of_nation(struct salary *s, const struct cpc_guide_row *without)
{
	s->out->kind = CPC_BASE_NATIONAL;
	s->out->base = without->low;
	buf_add_text(&s->text, "Your base is ");
	add_row(s, &s->out->basis, without);
	buf_add_text(&s->text, " a year, the average of coders without a certification.");
	return end_line(s, "base", &s->out->basis);
}

static int find_base(struct salary *s)
{
	const struct cpc_guide_row *without, *national, *state = NULL;
	if (s->own)
		return base_of_own(s);
	int rc = find_needed(s, "premium", "uncertified", "salary", &without);
	if (!rc)
		rc = find_needed(s, "overview", "average", "salary", &national);
	if (!rc && s->state.key)
		rc = guide_find(s->c, "states", s->state.key, "salary", &state, s->err);
	if (rc)
		return rc;
	return state ? base_of_state(s, without, state, national) : base_of_nation(s, without);
}

/* The uplifts ---------------------------------------------------------------------------------- */

/* How a figure becomes dollars, and the words behind it. `%` in the words stands for the next of
 * the rows beside it. */
static const struct uplift {
	const char *topic, *key, *figure;
	const char *words;
	struct {
		const char *key, *figure; /* of the same topic */
	} beside[2];
	bool ranges; /* the figure is held against the first of those beside it */
} uplifts[CPC_UPLIFTS_MAX] = {
	{"premium", "difference", "gain",
		" more: an average of % with the CPC, of % without a certification",
		{{"cpc", "salary"}, {"uncertified", "salary"}}, false},
	{"premium", "share", "gain", " more: the same two averages, % and %",
		{{"cpc", "salary"}, {"uncertified", "salary"}}, false},
	{"premium", "aapc", "gain", " more: certified coders over others, as AAPC reports",
		{{NULL, NULL}, {NULL, NULL}}, false},
	{"overview", "same-role", "gain",
		" more: CPC holders over others in the same role, without a source",
		{{NULL, NULL}, {NULL, NULL}}, false},
	{"certification", "cpc", "salary",
		" with the CPC, % without a certification: the ends of the two ranges",
		{{"none", "salary"}, {NULL, NULL}}, true},
};

static struct salary_span span_of(const struct cpc_guide_row *row)
{
	return (struct salary_span){row->low, row->high};
}

static void add_words(struct salary *s, struct cpc_salary_line *line, const char *words,
	const struct cpc_guide_row *const beside[2])
{
	for (int next = 0; *words; words++) {
		if (*words == '%' && next < 2 && beside[next])
			add_row(s, line, beside[next++]);
		else
			buf_add_char(&s->text, *words);
	}
	buf_add_char(&s->text, '.');
}

static int add_uplift(struct salary *s, const struct uplift *u)
{
	const struct cpc_guide_row *row, *beside[2] = {NULL, NULL};
	int rc = find_needed(s, u->topic, u->key, u->figure, &row);
	for (int i = 0; i < 2 && !rc && u->beside[i].key; i++)
		rc = find_needed(s, u->topic, u->beside[i].key, u->beside[i].figure, &beside[i]);
	if (rc)
		return rc;
	struct salary_span *span = &s->spans[s->out->uplift_count];
	struct cpc_uplift *to = &s->out->uplifts[s->out->uplift_count++];
	if (u->ranges && beside[0])
		*span = salary_of_ranges(span_of(row), span_of(beside[0]));
	else if (strcmp(row->unit, "percent") == 0)
		*span = salary_of_percent(s->out->base, span_of(row));
	else
		*span = span_of(row);
	to->low = span->low;
	to->high = span->high;
	add_row(s, &to->basis, row);
	add_words(s, &to->basis, u->words, beside);
	return end_line(s, "uplift", &to->basis);
}

static void rest_on_uplift(struct salary *s, size_t index)
{
	const struct cpc_salary_line *line = &s->out->uplifts[index].basis;
	for (size_t i = 0; i < line->row_count; i++)
		rest_on(&s->out->summary, line->rows[i]);
}

static int add_uplifts(struct salary *s)
{
	int rc = CPC_OK;
	for (size_t i = 0; i < CPC_UPLIFTS_MAX && !rc; i++)
		rc = add_uplift(s, &uplifts[i]);
	if (rc)
		return rc;
	struct salary_span all = salary_of_all(s->spans, s->out->uplift_count);
	size_t lowest = 0, highest = 0;
	while (s->spans[lowest].low != all.low)
		lowest++;
	while (s->spans[highest].high != all.high)
		highest++;
	s->out->low = all.low;
	s->out->high = all.high;
	buf_add_text(&s->text, "On your base the guide's figures put CPC holders ");
	add_reckoned(s, all.low);
	buf_add_text(&s->text, " to ");
	add_reckoned(s, all.high);
	buf_add_text(&s->text, " a year above coders without a certification.");
	rest_on_uplift(s, lowest);
	if (highest != lowest)
		rest_on_uplift(s, highest);
	return end_line(s, "range", &s->out->summary);
}

/* The notes ------------------------------------------------------------------------------------ */

static int end_note(struct salary *s, const char *about)
{
	return end_line(s, about, &s->out->notes[s->out->note_count++]);
}

static struct cpc_salary_line *note(struct salary *s)
{
	return &s->out->notes[s->out->note_count];
}

static int note_state(struct salary *s)
{
	const struct cpc_guide_row *state, *national;
	if (!s->state.key)
		return CPC_OK;
	int rc = guide_find(s->c, "states", s->state.key, "salary", &state, s->err);
	if (!rc)
		rc = find_needed(s, "overview", "average", "salary", &national);
	if (rc)
		return rc;
	if (!state)
		buf_printf(&s->text,
			"The guide does not list %s; the national figure is used: ", s->state.name);
	else
		buf_printf(&s->text, "%s: ", s->state.name);
	buf_add_text(&s->text, "coders earn ");
	add_row(s, note(s), state ? state : national);
	buf_add_text(&s->text, state ? " on average, nationally " : " on average");
	if (state)
		add_row(s, note(s), national);
	buf_add_char(&s->text, '.');
	return end_note(s, "state");
}

static int note_specialty(struct salary *s)
{
	const struct cpc_guide_row *pay, *with;
	if (!s->specialty.key)
		return CPC_OK;
	int rc = find_needed(s, "specialties", s->specialty.key, "salary", &pay);
	if (!rc)
		rc = find_needed(s, "specialties", s->specialty.key, "certificate", &with);
	if (rc)
		return rc;
	buf_printf(&s->text, "%s: ", pay->label);
	add_row(s, note(s), pay);
	add_against_base(s, pay);
	buf_printf(&s->text, "; the certificate is %s.", with->text);
	rest_on(note(s), with);
	return end_note(s, "specialty");
}

static int note_years(struct salary *s)
{
	static const char *const levels[] = {"entry", "mid", "senior"};
	const struct cpc_guide_row *pay = NULL, *span = NULL;
	int rc = CPC_OK;
	if (s->years < 0)
		return rc;
	for (int i = 0; i < 3 && !rc; i++) {
		rc = find_needed(s, "overview", levels[i], "experience", &span);
		if (rc || !cpc_guide_years_fit(span, s->years))
			continue;
		rc = find_needed(s, "overview", levels[i], "salary", &pay);
		break;
	}
	if (rc || !pay)
		return rc;
	buf_printf(&s->text, "With %d %s of experience: %s (", s->years,
		s->years == 1 ? "year" : "years", pay->label);
	add_row(s, note(s), span);
	buf_add_text(&s->text, "), ");
	add_row(s, note(s), pay);
	add_against_base(s, pay);
	buf_add_char(&s->text, '.');
	return end_note(s, "years");
}

static int note_always(struct salary *s)
{
	const struct cpc_guide_row *entry;
	int rc = find_needed(s, "overview", "entry", "salary", &entry);
	if (rc)
		return rc;
	buf_add_text(&s->text,
		"A new pass without experience is a CPC-A (apprentice), whose row in "
		"the guide is the entry level: ");
	add_row(s, note(s), entry);
	buf_add_char(&s->text, '.');
	rc = end_note(s, "cpc-a");
	if (rc)
		return rc;
	buf_add_text(&s->text, "The difference between the two groups is not what a certificate "
			       "alone causes: they "
			       "may differ in experience, place and employer too.");
	return end_note(s, "cause");
}

/* What is known of the learner ----------------------------------------------------------------- */

static int read_number(struct salary *s, const char *key, int64_t *out)
{
	const char *value = "";
	int rc = setting_text(s->c, key, &value, s->err);
	if (!rc && value[0])
		rc = setting_number(s->c, key, out, s->err);
	return rc;
}

static int read_place(struct salary *s, const char *key, const char *given,
	int (*find)(const char *, struct cpc_place *, struct cpc_error *), struct cpc_place *out)
{
	const char *value = given;
	int rc = given ? CPC_OK : setting_text(s->c, key, &value, s->err);
	return rc || !value[0] ? rc : find(value, out, s->err);
}

static int read_learner(struct salary *s, const struct cpc_salary_options *o)
{
	int64_t years = -1;
	if (o->salary && (o->salary < SALARY_LEAST || o->salary > SALARY_MOST))
		return error_set(s->err, CPC_USAGE, "the salary is from %d to %d dollars a year",
			SALARY_LEAST, SALARY_MOST);
	if (o->years < -1 || o->years > SALARY_YEARS_MOST)
		return error_set(
			s->err, CPC_USAGE, "the years are from 0 to %d", SALARY_YEARS_MOST);
	s->own = o->salary;
	int rc = o->salary ? CPC_OK : read_number(s, "salary", &s->own);
	if (!rc)
		rc = o->years >= 0 ? CPC_OK : read_number(s, "years", &years);
	s->years = o->years >= 0 ? o->years : (int)years;
	if (!rc)
		rc = read_place(s, "state", o->state, cpc_state_find, &s->state);
	if (!rc)
		rc = read_place(s, "specialty", o->specialty, cpc_specialty_find, &s->specialty);
	return rc;
}

int cpc_salary(cpc *c, const struct cpc_salary_options *options, struct cpc_salary *out,
	struct cpc_error *err)
{
	static const struct cpc_salary_options by_settings = {.years = -1};
	error_clear(err);
	struct cpc_salary answer = {.uplift_count = 0};
	struct salary s = {.c = c, .out = &answer, .text = BUF_INIT, .err = err};
	arena_reset(&c->salary_texts);
	int rc = read_learner(&s, options ? options : &by_settings);
	if (!rc)
		rc = find_base(&s);
	if (!rc)
		rc = add_uplifts(&s);
	if (!rc)
		rc = note_state(&s);
	if (!rc)
		rc = note_specialty(&s);
	if (!rc)
		rc = note_years(&s);
	if (!rc)
		rc = note_always(&s);
	buf_release(&s.text);
	if (!rc)
		*out = answer;
	return rc;
}
