/// The state of the database that a connection read last, which it goes on reading until there is a newer one.
///
/// To begin and end a transaction takes two calls of the system, and a lock that all threads of the process share: a tenth
/// of what a look-up costs. Whether there is a newer state, a few words of memory tell.
///
/// As long as it is kept, the write-ahead log cannot begin anew, so it must be ended once nobody reads for a while.
final class KeptSnapshot {
    /// What the statement and the index need as long as they are there.
    private let connection: SQLConnection
    private let statement: SQLStatement
    private let index: LogIndex?
    /// What the index said before the state was read, while that is kept.
    private var mark: LogIndex.Mark?
    private var version: Int64 = 0

    init(of connection: SQLConnection) throws {
        self.connection = connection
        // One of its own: others that ask the connection for its state must not find this one begun.
        statement = try SQLStatement("PRAGMA data_version", on: connection)
        _ = try statement.begin { $0.integer(0) }
        statement.end()
        index = LogIndex(of: connection)
    }

    /// Whether there is a state that is kept.
    var isKept: Bool {
        mark != nil
    }

    /// Runs `body` on the latest state, and tells it a number that is another one when another connection has changed the
    /// database since.
    func read<Result>(_ body: (_ version: Int64) throws -> Result) throws -> Result {
        if mark == nil || mark != index?.mark { try renew() }
        var mayBeKept = false
        defer { if !mayBeKept { end() } }
        // Whatever an error was, the next one begins anew.
        let result = try body(version)
        // A log that is to be carried over should begin anew then, for which nobody may read it. Nobody reads one that has been.
        mayBeKept = mark.map { $0.logLength <= Checkpointer.interval || $0.isCarriedOver } ?? false
        return result
    }

    /// Keeps no state any more.
    func end() {
        mark = nil
        statement.end()
    }

    private func renew() throws {
        end()
        // Before the state is: a commit between the two is taken for a newer one, and not missed.
        let mark = index?.mark
        version = try statement.begin { $0.integer(0) } ?? 0
        self.mark = mark
    }
}
