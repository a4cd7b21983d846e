internal import CLinux
internal import Glibc

/// The time that threads have had of a processor.
enum ProcessorTime {
    /// How far apart the system is asked, in nanoseconds; nobody is told of less than half a millisecond.
    private static let interval: Int64 = 500_000

    /// That of the calling thread, in microseconds.
    ///
    /// The system locks the scheduler's queue to tell it, twice for each request. So for a while after it was asked, all the
    /// time that passes is taken for the thread's: what is measured between two calls is too much only where it is less than
    /// the interval, and else too little by that at most.
    static var ofThread: Int64 {
        let known = unsafe CLinux_threadTime()
        let now = SystemTime.nanoseconds(of: CLOCK_MONOTONIC)
        let passed = unsafe now - known.pointee.asked
        if passed < interval { return unsafe (known.pointee.processor + passed) / 1_000 }
        let processor = SystemTime.nanoseconds(of: CLOCK_THREAD_CPUTIME_ID)
        unsafe known.pointee = CLinux_ThreadTime(processor: processor, asked: now)
        return unsafe known.pointee.processor / 1_000
    }
}
