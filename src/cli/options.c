/*
 * options.c - the command line.
 * May use: getopt_long, base. Must not know: what a command does.
 */
#include "cli/options.h"

#include <getopt.h>
#include <inttypes.h>
#include <string.h>

#include "base/nearest.h"
#include "base/str.h"

#define FIRST 256 /* above every character that getopt returns */

struct known {
	struct option longs[OPTIONS_MAX + 2];
	const char *names[OPTIONS_MAX + 1];
	char letters[2 * OPTIONS_MAX + 4]; /* as getopt wants them */
	char of_letter[OPTIONS_MAX + 1];
	int n;
};

static bool is_known(const struct known *k, const char *name)
{
	for (int i = 0; i < k->n; i++) {
		if (strcmp(k->names[i], name) == 0)
			return true;
	}
	return false;
}

static void add_rules(struct known *k, const struct option_rule *rules)
{
	for (; rules && rules->name && k->n < OPTIONS_MAX; rules++) {
		if (is_known(k, rules->name))
			continue;
		k->longs[k->n] = (struct option){rules->name,
			rules->argument ? required_argument : no_argument, NULL, FIRST + k->n};
		k->of_letter[k->n] = rules->letter;
		if (rules->letter) {
			char letter[] = {rules->letter, rules->argument ? ':' : '\0', '\0'};
			strncat(k->letters, letter, sizeof k->letters - strlen(k->letters) - 1);
		}
		k->names[k->n++] = rules->name;
	}
}

static int refuse(int code, const char *typed, const struct known *k, struct cpc_error *err)
{
	if (code == ':')
		return error_set(err, CPC_USAGE, "%s wants a value behind it", typed);
	if (optopt >= '0' && optopt <= '9')
		return error_set(err, CPC_USAGE,
			"there is no option -%c, and no number below 0 is taken", optopt);
	if (strncmp(typed, "--", 2) != 0 && optopt && optopt < FIRST)
		return error_set(err, CPC_USAGE, "there is no option -%c", optopt);
	if (strchr(typed, '='))
		return error_set(
			err, CPC_USAGE, "%s: there is no such option, or it takes no value", typed);
	struct nearest near = nearest_to(typed + 2);
	for (int i = 0; i < k->n; i++)
		nearest_offer(&near, k->names[i]);
	if (near.best)
		return error_set(err, CPC_USAGE, "there is no option %s; did you mean --%s?", typed,
			near.best);
	return error_set(err, CPC_USAGE, "there is no option %s", typed);
}

/* Of what getopt returns. */
static const char *name_of(const struct known *k, int code)
{
	for (int i = 0; i < k->n && code < FIRST; i++) {
		if (k->of_letter[i] == code)
			return k->names[i];
	}
	return code < FIRST ? "help" : k->names[code - FIRST];
}

int options_read(int argc, char **argv, const struct option_rule *common,
	const struct option_rule *own, bool until_word, struct options *out, struct cpc_error *err)
{
	struct known k = {.letters = "+:h"};
	add_rules(&k, own);
	add_rules(&k, common);
	opterr = 0;
	optind = 0; /* glibc and musl: begin anew */
	int code;
	while ((code = getopt_long(argc, argv, k.letters + !until_word, k.longs, NULL)) != -1) {
		if (code == ':' || code == '?') {
			out->refused = argv[optind - 1];
			return refuse(code, out->refused, &k, err);
		}
		const char *name = name_of(&k, code);
		if (optarg && !optarg[0])
			return error_set(err, CPC_USAGE, "--%s: the value is empty", name);
		if (out->given == OPTIONS_MAX)
			return error_set(err, CPC_USAGE, "too many options");
		out->names[out->given] = name;
		out->values[out->given++] = optarg ? optarg : "";
	}
	out->words = argv + optind;
	out->word_count = argc - optind;
	return CPC_OK;
}

const char *option_value(const struct options *o, const char *name)
{
	for (int i = o->given - 1; i >= 0; i--) {
		if (strcmp(o->names[i], name) == 0)
			return o->values[i];
	}
	return NULL;
}

const char *option_text(const struct options *o, const char *name)
{
	for (int i = o->given - 1; i >= 0; i--) {
		if (strcmp(o->names[i], name) == 0 && o->values[i][0])
			return o->values[i];
	}
	return NULL;
}

bool option_flag(const struct options *o, const char *name)
{
	for (int i = o->given - 1; i >= 0; i--) {
		if (strcmp(o->names[i], name) == 0 && !o->values[i][0])
			return true;
	}
	return false;
}

bool option_given(const struct options *o, const char *name)
{
	return option_value(o, name) != NULL;
}

int option_number(const struct options *o, const char *name, int64_t low, int64_t high,
	int64_t *out, struct cpc_error *err)
{
	const char *value = option_value(o, name);
	if (!value || str_to_i64(str_of(value), low, high, out))
		return CPC_OK;
	return error_set(err, CPC_USAGE,
		"--%s: found \"%s\", expected a whole number from %" PRId64 " to %" PRId64, name,
		value, low, high);
}

int option_sign(const struct options *o, const char *name, char room[OPTION_SIGN_MAX],
	const char **out, struct cpc_error *err)
{
	const char *value = option_value(o, name);
	size_t n = 0;
	*out = value ? room : NULL;
	for (const char *p = value; p && *p; p++) {
		if (n == OPTION_SIGN_MAX - 1)
			return error_set(err, CPC_USAGE,
				"--%s: found \"%s\", expected at most %d signs", name, value,
				OPTION_SIGN_MAX - 1);
		bool escape = *p == '\\' && (p[1] == 't' || p[1] == 'n' || p[1] == '\\');
		p += escape;
		room[n++] = !escape ? *p : *p == 't' ? '\t' : *p == 'n' ? '\n' : '\\';
	}
	room[n] = '\0';
	return CPC_OK;
}
