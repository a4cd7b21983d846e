internal import Synchronization

/// Connections for reading, one for each thread that reads at the same time.
final class ReaderPool: Sendable {
    private let path: String
    private let idle = Mutex<[Reader]>([])

    init(path: String) {
        self.path = path
    }

    /// Runs `body` on one state of the database.
    func withSnapshot<Result>(_ body: (SQLConnection) throws -> Result) throws -> Result {
        try withReader { reader in try reader.connection.withSnapshot { _ in try body(reader.connection) } }
    }

    /// Runs `body` outside of a transaction.
    func withReader<Result>(_ body: (Reader) throws -> Result) throws -> Result {
        let reader = try idle.withLock { $0.popLast() } ?? Reader(path: path)
        defer { idle.withLock { $0.append(reader) } }
        return try body(reader)
    }
}
