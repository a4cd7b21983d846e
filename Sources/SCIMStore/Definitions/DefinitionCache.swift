internal import SCIM
internal import SCIMProvider
internal import Synchronization

/// The resource types that have been read from the database.
///
/// A change of definitions gets a new key, so what is kept under a key is never out of date.
final class DefinitionCache: Sendable {
    private static let maximumCount = 1_024
    private let known = Mutex<[DefinitionKeys: NetworkTypes]>([:])

    /// The types that definitions give a network.
    func types(of keys: DefinitionKeys, in db: SQLConnection) throws -> NetworkTypes {
        if let types = known.withLock({ $0[keys] }) { return types }
        let resourceTypes = try Self.resourceTypes(of: keys, in: db)
        let read = NetworkTypes(
            types: resourceTypes,
            catalogue: try AttributeCatalogue(in: db, for: resourceTypes)
        )
        known.withLock { known in
            if known.count >= Self.maximumCount { known = [:] }
            known[keys] = read
        }
        return read
    }

    /// Forgets what was read, as when attributes were given numbers.
    func forget() {
        known.withLock { $0 = [:] }
    }

    /// Reads definitions anew.
    static func resourceTypes(of keys: DefinitionKeys, in db: SQLConnection) throws -> ResourceTypes {
        var types = ResourceTypes.builtIn
        for (key, name) in [(keys.shared, "the schemas of all networks"), (keys.own, "the schemas of the network")] {
            guard let key else { continue }
            let bytes = try db.first("SELECT documents FROM definition WHERE key = ?", [.integer(key)]) { $0.bytes(0) }
            types = try types.adding(Definitions([JSONFile(name: name, bytes: bytes ?? [])]))
        }
        return types
    }

    /// The keys of the definitions that are in force in a network.
    static func keys(for network: Network.Key?, in db: SQLConnection) throws -> DefinitionKeys {
        try db.first("SELECT \(columns("?1"))", [network.map { .integer($0.value) } ?? .null]) {
            DefinitionKeys($0, at: 0)
        } ?? DefinitionKeys()
    }

    /// The two columns with the keys of a network's definitions.
    static func columns(_ network: String) -> String {
        """
        (SELECT key FROM definition WHERE network IS NULL), (SELECT key FROM definition WHERE network = \(network))
        """
    }
}

extension DefinitionKeys {
    /// Reads the columns of `DefinitionCache.columns`.
    init(_ row: SQLRow, at column: Int32) {
        self.init(shared: row.optional(column, row.integer), own: row.optional(column + 1, row.integer))
    }
}
