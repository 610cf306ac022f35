/*
 * commands.c - the table of commands.
 * May use: cli. Must not know: what a command does.
 */
#include <string.h>

#include "cli/cli.h"

static const struct command *const commands[] = {
	&cmd_today,
	&cmd_study,
	&cmd_quiz,
	&cmd_exam,
	&cmd_results,
	&cmd_stats,
	&cmd_guide,
	&cmd_lookup,
	&cmd_codes,
	&cmd_import,
	&cmd_export,
	&cmd_config,
	&cmd_lint,
	&cmd_doctor,
	&cmd_help,
};

const struct option_rule common_options[] = {
	{"db", "FILE", "the file with your answers (also CPC_DB)"},
	{"bank", "DIR", "the folder of the question bank (also CPC_BANK)"},
	{"json", NULL, "print JSON, a line for each thing"},
	{"plain", NULL, "no colour and no drawing (also NO_COLOR, TERM=dumb)"},
	{"seed", "N", "fix what is drawn at random"},
	{"help", NULL, "this page"},
	{"version", NULL, "version and notices"},
	{NULL, NULL, NULL, 0},
};

size_t command_count(void)
{
	return sizeof commands / sizeof *commands;
}

const struct command *command_at(size_t index)
{
	return commands[index];
}

const struct command *command_find(const char *name)
{
	for (size_t i = 0; i < command_count(); i++) {
		if (strcmp(commands[i]->name, name) == 0)
			return commands[i];
	}
	return NULL;
}
