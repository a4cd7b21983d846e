extension Migrations {
    /// Keys of networks that are given once.
    ///
    /// - `era.lastNetwork` is the highest key of a network that was deleted. What a process still remembers of that one would
    ///   else become another's: its figures, its contacts, the rest of an import.
    static func giveKeysOnce(_ db: SQLConnection) throws {
        try db.execute(sql: "ALTER TABLE era ADD COLUMN lastNetwork INTEGER NOT NULL DEFAULT 0")
    }
}
