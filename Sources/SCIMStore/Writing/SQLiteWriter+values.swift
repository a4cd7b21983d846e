internal import SCIM
internal import SCIMProvider

extension SQLiteWriter {
    var valueRows: ValueRows {
        get throws { ValueRows(network: network.key, catalogue: try reader.catalogue, db: db) }
    }

    /// Checks before anything is written that nobody else has a value which must be unique.
    func checkUnique(_ values: [IndexedValue], of resource: Resource) throws {
        let rows = try valueRows
        for value in values where value.path.leaf.uniqueness != .none {
            let owner = try rows.owner(of: value, of: resource.type, otherThan: resource.id)
            if let owner { throw TakenValue(value.path.description, value.value, of: resource.type, owner: owner) }
        }
        for unique in UniqueValue.all
        where unique.schema == resource.type.schema.id && network.settings[keyPath: unique.setting] {
            for value in unique.values(of: resource, added: values) {
                let owner = try rows.owners(of: value, unique, of: resource.type).first { $0 != resource.id }
                if let owner { throw TakenValue(unique.path, value.value, of: resource.type, owner: owner) }
            }
        }
    }

    /// Replaces the rows of values a resource no longer has by those of new ones.
    func moveValues(
        _ removed: [IndexedValue],
        _ added: [IndexedValue],
        of resource: Resource,
        key: Int64
    ) throws {
        try checkUnique(added, of: resource)
        let rows = try valueRows
        for value in removed { try rows.remove(value, of: resource.type, key: key) }
        try rows.add(added, of: resource.type, key: key)
    }
}
