/*
 * source.c - a text or a package as it comes: from a file, a pipe or memory, in pieces.
 * May use: base. Must not know: which format is read.
 */
#include "formats/source.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/utf8.h"

#define ROOM_LEAST SOURCE_HEAD

struct source {
	source_more *more;
	void *context;
	char *name;
	int fd;		 /* -1: none */
	struct str text; /* of source_of_text, what is left of it */
	int64_t size, taken;
	char *bytes; /* what was read and not taken: bytes[from..to) */
	size_t from, to, room;
	bool begun, ended; /* something was taken; the end was read */
	bool by_cr;	   /* lines end in CR alone */
	int line;
};

/* Opening ---------------------------------------------------------------------------------------
 */

/* NULL when there is no memory. */
static struct source *make(source_more *more, void *context, const char *name)
{
	struct source *s = calloc(1, sizeof *s);
	if (!s || !(s->name = strdup(name))) {
		free(s);
		return NULL;
	}
	s->more = more;
	s->context = context;
	s->fd = -1;
	s->size = -1;
	return s;
}

int source_new(source_more *more, void *context, const char *name, struct source **out,
	struct cpc_error *err)
{
	*out = make(more, context, name);
	return *out ? CPC_OK : error_memory(err);
}

static int more_of_file(void *context, char *bytes, size_t room, size_t *n, struct cpc_error *err)
{
	struct source *s = context;
	ssize_t got;
	do
		got = read(s->fd, bytes, room);
	while (got < 0 && errno == EINTR);
	if (got < 0)
		return error_set(
			err, CPC_IO, "%s: cannot read this file: %s", s->name, strerror(errno));
	*n = (size_t)got;
	return CPC_OK;
}

static int open_failed(const char *path, struct cpc_error *err)
{
	int status = errno == ENOENT || errno == ENOTDIR ? CPC_NOINPUT
		     : errno == EACCES			 ? CPC_PERMISSION
							 : CPC_IO;
	return error_set(err, status, "%s: cannot read this file: %s", path, strerror(errno));
}

int source_open(const char *path, struct source **out, struct cpc_error *err)
{
	struct stat st;
	*out = NULL;
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return open_failed(path, err);
	int rc = fstat(fd, &st) < 0 ? open_failed(path, err) : CPC_OK;
	if (!rc && S_ISDIR(st.st_mode))
		rc = error_set(err, CPC_DATA, "%s: a folder, expected a file", path);
	struct source *s = rc ? NULL : make(more_of_file, NULL, path);
	if (!s) {
		close(fd);
		return rc ? rc : error_memory(err);
	}
	s->context = s;
	s->fd = fd;
	s->size = S_ISREG(st.st_mode) ? (int64_t)st.st_size : -1;
	*out = s;
	return CPC_OK;
}

static int more_of_text(void *context, char *bytes, size_t room, size_t *n, struct cpc_error *err)
{
	struct source *s = context;
	(void)err;
	*n = s->text.n < room ? s->text.n : room;
	memcpy(bytes, s->text.p, *n);
	s->text = str_from(s->text, *n);
	return CPC_OK;
}

int source_of_text(struct str text, const char *name, struct source **out, struct cpc_error *err)
{
	struct source *s = make(more_of_text, NULL, name);
	*out = s;
	if (!s)
		return error_memory(err);
	s->context = s;
	s->text = text;
	s->size = (int64_t)text.n;
	return CPC_OK;
}

void source_close(struct source *s)
{
	if (!s)
		return;
	if (s->fd >= 0)
		close(s->fd);
	free(s->bytes);
	free(s->name);
	free(s);
}

const char *source_name(const struct source *s)
{
	return s->name;
}

int64_t source_taken(const struct source *s)
{
	return s->taken;
}

int64_t source_size(const struct source *s)
{
	return s->size;
}

int source_line_number(const struct source *s)
{
	return s->line;
}

/* Filling ---------------------------------------------------------------------------------------
 */

static int make_room(struct source *s, struct cpc_error *err)
{
	if (s->from > 0) {
		memmove(s->bytes, s->bytes + s->from, s->to - s->from);
		s->to -= s->from;
		s->from = 0;
	}
	if (s->to < s->room)
		return CPC_OK;
	size_t room = s->room ? 2 * s->room : ROOM_LEAST;
	char *bytes = realloc(s->bytes, room);
	if (!bytes)
		return error_memory(err);
	s->bytes = bytes;
	s->room = room;
	return CPC_OK;
}

/* More bytes behind those that are there; s->ended when there are none. */
static int fill(struct source *s, struct cpc_error *err)
{
	size_t n = 0;
	if (s->ended)
		return CPC_OK;
	int rc = make_room(s, err);
	if (!rc)
		rc = s->more(s->context, s->bytes + s->to, s->room - s->to, &n, err);
	if (!rc && n == 0)
		s->ended = true;
	s->to += n;
	return rc;
}

static struct str at_hand(const struct source *s)
{
	return (struct str){s->bytes ? s->bytes + s->from : "", s->to - s->from};
}

static void take(struct source *s, size_t n)
{
	s->from += n;
	s->taken += (int64_t)n;
}

int source_head(struct source *s, struct str *out, struct cpc_error *err)
{
	int rc = CPC_OK;
	while (!rc && !s->ended && s->to - s->from < SOURCE_HEAD)
		rc = fill(s, err);
	*out = at_hand(s);
	if (out->n > SOURCE_HEAD)
		out->n = SOURCE_HEAD;
	return rc;
}

int source_bytes(struct source *s, struct str *out, struct cpc_error *err)
{
	int rc = CPC_OK;
	while (!rc && !s->ended && s->from == s->to)
		rc = fill(s, err);
	if (rc)
		return rc;
	*out = at_hand(s);
	s->begun = true;
	take(s, out->n);
	return out->n > 0 ? CPC_OK : CPC_NO;
}

/* Lines -----------------------------------------------------------------------------------------
 */

static int begin_lines(struct source *s, struct cpc_error *err)
{
	struct str head;
	int rc = source_head(s, &head, err);
	if (rc)
		return rc;
	s->begun = true;
	if (str_starts(head, "\xEF\xBB\xBF"))
		take(s, 3);
	s->by_cr = head.n > 0 && !memchr(head.p, '\n', head.n) && memchr(head.p, '\r', head.n);
	return CPC_OK;
}

/* The place of the line's end among the bytes at hand, of which the first `seen` have none. */
static const char *find_end(const struct source *s, size_t seen)
{
	struct str rest = str_from(at_hand(s), seen);
	return rest.n ? memchr(rest.p, s->by_cr ? '\r' : '\n', rest.n) : NULL;
}

/* What is left of a line that is too long. */
static int pass_over(struct source *s, struct cpc_error *err)
{
	const char *end;
	int rc = CPC_OK;
	while (!rc && !(end = find_end(s, 0)) && !s->ended) {
		take(s, s->to - s->from);
		rc = fill(s, err);
	}
	if (!rc)
		take(s, end ? (size_t)(end - s->bytes) - s->from + 1 : s->to - s->from);
	return rc;
}

static enum source_fault judge(struct str line, size_t *at)
{
	size_t good = utf8_check(line);
	*at = good + 1;
	if (good == line.n)
		return SOURCE_FINE;
	return line.p[good] == '\0' ? SOURCE_NUL : SOURCE_BYTES;
}

/* The line is at hand whole, or cut at SOURCE_LINE_MAX: `n` bytes without its end. */
static int give(struct source *s, size_t n, bool whole, struct str *line, enum source_fault *fault,
	size_t *at, struct cpc_error *err)
{
	s->line++;
	*line = (struct str){at_hand(s).p, n};
	if (!whole) {
		take(s, n);
		int rc = pass_over(s, err); /* moves the bytes: a fault has no text */
		*line = str_of("");
		*at = SOURCE_LINE_MAX + 1;
		*fault = SOURCE_LONG;
		return rc;
	}
	take(s, n < s->to - s->from ? n + 1 : n);
	if (!s->by_cr && n > 0 && line->p[n - 1] == '\r')
		line->n--;
	*fault = judge(*line, at);
	return CPC_OK;
}

int source_line(struct source *s, struct str *line, enum source_fault *fault, size_t *at,
	struct cpc_error *err)
{
	int rc = s->begun ? CPC_OK : begin_lines(s, err);
	const char *end = NULL;
	size_t seen = 0;
	while (!rc && !(end = find_end(s, seen)) && !s->ended && seen <= SOURCE_LINE_MAX) {
		seen = s->to - s->from;
		rc = fill(s, err);
	}
	if (rc)
		return rc;
	size_t n = end ? (size_t)(end - s->bytes) - s->from : s->to - s->from;
	if (!end && n == 0)
		return CPC_NO;
	bool whole = n <= SOURCE_LINE_MAX;
	return give(s, whole ? n : SOURCE_LINE_MAX, whole, line, fault, at, err);
}
