internal import SCIM
internal import SCIMProvider

extension SQLiteReader {
    func page(of query: ListQuery, _ body: (any ResourceView, Int) throws -> Void) throws -> Page {
        let catalogue = try catalogue
        let plans = query.parts.map { Plan($0.filter, of: $0.type, in: network.key, catalogue: catalogue) }
        if query.mustBeQuick, query.isSlow(with: plans) { throw SlowQuery() }
        guard query.parts.count == 1, let part = query.parts.first, part.sort == nil else {
            return try sortedPage(of: query, plans, body)
        }
        guard let residual = plans[0].residual else { return try page(of: query, part, plans[0].selection, body) }
        return try page(of: query, part, plans[0].selection, where: residual, body)
    }

    /// A page that an index gives in order, without looking at anything outside of it; its resources are given on as they
    /// are read.
    private func page(
        of query: ListQuery,
        _ part: ListQuery.Part,
        _ selection: Selection,
        _ body: (any ResourceView, Int) throws -> Void
    ) throws -> Page {
        let limit = SQLValue.integer(Int64(query.limit))
        // One more than asked for tells whether there are more.
        let oneMore = SQLValue.integer(Int64(query.limit) + 1)
        var page = Page()
        switch query.window {
        case .offset(let offset) where offset > 0 && selection.source == .type:
            // The tally is exact, in each transaction: `scimd check` holds it against the resources.
            page.totalResults = try count(selection)
            guard let key = try key(at: offset, of: page.totalResults, selection) else { break }
            try each(selection, .after, [.integer(key - 1), limit], part) { resource in
                try page.give(resource, to: body)
            }
        case .offset(let offset):
            try each(selection, .offset, [limit, .integer(Int64(offset))], part) { resource in
                try page.give(resource, to: body)
            }
            // A page that is not full is the last one.
            let isLast = page.count < query.limit && (offset == 0 || page.count > 0)
            page.totalResults = try isLast ? offset + page.count : count(selection)
        case .after(let position):
            page.hasPrevious = position != nil
            try each(selection, .after, [.integer(position?.key ?? .min), oneMore], part) { resource in
                if page.count < query.limit { try page.give(resource, to: body) } else { page.hasNext = true }
            }
            page.totalResults = try count(selection)
        case .before(let position):
            var resources: [StoredResource] = []
            try each(selection, .before, [.integer(position.key), oneMore], part) { resources.append($0.stored) }
            page.hasPrevious = resources.count > query.limit
            page.hasNext = true
            for resource in resources.prefix(query.limit).reversed() { try page.give(resource, to: body) }
            page.totalResults = try count(selection)
        }
        return page
    }

    private func each(
        _ selection: Selection,
        _ window: KeySource.Window,
        _ bounds: [SQLValue],
        _ part: ListQuery.Part,
        _ body: (ResourceRow) throws -> Void
    ) throws {
        var relations = part.relations
        // In a network without groups nobody's are looked for; for a few resources it is no more to look for theirs.
        if selection.leavesMany, relations.memberships { relations.memberships = try hasMembers }
        try db.each(selection.source.answers(window, with: relations), selection.values + bounds) { row in
            try body(answer(row, with: relations))
            return true
        }
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
        let isAll = selection.source == .type
        let sql = isAll ? "SELECT count FROM tally WHERE network = ? AND type = ?" : selection.source.count
        return try db.first(sql, selection.values) { Int($0.integer(0)) } ?? 0
    }

    /// A page of what is held against a filter one by one, in the order of keys; nothing is kept of what is not on it.
    private func page(
        of query: ListQuery,
        _ part: ListQuery.Part,
        _ selection: Selection,
        where residual: Filter,
        _ body: (any ResourceView, Int) throws -> Void
    ) throws -> Page {
        var window = WindowedResources(query.window, limit: query.limit)
        // Where few are expected, it costs less to read along who is in a group than to ask for each one on the page.
        let tellsMembers = part.relations.memberships && !selection.leavesMany
        try CandidateScan(part: part, residual: residual, reader: self, tellsMembers: tellsMembers)
            .run(selection) { match in
                if let candidate = match.candidate { window.append(candidate) }
            }
        var page = Page()
        page.totalResults = window.total
        page.hasPrevious = window.hasPrevious
        page.hasNext = window.hasNext
        for var candidate in window.resources {
            try load(part.relations, of: &candidate.stored, isMember: candidate.isMember)
            try page.give(candidate.stored, to: body)
        }
        return page
    }

    /// A page of what is sorted, or of several types; only positions are kept of what is not on it.
    private func sortedPage(
        of query: ListQuery,
        _ plans: [Plan],
        _ body: (any ResourceView, Int) throws -> Void
    ) throws -> Page {
        var found: [(position: Position, part: Int)] = []
        for (index, (part, plan)) in zip(query.parts, plans).enumerated() {
            try CandidateScan(part: part, residual: plan.residual, reader: self)
                .run(plan.selection) { match in
                    let sortKey = match.resource.flatMap { part.sort?.key(of: $0) } ?? .missing
                    found.append((Position(sortKey: sortKey, key: match.key), index))
                }
        }
        found.sort { $0.position.precedes($1.position, isDescending: query.isDescending) }
        let range = query.range(in: found.map(\.position))
        var page = Page()
        page.totalResults = found.count
        page.hasPrevious = range.lowerBound > 0
        page.hasNext = range.upperBound < found.count
        for (position, part) in found[range] {
            let relations = query.parts[part].relations
            try db.each(Self.answer, [.integer(position.key)]) { row in
                page.append(position)
                try body(answer(row, with: relations), part)
                return false
            }
        }
        return page
    }

    private static let answer = "SELECT \(answerColumns) FROM resource WHERE key = ?"
}

extension Page {
    /// Gives on a resource of a query of one part, in the order of keys.
    fileprivate mutating func give(
        _ resource: some ResourceView,
        to body: (any ResourceView, Int) throws -> Void
    ) throws {
        append(Position(sortKey: .missing, key: resource.key))
        try body(resource, 0)
    }
}

extension ListQuery {
    /// Whether resources must be looked at one by one, and an index leaves many of them.
    fileprivate func isSlow(with plans: [Plan]) -> Bool {
        zip(parts, plans)
            .contains { part, plan in
                (parts.count > 1 || part.sort != nil || plan.residual != nil) && plan.selection.leavesMany
            }
    }

    /// Which of all positions, which are in order, the window shows.
    fileprivate func range(in positions: [Position]) -> Range<Int> {
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
