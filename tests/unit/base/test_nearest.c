/*
 * test_nearest.c - "did you mean": which known name is close to a mistyped one.
 * May use: base/nearest. Must not know: what the names are of.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "base/error.h"
#include "base/nearest.h"

static const char *const domains[] = {"integumentary", "musculoskeletal", "anesthesia", "anatomy",
	"radiology", "cases", "medicine", "minutes"};

/* What is offered for it, "" for nothing. */
static const char *near_of(const char *typed)
{
	struct nearest near = nearest_to(typed);
	assert_null(near.best);
	for (size_t i = 0; i < sizeof domains / sizeof *domains; i++)
		nearest_offer(&near, domains[i]);
	return near.best ? near.best : "";
}

static void slips(void **state)
{
	(void)state;
	assert_string_equal(near_of("radiologi"), "radiology");	   /* one replaced */
	assert_string_equal(near_of("radilogy"), "radiology");	   /* one left out */
	assert_string_equal(near_of("raddiology"), "radiology");   /* one too many */
	assert_string_equal(near_of("raidology"), "radiology");	   /* two swapped */
	assert_string_equal(near_of("anaesthesia"), "anesthesia"); /* the other spelling */
	assert_string_equal(near_of("inteugmentray"), "integumentary");
	assert_string_equal(near_of("case"), "cases");
}

static void beginnings(void **state)
{
	(void)state;
	assert_string_equal(near_of("integ"), "integumentary");
	assert_string_equal(near_of("mus"), "musculoskeletal");
	assert_string_equal(near_of("ana"), "anatomy");
	assert_string_equal(near_of("an"), ""); /* two letters are no beginning */
}

static void nothing_is_close(void **state)
{
	(void)state;
	static const char *const far[] = {
		"", "x", "zz", "xyzzy", "oncology-and-more", "mnt", "esac", "123456789"};
	for (size_t i = 0; i < sizeof far / sizeof *far; i++)
		assert_string_equal(near_of(far[i]), "");
}

/* A third of the letters, and one more, may be wrong; what is offered must share something. */
static void the_limit(void **state)
{
	(void)state;
	struct nearest near = nearest_to("abcdef");
	nearest_offer(&near, "xyzwef"); /* four of six */
	assert_null(near.best);
	nearest_offer(&near, "xyzdef"); /* three */
	assert_string_equal(near.best, "xyzdef");
	nearest_offer(&near, "uvwdef"); /* no nearer: the first stays */
	assert_string_equal(near.best, "xyzdef");
	nearest_offer(&near, "abcdxf");
	assert_string_equal(near.best, "abcdxf");
	nearest_offer(&near, "abcdex");
	assert_string_equal(near.best, "abcdxf");

	near = nearest_to("ab");
	nearest_offer(&near, "x"); /* every letter of it would have to be typed anew */
	assert_null(near.best);
}

static void hints(void **state)
{
	(void)state;
	struct nearest near = nearest_to("case");
	assert_string_equal(nearest_hint(&near), "");
	nearest_offer(&near, "cases");
	assert_string_equal(nearest_hint(&near), "; did you mean \"cases\"?");
	assert_string_equal(nearest_hint(&near), "; did you mean \"cases\"?");
}

static void all_the_names(void **state)
{
	(void)state;
	static const char *const names[] = {"bones", "words"};
	struct cpc_error err;
	assert_int_equal(nearest_error("domain", "bone", names, 2, &err), CPC_NOINPUT);
	assert_string_equal(err.text,
		"no domain is called \"bone\"; did you mean \"bones\"? There are: bones, words");
	assert_int_equal(nearest_error("domain", "xyz", names, 2, &err), CPC_NOINPUT);
	assert_string_equal(err.text, "no domain is called \"xyz\". There are: bones, words");
	nearest_error("set", "xyz", names, 0, &err);
	assert_string_equal(err.text, "no set is called \"xyz\"");
}

/* The longest slug a domain may have fits. */
static void a_long_name(void **state)
{
	(void)state;
	char name[65], expected[96] = "; did you mean \"";
	memset(name, 'q', 64);
	name[64] = '\0';
	memcpy(expected + 16, name, 64);
	memcpy(expected + 80, "\"?", 3);
	struct nearest near = nearest_to("qqqq");
	nearest_offer(&near, name);
	assert_string_equal(nearest_hint(&near), expected);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(slips),
		cmocka_unit_test(beginnings),
		cmocka_unit_test(nothing_is_close),
		cmocka_unit_test(the_limit),
		cmocka_unit_test(hints),
		cmocka_unit_test(all_the_names),
		cmocka_unit_test(a_long_name),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
