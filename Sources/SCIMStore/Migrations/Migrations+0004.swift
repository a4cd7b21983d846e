internal import GRDB

extension Migrations {
    /// What operators are told of changes and of requests that were refused.
    ///
    /// A refused request is a row of the journal whose operation is `refuse`; it is about no version of a resource, and no
    /// other row names it in `previous`.
    ///
    /// - `client` is what the client calls itself (User-Agent).
    /// - `route` is the method and the path of a refused request: `POST /Users`.
    /// - `subject` is who a refused request was about, as far as it said so: a userName, a displayName, a filter.
    /// - `status`, `scimType` and `reason` are what the client was answered.
    static func tellRefusals(_ db: Database) throws {
        for column in ["client TEXT", "route TEXT", "subject TEXT", "status INTEGER", "scimType TEXT", "reason TEXT"] {
            try db.execute(sql: "ALTER TABLE journal ADD COLUMN \(column)")
        }
    }
}
