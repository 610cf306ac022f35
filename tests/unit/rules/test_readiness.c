/*
 * test_readiness.c - the chance of passing: against a Monte Carlo of the same model, by hand where
 * that can be done, and at its limits.
 * May use: rules, base, cmocka. Must not know: SQL, the engine.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "base/rng.h"
#include "near.h"
#include "rules/readiness.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* Monte Carlo ---------------------------------------------------------------------------------- */

static double uniform(struct rng *rng)
{
	return ((double)(rng_next(rng) >> 11) + 0.5) / 9007199254740992.0;
}

static double normal(struct rng *rng)
{
	return sqrt(-2 * log(uniform(rng))) * cos(2 * acos(-1) * uniform(rng));
}

/* Marsaglia and Tsang, "A simple method for generating gamma variables" (2000); below 1 by their
 * note: gamma(a + 1) u^(1/a). */
static double draw_gamma(struct rng *rng, double a)
{
	if (a < 1)
		return draw_gamma(rng, a + 1) * pow(uniform(rng), 1 / a);
	double d = a - 1.0 / 3, c = 1 / sqrt(9 * d);
	for (;;) {
		double x = normal(rng), v = 1 + c * x;
		if (v <= 0)
			continue;
		v = v * v * v;
		if (log(uniform(rng)) < 0.5 * x * x + d - d * v + d * log(v))
			return d * v;
	}
}

static double draw_beta(struct rng *rng, double a, double b)
{
	double x = draw_gamma(rng, a), y = draw_gamma(rng, b);
	return x / (x + y);
}

/* Right answers in one exam, by the words of the header: a rate is drawn for each domain; a
 * question gains by memory, or is answered by that rate. */
static int sit(struct rng *rng, const struct readiness_domain *domains, size_t count)
{
	double seen = 4, right = 2;
	int score = 0;
	for (size_t i = 0; i < count; i++) {
		seen += domains[i].seen;
		right += domains[i].right;
	}
	for (size_t i = 0; i < count; i++) {
		const struct readiness_domain *d = &domains[i];
		double p = right / seen;
		double theta = draw_beta(rng, 4 * p + d->right, 4 * (1 - p) + d->seen - d->right);
		for (int q = 0; q < d->n; q++) {
			bool recalled = uniform(rng) < d->met / 5 * d->recall;
			score += recalled || uniform(rng) < theta;
		}
	}
	return score;
}

struct sample {
	double mean, variance, passed, inside;
};

#define SITTINGS 40000

static struct sample sit_many(const struct readiness_domain *domains, size_t count, int cut,
	const struct readiness *r, uint64_t seed)
{
	struct sample s = {0};
	struct rng rng;
	double sum = 0, squares = 0;
	rng_init(&rng, seed);
	for (int i = 0; i < SITTINGS; i++) {
		int score = sit(&rng, domains, count);
		sum += score;
		squares += (double)score * score;
		s.passed += score >= cut;
		s.inside += score >= r->low && score <= r->high;
	}
	s.mean = sum / SITTINGS;
	s.variance = squares / SITTINGS - s.mean * s.mean;
	s.passed /= SITTINGS;
	s.inside /= SITTINGS;
	return s;
}

/* Four standard errors of the Monte Carlo, and for what the normal curve only comes near to, two
 * hundredths more. The score is a whole number: the interval may hold one number more or less. */
static void check_against_sample(
	const struct readiness_domain *domains, size_t count, int cut, uint64_t seed)
{
	struct readiness r;
	readiness_of(domains, count, cut, NULL, &r);
	struct sample s = sit_many(domains, count, cut, &r, seed);
	double n = SITTINGS;
	assert_near(r.mean, s.mean, 4 * sqrt(s.variance / n));
	assert_near(r.variance, s.variance, 4 * s.variance * sqrt(2 / n));
	assert_near(r.chance, s.passed, 4 * sqrt(s.passed * (1 - s.passed) / n) + 0.02);
	assert_near(0.8, s.inside, 4 * sqrt(0.16 / n) + 0.5 / r.sigma);
}

static const struct readiness_domain mixed[] = {
	{.n = 40, .seen = 30, .right = 22, .fresh = 40, .met = 0.6, .recall = 0.9},
	{.n = 35, .seen = 12.5, .right = 8.25, .fresh = 20, .met = 0.2, .recall = 0.7},
	{.n = 20, .seen = 3, .right = 3, .fresh = 3, .met = 1, .recall = 0.95},
	{.n = 5, .fresh = 0},
};

static void agrees_with_monte_carlo(void **state)
{
	(void)state;
	check_against_sample(mixed, COUNT(mixed), 70, 1);
	check_against_sample(mixed, COUNT(mixed), 80, 2);
	check_against_sample(mixed, 2, 50, 3);
}

static void agrees_with_monte_carlo_over_many_domains(void **state)
{
	struct readiness_domain domains[18];
	struct rng rng;
	(void)state;
	rng_init(&rng, 5);
	for (size_t i = 0; i < COUNT(domains); i++) {
		double seen = 40 * uniform(&rng);
		domains[i] = (struct readiness_domain){.n = 5 + (i % 3 == 0),
			.seen = seen,
			.right = seen * (0.5 + 0.4 * uniform(&rng)),
			.met = uniform(&rng),
			.recall = 0.5 + 0.5 * uniform(&rng)};
	}
	check_against_sample(domains, COUNT(domains), 68, 4);
}

/* By hand -------------------------------------------------------------------------------------- */

/* p = (2 + 6) / (4 + 10) = 4/7; a = 16/7 + 6, b = 12/7 + 4: mean 58/98; no memory. */
static void one_domain_by_hand(void **state)
{
	const struct readiness_domain one = {.n = 100, .seen = 10, .right = 6, .fresh = 10};
	struct readiness_rate rate;
	struct readiness r;
	double a = 58.0 / 7, b = 40.0 / 7;
	(void)state;
	readiness_of(&one, 1, 70, &rate, &r);
	assert_near(rate.mean, a / 14, 1e-12);
	assert_near(rate.variance, a * b / (14.0 * 14 * 15), 1e-12);
	assert_near(r.mean, 100 * rate.mean, 1e-9);
	assert_near(
		r.variance, 100 * rate.mean * (1 - rate.mean) + 100.0 * 99 * rate.variance, 1e-9);
	assert_near(r.sigma, sqrt(r.variance), 1e-12);
	assert_near(r.chance, 0.5 * erfc((69.5 - r.mean) / r.sigma / sqrt(2)), 1e-12);
	assert_near(r.high - r.low, 2 * 1.28155 * r.sigma, 1e-4);
	assert_near((r.high + r.low) / 2, r.mean, 1e-9);
}

/* All met and all recalled: a fifth of what is not known otherwise. */
static void memory_by_hand(void **state)
{
	struct readiness_domain one = {.n = 100, .met = 1, .recall = 1};
	struct readiness_rate rate;
	struct readiness r;
	(void)state;
	readiness_of(&one, 1, 70, &rate, &r);
	assert_near(rate.mean, 0.5 + 0.5 / 5, 1e-12);
	assert_near(rate.variance, 0.8 * 0.8 / 20, 1e-12);
	one.recall = 0;
	readiness_of(&one, 1, 70, &rate, &r);
	assert_near(rate.mean, 0.5, 1e-12);
	assert_near(rate.variance, 1.0 / 20, 1e-12);
}

/* A domain without answers stands where the learner does elsewhere, with four answers' weight. */
static void a_missing_domain_is_pulled_to_the_rest(void **state)
{
	const struct readiness_domain two[] = {{.n = 60, .seen = 96, .right = 88}, {.n = 40}};
	struct readiness_rate rates[2];
	struct readiness r;
	(void)state;
	readiness_of(two, 2, 70, rates, &r);
	assert_near(rates[1].mean, 0.9, 1e-12);
	assert_near(rates[1].variance, 0.09 / 5, 1e-12);
	assert_true(rates[0].variance < rates[1].variance);
	assert_near(r.coverage, 0, 0);
	assert_false(r.told);
}

/* Limits --------------------------------------------------------------------------------------- */

static void no_data(void **state)
{
	const struct readiness_domain none[] = {{.n = 60}, {.n = 40}};
	struct readiness_rate rates[2];
	struct readiness r;
	(void)state;
	readiness_of(none, 2, 70, rates, &r);
	assert_near(rates[0].mean, 0.5, 1e-12);
	assert_near(rates[0].variance, 0.05, 1e-12); /* of Beta(2, 2) */
	assert_near(r.mean, 50, 1e-9);
	assert_false(r.told);
	readiness_of(NULL, 0, 70, NULL, &r);
	assert_near(r.mean, 0, 0);
	assert_near(r.chance, 0, 0);
	assert_false(r.told);
}

static void all_right_and_all_wrong(void **state)
{
	struct readiness_domain d[] = {{.n = 60, .seen = 200, .right = 200, .fresh = 200},
		{.n = 40, .seen = 200, .right = 200, .fresh = 200}};
	struct readiness r;
	(void)state;
	readiness_of(d, 2, 70, NULL, &r);
	assert_true(r.told);
	assert_true(r.chance > 0.9999 && r.chance <= 1);
	assert_true(r.mean > 99 && r.mean < 100);
	assert_near(r.high, 100, 0); /* not above what there is */
	d[0].right = d[1].right = 0;
	readiness_of(d, 2, 70, NULL, &r);
	assert_true(r.chance >= 0 && r.chance < 0.0001);
	assert_near(r.low, 0, 0);
}

/* More right answers: a greater chance. More memory: more of them expected. (Not always a greater
 * chance: far under the cut it lies in not knowing.) */
static void the_chance_rises(void **state)
{
	double before = -1;
	(void)state;
	for (int right = 0; right <= 34; right++) { /* beyond it is 1 */
		struct readiness_domain d = {.n = 100, .seen = 40, .right = right};
		struct readiness r;
		readiness_of(&d, 1, 70, NULL, &r);
		assert_true(r.chance > before);
		double without = r.chance, mean = r.mean;
		d.met = 0.5;
		d.recall = 0.9;
		readiness_of(&d, 1, 70, NULL, &r);
		assert_true(r.mean > mean);
		before = without;
	}
}

/* Coverage ------------------------------------------------------------------------------------- */

static void coverage(void **state)
{
	struct readiness_domain d[] = {
		{.n = 59, .fresh = 10}, {.n = 1, .fresh = 9}, {.n = 40, .fresh = 0}};
	struct readiness r;
	(void)state;
	readiness_of(d, 3, 70, NULL, &r);
	assert_near(r.coverage, 0.59, 1e-12);
	assert_false(r.told);
	d[1].fresh = 10;
	readiness_of(d, 3, 70, NULL, &r);
	assert_near(r.coverage, 0.60, 1e-12);
	assert_true(r.told);
	assert_true(readiness_covers(&d[0]));
	assert_false(readiness_covers(&d[2]));
}

static void answers_fade(void **state)
{
	static const struct {
		int64_t age;
		double weight;
		int64_t fresh;
	} cases[] = {{-3, 1, 2}, {0, 1, 2}, {30, 0.5, 2}, {60, 0.25, 2}, {90, 0.125, 2},
		{179, 0.0159906, 2}, {180, 1.0 / 64, 0}, {300, 1.0 / 1024, 0}, {301, 0, 0}};
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct readiness_domain d = {.n = 1};
		readiness_add(&d, cases[i].age, 2, 1);
		assert_near(d.seen, 2 * cases[i].weight, 1e-5);
		assert_near(d.right, cases[i].weight, 1e-5);
		assert_int_equal(d.fresh, cases[i].fresh);
	}
}

/* Scoring -------------------------------------------------------------------------------------- */

static void brier_and_calibration(void **state)
{
	struct readiness_score s = {0};
	(void)state;
	assert_near(readiness_brier(&s), 0, 0);
	readiness_score_add(&s, 0.1, false);
	readiness_score_add(&s, 0.1, true);
	readiness_score_add(&s, 0.2, false); /* a bin begins with its lower end */
	readiness_score_add(&s, 1, true);
	assert_near(readiness_brier(&s), (0.01 + 0.81 + 0.04 + 0) / 4, 1e-12);
	assert_int_equal(s.n, 4);
	assert_int_equal(s.bins[0].n, 2);
	assert_int_equal(s.bins[0].passed, 1);
	assert_near(s.bins[0].chance, 0.2, 1e-12);
	assert_int_equal(s.bins[1].n, 1);
	assert_int_equal(s.bins[4].n, 1);
	assert_int_equal(s.bins[4].passed, 1);
}

static void standard_error(void **state)
{
	(void)state;
	assert_near(readiness_error_points(70, 100), 4.58258, 1e-5);
	assert_near(readiness_error_points(70, 25), 2 * 4.58258, 1e-5);
	assert_near(readiness_error_points(50, 100), 5, 1e-12);
	assert_near(readiness_error_points(70, 0), 0, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(agrees_with_monte_carlo),
		cmocka_unit_test(agrees_with_monte_carlo_over_many_domains),
		cmocka_unit_test(one_domain_by_hand),
		cmocka_unit_test(memory_by_hand),
		cmocka_unit_test(a_missing_domain_is_pulled_to_the_rest),
		cmocka_unit_test(no_data),
		cmocka_unit_test(all_right_and_all_wrong),
		cmocka_unit_test(the_chance_rises),
		cmocka_unit_test(coverage),
		cmocka_unit_test(answers_fade),
		cmocka_unit_test(brier_and_calibration),
		cmocka_unit_test(standard_error),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
