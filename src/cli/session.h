/*
 * session.h - the conversation of a study session or a quiz, on a terminal or a pipe.
 * May use: cli, cpc.h. Must not know: what comes next and why, how an answer is graded.
 */
#ifndef CLI_SESSION_H
#define CLI_SESSION_H

#include "cli/cli.h"

struct session_plan {
	cpc_study *study; /* begun; the caller frees it */
	bool late;	  /* verdicts at the end, no hints: exam style */
	bool daily;	  /* at the end tell what today still holds */
	/* What to say when there is nothing to ask; NULL: nothing. */
	int (*nothing)(
		struct program *p, const void *context, struct buf *out, struct cpc_error *err);
	const void *context;
};

/* Ask until the end, report, and give the exit code. */
int session_hold(struct program *p, const struct session_plan *plan, struct cpc_error *err);

#endif
