internal import GRDB

extension JobState {
    /// Links an object to the one of the application that it matches, before anything is written there, and gives what is
    /// remembered of it then; throws `ServiceFailure` when another object is linked to that one already.
    ///
    /// Another that is `gone` from the directory gives way: the same row came back under a new identifier, so it goes on
    /// where the old one was, in the same groups.
    func claim(_ target: String, for link: Link, _ kind: ObjectKind, gone: Set<String>) throws -> Link {
        try queue.write { db in
            var claimed = link
            claimed.target = target
            if let holder = try Self.holder(of: target, kind, db) {
                if holder.source != link.source {
                    guard gone.contains(holder.source) else {
                        throw ServiceFailure.duplicateSource(target, of: holder.name)
                    }
                    try Self.giveWay(holder.source, to: link.source, kind, db)
                }
                claimed.status = holder.status
                claimed.manager = holder.manager
            }
            try Self.write(claimed, kind, db)
            return claimed
        }
    }

    private static func holder(of target: String, _ kind: ObjectKind, _ db: Database) throws -> Link? {
        let row = try Row.fetchOne(
            db,
            sql: "SELECT * FROM object WHERE kind = ? AND target = ?",
            arguments: [kind.rawValue, target]
        )
        return row.map { Link($0) }
    }

    private static func giveWay(_ old: String, to new: String, _ kind: ObjectKind, _ db: Database) throws {
        try db.execute(sql: "DELETE FROM object WHERE kind = ? AND source = ?", arguments: [kind.rawValue, old])
        let column = kind.memberColumn
        try db.execute(sql: "UPDATE OR REPLACE member SET \(column) = ? WHERE \(column) = ?", arguments: [new, old])
    }
}

extension ServiceFailure {
    /// Two objects of the directory are one in the application.
    static func duplicateSource(_ target: String?, of name: String) -> ServiceFailure {
        ServiceFailure("DuplicateSourceEntries", "\(target ?? "the account") is linked to \(name) already")
    }
}
