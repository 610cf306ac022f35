/*
 * fsrs_steps.c - from memory states to a schedule: fuzz, learning steps, order of the grades.
 * Rules and their sources stand in the header. May use: cpc_fsrs.h and the maths library.
 * Must not know: the formulas of the memory model, clocks, who the card belongs to.
 */
#include "cpc_fsrs.h"

#include <math.h>

enum { DAY_SECONDS = 86400 };

static inline double clamp(double value, double low, double high)
{
	if (!(value > low))
		return low;
	return value < high ? value : high;
}

static inline int32_t lesser(int32_t a, int32_t b)
{
	return a < b ? a : b;
}

static inline int32_t greater(int32_t a, int32_t b)
{
	return a > b ? a : b;
}

static double fuzz_delta(double interval)
{
	double delta = 1;

	delta += 0.15 * clamp(interval - 2.5, 0, 7 - 2.5);
	delta += 0.10 * clamp(interval - 7, 0, 20 - 7);
	delta += 0.05 * clamp(interval - 20, 0, HUGE_VAL);
	return delta;
}

struct cpc_fsrs_range cpc_fsrs_fuzz_range(double interval, int32_t min_days, int32_t max_days)
{
	int32_t most = greater(max_days, 1);
	int32_t least = lesser(greater(min_days, 1), most);
	double days = clamp(interval, least, most);
	double delta = days < 2.5 ? 0 : fuzz_delta(days);

	return (struct cpc_fsrs_range){
		greater(cpc_fsrs_interval_round(days - delta, most), least),
		greater(cpc_fsrs_interval_round(days + delta, most), least),
	};
}

int32_t cpc_fsrs_fuzz_days(double interval, int32_t min_days, int32_t max_days, double u)
{
	struct cpc_fsrs_range range = cpc_fsrs_fuzz_range(interval, min_days, max_days);
	double width = (double)range.high - range.low + 1;

	/* The sum may round up to the whole width when u is next to 1. */
	return (int32_t)clamp(floor(range.low + clamp(u, 0, 1) * width), range.low, range.high);
}

double cpc_fsrs_fuzz_factor(uint64_t card_key, uint32_t repetition)
{
	uint64_t z = card_key + ((uint64_t)repetition + 1) * UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	z ^= z >> 31;
	return (double)(z >> 11) * 0x1p-53;
}

void cpc_fsrs_settings_default(struct cpc_fsrs_settings *out)
{
	*out = (struct cpc_fsrs_settings){
		.retention = CPC_FSRS_RETENTION_DEFAULT,
		.max_days = CPC_FSRS_INTERVAL_MAX,
		.short_term = true,
		.learning = {.seconds = {60, 600}, .count = 2},
		.relearning = {.seconds = {600}, .count = 1},
	};
}

static bool steps_valid(const struct cpc_fsrs_steps *steps)
{
	if (steps->count > CPC_FSRS_STEPS_MAX)
		return false;
	for (size_t i = 0; i < steps->count; i++)
		if (steps->seconds[i] < 1 || steps->seconds[i] > CPC_FSRS_STEP_LONGEST)
			return false;
	return true;
}

bool cpc_fsrs_scheduler_init(struct cpc_fsrs_scheduler *out, const struct cpc_fsrs_params *params,
	const struct cpc_fsrs_settings *settings)
{
	struct cpc_fsrs_model model;

	if (!(settings->retention >= CPC_FSRS_RETENTION_LOWEST && settings->retention <= 1))
		return false;
	if (settings->max_days < 1 || settings->max_days > CPC_FSRS_INTERVAL_MAX ||
		!steps_valid(&settings->learning) || !steps_valid(&settings->relearning))
		return false;
	if (!cpc_fsrs_model_init(&model, params, settings->short_term))
		return false;
	out->model = model;
	out->settings = *settings;
	out->days_per_stability = cpc_fsrs_interval(&model, settings->retention, 1);
	return true;
}

/* 0 when the card leaves the steps. *step is where it then stands. */
static int32_t step_wait(const struct cpc_fsrs_steps *steps, int32_t at, int grade, int32_t *step)
{
	int32_t count = (int32_t)steps->count;
	const int32_t *seconds = steps->seconds;

	if (count == 0 || grade == CPC_FSRS_EASY)
		return 0;
	*step = at < 0 ? 0 : lesser(at, count - 1);
	if (grade == CPC_FSRS_AGAIN) {
		*step = 0;
		return seconds[0];
	}
	if (grade == CPC_FSRS_HARD) {
		if (*step > 0)
			return seconds[*step];
		if (count > 1)
			return (seconds[0] + seconds[1]) / 2;
		return lesser(seconds[0] + seconds[0] / 2, seconds[0] + DAY_SECONDS);
	}
	*step += 1;
	return *step < count ? seconds[*step] : 0;
}

static int32_t days_until_due(
	const struct cpc_fsrs_scheduler *scheduler, double stability, double u)
{
	double interval = stability * scheduler->days_per_stability;
	int32_t most = scheduler->settings.max_days;

	if (u >= 0)
		return cpc_fsrs_fuzz_days(interval, 1, most, u);
	return cpc_fsrs_interval_round(interval, most);
}

static struct cpc_fsrs_outcome outcome(const struct cpc_fsrs_scheduler *scheduler,
	const struct cpc_fsrs_card *card, int grade, struct cpc_fsrs_memory memory, double u)
{
	const struct cpc_fsrs_settings *settings = &scheduler->settings;
	struct cpc_fsrs_outcome out = {.card = {memory, CPC_FSRS_REVIEW, 0}};
	bool again = card->phase == CPC_FSRS_RELEARNING || card->phase == CPC_FSRS_REVIEW;
	bool stepping = card->phase != CPC_FSRS_REVIEW || grade == CPC_FSRS_AGAIN;
	int32_t step = 0;
	int32_t wait = 0;

	if (settings->short_term && stepping)
		wait = step_wait(again ? &settings->relearning : &settings->learning,
			card->phase == CPC_FSRS_NEW ? 0 : card->step, grade, &step);
	if (wait >= DAY_SECONDS) {
		out.days = lesser(wait / DAY_SECONDS, settings->max_days);
	} else if (wait > 0) {
		out.seconds = wait;
		out.card.step = step;
		out.card.phase = again ? CPC_FSRS_RELEARNING : CPC_FSRS_LEARNING;
	} else {
		out.days = days_until_due(scheduler, memory.stability, u);
	}
	return out;
}

static void keep_a_day_apart(
	const struct cpc_fsrs_outcome *lower, struct cpc_fsrs_outcome *higher, int32_t most)
{
	higher->days = lesser(greater(higher->days, lower->days + 1), most);
}

void cpc_fsrs_schedule(const struct cpc_fsrs_scheduler *scheduler, const struct cpc_fsrs_card *card,
	int32_t elapsed_days, double u, struct cpc_fsrs_outcome out[4])
{
	const struct cpc_fsrs_settings *settings = &scheduler->settings;
	bool new_card = card->phase == CPC_FSRS_NEW;
	struct cpc_fsrs_memory memory[4];

	cpc_fsrs_next_all(&scheduler->model, new_card ? NULL : &card->memory, elapsed_days, memory);
	for (int g = CPC_FSRS_AGAIN; g <= CPC_FSRS_EASY; g++)
		out[g - 1] = outcome(scheduler, card, g, memory[g - 1], u);
	if (!settings->short_term)
		keep_a_day_apart(&out[0], &out[1], settings->max_days);
	if (!settings->short_term || card->phase == CPC_FSRS_REVIEW) {
		keep_a_day_apart(&out[1], &out[2], settings->max_days);
		keep_a_day_apart(&out[2], &out[3], settings->max_days);
	}
}
