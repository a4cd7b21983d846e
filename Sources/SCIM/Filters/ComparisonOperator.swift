/// The comparisons of RFC 7644 §3.4.2.2, table 3, with a value on their right.
package enum ComparisonOperator: String, CaseIterable, Sendable {
    case equal = "eq"
    case notEqual = "ne"
    case contains = "co"
    case startsWith = "sw"
    case endsWith = "ew"
    case greaterThan = "gt"
    case greaterThanOrEqual = "ge"
    case lessThan = "lt"
    case lessThanOrEqual = "le"

    /// The operator that a word of a filter is, in any letter case.
    init?(word: String) {
        guard let found = Self.allCases.first(where: { $0.rawValue.equalsIgnoringCase(word) }) else { return nil }
        self = found
    }
}
