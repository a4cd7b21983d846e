package import SCIM
internal import Synchronization

/// When tokens were last used, gathered in memory so that a GET writes nothing.
package final class TokenUse: Sendable {
    private let uses = Mutex<[Int64: DateTime]>([:])

    package init() {}

    /// Notes a use.
    package func record(_ tokenID: Int64, at instant: DateTime) {
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
