internal import SCIMProvider

/// What a page has room for yet: so many resources, of so many bytes; a resource that begins within them is on it.
struct PageRoom {
    private var count: Int
    private var size: Int
    private var quickSize: Int

    init(_ query: ListQuery) {
        count = query.limit
        size = query.maximumSize
        quickSize = query.quickSize ?? .max
    }

    var isFull: Bool {
        count <= 0 || size <= 0
    }

    /// Puts a resource on the page, for which so many memberships of groups were followed.
    ///
    /// Throws `SlowQuery` where that makes more of a page than a quick query has.
    mutating func take(_ resource: some ResourceView, steps: Int = 0) throws {
        let taken = resource.size
        count -= 1
        size -= taken
        quickSize -= taken + steps * Self.sizeOfStep
        if quickSize < 0 { throw SlowQuery() }
    }

    /// As many bytes as are written in the time of a step.
    private static let sizeOfStep = 64
}
