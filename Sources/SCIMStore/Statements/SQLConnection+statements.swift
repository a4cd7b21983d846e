internal import CSQLite

extension SQLConnection {
    /// Runs statements with semicolons between them, which have no values and give no rows.
    func execute(sql: String) throws {
        let code = unsafe sqlite3_exec(handle, sql, nil, nil, nil)
        guard code == SQLITE_OK else { throw failure(code, sql) }
    }

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

    /// Gives `body` row after row, until it says `false`; the statement is given `values` and `more` behind them.
    func each(
        _ sql: String,
        _ values: [SQLValue],
        _ more: [SQLValue] = [],
        _ body: (SQLRow) throws -> Bool
    ) throws {
        try statement(sql).each(values, more, body)
    }
}
