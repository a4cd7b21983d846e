internal import Dispatch
internal import Synchronization

/// A write that waits for its commit.
final class QueuedWrite: Sendable {
    private enum Phase {
        case queued
        case leading
        case committed
        case failed(any Error)
    }

    private let body: @Sendable (SQLConnection) throws -> Void
    private let phase = Mutex(Phase.queued)
    private let change = DispatchSemaphore(value: 0)

    init(_ body: @escaping @Sendable (SQLConnection) throws -> Void) {
        self.body = body
    }

    /// Waits until the write is done, or until its thread has to lead the commit; says whether it has to.
    func waitForTurn() -> Bool {
        change.wait()
        return phase.withLock { phase in
            guard case .leading = phase else { return false }
            return true
        }
    }

    /// Throws what made the write fail.
    func checkOutcome() throws {
        let phase = phase.withLock { $0 }
        guard case .failed(let error) = phase else { return }
        throw error
    }

    /// Makes the thread that waits lead the next commit.
    func lead() {
        phase.withLock { $0 = .leading }
        change.signal()
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
            phase.withLock { $0 = .failed(error) }
        }
    }

    /// Tells the thread that waits how the transaction ended; a write that failed before stays failed.
    func finish(_ failure: (any Error)?) {
        phase.withLock { phase in
            if case .failed = phase { return }
            phase = failure.map { .failed($0) } ?? .committed
        }
        change.signal()
    }
}
