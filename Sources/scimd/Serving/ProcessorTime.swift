internal import Glibc

/// The time that threads have had of a processor.
enum ProcessorTime {
    /// That of the calling thread, in microseconds.
    static var ofThread: Int64 {
        var time = timespec()
        unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000
    }
}
