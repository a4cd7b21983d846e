internal import GRDB
internal import SCIM
internal import SCIMProvider

// The rows of `value`, which are the indexes of attributes.
extension SQLiteWriter {
    /// Checks before anything is written that nobody else has a value which must be unique.
    func checkUnique(_ values: [IndexedValue], of resource: Resource, in network: Network) throws {
        for value in values where network.settings.isUnique(value.path, of: resource.type) {
            guard let columns = columns(of: value, of: resource, in: network) else { continue }
            let owner = try db.first(
                """
                SELECT resource.id FROM value JOIN resource ON resource.key = value.resource
                WHERE value.network = ? AND value.attribute = ? AND value.value = ? AND resource.id <> ?
                """,
                columns + [.text(resource.id)]
            ) { $0.text(0) }
            if let owner { throw TakenValue(value.path, value.value, of: resource.type, owner: owner) }
        }
    }

    /// Replaces the rows of what was by those of what is; `meta.lastModified` has one like any attribute.
    func moveValues(from old: Resource, to new: Resource, key: Int64, in network: Network) throws {
        let oldValues = old.indexedValues
        let newValues = new.indexedValues
        let added = newValues.filter { !oldValues.contains($0) }
        try checkUnique(added, of: new, in: network)
        for value in oldValues where !newValues.contains(value) { try remove(value, of: old, key: key, in: network) }
        for value in added { try add(value, of: new, key: key, in: network) }
    }

    func add(_ value: IndexedValue, of resource: Resource, key: Int64, in network: Network) throws {
        guard let columns = columns(of: value, of: resource, in: network) else { return }
        try db.run(
            "INSERT OR IGNORE INTO value (network, attribute, value, resource) VALUES (?, ?, ?, ?)",
            columns + [.integer(key)]
        )
    }

    func remove(_ value: IndexedValue, of resource: Resource, key: Int64, in network: Network) throws {
        guard let columns = columns(of: value, of: resource, in: network) else { return }
        try db.run(
            "DELETE FROM value WHERE network = ? AND attribute = ? AND value = ? AND resource = ?",
            columns + [.integer(key)]
        )
    }

    private func columns(of value: IndexedValue, of resource: Resource, in network: Network) -> [SQLValue]? {
        guard let attribute = reader.catalogue.key(of: value.path, type: resource.type),
            let column = SQLValue(value.value)
        else { return nil }
        return [.integer(network.key.value), .integer(attribute), column]
    }
}
