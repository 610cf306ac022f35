/*
 * cpc_stats.h - what the answers and the bank say, in numbers; a part of cpc.h, which says what
 * holds of every call. May use: cpc.h. Must not know: the terminal, the environment, the clock.
 */
#ifndef CPC_STATS_H
#define CPC_STATS_H

#include "cpc.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Statistics -------------------------------------------------------------------------------------
 */

/* Called now and then during a long computation. */
typedef void cpc_progress(void *context, size_t done, size_t all);

#define CPC_STATS_FORECAST 30 /* days */
#define CPC_STATS_CONCEPTS 10 /* at most in a list of concepts */
#define CPC_STATS_RECALL_BINS 11
#define CPC_STATS_TIME_BINS 8
#define CPC_STATS_TIMES_LEAST 3 /* answers, before a concept can be among the hardest */
#define CPC_STATS_LEECH 4	/* lapses that make a concept a leech */

struct cpc_stats_day {
	int64_t day; /* as cpc_today.day */
	size_t answered, right;
	int64_t ms; /* at the questions; an answer counts for ten minutes at most */
};

struct cpc_stats_domain {
	const char *slug, *title;
	int n;			/* as of struct cpc_domain */
	size_t answered, right; /* study, quiz and exams */
	size_t concepts;	/* of the practice pool */
	size_t met;		/* of them, answered at least once */
	double memory;		/* mean retrievability today of those met, 0..1; 0 when met is 0 */
};

/* Answers whose recall was predicted to lie in low..high. */
struct cpc_stats_bin {
	double low, high;
	double predicted; /* mean */
	size_t n, right;
};

struct cpc_stats_share {
	size_t n, right;
};

/* Answers that took low_ms or more, and less than the next low_ms. */
struct cpc_stats_time {
	int64_t low_ms;
	size_t n, right;
};

struct cpc_stats_concept {
	const char *concept, *domain;
	const char *title; /* of its first question: the rule it asks */
	size_t answered, right;
	int lapses; /* times it was forgotten, one a day at most */
};

/* What the answers that were not taken back say. Texts live as long as it does. */
struct cpc_stats {
	int64_t day; /* today */
	size_t answered, right;
	int64_t ms; /* sum over the days */
	int streak; /* days in a row with an answer, up to today or yesterday */
	int longest_streak;
	const struct cpc_stats_day *days; /* those with an answer, oldest first */
	size_t day_count;

	size_t domain_count; /* as of cpc_domains */
	struct cpc_stats_domain domains[CPC_DOMAINS_MAX];
	struct cpc_stats_share gone; /* answers to questions that the bank has no more */

	size_t cards;			/* concepts met that the bank can ask */
	double memory;			/* their mean retrievability today */
	size_t due[CPC_STATS_FORECAST]; /* from today on; what is overdue is due today */
	size_t due_later;

	/* Retrievability before each answer, by the model of the scheduler, against the answer.
	 * First answers and those on the day of the last one predict nothing and are left out. */
	double target; /* the setting `retention` */
	struct cpc_stats_share recall;
	double recall_predicted; /* mean */
	double recall_brier;	 /* mean of (predicted - observed)^2 */
	double recall_error;	 /* root mean square over the bins, each weighed by its n */
	struct cpc_stats_bin bins[CPC_STATS_RECALL_BINS];

	/* By confidence + 1: guessed, neither, sure. */
	struct cpc_stats_share confidence[3];

	/* Time of an answer. Quartiles to the second; 0 when there is no answer. */
	int64_t lower_ms, median_ms, upper_ms;
	struct cpc_stats_time times[CPC_STATS_TIME_BINS];

	/* Most wrong answers first: (wrong + 1/2) / (answered + 1), at least one wrong. */
	struct cpc_stats_concept hardest[CPC_STATS_CONCEPTS];
	size_t hardest_count;
	struct cpc_stats_concept leeches[CPC_STATS_CONCEPTS]; /* most lapses first */
	size_t leech_count, leeches_shown;
};

/* Reads the whole history. `progress` may be NULL. *out is for cpc_stats_free. */
int cpc_stats_read(cpc *c, struct cpc_time now, cpc_progress *progress, void *context,
	struct cpc_stats **out, struct cpc_error *err);
void cpc_stats_free(struct cpc_stats *s);

#define CPC_BANK_STRATEGIES 5

struct cpc_bank_domain {
	const char *slug, *title;
	int n; /* questions of the 100 of an exam; 0: a domain of a set of the learner's */
	size_t practice, mock;
	size_t practice_drawn, mock_drawn; /* of them, those that an exam may ask */
	size_t concepts;		   /* of both pools */
};

struct cpc_bank_stats {
	size_t questions, practice, mock;
	size_t concepts;
	size_t shared; /* of them, asked by two questions or more */
	size_t kinds[CPC_QUESTION_KINDS];
	size_t domain_count; /* as of cpc_domains */
	struct cpc_bank_domain domains[CPC_DOMAINS_MAX];
	/* Exams of 100 that can be filled without asking a question twice: the least over domains
	 * of questions that an exam may ask / n, rounded down. */
	size_t forms, practice_forms, mock_forms;
	int least; /* the domain that limits `forms`; -1: no bank */
	size_t difficulty[3];
	size_t data, text, book, no_basis;
	/* What a reader scores who knows nothing, over the questions of CPC_SINGLE, 0..1. */
	size_t judged;
	double chance;
	double warns_above;	      /* a strategy that scores more gives keys away */
	bool enough;		      /* questions to judge by */
	size_t positions;	      /* the most choices of any question */
	size_t keys[CPC_CHOICES_MAX]; /* by written position */
	double keys_p;	/* of positions at least as uneven, if each key were drawn at random */
	bool keys_even; /* or too few to tell */
	struct {
		const char *name; /* static */
		double score;
	} strategies[CPC_BANK_STRATEGIES];
};

/* The bank, all sets and pools. Slugs and titles are valid until the bank is loaded again. */
int cpc_bank_stats(cpc *c, cpc_progress *progress, void *context, struct cpc_bank_stats *out,
	struct cpc_error *err);

#ifdef __cplusplus
}
#endif
#endif
