// A disk that fails, for a program that is started with LD_PRELOAD: the calls on the files of one database are counted,
// and some of them fail. FAILING_DISK names a file of `struct control` that the program shares with the test, and
// FAILING_DISK_DATABASE the database.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#define CALLS 65536
#define DESCRIPTORS 1024

struct control {
    // How many calls have been made so far, by all processes.
    atomic_long made;
    // Which of them fail.
    atomic_long first, last;
    // How many have failed.
    atomic_long failed;
    // With which number of an error.
    atomic_int error;
    // Of each call what it was: a letter of the call, and one of the file.
    char calls[CALLS][2];
};

static struct control *control;
static const char *database;
static size_t length;
// Of each open descriptor which of the files it is.
static _Atomic char files[DESCRIPTORS];
static atomic_flag keeping = ATOMIC_FLAG_INIT;

__attribute__((constructor)) static void begin(void) {
    const char *path = getenv("FAILING_DISK");
    database = getenv("FAILING_DISK_DATABASE");
    if (!path || !database) return;
    length = strlen(database);
    int file = (int)syscall(SYS_openat, AT_FDCWD, path, O_RDWR | O_CLOEXEC);
    if (file < 0) abort();
    void *shared = (void *)syscall(SYS_mmap, NULL, sizeof(struct control), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (shared == MAP_FAILED) abort();
    syscall(SYS_close, file);
    control = shared;
}

// d: the database, l: its log, i: the index of that, j: a journal, t: a temporary file, f: the folder; 0: any other.
static char file_at(const char *path) {
    if (!control) return 0;
    if (strstr(path, "/etilqs_")) return 't';
    if (!strncmp(path, database, length)) {
        const char *rest = path + length;
        if (!*rest) return 'd';
        if (!strcmp(rest, "-wal")) return 'l';
        if (!strcmp(rest, "-shm")) return 'i';
        if (!strcmp(rest, "-journal")) return 'j';
        return 0;
    }
    const char *name = strrchr(database, '/') + 1;
    size_t folder = (size_t)(name - database) - 1;
    if (!strncmp(path, database, folder) && (!path[folder] || !strcmp(path + folder, "/"))) return 'f';
    return 0;
}

static char file_of(int descriptor) {
    return descriptor >= 0 && descriptor < DESCRIPTORS ? files[descriptor] : 0;
}

// Counts a call; says whether it fails, with errno set.
static int fails(char call, char file) {
    if (!control || !file) return 0;
    long number = atomic_fetch_add(&control->made, 1) + 1;
    if (number <= CALLS) {
        control->calls[number - 1][0] = call;
        control->calls[number - 1][1] = file;
    }
    if (number < control->first || number > control->last) return 0;
    atomic_fetch_add(&control->failed, 1);
    errno = control->error;
    return 1;
}

static int open_at(int folder, const char *path, int flags, mode_t mode) {
    char file = file_at(path);
    if (fails('o', file)) return -1;
    int descriptor = (int)syscall(SYS_openat, folder, path, flags, mode);
    if (descriptor >= 0 && descriptor < DESCRIPTORS) files[descriptor] = file;
    return descriptor;
}

static mode_t mode_in(int flags, va_list arguments) {
    return flags & (O_CREAT | O_TMPFILE) ? va_arg(arguments, mode_t) : 0;
}

int open(const char *path, int flags, ...) {
    va_list arguments;
    va_start(arguments, flags);
    mode_t mode = mode_in(flags, arguments);
    va_end(arguments);
    return open_at(AT_FDCWD, path, flags, mode);
}

int openat(int folder, const char *path, int flags, ...) {
    va_list arguments;
    va_start(arguments, flags);
    mode_t mode = mode_in(flags, arguments);
    va_end(arguments);
    return open_at(folder, path, flags, mode);
}

int open64(const char *path, int flags, ...) __attribute__((alias("open")));
int openat64(int folder, const char *path, int flags, ...) __attribute__((alias("openat")));

int close(int descriptor) {
    if (descriptor >= 0 && descriptor < DESCRIPTORS) files[descriptor] = 0;
    return (int)syscall(SYS_close, descriptor);
}

// What a write that fails has written may be any part of it.
ssize_t pwrite(int descriptor, const void *bytes, size_t count, off_t offset) {
    if (fails('w', file_of(descriptor))) {
        int error = errno;
        if (count > 1) syscall(SYS_pwrite64, descriptor, bytes, count / 2, offset);
        errno = error;
        return -1;
    }
    return syscall(SYS_pwrite64, descriptor, bytes, count, offset);
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t count, off64_t offset) __attribute__((alias("pwrite")));

ssize_t write(int descriptor, const void *bytes, size_t count) {
    if (fails('w', file_of(descriptor))) return -1;
    return syscall(SYS_write, descriptor, bytes, count);
}

int ftruncate(int descriptor, off_t size) {
    if (fails('t', file_of(descriptor))) return -1;
    return (int)syscall(SYS_ftruncate, descriptor, size);
}

int ftruncate64(int descriptor, off64_t size) __attribute__((alias("ftruncate")));

int fallocate(int descriptor, int mode, off_t offset, off_t size) {
    if (fails('a', file_of(descriptor))) return -1;
    return (int)syscall(SYS_fallocate, descriptor, mode, offset, size);
}

int fallocate64(int descriptor, int mode, off64_t offset, off64_t size) __attribute__((alias("fallocate")));

int posix_fallocate(int descriptor, off_t offset, off_t size) {
    return fallocate(descriptor, 0, offset, size) ? errno : 0;
}

int posix_fallocate64(int descriptor, off64_t offset, off64_t size) __attribute__((alias("posix_fallocate")));

// Keeps what would be left of a file if the power went now.
static void keep(int descriptor, const char *ending) {
    char kept[4096], new[sizeof kept + sizeof ".new"];
    snprintf(kept, sizeof kept, "%s%s.synced", database, ending);
    strcat(strcpy(new, kept), ".new");
    while (atomic_flag_test_and_set(&keeping)) usleep(10);
    int copy = (int)syscall(SYS_openat, AT_FDCWD, new, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    loff_t from = 0;
    while (syscall(SYS_copy_file_range, descriptor, &from, copy, NULL, 1 << 20, 0) > 0) {}
    syscall(SYS_close, copy);
    rename(new, kept);
    atomic_flag_clear(&keeping);
}

int fsync(int descriptor) {
    char file = file_of(descriptor);
    if (fails('s', file)) return -1;
    if (file == 'd') keep(descriptor, "");
    if (file == 'l') keep(descriptor, "-wal");
    // The power does not really go.
    return file ? 0 : (int)syscall(SYS_fsync, descriptor);
}

int fdatasync(int descriptor) __attribute__((alias("fsync")));

void *mmap(void *address, size_t size, int protection, int flags, int descriptor, off_t offset) {
    if (!(flags & MAP_ANONYMOUS) && fails('m', file_of(descriptor))) return MAP_FAILED;
    return (void *)syscall(SYS_mmap, address, size, protection, flags, descriptor, offset);
}

void *mmap64(void *address, size_t size, int protection, int flags, int descriptor, off64_t offset)
    __attribute__((alias("mmap")));
