/*
 * format.h - the formats in which sets of questions come and go: their table, and what all readers
 * and writers share. May use: rules/question, formats/source, base. Must not know: the bank, the
 * terminal.
 *
 * A reader takes a source and gives one question after the other; a writer is given one after the
 * other and gives bytes. Neither holds more than one of them, so that memory does not grow with a
 * set.
 *
 * To add a format: a file with its `const struct format`, and a line in the table of format.c.
 */
#ifndef FORMATS_FORMAT_H
#define FORMATS_FORMAT_H

#include "base/arena.h"
#include "base/buf.h"
#include "formats/source.h"
#include "rules/question.h"

/* What stands between the levels of a category. */
#define FORMAT_LEVEL '\x1f'

/* A question with what a file says of where it belongs. Texts are never NULL. */
struct format_item {
	struct question q;	  /* slug "" when the file has none that is one: then see `id` */
	const char *id;		  /* what the file calls it, such as a guid; "" for nothing */
	const char *set;	  /* slug; "" when the file does not say */
	const char *domain;	  /* as the file calls it; "" when it does not say */
	const char *category;	  /* "CPT" FORMAT_LEVEL "E/M": category, deck; "" */
	int year;		  /* 0 when the file does not say */
	const char *domain_title; /* for a writer; "" for a reader */
};

/* A question with nothing in it but what stands where nothing is said: difficulty 2, payer any,
 * pool practice. */
struct format_item format_blank(void);

/* Reading ---------------------------------------------------------------------------------------
 */

enum format_told {
	FORMAT_FAULT, /* a mistake: what it stands in was not given */
	FORMAT_SKIP,  /* well formed, and not a question that can be asked here */
	FORMAT_NOTE /* given, without something that the file has: markup, a picture, partial credit
		     */
};

struct format_options {
	const char *map;      /* of columns: "stem=Question,key=Answer"; "" for none */
	const char *term_end; /* quizlet: between term and definition; "" for a tab */
	const char *row_end;  /* quizlet: between rows; "" for a new line */
	int64_t made_s;	      /* apkg: when it is written, in seconds since 1970; 0: a fixed time */
};

/* Takes a question; its texts live until it returns. A status stops the reading. */
typedef int format_question(void *context, const struct format_item *item, struct cpc_error *err);

/* A sentence without name, line and full stop. */
typedef void format_tell(void *context, enum format_told what, int line, const char *sentence);

/* One reading, made by the caller with its first fields set and the others 0. */
struct format_read {
	struct source *in;
	const struct format_options *options;
	format_question *question;
	format_tell *tell;
	void *context;

	struct arena texts; /* for the question being read; empty again once it was given */
	bool spoiled;	    /* a line of the question being read has a fault */
	bool not_utf8;	    /* a line was met that is none */
	bool failed;	    /* no memory; format_give and format_line say so */
	struct buf sentence, shown;
	struct buf scratch;
};

/* The next line, as source_line; a fault of its bytes is told, and the question that it stands in
 * will not be given. CPC_DATA for UTF-16. */
int format_line(struct format_read *r, struct str *line, struct cpc_error *err);

/* Tell something of a line. */
void format_fault(struct format_read *r, int line, const char *sentence, ...)
	__attribute__((format(printf, 3, 4)));
void format_skip(struct format_read *r, int line, const char *sentence, ...)
	__attribute__((format(printf, 3, 4)));
void format_note(struct format_read *r, int line, const char *sentence, ...)
	__attribute__((format(printf, 3, 4)));

/* A piece of the text in quotes, of one line, short and safe to print, for a sentence. Lives until
 * the next call. */
const char *format_shown(struct format_read *r, struct str text);

/* A copy among the texts of the question; "" when there is no memory, which format_give tells. */
const char *format_keep(struct format_read *r, struct str text);

/* Give the question that was read: its texts are brought into normal form (markdown.h), it is
 * skipped when it is larger than QUESTION_BYTES_MAX, and held to question_check, whose faults are
 * told with q.line where they have none, and passed on when all is well. Its texts are gone then.
 */
int format_give(struct format_read *r, struct format_item *item, struct cpc_error *err);

/* Drop the question that was being read, of which something was told. */
void format_drop(struct format_read *r);

void format_read_release(struct format_read *r);

/* Writing ---------------------------------------------------------------------------------------
 */

struct format;

/* One writing, made by the caller with its first fields set and the others 0. */
struct format_write {
	int (*out)(void *context, struct str bytes, struct cpc_error *err);
	void *context;
	const struct format_options *options;
	bool raw; /* csv, tsv: no guard against formulas */

	struct buf text; /* what the writer adds here goes out after each of its calls */
	void *state;	 /* the writer's own */
	struct buf reason, shown;
};

/* What a question may hold beside stem, choices and key. */
enum format_part {
	PART_ID = 1 << 0, /* slug */
	PART_SET = 1 << 1,
	PART_DOMAIN = 1 << 2,
	PART_YEAR = 1 << 3,
	PART_TITLE = 1 << 4,
	PART_DIFFICULTY = 1 << 5,
	PART_CONCEPT = 1 << 6,
	PART_BASIS = 1 << 7,
	PART_SOURCE = 1 << 8,
	PART_PAYER = 1 << 9,
	PART_POOL = 1 << 10,
	PART_CODES = 1 << 11,
	PART_TAGS = 1 << 12,
	PART_REVIEWED = 1 << 13,
	PART_RULE = 1 << 14,
	PART_RATIONALE = 1 << 15, /* of a choice */
	PART_LINES = 1 << 16,	  /* a stem of more than one line */
	PART_ALL = (1 << 17) - 1
};
#define FORMAT_PARTS 17

/* "difficulty", "rationales"; for PART_TITLE "titles" and so on: what a report calls them. */
const char *format_part_name(size_t index);

/* The parts that a question has: those that are not what format_blank leaves. */
unsigned format_parts(const struct format_item *item);

/* How sure a format is that a text is its own. */
enum format_sign {
	FORMAT_NO,
	FORMAT_MAYBE,  /* nothing speaks against it: only the name can tell */
	FORMAT_LIKELY, /* it looks like it */
	FORMAT_SURE    /* nothing else looks like that */
};

struct format {
	const char *name;     /* --format NAME */
	const char *suffixes; /* ".csv .txt", the usual one first */
	const char *summary;  /* a line for help */
	unsigned holds;	      /* parts that it can write and read again */
	unsigned kinds;	      /* 1 << enum question_kind of those that it can write */
	enum format_sign (*sniff)(struct str head);
	int (*read)(struct format_read *r, struct cpc_error *err);
	/* Each adds to w->text. `question` gives CPC_NO and w->reason for one that the format
	 * cannot say. `end` is called once, also when there was no question. `release` always, also
	 * after a failure; NULL: nothing to release. */
	int (*begin)(struct format_write *w, struct cpc_error *err);
	int (*question)(
		struct format_write *w, const struct format_item *item, struct cpc_error *err);
	int (*end)(struct format_write *w, struct cpc_error *err);
	void (*release)(struct format_write *w);
};

size_t format_count(void);
const struct format *format_at(size_t index);

/* By name; NULL: there is none. */
const struct format *format_find(const char *name);

/* By the end of a file's name; NULL: none has it, or several do. */
const struct format *format_of_name(const char *path);

/* Which format the source is in, by its content, and by its name where that leaves a choice or
 * tells nothing.
 * CPC_DATA with what was found and what is known. */
int format_detect(struct source *in, const struct format **out, struct cpc_error *err);

/* Whether a file looks like what its name says: a README.md is no set of questions. */
int format_is_likely(struct source *in, bool *out, struct cpc_error *err);

/* The three steps of writing; what is in w->text goes out. Questions of a kind that the format
 * cannot write give CPC_NO and w->reason, a sentence. */
int format_begin(const struct format *f, struct format_write *w, struct cpc_error *err);
int format_put(const struct format *f, struct format_write *w, const struct format_item *item,
	struct cpc_error *err);
int format_end(const struct format *f, struct format_write *w, struct cpc_error *err);
void format_write_release(const struct format *f, struct format_write *w);

/* As format_shown. */
const char *format_shown_of(struct format_write *w, const char *text);

/* What a question may have, where a reader makes a title of its stem. */
#define FORMAT_UNTITLED_MAX (QUESTION_BYTES_MAX - 512)

/* In w->reason; returns CPC_NO. */
int format_cannot(struct format_write *w, const char *sentence, ...)
	__attribute__((format(printf, 2, 3)));

/* The formats, a file each. */
extern const struct format format_markdown;
extern const struct format format_json;
extern const struct format format_jsonl;
extern const struct format format_csv;
extern const struct format format_tsv;
extern const struct format format_anki_text;
extern const struct format format_quizlet;
extern const struct format format_apkg;
extern const struct format format_aiken;
extern const struct format format_gift;
extern const struct format format_moodle_xml;

#endif
