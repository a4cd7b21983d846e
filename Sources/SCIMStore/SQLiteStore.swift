internal import GRDB
package import Logging
package import SCIM
package import SCIMProvider

/// Keeps networks and resources in one SQLite file.
///
/// Any number of processes may open the same file; nothing that another process may have changed is remembered between
/// two calls.
package final class SQLiteStore: Sendable {
    package let path: String
    let resourceTypes: [ResourceType]
    let readers: ReaderPool
    let commits: CommitQueue
    let catalogue: AttributeCatalogue
    let logger: Logger

    /// Opens a database, makes it when there is none, and brings it to today's shape.
    package init(path: String, resourceTypes: [ResourceType] = ResourceType.builtIn, logger: Logger) throws {
        self.path = path
        self.resourceTypes = resourceTypes
        self.logger = logger
        try DatabaseFile.create(path)
        let writer = try Connection.open(path, isReadOnly: false)
        catalogue = try StoreError.withReasons(path) {
            try Migrations.run(on: writer, path: path)
            return try AttributeCatalogue(of: resourceTypes, in: writer)
        }
        commits = CommitQueue(connection: writer)
        readers = ReaderPool(path: path)
    }
}

extension SQLiteStore: ResourceStore {
    package func cursorKey() throws -> [UInt8] {
        try readers.withReader { db in
            try db.first("SELECT value FROM secret WHERE name = 'cursor'", []) { $0.bytes(0) } ?? []
        }
    }

    package func read<Result>(_ body: (any ResourceReader) throws -> Result) throws -> Result {
        try withoutDatabaseErrors {
            try readers.withReader { db in
                try body(SQLiteReader(db: db, catalogue: catalogue, resourceTypes: resourceTypes))
            }
        }
    }

    package func write<Result: Sendable>(
        _ body: @escaping @Sendable (any ResourceWriter) throws -> Result
    ) throws -> Result {
        try withoutDatabaseErrors {
            try commits.commit { [catalogue, resourceTypes] db in
                try body(SQLiteWriter(reader: SQLiteReader(db: db, catalogue: catalogue, resourceTypes: resourceTypes)))
            }
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
