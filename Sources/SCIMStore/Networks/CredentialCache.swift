internal import SCIMProvider
internal import Synchronization

/// The credentials that one connection has read since anything in the database was changed last.
///
/// So a token that is revoked is refused from the next request on, whichever process revoked it.
final class CredentialCache: Sendable {
    private struct State {
        var version: Int64 = 0
        var known: [[UInt8]: Credential] = [:]
    }

    private static let maximumCount = 1_024
    private let state = Mutex(State())

    /// The credential of a hash in a version of the database, or what `read` finds.
    func credential(of hash: [UInt8], version: Int64, _ read: () throws -> Credential?) throws -> Credential? {
        try state.withLock { state in
            if state.version != version || state.known.count >= Self.maximumCount {
                state = State(version: version)
            }
            if let known = state.known[hash] { return known }
            let found = try read()
            state.known[hash] = found
            return found
        }
    }
}
