/*
 * bench_start.c - how long a program takes from exec until it has written a text, on a terminal of
 * its own, and the most memory it had. Small itself, since the kernel counts the memory of a
 * process that becomes another program as that program's too.
 * May use: POSIX. Must not know: which program it is.
 *
 * usage: bench_start TEXT LAST COMMAND [ARGUMENT...]    prints microseconds, those of processor
 * time until it ended, and kilobytes LAST, a line, is typed once TEXT is there ("" types nothing);
 * the program ends by itself
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

int main(int argc, char **argv)
{
	if (argc < 4) {
		fputs("usage: bench_start TEXT LAST COMMAND [ARGUMENT...]\n", stderr);
		return 2;
	}
	int terminal, ours = open_terminal(&terminal);
	int64_t begin = now_us();
	pid_t pid = start(terminal, ours, argv + 3);
	close(terminal);
	int64_t took = wait_for(ours, argv[1], begin);
	if (took >= 0 && argv[2][0] &&
		(write(ours, argv[2], strlen(argv[2])) < 0 || write(ours, "\r", 1) < 0))
		fail("write");
	char rest[4096];
	while (read(ours, rest, sizeof rest) > 0)
		;
	int status;
	struct rusage used;
	if (waitpid(pid, &status, 0) < 0 || getrusage(RUSAGE_CHILDREN, &used) < 0)
		fail("waitpid");
	if (took < 0 || !WIFEXITED(status) || WEXITSTATUS(status) != 0) {
		fprintf(stderr, "bench_start: %s did not write \"%s\" and end well\n", argv[3],
			argv[1]);
		return 1;
	}
#ifdef __APPLE__
	used.ru_maxrss /= 1024; /* bytes there, kilobytes elsewhere */
#endif
	printf("%" PRId64 " %" PRId64 " %ld\n", took, us_of(used.ru_utime) + us_of(used.ru_stime),
		used.ru_maxrss);
	return 0;
}
