internal import GRDB
package import SCIM

/// The memory of a provisioning job: an SQLite file, changed after every action, so that an interrupted cycle goes on
/// where it was.
package final class JobState: Sendable {
    /// What tells the file from other databases.
    private static let applicationID = 0x5343_5248
    private static let version = 1

    let queue: DatabaseQueue

    /// Opens a file, or makes a new one; it belongs to one Tenant URL for good.
    package init(path: String, tenant: TenantURL) throws {
        var configuration = Configuration()
        configuration.prepareDatabase { db in
            // Two rehearsals that share a memory would both act on it.
            try db.execute(sql: "PRAGMA locking_mode = EXCLUSIVE")
            try db.execute(sql: "PRAGMA journal_mode = WAL")
            try db.execute(sql: "PRAGMA synchronous = NORMAL")
        }
        do {
            queue = try DatabaseQueue(path: path, configuration: configuration)
            try queue.write { db in try Self.prepare(db, path, tenant) }
        } catch let error as DatabaseError {
            throw StateError(path, Self.explanation(of: error))
        }
    }

    private static func explanation(of error: DatabaseError) -> String {
        switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            "is in use by another scim-rehearsal: wait for it, or give this one a state of its own"
        case .SQLITE_NOTADB: "is no state of scim-rehearsal: name another file"
        case .SQLITE_CORRUPT: "is damaged: remove it, and the next cycle matches everybody anew"
        case .SQLITE_CANTOPEN: "cannot be opened: is there the folder, and may you write in it?"
        default: "cannot be used: \(error)"
        }
    }

    private static func prepare(_ db: Database, _ path: String, _ tenant: TenantURL) throws {
        guard try String.fetchOne(db, sql: "PRAGMA quick_check") == "ok" else {
            throw StateError(path, "is damaged: remove it, and the next cycle matches everybody anew")
        }
        let found = try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0
        if found == 0, try !db.tableExists("job"), try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") == 0
        {
            try create(db, tenant)
        } else if found != applicationID {
            throw StateError(path, "is no state of scim-rehearsal: name another file")
        }
        guard try Int.fetchOne(db, sql: "PRAGMA user_version") == version else {
            throw StateError(path, "was written by another version of scim-rehearsal: use that one, or remove the file")
        }
        let base = try String.fetchOne(db, sql: "SELECT tenant FROM job")
        guard base == tenant.base else {
            throw StateError(path, "belongs to \(base ?? "no endpoint"): give each Tenant URL a state of its own")
        }
    }

    private static func create(_ db: Database, _ tenant: TenantURL) throws {
        try db.execute(
            sql: """
                CREATE TABLE job (
                  tenant TEXT NOT NULL, cycle INTEGER NOT NULL DEFAULT 0, isFinished INTEGER NOT NULL DEFAULT 1,
                  watermark TEXT, quarantine TEXT
                ) STRICT;
                CREATE TABLE object (
                  kind TEXT NOT NULL, source TEXT NOT NULL, target TEXT, name TEXT NOT NULL, status TEXT NOT NULL,
                  fingerprint TEXT NOT NULL, manager TEXT, failures INTEGER NOT NULL, retryCycle INTEGER NOT NULL,
                  PRIMARY KEY (kind, source)
                ) STRICT, WITHOUT ROWID;
                CREATE UNIQUE INDEX objectByTarget ON object (kind, target);
                CREATE TABLE member (
                  team TEXT NOT NULL, person TEXT NOT NULL, PRIMARY KEY (team, person)
                ) STRICT, WITHOUT ROWID;
                PRAGMA application_id = \(applicationID);
                PRAGMA user_version = \(version);
                """
        )
        try db.execute(sql: "INSERT INTO job (tenant) VALUES (?)", arguments: [tenant.base])
    }
}

extension JobState {
    /// Begins a cycle and gives its number, from 1; one that was interrupted keeps its number.
    package func beginCycle() throws -> Int {
        try queue.write { db in
            try db.execute(sql: "UPDATE job SET cycle = cycle + isFinished, isFinished = 0")
            return try Int.fetchOne(db, sql: "SELECT cycle FROM job") ?? 1
        }
    }

    /// The number of the cycle that was begun last.
    package func cycle() throws -> Int {
        try queue.read { db in try Int.fetchOne(db, sql: "SELECT cycle FROM job") ?? 0 }
    }

    /// Ends a cycle: the directory is known up to here.
    package func finishCycle(watermark: DateTime) throws {
        try queue.write { db in
            try db.execute(
                sql: "UPDATE job SET isFinished = 1, watermark = ?, quarantine = NULL",
                arguments: [watermark.description]
            )
        }
    }

    /// Remembers that the job is in quarantine.
    package func quarantine(_ reason: String) throws {
        try queue.write { db in try db.execute(sql: "UPDATE job SET quarantine = ?", arguments: [reason]) }
    }

    /// Why the job is in quarantine, or `nil`.
    package func quarantineReason() throws -> String? {
        try queue.read { db in try String.fetchOne(db, sql: "SELECT quarantine FROM job") }
    }

    /// Forgets what was told, but not whom each object is, as when provisioning is restarted.
    package func restart() throws {
        try queue.write { db in
            try db.execute(
                sql:
                    "UPDATE object SET target = NULL, status = 'absent', fingerprint = '', manager = NULL, failures = 0"
            )
            try db.execute(sql: "DELETE FROM member")
        }
    }
}
