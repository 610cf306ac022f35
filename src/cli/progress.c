/*
 * progress.c - one line on the terminal while something takes long.
 * May use: POSIX, base. Must not know: what is being done.
 */
#include "cli/progress.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

#define FIRST_MS 1000
#define EACH_MS 100

/* Not the clock of CPC_NOW: this one is of the person who waits. */
static int64_t waited_ms(void)
{
	struct timespec now = {0, 0};
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void progress_begin(struct progress *p, const char *what)
{
	*p = (struct progress){
		.what = what, .wanted = isatty(STDERR_FILENO), .begun_ms = waited_ms()};
}

static bool is_time(struct progress *p)
{
	int64_t now = p->wanted ? waited_ms() : 0;
	if (!p->wanted || now - p->begun_ms < FIRST_MS || now - p->last_ms < EACH_MS)
		return false;
	p->last_ms = now;
	p->shown = true;
	return true;
}

void progress_step(void *context, size_t done, size_t all)
{
	struct progress *p = context;
	if (all > 0 && is_time(p))
		fprintf(stderr, "\r%s: %d%%\033[K", p->what, (int)(done * 100 / all));
	fflush(stderr);
}

void progress_taken(struct progress *p, int64_t taken, int64_t size)
{
	if (size > 0)
		progress_step(p, (size_t)(taken < size ? taken : size), (size_t)size);
	else if (is_time(p))
		fprintf(stderr, "\r%s: %d MB\033[K", p->what, (int)(taken / 1000000));
}

void progress_end(struct progress *p)
{
	if (p->shown)
		fputs("\r\033[K", stderr);
	p->shown = false;
}
