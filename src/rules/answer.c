/*
 * answer.c - grading: was the answer right, and what does it tell the scheduler.
 * May use: base, pattern, number. Must not know: SQL, files, the terminal.
 */
#include "rules/answer.h"

#include <stdlib.h>

#include "rules/number.h"
#include "rules/pattern.h"

/* The next character that counts, in lower case; -1 at the end. ASCII, whatever the locale. */
static int next_folded(struct str *s)
{
	while (s->n > 0) {
		char c = s->p[0];
		*s = str_from(*s, 1);
		if (c != ' ' && c != '\t' && c != '\r' && c != '\n' && c != '.')
			return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : (unsigned char)c;
	}
	return -1;
}

static bool is_same_answer(struct str a, struct str b)
{
	int c;
	do {
		c = next_folded(&a);
		if (c != next_folded(&b))
			return false;
	} while (c >= 0);
	return true;
}

static bool is_empty_answer(struct str s)
{
	return next_folded(&s) < 0;
}

static int match_pattern(const char *text, struct str typed, bool *matched, struct cpc_error *err)
{
	struct pattern *pattern;
	int rc = pattern_new(str_of(text), true, &pattern, err);
	if (rc)
		return rc;
	rc = pattern_match(pattern, typed, matched, err);
	pattern_free(pattern);
	return rc;
}

static int find_text(const struct question *q, struct str typed)
{
	for (size_t i = 0; i < q->choice_count; i++) {
		const struct choice *c = &q->choices[i];
		if (c->kind == CHOICE_ACCEPT && is_same_answer(typed, str_of(c->text)))
			return (int)i;
	}
	return -1;
}

static int find_number(const struct question *q, struct str typed)
{
	double value;
	if (!number_typed(typed, &value))
		return -1;
	for (size_t i = 0; i < q->choice_count; i++) {
		const struct choice *c = &q->choices[i];
		struct number_range range;
		if (c->kind == CHOICE_NUMBER && number_range_of(str_of(c->text), &range) &&
			number_is_in(&range, value))
			return (int)i;
	}
	return -1;
}

static int find_pattern(
	const struct question *q, struct str typed, int *which, struct cpc_error *err)
{
	int rc = CPC_OK;
	for (size_t i = 0; i < q->choice_count && !rc && *which < 0; i++) {
		bool matched = false;
		if (q->choices[i].kind == CHOICE_PATTERN)
			rc = match_pattern(q->choices[i].text, typed, &matched, err);
		if (!rc && matched)
			*which = (int)i;
	}
	return rc;
}

/* Texts and numbers are compared before any pattern is tried: they cost nothing and cannot fail. */
int answer_check_typed(
	const struct question *q, struct str typed, int *which, struct cpc_error *err)
{
	*which = -1;
	typed = str_trim(typed);
	if (is_empty_answer(typed))
		return CPC_OK;
	*which = find_text(q, typed);
	if (*which < 0)
		*which = find_number(q, typed);
	return *which < 0 ? find_pattern(q, typed, which, err) : CPC_OK;
}

enum grade answer_grade(
	bool right, enum confidence confidence, bool hinted, int64_t ms, int64_t median_ms)
{
	if (!right)
		return GRADE_AGAIN;
	if (hinted || confidence == CONFIDENCE_GUESSED)
		return GRADE_HARD;
	if (confidence == CONFIDENCE_SURE && median_ms >= 0 && ms < median_ms)
		return GRADE_EASY;
	return GRADE_GOOD;
}

static int by_size(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
	return (x > y) - (x < y);
}

int64_t answer_median(int64_t *times, size_t n)
{
	if (n < ANSWER_MEDIAN_LEAST)
		return -1;
	qsort(times, n, sizeof *times, by_size);
	int64_t high = times[n / 2];
	if (n % 2 == 1)
		return high;
	int64_t low = times[n / 2 - 1];
	return low + (high - low) / 2;
}
