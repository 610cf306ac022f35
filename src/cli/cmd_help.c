/*
 * cmd_help.c - cpc help [COMMAND].
 * May use: cli. Must not know: what a command does.
 */
#include "base/error.h"
#include "base/nearest.h"
#include "cli/cli.h"

static int run(struct program *p, struct cpc_error *err)
{
	if (p->options.word_count == 0) {
		help_overview(p);
		return CPC_OK;
	}
	const char *name = p->options.words[0];
	const struct command *c = command_find(name);
	if (c) {
		help_command(p, c);
		return CPC_OK;
	}
	struct nearest near = nearest_to(name);
	for (size_t i = 0; i < command_count(); i++)
		nearest_offer(&near, command_at(i)->name);
	return error_set(err, CPC_USAGE, "there is no command \"%s\"%s", name, nearest_hint(&near));
}

const struct command cmd_help = {
	.name = "help",
	.summary = "what there is, or how one command is used",
	.usage = "[COMMAND]",
	.examples = {"cpc help", "cpc help study"},
	.need = NEED_NOTHING,
	.most = 1,
	.run = run,
};
