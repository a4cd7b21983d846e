internal import SCIM
internal import SCIMProvider

extension SQLiteReader {
    func page(of query: ListQuery) throws -> Page {
        let catalogue = try catalogue
        let plans = query.parts.map { Plan($0.filter, of: $0.type, in: network.key, catalogue: catalogue) }
        guard query.parts.count == 1, let part = query.parts.first, part.sort == nil else {
            return try sortedPage(of: query, plans)
        }
        guard let residual = plans[0].residual else { return try page(of: query, part, plans[0].selection) }
        return try page(of: query, part, plans[0].selection, where: residual)
    }

    /// A page that an index gives in order, without looking at anything outside of it.
    private func page(of query: ListQuery, _ part: ListQuery.Part, _ selection: Selection) throws -> Page {
        let limit = SQLValue.integer(Int64(query.limit))
        // One more than asked for tells whether there are more.
        let oneMore = SQLValue.integer(Int64(query.limit) + 1)
        var entries: [Page.Entry]
        var hasPrevious = false
        var hasNext = false
        var total: Int?
        switch query.window {
        case .offset(let offset):
            entries = try self.entries(selection, .offset, [limit, .integer(Int64(offset))], query)
            // A page that is not full is the last one.
            if entries.count < query.limit, offset == 0 || !entries.isEmpty { total = offset + entries.count }
        case .after(let position):
            entries = try self.entries(selection, .after, [.integer(position?.key ?? .min), oneMore], query)
            hasPrevious = position != nil
            hasNext = entries.count > query.limit
            if hasNext { entries.removeLast() }
        case .before(let position):
            entries = try self.entries(selection, .before, [.integer(position.key), oneMore], query).reversed()
            hasPrevious = entries.count > query.limit
            hasNext = true
            if hasPrevious { entries.removeFirst() }
        }
        return Page(
            totalResults: try total ?? count(selection, part),
            entries: entries,
            hasPrevious: hasPrevious,
            hasNext: hasNext
        )
    }

    private func entries(
        _ selection: Selection,
        _ window: KeySource.Window,
        _ bounds: [SQLValue],
        _ query: ListQuery
    ) throws -> [Page.Entry] {
        var relations = query.relations
        // In a network without groups nobody's are looked for.
        if relations.contains(.memberships), try !hasMembers { relations.remove(.memberships) }
        return try db.all(selection.source.answers(window, with: relations), selection.values + bounds) { row in
            let resource = try answer(row, with: relations)
            let position = Position(sortKey: .missing, key: resource.key)
            return Page.Entry(resource: resource, part: 0, position: position)
        }
    }

    private var hasMembers: Bool {
        get throws {
            try db.first("SELECT 1 FROM member WHERE network = ? LIMIT 1", [.integer(network.key.value)]) { _ in true }
                ?? false
        }
    }

    private func count(_ selection: Selection, _ part: ListQuery.Part) throws -> Int {
        let isAll = selection.source == .type
        let sql = isAll ? "SELECT count FROM tally WHERE network = ? AND type = ?" : selection.source.count
        return try db.first(sql, selection.values) { Int($0.integer(0)) } ?? 0
    }

    /// A page of what is held against a filter one by one, in the order of keys; nothing is kept of what is not on it.
    private func page(
        of query: ListQuery,
        _ part: ListQuery.Part,
        _ selection: Selection,
        where residual: Filter
    ) throws -> Page {
        var window = WindowedResources(query.window, limit: query.limit)
        try CandidateScan(part: part, residual: residual, reader: self)
            .run(selection) { match in
                if let stored = match.stored { window.append(stored) }
            }
        return Page(
            totalResults: window.total,
            entries: try window.resources.map { resource in
                var resource = resource
                try load(query.relations, of: &resource)
                return Page.Entry(
                    resource: resource,
                    part: 0,
                    position: Position(sortKey: .missing, key: resource.key)
                )
            },
            hasPrevious: window.hasPrevious,
            hasNext: window.hasNext
        )
    }

    /// A page of what is sorted, or of several types; only positions are kept of what is not on it.
    private func sortedPage(of query: ListQuery, _ plans: [Plan]) throws -> Page {
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
        return Page(
            totalResults: found.count,
            entries: try found[range].compactMap { try entry($0.position, $0.part, query) },
            hasPrevious: range.lowerBound > 0,
            hasNext: range.upperBound < found.count
        )
    }

    private static let answer = "SELECT \(answerColumns) FROM resource WHERE key = ?"

    private func entry(_ position: Position, _ part: Int, _ query: ListQuery) throws -> Page.Entry? {
        try db.first(Self.answer, [.integer(position.key)]) { row in
            Page.Entry(resource: try answer(row, with: query.relations), part: part, position: position)
        }
    }
}

extension ListQuery {
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
