internal import SCIMProvider

/// Those of many keys that a page shows; keys come in ascending order.
struct WindowedKeys {
    private let window: ListQuery.Window
    private let limit: Int
    /// How many keys came in all.
    private(set) var total = 0
    private(set) var keys: [Int64] = []
    /// Whether keys came that are before and behind those on the page.
    private(set) var hasPrevious = false
    private(set) var hasNext = false

    init(_ window: ListQuery.Window, limit: Int) {
        self.window = window
        self.limit = limit
    }

    mutating func append(_ key: Int64) {
        total += 1
        switch window {
        case .offset(let offset):
            if total <= offset { hasPrevious = true } else { appendUpToLimit(key) }
        case .after(let position):
            if let position, key <= position.key { hasPrevious = true } else { appendUpToLimit(key) }
        case .before(let position):
            guard key < position.key else {
                hasNext = true
                return
            }
            keys.append(key)
            guard keys.count > limit else { return }
            keys.removeFirst()
            hasPrevious = true
        }
    }

    private mutating func appendUpToLimit(_ key: Int64) {
        if keys.count < limit { keys.append(key) } else { hasNext = true }
    }
}
