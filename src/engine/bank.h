/*
 * bank.h - what the rooms that load the bank share.
 * May use: everything below the engine. Must not know: the terminal, the clock.
 */
#ifndef ENGINE_BANK_H
#define ENGINE_BANK_H

#include "engine/bank_question.h"
#include "rules/question.h"

/* One load of the bank: where mistakes go and what was done. */
struct bank_load {
	cpc *c;
	struct cpc_time now;
	cpc_fault *fault;
	void *context;
	const char *path; /* of the file being read, below the bank's folder */
	struct buf first; /* the first mistake, for the message */
	struct bank_index *index;
	bool is_blueprint_bad; /* which domains there are is not known then */
	struct cpc_bank_report report;
};

/* Count a mistake and pass it on as "path:line: sentence". */
void bank_fault(struct bank_load *load, int line, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* The same for a whole "path:line: sentence". */
void bank_fault_whole(struct bank_load *load, const char *sentence);

/* The blueprint: its rows replace those of the file. Mistakes are counted; the status tells of
 * failures to store only. */
int bank_read_blueprint(struct bank_load *load, struct str text, struct cpc_error *err);

/* Make what the bank holds of load->path equal to the questions of f. `elsewhere` says whether a
 * file of the bank, other than those that are still to be read, holds what it is said to hold. */
int bank_write_file(struct bank_load *load, const struct question_file *f,
	bool (*elsewhere)(void *files, const char *path), void *files, int64_t *set_id,
	struct cpc_error *err);

/* The salary guide: a file of it replaces its own rows. Mistakes are counted, as above. */
#define BANK_GUIDE "guide"
bool bank_guide_owns(const char *path);
int bank_read_guide(struct bank_load *load, struct str text, struct cpc_error *err);
int bank_drop_guide(struct bank_load *load, struct cpc_error *err);

/* Remove all questions that were read from load->path. */
int bank_drop_file(struct bank_load *load, struct cpc_error *err);

#endif
