internal import Glibc
package import SCIMProvider

extension SQLiteStore: MonitoredStore {
    package func statistics() -> StoreStatistics {
        let (sizes, failures) = commits.meter.counts
        return StoreStatistics(
            commitSizes: sizes,
            failedCommits: failures,
            waitingWrites: commits.waitingCount,
            databaseBytes: Self.size(of: path),
            logBytes: Self.size(of: path + "-wal")
        )
    }

    package func tryWriting(_ completion: @escaping @Sendable (Result<Void, any Error>) -> Void) {
        commits.commit(Self.writeNothing, completion: completion)
    }

    /// Writes a page with what it holds already.
    static func writeNothing(_ db: SQLConnection) throws {
        let version = try db.first("PRAGMA user_version", []) { $0.integer(0) } ?? 0
        try db.run("PRAGMA user_version = \(version)")
    }

    private static func size(of path: String) -> Int {
        var status = stat()
        return unsafe stat(path, &status) == 0 ? Int(status.st_size) : 0
    }
}
