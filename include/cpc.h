/*
 * cpc.h - the whole public interface of the practice engine, beside cpc_fsrs.h.
 * May use: cpc_error.h. Must not know: the terminal, the environment, the clock.
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

#define CPC_DOMAINS_MAX 32

struct cpc_domain {
	const char *slug, *section, *title; /* valid until the bank is loaded again */
	int n;				    /* questions of the 100 of an exam */
};

/* The blueprint in its own order. *count is 0 while no bank was loaded. */
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
};

struct cpc_answer {
	int choice;	  /* position in the order shown; -1: typed */
	const char *text; /* what was typed; NULL when a choice was taken */
	enum cpc_confidence confidence;
};

struct cpc_verdict {
	bool right;
	int grade;  /* 1 Again, 2 Hard, 3 Good, 4 Easy */
	int chosen; /* order shown; -1: typed */
	int key;    /* order shown; -1: the answer is typed */
	const char *id;
	const char *title;
	const char *domain_title;
	const char *accepted; /* the key's text, or the first accepted answer */
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
 *   CPC_USAGE  a choice that is not there or was removed, a text that is not UTF-8
 *   CPC_DATA   the question's pattern is too costly to match
 *   CPC_IO     a full disk */
int cpc_study_answer(cpc_study *s, const struct cpc_answer *answer, struct cpc_time now,
	struct cpc_verdict *out, struct cpc_error *err);

/* Remove one wrong choice of the question shown; the answer then counts as Hard at best. CPC_NO
 * when two choices are left or the answer is typed. */
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
	int difficulty;	     /* 1, 2, 3; 0: all */
	const char *match; /* PCRE2 pattern, somewhere in stem, choices, tags or codes; NULL: all */
	bool weakest;	   /* asked before, those most often answered wrong first */
	bool missed;	   /* whose last answer was wrong */
	bool unseen;	   /* never answered */
	bool flagged;
};

/* Begin a session of such questions, each asked once: go on with cpc_study_next and the others.
 * Answers count as in study. *found is how many there were to draw from. CPC_NOINPUT when there is
 * none, or the domain or section is unknown; CPC_DATA for a pattern that is none; CPC_BUSY,
 * CPC_USAGE as for cpc_study_start. */
int cpc_quiz_start(cpc *c, const struct cpc_quiz_options *options, struct cpc_time now,
	size_t *found, cpc_study **out, struct cpc_error *err);

/* The code book ----------------------------------------------------------------------------------
 *
 * Official titles of ICD-10-CM and HCPCS Level II codes, as the learner loads them from a release.
 * CPT codes are never in it: their titles are the American Medical Association's.
 */

struct cpc_code_book {
	const char *system; /* "icd10cm", "hcpcs" */
	char name[256];	    /* of the file it was read from */
	int64_t loaded_ms;
	size_t codes;
};

#define CPC_CODE_BOOKS_MAX 2

struct cpc_code {
	const char *code, *system, *title;
	bool billable; /* ICD-10-CM: may stand on a claim; HCPCS: in force */
};

/* Read a release (the ICD-10-CM order file, or a table with the columns code and title) in place of
 * what the book holds of that system, in one transaction. CPC_DATA with file and line. */
int cpc_codes_import(cpc *c, const char *path, struct cpc_time now, struct cpc_code_book *out,
	struct cpc_error *err);

/* What is loaded: at most CPC_CODE_BOOKS_MAX. */
int cpc_codes_list(cpc *c, struct cpc_code_book out[], size_t *count, struct cpc_error *err);

/* Texts live until it returns. False ends the search. */
typedef bool cpc_code_found(void *context, const struct cpc_code *code);

/*
 * Codes that begin with the query, when it has the form of a code or of its beginning (with or
 * without its dot), in their order; else, and when there are none, codes whose titles hold all its
 * words (in any of their forms, else words that begin so), headings first. At most `most` are given
 * to `found`; *total is how many there are. CPC_NO when there are none, CPC_NOINPUT without a code
 * book and for a CPT code, CPC_USAGE for a query without a letter or digit.
 */
int cpc_lookup(cpc *c, const char *query, size_t most, cpc_code_found *found, void *context,
	size_t *total, struct cpc_error *err);

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

/* The salary guide -------------------------------------------------------------------------------
 */

/* Figures of pay and work, which the bank holds in guide/<topic>.csv. Sentences about them are made
 * of those figures, and name the rows they rest on. */

struct cpc_guide_topic {
	const char *slug, *title;
	const char *summary; /* a line */
};

size_t cpc_guide_topic_count(void);

/* CPC_USAGE behind the last. */
int cpc_guide_topic_at(size_t index, struct cpc_guide_topic *out, struct cpc_error *err);

/* CPC_NOINPUT for a name that is none, with the nearest. */
int cpc_guide_topic_find(const char *slug, struct cpc_guide_topic *out, struct cpc_error *err);

/* One figure, or one text, of the guide. File, key and figure together name it. */
struct cpc_guide_row {
	const char *file;   /* below the bank's folder: "guide/states.csv" */
	const char *key;    /* what it is about: "ca" */
	const char *figure; /* what is told of it: "salary" */
	const char *label;  /* the name of the key: "California" */
	double low, high;   /* equal for a single number; 0 for a text */
	bool open;	    /* "or more" */
	bool about;	    /* the guide says that it is rounded */
	const char *unit;   /* "usd_year", "usd_hour", "percent", "years" of experience, "year" of
			     * the calendar, "people", "jobs_year", "rank", "count", or "text" */
	const char *text;   /* beside the number, or in its stead; may be "" */
	const char *place;  /* in the guide: heading, and row or point below it */
};

/* The rows of a topic in the order of its file, those of one key together; NULL: of all topics.
 * They live until the bank is loaded again. CPC_NOINPUT when the bank holds no guide, or there is
 * no such topic. */
int cpc_guide_rows(cpc *c, const char *topic, const struct cpc_guide_row **out, size_t *count,
	struct cpc_error *err);

/* The number as it is read, "$38,000" dash "$44,000"; "" for a text. */
#define CPC_AMOUNT_SIZE 64
void cpc_guide_amount(const struct cpc_guide_row *row, const char *dash, char out[CPC_AMOUNT_SIZE]);

/* Do so many years lie in the span of a row of the unit "years"? */
bool cpc_guide_years_fit(const struct cpc_guide_row *row, int years);

struct cpc_place {
	const char *key;  /* of its rows in the guide */
	const char *name; /* "California", "risk adjustment" */
};

/* A state by its name or postal abbreviation, a specialty by one of its usual names, however they
 * are written; states that the guide does not list too. CPC_NOINPUT with the nearest name. */
int cpc_state_find(const char *typed, struct cpc_place *out, struct cpc_error *err);
int cpc_specialty_find(const char *typed, struct cpc_place *out, struct cpc_error *err);

/* What a pass is worth by the guide. Its figures do not agree, so that the answer is a range and
 * the basis of every figure in it, never one number. */

enum cpc_salary_base {
	CPC_BASE_NATIONAL, /* the guide's average of coders without a certification */
	CPC_BASE_STATE,	   /* that, times the state's mean over the national average: ours */
	CPC_BASE_OWN	   /* the setting `salary` */
};

#define CPC_SALARY_ROWS 6

/* A sentence and the rows that its figures come from. */
struct cpc_salary_line {
	const char *about; /* "base", "range", "uplift", "state", "specialty", "years", "cpc-a" or
			    * "cause" */
	const char *text;
	size_t row_count;
	const struct cpc_guide_row *rows[CPC_SALARY_ROWS];
};

/* What one figure of the guide comes to on the base, in dollars a year: a percentage is taken of
 * the base; dollars stand as they are; two ranges are held low end against low end and high end
 * against high end. */
struct cpc_uplift {
	double low, high;
	struct cpc_salary_line basis;
};

#define CPC_UPLIFTS_MAX 5
#define CPC_SALARY_NOTES_MAX 5

struct cpc_salary {
	enum cpc_salary_base kind;
	double base;			/* dollars a year */
	double low, high;		/* over all uplifts, dollars a year above the base */
	struct cpc_salary_line basis;	/* of the base */
	struct cpc_salary_line summary; /* the range, in a sentence */
	size_t uplift_count;
	struct cpc_uplift uplifts[CPC_UPLIFTS_MAX];
	/* State, specialty and years where they are set; then, always, that a new pass without
	 * experience is a CPC-A, and that a difference between groups is not what a certificate
	 * alone causes. */
	size_t note_count;
	struct cpc_salary_line notes[CPC_SALARY_NOTES_MAX];
};

/* What stands in for the settings of these names; 0, NULL and -1: the setting. */
struct cpc_salary_options {
	int64_t salary;
	const char *state, *specialty;
	int years;
};

/* `options` NULL: all by the settings. Texts live until the next call or until the bank is loaded
 * again. In texts, dollars that we worked out are rounded to hundreds. CPC_NOINPUT when the bank
 * holds no guide, or a figure that is needed is not in it, or a state or specialty is unknown;
 * CPC_USAGE for a salary or years out of range. */
int cpc_salary(cpc *c, const struct cpc_salary_options *options, struct cpc_salary *out,
	struct cpc_error *err);

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
	const char *codes; /* folder of icd10cm.tsv, hcpcs.tsv, cpt.tsv, modifiers.tsv, or one that
			    * has them in `lists`; NULL: only the shapes of codes are checked */
	const char *rule;  /* id, in any case; NULL: all */
	bool imported;	   /* 2 to 6 choices are fine, where this bank has four */
};

/* CPC_NOINPUT: no such rule (the nearest is named), no folder, no list in it; CPC_DATA: a list that
 * is none, with its file and line. */
int cpc_lint_open(const struct cpc_lint_options *options, cpc_lint **out, struct cpc_error *err);
void cpc_lint_free(cpc_lint *l);

/* Add a file of questions, or those below a folder: files *.md that begin with `---`. CPC_DATA when
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

/* Statistics -------------------------------------------------------------------------------------
 */

/* Called now and then during a long computation. */
typedef void cpc_progress(void *context, size_t done, size_t all);

#define CPC_STATS_FORECAST 30 /* days */
#define CPC_STATS_CONCEPTS 10 /* at most in a list of concepts */
#define CPC_STATS_RECALL_BINS 11
#define CPC_STATS_TIME_BINS 8
#define CPC_STATS_TIMES_LEAST 3 /* answers, before a concept can be among the hardest */
#define CPC_STATS_LEECH 4	/* lapses that make a concept a leech */

struct cpc_stats_day {
	int64_t day; /* as cpc_today.day */
	size_t answered, right;
	int64_t ms; /* at the questions; an answer counts for ten minutes at most */
};

struct cpc_stats_domain {
	const char *slug, *title;
	size_t answered, right; /* study, quiz and exams */
	size_t concepts;	/* of the practice pool */
	size_t met;		/* of them, answered at least once */
	double memory;		/* mean retrievability today of those met, 0..1; 0 when met is 0 */
};

/* Answers whose recall was predicted to lie in low..high. */
struct cpc_stats_bin {
	double low, high;
	double predicted; /* mean */
	size_t n, right;
};

struct cpc_stats_share {
	size_t n, right;
};

/* Answers that took low_ms or more, and less than the next low_ms. */
struct cpc_stats_time {
	int64_t low_ms;
	size_t n, right;
};

struct cpc_stats_concept {
	const char *concept, *domain;
	const char *title; /* of its first question: the rule it asks */
	size_t answered, right;
	int lapses; /* times it was forgotten, one a day at most */
};

/* What the answers that were not taken back say. Texts live as long as it does. */
struct cpc_stats {
	int64_t day; /* today */
	size_t answered, right;
	int64_t ms; /* sum over the days */
	int streak; /* days in a row with an answer, up to today or yesterday */
	int longest_streak;
	const struct cpc_stats_day *days; /* those with an answer, oldest first */
	size_t day_count;

	size_t domain_count; /* the whole blueprint, in its order */
	struct cpc_stats_domain domains[CPC_DOMAINS_MAX];
	struct cpc_stats_share gone; /* answers to questions that the bank has no more */

	size_t cards;			/* concepts met that the bank can ask */
	double memory;			/* their mean retrievability today */
	size_t due[CPC_STATS_FORECAST]; /* from today on; what is overdue is due today */
	size_t due_later;

	/* Retrievability before each answer, by the model of the scheduler, against the answer.
	 * First answers and those on the day of the last one predict nothing and are left out. */
	double target; /* the setting `retention` */
	struct cpc_stats_share recall;
	double recall_predicted; /* mean */
	double recall_brier;	 /* mean of (predicted - observed)^2 */
	double recall_error;	 /* root mean square over the bins, each weighed by its n */
	struct cpc_stats_bin bins[CPC_STATS_RECALL_BINS];

	/* By confidence + 1: guessed, neither, sure. */
	struct cpc_stats_share confidence[3];

	/* Time of an answer. Quartiles to the second; 0 when there is no answer. */
	int64_t lower_ms, median_ms, upper_ms;
	struct cpc_stats_time times[CPC_STATS_TIME_BINS];

	/* Most wrong answers first: (wrong + 1/2) / (answered + 1), at least one wrong. */
	struct cpc_stats_concept hardest[CPC_STATS_CONCEPTS];
	size_t hardest_count;
	struct cpc_stats_concept leeches[CPC_STATS_CONCEPTS]; /* most lapses first */
	size_t leech_count, leeches_shown;
};

/* Reads the whole history. `progress` may be NULL. *out is for cpc_stats_free. */
int cpc_stats_read(cpc *c, struct cpc_time now, cpc_progress *progress, void *context,
	struct cpc_stats **out, struct cpc_error *err);
void cpc_stats_free(struct cpc_stats *s);

#define CPC_BANK_STRATEGIES 5

struct cpc_bank_domain {
	const char *slug, *title;
	int n; /* questions of the 100 of an exam */
	size_t practice, mock;
	size_t concepts; /* of both pools */
};

struct cpc_bank_stats {
	size_t questions, practice, mock;
	size_t concepts;
	size_t shared;	     /* of them, asked by two questions or more */
	size_t typed;	     /* questions whose answer is typed; they have no key position */
	size_t domain_count; /* the whole blueprint, in its order */
	struct cpc_bank_domain domains[CPC_DOMAINS_MAX];
	/* Exams of 100 that can be filled without asking a question twice: the least over domains
	 * of questions / n, rounded down. */
	size_t forms, practice_forms, mock_forms;
	int least; /* the domain that limits `forms`; -1: no bank */
	size_t difficulty[3];
	size_t data, text, book, no_basis;
	/* What a reader scores who knows nothing, over the questions with choices, 0..1. */
	size_t judged;
	double chance;
	double warns_above;	      /* a strategy that scores more gives keys away */
	bool enough;		      /* questions to judge by */
	size_t positions;	      /* the most choices of any question */
	size_t keys[CPC_CHOICES_MAX]; /* by written position */
	double keys_p;	/* of positions at least as uneven, if each key were drawn at random */
	bool keys_even; /* or too few to tell */
	struct {
		const char *name; /* static */
		double score;
	} strategies[CPC_BANK_STRATEGIES];
};

/* The bank, all sets and pools. Slugs and titles are valid until the bank is loaded again. */
int cpc_bank_stats(cpc *c, cpc_progress *progress, void *context, struct cpc_bank_stats *out,
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
#endif
