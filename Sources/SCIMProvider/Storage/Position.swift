package import SCIM

/// Where a resource stands in the order of a query; the key tells those apart that the order does not.
package struct Position: Hashable, Sendable {
    package let sortKey: SortKey
    package let key: Int64

    package init(sortKey: SortKey, key: Int64) {
        self.sortKey = sortKey
        self.key = key
    }

    /// Whether the position comes before another.
    package func precedes(_ other: Position, isDescending: Bool) -> Bool {
        guard sortKey == other.sortKey else {
            return isDescending ? other.sortKey < sortKey : sortKey < other.sortKey
        }
        return key < other.key
    }
}
