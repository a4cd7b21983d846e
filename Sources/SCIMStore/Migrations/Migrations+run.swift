internal import GRDB

extension Migrations {
    /// Brings a database to today's shape, and refuses one that has a later shape; one of today's is only read.
    ///
    /// Two processes that start together on a new file both try; the one that comes second finds the work done.
    static func run(on path: String) throws {
        let connection: DatabaseQueue
        do {
            connection = try open(path)
        } catch let error as DatabaseError {
            throw StoreError.cannotOpen(path: path, reason: error.message ?? "\(error.resultCode)")
        }
        try StoreError.withReasons(path) {
            let isNewer = try connection.read { try migrator.hasBeenSuperseded($0) }
            guard !isNewer else { throw StoreError.madeByNewerVersion(path: path) }
            guard try !connection.read({ try migrator.hasCompletedMigrations($0) }) else { return }
            do {
                try migrator.migrate(connection)
            } catch is DatabaseError {
                try migrator.migrate(connection)
            }
        }
        try connection.close()
    }

    private static func open(_ path: String) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.busyMode = .timeout(SQLConnection.busyTimeout)
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA journal_mode = WAL")
        }
        return try DatabaseQueue(path: path, configuration: configuration)
    }
}
