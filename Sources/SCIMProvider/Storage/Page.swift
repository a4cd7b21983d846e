/// Some of the resources that a query selects.
package struct Page: Sendable {
    /// A resource with the part of the query that selects it, and its place in the order.
    package struct Entry: Sendable {
        package let resource: StoredResource
        /// Which of the query's parts it is.
        package let part: Int
        package let position: Position

        package init(resource: StoredResource, part: Int, position: Position) {
            self.resource = resource
            self.part = part
            self.position = position
        }
    }

    /// How many resources the query selects in all.
    package let totalResults: Int
    package let entries: [Entry]
    /// Whether the query selects resources before and behind these.
    package let hasPrevious: Bool
    package let hasNext: Bool

    package init(totalResults: Int, entries: [Entry], hasPrevious: Bool, hasNext: Bool) {
        self.totalResults = totalResults
        self.entries = entries
        self.hasPrevious = hasPrevious
        self.hasNext = hasNext
    }
}
