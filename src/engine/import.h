/*
 * import.h - an import while it runs: its parts, shared by the rooms import*.c.
 * May use: everything below the engine. Must not know: the terminal, the clock.
 */
#ifndef ENGINE_IMPORT_H
#define ENGINE_IMPORT_H

#include "engine/bank_question.h"
#include "formats/format.h"

/* A set that questions of this import go to. */
struct import_set {
	char *slug;
	int64_t id;
	char *own;    /* its own domain; NULL: not needed so far */
	bool refused; /* it is the shipped bank's, as was told */
	bool old;     /* it was there before this import */
	size_t made;  /* questions new in this import whose slug was made of their stem */
};

/* Which domain of the exam something means, so that it is found out once. */
struct import_memo {
	uint64_t key;	  /* hash of what a file says; 0: none */
	const char *slug; /* of the engine's domains; NULL: none */
};
#define IMPORT_MEMOS 256

/* Of a set's own domain in study: that of most domains of the exam. */
#define IMPORT_OWN_WEIGHT 6

struct import {
	cpc *c;
	const struct cpc_import_options *options;
	const struct cpc_import_watch *watch;
	struct cpc_time now;
	int year; /* of now: of questions that say none */
	struct cpc_import_report report;
	int64_t id;
	size_t told[CPC_IMPORT_NOTE + 1]; /* as that, also those above CPC_IMPORT_TOLD_MAX */
	bool failed;			  /* no memory for what is told */
	bool stopped; /* by the bank or by who gives the bytes: no fault of what is read */

	/* the file being read */
	const char *file;     /* as it is told */
	const char *base;     /* its name without folders, as it is stored */
	const char *fallback; /* the set's slug when the file does not say */
	const struct cpc_import_file *stream;
	struct source *in;
	int64_t ord;

	bool asked_own; /* `domain` of the options is no domain of the exam, and was needed */
	struct arena texts;
	struct import_set *sets;
	size_t set_count, set_cap;
	struct bank_index index;
	unsigned char *seen; /* a bit for each row of question met in this import */
	size_t seen_bytes;
	struct import_memo memo[IMPORT_MEMOS];
	struct buf qid, slug;
};

/* Tell of the file that is being read. */
void import_tell(struct import *m, enum cpc_import_told what, int line, const char *sentence, ...)
	__attribute__((format(printf, 4, 5)));

/* import_question.c: one question into the bank; a format_question whose context is the import. */
int import_question(void *context, const struct format_item *item, struct cpc_error *err);

/* How a slug begins that was made of a stem. */
#define IMPORT_MADE_SLUG "stem-"

/* True when a row of question was met in this import. */
bool import_saw(const struct import *m, int64_t id);

/* import_match.c: questions that were edited so that their stem does not tell who they are. The
 * full-text index must be written. */
int import_match(struct import *m, struct cpc_error *err);

/* A slug of a name: its letters in lower case, hyphens for the rest; "" when nothing is left. */
void import_slug(struct str name, struct buf *out);

/* import_undo.c: after questions came or went: sets and domains of their own without questions go,
 * and everything that follows from the bank is made anew. */
int import_settle(cpc *c, struct cpc_error *err);

/* import_set.c: the set of that slug, which is made when it is not there. *out is NULL when that
 * cannot be, as was told. */
int import_find_set(struct import *m, const char *slug, int line, struct import_set **out,
	struct cpc_error *err);

/* import_domain.c: the slug of the domain an item belongs to, in the bank by then. It lives as long
 * as the import. */
int import_domain(struct import *m, struct import_set *set, const struct format_item *item,
	const char **out, struct cpc_error *err);

#endif
