/*
 * cmd_config.c - cpc config: settings, shown and changed.
 * May use: cli, base, cpc.h. Must not know: where settings are kept, what they may be.
 */
#include <jansson.h>

#include "cli/cli.h"
#include "cli/pager.h"

static json_t *as_json(const struct cpc_setting *s)
{
	return json_pack("{s:s, s:s, s:b, s:s, s:s}", "key", s->key, "value", s->value, "default",
		(int)s->is_default, "summary", s->summary, "values", s->values);
}

static void add_setting(const struct term *t, struct buf *out, const struct cpc_setting *s)
{
	buf_printf(out, "%-12s ", s->key);
	term_add_styled(t, out, s->is_default ? STYLE_PLAIN : STYLE_BOLD,
		str_of(s->value[0] ? s->value : "not set"));
	buf_add_text(out, s->is_default && s->value[0] ? " (default)\n" : "\n");
	struct buf about = BUF_INIT;
	buf_printf(&about, "%s: %s", s->summary, s->values);
	term_add_wrapped_styled(t, out, "    ", "    ", STYLE_DIM, buf_view(&about));
	buf_release(&about);
}

static int show_one(struct program *p, const struct cpc_setting *s, struct cpc_error *err)
{
	if (p->json)
		return json_print(as_json(s), err);
	struct buf out = BUF_INIT;
	add_setting(&p->term, &out, s);
	return term_print(&out) ? CPC_OK : error_set(err, CPC_IO, "cannot write the output");
}

static int show_all(struct program *p, struct cpc_error *err)
{
	struct buf out = BUF_INIT;
	int rc = CPC_OK;
	for (size_t i = 0; i < cpc_setting_count() && !rc; i++) {
		struct cpc_setting s;
		rc = cpc_setting_at(p->engine, i, &s, err);
		if (!rc && p->json)
			rc = json_print(as_json(&s), err);
		else if (!rc)
			add_setting(&p->term, &out, &s);
	}
	if (!rc && !p->json)
		rc = pager_print(p, &out, err);
	buf_release(&out);
	return rc;
}

static int run(struct program *p, struct cpc_error *err)
{
	const struct options *o = &p->options;
	bool reset = option_given(o, "reset");
	if (o->word_count == 0)
		return reset ? error_set(err, CPC_USAGE, "--reset wants the name of a setting")
			     : show_all(p, err);
	if (reset && o->word_count == 2)
		return error_set(err, CPC_USAGE, "--reset takes no value");
	int rc = CPC_OK;
	if (reset || o->word_count == 2)
		rc = cpc_setting_set(
			p->engine, o->words[0], reset ? NULL : o->words[1], clock_again(), err);
	struct cpc_setting s;
	if (!rc)
		rc = cpc_setting_get(p->engine, o->words[0], &s, err);
	return rc ? rc : show_one(p, &s, err);
}

const struct command cmd_config = {
	.name = "config",
	.summary = "show or change settings: exam date, new concepts a day, ...",
	.usage = "[KEY [VALUE]] | --reset KEY",
	.options = {{"reset", NULL, "go back to the default"}},
	.examples = {"cpc config", "cpc config exam-date 2027-03-14", "cpc config new-per-day 10",
		"cpc config --reset new-per-day"},
	.need = NEED_FILE,
	.most = 2,
	.run = run,
};
