/*
 * file.h - files and folders.
 * May use: POSIX. Must not know: what stands in a file.
 */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/error.h"

/* Read a whole regular file of at most `limit` bytes (0 = no limit) into *out, which the caller
 * releases. CPC_NOINPUT, CPC_PERMISSION, CPC_DATA (too large), CPC_IO. */
int file_read(const char *path, size_t limit, struct buf *out, struct cpc_error *err);

/* Replace a file: a temporary one beside it, fsync, rename, fsync of the folder. Mode as given,
 * without what the umask takes.
 * CPC_CANTCREATE (no such folder, or a folder stands there), CPC_PERMISSION, CPC_IO. */
int file_write(const char *path, struct str bytes, unsigned mode, struct cpc_error *err);

/* The same in pieces: the file has its name when file_out_close was called with rc 0 and gave 0;
 * with another rc it is dropped, and that rc given back. file_out_close frees it in any case. */
struct file_out;
int file_out_open(const char *path, unsigned mode, struct file_out **out, struct cpc_error *err);
int file_out_add(struct file_out *out, struct str bytes, struct cpc_error *err);
int file_out_close(struct file_out *out, int rc, struct cpc_error *err);

/* A file of one's own to fill, empty and of mode 0600: *temp is its name, beside `path`. Then
 * file_place syncs it and gives it the name `path`, unless somebody has that by now: that file
 * stays, and all is well. The caller unlinks *temp, if it is still there, and releases the buf. */
int file_temp(const char *path, struct buf *temp, struct cpc_error *err);
int file_place(const char *temp, const char *path, struct cpc_error *err);

/* Make a folder and those above it, each of mode 0700 where it was missing. */
int file_make_dirs(const char *path, struct cpc_error *err);

struct file_info {
	char *path;	  /* relative to the folder that was listed; owned by the list */
	int64_t size;	  /* bytes */
	int64_t mtime_ns; /* since 1970 */
};

struct file_list {
	struct file_info *items;
	size_t n, cap;
};

/* Of one file; the path is left NULL. CPC_NOINPUT, CPC_PERMISSION, CPC_IO. */
int file_stat(const char *path, struct file_info *out, struct cpc_error *err);

/* Regular files below `dir` whose names end in `suffix`, sorted by path; names that begin with a
 * dot are passed over, links are followed for files and not for folders. */
int file_list_read(
	const char *dir, const char *suffix, struct file_list *out, struct cpc_error *err);
void file_list_release(struct file_list *list);

/* An exclusive advisory lock on `path` (made if missing), held until file_unlock or the end of the
 * process. CPC_BUSY when somebody else holds it. */
int file_lock(const char *path, int *fd, struct cpc_error *err);
void file_unlock(int fd);

bool file_exists(const char *path);
bool file_is_folder(const char *path);

#endif
