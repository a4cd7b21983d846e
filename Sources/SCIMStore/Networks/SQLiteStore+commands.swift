// The operator's commands tell what SQLite reports, where clients are told only to come again.
extension SQLiteStore {
    /// Runs a command that changes the database.
    func change<Result: Sendable>(_ body: @escaping @Sendable (SQLConnection) throws -> Result) throws -> Result {
        try StoreError.withReasons(path) { try commits.commit(body) }
    }

    /// Runs a command that looks into the database.
    func look<Result>(_ body: (SQLConnection) throws -> Result) throws -> Result {
        try StoreError.withReasons(path) { try readers.withSnapshot { reader, _ in try body(reader.connection) } }
    }
}
