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
    /// - `contact` counts the requests of each minute, also those that change nothing; minutes are counted from 1970.
    static func tellRefusals(_ db: SQLConnection) throws {
        for column in ["client TEXT", "route TEXT", "subject TEXT", "status INTEGER", "scimType TEXT", "reason TEXT"] {
            try db.execute(sql: "ALTER TABLE journal ADD COLUMN \(column)")
        }
        try db.execute(
            sql: """
                CREATE TABLE contact (
                    network INTEGER NOT NULL,
                    minute INTEGER NOT NULL,
                    requests INTEGER NOT NULL,
                    PRIMARY KEY (network, minute)
                ) STRICT, WITHOUT ROWID;
                """
        )
    }
}
