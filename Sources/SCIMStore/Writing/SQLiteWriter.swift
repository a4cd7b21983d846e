internal import GRDB
internal import SCIM
internal import SCIMProvider

/// Changes resources inside a transaction.
struct SQLiteWriter: ResourceWriter {
    let reader: SQLiteReader

    private var db: Database {
        reader.db
    }

    func credential(hash: [UInt8]) throws -> Credential? {
        try reader.credential(hash: hash)
    }

    func record(id: String, of type: ResourceType, in network: Network.Key) throws -> StoredResource? {
        try reader.record(id: id, of: type, in: network)
    }

    func page(of query: ListQuery, in network: Network.Key) throws -> Page {
        try reader.page(of: query, in: network)
    }

    func isChanged(_ id: String, by requestID: String, in network: Network.Key) throws -> Bool {
        try reader.isChanged(id, by: requestID, in: network)
    }

    func insert(_ resource: Resource, in network: Network.Key, by actor: Actor) throws {
        try db.run(
            """
            INSERT INTO resource (network, type, id, version, created, lastModified, document, unsent)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [.integer(network.value), .text(resource.type.name), .text(resource.id)] + resource.columns
        )
        let key = db.lastInsertedRowID
        for value in resource.indexedValues {
            try add(value, of: resource, key: key, in: network)
        }
        try count(1, of: resource, in: network)
        try record(.create, of: resource, before: nil, in: network, by: actor)
    }

    func update(_ resource: Resource, from old: Resource, in network: Network.Key, by actor: Actor) throws {
        let key = try key(of: resource, in: network)
        try db.run(
            "UPDATE resource SET version = ?, created = ?, lastModified = ?, document = ?, unsent = ? WHERE key = ?",
            resource.columns + [.integer(key)]
        )
        let oldValues = old.indexedValues
        let newValues = resource.indexedValues
        for value in oldValues where !newValues.contains(value) {
            try remove(value, of: old, key: key, in: network)
        }
        for value in newValues where !oldValues.contains(value) {
            try add(value, of: resource, key: key, in: network)
        }
        try record(.update, of: resource, before: old, in: network, by: actor)
    }

    func delete(_ resource: Resource, in network: Network.Key, by actor: Actor) throws {
        let key = try key(of: resource, in: network)
        try db.run("DELETE FROM resource WHERE key = ?", [.integer(key)])
        for value in resource.indexedValues {
            try remove(value, of: resource, key: key, in: network)
        }
        try count(-1, of: resource, in: network)
        try record(.delete, of: resource, before: resource, in: network, by: actor)
    }

    private func key(of resource: Resource, in network: Network.Key) throws -> Int64 {
        let key = try db.first(
            "SELECT key FROM resource WHERE network = ? AND id = ?",
            [.integer(network.value), .text(resource.id)]
        ) { $0.integer(0) }
        guard let key else { throw SCIMError.notFound("the resource '\(resource.id)' is gone") }
        return key
    }

    private func add(_ value: IndexedValue, of resource: Resource, key: Int64, in network: Network.Key) throws {
        guard let columns = columns(of: value, of: resource, in: network) else { return }
        if value.path.leaf.uniqueness != .none {
            let owner = try db.first(
                """
                SELECT resource.id FROM value JOIN resource ON resource.key = value.resource
                WHERE value.network = ? AND value.attribute = ? AND value.value = ? AND value.resource <> ?
                """,
                columns + [.integer(key)]
            ) { $0.text(0) }
            if let owner { throw TakenValue(value.path, value.value, of: resource.type, owner: owner) }
        }
        try db.run(
            "INSERT OR IGNORE INTO value (network, attribute, value, resource) VALUES (?, ?, ?, ?)",
            columns + [.integer(key)]
        )
    }

    private func remove(_ value: IndexedValue, of resource: Resource, key: Int64, in network: Network.Key) throws {
        guard let columns = columns(of: value, of: resource, in: network) else { return }
        try db.run(
            "DELETE FROM value WHERE network = ? AND attribute = ? AND value = ? AND resource = ?",
            columns + [.integer(key)]
        )
    }

    private func columns(of value: IndexedValue, of resource: Resource, in network: Network.Key) -> [SQLValue]? {
        guard let attribute = reader.catalogue.key(of: value.path, type: resource.type),
            let column = SQLValue(value.value)
        else { return nil }
        return [.integer(network.value), .integer(attribute), column]
    }

    private func count(_ change: Int64, of resource: Resource, in network: Network.Key) throws {
        try db.run(
            """
            INSERT INTO tally (network, type, count) VALUES (?, ?, ?)
            ON CONFLICT DO UPDATE SET count = count + excluded.count
            """,
            [.integer(network.value), .text(resource.type.name), .integer(change)]
        )
    }

    /// What the journal calls a change.
    private enum Operation: String {
        case create
        case update
        case delete
    }

    private func record(
        _ operation: Operation,
        of resource: Resource,
        before: Resource?,
        in network: Network.Key,
        by actor: Actor
    ) throws {
        try db.run(
            """
            INSERT INTO journal (network, time, token, request, operation, type, resource, version, before)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .integer(network.value), .integer(actor.time.microseconds), SQLValue(actor.tokenID),
                SQLValue(actor.requestID), .text(operation.rawValue), .text(resource.type.name), .text(resource.id),
                .integer(Int64(resource.meta.version)), before.map { .utf8($0.document.bytes) } ?? .null,
            ]
        )
    }
}

extension Resource {
    /// The columns that a change writes.
    fileprivate var columns: [SQLValue] {
        [
            .integer(Int64(meta.version)), .integer(meta.created.microseconds),
            .integer(meta.lastModified.microseconds),
            .utf8(document.bytes), unsent.map { .utf8($0.bytes) } ?? .null,
        ]
    }
}
