/// A connection for reading, with what it has read of secret tokens.
final class Reader: Sendable {
    let connection: SQLConnection
    let credentials = CredentialCache()

    init(path: String) throws {
        connection = try SQLConnection(path: path, isReadOnly: true)
    }
}
