/*
 * test_salary.c - what a pass is worth: base, uplifts, notes, and that every dollar of every
 * sentence is that of a row, or reckoned from rows that it names.
 * May use: cpc.h, tmpbank.h. Must not know: how the guide is kept.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "near.h"
#include "tmpbank.h"

static void load_shipped(struct tmpbank *t)
{
	snprintf(t->bank, sizeof t->bank, "%s/questionbank", SOURCE_DIR);
	tmpbank_load(t);
}

static void set(struct tmpbank *t, const char *key, const char *value)
{
	if (cpc_setting_set(t->c, key, value, tmpbank_time(0, 9, 0), &t->err) != CPC_OK)
		fail_msg("%s", t->err.text);
}

static struct cpc_salary ask(struct tmpbank *t, const struct cpc_salary_options *options)
{
	struct cpc_salary s;
	if (cpc_salary(t->c, options, &s, &t->err) != CPC_OK)
		fail_msg("%s", t->err.text);
	return s;
}

static const struct cpc_salary_line *note(const struct cpc_salary *s, const char *about)
{
	for (size_t i = 0; i < s->note_count; i++) {
		if (strcmp(s->notes[i].about, about) == 0)
			return &s->notes[i];
	}
	return NULL;
}

/* Tracing ----------------------------------------------------------------------------------------
 */

static bool same(double shown, double value)
{
	return shown == value || shown == (double)((int64_t)(value / 100 + 0.5) * 100);
}

static bool is_accounted_for(
	const struct cpc_salary *s, const struct cpc_salary_line *line, double shown)
{
	bool is_range = strcmp(line->about, "range") == 0;
	if (strcmp(line->about, "base") == 0 && same(shown, s->base))
		return true;
	if (is_range && (same(shown, s->low) || same(shown, s->high)))
		return true;
	for (size_t i = 0; i < line->row_count && !is_range; i++) {
		double low = line->rows[i]->low, high = line->rows[i]->high;
		if (shown == low || shown == high || same(shown, s->base - low) ||
			same(shown, low - s->base) || same(shown, s->base - high) ||
			same(shown, high - s->base))
			return true;
	}
	return false;
}

static void trace(const struct cpc_salary *s, const struct cpc_salary_line *line)
{
	assert_in_range(line->row_count, 0, CPC_SALARY_ROWS);
	for (size_t i = 0; i < line->row_count; i++)
		assert_true(line->rows[i]->file[0] && line->rows[i]->key[0]);
	for (const char *p = line->text; (p = strchr(p, '$'));) {
		double shown = 0;
		for (p++; *p && strchr("0123456789,", *p); p++) {
			if (*p != ',')
				shown = shown * 10 + (*p - '0');
			else if (p[1] < '0' || p[1] > '9')
				break;
		}
		if (!is_accounted_for(s, line, shown))
			fail_msg("$%.0f: %s", shown, line->text);
		assert_true(line->row_count > 0 || s->kind == CPC_BASE_OWN);
	}
}

static void trace_all(const struct cpc_salary *s)
{
	trace(s, &s->basis);
	trace(s, &s->summary);
	for (size_t i = 0; i < s->uplift_count; i++) {
		trace(s, &s->uplifts[i].basis);
		assert_true(s->uplifts[i].basis.row_count >= 1);
		assert_true(s->uplifts[i].low >= s->low && s->uplifts[i].high <= s->high);
	}
	for (size_t i = 0; i < s->note_count; i++)
		trace(s, &s->notes[i]);
	/* What has to be said every time. */
	assert_string_equal(s->notes[s->note_count - 2].about, "cpc-a");
	assert_non_null(strstr(s->notes[s->note_count - 2].text, "CPC-A"));
	assert_string_equal(s->notes[s->note_count - 2].rows[0]->key, "entry");
	assert_string_equal(s->notes[s->note_count - 1].about, "cause");
	assert_non_null(
		strstr(s->notes[s->note_count - 1].text, "not what a certificate alone causes"));
}

static void uplift_is(
	const struct cpc_salary *s, size_t i, const char *key, double low, double high)
{
	assert_string_equal(s->uplifts[i].basis.rows[0]->key, key);
	assert_near(s->uplifts[i].low, low, 1e-6);
	assert_near(s->uplifts[i].high, high, 1e-6);
}

/* Bases ------------------------------------------------------------------------------------------
 */

static void nothing_set(void **state)
{
	struct tmpbank *t = *state;
	load_shipped(t);
	struct cpc_salary s = ask(t, NULL);
	assert_int_equal(s.kind, CPC_BASE_NATIONAL);
	assert_near(s.base, 43000, 0);
	assert_int_equal(s.uplift_count, 5);
	uplift_is(&s, 0, "difference", 12000, 12000);
	uplift_is(&s, 1, "share", 12040, 12040);
	uplift_is(&s, 2, "aapc", 8901, 8901);
	uplift_is(&s, 3, "same-role", 8600, 10750);
	uplift_is(&s, 4, "cpc", 12000, 16000);
	assert_string_equal(s.uplifts[4].basis.rows[1]->key, "none");
	assert_near(s.low, 8600, 1e-6);
	assert_near(s.high, 16000, 1e-6);
	assert_int_equal(s.note_count, 2);
	assert_string_equal(s.summary.text, "On your base the guide's figures put CPC holders "
					    "$8,600 to $16,000 a year above coders without a "
					    "certification.");
	trace_all(&s);
}

static void california_and_cardiology(void **state)
{
	struct tmpbank *t = *state;
	load_shipped(t);
	set(t, "state", "California");
	set(t, "specialty", "Cardiology");
	struct cpc_salary s = ask(t, NULL);
	double base = 43000.0 * 62300 / 50200;
	assert_int_equal(s.kind, CPC_BASE_STATE);
	assert_near(s.base, base, 1e-6);
	assert_int_equal(s.basis.row_count, 3);
	assert_string_equal(s.basis.rows[0]->file, "guide/premium.csv");
	assert_string_equal(s.basis.rows[1]->key, "ca");
	assert_string_equal(s.basis.rows[2]->file, "guide/overview.csv");
	uplift_is(&s, 0, "difference", 12000, 12000);
	uplift_is(&s, 1, "share", base * 0.28, base * 0.28);
	uplift_is(&s, 3, "same-role", base * 0.20, base * 0.25);
	assert_near(s.low, base * 0.20, 1e-6);
	assert_near(s.high, 16000, 1e-6);
	assert_string_equal(note(&s, "state")->rows[0]->key, "ca");
	assert_string_equal(note(&s, "specialty")->text,
		"Cardiology: $50,000 to $63,000, from $3,400 below to $9,600 above your base; the "
		"certificate is CPC and CCC.");
	assert_null(note(&s, "years"));
	trace_all(&s);
}

static void a_state_that_is_not_listed(void **state)
{
	struct tmpbank *t = *state;
	load_shipped(t);
	set(t, "state", "OH");
	struct cpc_salary s = ask(t, NULL);
	assert_int_equal(s.kind, CPC_BASE_NATIONAL);
	assert_near(s.base, 43000, 0);
	assert_string_equal(note(&s, "state")->text,
		"The guide does not list Ohio; the national figure is used: coders earn $50,200 on "
		"average.");
	assert_string_equal(note(&s, "state")->rows[0]->key, "average");
	trace_all(&s);
}

static void own_pay(void **state)
{
	struct tmpbank *t = *state;
	load_shipped(t);
	set(t, "salary", "70000");
	set(t, "state", "CA");
	set(t, "specialty", "general");
	set(t, "years", "0");
	struct cpc_salary s = ask(t, NULL);
	assert_int_equal(s.kind, CPC_BASE_OWN);
	assert_near(s.base, 70000, 0);
	assert_int_equal(s.basis.row_count, 0);
	uplift_is(&s, 2, "aapc", 14490, 14490);
	assert_near(s.low, 12000, 1e-6);
	assert_near(s.high, 19600, 1e-6);
	assert_non_null(strstr(note(&s, "specialty")->text, "$18,000 to $28,000 below your base"));
	assert_non_null(strstr(note(&s, "years")->text, "With 0 years of experience: Entry level"));
	trace_all(&s);
	/* Options stand in for settings, and change none. */
	s = ask(t, &(struct cpc_salary_options){30000, "ny", "HCC", 12});
	assert_near(s.base, 30000, 0);
	assert_string_equal(note(&s, "state")->rows[0]->key, "ny");
	assert_string_equal(note(&s, "specialty")->rows[0]->key, "risk-adjustment");
	assert_non_null(
		strstr(note(&s, "years")->text, "$28,000 to $42,000 and more above your base"));
	trace_all(&s);
	assert_number(t, "select count(*) from event", 4);
}

/* Whatever is known of the learner, each dollar is traced, and each year has its row. */
static void every_place_and_year(void **state)
{
	struct tmpbank *t = *state;
	static const char *const states[] = {"dc", "ca", "nj", "ma", "wa", "ct", "ny", "ak", "md",
		"hi", "ar", "ms", "wv", "la", "al", "tx", NULL};
	static const char *const specialties[] = {"general", "emergency", "surgery", "cardiology",
		"radiology", "obgyn", "anesthesia", "inpatient", "risk-adjustment", "auditing",
		NULL};
	load_shipped(t);
	for (size_t i = 0; i < 16; i++) {
		for (int years = -1; years <= 60; years += 7) {
			struct cpc_salary s =
				ask(t, &(struct cpc_salary_options){(int64_t)i * 7919, states[i],
					       specialties[i % 10], years});
			assert_int_equal(note(&s, "years") != NULL, years >= 0);
			trace_all(&s);
		}
	}
	for (int years = 0; years <= 60; years++) {
		struct cpc_salary s = ask(t, &(struct cpc_salary_options){.years = years});
		const char *key = years <= 2 ? "entry" : years <= 7 ? "mid" : "senior";
		assert_string_equal(note(&s, "years")->rows[0]->key, key);
	}
}

/* Refusals ---------------------------------------------------------------------------------------
 */

static void refused(
	struct tmpbank *t, const struct cpc_salary_options *o, int status, const char *text)
{
	struct cpc_salary s = {.base = -1};
	assert_int_equal(cpc_salary(t->c, o, &s, &t->err), status);
	assert_string_equal(t->err.text, text);
	assert_int_equal(cpc_salary(t->c, o, &s, NULL), status);
	assert_near(s.base, -1, 0);
}

static void refusals(void **state)
{
	struct tmpbank *t = *state;
	struct cpc_salary_options plain = {.years = -1};
	refused(t, &plain, CPC_NOINPUT, "the question bank holds no salary guide");
	load_shipped(t);
	refused(t, &(struct cpc_salary_options){.salary = -5, .years = -1}, CPC_USAGE,
		"the salary is from 1000 to 1000000 dollars a year");
	refused(t, &(struct cpc_salary_options){.salary = 1000001, .years = -1}, CPC_USAGE,
		"the salary is from 1000 to 1000000 dollars a year");
	refused(t, &(struct cpc_salary_options){.years = 61}, CPC_USAGE,
		"the years are from 0 to 60");
	refused(t, &(struct cpc_salary_options){.years = -2}, CPC_USAGE,
		"the years are from 0 to 60");
	refused(t, &(struct cpc_salary_options){.state = "Texaz", .years = -1}, CPC_NOINPUT,
		"no state is called \"Texaz\"; did you mean \"Texas\"?");
	refused(t, &(struct cpc_salary_options){.specialty = "x", .years = -1}, CPC_NOINPUT,
		"no specialty is called \"x\"");
	tmpbank_exec(t, "delete from guide where path = 'guide/overview.csv' and key = 'entry'");
	tmpbank_reopen(t);
	refused(t, &plain, CPC_NOINPUT, "guide/overview.csv: the row entry is missing");
	tmpbank_exec(t, "delete from guide where path = 'guide/premium.csv'");
	tmpbank_reopen(t);
	refused(t, &plain, CPC_NOINPUT, "guide/premium.csv: the row uncertified is missing");
}

/* A file may hold a value that this version does not take: then it is as if not set. */
static void value_of_another_version(void **state)
{
	struct tmpbank *t = *state;
	load_shipped(t);
	tmpbank_exec(t, "insert into setting (key, value) values ('salary', 'lots'), "
			"('state', 'Atlantis'), ('specialty', ''), ('years', '900')");
	struct cpc_salary s = ask(t, NULL);
	assert_int_equal(s.kind, CPC_BASE_NATIONAL);
	assert_int_equal(s.note_count, 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		tmpbank_test(nothing_set),
		tmpbank_test(california_and_cardiology),
		tmpbank_test(a_state_that_is_not_listed),
		tmpbank_test(own_pay),
		tmpbank_test(every_place_and_year),
		tmpbank_test(refusals),
		tmpbank_test(value_of_another_version),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
