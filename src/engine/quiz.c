/*
 * quiz.c - a set of questions by what they are and how they went, asked by the study session.
 * May use: everything below the engine. Must not know: the terminal, the clock.
 */
#include "engine/study.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/nearest.h"
#include "base/rng.h"
#include "base/vec.h"
#include "rules/pattern.h"

#define COUNT_USUAL 10
#define COUNT_MOST 1000

struct candidate {
	const char *qid, *concept, *domain;
	double wrong; /* share of wrong answers; below 0: never asked */
	uint64_t lot; /* decides the order, by the seed */
};

struct candidates {
	struct arena texts;
	struct candidate *items;
	size_t n, cap;
};

static int check_options(const struct cpc_quiz_options *o, struct cpc_error *err)
{
	if (o->count < 0 || o->count > COUNT_MOST)
		return error_set(err, CPC_USAGE, "a quiz has 1 to %d questions", COUNT_MOST);
	if (o->difficulty < 0 || o->difficulty > 3)
		return error_set(err, CPC_USAGE, "difficulty is 1, 2 or 3");
	if (o->unseen && (o->missed || o->weakest))
		return error_set(err, CPC_USAGE,
			"a question that was never answered was not missed and is no weakness");
	return CPC_OK;
}

static int check_section(cpc *c, const char *section, struct cpc_error *err)
{
	struct nearest near = nearest_to(section ? section : "");
	for (size_t i = 0; section && i < c->domain_count; i++) {
		if (strcmp(c->domains[i].section, section) == 0)
			return CPC_OK;
		nearest_offer(&near, c->domains[i].section);
	}
	return section ? error_set(err, CPC_NOINPUT, "no section is called \"%s\"%s", section,
				 nearest_hint(&near))
		       : CPC_OK;
}

/* Where the pattern is not found the candidate is passed over. */
static int matches(
	cpc *c, struct pattern *pattern, const char *qid, bool *out, struct cpc_error *err)
{
	struct rows *rows;
	int rc = db_rows(c->db, Q_QUIZ_TEXT, &rows, err, "t", qid);
	if (rc)
		return rc;
	if (rows_next(rows))
		rc = pattern_match(pattern, str_of(rows_text(rows, 0)), out, err);
	int end = rows_end(rows, rc ? NULL : err);
	return rc ? rc : end;
}

static int add_candidate(
	struct candidates *list, struct rows *rows, uint64_t seed, struct cpc_error *err)
{
	struct candidate *k = VEC_PUSH(list->items, list->n, list->cap);
	if (!k)
		return error_memory(err);
	k->qid = arena_copy(&list->texts, str_of(rows_text(rows, 0)));
	k->concept = arena_copy(&list->texts, str_of(rows_text(rows, 1)));
	k->domain = arena_copy(&list->texts, str_of(rows_text(rows, 2)));
	k->wrong = rows_null(rows, 3) ? -1 : rows_real(rows, 3);
	if (!k->qid || !k->concept || !k->domain)
		return error_memory(err);
	k->lot = rng_lot(hash_text(hash_u64(HASH_START, seed), k->qid));
	return CPC_OK;
}

static int read_candidates(cpc *c, const struct cpc_quiz_options *o, struct pattern *pattern,
	struct candidates *list, struct cpc_error *err)
{
	char difficulty[] = {(char)('0' + o->difficulty), '\0'};
	struct rows *rows;
	int rc = db_rows(c->db, Q_QUIZ_CANDIDATES, &rows, err, "tttddddt", o->domain, o->section,
		o->difficulty ? difficulty : NULL, (int)o->unseen, (int)o->missed, (int)o->flagged,
		(int)o->weakest, o->set);
	if (rc)
		return rc;
	while (!rc && rows_next(rows)) {
		bool good = true;
		if (pattern)
			rc = matches(c, pattern, rows_text(rows, 0), &good, err);
		if (!rc && good)
			rc = add_candidate(list, rows, o->seed, err);
	}
	int end = rows_end(rows, rc ? NULL : err);
	return rc ? rc : end;
}

static int by_lot(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;
	return x->lot < y->lot ? -1 : x->lot > y->lot;
}

static int by_weakness(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;
	if (x->wrong != y->wrong)
		return x->wrong > y->wrong ? -1 : 1;
	return by_lot(a, b);
}

/* Two questions of one concept side by side are parted where a third can stand between. */
static void part_concepts(struct candidate *items, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		size_t j = i;
		while (j < n && strcmp(items[j].concept, items[i - 1].concept) == 0)
			j++;
		if (j == n)
			return;
		struct candidate moved = items[j];
		memmove(&items[i + 1], &items[i], (j - i) * sizeof *items);
		items[i] = moved;
	}
}

static int fill_session(struct cpc_study *s, const struct cpc_quiz_options *o,
	struct candidates *list, struct cpc_error *err)
{
	size_t count = o->count ? (size_t)o->count : COUNT_USUAL;
	int rc = CPC_OK;
	if (list->n > 1)
		qsort(list->items, list->n, sizeof *list->items, o->weakest ? by_weakness : by_lot);
	if (count > list->n)
		count = list->n;
	part_concepts(list->items, count);
	for (size_t i = 0; i < count && !rc; i++) {
		const struct candidate *k = &list->items[i];
		enum cpc_reason reason = k->wrong < 0 ? CPC_REASON_NEW : CPC_REASON_QUIZ;
		int domain = engine_domain(s->c, k->domain);
		rc = study_queue_add(
			s, (struct study_item){k->concept, domain, reason, k->qid}, err);
	}
	return rc;
}

static int choose(
	struct cpc_study *s, const struct cpc_quiz_options *o, size_t *found, struct cpc_error *err)
{
	struct candidates list = {.texts = ARENA_INIT};
	struct pattern *pattern = NULL;
	int rc = o->match ? pattern_new(str_of(o->match), false, &pattern, err) : CPC_OK;
	if (!rc)
		rc = read_candidates(s->c, o, pattern, &list, err);
	if (!rc && list.n == 0)
		rc = error_set(err, CPC_NOINPUT, "no question of the bank is like that");
	if (!rc)
		rc = fill_session(s, o, &list, err);
	*found = list.n;
	pattern_free(pattern);
	free(list.items);
	arena_release(&list.texts);
	return rc;
}

int cpc_quiz_start(cpc *c, const struct cpc_quiz_options *options, struct cpc_time now,
	size_t *found, cpc_study **out, struct cpc_error *err)
{
	error_clear(err);
	*out = NULL;
	int domain = -1;
	struct cpc_study *s = NULL;
	int rc = check_options(options, err);
	if (!rc)
		rc = engine_find_domain(c, options->domain, &domain, err);
	if (!rc)
		rc = check_section(c, options->section, err);
	if (!rc)
		rc = engine_check_set(c, options->set, err);
	if (!rc)
		rc = study_new(c, options->seed, now, &s, err);
	if (!rc) {
		s->quiz = true;
		rc = choose(s, options, found, err);
	}
	if (rc)
		cpc_study_free(s);
	else
		*out = s;
	return rc;
}
