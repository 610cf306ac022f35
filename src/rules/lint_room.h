/*
 * lint_room.h - what the rooms of the linter share: a question as the rules look at it, words in
 * texts, and telling what was found.
 * May use: lint, code, base. Must not know: files, SQL, who is told.
 */
#ifndef RULES_LINT_ROOM_H
#define RULES_LINT_ROOM_H

#include "base/buf.h"
#include "rules/lint.h"

struct lint {
	const struct lint_item *items;
	size_t n;
	const struct lint_lists *lists; /* NULL: none */
	const struct lint_rule *rule;	/* the one that is looking */
	lint_sink *sink;
	void *context;
	struct lint_summary *summary;
	struct buf sentence;
	struct arena texts; /* of one question, or of one rule over all */
	bool failed;	    /* no memory */
};

/* A text that a learner reads. Lower texts have their letters of ASCII in lower case and one blank
 * for each run of blanks and line ends. */
enum lint_where { LINT_TITLE, LINT_STEM, LINT_CHOICE, LINT_RATIONALE, LINT_RULE, LINT_CODES };
struct lint_text {
	enum lint_where where;
	const char *name; /* "stem" */
	int line;
	const char *text, *lower;
};
#define LINT_TEXTS_MAX (4 + 2 * QUESTION_CHOICES_MAX)

/* A question as the rules look at it. */
struct lint_look {
	const struct lint_item *item;
	const struct question *q;
	enum question_kind kind;
	bool typed;	/* no choices; what is below of choices is empty then */
	size_t n;	/* choices */
	int key;	/* position of the one key that an exam has; -1: none, or of another kind */
	bool all_codes; /* every choice is a list of codes */
	bool any_codes; /* one at least */
	bool single_codes;			  /* every choice is one code */
	bool history;				  /* tagged so: what is gone may be asked about */
	const char *stem;			  /* lower */
	const char *choice[QUESTION_CHOICES_MAX]; /* lower */
	struct lint_text texts[LINT_TEXTS_MAX];
	size_t text_count;
};

/* False when there is no memory. Texts live in the arena. */
bool lint_look_at(struct arena *texts, const struct lint_item *item, struct lint_look *out);

/* Tell of a question, at one of its lines (0: its heading). */
void lint_found(struct lint *l, const struct lint_look *k, char level, int line, const char *format,
	...) __attribute__((format(printf, 5, 6)));

/* Tell of an item, or (NULL) of a file or of everything (file ""). */
void lint_found_in(struct lint *l, const struct lint_item *item, const char *file, char level,
	int line, const char *format, ...) __attribute__((format(printf, 6, 7)));

/* lint_words.c -------------------------------------------------------------------------------- */

/* The next byte at or behind *p, which moves behind it, of what is left of `text` when it is
 * folded: letters of ASCII in lower case, without blanks and the punctuation that no meaning hangs
 * on. '\0' at the end. */
char lint_next_folded(const char *text, const char **p);

/* Where `phrase` stands in `text` as whole words, from `text` on; NULL: nowhere. */
const char *lint_find(const char *text, const char *phrase);

/* The first of several phrases, parted by '|', that stands in the text; what it is goes to *phrase.
 * A phrase is shorter than LINT_PHRASE_MAX. */
#define LINT_PHRASE_MAX 64
bool lint_find_any(const char *text, const char *phrases, struct str *phrase);

/* Letters, digits and bytes beyond ASCII. */
bool lint_is_word_char(char c);

/* The next word at or behind *p, which moves behind it. */
bool lint_next_word(const char **p, struct str *word);
size_t lint_count_words(const char *text);

/* The last sentence of a lower or plain stem. */
const char *lint_last_sentence(const char *stem);

/* lint_cues.c --------------------------------------------------------------------------------- */

/* What all strategies score over a range of items; names and number go to *out. */
void lint_score(const struct lint *l, size_t from, size_t to, struct lint_summary *out);

/* The chance of counts as uneven as these among four equal ones. */
double lint_positions_p(const size_t counts[4]);

/* The end of the run of items that stand in one file with item `from`. */
size_t lint_file_end(const struct lint *l, size_t from);

/* The rules ----------------------------------------------------------------------------------- */

#define LINT_RULE(name) void name(struct lint *l, const struct lint_look *k)
LINT_RULE(lint_one_key);
LINT_RULE(lint_distinct);
LINT_RULE(lint_all_above);
LINT_RULE(lint_none_above);
LINT_RULE(lint_letters);
LINT_RULE(lint_negative);
LINT_RULE(lint_absolute);
LINT_RULE(lint_vague);
LINT_RULE(lint_key_length);
LINT_RULE(lint_clang);
LINT_RULE(lint_article);
LINT_RULE(lint_converges);
LINT_RULE(lint_mixed);
LINT_RULE(lint_asks);
LINT_RULE(lint_long);
LINT_RULE(lint_exists);
LINT_RULE(lint_billable);
LINT_RULE(lint_deleted);
LINT_RULE(lint_pcs);
LINT_RULE(lint_retired_words);
LINT_RULE(lint_payer);
LINT_RULE(lint_setting);
LINT_RULE(lint_dose);
LINT_RULE(lint_side);
LINT_RULE(lint_rationales);
LINT_RULE(lint_descriptor);
LINT_RULE(lint_sources);
LINT_RULE(lint_person);
LINT_RULE(lint_dental);
#undef LINT_RULE
void lint_blind(struct lint *l);
void lint_positions(struct lint *l);
void lint_same_choices(struct lint *l);
void lint_near_stems(struct lint *l);

#endif
