/*
 * cmd_study.c - cpc study: today's session.
 * May use: cli, cpc.h. Must not know: what comes next and why, how the conversation is held.
 */
#include "cli/session.h"

/* Nothing to ask is good news and wants its own words. */
static int nothing_to_ask(
	struct program *p, const void *context, struct buf *out, struct cpc_error *err)
{
	const struct cpc_study_options *o = context;
	struct cpc_today t;
	int rc = cpc_today(p->engine, clock_again(), &t, err);
	if (rc)
		return rc;
	const char *domain = o->domain;
	buf_printf(out, "Nothing is due%s", domain ? " in this domain" : "");
	if (o->new_concepts == 0)
		buf_add_text(out, ".");
	else if (o->new_concepts < 0 && t.new_today == 0 && t.concepts_seen < t.concepts)
		buf_printf(out,
			", and today's new concepts are met. For more: cpc study %s%s%s--new 5",
			domain ? "--domain " : "", domain ? domain : "", domain ? " " : "");
	else
		buf_printf(out, ", and you have met all %s concepts.", domain ? "its" : "the");
	return CPC_OK;
}

static int read_options(
	const struct program *p, struct cpc_study_options *out, struct cpc_error *err)
{
	int64_t count = 0, minutes = 0, fresh = -1;
	int rc = option_number(&p->options, "count", 1, 10000, &count, err);
	if (!rc)
		rc = option_number(&p->options, "minutes", 1, 1440, &minutes, err);
	if (!rc)
		rc = option_number(&p->options, "new", 0, 10000, &fresh, err);
	*out = (struct cpc_study_options){.seed = p->seed,
		.limit = (int)count,
		.minutes = (int)minutes,
		.new_concepts = (int)fresh,
		.domain = option_value(&p->options, "domain")};
	return rc;
}

static int run(struct program *p, struct cpc_error *err)
{
	struct cpc_study_options options;
	cpc_study *study = NULL;
	int rc = read_options(p, &options, err);
	if (!rc)
		rc = cpc_study_start(p->engine, &options, clock_again(), &study, err);
	struct session_plan plan = {
		.study = study, .daily = true, .nothing = nothing_to_ask, .context = &options};
	if (!rc)
		rc = session_hold(p, &plan, err);
	cpc_study_free(study);
	return rc;
}

const struct command cmd_study = {
	.name = "study",
	.summary = "today's session: what is due, then new concepts",
	.usage = "[--domain NAME] [--new N] [--count N] [--minutes N]",
	.text = "Answer with a letter and Enter; ? shows the other words. An answer is saved "
		"before "
		"its verdict is shown. Answers can come from a pipe too, a line each.",
	.options =
		{
			{"domain", "NAME", "only this domain of the blueprint, such as evaluation"},
			{"new", "N", "at most N new concepts, whatever today's allowance holds"},
			{"count", "N", "end after N questions"},
			{"minutes", "N", "end after N minutes"},
		},
	.examples = {"cpc study", "cpc study --minutes 15", "cpc study --domain anesthesia --new 3",
		"printf 'a\\nb\\nq\\n' | cpc study"},
	.need = NEED_BANK,
	.run = run,
};
