internal import GRDB
internal import SCIM
internal import SCIMProvider

/// Changes resources inside a transaction.
struct SQLiteWriter: ResourceWriter {
    let reader: SQLiteReader

    var db: Database {
        reader.db
    }

    func insert(
        _ resource: Resource,
        members: [Member],
        in network: Network,
        by actor: Actor
    ) throws -> StoredResource {
        let values = resource.indexedValues
        try checkUnique(values, of: resource, in: network)
        let columns = Columns(of: resource)
        try db.run(
            """
            INSERT INTO resource (network, type, id, version, created, lastModified, document, unsent)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [.integer(network.key.value), .text(resource.type.name), .text(resource.id)] + columns.values
        )
        let key = db.lastInsertedRowID
        for value in values { try add(value, of: resource, key: key, in: network) }
        try count(1, of: resource, in: network)
        var moves = MemberMoves()
        try change(.add(members), of: key, in: network, &moves)
        try journal(.create, of: resource, before: nil, moves, in: network, by: actor)
        return columns.stored(resource, key: key)
    }

    func update(
        _ old: Resource,
        to attributes: JSONObject,
        members: [MemberChange],
        in network: Network,
        by actor: Actor
    ) throws -> StoredResource {
        let key = try key(of: old, in: network)
        var moves = MemberMoves()
        for change in members { try self.change(change, of: key, in: network, &moves) }
        var resource = old
        resource.attributes = attributes
        guard attributes != old.attributes || !moves.isEmpty else { return Columns(of: old).stored(old, key: key) }
        resource.meta.version += 1
        resource.meta.lastModified = max(actor.time, old.meta.lastModified)
        try moveValues(from: old, to: resource, key: key, in: network)
        let columns = Columns(of: resource)
        try db.run(
            "UPDATE resource SET version = ?, created = ?, lastModified = ?, document = ?, unsent = ? WHERE key = ?",
            columns.values + [.integer(key)]
        )
        try journal(.update, of: resource, before: old, moves, in: network, by: actor)
        return columns.stored(resource, key: key)
    }

    func delete(_ resource: Resource, in network: Network, by actor: Actor) throws {
        let key = try key(of: resource, in: network)
        var moves = MemberMoves()
        if resource.type.memberAttribute != nil { try change(.replace([]), of: key, in: network, &moves) }
        try leaveGroups(resource, key: key, in: network, by: actor)
        try db.run("DELETE FROM resource WHERE key = ?", [.integer(key)])
        for value in resource.indexedValues { try remove(value, of: resource, key: key, in: network) }
        try count(-1, of: resource, in: network)
        try journal(.delete, of: resource, before: resource, moves, in: network, by: actor)
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

    private func key(of resource: Resource, in network: Network) throws -> Int64 {
        let key = try db.first(
            "SELECT key FROM resource WHERE network = ? AND id = ?",
            [.integer(network.key.value), .text(resource.id)]
        ) { $0.integer(0) }
        guard let key else { throw SCIMError.notFound("the resource '\(resource.id)' is gone") }
        return key
    }

    private func count(_ change: Int64, of resource: Resource, in network: Network) throws {
        try db.run(
            """
            INSERT INTO tally (network, type, count) VALUES (?, ?, ?)
            ON CONFLICT DO UPDATE SET count = count + excluded.count
            """,
            [.integer(network.key.value), .text(resource.type.name), .integer(change)]
        )
    }
}

/// The columns that a change of a resource writes.
private struct Columns {
    private let document: [UInt8]
    private let unsent: [UInt8]?
    let values: [SQLValue]

    init(of resource: Resource) {
        document = resource.document.bytes
        unsent = resource.unsent?.bytes
        values = [
            .integer(Int64(resource.meta.version)), .integer(resource.meta.created.microseconds),
            .integer(resource.meta.lastModified.microseconds), .utf8(document), unsent.map { .utf8($0) } ?? .null,
        ]
    }

    func stored(_ resource: Resource, key: Int64) -> StoredResource {
        StoredResource(key: key, id: resource.id, meta: resource.meta, document: document, unsent: unsent)
    }
}
