/*
 * bench_start.c - how long a program takes from exec until it has written a text, on a terminal of
 * its own, from a line typed until the text stands there again, and the most memory it had. Small
 * itself, since the kernel counts the memory of a process that becomes another program as that
 * program's too.
 * May use: POSIX. Must not know: which program it is.
 *
 * usage: bench_start TEXT STEP N LAST COMMAND [ARGUMENT...]
 *        STEP, a line, is typed N times, each time once TEXT is there; then LAST ("" types
 * nothing); the program ends by itself. Prints microseconds from exec, the median of a step (0 when
 * N is 0), those of processor time until it ended, and kilobytes.
 */
#include <fcntl.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#define SCREEN_MAX 65536 /* of what comes before TEXT */
#define STEPS_MOST 1000

static int64_t now_us(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static int64_t us_of(struct timeval t)
{
	return (int64_t)t.tv_sec * 1000000 + t.tv_usec;
}

static void fail(const char *what)
{
	perror(what);
	exit(1);
}

static int open_terminal(int *terminal)
{
	struct winsize window = {.ws_row = 40, .ws_col = 100};
	int ours = posix_openpt(O_RDWR | O_NOCTTY);
	if (ours < 0 || grantpt(ours) < 0 || unlockpt(ours) < 0)
		fail("posix_openpt");
	*terminal = open(ptsname(ours), O_RDWR | O_NOCTTY);
	if (*terminal < 0)
		fail("open");
	ioctl(*terminal, TIOCSWINSZ, &window);
	return ours;
}

static pid_t start(int terminal, int ours, char **argv)
{
	pid_t pid = fork();
	if (pid < 0)
		fail("fork");
	if (pid > 0)
		return pid;
	setsid();
	for (int fd = 0; fd < 3; fd++)
		dup2(terminal, fd);
	close(terminal);
	close(ours);
	execvp(argv[0], argv);
	perror(argv[0]);
	_exit(127);
}

/* Microseconds from `begin` until `text` is on the screen; -1 when the program ended without it. */
static int64_t wait_for(int ours, const char *text, int64_t begin)
{
	static char screen[SCREEN_MAX];
	size_t n = 0;
	while (n < sizeof screen - 1) {
		ssize_t got = read(ours, screen + n, sizeof screen - 1 - n);
		if (got <= 0)
			return -1;
		n += (size_t)got;
		screen[n] = '\0';
		if (strstr(screen, text))
			return now_us() - begin;
	}
	return -1;
}

static void type_line(int ours, const char *line)
{
	if (write(ours, line, strlen(line)) < 0 || write(ours, "\r", 1) < 0)
		fail("write");
}

static int by_value(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
	return (x > y) - (x < y);
}

/* The median, microseconds; -1 when the program ended before. */
static int64_t take_steps(int ours, const char *text, const char *step, size_t n)
{
	int64_t took[STEPS_MOST] = {0};
	for (size_t i = 0; i < n; i++) {
		int64_t begin = now_us();
		type_line(ours, step);
		took[i] = wait_for(ours, text, begin);
		if (took[i] < 0)
			return -1;
	}
	qsort(took, n, sizeof *took, by_value);
	return took[n / 2];
}

int main(int argc, char **argv)
{
	size_t steps = argc > 3 ? (size_t)strtoul(argv[3], NULL, 10) : 0;
	if (argc < 6 || steps > STEPS_MOST) {
		fputs("usage: bench_start TEXT STEP N LAST COMMAND [ARGUMENT...]\n", stderr);
		return 2;
	}
	const char *text = argv[1], *last = argv[4];
	int terminal, ours = open_terminal(&terminal);
	int64_t begin = now_us();
	pid_t pid = start(terminal, ours, argv + 5);
	close(terminal);
	int64_t took = wait_for(ours, text, begin);
	int64_t step = took < 0 ? -1 : take_steps(ours, text, argv[2], steps);
	if (step >= 0 && last[0])
		type_line(ours, last);
	char rest[4096];
	while (read(ours, rest, sizeof rest) > 0)
		;
	int status;
	struct rusage used;
	if (waitpid(pid, &status, 0) < 0 || getrusage(RUSAGE_CHILDREN, &used) < 0)
		fail("waitpid");
	if (step < 0 || !WIFEXITED(status) || WEXITSTATUS(status) != 0) {
		fprintf(stderr, "bench_start: %s did not write \"%s\" and end well\n", argv[5],
			text);
		return 1;
	}
#ifdef __APPLE__
	used.ru_maxrss /= 1024; /* bytes there, kilobytes elsewhere */
#endif
	printf("%" PRId64 " %" PRId64 " %" PRId64 " %ld\n", took, step,
		us_of(used.ru_utime) + us_of(used.ru_stime), used.ru_maxrss);
	return 0;
}
