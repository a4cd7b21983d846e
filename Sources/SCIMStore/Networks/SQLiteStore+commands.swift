internal import GRDB

// The operator's commands tell what SQLite reports, where clients are told only to come again.
extension SQLiteStore {
    /// Runs a command that changes the database.
    func change<Result: Sendable>(_ body: @escaping @Sendable (Database) throws -> Result) throws -> Result {
        try withReasons { try commits.commit(body) }
    }

    /// Runs a command that looks into the database.
    func look<Result>(_ body: (Database) throws -> Result) throws -> Result {
        try withReasons { try readers.withReader(body) }
    }

    private func withReasons<Result>(_ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as DatabaseError {
            throw StoreError.cannotUse(path: path, reason: error.message ?? "\(error.resultCode)")
        }
    }
}
