internal import SCIM
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
        var known: [TokenHash: Credential] = [:]
    }

    /// The SHA-256 of a token, of which a few bytes tell as much as all of them.
    private struct TokenHash: Hashable {
        let bytes: [UInt8]

        func hash(into hasher: inout Hasher) {
            hasher.combine(bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) })
        }
    }

    private static let maximumCount = 1_024
    /// A name that no network has.
    private static let nobody = "-"
    private let state = Mutex(State())

    /// The credential of a hash, if it is one of a network, in a state of the database.
    func credential(of hash: [UInt8], for network: String, in snapshot: SQLiteSnapshot) throws -> Credential? {
        try state.withLock { state in
            if state.version != snapshot.version {
                let era = try Era.current(in: snapshot.reader.connection)
                if era != state.era { state = State(era: era) }
                state.version = snapshot.version
            }
            let known = state.known[TokenHash(bytes: hash)]
            // One that is known to open another network takes as long as one that never was: its opposite is looked up,
            // which is no token's. So time does not tell either that there is such a token. What is done for the one is
            // done for the other, whether it is needed or not.
            let isOpened = (known?.network.name ?? Self.nobody).equalsIgnoringCase(network)
            if let known, isOpened { return known }
            let opposite = hash.map(~)
            let sought = known == nil ? hash : opposite
            guard let found = try snapshot.readCredential(hash: sought, in: state.era) else { return nil }
            if state.known.count >= Self.maximumCount { state.known = [:] }
            state.known[TokenHash(bytes: hash)] = found
            return found.opens(network) ? found : nil
        }
    }
}

extension Credential {
    fileprivate func opens(_ network: String) -> Bool {
        self.network.name.equalsIgnoringCase(network)
    }
}
