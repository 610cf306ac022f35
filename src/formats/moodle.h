/*
 * moodle.h - what reading Moodle's XML shares: a question as its elements say, before it is one of
 * ours. May use: formats/format, formats/cpc_tags. Must not know: expat.
 *
 * What of Moodle's becomes what: name title; idnumber slug, or the id when it is none;
 * generalfeedback rule; feedback of an answer its rationale; tags tags (see cpc_tags.h); category
 * category. multichoice and multichoiceset, truefalse, shortanswer (* is a pattern) and numerical
 * are read; others are skipped. A question without a name, which Moodle refuses, is taken: its
 * title is the beginning of its stem.
 */
#ifndef FORMATS_MOODLE_H
#define FORMATS_MOODLE_H

#include "formats/cpc_tags.h"
#include "formats/format.h"

#define MOODLE_ANSWERS_MAX 32 /* that are kept; a question with more is skipped */

struct moodle_answer {
	double worth;	       /* percent, -100 to 100 */
	const char *text;      /* never NULL */
	const char *feedback;  /* "" for none */
	const char *tolerance; /* of a number; "" for none */
	int line;
};

struct moodle_question {
	struct format_item item;
	const char *type;
	bool several; /* <single>false</single> */
	bool by_case; /* <usecase>1</usecase> */
	struct moodle_answer answers[MOODLE_ANSWERS_MAX];
	size_t n;      /* may be more than are kept */
	unsigned loss; /* enum html_loss */
	int hints;     /* with a text */
	bool overall; /* feedback for right and wrong answers, with a text that is not the usual one
		       */
	size_t files; /* that are left out; their names stand in *names, as many as a note may tell
		       */
	struct buf *names;
};

/* True for a type that is read. */
bool moodle_type_read(struct str type);

/* True when the answers of that type are HTML, such as a choice, and no plain text. */
bool moodle_type_rich(struct str type);

/* "$course$/top/CPT/E//M" is CPT and E/M: add them with FORMAT_LEVEL between. */
void moodle_category(struct buf *out, struct str path);

enum moodle_layout {
	MOODLE_HTML,
	MOODLE_AUTO, /* HTML in which line ends count */
	MOODLE_PLAIN
};

/* Of the attribute `format`; `inherited` where there is none. */
enum moodle_layout moodle_layout_of(struct str format, enum moodle_layout inherited);

/* Add a text as plain text; returns what was lost (html.h). */
unsigned moodle_text(
	struct str text, enum moodle_layout layout, struct buf *scratch, struct buf *out);

/* Give the question, or tell why not. */
int moodle_give(struct format_read *r, struct moodle_question *m, struct cpc_error *err);

#endif
