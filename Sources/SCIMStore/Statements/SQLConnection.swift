internal import GRDB
internal import GRDBSQLite

/// A connection to the database, for one thread at a time.
///
/// GRDB opens it, with the settings that durability and sharing rest on, and migrates through it. What requests need is
/// asked of SQLite directly: the queue that GRDB sends each access through costs as much as the lookup.
///
/// `@unchecked`, because the pool of readers and the queue of writers give it to one thread at a time only.
@safe final class SQLConnection: @unchecked Sendable {
    /// How long a connection waits for a lock of another process, in seconds.
    static let busyTimeout = 5.0

    /// The same connection for what GRDB is better at.
    let queue: DatabaseQueue
    let handle: OpaquePointer
    private var statements: [String: SQLStatement] = [:]

    init(path: String, isReadOnly: Bool) throws {
        var configuration = Configuration()
        configuration.readonly = isReadOnly
        configuration.busyMode = .timeout(Self.busyTimeout)
        configuration.label = isReadOnly ? "scimd.reader" : "scimd.writer"
        configuration.prepareDatabase { db in
            if !isReadOnly {
                try db.execute(sql: "PRAGMA journal_mode = WAL")
                // In WAL mode, FULL is one fsync a commit, and no commit that was answered is lost with the power.
                try db.execute(sql: "PRAGMA synchronous = FULL")
            }
            try db.execute(sql: "PRAGMA foreign_keys = ON")
        }
        do {
            queue = try DatabaseQueue(path: path, configuration: configuration)
        } catch let error as DatabaseError {
            throw StoreError.cannotOpen(path: path, reason: error.message ?? "\(error.resultCode)")
        }
        guard let handle = unsafe queue.unsafeRead({ unsafe $0.sqliteConnection }) else {
            throw StoreError.cannotOpen(path: path, reason: "the connection was closed")
        }
        unsafe self.handle = handle
    }

    deinit {
        // Statements end before the connection they belong to.
        statements = [:]
    }

    /// Whether statements are part of a transaction, which an error may have ended.
    var isInsideTransaction: Bool {
        unsafe sqlite3_get_autocommit(handle) == 0
    }

    /// How many rows the last statement has changed.
    var changesCount: Int32 {
        unsafe sqlite3_changes(handle)
    }

    var lastInsertedRowID: Int64 {
        unsafe sqlite3_last_insert_rowid(handle)
    }

    /// Runs `body` on one state of the database, and tells it a number that is another one when another connection has
    /// changed the database since the number was told last.
    ///
    /// A statement that is not at its end keeps its state for all others, so no transaction must be begun and ended.
    func withSnapshot<Result>(_ body: (_ version: Int64) throws -> Result) throws -> Result {
        let pragma = "PRAGMA data_version"
        let result = try first(pragma, []) { row in try body(row.integer(0)) }
        guard let result else { throw failure(SQLITE_ERROR, pragma) }
        return result
    }

    /// The prepared statement of a text, which is prepared once.
    func statement(_ sql: String) throws -> SQLStatement {
        if let statement = statements[sql] { return statement }
        let statement = try SQLStatement(sql, on: self)
        statements[sql] = statement
        return statement
    }

    /// The error of a call that returned a code.
    func failure(_ code: Int32, _ sql: String) -> DatabaseError {
        let message = unsafe String(cString: sqlite3_errmsg(handle))
        return DatabaseError(resultCode: ResultCode(rawValue: code), message: message, sql: sql)
    }
}
