internal import Glibc
internal import Synchronization

/// Who has a connection now: nobody, the thread that serves it, or the one that hangs up those that take too long.
///
/// Threads claim connections with every request, so this takes no lock that they could meet on.
final class ConnectionState: Sendable {
    /// What happens to a connection.
    enum Phase: Int {
        /// Nothing has come since the last answer.
        case idle
        /// A request has come in part.
        case partial
        /// A thread has the connection.
        case served
        /// A thread has it, and waits for the peer to send a body or to take an answer.
        case waiting
    }

    private static let inspected = -1
    /// By how many bits the time is shifted to the left of the phase.
    private static let shift = 2

    /// The phase, and since which second of the monotonic clock there has been that; or the value above.
    private let value: Atomic<Int>

    init(since now: Int) {
        value = Atomic(Self.value(.idle, now))
    }

    /// Whether a thread has the connection.
    var isServed: Bool {
        let phase = Self.phase(value.load(ordering: .relaxed))
        return phase == .served || phase == .waiting
    }

    /// Goes on to a phase, for the thread that got the connection's event, or that has it already.
    func enter(_ phase: Phase, since now: Int = 0) {
        while true {
            let current = value.load(ordering: .relaxed)
            if current != Self.inspected,
                value.compareExchange(
                    expected: current,
                    desired: Self.value(phase, now),
                    ordering: .acquiringAndReleasing
                )
                .exchanged
            {
                return
            }
            // The inspection is one system call long.
            sched_yield()
        }
    }

    /// Runs `body` when the phase began before an instant, and lets nobody end it meanwhile; a thread may have a connection
    /// for as long as it likes.
    func inspect(since instant: (Phase) -> Int, _ body: (Phase) -> Void) {
        let current = value.load(ordering: .relaxed)
        guard current != Self.inspected, case let phase = Self.phase(current), phase != .served,
            current >> Self.shift < instant(phase),
            value.compareExchange(expected: current, desired: Self.inspected, ordering: .acquiring).exchanged
        else { return }
        body(phase)
        value.store(current, ordering: .releasing)
    }

    private static func value(_ phase: Phase, _ now: Int) -> Int {
        now << shift | phase.rawValue
    }

    private static func phase(_ value: Int) -> Phase {
        Phase(rawValue: value & 3) ?? .served
    }
}
