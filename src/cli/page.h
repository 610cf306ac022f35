/*
 * page.h - a text longer than the window, a page at a time.
 * May use: POSIX, term, base. Must not know: what is shown, what is typed in between.
 */
#ifndef CLI_PAGE_H
#define CLI_PAGE_H

#include "cli/term.h"

struct page {
	struct buf text;
	size_t at; /* shown up to here */
};

/* Take the text over and show its first page: all but one line of the window, where the prompt
 * will stand; the whole of it where no person reads. False when printing failed. */
bool page_begin(const struct term *t, struct page *page, struct buf *text);

/* Show the next page. */
bool page_next(const struct term *t, struct page *page);

bool page_is_more(const struct page *page);
void page_release(struct page *page);

#endif
