/*
 * cpc.h - the whole public interface of the practice engine, beside cpc_fsrs.h. Its parts cpc_*.h
 * come with it. May use: cpc_error.h. Must not know: the terminal, the environment, the clock.
 *
 * The library never prints, never exits, reads no environment and no clock, and keeps no global
 * state: time and seeds come in as values, and two engines may be open in one process. One engine
 * is used by one thread at a time.
 *
 * Every call that can fail returns an enum cpc_status as int and writes a sentence to *err, which
 * the caller owns (NULL: not wanted). A call that fails changes nothing. Out parameters come last,
 * before err. Texts are UTF-8 and never NULL unless it says so.
 *
 *	struct cpc_error err;
 *	cpc *c;
 *	if (cpc_open("cpc.db", &c, &err)) ...
 *	cpc_bank_load(c, "questionbank", now, NULL, NULL, &report, &err);
 *	cpc_study *s;
 *	cpc_study_start(c, &(struct cpc_study_options){.seed = 1}, now, &s, &err);
 *	while (cpc_study_next(s, now, &question, &err) == CPC_OK)
 *		cpc_study_answer(s, &answer, now, &verdict, &err);
 *	cpc_study_end(s, now, &report, &err);
 *	cpc_study_free(s);
 *	cpc_close(c);
 */
#ifndef CPC_H
#define CPC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "cpc_error.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct cpc cpc;

/* An instant, and the zone the learner is in at that instant. */
struct cpc_time {
	int64_t at_ms;	   /* milliseconds since 1970-01-01T00:00:00Z */
	int zone_min;	   /* minutes east of UTC, -900..900 */
	int64_t steady_ms; /* a clock that cannot be set and runs through sleep; 0: not known.
			    * Exams count time by it; nothing else reads it. */
};

/* "0.1.0" */
const char *cpc_version(void);

/* The libraries in use, such as "sqlite 3.40.1, pcre2 10.42", cut to `size` bytes. */
void cpc_libraries(char *out, size_t size);

/* Opening -------------------------------------------------------------------------------------- */

/*
 * Open the learner's file, making it (mode 0600) and its folder (0700) when missing and bringing an
 * older one up to date (a copy is kept beside it first). On failure *out is NULL and the file is as
 * it was:
 *   CPC_DATA        not an SQLite file, or another program's
 *   CPC_CONFIG      made by a newer cpc
 *   CPC_PERMISSION  may not be read or written
 *   CPC_CANTCREATE  a folder stands there, or nothing can be made there
 *   CPC_BUSY        another cpc has been writing for five seconds
 *   CPC_IO          disk error, full disk
 */
int cpc_open(const char *path, cpc **out, struct cpc_error *err);
void cpc_close(cpc *c);
const char *cpc_path(const cpc *c);

/* The bank ------------------------------------------------------------------------------------- */

struct cpc_bank_report {
	bool changed;	  /* false: nothing to do, nothing was written */
	size_t files;	  /* read now */
	size_t added;	  /* questions */
	size_t edited;	  /* same id, other content; their history stays */
	size_t removed;	  /* their history stays too */
	size_t questions; /* in the bank now, all sets and pools; 0 when unchanged */
	size_t faults;	  /* mistakes found in the files; nothing is loaded when there are any */
};

/* One mistake in a bank file: "path:line: sentence". */
typedef void cpc_fault(void *context, const char *sentence);

/*
 * Make the file's shipped set equal to the folder `dir` (blueprint.csv, questions/<section>/
 * <domain>.md, and guide/<topic>.csv where there is a guide), in one transaction. Cheap when
 * nothing changed: names, sizes and times are compared first, contents only when those differ.
 * CPC_DATA when a file has a mistake: each goes to `fault` (may be NULL), and the bank stays as it
 * was. CPC_NOINPUT when the folder is missing.
 */
int cpc_bank_load(cpc *c, const char *dir, struct cpc_time now, cpc_fault *fault, void *context,
	struct cpc_bank_report *out, struct cpc_error *err);

#define CPC_DOMAINS_MAX 96

struct cpc_domain {
	const char *slug, *section, *title; /* valid until the bank is loaded again */
	int n; /* questions of the 100 of an exam; 0: a domain of a set of the learner's */
};

/* The blueprint in its own order, then the domains of the learner's own sets. *count is 0 while no
 * bank was loaded. */
int cpc_domains(cpc *c, const struct cpc_domain **out, size_t *count, struct cpc_error *err);

/* Settings --------------------------------------------------------------------------------------
 */

struct cpc_setting {
	const char *key;
	const char *summary; /* what it does, in a line */
	const char *values;  /* what may be set, in a line */
	const char *value;   /* as set, or the default; "" for none. Valid until the next call */
	bool is_default;
};

/* Every setting, in the order in which they are listed. */
size_t cpc_setting_count(void);
int cpc_setting_at(cpc *c, size_t index, struct cpc_setting *out, struct cpc_error *err);

/* By name. CPC_NOINPUT for an unknown one, with the nearest name. */
int cpc_setting_get(cpc *c, const char *key, struct cpc_setting *out, struct cpc_error *err);

/* Set it; value NULL goes back to the default. CPC_CONFIG, with what is expected, for a bad value.
 * A setting is an event of the log like an answer. */
int cpc_setting_set(
	cpc *c, const char *key, const char *value, struct cpc_time now, struct cpc_error *err);

/* Today -----------------------------------------------------------------------------------------
 */

struct cpc_today {
	int64_t day;	      /* days since 1970-01-01; a day begins at the setting `rollover` */
	size_t questions;     /* in the practice pool */
	size_t concepts;      /* which those ask */
	size_t concepts_seen; /* of them, answered at least once */
	size_t due;	      /* concepts to review today */
	size_t new_today;     /* new concepts that today's allowance still holds */
	size_t answered;      /* today */
	size_t right;	      /* of those */
	int streak;	      /* days in a row with an answer, up to today or yesterday */
	bool has_exam;
	int64_t exam_day; /* as `day`; may be past */
	int mock;	  /* number of the mock exam that is open; 0: none */
	size_t mock_count, mock_answered;
	int64_t mock_left_ms; /* if it were taken up now; 0: its time is over */
};

int cpc_today(cpc *c, struct cpc_time now, struct cpc_today *out, struct cpc_error *err);

/* Study ------------------------------------------------------------------------------------------
 */

typedef struct cpc_study cpc_study;

#define CPC_CHOICES_MAX 10

enum cpc_reason {
	CPC_REASON_QUIZ = 0, /* drawn for a quiz */
	CPC_REASON_DUE = 1,  /* its time has come */
	CPC_REASON_NEW,	     /* never asked before */
	CPC_REASON_AGAIN     /* answered wrong earlier in this session */
};

/* What a question wants. An exam asks for one of the choices only; a learner's own sets may have
 * all. */
enum cpc_question_kind {
	CPC_SINGLE,	/* one of the choices */
	CPC_MULTIPLE,	/* all choices that are right, and no other */
	CPC_TRUE_FALSE, /* one of the choices True and False, which stand as they were written */
	CPC_TYPED,	/* an answer to type */
	CPC_NUMERIC /* a number to type: a sign, $, %, and commas between thousands may be there */
};

#define CPC_QUESTION_KINDS 5

enum cpc_confidence { CPC_GUESSED = -1, CPC_PLAIN = 0, CPC_SURE = 1 };

struct cpc_study_options {
	uint64_t seed;	    /* of the order of choices */
	int limit;	    /* questions in this session; 0: the setting `session` */
	int minutes;	    /* 0: the setting `minutes` */
	int new_concepts;   /* at most, in this session; -1: what today's allowance still holds */
	const char *domain; /* NULL: all */
};

/* A question as it is shown. Its texts, and those of its verdict, live until the session gives
 * another question, takes an answer back or is freed. */
struct cpc_question {
	const char *id;	    /* <set>/<slug> */
	const char *domain; /* slug */
	const char *domain_title;
	const char *stem; /* lines joined by \n, paragraphs by \n\n */
	enum cpc_reason reason;
	bool flagged;
	size_t choice_count;		     /* 0: the answer is typed */
	const char *choice[CPC_CHOICES_MAX]; /* in the order shown */
	bool removed[CPC_CHOICES_MAX];	     /* by a hint */
	size_t number;			     /* 1 for the first of the session */
	size_t left;			     /* after this one, as far as is known now */
	enum cpc_question_kind kind;
};

struct cpc_answer {
	int choice;	  /* position in the order shown; -1: typed */
	const char *text; /* what was typed; NULL when a choice was taken */
	enum cpc_confidence confidence;
	uint32_t choices; /* of CPC_MULTIPLE: bit k is the choice shown at k; 0: `choice` alone */
};

struct cpc_verdict {
	bool right;
	int grade;  /* 1 Again, 2 Hard, 3 Good, 4 Easy */
	int chosen; /* order shown; -1: typed, or CPC_MULTIPLE */
	int key;    /* order shown; -1: the answer is typed, or CPC_MULTIPLE */
	const char *id;
	const char *title; /* "" when it is but the beginning of the stem */
	const char *domain_title;
	const char *accepted; /* the (first) key's text, or the first accepted answer */
	const char
		*rationale[CPC_CHOICES_MAX]; /* in the order shown; typed: of what matched at 0 */
	const char *choice[CPC_CHOICES_MAX];
	size_t choice_count;
	const char *rule;
	const char *source; /* "" when none is given */
	const char *basis;  /* "data", "text", "book" or "" */
	int64_t due_day;    /* when the concept comes back; today when it was wrong */
	int64_t today;
	bool comes_back; /* in this session */
	enum cpc_question_kind kind;
	uint32_t keys;	      /* bit k: the choice shown at k is right; 0: the answer is typed */
	uint32_t chosen_mask; /* those that were taken, likewise */
};

struct cpc_domain_score {
	const char *slug, *title;
	size_t answered, right;
};

struct cpc_study_report {
	size_t answered, right;
	size_t new_concepts; /* met for the first time */
	size_t missed_left;  /* concepts answered wrong last, which are still due today */
	int64_t ms;	     /* from start to end */
	size_t due_today;    /* concepts to review that are left of today */
	size_t due_tomorrow; /* and that fall due tomorrow */
	size_t domain_count; /* those with an answer, in blueprint order */
	struct cpc_domain_score domains[CPC_DOMAINS_MAX];
};

/*
 * Begin. What comes next: concepts answered wrong in this session, once some others were asked in
 * between; then those due, lowest retrievability first; then new ones, in proportion to the
 * blueprint; neighbours from different domains where that can be had, and never two questions of
 * one concept in a row.
 *   CPC_BUSY     another session is open on this file
 *   CPC_NOINPUT  unknown domain (the nearest is named), or no bank
 *   CPC_USAGE    an option out of range
 */
int cpc_study_start(cpc *c, const struct cpc_study_options *options, struct cpc_time now,
	cpc_study **out, struct cpc_error *err);

/* The question to ask, the same one again until it was answered or skipped. CPC_NO when the session
 * is over: nothing is left, or the limit or the time is reached. */
int cpc_study_next(
	cpc_study *s, struct cpc_time now, struct cpc_question *out, struct cpc_error *err);

/* Answer the question that cpc_study_next gave last. When this returns CPC_OK the answer is on the
 * disk. When it fails the question stands and may be answered again:
 *   CPC_USAGE  a choice that is not there or was removed, a text that is not UTF-8 or, where one
 *              is wanted, no number
 *   CPC_DATA   the question's pattern is too costly to match
 *   CPC_IO     a full disk */
int cpc_study_answer(cpc_study *s, const struct cpc_answer *answer, struct cpc_time now,
	struct cpc_verdict *out, struct cpc_error *err);

/* Remove one wrong choice of the question shown; the answer then counts as Hard at best. CPC_NO
 * when two choices are left, the answer is typed, or of several right choices one wrong is left. */
int cpc_study_hint(cpc_study *s, struct cpc_question *out, struct cpc_error *err);

/* Put the question aside; it comes back later in the session while others are left. */
int cpc_study_skip(cpc_study *s, struct cpc_error *err);

/* Set or clear the flag of the question shown, or of the one just answered; *on is how it is now.
 */
int cpc_study_flag(cpc_study *s, struct cpc_time now, bool *on, struct cpc_error *err);

/* Take back the last answer of this session; its question is the next one. The answer stays in the
 * log beside the event that undoes it. CPC_NO when there is none. */
int cpc_study_undo(cpc_study *s, struct cpc_time now, struct cpc_error *err);

/* How it went so far; the session goes on. */
int cpc_study_end(
	cpc_study *s, struct cpc_time now, struct cpc_study_report *out, struct cpc_error *err);
void cpc_study_free(cpc_study *s);

/* Quiz -------------------------------------------------------------------------------------------
 */

/* A set of practice questions by what they are and how they went; all that is asked for must hold.
 */
struct cpc_quiz_options {
	uint64_t seed;	     /* of what is drawn and of the order of choices */
	int count;	     /* questions; 0: 10 */
	const char *domain;  /* NULL: all */
	const char *section; /* NULL: all */
	const char *set;     /* slug; NULL: all */
	int difficulty;	     /* 1, 2, 3; 0: all */
	const char *match; /* PCRE2 pattern, somewhere in stem, choices, tags or codes; NULL: all */
	bool weakest;	   /* asked before, those most often answered wrong first */
	bool missed;	   /* whose last answer was wrong */
	bool unseen;	   /* never answered */
	bool flagged;
};

/* Begin a session of such questions, each asked once: go on with cpc_study_next and the others.
 * Answers count as in study. *found is how many there were to draw from. CPC_NOINPUT when there is
 * none, or the domain, section or set is unknown; CPC_DATA for a pattern that is none; CPC_BUSY,
 * CPC_USAGE as for cpc_study_start. */
int cpc_quiz_start(cpc *c, const struct cpc_quiz_options *options, struct cpc_time now,
	size_t *found, cpc_study **out, struct cpc_error *err);

/* Readiness --------------------------------------------------------------------------------------
 *
 * The model, its formulas and where they come from are in src/rules/readiness.h.
 */

/* What is to be expected of an exam. */
struct cpc_forecast {
	bool told;		    /* coverage suffices (60 %) for the numbers to be told */
	double chance;		    /* of passing, 0..1 */
	double expected, low, high; /* right answers; the ends of their 80 % interval */
	double coverage; /* 0..1: share of the questions in domains with ten fresh answers */
};

struct cpc_readiness_domain {
	const char *slug, *title; /* valid until the bank is loaded again */
	int n;			  /* questions of the exam */
	size_t fresh;		  /* first answers ever to a question of it, of the last 180 days */
	size_t lacking;		  /* of the ten that a chance needs; 0: enough */
	double right;		  /* share of right answers expected, 0..1 */
	double spread;		  /* standard deviation of that share */
	double met;		  /* share of its concepts met so far, 0..1 */
	double recall; /* mean retrievability of those on the day, 0..1; 0 when none is met */
};

struct cpc_readiness {
	int64_t day; /* of the exam: the setting exam-date; today when there is none or it is past
		      */
	bool dated;  /* it is the setting's */
	int count;   /* questions of the exam: 100 */
	struct cpc_forecast now;
	size_t domain_count; /* all, in blueprint order */
	struct cpc_readiness_domain domains[CPC_DOMAINS_MAX];
};

/* As things stand at `now`. Reads sums only: as cheap for a log of a million answers as for one of
 * a thousand. */
int cpc_readiness(cpc *c, struct cpc_time now, struct cpc_readiness *out, struct cpc_error *err);

#define CPC_FORECAST_BINS 5

struct cpc_forecast_bin {
	size_t n, passed; /* exams, and those of them that were passed */
	double chance;	  /* the mean told of them; 0 when n is 0 */
};

/* What was told before exams against how they went. */
struct cpc_forecast_score {
	size_t n;	    /* exams handed in of which a chance was told */
	double brier;	    /* mean of (chance - passed)^2: 0 perfect, 0.25 a coin; 0 when n is 0 */
	double miss_points; /* mean of score minus expected score, in percent points */
	struct cpc_forecast_bin bins[CPC_FORECAST_BINS]; /* chances of 0-20 %, 20-40 % ... */
};

int cpc_forecasts(cpc *c, struct cpc_forecast_score *out, struct cpc_error *err);

/* Exams ------------------------------------------------------------------------------------------
 */

typedef struct cpc_exam cpc_exam;

enum cpc_exam_status { CPC_EXAM_OPEN, CPC_EXAM_SUBMITTED, CPC_EXAM_ABANDONED };

struct cpc_exam_options {
	int count;	    /* questions; 0: 100 */
	int minutes;	    /* 0: 144 seconds a question, 240 minutes for 100 */
	double time_factor; /* 1, 1.25, 1.5 or 2 times the minutes (accommodations); 0: 1 */
	bool practice;	    /* may be paused; else the clock runs through breaks and crashes */
	bool shuffled;	    /* in random order; else in the order of the blueprint */
	bool open_book;	    /* the code book may be looked into; the report says so */
	uint64_t seed;	    /* same seed, same bank and same history: same exam on any machine */
};

/* Where the questions of an exam come from. */
struct cpc_exam_draw {
	size_t count;
	size_t mock;	 /* of the mock pool, never answered */
	size_t fresh;	 /* practice questions never answered */
	size_t seen;	 /* answered before, those longest ago; and those repeated */
	size_t repeated; /* of those seen, in the exam before this one: the bank had no others */
	int64_t allowed_ms;
};

/* Right answers of a hundred that pass. */
#define CPC_PASS_PERCENT 70

/* What cpc_exam_resume finds. */
enum cpc_exam_gap {
	CPC_EXAM_GAP_NONE,
	CPC_EXAM_GAP_COUNTED, /* strict: the time away was taken off */
	CPC_EXAM_GAP_FREE,    /* practice: it was not */
	CPC_EXAM_GAP_BACK     /* the clock stands before the last step: nothing was taken off */
};

struct cpc_exam_state {
	int number; /* of the exam: 1, 2, 3 ... */
	enum cpc_exam_status status;
	bool practice, paused, open_book;
	size_t count;
	size_t position; /* of the question shown, from 0 */
	size_t answered, flagged;
	int64_t started_ms, last_ms; /* last_ms: at_ms of the last step that is on the disk */
	int64_t allowed_ms, used_ms, left_ms;
	int64_t pace_ms; /* used minus answered * allowed / count: above 0 behind, below ahead */
};

struct cpc_exam_question {
	const char *id, *domain, *domain_title, *stem;
	size_t choice_count;		     /* 0: the answer is typed */
	const char *choice[CPC_CHOICES_MAX]; /* in the order shown */
	bool struck[CPC_CHOICES_MAX];
	int chosen;	   /* order shown; -1: blank, or typed */
	const char *typed; /* NULL: blank, or chosen */
	const char *note;  /* NULL: none */
	bool flagged, answered;
	enum cpc_confidence confidence; /* of the answer that stands */
};

/* What cpc_exam_start would draw, and refuse, with these options. Writes nothing, and no time runs.
 */
int cpc_exam_plan(cpc *c, const struct cpc_exam_options *options, struct cpc_exam_draw *out,
	struct cpc_error *err);

/* Draw an exam and open it. CPC_USAGE for options out of range, more questions than there are (it
 * says how many there are) or while another exam is open; CPC_NOINPUT for an empty bank; CPC_BUSY
 * while another session is open on this file. */
int cpc_exam_start(cpc *c, const struct cpc_exam_options *options, struct cpc_time now,
	struct cpc_exam_draw *draw, cpc_exam **out, struct cpc_error *err);

/* Open the exam that was left; time away that counts is on the disk then. CPC_NOINPUT when there is
 * none. The time may be over: see cpc_exam_state, then submit it. */
int cpc_exam_resume(
	cpc *c, struct cpc_time now, enum cpc_exam_gap *gap, cpc_exam **out, struct cpc_error *err);

/* Leaves it open; nothing is lost. */
void cpc_exam_free(cpc_exam *x);

/* Everything below is on the disk when it returns CPC_OK, and changes nothing otherwise. After the
 * end of the time all but reading and submitting is refused with CPC_NO. */

/* The state at `now`. Writes nothing. */
void cpc_exam_state(cpc_exam *x, struct cpc_time now, struct cpc_exam_state *out);

/* The question at a position. Texts live until the next call. CPC_USAGE when there is none. */
int cpc_exam_question(
	cpc_exam *x, size_t position, struct cpc_exam_question *out, struct cpc_error *err);

/* Answer the question shown; the position moves on to the next one, and stays on the last. How sure
 * the candidate was is kept with the answer: a right guess is a Hard review, and the report holds
 * it against what was right. */
int cpc_exam_answer(
	cpc_exam *x, const struct cpc_answer *answer, struct cpc_time now, struct cpc_error *err);
int cpc_exam_go(cpc_exam *x, size_t position, struct cpc_time now, struct cpc_error *err);
int cpc_exam_flag(cpc_exam *x, struct cpc_time now, bool *on, struct cpc_error *err);

/* Strike out a choice (order shown) or take the strike back. */
int cpc_exam_strike(cpc_exam *x, int choice, struct cpc_time now, bool *on, struct cpc_error *err);

/* "" removes the note. At most 500 bytes of UTF-8. */
int cpc_exam_note(cpc_exam *x, const char *text, struct cpc_time now, struct cpc_error *err);

/* Keep that the code book was looked into; cpc_lookup does it. At most 500 bytes of UTF-8.
 * CPC_USAGE for an exam that is not open-book. */
int cpc_exam_lookup(cpc_exam *x, const char *query, struct cpc_time now, struct cpc_error *err);

/* Practice exams only (CPC_USAGE for a strict one). Any later step ends the pause. */
int cpc_exam_pause(cpc_exam *x, struct cpc_time now, struct cpc_error *err);

/* Hand it in: graded, and each answer goes to the scheduler as a review of its concept. */
int cpc_exam_submit(cpc_exam *x, struct cpc_time now, struct cpc_error *err);

/* Give an open exam up: not graded, its answers are no reviews. */
int cpc_exam_abandon(cpc *c, struct cpc_time now, int *number, struct cpc_error *err);

struct cpc_exam_line { /* of the list */
	int number;
	int64_t started_ms, started_day, allowed_ms, used_ms;
	enum cpc_exam_status status;
	bool practice, passed;
	size_t count, answered, right;
	bool chance_told; /* before it began */
	double chance;	  /* of passing, 0..1 */
};

/* Newest first; *out is the caller's to free(). */
int cpc_exam_list(cpc *c, struct cpc_exam_line **out, size_t *count, struct cpc_error *err);

/* Of those handed in, in the order of their numbers: how many percent points each is better than
 * the one before, by the straight line that fits them best (least squares). 0 for fewer than two.
 */
double cpc_exam_trend(const struct cpc_exam_line *lines, size_t count);

/* A submitted exam, to be looked through. Blank questions count as wrong. */
typedef struct cpc_exam_review cpc_exam_review;

struct cpc_section_score {
	const char *section; /* valid until the bank is loaded again */
	size_t asked, right;
	int64_t spent_ms;
};

struct cpc_confidence_score {
	size_t answered, right;
};

struct cpc_exam_report {
	int number;
	int64_t started_day, used_ms, allowed_ms;
	bool practice, passed, by_time; /* by_time: the time ran out */
	bool open_book;
	size_t lookups; /* how often the code book was looked into */
	size_t count, right, answered, flagged;
	size_t changed; /* answers that were changed at least once */
	size_t changed_to_right, changed_to_wrong;
	size_t cut;	     /* right answers that pass: 70 of 100 */
	double error_points; /* standard error at the cut of a percentage of so many questions:
			      * 100 sqrt(0.7 * 0.3 / count), 4.6 for 100 */
	struct cpc_confidence_score confidence[3]; /* guessed, plain, sure: [confidence + 1] */
	bool has_forecast;			   /* exams of older versions have none */
	struct cpc_forecast forecast;		   /* what was expected before it began */
	size_t domain_count;			   /* those with a question, in blueprint order */
	struct cpc_domain_score domains[CPC_DOMAINS_MAX]; /* answered: questions asked */
	size_t section_count;				  /* of those domains, likewise */
	struct cpc_section_score sections[CPC_DOMAINS_MAX];
};

struct cpc_exam_item {
	size_t position;
	struct cpc_exam_question question;
	struct cpc_verdict verdict; /* grade 0 where it was left blank; no due day */
	int first_chosen;	    /* order shown; -1: blank, or typed */
	int changes;
	int64_t spent_ms;
};

/* CPC_NOINPUT: no such exam; CPC_USAGE: not submitted. number 0: the newest submitted. */
int cpc_exam_review_open(cpc *c, int number, cpc_exam_review **out, struct cpc_error *err);
void cpc_exam_review_free(cpc_exam_review *r);
void cpc_exam_review_report(const cpc_exam_review *r, struct cpc_exam_report *out);

/* Texts live as long as the review. CPC_USAGE when there is no such position. */
int cpc_exam_review_item(const cpc_exam_review *r, size_t position, struct cpc_exam_item *out,
	struct cpc_error *err);

/* Care -------------------------------------------------------------------------------------------
 */

struct cpc_doctor_report {
	size_t problems;
	size_t events, reviews, cards, questions;
	bool rebuilt; /* the derived tables were made anew */
};

/*
 * Check the file: SQLite's integrity and foreign keys, the log without gaps and readable, reviews
 * and cards equal to what the log says, permissions, copies made by synchronising programs. Each
 * problem is a sentence to `found`. `rebuild` makes the derived tables anew from the log, in one
 * transaction, when nothing worse was found. CPC_NO when problems were found (and not mended).
 */
int cpc_doctor(cpc *c, bool rebuild, cpc_fault *found, void *context, struct cpc_doctor_report *out,
	struct cpc_error *err);

#ifdef __cplusplus
}
#endif

#include "cpc_codes.h"
#include "cpc_guide.h"
#include "cpc_import.h"
#include "cpc_lint.h"
#include "cpc_stats.h"

#endif
