// A disk whose fsync takes 5 ms, for a program that is started with LD_PRELOAD.
#define _GNU_SOURCE
#include <sys/syscall.h>
#include <unistd.h>

static const useconds_t delay = 5000;

int fsync(int file) {
    usleep(delay);
    return (int)syscall(SYS_fsync, file);
}

int fdatasync(int file) {
    usleep(delay);
    return (int)syscall(SYS_fdatasync, file);
}
