/// How many requests a network may still make: a bucket that is filled at a rate, and from which each request takes.
///
/// All that is kept is the moment at which it will be full again, so a network that has asked for little lately is as one
/// that never asked. Times are microseconds of one clock.
struct RequestAllowance {
    /// For how long the rate fills an empty bucket.
    static let depth: Int64 = 2_000_000
    /// How long it takes at most to pay what was taken and was not there; this also bounds what a clock that is set back does.
    static let longestDebt: Int64 = 30_000_000

    private var full = Int64.min

    /// How long a request has to wait at an instant; 0 while there is something in the bucket.
    func wait(at now: Int64) -> Int64 {
        full > now ? max(0, min(full - now, Self.depth + Self.longestDebt) - Self.depth) : 0
    }

    /// Takes requests from the bucket unless they have to wait; gives how long they have to.
    mutating func admit(_ count: Int, of rate: Int, at now: Int64) -> Int64 {
        let wait = wait(at: now)
        if wait == 0 { take(count, of: rate, at: now) }
        return wait
    }

    /// Takes requests from the bucket, whether they are there or not.
    mutating func take(_ count: Int, of rate: Int, at now: Int64) {
        let end = max(full, now) + Int64(count) * 1_000_000 / Int64(rate)
        full = min(end, now + Self.depth + Self.longestDebt)
    }
}
