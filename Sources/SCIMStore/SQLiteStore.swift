package import Logging
internal import SCIM

/// Keeps networks and resources in one SQLite file.
///
/// Any number of processes may open the same file; nothing that another process may have changed is remembered between
/// two calls.
package final class SQLiteStore: Sendable {
    package let path: String
    let readers: ReaderPool
    let commits: CommitQueue
    let definitions = DefinitionCache()
    let logger: Logger

    /// Opens a database, makes it when there is none and it may, and brings it to today's shape.
    package init(path: String, logger: Logger, makesMissing: Bool = true) throws {
        self.path = path
        self.logger = logger
        SQLConnection.configure()
        try DatabaseFile.prepare(path, makesMissing: makesMissing)
        let file = FileIdentity(path: path)
        try Migrations.run(on: path)
        commits = try CommitQueue(path: path)
        readers = ReaderPool(path: path, files: commits.files)
        try prepareTypes()
        // Whoever waited here for a backup to be put in place holds the database that was there before.
        guard FileIdentity(path: path) == file else {
            throw StoreError.cannotOpen(path: path, reason: "it was replaced while it was opened; start again")
        }
    }

    /// Prepares for many requests; it writes, which opening a database does not.
    ///
    /// Until something is in the write-ahead log, each reader looks with every read whether there is one by now.
    package func beginServing() throws {
        try change(Self.writeNothing)
    }

    /// Leaves a database that the next process has open at once, when all requests are answered.
    package func endServing() throws {
        readers.endSnapshots()
        try StoreError.withReasons(path) { try commits.emptyLog() }
    }
}
