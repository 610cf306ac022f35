/*
 * cpc_lint.h - checks of questions; a part of cpc.h, which says what holds of every call.
 * May use: cpc.h. Must not know: the terminal, the environment, the clock.
 */
#ifndef CPC_LINT_H
#define CPC_LINT_H

#include "cpc.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Lint -------------------------------------------------------------------------------------------
 *
 * Item-writing and code checks over questions, from files or from the bank. No learner's file is
 * needed for files:
 *
 *	cpc_lint_open(&options, &lint, &err);
 *	cpc_lint_add_path(lint, "questions", NULL, NULL, &err);
 *	cpc_lint_run(lint, found, context, &report, &err);
 *	cpc_lint_free(lint);
 */

typedef struct cpc_lint cpc_lint;

struct cpc_lint_rule {
	const char *id; /* "L01", never used again */
	char level;	/* that of most findings: 'E' error, 'W' warning, 'I' note */
	const char *title, *why, *fix;
};

size_t cpc_lint_rule_count(void);

/* CPC_USAGE when there is no such number. */
int cpc_lint_rule_at(size_t index, struct cpc_lint_rule *out, struct cpc_error *err);

struct cpc_lint_options {
	const char *codes;  /* folder of icd10cm.tsv, hcpcs.tsv, cpt.tsv, modifiers.tsv, or one that
			     * has them in `lists`; NULL: only the shapes of codes are checked */
	const char *rule;   /* id, in any case; NULL: all */
	bool imported;	    /* 2 to 6 choices are fine, where this bank has four */
	const char *format; /* of files: a name, as in cpc_import.h; NULL: by content */
	const char *map;    /* of tables: columns, as there; NULL: by their names */
};

/* CPC_NOINPUT: no such rule (the nearest is named), no folder, no list in it; CPC_DATA: a list that
 * is none, with its file and line. */
int cpc_lint_open(const struct cpc_lint_options *options, cpc_lint **out, struct cpc_error *err);
void cpc_lint_free(cpc_lint *l);

/* Add a file of questions, in any format, or those below a folder that look like one. CPC_DATA when
 * a file has a mistake of form, each told to `fault` (may be NULL); it is then not looked at, and
 * other files may still be added. CPC_NOINPUT: no such file, or no questions below the folder. */
int cpc_lint_add_path(
	cpc_lint *l, const char *path, cpc_fault *fault, void *context, struct cpc_error *err);

/* The same for a text of n bytes; `name` stands for its file. */
int cpc_lint_add_text(cpc_lint *l, const char *name, const char *text, size_t n, cpc_fault *fault,
	void *context, struct cpc_error *err);

/* Add every question of a learner's file, all sets and pools. What is found there has no line. */
int cpc_lint_add_bank(cpc_lint *l, cpc *c, struct cpc_error *err);

struct cpc_lint_finding {
	const char *rule;
	char level;
	const char *file; /* "" for what was found over all questions */
	int line;	  /* 0: not of a line */
	const char *id;	  /* <set>/<slug>; "" when it is not of a question */
	const char *sentence;
};

/* Texts live during the call. */
typedef void cpc_lint_found(void *context, const struct cpc_lint_finding *finding);

#define CPC_LINT_STRATEGIES 16
#define CPC_LINT_LISTS 4

struct cpc_lint_report {
	size_t questions, files;
	size_t errors, warnings, notes;
	/* Blind strategies over all questions: the share that somebody gets right who knows nothing
	 * and takes the longest choice, the letter A, ...; ties are shared out. None below 30
	 * questions. */
	size_t strategies;
	struct {
		const char *name;
		double score; /* 0..1 */
	} strategy[CPC_LINT_STRATEGIES];
	double chance; /* what guessing scores, by the number of choices: a strategy is warned of
			* that scores more than 7 points above it; 0 when there are no choices */
	size_t difficulty[3];		   /* 1, 2, 3 */
	size_t data, text, book, no_basis; /* what keys rest on */
	size_t position[4];		   /* of the keys among four choices */
	double position_p;   /* chi-square, three degrees of freedom: the chance of places so uneven
			      */
	bool positions_even; /* false: p is 0.05 or less, over 30 questions or more */
	struct {
		const char *file;    /* "icd10cm.tsv"; owned by the library */
		size_t codes;	     /* 0: not there; of ICD-10-CM the billable ones */
		const char *release; /* "FY2026", "2026-04", or "" when the file does not tell.
				      * Valid until cpc_lint_free */
	} lists[CPC_LINT_LISTS];
	size_t unlisted; /* questions of another year than the lists: shapes only */
};

/* Hold all that was added to the rules. Every finding goes to `found`. CPC_NO when an error was
 * among them. CPC_NOINPUT when nothing was added. */
int cpc_lint_run(cpc_lint *l, cpc_lint_found *found, void *context, struct cpc_lint_report *out,
	struct cpc_error *err);

#ifdef __cplusplus
}
#endif
#endif
