/*
 * page.c - a text longer than the window, a page at a time.
 * May use: POSIX, term, base. Must not know: what is shown, what is typed in between.
 */
#include "cli/page.h"

#include <stdio.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define ROWS_LEAST 6 /* a window is hardly smaller, and a page should get on */

/* Lines of a page; a very large number where nobody turns pages. */
static size_t page_lines(const struct term *t)
{
	struct winsize window = {0};
	if (!t->interactive || ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) < 0 || window.ws_row == 0)
		return SIZE_MAX;
	return window.ws_row < ROWS_LEAST ? ROWS_LEAST - 1 : (size_t)window.ws_row - 1;
}

bool page_begin(const struct term *t, struct page *page, struct buf *text)
{
	page_release(page);
	page->text = *text;
	*text = (struct buf)BUF_INIT;
	return page_next(t, page);
}

bool page_next(const struct term *t, struct page *page)
{
	size_t lines = page_lines(t);
	const char *text = buf_text(&page->text);
	/* The prompt stands between two pages; no blank line is needed there. */
	while (page->at > 0 && text[page->at] == '\n')
		page->at++;
	size_t end = page->at;
	for (; end < page->text.len && lines > 0; end++)
		lines -= text[end] == '\n';
	size_t n = end - page->at;
	bool good = !page->text.failed && fwrite(text + page->at, 1, n, stdout) == n &&
		    fflush(stdout) == 0;
	page->at = end;
	return good;
}

bool page_is_more(const struct page *page)
{
	return page->at < page->text.len;
}

void page_release(struct page *page)
{
	buf_release(&page->text);
	page->at = 0;
}
