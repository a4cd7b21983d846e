internal import SCIM
internal import SCIMProvider

/// Changes the resources of a network inside a transaction.
struct SQLiteWriter: ResourceWriter {
    let reader: SQLiteReader

    var db: SQLConnection {
        reader.db
    }

    var network: Network {
        reader.network
    }

    func insert(_ revision: Revision, members: [Member], by actor: Actor) throws -> StoredResource {
        let resource = revision.resource
        try checkUnique(revision.indexedValues, of: resource)
        let moves = MemberMoves(adding: members)
        let columns = ResourceColumns(of: revision, change: try journal(.create, of: resource, moves, by: actor))
        try db.run(
            """
            INSERT INTO resource (version, created, lastModified, document, ending, unsent, change, network, type, id)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            columns.values + [.integer(network.key.value), .text(resource.type.name), .text(resource.id)]
        )
        let key = db.lastInsertedRowID
        try valueRows.add(revision.indexedValues, of: resource.type, key: key)
        try count(1, of: resource)
        var added = MemberMoves()
        try change(.add(members), of: key, &added, PatchEffort())
        return revision.stored(key: key)
    }

    func isCurrent(_ stored: StoredResource) throws -> Bool {
        // The key of a resource that is gone may be another's.
        try db.first(
            "SELECT version, id FROM resource WHERE key = ?",
            [.integer(stored.key)]
        ) { $0.integer(0) == stored.meta.version && $0.text(1) == stored.id } ?? false
    }

    func update(_ amendment: Amendment, by actor: Actor, spending effort: PatchEffort) throws -> StoredResource {
        let stored = amendment.stored
        let key = stored.key
        var moves = MemberMoves()
        for change in amendment.members { try self.change(change, of: key, &moves, effort) }
        guard let revision = amendment.revision, amendment.changesAttributes || !moves.isEmpty else { return stored }
        let resource = revision.resource
        try moveValues(amendment.removedValues, amendment.addedValues, of: resource, key: key)
        let change = try journal(.update, of: resource, key: key, before: stored.document, moves, by: actor)
        let columns = ResourceColumns(of: revision, change: change)
        try db.run(
            """
            UPDATE resource
            SET version = ?, created = ?, lastModified = ?, document = ?, ending = ?, unsent = ?, change = ?
            WHERE key = ?
            """,
            columns.values + [.integer(key)]
        )
        return revision.stored(key: key)
    }

    func delete(_ stored: StoredResource, _ resource: Resource, by actor: Actor) throws {
        let key = stored.key
        var moves = MemberMoves()
        if resource.type.memberAttribute != nil { try change(.replace([]), of: key, &moves, PatchEffort()) }
        try leaveGroups(resource, key: key, by: actor)
        let change = try journal(.delete, of: resource, key: key, before: stored.document, moves, by: actor)
        // A Bulk request that nginx repeats makes what was deleted since under the same identifier.
        try db.run(
            "INSERT OR REPLACE INTO tombstone (network, resource, change) VALUES (?, ?, ?)",
            [.integer(network.key.value), .text(resource.id), .integer(change)]
        )
        try db.run("DELETE FROM resource WHERE key = ?", [.integer(key)])
        let rows = try valueRows
        for value in resource.indexedValues { try rows.remove(value, of: resource.type, key: key) }
        try count(-1, of: resource)
    }

    func attempt<Result>(_ body: () throws -> Result) throws -> Result {
        try db.run("SAVEPOINT attempt")
        do {
            let result = try body()
            try db.run("RELEASE SAVEPOINT attempt")
            return result
        } catch {
            guard db.isInsideTransaction else { throw error }
            try db.run("ROLLBACK TO SAVEPOINT attempt")
            try db.run("RELEASE SAVEPOINT attempt")
            throw error
        }
    }

    /// Counts resources that come or, with less than nothing, go.
    func count(_ change: Int64, of resource: Resource) throws {
        try db.run(
            """
            INSERT INTO tally (network, type, count) VALUES (?, ?, ?)
            ON CONFLICT DO UPDATE SET count = count + excluded.count
            """,
            [.integer(network.key.value), .text(resource.type.name), .integer(change)]
        )
    }
}
