/*
 * cmd_quiz.c - cpc quiz: a set of questions of the learner's own choice.
 * May use: cli, cpc.h. Must not know: how questions are found, how the conversation is held.
 */
#include <string.h>

#include "cli/session.h"

static int read_options(
	const struct program *p, struct cpc_quiz_options *out, struct cpc_error *err)
{
	const struct options *o = &p->options;
	int64_t count = 0, difficulty = 0;
	int rc = option_number(o, "count", 1, 1000, &count, err);
	if (!rc)
		rc = option_number(o, "difficulty", 1, 3, &difficulty, err);
	*out = (struct cpc_quiz_options){.seed = p->seed,
		.count = (int)count,
		.domain = option_value(o, "domain"),
		.section = option_value(o, "section"),
		.set = option_value(o, "set"),
		.difficulty = (int)difficulty,
		.match = option_value(o, "match"),
		.weakest = option_given(o, "weakest"),
		.missed = option_given(o, "missed"),
		.unseen = option_given(o, "unseen"),
		.flagged = option_given(o, "flagged")};
	return rc;
}

static int run(struct program *p, struct cpc_error *err)
{
	struct cpc_quiz_options options;
	cpc_study *study = NULL;
	size_t found = 0;
	int rc = read_options(p, &options, err);
	if (!rc)
		rc = cpc_quiz_start(p->engine, &options, clock_again(), &found, &study, err);
	struct session_plan plan = {
		.study = study, .late = option_given(&p->options, "exam-style")};
	if (!rc)
		rc = session_hold(p, &plan, err);
	cpc_study_free(study);
	return rc;
}

const struct command cmd_quiz = {
	.name = "quiz",
	.summary = "questions of your own choice: missed, flagged, by domain or by words",
	.usage = "[--count N] [--domain NAME | --section NAME] [...]",
	.text = "Draws 10 practice questions, or --count, for which all that is asked holds, and "
		"asks "
		"each once. Answers count as in study.",
	.options =
		{
			{"count", "N", "how many questions"},
			{"domain", "NAME", "of this domain, such as evaluation"},
			{"section", "NAME", "of this section, such as cpt or icd10cm"},
			{"set", "NAME", "of this set, such as one you imported"},
			{"difficulty", "N", "1 recall, 2 apply, 3 analyse"},
			{"match", "REGEX", "with this pattern in question, choices, tags or codes"},
			{"weakest", NULL, "those you most often answer wrong"},
			{"missed", NULL, "those you answered wrong last time"},
			{"unseen", NULL, "those you never answered"},
			{"flagged", NULL, "those you flagged"},
			{"exam-style", NULL, "no verdict before the end"},
		},
	.examples = {"cpc quiz --missed", "cpc quiz --section icd10cm --count 20",
		"cpc quiz --match 'modifier|-59' --exam-style"},
	.need = NEED_BANK,
	.run = run,
};
