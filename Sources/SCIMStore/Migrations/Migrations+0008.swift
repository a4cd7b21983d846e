extension Migrations {
    /// Addresses for work in an index of their own.
    ///
    /// What was the index of all addresses becomes that of the others. Both are given up here: indexes that have no number in
    /// `attribute` are filled from the documents when the database is opened.
    static func separateWorkAddresses(_ db: SQLConnection) throws {
        let attributes = "SELECT key FROM attribute WHERE path = 'emails.value' OR path LIKE '%:emails.value'"
        try db.execute(
            sql: """
                DELETE FROM value WHERE network IN (SELECT key FROM network) AND attribute IN (\(attributes));
                DELETE FROM attribute WHERE key IN (\(attributes));
                """
        )
    }
}
