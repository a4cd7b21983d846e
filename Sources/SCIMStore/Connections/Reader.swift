/// A connection for reading, with what it has read of secret tokens, and the state of the database that it keeps.
///
/// `@unchecked`, because the pool of readers gives it to one thread at a time only.
final class Reader: @unchecked Sendable {
    let connection: SQLConnection
    let credentials = CredentialCache()
    let snapshot: KeptSnapshot

    init(path: String) throws {
        connection = try SQLConnection(path: path, isReadOnly: true)
        snapshot = try KeptSnapshot(of: connection)
    }
}
