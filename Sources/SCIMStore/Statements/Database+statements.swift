internal import GRDB
internal import GRDBSQLite

// Statements are prepared and cached by GRDB and stepped here: its rows and arguments cost half as much again as the
// lookup itself, which is what the service does most.
extension Database {
    /// Runs a statement that gives no rows.
    func run(_ sql: String, _ values: [SQLValue] = []) throws {
        try each(sql, values) { _ in false }
    }

    /// What `read` makes of the first row, or `nil` when there is none.
    func first<Result>(_ sql: String, _ values: [SQLValue], _ read: (SQLRow) throws -> Result) throws -> Result? {
        var result: Result?
        try each(sql, values) { row in
            result = try read(row)
            return false
        }
        return result
    }

    /// What `read` makes of all rows.
    func all<Result>(_ sql: String, _ values: [SQLValue] = [], _ read: (SQLRow) throws -> Result) throws -> [Result] {
        var results: [Result] = []
        try each(sql, values) { row in
            results.append(try read(row))
            return true
        }
        return results
    }

    /// Gives `body` row after row, until it says `false`.
    func each(_ sql: String, _ values: [SQLValue], _ body: (SQLRow) throws -> Bool) throws {
        let statement = unsafe try cachedStatement(sql: sql).sqliteStatement
        defer { unsafe sqlite3_reset(statement) }
        for (index, value) in values.enumerated() {
            unsafe bind(value, to: Int32(index + 1), of: statement)
        }
        while true {
            let code = unsafe sqlite3_step(statement)
            guard code == SQLITE_ROW else {
                guard code == SQLITE_DONE else { throw failure(code, sql) }
                return
            }
            guard unsafe try body(SQLRow(statement)) else { return }
        }
    }

    private func bind(_ value: SQLValue, to index: Int32, of statement: OpaquePointer) {
        // SQLite copies what it is given: the buffers end with the call.
        let transient = unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        switch value {
        case .null:
            unsafe sqlite3_bind_null(statement, index)
        case .integer(let integer):
            unsafe sqlite3_bind_int64(statement, index, integer)
        case .real(let real):
            unsafe sqlite3_bind_double(statement, index, real)
        case .text(let text):
            unsafe sqlite3_bind_text(statement, index, text, Int32(text.utf8.count), transient)
        case .utf8(let bytes):
            unsafe bytes.withUnsafeBytes { buffer in
                let start = unsafe buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
                _ = unsafe sqlite3_bind_text(statement, index, start, Int32(buffer.count), transient)
            }
        case .blob(let bytes):
            unsafe bytes.withUnsafeBytes { buffer in
                _ = unsafe sqlite3_bind_blob(statement, index, buffer.baseAddress, Int32(buffer.count), transient)
            }
        }
    }

    private func failure(_ code: Int32, _ sql: String) -> DatabaseError {
        let message = unsafe sqliteConnection.map { unsafe String(cString: sqlite3_errmsg($0)) }
        return DatabaseError(resultCode: ResultCode(rawValue: code), message: message, sql: sql)
    }
}
