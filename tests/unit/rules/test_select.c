/*
 * test_select.c - what to ask next: the due list and its window, new concepts in proportion to the
 * blueprint, the return of wrong answers.
 * May use: rules/select. Must not know: how a session keeps its queue.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "rules/select.h"

#define LENGTH(array) (sizeof(array) / sizeof *(array))

/* Due ------------------------------------------------------------------------------------------ */

/* A due list from letters: the letter is the domain ('a' is 0), a capital one is taken. Gives the
 * place that is picked after a question of domain `last`, -1 for none. */
static int due_place(const char *letters, int last)
{
	struct select_due items[32];
	size_t n = strlen(letters);
	assert_true(n <= LENGTH(items));
	for (size_t i = 0; i < n; i++) {
		bool taken = letters[i] >= 'A' && letters[i] <= 'Z';
		items[i] = (struct select_due){letters[i] - (taken ? 'A' : 'a'), taken};
	}
	size_t place = select_due_next(items, n, last);
	return place == SELECT_NONE ? -1 : (int)place;
}

static void due_in_order(void **state)
{
	(void)state;
	assert_int_equal(due_place("", -1), -1);
	assert_int_equal(due_place("a", -1), 0);
	assert_int_equal(due_place("aab", -1), 0); /* nothing was asked before */
	assert_int_equal(due_place("ABc", -1), 2);
	assert_int_equal(due_place("ABC", -1), -1);
	assert_int_equal(due_place("abc", 1), 0); /* already another domain */
}

static void due_of_another_domain(void **state)
{
	(void)state;
	assert_int_equal(due_place("aab", 0), 2);
	assert_int_equal(due_place("aabc", 0), 2); /* the first of another, not the best spread */
	assert_int_equal(due_place("aaBa", 0), 0); /* taken ones do not count */
	assert_int_equal(due_place("aaa", 0), 0);
	assert_int_equal(due_place("Aaa", 0), 1);
}

static void due_window(void **state)
{
	(void)state;
	/* The eighth that is not taken is still looked at, the ninth is not. */
	assert_int_equal(SELECT_WINDOW, 8);
	assert_int_equal(due_place("aaaaaaab", 0), 7);
	assert_int_equal(due_place("aaaaaaaab", 0), 0);
	assert_int_equal(due_place("AaaaAaaaaB", 0), 1);
	assert_int_equal(due_place("AAAAaaaaaaab", 0), 11);
	assert_int_equal(due_place("AAAAaaaaaaaab", 0), 4);
}

/* Taking them one by one asks each once, and neighbours differ while the window allows it. */
static void due_all_taken_once(void **state)
{
	(void)state;
	char letters[] = "aaaabbbbccccddddaaaabbbb";
	size_t n = sizeof letters - 1, neighbours = 0;
	int last = -1;
	for (size_t i = 0; i < n; i++) {
		int place = due_place(letters, last);
		assert_in_range(place, 0, n - 1);
		int domain = letters[place] - 'a';
		neighbours += domain == last;
		last = domain;
		letters[place] = (char)(letters[place] - 'a' + 'A');
	}
	assert_int_equal(due_place(letters, last), -1);
	assert_int_equal(neighbours, 0);
}

/* New ------------------------------------------------------------------------------------------ */

/* The exam's blueprint. */
static const int exam[18] = {6, 6, 6, 6, 6, 6, 6, 4, 6, 6, 6, 4, 4, 5, 3, 7, 3, 10};

struct draws {
	size_t introduced[18], left[18];
	int last;
	size_t neighbours;
};

static void draw_one(struct draws *d)
{
	size_t domain = select_new_domain(exam, d->introduced, d->left, LENGTH(exam), d->last);
	assert_true(domain < LENGTH(exam));
	assert_true(d->left[domain] > 0);
	d->left[domain]--;
	d->introduced[domain]++;
	d->neighbours += (int)domain == d->last;
	d->last = (int)domain;
}

static struct draws draws_begin(size_t left)
{
	struct draws d = {.last = -1};
	for (size_t i = 0; i < LENGTH(exam); i++)
		d.left[i] = left;
	return d;
}

/* `slack` in hundredths of a concept. */
static void assert_in_proportion(const struct draws *d, int total, int slack)
{
	for (size_t i = 0; i < LENGTH(exam); i++) {
		int off = (int)d->introduced[i] * 100 - total * exam[i];
		if (off > slack || off < -slack)
			fail_msg("domain %zu: %zu of %d, expected %d %% of them", i,
				d->introduced[i], total, exam[i]);
	}
}

/* Exact after every hundred, and never two concepts off between. */
static void new_in_proportion(void **state)
{
	(void)state;
	struct draws d = draws_begin(10000);
	for (int total = 1; total <= 1000; total++) {
		draw_one(&d);
		assert_in_proportion(&d, total, total % 100 == 0 ? 0 : 199);
	}
	assert_int_equal(d.neighbours, 0);
}

/* A beginner meets every domain once, in the order of the book. */
static void new_each_domain_first(void **state)
{
	(void)state;
	struct draws d = draws_begin(10);
	for (int i = 0; i < 18; i++) {
		draw_one(&d);
		assert_int_equal(d.last, i);
	}
}

/* What was introduced before counts: a domain that is behind catches up, but never twice in a row
 * while another has something. */
static void new_catches_up(void **state)
{
	(void)state;
	struct draws d = draws_begin(1000);
	for (size_t i = 0; i < LENGTH(exam); i++)
		d.introduced[i] = i == 17 ? 10 : (size_t)exam[i] * 10;
	for (int i = 0; i < 60; i++) {
		draw_one(&d);
		if (i % 2 == 0)
			assert_int_equal(d.last, 17);
	}
	assert_int_equal(d.neighbours, 0);
	assert_int_equal(d.introduced[17], 40);
}

static void new_ties(void **state)
{
	(void)state;
	static const int weight[] = {3, 5, 5, 3};
	static const size_t left[] = {9, 9, 9, 9};
	/* Nothing introduced is infinitely behind, whatever the weight: the first of them. */
	assert_int_equal(select_new_domain(weight, (size_t[]){1, 1, 0, 0}, left, 4, -1), 2);
	assert_int_equal(select_new_domain(weight, (size_t[]){0, 0, 0, 0}, left, 4, 0), 1);
	/* 5/2 is ahead of 3/2; among 5/2 and 5/2 the first. */
	assert_int_equal(select_new_domain(weight, (size_t[]){2, 2, 2, 2}, left, 4, -1), 1);
	assert_int_equal(select_new_domain(weight, (size_t[]){2, 2, 2, 2}, left, 4, 1), 2);
	/* 3/3 and 5/5 are equal: the first. */
	assert_int_equal(select_new_domain(weight, (size_t[]){3, 5, 5, 3}, left, 4, -1), 0);
}

static void new_nothing_left(void **state)
{
	(void)state;
	static const int weight[] = {1, 9, 5};
	static const size_t none[] = {0, 0, 0}, last[] = {0, 0, 1}, two[] = {1, 0, 1};
	static const size_t introduced[] = {50, 0, 50};
	assert_true(select_new_domain(weight, introduced, none, 3, -1) == SELECT_NONE);
	assert_true(select_new_domain(weight, introduced, none, 3, 2) == SELECT_NONE);
	assert_true(select_new_domain(weight, introduced, none, 0, -1) == SELECT_NONE);
	assert_int_equal(select_new_domain(weight, introduced, two, 3, -1), 2);
	assert_int_equal(select_new_domain(weight, introduced, two, 3, 2), 0);
	/* A neighbour of its own domain is better than none. */
	assert_int_equal(select_new_domain(weight, introduced, last, 3, 2), 2);
	/* A domain that left the blueprint, or none, is no neighbour. */
	assert_int_equal(select_new_domain(weight, introduced, last, 3, 3), 2);
	assert_int_equal(select_new_domain(weight, introduced, last, 3, -1), 2);
}

/* A domain of which nothing is left drops out; the others share by their weights. */
static void new_without_one(void **state)
{
	(void)state;
	struct draws d = draws_begin(100000);
	d.left[17] = 0;
	for (int total = 1; total <= 900; total++)
		draw_one(&d);
	for (size_t i = 0; i < 17; i++)
		assert_int_equal(d.introduced[i], exam[i] * 10);
	assert_int_equal(d.introduced[17], 0);
}

/* Again ---------------------------------------------------------------------------------------- */

static int again_place(const size_t ready[], size_t n, size_t number)
{
	struct select_again items[8];
	for (size_t i = 0; i < n; i++)
		items[i].ready = ready[i];
	size_t place = select_again_next(items, n, number);
	return place == SELECT_NONE ? -1 : (int)place;
}

static void again_when_ready(void **state)
{
	(void)state;
	static const size_t ready[] = {9, 7, 12, 7};
	assert_int_equal(SELECT_GAP, 4);
	assert_int_equal(again_place(ready, 0, 100), -1);
	assert_int_equal(again_place(ready, 4, 6), -1);
	assert_int_equal(again_place(ready, 4, 7), 1);	/* the first among equals */
	assert_int_equal(again_place(ready, 4, 50), 1); /* the one that waits longest */
	assert_int_equal(again_place(ready, 1, 8), -1);
	assert_int_equal(again_place(ready, 1, 9), 0);
	assert_int_equal(again_place((size_t[]){0}, 1, 1), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(due_in_order),
		cmocka_unit_test(due_of_another_domain),
		cmocka_unit_test(due_window),
		cmocka_unit_test(due_all_taken_once),
		cmocka_unit_test(new_in_proportion),
		cmocka_unit_test(new_each_domain_first),
		cmocka_unit_test(new_catches_up),
		cmocka_unit_test(new_ties),
		cmocka_unit_test(new_nothing_left),
		cmocka_unit_test(new_without_one),
		cmocka_unit_test(again_when_ready),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
