internal import CSQLite

/// Copies a database page by page.
enum DatabaseCopy {
    /// How many pages are copied between two tellings of progress: 4 MiB.
    private static let step: Int32 = 1_000

    /// Copies one state of a database into an empty file, while others read and write.
    ///
    /// It tells how many pages of how many are done. The copy is a single file, and on the disk only when it has been
    /// synced.
    static func run(from source: SQLConnection, to path: String, _ progress: (Int, Int) -> Void) throws {
        var handle: OpaquePointer?
        let opened = unsafe sqlite3_open_v2(path, &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nil)
        defer { unsafe sqlite3_close_v2(handle) }
        guard opened == SQLITE_OK, let target = unsafe handle else {
            throw SQLError(code: opened)
        }
        // There is nothing to go back to in a file that is new.
        try unsafe run("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF", on: target)
        // With a transaction that stays open, what others write does not make the copy begin anew.
        try source.withSnapshot { _ in try unsafe copy(source.handle, target, progress) }
        // The copy says that it has a log, which needs a second file, also to be read.
        try unsafe run("PRAGMA journal_mode = DELETE", on: target)
    }

    private static func copy(_ source: OpaquePointer, _ target: OpaquePointer, _ progress: (Int, Int) -> Void) throws {
        guard let copy = unsafe sqlite3_backup_init(target, "main", source, "main") else {
            throw unsafe SQLError(of: target)
        }
        var code = SQLITE_OK
        while code == SQLITE_OK {
            code = unsafe sqlite3_backup_step(copy, step)
            let total = unsafe Int(sqlite3_backup_pagecount(copy))
            progress(unsafe total - Int(sqlite3_backup_remaining(copy)), total)
        }
        let finished = unsafe sqlite3_backup_finish(copy)
        guard code == SQLITE_DONE, finished == SQLITE_OK else {
            throw code == SQLITE_DONE ? unsafe SQLError(of: target) : SQLError(code: code)
        }
    }

    private static func run(_ sql: String, on handle: OpaquePointer) throws {
        guard unsafe sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK else { throw unsafe SQLError(of: handle) }
    }
}
