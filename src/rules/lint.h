/*
 * lint.h - the rules a question and a bank are held to, and the run over them.
 * May use: question, cues, lint_lists, base. Must not know: files, SQL, who is told.
 *
 * A rule has an id that is never used again, a level, and what a writer needs: what is asked, why,
 * and how to mend it. Rules over one question look at that question alone; rules over all of them
 * take time near to linear in their number.
 */
#ifndef RULES_LINT_H
#define RULES_LINT_H

#include "rules/cues.h"
#include "rules/lint_lists.h"
#include "rules/question.h"

#define LINT_ERROR 'E'
#define LINT_WARNING 'W'
#define LINT_NOTE 'I'

#define LINT_STRATEGIES (QUESTION_CHOICES_MAX + CUES_STRATEGIES)

/* A question and where it stands. Texts belong to the caller. */
struct lint_item {
	const struct question *q;
	const char *id;
	const char *file;
	const char *domain;
	int year;
	bool imported; /* 2 to 6 choices are fine, where ours have four; one explanation is enough
			*/
};

struct lint;
struct lint_look;

struct lint_rule {
	const char *id;
	char level; /* that of most findings; some rules have two */
	const char *title, *why, *fix;
	void (*question)(struct lint *l, const struct lint_look *k); /* one of these two */
	void (*all)(struct lint *l);
};

size_t lint_rule_count(void);
const struct lint_rule *lint_rule_at(size_t index);

struct lint_finding {
	const struct lint_rule *rule;
	char level;
	const char *file;
	int line;	/* 0: not of a line */
	const char *id; /* of the question; "" when it is of a file or of all of them */
	const char *sentence;
};

typedef void lint_sink(void *context, const struct lint_finding *finding);

/* What the strategy of a reader who knows nothing scores, as a share of all questions. */
struct lint_strategy {
	const char *name;
	double score;
};

struct lint_summary {
	size_t questions, errors, warnings, notes;
	size_t strategies; /* 0: fewer than CUES_JUDGED questions */
	struct lint_strategy strategy[LINT_STRATEGIES];
	double chance;	      /* what guessing scores, by the number of choices; 0 without any */
	size_t difficulty[4]; /* 1, 2, 3; at 0: others */
	size_t data, text, book, no_basis;
	size_t position[4];  /* of the keys of questions of four choices */
	double position_p;   /* the chance of places as uneven as these; 1 without any */
	bool positions_even; /* or too few to tell */
	size_t unlisted; /* questions of other years than the lists, whose codes were not looked up
			  */
};

/* Hold n questions to every rule, or to `only` when it is not NULL. `lists` may be NULL: then only
 * the shapes of codes are looked at. Questions of one file stand together. Findings come
 * question by question, each by the order of rules; then those over files and over all. */
int lint_run(const struct lint_item *items, size_t n, const struct lint_lists *lists,
	const struct lint_rule *only, lint_sink *sink, void *context, struct lint_summary *out,
	struct cpc_error *err);

#endif
