internal import SCIM
internal import SCIMProvider

/// A condition that an index answers: which resources can satisfy a filter.
struct Seek {
    /// A query for the keys of resources in ascending order, each once.
    let sql: String
    let values: [SQLValue]
    /// How few resources the condition is expected to leave: the lowest rank is sought.
    let rank: Int
}

extension Seek {
    /// The seek for a comparison, or `nil` when no index answers it.
    init?(
        _ comparison: Comparison,
        at path: AttributePath,
        of type: ResourceType,
        in network: Network.Key,
        catalogue: AttributeCatalogue
    ) {
        guard let value = SQLValue(comparison.value) else { return nil }
        if path.attribute.name == "id", path.extensionURN == nil, comparison.operator == .equal {
            self.init(
                sql: "SELECT key AS resource FROM resource WHERE network = ? AND id = ? AND type = ?",
                values: [.integer(network.value), value, .text(type.name)],
                rank: 0
            )
            return
        }
        guard let attribute = catalogue.key(of: path, type: type),
            let condition = comparison.operator.condition(on: value)
        else { return nil }
        // An equal value is there once a resource; within a range one resource may have several.
        let distinct = comparison.operator == .equal ? "" : "DISTINCT "
        self.init(
            sql: """
                SELECT \(distinct)resource FROM value
                WHERE network = ? AND attribute = ? AND \(condition.sql) ORDER BY resource
                """,
            values: [.integer(network.value), .integer(attribute)] + condition.values,
            rank: comparison.operator == .equal ? path.leaf.rank : 5
        )
    }
}

extension ComparisonOperator {
    fileprivate func condition(on value: SQLValue) -> (sql: String, values: [SQLValue])? {
        switch (self, value) {
        case (.equal, _): ("value = ?", [value])
        case (.greaterThan, _): ("value > ?", [value])
        case (.greaterThanOrEqual, _): ("value >= ?", [value])
        case (.lessThan, _): ("value < ?", [value])
        case (.lessThanOrEqual, _): ("value <= ?", [value])
        case (.startsWith, .text(let prefix)): ("value BETWEEN ? AND ?", [value, .text(prefix + "\u{10FFFF}")])
        default: nil
        }
    }
}

extension Attribute {
    /// How few resources an equal value leaves: one where values are unique, half of all where they are booleans.
    fileprivate var rank: Int {
        if uniqueness != .none { return 1 }
        return type == .boolean ? 9 : 2
    }
}
