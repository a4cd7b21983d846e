internal import Glibc

extension DateTime {
    /// The time of the system's clock, in whole milliseconds: as answers tell it, so that who asks with a time they were
    /// told finds what they were told of.
    package static var now: DateTime {
        var now = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &now)
        return DateTime(microseconds: Int64(now.tv_sec) * 1_000_000 + Int64(now.tv_nsec) / 1_000_000 * 1_000)
    }
}
