/*
 * number.c - numbers as they are written in a question and as a learner types them.
 * May use: base. Must not know: which question, who typed.
 */
#include "rules/number.h"

#include <math.h>
#include <string.h>

#define MOST 1e300 /* so that a sum of two is a number */
#define EPSILON 1e-12
#define TYPED_MAX 48

static bool read_one(struct str s, double *out)
{
	return str_to_double(str_trim(s), -MOST, MOST, out);
}

/* The two sides of the first `sign`; false when there is none. */
static bool split(struct str text, const char *sign, struct str *left, struct str *right)
{
	size_t n = strlen(sign);
	for (size_t i = 0; i + n <= text.n; i++) {
		if (memcmp(text.p + i, sign, n) == 0) {
			*left = (struct str){text.p, i};
			*right = str_from(text, i + n);
			return true;
		}
	}
	return false;
}

bool number_range_of(struct str text, struct number_range *out)
{
	struct str left, right;
	double a, b;
	if (split(text, "...", &left, &right))
		return false; /* 1...7 could end at 7 or at 0.7 */
	if (split(text, "..", &left, &right)) {
		if (!read_one(left, &a) || !read_one(right, &b) || a > b)
			return false;
		*out = (struct number_range){a, b};
		return true;
	}
	if (split(text, ":", &left, &right)) {
		if (!read_one(left, &a) || !read_one(right, &b) || b < 0)
			return false;
		*out = (struct number_range){a - b, a + b};
		return true;
	}
	if (!read_one(text, &a))
		return false;
	*out = (struct number_range){a, a};
	return true;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static size_t count_digits(struct str s)
{
	size_t n = 0;
	while (n < s.n && is_digit(s.p[n]))
		n++;
	return n;
}

/* Take "1,234,567" off the front of *s to `out`; false when a comma stands elsewhere than between
 * thousands. */
static bool take_thousands(struct str *s, char *out, size_t *length)
{
	size_t n = count_digits(*s), groups = 0;
	for (;; groups++) {
		memcpy(out + *length, s->p, n);
		*length += n;
		*s = str_from(*s, n);
		if (s->n == 0 || s->p[0] != ',')
			return true;
		bool first_fits = groups > 0 || (n >= 1 && n <= 3);
		*s = str_from(*s, 1);
		n = count_digits(*s);
		if (!first_fits || n != 3)
			return false;
	}
}

bool number_typed(struct str typed, double *out)
{
	char text[TYPED_MAX];
	size_t n = 0;
	struct str s = str_trim(typed);
	if (s.n >= sizeof text)
		return false;
	if (s.n > 0 && (s.p[0] == '+' || s.p[0] == '-')) {
		text[n++] = s.p[0];
		s = str_trim(str_from(s, 1));
	}
	if (s.n > 0 && s.p[0] == '$')
		s = str_trim(str_from(s, 1));
	if (s.n > 0 && s.p[s.n - 1] == '%')
		s = str_trim((struct str){s.p, s.n - 1});
	/* A second sign would be one too many, or that of $-5. */
	if (s.n == 0 || s.p[0] == '+' || (s.p[0] == '-' && n > 0) || !take_thousands(&s, text, &n))
		return false;
	memcpy(text + n, s.p, s.n);
	return str_to_double((struct str){text, n + s.n}, -MOST, MOST, out);
}

bool number_is_in(const struct number_range *range, double value)
{
	double slack = EPSILON * fmax(fabs(value), fmax(fabs(range->low), fabs(range->high)));
	return value >= range->low - slack && value <= range->high + slack;
}
