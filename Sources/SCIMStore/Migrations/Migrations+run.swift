internal import GRDB

extension Migrations {
    /// Brings a database to today's shape, and refuses one that has a later shape.
    ///
    /// Two processes that start together on a new file both try; the one that comes second finds the work done.
    static func run(on connection: DatabaseQueue, path: String) throws {
        let isNewer = try connection.read { try migrator.hasBeenSuperseded($0) }
        guard !isNewer else { throw StoreError.madeByNewerVersion(path: path) }
        do {
            try migrator.migrate(connection)
        } catch is DatabaseError {
            try migrator.migrate(connection)
        }
    }
}
