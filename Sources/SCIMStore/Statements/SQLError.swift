internal import CSQLite

/// What SQLite reports when it cannot do something.
struct SQLError: Error {
    /// The result code as SQLite gives it.
    let code: Int32
    let message: String
    /// The statement, without its values.
    var sql: String?
}

extension SQLError {
    /// An error of which there is no more than the code.
    init(code: Int32) {
        self.init(code: code, message: unsafe String(cString: sqlite3_errstr(code)))
    }

    /// The error of the last call on a connection.
    init(of connection: OpaquePointer, sql: String? = nil) {
        self.init(
            code: unsafe sqlite3_errcode(connection),
            message: unsafe String(cString: sqlite3_errmsg(connection)),
            sql: sql
        )
    }

    /// The code without what extends it.
    var primaryCode: Int32 {
        code & 0xFF
    }
}

extension SQLError: CustomStringConvertible {
    var description: String {
        "SQLite error \(code): \(message)" + (sql.map { " in '\($0)'" } ?? "")
    }
}
