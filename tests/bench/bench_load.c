/*
 * bench_load.c - how long the engine takes to read a bank into a new file, commit included.
 * May use: cpc.h. Must not know: the inside of the engine.
 *
 * usage: bench_load FILE BANK    FILE is not there yet. Prints questions and microseconds
 */
#include <inttypes.h>
#include <stdio.h>
#include <time.h>

#include "cpc.h"

static int64_t now_us(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

int main(int argc, char **argv)
{
	struct cpc_bank_report report;
	struct cpc_error err;
	struct cpc_time now = {1795338000000, 0};
	cpc *c;
	if (argc != 3) {
		fputs("usage: bench_load FILE BANK\n", stderr);
		return 2;
	}
	int rc = cpc_open(argv[1], &c, &err);
	int64_t begin = now_us();
	if (!rc)
		rc = cpc_bank_load(c, argv[2], now, NULL, NULL, &report, &err);
	int64_t took = now_us() - begin;
	cpc_close(c);
	if (rc) {
		fprintf(stderr, "bench_load: %s\n", err.text);
		return 1;
	}
	printf("%zu %" PRId64 "\n", report.added, took);
	return 0;
}
