internal import GRDB

extension JobState {
    /// What is remembered of all objects of a kind, by their identifiers.
    package func links(_ kind: ObjectKind) throws -> [String: Link] {
        try queue.read { db in
            var links: [String: Link] = [:]
            let rows = try Row.fetchCursor(db, sql: "SELECT * FROM object WHERE kind = ?", arguments: [kind.rawValue])
            while let row = try rows.next() {
                var link = Link(source: row["source"], name: row["name"])
                link.target = row["target"]
                link.status = Link.Status(rawValue: row["status"]) ?? .absent
                link.fingerprint = row["fingerprint"]
                link.manager = row["manager"]
                link.failures = row["failures"]
                link.retryCycle = row["retryCycle"]
                links[link.source] = link
            }
            return links
        }
    }

    /// Remembers an object; throws `ServiceFailure` when another object is the same one in the application.
    func save(_ link: Link, _ kind: ObjectKind) throws {
        do {
            try queue.write { db in
                try db.execute(
                    sql: "INSERT OR REPLACE INTO object VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    arguments: [
                        kind.rawValue, link.source, link.target, link.name, link.status.rawValue, link.fingerprint,
                        link.manager, link.failures, link.retryCycle,
                    ]
                )
            }
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
            throw ServiceFailure("DuplicateSourceEntries", "two objects of the directory match \(link.target ?? "one")")
        }
    }

    /// The object of the directory that is linked to one of the application.
    func source(of target: String, _ kind: ObjectKind) throws -> String? {
        try queue.read { db in
            try String.fetchOne(
                db,
                sql: "SELECT source FROM object WHERE kind = ? AND target = ?",
                arguments: [kind.rawValue, target]
            )
        }
    }

    /// Forgets an object and its memberships.
    func remove(_ source: String, _ kind: ObjectKind) throws {
        try queue.write { db in
            try db.execute(
                sql: "DELETE FROM object WHERE kind = ? AND source = ?",
                arguments: [kind.rawValue, source]
            )
            let column = kind == .user ? "person" : "team"
            try db.execute(sql: "DELETE FROM member WHERE \(column) = ?", arguments: [source])
        }
    }

    /// The members that were told of each group.
    func members() throws -> [String: Set<String>] {
        try queue.read { db in
            var members: [String: Set<String>] = [:]
            let rows = try Row.fetchCursor(db, sql: "SELECT team, person FROM member")
            while let row = try rows.next() { members[row["team"], default: []].insert(row["person"]) }
            return members
        }
    }

    /// Remembers members that were added to a group or removed from it.
    func save(_ people: [String], of group: String, areMembers: Bool) throws {
        try queue.write { db in
            let sql =
                areMembers
                ? "INSERT OR IGNORE INTO member (team, person) VALUES (?, ?)"
                : "DELETE FROM member WHERE team = ? AND person = ?"
            for person in people { try db.execute(sql: sql, arguments: [group, person]) }
        }
    }
}
