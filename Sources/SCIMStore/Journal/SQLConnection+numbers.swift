internal import SCIM

extension SQLConnection {
    /// Has the journal go on behind a number, with an entry of that number which is of no network unless there is another.
    ///
    /// The next number is the highest that is there and one more, and none may be given twice.
    func holdNumber(_ number: Int64, at instant: DateTime) throws {
        try run(
            """
            INSERT OR IGNORE INTO journal (seq, network, time, operation, type, resource, version)
            VALUES (?, 0, ?, 'hold', '', '', 0)
            """,
            [.integer(number), .integer(instant.microseconds)]
        )
    }
}
