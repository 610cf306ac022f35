/*
 * exam.c - the time of an exam, and when it is over.
 * May use: base. Must not know: SQL, the clock itself, the terminal.
 */
#include "rules/exam.h"

static void use(struct exam_clock *c, int64_t ms)
{
	if (ms <= 0 || c->paused)
		return;
	/* Nothing is gained by counting on past the end, and a number cannot run over. */
	c->used_ms = ms >= c->allowed_ms - c->used_ms ? c->allowed_ms : c->used_ms + ms;
}

enum exam_gap exam_clock_resume(struct exam_clock *c, int64_t wall_ms, int64_t steady_ms)
{
	int64_t gap = wall_ms - c->wall_ms;
	enum exam_gap kind = gap < 0 ? EXAM_GAP_BACK : gap == 0 ? EXAM_GAP_NONE : EXAM_GAP_COUNTED;
	if (c->practice && gap > 0)
		kind = EXAM_GAP_FREE;
	if (kind == EXAM_GAP_COUNTED)
		use(c, gap);
	c->paused = false;
	c->wall_ms = wall_ms;
	c->steady_ms = steady_ms;
	return kind;
}

void exam_clock_run(struct exam_clock *c, int64_t wall_ms, int64_t steady_ms)
{
	bool steady = c->steady_ms > 0 && steady_ms > 0;
	use(c, steady ? steady_ms - c->steady_ms : wall_ms - c->wall_ms);
	c->wall_ms = wall_ms;
	c->steady_ms = steady_ms;
}

int64_t exam_clock_left(const struct exam_clock *c)
{
	return c->used_ms < c->allowed_ms ? c->allowed_ms - c->used_ms : 0;
}

int exam_cut(int count)
{
	return (count * EXAM_PASS_PERCENT + 99) / 100;
}

bool exam_passed(int64_t right, int64_t count)
{
	return count > 0 && right * 100 >= count * EXAM_PASS_PERCENT;
}
