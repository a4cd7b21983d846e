internal import CSQLite
internal import Dispatch
internal import Synchronization

/// Carries what was committed over from the write-ahead log into the database, beside the writes.
///
/// A checkpoint copies pages and syncs the database, for which no write should wait. But the log only starts anew when a
/// checkpoint has come to its end, which under load it does not as long as writes go on. So once the log is long, the
/// thread that commits takes the little that is left itself.
final class Checkpointer: Sendable {
    /// After how many pages of the log a checkpoint is made.
    ///
    /// With more, the pages that every write touches would be copied less often, but the disk would be busy for longer with
    /// each, and one answer in a hundred late.
    static let interval = 64
    /// How long the log may become, in pages: 64 MiB.
    private static let maximumLength = 16_000

    /// How many milliseconds other processes are waited for at the end: longer than they keep what they have read.
    private static let patience = 200

    private struct State {
        /// How many pages of the log have been carried over.
        var done = 0
        var isRunning = false
    }

    private let connection: SQLConnection
    private let state = Mutex(State())
    private let queue = DispatchQueue(label: "scimd.checkpoints")

    init(path: String) throws {
        connection = try SQLConnection(path: path, isReadOnly: false)
    }

    /// Looks, between two commits of a connection, whether there is something to do.
    func commitEnded(on writer: SQLConnection) {
        let length = writer.logLength
        if length > Self.maximumLength, let done = try? checkpoint(on: writer) {
            state.withLock { $0.done = done }
        }
        let mustRun = state.withLock { state in
            // A log that is shorter than before has started anew.
            if length < state.done { state.done = 0 }
            guard !state.isRunning, length - state.done > Self.interval else { return false }
            state.isRunning = true
            return true
        }
        if mustRun { queue.async { self.run() } }
    }

    private func run() {
        let done = try? checkpoint(on: connection)
        state.withLock { state in
            state.isRunning = false
            if let done { state.done = done }
        }
    }

    /// Carries everything over and empties the log, unless others use the database all the time.
    ///
    /// Else whoever opens the database next does it, before anything else: 64 MiB take 100 ms.
    func emptyLog() throws {
        try queue.sync {
            try connection.run("PRAGMA busy_timeout = \(Self.patience)")
            try connection.run("PRAGMA wal_checkpoint(TRUNCATE)")
        }
    }

    /// Carries over what no reader needs in the log any more; gives how many of its pages have been carried over.
    private func checkpoint(on connection: SQLConnection) throws -> Int {
        try connection.first("PRAGMA wal_checkpoint(PASSIVE)", []) { Int($0.integer(2)) } ?? 0
    }
}
