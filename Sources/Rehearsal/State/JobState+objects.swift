internal import GRDB

extension JobState {
    /// What is remembered of all objects of a kind, by their identifiers.
    package func links(_ kind: ObjectKind) throws -> [String: Link] {
        try queue.read { db in
            var links: [String: Link] = [:]
            let rows = try Row.fetchCursor(db, sql: "SELECT * FROM object WHERE kind = ?", arguments: [kind.rawValue])
            while let row = try rows.next() {
                let link = Link(row)
                links[link.source] = link
            }
            return links
        }
    }

    /// What is remembered of one object.
    func link(_ source: String, _ kind: ObjectKind) throws -> Link? {
        try queue.read { db in
            let row = try Row.fetchOne(
                db,
                sql: "SELECT * FROM object WHERE kind = ? AND source = ?",
                arguments: [kind.rawValue, source]
            )
            return row.map { Link($0) }
        }
    }

    /// How many objects of some kinds failed and wait, by the cycle that tries them again.
    package func waiting(_ kinds: [ObjectKind]) throws -> [Int: Int] {
        try queue.read { db in
            var waiting: [Int: Int] = [:]
            for kind in kinds {
                let cycles = try Int.fetchAll(
                    db,
                    sql: "SELECT retryCycle FROM object WHERE kind = ? AND failures > 0",
                    arguments: [kind.rawValue]
                )
                for cycle in cycles { waiting[cycle, default: 0] += 1 }
            }
            return waiting
        }
    }

    /// Remembers an object; throws `ServiceFailure` when another object is the same one in the application.
    func save(_ link: Link, _ kind: ObjectKind) throws {
        do {
            try queue.write { db in try Self.write(link, kind, db) }
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
            throw ServiceFailure.duplicateSource(link.target, of: "another object of the directory")
        }
    }

    /// Writes what is remembered of an object, within a transaction.
    static func write(_ link: Link, _ kind: ObjectKind, _ db: Database) throws {
        // Who has no account any more is in no group of the application.
        if link.target == nil, try target(of: link.source, kind, db) != nil {
            try forgetMemberships(of: link.source, kind, db)
        }
        // REPLACE would make room in either index: it would take the account from whoever has it.
        try db.execute(
            sql: """
                INSERT INTO object (
                  kind, source, target, name, status, fingerprint, manager, failures, retryCycle
                ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (kind, source) DO UPDATE SET
                  target = excluded.target, name = excluded.name, status = excluded.status,
                  fingerprint = excluded.fingerprint, manager = excluded.manager, failures = excluded.failures,
                  retryCycle = excluded.retryCycle
                """,
            arguments: [
                kind.rawValue, link.source, link.target, link.name, link.status.rawValue, link.fingerprint,
                link.manager, link.failures, link.retryCycle,
            ]
        )
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
            try Self.forgetMemberships(of: source, kind, db)
        }
    }

    private static func target(of source: String, _ kind: ObjectKind, _ db: Database) throws -> String? {
        try String.fetchOne(
            db,
            sql: "SELECT target FROM object WHERE kind = ? AND source = ?",
            arguments: [kind.rawValue, source]
        )
    }

    private static func forgetMemberships(of source: String, _ kind: ObjectKind, _ db: Database) throws {
        try db.execute(sql: "DELETE FROM member WHERE \(kind.memberColumn) = ?", arguments: [source])
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

extension Link {
    /// Reads a row of the table `object`.
    init(_ row: Row) {
        self.init(source: row["source"], name: row["name"])
        target = row["target"]
        status = Status(rawValue: row["status"]) ?? .absent
        fingerprint = row["fingerprint"]
        manager = row["manager"]
        failures = row["failures"]
        retryCycle = row["retryCycle"]
    }
}

extension ObjectKind {
    /// The column of the table `member` that names objects of the kind.
    var memberColumn: String {
        switch self {
        case .user: "person"
        case .group: "team"
        }
    }
}
