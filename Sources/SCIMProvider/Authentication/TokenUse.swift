package import SCIM
internal import Synchronization

/// When tokens were last used, gathered in memory so that a GET writes nothing.
package final class TokenUse: Sendable {
    private let uses = Mutex<[Int64: DateTime]>([:])
    /// The token and the second that were noted last.
    private let last = Atomic<Int>(0)

    package init() {}

    /// Notes a use; one note a second is enough, and threads that serve one network do not meet on a lock.
    package func record(_ tokenID: Int64, at instant: DateTime) {
        let mark = Int(truncatingIfNeeded: tokenID << 36 ^ instant.microseconds / 1_000_000)
        // Looked at first: what is written is taken out of the other processors' caches.
        guard last.load(ordering: .relaxed) != mark, last.exchange(mark, ordering: .relaxed) != mark else { return }
        uses.withLock { $0[tokenID] = instant }
    }

    /// The uses since the last call.
    package func take() -> [Int64: DateTime] {
        uses.withLock { uses in
            let taken = uses
            uses = [:]
            return taken
        }
    }
}
