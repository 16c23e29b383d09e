/* An LD_PRELOAD library that sees every call by which a process changes files below the watched folders.
 *
 * Descriptors are resolved through /proc at each call, so renaming, dup and reuse of numbers need no bookkeeping.
 * The kernel is called directly instead of libc's own function: variants such as pwrite, pwrite64 and pwritev end
 * in one place, and there is nothing to look up before it can be used. See core.h for the other half.
 */

#include "core.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

_Static_assert(sizeof(off_t) == 8 && sizeof(long) == 8, "the recorder needs a 64-bit system");

/* One descriptor, one call without data. */
#define ON_FD(call, text, fd, sort) \
    (awake() && path_of_fd(&(call), fd) && is_watched((call).path) && begin(&(call), text, sort))

/* --------------------------------------------------------------------------------- writing memory */

static int64_t place_of(int fd, off_t given, ssize_t written) {
    int kept = errno;
    struct stat state;
    int64_t end = 0;
    if (fcntl(fd, F_GETFL) & O_APPEND) end = fstat(fd, &state) == 0 ? state.st_size : 0;
    else end = given >= 0 ? given + written : lseek(fd, 0, SEEK_CUR);
    errno = kept;
    return end - written;
}

static ssize_t put(struct call *call, int fd, const struct iovec *parts, int count, off_t offset, int flags) {
    struct iovec some[IOV_MAX];
    size_t total = 0, left;
    int used = 0;
    if (count < 0 || count > IOV_MAX) {
        errno = EINVAL;
        return finish(call, -1, NULL, 0);
    }
    for (int i = 0; i < count; i++) total += parts[i].iov_len;
    left = allowed(call, total);
    for (; used < count && left > 0; used++) {
        some[used] = parts[used];
        if (some[used].iov_len > left) some[used].iov_len = left;
        left -= some[used].iov_len;
    }
    ssize_t result = UNLESS_REFUSED(*call, offset < 0 && flags == 0
                                               ? syscall(SYS_writev, fd, some, used)
                                               : syscall(SYS_pwritev2, fd, some, used, offset, 0L, flags));
    call->length = total;
    call->offset = place_of(fd, offset, result > 0 ? result : 0);
    return finish(call, result, some, used);
}

ssize_t write(int fd, const void *data, size_t size) {
    struct call call;
    struct iovec part = {(void *)data, size};
    if (!ON_FD(call, "write", fd, DATA)) return syscall(SYS_write, fd, data, size);
    return put(&call, fd, &part, 1, -1, 0);
}

ssize_t pwrite(int fd, const void *data, size_t size, off_t offset) {
    struct call call;
    struct iovec part = {(void *)data, size};
    if (offset < 0 || !ON_FD(call, "pwrite", fd, DATA)) return syscall(SYS_pwrite64, fd, data, size, offset);
    return put(&call, fd, &part, 1, offset, 0);
}
ssize_t pwrite64(int fd, const void *data, size_t size, off64_t offset) SAME_AS(pwrite);

ssize_t writev(int fd, const struct iovec *parts, int count) {
    struct call call;
    if (!ON_FD(call, "writev", fd, DATA)) return syscall(SYS_writev, fd, parts, count);
    return put(&call, fd, parts, count, -1, 0);
}

ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t offset) {
    struct call call;
    if (offset < 0 || !ON_FD(call, "pwritev", fd, DATA)) return syscall(SYS_pwritev, fd, parts, count, offset, 0L);
    return put(&call, fd, parts, count, offset, 0);
}
ssize_t pwritev64(int fd, const struct iovec *parts, int count, off64_t offset) SAME_AS(pwritev);

ssize_t pwritev2(int fd, const struct iovec *parts, int count, off_t offset, int flags) {
    struct call call;
    if (!ON_FD(call, "pwritev2", fd, DATA)) return syscall(SYS_pwritev2, fd, parts, count, offset, 0L, flags);
    return put(&call, fd, parts, count, offset, flags);
}
ssize_t pwritev64v2(int fd, const struct iovec *parts, int count, off64_t offset, int flags) SAME_AS(pwritev2);

/* ------------------------------------------------------- copying inside the kernel: read back what arrived */

static ssize_t copied(struct call *call, int fd, int64_t given, size_t length, ssize_t result) {
    int kept = errno, reader;
    char link[40];
    struct iovec part = {NULL, 0};
    call->length = length;
    call->offset = place_of(fd, given, result > 0 ? result : 0);
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    reader = result > 0 ? (int)syscall(SYS_openat, AT_FDCWD, link, O_RDONLY | O_CLOEXEC, 0) : -1;
    if (reader >= 0 && (part.iov_base = malloc(result)) != NULL) {
        ssize_t got = pread(reader, part.iov_base, result, call->offset);
        part.iov_len = got > 0 ? got : 0;
    }
    if (reader >= 0) syscall(SYS_close, reader);
    errno = kept;
    result = finish(call, result, &part, 1);
    free(part.iov_base);
    return result;
}

ssize_t sendfile(int to, int from, off_t *offset, size_t size) {
    struct call call;
    if (!ON_FD(call, "sendfile", to, DATA)) return syscall(SYS_sendfile, to, from, offset, size);
    ssize_t result = UNLESS_REFUSED(call, syscall(SYS_sendfile, to, from, offset, allowed(&call, size)));
    return copied(&call, to, -1, size, result);
}
ssize_t sendfile64(int to, int from, off64_t *offset, size_t size) SAME_AS(sendfile);

ssize_t copy_file_range(int from, off64_t *start, int to, off64_t *target, size_t size, unsigned flags) {
    struct call call;
    int64_t given = target != NULL ? *target : -1;
    if (!ON_FD(call, "copy_file_range", to, DATA))
        return syscall(SYS_copy_file_range, from, start, to, target, size, flags);
    ssize_t result = UNLESS_REFUSED(
        call, syscall(SYS_copy_file_range, from, start, to, target, allowed(&call, size), flags));
    return copied(&call, to, given, size, result);
}

ssize_t splice(int from, off64_t *start, int to, off64_t *target, size_t size, unsigned flags) {
    struct call call;
    int64_t given = target != NULL ? *target : -1;
    if (!ON_FD(call, "splice", to, DATA)) return syscall(SYS_splice, from, start, to, target, size, flags);
    ssize_t result =
        UNLESS_REFUSED(call, syscall(SYS_splice, from, start, to, target, allowed(&call, size), flags));
    return copied(&call, to, given, size, result);
}

/* ----------------------------------------------------------------------------------- size and sync */

int ftruncate(int fd, off_t size) {
    struct call call;
    if (!ON_FD(call, "ftruncate", fd, PLAIN)) return syscall(SYS_ftruncate, fd, size);
    call.length = size;
    return finish(&call, UNLESS_REFUSED(call, syscall(SYS_ftruncate, fd, size)), NULL, 0);
}
int ftruncate64(int fd, off64_t size) SAME_AS(ftruncate);

static int allocate(const char *name, int fd, int mode, off_t offset, off_t length) {
    struct call call;
    if (!ON_FD(call, name, fd, SPACE)) return syscall(SYS_fallocate, fd, mode, offset, length);
    call.mode = mode;
    call.offset = offset;
    call.length = length;
    return finish(&call, UNLESS_REFUSED(call, syscall(SYS_fallocate, fd, mode, offset, length)), NULL, 0);
}

int fallocate(int fd, int mode, off_t offset, off_t length) { return allocate("fallocate", fd, mode, offset, length); }
int fallocate64(int fd, int mode, off64_t offset, off64_t length) SAME_AS(fallocate);

int posix_fallocate(int fd, off_t offset, off_t length) {
    int kept = errno;
    int error = allocate("posix_fallocate", fd, 0, offset, length) == 0 ? 0 : errno;
    errno = kept;
    return error;
}
int posix_fallocate64(int fd, off64_t offset, off64_t length) SAME_AS(posix_fallocate);

int fsync(int fd) {
    struct call call;
    if (!ON_FD(call, "fsync", fd, SYNC)) return syscall(SYS_fsync, fd);
    return finish(&call, UNLESS_REFUSED(call, syscall(SYS_fsync, fd)), NULL, 0);
}

int fdatasync(int fd) {
    struct call call;
    if (!ON_FD(call, "fdatasync", fd, SYNC)) return syscall(SYS_fdatasync, fd);
    return finish(&call, UNLESS_REFUSED(call, syscall(SYS_fdatasync, fd)), NULL, 0);
}

int sync_file_range(int fd, off64_t offset, off64_t length, unsigned flags) {
    struct call call;
    if (!ON_FD(call, "sync_file_range", fd, SYNC)) return syscall(SYS_sync_file_range, fd, offset, length, flags);
    return finish(&call, UNLESS_REFUSED(call, syscall(SYS_sync_file_range, fd, offset, length, flags)), NULL, 0);
}

/* ------------------------------------------------------------- memory maps and stdio: seen, not followed */

void *mmap(void *start, size_t size, int protection, int flags, int fd, off_t offset) {
    struct call call;
    void *result = (void *)syscall(SYS_mmap, start, size, protection, flags, fd, offset);
    int can_write = (protection & PROT_WRITE) && (flags & MAP_SHARED) && fd >= 0 && result != MAP_FAILED;
    if (can_write && ON_FD(call, "mmap", fd, EVENT)) {
        call.mode = protection;
        call.offset = offset;
        call.length = size;
        finish(&call, 0, NULL, 0);
    }
    return result;
}
void *mmap64(void *start, size_t size, int protection, int flags, int fd, off64_t offset) SAME_AS(mmap);

FILE *fopen(const char *path, const char *mode) {
    struct call call = {.other = ""};
    FILE *(*real)(const char *, const char *);
    *(void **)&real = dlsym(RTLD_NEXT, "fopen64");
    if (awake() && strpbrk(mode, "wa+") && path_of_name(call.path, AT_FDCWD, path) && is_watched(call.path) &&
        begin(&call, "fopen", EVENT))
        finish(&call, 0, NULL, 0);
    return real(path, mode);
}
FILE *fopen64(const char *path, const char *mode) SAME_AS(fopen);
