/*
 * stats_bank.c - what the bank holds, and how well a reader does on it who knows nothing.
 * May use: everything below the engine. Must not know: the learner, the terminal, the clock.
 */
#include "engine/engine.h"

#include <string.h>

#include "rules/cues.h"
#include "rules/question.h"

#define PROGRESS_STEP 4096 /* questions */

/* Counts ----------------------------------------------------------------------------------------
 */

static void count_basis(struct cpc_bank_stats *out, const char *basis, size_t n)
{
	if (strcmp(basis, "data") == 0)
		out->data += n;
	else if (strcmp(basis, "text") == 0)
		out->text += n;
	else if (strcmp(basis, "book") == 0)
		out->book += n;
	else
		out->no_basis += n;
}

static void count_in_domain(struct cpc_bank_domain *d, bool mock, bool drawn, size_t n)
{
	*(mock ? &d->mock : &d->practice) += n;
	if (drawn)
		*(mock ? &d->mock_drawn : &d->practice_drawn) += n;
}

static int count_questions(cpc *c, struct cpc_bank_stats *out, struct cpc_error *err)
{
	struct rows *rows;
	int rc = db_rows(c->db, Q_STATS_BANK, &rows, err, "");
	if (rc)
		return rc;
	while (rows_next(rows)) {
		int domain = engine_domain(c, rows_text(rows, 0));
		bool mock = strcmp(rows_text(rows, 1), "mock") == 0;
		int kind = question_kind_find(str_of(rows_text(rows, 4)));
		size_t n = (size_t)rows_i64(rows, 5);
		out->questions += n;
		*(mock ? &out->mock : &out->practice) += n;
		out->kinds[kind < 0 ? QUESTION_SINGLE : kind] += n;
		if (domain >= 0)
			count_in_domain(&out->domains[domain], mock, kind == QUESTION_SINGLE, n);
		out->difficulty[rows_int(rows, 2) - 1] += n;
		count_basis(out, rows_text(rows, 3), n);
	}
	return rows_end(rows, err);
}

static int count_concepts(cpc *c, struct cpc_bank_stats *out, struct cpc_error *err)
{
	struct rows *rows;
	int rc = db_rows(c->db, Q_STATS_BANK_CONCEPTS, &rows, err, "");
	if (rc)
		return rc;
	while (rows_next(rows)) {
		int domain = engine_domain(c, rows_text(rows, 0));
		if (domain >= 0)
			out->domains[domain].concepts = (size_t)rows_i64(rows, 1);
	}
	rc = rows_end(rows, err);
	if (!rc)
		rc = db_rows(c->db, Q_STATS_BANK_SHARED, &rows, err, "");
	if (rc)
		return rc;
	if (rows_next(rows)) {
		out->concepts = (size_t)rows_i64(rows, 0);
		out->shared = (size_t)rows_i64(rows, 1);
	}
	return rows_end(rows, err);
}

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

static void count_forms(struct cpc_bank_stats *out)
{
	double lowest = 0;
	out->least = -1;
	for (size_t i = 0; i < out->domain_count; i++) {
		const struct cpc_bank_domain *d = &out->domains[i];
		if (d->n == 0)
			continue; /* no exam asks it */
		size_t n = (size_t)d->n, all = d->practice_drawn + d->mock_drawn;
		double forms = (double)all / (double)n;
		if (out->least < 0) {
			out->forms = all / n;
			out->practice_forms = d->practice_drawn / n;
			out->mock_forms = d->mock_drawn / n;
		}
		out->forms = least(out->forms, all / n);
		out->practice_forms = least(out->practice_forms, d->practice_drawn / n);
		out->mock_forms = least(out->mock_forms, d->mock_drawn / n);
		if (out->least < 0 || forms < lowest) {
			lowest = forms;
			out->least = (int)i;
		}
	}
}

/* Cues ------------------------------------------------------------------------------------------
 */

/* The choices of one question, as they are gathered. */
struct gathered {
	struct arena texts;
	const char *choice[QUESTION_CHOICES_MAX];
	size_t n;
	int key;
};

static void judge(struct cues *cues, struct gathered *g, struct cpc_bank_stats *out)
{
	if (g->n >= 2 && g->key >= 0)
		cues_add(cues, g->choice, g->n, (size_t)g->key);
	out->positions = g->n > out->positions ? g->n : out->positions;
	arena_reset(&g->texts);
	g->n = 0;
	g->key = -1;
}

static int gather(struct gathered *g, struct rows *rows, struct cpc_error *err)
{
	if (g->n == QUESTION_CHOICES_MAX)
		return CPC_OK;
	char *text = arena_copy(&g->texts, str_of(rows_text(rows, 2)));
	if (!text)
		return error_memory(err);
	if (rows_int(rows, 1))
		g->key = (int)g->n;
	g->choice[g->n++] = text;
	return CPC_OK;
}

static int read_cues(cpc *c, cpc_progress *progress, void *context, struct cues *cues,
	struct cpc_bank_stats *out, struct cpc_error *err)
{
	struct gathered g = {.texts = ARENA_INIT, .key = -1};
	struct rows *rows;
	int64_t question = -1;
	size_t done = 0;
	int rc = db_rows(c->db, Q_STATS_BANK_CHOICES, &rows, err, "");
	if (rc)
		return rc;
	while (!rc && rows_next(rows)) {
		int64_t next = rows_i64(rows, 0);
		if (question >= 0 && next != question) {
			judge(cues, &g, out);
			if (++done % PROGRESS_STEP == 0 && progress)
				progress(context, done, out->kinds[QUESTION_SINGLE]);
		}
		question = next;
		rc = gather(&g, rows, err);
	}
	if (!rc && question >= 0)
		judge(cues, &g, out);
	arena_release(&g.texts);
	int end = rows_end(rows, rc ? NULL : err);
	return rc ? rc : end;
}

static void tell_cues(const struct cues *cues, struct cpc_bank_stats *out)
{
	_Static_assert((int)CUES_STRATEGIES == CPC_BANK_STRATEGIES, "as many as there are");
	_Static_assert(QUESTION_CHOICES_MAX <= CPC_CHOICES_MAX, "as many positions");
	_Static_assert(QUESTION_KINDS == CPC_QUESTION_KINDS, "as many kinds");
	out->judged = cues->questions;
	out->chance = cues_chance(cues);
	out->warns_above = out->chance + CUES_WARNING;
	out->enough = cues->questions >= CUES_JUDGED;
	out->keys_p = cues_positions_p(cues);
	out->keys_even = !out->enough || out->keys_p > CUES_EVEN_P;
	memcpy(out->keys, cues->keys, sizeof cues->keys);
	for (int i = 0; i < CUES_STRATEGIES; i++) {
		out->strategies[i].name = cues_name((enum cues_strategy)i);
		out->strategies[i].score = cues_score(cues, (enum cues_strategy)i);
	}
}

int cpc_bank_stats(cpc *c, cpc_progress *progress, void *context, struct cpc_bank_stats *out,
	struct cpc_error *err)
{
	error_clear(err);
	struct cpc_bank_stats s = {0};
	struct cues cues = {0};
	const struct cpc_domain *domains = NULL;
	int rc = cpc_domains(c, &domains, &s.domain_count, err);
	for (size_t i = 0; i < s.domain_count && !rc; i++) {
		s.domains[i].slug = domains[i].slug;
		s.domains[i].title = domains[i].title;
		s.domains[i].n = domains[i].n;
	}
	if (!rc)
		rc = count_questions(c, &s, err);
	if (!rc)
		rc = count_concepts(c, &s, err);
	if (!rc)
		rc = read_cues(c, progress, context, &cues, &s, err);
	if (rc)
		return rc;
	count_forms(&s);
	tell_cues(&cues, &s);
	*out = s;
	return CPC_OK;
}
