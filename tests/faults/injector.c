/* Loaded before the C library: lets the N-th call that changes something below a folder fail, or
   ends the process there.

   FAULT_FOLDER  the folder; other files are left alone
   FAULT_AT      which call, from 1
   FAULT_HOW     what errno is set to, or less 0: the signal that is sent instead
   FAULT_LOG     a file that gets one letter for each call
*/
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#define FILES 4096
#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static atomic_long calls;
static unsigned char below[FILES];

static const char *text_of(const char *name) {
    const char *value = getenv(name);
    return value ? value : "";
}

static int is_below(const char *path) {
    const char *folder = text_of("FAULT_FOLDER");
    char whole[2 * PATH_MAX] = "";
    if (path[0] != '/' && getcwd(whole, PATH_MAX))
        strcat(whole, "/");
    strncat(whole, path, PATH_MAX - 1);
    return folder[0] && strncmp(whole, folder, strlen(folder)) == 0;
}

/* Returns whether the call shall fail; errno is set then. */
static int is_due(void) {
    long number = atomic_fetch_add(&calls, 1) + 1;
    int how = atoi(text_of("FAULT_HOW"));
    const char *log = text_of("FAULT_LOG");
    if (log[0]) {
        int file = REAL(open)(log, O_WRONLY | O_APPEND | O_CREAT, 0600);
        if (file >= 0) {
            (void)!REAL(write)(file, ".", 1);
            REAL(close)(file);
        }
    }
    if (number != atol(text_of("FAULT_AT")))
        return 0;
    if (how < 0) {
        kill(getpid(), -how);
        return 0;
    }
    errno = how;
    return 1;
}

static int is_file_due(int file) {
    return file >= 0 && file < FILES && below[file] && is_due();
}

static int opened(int file, int counts) {
    if (file >= 0 && file < FILES)
        below[file] = counts;
    return file;
}

#define OPEN(name)                                                                                 \
    int name(const char *path, int flags, ...) {                                                   \
        va_list more;                                                                              \
        va_start(more, flags);                                                                     \
        mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0;                    \
        va_end(more);                                                                              \
        int counts = (flags & (O_WRONLY | O_RDWR | O_CREAT)) && is_below(path);                    \
        return counts && is_due() ? -1 : opened(REAL(name)(path, flags, mode), counts);            \
    }
#define OPEN_AT(name)                                                                              \
    int name(int folder, const char *path, int flags, ...) {                                       \
        va_list more;                                                                              \
        va_start(more, flags);                                                                     \
        mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0;                    \
        va_end(more);                                                                              \
        int counts = (flags & (O_WRONLY | O_RDWR | O_CREAT)) && is_below(path);                    \
        return counts && is_due() ? -1 : opened(REAL(name)(folder, path, flags, mode), counts);    \
    }
OPEN(open)
OPEN(open64)
OPEN_AT(openat)
OPEN_AT(openat64)

ssize_t write(int file, const void *content, size_t size) {
    return is_file_due(file) ? -1 : REAL(write)(file, content, size);
}

ssize_t writev(int file, const struct iovec *parts, int count) {
    return is_file_due(file) ? -1 : REAL(writev)(file, parts, count);
}

int close(int file) {
    int due = is_file_due(file);
    int closed = REAL(close)(opened(file, 0));
    return due ? -1 : closed;
}

int rename(const char *from, const char *to) {
    return is_below(to) && is_due() ? -1 : REAL(rename)(from, to);
}

int link(const char *from, const char *to) {
    return is_below(to) && is_due() ? -1 : REAL(link)(from, to);
}

int unlink(const char *path) {
    return is_below(path) && is_due() ? -1 : REAL(unlink)(path);
}

int mkdir(const char *path, mode_t mode) {
    return is_below(path) && is_due() ? -1 : REAL(mkdir)(path, mode);
}

int rmdir(const char *path) {
    return is_below(path) && is_due() ? -1 : REAL(rmdir)(path);
}

int renameat2(int one, const char *from, int other, const char *to, unsigned how) {
    return is_below(to) && is_due() ? -1 : REAL(renameat2)(one, from, other, to, how);
}
