/*
 * main.c - from the command line to a command.
 * May use: cli, base, cpc.h. Must not know: what a command does.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/hash.h"
#include "base/nearest.h"
#include "cli/cli.h"
#include "cli/line.h"

static void print_version(struct program *p)
{
	char libraries[128];
	struct buf out = BUF_INIT;
	cpc_libraries(libraries, sizeof libraries);
	buf_printf(&out, "cpc %s (%s, readline %s)\n", cpc_version(), libraries,
		line_library_version());
	term_add_wrapped(&p->term, &out, "", "",
		str_of("Practice for the CPC exam; not affiliated with or endorsed by AAPC, whose "
		       "marks AAPC and CPC are. CPT is a registered trademark of the American "
		       "Medical Association; codes are cited for study, no descriptors included; a "
		       "current code book is needed."));
	term_print(&out);
}

static int find_command(int argc, char **argv, const struct command **out, struct cpc_error *err)
{
	*out = argc == 0 ? &cmd_today : argv[0][0] ? command_find(argv[0]) : NULL;
	if (*out)
		return CPC_OK;
	*out = &cmd_today;
	struct nearest near = nearest_to(argv[0]);
	for (size_t i = 0; i < command_count(); i++)
		nearest_offer(&near, command_at(i)->name);
	const char *hint = nearest_hint(&near);
	return error_set(err, CPC_USAGE, "there is no command \"%s\"%s%s", argv[0], hint,
		hint[0] ? "" : "; see: cpc help");
}

/* Seeds need only differ from session to session. */
static int read_seed(struct program *p, struct cpc_error *err)
{
	struct cpc_time now;
	int rc = clock_now(&now, err);
	if (rc)
		return rc;
	int64_t parts[2] = {now.at_ms, getpid()}, seed;
	seed = (int64_t)(hash_bytes(HASH_START, parts, sizeof parts) >> 1);
	rc = option_number(&p->options, "seed", 0, INT64_MAX, &seed, err);
	p->seed = (uint64_t)seed;
	return rc;
}

static int check_words(const struct program *p, const struct command *c, struct cpc_error *err)
{
	const struct options *o = &p->options;
	if (o->word_count > c->most)
		return error_set(err, CPC_USAGE, "\"%s\" is one word too many; use: cpc %s%s%s",
			o->words[c->most], c->name, c->usage[0] ? " " : "", c->usage);
	if (o->word_count < c->least)
		return error_set(
			err, CPC_USAGE, "something is missing; use: cpc %s %s", c->name, c->usage);
	return CPC_OK;
}

static int open_engine(struct program *p, struct cpc_error *err)
{
	char *path = path_database(&p->options);
	if (!path)
		return error_set(err, CPC_NOINPUT,
			"there is no home folder to keep your answers in; name a file with --db");
	int rc = cpc_open(path, &p->engine, err);
	free(path);
	return rc;
}

static void bank_mistake(void *context, const char *sentence)
{
	(void)context;
	say_note("%s", sentence);
}

static int count_questions(struct program *p, size_t *out, struct cpc_error *err)
{
	const struct cpc_domain *domains;
	return cpc_domains(p->engine, &domains, out, err);
}

/* A bank that cannot be read is no reason not to study with what the file holds. */
static int load_bank(struct program *p, struct cpc_error *err)
{
	struct cpc_bank_report report;
	char *dir = path_bank(&p->options);
	int rc =
		dir ? cpc_bank_load(p->engine, dir, clock_again(), bank_mistake, NULL, &report, err)
		    : error_set(err, CPC_NOINPUT,
			      "no question bank was found; name its folder with --bank");
	free(dir);
	if (!rc || option_text(&p->options, "bank"))
		return rc;
	size_t domains = 0;
	if ((rc != CPC_NOINPUT && rc != CPC_DATA) || count_questions(p, &domains, NULL) ||
		domains == 0)
		return rc;
	say_error(err);
	say_note("going on with the questions your file holds");
	return CPC_OK;
}

static int run_command(struct program *p, const struct command *c, struct cpc_error *err)
{
	int rc = check_words(p, c, err);
	if (!rc)
		rc = read_seed(p, err);
	if (!rc && c->need != NEED_NOTHING)
		rc = open_engine(p, err);
	if (!rc && c->need == NEED_BANK)
		rc = load_bank(p, err);
	return rc ? rc : c->run(p, err);
}

/* An option that was typed before the command it belongs to, or without one. */
static int tell_whose(const char *typed, int rc, struct cpc_error *err)
{
	for (size_t i = 0; typed && strncmp(typed, "--", 2) == 0 && i < command_count(); i++) {
		const struct command *c = command_at(i);
		for (const struct option_rule *o = c->options; o->name; o++) {
			size_t n = strlen(o->name);
			if (strncmp(typed + 2, o->name, n) == 0 &&
				(typed[2 + n] == '\0' || typed[2 + n] == '='))
				return error_set(err, rc,
					"--%s belongs behind a command: cpc %s %s", o->name,
					c->name, c->usage);
		}
	}
	return rc;
}

static int run(struct program *p, int argc, char **argv, struct cpc_error *err)
{
	int rc = options_read(argc, argv, common_options, NULL, true, &p->options, err);
	if (rc)
		rc = tell_whose(p->options.refused, rc, err);
	const struct command *c = &cmd_today;
	if (!rc)
		rc = find_command(p->options.word_count, p->options.words, &c, err);
	if (!rc && p->options.word_count > 0)
		rc = options_read(p->options.word_count, p->options.words, common_options,
			c->options, false, &p->options, err);
	term_init(&p->term, option_given(&p->options, "plain"));
	p->json = option_given(&p->options, "json");
	if (rc)
		return rc;
	if (option_given(&p->options, "version")) {
		print_version(p);
	} else if (option_given(&p->options, "help")) {
		if (c == &cmd_today)
			help_overview(p);
		else
			help_command(p, c);
	} else {
		return run_command(p, c, err);
	}
	return CPC_OK;
}

int main(int argc, char **argv)
{
	struct program p = {0};
	struct cpc_error err = {0};
	int rc = run(&p, argc, argv, &err);
	if ((fflush(stdout) || ferror(stdout)) && (rc == CPC_OK || rc == CPC_NO))
		rc = error_set(&err, CPC_IO, "cannot write the output");
	if (rc)
		say_error(&err);
	cpc_close(p.engine);
	return rc;
}
