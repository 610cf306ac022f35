/*
 * cmd_doctor.c - cpc doctor: is the file sound.
 * May use: cli, base, cpc.h. Must not know: what is checked, or how.
 */
#include <jansson.h>

#include "base/error.h"
#include "cli/cli.h"

struct findings {
	struct program *p;
	json_t *list; /* NULL without --json */
};

static void found(void *context, const char *sentence)
{
	struct findings *f = context;
	if (f->list) {
		json_array_append_new(f->list, json_string(sentence));
		return;
	}
	struct buf out = BUF_INIT;
	term_add_wrapped_styled(&f->p->term, &out, "! ", "  ", STYLE_WARN, str_of(sentence));
	term_print(&out);
}

static void show(struct program *p, const struct cpc_doctor_report *r)
{
	struct buf out = BUF_INIT;
	buf_printf(&out, "%s\n", cpc_path(p->engine));
	buf_printf(
		&out, "  log        %zu %s\n", r->events, say_plural(r->events, "event", "events"));
	buf_printf(&out, "  reviews    %zu\n", r->reviews);
	buf_printf(&out, "  cards      %zu\n", r->cards);
	buf_printf(&out, "  questions  %zu\n", r->questions);
	if (r->rebuilt)
		buf_add_text(&out, "Reviews and cards were made anew from the log.\n");
	if (r->problems == 0)
		term_add_styled(&p->term, &out, STYLE_GOOD, str_of("No problems found."));
	else
		buf_printf(&out, "%zu %s found.", r->problems,
			say_plural(r->problems, "problem", "problems"));
	buf_add_char(&out, '\n');
	term_print(&out);
}

static int run(struct program *p, struct cpc_error *err)
{
	struct findings f = {p, p->json ? json_array() : NULL};
	struct cpc_doctor_report r;
	int rc = cpc_doctor(p->engine, option_given(&p->options, "rebuild"), found, &f, &r, err);
	if (rc != CPC_OK && rc != CPC_NO) {
		json_decref(f.list);
		return rc;
	}
	if (!p->json) {
		show(p, &r);
		return rc;
	}
	int bad =
		json_print(json_pack("{s:o, s:I, s:I, s:I, s:I, s:b}", "problems", f.list, "events",
				   (json_int_t)r.events, "reviews", (json_int_t)r.reviews, "cards",
				   (json_int_t)r.cards, "questions", (json_int_t)r.questions,
				   "rebuilt", (int)r.rebuilt),
			err);
	return bad ? bad : rc;
}

const struct command cmd_doctor = {
	.name = "doctor",
	.summary = "check your file; make reviews and cards anew from the log",
	.usage = "[--rebuild]",
	.text = "Checks the file itself, the log of your answers, and that reviews and cards are "
		"what "
		"the log says. Exit code 1 when a problem is found.",
	.options = {{"rebuild", NULL, "make reviews and cards anew from the log"}},
	.examples = {"cpc doctor", "cpc doctor --rebuild"},
	.need = NEED_OLD_FILE,
	.run = run,
};
