extension Migrations {
    /// Brings a database to today's shape, and refuses one that has a later shape; one of today's is only read.
    ///
    /// Two processes that start together on a new file both try; the one that comes second finds the work done. With
    /// `last`, it goes no further than the step of that name.
    static func run(on path: String, upTo last: String? = nil) throws {
        let connection = try SQLConnection(path: path, isReadOnly: false)
        let steps = last.flatMap { last in all.firstIndex { $0.name == last } }.map { all[...$0] } ?? all[...]
        try StoreError.withReasons(path) {
            if try !connection.missing(of: steps, on: path).isEmpty { try connection.take(steps, on: path) }
        }
    }
}

extension SQLConnection {
    /// The steps that the database has not gone yet.
    fileprivate func missing(of steps: ArraySlice<Migrations.Step>, on path: String) throws -> [Migrations.Step] {
        let isNew = try first("SELECT 1 FROM sqlite_master WHERE name = 'grdb_migrations'", []) { _ in false } ?? true
        let done = isNew ? [] : try all("SELECT identifier FROM grdb_migrations") { $0.text(0) }
        guard done.allSatisfy({ name in Migrations.all.contains { $0.name == name } }) else {
            throw StoreError.madeByNewerVersion(path: path)
        }
        return steps.filter { !done.contains($0.name) }
    }

    /// Goes the steps that are missing, all or none.
    fileprivate func take(_ steps: ArraySlice<Migrations.Step>, on path: String) throws {
        // A table that is made anew under the name of another is referred to in between by what does not fit.
        try run("PRAGMA foreign_keys = OFF")
        try run("BEGIN IMMEDIATE TRANSACTION")
        do {
            // The name is that of the library which kept the list in earlier versions.
            try run("CREATE TABLE IF NOT EXISTS grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY)")
            for step in try missing(of: steps, on: path) {
                try step.run(self)
                try run("INSERT INTO grdb_migrations (identifier) VALUES (?)", [.text(step.name)])
            }
            guard try first("PRAGMA foreign_key_check", [], { _ in true }) == nil else {
                throw StoreError.cannotUse(path: path, reason: "it refers to what it does not have")
            }
            try run("COMMIT TRANSACTION")
        } catch {
            if isInsideTransaction { try run("ROLLBACK TRANSACTION") }
            throw error
        }
    }
}
