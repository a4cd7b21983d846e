internal import CSQLite

/// A prepared statement of one connection.
@safe final class SQLStatement {
    private let sql: String
    private let statement: OpaquePointer
    private unowned let connection: SQLConnection

    init(_ sql: String, on connection: SQLConnection) throws {
        self.sql = sql
        self.connection = connection
        var statement: OpaquePointer?
        let flags = UInt32(SQLITE_PREPARE_PERSISTENT)
        let code = unsafe sqlite3_prepare_v3(connection.handle, sql, -1, flags, &statement, nil)
        guard code == SQLITE_OK, let statement = unsafe statement else { throw connection.failure(code, sql) }
        unsafe self.statement = statement
    }

    deinit {
        unsafe sqlite3_finalize(statement)
    }

    /// Gives `body` row after row, until it says `false`.
    func each(_ values: [SQLValue], _ more: [SQLValue], _ body: (SQLRow) throws -> Bool) throws {
        defer { unsafe sqlite3_reset(statement) }
        for (index, value) in values.enumerated() {
            bind(value, to: Int32(index + 1))
        }
        for (index, value) in more.enumerated() {
            bind(value, to: Int32(values.count + index + 1))
        }
        while true {
            let code = unsafe sqlite3_step(statement)
            guard code == SQLITE_ROW else {
                guard code == SQLITE_DONE else { throw connection.failure(code, sql) }
                return
            }
            guard unsafe try body(SQLRow(statement)) else { return }
        }
    }

    /// Reads the first row, and stays at it, so that its transaction lasts, until it is ended.
    func begin<Result>(_ read: (SQLRow) -> Result) throws -> Result? {
        switch unsafe sqlite3_step(statement) {
        case SQLITE_ROW: return unsafe read(SQLRow(statement))
        case SQLITE_DONE: return nil
        case let code:
            defer { end() }
            throw connection.failure(code, sql)
        }
    }

    /// Ends what was begun; where nothing was, it does nothing.
    func end() {
        unsafe sqlite3_reset(statement)
    }

    private func bind(_ value: SQLValue, to index: Int32) {
        // SQLite copies what it is given: the buffers end with the call.
        let transient = unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        switch value {
        case .null:
            unsafe sqlite3_bind_null(statement, index)
        case .integer(let integer):
            unsafe sqlite3_bind_int64(statement, index, integer)
        case .real(let real):
            unsafe sqlite3_bind_double(statement, index, real)
        case .text(let text) where text.isEmpty:
            // What has no bytes may have no address, which SQLite takes for null.
            unsafe sqlite3_bind_text(statement, index, "", 0, transient)
        case .text(var text):
            // Not by passing the text itself, of which a copy would be made for C.
            text.withUTF8 { bytes in
                let start = unsafe UnsafeRawPointer(bytes.baseAddress)?.assumingMemoryBound(to: CChar.self)
                _ = unsafe sqlite3_bind_text(statement, index, start, Int32(bytes.count), transient)
            }
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
}
