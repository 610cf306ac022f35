/*
 * cmd_lookup.c - cpc lookup: the code book.
 * May use: cli, cpc.h. Must not know: where the codes are kept.
 */
#include "cli/code_show.h"

#include "cli/pager.h"

static int run(struct program *p, struct cpc_error *err)
{
	const struct options *o = &p->options;
	struct buf query = BUF_INIT, out = BUF_INIT;
	int64_t count = CODES_USUAL;
	int rc = option_number(&p->options, "count", 1, 1000, &count, err);
	for (int i = 0; i < o->word_count; i++)
		buf_printf(&query, "%s%s", i > 0 ? " " : "", o->words[i]);
	if (!rc)
		rc = code_look_up(p, buf_text(&query), (size_t)count, &out, err);
	buf_release(&query);
	if (!rc)
		rc = pager_print(p, &out, err);
	buf_release(&out);
	return rc;
}

const struct command cmd_lookup = {
	.name = "lookup",
	.summary = "look a code up, or words of its title: ICD-10-CM, HCPCS Level II",
	.usage = "CODE | WORDS",
	.text = "A code or its beginning lists the codes that begin so; words list the codes whose "
		"titles hold all of them. The titles come from the releases that you loaded with "
		"cpc codes import. CPT codes are not in it.",
	.options = {{"count", "N", "list at most N codes (12)"}},
	.examples = {"cpc lookup E11.4", "cpc lookup diabetic neuropathy", "cpc lookup J0696"},
	.need = NEED_FILE,
	.least = 1,
	.most = 20,
	.run = run,
};
