/*
 * cpc_guide.h - the salary guide, and what a pass is worth by it; a part of cpc.h, which says what
 * holds of every call. May use: cpc.h. Must not know: the terminal, the environment, the clock.
 */
#ifndef CPC_GUIDE_H
#define CPC_GUIDE_H

#include "cpc.h"

#ifdef __cplusplus
extern "C" {
#endif

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

#ifdef __cplusplus
}
#endif
#endif
