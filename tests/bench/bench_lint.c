/*
 * bench_lint.c - looks for near duplicates in a bank, and says how long the looking alone took.
 * May use: cpc.h. Must not know: the inside of the engine.
 *
 * usage: bench_lint FOLDER RULE    Prints microseconds, questions, and what was found.
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
	struct cpc_lint_report report = {0};
	struct cpc_error err;
	cpc_lint *lint;
	if (argc != 3) {
		fprintf(stderr, "usage: bench_lint FOLDER RULE\n");
		return 1;
	}
	const struct cpc_lint_options options = {.rule = argv[2]};
	int rc = cpc_lint_open(&options, &lint, &err);
	if (!rc)
		rc = cpc_lint_add_path(lint, argv[1], NULL, NULL, &err);
	int64_t begin = now_us();
	if (!rc)
		rc = cpc_lint_run(lint, NULL, NULL, &report, &err);
	int64_t end = now_us();
	cpc_lint_free(lint);
	if (rc != CPC_OK && rc != CPC_NO) {
		fprintf(stderr, "bench_lint: %s\n", err.text);
		return 1;
	}
	printf("%" PRId64 " %zu %zu\n", end - begin, report.questions,
		report.errors + report.warnings + report.notes);
	return 0;
}
