/*
 * exam_talk.c - saying and printing in an exam.
 * May use: cli, line, page. Must not know: what is said.
 */
#include <stdarg.h>
#include <stdio.h>

#include "base/error.h"
#include "cli/exam.h"
#include "cli/exam_show.h"
#include "cli/page.h"

void exam_remark(const struct program *p, const char *format, ...)
{
	char text[CPC_ERROR_MAX];
	va_list args;
	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	if (!p->term.interactive || p->json) {
		say_note("%s", text);
		return;
	}
	struct buf out = BUF_INIT;
	term_add_wrapped(&p->term, &out, "", "", str_of(text));
	term_print(&out);
}

void exam_refuse(const struct program *p, const struct cpc_error *err)
{
	struct buf text = BUF_INIT;
	exam_say_sentence(&text, err->text);
	exam_remark(p, "%s", buf_text(&text));
	buf_release(&text);
}

int exam_print(struct program *p, struct page *page, struct buf *text, struct json_t *json,
	struct cpc_error *err)
{
	if (p->json) {
		buf_release(text);
		return json_print(json, err);
	}
	bool good = page ? page_begin(&p->term, page, text) : term_print(text);
	return good ? CPC_OK : error_set(err, CPC_IO, "cannot write the output");
}
