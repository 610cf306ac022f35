/*
 * engine.h - what the rooms of the engine share.
 * May use: everything below the engine. Must not know: the terminal, the clock.
 */
#ifndef ENGINE_ENGINE_H
#define ENGINE_ENGINE_H

#include "base/arena.h"
#include "base/buf.h"
#include "cpc.h"
#include "cpc_fsrs.h"
#include "store/db.h"
#include "store/stmt.h"

struct cpc {
	struct db *db;
	char device[33];	     /* of this file, in the log */
	struct cpc_fsrs_model model; /* the learner's memory */
	struct arena domain_texts;
	struct cpc_domain domains[CPC_DOMAINS_MAX];
	size_t domain_count;
	size_t exam_domains; /* the first of them: the blueprint; the others are of own sets */
	int weight[CPC_DOMAINS_MAX]; /* of each in study */
	bool domains_read;
	struct buf setting_text;
	struct arena guide_texts;
	struct cpc_guide_row *guide; /* in the order of topics and files */
	size_t guide_count, guide_room;
	bool guide_read;
	struct arena salary_texts;
	struct arena import_texts, export_texts; /* of the last reports */
};

/* derive.c: from the log and the bank to review, card, concept, flag, setting ----------------- */

/* Put or drop (Q_REVIEW_PUT, Q_REVIEW_DROP) the review of an answer in the log, and make the card
 * of its concept anew: of the concept that the question has now, since another process may have
 * loaded an edited bank since it was shown. *due_day is left alone when no card remains. Within a
 * transaction. */
int derive_answer(cpc *c, enum query put_or_drop, const char *device, int64_t seq, int64_t *due_day,
	struct cpc_error *err);

/* Make the card of one concept anew from its reviews. Within a transaction. */
int derive_card(cpc *c, const char *concept, struct cpc_error *err);

/* After the bank changed: reviews go with their questions to other concepts, the table of concepts
 * is filled, cards of questions that came or went are switched. Within a transaction. */
int derive_bank(cpc *c, struct cpc_error *err);

/* Make every card anew. Within a transaction. */
int derive_all_cards(cpc *c, struct cpc_error *err);

/* Everything derived, from the log alone. Within a transaction. */
int derive_everything(cpc *c, struct cpc_error *err);

/* A number for all derived rows together; equal rows give equal numbers. */
int derive_fingerprint(cpc *c, uint64_t *out, struct cpc_error *err);

/* setting.c ----------------------------------------------------------------------------------- */

int setting_number(cpc *c, const char *key, int64_t *out, struct cpc_error *err);
int setting_real(cpc *c, const char *key, double *out, struct cpc_error *err);

/* "" when it is not set. The text lives until the next setting is read. */
int setting_text(cpc *c, const char *key, const char **out, struct cpc_error *err);

/* The learner's day at `now`, by the setting `rollover`. */
int engine_day(cpc *c, struct cpc_time now, int64_t *out, struct cpc_error *err);

/* bank.c -------------------------------------------------------------------------------------- */

/* The number of a domain in the blueprint, -1 when it is not there. */
int engine_domain(cpc *c, const char *slug);

/* By name, -1 for NULL. CPC_NOINPUT for a name that is not there, with the nearest, and for a file
 * without questions. */
int engine_find_domain(cpc *c, const char *slug, int *out, struct cpc_error *err);

/* That there is a set of this slug; NULL is none. CPC_NOINPUT, with the nearest. */
int engine_check_set(cpc *c, const char *slug, struct cpc_error *err);

/* By name. CPC_NOINPUT for a name that is not there, with the nearest. */
struct format;
int engine_find_format(const char *name, const struct format **out, struct cpc_error *err);

/* One study session or exam at a time on a file. CPC_BUSY when there is another; *fd is for
 * file_unlock. */
int engine_lock_session(cpc *c, int *fd, struct cpc_error *err);

/* CPC_USAGE when the instant or its zone cannot be. */
int engine_check_time(struct cpc_time now, struct cpc_error *err);

#endif
