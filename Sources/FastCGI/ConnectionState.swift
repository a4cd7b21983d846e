internal import Glibc
internal import Synchronization

/// Who has a connection now: nobody, the thread that serves it, or the one that hangs up idle connections.
///
/// Threads claim connections with every request, so this takes no lock that they could meet on.
final class ConnectionState: Sendable {
    private static let served = Int.max
    private static let inspected = -1

    /// When the last request ended, in seconds of the monotonic clock, or one of the values above.
    private let value: Atomic<Int>

    init(idleSince now: Int) {
        value = Atomic(now)
    }

    var isServed: Bool {
        value.load(ordering: .relaxed) == Self.served
    }

    /// Takes the connection for the thread that got its event.
    func claim() {
        while true {
            let current = value.load(ordering: .relaxed)
            if current != Self.inspected,
                value.compareExchange(expected: current, desired: Self.served, ordering: .acquiring).exchanged
            {
                return
            }
            // The inspection is one system call long.
            sched_yield()
        }
    }

    /// Gives the connection back when its request is answered.
    func release(now: Int) {
        value.store(now, ordering: .releasing)
    }

    /// Runs `body` when the connection has been idle since before an instant, and keeps threads from claiming it meanwhile.
    func whileIdle(since instant: Int, _ body: () -> Void) {
        let current = value.load(ordering: .relaxed)
        guard current != Self.served, current < instant,
            value.compareExchange(expected: current, desired: Self.inspected, ordering: .acquiring).exchanged
        else { return }
        body()
        value.store(current, ordering: .releasing)
    }
}
