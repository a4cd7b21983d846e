internal import SCIM
internal import SCIMProvider

/// The rows of `value` in one network, which are the indexes of attributes.
struct ValueRows {
    let network: Network.Key
    let catalogue: AttributeCatalogue
    let db: SQLConnection

    /// How many rows one statement inserts: a statement for each would cost half as much again.
    private static let chunk = 8

    /// The statements that insert one row, two, and so on.
    private static let insertions = (1...chunk)
        .map { count in
            "INSERT OR IGNORE INTO value (network, attribute, value, resource) VALUES "
                + Array(repeating: "(?, ?, ?, ?)", count: count).joined(separator: ", ")
        }

    func add(_ values: [IndexedValue], of type: ResourceType, key: Int64) throws {
        var columns: [SQLValue] = []
        columns.reserveCapacity(4 * min(values.count, Self.chunk))
        for value in values {
            guard let row = try self.columns(of: value, of: type) else { continue }
            columns += row
            columns.append(.integer(key))
            guard columns.count == 4 * Self.chunk else { continue }
            try db.run(Self.insertions[Self.chunk - 1], columns)
            columns.removeAll(keepingCapacity: true)
        }
        guard !columns.isEmpty else { return }
        try db.run(Self.insertions[columns.count / 4 - 1], columns)
    }

    func remove(_ value: IndexedValue, of type: ResourceType, key: Int64) throws {
        guard let columns = try columns(of: value, of: type) else { return }
        try db.run(
            "DELETE FROM value WHERE network = ? AND attribute = ? AND value = ? AND resource = ?",
            columns + [.integer(key)]
        )
    }

    func contains(_ value: IndexedValue, of type: ResourceType, key: Int64) throws -> Bool {
        guard let columns = try columns(of: value, of: type) else { return false }
        return try db.first(
            "SELECT 1 FROM value WHERE network = ? AND attribute = ? AND value = ? AND resource = ?",
            columns + [.integer(key)]
        ) { _ in true } ?? false
    }

    /// The identifier of another resource than `id` that has a value, or `nil`.
    func owner(of value: IndexedValue, of type: ResourceType, otherThan id: String) throws -> String? {
        guard let columns = try columns(of: value, of: type) else { return nil }
        return try db.first(
            """
            SELECT resource.id FROM value JOIN resource ON resource.key = value.resource
            WHERE value.network = ? AND value.attribute = ? AND value.value = ? AND resource.id <> ?
            """,
            columns + [.text(id)]
        ) { $0.text(0) }
    }

    /// The resources that have a value.
    func resources(with value: IndexedValue, of type: ResourceType) throws -> [StoredResource] {
        guard let columns = try columns(of: value, of: type) else { return [] }
        return try db.all(
            """
            SELECT \(AnswerColumns.resource.sql) FROM resource WHERE key IN (
                SELECT resource FROM value WHERE network = ? AND attribute = ? AND value.value = ?
            )
            """,
            columns
        ) { StoredResource($0) }
    }

    /// A value of an index that more than one resource has, or `nil`.
    func repeated(_ index: ValueIndex, of type: ResourceType) throws -> String? {
        try db.first(
            "SELECT value FROM value WHERE network = ? AND attribute = ? GROUP BY value HAVING count(*) > 1 LIMIT 1",
            [.integer(network.value), .integer(try catalogue.requiredKey(of: index, type))]
        ) { $0.text(0) }
    }

    /// The columns of a value, or `nil` for the absence of one, which has no row.
    private func columns(of value: IndexedValue, of type: ResourceType) throws(MissingIndex) -> [SQLValue]? {
        guard let column = SQLValue(value.value) else { return nil }
        return [.integer(network.value), .integer(try catalogue.requiredKey(of: value.index, type)), column]
    }
}
