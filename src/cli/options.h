/*
 * options.h - the command line: options by their rules, and the words beside them.
 * May use: getopt_long, base. Must not know: what a command does.
 */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"

struct option_rule {
	const char *name;     /* without the dashes; NULL ends a table */
	const char *argument; /* "FILE", "N"; NULL when it takes none */
	const char *help;
	char letter; /* -o for --output; 0: none */
};

#define OPTIONS_MAX 32

struct options {
	const char *names[OPTIONS_MAX];	 /* those given */
	const char *values[OPTIONS_MAX]; /* "" where there is no argument */
	int given;
	char **words; /* what is no option */
	int word_count;
	const char *refused; /* the word for which options_read failed; NULL: none */
};

/* Read argv[1..] by two tables. `until_word`: stop at the first word (the command), so that what
 * follows belongs to it. Of two options of one name the command's own is meant. Adds to *out.
 * CPC_USAGE for an unknown option, with the nearest name. */
int options_read(int argc, char **argv, const struct option_rule *common,
	const struct option_rule *own, bool until_word, struct options *out, struct cpc_error *err);

/* NULL when it was not given; the last one counts. */
const char *option_value(const struct options *o, const char *name);
bool option_given(const struct options *o, const char *name);

/* The last one that came with a value; NULL when there is none. Where a command has an option of
 * the name of one of everywhere, as `cpc --bank DIR stats --bank`, this is the one of everywhere.
 */
const char *option_text(const struct options *o, const char *name);

/* True when it was given without a value: the command's own, as the second of
 * `cpc --bank DIR stats --bank`. */
bool option_flag(const struct options *o, const char *name);

/* A sign that stands between things: \t and \n are a tab and a new line. NULL in *out when it was
 * not given; else it lies in `room`. CPC_USAGE when it is too long. */
#define OPTION_SIGN_MAX 16
int option_sign(const struct options *o, const char *name, char room[OPTION_SIGN_MAX],
	const char **out, struct cpc_error *err);

/* A whole number in low..high; *out stays when the option was not given. CPC_USAGE otherwise. */
int option_number(const struct options *o, const char *name, int64_t low, int64_t high,
	int64_t *out, struct cpc_error *err);

#endif
