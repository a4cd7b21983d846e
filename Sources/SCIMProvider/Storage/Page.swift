package import SCIM

/// Some of the resources that a query selects.
package struct Page: Sendable {
    /// A resource with its type and its place in the order.
    package struct Entry: Sendable {
        package let resource: StoredResource
        package let type: ResourceType
        package let position: Position

        package init(resource: StoredResource, type: ResourceType, position: Position) {
            self.resource = resource
            self.type = type
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
