/*
 * say.c - sentences and their parts.
 * May use: base. Must not know: what is talked about.
 */
#include <stdarg.h>
#include <stdio.h>

#include "base/day.h"
#include "base/utf8.h"
#include "cli/cli.h"

static void say(struct str text)
{
	struct buf visible = BUF_INIT;
	utf8_add_visible(&visible, text);
	fflush(stdout);
	fprintf(stderr, "cpc: %s\n", buf_text(&visible));
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
