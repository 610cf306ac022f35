/*
 * fsrs.c - FSRS-6: parameters, memory states, intervals. Formulas and their sources stand in the
 * header. May use: cpc_fsrs.h and the maths library.
 * Must not know: learning steps, fuzz, cards, days of a calendar.
 */
#include "cpc_fsrs.h"

#include <math.h>
#include <string.h>

enum {
	W_DIFFICULTY = 4,
	W_DIFFICULTY_EXP = 5,
	W_DIFFICULTY_STEP = 6,
	W_REVERSION = 7,
	W_RECALL = 8,
	W_RECALL_POWER = 9,
	W_RECALL_EXP = 10,
	W_LAPSE = 11,
	W_LAPSE_DIFFICULTY = 12,
	W_LAPSE_POWER = 13,
	W_LAPSE_EXP = 14,
	W_HARD = 15,
	W_EASY = 16,
	W_SAME_DAY = 17,
	W_SAME_DAY_OFFSET = 18,
	W_SAME_DAY_POWER = 19,
	W_DECAY = 20
};

static const struct cpc_fsrs_params params_published = {
	{0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796,
		1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542}};
static const struct cpc_fsrs_params params_low = {{0.001, 0.001, 0.001, 0.001, 1, 0.001, 0.001,
	0.001, 0, 0, 0.001, 0.001, 0.001, 0.001, 0, 0, 1, 0, 0, 0.01, 0.1}};
static const struct cpc_fsrs_params params_high = {
	{100, 100, 100, 100, 10, 4, 4, 0.75, 4.5, 0.8, 3.5, 5, 0.25, 0.9, 4, 1, 6, 2, 2, 0.8, 0.8}};

/* FSRS-5 had this decay as a constant; migrated parameters keep it. */
static const double decay_before_fsrs6 = 0.5;

/* Not a number falls to low: the comparison is written so that it is false for one. */
static inline double clamp(double value, double low, double high)
{
	if (!(value > low))
		return low;
	return value < high ? value : high;
}

static inline double clamp_stability(double stability)
{
	return clamp(stability, CPC_FSRS_STABILITY_MIN, CPC_FSRS_STABILITY_MAX);
}

static inline double clamp_difficulty(double difficulty)
{
	return clamp(difficulty, CPC_FSRS_DIFFICULTY_MIN, CPC_FSRS_DIFFICULTY_MAX);
}

static inline bool is_grade(int grade)
{
	return grade >= CPC_FSRS_AGAIN && grade <= CPC_FSRS_EASY;
}

void cpc_fsrs_params_default(struct cpc_fsrs_params *out)
{
	*out = params_published;
}

static double same_day_ceiling(const struct cpc_fsrs_params *params, size_t relearning_steps)
{
	double w[CPC_FSRS_PARAM_COUNT];

	for (int i = W_LAPSE; i <= W_LAPSE_EXP; i++)
		w[i] = clamp(params->w[i], params_low.w[i], params_high.w[i]);

	double room = -(log(w[W_LAPSE]) + log(exp2(w[W_LAPSE_POWER]) - 1) + 0.3 * w[W_LAPSE_EXP]) /
		      (double)relearning_steps;

	return clamp(sqrt(clamp(room, 0, HUGE_VAL)), 0.01, params_high.w[W_SAME_DAY]);
}

void cpc_fsrs_params_bounds(const struct cpc_fsrs_params *params, bool short_term,
	size_t relearning_steps, struct cpc_fsrs_params *low, struct cpc_fsrs_params *high)
{
	double ceiling = params_high.w[W_SAME_DAY];

	if (params && relearning_steps > 1)
		ceiling = same_day_ceiling(params, relearning_steps);
	*low = params_low;
	*high = params_high;
	if (!short_term)
		low->w[W_SAME_DAY_POWER] = 0;
	high->w[W_SAME_DAY] = ceiling;
	high->w[W_SAME_DAY_OFFSET] = ceiling;
}

bool cpc_fsrs_params_valid(
	const struct cpc_fsrs_params *params, bool short_term, size_t relearning_steps)
{
	struct cpc_fsrs_params low, high;

	cpc_fsrs_params_bounds(params, short_term, relearning_steps, &low, &high);
	for (int i = 0; i < CPC_FSRS_PARAM_COUNT; i++)
		if (!(params->w[i] >= low.w[i] && params->w[i] <= high.w[i]))
			return false;
	return true;
}

void cpc_fsrs_params_clip(struct cpc_fsrs_params *params, bool short_term, size_t relearning_steps)
{
	struct cpc_fsrs_params low, high;

	/* First of all, since the bounds depend on the values. */
	for (int i = 0; i < CPC_FSRS_PARAM_COUNT; i++)
		if (isnan(params->w[i]))
			params->w[i] = params_published.w[i];
	cpc_fsrs_params_bounds(params, short_term, relearning_steps, &low, &high);
	for (int i = 0; i < CPC_FSRS_PARAM_COUNT; i++)
		params->w[i] = clamp(params->w[i], low.w[i], high.w[i]);
}

bool cpc_fsrs_params_migrate(const double *w, size_t count, struct cpc_fsrs_params *out)
{
	struct cpc_fsrs_params params = {{0}};

	if (count != 17 && count != 19 && count != CPC_FSRS_PARAM_COUNT)
		return false;
	memcpy(params.w, w, count * sizeof *w);
	if (count == 17) {
		params.w[W_DIFFICULTY] += 2 * w[W_DIFFICULTY_EXP];
		params.w[W_DIFFICULTY_EXP] = log1p(3 * w[W_DIFFICULTY_EXP]) / 3;
		params.w[W_DIFFICULTY_STEP] += 0.5;
	}
	if (count < CPC_FSRS_PARAM_COUNT)
		params.w[W_DECAY] = decay_before_fsrs6;
	for (int i = 0; i < CPC_FSRS_PARAM_COUNT; i++)
		if (!isfinite(params.w[i]))
			return false;
	*out = params;
	return true;
}

static double first_difficulty(const double *w, int grade)
{
	return w[W_DIFFICULTY] - exp(w[W_DIFFICULTY_EXP] * (grade - 1)) + 1;
}

bool cpc_fsrs_model_init(
	struct cpc_fsrs_model *out, const struct cpc_fsrs_params *params, bool short_term)
{
	if (!cpc_fsrs_params_valid(params, false, 1))
		return false;

	struct cpc_fsrs_model model = {.params = *params, .short_term = short_term};
	double *w = model.params.w;

	if (!short_term)
		w[W_SAME_DAY] = w[W_SAME_DAY_OFFSET] = w[W_SAME_DAY_POWER] = 0;
	model.decay = -w[W_DECAY];
	model.factor = expm1(log(0.9) / model.decay);
	model.difficulty_pull = w[W_REVERSION] * first_difficulty(w, CPC_FSRS_EASY);
	model.lapse_share = exp(-w[W_SAME_DAY] * w[W_SAME_DAY_OFFSET]);
	for (int g = CPC_FSRS_AGAIN; g <= CPC_FSRS_EASY; g++) {
		model.first_stability[g] = w[g - 1];
		model.first_difficulty[g] = clamp_difficulty(first_difficulty(w, g));
		model.difficulty_step[g] = -w[W_DIFFICULTY_STEP] * (g - 3) / 9;
		model.recall_gain[g] = exp(w[W_RECALL]);
		model.same_day_gain[g] = exp(w[W_SAME_DAY] * (g - 3 + w[W_SAME_DAY_OFFSET]));
	}
	model.recall_gain[CPC_FSRS_HARD] *= w[W_HARD];
	model.recall_gain[CPC_FSRS_EASY] *= w[W_EASY];
	*out = model;
	return true;
}

/* For a stability that is already clamped. */
static inline double curve(const struct cpc_fsrs_model *model, double days, double s)
{
	return exp(model->decay * log1p(model->factor * days / s));
}

double cpc_fsrs_retrievability(const struct cpc_fsrs_model *model, double days, double stability)
{
	return curve(model, clamp(days, 0, HUGE_VAL), clamp_stability(stability));
}

double cpc_fsrs_interval(const struct cpc_fsrs_model *model, double retention, double stability)
{
	double r = clamp(retention, CPC_FSRS_RETENTION_LOWEST, 1);

	return clamp_stability(stability) / model->factor * (pow(r, 1 / model->decay) - 1);
}

int32_t cpc_fsrs_interval_round(double days, int32_t max_days)
{
	return (int32_t)clamp(floor(days + 0.5), 1, max_days > 1 ? max_days : 1);
}

/*
 * The parts of a next state, for S, D and R inside their bounds. Powers are written as exponentials
 * of a logarithm, which costs a third of pow. What does not depend on the grade stands apart, so
 * that four grades cost little more than one.
 */
static inline double recall_base(const struct cpc_fsrs_model *model, double s, double d, double r)
{
	const double *w = model->params.w;

	return (11 - d) * exp(-w[W_RECALL_POWER] * log(s)) * expm1(w[W_RECALL_EXP] * (1 - r));
}

static inline double recall(const struct cpc_fsrs_model *model, double s, double base, int grade)
{
	return clamp_stability(s * (1 + model->recall_gain[grade] * base));
}

static inline double lapse(const struct cpc_fsrs_model *model, double s, double d, double r)
{
	const double *w = model->params.w;
	double scale = exp(w[W_LAPSE_EXP] * (1 - r) - w[W_LAPSE_DIFFICULTY] * log(d));
	double fresh = w[W_LAPSE] * scale * expm1(w[W_LAPSE_POWER] * log1p(s));
	double most = s * model->lapse_share;

	return clamp_stability(fresh < most ? fresh : most);
}

static inline double same_day_base(const struct cpc_fsrs_model *model, double s)
{
	return exp(-model->params.w[W_SAME_DAY_POWER] * log(s));
}

static inline double same_day(const struct cpc_fsrs_model *model, double s, double base, int grade)
{
	double gain = model->same_day_gain[grade] * base;

	if (grade >= CPC_FSRS_HARD && gain < 1)
		gain = 1;
	return clamp_stability(s * gain);
}

static inline double difficulty_after(const struct cpc_fsrs_model *model, double d, int grade)
{
	double moved = d + model->difficulty_step[grade] * (10 - d);

	return clamp_difficulty(
		model->difficulty_pull + (1 - model->params.w[W_REVERSION]) * moved);
}

double cpc_fsrs_stability_recall(const struct cpc_fsrs_model *model, struct cpc_fsrs_memory memory,
	int grade, double retrievability)
{
	double s = clamp_stability(memory.stability);
	double d = clamp_difficulty(memory.difficulty);

	if (!is_grade(grade))
		return s;
	return recall(model, s, recall_base(model, s, d, clamp(retrievability, 0, 1)), grade);
}

double cpc_fsrs_stability_lapse(
	const struct cpc_fsrs_model *model, struct cpc_fsrs_memory memory, double retrievability)
{
	return lapse(model, clamp_stability(memory.stability), clamp_difficulty(memory.difficulty),
		clamp(retrievability, 0, 1));
}

double cpc_fsrs_stability_same_day(const struct cpc_fsrs_model *model, double stability, int grade)
{
	double s = clamp_stability(stability);

	if (!is_grade(grade))
		return s;
	return same_day(model, s, same_day_base(model, s), grade);
}

double cpc_fsrs_difficulty_next(const struct cpc_fsrs_model *model, double difficulty, int grade)
{
	double d = clamp_difficulty(difficulty);

	return is_grade(grade) ? difficulty_after(model, d, grade) : d;
}

struct cpc_fsrs_memory cpc_fsrs_first(const struct cpc_fsrs_model *model, int grade)
{
	struct cpc_fsrs_memory lowest = {CPC_FSRS_STABILITY_MIN, CPC_FSRS_DIFFICULTY_MIN};

	if (!is_grade(grade))
		return lowest;
	return (struct cpc_fsrs_memory){
		model->first_stability[grade], model->first_difficulty[grade]};
}

struct cpc_fsrs_memory cpc_fsrs_next(const struct cpc_fsrs_model *model,
	struct cpc_fsrs_memory memory, int grade, int32_t elapsed_days)
{
	double s = clamp_stability(memory.stability);
	double d = clamp_difficulty(memory.difficulty);
	double next;

	if (!is_grade(grade))
		return (struct cpc_fsrs_memory){s, d};
	if (elapsed_days <= 0) {
		next = same_day(model, s, same_day_base(model, s), grade);
	} else {
		double r = curve(model, elapsed_days, s);

		if (grade == CPC_FSRS_AGAIN)
			next = lapse(model, s, d, r);
		else
			next = recall(model, s, recall_base(model, s, d, r), grade);
	}
	return (struct cpc_fsrs_memory){next, difficulty_after(model, d, grade)};
}

void cpc_fsrs_next_all(const struct cpc_fsrs_model *model, const struct cpc_fsrs_memory *memory,
	int32_t elapsed_days, struct cpc_fsrs_memory out[4])
{
	double next[5];

	if (!memory) {
		for (int g = CPC_FSRS_AGAIN; g <= CPC_FSRS_EASY; g++)
			out[g - 1] = cpc_fsrs_first(model, g);
		return;
	}

	double s = clamp_stability(memory->stability);
	double d = clamp_difficulty(memory->difficulty);

	if (elapsed_days <= 0) {
		double base = same_day_base(model, s);

		for (int g = CPC_FSRS_AGAIN; g <= CPC_FSRS_EASY; g++)
			next[g] = same_day(model, s, base, g);
	} else {
		double r = curve(model, elapsed_days, s);
		double base = recall_base(model, s, d, r);

		next[CPC_FSRS_AGAIN] = lapse(model, s, d, r);
		for (int g = CPC_FSRS_HARD; g <= CPC_FSRS_EASY; g++)
			next[g] = recall(model, s, base, g);
	}
	for (int g = CPC_FSRS_AGAIN; g <= CPC_FSRS_EASY; g++)
		out[g - 1] = (struct cpc_fsrs_memory){next[g], difficulty_after(model, d, g)};
}

bool cpc_fsrs_history(const struct cpc_fsrs_model *model, const struct cpc_fsrs_memory *start,
	const struct cpc_fsrs_review *reviews, size_t count, struct cpc_fsrs_memory *out)
{
	struct cpc_fsrs_memory memory = {0, 0};
	bool known = start != NULL;

	if (start) {
		memory.stability = clamp_stability(start->stability);
		memory.difficulty = clamp_difficulty(start->difficulty);
	}
	for (size_t i = 0; i < count; i++) {
		int grade = reviews[i].grade;

		if (grade == 0)
			continue;
		if (!is_grade(grade))
			return false;
		memory = known ? cpc_fsrs_next(model, memory, grade, reviews[i].elapsed_days)
			       : cpc_fsrs_first(model, grade);
		known = true;
	}
	if (!known)
		return false;
	*out = memory;
	return true;
}

bool cpc_fsrs_from_sm2(const struct cpc_fsrs_model *model, double ease, double interval,
	double retention, struct cpc_fsrs_memory *out)
{
	const double *w = model->params.w;

	if (!isfinite(ease) || !isfinite(interval) || !(retention > 0 && retention < 1))
		return false;

	double days = interval > CPC_FSRS_STABILITY_MIN ? interval : CPC_FSRS_STABILITY_MIN;
	double s = clamp_stability(days * model->factor / (pow(retention, 1 / model->decay) - 1));
	double gain = model->recall_gain[CPC_FSRS_GOOD] * pow(s, -w[W_RECALL_POWER]) *
		      expm1(w[W_RECALL_EXP] * (1 - retention));

	*out = (struct cpc_fsrs_memory){s, clamp_difficulty(11 - (ease - 1) / gain)};
	return true;
}
