internal import SCIM
internal import SCIMProvider

extension SQLiteReader {
    func page(of query: ListQuery, _ body: (any ResourceView, Int) throws -> Void) throws -> Page {
        let catalogue = try catalogue
        let plans = query.parts.map { Plan($0.filter, of: $0.type, in: network.key, catalogue: catalogue) }
        if query.quickSize != nil, query.isSlow(with: plans) { throw SlowQuery() }
        guard query.parts.count == 1, let part = query.parts.first, part.sort == nil else {
            return try sortedPage(of: query, plans, body)
        }
        guard let residual = plans[0].residual else { return try page(of: query, plans[0].selection, body) }
        return try page(of: query, part, plans[0].selection, where: residual, body)
    }

    /// A page that an index gives in order, without looking at anything outside of it; its resources are given on as they
    /// are read.
    private func page(
        of query: ListQuery,
        _ selection: Selection,
        _ body: (any ResourceView, Int) throws -> Void
    ) throws -> Page {
        let limit = SQLValue.integer(Int64(query.limit))
        // One more than asked for tells whether there are more.
        let oneMore = SQLValue.integer(Int64(query.limit) + 1)
        var (page, room) = (Page(), PageRoom(query))
        switch query.window {
        case .offset(let offset) where offset > 0 && selection.isWholeType:
            // The tally is exact, in each transaction: `scimd check` holds it against the resources.
            page.totalResults = try count(selection)
            guard let key = try key(at: offset, of: page.totalResults, selection) else { break }
            _ = try each(of: query, selection, .after, [.integer(key - 1), limit], &room) { resource in
                try page.give(resource, of: query, to: body)
            }
        case .offset(let offset):
            _ = try each(of: query, selection, .offset, [limit, .integer(Int64(offset))], &room) { resource in
                try page.give(resource, of: query, to: body)
            }
            // A page with room left is the last one.
            let isLast = !room.isFull && (offset == 0 || page.count > 0)
            page.totalResults = try isLast ? offset + page.count : count(selection)
        case .after(let position):
            page.hasPrevious = position != nil
            page.hasNext = try each(of: query, selection, .after, [.integer(position?.key ?? .min), oneMore], &room) {
                resource in
                try page.give(resource, of: query, to: body)
            }
            page.totalResults = try count(selection)
        case .before(let position):
            var resources: [StoredResource] = []
            page.hasPrevious = try each(of: query, selection, .before, [.integer(position.key), oneMore], &room) {
                resource in
                resources.append(resource.stored)
            }
            page.hasNext = true
            for resource in resources.reversed() { try page.give(resource, of: query, to: body) }
            page.totalResults = try count(selection)
        }
        return page
    }

    /// Gives `body` resources as long as the page has room; says whether there are more.
    private func each(
        of query: ListQuery,
        _ selection: Selection,
        _ window: KeySource.Window,
        _ bounds: [SQLValue],
        _ room: inout PageRoom,
        _ body: (ResourceRow) throws -> Void
    ) throws -> Bool {
        let part = query.parts[0]
        var relations = part.relations
        // In a network without groups nobody's are looked for; for a few resources it is no more to look for theirs.
        if selection.leavesMany, relations.memberships { relations.memberships = try hasMembers }
        var columns: AnswerColumns = []
        if part.readsUnsent || query.isBackward { columns.insert(.rest) }
        if relations.memberships { columns.insert(.isMember) }
        if relations.members || query.needsPositions { columns.insert(.key) }
        var groups = GroupSearch(self)
        var hasMore = false
        try db.each(selection.answers(window, columns), selection.values, bounds) { row in
            guard !room.isFull else {
                hasMore = true
                return false
            }
            let steps = groups.steps
            let resource = try answer(row, columns, with: relations, &groups)
            try room.take(resource, steps: groups.steps - steps)
            try body(resource)
            return true
        }
        return hasMore
    }

    /// The key at a place among so many resources of a type, counted from the end that is nearer.
    private func key(at offset: Int, of total: Int, _ selection: Selection) throws -> Int64? {
        guard offset < total else { return nil }
        let isNearEnd = offset >= total / 2
        let skipped = SQLValue.integer(Int64(isNearEnd ? total - 1 - offset : offset))
        return try db.first(isNearEnd ? KeySource.keyFromEnd : KeySource.keyFromStart, selection.values + [skipped]) {
            $0.integer(0)
        }
    }

    private var hasMembers: Bool {
        get throws {
            try db.first("SELECT 1 FROM member WHERE network = ? LIMIT 1", [.integer(network.key.value)]) { _ in true }
                ?? false
        }
    }

    private func count(_ selection: Selection) throws -> Int {
        let sql =
            selection.isWholeType
            ? "SELECT count FROM tally WHERE network = ? AND type = ?"
            : selection.count
        return try db.first(sql, selection.values) { Int($0.integer(0)) } ?? 0
    }
}

extension Page {
    /// Gives on a resource of a query of one part, in the order of keys.
    fileprivate mutating func give(
        _ resource: some ResourceView,
        of query: ListQuery,
        to body: (any ResourceView, Int) throws -> Void
    ) throws {
        append(query.needsPositions ? Position(sortKey: .missing, key: resource.key) : nil)
        try body(resource, 0)
    }
}
