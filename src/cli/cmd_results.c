/*
 * cmd_results.c - cpc results: the score report of a mock exam, and the history of all.
 * May use: cli, base, cpc.h. Must not know: how anything is counted.
 */
#include <stdlib.h>

#include "base/error.h"
#include "cli/exam.h"
#include "cli/exam_show.h"
#include "cli/results.h"

static bool has_graded(const struct cpc_exam_line *lines, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (lines[i].status == CPC_EXAM_SUBMITTED)
			return true;
	}
	return false;
}

static int print_history(struct program *p, const struct cpc_exam_line *lines, size_t n,
	const struct cpc_forecast_score *score, struct cpc_error *err)
{
	struct buf text = BUF_INIT;
	if (!p->json) {
		results_show_history(&p->term, lines, n, score, &text);
		return exam_print(p, NULL, &text, NULL, err);
	}
	int rc = CPC_OK;
	for (size_t i = 0; i < n && !rc; i++) {
		if (lines[i].status == CPC_EXAM_SUBMITTED)
			rc = json_print(exam_json_line(&lines[i]), err);
	}
	if (!rc)
		rc = json_print(results_json_trend(lines, n), err);
	return rc ? rc : json_print(results_json_forecasts(score), err);
}

static int run_all(struct program *p, struct cpc_error *err)
{
	struct cpc_exam_line *lines;
	struct cpc_forecast_score score;
	cpc_exam_review *none;
	size_t n;
	int rc = cpc_exam_list(p->engine, &lines, &n, err);
	if (rc)
		return rc;
	if (!has_graded(lines, n)) {
		/* It is refused with the sentence that cpc results has for it. */
		rc = cpc_exam_review_open(p->engine, 0, &none, err);
	} else {
		rc = cpc_forecasts(p->engine, &score, err);
		if (!rc)
			rc = print_history(p, lines, n, &score, err);
	}
	free(lines);
	return rc;
}

static int run_one(struct program *p, int number, struct cpc_error *err)
{
	struct line *line = NULL;
	bool passed = false;
	int rc = CPC_OK;
	if (p->term.interactive && !p->json)
		rc = line_open(&p->term, NULL, &line, err);
	if (!rc)
		rc = exam_report(p, number, line, &passed, err);
	line_close(line);
	return rc || passed || !option_given(&p->options, "exit-status") ? rc : CPC_NO;
}

static int run(struct program *p, struct cpc_error *err)
{
	const struct options *o = &p->options;
	int64_t number = 0;
	bool all = option_given(o, "all");
	if (all && (o->word_count > 0 || option_given(o, "exit-status")))
		return error_set(err, CPC_USAGE, "--all stands alone: it shows every exam");
	if (o->word_count > 0 && !str_to_i64(str_of(o->words[0]), 1, INT32_MAX, &number))
		return error_set(err, CPC_USAGE,
			"found \"%s\", expected the number of an exam; see: cpc exam list",
			o->words[0]);
	return all ? run_all(p, err) : run_one(p, (int)number, err);
}

const struct command cmd_results = {
	.name = "results",
	.summary = "the score report of a mock exam, and how ready you are",
	.usage = "[N]",
	.text = "The newest exam that was handed in, or number N: the score, what a pass needs, "
		"each domain and section, time, changed answers, how sure you were against what "
		"was right, what was expected before it, your chance of passing now, and what to "
		"type next.\n\nThe chance rests on your first answers to questions (those of 30 "
		"days ago count half) and on what you will still remember on the day of the exam. "
		"It is told once domains with 60 of the 100 questions have ten first answers of "
		"the last 180 days.",
	.options =
		{
			{"all", NULL, "the history: every exam handed in, with the trend"},
			{"exit-status", NULL, "exit with 1 when the exam was not passed"},
		},
	.examples = {"cpc results", "cpc results 3", "cpc results --all",
		"cpc results --exit-status --json"},
	.need = NEED_BANK,
	.most = 1,
	.run = run,
};
