internal import CSQLite

/// A connection to the database, for one thread at a time.
///
/// It asks SQLite directly: what a library does around each access costs as much as the lookup.
///
/// `@unchecked`, because the pool of readers and the queue of writers give it to one thread at a time only.
@safe final class SQLConnection: @unchecked Sendable {
    /// How long a connection waits for a lock of another process, in seconds.
    static let busyTimeout = 5.0

    let handle: OpaquePointer
    /// How many pages the write-ahead log had after the last commit of this connection.
    private(set) var logLength = 0
    private var statements: [StatementKey: SQLStatement] = [:]

    /// Prepares SQLite, before the first connection of the process; later it does nothing.
    static func configure() {
        _ = CSQLite_withoutMemoryStatistics()
    }

    /// Opens a database that there is.
    init(path: String, isReadOnly: Bool) throws {
        var handle: OpaquePointer?
        // One thread at a time needs no mutex of SQLite's.
        let flags = (isReadOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE) | SQLITE_OPEN_NOMUTEX
        let fileSystem = !isReadOnly && LogFileSystem.isRegistered ? LogFileSystem.name : nil
        let code = unsafe sqlite3_open_v2(path, &handle, flags, fileSystem)
        guard code == SQLITE_OK, let handle = unsafe handle else {
            let reason = unsafe String(cString: sqlite3_errstr(code))
            unsafe sqlite3_close_v2(handle)
            throw StoreError.cannotOpen(path: path, reason: reason)
        }
        unsafe self.handle = handle
        unsafe sqlite3_busy_timeout(handle, Int32(Self.busyTimeout * 1_000))
        do {
            if !isReadOnly {
                try run("PRAGMA journal_mode = WAL")
                // In WAL mode, FULL is one fsync a commit, and no commit that was answered is lost with the power.
                try run("PRAGMA synchronous = FULL")
                // The pages that changes touch lie all over the file; readers find theirs in the system's cache.
                try run("PRAGMA cache_size = -8000")
                // SQLite's own checkpoints would hold up the write that comes after a thousand pages.
                unsafe sqlite3_wal_hook(
                    handle,
                    { context, _, _, pages in
                        guard let context = unsafe context else { return SQLITE_OK }
                        unsafe Unmanaged<SQLConnection>.fromOpaque(context).takeUnretainedValue().logLength = Int(pages)
                        return SQLITE_OK
                    },
                    Unmanaged.passUnretained(self).toOpaque()
                )
            }
            if isReadOnly {
                // A look-up among a million users needs pages of some MiB that all look-ups share; what a user alone has is
                // in the system's cache.
                try run("PRAGMA cache_size = -6000")
            }
            try run("PRAGMA foreign_keys = ON")
        } catch let error as SQLError {
            throw StoreError.cannotOpen(path: path, reason: error.message)
        }
    }

    deinit {
        // Statements end before the connection they belong to.
        statements = [:]
        unsafe sqlite3_close_v2(handle)
    }

    /// The path of the database's file, without links.
    var fileName: String {
        unsafe sqlite3_db_filename(handle, "main").map { unsafe String(cString: $0) } ?? ""
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
        let key = StatementKey(sql: sql)
        if let statement = statements[key] { return statement }
        let statement = try SQLStatement(sql, on: self)
        statements[key] = statement
        return statement
    }

    /// The error of a call that returned a code.
    func failure(_ code: Int32, _ sql: String) -> SQLError {
        SQLError(code: code, message: unsafe String(cString: sqlite3_errmsg(handle)), sql: sql)
    }
}
