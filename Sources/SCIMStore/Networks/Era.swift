/// A number that is another one when a network, a token or a definition has been changed.
enum Era {
    static func current(in db: SQLConnection) throws -> Int64 {
        try db.first("SELECT number FROM era", []) { $0.integer(0) } ?? 0
    }
}
