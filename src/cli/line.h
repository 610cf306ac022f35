/*
 * line.h - one line at a time: readline on a terminal, plain reading from a pipe.
 * May use: readline, POSIX, base. Must not know: what the line means.
 *
 * While a `struct line` is open, SIGINT, SIGTERM, SIGHUP, SIGTSTP and a change of the window are
 * taken by it, unless they were ignored; one can be open at a time.
 */
#ifndef CLI_LINE_H
#define CLI_LINE_H

#include <stdbool.h>

#include "base/error.h"
#include "cli/term.h"

enum line_result {
	LINE_TEXT,
	LINE_END,     /* Ctrl-D, or the end of the pipe */
	LINE_STOPPED, /* Ctrl-C or a signal that asks to stop */
	LINE_TIME_UP  /* the tick said so; what was typed is dropped */
};

struct line;

/* `history` is the file of lines typed before, NULL for none. */
int line_open(struct term *term, const char *history, struct line **out, struct cpc_error *err);
void line_close(struct line *line);

/* Words that Tab completes; ends with NULL. Must live until the next call. */
void line_complete_with(struct line *line, const char *const words[]);

/* The next line without its end, valid until the next call; a NUL in it has become 0x1A, and what
 * is beyond 64 kB is left out. The prompt is shown on a terminal only. */
enum line_result line_read(struct line *line, const char *prompt, const char **text);

/* What stands on the screen while a line is typed. */
struct line_tick {
	char prompt[192];
	char notice[96]; /* to be shown once, above the prompt; "": nothing */
};

/* False: no more time. */
typedef bool line_ticker(void *context, struct line_tick *out);

/*
 * A prompt that tells the time: on a terminal `tick` is asked when a line begins and every
 * `every_ms` milliseconds while a person types, and gives the prompt in place of line_read's. What
 * was typed, and the cursor, stay. From a pipe it is not asked. NULL: from now on none.
 */
void line_on_tick(struct line *line, int every_ms, line_ticker *tick, void *context);

/* The line read last is to be read again. */
void line_unread(struct line *line);

/* After LINE_STOPPED: the exit code that says why (130 for Ctrl-C). */
int line_stop_code(const struct line *line);

/* "8.2" */
const char *line_library_version(void);

#endif
