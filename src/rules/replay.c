/*
 * replay.c - from the answers to one concept to its card.
 * May use: cpc_fsrs.h, base. Must not know: SQL, the clock.
 */
#include "rules/replay.h"

#include "base/hash.h"

struct replay replay_begin(
	const struct cpc_fsrs_model *model, double retention, const char *concept)
{
	return (struct replay){.model = model,
		.retention = retention,
		.key = hash_text(HASH_START, concept),
		.lapse_day = INT64_MIN};
}

static int64_t interval_days(const struct replay *r)
{
	double days = cpc_fsrs_interval(r->model, r->retention, r->card.memory.stability);
	double u = cpc_fsrs_fuzz_factor(r->key, (uint32_t)r->card.reps);
	return cpc_fsrs_fuzz_days(days, 1, CPC_FSRS_INTERVAL_MAX, u);
}

void replay_answer(struct replay *r, int64_t day, int grade)
{
	struct replay_card *card = &r->card;
	if (card->reps == 0) {
		card->first_day = card->last_day = day;
		card->memory = cpc_fsrs_first(r->model, grade);
	} else {
		if (day < card->last_day)
			day = card->last_day;
		int64_t elapsed = day - card->last_day;
		if (elapsed > CPC_FSRS_INTERVAL_MAX)
			elapsed = CPC_FSRS_INTERVAL_MAX;
		card->memory = cpc_fsrs_next(r->model, card->memory, grade, (int32_t)elapsed);
		card->last_day = day;
	}
	card->reps++;
	if (grade > CPC_FSRS_AGAIN) {
		r->learned = true;
		card->due_day = day + interval_days(r);
		return;
	}
	card->due_day = day;
	if (r->learned && r->lapse_day != day) {
		card->lapses++;
		r->lapse_day = day;
	}
}

double replay_recall(const struct replay *r, int64_t day)
{
	if (r->card.reps == 0 || day <= r->card.last_day)
		return -1;
	return cpc_fsrs_retrievability(
		r->model, (double)(day - r->card.last_day), r->card.memory.stability);
}
