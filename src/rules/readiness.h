/*
 * readiness.h - would the learner pass? The chance, what it rests on, and how such forecasts did.
 * May use: base, libm. Must not know: SQL, the clock, where answers come from.
 *
 * The model. An exam asks n_d questions of domain d. What the learner would get right of them rests
 * on two things.
 *
 * 1. First-sight answers: the first answer ever to each question, since an exam asks what was not
 *    seen before. An answer that is t days old weighs w = 2^(-t / 30) (half-life 30 days). With
 *    r_d the weights of right answers of the domain, s_d those of all, r and s the sums over all
 *    domains:
 *	p   = (2 + r) / (4 + s)			the learner's rate overall, from Beta(2, 2)
 *	theta_d ~ Beta(a_d, b_d)
 *	a_d = 4 p + r_d,  b_d = 4 (1 - p) + s_d - r_d
 *    A domain's prior has the weight of Beta(2, 2), four answers, and lies at the learner's own
 *    rate; it is Beta(2, 2) itself while nothing was answered. Beta posterior of a binomial rate:
 *    Gelman et al., Bayesian Data Analysis, 3rd ed., section 2.4.
 *
 * 2. Memory: k_d, the share of the domain's concepts that the learner has met, and R_d, the mean
 *    of their retrievability on the day of the exam by FSRS (cpc_fsrs_retrievability), as if none
 *    were reviewed before it. A question about a concept that was met and is recalled is right; any
 *    other is answered as one seen for the first time. But a bank holds a part only of what can be
 *    asked, and a rule that is recalled is not always seen to apply to a new case: of the questions
 *    of a domain whose concepts were all met, a fifth is taken to gain by it. (The fifth is chosen,
 *    on the careful side, and not measured; readiness_score shows whether forecasts bear it out.)
 *	u_d = k_d / 5
 *	m_d = E[theta_d] + (1 - E[theta_d]) u_d R_d
 *	v_d = (1 - u_d R_d)^2 Var[theta_d]
 *
 * Right answers of a domain are binomial given its rate, and domains independent given p, so that
 * the score has
 *	mean     = sum n_d m_d
 *	variance = sum [n_d m_d (1 - m_d) + n_d (n_d - 1) v_d]
 * (law of total variance: n (m - m^2 - v) + n^2 v), and by the normal approximation with its
 * correction for whole numbers
 *	P(pass)  = 1 - Phi((cut - 1/2 - mean) / sigma),   cut 70 of 100: 69.5
 *	80 %     : mean +- 1.2816 sigma
 *
 * Coverage is the share of the questions whose domain has ten first-sight answers or more of the
 * last 180 days (which weigh 1/64 and more; who has answered a whole bank in its
 * first months meets few new questions later). Below 60 % no chance is told.
 */
#ifndef RULES_READINESS_H
#define RULES_READINESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define READINESS_HALF_LIFE_DAYS 30
#define READINESS_PRIOR_WEIGHT 4.0 /* of Beta(2, 2), in answers */
#define READINESS_FRESH_DAYS 180
#define READINESS_FRESH_LEAST 10
#define READINESS_COVERAGE_LEAST 0.60
#define READINESS_OLDEST_DAYS 300 /* ten half-lives: older answers weigh less than 1/1000 */

/* What is known of a domain; begin with zeros. */
struct readiness_domain {
	int n;		    /* questions of it in the exam */
	double seen, right; /* weights of first-sight answers, and of the right ones */
	int64_t fresh;	    /* of them, of the last 180 days */
	double met;	    /* share of its concepts that were met, 0..1 */
	double recall;	    /* mean retrievability of those on the day of the exam, 0..1 */
};

/* Add first-sight answers of one day, `age` days before today; those of the future count as today's
 * and those older than READINESS_OLDEST_DAYS for nothing. */
void readiness_add(struct readiness_domain *d, int64_t age, int64_t seen, int64_t right);

struct readiness_rate {
	double mean, variance; /* m_d, v_d */
};

struct readiness {
	double mean, variance, sigma; /* right answers */
	double low, high;	      /* the 80 % interval, within 0..n */
	double chance;		      /* of cut or more right answers */
	double coverage;	      /* 0..1 */
	bool told;		      /* coverage suffices for the chance to be told */
};

/* The exam of sum n_d questions that `cut` right answers pass. rates[count] may be NULL. */
void readiness_of(const struct readiness_domain *domains, size_t count, int cut,
	struct readiness_rate *rates, struct readiness *out);

/* Ten fresh answers or more. */
bool readiness_covers(const struct readiness_domain *d);

/* Forecasts against what came ------------------------------------------------------------------ */

#define READINESS_BINS 5 /* of the chance, each a fifth */

struct readiness_bin {
	int64_t n, passed;
	double chance; /* sum of the chances */
};

struct readiness_score {
	int64_t n;
	double squares; /* sum of (chance - passed)^2 */
	struct readiness_bin bins[READINESS_BINS];
};

/* Brier, "Verification of forecasts expressed in terms of probability" (1950), two classes in its
 * usual form: the mean of (chance - outcome)^2; 0 is perfect, 0.25 what saying 1/2 always gives. */
void readiness_score_add(struct readiness_score *s, double chance, bool passed);

/* The mean; 0 without forecasts. */
double readiness_brier(const struct readiness_score *s);

/* Right answers of `count` that differ by chance alone: the standard error of the percentage of an
 * exam of `count` questions at the cut score, 100 sqrt(p (1 - p) / count); 4.58 for 100 at 70 %. */
double readiness_error_points(int percent, size_t count);

#endif
