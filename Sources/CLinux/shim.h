#include <malloc.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/prctl.h>

/// Keeps the memory of this process from core files, and from the other processes of its user.
///
/// `prctl` takes any number of arguments, which Swift cannot pass.
static inline int CLinux_hideMemory(void) {
    return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

/// Finds bytes among others, in a time that grows with the number of both and not with their product.
///
/// The header of glibc has it for who asks for GNU's extensions, which Swift does not.
extern void *memmem(const void *bytes, size_t count, const void *sought, size_t soughtCount);

/// What a thread knows of its own time of a processor.
struct CLinux_ThreadTime {
    /// The time it had when it asked last, and when that was, in nanoseconds.
    int64_t processor, asked;
};

/// The place where the calling thread keeps it; Swift has no variables of threads.
static inline struct CLinux_ThreadTime *_Nonnull CLinux_threadTime(void) {
    static _Thread_local struct CLinux_ThreadTime time;
    return &time;
}
