internal import GRDB
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

    /// Opens a database, makes it when there is none, and brings it to today's shape.
    package init(path: String, logger: Logger) throws {
        self.path = path
        self.logger = logger
        try DatabaseFile.create(path)
        let writer = try Connection.open(path, isReadOnly: false)
        try StoreError.withReasons(path) {
            try Migrations.run(on: writer, path: path)
            let isComplete = try writer.read { try AttributeCatalogue(in: $0).isComplete(for: .builtIn) }
            if !isComplete { try writer.write { try AttributeCatalogue.add(.builtIn, in: $0) } }
        }
        commits = CommitQueue(connection: writer)
        readers = ReaderPool(path: path)
        try readDefinitions()
    }
}
