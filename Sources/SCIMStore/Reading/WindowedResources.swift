internal import SCIMProvider

/// Those of many resources that a page shows; they come in the ascending order of their keys.
struct WindowedResources {
    private let window: ListQuery.Window
    private let limit: Int
    private let maximumSize: Int
    private var room: PageRoom
    /// How many resources came in all.
    private(set) var total = 0
    private var kept: [Candidate] = []
    /// How many of those that are kept are no longer on the page, and how many bytes the others have.
    private var dropped = 0
    private var size = 0
    /// Whether resources came that are before and behind those on the page.
    private(set) var hasPrevious = false
    private(set) var hasNext = false

    init(_ query: ListQuery) {
        window = query.window
        limit = query.limit
        maximumSize = query.maximumSize
        room = PageRoom(query)
    }

    var resources: ArraySlice<Candidate> {
        kept[dropped...]
    }

    mutating func append(_ resource: Candidate) throws {
        total += 1
        switch window {
        case .offset(let offset):
            if total <= offset { hasPrevious = true } else { try appendBehind(resource) }
        case .after(let position):
            if let position, resource.stored.key <= position.key {
                hasPrevious = true
            } else {
                try appendBehind(resource)
            }
        case .before(let position):
            if resource.stored.key < position.key { appendBefore(resource) } else { hasNext = true }
        }
    }

    private mutating func appendBehind(_ resource: Candidate) throws {
        guard !room.isFull else {
            hasNext = true
            return
        }
        try room.take(resource.stored)
        kept.append(resource)
    }

    /// Keeps those that are nearest to the position, which come last.
    private mutating func appendBefore(_ resource: Candidate) {
        kept.append(resource)
        size += resource.stored.size
        while resources.count > limit || size > maximumSize && resources.count > 1 {
            size -= kept[dropped].stored.size
            dropped += 1
            hasPrevious = true
        }
        // Each is moved once, on average.
        if dropped > limit {
            kept.removeFirst(dropped)
            dropped = 0
        }
    }
}
