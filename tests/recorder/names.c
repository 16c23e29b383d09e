/* The calls that take a name: open, rename, link, unlink, mkdir and their kin. See shim.c. */

#include "core.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static void identify(struct call *call, const char *path) {
    struct stat state;
    int kept = errno;
    if (fstatat(AT_FDCWD, path, &state, AT_SYMLINK_NOFOLLOW) == 0) {
        call->device = state.st_dev;
        call->inode = state.st_ino;
    }
    errno = kept;
}

static int on_name(struct call *call, const char *text, int folder, const char *path) {
    call->other[0] = '\0';
    call->device = call->inode = 0;
    if (!awake() || !path_of_name(call->path, folder, path) || !is_watched(call->path)) return 0;
    identify(call, call->path);
    return begin(call, text, PLAIN);
}

static int on_two(struct call *call, const char *text, int from, const char *old, int to, const char *new) {
    call->device = call->inode = 0;
    if (!awake() || !path_of_name(call->path, from, old) || !path_of_name(call->other, to, new)) return 0;
    if (!is_watched(call->path) && !is_watched(call->other)) return 0;
    identify(call, call->path);
    return begin(call, text, PLAIN);
}

/* -------------------------------------------------------------------------------------------- open */

/* Counted are the calls that make a file or empty one; the others change nothing. */
static int changes(struct call *call, int folder, const char *path, int flags) {
    struct stat state;
    char target[PATH_MAX];
    if (!(flags & (O_CREAT | O_TRUNC)) || (flags & O_TMPFILE) == O_TMPFILE || !awake()) return 0;
    call->other[0] = '\0';
    call->device = call->inode = 0;
    if (!path_of_name(call->path, folder, path)) return 0;
    if (!(flags & O_NOFOLLOW) && realpath(call->path, target) != NULL) strcpy(call->path, target);
    if (!is_watched(call->path)) return 0;
    int is_there = fstatat(AT_FDCWD, call->path, &state, 0) == 0;
    if (is_there ? !(flags & O_TRUNC) || (flags & O_EXCL) : !(flags & O_CREAT)) return 0;
    return begin(call, "open", PLAIN);
}

static int open_file(int folder, const char *path, int flags, mode_t mode) {
    struct call call;
    int kept = errno;
    if (!changes(&call, folder, path, flags)) {
        errno = kept;
        return syscall(SYS_openat, folder, path, flags, mode);
    }
    call.mode = flags;
    int fd = UNLESS_REFUSED(call, syscall(SYS_openat, folder, path, flags, mode));
    if (fd >= 0) identify(&call, call.path);
    return finish(&call, fd, NULL, 0);
}

#define TAKE_MODE(mode, flags)                                 \
    mode_t mode = 0;                                           \
    if ((flags) & (O_CREAT | (O_TMPFILE & ~O_DIRECTORY))) {    \
        va_list rest;                                          \
        va_start(rest, flags);                                 \
        mode = va_arg(rest, mode_t);                           \
        va_end(rest);                                          \
    }

int open(const char *path, int flags, ...) {
    TAKE_MODE(mode, flags)
    return open_file(AT_FDCWD, path, flags, mode);
}
int open64(const char *path, int flags, ...) SAME_AS(open);

int openat(int folder, const char *path, int flags, ...) {
    TAKE_MODE(mode, flags)
    return open_file(folder, path, flags, mode);
}
int openat64(int folder, const char *path, int flags, ...) SAME_AS(openat);

int creat(const char *path, mode_t mode) { return open_file(AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC, mode); }
int creat64(const char *path, mode_t mode) SAME_AS(creat);

/* What open becomes in code that was compiled with _FORTIFY_SOURCE. */
int __open_2(const char *path, int flags) { return open_file(AT_FDCWD, path, flags, 0); }
int __open64_2(const char *path, int flags) SAME_AS(__open_2);
int __openat_2(int folder, const char *path, int flags) { return open_file(folder, path, flags, 0); }
int __openat64_2(int folder, const char *path, int flags) SAME_AS(__openat_2);

/* --------------------------------------------------------------------------- one name, two names */

int truncate(const char *path, off_t size) {
    struct call call;
    char target[PATH_MAX];
    if (!awake() || realpath(path, target) == NULL || !on_name(&call, "truncate", AT_FDCWD, target))
        return syscall(SYS_truncate, path, size);
    call.length = size;
    return finish(&call, UNLESS_REFUSED(call, syscall(SYS_truncate, path, size)), NULL, 0);
}
int truncate64(const char *path, off64_t size) SAME_AS(truncate);

int unlinkat(int folder, const char *path, int flags) {
    struct call call;
    if (!on_name(&call, flags & AT_REMOVEDIR ? "rmdir" : "unlink", folder, path))
        return syscall(SYS_unlinkat, folder, path, flags);
    return finish(&call, UNLESS_REFUSED(call, syscall(SYS_unlinkat, folder, path, flags)), NULL, 0);
}
int unlink(const char *path) { return unlinkat(AT_FDCWD, path, 0); }
int rmdir(const char *path) { return unlinkat(AT_FDCWD, path, AT_REMOVEDIR); }

int mkdirat(int folder, const char *path, mode_t mode) {
    struct call call;
    if (!on_name(&call, "mkdir", folder, path)) return syscall(SYS_mkdirat, folder, path, mode);
    return finish(&call, UNLESS_REFUSED(call, syscall(SYS_mkdirat, folder, path, mode)), NULL, 0);
}
int mkdir(const char *path, mode_t mode) { return mkdirat(AT_FDCWD, path, mode); }

int renameat2(int from, const char *old, int to, const char *new, unsigned flags) {
    struct call call;
    if (!on_two(&call, "rename", from, old, to, new)) return syscall(SYS_renameat2, from, old, to, new, flags);
    call.mode = flags;
    return finish(&call, UNLESS_REFUSED(call, syscall(SYS_renameat2, from, old, to, new, flags)), NULL, 0);
}
int renameat(int from, const char *old, int to, const char *new) { return renameat2(from, old, to, new, 0); }
int rename(const char *old, const char *new) { return renameat2(AT_FDCWD, old, AT_FDCWD, new, 0); }

int linkat(int from, const char *old, int to, const char *new, int flags) {
    struct call call;
    if (!on_two(&call, "link", from, old, to, new)) return syscall(SYS_linkat, from, old, to, new, flags);
    return finish(&call, UNLESS_REFUSED(call, syscall(SYS_linkat, from, old, to, new, flags)), NULL, 0);
}
int link(const char *old, const char *new) { return linkat(AT_FDCWD, old, AT_FDCWD, new, 0); }

/* The text that a symbolic link holds is data on the disk: it is recorded as the other path. */
int symlinkat(const char *text, int folder, const char *path) {
    struct call call;
    if (!on_name(&call, "symlink", folder, path)) return syscall(SYS_symlinkat, text, folder, path);
    snprintf(call.other, sizeof call.other, "%s", text);
    return finish(&call, UNLESS_REFUSED(call, syscall(SYS_symlinkat, text, folder, path)), NULL, 0);
}
int symlink(const char *text, const char *path) { return symlinkat(text, AT_FDCWD, path); }
