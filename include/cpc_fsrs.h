/*
 * cpc_fsrs.h - the FSRS-6 scheduler, usable alone: when a card should be seen again.
 * May use: numbers only; no clock, no file, no allocation, no global, so every call is repeatable.
 * Must not know: what a card is about, what a calendar is; elapsed days come in as whole numbers.
 *
 * Words. Stability S is the number of days after which recall falls to 0.9. Difficulty D runs from
 * 1 (easy) to 10. Retrievability R is the probability of recall now. A grade G is one of enum
 * cpc_fsrs_grade. w0..w20 are the 21 parameters of a learner.
 *
 * Formulas are those on which the three implementations of the open-spaced-repetition project
 * agree: py-fsrs 6.3.1 (fsrs/scheduler.py), ts-fsrs 5.4.2 (packages/fsrs/src), fsrs-rs 6.6.1
 * (src/inference.rs, src/model.rs). Where they differ, this one
 *   - lets a same-day Hard never lower S (fsrs-rs, ts-fsrs; py-fsrs lowers it),
 *   - keeps S in 0.001..36500 (fsrs-rs, ts-fsrs) and a first S as low as 0.001 (fsrs-rs, py-fsrs),
 *   - rounds intervals half up (ts-fsrs, fsrs-rs), computes in double without rounding between
 *     steps, and
 *   - never changes parameters by itself: they are clipped on request and otherwise refused.
 *
 * Nothing here prints, allocates or fails half-way: a call that can fail returns false and leaves
 * its out parameters as they were. Pointers must not be null unless the text says so. A memory
 * state or number of days outside its bounds, or not a number, is first moved to the nearest bound
 * (not a number: to the lower one), so that no call returns a number that is not finite.
 */
#ifndef CPC_FSRS_H
#define CPC_FSRS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define CPC_FSRS_PARAM_COUNT 21

#define CPC_FSRS_STABILITY_MIN 0.001   /* days */
#define CPC_FSRS_STABILITY_MAX 36500.0 /* days */
#define CPC_FSRS_DIFFICULTY_MIN 1.0
#define CPC_FSRS_DIFFICULTY_MAX 10.0
#define CPC_FSRS_INTERVAL_MAX 36500	 /* days, the usual longest interval */
#define CPC_FSRS_RETENTION_DEFAULT 0.9	 /* probability of recall to aim at */
#define CPC_FSRS_RETENTION_LOWEST 0.0001 /* below this an interval has no use */
#define CPC_FSRS_STEPS_MAX 10
#define CPC_FSRS_STEP_LONGEST 31536000 /* seconds, 365 days */
#define CPC_FSRS_NO_FUZZ (-1.0)

enum cpc_fsrs_grade {
	CPC_FSRS_AGAIN = 1, /* not recalled */
	CPC_FSRS_HARD = 2,
	CPC_FSRS_GOOD = 3,
	CPC_FSRS_EASY = 4
};

/* ---- parameters ------------------------------------------------------------------------------ */

/*
 * w[0..3]   first S for Again, Hard, Good, Easy, in days
 * w[4..5]   first D: base, exponent
 * w[6..7]   D: step, share drawn back to the first D of Easy
 * w[8..10]  S after recall: factor (as a logarithm), power of S, exponent of 1 - R
 * w[11..14] S after a lapse: factor, power of D, power of S + 1, exponent of 1 - R
 * w[15..16] S after recall: factor for Hard, factor for Easy
 * w[17..19] S on the same day: slope in G, offset in G, power of S
 * w[20]     decay of the forgetting curve
 */
struct cpc_fsrs_params {
	double w[CPC_FSRS_PARAM_COUNT];
};

/* The published defaults of FSRS-6. Valid with up to two relearning steps; with more, clip them. */
void cpc_fsrs_params_default(struct cpc_fsrs_params *out);

/*
 * The lowest and highest value of each parameter. w19 may not be below 0.01, or below 0 when
 * short_term is false (fsrs-rs parameter clipper). With n > 1 relearning steps, w17 and w18 may not
 * exceed clamp(sqrt(max(0, -(ln w11 + ln(2^w13 - 1) + 0.3 w14) / n)), 0.01, 2), so that n same-day
 * reviews after a lapse do not lift S above what it was; w11, w13 and w14 are taken from params,
 * moved into their own bounds first (ts-fsrs clipParameters; fsrs-rs floors the ceiling at 0.1).
 * params may be null: then the ceiling is 2.
 */
void cpc_fsrs_params_bounds(const struct cpc_fsrs_params *params, bool short_term,
	size_t relearning_steps, struct cpc_fsrs_params *low, struct cpc_fsrs_params *high);

/* Whether each parameter is a number inside its bounds, as cpc_fsrs_params_bounds gives them. */
bool cpc_fsrs_params_valid(
	const struct cpc_fsrs_params *params, bool short_term, size_t relearning_steps);

/* Moves each parameter to the nearest value inside its bounds; one that is not a number becomes the
 * default. What comes out is valid for the same short_term and relearning_steps. */
void cpc_fsrs_params_clip(struct cpc_fsrs_params *params, bool short_term, size_t relearning_steps);

/*
 * Turns the parameters of an older model into 21 (fsrs-rs check_and_fill_parameters):
 *   17 (FSRS-4.5)  w4 += 2 w5, then w5 = ln(3 w5 + 1) / 3, w6 += 0.5, append 0, 0, 0, 0.5
 *   19 (FSRS-5)    append 0, 0.5
 *   21 (FSRS-6)    copied
 * Nothing is clipped. False when count is another number or a value is not finite.
 */
bool cpc_fsrs_params_migrate(const double *w, size_t count, struct cpc_fsrs_params *out);

/* ---- memory ---------------------------------------------------------------------------------- */

struct cpc_fsrs_memory {
	double stability;  /* days, CPC_FSRS_STABILITY_MIN .. CPC_FSRS_STABILITY_MAX */
	double difficulty; /* CPC_FSRS_DIFFICULTY_MIN .. CPC_FSRS_DIFFICULTY_MAX */
};

/* One review of a history. Grade 0 (a manual change of the schedule) counts for nothing, and
 * elapsed_days are counted from the last review whose grade is not 0. */
struct cpc_fsrs_review {
	int32_t elapsed_days; /* whole days since the review before; ignored for a first review */
	int grade;	      /* enum cpc_fsrs_grade, or 0 */
};

/* Parameters made ready for computing. Fill it with cpc_fsrs_model_init and treat the fields as
 * read-only. Plain data: copy it freely, nothing is to be released. Arrays run over grades 0..4. */
struct cpc_fsrs_model {
	struct cpc_fsrs_params params; /* w17..w19 are 0 when short_term is false */
	bool short_term;
	double decay;  /* -w20 */
	double factor; /* 0.9^(1/decay) - 1 */
	double first_stability[5];
	double first_difficulty[5];
	double difficulty_step[5]; /* -w6 (G - 3) / 9 */
	double difficulty_pull;	   /* w7 D0(Easy), D0 not clamped */
	double recall_gain[5];	   /* e^w8, with w15 for Hard and w16 for Easy */
	double lapse_share;	   /* e^-(w17 w18) */
	double same_day_gain[5];   /* e^(w17 (G - 3 + w18)) */
};

/*
 * False when cpc_fsrs_params_valid(params, false, 1) is false, that is when a parameter is outside
 * the widest bounds; clip first. Without short_term the model knows no same-day gain: w17, w18 and
 * w19 are taken as 0 and a same-day review leaves S as it is (fsrs-rs "freeze short term").
 */
bool cpc_fsrs_model_init(
	struct cpc_fsrs_model *out, const struct cpc_fsrs_params *params, bool short_term);

/* R(t,S) = (1 + factor t / S)^decay, in 0..1. days may have a fraction; below 0 counts as 0. */
double cpc_fsrs_retrievability(const struct cpc_fsrs_model *model, double days, double stability);

/* I(r,S) = S / factor * (r^(1/decay) - 1): the days, 0 or more and not rounded, after which recall
 * has fallen to retention, in CPC_FSRS_RETENTION_LOWEST..1. Equals S when retention is 0.9. */
double cpc_fsrs_interval(const struct cpc_fsrs_model *model, double retention, double stability);

/* An interval as whole days: half rounded up, at least 1, at most max_days (itself at least 1). */
int32_t cpc_fsrs_interval_round(double days, int32_t max_days);

/*
 * The state after a first review: S0 = w[G-1], D0 = w4 - e^(w5 (G-1)) + 1, both clamped. A grade
 * outside 1..4 gives the state of the lowest bounds.
 */
struct cpc_fsrs_memory cpc_fsrs_first(const struct cpc_fsrs_model *model, int grade);

/*
 * The state after one more review, elapsed_days whole days after the last (below 0 counts as 0). S
 * and D both come from the old state: S from the lapse formula for Again, from the recall formula
 * for the other grades, and from the same-day formula for every grade when elapsed_days is 0. A
 * grade outside 1..4 changes nothing.
 */
struct cpc_fsrs_memory cpc_fsrs_next(const struct cpc_fsrs_model *model,
	struct cpc_fsrs_memory memory, int grade, int32_t elapsed_days);

/* The states after each of the grades Again, Hard, Good, Easy, in out[0..3]; equal to four calls of
 * cpc_fsrs_next, or of cpc_fsrs_first when memory is null, that is when the card is new. */
void cpc_fsrs_next_all(const struct cpc_fsrs_model *model, const struct cpc_fsrs_memory *memory,
	int32_t elapsed_days, struct cpc_fsrs_memory out[4]);

/*
 * The state after a whole history, oldest review first. start is the state before it, or null for a
 * new card. False when a grade is outside 0..4, or when no state results: start is null and no
 * grade is other than 0.
 */
bool cpc_fsrs_history(const struct cpc_fsrs_model *model, const struct cpc_fsrs_memory *start,
	const struct cpc_fsrs_review *reviews, size_t count, struct cpc_fsrs_memory *out);

/*
 * A state for a card that was scheduled by SM-2 (fsrs-rs memory_state_from_sm2): ease as a factor
 * such as 2.5, its last interval in days, and the retention that SM-2 is thought to have given.
 *   S = max(interval, 0.001) factor / (retention^(1/decay) - 1)
 *   D = 11 - (ease - 1) / (e^w8 S^-w9 (e^((1 - retention) w10) - 1))
 * False when retention is not between 0 and 1, both excluded, or an argument is not finite.
 */
bool cpc_fsrs_from_sm2(const struct cpc_fsrs_model *model, double ease, double interval,
	double retention, struct cpc_fsrs_memory *out);

/* The parts of cpc_fsrs_next, for those who take R from elsewhere (an optimizer, a table).
 *   recall    S (1 + e^w8 (11 - D) S^-w9 (e^(w10 (1 - R)) - 1) (w15 if Hard) (w16 if Easy))
 *   lapse     min(w11 D^-w12 ((S + 1)^w13 - 1) e^(w14 (1 - R)), S / e^(w17 w18))
 *   same day  S inc, inc = e^(w17 (G - 3 + w18)) S^-w19, and at least 1 unless G is Again
 *   D         w7 D0(Easy) + (1 - w7) (D - w6 (G - 3) (10 - D) / 9), D0 not clamped
 * all clamped. A grade outside 1..4 changes nothing; retrievability is moved into 0..1. */
double cpc_fsrs_stability_recall(const struct cpc_fsrs_model *model, struct cpc_fsrs_memory memory,
	int grade, double retrievability);
double cpc_fsrs_stability_lapse(
	const struct cpc_fsrs_model *model, struct cpc_fsrs_memory memory, double retrievability);
double cpc_fsrs_stability_same_day(const struct cpc_fsrs_model *model, double stability, int grade);
double cpc_fsrs_difficulty_next(const struct cpc_fsrs_model *model, double difficulty, int grade);

/* ---- fuzz: spreading cards that were learned together -----------------------------------------
 */

struct cpc_fsrs_range {
	int32_t low, high; /* whole days, both included */
};

/*
 * The days among which fuzz chooses. The interval is first moved into min_days..max_days; below 2.5
 * it is not fuzzed and the range is its rounded value. Otherwise delta = 1 + 0.15 of the days from
 * 2.5 to 7 + 0.10 of those from 7 to 20 + 0.05 of those above 20, and the range runs from
 * round(interval - delta) to round(interval + delta), half up, kept inside min_days..max_days.
 * min_days below 1 counts as 1, max_days below that as that, min_days above max_days as max_days.
 * The ranges are those of Anki (rslib states/fuzz.rs), ts-fsrs (help.ts) and py-fsrs alike.
 */
struct cpc_fsrs_range cpc_fsrs_fuzz_range(double interval, int32_t min_days, int32_t max_days);

/* floor(low + u (high - low + 1)) for the range above, u in 0 <= u < 1: each day equally likely.
 * u outside is moved to the nearest value inside. */
int32_t cpc_fsrs_fuzz_days(double interval, int32_t min_days, int32_t max_days, double u);

/*
 * A u that is the same for the same card and repetition, on every machine: the output number
 * `repetition` (the first is number 0) of splitmix64 seeded with card_key, its upper 53 bits as a
 * fraction. splitmix64 is the mixer of Steele, Lea and Flood, "Fast splittable pseudorandom number
 * generators" (2014), with the constants of Vigna's public-domain splitmix64.c:
 *   z = card_key + (repetition + 1) 0x9e3779b97f4a7c15
 *   z = (z ^ z >> 30) 0xbf58476d1ce4e5b9; z = (z ^ z >> 27) 0x94d049bb133111eb; z = z ^ z >> 31
 *   u = (z >> 11) / 2^53, all modulo 2^64
 */
double cpc_fsrs_fuzz_factor(uint64_t card_key, uint32_t repetition);

/* ---- learning steps and the whole schedule -----------------------------------------------------
 */

enum cpc_fsrs_phase {
	CPC_FSRS_NEW = 0,	/* never seen */
	CPC_FSRS_LEARNING = 1,	/* on the learning steps */
	CPC_FSRS_REVIEW = 2,	/* on intervals of days */
	CPC_FSRS_RELEARNING = 3 /* forgotten, on the relearning steps */
};

struct cpc_fsrs_steps {
	int32_t seconds[CPC_FSRS_STEPS_MAX]; /* each 1 .. CPC_FSRS_STEP_LONGEST */
	size_t count;			     /* 0 .. CPC_FSRS_STEPS_MAX */
};

struct cpc_fsrs_settings {
	double retention; /* CPC_FSRS_RETENTION_LOWEST..1; Anki allows 0.70..0.99 */
	int32_t max_days; /* longest interval, 1..CPC_FSRS_INTERVAL_MAX */
	bool short_term;  /* false: no steps, every grade gives days, at least a day apart */
	struct cpc_fsrs_steps learning;
	struct cpc_fsrs_steps relearning;
};

/* Retention 0.9, at most 36500 days, short-term on, steps of 1 and 10 minutes, relearning 10. */
void cpc_fsrs_settings_default(struct cpc_fsrs_settings *out);

/* Ready for scheduling; plain data like the model, to be treated as read-only. */
struct cpc_fsrs_scheduler {
	struct cpc_fsrs_model model;
	struct cpc_fsrs_settings settings;
	double days_per_stability; /* I(retention, 1) */
};

struct cpc_fsrs_card {
	struct cpc_fsrs_memory memory; /* ignored while phase is CPC_FSRS_NEW */
	enum cpc_fsrs_phase phase;
	int32_t step; /* index of the current step while learning or relearning, else 0 */
};

/* A card after an answer, and when it is due: after `days` days in phase CPC_FSRS_REVIEW (seconds
 * is 0), after `seconds` seconds, less than a day, in the learning phases (days is 0). */
struct cpc_fsrs_outcome {
	struct cpc_fsrs_card card;
	int32_t days;
	int32_t seconds;
};

/* False when cpc_fsrs_model_init would be, or when a setting is outside the bounds given above. */
bool cpc_fsrs_scheduler_init(struct cpc_fsrs_scheduler *out, const struct cpc_fsrs_params *params,
	const struct cpc_fsrs_settings *settings);

/*
 * What each of the grades Again, Hard, Good, Easy would do to the card, in out[0..3], elapsed_days
 * whole days after its last review (ignored for a new card). u fuzzes the intervals of days, see
 * cpc_fsrs_fuzz_factor; below 0, for instance CPC_FSRS_NO_FUZZ, does not.
 *
 * Steps. A card that is new or learning is on the learning steps, one that is relearning on the
 * relearning steps; a step beyond the last counts as the last. Again goes to the first step, Hard
 * stays, Good goes on to the next step or graduates from the last, Easy graduates, without steps
 * every grade graduates. Again on a card in review starts the relearning steps. Hard on the first
 * step waits the mean of the first two steps, or 1.5 times the only step but not longer than that
 * step and a day; on a later step it waits that step again (Anki, py-fsrs; ts-fsrs always waits the
 * rounded mean). A wait of a day or more puts the card in review, for the whole days of it
 * (ts-fsrs).
 *
 * Days. I(retention, S) fuzzed or rounded, from 1 to max_days. Then, for a card in review, Good is
 * at least a day after Hard and Easy a day after Good; without short_term, for every card, Hard
 * also a day after Again; but never more than max_days (ts-fsrs, whose other two rules, Hard not
 * after Good and Again not after Hard, hold by themselves inside the bounds of the parameters).
 */
void cpc_fsrs_schedule(const struct cpc_fsrs_scheduler *scheduler, const struct cpc_fsrs_card *card,
	int32_t elapsed_days, double u, struct cpc_fsrs_outcome out[4]);

#ifdef __cplusplus
}
#endif
#endif
