internal import SCIM
internal import SCIMProvider

extension SQLiteWriter {
    var valueRows: ValueRows {
        get throws { ValueRows(network: network.key, catalogue: try reader.catalogue, db: db) }
    }

    /// Checks before anything is written that nobody else has a value which must be unique.
    func checkUnique(_ values: [IndexedValue], of resource: Resource) throws {
        let rows = try valueRows
        let demanded = UniqueValue.demanded(by: network.settings, of: resource.type)
        for value in values
        where value.index.leaf.uniqueness != .none || demanded.contains(where: { $0.index == value.index }) {
            let owner = try rows.owner(of: value, of: resource.type, otherThan: resource.id)
            if let owner { throw TakenValue(value.index.description, value.value, of: resource.type, owner: owner) }
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
