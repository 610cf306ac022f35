/*
 * markdown_reader.h - the state of the reader of the native format, which is two files: markdown.c
 * (the text and its frontmatter) and markdown_question.c (one question).
 * May use: rules/question, formats/faults, base. Must not know: SQL, where the text comes from.
 */
#ifndef FORMATS_MARKDOWN_READER_H
#define FORMATS_MARKDOWN_READER_H

#include "formats/faults.h"
#include "formats/markdown_keys.h"
#include "rules/question.h"

#define MARKDOWN_HEADING "a heading \"## slug title\""

enum place {
	AT_START,	  /* before the frontmatter */
	IN_FRONT,	  /* in the frontmatter */
	BEFORE_QUESTIONS, /* between the frontmatter and the first heading */
	IN_KEYS,	  /* below a heading */
	IN_STEM,
	IN_CHOICES,
	IN_RULE,
	AFTER_RULE /* what stands there is passed over, up to the next heading */
};

struct slug_at {
	const char *slug;
	int line;
};

struct reader {
	struct question_file *out;
	struct faults faults;
	int line;
	enum place place;
	bool complained; /* told of this place: what else is wrong with it follows from that */
	bool failed;	 /* no memory */
	int front_lines[MARKDOWN_FRONT_KEYS];
	struct slug_at *slugs; /* of all questions, also of those with faults */
	size_t slug_count, slug_cap;

	/* the question being read */
	bool open;
	struct question q;
	bool bad_slug, has_rule, too_many;
	bool bad_choice[QUESTION_CHOICES_MAX]; /* a fault was told of it */
	bool odd_mark[QUESTION_CHOICES_MAX];   /* what it would be is not known */
	int key_lines[MARKDOWN_KEYS];
	int kind; /* as written, -1: not */

	/* the text being read */
	const char **target; /* where it goes; NULL: nowhere */
	struct buf text;
	bool gap; /* an empty line stands before the next one */
};

void reader_go_to(struct reader *r, enum place place);

/* A copy in the arena of the file; "" and r->failed when there is no memory. */
const char *reader_keep(struct reader *r, struct str text);

/* A heading: the question before it ends, and one begins. */
void reader_begin_question(struct reader *r, struct str heading);

/* Any other line while a question is open. */
void reader_question_line(struct reader *r, struct str line);

/* Nothing happens when none is open. */
void reader_finish_question(struct reader *r);

#endif
