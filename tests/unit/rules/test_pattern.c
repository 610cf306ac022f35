/*
 * test_pattern.c - regular expressions: what they match, what is refused, and that no pattern can
 * hang or crash. May use: rules/pattern. Must not know: PCRE2.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "rules/pattern.h"

#define S(literal) ((struct str){literal, sizeof(literal) - 1})

static struct pattern *compiled(const char *text, bool anchored)
{
	struct pattern *p;
	struct cpc_error err;
	if (pattern_new(str_of(text), anchored, &p, &err))
		fail_msg("%s: %s", text, err.text);
	return p;
}

static bool matches(const char *text, bool anchored, const char *subject)
{
	struct pattern *p = compiled(text, anchored);
	struct cpc_error err;
	bool matched;
	if (pattern_match(p, str_of(subject), &matched, &err))
		fail_msg("%s on %s: %s", text, subject, err.text);
	pattern_free(p);
	return matched;
}

static void matches_the_whole(void **state)
{
	(void)state;
	assert_true(matches("E11\\.4[0-9]", true, "e11.42"));
	assert_true(matches("^E11\\.4[0-9]$", true, "E11.42"));
	assert_false(matches("E11\\.4[0-9]", true, "E11.421"));
	assert_false(matches("E11\\.4[0-9]", true, "xE11.42"));
	assert_true(matches("a|ab", true, "ab")); /* the second branch is tried too */
	assert_false(matches("a|ab", true, "abc"));
	assert_true(matches("(a)(b)(c)?", true, "ab"));
	assert_true(matches("a*", true, ""));
	assert_false(matches("a$", true, "a\n"));
}

static void matches_a_part(void **state)
{
	(void)state;
	assert_true(matches("lacer", false, "Two LACERATIONS of the arm"));
	assert_false(matches("^lacer", false, "Two lacerations"));
	assert_true(matches("b$", false, "ab"));
	assert_false(matches("c", false, "ab"));
}

static void unicode(void **state)
{
	(void)state;
	assert_true(matches("^.$", false, "\xC3\xA9"));
	assert_true(matches("m\xC3\x89ni\xC3\xA8re", true, "M\xC3\xA9NI\xC3\x88RE"));
	assert_true(matches("\\x{1F48A}", true, "\xF0\x9F\x92\x8A"));
}

static void many_at_once(void **state)
{
	(void)state;
	struct cpc_error err;
	struct pattern *p = compiled("a+b", false);
	bool matched;
	for (int i = 0; i < 100; i++) {
		assert_int_equal(pattern_match(p, S("xaab"), &matched, &err), CPC_OK);
		assert_true(matched);
		assert_int_equal(pattern_match(p, S("xaa"), &matched, &err), CPC_OK);
		assert_false(matched);
	}
	pattern_free(p);
	pattern_free(NULL);
}

static void refused(struct str text, const char *part)
{
	struct pattern *p = (struct pattern *)1;
	struct cpc_error err;
	assert_int_equal(pattern_new(text, true, &p, &err), CPC_DATA);
	assert_int_equal(err.status, CPC_DATA);
	assert_null(p);
	if (!strstr(err.text, part))
		fail_msg("\"%s\" does not say \"%s\"", err.text, part);
}

static void refuses(void **state)
{
	(void)state;
	refused(S(""), "empty");
	refused(S("(ab"), "missing closing parenthesis, at its end");
	refused(S("ab)c"), "at character 3, before \")c\"");
	refused(S("\xC3\xA9\xC3\xA9[z-a]"), "at character");
	refused(S("a**+b"), "at character");
	refused(S("[a"), "missing terminating ]");
	refused(S("\\C"), "\\C");
	refused(S("a\\Cb"), "\\C");
	refused(S("a\xC3"), "UTF-8");
	refused(S("\xED\xA0\x80"), "UTF-8");
	refused(S("(?<n>a)(?<n>b)"), "same name");
	refused(S("\\p{Nothing}"), "property");
	refused(S("(((((a{1,500}){1,500}){1,500}){1,500}){1,500})"), "too large");
}

static void refuses_what_is_long_or_deep(void **state)
{
	(void)state;
	char text[600];
	memset(text, 'a', sizeof text);
	struct pattern *p;
	struct cpc_error err;
	assert_int_equal(pattern_new((struct str){text, 512}, true, &p, &err), CPC_OK);
	pattern_free(p);
	refused((struct str){text, 513}, "513 bytes");
	for (size_t depth = 1; depth <= 60; depth += 59) {
		size_t n = 0;
		for (size_t i = 0; i < depth; i++)
			text[n++] = '(';
		text[n++] = 'a';
		for (size_t i = 0; i < depth; i++)
			text[n++] = ')';
		if (depth == 60) {
			refused((struct str){text, n}, "nested");
		} else {
			assert_int_equal(
				pattern_new((struct str){text, n}, true, &p, &err), CPC_OK);
			pattern_free(p);
		}
	}
}

static void too_costly(const char *text, bool anchored, struct str subject)
{
	struct pattern *p = compiled(text, anchored);
	struct cpc_error err = {0};
	bool matched = true;
	if (pattern_match(p, subject, &matched, &err) != CPC_DATA)
		fail_msg("%s was not too costly", text);
	assert_non_null(strstr(err.text, "too costly"));
	assert_false(matched);
	/* and the pattern is still good for another subject */
	assert_int_equal(pattern_match(p, S("zzz"), &matched, &err), CPC_OK);
	pattern_free(p);
}

static void gives_up(void **state)
{
	(void)state;
	static const char letters[] = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!";
	for (int anchored = 0; anchored < 2; anchored++) {
		too_costly("(a+)+$", anchored, S(letters));
		too_costly("(a|aa)+$", anchored, S(letters));
		too_costly("(a*)*[bc]", anchored, S(letters));
		too_costly("(?:a?){40}a{40}[cd]", anchored, S(letters));
		too_costly("(*LIMIT_MATCH=4000000000)(a+)+$", anchored, S(letters));
		too_costly("(*LIMIT_DEPTH=4000000000)(*LIMIT_HEAP=4000000000)(a+)+$", anchored,
			S(letters));
	}
	char subject[3000], wide[512] = "(?:a|b)*";
	memset(subject, 'a', sizeof subject);
	/* a step for each letter is cheap, but each is one deeper than the one before */
	too_costly("(?:a|b)*", true, (struct str){subject, sizeof subject});
	/* not deep, but two hundred groups are kept for each step */
	for (size_t i = 0; i < 200; i++)
		memcpy(wide + 8 + 2 * i, "()", 3);
	too_costly(wide, true, (struct str){subject, 200});
}

/* Every place of a long subject costs a little less than the limit of one place: all together are
 * still bounded. Not timed; without the bound this runs for minutes. */
static void the_sum_over_all_places_is_bounded(void **state)
{
	(void)state;
	char *text = malloc(65536);
	assert_non_null(text);
	memset(text, 'a', 65536);
	struct pattern *p = compiled("(?:a?){14}[^a]", false);
	struct cpc_error err;
	bool matched;
	assert_int_equal(pattern_match(p, (struct str){text, 65536}, &matched, &err), CPC_DATA);
	assert_non_null(strstr(err.text, "too costly"));
	pattern_free(p);
	p = compiled("a[^a]", false); /* a plain search of the longest subject is not */
	assert_int_equal(pattern_match(p, (struct str){text, 65536}, &matched, &err), CPC_OK);
	assert_false(matched);
	pattern_free(p);
	free(text);
}

static void refuses_the_subject(void **state)
{
	(void)state;
	struct pattern *p = compiled("a.*", false);
	struct cpc_error err;
	bool matched = true;
	assert_int_equal(pattern_match(p, S("abc\xC3"), &matched, &err), CPC_DATA);
	assert_non_null(strstr(err.text, "UTF-8"));
	assert_false(matched);
	assert_int_equal(pattern_match(p, S("\xC0\x80"), &matched, &err), CPC_DATA);
	assert_int_equal(pattern_match(p, S("\xED\xA0\x80"), &matched, &err), CPC_DATA);
	char *text = calloc(1, 65537);
	assert_non_null(text);
	assert_int_equal(pattern_match(p, (struct str){text, 65536}, &matched, &err), CPC_OK);
	assert_int_equal(pattern_match(p, (struct str){text, 65537}, &matched, &err), CPC_DATA);
	assert_non_null(strstr(err.text, "65537"));
	free(text);
	pattern_free(p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(matches_the_whole),
		cmocka_unit_test(matches_a_part),
		cmocka_unit_test(unicode),
		cmocka_unit_test(many_at_once),
		cmocka_unit_test(refuses),
		cmocka_unit_test(refuses_what_is_long_or_deep),
		cmocka_unit_test(gives_up),
		cmocka_unit_test(the_sum_over_all_places_is_bounded),
		cmocka_unit_test(refuses_the_subject),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
