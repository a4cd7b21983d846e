internal import GRDB
internal import Synchronization

/// Connections for reading, one for each thread that reads at the same time.
///
/// GRDB's own pool was measured at three times the cost of a queue that is used by one thread at a time.
final class ReaderPool: Sendable {
    private let path: String
    private let idle = Mutex<[DatabaseQueue]>([])

    init(path: String) {
        self.path = path
    }

    /// Runs `body` in one read transaction.
    func withReader<Result>(_ body: (Database) throws -> Result) throws -> Result {
        try withConnection { db in
            try db.run("BEGIN DEFERRED TRANSACTION")
            defer { try? db.run("COMMIT TRANSACTION") }
            return try body(db)
        }
    }

    /// Runs `body` outside of a transaction.
    func withConnection<Result>(_ body: (Database) throws -> Result) throws -> Result {
        let reader = try idle.withLock { $0.popLast() } ?? Connection.open(path, isReadOnly: true)
        defer { idle.withLock { $0.append(reader) } }
        return try reader.unsafeRead(body)
    }
}
