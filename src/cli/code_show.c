/*
 * code_show.c - codes of the code book, drawn; for cpc lookup, an exam with open books, and study.
 * May use: cli, cpc.h. Must not know: where the codes are kept.
 */
#include "cli/code_show.h"

#include <jansson.h>
#include <stdio.h>

#include "base/error.h"
#include "base/utf8.h"

#define SHOWN_MAX 40
#define CODE_COLUMN "            " /* beside the titles */

struct drawing {
	const struct program *p;
	struct buf *out;
	json_t *codes; /* NULL when text is drawn */
	size_t given;
};

static bool draw_one(void *context, const struct cpc_code *code)
{
	struct drawing *d = context;
	d->given++;
	if (d->codes)
		return json_array_append_new(
			       d->codes, json_pack("{s:s, s:s, s:s, s:b}", "code", code->code,
						 "system", code->system, "title", code->title,
						 "billable", (int)code->billable)) == 0;
	char first[32];
	struct buf title = BUF_INIT;
	buf_add_text(&title, code->title);
	if (!code->billable)
		buf_add_text(&title, code->system[0] == 'i' ? " (a heading, not billable)"
							    : " (no longer in force)");
	snprintf(first, sizeof first, "  %-9s ", code->code);
	term_add_wrapped(&d->p->term, d->out, first, CODE_COLUMN, buf_view(&title));
	buf_release(&title);
	return true;
}

static void say_rest(const struct drawing *d, size_t total)
{
	struct buf text = BUF_INIT;
	buf_printf(&text, "%zu of %zu; another word or a longer code narrows it.", d->given, total);
	term_add_wrapped_styled(&d->p->term, d->out, "", "", STYLE_DIM, buf_view(&text));
	buf_release(&text);
}

static int say_none(const char *query, struct cpc_error *err)
{
	struct buf shown = BUF_INIT;
	utf8_add_quoted(&shown, str_trim(str_of(query)), SHOWN_MAX);
	int rc = error_set(err, CPC_NO, "no code and no title has %s", buf_text(&shown));
	buf_release(&shown);
	return rc;
}

int code_look_up(const struct program *p, const char *query, size_t most, struct buf *out,
	struct cpc_error *err)
{
	struct drawing d = {p, out, p->json ? json_array() : NULL, 0};
	size_t total = 0;
	int rc = cpc_lookup(p->engine, query, most, draw_one, &d, &total, err);
	if (rc == CPC_NO)
		rc = say_none(query, err);
	else if (!rc && !d.codes && total > d.given)
		say_rest(&d, total);
	if (!rc && d.codes)
		rc = json_add(json_pack("{s:s, s:s, s:I, s:O}", "type", "lookup", "query", query,
				      "total", (json_int_t)total, "codes", d.codes),
			out);
	json_decref(d.codes);
	return rc;
}
