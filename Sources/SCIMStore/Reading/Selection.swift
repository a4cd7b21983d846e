internal import SCIM
internal import SCIMProvider

/// A query for the keys of resources that one index answers.
struct Selection {
    /// The query, which further conditions and an order can be put behind.
    let sql: String
    let values: [SQLValue]
    /// The column with the key.
    let keyColumn: String
    /// How few resources are expected: the lowest rank is chosen.
    let rank: Int
    /// Whether a resource may have several rows.
    var hasDuplicates = false
}

extension Selection {
    /// All resources of a type.
    static func all(of type: ResourceType, in network: Network.Key) -> Selection {
        Selection(
            sql: "SELECT key FROM resource WHERE network = ? AND type = ?",
            values: [.integer(network.value), .text(type.name)],
            keyColumn: "key",
            rank: 100
        )
    }

    /// The resources that satisfy a comparison, or `nil` when no index answers it.
    init?(
        _ comparison: Comparison,
        at path: AttributePath,
        of type: ResourceType,
        in network: Network.Key,
        catalogue: AttributeCatalogue
    ) {
        guard let value = SQLValue(comparison.value) else { return nil }
        let scope = SQLValue.integer(network.value)
        if comparison.operator == .equal, path.extensionURN == nil {
            if path.attribute.name == "id" {
                self.init(
                    sql: "SELECT key FROM resource WHERE network = ? AND id = ? AND type = ?",
                    values: [scope, value, .text(type.name)],
                    keyColumn: "key",
                    rank: 0
                )
                return
            }
            if path.attribute == type.memberAttribute, path.subAttribute == path.attribute.valueAttribute {
                self.init(
                    sql: "SELECT groupKey FROM member WHERE network = ? AND memberID = ?",
                    values: [scope, value],
                    keyColumn: "groupKey",
                    rank: 2
                )
                return
            }
        }
        guard let attribute = catalogue.key(of: path, type: type),
            let condition = comparison.operator.condition(on: value)
        else { return nil }
        self.init(
            sql: "SELECT resource FROM value WHERE network = ? AND attribute = ? AND \(condition.sql)",
            values: [scope, .integer(attribute)] + condition.values,
            keyColumn: "resource",
            rank: comparison.operator == .equal ? path.leaf.rank : 5,
            hasDuplicates: comparison.operator != .equal
        )
    }

    /// The query for distinct keys.
    var keys: String {
        hasDuplicates ? sql.replacing("SELECT resource", with: "SELECT DISTINCT resource", maxReplacements: 1) : sql
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
