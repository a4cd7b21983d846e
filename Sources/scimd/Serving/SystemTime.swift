internal import Glibc

/// What the system's clocks tell.
///
/// Not `ContinuousClock`, whose durations are of 128 bits: to make one a number of microseconds takes ten times as long as to
/// ask for the time.
enum SystemTime {
    /// The time that no administrator sets, in microseconds.
    static var microseconds: Int {
        Int(nanoseconds(of: CLOCK_MONOTONIC) / 1_000)
    }

    static func nanoseconds(of clock: clockid_t) -> Int64 {
        var time = timespec()
        unsafe clock_gettime(clock, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
