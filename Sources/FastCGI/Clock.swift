internal import Glibc

/// The clock that no administrator sets.
enum Clock {
    static var seconds: Int {
        milliseconds / 1_000
    }

    static var milliseconds: Int {
        var now = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &now)
        return now.tv_sec * 1_000 + now.tv_nsec / 1_000_000
    }
}
