extension Migrations {
    /// Where the changes of a network begin.
    ///
    /// - `network.start` is the highest number of any change when the network was made: who knows a lower one has followed
    ///   another network of its name.
    static func noteStarts(_ db: SQLConnection) throws {
        try db.execute(sql: "ALTER TABLE network ADD COLUMN start INTEGER NOT NULL DEFAULT 0")
    }
}
