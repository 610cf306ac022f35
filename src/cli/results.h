/*
 * results.h - the score report of a mock exam, and the history of all.
 * May use: term, jansson, cpc.h. Must not know: what is typed, how anything is counted.
 */
#ifndef CLI_RESULTS_H
#define CLI_RESULTS_H

#include "cli/term.h"
#include "cpc.h"

struct json_t;

/* All that a report tells. */
struct results {
	struct cpc_exam_report report;
	struct cpc_readiness ready; /* now, which is after the exam */
	bool has_salary;	    /* the bank holds a salary guide */
	struct cpc_salary salary;
};

/* results_show.c ------------------------------------------------------------------------------- */

void results_show(const struct term *t, const struct results *r, struct buf *out);
struct json_t *results_json(const struct results *r);

#define RESULTS_NEXT_MOST 5
#define RESULTS_COMMAND_SIZE 80

/* What to type next, the most useful first; how many there are. */
size_t results_next(const struct results *r, char out[RESULTS_NEXT_MOST][RESULTS_COMMAND_SIZE]);

/* results_worth.c ------------------------------------------------------------------------------ */

/* Nothing without a guide; null as JSON. */
void results_add_worth(const struct term *t, const struct results *r, struct buf *out);
struct json_t *results_json_worth(const struct results *r);

/* results_history.c ---------------------------------------------------------------------------- */

/* The exams handed in, newest first, with their trend, and how the forecasts before them did. */
void results_show_history(const struct term *t, const struct cpc_exam_line *lines, size_t n,
	const struct cpc_forecast_score *score, struct buf *out);

/* The lines after those of the exams. */
struct json_t *results_json_trend(const struct cpc_exam_line *lines, size_t n);
struct json_t *results_json_forecasts(const struct cpc_forecast_score *score);

#endif
