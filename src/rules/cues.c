/*
 * cues.c - what a reader who knows nothing scores by a rule of thumb about the choices.
 * May use: base, rules/question, rules/code. Must not know: files, SQL, what a choice says.
 */
#include "rules/cues.h"

#include <math.h>

#include "base/hash.h"
#include "rules/code.h"

/* A choice of more words is compared by its first. */
#define ELEMENTS_MAX 96

struct elements {
	uint64_t hash[ELEMENTS_MAX];
	size_t n;
};

const char *cues_name(enum cues_strategy strategy)
{
	static const char *const names[] = {
		"the longest", "the shortest", "not the longest", "most shared", "least shared"};
	return names[strategy];
}

/* Elements ------------------------------------------------------------------------------------- */

static bool has_element(const struct elements *e, uint64_t hash)
{
	for (size_t i = 0; i < e->n; i++) {
		if (e->hash[i] == hash)
			return true;
	}
	return false;
}

static void add_element(struct elements *e, uint64_t hash)
{
	if (e->n < ELEMENTS_MAX && !has_element(e, hash))
		e->hash[e->n++] = hash;
}

static void take_codes(struct str text, struct elements *out)
{
	size_t begin = 0;
	for (size_t i = 0; i <= text.n; i++) {
		if (i < text.n && text.p[i] != ',' && text.p[i] != ';')
			continue;
		struct str code = str_trim((struct str){text.p + begin, i - begin});
		add_element(out, hash_bytes(HASH_START, code.p, code.n));
		begin = i + 1;
	}
}

/* The letter of a word, small; 0 between words. */
static char letter_of(char c)
{
	if (c >= 'A' && c <= 'Z')
		return (char)(c - 'A' + 'a');
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? c : '\0';
}

static void take_words(struct str text, struct elements *out)
{
	uint64_t hash = HASH_START;
	bool in_word = false;
	for (size_t i = 0; i <= text.n; i++) {
		char c = i < text.n ? letter_of(text.p[i]) : '\0';
		if (c)
			hash = hash_bytes(hash, &c, 1);
		else if (in_word)
			add_element(out, hash);
		if (!c)
			hash = HASH_START;
		in_word = c != '\0';
	}
}

static double shared_elements(const struct elements *a, const struct elements *b)
{
	size_t n = 0;
	for (size_t i = 0; i < a->n; i++)
		n += has_element(b, a->hash[i]);
	return (double)n;
}

void cues_shared(const char *const choices[], size_t n, double out[])
{
	struct elements of[QUESTION_CHOICES_MAX];
	for (size_t i = 0; i < n; i++) {
		struct str text = str_of(choices[i]);
		of[i].n = 0;
		out[i] = 0;
		if (code_list_is(text))
			take_codes(text, &of[i]);
		else
			take_words(text, &of[i]);
	}
	for (size_t i = 0; i < n; i++) {
		for (size_t j = i + 1; j < n; j++) {
			double shared = shared_elements(&of[i], &of[j]);
			out[i] += shared;
			out[j] += shared;
		}
	}
}

/* Strategies ----------------------------------------------------------------------------------- */

/* Characters, not bytes: a continuation byte of UTF-8 begins with the bits 10. */
static double length_of(const char *text)
{
	size_t n = 0;
	for (; *text; text++)
		n += ((unsigned char)*text & 0xc0) != 0x80;
	return (double)n;
}

/* The expected score of picking among those with the highest value (sign 1) or lowest (-1). */
static double score_extreme(const double values[], size_t n, size_t key, double sign)
{
	size_t same = 0;
	for (size_t i = 0; i < n; i++) {
		if (sign * values[i] > sign * values[key])
			return 0;
		same += values[i] == values[key];
	}
	return 1.0 / (double)same;
}

static double score_not_longest(const double lengths[], size_t n, size_t key)
{
	double most = lengths[0];
	size_t shorter = 0;
	for (size_t i = 1; i < n; i++)
		most = lengths[i] > most ? lengths[i] : most;
	for (size_t i = 0; i < n; i++)
		shorter += lengths[i] < most;
	if (shorter == 0)
		return 1.0 / (double)n;
	return lengths[key] < most ? 1.0 / (double)shorter : 0;
}

void cues_add(struct cues *c, const char *const choices[], size_t n, size_t key)
{
	double lengths[QUESTION_CHOICES_MAX] = {0}, shared[QUESTION_CHOICES_MAX] = {0};
	for (size_t i = 0; i < n; i++) {
		lengths[i] = length_of(choices[i]);
		c->by_chance[i] += 1.0 / (double)n;
	}
	cues_shared(choices, n, shared);
	c->questions++;
	c->keys[key]++;
	c->chance += 1.0 / (double)n;
	c->right[CUES_LONGEST] += score_extreme(lengths, n, key, 1);
	c->right[CUES_SHORTEST] += score_extreme(lengths, n, key, -1);
	c->right[CUES_NOT_LONGEST] += score_not_longest(lengths, n, key);
	c->right[CUES_MOST_SHARED] += score_extreme(shared, n, key, 1);
	c->right[CUES_LEAST_SHARED] += score_extreme(shared, n, key, -1);
}

static double share(double part, size_t whole)
{
	return whole ? part / (double)whole : 0;
}

double cues_score(const struct cues *c, enum cues_strategy strategy)
{
	return share(c->right[strategy], c->questions);
}

double cues_letter_score(const struct cues *c, size_t position)
{
	return share((double)c->keys[position], c->questions);
}

double cues_chance(const struct cues *c)
{
	return share(c->chance, c->questions);
}

/* The upper tail of the chi-square distribution. Each two degrees of freedom add one term to the
 * tail of 1 (a normal one, on both sides) or of 2 (an exponential one). */
static double chi_square_tail(double x, size_t freedom)
{
	bool odd = freedom % 2 == 1;
	double tail = odd ? erfc(sqrt(x / 2)) : exp(-x / 2);
	double term = odd ? sqrt(2 * x / acos(-1)) * exp(-x / 2) : exp(-x / 2) * x / 2;
	for (size_t k = odd ? 3 : 4; k <= freedom; k += 2) {
		tail += term;
		term *= x / (double)k;
	}
	return tail;
}

double cues_positions_p(const struct cues *c)
{
	double x = 0;
	size_t positions = 0;
	for (size_t i = 0; i < QUESTION_CHOICES_MAX && c->by_chance[i] > 0; i++) {
		double off = (double)c->keys[i] - c->by_chance[i];
		x += off * off / c->by_chance[i];
		positions++;
	}
	return positions < 2 ? 1 : chi_square_tail(x, positions - 1);
}
