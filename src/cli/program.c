/*
 * program.c - opening what a command needs: the learner's file, the bank.
 * May use: cli, base, cpc.h. Must not know: what a command does.
 */
#include <stdlib.h>

#include "base/error.h"
#include "base/file.h"
#include "cli/cli.h"

static int open_engine(struct program *p, bool make, struct cpc_error *err)
{
	char *path = path_database(&p->options);
	if (!path)
		return error_set(err, CPC_NOINPUT,
			"there is no home folder to keep your answers in; name a file with --db");
	int rc = make || file_exists(path) ? cpc_open(path, &p->engine, err)
					   : error_set(err, CPC_NOINPUT,
						     "%s: no such file; cpc study makes it", path);
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

int program_open(struct program *p, enum need need, struct cpc_error *err)
{
	int rc = need == NEED_NOTHING ? CPC_OK : open_engine(p, need != NEED_OLD_FILE, err);
	return !rc && need == NEED_BANK ? load_bank(p, err) : rc;
}
