internal import GRDB

/// Opens connections with the settings that durability and sharing rest on.
enum Connection {
    /// How long a connection waits for a lock of another process, in seconds.
    static let busyTimeout = 5.0

    static func open(_ path: String, isReadOnly: Bool) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.readonly = isReadOnly
        configuration.busyMode = .timeout(busyTimeout)
        configuration.label = isReadOnly ? "scimd.reader" : "scimd.writer"
        configuration.prepareDatabase { db in
            if !isReadOnly {
                try db.execute(sql: "PRAGMA journal_mode = WAL")
                // In WAL mode, FULL is one fsync a commit, and no commit that was answered is lost with the power.
                try db.execute(sql: "PRAGMA synchronous = FULL")
            }
            try db.execute(sql: "PRAGMA foreign_keys = ON")
        }
        do {
            return try DatabaseQueue(path: path, configuration: configuration)
        } catch let error as DatabaseError {
            throw StoreError.cannotOpen(path: path, reason: error.message ?? "\(error.resultCode)")
        }
    }
}
