internal import SCIMProvider

extension ListQuery {
    /// Whether resources must be looked at one by one, and an index leaves many of them, or many members of one.
    func isSlow(with plans: [Plan]) -> Bool {
        zip(parts, plans)
            .contains { part, plan in
                (parts.count > 1 || part.sort != nil || plan.residual != nil) && plan.selection.leavesMany
                    || plan.readsMembers(of: part.type)
            }
    }

    /// Whether the window ends at a position instead of beginning there.
    var isBackward: Bool {
        if case .before = window { true } else { false }
    }

    /// Which of all positions, which are in order, the window shows.
    func range(in positions: [Position]) -> Range<Int> {
        switch window {
        case .offset(let offset):
            let start = min(offset, positions.count)
            return start..<min(start + limit, positions.count)
        case .after(let position):
            guard let position else { return 0..<min(limit, positions.count) }
            let start = positions.firstIndex { position.precedes($0, isDescending: isDescending) } ?? positions.count
            return start..<min(start + limit, positions.count)
        case .before(let position):
            let end = positions.firstIndex { !$0.precedes(position, isDescending: isDescending) } ?? positions.count
            return max(0, end - limit)..<end
        }
    }
}
