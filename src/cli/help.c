/*
 * help.c - help pages, drawn from the table of commands.
 * May use: cli, base. Must not know: what a command does.
 */
#include <string.h>

#include "cli/cli.h"
#include "cli/pager.h"

#define NAME_COLUMN 20

static void add_row(const struct term *t, struct buf *out, const char *left, const char *right)
{
	struct buf first = BUF_INIT;
	bool narrow = t->width < 50;
	buf_printf(&first, "  %-*s", narrow ? 0 : NAME_COLUMN - 2, left);
	size_t used = term_columns(buf_view(&first));
	if (narrow || used > NAME_COLUMN) {
		buf_add_str(out, buf_view(&first));
		buf_add_char(out, '\n');
		buf_reset(&first);
		buf_add_repeat(&first, " ", narrow ? 6 : NAME_COLUMN);
	}
	struct buf rest = BUF_INIT;
	buf_add_repeat(&rest, " ", narrow ? 6 : NAME_COLUMN);
	term_add_wrapped(t, out, buf_text(&first), buf_text(&rest), str_of(right));
	buf_release(&first);
	buf_release(&rest);
}

static bool is_among(const struct option_rule *rules, const char *name)
{
	for (; rules && rules->name; rules++) {
		if (strcmp(rules->name, name) == 0)
			return true;
	}
	return false;
}

/* All of `rules` but those that `instead` has too. */
static void add_options(const struct term *t, struct buf *out, const struct option_rule *rules,
	const struct option_rule *instead)
{
	for (; rules->name; rules++) {
		if (is_among(instead, rules->name))
			continue;
		struct buf left = BUF_INIT;
		if (rules->letter)
			buf_printf(&left, "-%c, ", rules->letter);
		buf_printf(&left, "--%s%s%s", rules->name, rules->argument ? " " : "",
			rules->argument ? rules->argument : "");
		add_row(t, out, buf_text(&left), rules->help);
		buf_release(&left);
	}
}

static void add_heading(const struct term *t, struct buf *out, const char *heading)
{
	buf_add_char(out, '\n');
	term_add_styled(t, out, STYLE_BOLD, str_of(heading));
	buf_add_char(out, '\n');
}

void help_overview(struct program *p)
{
	const struct term *t = &p->term;
	struct buf out = BUF_INIT;
	term_add_wrapped(t, &out, "", "",
		str_of("cpc: practice for the CPC exam. A question bank, spaced repetition, and an "
		       "honest account of where you stand; offline and free."));
	add_heading(t, &out, "Commands");
	add_row(t, &out, "cpc", cmd_today.summary);
	for (size_t i = 0; i < command_count(); i++) {
		const struct command *c = command_at(i);
		struct buf left = BUF_INIT;
		buf_printf(&left, "cpc %s", c->name);
		if (c->name[0])
			add_row(t, &out, buf_text(&left), c->summary);
		buf_release(&left);
	}
	add_heading(t, &out, "Everywhere");
	add_options(t, &out, common_options, NULL);
	add_heading(t, &out, "Begin with");
	buf_add_text(&out, "  cpc study\n");
	pager_print(p, &out, NULL);
}

void help_command(struct program *p, const struct command *c)
{
	const struct term *t = &p->term;
	struct buf out = BUF_INIT, usage = BUF_INIT;
	buf_printf(&usage, "cpc%s%s%s%s", c->name[0] ? " " : "", c->name, c->usage[0] ? " " : "",
		c->usage);
	term_add_wrapped_styled(t, &out, "", "    ", STYLE_BOLD, buf_view(&usage));
	buf_release(&usage);
	term_add_wrapped(t, &out, "", "", str_of(c->summary));
	if (c->text) {
		buf_add_char(&out, '\n');
		term_add_wrapped(t, &out, "", "", str_of(c->text));
	}
	if (c->options[0].name) {
		add_heading(t, &out, "Options");
		add_options(t, &out, c->options, NULL);
	}
	add_heading(t, &out, "Everywhere");
	add_options(t, &out, common_options, c->options);
	if (c->examples[0])
		add_heading(t, &out, "Examples");
	for (size_t i = 0; i < COMMAND_EXAMPLES_MAX && c->examples[i]; i++)
		term_add_wrapped(t, &out, "  ", "    ", str_of(c->examples[i]));
	pager_print(p, &out, NULL);
}
