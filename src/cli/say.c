/*
 * say.c - sentences and their parts.
 * May use: base. Must not know: what is talked about.
 */
#include <stdarg.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/day.h"
#include "base/utf8.h"
#include "cli/cli.h"

#define WRAP_LEAST 20 /* columns below which nothing is gained */

/* Wrapped where a person reads, a line for a program. */
static void say(struct str text)
{
	struct buf visible = BUF_INIT, wrapped = BUF_INIT;
	struct winsize window;
	utf8_add_visible(&visible, text);
	if (isatty(STDERR_FILENO) && ioctl(STDERR_FILENO, TIOCGWINSZ, &window) == 0 &&
		window.ws_col >= WRAP_LEAST) {
		struct term t = {.width = window.ws_col - 1};
		term_add_wrapped(&t, &wrapped, "cpc: ", "     ", buf_view(&visible));
	} else {
		buf_printf(&wrapped, "cpc: %s\n", buf_text(&visible));
	}
	fflush(stdout);
	fputs(buf_text(&wrapped), stderr);
	buf_release(&wrapped);
	buf_release(&visible);
}

void say_error(const struct cpc_error *err)
{
	if (err->text[0])
		say(str_of(err->text));
}

void say_note(const char *format, ...)
{
	char text[CPC_ERROR_MAX];
	va_list args;
	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	say(str_of(text));
}

const char *say_plural(size_t n, const char *one, const char *many)
{
	return n == 1 ? one : many;
}

void say_day(int64_t day, char out[32])
{
	static const char *const weekdays[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
	static const char *const months[] = {
		"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
	int y, m, d;
	day_to_date(day, &y, &m, &d);
	snprintf(out, 32, "%s %d %s %d", weekdays[day_weekday(day)], d, months[m - 1], y);
}
