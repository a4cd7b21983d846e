/// A write that waits for its commit.
///
/// `@unchecked`, because after it was made only the thread that commits touches it.
final class QueuedWrite: @unchecked Sendable {
    private let body: (SQLConnection) throws -> Void
    private let completion: ((any Error)?) -> Void
    private var failure: (any Error)?

    init<Success: Sendable>(
        _ body: @escaping @Sendable (SQLConnection) throws -> Success,
        _ completion: @escaping @Sendable (Result<Success, any Error>) -> Void
    ) {
        var success: Success?
        self.body = { db in success = try body(db) }
        self.completion = { failure in
            if let success, failure == nil {
                completion(.success(success))
            } else {
                completion(.failure(failure ?? WriteWithoutResult()))
            }
        }
    }

    /// Carries out the write; after an error the transaction must be undone.
    func run(in db: SQLConnection) throws {
        try body(db)
    }

    /// Carries out the write; an error it throws is its own and leaves no trace in the transaction.
    ///
    /// Throws when SQLite has rolled the whole transaction back.
    func runApart(in db: SQLConnection) throws {
        try db.run("SAVEPOINT write")
        do {
            try body(db)
            try db.run("RELEASE SAVEPOINT write")
        } catch {
            guard db.isInsideTransaction else { throw error }
            try db.run("ROLLBACK TO SAVEPOINT write")
            try db.run("RELEASE SAVEPOINT write")
            failure = error
        }
    }

    /// Tells who asked for the write how the transaction ended; a write that failed before stays failed.
    func finish(_ transactionFailure: (any Error)?) {
        completion(failure ?? transactionFailure)
    }
}

/// A committed write left no result, which no path of the commit queue leads to.
struct WriteWithoutResult: Error {}
