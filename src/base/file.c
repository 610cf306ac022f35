/*
 * file.c - files and folders.
 * May use: POSIX. Must not know: what stands in a file.
 */
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/vec.h"

static int status_of_errno(int e)
{
	switch (e) {
	case ENOENT:
	case ENOTDIR:
		return CPC_NOINPUT;
	case EACCES:
	case EPERM:
	case EROFS:
		return CPC_PERMISSION;
	case ENOMEM:
		return CPC_INTERNAL;
	default:
		return CPC_IO;
	}
}

static int cannot(struct cpc_error *err, const char *verb, const char *path)
{
	int e = errno;
	return error_set(err, status_of_errno(e), "%s: cannot %s: %s", path, verb, strerror(e));
}

/* The same for a file that is made: that its folder is missing is then no missing input. */
static int cannot_make(struct cpc_error *err, const char *verb, const char *path)
{
	int e = errno;
	int status =
		e == ENOENT || e == ENOTDIR || e == EISDIR ? CPC_CANTCREATE : status_of_errno(e);
	return error_set(err, status, "%s: cannot %s: %s", path, verb, strerror(e));
}

static int read_all(int fd, const char *path, size_t limit, struct buf *out, struct cpc_error *err)
{
	char chunk[65536];
	for (;;) {
		ssize_t n = read(fd, chunk, sizeof chunk);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return cannot(err, "read", path);
		if (n == 0)
			return out->failed ? error_memory(err) : CPC_OK;
		if (limit && out->len + (size_t)n > limit)
			return error_set(err, CPC_DATA,
				"%s: larger than %zu bytes, the most that is read", path, limit);
		buf_add(out, chunk, (size_t)n);
	}
}

int file_read(const char *path, size_t limit, struct buf *out, struct cpc_error *err)
{
	buf_init(out);
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0)
		return cannot(err, "open", path);
	struct stat st;
	int rc;
	if (fstat(fd, &st) < 0)
		rc = cannot(err, "open", path);
	else if (!S_ISREG(st.st_mode))
		rc = error_set(err, CPC_DATA, "%s: not a file", path);
	else
		rc = read_all(fd, path, limit, out, err);
	close(fd);
	if (rc)
		buf_release(out);
	return rc;
}

/* The name is safe on disk only when its folder is. */
static void sync_folder_of(const char *path)
{
	struct buf dir = BUF_INIT;
	const char *slash = strrchr(path, '/');
	if (slash)
		buf_add(&dir, path, (size_t)(slash - path) + 1);
	else
		buf_add_text(&dir, ".");
	int fd = dir.failed ? -1 : open(dir.data, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd >= 0) {
		fsync(fd);
		close(fd);
	}
	buf_release(&dir);
}

struct file_out {
	int fd;
	char *path;
	struct buf temp;
};

static void drop_out(struct file_out *out)
{
	if (out->fd >= 0) {
		close(out->fd);
		unlink(out->temp.data);
	}
	buf_release(&out->temp);
	free(out->path);
	free(out);
}

/* A rename would put a file in the place of a device. */
static int check_place(const char *path, struct cpc_error *err)
{
	struct stat st;
	if (stat(path, &st) < 0 || S_ISREG(st.st_mode))
		return CPC_OK;
	return error_set(err, CPC_CANTCREATE, "%s: cannot write this file: %s", path,
		S_ISDIR(st.st_mode) ? "a folder" : "not a regular file");
}

/* mkstemp finds a name, and makes it for the owner alone: the umask is asked by making it anew. */
static int open_temp(char *temp, unsigned mode)
{
	int fd = mkstemp(temp);
	if (fd < 0)
		return fd;
	close(fd);
	unlink(temp);
	return open(temp, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, (mode_t)mode);
}

int file_out_open(const char *path, unsigned mode, struct file_out **out, struct cpc_error *err)
{
	*out = NULL;
	int rc = check_place(path, err);
	if (rc)
		return rc;
	struct file_out *o = calloc(1, sizeof *o);
	if (!o)
		return error_memory(err);
	o->fd = -1;
	o->path = strdup(path);
	buf_printf(&o->temp, "%s.XXXXXX", path);
	if (!o->path || o->temp.failed)
		rc = error_memory(err);
	else if ((o->fd = open_temp(o->temp.data, mode)) < 0)
		rc = cannot_make(err, "write", path);
	if (rc)
		drop_out(o);
	else
		*out = o;
	return rc;
}

int file_out_add(struct file_out *out, struct str bytes, struct cpc_error *err)
{
	while (bytes.n > 0) {
		ssize_t n = write(out->fd, bytes.p, bytes.n);
		if (n < 0 && errno != EINTR)
			return cannot_make(err, "write", out->path);
		bytes = str_from(bytes, n > 0 ? (size_t)n : 0);
	}
	return CPC_OK;
}

int file_out_close(struct file_out *out, int rc, struct cpc_error *err)
{
	if (!rc) {
		if (fsync(out->fd) < 0 || rename(out->temp.data, out->path) < 0)
			rc = cannot_make(err, "write", out->path);
	}
	if (!rc) {
		close(out->fd);
		out->fd = -1;
		sync_folder_of(out->path);
	}
	drop_out(out);
	return rc;
}

int file_write(const char *path, struct str bytes, unsigned mode, struct cpc_error *err)
{
	struct file_out *out;
	int rc = file_out_open(path, mode, &out, err);
	if (!out)
		return rc;
	return file_out_close(out, file_out_add(out, bytes, err), err);
}

int file_temp(const char *path, struct buf *temp, struct cpc_error *err)
{
	buf_init(temp);
	buf_printf(temp, "%s.XXXXXX", path);
	if (temp->failed) {
		buf_release(temp);
		return error_memory(err);
	}
	int fd = mkstemp(temp->data);
	if (fd < 0) {
		int rc = cannot_make(err, "write", path);
		buf_release(temp);
		return rc;
	}
	close(fd);
	return CPC_OK;
}

int file_place(const char *temp, const char *path, struct cpc_error *err)
{
	int fd = open(temp, O_RDWR | O_CLOEXEC);
	bool bad = fd < 0 || fsync(fd) < 0;
	/* A link, since a rename would replace what is there; not every file system has links. */
	if (!bad && link(temp, path) < 0 && errno != EEXIST)
		bad = rename(temp, path) < 0;
	int rc = bad ? cannot_make(err, "write", path) : CPC_OK;
	if (fd >= 0)
		close(fd);
	if (!rc)
		sync_folder_of(path);
	return rc;
}

static int make_dir(const char *path, struct cpc_error *err)
{
	struct stat st;
	if (mkdir(path, 0700) == 0)
		return CPC_OK;
	int e = errno;
	if (stat(path, &st) == 0) {
		if (S_ISDIR(st.st_mode))
			return CPC_OK;
		e = ENOTDIR;
	}
	return error_set(err, CPC_CANTCREATE, "%s: cannot make this folder: %s", path, strerror(e));
}

int file_make_dirs(const char *path, struct cpc_error *err)
{
	struct buf part = BUF_INIT;
	buf_add_text(&part, path);
	if (part.failed) {
		buf_release(&part);
		return error_memory(err);
	}
	int rc = CPC_OK;
	for (size_t i = 1; !rc && i <= part.len; i++) {
		if (i < part.len && part.data[i] != '/')
			continue;
		char was = part.data[i];
		part.data[i] = '\0';
		rc = make_dir(part.data, err);
		part.data[i] = was;
	}
	buf_release(&part);
	return rc;
}

static bool ends_in(const char *name, const char *suffix)
{
	size_t n = strlen(name), m = strlen(suffix);
	return n > m && strcmp(name + n - m, suffix) == 0;
}

static struct file_info info_of(const struct stat *st)
{
#ifdef __APPLE__
	const struct timespec *time = &st->st_mtimespec;
#else
	const struct timespec *time = &st->st_mtim;
#endif
	return (struct file_info){.size = st->st_size,
		.mtime_ns = time->tv_sec * INT64_C(1000000000) + time->tv_nsec};
}

static int add_file(struct file_list *out, const char *relative, const struct stat *st)
{
	struct file_info *f = VEC_PUSH(out->items, out->n, out->cap);
	char *copy = strdup(relative);
	if (!f || !copy) {
		free(copy);
		if (f)
			out->n--;
		return CPC_INTERNAL;
	}
	*f = info_of(st);
	f->path = copy;
	return CPC_OK;
}

static int list_below(struct buf *path, size_t root, const char *suffix, struct file_list *out,
	struct cpc_error *err);

static int list_entry(struct buf *path, size_t root, const char *suffix, struct file_list *out,
	struct cpc_error *err)
{
	struct stat link, st;
	if (lstat(path->data, &link) < 0)
		return errno == ENOENT ? CPC_OK /* gone since the folder was read */
				       : cannot(err, "open", path->data);
	if (S_ISDIR(link.st_mode))
		return list_below(path, root, suffix, out, err);
	if (!ends_in(path->data, suffix))
		return CPC_OK;
	/* A link that leads nowhere is a mistake, and not a file that was taken away. */
	if (stat(path->data, &st) < 0)
		return cannot(err, "open", path->data);
	if (!S_ISREG(st.st_mode))
		return CPC_OK;
	return add_file(out, path->data + root, &st) ? error_memory(err) : CPC_OK;
}

static int list_below(struct buf *path, size_t root, const char *suffix, struct file_list *out,
	struct cpc_error *err)
{
	size_t length = path->len;
	DIR *dir = opendir(path->data);
	if (!dir)
		return cannot(err, "open", path->data);
	int rc = CPC_OK;
	struct dirent *entry;
	for (errno = 0; !rc && (entry = readdir(dir)); errno = 0) {
		if (entry->d_name[0] == '.')
			continue;
		buf_printf(path, "/%s", entry->d_name);
		rc = path->failed ? error_memory(err) : list_entry(path, root, suffix, out, err);
		path->len = length;
		path->data[length] = '\0';
	}
	if (!rc && errno)
		rc = cannot(err, "read", path->data);
	closedir(dir);
	return rc;
}

static int by_path(const void *a, const void *b)
{
	return strcmp(((const struct file_info *)a)->path, ((const struct file_info *)b)->path);
}

int file_stat(const char *path, struct file_info *out, struct cpc_error *err)
{
	struct stat st;
	if (stat(path, &st) < 0)
		return cannot(err, "open", path);
	*out = info_of(&st);
	return CPC_OK;
}

int file_list_read(
	const char *dir, const char *suffix, struct file_list *out, struct cpc_error *err)
{
	*out = (struct file_list){0};
	struct buf path = BUF_INIT;
	buf_add_text(&path, dir);
	int rc =
		path.failed ? error_memory(err) : list_below(&path, path.len + 1, suffix, out, err);
	buf_release(&path);
	if (rc)
		file_list_release(out);
	else if (out->n > 1)
		qsort(out->items, out->n, sizeof *out->items, by_path);
	return rc;
}

void file_list_release(struct file_list *list)
{
	for (size_t i = 0; i < list->n; i++)
		free(list->items[i].path);
	free(list->items);
	*list = (struct file_list){0};
}

int file_lock(const char *path, int *fd, struct cpc_error *err)
{
	*fd = -1;
	int lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (lock < 0)
		return cannot_make(err, "open", path);
	if (flock(lock, LOCK_EX | LOCK_NB) < 0) {
		int e = errno;
		close(lock);
		errno = e;
		if (e == EWOULDBLOCK)
			return error_set(err, CPC_BUSY, "%s: held by another process", path);
		return cannot(err, "lock", path);
	}
	*fd = lock;
	return CPC_OK;
}

void file_unlock(int fd)
{
	if (fd >= 0)
		close(fd);
}

bool file_exists(const char *path)
{
	return access(path, F_OK) == 0;
}

bool file_is_folder(const char *path)
{
	struct stat st;
	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}
