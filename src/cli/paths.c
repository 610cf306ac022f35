/*
 * paths.c - where the learner's file, the question bank and the history are.
 * May use: POSIX, base. Must not know: what stands in them.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifdef __APPLE__
#include <mach-o/dyld.h>
#endif

#include "base/buf.h"
#include "base/file.h"
#include "cli/cli.h"

static char *take(struct buf *b)
{
	if (b->failed)
		buf_release(b);
	return b->data;
}

static const char *value_of(const char *name)
{
	const char *value = getenv(name);
	return value && value[0] ? value : NULL;
}

/* $variable/tail, or $HOME/standard/tail; a relative value of the variable is ignored, as the XDG
 * base directory specification says. */
static char *below(const char *variable, const char *standard, const char *tail)
{
	struct buf path = BUF_INIT;
	const char *root = value_of(variable), *home = value_of("HOME");
	if (root && root[0] == '/')
		buf_printf(&path, "%s/%s", root, tail);
	else if (home)
		buf_printf(&path, "%s/%s/%s", home, standard, tail);
	return take(&path);
}

char *path_database(const struct options *o)
{
	const char *named = option_value(o, "db");
	if (!named)
		named = value_of("CPC_DB");
	return named ? strdup(named) : below("XDG_DATA_HOME", ".local/share", "cpc/cpc.db");
}

char *path_history(void)
{
	return below("XDG_STATE_HOME", ".local/state", "cpc/history");
}

static char *program_path(void)
{
#ifdef __APPLE__
	char name[4096];
	uint32_t size = sizeof name;
	return _NSGetExecutablePath(name, &size) == 0 ? realpath(name, NULL) : NULL;
#else
	return realpath("/proc/self/exe", NULL);
#endif
}

/* The bank beside the program, where a build or an installation puts it, so that a folder moved as
 * a whole keeps working. */
static char *beside_program(void)
{
	static const char *const tails[] = {"/../../questionbank", "/../share/cpc/questionbank"};
	char *program = program_path();
	char *slash = program ? strrchr(program, '/') : NULL;
	char *found = NULL;
	for (size_t i = 0; slash && !found && i < sizeof tails / sizeof *tails; i++) {
		struct buf path = BUF_INIT;
		buf_printf(
			&path, "%.*s%s/blueprint.csv", (int)(slash - program), program, tails[i]);
		if (!path.failed && file_exists(path.data)) {
			*strrchr(path.data, '/') = '\0';
			found = realpath(path.data, NULL);
		}
		buf_release(&path);
	}
	free(program);
	return found;
}

char *path_bank(const struct options *o)
{
	const char *named = option_text(o, "bank");
	if (!named)
		named = value_of("CPC_BANK");
	if (named)
		return strdup(named);
	char *found = beside_program();
	if (!found && file_exists(CPC_DATA_DIR "/questionbank/blueprint.csv"))
		found = strdup(CPC_DATA_DIR "/questionbank");
	return found;
}
