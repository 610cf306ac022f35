/*
 * table.h - questions as the rows of a spreadsheet: what the reader and the writer of csv and tsv
 * share. May use: formats/format, formats/csv, base. Must not know: the bank.
 *
 * Our own header, which the writer writes:
 *
 *	id,set,domain,year,title,kind,difficulty,concept,basis,source,payer,pool,codes,tags,
 *	reviewed,stem,choice_a,...,choice_j,why_a,...,why_j,key,accept,rule
 *
 * kind is one of question_kind_name. key holds the letters of the right choices, "c" or "acd".
 * accept holds the accepted answers of a typed question, one a line: /PATTERN/, a number such as
 * #5 or #5:0.5 or #4.5..5.5, else a text; of one that begins with /, # or \ a \ stands in front.
 * why_a is the rationale of the first choice or accepted answer, and so on.
 *
 * A spreadsheet takes a cell that begins with = + - @, a tab or a CR for a formula, except a
 * number; the writer puts a ' before it, and before one that begins with such a ' already. The
 * reader takes one ' away, in files that begin with our own header only.
 *
 * questionbank/README.md tells this to people.
 *
 * Other people's headers are known by many names, whatever their case, blanks and punctuation; see
 * table_columns.c.
 */
#ifndef FORMATS_TABLE_H
#define FORMATS_TABLE_H

#include "formats/csv.h"
#include "formats/format.h"

/* Rows that may stand above the header: the title of a sheet. */
#define TABLE_TITLE_ROWS 3

/* Columns that together say where a question belongs: section, chapter, topic. */
#define TABLE_LEVELS_MAX 4

enum table_slot {
	SLOT_ID,
	SLOT_SET,
	SLOT_DOMAIN,
	SLOT_YEAR,
	SLOT_TITLE,
	SLOT_KIND,
	SLOT_DIFFICULTY,
	SLOT_CONCEPT,
	SLOT_BASIS,
	SLOT_SOURCE,
	SLOT_PAYER,
	SLOT_POOL,
	SLOT_CODES,
	SLOT_TAGS,
	SLOT_REVIEWED,
	SLOT_STEM,
	SLOT_CHOICE, /* and those behind it */
	SLOT_WHY = SLOT_CHOICE + QUESTION_CHOICES_MAX,
	SLOT_KEY = SLOT_WHY + QUESTION_CHOICES_MAX,
	SLOT_ACCEPT,
	SLOT_RULE,
	TABLE_OWN,		  /* so many columns has our own header */
	SLOT_PICTURE = TABLE_OWN, /* what only other people's tables have */
	SLOT_NUMBER,		  /* of a row: every sheet begins with 1, and so it is no id */
	SLOT_BEYOND,		  /* choices above the tenth */
	SLOT_CATEGORY,		  /* TABLE_LEVELS_MAX of them */
	TABLE_SLOTS = SLOT_CATEGORY + TABLE_LEVELS_MAX,
	SLOT_NONE = TABLE_SLOTS
};

/* Before these a ' keeps a spreadsheet from taking a cell for a formula. */
#define TABLE_GUARDED "=+-@\t\r"

/* A name without case, blanks and punctuation, cut to what fits. */
#define TABLE_FOLDED_MAX 64
struct str table_fold(struct str name, char room[TABLE_FOLDED_MAX]);

/* "stem", "choice_a"; of our own, and "picture" and "category". `room` is for those with a letter.
 */
#define TABLE_NAME_MAX 16
const char *table_slot_name(enum table_slot slot, char room[TABLE_NAME_MAX]);

struct table_columns {
	enum table_slot slot[CSV_FIELDS_MAX]; /* of each column */
	size_t n;			      /* without those behind the last that has a name */
	bool nameless[CSV_FIELDS_MAX];
	bool has[TABLE_SLOTS];
	bool own;	 /* the file begins with our own header */
	bool own_accept; /* the column of accepted answers is called as ours */
	bool wrong;	 /* the choices are the wrong ones, and the key is another */
};

/* Which column of a row is what, by the map where that says it and by its name else. False when the
 * row is no header, for want of a stem or of answers, or since it has no column of the name
 * *missing, which is in the map; that is "" when the map is not the reason. */
bool table_columns_find(const struct csv_record *row, const char *map, struct table_columns *out,
	struct str *missing);

/* CPC_USAGE for a map that is none. */
int table_check_map(const char *map, struct cpc_error *err);

/* The columns of a header as a sentence tells them: "Question", "Answer", ... */
void table_add_header(struct buf *out, const struct csv_record *header);

/* What separates the fields of a line; ',' when nothing says more. */
char table_separator(struct str line);

/* "sep=;" alone on a line: its separator, else '\0'. */
char table_sep_line(struct str line);

/* The choices that a key names, a bit for each; 0 when none, which is told as a fault of q->line.
 * In our own tables these are letters. In others a text of a choice goes first, then come letters
 * (a, A, "b)", "Option B") and numbers from 1; several are parted by a new line or one of ; | , / &
 * + or blanks, or are letters in a row. A text that is the number of another choice is noted. */
unsigned table_key(struct format_read *r, const struct question *q, const char *cell, bool own);

/* Take labels such as "A) " off the choices when each of them has its own. */
void table_strip_labels(struct question *q);

/* `separator` is '\0' when the header is to tell. */
int table_read(struct format_read *r, char separator, struct cpc_error *err);
enum format_sign table_sniff(struct str head, char separator);

#endif
