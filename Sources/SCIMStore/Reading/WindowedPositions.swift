internal import SCIMProvider

/// Where those of many resources stand that a page shows; they come in any order.
///
/// No more are kept than twice as many as lead to the end of the page, however many come.
struct WindowedPositions {
    typealias Place = (position: Position, part: Int)

    private let window: ListQuery.Window
    private let isDescending: Bool
    /// How many are kept when others are dropped.
    private let capacity: Int
    private var kept: [Place] = []
    /// How many resources came in all.
    private(set) var total = 0
    /// Whether resources came that are before and behind those on the page.
    private(set) var hasPrevious = false
    private(set) var hasNext = false

    init(_ query: ListQuery) {
        window = query.window
        isDescending = query.isDescending
        let limit = query.limit
        // A client may name any place to begin at.
        capacity = if case .offset(let offset) = window { min(offset, .max - limit) + limit } else { limit }
    }

    mutating func append(_ position: Position, part: Int) {
        total += 1
        switch window {
        case .offset: break
        case .after(let bound):
            if let bound, !bound.precedes(position, isDescending: isDescending) {
                hasPrevious = true
                return
            }
        case .before(let bound):
            guard position.precedes(bound, isDescending: isDescending) else {
                hasNext = true
                return
            }
        }
        kept.append((position, part))
        if kept.count / 2 > max(capacity, Self.leastRoom) { drop() }
    }

    /// The places on the page, in order, once all have come.
    mutating func places() -> ArraySlice<Place> {
        drop()
        guard case .offset(let offset) = window else { return kept[...] }
        hasPrevious = offset > 0 && total > 0
        return kept.dropFirst(offset)
    }

    /// Drops those beyond the page: where it ends at a position, those that are far before.
    private mutating func drop() {
        kept.sort { $0.position.precedes($1.position, isDescending: isDescending) }
        let surplus = kept.count - capacity
        guard surplus > 0 else { return }
        if case .before = window {
            kept.removeFirst(surplus)
            hasPrevious = true
        } else {
            kept.removeLast(surplus)
            hasNext = true
        }
    }

    /// Below this it is not worth the sorting.
    private static let leastRoom = 500
}
