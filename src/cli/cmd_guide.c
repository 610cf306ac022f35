/*
 * cmd_guide.c - cpc guide: the salary guide by topic, and what a pass is worth by it.
 * May use: cli, base, cpc.h. Must not know: any figure of the guide.
 */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "cli/cli.h"
#include "cli/guide_show.h"
#include "cli/pager.h"

/* The topic that is no table of the guide. */
#define SALARY "salary"
#define SALARY_SUMMARY "what a pass is worth to you, with the basis of each figure"
#define YEARS_MOST 60

/* Which topics a filter is for. */
static const struct {
	const char *option, *topics[3];
} filters[] = {
	{"state", {SALARY, "states", NULL}},
	{"specialty", {SALARY, "specialties", NULL}},
	{"years", {SALARY, "overview", "path"}},
};

static int check_filters(const struct options *o, const char *topic, struct cpc_error *err)
{
	for (size_t i = 0; i < sizeof filters / sizeof *filters; i++) {
		const char *const *fit = filters[i].topics;
		bool fits = false;
		for (size_t j = 0; j < 3 && fit[j] && topic; j++)
			fits = fits || strcmp(fit[j], topic) == 0;
		if (option_given(o, filters[i].option) && !fits)
			return error_set(err, CPC_USAGE,
				"--%s belongs to other topics: cpc guide %s, %s%s%s",
				filters[i].option, fit[0], fit[1], fit[2] ? ", " : "",
				fit[2] ? fit[2] : "");
	}
	if (option_given(o, "where") && (!topic || strcmp(topic, SALARY) == 0))
		return error_set(err, CPC_USAGE, "--where belongs to a table: cpc guide states");
	return CPC_OK;
}

/* The list ------------------------------------------------------------------------------------- */

static void add_topic(const struct term *t, const char *slug, const char *summary, struct buf *out)
{
	char first[32];
	snprintf(first, sizeof first, "  %-17s", slug);
	term_add_wrapped(t, out, first, "                   ", str_of(summary));
}

static int list_json(struct cpc_error *err)
{
	int rc = json_print(json_pack("{s:s, s:s, s:s}", "type", "topic", "topic", SALARY,
				    "summary", SALARY_SUMMARY),
		err);
	for (size_t i = 0; i < cpc_guide_topic_count() && !rc; i++) {
		struct cpc_guide_topic topic;
		rc = cpc_guide_topic_at(i, &topic, err);
		if (!rc)
			rc = json_print(json_pack("{s:s, s:s, s:s}", "type", "topic", "topic",
						topic.slug, "summary", topic.summary),
				err);
	}
	return rc;
}

static int list(struct program *p, struct cpc_error *err)
{
	const struct term *t = &p->term;
	const struct cpc_guide_row *rows;
	size_t count;
	int rc = cpc_guide_rows(p->engine, NULL, &rows, &count, err);
	if (rc || p->json)
		return rc ? rc : list_json(err);
	struct buf out = BUF_INIT;
	term_add_styled(t, &out, STYLE_BOLD, str_of("The salary guide"));
	buf_add_text(&out, "\n\n");
	add_topic(t, SALARY, SALARY_SUMMARY, &out);
	for (size_t i = 0; i < cpc_guide_topic_count(); i++) {
		struct cpc_guide_topic topic;
		if (cpc_guide_topic_at(i, &topic, NULL) == CPC_OK)
			add_topic(t, topic.slug, topic.summary, &out);
	}
	buf_add_text(&out, "\nOne of them: cpc guide TOPIC\n");
	return pager_print(p, &out, err);
}

/* What a pass is worth ------------------------------------------------------------------------- */

static int salary(struct program *p, int years, struct cpc_error *err)
{
	struct cpc_salary answer;
	struct cpc_salary_options o = {.state = option_value(&p->options, "state"),
		.specialty = option_value(&p->options, "specialty"),
		.years = years};
	int rc = cpc_salary(p->engine, &o, &answer, err);
	if (rc || p->json)
		return rc ? rc : json_print(salary_json(&answer), err);
	struct buf out = BUF_INIT;
	salary_show(&p->term, &answer, &out);
	if (answer.kind != CPC_BASE_OWN) {
		buf_add_char(&out, '\n');
		term_add_wrapped(&p->term, &out, "Your own base:  ", "                ",
			str_of("cpc config salary DOLLARS"));
	}
	return pager_print(p, &out, err);
}

/* A topic -------------------------------------------------------------------------------------- */

/* Rows picked out of the guide, and a sentence about what was not found there. */
struct picked {
	struct cpc_guide_row *rows;
	size_t n;
	char note[128];
};

static bool fits_years(struct guide_part all, const char *key, int years)
{
	for (size_t i = 0; i < all.n; i++) {
		const struct cpc_guide_row *row = &all.rows[i];
		if (strcmp(row->key, key) == 0 && strcmp(row->unit, "years") == 0)
			return cpc_guide_years_fit(row, years);
	}
	return false;
}

/* `key` NULL and years -1: any. */
static void pick(struct guide_part all, const char *key, int years, struct picked *to)
{
	for (size_t i = 0; i < all.n; i++) {
		const char *of = all.rows[i].key;
		if ((!key || strcmp(of, key) == 0) && (years < 0 || fits_years(all, of, years)))
			to->rows[to->n++] = all.rows[i];
	}
}

/* A state is shown beside the nation, or says that it is not listed. */
static int pick_state(struct program *p, struct guide_part all, const char *typed,
	struct picked *to, struct cpc_error *err)
{
	struct cpc_place state;
	struct guide_part overview;
	int rc = cpc_state_find(typed, &state, err);
	if (!rc)
		rc = cpc_guide_rows(p->engine, "overview", &overview.rows, &overview.n, err);
	if (rc)
		return rc;
	pick(all, state.key, -1, to);
	if (to->n == 0)
		snprintf(to->note, sizeof to->note,
			"The guide does not list %s; the national figure is used.", state.name);
	for (size_t i = 0; i < overview.n; i++) {
		if (strcmp(overview.rows[i].key, "average") == 0)
			to->rows[to->n++] = overview.rows[i];
	}
	return CPC_OK;
}

static int pick_rows(struct program *p, struct guide_part all, int years, struct picked *to,
	struct cpc_error *err)
{
	const char *state = option_value(&p->options, "state");
	const char *specialty = option_value(&p->options, "specialty");
	struct cpc_place place = {NULL, NULL};
	if (state)
		return pick_state(p, all, state, to, err);
	int rc = specialty ? cpc_specialty_find(specialty, &place, err) : CPC_OK;
	if (!rc)
		pick(all, place.key, years, to);
	return rc;
}

static int rows_json(const struct picked *picked, struct cpc_error *err)
{
	int rc = CPC_OK;
	if (picked->note[0])
		rc = json_print(json_pack("{s:s, s:s}", "type", "note", "text", picked->note), err);
	for (size_t i = 0; i < picked->n && !rc; i++)
		rc = json_print(guide_json_row(&picked->rows[i]), err);
	return rc;
}

static int show(struct program *p, const struct cpc_guide_topic *topic, struct guide_part all,
	const struct picked *picked, struct cpc_error *err)
{
	struct buf out = BUF_INIT;
	if (picked->note[0]) {
		term_add_wrapped(&p->term, &out, "", "", str_of(picked->note));
		buf_add_char(&out, '\n');
	}
	guide_show_topic(&p->term, topic, all, (struct guide_part){picked->rows, picked->n},
		option_given(&p->options, "where"), &out);
	return pager_print(p, &out, err);
}

static int topic_called(struct program *p, const char *name, int years, struct cpc_error *err)
{
	struct cpc_guide_topic topic;
	struct guide_part all, guide;
	struct picked picked = {.n = 0};
	int rc = cpc_guide_topic_find(name, &topic, err);
	if (!rc)
		rc = check_filters(&p->options, name, err);
	if (!rc)
		rc = cpc_guide_rows(p->engine, NULL, &guide.rows, &guide.n, err);
	if (!rc)
		rc = cpc_guide_rows(p->engine, name, &all.rows, &all.n, err);
	if (rc)
		return rc;
	picked.rows = calloc(guide.n, sizeof *picked.rows);
	rc = picked.rows ? pick_rows(p, all, years, &picked, err) : error_memory(err);
	if (!rc && picked.n == 0)
		rc = error_set(err, CPC_NOINPUT, "the guide holds nothing about that");
	if (!rc)
		rc = p->json ? rows_json(&picked, err) : show(p, &topic, all, &picked, err);
	free(picked.rows);
	return rc;
}

static int run(struct program *p, struct cpc_error *err)
{
	const char *name = p->options.word_count ? p->options.words[0] : NULL;
	int64_t years = -1;
	int rc = option_number(&p->options, "years", 0, YEARS_MOST, &years, err);
	if (rc)
		return rc;
	if (name && strcmp(name, SALARY) != 0)
		return topic_called(p, name, (int)years, err);
	rc = check_filters(&p->options, name, err);
	if (rc)
		return rc;
	return name ? salary(p, (int)years, err) : list(p, err);
}

const struct command cmd_guide = {
	.name = "guide",
	.summary = "the salary guide: pay, states, specialties, what a pass is worth, ...",
	.usage = "[TOPIC]",
	.text = "Without a topic: the list of topics. Every figure names where in the guide it "
		"stands; `cpc guide salary` reckons on the settings salary, state, specialty and "
		"years.",
	.options = {{"state", "NAME", "a state, by name or by its two letters"},
		{"specialty", "NAME", "a specialty, such as cardiology"},
		{"years", "N", "years of experience"},
		{"where", NULL, "the place in the guide below each figure"}},
	.examples = {"cpc guide", "cpc guide salary", "cpc guide states --state CA",
		"cpc guide specialties --specialty cardiology", "cpc guide path --years 5"},
	.need = NEED_BANK,
	.most = 1,
	.run = run,
};
