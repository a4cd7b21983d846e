internal import SCIMProvider

/// Those of many resources that a page shows; they come in the ascending order of their keys.
struct WindowedResources {
    private let window: ListQuery.Window
    private let limit: Int
    /// How many resources came in all.
    private(set) var total = 0
    private(set) var resources: [Candidate] = []
    /// Whether resources came that are before and behind those on the page.
    private(set) var hasPrevious = false
    private(set) var hasNext = false

    init(_ window: ListQuery.Window, limit: Int) {
        self.window = window
        self.limit = limit
    }

    mutating func append(_ resource: Candidate) {
        total += 1
        switch window {
        case .offset(let offset):
            if total <= offset { hasPrevious = true } else { appendUpToLimit(resource) }
        case .after(let position):
            if let position, resource.stored.key <= position.key {
                hasPrevious = true
            } else {
                appendUpToLimit(resource)
            }
        case .before(let position):
            guard resource.stored.key < position.key else {
                hasNext = true
                return
            }
            resources.append(resource)
            guard resources.count > limit else { return }
            resources.removeFirst()
            hasPrevious = true
        }
    }

    private mutating func appendUpToLimit(_ resource: Candidate) {
        if resources.count < limit { resources.append(resource) } else { hasNext = true }
    }
}
