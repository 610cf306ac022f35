/*
 * line.c - one line at a time: readline on a terminal, plain reading from a pipe.
 * May use: readline, POSIX, base. Must not know: what the line means.
 *
 * readline's callback interface is used, with a pipe that the signal handler writes to, so that a
 * signal is handled between keys and not inside a handler.
 */
#include "cli/line.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <readline/history.h>
#include <readline/readline.h>

#include "base/buf.h"
#include "base/file.h"

#define HISTORY_LINES 500
#define LINE_LONGEST 65536 /* bytes; what is more of one line is no answer anyway */

static const int taken_signals[] = {SIGINT, SIGTERM, SIGHUP, SIGTSTP, SIGWINCH};

#define TAKEN (sizeof taken_signals / sizeof *taken_signals)

struct line {
	struct term *term;
	char *history;
	char *text;	  /* what readline gave last */
	struct buf piped; /* what came from the pipe last */
	const char *last; /* one of both */
	char bytes[4096]; /* of the pipe, not used yet: from `at` to `filled` */
	size_t at, filled;
	bool unread;
	int stopped; /* the signal */
	struct sigaction before[TAKEN];
	const char *const *words;
	bool done; /* readline has given a line, or its end */
	bool ended;
	line_ticker *tick; /* NULL: the prompt stands still */
	void *tick_context;
	int tick_every;	   /* ms */
	int64_t tick_next; /* by tick_clock */
	struct line_tick shown;
};

/* readline's callbacks and the signal handler have no argument for a context of ours. */
static struct line *open_line;
static int signal_pipe[2] = {-1, -1};

static void on_signal(int number)
{
	int saved = errno;
	char byte = (char)number;
	ssize_t written = write(signal_pipe[1], &byte, 1);
	(void)written;
	errno = saved;
}

static int take_signals(struct line *line)
{
	if (pipe(signal_pipe) < 0)
		return -1;
	for (int i = 0; i < 2; i++) {
		fcntl(signal_pipe[i], F_SETFL, O_NONBLOCK);
		fcntl(signal_pipe[i], F_SETFD, FD_CLOEXEC);
	}
	struct sigaction action = {.sa_handler = on_signal};
	for (size_t i = 0; i < TAKEN; i++) {
		sigaction(taken_signals[i], &action, &line->before[i]);
		/* What was ignored stays so: nohup, a shell without job control */
		if (line->before[i].sa_handler == SIG_IGN)
			sigaction(taken_signals[i], &line->before[i], NULL);
	}
	return 0;
}

static void give_back_signals(struct line *line)
{
	for (size_t i = 0; i < TAKEN; i++)
		sigaction(taken_signals[i], &line->before[i], NULL);
	close(signal_pipe[0]);
	close(signal_pipe[1]);
}

/* Completion ----------------------------------------------------------------------------------- */

static char *next_word(const char *typed, int again)
{
	static size_t at;
	if (!again)
		at = 0;
	while (open_line->words && open_line->words[at]) {
		const char *word = open_line->words[at++];
		if (strncmp(word, typed, strlen(typed)) == 0)
			return strdup(word);
	}
	return NULL;
}

static char **complete(const char *typed, int start, int end)
{
	(void)end;
	rl_attempted_completion_over = 1; /* no names of files */
	return start == 0 ? rl_completion_matches(typed, next_word) : NULL;
}

/* Opening -------------------------------------------------------------------------------------- */

static void start_readline(struct line *line)
{
	rl_readline_name = "cpc"; /* `$if cpc` in inputrc */
	rl_attempted_completion_function = complete;
	rl_catch_signals = 0;
	rl_catch_sigwinch = 0;
	using_history();
	if (line->history)
		read_history(line->history);
}

int line_open(struct term *term, const char *history, struct line **out, struct cpc_error *err)
{
	*out = NULL;
	struct line *line = calloc(1, sizeof *line);
	if (!line)
		return error_memory(err);
	line->term = term;
	line->history = history ? strdup(history) : NULL;
	if (take_signals(line) < 0) {
		free(line->history);
		free(line);
		return error_set(err, CPC_INTERNAL, "cannot make a pipe: %s", strerror(errno));
	}
	open_line = line;
	if (term->interactive)
		start_readline(line);
	*out = line;
	return CPC_OK;
}

static void save_history(const struct line *line)
{
	char *folder = strdup(line->history);
	char *slash = folder ? strrchr(folder, '/') : NULL;
	if (slash)
		*slash = '\0';
	if (history_length > 0 && slash && file_make_dirs(folder, NULL) == CPC_OK &&
		write_history(line->history) == 0)
		history_truncate_file(line->history, HISTORY_LINES);
	free(folder);
}

void line_close(struct line *line)
{
	if (!line)
		return;
	if (line->term->interactive && line->history)
		save_history(line);
	give_back_signals(line);
	open_line = NULL;
	free(line->history);
	free(line->text);
	buf_release(&line->piped);
	free(line);
}

void line_complete_with(struct line *line, const char *const words[])
{
	line->words = words;
}

/* Reading -------------------------------------------------------------------------------------- */

static void window_changed(struct line *line)
{
	term_measure(line->term);
	if (line->term->interactive)
		rl_resize_terminal();
}

/* Ctrl-Z: the shell gets its terminal back as it was. When `fg` goes on, the window may be another,
 * and the line typed so far is shown again. */
static void suspend(struct line *line)
{
	struct sigaction standard = {.sa_handler = SIG_DFL}, ours;
	bool interactive = line->term->interactive;
	if (interactive)
		rl_deprep_terminal();
	sigaction(SIGTSTP, &standard, &ours);
	raise(SIGTSTP);
	sigaction(SIGTSTP, &ours, NULL);
	if (interactive)
		rl_prep_terminal(1);
	window_changed(line);
	if (interactive) {
		rl_on_new_line();
		rl_redisplay();
	}
}

/* True when a signal that asks to stop has come. */
static bool drain_signals(struct line *line)
{
	char byte;
	while (read(signal_pipe[0], &byte, 1) == 1) {
		if (byte == SIGWINCH)
			window_changed(line);
		else if (byte == SIGTSTP)
			suspend(line);
		else
			line->stopped = (unsigned char)byte;
	}
	return line->stopped != 0;
}

/* Letters that answer are not worth remembering. */
static void remember(const char *text)
{
	HIST_ENTRY *last = history_length ? history_get(history_base + history_length - 1) : NULL;
	if (strlen(text) > 2 && (!last || strcmp(last->line, text) != 0))
		add_history(text);
}

static void on_line(char *text)
{
	struct line *line = open_line;
	/* Removed here and not by the caller, or readline would draw the prompt once more. */
	rl_callback_handler_remove();
	line->done = true;
	line->ended = !text;
	free(line->text);
	line->text = text;
	line->last = text;
	if (text)
		remember(text);
}

void line_on_tick(struct line *line, int every_ms, line_ticker *tick, void *context)
{
	line->tick = tick;
	line->tick_context = context;
	line->tick_every = every_ms;
}

static int64_t tick_clock(void)
{
	struct timespec now = {0, 0};
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Before readline has the line. */
static bool tick_first(struct line *line)
{
	if (!line->tick)
		return true;
	line->tick_next = tick_clock() + line->tick_every;
	line->shown.notice[0] = '\0';
	bool time = line->tick(line->tick_context, &line->shown);
	if (time && line->shown.notice[0])
		puts(line->shown.notice);
	return time;
}

/* How long poll may sleep. */
static int tick_wait(const struct line *line)
{
	if (!line->tick)
		return -1;
	int64_t wait = line->tick_next - tick_clock();
	return wait < 0 ? 0 : wait > line->tick_every ? line->tick_every : (int)wait;
}

/* Searching the history, counting, completing: readline then shows a prompt of its own. */
static bool readline_has_the_prompt(void)
{
	return RL_ISSTATE(RL_STATE_ISEARCH | RL_STATE_NSEARCH | RL_STATE_NUMERICARG) != 0;
}

static bool tick_when_due(struct line *line)
{
	if (!line->tick || tick_wait(line) > 0)
		return true;
	struct line_tick now = {"", ""};
	line->tick_next = tick_clock() + line->tick_every;
	if (!line->tick(line->tick_context, &now))
		return false;
	if (now.notice[0]) {
		rl_clear_visible_line();
		puts(now.notice);
		rl_on_new_line();
	}
	if (!readline_has_the_prompt() && strcmp(now.prompt, line->shown.prompt) != 0)
		rl_set_prompt(now.prompt);
	else if (!now.notice[0])
		return true;
	line->shown = now;
	rl_redisplay();
	return true;
}

static enum line_result read_terminal(struct line *line, const char *prompt)
{
	struct pollfd from[2] = {{STDIN_FILENO, POLLIN, 0}, {signal_pipe[0], POLLIN, 0}};
	line->done = false;
	if (!tick_first(line))
		return LINE_TIME_UP;
	rl_callback_handler_install(line->tick ? line->shown.prompt : prompt, on_line);
	while (!line->done) {
		if (!tick_when_due(line)) {
			rl_callback_sigcleanup();
			rl_clear_visible_line();
			rl_callback_handler_remove();
			return LINE_TIME_UP;
		}
		if (poll(from, 2, tick_wait(line)) < 0 && errno != EINTR)
			break;
		if (drain_signals(line)) {
			rl_callback_sigcleanup();
			rl_callback_handler_remove();
			putchar('\n');
			return LINE_STOPPED;
		}
		if (from[0].revents)
			rl_callback_read_char();
	}
	if (!line->done)
		rl_callback_handler_remove();
	if (line->done && !line->ended)
		return LINE_TEXT;
	/* At Ctrl-D readline ends the line itself, but only where it takes pasted text as one. */
	const char *paste = rl_variable_value("enable-bracketed-paste");
	if (!line->ended || !paste || strcmp(paste, "on") != 0)
		putchar('\n');
	return LINE_END;
}

/* More bytes of the pipe. A plain read would sleep through a signal that came just before it. */
static enum line_result read_bytes(struct line *line)
{
	struct pollfd from[2] = {{STDIN_FILENO, POLLIN, 0}, {signal_pipe[0], POLLIN, 0}};
	line->at = line->filled = 0;
	while (line->filled == 0) {
		int ready = poll(from, 2, -1);
		if (drain_signals(line))
			return LINE_STOPPED;
		if (ready < 0 && errno != EINTR)
			return LINE_END;
		if (ready <= 0 || !from[0].revents)
			continue;
		ssize_t n = read(STDIN_FILENO, line->bytes, sizeof line->bytes);
		if (n == 0 || (n < 0 && errno != EINTR && errno != EAGAIN))
			return LINE_END;
		line->filled = n > 0 ? (size_t)n : 0;
	}
	return LINE_TEXT;
}

/* A NUL would end the text before its end: in its place stands ASCII's sign for what cannot be. */
static void add_byte(struct buf *out, char byte)
{
	if (out->len < LINE_LONGEST)
		buf_add_char(out, byte ? byte : 0x1A);
}

static enum line_result read_pipe(struct line *line)
{
	enum line_result result = LINE_TEXT;
	bool ended = false;
	buf_reset(&line->piped);
	if (drain_signals(line))
		return LINE_STOPPED;
	while (!ended && (line->at < line->filled || (result = read_bytes(line)) == LINE_TEXT)) {
		char byte = line->bytes[line->at++];
		ended = byte == '\n';
		if (!ended)
			add_byte(&line->piped, byte);
	}
	/* The last line may lack its end. */
	if (result == LINE_END && line->piped.len > 0)
		result = LINE_TEXT;
	line->last = buf_text(&line->piped);
	return result;
}

enum line_result line_read(struct line *line, const char *prompt, const char **text)
{
	enum line_result result = LINE_TEXT;
	if (line->unread)
		line->unread = false;
	else if (line->term->interactive)
		result = read_terminal(line, prompt);
	else
		result = read_pipe(line);
	*text = result == LINE_TEXT ? line->last : "";
	return result;
}

void line_unread(struct line *line)
{
	line->unread = true;
}

const char *line_library_version(void)
{
	return rl_library_version;
}

int line_stop_code(const struct line *line)
{
	return 128 + (line->stopped ? line->stopped : SIGINT);
}
