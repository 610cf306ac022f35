/*
 * test_fsrs_vectors.c - holds the scheduler against what other FSRS implementations say: one test
 * for each row of tests/vectors/fsrs.tsv, whose head explains the kinds and columns.
 * May use: cpc_fsrs.h. Must not know: how the scheduler computes.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cpc_fsrs.h"
#include "../../near.h"

#define TABLE TESTS_DIR "/vectors/fsrs.tsv"

enum { ROWS_MAX = 160, LINE_MAX_BYTES = 2048, LISTS_MAX = 4, NUMBERS_MAX = 24, COLUMNS = 7 };

struct list {
	double at[NUMBERS_MAX];
	size_t count;
};

struct row {
	char line[LINE_MAX_BYTES]; /* cut into the columns below */
	const char *id, *kind, *settings;
	struct list in[LISTS_MAX], out[LISTS_MAX];
	double tolerance;
};

static struct row rows[ROWS_MAX];
static size_t row_count;

/* ---- reading the table ---- */

static void parse_lists(const char *text, struct list lists[LISTS_MAX])
{
	size_t n = 0;

	if (strcmp(text, "-") == 0)
		return;
	while (*text) {
		char *end;
		double value = strtod(text, &end);

		assert_ptr_not_equal(end, text);
		assert_true(n < LISTS_MAX && lists[n].count < NUMBERS_MAX);
		lists[n].at[lists[n].count++] = value;
		text = end + strspn(end, " ");
		if (*text == '|') {
			n++;
			text += 1 + strspn(text + 1, " ");
		}
	}
}

static void parse_row(struct row *row)
{
	char *columns[COLUMNS] = {row->line};
	char *end;

	row->line[strcspn(row->line, "\n")] = '\0';
	for (int i = 1; i < COLUMNS; i++) {
		char *tab = strchr(columns[i - 1], '\t');

		assert_non_null(tab);
		*tab = '\0';
		columns[i] = tab + 1;
	}
	row->id = columns[0];
	row->kind = columns[1];
	row->settings = columns[2];
	parse_lists(columns[3], row->in);
	parse_lists(columns[4], row->out);
	row->tolerance = strtod(columns[5], &end);
	assert_true(*end == '\0' && end != columns[5]);
	assert_true(columns[6][0] != '\0');
}

static int read_table(void **state)
{
	(void)state;
	for (size_t i = 0; i < row_count; i++)
		parse_row(&rows[i]);
	return 0;
}

/* The value of a setting, or null; it ends at a blank. */
static const char *setting(const struct row *row, const char *key)
{
	size_t length = strlen(key);
	const char *at = row->settings;

	while (at) {
		if (strncmp(at, key, length) == 0 && at[length] == '=')
			return at + length + 1;
		at = strchr(at, ' ');
		at = at ? at + 1 : NULL;
	}
	return NULL;
}

static long setting_number(const struct row *row, const char *key, long otherwise)
{
	const char *value = setting(row, key);

	return value ? strtol(value, NULL, 10) : otherwise;
}

static size_t setting_list(const struct row *row, const char *key, long *out, size_t most)
{
	const char *at = setting(row, key);
	size_t n = 0;

	while (at && *at >= '0' && *at <= '9') {
		char *end;

		assert_true(n < most);
		out[n++] = strtol(at, &end, 10);
		at = *end == ',' ? end + 1 : end;
	}
	return n;
}

/* ---- what a row's settings ask for ---- */

static struct cpc_fsrs_params params_named(const char *name)
{
	size_t length = strcspn(name, " ");

	for (size_t i = 0; i < row_count; i++) {
		const struct row *row = &rows[i];
		struct cpc_fsrs_params params;

		if (strcmp(row->kind, "params") != 0 || strlen(row->id) != length ||
			strncmp(row->id, name, length) != 0)
			continue;
		assert_true(cpc_fsrs_params_migrate(row->in[0].at, row->in[0].count, &params));
		if (setting_number(row, "clip", 0))
			cpc_fsrs_params_clip(&params, true, 1);
		return params;
	}
	fail_msg("no parameter set %s", name);
	return (struct cpc_fsrs_params){{0}};
}

static struct cpc_fsrs_params params_of(const struct row *row)
{
	const char *name = setting(row, "params");

	assert_non_null(name);
	return params_named(name);
}

static struct cpc_fsrs_model model_of(const struct row *row)
{
	struct cpc_fsrs_params params = params_of(row);
	struct cpc_fsrs_model model;

	assert_true(cpc_fsrs_model_init(&model, &params, setting_number(row, "short", 1)));
	return model;
}

static void steps_of(const struct row *row, const char *key, struct cpc_fsrs_steps *steps)
{
	long seconds[CPC_FSRS_STEPS_MAX];

	if (!setting(row, key))
		return;
	steps->count = setting_list(row, key, seconds, CPC_FSRS_STEPS_MAX);
	for (size_t i = 0; i < steps->count; i++)
		steps->seconds[i] = (int32_t)seconds[i];
}

static struct cpc_fsrs_scheduler scheduler_of(const struct row *row, bool short_term)
{
	struct cpc_fsrs_params params = params_of(row);
	struct cpc_fsrs_scheduler scheduler;
	struct cpc_fsrs_settings settings;

	cpc_fsrs_settings_default(&settings);
	settings.short_term = short_term;
	steps_of(row, "steps", &settings.learning);
	steps_of(row, "relearn", &settings.relearning);
	assert_true(cpc_fsrs_scheduler_init(&scheduler, &params, &settings));
	return scheduler;
}

/* ---- one function a kind ---- */

static void check_params(const struct row *row)
{
	struct cpc_fsrs_params params = params_named(row->id);

	assert_true(cpc_fsrs_params_valid(&params, false, 1));
}

static double rounded(double value, long decimals)
{
	double scale = pow(10, (double)decimals);

	return floor(value * scale + 0.5) / scale;
}

/* The days of a history, each review at the day it is due, and nothing rounded on the way. */
static void follow_days(const struct row *row)
{
	struct cpc_fsrs_scheduler scheduler = scheduler_of(row, setting_number(row, "short", 1));
	struct cpc_fsrs_card card = {.phase = CPC_FSRS_NEW};
	const struct list *grades = &row->in[0];
	int32_t elapsed = 0;

	assert_int_equal(row->out[0].count, grades->count);
	for (size_t i = 0; i < grades->count; i++) {
		struct cpc_fsrs_outcome all[4];
		struct cpc_fsrs_outcome *chosen = &all[(int)grades->at[i] - 1];

		cpc_fsrs_schedule(&scheduler, &card, elapsed, CPC_FSRS_NO_FUZZ, all);
		assert_int_equal(chosen->days, (int)row->out[0].at[i]);
		card = chosen->card;
		elapsed = chosen->days;
	}
}

/* The states of the same history, each computed from the printed state before it, R and the factor
 * of the curve rounded as the implementation that printed them rounds. */
static void follow_states(const struct row *row, long decimals)
{
	struct cpc_fsrs_model model = model_of(row);

	model.factor = rounded(model.factor, decimals);
	for (size_t i = 0; i < row->in[0].count; i++) {
		int grade = (int)row->in[0].at[i];
		struct cpc_fsrs_memory memory = cpc_fsrs_first(&model, grade);

		if (i > 0) {
			struct cpc_fsrs_memory before = {
				row->out[1].at[i - 1], row->out[2].at[i - 1]};
			double r = cpc_fsrs_retrievability(
				&model, row->out[0].at[i - 1], before.stability);

			r = rounded(r, decimals);
			memory.stability =
				grade == CPC_FSRS_AGAIN
					? cpc_fsrs_stability_lapse(&model, before, r)
					: cpc_fsrs_stability_recall(&model, before, grade, r);
			memory.difficulty =
				cpc_fsrs_difficulty_next(&model, before.difficulty, grade);
		}
		assert_near(memory.stability, row->out[1].at[i], row->tolerance);
		assert_near(memory.difficulty, row->out[2].at[i], row->tolerance);
	}
}

static void check_intervals(const struct row *row)
{
	long decimals = setting_number(row, "round", 0);

	assert_true((decimals > 0) == (row->out[1].count > 0));
	follow_days(row);
	if (decimals)
		follow_states(row, decimals);
}

static void check_first(const struct row *row)
{
	struct cpc_fsrs_scheduler scheduler = scheduler_of(row, true);
	struct cpc_fsrs_card card = {.phase = CPC_FSRS_NEW};
	struct cpc_fsrs_outcome all[4];

	cpc_fsrs_schedule(&scheduler, &card, 0, CPC_FSRS_NO_FUZZ, all);
	for (int i = 0; i < 4; i++) {
		assert_near(all[i].card.memory.stability, row->out[i].at[0], row->tolerance);
		assert_near(all[i].card.memory.difficulty, row->out[i].at[1], row->tolerance);
		assert_int_equal(all[i].days, (int)row->out[i].at[2]);
		assert_int_equal(all[i].card.phase, (int)row->out[i].at[3]);
	}
}

static void check_memory(const struct row *row)
{
	struct cpc_fsrs_model model = model_of(row);
	struct cpc_fsrs_review reviews[NUMBERS_MAX];
	struct cpc_fsrs_memory memory;

	for (size_t i = 0; i < row->in[0].count; i++) {
		reviews[i].grade = (int)row->in[0].at[i];
		reviews[i].elapsed_days = (int32_t)row->in[1].at[i];
	}
	assert_true(cpc_fsrs_history(&model, NULL, reviews, row->in[0].count, &memory));
	assert_near(memory.stability, row->out[0].at[0], row->tolerance);
	assert_near(memory.difficulty, row->out[0].at[1], row->tolerance);
}

static void check_curve(const struct row *row)
{
	struct cpc_fsrs_model model = model_of(row);

	assert_true(row->in[0].count > 0);
	for (size_t i = 0; i < row->in[0].count; i++)
		assert_near(cpc_fsrs_retrievability(&model, row->in[0].at[i], row->in[1].at[i]),
			row->out[0].at[i], row->tolerance);
}

static void check_interval(const struct row *row)
{
	struct cpc_fsrs_model model = model_of(row);
	int32_t longest = (int32_t)row->in[0].at[1];

	assert_true(row->in[1].count > 0);
	for (size_t i = 0; i < row->in[1].count; i++) {
		double days = cpc_fsrs_interval(&model, row->in[1].at[i], row->in[0].at[0]);

		assert_int_equal(
			cpc_fsrs_interval_round(days, longest), (int32_t)row->out[0].at[i]);
	}
}

static void check_recall(const struct row *row)
{
	struct cpc_fsrs_model model = model_of(row);

	for (size_t i = 0; i < row->in[0].count; i++) {
		struct cpc_fsrs_memory memory = {row->in[1].at[i], row->in[2].at[i]};

		assert_near(cpc_fsrs_stability_recall(
				    &model, memory, (int)row->in[0].at[i], row->in[3].at[i]),
			row->out[0].at[i], row->tolerance);
	}
}

static void check_lapse(const struct row *row)
{
	struct cpc_fsrs_model model = model_of(row);

	for (size_t i = 0; i < row->in[0].count; i++) {
		struct cpc_fsrs_memory memory = {row->in[0].at[i], row->in[1].at[i]};

		assert_near(cpc_fsrs_stability_lapse(&model, memory, row->in[2].at[i]),
			row->out[0].at[i], row->tolerance);
	}
}

static void check_sameday(const struct row *row)
{
	struct cpc_fsrs_model model = model_of(row);

	for (size_t i = 0; i < row->in[0].count; i++)
		assert_near(cpc_fsrs_stability_same_day(
				    &model, row->in[1].at[i], (int)row->in[0].at[i]),
			row->out[0].at[i], row->tolerance);
}

static void check_difficulty(const struct row *row)
{
	struct cpc_fsrs_model model = model_of(row);

	for (size_t i = 0; i < row->in[0].count; i++)
		assert_near(
			cpc_fsrs_difficulty_next(&model, row->in[1].at[i], (int)row->in[0].at[i]),
			row->out[0].at[i], row->tolerance);
}

static void check_migrate(const struct row *row)
{
	struct cpc_fsrs_params params;

	assert_int_equal(row->out[0].count, CPC_FSRS_PARAM_COUNT);
	assert_true(cpc_fsrs_params_migrate(row->in[0].at, row->in[0].count, &params));
	for (int i = 0; i < CPC_FSRS_PARAM_COUNT; i++)
		assert_near(params.w[i], row->out[0].at[i], row->tolerance);
}

static void check_clip(const struct row *row)
{
	struct cpc_fsrs_params params;

	assert_true(row->in[0].count > 0);
	cpc_fsrs_params_default(&params);
	for (size_t i = 0; i < row->in[0].count; i++)
		params.w[(int)row->in[0].at[i]] = row->in[1].at[i];
	cpc_fsrs_params_clip(&params, setting_number(row, "short", 1),
		(size_t)setting_number(row, "relearning", 1));
	for (size_t i = 0; i < row->in[0].count; i++)
		assert_near(params.w[(int)row->in[0].at[i]], row->out[0].at[i], row->tolerance);
}

static void check_steps(const struct row *row)
{
	struct cpc_fsrs_scheduler scheduler = scheduler_of(row, true);
	struct cpc_fsrs_card card = {.memory = {2, 5},
		.phase = (enum cpc_fsrs_phase)row->in[0].at[0],
		.step = (int32_t)row->in[0].at[1]};
	long unit = setting_number(row, "minutes", 0) ? 60 : 1;
	struct cpc_fsrs_outcome all[4];

	cpc_fsrs_schedule(&scheduler, &card, 0, CPC_FSRS_NO_FUZZ, all);
	for (int i = 0; i < 4; i++) {
		double wait = floor((double)all[i].seconds / (double)unit + 0.5) * (double)unit;

		assert_near(wait, row->out[0].at[i], 0);
		assert_true((all[i].seconds > 0) == (all[i].days == 0));
		assert_true((all[i].days > 0) == (all[i].card.phase == CPC_FSRS_REVIEW));
	}
}

static void check_fuzz(const struct row *row)
{
	static const double u[3] = {0, 0.5, 0.99};

	for (int i = 0; i < 3; i++)
		assert_int_equal(cpc_fsrs_fuzz_days(row->in[0].at[0], (int32_t)row->in[0].at[1],
					 (int32_t)row->in[0].at[2], u[i]),
			(int32_t)row->out[0].at[i]);
}

static void check_series(const struct row *row)
{
	struct cpc_fsrs_model model = model_of(row);
	struct cpc_fsrs_memory memory = {0, 0};
	int32_t time = 0, days = 0;

	for (size_t i = 0; i < row->in[0].count; i++) {
		int grade = (int)row->in[0].at[i];

		time += days;
		memory = i ? cpc_fsrs_next(&model, memory, grade, days)
			   : cpc_fsrs_first(&model, grade);
		days = cpc_fsrs_interval_round(
			cpc_fsrs_interval(&model, 0.9, memory.stability), CPC_FSRS_INTERVAL_MAX);
		assert_int_equal(time, (int32_t)row->out[0].at[i]);
		assert_near(memory.stability, row->out[1].at[i], row->tolerance);
		assert_near(memory.difficulty, row->out[2].at[i], row->tolerance);
		assert_int_equal(days, (int32_t)row->out[3].at[i]);
	}
}

static void check_sm2(const struct row *row)
{
	struct cpc_fsrs_model model = model_of(row);
	const double *in = row->in[0].at;
	struct cpc_fsrs_memory memory;

	assert_true(cpc_fsrs_from_sm2(&model, in[0], in[1], in[2], &memory));
	assert_near(memory.stability, row->out[0].at[0], row->tolerance);
	assert_near(memory.difficulty, row->out[0].at[1], row->tolerance);
}

static void check_mixer(const struct row *row)
{
	double u = cpc_fsrs_fuzz_factor((uint64_t)row->in[0].at[0], (uint32_t)row->in[0].at[1]);

	assert_near(u * 0x1p53, row->out[0].at[0], row->tolerance);
}

static const struct kind {
	const char *name;
	void (*check)(const struct row *row);
} kinds[] = {
	{"params", check_params},
	{"intervals", check_intervals},
	{"first", check_first},
	{"memory", check_memory},
	{"curve", check_curve},
	{"interval", check_interval},
	{"recall", check_recall},
	{"lapse", check_lapse},
	{"sameday", check_sameday},
	{"difficulty", check_difficulty},
	{"migrate", check_migrate},
	{"clip", check_clip},
	{"steps", check_steps},
	{"fuzz", check_fuzz},
	{"series", check_series},
	{"sm2", check_sm2},
	{"mixer", check_mixer},
};

enum { KIND_COUNT = sizeof kinds / sizeof *kinds };

static void test_row(void **state)
{
	const struct row *row = *state;

	for (int i = 0; i < KIND_COUNT; i++) {
		if (strcmp(kinds[i].name, row->kind) == 0) {
			kinds[i].check(row);
			return;
		}
	}
	fail_msg("unknown kind %s", row->kind);
}

static void test_every_kind_has_rows(void **state)
{
	(void)state;
	for (int i = 0; i < KIND_COUNT; i++) {
		size_t found = 0;

		for (size_t k = 0; k < row_count; k++)
			found += strcmp(rows[k].kind, kinds[i].name) == 0;
		if (found == 0)
			fail_msg("the table has no row of kind %s", kinds[i].name);
	}
}

int main(void)
{
	/* cmocka takes an array of known size; entries without a function are passed over. */
	static struct CMUnitTest tests[ROWS_MAX + 1] = {
		{"every kind has rows", test_every_kind_has_rows, NULL, NULL, NULL}};
	static char names[ROWS_MAX][64];
	FILE *table = fopen(TABLE, "r");

	if (!table) {
		perror(TABLE);
		return 1;
	}
	while (row_count < ROWS_MAX) {
		struct row *row = &rows[row_count];

		if (!fgets(row->line, sizeof row->line, table))
			break;
		if (row->line[0] == '#' || row->line[0] == '\n')
			continue;
		snprintf(names[row_count], sizeof names[0], "vector %.*s",
			(int)strcspn(row->line, "\t"), row->line);
		row_count++;
		tests[row_count] =
			(struct CMUnitTest){names[row_count - 1], test_row, NULL, NULL, row};
	}
	bool whole = row_count < ROWS_MAX;
	fclose(table);
	if (!whole) {
		fprintf(stderr, "%s: more than %d rows\n", TABLE, ROWS_MAX - 1);
		return 1;
	}
	return cmocka_run_group_tests(tests, read_table, NULL);
}
