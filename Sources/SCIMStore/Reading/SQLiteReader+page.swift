internal import SCIM
internal import SCIMProvider

extension SQLiteReader {
    func page(of query: ListQuery) throws -> Page {
        let catalogue = try catalogue
        let plans = query.parts.map { Plan($0.filter, of: $0.type, in: network.key, catalogue: catalogue) }
        if let part = query.parts.first, query.parts.count == 1, part.sort == nil, plans[0].residual == nil {
            return try seek(query, part, plans[0].selection)
        }
        return try scan(query, plans)
    }

    /// A page that an index gives in order, without looking at anything outside of it.
    private func seek(
        _ query: ListQuery,
        _ part: ListQuery.Part,
        _ selection: Selection
    ) throws -> Page {
        let key = selection.keyColumn
        let limit = SQLValue.integer(Int64(query.limit))
        // One more than asked for tells whether there are more.
        let oneMore = SQLValue.integer(Int64(query.limit) + 1)
        var entries: [Page.Entry]
        var hasPrevious = false
        var hasNext = false
        switch query.window {
        case .offset(let offset):
            let keys = selection.keys + " ORDER BY \(key) LIMIT ? OFFSET ?"
            entries = try resources(of: keys, selection.values + [limit, .integer(Int64(offset))], part.type, query.relations)
        case .after(let position):
            let keys = selection.keys + " AND \(key) > ? ORDER BY \(key) LIMIT ?"
            entries = try resources(of: keys, selection.values + [.integer(position?.key ?? .min), oneMore], part.type, query.relations)
            hasPrevious = position != nil
            hasNext = entries.count > query.limit
            if hasNext { entries.removeLast() }
        case .before(let position):
            let keys = selection.keys + " AND \(key) < ? ORDER BY \(key) DESC LIMIT ?"
            entries = try resources(of: keys, selection.values + [.integer(position.key), oneMore], part.type, query.relations)
            hasPrevious = entries.count > query.limit
            hasNext = true
            if hasPrevious { entries.removeFirst() }
        }
        return Page(
            totalResults: try count(selection, part),
            entries: entries,
            hasPrevious: hasPrevious,
            hasNext: hasNext
        )
    }

    private func count(_ selection: Selection, _ part: ListQuery.Part) throws -> Int {
        guard part.filter != nil else {
            return try db.first("SELECT count FROM tally WHERE network = ? AND type = ?", selection.values) {
                Int($0.integer(0))
            } ?? 0
        }
        return try db.first("SELECT count(*) FROM (\(selection.keys))", selection.values) { Int($0.integer(0)) } ?? 0
    }

    private func resources(
        of keys: String,
        _ values: [SQLValue],
        _ type: ResourceType,
        _ relations: Relations
    ) throws -> [Page.Entry] {
        try db.all(
            "SELECT \(Self.answerColumns) FROM resource WHERE key IN (\(keys)) ORDER BY key",
            values
        ) { row in
            let resource = try answer(row, with: relations)
            return Page.Entry(
                resource: resource,
                type: type,
                position: Position(sortKey: .missing, key: resource.key)
            )
        }
    }

    /// A page of what is held against filters, and sorted, one by one; only positions are kept of what is not on it.
    private func scan(_ query: ListQuery, _ plans: [Plan]) throws -> Page {
        var found: [(position: Position, part: Int)] = []
        for (index, (part, plan)) in zip(query.parts, plans).enumerated() {
            try each(part, plan) { position in found.append((position, index)) }
        }
        let isDescending = query.isDescending
        if query.parts.contains(where: { $0.sort != nil }) || query.parts.count > 1 {
            found.sort { $0.position.precedes($1.position, isDescending: isDescending) }
        }
        let range = query.range(in: found.map(\.position))
        let entries = try found[range]
            .compactMap { item -> Page.Entry? in
                let resource = try db.first(
                    "SELECT \(Self.answerColumns) FROM resource WHERE key = ?",
                    [.integer(item.position.key)]
                ) { row in try answer(row, with: query.relations) }
                let type = query.parts[item.part].type
                return resource.map { Page.Entry(resource: $0, type: type, position: item.position) }
            }
        return Page(
            totalResults: found.count,
            entries: entries,
            hasPrevious: range.lowerBound > 0,
            hasNext: range.upperBound < found.count
        )
    }

    /// Gives the positions of the resources of one type that satisfy its filter.
    private func each(
        _ part: ListQuery.Part,
        _ plan: Plan,
        _ body: (Position) -> Void
    ) throws {
        var names = plan.residual?.attributeNames ?? []
        if let path = part.sort?.path { names.append(path.extensionURN ?? path.attribute.name) }
        let documentNames = names.map { JSONName($0) }
        var relations: Relations = []
        if let members = part.type.memberAttribute, names.contains(members.name) { relations.insert(.members) }
        if let groups = part.type.membershipAttribute, names.contains(groups.name) { relations.insert(.memberships) }
        try db.each(
            """
            SELECT \(Self.resourceColumns) FROM resource
            WHERE key IN (\(plan.selection.keys)) AND type = ? ORDER BY key
            """,
            plan.selection.values + [.text(part.type.name)]
        ) { row in
            var stored = StoredResource(row)
            try load(relations, of: &stored)
            let resource = try stored.resource(of: part.type, reading: documentNames, network.resourceTypes)
            guard plan.residual?.matches(resource) ?? true else { return true }
            body(Position(sortKey: part.sort?.key(of: resource) ?? .missing, key: stored.key))
            return true
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
