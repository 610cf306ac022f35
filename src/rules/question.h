/*
 * question.h - what a question is, and what must hold of one.
 * May use: base, pattern, number. Must not know: files, SQL, the learner.
 */
#ifndef RULES_QUESTION_H
#define RULES_QUESTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"

#define QUESTION_CHOICES_MAX 10

/* Of all its texts together. With this every format can read what it writes, whose own limits are
 * for what comes from elsewhere. */
#define QUESTION_BYTES_MAX 61440

/* The words that may stand in these fields (basis may also be ""), parted by one blank. */
#define QUESTION_BASES "data text book"
#define QUESTION_PAYERS "any cpt medicare"
#define QUESTION_POOLS "practice mock"

enum choice_kind {
	CHOICE_OPTION,	/* one of the choices shown */
	CHOICE_ACCEPT,	/* an answer accepted when it is typed */
	CHOICE_PATTERN, /* a PCRE2 pattern that an accepted answer matches */
	CHOICE_NUMBER	/* a number: "5", with a tolerance "5:0.5", or a range "4.5..5.5" */
};

/* The exam asks the first only; a learner's own sets may have all. */
enum question_kind {
	QUESTION_SINGLE,     /* one of the choices is the key */
	QUESTION_MULTIPLE,   /* all keys among the choices are wanted, and no other choice */
	QUESTION_TRUE_FALSE, /* of the choices True and False one is the key */
	QUESTION_TYPED,	     /* the answer is typed */
	QUESTION_NUMERIC     /* the answer is typed, and is a number */
};
#define QUESTION_KINDS 5
#define QUESTION_KIND_WORDS "single multiple true-false typed numeric"
#define QUESTION_KINDS_ALL ((1u << QUESTION_KINDS) - 1)

struct choice {
	enum choice_kind kind;
	bool is_key;	       /* of an option: it is right; true for the other kinds */
	const char *text;      /* one line; of a pattern without its slashes */
	const char *rationale; /* as a stem; "" when there is none */
	int line;	       /* where it was read, 0 when it was not read from a text */
};

/* Texts are never NULL; "" stands for what was left out. They live in the arena of their set. */
struct question {
	const char *slug; /* unique in its set: the second half of the id <set>/<slug> */
	const char *title;
	int difficulty; /* 1 recall, 2 apply, 3 analyse */
	bool multiple;	/* its choices are of QUESTION_MULTIPLE */
	int line;	/* of its heading, 0 when it was not read from a text */
	const char *concept;
	const char *basis; /* data, text, book or "" */
	const char *source;
	const char *payer; /* any, cpt, medicare */
	const char *pool;  /* practice, mock */
	const char *codes; /* as written, separated by ", "; those in the choices are not here */
	const char *tags;  /* separated by ", " */
	const char *reviewed;
	const char *stem; /* lines joined by \n, paragraphs by \n\n */
	struct choice choices[QUESTION_CHOICES_MAX];
	size_t choice_count;
	const char *rule; /* as a stem; "" when there is none */
};

/* The questions of one file: one set, one domain, one year. */
struct question_file {
	struct arena arena; /* owns every text below */
	const char *set;
	const char *domain;
	int year;
	struct question *questions;
	size_t n, cap;
};

/* "choice", "accept", "pattern", "number": how a kind is written where questions are stored. */
const char *choice_kind_name(enum choice_kind kind);
enum choice_kind choice_kind_of(const char *name); /* CHOICE_OPTION for any other name */

void question_file_init(struct question_file *f);
void question_file_release(struct question_file *f);

enum question_kind question_kind_of(const struct question *q);

/* One of QUESTION_KIND_WORDS; -1 for any other name. */
const char *question_kind_name(enum question_kind kind);
int question_kind_find(struct str name);

/* True when the answer is typed and not chosen. */
bool question_is_typed(const struct question *q);

/* The keys among the choices: bit k is that of choice k. */
uint32_t question_keys(const struct question *q);

/* Which accepted answer of a typed question to tell: a text says more than a number, and that more
 * than a pattern. */
int question_told(const struct question *q);

/* Bytes of its texts, of which there are at most QUESTION_BYTES_MAX. */
size_t question_size(const struct question *q);

/* What must hold of a question wherever it comes from: a slug, difficulty 1..3, words that their
 * fields may hold, a stem, choices of one sort, exactly one key among 2..10 options (of
 * QUESTION_MULTIPLE at least one) or at least one accepted answer, no choice empty or the same as
 * another but for case and blanks, patterns of one line that compile, no more than
 * QUESTION_BYTES_MAX, numbers of the shape of
 * number.h. Each fault is one call of `fault` (NULL: not wanted) with the line it concerns and a
 * sentence that says what was found and what was expected. Returns the number of faults. */
typedef void question_fault(void *context, int line, const char *sentence);
int question_check(const struct question *q, question_fault *fault, void *context);

/* Hash of all that an edit can change: every field but the slug and the lines. Learners' files hold
 * it. */
uint64_t question_hash(const struct question *q);

/* A slug: lower-case letters, digits and hyphens, 1..64 bytes, beginning with a letter or digit. */
#define QUESTION_SLUG_SHAPE "lower-case letters, digits and hyphens, at most 64"
bool question_slug_valid(struct str s);

/* True when `word` is one of `words`, a list such as QUESTION_BASES. */
bool question_word_valid(struct str word, const char *words);

#endif
