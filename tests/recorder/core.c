/* The accounting behind shim.c and names.c: what is watched, the count, the log, the death of the process.
 *
 * Everything here goes to the kernel through syscall(), so nothing is ever counted twice. The count and the
 * last call lie on a page that forked processes share: the parent of a killed process can still read them.
 */

#include "core.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define PREFIXES 32
#define LAST_BYTES (3 * PATH_MAX)
#define HIGH_FD 500 /* out of the way of programs that close or count the low ones */
#define MAGIC 0x43455242u

struct shared {
    int count;
    char last[LAST_BYTES];
    char hit[LAST_BYTES]; /* the first call that was not let through unharmed */
};

struct head {
    uint32_t magic;
    uint16_t name, path, other, error;
    int32_t process, number, mode;
    uint64_t device, inode;
    int64_t offset, length, result;
    uint64_t data;
} __attribute__((packed));

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static __thread int inside;
static struct shared *shared;
static volatile int running;
static int log_fd = -1;
static char prefix_text[16384];
static const char *prefixes[PREFIXES];
static int prefix_count;
static long kill_at, fail_at, short_at;
static int kill_mode, fail_errno, fail_only_writes;

/* ------------------------------------------------------------------------------------------ paths */

int awake(void) { return running && !inside; }

int is_watched(const char *path) {
    for (int i = 0; i < prefix_count; i++) {
        size_t length = strlen(prefixes[i]);
        if (strncmp(path, prefixes[i], length) == 0 && (path[length] == '/' || path[length] == '\0')) return 1;
    }
    return 0;
}

static int link_of_fd(int fd, char *out) {
    char link[40];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = syscall(SYS_readlinkat, AT_FDCWD, link, out, PATH_MAX - 1);
    if (length <= 0 || out[0] != '/') return 0;
    out[length] = '\0';
    return 1;
}

int path_of_fd(struct call *call, int fd) {
    static const char gone[] = " (deleted)";
    call->other[0] = '\0';
    call->device = call->inode = 0;
    if (fd < 0 || !link_of_fd(fd, call->path)) return 0;
    size_t length = strlen(call->path), tail = sizeof gone - 1;
    if (length > tail && strcmp(call->path + length - tail, gone) == 0) call->path[length - tail] = '\0';
    struct stat state;
    if (log_fd >= 0 && fstat(fd, &state) == 0) {
        call->device = state.st_dev;
        call->inode = state.st_ino;
    }
    return 1;
}

/* The folder is resolved through symbolic links, the last part is not: as unlink and rename see it. */
int path_of_name(char *out, int folder, const char *name) {
    char whole[2 * PATH_MAX], *cut;
    size_t used = 0, length;
    if (name == NULL || *name == '\0' || strlen(name) >= PATH_MAX) return 0;
    if (*name != '/') {
        if (folder == AT_FDCWD ? getcwd(whole, PATH_MAX) == NULL : !link_of_fd(folder, whole)) return 0;
        used = strlen(whole);
        whole[used++] = '/';
    }
    strcpy(whole + used, name);
    length = strlen(whole);
    while (length > 1 && whole[length - 1] == '/') whole[--length] = '\0';
    cut = strrchr(whole, '/');
    if (strcmp(cut, "/.") == 0 || strcmp(cut, "/..") == 0) return realpath(whole, out) != NULL;
    *cut = '\0';
    if (realpath(cut == whole ? "/" : whole, out) == NULL) return 0;
    used = strcmp(out, "/") == 0 ? 0 : strlen(out);
    if (used + strlen(cut + 1) + 2 > PATH_MAX) return 0;
    out[used] = '/';
    strcpy(out + used + 1, cut + 1);
    return 1;
}

/* -------------------------------------------------------------------------------- counting, dying */

static void hit(void) {
    if (shared->hit[0] == '\0') strcpy(shared->hit, shared->last);
}

static void die(void) {
    for (;;) syscall(SYS_kill, (pid_t)syscall(SYS_getpid), SIGKILL);
}

int begin(struct call *call, const char *name, enum sort sort) {
    pthread_mutex_lock(&mutex);
    if (!running) {
        pthread_mutex_unlock(&mutex);
        return 0;
    }
    inside = 1;
    call->name = name;
    call->fate = PASS;
    call->number = 0;
    call->mode = 0;
    call->offset = call->length = 0;
    if (sort == EVENT) return 1;
    long number = call->number = __atomic_add_fetch(&shared->count, 1, __ATOMIC_SEQ_CST);
    const char *arrow = call->other[0] ? " -> " : "";
    snprintf(shared->last, LAST_BYTES, "%s %s%s%s", name, call->path, arrow, call->other);
    if (number == kill_at) {
        hit();
        if (kill_mode == 0 || (kill_mode == 2 && sort != DATA)) die();
        call->fate = kill_mode == 2 ? TEAR : KILL_AFTER;
    } else if (number == short_at && sort == DATA) {
        call->fate = SHORTEN;
    } else if (fail_at > 0) {
        int is_refused = sort >= SPACE || (sort == SYNC && fail_errno == EIO);
        int is_first = number == fail_at && !fail_only_writes;
        if (is_first || (number >= fail_at && is_refused)) call->fate = FAIL;
    }
    if (call->fate != PASS) hit();
    return 1;
}

size_t allowed(const struct call *call, size_t length) {
    return call->fate == TEAR || (call->fate == SHORTEN && length > 1) ? length / 2 : length;
}

long refused(void) {
    errno = fail_errno;
    return -1;
}

/* ---------------------------------------------------------------------------------------- the log */

static void complain(const char *what) {
    syscall(SYS_write, 2, what, strlen(what));
    abort();
}

static void put_record(const struct call *call, ssize_t result, int error, const struct iovec *parts, int count) {
    struct iovec all[IOV_MAX];
    struct head head = {MAGIC, strlen(call->name), strlen(call->path), strlen(call->other), error,
                        (int32_t)syscall(SYS_getpid), call->number, call->mode, call->device, call->inode,
                        call->offset, call->length, result, 0};
    int used = 4;
    size_t left = result > 0 && parts != NULL ? (size_t)result : 0, total;
    all[0] = (struct iovec){&head, sizeof head};
    all[1] = (struct iovec){(void *)call->name, head.name};
    all[2] = (struct iovec){(void *)call->path, head.path};
    all[3] = (struct iovec){(void *)call->other, head.other};
    for (int i = 0; i < count && left > 0; i++) {
        if (used == IOV_MAX) complain("recorder: more pieces in one call than can be recorded\n");
        all[used] = parts[i];
        if (all[used].iov_len > left) all[used].iov_len = left;
        left -= all[used].iov_len;
        head.data += all[used++].iov_len;
    }
    total = sizeof head + head.name + head.path + head.other + head.data;
    if (syscall(SYS_writev, log_fd, all, used) != (ssize_t)total) complain("recorder: the log cannot be written\n");
}

ssize_t finish(struct call *call, ssize_t result, const struct iovec *parts, int count) {
    int error = errno;
    if (log_fd >= 0) put_record(call, result, result < 0 ? error : 0, parts, count);
    if (call->fate == TEAR || call->fate == KILL_AFTER) die();
    inside = 0;
    pthread_mutex_unlock(&mutex);
    errno = error;
    return result;
}

/* ------------------------------------------------------------------- called from outside, by ctypes */

void recorder_watch(const char *colon_separated) {
    char *rest = NULL;
    prefix_count = 0;
    if (strlen(colon_separated) >= sizeof prefix_text) complain("recorder: too much to watch\n");
    strcpy(prefix_text, colon_separated);
    for (char *one = strtok_r(prefix_text, ":", &rest); one != NULL; one = strtok_r(NULL, ":", &rest)) {
        size_t length = strlen(one);
        while (length > 0 && one[length - 1] == '/') one[--length] = '\0';
        if (prefix_count == PREFIXES) complain("recorder: too many folders to watch\n");
        prefixes[prefix_count++] = one;
    }
}

void recorder_stop(void) {
    pthread_mutex_lock(&mutex);
    running = 0;
    if (log_fd >= 0) syscall(SYS_close, log_fd);
    log_fd = -1;
    kill_at = fail_at = short_at = 0;
    pthread_mutex_unlock(&mutex);
}

int recorder_start(const char *log_path) {
    int fd = -1;
    recorder_stop();
    if (log_path != NULL) {
        int low = syscall(SYS_openat, AT_FDCWD, log_path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
        if (low < 0 || (fd = fcntl(low, F_DUPFD_CLOEXEC, HIGH_FD)) < 0) return -1;
        syscall(SYS_close, low);
    }
    pthread_mutex_lock(&mutex);
    log_fd = fd;
    shared->count = 0;
    shared->last[0] = shared->hit[0] = '\0';
    running = 1;
    pthread_mutex_unlock(&mutex);
    return 0;
}

long recorder_count(void) { return __atomic_load_n(&shared->count, __ATOMIC_SEQ_CST); }

void recorder_arm(long n, int mode) {
    kill_at = n;
    kill_mode = mode;
}

void recorder_fail(long n, int err, int only_writes) {
    fail_at = n;
    fail_errno = err;
    fail_only_writes = only_writes;
}

void recorder_short(long n) { short_at = n; }

void recorder_last(char *buffer, size_t size) { snprintf(buffer, size, "%s", shared->last); }

void recorder_hit(char *buffer, size_t size) { snprintf(buffer, size, "%s", shared->hit); }

/* ------------------------------------------------------------------------------------ begin, fork */

static void before_fork(void) { pthread_mutex_lock(&mutex); }

static void after_fork(void) { pthread_mutex_unlock(&mutex); }

static void in_child(void) {
    pthread_mutex_init(&mutex, NULL);
    inside = 0;
}

__attribute__((constructor)) static void load(void) {
    void *page = (void *)syscall(SYS_mmap, NULL, sizeof(struct shared), PROT_READ | PROT_WRITE,
                                 MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (page == MAP_FAILED) complain("recorder: no memory\n");
    shared = page;
    pthread_atfork(before_fork, after_fork, in_child);
    if (getenv("RECORDER_WATCH") != NULL) {
        recorder_watch(getenv("RECORDER_WATCH"));
        if (recorder_start(getenv("RECORDER_LOG")) < 0) complain("recorder: the log cannot be opened\n");
    }
}
