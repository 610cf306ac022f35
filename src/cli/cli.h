/*
 * cli.h - what every command of the program sees.
 * May use: include/, base/. Must not know: SQL, files of questions, how anything is decided.
 */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include <stdbool.h>
#include <stdint.h>

#include "cli/options.h"
#include "cli/term.h"
#include "cpc.h"

/* The program while it runs one command. */
struct program {
	struct term term;
	struct options options;
	bool json;
	uint64_t seed; /* --seed, or drawn from the machine */
	cpc *engine;   /* open when the command needs one */
};

enum need {
	NEED_NOTHING,
	NEED_OLD_FILE, /* the learner's file, which is not made for it */
	NEED_FILE,     /* the learner's file */
	NEED_BANK      /* and the shipped bank read into it */
};

#define COMMAND_OPTIONS_MAX 16
#define COMMAND_EXAMPLES_MAX 6

struct command {
	const char *name;    /* "" for the program without a command */
	const char *summary; /* a line */
	const char *usage;   /* what follows the name */
	const char *text;    /* a paragraph or more for the help page; NULL: none */
	struct option_rule options[COMMAND_OPTIONS_MAX]; /* up to the first without a name */
	const char *examples[COMMAND_EXAMPLES_MAX];	 /* up to the first NULL */
	enum need need;
	int least, most; /* how many words beside the options */
	int (*run)(struct program *p, struct cpc_error *err); /* returns an exit code */
};

/* commands.c: the table ----------------------------------------------------------------------- */

size_t command_count(void);
const struct command *command_at(size_t index);
const struct command *command_find(const char *name); /* NULL: none */

/* Options that every command takes; ends with one without a name. */
extern const struct option_rule common_options[];

/* program.c: open what a command needs, for one that does not know it before it has read its words.
 */
int program_open(struct program *p, enum need need, struct cpc_error *err);

/* help.c -------------------------------------------------------------------------------------- */

void help_overview(struct program *p);
void help_command(struct program *p, const struct command *c);

/* clock.c: CPC_NOW, or the machine's ---------------------------------------------------------- */

/* CPC_USAGE when CPC_NOW is no instant. */
int clock_now(struct cpc_time *out, struct cpc_error *err);

/* As clock_now, for a command that has asked it before: CPC_NOW does not change. */
struct cpc_time clock_again(void);

/* Minutes east of UTC at an instant, in the user's zone. */
int clock_zone(int64_t at_ms);

/* paths.c: where things are. Each gives a text that the caller frees, NULL when there is none -- */

char *path_database(const struct options *o); /* --db, CPC_DB, or the user's data folder */
char *path_bank(const struct options *o);     /* --bank, CPC_BANK, or beside the program */
char *path_history(void);		      /* of the lines typed */

/* say.c: sentences ---------------------------------------------------------------------------- */

/* "cpc: ..." on stderr. */
void say_error(const struct cpc_error *err);
void say_note(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* "1 concept", "2 concepts" */
const char *say_plural(size_t n, const char *one, const char *many);

/* "Sun 22 Nov 2026" */
void say_day(int64_t day, char out[32]);

/* json.c -------------------------------------------------------------------------------------- */

/* One line with "format": 1 first, then what is in `object`, which is released. CPC_IO when stdout
 * fails, CPC_INTERNAL when there was no memory for it. */
struct json_t;
int json_print(struct json_t *object, struct cpc_error *err);

/* The same line added to a text. */
int json_add(struct json_t *object, struct buf *out);

/* The name of a file, which may be of any bytes, as a terminal shows it. */
struct json_t *json_path(const char *path);

/* A list of texts, for an object that is being made. */
struct json_t *json_texts(const char *const *items, size_t n);

/* The commands -------------------------------------------------------------------------------- */

extern const struct command cmd_today, cmd_study, cmd_quiz, cmd_exam, cmd_results, cmd_stats,
	cmd_guide, cmd_lookup, cmd_codes, cmd_import, cmd_export, cmd_lint, cmd_config, cmd_doctor,
	cmd_help;

#endif
