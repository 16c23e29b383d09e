/* What the interposed calls of shim.c share with the accounting in core.c. */

#ifndef RECORDER_CORE_H
#define RECORDER_CORE_H

#define _GNU_SOURCE
#include <limits.h>
#include <stdint.h>
#include <sys/types.h>
#include <sys/uio.h>

/* Hidden, so that plain names such as begin() take nothing away from other libraries. */
#pragma GCC visibility push(hidden)

/* What sort of call it is, which decides whether it can be torn and whether a full disk refuses it. */
enum sort { EVENT, PLAIN, SYNC, SPACE, DATA };

/* What is to happen to a call that begin() has let through. */
enum fate { PASS, KILL_AFTER, TEAR, SHORTEN, FAIL };

struct call {
    const char *name;
    char path[PATH_MAX];
    char other[PATH_MAX]; /* the second path of rename, link and symlink */
    enum fate fate;
    int number; /* 0 for an event that is not counted */
    int mode;   /* flags of open, mode of fallocate, protection of mmap */
    int64_t offset;
    int64_t length;
    uint64_t device;
    uint64_t inode;
};

/* Whether anything is watched at the moment, by this thread: asked first by every interposed call. */
int awake(void);

/* Fill in the path of a descriptor or of a name; 0 when it cannot be told. */
int path_of_fd(struct call *call, int fd);
int path_of_name(char *out, int folder, const char *name);
int is_watched(const char *path);

/* Count the call; when 1 comes back, the lock is held until finish(). May end the process instead. */
int begin(struct call *call, const char *name, enum sort sort);

/* The number of bytes of `length` that the fate of the call lets through. */
size_t allowed(const struct call *call, size_t length);

/* Write the record, end the process if that is due, give back the lock, and return `result`. */
ssize_t finish(struct call *call, ssize_t result, const struct iovec *parts, int count);

/* -1, with the errno that recorder_fail() asked for. */
long refused(void);

#pragma GCC visibility pop

#define UNLESS_REFUSED(call, expression) ((call).fate == FAIL ? refused() : (long)(expression))

/* Another name of the same function: 64-bit systems have one size of offset. */
#define SAME_AS(name) __attribute__((alias(#name)))

#endif
