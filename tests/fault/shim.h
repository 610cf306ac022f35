/*
 * shim.h - a VFS between SQLite and the disk that lets the n-th write, sync, truncate, delete, open
 * or read fail, once or from then on. May use: SQLite, libc. Must not know: what is stored.
 *
 * shim_install() makes it the default; shim_arm() sets one fault, shim_disarm() ends it. Nothing is
 * synced to the real disk: what a test proves does not depend on it, and it is quick so.
 */
#ifndef CPC_TEST_SHIM_H
#define CPC_TEST_SHIM_H

#include <errno.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <string.h>

enum shim_call {
	SHIM_WRITE,
	SHIM_SYNC,
	SHIM_TRUNCATE,
	SHIM_DELETE,
	SHIM_DELETED, /* it is done and fails all the same: the folder could not be synced */
	SHIM_OPEN,
	SHIM_READ,
	SHIM_CALLS
};

static const char *const shim_names[SHIM_CALLS] = {
	"write", "sync", "truncate", "delete", "delete, done", "open", "read"};

struct shim_fault {
	enum shim_call call;
	bool full;   /* the disk is full; else it is broken */
	bool sticky; /* every later call of the kind fails too */
	int after;   /* so many succeed first */
};

static struct {
	sqlite3_vfs vfs, *real;
	struct shim_fault fault;
	bool armed;
	int seen; /* calls of the kind since it was armed */
	int hits; /* of them, failed */
	/* Called when a file that is not locked is to be locked, as another process might act then.
	 */
	void (*before_lock)(void);
} shim;

struct shim_file {
	sqlite3_file base;
	sqlite3_file *real; /* behind this struct, in the same memory */
};

static inline sqlite3_file *shim_real(sqlite3_file *f)
{
	return ((struct shim_file *)f)->real;
}

static inline bool shim_fails(enum shim_call call)
{
	if (!shim.armed || call != shim.fault.call)
		return false;
	int before = shim.seen++;
	bool fails = shim.fault.sticky ? before >= shim.fault.after : before == shim.fault.after;
	shim.hits += fails;
	return fails;
}

static inline int shim_code(int broken)
{
	return shim.fault.full ? SQLITE_FULL : broken;
}

static inline int shim_close(sqlite3_file *f)
{
	return shim_real(f)->pMethods ? shim_real(f)->pMethods->xClose(shim_real(f)) : SQLITE_OK;
}

static inline int shim_read(sqlite3_file *f, void *out, int n, sqlite3_int64 at)
{
	if (shim_fails(SHIM_READ))
		return SQLITE_IOERR_READ;
	return shim_real(f)->pMethods->xRead(shim_real(f), out, n, at);
}

/* Half of it reaches the disk. */
static inline int shim_write(sqlite3_file *f, const void *bytes, int n, sqlite3_int64 at)
{
	if (shim_fails(SHIM_WRITE)) {
		shim_real(f)->pMethods->xWrite(shim_real(f), bytes, n / 2, at);
		return shim_code(SQLITE_IOERR_WRITE);
	}
	return shim_real(f)->pMethods->xWrite(shim_real(f), bytes, n, at);
}

static inline int shim_truncate(sqlite3_file *f, sqlite3_int64 size)
{
	if (shim_fails(SHIM_TRUNCATE))
		return SQLITE_IOERR_TRUNCATE;
	return shim_real(f)->pMethods->xTruncate(shim_real(f), size);
}

static inline int shim_sync(sqlite3_file *f, int flags)
{
	(void)f, (void)flags;
	return shim_fails(SHIM_SYNC) ? SQLITE_IOERR_FSYNC : SQLITE_OK;
}

static inline int shim_size(sqlite3_file *f, sqlite3_int64 *out)
{
	return shim_real(f)->pMethods->xFileSize(shim_real(f), out);
}

static inline int shim_lock(sqlite3_file *f, int level)
{
	if (level == SQLITE_LOCK_SHARED && shim.before_lock)
		shim.before_lock();
	return shim_real(f)->pMethods->xLock(shim_real(f), level);
}

static inline int shim_unlock(sqlite3_file *f, int level)
{
	return shim_real(f)->pMethods->xUnlock(shim_real(f), level);
}

static inline int shim_reserved(sqlite3_file *f, int *out)
{
	return shim_real(f)->pMethods->xCheckReservedLock(shim_real(f), out);
}

static inline int shim_control(sqlite3_file *f, int op, void *arg)
{
	return shim_real(f)->pMethods->xFileControl(shim_real(f), op, arg);
}

static inline int shim_sector(sqlite3_file *f)
{
	return shim_real(f)->pMethods->xSectorSize(shim_real(f));
}

static inline int shim_traits(sqlite3_file *f)
{
	return shim_real(f)->pMethods->xDeviceCharacteristics(shim_real(f));
}

static const sqlite3_io_methods shim_methods = {1, shim_close, shim_read, shim_write, shim_truncate,
	shim_sync, shim_size, shim_lock, shim_unlock, shim_reserved, shim_control, shim_sector,
	shim_traits, NULL, NULL, NULL, NULL, NULL, NULL};

static inline int shim_open(
	sqlite3_vfs *vfs, const char *name, sqlite3_file *f, int flags, int *out_flags)
{
	struct shim_file *file = (struct shim_file *)f;
	(void)vfs;
	memset(file, 0, sizeof *file);
	if (shim_fails(SHIM_OPEN))
		return SQLITE_CANTOPEN;
	file->real = (sqlite3_file *)(file + 1);
	int rc = shim.real->xOpen(shim.real, name, file->real, flags, out_flags);
	if (rc == SQLITE_OK)
		file->base.pMethods = &shim_methods;
	return rc;
}

static inline int shim_delete(sqlite3_vfs *vfs, const char *name, int sync)
{
	(void)vfs, (void)sync;
	if (shim_fails(SHIM_DELETE))
		return SQLITE_IOERR_DELETE;
	int rc = shim.real->xDelete(shim.real, name, 0);
	return shim_fails(SHIM_DELETED) ? SQLITE_IOERR_DIR_FSYNC : rc;
}

/* What SQLite asks after SQLITE_CANTOPEN and SQLITE_IOERR: the errno. */
static inline int shim_errno(sqlite3_vfs *vfs, int n, char *out)
{
	(void)vfs, (void)n, (void)out;
	return shim.fault.full ? ENOSPC : EIO;
}

static inline void shim_install(void)
{
	shim.real = sqlite3_vfs_find(NULL);
	shim.vfs = *shim.real;
	shim.vfs.iVersion = 1;
	shim.vfs.zName = "shim";
	shim.vfs.szOsFile = (int)sizeof(struct shim_file) + shim.real->szOsFile;
	shim.vfs.xOpen = shim_open;
	shim.vfs.xDelete = shim_delete;
	shim.vfs.xGetLastError = shim_errno;
	sqlite3_vfs_register(&shim.vfs, 1);
}

static inline void shim_arm(struct shim_fault fault)
{
	shim.fault = fault;
	shim.seen = shim.hits = 0;
	shim.armed = true;
}

static inline void shim_disarm(void)
{
	shim.armed = false;
}

#endif
