/*
 * cpc_error.h - how every call of the library says that it failed.
 * May use: nothing. Must not know: what any call does.
 *
 * A call returns 0 (CPC_OK) or one of the numbers below, and writes a whole sentence for the
 * learner into the struct cpc_error that its caller owns. The numbers are the exit codes of the
 * program (sysexits.h where that has one), so that a caller can pass them on as they are.
 */
#ifndef CPC_ERROR_H
#define CPC_ERROR_H

#ifdef __cplusplus
extern "C" {
#endif

enum cpc_status {
	CPC_OK = 0,
	CPC_NO = 1,	      /* the answer is "no": nothing left to ask, doctor found something */
	CPC_USAGE = 2,	      /* the call or the command line is wrong */
	CPC_DATA = 65,	      /* input that is not what it should be */
	CPC_NOINPUT = 66,     /* no such file, question, setting */
	CPC_INTERNAL = 70,    /* out of memory, or a fault of ours */
	CPC_CANTCREATE = 73,  /* a file or folder cannot be made */
	CPC_IO = 74,	      /* reading or writing failed; a full disk */
	CPC_BUSY = 75,	      /* another cpc works on the same file */
	CPC_PERMISSION = 77,  /* the file may not be read or written */
	CPC_CONFIG = 78,      /* made by a newer cpc, or a bad setting */
	CPC_INTERRUPTED = 130 /* Ctrl-C */
};

#define CPC_ERROR_MAX 1024

/* status is 0 and text is empty while nothing has failed. text is UTF-8, one sentence or more,
 * without a trailing newline, cut at CPC_ERROR_MAX - 1 bytes. */
struct cpc_error {
	int status;
	char text[CPC_ERROR_MAX];
};

#ifdef __cplusplus
}
#endif
#endif
