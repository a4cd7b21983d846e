internal import GRDB

extension Migrations {
    /// Brings a database to today's shape, and refuses one that has a later shape; one of today's is only read.
    ///
    /// Two processes that start together on a new file both try; the one that comes second finds the work done.
    static func run(on connection: DatabaseQueue, path: String) throws {
        let isNewer = try connection.read { try migrator.hasBeenSuperseded($0) }
        guard !isNewer else { throw StoreError.madeByNewerVersion(path: path) }
        guard try !connection.read({ try migrator.hasCompletedMigrations($0) }) else { return }
        do {
            try migrator.migrate(connection)
        } catch is DatabaseError {
            try migrator.migrate(connection)
        }
    }
}
