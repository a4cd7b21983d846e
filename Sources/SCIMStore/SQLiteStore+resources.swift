internal import Logging
internal import SCIM
package import SCIMProvider

extension SQLiteStore: ResourceStore {
    package func cursorKey() throws -> [UInt8] {
        try readers.withSnapshot { reader, _ in
            try reader.connection.first("SELECT value FROM secret WHERE name = 'cursor'", []) { $0.bytes(0) } ?? []
        }
    }

    package func read<Result>(_ body: (any StoreReader) throws -> Result) throws -> Result {
        try withoutDatabaseErrors {
            try readers.withSnapshot { reader, version in
                try body(SQLiteSnapshot(reader: reader, version: version, definitions: definitions))
            }
        }
    }

    package func write<Success: Sendable>(
        _ network: Network,
        _ body: @escaping @Sendable (any ResourceWriter) throws -> Success,
        completion: @escaping @Sendable (Result<Success, any Error>) -> Void
    ) {
        commits.commit(
            { [self] db in
                try checkUnchanged(network, in: db)
                return try body(SQLiteWriter(reader: SQLiteReader(db: db, network: network, definitions: definitions)))
            },
            completion: { [self] result in
                completion(Result { try withoutDatabaseErrors { try result.get() } })
            }
        )
    }

    /// Nothing is written into a network that is gone, or by rules that are no longer its own.
    private func checkUnchanged(_ network: Network, in db: SQLConnection) throws {
        guard try network.era != Era.current(in: db) else { return }
        let rules = try db.first(
            "SELECT \(DefinitionCache.columns("network.key")), settings FROM network WHERE network.key = ?",
            [.integer(network.key.value)]
        ) { (definitions: DefinitionKeys($0, at: 0), settings: $0.settings(2)) }
        guard let rules, rules.definitions == network.definitions, rules.settings == network.settings else {
            throw SCIMError.unavailable(
                "the network has just been changed by its operator: repeat the request as it is"
            )
        }
    }

    /// Turns what SQLite reports into what a client is told, and keeps the cause for the log.
    private func withoutDatabaseErrors<Result>(_ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as SQLError {
            logger.error("database failed", metadata: ["error": "\(error)"])
            throw error.asUnavailable
        } catch let error as StoreError {
            logger.error("database failed", metadata: ["error": "\(error)"])
            throw SCIMError.unreachable
        }
    }
}
