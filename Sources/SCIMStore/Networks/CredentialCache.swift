internal import SCIMProvider
internal import Synchronization

/// The credentials that one connection has read in the present era, which ends when anything they depend on is changed.
///
/// So a token that is revoked is refused from the next request on, whichever process revoked it.
final class CredentialCache: Sendable {
    private struct State {
        /// The version of the database in which the era was read last.
        var version: Int64 = 0
        var era: Int64 = 0
        var known: [[UInt8]: Credential] = [:]
    }

    private static let maximumCount = 1_024
    private let state = Mutex(State())

    /// The credential of a hash in a state of the database.
    func credential(of hash: [UInt8], in snapshot: SQLiteSnapshot) throws -> Credential? {
        try state.withLock { state in
            if state.version != snapshot.version {
                let era = try Era.current(in: snapshot.reader.connection)
                if era != state.era { state = State(era: era) }
                state.version = snapshot.version
            }
            if let known = state.known[hash] { return known }
            if state.known.count >= Self.maximumCount { state.known = [:] }
            let found = try snapshot.readCredential(hash: hash, in: state.era)
            state.known[hash] = found
            return found
        }
    }
}
