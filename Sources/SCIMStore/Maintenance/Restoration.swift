internal import Glibc
package import Logging
package import SCIM

/// Puts a backup in the place of a database.
///
/// The place is never empty: the database that is there gets a second name, and the copy, once it has been checked and
/// lies on the disk, takes over the first. Nobody can open the database in the meantime.
package struct Restoration {
    /// By how much the numbers of changes go on behind those in the backup at least, should the clock be wrong.
    static let gap: Int64 = 1_000_000_000

    private let backup: String
    private let database: String
    private let logger: Logger

    package init(of backup: String, to database: String, logger: Logger) {
        self.backup = backup
        self.database = database
        self.logger = logger
    }

    /// Does it; gives what the backup holds, and under which name the database is kept that was there before.
    ///
    /// `makeFile` makes the file that is to take a path over, and may discard it should the process be asked to end.
    package func run(
        at instant: DateTime,
        makeFile: (_ path: String) throws -> NewFile,
        progress: (_ done: Int, _ total: Int) -> Void
    ) throws -> (report: CheckReport, kept: String?) {
        SQLConnection.configure()
        guard try owner(of: backup) != nil else {
            throw RestoreError.noDatabase(path: backup, reason: "it is not there")
        }
        let old = try owner(of: database)
        guard try !isSameFile() else { throw RestoreError.sameFile(backup) }
        let lock = old == nil ? nil : try DatabaseLock(path: database)
        defer { withExtendedLifetime(lock) {} }
        let copy = try makeFile(database)
        do {
            try copyBackup(to: copy, progress)
            let report = try check(copy.partialPath)
            try mark(copy.partialPath, at: instant)
            for ending in ["-wal", "-shm"] { unsafe unlink(copy.partialPath + ending) }
            if let owner = try old ?? self.owner(of: directory), geteuid() == 0 {
                fchown(copy.descriptor, owner.user, owner.group)
            }
            var kept: String?
            try copy.replace {
                if old != nil { kept = try setAside(at: instant) }
                for ending in ["-wal", "-shm"] { unsafe unlink(database + ending) }
            }
            return (report, kept)
        } catch {
            copy.discard()
            throw error
        }
    }

    private func copyBackup(to copy: NewFile, _ progress: (Int, Int) -> Void) throws {
        do {
            let source = try SQLConnection(path: backup, isReadOnly: true)
            try DatabaseCopy.run(from: source, to: copy.partialPath, progress)
        } catch let error as SQLError {
            throw RestoreError.noDatabase(path: backup, reason: error.message)
        } catch StoreError.cannotOpen(_, let reason) {
            throw RestoreError.noDatabase(path: backup, reason: reason)
        }
    }

    /// Brings the copy to today's shape and holds it against itself.
    private func check(_ path: String) throws -> CheckReport {
        do {
            let report = try SQLiteStore(path: path, logger: logger).check()
            guard report.findings.isEmpty else {
                throw RestoreError.notWhole(path: backup, findings: report.findings)
            }
            return report
        } catch StoreError.madeByNewerVersion {
            throw StoreError.madeByNewerVersion(path: backup)
        } catch let error as StoreError {
            throw RestoreError.noDatabase(path: backup, reason: "\(error)")
        } catch let error as SQLError {
            throw RestoreError.notWhole(path: backup, findings: [error.message])
        }
    }

    /// Lets numbers of changes go on where none has been given, so that nobody takes a new change for one that is lost.
    private func mark(_ path: String, at instant: DateTime) throws {
        try StoreError.withReasons(path) {
            let connection = try SQLConnection(path: path, isReadOnly: false)
            let last = try ChangeReader.latest(in: connection)
            // Changes never come as fast as microseconds pass. So a second restore of the same backup, which knows nothing
            // of the first one, goes on behind what was given after that.
            let next = max(last + Self.gap, instant.microseconds)
            try connection.run("BEGIN IMMEDIATE TRANSACTION")
            try connection.run(
                "INSERT INTO restoration (last, next) VALUES (?, ?)",
                [.integer(last), .integer(next)]
            )
            try connection.holdNumber(next, at: instant)
            try connection.run("COMMIT TRANSACTION")
            // All of it is to lie in the one file that is put in place.
            let isBusy = try connection.first("PRAGMA wal_checkpoint(TRUNCATE)", []) { $0.integer(0) != 0 }
            guard isBusy == false else { throw StoreError.cannotUse(path: path, reason: "its log cannot be emptied") }
        }
    }

    /// Gives the database another name besides; gives that name.
    private func setAside(at instant: DateTime) throws -> String {
        let time = instant.description.prefix { $0 != "." }.filter { $0 != "-" && $0 != ":" }
        let name = "\(database).before-\(time)Z"
        var kept = name
        var count = 1
        while unsafe link(database, kept) != 0 {
            guard errno == EEXIST else { throw FileError(kept) }
            count += 1
            kept = "\(name)-\(count)"
        }
        guard unsafe link(database + "-wal", kept + "-wal") == 0 || errno == ENOENT else {
            throw FileError(kept + "-wal")
        }
        return kept
    }

    private var directory: String {
        database.lastIndex(of: "/").map { String(database[...$0]) } ?? "."
    }

    private func isSameFile() throws -> Bool {
        guard let one = FileIdentity(path: backup), let other = FileIdentity(path: database) else { return false }
        return one == other
    }

    private func owner(of path: String) throws -> (user: uid_t, group: gid_t)? {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else {
            guard errno == ENOENT else { throw FileError(path) }
            return nil
        }
        return (status.st_uid, status.st_gid)
    }
}
