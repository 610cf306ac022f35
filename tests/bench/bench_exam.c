/*
 * bench_exam.c - draws the questions of an exam, and says how long the drawing alone took.
 * May use: cpc.h. Must not know: the inside of the engine.
 *
 * usage: bench_exam FILE SEED    FILE holds a bank, nothing is written. Prints microseconds.
 */
#include <inttypes.h>
#include <stdio.h>
#include <time.h>

#include "base/str.h"
#include "cpc.h"

static int64_t now_us(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

int main(int argc, char **argv)
{
	struct cpc_exam_draw draw;
	struct cpc_error err;
	int64_t seed;
	cpc *c;
	if (argc != 3 || !str_to_i64(str_of(argv[2]), 0, INT64_MAX, &seed)) {
		fprintf(stderr, "usage: bench_exam FILE SEED\n");
		return 1;
	}
	const struct cpc_exam_options options = {.seed = (uint64_t)seed};
	int rc = cpc_open(argv[1], &c, &err);
	int64_t begin = now_us();
	if (!rc)
		rc = cpc_exam_plan(c, &options, &draw, &err);
	int64_t end = now_us();
	cpc_close(c);
	if (rc) {
		fprintf(stderr, "bench_exam: %s\n", err.text);
		return 1;
	}
	printf("%" PRId64 "\n", end - begin);
	return 0;
}
