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

    func insert(_ resource: Resource, members: [Member], by actor: Actor) throws -> StoredResource {
        let values = resource.indexedValues
        try checkUnique(values, of: resource)
        let moves = MemberMoves(added: members.map(\.id))
        let columns = ResourceColumns(of: resource, change: try journal(.create, of: resource, moves, by: actor))
        try db.run(
            """
            INSERT INTO resource (version, created, lastModified, document, unsent, change, network, type, id)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            columns.values + [.integer(network.key.value), .text(resource.type.name), .text(resource.id)]
        )
        let key = db.lastInsertedRowID
        try valueRows.add(values, of: resource.type, key: key)
        try count(1, of: resource)
        var added = MemberMoves()
        try change(.add(members), of: key, &added)
        return columns.stored(resource, key: key)
    }

    func update(
        _ stored: StoredResource,
        _ old: Resource,
        to attributes: JSONObject,
        members: [MemberChange],
        by actor: Actor
    ) throws -> StoredResource {
        let key = stored.key
        var moves = MemberMoves()
        for change in members { try self.change(change, of: key, &moves) }
        var resource = old
        resource.attributes = attributes
        guard attributes != old.attributes || !moves.isEmpty else {
            return stored
        }
        resource.meta.version += 1
        resource.meta.lastModified = max(actor.time, old.meta.lastModified)
        try moveValues(from: old, to: resource, key: key)
        let change = try journal(.update, of: resource, key: key, before: stored.document, moves, by: actor)
        let columns = ResourceColumns(of: resource, change: change)
        try db.run(
            """
            UPDATE resource SET version = ?, created = ?, lastModified = ?, document = ?, unsent = ?, change = ?
            WHERE key = ?
            """,
            columns.values + [.integer(key)]
        )
        return columns.stored(resource, key: key)
    }

    func delete(_ stored: StoredResource, _ resource: Resource, by actor: Actor) throws {
        let key = stored.key
        var moves = MemberMoves()
        if resource.type.memberAttribute != nil { try change(.replace([]), of: key, &moves) }
        try leaveGroups(resource, key: key, by: actor)
        let change = try journal(.delete, of: resource, key: key, before: stored.document, moves, by: actor)
        try db.run(
            "INSERT INTO tombstone (network, resource, change) VALUES (?, ?, ?)",
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

    private func count(_ change: Int64, of resource: Resource) throws {
        try db.run(
            """
            INSERT INTO tally (network, type, count) VALUES (?, ?, ?)
            ON CONFLICT DO UPDATE SET count = count + excluded.count
            """,
            [.integer(network.key.value), .text(resource.type.name), .integer(change)]
        )
    }
}
