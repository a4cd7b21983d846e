internal import Synchronization

/// Commits the writes of all threads, many in one transaction.
///
/// The first thread that comes leads: it carries out what is queued, each write in a savepoint of its own, commits once,
/// and wakes the others. What came meanwhile is led by the first of those who wait. So under load a commit is shared by
/// as many writes as arrived during the one before, and a lonely write waits for nobody.
final class CommitQueue: Sendable {
    /// How many writes one transaction has at most, which bounds how long readers' pages are kept from the database.
    static let maximumBatch = 256

    private struct State {
        var waiting: [QueuedWrite] = []
        var isLed = false
    }

    private let connection: SQLConnection
    private let state = Mutex(State())

    init(connection: SQLConnection) {
        self.connection = connection
    }

    /// Carries out a write and returns once it is durable; an error it throws undoes that write alone.
    func commit<Result: Sendable>(_ body: @escaping @Sendable (SQLConnection) throws -> Result) throws -> Result {
        let result = WriteResult<Result>()
        let write = QueuedWrite { db in result.value = try body(db) }
        let mustLead = state.withLock { state in
            state.waiting.append(write)
            defer { state.isLed = true }
            return !state.isLed
        }
        if mustLead || write.waitForTurn() { lead() }
        try write.checkOutcome()
        return try result.taken()
    }

    private func lead() {
        let batch = state.withLock { state in
            let batch = Array(state.waiting.prefix(Self.maximumBatch))
            state.waiting.removeFirst(batch.count)
            return batch
        }
        let failure = commit(batch)
        for write in batch { write.finish(failure) }
        state.withLock { state in
            state.isLed = !state.waiting.isEmpty
            state.waiting.first?.lead()
        }
    }

    /// Runs all writes of a transaction.
    ///
    /// Most batches have no write that fails, so savepoints, which cost a tenth of a write, are only made once one has.
    private func run(_ batch: [QueuedWrite]) throws {
        do {
            for write in batch { try write.run(in: connection) }
        } catch  where connection.isInsideTransaction {
            try connection.run("ROLLBACK TRANSACTION")
            try connection.run("BEGIN IMMEDIATE TRANSACTION")
            for write in batch { try write.runApart(in: connection) }
        }
    }

    /// Runs all writes in one transaction; an error is one that undid them all.
    private func commit(_ batch: [QueuedWrite]) -> (any Error)? {
        do {
            try connection.run("BEGIN IMMEDIATE TRANSACTION")
            do {
                try run(batch)
                try connection.run("COMMIT TRANSACTION")
            } catch {
                if connection.isInsideTransaction { try connection.run("ROLLBACK TRANSACTION") }
                throw error
            }
            return nil
        } catch {
            return error
        }
    }
}
