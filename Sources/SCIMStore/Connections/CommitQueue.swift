internal import Dispatch
internal import SCIMProvider
internal import Synchronization

/// Commits the writes of all threads, many in one transaction.
///
/// Writes are carried out one after the other on a queue of their own, and those that came while a transaction was
/// committed share the next one. So under load a commit is shared by as many writes as arrived during the one before, and
/// a lonely write waits for nobody. No thread waits for a commit unless it wants to, so a few threads are enough for any
/// number of writes.
final class CommitQueue: Sendable {
    /// How many writes one transaction has at most, which bounds how long readers' pages are kept from the database.
    static let maximumBatch = 256

    private struct State {
        var waiting: [QueuedWrite] = []
        var isRunning = false
    }

    private let connection: SQLConnection
    private let state = Mutex(State())
    /// Of a priority of its own: it would take that of a slow request which writes, and others would wait for it.
    private let queue = DispatchQueue(label: "scimd.commits", qos: .default)

    let meter = CommitMeter()
    /// The files that writes go into.
    let files: DatabaseFiles
    private let turn: CommitTurn
    private let checkpointer: Checkpointer

    init(path: String) throws {
        connection = try SQLConnection(path: path, isReadOnly: false)
        files = DatabaseFiles(path: path, connection: connection)
        turn = try CommitTurn(path: path)
        checkpointer = try Checkpointer(path: path)
    }

    /// Carries out a write, and tells from another thread what came of it once it is durable.
    ///
    /// An error that `body` throws undoes that write alone. It may be carried out more than once, the last time counts.
    func commit<Success: Sendable>(
        _ body: @escaping @Sendable (SQLConnection) throws -> Success,
        completion: @escaping @Sendable (Result<Success, any Error>) -> Void
    ) {
        let write = QueuedWrite(body, completion)
        let mustStart = state.withLock { state in
            state.waiting.append(write)
            defer { state.isRunning = true }
            return !state.isRunning
        }
        if mustStart { queue.async { self.commitAll() } }
    }

    /// Carries out a write and returns once it is durable.
    func commit<Success: Sendable>(_ body: @escaping @Sendable (SQLConnection) throws -> Success) throws -> Success {
        let result = PendingResult<Success>()
        commit(body) { result.fulfill($0) }
        return try result.get()
    }

    /// Leaves nothing in the log, once nobody commits any more.
    func emptyLog() throws {
        try checkpointer.emptyLog()
    }

    /// How many writes wait for a commit.
    var waitingCount: Int {
        state.withLock { $0.waiting.count }
    }

    private func commitAll() {
        while let batch = next() {
            let failure = turn.take { commit(batch) }
            meter.record(size: batch.count, isFailure: failure != nil)
            for write in batch { write.finish(failure) }
            checkpointer.commitEnded(on: connection)
        }
    }

    private func next() -> [QueuedWrite]? {
        state.withLock { state in
            guard !state.waiting.isEmpty else {
                state.isRunning = false
                return nil
            }
            let batch = Array(state.waiting.prefix(Self.maximumBatch))
            state.waiting.removeFirst(batch.count)
            return batch
        }
    }

    /// Runs all writes in one transaction; an error is one that undid them all.
    private func commit(_ batch: [QueuedWrite]) -> (any Error)? {
        do {
            try files.checkPlace()
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
}
