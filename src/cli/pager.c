/*
 * pager.c - a text longer than the window, with somebody to turn its pages.
 * May use: cli, line, page. Must not know: what is shown.
 */
#include "cli/pager.h"

#include "base/error.h"
#include "cli/line.h"
#include "cli/page.h"

int pager_turn(const struct program *p, struct line *line, struct page *page)
{
	while (page_is_more(page)) {
		const char *typed;
		enum line_result result = line_read(line, "Enter: more, q: enough: ", &typed);
		if (result == LINE_STOPPED)
			return line_stop_code(line);
		if (result != LINE_TEXT || str_same_fold(str_trim(str_of(typed)), str_of("q")))
			return CPC_NO;
		page_next(&p->term, page);
	}
	return CPC_OK;
}

static int turn_all(struct program *p, struct page *page, struct cpc_error *err)
{
	struct line *line = NULL;
	int rc = line_open(&p->term, NULL, &line, err);
	if (!rc)
		rc = pager_turn(p, line, page);
	line_close(line);
	return rc == CPC_NO ? CPC_OK : rc;
}

int pager_print(struct program *p, struct buf *text, struct cpc_error *err)
{
	struct page page = {BUF_INIT, 0};
	if (p->json)
		return term_print(text) ? CPC_OK
					: error_set(err, CPC_IO, "cannot write the output");
	int rc = page_begin(&p->term, &page, text)
			 ? CPC_OK
			 : error_set(err, CPC_IO, "cannot write the output");
	if (!rc && page_is_more(&page))
		rc = turn_all(p, &page, err);
	page_release(&page);
	return rc;
}
