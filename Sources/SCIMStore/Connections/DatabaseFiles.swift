/// The files of a database that is open: itself, its write-ahead log and the index of that.
///
/// SQLite goes on with the files that it has opened, also when they are deleted or others are put in their place, and what
/// it writes there nobody finds again.
struct DatabaseFiles: Sendable {
    private let identities: [String: FileIdentity?]

    /// The files that the path of a database and the connection to it name now.
    init(path: String, connection: SQLConnection) {
        // SQLite keeps the other two beside the file itself, which `path` may be a link to.
        let paths = [path] + ["-wal", "-shm"].map { connection.fileName + $0 }
        identities = Dictionary(uniqueKeysWithValues: paths.map { ($0, FileIdentity(path: $0)) })
    }

    /// Throws when a path names another file than before, or none.
    func checkPlace() throws(StoreError) {
        for (path, identity) in identities where FileIdentity(path: path) != identity {
            throw .isAway(path: path)
        }
    }
}
