#include <sys/prctl.h>

/// Keeps the memory of this process from core files, and from the other processes of its user.
///
/// `prctl` takes any number of arguments, which Swift cannot pass.
static inline int CLinux_hideMemory(void) {
    return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}
