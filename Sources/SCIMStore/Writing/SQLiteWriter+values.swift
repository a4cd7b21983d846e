internal import SCIM
internal import SCIMProvider

extension SQLiteWriter {
    var valueRows: ValueRows {
        get throws { ValueRows(network: network.key, catalogue: try reader.catalogue, db: db) }
    }

    /// Checks before anything is written that nobody else has a value which must be unique.
    func checkUnique(_ values: [IndexedValue], of resource: Resource) throws {
        let rows = try valueRows
        for value in values where network.settings.isUnique(value.path, of: resource.type) {
            let owner = try rows.owner(of: value, of: resource.type, otherThan: resource.id)
            if let owner { throw TakenValue(value.path, value.value, of: resource.type, owner: owner) }
        }
    }

    /// Replaces the rows of what was by those of what is; `meta.lastModified` has one like any attribute.
    func moveValues(from old: Resource, to new: Resource, key: Int64) throws {
        let oldValues = old.indexedValues
        let newValues = new.indexedValues
        let added = newValues.filter { !oldValues.contains($0) }
        try checkUnique(added, of: new)
        let rows = try valueRows
        for value in oldValues where !newValues.contains(value) { try rows.remove(value, of: old.type, key: key) }
        try rows.add(added, of: new.type, key: key)
    }
}
