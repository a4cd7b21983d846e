internal import GRDB
internal import Logging
internal import SCIM
package import SCIMProvider

extension SQLiteStore: ResourceStore {
    package func cursorKey() throws -> [UInt8] {
        try readers.withSnapshot { db in
            try db.first("SELECT value FROM secret WHERE name = 'cursor'", []) { $0.bytes(0) } ?? []
        }
    }

    package func credential(hash: [UInt8]) throws -> Credential? {
        try withoutDatabaseErrors {
            try readers.withReader { reader in
                try reader.connection.withSnapshot { version in
                    try reader.credentials.credential(of: hash, version: version) {
                        try credential(hash: hash, in: reader.connection)
                    }
                }
            }
        }
    }

    package func read<Result>(
        _ network: Network,
        _ body: (any ResourceReader) throws -> Result
    ) throws -> Result {
        try withoutDatabaseErrors { try readers.withSnapshot { try body(reader(of: network, in: $0)) } }
    }

    package func write<Result: Sendable>(
        _ network: Network,
        _ body: @escaping @Sendable (any ResourceWriter) throws -> Result
    ) throws -> Result {
        try withoutDatabaseErrors {
            try commits.commit { [self] db in
                try checkUnchanged(network, in: db)
                return try body(SQLiteWriter(reader: reader(of: network, in: db)))
            }
        }
    }

    private func reader(of network: Network, in db: SQLConnection) -> SQLiteReader {
        SQLiteReader(db: db, network: network, definitions: definitions)
    }

    /// Nothing is written into a network that is gone, or by rules that are no longer its own.
    private func checkUnchanged(_ network: Network, in db: SQLConnection) throws {
        let keys = try db.first(
            "SELECT \(DefinitionCache.columns("network.key")) FROM network WHERE network.key = ?",
            [.integer(network.key.value)]
        ) { DefinitionKeys($0, at: 0) }
        guard keys == network.definitions else {
            throw SCIMError.unavailable(
                "the network has just been changed by its operator: repeat the request as it is"
            )
        }
    }

    /// Turns what SQLite reports into what a client is told, and keeps the cause for the log.
    private func withoutDatabaseErrors<Result>(_ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as DatabaseError {
            logger.error("database failed", metadata: ["error": "\(error)"])
            throw error.asUnavailable
        }
    }
}
