/*
 * cpc_import.h - question sets that come and go: importing, taking an import back, exporting; a
 * part of cpc.h, which says what holds of every call. May use: cpc.h. Must not know: the terminal,
 * the environment, the clock.
 */
#ifndef CPC_IMPORT_H
#define CPC_IMPORT_H

#include "cpc.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Formats ---------------------------------------------------------------------------------------
 */

struct cpc_format {
	const char *name;     /* "csv" */
	const char *suffixes; /* ".csv .txt" */
	const char *summary;  /* a line */
};

size_t cpc_format_count(void);

/* CPC_USAGE above the last. */
int cpc_format_at(size_t index, struct cpc_format *out, struct cpc_error *err);

/* The format whose suffix a file's name ends in; NULL: none, or several. */
const char *cpc_format_of_name(const char *path);

/* A name under which a package must not be written: Anki takes collection.apkg for a whole
 * collection and puts it in the place of the learner's. */
bool cpc_format_name_refused(const char *path);

/* Importing -------------------------------------------------------------------------------------
 */

/* Fill at most `room` bytes of a stream; *n is 0 at its end. A status stops the import. */
typedef int cpc_import_more(
	void *context, char *bytes, size_t room, size_t *n, struct cpc_error *err);

struct cpc_import_file {
	const char *path;      /* a file, or a folder: all files below it in a known format; with
				* `more` a name for messages */
	cpc_import_more *more; /* NULL: read the path */
	void *context;
};

enum cpc_import_told {
	CPC_IMPORT_FAULT, /* a mistake */
	CPC_IMPORT_SKIP,  /* a question that cannot be asked here, such as an essay */
	CPC_IMPORT_NOTE	  /* something that its question lost, such as a picture */
};

/* All may be NULL. */
struct cpc_import_watch {
	/* Something found at a line of a file (0: of no line), a sentence without full stop. At
	 * most CPC_IMPORT_TOLD_MAX are told of each sort, and counted all. */
	void (*tell)(void *context, enum cpc_import_told what, const char *file, int line,
		const char *sentence);
	/* Now and then: bytes taken of the file, and how many it has; -1 when that is not known. */
	void (*progress)(void *context, const char *file, int64_t taken, int64_t size);
	void *context;
};
#define CPC_IMPORT_TOLD_MAX 1000

struct cpc_import_options {
	const char *format; /* a name; NULL: by content */
	const char *set;    /* slug of the set; NULL: what the file says, else from its name */
	const char *domain; /* slug, for questions whose file does not say; NULL: the set's own */
	const char *map; /* csv, tsv: columns, "stem=Question,key=Answer"; NULL: by their names */
	const char *term_end, *row_end; /* quizlet: separators; NULL: tab and new line */
	bool dry_run;			/* tell what would happen and keep nothing */
	bool partial;			/* keep the good questions although there are faults */
	bool strict;			/* what is skipped or lost is a fault too */
};

struct cpc_import_report {
	int64_t id; /* for cpc_import_undo; 0: nothing was kept */
	size_t files, read;
	size_t added, changed, unchanged, skipped; /* questions */
	size_t faults, notes;
	size_t own;		 /* questions in domains of their sets, which no exam draws from */
	size_t other_kinds;	 /* of kinds that no exam asks: all but CPC_SINGLE */
	const char *sets;	 /* slugs, ", " between them */
	const char *own_domains; /* slugs, ", " between them; "" for none */
};

/*
 * Bring questions from files into sets of the learner, in one transaction. A question is known by
 * its set and its id; where a file gives no ids, by its stem, and where that was edited in a file of
 * the same name by its choices. What is known and differs is changed and keeps its history; nothing is removed.
 * The texts of *out live until the next import of this engine.
 *   CPC_DATA     a file has faults (all were told) and `partial` is not set, or is in no known
 *                format; nothing was kept
 *   CPC_NOINPUT  no such file, no such domain or format; a folder without questions
 *   CPC_USAGE    an option that cannot be
 */
int cpc_import(cpc *c, const struct cpc_import_options *options,
	const struct cpc_import_file *files, size_t n, struct cpc_time now,
	const struct cpc_import_watch *watch, struct cpc_import_report *out, struct cpc_error *err);

struct cpc_import_entry {
	int64_t id, at_ms;
	const char *files; /* names, a line each */
	const char *sets;  /* slugs, a line each */
	size_t added, changed;
};

/* Every import that was not undone, the newest first. Texts live until `each` returns. */
int cpc_import_list(cpc *c, void (*each)(void *context, const struct cpc_import_entry *entry),
	void *context, struct cpc_error *err);

/* Take an import back: what it brought goes, what it changed is as it was. Answers stay in the log.
 * CPC_NOINPUT when there is none of that id; CPC_USAGE when a later import changed one of its
 * questions: undo that first. */
int cpc_import_undo(cpc *c, int64_t id, struct cpc_import_entry *out, struct cpc_error *err);

/* Exporting -------------------------------------------------------------------------------------
 */

/* Takes bytes; a status stops the export. */
typedef int cpc_export_out(void *context, const char *bytes, size_t n, struct cpc_error *err);

struct cpc_export_options {
	const char *format;	  /* a name */
	const char *set, *domain; /* slugs; NULL: all */
	const char *match; /* PCRE2 pattern, somewhere in stem, choices, tags or codes; NULL: all */
	bool flagged, missed;
	bool raw;			/* csv, tsv: no guard against formulas of spreadsheets */
	const char *term_end, *row_end; /* quizlet: separators; NULL: tab and new line */
	int64_t made_ms; /* apkg: now, by which Anki tells which of two is newer; 0: a fixed time */
};

struct cpc_export_report {
	size_t written;
	size_t skipped;	  /* that the format cannot say: told */
	const char *lost; /* what the format cannot hold and how many questions had it, such as
			   * "rationales (12), sources (3)"; "" for nothing */
};

/* Write questions. Each that is skipped goes to `skip` (may be NULL) with the reason. CPC_NOINPUT
 * when there is none to write, no such set, domain or format; CPC_DATA for a pattern that is none.
 * The text of *out lives until the next export of this engine. */
int cpc_export(cpc *c, const struct cpc_export_options *options, cpc_export_out *write,
	void *write_context, void (*skip)(void *context, const char *id, const char *reason),
	void *skip_context, struct cpc_export_report *out, struct cpc_error *err);

/* The learner's log: every event, a line of JSON each, in the order of replay. *count: how many. */
int cpc_export_log(
	cpc *c, cpc_export_out *write, void *context, size_t *count, struct cpc_error *err);

/* Every answer that was not undone as CSV: card_id,review_time,review_rating,review_state,
 * review_duration,question,right - concept, milliseconds since 1970, 1 to 4, 0 for the first answer
 * and 2 for the others, milliseconds, id, 0 or 1. */
int cpc_export_reviews(
	cpc *c, cpc_export_out *write, void *context, size_t *count, struct cpc_error *err);

#ifdef __cplusplus
}
#endif
#endif
