/*
 * exam.h - the time of an exam, and when it is over.
 * May use: base. Must not know: SQL, the clock itself, the terminal.
 *
 * Time used is counted by a clock that cannot be set (steady) while the program runs, and by the
 * wall clock only over the gap between two runs. A wall clock put back or forward during a run
 * changes nothing; put back between two runs it adds no time: the gap counts as nothing.
 */
#ifndef RULES_EXAM_H
#define RULES_EXAM_H

#include <stdbool.h>
#include <stdint.h>

/* 240 minutes for 100 questions. */
#define EXAM_QUESTION_MS INT64_C(144000)
#define EXAM_PASS_PERCENT 70

struct exam_clock {
	int64_t allowed_ms;
	bool practice;	   /* strict when false: breaks, sleep and crashes count */
	bool paused;	   /* practice only */
	int64_t used_ms;   /* up to the instant below */
	int64_t wall_ms;   /* UTC of that instant */
	int64_t steady_ms; /* the steady clock then; 0: another run's, or not known */
};

enum exam_gap {
	EXAM_GAP_NONE,	  /* goes on as it was left */
	EXAM_GAP_COUNTED, /* strict: the time away was taken off */
	EXAM_GAP_FREE,	  /* practice: it was not */
	EXAM_GAP_BACK	  /* the wall clock stands before the last step: nothing was taken off */
};

/* A new run takes the exam up again. */
enum exam_gap exam_clock_resume(struct exam_clock *c, int64_t wall_ms, int64_t steady_ms);

/* Time goes on within a run. steady_ms 0: not known, the wall clock serves, backwards as nothing.
 */
void exam_clock_run(struct exam_clock *c, int64_t wall_ms, int64_t steady_ms);

/* Milliseconds left, 0 when the time is up. */
int64_t exam_clock_left(const struct exam_clock *c);

/* The least right answers of count that pass, by the cut score of 70 %. */
int exam_cut(int count);

/* right of count, by the same. */
bool exam_passed(int64_t right, int64_t count);

#endif
