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

    /// Whether other windows of the query begin or end at the positions of its resources.
    var needsPositions: Bool {
        if case .offset = window { false } else { true }
    }

    /// Whether the window ends at a position instead of beginning there.
    var isBackward: Bool {
        if case .before = window { true } else { false }
    }
}
