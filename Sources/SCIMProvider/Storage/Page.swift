/// What is to be told of some of the resources that a query selects, besides themselves.
package struct Page: Sendable {
    /// How many resources the query selects in all.
    package var totalResults = 0
    /// Whether the query selects resources before and behind these.
    package var hasPrevious = false
    package var hasNext = false
    /// How many resources these are.
    package private(set) var count = 0
    /// The places of the first and the last one in the order, where they were told.
    package private(set) var first: Position?
    package private(set) var last: Position?

    package init() {}

    /// Counts the next resource, and notes its place where neighbouring pages may begin or end there.
    package mutating func append(_ position: Position?) {
        count += 1
        guard let position else { return }
        if first == nil { first = position }
        last = position
    }
}
